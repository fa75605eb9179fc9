//! axe-core finds nothing to object to, in any state, light and dark.

mod announcements;
mod display;
mod keyboard;
mod tree;

use std::collections::BTreeSet;
use std::path::Path;

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, mount_modules, search_field, silence, start, wait_ready};

const VIDEO: &str = "aaaaaaaaaaa";
/// Every kind of rich text, figures, resources: the example of the format.
const WHOLE: &str = include_str!("../../../episode/tests/whole.json");

fn stage(size: (u32, u32)) -> Stage {
    let stage = Stage::with(&Options { size, autoplay: true });
    mount_modules(&stage);
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

/// Everything that axe-core objects to in a state of the page, light and dark.
pub(crate) fn objections(page: Page<'_>, state: &str) -> Vec<String> {
    page.objections().into_iter().map(|objection| format!("{state}, {objection}")).collect()
}

#[track_caller]
pub(crate) fn assert_none(objections: &[String]) {
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
        start(page).wait();
        let mut found = objections(page, "transcript");
        search_field(page).type_text("a");
        page.q(".found").wait_for("something is found", "element.textContent.startsWith('1 of')");
        page.run::<()>(
            "q('.turn').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
            vec![],
        );
        page.button("Copy as quotation").wait();
        found.extend(objections(page, "search"));
        page.press("\u{e00c}");
        page.button("Save the transcript").click();
        found.extend(objections(page, "saving"));
        page.press("\u{e00c}");
        let panels = page.tab("…").names();
        assert!(panels.len() > 2, "{panels:?}");
        for panel in panels.iter().filter(|panel| *panel != "Transcript") {
            page.tab(panel).click();
            page.by_role("tabpanel", panel).wait();
            found.extend(objections(page, panel));
        }
        assert_none(&found);
        page.run::<()>("q('.player').append(document.createElement('img'))", vec![]);
        let found = objections(page, "with a fault");
        assert!(
            found.iter().any(|fault| fault.contains("image-alt")),
            "what is inside is looked at: {found:?}"
        );
    }
}

#[test]
fn what_plays_is_in_order_and_so_is_its_end() {
    let stage = stage((1280, 900));
    let page = open(&stage, &episode(&json!([{ "audio": "sound.wav" }])).to_string());
    wait_ready(page);
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
    start(page).wait();
    let mut found = objections(page, "poster");
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    found.extend(objections(page, "frame"));
    stage.embed.knobs(VIDEO, Knobs { silent: true, ..Knobs::default() });
    let page = open(&stage, &json.to_string());
    start(page).wait();
    start(page).click();
    alert(page).wait();
    found.extend(objections(page, "unreachable"));
    assert_none(&found);
}

#[test]
fn loading_and_what_cannot_be_shown_are_in_order() {
    let stage = stage((1280, 900));
    let hold = stage.site.hold("/episode.json");
    let page = open(&stage, r#"{ "title": "", "chapters": [{ "start": "soon" }] }"#);
    page.wait_for("the player waits below the text", "q('.waiting')");
    let mut found = objections(page, "loading");
    drop(hold);
    alert(page).wait();
    found.extend(objections(page, "refused"));
    stage.site.fail("/episode.json", 404);
    stage.expect_console("episode.json");
    let page = stage.open("/whole.html");
    alert(page).wait();
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
        start(page).wait();
        page.wait_for("so is its poster", "q('.has-poster')");
        page.run::<()>("document.documentElement.dir = 'rtl'", vec![]);
        let mut found = objections(page, "right to left");
        page.tab("Notes").click();
        page.by_role("tabpanel", "Notes").wait();
        found.extend(objections(page, "images of another host"));
        json["transcript"]["turns"] = json!([]);
        json["sections"] = json!([{ "title": "Notes", "children": vec![json!({
            "type": "paragraph", "children": [{ "type": "text", "value": "A sentence of the notes. ".repeat(20) }]
        }); 20] }]);
        let page = open(&stage, &json.to_string());
        start(page).wait();
        found.extend(objections(page, "notes alone"));
        assert_none(&found);
    }
}

/// The table of WCAG has each criterion of levels A and AA once, and names tests that exist.
#[test]
fn the_table_of_wcag_is_whole_and_names_tests_that_exist() {
    const TABLE: &str = include_str!("../../../../docs/wcag.md");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/player");
    let files = [here.clone(), here.join("accessibility")].into_iter().flat_map(|folder| {
        std::fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").path())
    });
    let files =
        files.filter(|path| path.is_file()).map(|path| std::fs::read_to_string(path).expect("it is text"));
    let tests: String = files.collect();
    let rows: Vec<Vec<&str>> = TABLE
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let criteria = rows.iter().filter(|row| row[1].starts_with(|c: char| c.is_ascii_digit()));
    let numbers: BTreeSet<&str> = criteria.clone().filter_map(|row| row[1].split(' ').next()).collect();
    assert_eq!((numbers.len(), criteria.clone().count()), (55, 55), "{numbers:?}");
    for row in criteria {
        assert!(["supports", "partly", "no content"].contains(&row[2]), "{row:?}");
        assert!(row[2] != "partly" || !row[4].is_empty(), "{row:?} says what falls short");
        assert!(row[2] == "no content" || !row[3].is_empty(), "{row:?} says how it was tested");
        for name in row[3].split('`').skip(1).step_by(2).filter(|name| !name.contains('/')) {
            assert!(tests.contains(&format!("fn {name}()")), "{name} is no test");
        }
    }
}
