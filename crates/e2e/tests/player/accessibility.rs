//! axe-core finds nothing to object to, in any state, light and dark.

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence};

const VIDEO: &str = "aaaaaaaaaaa";
/// Every kind of rich text, figures, resources: the example of the format.
const WHOLE: &str = include_str!("../../../episode/tests/whole.json");

fn stage(size: (u32, u32)) -> Stage {
    let stage = Stage::with(&Options { size, autoplay: true });
    let modules = std::env::var("E2E_NODE_MODULES").expect("E2E_NODE_MODULES is set where this test runs");
    stage.site.mount("/modules", modules);
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

/// A page that is in order itself.
fn open<'a>(stage: &'a Stage, episode: &str) -> Page<'a> {
    stage.site.put("/episode.json", episode);
    // Said outright: axe-core takes the browser's own dark background for white.
    stage.site.put("/page.css", ":root { color-scheme: light dark; color: CanvasText; background: Canvas; }");
    stage.site.put(
        "/whole.html",
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>\
         <title>An episode</title><link rel=stylesheet href=/page.css>\
         <script src=/modules/axe-core/axe.min.js></script>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <main><h1>An episode</h1><episode-player src=/episode.json>Text.</episode-player></main>",
    );
    stage.open("/whole.html")
}

/// Everything that axe-core objects to, light and dark.
fn objections(page: Page<'_>, state: &str) -> Vec<String> {
    let mut all = Vec::new();
    for scheme in ["light", "dark"] {
        page.emulate(&[("prefers-color-scheme", scheme)]);
        let found: Vec<Value> = page.run(
            "return axe.run(document, { iframes: false, resultTypes: ['violations'] }).then((result) =>
                 result.violations.map((v) => [v.id, v.nodes.map((n) => [n.target.flat().join(' '), n.failureSummary])]))",
            vec![],
        );
        all.extend(found.into_iter().map(|violation| format!("{state}, {scheme}: {violation}")));
    }
    all
}

