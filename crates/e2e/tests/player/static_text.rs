//! The episode's text in the page itself, as `episode export --to html` writes it: before any script, while the player
//! loads, and afterwards.

use std::process::Command;

use e2e::{Knobs, Options, Page, Stage};
use publish::{Addresses, page as pages};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{LENGTH, episode, modules, mount_modules, silence, start};

const VIDEO: &str = "aaaaaaaaaaa";
const SCRIPT: &str = "/episode-player/episode-player.js";
const WASM: &str = "/episode-player/wasm/episode-player_bg.wasm";

/// An episode with notes.
fn json() -> Value {
    let mut json = episode(&json!([{ "youtube": VIDEO }]));
    let text = |text: &str| json!([{ "type": "text", "value": text }]);
    json["sections"] = json!([
        { "title": "What is new", "children": [{ "type": "paragraph", "children": text("Nothing under the sun. ".repeat(40).as_str()) }] },
        { "title": "Errata", "children": [{ "type": "paragraph", "children": text("None so far.") }] },
    ]);
    json
}

/// A site with the exported page, and text below it.
fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    mount_modules(&stage);
    let json = json().to_string();
    let episode = episode::read(&json).expect("a valid episode").episode;
    let addresses = Addresses {
        episode: "/episode.json".into(),
        player: SCRIPT.into(),
        strict: true,
        ..Addresses::default()
    };
    let (page, _) = pages::whole(&episode, &addresses);
    let more = "<p>The page goes on.</p>".repeat(40);
    stage.site.put("/episode.json", json);
    stage.site.put("/observe.js", OBSERVE);
    let page = page.replace("</main>", &format!("{more}</main>"));
    // Said outright: axe-core takes the browser's own dark background for white.
    stage.site.put("/page.css", ":root { color-scheme: light dark; color: CanvasText; background: Canvas; }");
    let scripts = "<link rel=stylesheet href=/page.css><script src=/observe.js></script>\
        <script src=/modules/axe-core/axe.min.js></script>";
    let page = page.replace("<head>", &format!("<head>{scripts}"));
    let tag = format!("<script type=\"module\" src=\"{SCRIPT}\"></script>");
    assert!(page.contains(&tag), "{page}");
    stage.site.put("/late.js", format!("addEventListener('late', () => import('{SCRIPT}'))"));
    stage.site.put("/without.html", page.replace(&tag, "<script src=/late.js></script>"));
    stage.site.put("/static.html", page);
    stage
}

/// Adds the script, as the exported page has it from the first.
fn add_script(page: Page<'_>) {
    page.run::<()>("dispatchEvent(new Event('late'))", vec![]);
}

/// Adds up how far the page moves.
const OBSERVE: &str = "window.moved = 0; window.what = [];
    new PerformanceObserver((list) => list.getEntries().forEach((e) => {
        moved += e.value;
        what.push(e.sources.map((s) => [s.node?.nodeName, s.node?.className, s.previousRect.y, s.currentRect.y, s.previousRect.height, s.currentRect.height].join(' ')));
    }))
        .observe({ type: 'layout-shift', buffered: true });";

/// A word of the first turn is read where it stands.
const IS_READABLE: &str = "(() => {
    const turn = [...document.querySelectorAll('episode-player p')].find((p) => p.textContent.includes('word0x0'));
    return !!turn && turn.checkVisibility({ visibilityProperty: true }) && turn.getClientRects().length > 0;
})()";

fn wait_player(page: Page<'_>) {
    start(page).wait();
    page.wait_for("the turns are there", "q('#turn-11')");
}

#[test]
fn the_text_is_readable_at_every_step_until_the_player_is_there() {
    let stage = stage();
    let [wasm, json] = [WASM, "/episode.json"].map(|path| stage.site.hold(path));
    let page = stage.open("/without.html");
    assert!(page.eval::<bool>(IS_READABLE), "without the script");
    add_script(page);
    page.wait_for(
        "the script is there",
        "customElements.get('episode-player') && q('episode-player').shadowRoot",
    );
    assert!(page.eval::<bool>(IS_READABLE), "while the WebAssembly file loads");
    let height: f64 = page.eval("q('episode-player').getBoundingClientRect().height");
    drop(wasm);
    page.wait_for("the JSON is asked for, and the player waits", "q('.waiting')");
    assert!(page.eval::<bool>(IS_READABLE), "while the JSON loads");
    drop(json);
    wait_player(page);
    assert!(!page.eval::<bool>(IS_READABLE), "the player has taken its place");
    let after: f64 = page.eval("q('episode-player').getBoundingClientRect().height");
    assert!((height - after).abs() <= 1.0, "{height} px, then {after} px");
    let text: String = page.eval("document.querySelector('episode-player').textContent");
    assert!(text.contains("word11x19"), "the text stays in the page");
}

