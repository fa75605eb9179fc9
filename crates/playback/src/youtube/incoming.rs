//! What the embed posts, as far as it matters here.
//!
//! Every key may be missing, null, of another type, or a number written as text; an unknown key or event is
//! ignored. The `id` is not read: it is that of whoever greeted the embed last, which may be another script
//! of the page. What tells two embeds apart is the window that a message comes from.

use std::borrow::Cow;

use episode::json::{Json, Number};

/// A message from the embed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// What happened.
    pub event: Event,
    /// What changed.
    pub info: Info,
}

/// The events that mean something here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Event {
    /// The player is ready and nobody greeted it.
    ReadyToListen,
    /// The whole state, once, in answer to the first greeting.
    InitialDelivery,
    /// The answer to any later greeting.
    AlreadyInitialized,
    /// Some keys of the state.
    InfoDelivery,
    /// The video cannot be played; the number says why.
    Error,
    /// The browser refused to start it.
    AutoplayBlocked,
    /// It goes to another position, asked to by the page or by the reader inside the frame.
    SeekTo,
    /// Any other.
    #[default]
    Unknown,
}

/// What comes with an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Info {
    /// Nothing, or nothing of use.
    #[default]
    Nothing,
    /// A number, or a number as text.
    Number(f64),
    /// Keys of the state.
    State(State),
}

/// Keys of the embed's state. Each is missing where it did not change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// -1 unstarted, 0 ended, 1 playing, 2 paused, 3 buffering, 5 cued.
    pub player_state: Option<f64>,
    /// The position, in seconds.
    pub current_time: Option<f64>,
    /// The same, or a wall clock's time where the video is live.
    pub media_reference_time: Option<f64>,
    /// When the message was built: seconds since 1970 by the wall clock.
    pub stamp: Option<f64>,
    /// In seconds; 0 while unknown.
    pub duration: Option<f64>,
    /// How many times as fast as normal.
    pub playback_rate: Option<f64>,
    /// From 0 to 100.
    pub volume: Option<f64>,
    /// Whether the sound is off.
    pub muted: Option<bool>,
    /// The player's word for what is wrong with the video.
    pub error_code: Option<String>,
}

impl State {
    /// The position, in seconds. Just after a seek `current_time` is still the target, though the video has
    /// moved on by some 20 ms: the reference is the better of the two where both mean the same.
    pub fn position(&self) -> Option<f64> {
        let time = self.current_time?;
        self.media_reference_time.filter(|reference| (reference - time).abs() < 0.25).or(Some(time))
    }
}

impl Incoming {
    /// Reads a message from its JSON; `None` if it is none.
    pub fn read(text: &str) -> Option<Self> {
        Json::parse(text).ok().map(|message| Self::from(&message))
    }
}

impl From<&Json<'_>> for Incoming {
    fn from(json: &Json<'_>) -> Self {
        let mut message = Self::default();
        for (key, value) in entries(json) {
            match &**key {
                "event" => message.event = text(value).map(Event::from).unwrap_or_default(),
                "info" => message.info = value.into(),
                _ => {}
            }
        }
        message
    }
}

impl From<&str> for Event {
    fn from(name: &str) -> Self {
        match name {
            "readyToListen" => Self::ReadyToListen,
            "initialDelivery" => Self::InitialDelivery,
            "alreadyInitialized" => Self::AlreadyInitialized,
            "infoDelivery" => Self::InfoDelivery,
            "onError" => Self::Error,
            "onAutoplayBlocked" => Self::AutoplayBlocked,
            "SEEK_TO" => Self::SeekTo,
            _ => Self::Unknown,
        }
    }
}

impl From<&Json<'_>> for Info {
    fn from(json: &Json<'_>) -> Self {
        match json {
            Json::Object(_) => Self::State(json.into()),
            json => number(json).map_or(Self::Nothing, Self::Number),
        }
    }
}

impl From<&Json<'_>> for State {
    fn from(json: &Json<'_>) -> Self {
        let mut state = Self::default();
        for (key, value) in entries(json) {
            match &**key {
                "playerState" => state.player_state = number(value),
                "currentTime" => state.current_time = number(value),
                "mediaReferenceTime" => state.media_reference_time = number(value),
                "currentTimeLastUpdated_" => state.stamp = number(value),
                "duration" => state.duration = number(value),
                "playbackRate" => state.playback_rate = number(value),
                "volume" => state.volume = number(value),
                "muted" => state.muted = if let Json::Bool(muted) = value { Some(*muted) } else { None },
                "videoData" => state.error_code = error_code(value),
                _ => {}
            }
        }
        state
    }
}

