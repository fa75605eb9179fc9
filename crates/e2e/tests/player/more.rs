//! What a player has beyond playing: the menu, the next episode, the device's session, a frame on another site.

use e2e::{Engine, Options, Page, Stage};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{LENGTH, LIT_TURN, episode, mount_modules, silence, start, wait_ready, word_middle};

/// Gives what is copied, where the browser of a test has no clipboard.
const COPIED: &str =
    "window.copied = []; navigator.clipboard.writeText = async (text) => { window.copied.push(text) }";

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    mount_modules(&stage);
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

fn open<'a>(stage: &'a Stage, json: &Value, attributes: &str) -> Page<'a> {
    stage.site.put("/episodes/1.json", json.to_string());
    stage.site.put("/page.css", ":root { color-scheme: light dark; color: CanvasText; background: Canvas; }");
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>An episode</title><link rel=stylesheet href=/page.css><script src=/modules/axe-core/axe.min.js></script>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <main><h1>An episode</h1><episode-player src=/episodes/1.json {attributes}></episode-player></main>"
        ),
    );
    let page = stage.open("/page.html");
    wait_ready(page);
    page.button("More").wait();
    page
}

fn sound() -> Value {
    episode(&json!([{ "audio": "/sound.wav" }]))
}

#[test]
fn the_menu_shares_a_link_at_the_time_and_opens_below_the_controls() {
    let stage = stage();
    let page = open(&stage, &sound(), "");
    page.run::<()>(COPIED, vec![]);
    page.run::<Value>("q('episode-player').currentTime = 83 / 2; return null", vec![]);
    page.text("00:41").wait();
    page.button("More").click();
    page.by_role("group", "More").wait();
    assert_eq!(page.button("More").attribute("aria-expanded").as_deref(), Some("true"));
    page.button("Copy link").click();
    page.text("Link copied.").wait();
    page.by_role("checkbox", "Start at 00:41").click();
    page.button("Copy link").click();
    page.wait_for("both are copied", "copied.length === 2");
    let copied: Vec<String> = page.eval("copied.map((link) => new URL(link).pathname + new URL(link).hash)");
    assert_eq!(copied, ["/page.html#t=00:41", "/page.html"]);
    assert!(page.eval::<bool>(
        "q('.more').getBoundingClientRect().top >= q('.controls').getBoundingClientRect().bottom"
    ));
    // Neither is offered without the author's word.
    assert_eq!(page.button("Copy code …").count() + page.link("Download").count(), 0);
    page.screenshot("more");
    let mut found = objections(page, "menu");
    page.resize(390, 844);
    page.screenshot("more-390");
    found.extend(objections(page, "menu, narrow"));
    assert_none(&found);
    page.button("More").click();
    page.by_role("group", "More").wait_gone();
    assert_eq!(page.button("More").attribute("aria-expanded").as_deref(), Some("false"));
}

#[test]
fn a_second_player_shares_links_of_its_own() {
    let stage = stage();
    open(&stage, &sound(), "");
    stage.site.put(
        "/two.html",
        "<!doctype html><html lang=en><title>Two</title><script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/episodes/1.json></episode-player><episode-player id=b src=/episodes/1.json></episode-player>",
    );
    let page = stage.open("/two.html");
    page.run::<()>(COPIED, vec![]);
    page.button("More").wait_count(2);
    page.run::<Value>("document.querySelectorAll('episode-player')[1].currentTime = 30; return null", vec![]);
    page.text("00:30").wait();
    page.button("More").nth(1).click();
    page.button("Copy link").click();
    page.wait_for("it is copied", "copied.length === 1");
    assert_eq!(page.eval::<String>("new URL(copied[0]).hash"), "#t=00:30&player=b");
}

#[test]
fn the_whole_player_fills_the_screen_and_comes_back() {
    let stage = stage();
    let page = open(&stage, &sound(), "");
    if !page.eval::<bool>("document.fullscreenEnabled") {
        println!("skipped: this browser has no full screen for elements");
        return;
    }
    page.button("More").click();
    page.button("Full screen").click();
    page.wait_for("it fills the screen", "document.fullscreenElement === q('episode-player')");
    page.button("Full screen").wait_for("it is told", "element.ariaPressed === 'true'");
    // The window changes its size: the place of a click would be another.
    page.button("Full screen").focus();
    page.press("\u{e007}");
    page.wait_for("it is back", "document.fullscreenElement === null");
    page.button("Full screen").wait_for("it is told", "element.ariaPressed === 'false'");
}

