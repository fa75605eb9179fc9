//! What the formats in JSON have in common, and which one a text is in.

use serde::de::{Error, IgnoredAny, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;

use super::collector::CueCollector;
use super::{Format, clock};
use crate::captions::{CaptionFault, CaptionFaultKind};

/// Reads a text as JSON of this type.
pub(super) fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, CaptionFault> {
    serde_json::from_str(text).map_err(|error| fault(&error, 1, 0))
}

/// A list whose items are read one by one, so that one that cannot be read is left out alone.
pub(super) type List<'a> = Vec<&'a RawValue>;

/// The list that a text is, or that an object has under a key; empty if it has none.
pub(super) fn list<'a>(text: &'a str, key: &str) -> Result<List<'a>, CaptionFault> {
    if text.trim_start().starts_with('[') {
        return read(text);
    }
    let lists: HashMap<String, &'a RawValue> = read(text)?;
    let list = lists.get(key).filter(|list| list.get().starts_with('['));
    Ok(list.and_then(|list| serde_json::from_str(list.get()).ok()).unwrap_or_default())
}

/// Reads the items of a list that stands in a text, each with its line; tells which cannot be read.
pub(super) fn each<'a, T: Deserialize<'a>>(
    text: &'a str,
    list: &List<'a>,
    out: &mut CueCollector,
    mut take: impl FnMut(usize, T, &mut CueCollector),
) {
    let (mut line, mut line_start, mut at) = (1, 0, 0);
    for item in list {
        // What is borrowed from a text is a part of it.
        let start = item.get().as_ptr() as usize - text.as_ptr() as usize;
        for (i, _) in text[at..start].match_indices('\n') {
            line += 1;
            line_start = at + i + 1;
        }
        at = start;
        match serde_json::from_str(item.get()) {
            Ok(value) => take(line, value, out),
            Err(error) => {
                let CaptionFault { line, kind } = fault(&error, line, start - line_start);
                out.fault(line, kind);
            }
        }
    }
}

/// Where and why JSON cannot be read that stands on a line after so many bytes.
fn fault(error: &serde_json::Error, line: usize, before: usize) -> CaptionFault {
    let message = error.to_string();
    let why = message.rsplit_once(" at line ").map_or(&*message, |(why, _)| why);
    let column = if error.line() <= 1 { before + error.column() } else { error.column() };
    CaptionFault { line: line + error.line().saturating_sub(1), kind: CaptionFaultKind::json(column, why) }
}

/// Whether a text is JSON, or means to be.
pub(super) fn is(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Which format a text is in, by its keys.
pub(super) fn detect(text: &str) -> Option<Format> {
    if let Some(keys) = first_keys(text) {
        return of_list(&keys);
    }
    let lists: HashMap<String, &RawValue> = serde_json::from_str(text).ok()?;
    let list = |key: &str| first_keys(lists.get(key)?.get());
    if list("events").is_some_and(|event| event.contains_key("tStartMs")) {
        return Some(Format::Json3);
    }
    if list("transcription").is_some_and(|segment| segment.contains_key("offsets")) {
        return Some(Format::Whisper);
    }
    ["segments", "words", "transcripts", "chapters"]
        .into_iter()
        .filter_map(list)
        .find_map(|keys| of_list(&keys))
}

type Keys = HashMap<String, IgnoredAny>;

/// The format of a list, by the keys of its items.
fn of_list(keys: &Keys) -> Option<Format> {
    let has = |key| keys.contains_key(key);
    Some(match () {
        () if has("startTime") && has("body") => Format::Podcast,
        () if has("startTime") => Format::PodcastChapters,
        () if has("start") && has("title") => Format::PodloveChapters,
        () if has("start_ms") || has("end_ms") || has("voice") => Format::Podlove,
        () if has("start") && (has("text") || has("word")) => Format::Whisper,
        () => return None,
    })
}

/// The keys of the first object in a list.
fn first_keys(list: &str) -> Option<Keys> {
    let inside = list.trim_start().strip_prefix('[')?;
    let first = serde_json::Deserializer::from_str(inside).into_iter::<Keys>().next();
    Some(first.and_then(Result::ok).unwrap_or_default())
}

/// A speaker: a name, or a number that stands for one.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Name {
    Text(String),
    Number(i64),
}

impl Name {
    /// The name, if it is not empty.
    pub(super) fn text(self) -> Option<String> {
        let text = match self {
            Self::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Number(number) => number.to_string(),
        };
        (!text.is_empty()).then_some(text)
    }
}

/// A time in milliseconds: a number of seconds, or a text such as `00:01:02.500` or `62.5`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time(pub(super) u64);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Clone, Copy)]
        struct TimeVisitor;
        impl Visitor<'_> for TimeVisitor {
            type Value = Time;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time from 0: seconds, or h:mm:ss with a fraction if need be")
            }
            fn visit_f64<E: Error>(self, seconds: f64) -> Result<Time, E> {
                // `as` keeps what is too large at the largest: it is told as a time that is too late.
                let millis = (seconds * 1000.0).round();
                let is_time = millis >= 0.0;
                is_time
                    .then_some(Time(millis as u64))
                    .ok_or_else(|| E::invalid_value(Unexpected::Float(seconds), &self))
            }
            fn visit_u64<E: Error>(self, seconds: u64) -> Result<Time, E> {
                Ok(Time(seconds.saturating_mul(1000)))
            }
            fn visit_i64<E: Error>(self, seconds: i64) -> Result<Time, E> {
                Err(E::invalid_value(Unexpected::Signed(seconds), &self))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
                let millis = || clock::millis(text).map(Time);
                let seconds = || self.visit_f64::<E>(text.trim().parse().ok()?).ok();
                millis().or_else(seconds).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_any(TimeVisitor)
    }
}
