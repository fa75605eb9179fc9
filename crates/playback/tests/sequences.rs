//! What no recording has, message by message.

mod stage;

use episode::Millis;
use episode_playback::youtube::Command::{self, AddEventListener, PauseVideo, PlayVideo, SeekTo};
use episode_playback::{Failure, Request, Status};
use serde_json::{Value, json};
use stage::{Stage, options, snapshot, subscriptions};

// The handshake.

#[test]
fn requests_before_an_answer_are_carried_out_after_it() {
    let mut stage = Stage::new(options());
    stage.request(Request::SetRate(1.5));
    stage.request(Request::Play);
    stage.insert();
    stage.request(Request::SetMuted(true));
    stage.request(Request::SetVolume(0.336));
    assert_eq!((stage.status(), stage.commands()), (Status::Connecting, vec![]));
    stage.tell("initialDelivery", &snapshot());
    let wishes = [Command::SetPlaybackRate(150), Command::SetVolume(34), Command::Mute, PlayVideo];
    assert_eq!(stage.commands(), [subscriptions(), wishes.to_vec()].concat());
}

#[test]
fn a_play_that_was_taken_back_before_the_answer_does_not_start_the_video() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.request(Request::Play);
    stage.request(Request::Pause);
    stage.tell("initialDelivery", &snapshot());
    assert_eq!(stage.commands(), subscriptions());
}

#[test]
fn an_embed_that_never_answers_is_unreachable_and_a_late_answer_still_connects() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.request(Request::Play);
    stage.load();
    stage.pass(9_999.0);
    assert_eq!(stage.status(), Status::Connecting);
    stage.pass(1.0);
    assert_eq!(stage.status(), Status::Failed(Failure::Unreachable));
    stage.posted.clear();
    stage.pass(20_000.0);
    assert!(stage.greetings() >= 5, "it is asked on");
    stage.tell("initialDelivery", &snapshot());
    assert_eq!(stage.status(), Status::Connecting);
    assert!(stage.commands().ends_with(&[PlayVideo]));
}

#[test]
fn play_on_an_unreachable_embed_tries_again() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.pass(60_000.0);
    stage.posted.clear();
    stage.request(Request::Play);
    assert_eq!((stage.status(), stage.greetings()), (Status::Connecting, 1));
    stage.pass(9_000.0);
    assert_eq!(stage.status(), Status::Connecting);
    stage.pass(1_000.0);
    assert_eq!(stage.status(), Status::Failed(Failure::Unreachable));
}

#[test]
fn an_embed_that_says_it_is_ready_to_listen_is_greeted_at_once() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.posted.clear();
    stage.event("readyToListen", &Value::Null);
    assert_eq!(stage.greetings(), 1);
}

#[test]
fn an_embed_of_2024_that_answers_only_once_is_not_given_up_after_its_load_event() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.tell("initialDelivery", &snapshot());
    stage.load();
    stage.pass(60_000.0);
    assert_eq!(stage.status(), Status::Ready);
    stage.posted.clear();
    stage.pass(60_000.0);
    assert_eq!(stage.greetings(), 0, "nor asked for ever");
}

#[test]
fn an_answer_without_a_snapshot_is_an_answer() {
    let mut stage = Stage::new(options());
    stage.insert();
    stage.request(Request::Play);
    stage.event("alreadyInitialized", &Value::Null);
    assert_eq!(stage.status(), Status::Connecting);
    assert_eq!(stage.commands(), [subscriptions(), vec![PlayVideo]].concat());
}

// Where to start.

#[test]
fn a_choice_of_where_to_start_is_shown_at_once_and_kept_until_the_first_play() {
    let mut stage = Stage::new(options());
    stage.request(Request::Seek(Millis(30_400)));
    assert!(stage.session.embed_url().ends_with("&start=30"));
    stage.insert();
    let mut cued = snapshot();
    cued["currentTime"] = json!(30);
    stage.tell("initialDelivery", &cued);
    assert_eq!((stage.status(), stage.clock()), (Status::Ready, Millis(30_400)));
    stage.request(Request::Seek(Millis(20_200)));
    assert_eq!(stage.clock(), Millis(20_200));
    assert_eq!(stage.commands(), subscriptions(), "a seek would start it");

    stage.request(Request::Play);
    assert_eq!(stage.commands(), [SeekTo(Millis(20_200)), PlayVideo]);
    stage.state(-1, 0.0);
    stage.state(3, 0.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Buffering, Millis(20_200)));
    stage.event("SEEK_TO", &json!(20.2));
    stage.state(-1, 20.2);
    stage.pass(4_000.0);
    assert_eq!(stage.status(), Status::Buffering, "a seek that loads is no refusal");
    stage.state(1, 20.2);
    stage.pass(100.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(20_300)));
    assert_eq!(stage.commands(), []);
}

