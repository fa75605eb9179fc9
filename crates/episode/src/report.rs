//! Faults and warnings in a file, with their places.

#![warn(clippy::string_slice)]

use std::fmt::{self, Write};

use crate::text::part;

/// Something invalid in a file, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The place, as in JavaScript: `chapters[3].start`. Empty for the file as a whole.
    pub path: String,
    /// What was found.
    pub found: String,
    /// What is valid; for a warning, also how it was repaired.
    pub wanted: String,
}

/// How many faults of a file are listed, and how many warnings; the others are counted.
pub const MOST_LISTED: usize = 100;

impl Fault {
    fn new(path: String, found: &dyn fmt::Display, wanted: &str) -> Self {
        Self { path, found: shortened(found), wanted: wanted.into() }
    }
}

/// Formats a value, cut after [`Shortened::MOST`] bytes.
fn shortened(value: &dyn fmt::Display) -> String {
    let mut out = Shortened::default();
    // It fails only where it is full.
    let _ = write!(out, "{value}");
    out.0
}

/// A writer that fails once it is full, so that the rest of a huge value is not formatted.
#[derive(Default)]
struct Shortened(String);

impl Shortened {
    const MOST: usize = 160;
}

impl Write for Shortened {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let left = Self::MOST.saturating_sub(self.0.len());
        if text.len() <= left {
            self.0.push_str(text);
            return Ok(());
        }
        let end = (0..=left).rev().find(|end| text.is_char_boundary(*end));
        self.0.push_str(part(text, ..end.unwrap_or(0)));
        self.0.push('…');
        Err(fmt::Error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the file" } else { &self.path };
        write!(f, "{path}: found {}, wanted {}", self.found, self.wanted)
    }
}

/// A place in the file: a chain back to its root, formatted only for a finding.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    pub(crate) fn key<'a>(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }
    pub(crate) fn index(&self, index: usize) -> At<'_> {
        At::Index(self, index)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Root => Ok(()),
            At::Key(At::Root, key) => f.write_str(key),
            At::Key(parent, key) => write!(f, "{parent}.{key}"),
            At::Index(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// A text of the file in quotation marks, on one line and without control characters.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        self.0.chars().try_for_each(|c| f.write_char(if c.is_control() { '\u{fffd}' } else { c }))?;
        f.write_str("\"")
    }
}

/// The first findings of one kind, and the number of further ones.
#[derive(Default)]
pub(crate) struct Findings {
    pub(crate) listed: Vec<Fault>,
    pub(crate) omitted: usize,
}

impl Findings {
    fn add(&mut self, path: String, found: &dyn fmt::Display, wanted: &str) {
        if self.listed.len() < MOST_LISTED {
            self.listed.push(Fault::new(path, found, wanted));
        } else {
            self.omitted += 1;
        }
    }
}

/// The faults and warnings of a file.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) faults: Findings,
    pub(crate) warnings: Findings,
    /// Where the last fault is.
    last: String,
    /// The path of each key that the reader asked for.
    #[cfg(test)]
    pub(crate) asked: Vec<String>,
}

impl Report {
    /// Adds a fault, unless the last one is inside of the same place.
    pub(crate) fn fault(&mut self, at: At<'_>, found: &dyn fmt::Display, wanted: &str) {
        let path = shortened(&at);
        if self.faults.listed.is_empty() || !self.last.starts_with(&path) {
            self.last.clone_from(&path);
            self.faults.add(path, found, wanted);
        }
    }

    pub(crate) fn warn(&mut self, at: At<'_>, found: &dyn fmt::Display, mended: &str) {
        if self.warnings.listed.len() < MOST_LISTED {
            self.warnings.add(shortened(&at), found, mended);
        } else {
            self.warnings.omitted += 1;
        }
    }

    /// Returns the number of faults so far.
    pub(crate) fn count(&self) -> usize {
        self.faults.listed.len() + self.faults.omitted
    }
}
