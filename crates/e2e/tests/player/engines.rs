//! What engines do differently, and what is done where one lacks something.

use e2e::{Page, Stage};
use serde_json::json;

use crate::support::{
    LENGTH, LIT_TURN, LIT_WORD, episode, open_with_sound, random_times, search_field, silence, turn_at,
    wait_ready, word_middle,
};

/// Takes away, before the player comes, what some supported version of an engine does not have.
const LACKING: &str = "
    delete CSS.highlights;
    delete window.Highlight;
    delete Document.prototype.caretPositionFromPoint;
    delete Document.prototype.caretRangeFromPoint;
    delete Selection.prototype.getComposedRanges;
    delete Element.prototype.moveBefore;
    delete window.requestIdleCallback;
";

const IN_VIEW: &str = "((element) => {
    const box = element.getBoundingClientRect(), area = q('.scroll').getBoundingClientRect();
    return box.height > 0 && box.top >= area.top - 1 && box.bottom <= area.bottom + 1;
})";

fn open<'a>(stage: &'a Stage, before: &str) -> Page<'a> {
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/a.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    stage.site.put("/before.js", before);
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>t</title>\
         <script src=/before.js></script>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/a.json></episode-player>",
    );
    let page = stage.open("/page.html");
    search_field(page).wait();
    wait_ready(page);
    page
}

#[test]
fn without_what_an_engine_may_lack_it_follows_finds_and_seeks() {
    let stage = Stage::new();
    let page = open(&stage, LACKING);
    assert!(!page.eval::<bool>("!!CSS.highlights || 'Highlight' in window"), "it is taken away");
    page.run::<()>("q('episode-player').currentTime = 5.3", vec![]);
    page.wait_for("the turn is lit", &format!("({LIT_TURN}) === 'turn-1'"));
    let [x, y] = word_middle(page, 1, "word1x3");
    page.click_at(x, y);
    page.wait_for("the sound is at the word", "Math.abs(q('episode-player').currentTime - 5.6) < .01");
    search_field(page).type_text("word9x3");
    page.text("1 of 1").wait();
    page.wait_for("the turn is in view", &format!("{IN_VIEW}(q('#turn-9'))"));
    page.button("Play").click();
    page.wait_for("it plays", "!q('episode-player').paused && q('episode-player').currentTime > 5.7");
}

#[test]
fn a_selection_is_quoted_without_composed_ranges() {
    let stage = Stage::new();
    let page = open(&stage, LACKING);
    page.run::<()>(
        "const text = q('#turn-3 p').firstChild; getSelection().setBaseAndExtent(text, 0, text, 8)",
        vec![],
    );
    page.button("Copy quotation").wait();
}

#[test]
fn a_player_that_is_moved_in_the_old_way_comes_back_at_its_place() {
    let stage = Stage::new();
    let page = open(&stage, LACKING);
    page.run::<()>("q('episode-player').currentTime = 5.3", vec![]);
    page.wait_for("the turn is lit", &format!("({LIT_TURN}) === 'turn-1'"));
    page.run::<()>(
        "const d = document.createElement('div'); document.body.append(d); d.append(q('episode-player'))",
        vec![],
    );
    page.wait_for("it is at its place", &format!("({LIT_TURN}) === 'turn-1'"));
}

#[test]
fn a_click_inside_a_selection_seeks_and_one_that_makes_a_selection_does_not() {
    let stage = Stage::new();
    let page = open(&stage, "");
    page.run::<()>(
        "const text = q('#turn-1 p').firstChild; getSelection().setBaseAndExtent(text, 0, text, text.length)",
        vec![],
    );
    page.button("Copy quotation").wait();
    let [x, y] = word_middle(page, 1, "word1x3");
    page.click_at(x, y);
    page.wait_for("the sound is at the word", "Math.abs(q('episode-player').currentTime - 5.6) < .01");
    page.wait_for("the word is lit", &format!("({LIT_WORD}) === 'word1x3'"));
    page.run::<()>("getSelection().removeAllRanges()", vec![]);
    page.button("Copy quotation").wait_gone();
    // From one word to another, as a hand does.
    let (from, to) = (word_middle(page, 2, "word2x2"), word_middle(page, 2, "word2x9"));
    page.drag(from, to);
    page.button("Copy quotation").wait();
    page.wait_for("it stays where it was", "Math.abs(q('episode-player').currentTime - 5.6) < .01");
}