#[test]
fn a_file_is_downloaded_where_the_author_allows_it() {
    let stage = stage();
    let page = open(&stage, &sound(), "download");
    page.button("More").click();
    let href = page.link("Download").attribute("href").expect("it is a link");
    assert!(href.ends_with("/sound.wav"), "{href}");
}

#[test]
fn the_offset_of_another_edit_is_found_by_pressing_the_word_that_is_heard() {
    let stage = stage();
    let mut json = episode(&json!([{ "audio": "/sound.wav", "offset": 1.5 }]));
    json["duration"] = json!(LENGTH - 1.5);
    let page = open(&stage, &json, "find-offset");
    page.run::<Value>("q('episode-player').currentTime = 27; return null", vec![]);
    page.wait_for("it is there", "q('episode-player').currentTime === 27");
    page.button("More").click();
    page.button("Find the offset").click();
    page.text("Play, and press the word in the transcript when you hear it.").wait();
    page.wait_for("the turn is lit", &format!("({LIT_TURN}) === 'turn-5'"));
    page.run::<()>("q('#turn-4').scrollIntoView({ block: 'nearest', behavior: 'instant' })", vec![]);
    let mut last = None;
    let [x, y] = page.wait_until("the word rests", || {
        let now = word_middle(page, 4, "word4x5");
        if last.replace(now) == Some(now) { Ok(now) } else { Err(now) }
    });
    page.click_at(x, y);
    // The word is at 21 s, and was heard at 27: 6 s more than the 1.5 that the episode has.
    page.wait_for("the number is there", "q('.more .said').textContent.includes('\"offset\": 7.5 ')");
    page.wait_for("it is where it was", "Math.abs(q('episode-player').currentTime - 27) < .5");
}

#[test]
fn the_next_episode_is_offered_at_the_end() {
    let stage = stage();
    let mut json = sound();
    json["next"] = json!({ "title": "Counting <b>down</b>", "url": "2.html" });
    let page = open(&stage, &json, "");
    let end = |page: Page<'_>| {
        page.run::<()>("q('episode-player').currentTime = 59.5; return q('episode-player').play()", vec![]);
        page.wait_for("it has ended", "q('episode-player').ended");
    };
    end(page);
    page.by_role("group", "Next episode").wait();
    page.screenshot("next");
    // Relative to the file of the episode, as all its addresses.
    assert_eq!(
        page.eval::<Vec<String>>("qa('.after a').map((a) => new URL(a.href).pathname)"),
        ["/episodes/2.html"; 2]
    );
    page.link("Counting <b>down</b>").wait();
    assert_none(&objections(page, "next"));
    page.button("Play again").click();
    page.by_role("group", "Next episode").wait_gone();
    page.wait_for(
        "it plays from the start",
        "!q('episode-player').paused && q('episode-player').currentTime < 10",
    );
    assert_eq!(page.focused(), "Pause");

    // A related one where none is named, and nothing where a link is none of the web.
    json.as_object_mut().expect("an object").remove("next");
    json["related"] =
        json!([{ "title": "No way", "url": "javascript:alert(1)" }, { "title": "Sums", "url": "/sums" }]);
    stage.expect_console("javascript");
    let page = open(&stage, &json, "resume=off");
    end(page);
    page.by_role("group", "Related episode").wait();
    assert_eq!(page.eval::<Vec<String>>("qa('.after a').map((a) => new URL(a.href).pathname)"), ["/sums"; 2]);
}

#[test]
fn the_place_is_kept_and_the_end_is_known() {
    let stage = stage();
    let page = open(&stage, &sound(), "");
    let place = "localStorage.getItem('episode-player /episodes/1')";
    page.run::<()>("q('episode-player').currentTime = 30; return q('episode-player').play()", vec![]);
    page.wait_for("the place is written down", &format!("{place} >= 30"));
    page.run::<()>("q('episode-player').pause()", vec![]);
    page.wait_for("it is paused", "q('episode-player').paused");
    page.reload();
    page.button("From the start").wait();
    page.button("Play from 00:3…").wait();
    page.run::<()>("q('episode-player').currentTime = 59.5; return q('episode-player').play()", vec![]);
    page.wait_for("it has ended", "q('episode-player').ended");
    page.wait_for("that is written down", &format!("{place} === 'finished'"));
    page.reload();
    wait_ready(page);
    page.button("More").wait();
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), 0.0);
    assert_eq!(page.button("From the start").count(), 0);
}