#[test]
fn the_embeds_own_button_starts_at_the_choice_too() {
    let mut stage = Stage::cued();
    stage.request(Request::Seek(Millis(30_000)));
    stage.state(-1, 0.0);
    stage.state(3, 0.0);
    assert_eq!(stage.commands(), [SeekTo(Millis(30_000))]);
    stage.state(1, 0.1);
    assert_eq!(stage.clock(), Millis(30_000));
    stage.state(1, 30.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(30_000)));
}

#[test]
fn a_start_that_the_embed_ignores_gives_way_to_where_it_plays() {
    let mut stage = Stage::cued();
    stage.request(Request::Seek(Millis(30_000)));
    stage.request(Request::Play);
    for tick in 0..20 {
        stage.pass(250.0);
        let at = 0.25 * f64::from(tick);
        if tick == 0 { stage.state(1, at) } else { stage.tick(at) }
    }
    assert_eq!(stage.clock(), Millis(4_750));
}

#[test]
fn another_choice_while_the_first_one_loads_is_the_one_that_counts() {
    let mut stage = Stage::cued();
    stage.request(Request::Seek(Millis(30_000)));
    stage.request(Request::Play);
    stage.state(3, 0.0);
    stage.posted.clear();
    stage.request(Request::Seek(Millis(10_000)));
    assert_eq!((stage.clock(), stage.commands()), (Millis(10_000), vec![SeekTo(Millis(10_000))]));
    stage.state(3, 30.0);
    assert_eq!(stage.clock(), Millis(10_000));
    stage.state(1, 10.0);
    assert_eq!(stage.clock(), Millis(10_000));
}

// Seeks.

#[test]
fn a_seek_changes_nothing_until_the_embed_has_done_it() {
    let mut stage = Stage::playing(40.0);
    stage.request(Request::Seek(Millis(10_000)));
    assert_eq!(stage.commands(), [SeekTo(Millis(10_000))]);
    assert_eq!(stage.clock(), Millis(40_000));
    stage.pass(10.0);
    stage.state(3, 10.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Buffering, Millis(10_000)));
    stage.state(1, 10.0);
    assert_eq!(stage.status(), Status::Playing);
}

#[test]
fn a_seek_while_paused_stays_paused_and_may_go_back_by_a_frame() {
    let mut stage = Stage::playing(40.0);
    stage.state(2, 40.0);
    stage.request(Request::Seek(Millis(39_960)));
    stage.pass(10.0);
    stage.tick(39.96);
    assert_eq!((stage.status(), stage.clock()), (Status::Paused, Millis(39_960)));
    // The reader presses the key for one frame back, in the frame.
    stage.event("SEEK_TO", &json!(39.92));
    stage.tick(39.92);
    assert_eq!(stage.clock(), Millis(39_920));
}

#[test]
fn a_seek_back_by_the_reader_is_seen_without_its_own_event() {
    let mut stage = Stage::playing(40.0);
    stage.pass(250.0);
    stage.state(3, 35.0);
    assert_eq!(stage.clock(), Millis(35_000));
}

#[test]
fn a_seek_past_the_end_ends_there_though_the_embed_tells_the_position_before() {
    let mut stage = Stage::playing(15.0);
    stage.state(2, 15.0);
    stage.request(Request::Seek(Millis(500_000)));
    assert_eq!(stage.commands(), [SeekTo(Millis(60_000))]);
    stage.event("SEEK_TO", &json!(59.9));
    stage.state(0, 15.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Ended, Millis(59_900)));
}

// Rate and sound.

#[test]
fn rate_and_sound_change_when_the_embed_says_so() {
    let mut stage = Stage::playing(10.0);
    stage.request(Request::SetRate(3.0));
    stage.request(Request::SetMuted(true));
    assert_eq!(stage.commands(), [Command::SetPlaybackRate(200), Command::Mute]);
    assert_eq!((stage.session.playback().rate, stage.session.playback().muted), (1.0, false));
    stage.event("infoDelivery", &json!({ "playbackRate": 2 }));
    stage.event("infoDelivery", &json!({ "muted": true, "volume": "33" }));
    let playback = stage.session.playback();
    assert_eq!((playback.rate, playback.muted, playback.volume), (2.0, true, 0.33));
    stage.pass(100.0);
    assert_eq!(stage.clock(), Millis(10_200));
}

#[test]
fn a_request_that_is_no_number_is_clamped() {
    let mut stage = Stage::cued();
    stage.request(Request::SetRate(f64::NAN));
    stage.request(Request::SetVolume(-1.0));
    assert_eq!(stage.commands(), [Command::SetPlaybackRate(25), Command::SetVolume(0)]);
}

// Time.

