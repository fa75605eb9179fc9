//! What is given back.

use episode::Episode;
use std::ops::Range;

use crate::diagnostics::Problem;
use crate::wrap::Edit;

/// A file that a page's front matter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As it is written: a path or an address.
    pub path: String,
    /// The language that is given with it: a BCP 47 tag.
    pub language: Option<String>,
    /// The key that names it.
    pub key: String,
    /// The key's place in the page, in bytes.
    pub span: Range<usize>,
}

/// An episode, and what its author should know. With an [`Error`](crate::Severity::Error) among the problems the
/// episode is not one that can be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What was understood.
    pub episode: Episode,
    /// The rest, by its place in the page.
    pub problems: Vec<Problem>,
    /// Whether there is evidence that the page is an episode's: a recording, chapters, a transcript, or the number of an
    /// episode.
    pub is_episode: bool,
}

/// An episode, and how its page becomes one with the player in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrap {
    /// What was read of the page, as it is.
    pub import: Import,
    /// The changes, in the order of the page; [`apply`](crate::apply) makes them.
    pub edits: Vec<Edit>,
}
