//! Errors, reloads, silence and nonsense.

mod stage;

use episode::Millis;
use episode_playback::youtube::Command::{self, PlayVideo, SeekTo};
use episode_playback::{Failure, Notice, Request, Status};
use serde_json::{Value, json};
use stage::{Stage, options, snapshot, subscriptions};

// Errors.

#[test]
fn an_error_is_told_as_a_number_as_text_or_as_a_word() {
    for (info, failure) in [
        (json!(100), Failure::NotFound),
        (json!("101"), Failure::EmbeddingRefused),
        (json!(5), Failure::PlayerError),
        (json!(2), Failure::Invalid),
        (json!(4711), Failure::Unknown(4711)),
        (Value::Null, Failure::Unknown(0)),
    ] {
        let mut stage = Stage::cued();
        stage.event("onError", &info);
        assert_eq!(stage.status(), Status::Failed(failure), "{info}");
    }
    let mut stage = Stage::cued();
    let info = json!({ "playerState": -1, "videoData": { "errorCode": "mrm.blocked" } });
    stage.tell("infoDelivery", &info);
    assert_eq!(stage.status(), Status::Failed(Failure::Rights));
}

#[test]
fn a_number_says_more_than_the_word_that_comes_with_it() {
    let mut stage = Stage::playing(10.0);
    stage.event("onError", &json!(100));
    let info = json!({ "playerState": -1, "currentTime": 10, "videoData": { "errorCode": "auth" } });
    stage.tell("infoDelivery", &info);
    assert_eq!(stage.status(), Status::Failed(Failure::NotFound));
}

#[test]
fn after_an_error_a_seek_moves_the_page_alone_and_a_video_that_plays_after_all_is_no_failure() {
    let mut stage = Stage::playing(10.0);
    stage.event("onError", &json!(5));
    stage.request(Request::Seek(Millis(20_000)));
    assert_eq!((stage.clock(), stage.commands()), (Millis(20_000), vec![]));
    stage.request(Request::Play);
    assert_eq!(stage.commands(), [SeekTo(Millis(20_000)), PlayVideo]);
    stage.pass(25.0);
    stage.state(1, 20.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(20_000)));
}

// The position at a failure.

#[test]
fn after_an_error_the_clock_stays_where_playback_was() {
    let mut stage = Stage::playing(40.0);
    stage.pass(250.0);
    stage.tick(40.25);
    stage.pass(100.0);
    stage.event("onError", &json!(150));
    assert_eq!(stage.clock(), Millis(40_350));
    // The embed forgets where it was.
    let info =
        json!({ "playerState": -1, "currentTime": 0, "duration": 0, "videoData": { "errorCode": "auth" } });
    stage.tell("infoDelivery", &info);
    stage.tick(0.0);
    stage.pass(60_000.0);
    assert_eq!(stage.clock(), Millis(40_350));
    assert_eq!(stage.status(), Status::Failed(Failure::EmbeddingRefused));
    assert_eq!(stage.session.playback().notice, None, "the failure says it");
    stage.posted.clear();
    stage.request(Request::Play);
    assert_eq!(stage.commands(), [SeekTo(Millis(40_350)), PlayVideo]);
}

#[test]
fn a_position_of_zero_before_the_word_for_the_error_does_not_count_either() {
    let mut stage = Stage::playing(40.0);
    stage.state(-1, 0.0);
    stage.pass(20.0);
    stage.event("onError", &json!(5));
    assert_eq!(stage.clock(), Millis(40_000));
}

#[test]
fn a_seek_that_fails_leads_where_it_was_to_go() {
    let mut stage = Stage::playing(10.0);
    stage.request(Request::Seek(Millis(30_000)));
    stage.event("onError", &json!(5));
    assert_eq!(stage.clock(), Millis(30_000));
}

#[test]
fn positions_that_move_on_after_an_error_mean_that_it_was_none() {
    let mut stage = Stage::playing(10.0);
    stage.event("onError", &json!(5));
    for tick in 1..=4 {
        stage.pass(250.0);
        stage.tick(10.0 + 0.25 * f64::from(tick));
    }
    assert_eq!(stage.status(), Status::Playing);
}

// Stalls.

#[test]
fn an_embed_that_dies_while_it_plays_is_said_to_stall_until_it_is_heard_again() {
    let mut stage = Stage::playing(10.0);
    stage.pass(2_000.0);
    assert_eq!((stage.status(), stage.session.playback().notice), (Status::Buffering, None));
    stage.pass(7_999.0);
    assert_eq!(stage.session.playback().notice, None);
    stage.pass(1.0);
    assert_eq!(stage.session.playback().notice, Some(Notice::Stalled));
    assert_eq!(stage.clock(), Millis(11_000), "it stays there");
    stage.pass(60_000.0);
    assert_eq!((stage.clock(), stage.session.playback().notice), (Millis(11_000), Some(Notice::Stalled)));
    stage.tick(10.5);
    assert_eq!((stage.status(), stage.session.playback().notice), (Status::Playing, None));
}

