//! What a reader does on a phone: narrow, turned, with large text, with a finger, and with the keyboard on the screen.

use e2e::{Options, Page, Stage};
use serde_json::json;

use crate::support::{LENGTH, LIT_WORD, episode, silence, word_middle};

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
    page.wait_for("the player is there", "q('.search-bar') && q('audio').readyState > 0");
    page
}

/// A finger on the middle of the element that the expression gives.
fn tap(page: Page<'_>, target: &str) {
    let [x, y]: [f64; 2] = page.eval(&format!(
        "(() => {{
            const target = {target};
            target.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            const box = target.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"
    ));
    page.tap(x, y);
}

fn use_it(page: Page<'_>, (width, height): (u32, u32), name: &str) {
    let reaches_out = "[...new Set(qa('*').filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className || e.nodeName))]";
    let is_wide = "document.documentElement.scrollWidth > innerWidth";
    assert!(
        !page.eval::<bool>(is_wide),
        "{name}: the page is wider than the screen: {}",
        page.eval::<serde_json::Value>(reaches_out)
    );
    tap(page, "q('.go')");
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    tap(page, "q('.play')");
    page.wait_for("it is paused", "q('episode-player').paused");
    page.screenshot(&format!("phone-{name}"));

    tap(page, "q('#tab-chapters') ?? q('.chapters')");
    page.wait_for("the chapters are there", "q('.chapter').checkVisibility()");
    tap(page, "qa('.chapter')[2]");
    page.wait_for("the chapter is current", "q('.chapter[aria-current]')?.textContent.includes('Three')");
    page.screenshot(&format!("phone-{name}-chapters"));

    tap(page, "q('#tab-transcript')");
    page.wait_for("the transcript is there", "q('#turn-1').checkVisibility()");
    page.run::<()>("q('#turn-1').scrollIntoView({ block: 'start', behavior: 'instant' })", vec![]);
    let [x, y] = word_middle(page, 1, "word1x3");
    page.tap(x, y);
    page.wait_for("the sound is at the word", "Math.abs(q('episode-player').currentTime - 5.6) < .01");
    page.wait_for("the word is lit", &format!("({LIT_WORD}) === 'word1x3'"));

    tap(page, "q('.field input')");
    page.wait_for(
        "the field has the focus",
        "q('episode-player').shadowRoot.activeElement?.matches('input')",
    );
    page.resize(width, (f64::from(height) * KEYBOARD) as u32);
    page.run::<()>("q('.search-bar').scrollIntoView({ block: 'start', behavior: 'instant' })", vec![]);
    page.press("word9x3");
    page.wait_for("it is found", "q('.found').textContent === '1 of 1'");
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
