//! What commands do, and what the browser lets them.

use e2e::{Autoplay, Knobs, Options, Stage};
use serde_json::{Value, json};

use crate::host::Host;

#[test]
fn play_and_pause_move_and_hold_the_media() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs::default());
    host.command("playVideo", json!([]));
    host.wait_for_state(1);
    host.page.wait_until("time goes on", || (host.media_time() > 0.3).then_some(()).ok_or("it stands"));
    host.command("pauseVideo", json!([]));
    host.wait_for_state(2);
    assert_eq!(host.told()["currentTime"], (host.media_time() * 1e4).round() / 1e4);
    host.command("playVideo", json!([]));
    host.wait_for_state(1);
    assert_eq!(host.states(), [-1, 3, 1, 2, 3, 1]);
}

#[test]
fn a_seek_while_paused_is_told_by_one_time_and_no_state() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs::default());
    host.command("playVideo", json!([]));
    host.wait_for_state(1);
    host.command("pauseVideo", json!([]));
    host.wait_for_state(2);
    let before = host.messages().len();
    host.command("seekTo", json!([20, true]));
    host.wait_for("SEEK_COMPLETE");
    let events = host.events();
    let after = events[before..].iter().filter(|event| *event != "alreadyInitialized").collect::<Vec<_>>();
    assert_eq!(
        after,
        ["infoDelivery", "SEEK_TO", "infoDelivery", "SEEK_COMPLETE"][1..].iter().collect::<Vec<_>>()
    );
    assert_eq!((host.media_time(), &host.told()["currentTime"]), (20.0, &json!(20)));
}

#[test]
fn what_is_so_already_is_not_told_again() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs::default());
    host.command("pauseVideo", json!([]));
    host.command("setPlaybackRate", json!([1.04]));
    host.command("setPlaybackRate", json!(["1.5"]));
    host.command("removeEventListener", json!(["onStateChange"]));
    host.settle();
    host.page.run::<()>("h.listen(2);", vec![]);
    host.page.wait_for("the answer", "h.messages().at(-1).id === 2");
    assert!(host.events()[2..].iter().all(|event| event == "alreadyInitialized"), "{:?}", host.events());
}

#[test]
fn rates_and_volumes_are_clamped_and_stepped() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs::default());
    let set = |func: &str, value: Value, key: &str, expected: Value| {
        host.command(func, json!([value]));
        host.page.wait_until(&format!("{func}({value})"), || match host.told()[key].clone() {
            told if told == expected => Ok(()),
            told => Err(told),
        });
    };
    set("setPlaybackRate", json!(1.57), "playbackRate", json!(1.55));
    set("setPlaybackRate", json!(9), "playbackRate", json!(2));
    set("setPlaybackRate", json!(0), "playbackRate", json!(0.25));
    set("setVolume", json!("33.7"), "volume", json!(33));
    set("setVolume", json!(-1), "volume", json!(0));
    set("unMute", json!(null), "volume", json!(5));
}

#[test]
fn the_end_is_told_and_play_starts_over() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs { duration: 2.0, ..Knobs::default() });
    host.command("playVideo", json!([]));
    host.wait_for_state(0);
    assert_eq!(host.told()["currentTime"], 2);
    host.command("playVideo", json!([]));
    host.wait_for_state(1);
    assert_eq!(host.states(), [-1, 3, 1, 0, 1, 3, 1]);
}

#[test]
fn a_time_is_true_at_its_stamp() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs::default());
    host.command("playVideo", json!([]));
    host.command("setPlaybackRate", json!([2]));
    host.page.wait_for("times come", "h.messages().filter(({ info }) => info?.currentTime > 1).length > 2");
    let told = host.told();
    let (wall, now): (f64, f64) = host.page.embed(|frame| frame.eval("[__wall(), __now()]"));
    let number = |key: &str| told[key].as_f64().expect("a number");
    let expected = number("currentTime") + 2.0 * (wall / 1000.0 - number("currentTimeLastUpdated_"));
    // The stamp has whole milliseconds.
    assert!((expected - now).abs() < 0.02, "{now} instead of {expected}");
}

#[test]
fn without_a_gesture_the_browser_refuses_sound_and_with_one_it_plays() {
    let stage = Stage::with(&Options { autoplay: false, ..Options::default() });
    let host = Host::open(&stage, Knobs::default(), &json!({}));
    host.command("addEventListener", json!(["onAutoplayBlocked"]));
    host.command("playVideo", json!([]));
    host.wait_for("onAutoplayBlocked");
    assert_eq!(host.told()["playerState"], -1);
    host.page.q("button").click();
    host.command("playVideo", json!([]));
    host.page.wait_until("it plays", || (host.told()["playerState"] == 1).then_some(()).ok_or(host.told()));
}

#[test]
fn a_gesture_counts_only_in_a_frame_that_is_allowed_autoplay() {
    let stage = Stage::with(&Options { autoplay: false, ..Options::default() });
    let page = Host::page(&stage);
    page.q("button").click();
    page.run::<()>("window.h = host('aaaaaaaaaaa', {}, { allow: '' }); h.connect();", vec![]);
    let host = Host { page };
    host.wait_for("onReady");
    host.command("addEventListener", json!(["onAutoplayBlocked"]));
    host.command("playVideo", json!([]));
    host.wait_for("onAutoplayBlocked");
    host.page.embed(|frame| frame.q("button").click());
    host.page.wait_until("it plays", || (host.told()["playerState"] == 1).then_some(()).ok_or(host.told()));
}

#[test]
fn muted_video_plays_and_pauses_when_its_sound_comes_back() {
    let stage = Stage::new();
    let host = Host::open(&stage, Knobs { autoplay: Autoplay::Refused, ..Knobs::default() }, &json!({}));
    host.command("addEventListener", json!(["onStateChange"]));
    host.command("mute", json!([]));
    host.command("playVideo", json!([]));
    host.wait_for_state(1);
    host.command("unMute", json!([]));
    host.wait_for_state(2);
}