#[track_caller]
fn assert_none(objections: &[String]) {
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

/// A transcript that a screen reader cannot use, a highlight by colour alone: ableplayer#538.
#[test]
fn every_panel_is_in_order_wide_and_narrow() {
    for size in [(1280, 900), (390, 844)] {
        let stage = stage(size);
        let mut json: Value = serde_json::from_str(WHOLE).expect("it is JSON");
        stage.expect_console("a.png"); // The example has pictures that are not there.
        stage.expect_console("7.jpg");
        json["media"] = json!([{ "audio": "sound.wav" }, { "youtube": VIDEO }]);
        let page = open(&stage, &json.to_string());
        page.wait_for("the player is there", "q('.chapters') && q('.go')");
        let mut found = objections(page, "transcript");
        page.q(".field input").type_text("a");
        page.wait_for("something is found", "q('.found').textContent.startsWith('1 of')");
        page.run::<()>(
            "q('.turn').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
            vec![],
        );
        page.q(".turn-tools").wait();
        found.extend(objections(page, "search"));
        page.press("\u{e00c}");
        page.q(".save .tool").click();
        found.extend(objections(page, "saving"));
        page.press("\u{e00c}");
        let panels: &[&str] =
            if size.0 < 600 { &["chapters", "statistics", "notes"] } else { &["statistics", "notes"] };
        for panel in panels {
            page.q(&format!("#tab-{panel}")).click();
            page.wait_for("the panel is open", &format!("!q('#{panel}').hidden"));
            found.extend(objections(page, panel));
        }
        assert_none(&found);
    }
}

#[test]
fn what_plays_is_in_order_and_so_is_its_end() {
    let stage = stage((1280, 900));
    let page = open(&stage, &episode(&json!([{ "audio": "sound.wav" }])).to_string());
    page.wait_for("the player is there", "q('.go') && q('episode-player').duration > 0");
    page.run::<()>("q('episode-player').currentTime = 31; return q('episode-player').play()", vec![]);
    page.wait_for("it plays", "q('.turn.is-now') && q('.figure.is-now')");
    let mut found = objections(page, "playing");
    page.run::<()>("q('episode-player').pause(); q('.turns').dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true }))", vec![]);
    found.extend(objections(page, "paused, scrolled away"));
    page.press("?");
    found.extend(objections(page, "keys"));
    page.run::<()>("q('episode-player').currentTime = 59.5; return q('episode-player').play()", vec![]);
    page.wait_for("it has ended", "q('episode-player').ended");
    found.extend(objections(page, "ended"));
    assert_none(&found);
}

#[test]
fn youtube_and_an_embed_that_never_answers_are_in_order() {
    let stage = stage((1280, 900));
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    let mut json = episode(&json!([{ "youtube": VIDEO }]));
    json["transcript"]["timing"] = json!("estimated");
    let page = open(&stage, &json.to_string());
    page.wait_for("the card is there", "q('.go')");
    let mut found = objections(page, "poster");
    page.q(".go").click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    found.extend(objections(page, "frame"));
    stage.embed.knobs(VIDEO, Knobs { silent: true, ..Knobs::default() });
    let page = open(&stage, &json.to_string());
    page.wait_for("the card is there", "q('.go')");
    page.q(".go").click();
    page.wait_for("it is told", "q('.failure[role=alert]')");
    found.extend(objections(page, "unreachable"));
    assert_none(&found);
}

#[test]
fn loading_and_what_cannot_be_shown_are_in_order() {
    let stage = stage((1280, 900));
    let hold = stage.site.hold("/episode.json");
    let page = open(&stage, r#"{ "title": "", "chapters": [{ "start": "soon" }] }"#);
    page.wait_for("the skeleton is there", "q('.skeleton')");
    let mut found = objections(page, "loading");
    drop(hold);
    page.wait_for("it is refused", "q('.refused')");
    found.extend(objections(page, "refused"));
    stage.site.fail("/episode.json", 404);
    stage.expect_console("episode.json");
    let page = stage.open("/whole.html");
    page.wait_for("it is told", "q('[role=alert]')");
    found.extend(objections(page, "missing"));
    assert_none(&found);
}

/// Pictures, thirty speakers, long notes in place of a transcript, and an episode that runs from right to left.
#[test]
fn pictures_many_speakers_and_the_other_direction_are_in_order() {
    for size in [(1280, 900), (390, 844)] {
        let stage = stage(size);
        stage.site.put("/poster.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='9'/>");
        let mut json = episode(&json!([{ "audio": "sound.wav" }]));
        json["language"] = json!("ar");
        json["poster"] = json!("poster.svg");
        json["speakers"] = (0..30)
            .map(|index| json!({ "id": format!("s{index}"), "name": format!("ليلى {index}") }))
            .collect();
        for (index, turn) in
            json["transcript"]["turns"].as_array_mut().expect("there are turns").iter_mut().enumerate()
        {
            turn["speaker"] = json!(format!("s{index}"));
            turn["text"] = json!("القمر بعيد، والماء يتبعه.");
            turn["words"] = json!([]);
        }
        let image = json!({ "type": "image", "url": "https://images.example/a.png", "alt": "A chart" });
        let link = json!({ "type": "link", "url": "/more", "children": [image] });
        json["sections"] = json!([{ "title": "ملاحظات", "children": [
            { "type": "paragraph", "children": [image] }, { "type": "paragraph", "children": [link] },
        ] }]);
        let page = open(&stage, &json.to_string());
        page.wait_for("the player is there", "q('.go') && q('.has-poster')");
        page.run::<()>("document.documentElement.dir = 'rtl'", vec![]);
        let mut found = objections(page, "right to left");
        page.q("#tab-notes").click();
        page.wait_for("the notes are open", "!q('#notes').hidden");
        found.extend(objections(page, "images of another host"));
        json["transcript"]["turns"] = json!([]);
        json["sections"] = json!([{ "title": "Notes", "children": vec![json!({
            "type": "paragraph", "children": [{ "type": "text", "value": "A sentence of the notes. ".repeat(20) }]
        }); 20] }]);
        let page = open(&stage, &json.to_string());
        page.wait_for("the player is there", "q('.go')");
        found.extend(objections(page, "notes alone"));
        assert_none(&found);
    }
}
