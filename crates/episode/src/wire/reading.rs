//! From a value of JSON to a value of a type, or a fault with its place.

use std::borrow::Cow;

use super::Offset;
use crate::json::Json;
use crate::report::{At, Report};
use crate::time::Millis;

/// What can be read. What is of another type is a fault, and counts as nothing.
pub(crate) trait Read: Default {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self;
}

/// The keys of an object and their values, until they are taken.
pub(super) struct Keys<'a> {
    entries: Vec<(Cow<'a, str>, Json<'a>)>,
    at: At<'a>,
    report: &'a mut Report,
}

impl<'a> Keys<'a> {
    pub(super) fn of(json: Json<'a>, at: At<'a>, report: &'a mut Report) -> Self {
        let entries = match json {
            Json::Object(entries) => entries,
            other => wrong(&other, at, "an object", report),
        };
        Self { entries, at, report }
    }

    /// The value of a key.
    pub(super) fn take<T: Read>(&mut self, key: &'static str) -> T {
        match self.value(key) {
            Some(value) => T::read(value, self.at.key(key), self.report),
            None => T::default(),
        }
    }

    /// The last value of the key counts, as for JavaScript.
    fn value(&mut self, key: &'static str) -> Option<Json<'a>> {
        let mut value = None;
        while let Some(index) = self.entries.iter().rposition(|(k, _)| k == key) {
            let (_, found) = self.entries.remove(index);
            if value.is_some() {
                self.report.warn(self.at.key(key), found, "the key once; its last value was taken");
            } else {
                value = Some(found);
            }
        }
        value
    }

    /// What was not taken is none of the format's keys.
    pub(super) fn finish(self) {
        for (key, _) in &self.entries {
            self.report.warn(self.at.key(key), "an unknown key", "a key of the format; it was left out");
        }
    }
}

fn wrong<T: Default>(json: &Json<'_>, at: At<'_>, wanted: &str, report: &mut Report) -> T {
    report.fault(at, json, wanted);
    T::default()
}

impl<T: Read> Read for Option<T> {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
        (json != Json::Null).then(|| T::read(json, at, report))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
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
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Text(text) => text.into_owned(),
            other => wrong(&other, at, "a text", report),
        }
    }
}

impl Read for bool {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
        match json {
            Json::Null => false,
            Json::Bool(value) => value,
            other => wrong(&other, at, "true or false", report),
        }
    }
}

impl Read for u32 {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
        if let Json::Number(number) = json {
            let value = number.value();
            if value.fract() == 0.0 && (0.0..=f64::from(Self::MAX)).contains(&value) {
                return value as Self;
            }
        }
        wrong(&json, at, "a whole number from 0", report)
    }
}

impl Read for Millis {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
        let time = match &json {
            Json::Number(seconds) => Self::from_seconds(seconds.value()),
            Json::Text(text) => text.parse().ok(),
            _ => None,
        };
        time.unwrap_or_else(|| {
            wrong(&json, at, "a time: seconds from 0, or \"mm:ss\", or \"h:mm:ss\"", report)
        })
    }
}

impl Read for Offset {
    fn read(json: Json<'_>, at: At<'_>, report: &mut Report) -> Self {
        if let Json::Number(seconds) = json {
            let millis = (seconds.value() * 1000.0).round();
            if millis.abs() <= f64::from(i32::MAX) {
                return Self(millis as i32);
            }
        }
        wrong(&json, at, "seconds, negative where the recording is cut shorter", report)
    }
}
