//! The keyboard's focus is never lost: what is pressed and disappears gives it to what takes its place.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, silence, start, wait_ready};

fn stage(autoplay: bool) -> Stage {
    let stage = Stage::with(&Options { autoplay, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

fn open<'a>(stage: &'a Stage, media: &Value) -> Page<'a> {
    let page = stage.open_episode(&episode(media), "");
    start(page).wait();
    page
}

#[test]
fn after_the_large_play_button_space_and_k_work() {
    let stage = stage(true);
    let page = open(&stage, &json!([{ "audio": "sound.wav" }]));
    start(page).focus();
    page.press("\u{e007}");
    page.wait_for("it plays", "!q('episode-player').paused && q('episode-player').currentTime > 0");
    assert_eq!(page.focused(), "Pause");
    page.press(" ");
    page.wait_for("Space pauses", "q('episode-player').paused");
    page.press("k");
    page.wait_for("K plays", "!q('episode-player').paused");
}

#[test]
fn after_follow_the_focus_is_in_the_transcript() {
    let stage = stage(true);
    let page = open(&stage, &json!([{ "audio": "sound.wav" }]));
    page.run::<()>("document.querySelector('episode-player').currentTime = 31", vec![]);
    page.wait_for("a turn is lit", "q('.turn.is-now')");
    page.run::<()>(
        "q('.scroll').dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true }))",
        vec![],
    );
    page.button("Follow").wait();
    page.button("Follow").focus();
    page.press("\u{e007}");
    page.button("Follow").wait_gone();
    assert!(page.eval::<bool>("q('.turn.is-now').matches(':focus')"), "{}", page.focused());
    page.press("k");
    page.wait_for("K plays", "!q('episode-player').paused");
}

#[test]
fn after_try_again_the_focus_is_on_the_player_that_appears() {
    let stage = stage(true);
    stage.expect_console("episode.json");
    stage.site.put("/page.html", "<!doctype html><html lang=en><title>t</title><script type=module src=/episode-player/episode-player.js></script><episode-player src=/episode.json></episode-player>");
    let page = stage.open("/page.html");
    alert(page).wait();
    page.button("Try again").focus();
    let hold = stage.site.hold("/episode.json");
    page.press("\u{e007}");
    page.by_role("status", "The episode is loading").wait();
    assert!(page.eval::<bool>("document.activeElement === q('episode-player')"), "while it loads");
    drop(hold);
    alert(page).wait();
    assert_eq!(page.focused(), "Try again");
    stage.site.put("/episode.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    page.press("\u{e007}");
    wait_ready(page);
    assert_eq!(page.focused(), "Play");
    page.press("k");
    page.wait_for("K plays", "!q('episode-player').paused");
}

#[test]
fn a_recording_that_fails_leaves_the_focus_on_the_play_button() {
    let stage = stage(true);
    stage.expect_console("none.wav");
    let hold = stage.site.hold("/none.wav");
    let page = open(&stage, &json!([{ "audio": "none.wav" }]));
    page.button("Play").focus();
    drop(hold);
    alert(page).wait();
    assert_eq!(page.focused(), "Play");
}

#[test]
fn a_tab_keeps_the_focus_when_the_width_changes() {
    let stage = stage(true);
    let page = open(&stage, &json!([{ "audio": "sound.wav" }]));
    page.tab("Notes").focus();
    page.press("\u{e007}");
    page.resize(390, 800);
    page.tab("Chapters").wait();
    assert_eq!(page.focused(), "Notes");
}
