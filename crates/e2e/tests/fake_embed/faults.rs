//! What goes wrong, as a test asks for it.

use e2e::{Inside, Knobs, Stage};
use serde_json::json;

use crate::host::Host;

fn with(inside: Inside) -> Knobs {
    Knobs { inside: vec![inside], ..Knobs::default() }
}

#[test]
fn a_dry_buffer_holds_the_media_and_playback_goes_on_by_itself() {
    let stage = Stage::new();
    let host = Host::ready(&stage, with(Inside::Stall { at: 0.3, ms: 400 }));
    host.command("playVideo", json!([]));
    host.page
        .wait_until("it went on", || (host.states() == [-1, 3, 1, 3, 1]).then_some(()).ok_or(host.states()));
    let held: f64 =
        host.page.eval("h.messages().filter(({ info }) => info?.playerState === 3).at(-1).info.currentTime");
    assert!(held >= 0.3, "{held}");
}

#[test]
fn the_reader_may_pause_and_seek_in_the_frame() {
    let stage = Stage::new();
    let inside = vec![Inside::Seek { at: 0.2, to: 30.0 }, Inside::Pause { at: 30.2 }];
    let host = Host::ready(&stage, Knobs { inside, ..Knobs::default() });
    host.command("playVideo", json!([]));
    host.wait_for_state(2);
    assert_eq!(host.states(), [-1, 3, 1, 3, 1, 2]);
    assert!(host.media_time() >= 30.2);
}

#[test]
fn an_end_may_be_taken_back() {
    let stage = Stage::new();
    let host = Host::ready(&stage, with(Inside::SpuriousEnd { at: 0.3 }));
    host.command("playVideo", json!([]));
    host.page.wait_until("it was", || (host.states() == [-1, 3, 1, 0, 1]).then_some(()).ok_or(host.states()));
}

#[test]
fn errors_come_at_load_at_play_and_later() {
    let stage = Stage::new();
    let at_load = Host::open(&stage, Knobs { error_at_load: 100, ..Knobs::default() }, &json!({}));
    at_load.wait_for("onError");
    assert_eq!(at_load.messages()[2]["info"], 100);
    let at_play =
        Host::ready(&stage, Knobs { error_at_play: 150, error_as_string: true, ..Knobs::default() });
    at_play.command("playVideo", json!([]));
    at_play.wait_for("onError");
    let errors: Vec<String> =
        at_play.page.eval("h.messages().filter(({ event }) => event === 'onError').map(({ info }) => info)");
    assert_eq!(errors, ["150"]);
    let later = Host::ready(&stage, with(Inside::Error { at: 0.3, to: 5 }));
    later.command("playVideo", json!([]));
    later.wait_for("onError");
    later.wait_for_state(-1);
}

#[test]
fn a_seek_may_be_late_and_land_before_its_target() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs { keyframe_s: 4.0, seek_ms: 300, ..Knobs::default() });
    host.command("playVideo", json!([]));
    host.wait_for_state(1);
    host.command("seekTo", json!([23, true]));
    host.wait_for_state(3);
    assert_eq!(host.told()["currentTime"], 23, "as asked, while it is on its way");
    host.wait_for("SEEK_COMPLETE");
    let landed: Vec<f64> =
        host.page.eval("h.messages().map(({ info }) => info?.currentTime).filter((t) => t >= 20 && t < 23)");
    assert_eq!(landed[0], 20.0);
}

#[test]
fn times_may_be_missing_and_ids_too() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs { drop_ticks: 1, omit_id: true, ..Knobs::default() });
    host.command("playVideo", json!([]));
    host.page.wait_until("time goes on", || (host.media_time() > 1.0).then_some(()).ok_or("it stands"));
    let messages = host.messages();
    assert!(messages.iter().all(|message| message.get("id").is_none()), "{messages:?}");
    let is_tick =
        |info: &serde_json::Value| info.get("progressState").is_some() && info.get("playerState").is_none();
    assert!(!messages.iter().any(|message| is_tick(&message["info"])), "{messages:?}");
    let other = Host::ready(&stage, Knobs::default());
    other.command("playVideo", json!([]));
    other.page.wait_until("they are there otherwise", || {
        let messages = other.messages();
        messages.iter().any(|message| is_tick(&message["info"])).then_some(()).ok_or(messages)
    });
}
