//! From the request to play until it plays: nothing says that it plays before, the poster does not come back,
//! and what does not start by itself asks for the reader's own press.

mod stage;

use episode::Millis;
use episode_playback::youtube::Command::{self, PauseVideo, PlayVideo, SeekTo};
use episode_playback::{Failure, Notice, Request, Status};
use serde_json::{Value, json};
use stage::{Stage, options, snapshot, subscriptions};

// The poster.

#[test]
fn from_the_request_until_it_plays_it_connects() {
    let mut stage = Stage::new(options());
    stage.request(Request::Play);
    assert_eq!(stage.status(), Status::Connecting, "before there is a frame");
    stage.insert();
    assert_eq!(stage.status(), Status::Connecting);
    stage.tell("initialDelivery", &snapshot());
    assert_eq!(stage.status(), Status::Connecting, "cued");
    stage.state(-1, 0.0);
    assert_eq!(stage.status(), Status::Connecting);
    stage.state(5, 0.0);
    assert_eq!(stage.status(), Status::Connecting);
    stage.state(-1, 0.0);
    stage.state(3, 0.0);
    assert_eq!(stage.status(), Status::Buffering);
    stage.state(-1, 0.0);
    assert_eq!(stage.status(), Status::Buffering);
    stage.state(1, 0.0);
    assert_eq!(stage.status(), Status::Playing);
}

#[test]
fn an_embed_that_is_to_play_at_once_connects_from_the_beginning() {
    let mut options = options();
    options.play = true;
    let mut stage = Stage::new(options);
    assert_eq!(stage.status(), Status::Connecting);
    stage.insert();
    stage.tell("initialDelivery", &snapshot());
    assert_eq!((stage.status(), stage.commands().last()), (Status::Connecting, Some(&PlayVideo)));
}

#[test]
fn a_play_that_is_taken_back_is_a_pause_not_the_poster() {
    let mut stage = Stage::new(options());
    stage.request(Request::Play);
    stage.request(Request::Pause);
    assert_eq!(stage.status(), Status::Paused);
    stage.insert();
    stage.tell("initialDelivery", &snapshot());
    assert_eq!((stage.status(), stage.commands()), (Status::Paused, subscriptions()));
    stage.request(Request::Play);
    assert_eq!(stage.status(), Status::Connecting);
    stage.request(Request::Pause);
    assert_eq!((stage.status(), stage.commands()), (Status::Paused, vec![PlayVideo, PauseVideo]));
    stage.pass(60_000.0);
    assert_eq!((stage.status(), stage.session.playback().notice), (Status::Paused, None));
}

#[test]
fn what_is_stopped_after_it_played_is_paused_not_the_poster() {
    let mut stage = Stage::playing(40.0);
    stage.state(-1, 0.0);
    stage.state(5, 0.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Paused, Millis(0)));
    stage.request(Request::Play);
    assert_eq!((stage.status(), stage.commands()), (Status::Connecting, vec![PlayVideo]));
}

#[test]
fn an_error_at_the_start_is_a_failure_whose_frame_stays() {
    let mut stage = Stage::new(options());
    stage.request(Request::Play);
    stage.insert();
    let info = json!({ "playerState": -1, "currentTime": 0, "videoData": { "errorCode": "auth" } });
    stage.tell("initialDelivery", &info);
    stage.event("onError", &json!(150));
    assert_eq!(stage.status(), Status::Failed(Failure::EmbeddingRefused));
    stage.pass(60_000.0);
    assert_eq!(stage.status(), Status::Failed(Failure::EmbeddingRefused));
}

// A start that does not come about.

#[test]
fn a_start_that_the_browser_refused_is_seen_without_its_own_event() {
    let mut stage = Stage::cued();
    stage.request(Request::Play);
    stage.state(-1, 0.0);
    stage.state(3, 0.0);
    stage.state(-1, 0.0);
    assert_eq!(stage.status(), Status::Buffering);
    stage.pass(500.0);
    assert_eq!(stage.status(), Status::Blocked);
    stage.posted.clear();
    stage.request(Request::SetMuted(true));
    stage.request(Request::Play);
    assert_eq!(stage.commands(), [Command::Mute, PlayVideo]);
    stage.state(3, 0.0);
    assert_eq!(stage.status(), Status::Buffering);
    stage.state(1, 0.1);
    assert_eq!(stage.status(), Status::Playing);
}

#[test]
fn a_seek_while_refused_is_a_choice_for_the_next_try() {
    let mut stage = Stage::cued();
    stage.request(Request::Play);
    stage.state(-1, 0.0);
    stage.event("onAutoplayBlocked", &Value::Null);
    assert_eq!(stage.status(), Status::Blocked);
    stage.posted.clear();
    stage.request(Request::Seek(Millis(20_000)));
    assert_eq!((stage.clock(), stage.commands()), (Millis(20_000), vec![]));
    stage.request(Request::Play);
    assert_eq!(stage.commands(), [SeekTo(Millis(20_000)), PlayVideo]);
}

