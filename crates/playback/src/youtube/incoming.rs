//! What the embed posts, as far as it matters here. Read from JSON by any deserializer that describes itself.
//!
//! Every key may be missing, null, of another type, or a number written as text; an unknown key or event is
//! ignored. The `id` is not read: it is that of whoever greeted the embed last, which may be another script
//! of the page. What tells two embeds apart is the window that a message comes from.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A message from the embed.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct Incoming {
    /// What happened.
    #[serde(default, deserialize_with = "lenient")]
    pub event: Event,
    /// What changed.
    #[serde(default)]
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
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct State {
    /// -1 unstarted, 0 ended, 1 playing, 2 paused, 3 buffering, 5 cued.
    #[serde(deserialize_with = "lenient")]
    pub player_state: Option<f64>,
    /// The position, in seconds.
    #[serde(deserialize_with = "lenient")]
    pub current_time: Option<f64>,
    /// The same, or a wall clock's time where the video is live.
    #[serde(deserialize_with = "lenient")]
    pub media_reference_time: Option<f64>,
    /// When the message was built: seconds since 1970 by the wall clock.
    #[serde(rename = "currentTimeLastUpdated_", deserialize_with = "lenient")]
    pub stamp: Option<f64>,
    /// In seconds; 0 while unknown.
    #[serde(deserialize_with = "lenient")]
    pub duration: Option<f64>,
    /// How many times as fast as normal.
    #[serde(deserialize_with = "lenient")]
    pub playback_rate: Option<f64>,
    /// From 0 to 100.
    #[serde(deserialize_with = "lenient")]
    pub volume: Option<f64>,
    /// Whether the sound is off.
    #[serde(deserialize_with = "lenient")]
    pub muted: Option<bool>,
    /// About the video.
    #[serde(deserialize_with = "lenient")]
    pub video_data: Option<VideoData>,
}

impl State {
    /// The position, in seconds. Just after a seek `current_time` is still the target, though the video has
    /// moved on by some 20 ms: the reference is the better of the two where both mean the same.
    pub fn position(&self) -> Option<f64> {
        let time = self.current_time?;
        self.media_reference_time.filter(|reference| (reference - time).abs() < 0.25).or(Some(time))
    }
}

/// About the video.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct VideoData {
    /// The player's word for what is wrong with it.
    #[serde(deserialize_with = "lenient")]
    pub error_code: Option<String>,
}

/// What a value of any type may be understood as. Each method's default is "not understood".
trait Lenient: Sized + Default {
    fn from_number(_: f64) -> Self {
        Self::default()
    }
    fn from_text(_: &str) -> Self {
        Self::default()
    }
    fn from_bool(_: bool) -> Self {
        Self::default()
    }
    fn from_map<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
}

impl Lenient for Event {
    fn from_text(text: &str) -> Self {
        match text {
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

impl Lenient for Info {
    fn from_number(number: f64) -> Self {
        Self::Number(number)
    }
    fn from_text(text: &str) -> Self {
        Option::from_text(text).map_or(Self::Nothing, Self::Number)
    }
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        State::deserialize(de::value::MapAccessDeserializer::new(map)).map(Self::State)
    }
}

impl Lenient for Option<f64> {
    fn from_number(number: f64) -> Self {
        Some(number).filter(|n| n.is_finite())
    }
    fn from_text(text: &str) -> Self {
        text.trim().parse().ok().and_then(Self::from_number)
    }
}

impl Lenient for Option<bool> {
    fn from_bool(value: bool) -> Self {
        Some(value)
    }
}

impl Lenient for Option<String> {
    fn from_text(text: &str) -> Self {
        Some(text.to_owned()).filter(|text| !text.is_empty())
    }
}

impl Lenient for Option<VideoData> {
    fn from_map<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        VideoData::deserialize(de::value::MapAccessDeserializer::new(map)).map(Some)
    }
}

fn lenient<'de, D: Deserializer<'de>, T: Lenient>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(AnyValue(PhantomData))
}

impl<'de> Deserialize<'de> for Info {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient(deserializer)
    }
}

struct AnyValue<T>(PhantomData<T>);

impl<'de, T: Lenient> Visitor<'de> for AnyValue<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }
    fn visit_f64<E>(self, number: f64) -> Result<T, E> {
        Ok(T::from_number(number))
    }
    fn visit_i64<E>(self, number: i64) -> Result<T, E> {
        Ok(T::from_number(number as f64))
    }
    fn visit_u64<E>(self, number: u64) -> Result<T, E> {
        Ok(T::from_number(number as f64))
    }
    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::from_text(text))
    }
    fn visit_bool<E>(self, value: bool) -> Result<T, E> {
        Ok(T::from_bool(value))
    }
    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<T, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(T::default())
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(message: serde_json::Value) -> Incoming {
        serde_json::from_value(message).expect("any object is a message")
    }

    #[test]
    fn a_state_message_is_read_and_unknown_keys_are_ignored() {
        let message = read(json!({
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
            video_data: Some(VideoData { error_code: Some("auth".into()) }),
        };
        assert_eq!(message, Incoming { event: Event::InfoDelivery, info: Info::State(state) });
    }

    #[test]
    fn numbers_may_be_text_and_anything_may_be_null_or_of_another_type() {
        let message = read(json!({
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
            let message = read(json!({ "event": "onError", "info": info }));
            assert_eq!(message, Incoming { event: Event::Error, info: Info::Number(150.0) });
        }
        for info in [json!(null), json!("NaN"), json!(true), json!([150])] {
            assert_eq!(read(json!({ "event": "onError", "info": info })).info, Info::Nothing);
        }
    }

    #[test]
    fn an_unknown_event_or_none_is_no_fault() {
        assert_eq!(read(json!({ "event": "onNewThing", "info": { "a": 1 } })).event, Event::Unknown);
        assert_eq!(read(json!({ "event": 7 })).event, Event::Unknown);
        assert_eq!(read(json!({})), Incoming { event: Event::Unknown, info: Info::Nothing });
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in r#"[\[\]{}:,"a-zA-Z_0-9.\-]{0,40}"#) {
            let _ = serde_json::from_str::<Incoming>(&text);
        }
    }
}
