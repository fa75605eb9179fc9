//! The keyboard's focus is never lost: what is pressed and disappears gives it to what takes its place.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence};

/// The name of the element with the focus, through shadow roots.
const FOCUSED: &str = "(() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    return e.getAttribute('aria-label') ?? e.textContent.trim();
})()";

fn stage(autoplay: bool) -> Stage {
    let stage = Stage::with(&Options { autoplay, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

fn open<'a>(stage: &'a Stage, media: &Value) -> Page<'a> {
    let page = stage.open_episode(&episode(media), "");
    page.wait_for("it is there", "q('.go')");
    page
}

#[test]
fn after_the_large_play_button_space_and_k_work() {
    let stage = stage(true);
    let page = open(&stage, &json!([{ "audio": "sound.wav" }]));
    page.run::<()>("q('.go').focus()", vec![]);
    page.press("\u{e007}");
    page.wait_for("it plays", "!q('episode-player').paused && q('episode-player').currentTime > 0");
    assert_eq!(page.eval::<String>(FOCUSED), "Pause");
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
        "q('.scroll').dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true })); q('.follow').focus()",
        vec![],
    );
    page.wait_for("Follow is offered", "!q('.follow').hidden");
    page.run::<()>("q('.follow').focus()", vec![]);
    page.press("\u{e007}");
    page.wait_for("it follows", "q('.follow').hidden");
    assert!(page.eval::<bool>("q('.turn.is-now').matches(':focus')"), "{}", page.eval::<String>(FOCUSED));
    page.press("k");
    page.wait_for("K plays", "!q('episode-player').paused");
}

#[test]
fn after_try_again_the_focus_is_on_the_player_that_appears() {
    let stage = stage(true);
    stage.expect_console("episode.json");
    stage.site.put("/page.html", "<!doctype html><html lang=en><title>t</title><script type=module src=/episode-player/episode-player.js></script><episode-player src=/episode.json></episode-player>");
    let page = stage.open("/page.html");
    page.wait_for("it is told", "q('.refused')");
    page.run::<()>("q('.refused .primary').focus()", vec![]);
    let hold = stage.site.hold("/episode.json");
    page.press("\u{e007}");
    page.wait_for("it loads", "q('.skeleton')");
    assert!(page.eval::<bool>("document.activeElement === q('episode-player')"), "while it loads");
    drop(hold);
    page.wait_for("it is told again", "q('.refused')");
    assert_eq!(page.eval::<String>(FOCUSED), "Try again");
    stage.site.put("/episode.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    page.press("\u{e007}");
    page.wait_for("it is there", "q('.go') && q('episode-player').duration > 0");
    assert_eq!(page.eval::<String>(FOCUSED), "Play");
    page.press("k");
    page.wait_for("K plays", "!q('episode-player').paused");
}

#[test]
fn a_recording_that_fails_leaves_the_focus_on_the_play_button() {
    let stage = stage(true);
    stage.expect_console("none.wav");
    let page = open(&stage, &json!([{ "audio": "none.wav" }]));
    page.run::<()>("q('.play').focus()", vec![]);
    page.wait_for("it is told", "q('.failure')");
    assert_eq!(page.eval::<String>(FOCUSED), "Play");
}

#[test]
fn a_tab_keeps_the_focus_when_the_width_changes() {
    let stage = stage(true);
    let page = open(&stage, &json!([{ "audio": "sound.wav" }]));
    page.run::<()>("q('#tab-notes').focus()", vec![]);
    page.press("\u{e007}");
    page.resize(390, 800);
    page.wait_for("the chapters are a tab", "q('#tab-chapters')");
    assert_eq!(page.eval::<String>(FOCUSED), "Notes");
}
