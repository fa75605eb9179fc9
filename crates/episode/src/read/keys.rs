//! The keys of an object, and what each should hold.
//!
//! A value of another type is a fault, and is ignored. The functions take `dyn`: in the widget each is compiled once, where
//! generic ones would be compiled for every type of the model.

use std::borrow::Cow;
use std::fmt::Display;

use crate::json::Json;
use crate::node::is_safe_url;
use crate::report::{At, Quoted, Report};
use crate::time::Millis;

const TIME: &str = "a time: seconds from 0, or \"mm:ss\", or \"h:mm:ss\"";

/// An object that is being read.
pub(super) struct Keys<'a> {
    entries: &'a [(Cow<'a, str>, Json<'a>)],
    /// Whether each was asked for.
    known: Vec<bool>,
    /// Its own place.
    pub(super) at: At<'a>,
    pub(super) report: &'a mut Report,
}

/// Reads an object. A key that `read` does not ask for is unknown.
pub(super) fn object(json: &Json<'_>, at: At<'_>, report: &mut Report, read: &mut dyn FnMut(&mut Keys<'_>)) {
    let Json::Object(entries) = json else { return report.fault(at, json, "an object") };
    let mut keys = Keys { entries, known: vec![false; entries.len()], at, report };
    read(&mut keys);
    for ((key, _), known) in entries.iter().zip(&keys.known) {
        if !known {
            let mended = "a key that the format has here; it was left out";
            keys.report.warn(at.key(key), &"an unknown key", mended);
        }
    }
}

impl<'a> Keys<'a> {
    /// The value of a key, `null` if there is none. The last one counts, as for JavaScript.
    pub(super) fn value(&mut self, key: &'static str) -> &'a Json<'a> {
        #[cfg(test)]
        self.report.asked.push(self.at.key(key).to_string());
        let mut value = None;
        for (i, (name, json)) in self.entries.iter().enumerate() {
            if name == key {
                self.known[i] = true;
                if let Some(earlier) = value.replace(json) {
                    self.warn(key, earlier, "the key once; its last value was taken");
                }
            }
        }
        value.unwrap_or(&Json::Null)
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        match self.value(key) {
            Json::Text(text) => return Some(text.to_string()),
            Json::Null => {}
            other => self.fault(key, other, "a text"),
        }
        None
    }

    /// A text that must be there. Empty if it is not.
    pub(super) fn required_text(&mut self, key: &'static str) -> String {
        let text = self.text(key).unwrap_or_default();
        if text.trim().is_empty() {
            self.fault(key, &"nothing", "a text");
        }
        text
    }

    /// An address that may be followed.
    pub(super) fn url(&mut self, key: &'static str) -> Option<String> {
        let url = self.text(key)?;
        self.may_follow(key, &url).then_some(url)
    }

    /// Whether an address may be followed; warns if not.
    pub(super) fn may_follow(&mut self, key: &'static str, url: &str) -> bool {
        let safe = is_safe_url(url);
        if !safe {
            self.warn(key, &Quoted(url), "an http, https, mailto, tel or relative address; shown as text");
        }
        safe
    }

    /// True or false; without the key, neither.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        match self.value(key) {
            Json::Bool(value) => return Some(*value),
            Json::Null => {}
            other => self.fault(key, other, "true or false"),
        }
        None
    }

    /// A whole number.
    pub(super) fn number(&mut self, key: &'static str) -> Option<u32> {
        match self.value(key) {
            Json::Null => None,
            json => whole_number(json, self.at.key(key), self.report),
        }
    }

    /// A time.
    pub(super) fn time(&mut self, key: &'static str) -> Option<Millis> {
        let json = self.value(key);
        let time = match json {
            Json::Null => return None,
            Json::Number(seconds) => seconds.thousandths().and_then(|ms| ms.try_into().ok()).map(Millis),
            Json::Text(text) => text.parse().ok(),
            _ => None,
        };
        if time.is_none() {
            self.fault(key, json, TIME);
        }
        time
    }

    /// A time that must be there.
    pub(super) fn required_time(&mut self, key: &'static str) -> Option<Millis> {
        let time = self.time(key);
        if time.is_none() {
            self.fault(key, &"nothing", TIME);
        }
        time
    }

    /// How much later or earlier, in milliseconds.
    pub(super) fn offset(&mut self, key: &'static str) -> i32 {
        let json = self.value(key);
        let offset = match json {
            Json::Null => return 0,
            Json::Number(seconds) => seconds.thousandths().and_then(|ms| ms.try_into().ok()),
            _ => None,
        };
        if let Some(offset) = offset {
            return offset;
        }
        self.fault(key, json, "seconds, negative where the recording is cut shorter");
        0
    }

    /// Whole numbers that never fall. A wrong one counts as the one before it.
    pub(super) fn offsets(&mut self, key: &'static str) -> Vec<u32> {
        let items = self.items(key);
        let place = self.at.key(key);
        let mut out = Vec::with_capacity(items.len());
        let mut before = 0;
        for (i, item) in items.iter().enumerate() {
            let number = whole_number(item, place.index(i), self.report).unwrap_or(before);
            if number < before {
                let wanted = beside("not less than the one before", &before);
                self.report.fault(place.index(i), item, &wanted);
            }
            out.push(number);
            before = number;
        }
        out
    }

    /// Reads an object, if there is one.
    pub(super) fn object(&mut self, key: &'static str, read: &mut dyn FnMut(&mut Keys<'_>)) {
        match self.value(key) {
            Json::Null => {}
            json => object(json, self.at.key(key), self.report, read),
        }
    }

    /// Reads each object of a list.
    pub(super) fn objects(&mut self, key: &'static str, read: &mut dyn FnMut(&mut Keys<'_>)) {
        let items = self.items(key);
        let place = self.at.key(key);
        for (i, item) in items.iter().enumerate() {
            object(item, place.index(i), self.report, read);
        }
    }

    /// The items of a list.
    pub(super) fn items(&mut self, key: &'static str) -> &'a [Json<'a>] {
        match self.value(key) {
            Json::List(items) => return items,
            Json::Null => {}
            other => self.fault(key, other, "a list"),
        }
        &[]
    }

    /// Something is wrong with the value of a key.
    pub(super) fn fault(&mut self, key: &str, found: &dyn Display, wanted: &str) {
        self.report.fault(self.at.key(key), found, wanted);
    }

    /// Something is wrong with the value of a key, measured by another value.
    pub(super) fn fault_beside(&mut self, key: &str, found: &dyn Display, wanted: &str, other: &dyn Display) {
        self.fault(key, found, &beside(wanted, other));
    }

    /// Adds a warning: the value of a key was repaired.
    pub(super) fn warn(&mut self, key: &str, found: &dyn Display, mended: &str) {
        self.report.warn(self.at.key(key), found, mended);
    }
}

fn beside(wanted: &str, other: &dyn Display) -> String {
    format!("{wanted}, {other}")
}

fn whole_number(json: &Json<'_>, at: At<'_>, report: &mut Report) -> Option<u32> {
    let whole = if let Json::Number(number) = json { number.whole() } else { None };
    if whole.is_none() {
        report.fault(at, json, "a whole number from 0");
    }
    whole
}
