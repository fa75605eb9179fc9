//! Captions: what is said and when, as every known format of them comes down to.
//!
//! `formats` reads and writes them.

use std::fmt;

use crate::text::units;
use crate::time::Millis;

/// What is said in a recording, piece by piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Captions {
    /// By start. They may overlap.
    pub cues: Vec<Cue>,
}

/// A piece of what is said: mostly a line or two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cue {
    /// When it starts.
    pub start: Millis,
    /// When it ends; not before its start.
    pub end: Millis,
    /// Who says it. `None`: nobody is named, so that it goes on with the speaker before.
    pub speaker: Option<String>,
    /// What is said: words with one space between them. Never empty.
    pub text: String,
    /// One start for each unit of the text ([`units`]: words, or characters), never falling; or empty.
    pub words: Vec<Millis>,
}

impl Cue {
    /// When each unit starts: as it is known, else spread over the cue by their length.
    pub fn unit_starts(&self) -> Vec<Millis> {
        if !self.words.is_empty() {
            return self.words.clone();
        }
        share(self.start, self.end, &lengths(units(&self.text)))
    }
}

/// How much of a time each unit takes: its letters, and the space after it.
pub(crate) fn lengths<'a>(units: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    units.into_iter().map(|unit| unit.chars().count() + 1).collect()
}

/// Where each of the parts starts that share a time by their length.
pub(crate) fn share(start: Millis, end: Millis, lengths: &[usize]) -> Vec<Millis> {
    let all = lengths.iter().map(|l| *l as u64).sum::<u64>().max(1);
    let span = u64::from((end - start).0);
    let mut before = 0;
    let mut out = Vec::with_capacity(lengths.len());
    for length in lengths {
        out.push(start + Millis((span * before / all) as u32));
        before += *length as u64;
    }
    out
}

/// Something invalid in a file of captions or chapters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptionFault {
    /// Its line, from 1.
    pub line: usize,
    /// Its kind.
    pub kind: CaptionFaultKind,
}

/// The kinds of faults in a file of captions or chapters. Texts are cut after 60 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaptionFaultKind {
    /// The file is in no known format.
    Format,
    /// The file is empty.
    Empty,
    /// The file is longer than what is read: so many bytes.
    TooLong(usize),
    /// JSON that is broken, or has something else than its format asks for: at which column, from 1, and why. If the
    /// rest can be read, it is left out.
    Json(usize, String),
    /// A line of times that cannot be read. The cue is left out.
    Timing(String),
    /// A time that is past what [`Millis`] holds. The cue or chapter is left out.
    TooLate(String),
    /// Text that belongs to no cue. It is left out.
    Stray(String),
    /// A cue that ends before it starts (the end): it is taken to end where it starts.
    EndsEarly(Millis),
    /// A cue or chapter that starts before the one before it (its start): they are put in order.
    GoesBack(Millis),
    /// A chapter without a title. It is left out.
    Untitled,
}

impl CaptionFaultKind {
    /// Returns what was found.
    pub fn found(&self) -> String {
        match self {
            Self::Format => "something else".into(),
            Self::Empty => "an empty file".into(),
            Self::TooLong(bytes) => format!("{bytes} bytes"),
            Self::Json(column, why) => format!("{why}, at column {column}"),
            Self::Timing(text) | Self::Stray(text) => format!("{text:?}"),
            Self::TooLate(time) => format!("a time of {time}"),
            Self::EndsEarly(end) => format!("a cue that ends before it starts, at {end}"),
            Self::GoesBack(start) => format!("one that starts before the one before it, at {start}"),
            Self::Untitled => "a chapter without a title".into(),
        }
    }

    /// Returns what is valid, and how the fault was repaired.
    pub fn wanted(&self) -> &'static str {
        match self {
            #[cfg(feature = "captions")]
            Self::Format => crate::formats::wanted(),
            #[cfg(not(feature = "captions"))]
            Self::Format => "captions or chapters",
            Self::Empty => "what is said, with times",
            Self::TooLong(_) => "up to 256 MiB",
            Self::Json(..) => "JSON as the format asks for",
            Self::Timing(_) => "times such as 00:01:02.500 --> 00:01:04.000; the cue was left out",
            Self::TooLate(_) => "a time under 49 days; it was left out",
            Self::Stray(_) => "text under a line of times; it was left out",
            Self::EndsEarly(_) => "an end after the start; it ends where it starts",
            Self::GoesBack(_) => "starts that never go back; they were put in order",
            Self::Untitled => "a title; the chapter was left out",
        }
    }
}

impl fmt::Display for CaptionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: found {}, wanted {}", self.line, self.kind.found(), self.kind.wanted())
    }
}

impl std::error::Error for CaptionFault {}

#[cfg(feature = "captions")]
impl CaptionFaultKind {
    pub(crate) fn timing(line: &str) -> Self {
        Self::Timing(cut(line))
    }

    pub(crate) fn json(column: usize, why: &str) -> Self {
        Self::Json(column, cut(why))
    }

    pub(crate) fn stray(line: &str) -> Self {
        Self::Stray(cut(line))
    }

    /// A time in milliseconds.
    pub(crate) fn too_late(time: u64) -> Self {
        Self::TooLate(format!("{} hours", time / 3_600_000))
    }
}

#[cfg(feature = "captions")]
fn cut(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(60) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
