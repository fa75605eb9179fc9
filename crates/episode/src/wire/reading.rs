//! From a value of JSON to a value of a type, or a fault with its place.

use super::Time;
use crate::json::Json;
use crate::report::{At, Report};

/// What can be read. What is of another type is a fault, and counts as nothing.
pub(crate) trait Read: Default {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self;
}

/// The keys of an object and their values, until they are taken.
pub(super) struct Keys<'a> {
    entries: Vec<(String, Json)>,
    at: At<'a>,
    report: &'a mut Report,
}

impl<'a> Keys<'a> {
    pub(super) fn of(json: Json, at: At<'a>, report: &'a mut Report) -> Self {
        let entries = match json {
            Json::Object(entries) => entries,
            other => wrong(&other, at, "an object", report),
        };
        Self { entries, at, report }
    }

    /// The value of a key; the last one, if it stands there twice.
    pub(super) fn take<T: Read>(&mut self, key: &'static str) -> T {
        match self.entries.iter().rposition(|(k, _)| k == key) {
            Some(index) => T::read(self.entries.remove(index).1, self.at.key(key), self.report),
            None => T::default(),
        }
    }

    /// What was not taken is none of the format's keys.
    pub(super) fn finish(self) {
        for (key, _) in &self.entries {
            self.report.warn(self.at.key(key), "an unknown key", "a key of the format; it was left out");
        }
    }
}

fn wrong<T: Default>(json: &Json, at: At<'_>, wanted: &str, report: &mut Report) -> T {
    report.fault(at, json, wanted);
    T::default()
}

impl<T: Read> Read for Option<T> {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        (json != Json::Null).then(|| T::read(json, at, report))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Null => Self::new(),
            Json::List(items) => {
                items.into_iter().enumerate().map(|(i, item)| T::read(item, at.index(i), report)).collect()
            }
            other => wrong(&other, at, "a list", report),
        }
    }
}

impl Read for String {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Text(text) => text,
            other => wrong(&other, at, "a text", report),
        }
    }
}

impl Read for bool {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Null => false,
            Json::Bool(value) => value,
            other => wrong(&other, at, "true or false", report),
        }
    }
}

impl Read for f64 {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Number(number) => number,
            other => wrong(&other, at, "a number", report),
        }
    }
}

impl Read for u32 {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Number(n) if n.fract() == 0.0 && (0.0..=f64::from(Self::MAX)).contains(&n) => n as Self,
            other => wrong(&other, at, "a whole number from 0", report),
        }
    }
}

impl Read for Time {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Number(seconds) => Self::Seconds(seconds),
            Json::Text(text) => Self::Text(text),
            other => wrong(&other, at, "a time: seconds from 0, or \"mm:ss\", or \"h:mm:ss\"", report),
        }
    }
}
