//! What is wrong in a file: faults, warnings, and the places that they name.

use std::fmt;

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
    Key(&'a At<'a>, &'static str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    pub(crate) fn key(&self, key: &'static str) -> At<'_> {
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

/// Everything that is wrong in a file.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) faults: Vec<Fault>,
    pub(crate) warnings: Vec<Fault>,
}

impl Report {
    pub(crate) fn fault(&mut self, at: At<'_>, found: impl fmt::Display, wanted: impl fmt::Display) {
        self.faults.push(Fault {
            path: at.to_string(),
            found: found.to_string(),
            wanted: wanted.to_string(),
        });
    }

    pub(crate) fn warn(&mut self, at: At<'_>, found: impl fmt::Display, mended: impl fmt::Display) {
        self.warnings.push(Fault {
            path: at.to_string(),
            found: found.to_string(),
            wanted: mended.to_string(),
        });
    }

    /// A key that the format does not have.
    pub(crate) fn unknown(&mut self, at: At<'_>, key: &str) {
        let path = match at {
            At::Root => key.to_owned(),
            at => format!("{at}.{key}"),
        };
        let wanted = "a key of the format; it was left out".to_owned();
        self.warnings.push(Fault { path, found: "an unknown key".into(), wanted });
    }
}
