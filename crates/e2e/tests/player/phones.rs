//! What a reader does on a phone: narrow, turned, with large text, with a finger, and with the keyboard on the screen.

use e2e::{Options, Page, Stage};
use serde_json::json;

use crate::support::{LENGTH, LIT_WORD, episode, search_field, silence, start, wait_chapter, word_middle};

/// Where the keyboard begins, as a share of the height.
const KEYBOARD: f64 = 0.55;

fn open<'a>(stage: &'a Stage, size: (u32, u32), text: u32) -> Page<'a> {
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/a.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    stage.site.put("/text.css", format!("html {{ font-size: {text}%; }} body {{ margin: 0 8px; }}"));
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
         <title>An episode</title><link rel=stylesheet href=/text.css>\
         <script type=module src=/episode-player/episode-player.js></script><h1>An episode</h1>\
         <p>Text above.</p><episode-player src=/a.json></episode-player><p>Text below.</p>",
    );
    let page = stage.page();
    page.resize(size.0, size.1);
    let page = stage.open("/page.html");
    search_field(page).wait();
    page.wait_for("the sound is loaded", "q('audio').readyState > 0");
    page
}

fn use_it(page: Page<'_>, (width, height): (u32, u32), name: &str) {
    let reaches_out = "[...new Set(qa('*').filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className || e.nodeName))]";
    let is_wide = "document.documentElement.scrollWidth > innerWidth";
    assert!(
        !page.eval::<bool>(is_wide),
        "{name}: the page is wider than the screen: {}",
        page.eval::<serde_json::Value>(reaches_out)
    );
    start(page).tap();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    page.button("Pause").tap();
    page.wait_for("it is paused", "q('episode-player').paused");
    page.screenshot(&format!("phone-{name}"));

    if page.tab("Chapters").count() == 1 {
        page.tab("Chapters").tap();
    }
    page.link("Three …").tap();
    wait_chapter(page, "Three");
    page.screenshot(&format!("phone-{name}-chapters"));

    page.tab("Transcript").tap();
    page.by_role("tabpanel", "Transcript").wait();
    page.run::<()>("q('#turn-1').scrollIntoView({ block: 'start', behavior: 'instant' })", vec![]);
    let [x, y] = word_middle(page, 1, "word1x1");
    page.tap(x, y);
    page.wait_for("the sound is at the word", "Math.abs(q('episode-player').currentTime - 5.2) < .01");
    page.wait_for("the word is lit", &format!("({LIT_WORD}) === 'word1x1'"));

    search_field(page).tap();
    search_field(page).wait_focused();
    page.resize(width, (f64::from(height) * KEYBOARD) as u32);
    page.run::<()>("q('.search-bar').scrollIntoView({ block: 'start', behavior: 'instant' })", vec![]);
    page.press("word9x3");
    page.text("1 of 1").wait();
    page.press("\u{e007}");
    page.wait_for(
        "the hit is seen above the keyboard",
        "(() => {
            const [hit] = CSS.highlights.get('episode-hit-now') ?? [];
            if (!hit) return false;
            const box = hit.getBoundingClientRect(), area = q('.scroll').getBoundingClientRect();
            return box.height > 0 && box.top >= Math.max(0, area.top - 1) && box.bottom <= Math.min(innerHeight, area.bottom + 1);
        })()",
    );
    page.screenshot(&format!("phone-{name}-search"));
    page.press("\u{e00c}");
    page.resize(width, height);
    assert!(!page.eval::<bool>(is_wide), "{name}: the page became wider than the screen");
}

#[test]
fn upright_and_turned_it_is_used_with_a_finger() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    for size @ (width, height) in [(390, 844), (320, 568), (844, 390), (568, 320)] {
        let page = open(&stage, size, 100);
        use_it(page, size, &format!("{width}x{height}"));
    }
}

#[test]
fn with_text_of_twice_the_size_it_is_used_as_well() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    for size @ (width, height) in [(390, 844), (320, 568)] {
        let page = open(&stage, size, 200);
        use_it(page, size, &format!("{width}x{height}-large"));
    }
}
