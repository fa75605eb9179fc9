//! What is wrong in a file: faults, warnings, and the places that they name.

use std::fmt::{self, Write};

/// Something wrong in a file, at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as JavaScript would write it: `chapters[3].start`. Empty for the file as a whole.
    pub path: String,
    /// What is there.
    pub found: String,
    /// What would be right; for a warning, how it was mended.
    pub wanted: String,
}

impl Fault {
    fn new(at: At<'_>, found: &dyn fmt::Display, wanted: &str) -> Self {
        Self { path: at.to_string(), found: found.to_string(), wanted: wanted.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "the file" } else { &self.path };
        write!(f, "{path}: found {}, wanted {}", self.found, self.wanted)
    }
}

/// A place in the file: a chain back to its root, written out only when there is something to say.
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

/// A text of the file between quotation marks, on one line and harmless to a terminal.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        self.0.chars().try_for_each(|c| f.write_char(if c.is_control() { '\u{fffd}' } else { c }))?;
        f.write_str("\"")
    }
}

/// Everything that is wrong in a file.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) faults: Vec<Fault>,
    pub(crate) warnings: Vec<Fault>,
    /// The path of each key that the reader asked for.
    #[cfg(test)]
    pub(crate) asked: Vec<String>,
}

impl Report {
    /// Where something inside a place is wrong, it is not told that the place as a whole is.
    pub(crate) fn fault(&mut self, at: At<'_>, found: &dyn fmt::Display, wanted: &str) {
        let fault = Fault::new(at, found, wanted);
        if !self.faults.last().is_some_and(|told| told.path.starts_with(&fault.path)) {
            self.faults.push(fault);
        }
    }

    pub(crate) fn warn(&mut self, at: At<'_>, found: &dyn fmt::Display, mended: &str) {
        self.warnings.push(Fault::new(at, found, mended));
    }
}