#[test]
fn buffering_for_ever_is_said_to_stall_and_a_seek_begins_another_wait() {
    let mut stage = Stage::playing(10.0);
    stage.state(3, 10.0);
    stage.pass(8_000.0);
    assert_eq!(stage.session.playback().notice, Some(Notice::Stalled));
    stage.request(Request::Seek(Millis(30_000)));
    stage.pass(10.0);
    stage.state(3, 30.0);
    assert_eq!(stage.session.playback().notice, None);
    stage.pass(8_000.0);
    assert_eq!(stage.session.playback().notice, Some(Notice::Stalled));
    stage.state(1, 30.0);
    assert_eq!(stage.session.playback().notice, None);
}

#[test]
fn an_embed_that_does_not_answer_is_said_to_stall_before_it_counts_as_unreachable() {
    let mut stage = Stage::new(options());
    stage.request(Request::Play);
    stage.insert();
    stage.pass(8_000.0);
    assert_eq!(
        (stage.status(), stage.session.playback().notice),
        (Status::Connecting, Some(Notice::Stalled))
    );
    stage.pass(2_000.0);
    assert_eq!(stage.status(), Status::Failed(Failure::Unreachable));
    assert_eq!(stage.session.playback().notice, None);
}

// A hidden tab.

#[test]
fn a_pause_by_the_browser_in_a_hidden_tab_is_followed_and_not_fought() {
    let mut stage = Stage::playing(10.0);
    stage.pass(120.0);
    stage.tick(10.1);
    stage.state(2, 10.1);
    assert_eq!(stage.status(), Status::Paused);
    stage.pass(60_000.0);
    assert_eq!((stage.status(), stage.commands()), (Status::Paused, vec![]));
    stage.state(3, 10.12);
    stage.state(1, 10.12);
    assert_eq!((stage.status(), stage.commands()), (Status::Playing, vec![]));
}

// A reload of the frame.

#[test]
fn the_first_load_event_of_a_player_that_answered_changes_nothing() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.request(Request::Play);
    stage.tell("initialDelivery", &snapshot());
    stage.state(1, 0.0);
    stage.posted.clear();
    stage.load();
    stage.event("alreadyInitialized", &Value::Null);
    assert_eq!(stage.commands(), subscriptions());
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(0)));
}

#[test]
fn another_load_event_means_another_document_and_nothing_plays() {
    let mut stage = Stage::playing(10.0);
    stage.load();
    assert_eq!((stage.status(), stage.clock()), (Status::Connecting, Millis(10_000)));
    assert!(!stage.session.clock().is_running());
    stage.posted.clear();
    stage.request(Request::SetRate(1.5));
    assert_eq!(stage.commands(), [], "nobody is there to hear it");
    // Its snapshot was missed.
    stage.event("alreadyInitialized", &Value::Null);
    let told = [Command::SetPlaybackRate(150), Command::SetVolume(100), Command::UnMute];
    let resumed = [SeekTo(Millis(10_000)), PlayVideo];
    assert_eq!(stage.commands(), [&subscriptions()[..], &told, &resumed].concat());
}

#[test]
fn a_pause_while_the_frame_loads_keeps_the_next_player_paused() {
    let mut stage = Stage::playing(10.0);
    stage.load();
    stage.request(Request::Pause);
    assert_eq!(stage.status(), Status::Paused);
    stage.posted.clear();
    stage.tell("initialDelivery", &snapshot());
    assert_eq!((stage.status(), stage.commands()), (Status::Paused, subscriptions()));
    assert_eq!(stage.clock(), Millis(10_000));
}

#[test]
fn a_seek_while_the_frame_loads_is_where_the_next_player_begins() {
    let mut stage = Stage::playing(10.0);
    stage.load();
    stage.request(Request::Seek(Millis(30_000)));
    assert_eq!(stage.clock(), Millis(30_000));
    stage.posted.clear();
    stage.tell("initialDelivery", &snapshot());
    assert!(stage.commands().ends_with(&[SeekTo(Millis(30_000)), PlayVideo]));
}

#[test]
fn a_new_player_may_answer_before_the_load_event_and_only_once() {
    let mut stage = Stage::playing(10.0);
    stage.pass(100.0);
    stage.tell("initialDelivery", &snapshot());
    stage.state(1, 10.0);
    stage.load(); // An embed of 2024 does not answer twice.
    for tick in 1..=80 {
        stage.pass(250.0);
        stage.tick(10.0 + 0.25 * f64::from(tick));
    }
    assert_eq!(stage.status(), Status::Playing);
}