#[test]
fn the_text_does_not_move_when_the_player_comes() {
    for size in [(1280, 900), (390, 800)] {
        let stage = stage();
        stage.page().resize(size.0, size.1);
        let page = stage.open("/without.html");
        add_script(page);
        wait_player(page);
        // A shift is told some frames later.
        page.run::<()>(
            "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))",
            vec![],
        );
        let moved: f64 = page.eval("moved");
        assert!(moved < 0.02, "{size:?}: {moved}, {:#}", page.eval::<Value>("what"));
    }
}

#[test]
fn the_player_changes_neither_attributes_nor_content_of_the_element() {
    let stage = stage();
    let page = stage.open("/without.html");
    let before: String = page.eval("document.querySelector('episode-player').outerHTML");
    add_script(page);
    wait_player(page);
    assert_eq!(page.eval::<String>("document.querySelector('episode-player').outerHTML"), before);
}

#[test]
fn focus_in_the_text_goes_to_the_player() {
    let stage = stage();
    let held = stage.site.hold("/episode.json");
    let page = stage.open("/static.html");
    page.wait_for("the player waits", "q('.waiting')");
    page.run::<()>("document.querySelector('episode-player a').focus()", vec![]);
    drop(held);
    wait_player(page);
    page.wait_for("the focus is in the player", "q('episode-player').shadowRoot.activeElement");
    assert!(page.focused().starts_with("Play"), "{}", page.focused());
}

#[test]
fn axe_finds_nothing_in_the_text_and_the_player() {
    let stage = stage();
    let held = stage.site.hold("/episode.json");
    let page = stage.open("/without.html");
    assert_none(&objections(page, "without the script"));
    add_script(page);
    page.wait_for("the player waits", "q('.waiting')");
    assert_none(&objections(page, "while the JSON loads"));
    drop(held);
    wait_player(page);
    assert_none(&objections(page, "with the player"));
}

#[test]
fn anchors_of_the_text_lead_into_the_player() {
    let stage = stage();
    let page = stage.open("/static.html#errata");
    wait_player(page);
    let is_open = |title: &str| format!("byRole('tab', '{title}')[0].ariaSelected === 'true'");
    page.wait_for("the notes are open at the section", &is_open("Notes"));
    page.heading("Errata").wait_for(
        "it is in view",
        "(() => {
        const box = element.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
    })()",
    );
    page.run::<()>("location.hash = '#transcript'", vec![]);
    page.wait_for("the transcript is open", &is_open("Transcript"));
    page.run::<()>("location.hash = '#statistics'", vec![]);
    page.wait_for("the statistics are open", &is_open("Statistics"));
    page.run::<()>("location.hash = '#t=20'", vec![]);
    page.wait_for("the chapter is where it starts", "q('episode-player').currentTime === 20");
}

/// The header of a site, whose link takes the middle of it, and a page that scrolls smoothly.
#[test]
fn an_anchor_leads_below_the_header_that_sticks_to_the_top() {
    let stage = stage();
    let page = stage.open("/static.html");
    wait_player(page);
    page.run::<Value>(
        "document.documentElement.style.scrollBehavior = 'smooth';
         const make = (name, style, ...children) => {
             const element = Object.assign(document.createElement(name), { style });
             element.append(...children);
             return element;
         };
         const link = make('div', '', make('a', 'display:block;margin:30px', 'A site'));
         document.body.prepend(
             make('header', 'position:fixed;inset:0 0 auto;block-size:80px;background:Canvas;z-index:9', link),
             make('div', 'block-size:1200px'));
         return null",
        vec![],
    );
    let is_below = "(element.getBoundingClientRect().top >= 80 && element.getBoundingClientRect().top < 300)";
    page.run::<()>("location.hash = '#transcript'", vec![]);
    page.wait_for("the player begins below the header", &is_below.replace("element", "q('.player')"));
    page.resize(1280, 480);
    page.run::<()>("location.hash = '#errata'", vec![]);
    page.heading("Errata").wait_for("the section is below the header", is_below);
    assert!(page.eval::<bool>("!q('.player').style.length"), "nothing is left of it");
}