#[test]
fn a_late_message_counts_from_when_it_was_built() {
    let mut stage = Stage::playing(10.0);
    stage.pass(700.0);
    stage.tell_late("infoDelivery", &json!({ "currentTime": 10.25 }), 450.0);
    assert_eq!(stage.clock(), Millis(10_700));
}

#[test]
fn an_overtaken_message_is_dropped_and_an_overtaken_state_is_not() {
    let mut stage = Stage::playing(10.0);
    stage.pass(500.0);
    stage.tick(10.5);
    stage.tell_late("infoDelivery", &json!({ "currentTime": 10.25 }), 250.0);
    assert_eq!(stage.clock(), Millis(10_500));
    stage.tell_late("infoDelivery", &json!({ "playerState": 2, "currentTime": 10.5 }), 1.0);
    assert_eq!(stage.status(), Status::Paused);
}

#[test]
fn a_wall_clock_set_back_by_an_hour_changes_nothing() {
    let mut stage = Stage::playing(10.0);
    stage.wall_step = -3_600_000.0;
    stage.pass(250.0);
    stage.tick(10.25);
    stage.pass(250.0);
    stage.state(2, 10.5);
    assert_eq!((stage.status(), stage.clock()), (Status::Paused, Millis(10_500)));
}

#[test]
fn an_embed_that_plays_and_falls_silent_counts_as_stuck_until_it_is_heard_again() {
    let mut stage = Stage::playing(10.0);
    stage.pass(1_999.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(11_000)));
    stage.pass(1.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Buffering, Millis(11_000)));
    assert!(!stage.session.clock().is_running());
    stage.pass(5_000.0);
    stage.tick(10.3);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(11_000)), "it waits");
    stage.pass(900.0);
    assert_eq!(stage.clock(), Millis(11_200));
}

#[test]
fn a_pause_whose_word_was_missed_is_a_pause_once_it_is_silent() {
    let mut stage = Stage::playing(10.0);
    stage.request(Request::Pause);
    stage.tick(10.0);
    stage.pass(2_000.0);
    assert_eq!(stage.status(), Status::Paused);
}

#[test]
fn positions_that_move_on_mean_that_it_plays_though_the_word_was_missed() {
    let mut stage = Stage::playing(10.0);
    stage.state(3, 10.0);
    for tick in 1..=3 {
        assert_eq!(stage.status(), Status::Buffering);
        stage.pass(250.0);
        stage.tick(10.0 + 0.25 * f64::from(tick));
    }
    assert_eq!(stage.status(), Status::Playing);
}

// The end.

#[test]
fn an_end_that_is_told_before_the_end_is_believed_after_half_a_second_of_silence() {
    let mut stage = Stage::playing(58.9);
    stage.state(0, 58.9);
    assert_eq!(stage.status(), Status::Buffering);
    stage.pass(400.0);
    stage.tick(59.1);
    stage.pass(499.0);
    assert_eq!(stage.status(), Status::Buffering, "a position came in between");
    stage.pass(1.0);
    assert_eq!(stage.status(), Status::Ended);
}

#[test]
fn the_clock_does_not_run_past_the_end() {
    let mut stage = Stage::playing(59.8);
    stage.pass(500.0);
    assert_eq!(stage.clock(), Millis(60_000));
}

#[test]
fn after_the_end_a_pause_is_not_sent_and_play_starts_anew() {
    let mut stage = Stage::playing(59.8);
    stage.state(0, 60.0);
    assert_eq!(stage.status(), Status::Ended);
    stage.request(Request::Pause);
    assert_eq!(stage.commands(), [], "the embed would remember it");
    stage.request(Request::Play);
    assert_eq!(stage.commands(), [PlayVideo]);
    stage.state(1, 0.0);
    assert_eq!((stage.status(), stage.clock()), (Status::Playing, Millis(0)));
}

#[test]
fn a_pause_that_the_embed_remembered_at_its_end_does_not_swallow_the_next_play() {
    let mut stage = Stage::playing(59.8);
    stage.request(Request::Pause); // It comes too late to pause, in the frame.
    stage.state(0, 60.0);
    stage.pass(5_000.0);
    stage.posted.clear();
    stage.request(Request::Play);
    stage.pass(5.0);
    stage.state(2, 0.0);
    assert_eq!(stage.commands(), [PlayVideo, PlayVideo]);
}

// Pauses.

#[test]
fn a_pause_is_sent_to_what_plays_or_is_about_to() {
    let mut stage = Stage::cued();
    stage.request(Request::Pause);
    assert_eq!(stage.commands(), []);
    stage.request(Request::Play);
    stage.request(Request::Pause);
    assert_eq!(stage.commands(), [PlayVideo, PauseVideo]);
    assert!(!subscriptions().contains(&AddEventListener("onStateChange")), "the state comes by itself");
}
