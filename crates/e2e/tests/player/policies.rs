//! What a strict site forbids: `docs/policies.md` says the same in words.

use std::collections::BTreeMap;

use e2e::{Engine, Knobs, Page, STRICT_POLICY, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, LIT_TURN, alert, episode, search_field, silence, start, wait_ready};

const VIDEO: &str = "aaaaaaaaaaa";
const GUIDE: &str = include_str!("../../../../docs/policies.md");
const SCRIPT: &str = "<script type=module src=/episode-player/episode-player.js></script>";

fn stage() -> Stage {
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
        .site
        .put("/episode.json", episode(&json!([{ "youtube": VIDEO }, { "audio": "sound.wav" }])).to_string());
    stage
}

fn open<'a>(stage: &'a Stage, body: &str) -> Page<'a> {
    stage.site.put("/page.html", format!("<!doctype html><html lang=en><title>t</title>{SCRIPT}{body}"));
    stage.open("/page.html")
}

/// Listens to `beforeconnect`, and lets it happen once `window.agreed` is true.
fn ask_first(page: Page<'_>) {
    page.run::<()>(
        "window.asked = [];
         q('episode-player').addEventListener('beforeconnect', (event) => {
             asked.push(event.detail);
             if (!window.agreed) event.preventDefault();
         });",
        vec![],
    );
}

const PLAYS: &str = "q('iframe') && !q('episode-player').paused && q('episode-player').currentTime > 0";

#[test]
fn nothing_is_asked_of_youtube_before_the_page_agrees() {
    let stage = stage();
    let page = open(&stage, "<episode-player src=/episode.json></episode-player>");
    start(page).wait();
    ask_first(page);
    start(page).click();
    let detail = json!({ "host": "www.youtube-nocookie.com", "youtube": VIDEO });
    assert_eq!(page.eval::<Value>("asked"), json!([detail]));
    let error: String = page.eval("q('episode-player').play().then(() => 'it plays', (error) => error.name)");
    assert_eq!((error.as_str(), page.eval::<usize>("asked.length")), ("NotAllowedError", 2));
    // All else goes on as before.
    page.link("Two …").click();
    page.wait_for("the turn of the chapter is lit", &format!("({LIT_TURN}) === 'turn-4'"));
    search_field(page).fill("word7x3");
    page.wait_for("the search works", "q('.search-bar [role=status]').textContent.includes('1 match')");
    assert!(!page.eval::<bool>("!!q('iframe')"), "there is no frame");
    assert_eq!(stage.embed.connections(), 0);
    assert!(stage.embed.asked().is_empty(), "{:?}", stage.embed.asked());
    page.run::<()>("window.agreed = true", vec![]);
    start(page).click();
    page.wait_for("it plays from there", &format!("{PLAYS} && q('episode-player').currentTime > 20"));
    assert_eq!(page.eval::<usize>("asked.length"), 3, "a press asks again");
    page.button("Pause").click();
    page.button("Play").click();
    page.wait_for("it plays on", PLAYS);
    assert_eq!(page.eval::<usize>("asked.length"), 3, "what is connected is not asked for");
}

#[test]
fn the_sites_own_words_stand_at_the_play_button_until_it_plays_and_for_youtube_alone() {
    let stage = stage();
    let page = open(
        &stage,
        "<episode-player src=/episode.json>\
         <p slot=consent>The video comes from YouTube. <a id=more href=#privacy>Privacy</a></p></episode-player>",
    );
    start(page).wait();
    assert!(page.eval::<bool>("q('p').checkVisibility()"));
    page.link("Privacy").click();
    assert_eq!(page.eval::<String>("location.hash"), "#privacy", "the link is above the card's button");
    assert!(!page.eval::<bool>("!!q('iframe')"), "the press was for the link alone");
    start(page).click();
    page.wait_for("it plays, and the words are gone", &format!("{PLAYS} && !q('p').checkVisibility()"));
    page.by_role("combobox", "Recording").choose("Audio file");
    page.wait_for("a file has no such words", "q('audio') && !q('p').checkVisibility()");
}

