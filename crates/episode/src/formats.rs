//! Captions and chapters in and out, in the formats that hosts, editors and speech recognisers have: one file each.
//!
//! [`read`] finds the format by what is in the file: hosts are known to serve WebVTT as `.srt` and the other way
//! round. Reading never panics, and takes time and memory in proportion to the file.
//!
//! Out come [`write_vtt`], [`write_srt`], [`write_text`] and [`write_chapters`]; `Captions::from(&episode)` cuts an
//! episode's turns into cues.
//!
//! This module is behind the feature `captions`, which no default turns on: it brings `serde_json`. The feature `formats`
//! brings the 2,231 names that a character reference in WebVTT may have, too. A program pays only for the formats that it
//! calls; the linker drops the rest.

mod clock;
mod collector;
mod cues;
mod json;
mod json3;
mod labels;
mod lines;
mod podcast;
mod podlove;
mod rolling;
mod sbv;
mod srt;
mod text;
mod timed_text;
mod vtt;
mod whisper;

use crate::captions::{CaptionFault, CaptionFaultKind, Captions};
use crate::model::Chapter;
use collector::CueCollector;
pub use podcast::write_chapters;
pub use srt::write as write_srt;
pub use text::write as write_text;
pub use vtt::write as write_vtt;

/// The longest file that is read, in bytes: a day of word-timed captions is some 30 MB.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// How many faults of a file are listed; the others are counted.
pub const MAX_FAULTS: usize = 100;

/// A format of captions or chapters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// WebVTT: <https://www.w3.org/TR/webvtt1/>.
    Vtt,
    /// SubRip, as it is found in the wild.
    Srt,
    /// YouTube's own, in its Studio: `.sbv`.
    Sbv,
    /// YouTube's timed text, as its player fetches it: `.json3`.
    Json3,
    /// JSON of OpenAI's Whisper and of what is built on it: faster-whisper, WhisperX, whisper.cpp.
    Whisper,
    /// Podcasting 2.0's transcript in JSON.
    Podcast,
    /// Podcasting 2.0's chapters in JSON.
    PodcastChapters,
    /// A transcript of Podlove's.
    Podlove,
    /// Chapters of Podlove's.
    PodloveChapters,
}

impl Format {
    /// Returns its common name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vtt => "WebVTT",
            Self::Srt => "SRT",
            Self::Sbv => "SBV",
            Self::Json3 => "YouTube's json3",
            Self::Whisper => "Whisper's JSON",
            Self::Podcast => "a Podcasting 2.0 transcript",
            Self::PodcastChapters => "Podcasting 2.0 chapters",
            Self::Podlove => "a Podlove transcript",
            Self::PodloveChapters => "Podlove chapters",
        }
    }
}

type ReadFn = fn(&str, &mut CueCollector) -> Result<(), CaptionFault>;

/// How a format that is not JSON is recognized and read.
struct Reader {
    format: Format,
    detect: fn(&str) -> bool,
    read: fn(&str, &mut CueCollector),
}

/// The formats that are not JSON.
const READERS: [Reader; 3] = [
    Reader { format: Format::Vtt, detect: vtt::is, read: vtt::read },
    Reader { format: Format::Srt, detect: srt::is, read: srt::read },
    Reader { format: Format::Sbv, detect: sbv::is, read: sbv::read },
];

/// How a format in JSON is read. [`json::detect`] tells them apart by their keys.
fn json_reader(format: Format) -> ReadFn {
    match format {
        Format::Json3 => json3::read,
        Format::Whisper => whisper::read,
        Format::Podcast => podcast::read,
        Format::PodcastChapters => podcast::read_chapters,
        Format::Podlove => podlove::read,
        _ => podlove::read_chapters,
    }
}

/// The content of a file, and its faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Its format.
    pub format: Format,
    /// Its captions; empty if it has chapters.
    pub captions: Captions,
    /// Its chapters, by start; empty if it has captions.
    pub chapters: Vec<Chapter>,
    /// What was repaired or left out, as [`CaptionFaultKind`] says: the first [`MAX_FAULTS`].
    pub faults: Vec<CaptionFault>,
    /// How many further faults there are.
    pub untold: usize,
}

/// Returns the format of a text, by its content; `None` if it is none of these.
pub fn detect(text: &str) -> Option<Format> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if json::is(text) { json::detect(text) } else { reader(text).map(|reader| reader.format) }
}

fn reader(text: &str) -> Option<&'static Reader> {
    READERS.iter().find(|reader| (reader.detect)(text))
}

/// Reads captions, or chapters, in any known format.
///
/// # Errors
/// The text is in no known format, or is truncated JSON. All other faults are in [`faults`](Read::faults), and the rest
/// is read.
pub fn read(text: &str) -> Result<Read, CaptionFault> {
    let text = bounded(text)?;
    if !json::is(text) {
        return read_text(text);
    }
    let Some(format) = json::detect(text) else {
        // Broken JSON is reported as such.
        json::read::<serde::de::IgnoredAny>(text)?;
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::Format });
    };
    let mut out = CueCollector::default();
    json_reader(format)(text, &mut out)?;
    Ok(out.finish(format))
}

/// Reads captions in a format that is not JSON: WebVTT, SRT or SBV. A program that calls this, and not [`read`], does
/// without the readers of the others.
///
/// # Errors
/// As [`read`].
pub fn read_text(text: &str) -> Result<Read, CaptionFault> {
    let (out, format) = cues(bounded(text)?)?;
    Ok(out.finish(format))
}

/// Reads chapters: JSON of Podcasting 2.0, or cues of which each is a chapter, as in WebVTT for a `<track>` of the kind
/// `chapters`.
///
/// # Errors
/// As [`read`].
pub fn read_chapters(text: &str) -> Result<Read, CaptionFault> {
    let text = bounded(text)?;
    if json::is(text) {
        let mut out = CueCollector::default();
        podcast::read_chapters(text, &mut out)?;
        return Ok(out.finish(Format::PodcastChapters));
    }
    let (out, format) = cues(text)?;
    Ok(out.finish_chapters(format))
}

/// The text without its byte order mark, if it is not too long.
fn bounded(text: &str) -> Result<&str, CaptionFault> {
    if text.len() > MAX_BYTES {
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::TooLong(text.len()) });
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn cues(text: &str) -> Result<(CueCollector, Format), CaptionFault> {
    let reader = reader(text).ok_or(CaptionFault { line: 1, kind: CaptionFaultKind::Format })?;
    let mut out = CueCollector::default();
    (reader.read)(text, &mut out);
    if reader.format == Format::Vtt && out.is_empty() {
        // SRT with WebVTT's first line: not one of its times is WebVTT's.
        let mut as_srt = CueCollector::default();
        srt::read(text, &mut as_srt);
        if !as_srt.is_empty() {
            return Ok((as_srt, Format::Srt));
        }
    }
    Ok((out, reader.format))
}
