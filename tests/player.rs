//! The Leptos component in a real browser: what it shows, and what it does where no recording plays.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod support;

use episode_player::Source;
use support::{Mounted, episode};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn everything_of_an_episode_is_on_the_page() {
    let page = Mounted::new(&episode()).await;
    assert_eq!(page.text(".card-title"), "How tides work");
    assert_eq!(page.text(".eyebrow"), "Episode 7 · The Sea, part 2 of 4");
    assert_eq!(page.texts(".chapter .title"), ["Ebb", "Flood"]);
    assert_eq!(page.texts(".chapter .at"), ["00:00", "00:30"]);
    assert_eq!(page.texts(".turn .who"), ["Ada", "Bo", "Ada"]);
    assert_eq!(page.texts(".turn-group-title .t"), ["Ebb", "Flood"]);
    assert_eq!(page.text(".figure .number"), "2");
    assert_eq!(page.text(".figure .metric"), "Tides a day");
    assert_eq!(page.texts(".notes h3"), ["More", "Related episodes", "Resources"]);
    assert_eq!(page.text(".notes .prose ol li"), "One");
}

#[wasm_bindgen_test]
async fn an_episode_may_be_a_value_of_the_app() {
    let page = Mounted::from_source(Source::from_value(&episode()).unwrap()).await;
    assert_eq!(page.text(".card-title"), "How tides work");
    assert_eq!(page.texts(".chapter .at"), ["00:00", "00:30"]);
}

#[wasm_bindgen_test]
fn a_value_that_is_no_episode_is_refused_with_its_places() {
    let refused = Source::from_value(&serde_json::json!({ "title": 7 })).unwrap_err();
    assert_eq!(refused.faults[0].path.to_string(), "title");
}

#[wasm_bindgen_test]
async fn a_click_on_a_chapter_goes_there_and_marks_it() {
    let page = Mounted::new(&episode()).await;
    assert_eq!(page.text("[aria-current] .title"), "Ebb");
    page.click(".chapters li:nth-child(2) .chapter");
    page.until("the second chapter is current", |page| page.text(".chapter[aria-current] .title") == "Flood")
        .await;
    assert_eq!(page.text(".clock .now"), "00:30");
    assert_eq!(page.attr(".turn[aria-current]", "id"), "turn-2");
}

#[wasm_bindgen_test]
async fn a_chip_of_a_figure_goes_to_where_it_is_said_and_lights_it() {
    let page = Mounted::new(&episode()).await;
    page.click(".figure .chip");
    page.until("the figure is lit", |page| page.count(".figure.is-now .chip[aria-current]") == 1).await;
    assert_eq!(page.attr(".turn[aria-current]", "id"), "turn-0");
}

#[wasm_bindgen_test]
async fn the_word_that_is_said_is_highlighted() {
    let page = Mounted::new(&episode()).await;
    page.click(".figure .chip"); // "two", the third word
    page.until("a word is highlighted", |_| support::highlighted("episode-word") == ["two."]).await;
    drop(page);
    assert_eq!(support::highlighted("episode-word"), [""; 0], "and no longer once the player is gone");
}

#[wasm_bindgen_test]
async fn enter_on_a_turn_goes_there_and_arrows_go_from_turn_to_turn() {
    let page = Mounted::new(&episode()).await;
    page.focus(".turn");
    page.press("ArrowDown");
    page.press("ArrowDown");
    assert_eq!(page.focused().id(), "turn-2");
    page.press("Enter");
    page.until("the turn is current", |page| page.attr(".turn[aria-current]", "id") == "turn-2").await;
    assert_eq!(page.count(".turn[tabindex='0']"), 1, "the list is one tab stop");
}

#[wasm_bindgen_test]
async fn each_key_of_the_help_is_in_the_readme() {
    const README: &str = include_str!("../README.md");
    let page = Mounted::new(&episode()).await;
    page.click(".keys-button");
    page.until("the help is open", |page| page.count(".keys kbd") > 10).await;
    for key in page.texts(".keys kbd") {
        let written = key.replace('<', "&lt;").replace('>', "&gt;");
        assert!(README.contains(&format!("<kbd>{written}</kbd>")), "the README does not tell of {key}");
    }
}

#[wasm_bindgen_test]
async fn a_refused_file_is_told_with_every_place_and_value() {
    let mut json = episode();
    json["chapters"][1]["start"] = "5:99".into();
    json["media"] = serde_json::json!([{ "youtube": "short" }]);
    let page = Mounted::new(&json).await;
    assert_eq!(page.texts(".faults dt"), ["media[0].youtube", "chapters[1].start"]);
    assert!(page.text(".faults dd").contains("\"short\""), "{}", page.text(".faults dd"));
    assert_eq!(page.count(".transcript"), 0, "nothing of it is shown as if it were whole");
}

#[wasm_bindgen_test]
async fn a_missing_file_is_told_and_tried_again() {
    let page = Mounted::from_address("no-such-file.json").await;
    assert!(page.text("[role=alert]").contains("no-such-file.json"));
    page.click(".refused .button");
    page.until("it loads again, and fails again", |page| page.count("[role=alert]") == 1).await;
}

#[wasm_bindgen_test]
async fn text_of_an_episode_is_text() {
    let mut json = episode();
    json["title"] = "<img src=x onerror=alert(1)>".into();
    json["related"][0]["url"] = "javascript:alert(1)".into();
    let page = Mounted::new(&json).await;
    assert_eq!(page.text(".card-title"), "<img src=x onerror=alert(1)>");
    assert_eq!(page.count("img"), 0);
    assert_eq!(page.count(".related a"), 0);
    assert_eq!(page.text(".related"), "Six".to_owned() + "before");
}

#[wasm_bindgen_test]
async fn tabs_choose_a_panel_and_hide_the_others_from_sight_but_not_from_find_in_page() {
    let page = Mounted::new(&episode()).await;
    assert_eq!(page.attr(".panel.transcript", "hidden"), "");
    assert_eq!(page.attr(".panel.notes", "hidden"), "until-found");
    page.click("#tab-notes");
    page.until("the notes are open", |page| page.attr(".panel.transcript", "hidden") == "until-found").await;
    assert_eq!(page.attr(".panel.notes", "hidden"), "");
    page.focus("#tab-notes");
    page.press("ArrowRight");
    page.until("round to the first", |page| page.attr("#tab-transcript", "aria-selected") == "true").await;
}

#[wasm_bindgen_test]
async fn a_player_that_is_unmounted_leaves_nothing() {
    let page = Mounted::new(&episode()).await;
    let root = page.root.clone();
    drop(page);
    assert_eq!(root.child_element_count(), 0);
}
