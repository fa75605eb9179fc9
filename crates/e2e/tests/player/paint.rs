//! What is lit, by the pixels that are painted: WebKit has a registry of highlights that paints less than is in it.

use e2e::{Page, Stage};
use serde_json::json;

use crate::support::{LIT_WORD, episode, open_with_sound, search_field, word_box};

fn open(stage: &Stage) -> Page<'_> {
    open_with_sound(stage, &episode(&json!([{ "audio": "sound.wav" }])))
}

/// Whether the background of a word is another than that of the word two after it.
fn is_painted(page: Page<'_>, turn: usize, word: usize) -> bool {
    let place = |word: usize| word_box(page, turn, &format!("word{turn}x{word}"));
    let picture = page.picture();
    picture.background(place(word)) != picture.background(place(word + 2))
}

#[test]
fn the_word_that_is_said_is_painted() {
    let stage = Stage::new();
    let page = open(&stage);
    for (seconds, turn, word) in [(5.3, 1, 1), (11.1, 2, 5)] {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(seconds)]);
        page.wait_for("the word is lit", &format!("({LIT_WORD}) === 'word{turn}x{word}'"));
        page.wait_until("it is painted", || is_painted(page, turn, word).then_some(()).ok_or("not yet"));
        assert!(!is_painted(page, turn, word + 3), "and no other");
    }
}

#[test]
fn what_is_found_is_painted_where_the_reader_is_led_to() {
    let stage = Stage::new();
    let page = open(&stage);
    search_field(page).type_text("word9x3");
    page.text("1 of 1").wait();
    page.wait_until("it is painted", || is_painted(page, 9, 3).then_some(()).ok_or("not yet"));
}
