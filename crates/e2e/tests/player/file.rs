//! A sound file: what is lit is what is said.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{
    LENGTH, LIT_TURN, LIT_WORD, alert, episode, random_times, silence, to_boundary, turn_at, wait_chapter,
    wait_ready, word_at, word_middle,
};

/// A stage whose browser lets sound start without a gesture: what is tested is the time, not the policy.
fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

fn open(stage: &Stage) -> Page<'_> {
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    wait_ready(page);
    page
}

/// The medium's own time in seconds, and the turn and the word that are lit, at one moment.
type Seen = (f64, Option<String>, Option<String>);

fn look(page: Page<'_>) -> Seen {
    page.eval(&format!("[q('audio').currentTime, {LIT_TURN}, {LIT_WORD}]"))
}

/// Wrong by one at a boundary, stale on rewind, cut off before the end: hyperaudio-lite's #235, #231 and #249. A seek
/// while paused that is not shown: youtube.external.subtitle#15.
#[test]
fn at_exact_boundaries_in_gaps_and_on_rewind_the_right_word_is_lit() {
    let stage = stage();
    let page = open(&stage);
    // Each word starts on a fifth of a second; from 4.5 to 5 nobody speaks; and back again.
    for (time, turn, word) in [
        (5.0, Some("turn-1"), Some("word1x0")),
        (5.2, Some("turn-1"), Some("word1x1")),
        (8.999, Some("turn-1"), Some("word1x19")),
        (9.499, Some("turn-1"), Some("word1x19")),
        (9.5, None, None),
        (9.999, None, None),
        (10.0, Some("turn-2"), Some("word2x0")),
        (5.2, Some("turn-1"), Some("word1x1")),
        (4.9, None, None),
        (0.0, Some("turn-0"), Some("word0x0")),
        (59.4, Some("turn-11"), Some("word11x19")),
    ] {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(time)]);
        page.wait_for(
            &format!("{word:?} is lit at {time}"),
            &format!(
                "!q('audio').seeking && ({LIT_TURN}) === {} && ({LIT_WORD}) === {}",
                json!(turn),
                json!(word)
            ),
        );
    }
}

/// Frozen after a seek: hyperaudio-lite's #264.
#[test]
fn at_random_times_paused_what_is_lit_covers_the_clock() {
    let stage = stage();
    let page = open(&stage);
    for time in random_times(20) {
        page.run::<()>(
            "document.querySelector('episode-player').currentTime = arguments[0]",
            vec![json!(time)],
        );
        page.wait_for(
            "the seek is done",
            &format!("!q('audio').seeking && Math.abs(q('audio').currentTime - {time}) < .01"),
        );
        let turn = turn_at(time).map(|turn| format!("turn-{turn}"));
        page.wait_for(
            &format!("{turn:?} is lit at {time}"),
            &format!("({LIT_TURN}) === {} && ({LIT_WORD}) === {}", json!(turn), json!(word_at(time))),
        );
    }
}

/// Whether what is lit is what is said, in the middle between two words.
fn covers((now, turn, word): Seen) -> Result<(), Seen> {
    let is_so = turn == turn_at(now).map(|turn| format!("turn-{turn}")) && word == word_at(now);
    if is_so && to_boundary(now) > 0.02 { Ok(()) } else { Err((now, turn, word)) }
}

#[test]
fn at_random_times_playing_what_is_lit_covers_the_clock() {
    let stage = stage();
    let page = open(&stage);
    page.button("Play").click();
    for time in random_times(20) {
        page.run::<()>(
            "document.querySelector('episode-player').currentTime = arguments[0]",
            vec![json!(time)],
        );
        page.wait_for(
            "it plays on from there",
            &format!("!q('audio').seeking && !q('audio').paused && q('audio').currentTime > {time}"),
        );
        // How late it may be is measured, not tested: `cargo xtask bench clock`.
        page.wait_until("what is lit is what is said", || covers(look(page)));
    }
}

#[test]
fn a_click_on_a_chapter_seeks() {
    let stage = stage();
    let page = open(&stage);
    page.link("Two …").click();
    page.wait_for("the sound is at the chapter", "q('audio').currentTime === 20");
    wait_chapter(page, "Two");
    page.wait_for("its turn is lit", &format!("({LIT_TURN}) === 'turn-4'"));
}

#[test]
fn a_click_on_a_word_seeks_to_it() {
    let stage = stage();
    let page = open(&stage);
    let [x, y] = word_middle(page, 1, "word1x3");
    page.click_at(x, y);
    page.wait_for("the sound is at the word", "Math.abs(q('audio').currentTime - 5.6) < .002");
    page.wait_for("the word is lit", &format!("({LIT_WORD}) === 'word1x3'"));
}

/// A timer to the next word that knows nothing of the rate.
#[test]
fn at_other_rates_the_highlight_keeps_up() {
    let stage = stage();
    let page = open(&stage);
    for rate in [0.5, 2.0] {
        page.run::<()>(
            "const e = document.querySelector('episode-player'); e.playbackRate = arguments[0]; e.currentTime = 8; return e.play()",
            vec![json!(rate)],
        );
        let speed = page.by_role("combobox", "Speed");
        speed.wait_for("the player says so", &format!("element.value === '{rate}'"));
        for _ in 0..5 {
            page.wait_until(&format!("what is lit is what is said at {rate}x"), || {
                let seen = look(page);
                if seen.0 > 8.0 { covers(seen) } else { Err(seen) }
            });
        }
    }
}

/// Stuck after a replay: vidstack#1597.
#[test]
fn after_the_end_play_starts_again() {
    let stage = stage();
    let page = open(&stage);
    page.run::<()>(
        "const e = document.querySelector('episode-player'); e.currentTime = 59.7; return e.play()",
        vec![],
    );
    page.wait_for("it ended", "q('episode-player').ended && q('.player').dataset.state === 'ended'");
    page.button("Play").click();
    page.wait_for("it plays from the start", "!q('episode-player').paused && q('audio').currentTime < 5");
    page.wait_for("the first turn is lit", &format!("({LIT_TURN}) === 'turn-0'"));
}

/// hls.js of others is 400 KB: it is the browser that plays a stream, or not.
#[test]
fn a_stream_that_the_browser_does_not_play_is_told_as_one_and_leads_to_it() {
    let stage = Stage::new();
    stage.expect_console("live.m3u8");
    stage.site.put("/live.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n");
    stage.site.header("/live.m3u8", "content-type", "application/vnd.apple.mpegurl");
    let page = stage.open_episode(&episode(&json!([{ "video": "live.m3u8" }])), "");
    let plays =
        page.eval::<bool>("!!document.createElement('video').canPlayType('application/vnd.apple.mpegurl')");
    let told = if plays { "cannot play the file" } else { "does not play HLS streams (.m3u8)" };
    alert(page).wait_for("it says so", &format!("element.textContent.includes('{told}')"));
    assert_eq!(page.link("Open the stream").count(), usize::from(!plays));
    if !plays {
        let href = page.link("Open the stream").attribute("href").expect("it is a link");
        assert!(href.ends_with("/live.m3u8"), "{href}");
    }
}

#[test]
fn a_missing_sound_is_told_and_the_rest_stays_usable() {
    let stage = Stage::new();
    stage.expect_console("nowhere.wav");
    let page = stage.open_episode(&episode(&json!([{ "audio": "nowhere.wav" }])), "");
    alert(page).wait_for("it says so", "element.textContent.includes('cannot be played')");
    page.link("Three …").click();
    wait_chapter(page, "Three");
    assert_eq!(page.eval::<Value>(LIT_TURN), json!("turn-8"));
}