fn error_code(video_data: &Json<'_>) -> Option<String> {
    let (_, code) = entries(video_data).iter().find(|(key, _)| key == "errorCode")?;
    text(code).filter(|code| !code.is_empty()).map(String::from)
}

fn entries<'a>(json: &'a Json<'a>) -> &'a [(Cow<'a, str>, Json<'a>)] {
    if let Json::Object(entries) = json { entries } else { &[] }
}

fn text<'a>(json: &'a Json<'_>) -> Option<&'a str> {
    if let Json::Text(text) = json { Some(text) } else { None }
}

fn number(json: &Json<'_>) -> Option<f64> {
    let number = match json {
        Json::Number(number) => Some(*number),
        Json::Text(text) => Number::parse(text.trim()),
        _ => None,
    };
    number.and_then(Number::value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(message: &serde_json::Value) -> Incoming {
        Incoming::read(&message.to_string()).expect("any object is a message")
    }

    #[test]
    fn a_state_message_is_read_and_unknown_keys_are_ignored() {
        let message = read(&json!({
            "event": "infoDelivery", "channel": "widget", "id": { "any": 1 },
            "info": {
                "playerState": 1, "currentTime": 12.5, "mediaReferenceTime": 12.5125, "currentTimeLastUpdated_": 1_700_000_000.25,
                "duration": 60, "playbackRate": 1.05, "volume": 33, "muted": false, "new": [{ "key": 1 }],
                "videoData": { "errorCode": "auth", "title": "" },
            },
        }));
        let state = State {
            player_state: Some(1.0),
            current_time: Some(12.5),
            media_reference_time: Some(12.5125),
            stamp: Some(1_700_000_000.25),
            duration: Some(60.0),
            playback_rate: Some(1.05),
            volume: Some(33.0),
            muted: Some(false),
            error_code: Some("auth".into()),
        };
        assert_eq!(message, Incoming { event: Event::InfoDelivery, info: Info::State(state) });
    }

    #[test]
    fn numbers_may_be_text_and_anything_may_be_null_or_of_another_type() {
        let message = read(&json!({
            "event": "initialDelivery",
            "info": {
                "playerState": "2", "currentTime": " 3.5 ", "duration": null, "playbackRate": {}, "volume": [1],
                "muted": 1, "videoData": "none", "currentTimeLastUpdated_": "soon",
            },
        }));
        let state = State { player_state: Some(2.0), current_time: Some(3.5), ..State::default() };
        assert_eq!(message.info, Info::State(state));
    }

    #[test]
    fn the_reference_is_the_position_unless_the_video_is_live() {
        let at = |current_time, media_reference_time| {
            State { current_time, media_reference_time, ..State::default() }.position()
        };
        assert_eq!(at(Some(30.0), Some(30.022)), Some(30.022));
        assert_eq!(at(Some(30.0), Some(1_700_000_000.0)), Some(30.0));
        assert_eq!(at(Some(30.0), None), Some(30.0));
        assert_eq!(at(None, Some(30.0)), None);
    }

    #[test]
    fn an_error_is_a_number_or_a_number_as_text() {
        for info in [json!(150), json!("150"), json!(150.0)] {
            let message = read(&json!({ "event": "onError", "info": info }));
            assert_eq!(message, Incoming { event: Event::Error, info: Info::Number(150.0) });
        }
        for info in [json!(null), json!("NaN"), json!(true), json!([150])] {
            assert_eq!(read(&json!({ "event": "onError", "info": info })).info, Info::Nothing);
        }
    }

    #[test]
    fn an_unknown_event_or_none_is_no_fault() {
        assert_eq!(read(&json!({ "event": "onNewThing", "info": { "a": 1 } })).event, Event::Unknown);
        assert_eq!(read(&json!({ "event": 7 })).event, Event::Unknown);
        assert_eq!(read(&json!({})), Incoming { event: Event::Unknown, info: Info::Nothing });
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in r#"[\[\]{}:,"a-zA-Z_0-9.\-]{0,40}"#) {
            let _ = Incoming::read(&text);
        }
    }
}