#[test]
fn a_new_player_goes_on_where_the_one_before_was() {
    let mut stage = Stage::playing(40.0);
    stage.event("infoDelivery", &json!({ "muted": true, "volume": 50, "playbackRate": 1.5 }));
    stage.pass(200.0);
    stage.tick(40.3);
    stage.load();
    stage.pass(100.0);
    stage.posted.clear();
    stage.tell("initialDelivery", &snapshot());
    let told = [Command::SetPlaybackRate(150), Command::SetVolume(50), Command::Mute];
    let resumed = [SeekTo(Millis(40_300)), PlayVideo];
    assert_eq!(stage.commands(), [&subscriptions()[..], &told, &resumed].concat());
    assert_eq!((stage.status(), stage.clock()), (Status::Connecting, Millis(40_300)));
    let playback = stage.session.playback();
    assert_eq!((playback.rate, playback.volume, playback.muted), (1.5, 0.5, true), "as it will be");
    stage.state(3, 0.0);
    stage.state(1, 40.3);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(40_300)));
}

#[test]
fn a_new_player_of_what_was_paused_waits_at_the_same_place() {
    let mut stage = Stage::playing(40.0);
    stage.state(2, 40.0);
    stage.load();
    stage.pass(100.0);
    stage.tell("initialDelivery", &snapshot());
    assert_eq!(stage.commands(), subscriptions());
    assert_eq!((stage.status(), stage.clock()), (Status::Paused, Millis(40_000)));
    stage.request(Request::Play);
    assert_eq!(stage.commands(), [SeekTo(Millis(40_000)), PlayVideo]);
}

#[test]
fn a_new_player_that_can_play_ends_the_failure_of_the_one_before() {
    let mut stage = Stage::cued();
    stage.event("onError", &json!(5));
    stage.load();
    stage.pass(100.0);
    stage.tell("initialDelivery", &snapshot());
    assert_eq!(stage.status(), Status::Ready);
}

#[test]
fn a_new_player_whose_snapshot_was_overtaken_ends_the_failure_of_the_one_before() {
    let mut stage = Stage::new(options());
    stage.insert();
    // Whose event this is nobody knows.
    stage.load();
    stage.pass(20.0);
    stage.tell("initialDelivery", &snapshot());
    stage.request(Request::Play);
    stage.pass(20.0);
    stage.event("onError", &json!(150));
    stage.request(Request::Pause);
    stage.pass(1_000.0);
    stage.load();
    stage.pass(40.0);
    stage.state(2, 10.0);
    stage.pass(20.0);
    stage.tell_late("initialDelivery", &snapshot(), 50.0);
    assert_eq!(stage.status(), Status::Paused);
    // A failed player's own snapshot, once more, is no news.
    stage.event("onError", &json!(150));
    stage.tell_late("initialDelivery", &snapshot(), 50.0);
    assert_eq!(stage.status(), Status::Failed(Failure::EmbeddingRefused));
}

#[test]
fn the_overtaken_snapshot_of_a_new_player_that_failed_itself_does_not_end_its_failure() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.load();
    stage.pass(20.0);
    stage.tell("initialDelivery", &snapshot());
    stage.event("onError", &json!(5));
    stage.pass(1_000.0);
    stage.load();
    stage.pass(40.0);
    stage.state(3, 10.0);
    stage.pass(20.0);
    stage.event("onError", &json!(150));
    stage.tell_late("initialDelivery", &snapshot(), 50.0);
    assert_eq!(stage.status(), Status::Failed(Failure::EmbeddingRefused));
}

#[test]
fn a_repeated_snapshot_is_no_new_player() {
    let mut stage = Stage::new(options());
    stage.insert();
    let now = json!({ "playerState": 5, "currentTimeLastUpdated_": 1_800_000_001.0 });
    stage.event("initialDelivery", &now);
    assert_eq!(stage.commands(), subscriptions());
    stage.event("initialDelivery", &now);
    assert_eq!(stage.commands(), []);
}

#[test]
fn a_frame_that_is_silent_after_a_reload_is_disconnected_and_another_play_asks_it_again() {
    let mut stage = Stage::playing(10.0);
    stage.load();
    stage.pass(10_000.0);
    assert_eq!(stage.status(), Status::Failed(Failure::Disconnected));
    assert!(Failure::Disconnected.keeps_frame(), "it may ask for a sign-in");
    stage.posted.clear();
    stage.request(Request::Play);
    assert_eq!((stage.status(), stage.greetings()), (Status::Connecting, 1));
    stage.tell("initialDelivery", &snapshot());
    assert!(stage.commands().ends_with(&[SeekTo(Millis(10_000)), PlayVideo]));
}

#[test]
fn a_reader_who_signs_in_inside_the_frame_gets_what_was_refused() {
    let mut stage = Stage::playing(10.0);
    stage.event("onError", &json!(150));
    stage.load();
    assert_eq!(stage.status(), Status::Connecting);
    stage.posted.clear();
    stage.tell("initialDelivery", &snapshot());
    assert!(stage.commands().ends_with(&[SeekTo(Millis(10_000)), PlayVideo]));
}
