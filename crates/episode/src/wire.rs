//! The JSON, letter by letter: format version 1 as it is written.
//!
//! These types accept whatever has the right shape; [`validate`](crate::validate) says what is wrong with
//! it and makes the [`model`](crate::model). Every key is optional here, so that a missing one is told by
//! its path like any other fault. Unknown keys are left out, so that version 1 can grow.

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

use crate::time::Millis;

/// The version that this crate reads and writes.
pub const VERSION: u32 = 1;

/// A time: seconds as a number, or `"mm:ss"`, `"h:mm:ss"`, with `.mmm` if need be.
#[derive(Clone, Debug, PartialEq)]
pub enum Time {
    /// Seconds.
    Seconds(f64),
    /// As a person writes it.
    Text(String),
}

impl Time {
    /// The time, if it is one.
    pub fn millis(&self) -> Option<Millis> {
        match self {
            Self::Seconds(seconds) => Millis::from_seconds(*seconds),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

impl From<Millis> for Time {
    fn from(time: Millis) -> Self {
        Self::Seconds(time.seconds())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seconds(seconds) => write!(f, "{seconds}"),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TimeVisitor;
        impl Visitor<'_> for TimeVisitor {
            type Value = Time;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time: seconds, or \"mm:ss\"")
            }
            fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Time, E> {
                Ok(Time::Seconds(seconds))
            }
            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Time, E> {
                Ok(Time::Seconds(seconds as f64))
            }
            fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Time, E> {
                Ok(Time::Seconds(seconds as f64))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Time, E> {
                Ok(Time::Text(text.to_owned()))
            }
        }
        deserializer.deserialize_any(TimeVisitor)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // Whole seconds without a ".0".
            Self::Seconds(s) if s.fract() == 0.0 && s.abs() < 1e9 => serializer.serialize_i64(*s as i64),
            Self::Seconds(s) => serializer.serialize_f64(*s),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// Declares wire structs: all fields optional, empty ones not written.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        #[allow(missing_docs, reason = "the format's document describes each key")]
        pub struct $name {
            $(#[serde(skip_serializing_if = "is_empty")] $(#[$meta])* pub $field: $type,)*
        }
    )*};
}

/// What need not be written.
fn is_empty<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

wire! {
    /// The whole file.
    Episode {
        #[serde(rename = "$schema")] schema: Option<String>,
        version: Option<u32>,
        id: Option<String>,
        number: Option<u32>,
        title: Option<String>,
        language: Option<String>,
        published: Option<String>,
        duration: Option<Time>,
        media: Vec<Media>,
        poster: Option<String>,
        speakers: Vec<Speaker>,
        series: Option<Series>,
        audience: Option<String>,
        synopsis: Vec<Node>,
        chapters: Vec<Chapter>,
        statistics: Vec<Statistic>,
        transcript: Option<Transcript>,
        sections: Vec<Section>,
        related: Vec<Related>,
        resources: Vec<ResourceGroup>,
    }
    /// A recording: exactly one of `youtube`, `audio`, `video`.
    Media {
        youtube: Option<String>,
        audio: Option<String>,
        video: Option<String>,
        #[serde(rename = "type")] mime: Option<String>,
        offset: Option<f64>,
    }
    /// Someone who speaks.
    Speaker { id: Option<String>, name: Option<String>, }
    /// The series.
    Series { name: Option<String>, part: Option<u32>, of: Option<u32>, }
    /// A chapter.
    Chapter { start: Option<Time>, title: Option<String>, }
    /// A key figure.
    Statistic {
        metric: Option<String>,
        value: Option<String>,
        source: Option<String>,
        mentions: Vec<Mention>,
    }
    /// Where a figure is said.
    Mention { turn: Option<u32>, word: Option<u32>, start: Option<Time>, }
    /// Who says what.
    Transcript { timing: Option<String>, turns: Vec<Turn>, }
    /// What one speaker says.
    Turn {
        speaker: Option<String>,
        start: Option<Time>,
        end: Option<Time>,
        text: Option<String>,
        words: Vec<u32>,
        estimated: bool,
    }
    /// A part of the page.
    Section { title: Option<String>, children: Vec<Node>, }
    /// Another episode.
    Related { title: Option<String>, url: Option<String>, note: Option<String>, }
    /// Links under a heading.
    ResourceGroup { title: Option<String>, links: Vec<Link>, }
    /// A link.
    Link { title: Option<String>, url: Option<String>, }
    /// A node of rich text: every key that any type of node has. One flat type, so that a fault deep in a
    /// tree keeps its path.
    Node {
        #[serde(rename = "type")] kind: Option<String>,
        value: Option<String>,
        children: Vec<Node>,
        depth: Option<u8>,
        ordered: Option<bool>,
        start: Option<u32>,
        checked: Option<bool>,
        lang: Option<String>,
        align: Vec<Option<String>>,
        url: Option<String>,
        title: Option<String>,
        alt: Option<String>,
        /// Of an admonition: its kind.
        #[serde(rename = "kind")] admonition: Option<String>,
    }
}
