//! The transcript follows the speech in its own scroll area, and gives way to the reader.

use e2e::{Options, Page, Stage};
use serde_json::json;

use crate::support::{LENGTH, episode, make_page_scroll, open_two, silence, wait_ready};

fn open(stage: &Stage) -> Page<'_> {
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    wait_ready(page);
    page.resize(1000, 500); // So small that the transcript can be scrolled.
    make_page_scroll(page);
    page
}

/// Whether the turn that is lit lies in the visible part of the transcript.
const VISIBLE: &str = "(() => {
    const turn = q('.turn.is-now')?.getBoundingClientRect(), area = q('.scroll').getBoundingClientRect();
    return turn && turn.top >= area.top && turn.top < area.bottom - 40;
})()";

/// Scrolling that moves the whole page: ramp#288 and #514.
#[test]
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

/// Scrolling that fights the reader: hyperaudio#553.
#[test]
fn it_stops_when_the_reader_scrolls_and_resumes_when_asked() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    let page = open(&stage);
    page.run::<()>(
        "const e = document.querySelector('episode-player'); e.currentTime = 1; return e.play()",
        vec![],
    );
    page.wait_for("it plays", "!q('episode-player').paused");
    assert_eq!(page.button("Follow").count(), 0, "there is nothing to say while it follows");
    page.run::<()>("q('.scroll').dispatchEvent(new WheelEvent('wheel', { bubbles: true })); q('.scroll').scrollTop = 9999", vec![]);
    page.button("Follow").wait();
    let there = page.eval::<f64>("q('.scroll').scrollTop");
    page.wait_for("the next turn is lit", "q('.turn.is-now')?.id === 'turn-1'");
    assert_eq!(page.eval::<f64>("q('.scroll').scrollTop"), there, "it does not fight the reader");
    page.button("Follow").click();
    page.button("Follow").wait_gone();
    page.wait_for("the turn is in view", VISIBLE);
}

#[test]
fn every_way_to_scroll_by_hand_stops_it_and_so_does_a_selection() {
    let stage = Stage::new();
    let page = open(&stage);
    let ways = [
        ("the wheel", "area.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))"),
        ("a finger", "area.dispatchEvent(new Event('touchmove', { bubbles: true }))"),
        ("a key", "turn.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }))"),
        ("the scrollbar", "area.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))"),
        ("a selection", "getSelection().selectAllChildren(turn)"),
    ];
    for (way, script) in ways {
        assert_eq!(page.button("Follow").count(), 0, "it follows before {way}");
        page.run::<()>(&format!("const area = q('.scroll'), turn = q('#turn-2'); {script}"), vec![]);
        page.wait_for(&format!("{way} stops it"), "byRole('button', 'Follow').length === 1");
        page.run::<()>("getSelection().removeAllRanges()", vec![]);
        page.button("Follow").click();
        page.button("Follow").wait_gone();
    }
    // A press on a word is none on the scrollbar.
    page.run::<()>("q('#turn-2').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))", vec![]);
    assert_eq!(page.button("Follow").count(), 0);
}

/// Two players that shake each other's transcripts: ableplayer#287.
#[test]
fn two_transcripts_on_a_page_leave_each_other_alone() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = open_two(&stage, &episode(&json!([{ "audio": "sound.wav" }])));
    page.wait_for("both are there", "qa('.scroll').length === 2 && qa('episode-player')[1].duration > 0");
    page.resize(1000, 500);
    page.run::<()>("qa('episode-player')[1].currentTime = 46; return qa('episode-player')[1].play()", vec![]);
    page.wait_for("the second is far on", "qa('.turn.is-now').some((turn) => turn.id === 'turn-9')");
    page.wait_for("its transcript went there", "qa('.scroll')[1].scrollTop > 100");
    page.wait_for("and on to the next turn", "qa('.turn.is-now').some((turn) => turn.id === 'turn-10')");
    assert_eq!(page.eval::<[f64; 2]>("[qa('.scroll')[0].scrollTop, scrollY]"), [0.0, 0.0]);
    assert_eq!(
        page.eval::<String>(
            "[...CSS.highlights.get('episode-word')].map(String).filter((w) => w.startsWith('word0x')).join()"
        ),
        "word0x0",
        "each lights a word of its own"
    );
}