#[test]
fn the_policy_of_the_guide_is_enough() {
    let stage = stage();
    let policy = GUIDE.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a policy");
    stage.site.policy("/page.html", &policy.replace('\n', " "));
    stage.site.put("/poster.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='9'/>");
    let mut json = episode(&json!([{ "youtube": VIDEO }, { "audio": "sound.wav" }]));
    json["poster"] = json!("poster.svg");
    stage.site.put("/episode.json", json.to_string());
    stage.site.put("/captions.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>The sea rises.\n");
    stage.site.put("/watch.js", "window.broken = []; document.addEventListener('securitypolicyviolation', (event) => broken.push(event.violatedDirective));");
    let page = open(
        &stage,
        "<script src=/watch.js></script><episode-player src=/episode.json></episode-player>\
         <episode-player youtube=aaaaaaaaaaa captions=captions.vtt></episode-player>",
    );
    start(page).wait_count(2);
    page.wait_for("the poster is there", "q('.has-poster img')?.naturalWidth > 0");
    start(page).nth(0).click();
    page.wait_for("the video plays", PLAYS);
    page.by_role("combobox", "Recording").choose("Audio file");
    page.wait_for("the sound plays", "q('audio') && !q('audio').paused && q('audio').currentTime > 0");
    assert_eq!(page.eval::<Vec<String>>("broken"), [""; 0]);
}

#[test]
fn an_isolated_page_shows_the_video_or_says_at_once_why_not() {
    for embedder in ["require-corp", "credentialless"] {
        let stage = stage();
        stage.site.put("/episode.json", episode(&json!([{ "youtube": VIDEO }])).to_string());
        stage.site.header("/page.html", "cross-origin-opener-policy", "same-origin");
        stage.site.header("/page.html", "cross-origin-embedder-policy", embedder);
        let page = open(&stage, "<episode-player src=/episode.json></episode-player>");
        page.by_role("navigation", "Chapters").wait();
        // `credentialless` isolates a page where the browser knows it.
        if !page.eval::<bool>("crossOriginIsolated") {
            assert!(embedder == "credentialless" && Engine::current() == Engine::WebKit);
            continue;
        }
        if Engine::current() == Engine::Chromium {
            start(page).click();
            page.wait_for("it plays", PLAYS);
            continue;
        }
        alert(page).wait_for("it is said", "element.textContent.includes('cross-origin isolated')");
        assert!(
            page.link("Open at …").attribute("href").unwrap().starts_with("https://youtu.be/aaaaaaaaaaa")
        );
        assert_eq!(stage.embed.connections(), 0);
        page.link("Two …").click();
        page.wait_for("the rest works", &format!("({LIT_TURN}) === 'turn-4'"));
    }
}

#[test]
fn files_on_a_host_that_does_not_share_them_are_told_with_host_and_header() {
    let stage = stage();
    for part in
        ["CORS", "ERR_", "episode-player", "Cross-Origin", "access control", "Access-Control", "127.0.0.1"]
    {
        stage.expect_console(part);
    }
    let script = stage.elsewhere.url("/episode-player/episode-player.js");
    let origin = stage.elsewhere.url("");
    stage.site.policy("/page.html", &STRICT_POLICY.replace("'self'", &format!("'self' {origin}")));
    let shared = [
        "episode-player.js",
        "text.js",
        "more/more.js",
        "more/resume.js",
        "more/texts.js",
        "wasm/episode-player.js",
    ];
    for file in shared {
        stage.elsewhere.header(&format!("/episode-player/{file}"), "access-control-allow-origin", "*");
    }
    let unshared = ["episode-player.css", "wasm/episode-player_bg.wasm"];
    for file in unshared {
        // Firefox would take the answer without the other header from its cache.
        stage.elsewhere.header(&format!("/episode-player/{file}"), "cache-control", "no-store");
    }
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><title>t</title><script type=module src={script}></script>\
             <episode-player src=/episode.json><p>The page's text.</p></episode-player>"
        ),
    );
    let page = stage.open("/page.html");
    alert(page).wait();
    let text = alert(page).text();
    assert!(text.contains(&origin) && text.contains("Access-Control-Allow-Origin"), "{text}");
    assert!(page.eval::<bool>("q('episode-player > p').checkVisibility()"));
    for file in unshared {
        stage.elsewhere.header(&format!("/episode-player/{file}"), "access-control-allow-origin", "*");
    }
    page.button("Try again").click();
    start(page).wait();
}