#[test]
fn the_device_shows_what_plays_and_its_keys_work() {
    let stage = stage();
    let page = open(&stage, &sound(), "");
    page.run::<()>(
        "window.handlers = {}; window.places = [];
         // Kept, or WebKit may collect it with what is set on it here.
         const mediaSession = window.session = navigator.mediaSession;
         mediaSession.setActionHandler = (name, handler) => { handlers[name] = handler };
         mediaSession.setPositionState = (place) => places.push(place)",
        vec![],
    );
    start(page).click();
    page.wait_for("the session has a title", "navigator.mediaSession.metadata?.title === 'Counting'");
    let now = || {
        page.eval::<Vec<String>>(
            "[navigator.mediaSession.metadata.artist, navigator.mediaSession.metadata.album]",
        )
    };
    assert_eq!(now(), ["One", "Episode 1"]);
    page.run::<()>("handlers.nexttrack()", vec![]);
    page.wait_for("the chapter is told", "navigator.mediaSession.metadata.artist === 'Two'");
    page.run::<()>("handlers.seekto({ seekTime: 50 })", vec![]);
    page.wait_for("it is there", "q('episode-player').currentTime >= 50");
    page.wait_for("so is the device", "places.at(-1).duration === 60 && places.at(-1).position >= 50");
    page.run::<()>("handlers.seekbackward({})", vec![]);
    page.wait_for("it went back", "q('episode-player').currentTime < 40");
    page.run::<()>("handlers.pause()", vec![]);
    page.wait_for("it is paused", "q('episode-player').paused");
    page.run::<()>("handlers.play()", vec![]);
    page.wait_for("it plays", "!q('episode-player').paused");
}

/// The frame as the menu gives it, on a page of another site.
#[test]
fn other_sites_embed_the_player_in_a_frame() {
    let stage = stage();
    let page = open(&stage, &sound(), "embed=/episode-player/embed.html");
    page.run::<()>(COPIED, vec![]);
    page.run::<Value>("q('episode-player').currentTime = 30; return null", vec![]);
    page.text("00:30").wait();
    page.button("More").click();
    page.button("Copy code to embed it").click();
    page.wait_for("it is copied", "copied.length === 1");
    let code: String = page.eval("copied[0]");
    assert!(code.starts_with("<iframe ") && code.ends_with("</iframe>"), "{code}");

    stage.elsewhere.put(
        "/other.html",
        format!("<!doctype html><html lang=en><title>Another</title><h1>Another site</h1>{code}"),
    );
    stage.elsewhere.policy("/other.html", &format!("default-src 'self'; frame-src {}", stage.site.url("")));
    let page = page.go(&stage.elsewhere.url("/other.html"));
    // WebKit leaves no place for a script of the test in a lazy frame out of view.
    page.run::<()>("document.querySelector('iframe').scrollIntoView()", vec![]);
    let frame_name = page.eval::<String>("document.querySelector('iframe').title");
    assert!(frame_name.contains("Counting"), "{frame_name}");
    page.in_frame("iframe", |frame| {
        frame.heading("Counting").wait();
        frame.button("Play from 00:30…").wait();
        frame.wait_for("the frame has its name", "document.title === 'Counting'");
    });
    page.screenshot("embed");

    // The site's name stands above what it shows: it shows nothing of others.
    let foreign = stage.elsewhere.url("/episodes/1.json");
    let page = page.go(&stage.site.url(&format!("/episode-player/embed.html?src={foreign}")));
    page.by_role("alert", "…").wait();
    assert!(page.by_role("alert", "…").text().contains(&foreign));
    let page = page.go(&stage.site.url("/episode-player/embed.html"));
    page.by_role("alert", "…").wait();
    if Engine::current() == Engine::Chromium {
        assert!(stage.elsewhere.requests().iter().all(|request| !request.path.contains("1.json")));
    }
}

#[test]
fn a_film_has_the_transcript_as_captions() {
    let stage = stage();
    let json = episode(&json!([{ "video": "/sound.wav", "offset": 1.5 }]));
    let page = open(&stage, &json, "");
    page.button("More").click();
    page.button("Captions").click();
    page.button("Captions").wait_for("they are on", "element.ariaPressed === 'true'");
    let track = "q('video').textTracks[0]";
    assert_eq!(page.eval::<String>(&format!("{track}.mode")), "showing");
    page.run::<Value>("q('episode-player').currentTime = 31; return null", vec![]);
    // Turn 6 starts at 30 s, and its captions 1.5 s later in this film.
    page.wait_for(
        "what is said stands on it",
        &format!("[...{track}.activeCues ?? []].some((cue) => cue.startTime === 31.5 && cue.text.includes('word6x0'))"),
    );
    page.button("Captions").click();
    page.button("Captions").wait_for("they are off", "element.ariaPressed === 'false'");
    assert_eq!(page.eval::<String>(&format!("{track}.mode")), "hidden");
}
