//! From a value of JSON to a value of a type, or a fault with its place.

use super::Time;
use crate::json::Json;
use crate::report::{At, Report};

/// What can be read. What is of another type is a fault, and counts as nothing.
pub(crate) trait Read: Default {
    fn read(json: Json, at: At<'_>, report: &mut Report) -> Self;
}

/// The keys of an object and their values.
pub(super) fn entries(json: Json, at: At<'_>, report: &mut Report) -> Vec<(String, Json)> {
    match json {
        Json::Object(entries) => entries,
        other => wrong(&other, at, "an object", report),
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