#[test]
fn pagefind_finds_a_sentence_and_leads_to_its_chapter_and_its_second() {
    let stage = stage();
    let site = tempfile::tempdir().expect("a temporary folder can be made");
    let text = stage.site.read("/static.html").expect("it was put there");
    std::fs::write(site.path().join("index.html"), text).expect("a file can be written");
    let mut pagefind = Command::new(modules().join(".bin/pagefind"));
    let output = pagefind.arg("--site").arg(site.path()).output().expect("Pagefind is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    stage.site.mount("/found", site.path());
    // Pagefind's worker needs more than the player does.
    stage.site.put("/search.html", "<!doctype html><html lang=en><title>Search</title>");
    stage.site.policy("/search.html", "default-src 'self' 'wasm-unsafe-eval'");
    let page = stage.open("/search.html");
    let found: Value = page.run(
        "return import('/found/pagefind/pagefind.js')
            .then((pagefind) => pagefind.search('word6x3'))
            .then(({ results: [first] }) => first.data())
            .then(({ sub_results, anchors }) => [sub_results.map(({ url }) => url), anchors.map(({ id }) => id)])",
        vec![],
    );
    let has = |list: &Value, end: &str| {
        list.as_array().is_some_and(|all| all.iter().filter_map(Value::as_str).any(|one| one.ends_with(end)))
    };
    // The chapter that starts at 20 s; the turn at 30 s.
    assert!(has(&found[0], "#t=20") && has(&found[1], "t=30"), "{found}");
}

/// As long as the page is left before the end, and no address says where to start.
#[test]
fn the_place_is_kept_on_the_readers_device() {
    let stage = stage();
    let place = "localStorage.getItem('episode-player /episode')";
    let page = stage.open("/static.html");
    wait_player(page);
    assert_eq!(page.eval::<Value>(place), Value::Null);
    start(page).click();
    page.wait_for("it plays", "!q('episode-player').paused");
    page.run::<Value>("q('episode-player').currentTime = 30; return null", vec![]);
    page.wait_for("the place is written down", &format!("{place} >= 30"));

    page.reload();
    wait_player(page);
    page.button("Play from 00:3…").wait();
    assert!(page.eval::<f64>("q('episode-player').currentTime") >= 30.0);
    page.screenshot("resume");
    page.button("From the start").click();
    page.wait_for(
        "it plays from the start",
        "!q('episode-player').paused && q('episode-player').currentTime < 10",
    );
    page.wait_for(
        "the focus is on the play button",
        "q('episode-player').shadowRoot.activeElement?.matches('.play')",
    );
    assert_eq!(page.eval::<Value>(place), Value::Null);

    // The address goes before the place, and near the end there is none.
    page.run::<Value>("q('episode-player').currentTime = 40; return null", vec![]);
    page.wait_for("the place is written down", &format!("{place} >= 40"));
    let page = stage.open("/static.html?t=20");
    wait_player(page);
    page.button("Play from 00:20…").wait();
    start(page).click();
    page.wait_for("it plays", "!q('episode-player').paused");
    page.run::<Value>("q('episode-player').currentTime = 55; return null", vec![]);
    page.wait_for("the end is written down", &format!("{place} === 'finished'"));
}

/// A router of the site changes the address without a word to the page; sites put signs into headings, and call a section
/// otherwise than the player does.
#[test]
fn links_lead_into_the_player_whoever_follows_them() {
    let stage = stage();
    let page = stage.open("/static.html");
    wait_player(page);
    let opens =
        |panel: &str| format!("q('[role=tab][aria-selected=true]').textContent.startsWith('{panel}')");
    page.run::<Value>(
        "document.querySelector('#statistics').id = 'numbers';
         document.querySelector('#numbers').textContent = 'Numbers to keep\u{200b}#';
         document.querySelector('#errata').append('\u{200b}¶');
         const nav = document.createElement('nav');
         for (const id of ['numbers', 'errata', 'transcript', '%'])
             nav.append(Object.assign(document.createElement('a'), { href: `#${id}`, textContent: id }), ' ');
         nav.addEventListener('click', (event) => {
             event.preventDefault();
             history.pushState(null, '', event.target.hash);
         });
         document.body.prepend(nav);
         return null",
        vec![],
    );
    for (link, panel) in [
        ("numbers", "Statistics"),
        ("errata", "Notes"),
        ("transcript", "Transcript"),
        ("numbers", "Statistics"),
    ] {
        page.link(link).click();
        page.wait_for(&format!("{link} is in {panel}"), &opens(panel));
    }
    // Again, though the address is the same.
    page.tab("Notes").click();
    page.link("numbers").click();
    page.wait_for("it is shown again", &opens("Statistics"));
    // A link that means nothing breaks nothing.
    page.link("%").click();
    page.link("transcript").click();
    page.wait_for("the next one leads there", &opens("Transcript"));
}
