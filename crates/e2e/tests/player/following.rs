//! The transcript follows the speech in its own scroll area, and gives way to the reader.

use e2e::{Options, Page, Stage};
use serde_json::json;

use crate::support::{LENGTH, episode, silence};

fn open(stage: &Stage) -> Page<'_> {
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    page.wait_for("the player is there", "q('.go') && q('episode-player').duration > 0");
    page.resize(1000, 500); // So small that the page could be scrolled, and so could the transcript.
    page
}

/// Whether the turn that is lit lies in the visible part of the transcript.
const VISIBLE: &str = "(() => {
    const turn = q('.turn.is-now')?.getBoundingClientRect(), area = q('.scroll').getBoundingClientRect();
    return turn && turn.top >= area.top && turn.top < area.bottom - 40;
})()";

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn it_follows_in_its_own_area_and_never_moves_the_page() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    let page = open(&stage);
    for time in [52.0, 1.0, 31.0] {
        page.run::<()>(
            "document.querySelector('episode-player').currentTime = arguments[0]",
            vec![json!(time)],
        );
        page.wait_for("the turn is in view", &format!("q('audio').currentTime === {time} && {VISIBLE}"));
        assert_eq!(page.eval::<f64>("scrollY"), 0.0, "the page stays");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn it_stops_when_the_reader_scrolls_and_resumes_when_asked() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    let page = open(&stage);
    page.run::<()>(
        "const e = document.querySelector('episode-player'); e.currentTime = 1; return e.play()",
        vec![],
    );
    page.wait_for("it plays", "!q('episode-player').paused");
    assert!(page.eval::<bool>("q('.follow').hidden"), "there is nothing to say while it follows");
    page.run::<()>("q('.scroll').dispatchEvent(new WheelEvent('wheel', { bubbles: true })); q('.scroll').scrollTop = 9999", vec![]);
    page.wait_for("it says that it follows no more", "!q('.follow').hidden");
    let there = page.eval::<f64>("q('.scroll').scrollTop");
    page.wait_for("the next turn is lit", "q('.turn.is-now')?.id === 'turn-1'");
    assert_eq!(page.eval::<f64>("q('.scroll').scrollTop"), there, "it does not fight the reader");
    page.q(".follow").click();
    page.wait_for("it follows again", &format!("q('.follow').hidden && {VISIBLE}"));
}