#[test]
fn a_sub_path_is_as_good_as_the_root() {
    let stage = stage();
    for file in [
        "episode-player.js",
        "episode-player.css",
        "more/more.js",
        "more/resume.js",
        "more/texts.js",
        "wasm/episode-player.js",
        "wasm/episode-player_bg.wasm",
    ] {
        let built = stage.site.read(&format!("/episode-player/{file}")).expect("it is built");
        stage.site.put(&format!("/docs/next/player/{file}"), built);
    }
    stage
        .site
        .put("/docs/next/episodes/1.json", episode(&json!([{ "audio": "../../../sound.wav" }])).to_string());
    stage.site.put(
        "/docs/next/page/index.html",
        "<!doctype html><html lang=en><title>t</title><script type=module src=../player/episode-player.js></script>\
         <episode-player src=../episodes/1.json></episode-player>",
    );
    wait_ready(stage.open("/docs/next/page/"));
    assert!(stage.site.requests().iter().all(|request| !request.path.starts_with("/episode-player/")));
}

/// A page that pins each script by these hashes. Each has a path of its own: a cache may keep it for a second.
fn open_pinned<'a>(stage: &'a Stage, path: &str, hashes: &BTreeMap<String, String>) -> Page<'a> {
    const FOLDER: &str = "/static/episode-player";
    let imported = hashes.iter().filter(|(name, _)| name.ends_with(".js") && *name != "episode-player.js");
    let imported: BTreeMap<_, _> = imported.map(|(name, hash)| (format!("{FOLDER}/{name}"), hash)).collect();
    let policy = STRICT_POLICY.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'nonce-map'");
    stage.site.policy(path, &policy);
    stage.site.put(
        path,
        format!(
            "<!doctype html><html lang=en><title>t</title>\
             <script type=importmap nonce=map>{}</script>\
             <script type=module src={FOLDER}/episode-player.js integrity='{}'></script>\
             <episode-player src=/episode.json><p>The page's text.</p></episode-player>",
            json!({ "integrity": imported }),
            hashes["episode-player.js"],
        ),
    );
    stage.open(path)
}

#[test]
fn scripts_that_a_site_pins_load_and_others_do_not() {
    let stage = stage();
    let hashes =
        stage.site.read("/static/episode-player/integrity.json").expect("`cargo xtask dist` writes it");
    let hashes: BTreeMap<String, String> = serde_json::from_slice(&hashes).expect("it is JSON");
    for name in ["episode-player.css", "wasm/episode-player_bg.wasm", "quick-start.js"] {
        assert!(hashes[name].starts_with("sha384-"), "{name}");
    }
    start(open_pinned(&stage, "/pinned.html", &hashes)).wait();
    for part in ["integrity", "Integrity", "hash", "episode-player.js"] {
        stage.expect_console(part);
    }
    let other = |name: &str| {
        let mut other = hashes.clone();
        other.insert(name.into(), hashes["quick-start.js"].clone());
        other
    };
    // Older browsers leave this out of import maps.
    if Engine::current() == Engine::Chromium {
        let page = open_pinned(&stage, "/other-import.html", &other("wasm/episode-player.js"));
        alert(page).wait_for("it is told", "element.textContent.includes('could not be loaded')");
        // The player may have two reasons to load: it comes near the viewport, and the page is idle.
        page.wait_for("the page is idle", "(window.isIdle ??= (requestIdleCallback(() => requestAnimationFrame(() => (isIdle = true))), false))");
        assert_eq!(alert(page).count(), 1, "it is not loaded by another address");
    }
    let page = open_pinned(&stage, "/other-script.html", &other("episode-player.js"));
    assert!(
        page.eval::<bool>(
            "!customElements.get('episode-player') && q('episode-player > p').checkVisibility()"
        )
    );
}

#[test]
fn a_page_that_is_opened_as_a_file_says_what_to_do() {
    let stage = Stage::new();
    for part in ["CORS", "file:", "Cross-Origin", "ERR_", "origin"] {
        stage.expect_console(part);
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for name in ["episode-player.classic.js", "episode-player.js"] {
        let built = stage.site.read(&format!("/static/episode-player/{name}")).expect("it is built");
        std::fs::write(folder.path().join(name), built).expect("a file can be written");
    }
    let file = folder.path().join("page.html");
    let html = "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>\
                <script src=episode-player.classic.js></script>\
                <episode-player src=episode.json><p id=own>The page's text.</p></episode-player>";
    std::fs::write(&file, html).expect("a file can be written");
    let page = stage.page().go(&format!("file://{}", file.display()));
    // Firefox loads the module, and none of its other files.
    page.wait_for(
        "it is said",
        "q('episode-player').textContent.includes('opened as a file') || byRole('alert', '…').length",
    );
    assert!(page.eval::<bool>("q('#own').checkVisibility()"), "the page's text stays");
}