/// Forty times as long as the screen: after a seek, what is said can be seen.
#[test]
fn after_a_far_seek_the_turn_is_in_view() {
    const TIMES: usize = 40;
    let stage = Stage::new();
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    let turns = json["transcript"]["turns"].as_array_mut().expect("turns");
    let parts = turns.clone();
    for (at, turn) in (0..parts.len() * TIMES).zip(parts.iter().cycle().skip(parts.len())) {
        let mut turn = turn.clone();
        // Ever longer, so that no estimate of a height holds.
        let text = turn["text"].as_str().expect("a text").repeat(1 + at % 7);
        turn["text"] = text.into();
        turn.as_object_mut().expect("a turn").remove("words");
        turns.push(turn);
    }
    let count = turns.len();
    for (index, turn) in turns.iter_mut().enumerate() {
        turn["start"] = json!((index as f64 * LENGTH / count as f64 * 1000.0).round() / 1000.0);
        turn.as_object_mut().expect("a turn").remove("end");
    }
    let page = open_with_sound(&stage, &json);
    page.wait_for("the whole is there", &format!("q('#turn-{}')", count - 1));
    for seconds in random_times(16) {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(seconds)]);
        page.wait_for(
            "the turn that is lit begins in view",
            &format!(
                "Math.abs(q('episode-player').currentTime - {seconds}) < .01 && (() => {{
                    const top = q('.turn.is-now').getBoundingClientRect().top, area = q('.scroll').getBoundingClientRect();
                    return top >= area.top - 1 && top < area.bottom - 24;
                }})()"
            ),
        );
    }
}

/// In some engines the sound goes on after a seek while its `readyState` says that there is not enough of it.
#[test]
fn after_a_seek_while_it_plays_nothing_says_that_it_waits() {
    let stage = Stage::new();
    let page = open(&stage, "");
    page.button("Play").click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    // In the first half, so that it does not end.
    for seconds in random_times(8).into_iter().map(|seconds| seconds / 2.0) {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(seconds)]);
        page.wait_for(
            "it plays on and is not busy",
            &format!(
                "q('episode-player').currentTime > {seconds} + .1 && byRole('button', 'Pause')[0].ariaBusy !== 'true'"
            ),
        );
        let turn = page.eval::<f64>("q('episode-player').currentTime");
        if turn_at(turn).is_some() && turn_at(turn + 1.0) == turn_at(turn) {
            page.wait_for("a word is lit", LIT_WORD);
        }
    }
}

#[test]
fn at_any_speed_the_controls_are_no_wider_than_the_smallest_phone() {
    let stage = Stage::new();
    let page = open(&stage, "");
    for width in [320, 390] {
        page.resize(width, 700);
        for rate in ["0.5", "1", "1.25", "2"] {
            page.run::<()>("q('episode-player').playbackRate = Number(arguments[0])", vec![json!(rate)]);
            let speed = page.by_role("combobox", "Speed");
            speed.wait_for("the speed is shown", &format!("element.value === '{rate}'"));
            let wide: f64 = page.eval("document.documentElement.scrollWidth - innerWidth");
            assert!(wide <= 0.0, "{wide} px too wide at {width} px and {rate}");
        }
    }
}

#[test]
fn the_browsers_own_search_finds_the_last_word_of_a_long_transcript() {
    const TURNS: usize = 2_000;
    let stage = Stage::new();
    let mut json = episode(&json!([]));
    let turn = |turn: usize| json!({ "start": turn * 20, "text": format!("w{turn}x0 w{turn}x1") });
    json["duration"] = (TURNS * 20).into();
    json["transcript"]["turns"] = (0..TURNS).map(turn).collect();
    let page = stage.open_episode(&json, "");
    page.wait_for("the whole is there", &format!("q('#turn-{}')", TURNS - 1));
    assert!(page.eval::<bool>("window.find('w1999x1')"), "the last word");
}