#[test]
fn a_play_that_the_embed_ignores_asks_for_the_reader_s_own_press_after_four_seconds() {
    let mut stage = Stage::cued();
    stage.request(Request::Seek(Millis(30_000)));
    stage.request(Request::Play);
    stage.pass(3_999.0);
    assert_eq!((stage.status(), stage.session.playback().notice), (Status::Connecting, None));
    stage.pass(1.0);
    assert_eq!((stage.status(), stage.session.playback().notice), (Status::Blocked, Some(Notice::PressPlay)));
    assert_eq!(stage.clock(), Millis(30_000));
    stage.posted.clear();
    stage.pass(60_000.0);
    assert_eq!((stage.status(), stage.commands()), (Status::Blocked, vec![]));
    // The reader presses play in the frame, which knows nothing of the choice.
    stage.state(-1, 0.0);
    stage.state(3, 0.0);
    assert_eq!((stage.status(), stage.commands()), (Status::Buffering, vec![SeekTo(Millis(30_000))]));
    stage.state(1, 0.1);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(30_000)));
    stage.state(1, 30.0);
    assert_eq!((stage.clock(), stage.session.playback().notice), (Millis(30_000), None));
}

#[test]
fn a_first_tap_that_only_loads_asks_for_the_reader_s_own_press() {
    let mut stage = Stage::cued();
    stage.request(Request::Play);
    for state in [-1, 3, 5] {
        stage.state(state, 0.0);
    }
    assert_eq!(stage.status(), Status::Connecting);
    stage.pass(500.0);
    assert_eq!(stage.status(), Status::Blocked);
}

#[test]
fn another_request_while_blocked_asks_the_embed_again() {
    let mut stage = Stage::cued();
    stage.request(Request::Play);
    stage.pass(4_000.0);
    stage.posted.clear();
    stage.request(Request::Play);
    assert_eq!((stage.status(), stage.commands()), (Status::Connecting, vec![PlayVideo]));
    stage.pass(4_000.0);
    assert_eq!(stage.status(), Status::Blocked);
    stage.request(Request::Pause);
    assert_eq!((stage.status(), stage.session.playback().notice), (Status::Paused, None));
}

#[test]
fn a_resume_that_is_ignored_asks_for_the_reader_s_own_press() {
    let mut stage = Stage::playing(40.0);
    stage.state(2, 40.0);
    stage.request(Request::Play);
    assert_eq!(stage.status(), Status::Paused, "nothing has changed yet");
    stage.pass(4_000.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Blocked, Millis(40_000)));
    stage.state(3, 40.0);
    stage.state(1, 40.0);
    assert_eq!(stage.status(), Status::Playing);
}

#[test]
fn positions_that_move_on_are_a_start_though_no_state_came() {
    let mut stage = Stage::cued();
    stage.request(Request::Play);
    for tick in 0..20 {
        stage.pass(250.0);
        stage.tick(0.25 * f64::from(tick));
    }
    assert_eq!(stage.status(), Status::Playing);
}

#[test]
fn a_slow_start_shows_the_choice_and_not_the_position_before_it() {
    let mut stage = Stage::cued();
    stage.request(Request::Seek(Millis(30_000)));
    stage.request(Request::Play);
    stage.pass(3_500.0);
    stage.state(-1, 0.0);
    stage.state(3, 0.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Buffering, Millis(30_000)));
}

// Rate and sound.

#[test]
fn rate_and_sound_that_are_chosen_before_an_answer_are_shown_at_once() {
    let mut stage = Stage::new(options());
    stage.request(Request::SetRate(1.07));
    stage.request(Request::SetVolume(0.336));
    stage.request(Request::SetMuted(true));
    let shown = |stage: &Stage| {
        let playback = stage.session.playback();
        (playback.rate, playback.volume, playback.muted)
    };
    assert_eq!(shown(&stage), (1.05, 0.34, true), "as the embed rounds them");
    stage.insert();
    stage.tell("initialDelivery", &snapshot());
    let told = [Command::SetPlaybackRate(105), Command::SetVolume(34), Command::Mute];
    assert_eq!(stage.commands(), [&subscriptions()[..], &told].concat());
    assert_eq!(shown(&stage), (1.05, 0.34, true), "until the embed says otherwise");
    stage.event("infoDelivery", &json!({ "playbackRate": 1.05, "volume": 34, "muted": false }));
    assert_eq!(shown(&stage), (1.05, 0.34, false));
}

#[test]
fn an_embed_whose_snapshot_was_missed_is_told_what_was_chosen_too() {
    for event in ["alreadyInitialized", "infoDelivery"] {
        let mut stage = Stage::new(options());
        stage.insert();
        stage.request(Request::SetRate(1.5));
        stage.request(Request::SetVolume(0.5));
        let info = if event == "infoDelivery" { json!({ "playbackRate": 1 }) } else { Value::Null };
        stage.event(event, &info);
        let told = [Command::SetPlaybackRate(150), Command::SetVolume(50)];
        assert_eq!(stage.commands(), [&subscriptions()[..], &told].concat(), "{event}");
        assert_eq!(stage.session.playback().rate, 1.5, "{event}");
    }
}

#[test]
fn an_embed_keeps_its_own_sound_where_none_was_chosen() {
    let mut stage = Stage::new(options());
    stage.insert();
    let mut snapshot = snapshot();
    (snapshot["volume"], snapshot["muted"]) = (json!(40), json!(true));
    stage.tell("initialDelivery", &snapshot);
    assert_eq!(stage.commands(), subscriptions());
    assert_eq!((stage.session.playback().volume, stage.session.playback().muted), (0.4, true));
}

#[test]
fn a_choice_that_is_not_confirmed_survives_a_reload() {
    let mut stage = Stage::cued();
    stage.request(Request::SetRate(1.5));
    stage.load();
    stage.posted.clear();
    stage.tell("initialDelivery", &snapshot());
    assert!(stage.commands().contains(&Command::SetPlaybackRate(150)));
}
