//! Captions and chapters in and out, in the formats that hosts, editors and speech recognisers have: one file each.
//!
//! [`read`] finds the format by what is in the file: hosts are known to serve WebVTT as `.srt` and the other way
//! round. Reading never panics, and takes time and memory in proportion to the file.
//!
//! Out come [`write_vtt`], [`write_srt`], [`write_text`] and [`write_chapters`]; `Captions::from(&episode)` cuts an
//! episode's turns into cues.
//!
//! This module is behind the feature `formats`, which no default turns on: it brings `serde_json`, and the 2,231
//! names that a character reference in WebVTT may have. A program pays only for the formats that it calls; the
//! linker drops the rest.

mod ass;
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

use std::sync::LazyLock;

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
    /// SubStation Alpha: `.ass`, `.ssa`.
    Ass,
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
        self.reader().name
    }

    fn reader(self) -> &'static Reader {
        &READERS[self as usize]
    }
}

/// Reads a text into the collector. What is not JSON cannot fail as a whole.
enum ReadFn {
    Text(fn(&str, &mut CueCollector)),
    Json(fn(&str, &mut CueCollector) -> Result<(), CaptionFault>),
}

/// How files of a format are recognized and read.
struct Reader {
    format: Format,
    name: &'static str,
    /// The endings of its files, without the full stop.
    endings: &'static [&'static str],
    /// `None` for JSON, whose formats [`json::detect`] tells apart by their keys.
    detect: Option<fn(&str) -> bool>,
    read: ReadFn,
}

/// A row for each format, in the order of [`Format`]. A text is in the first format that recognizes it, and of two files
/// that are beside a page, the one whose ending comes first is read.
const READERS: &[Reader] = &[
    text(Format::Vtt, "WebVTT", &["vtt"], vtt::is, vtt::read),
    text(Format::Srt, "SRT", &["srt"], srt::is, srt::read),
    text(Format::Sbv, "SBV", &["sbv"], sbv::is, sbv::read),
    text(Format::Ass, "SubStation Alpha", &["ass", "ssa"], ass::is, ass::read),
    json(Format::Json3, "YouTube's json3", &["json3"], json3::read),
    json(Format::Whisper, "Whisper's JSON", &["json"], whisper::read),
    json(Format::Podcast, "a Podcasting 2.0 transcript", &["json"], podcast::read),
    json(Format::PodcastChapters, "Podcasting 2.0 chapters", &[], podcast::read_chapters),
    json(Format::Podlove, "a Podlove transcript", &["json"], podlove::read),
    json(Format::PodloveChapters, "Podlove chapters", &[], podlove::read_chapters),
];

const fn text(
    format: Format,
    name: &'static str,
    endings: &'static [&'static str],
    detect: fn(&str) -> bool,
    read: fn(&str, &mut CueCollector),
) -> Reader {
    Reader { format, name, endings, detect: Some(detect), read: ReadFn::Text(read) }
}

const fn json(
    format: Format,
    name: &'static str,
    endings: &'static [&'static str],
    read: fn(&str, &mut CueCollector) -> Result<(), CaptionFault>,
) -> Reader {
    Reader { format, name, endings, detect: None, read: ReadFn::Json(read) }
}

/// Returns the endings of files of captions, without the full stop: first those that tell most.
pub fn endings() -> Vec<&'static str> {
    let mut all = Vec::new();
    for ending in READERS.iter().flat_map(|reader| reader.endings) {
        if !all.contains(ending) {
            all.push(*ending);
        }
    }
    all
}

/// What is wanted of a text that is in no known format.
pub(crate) fn wanted() -> &'static str {
    static WANTED: LazyLock<String> = LazyLock::new(|| {
        let names: Vec<_> = READERS.iter().map(|reader| reader.name).collect();
        format!("captions or chapters: {}", names.join(", "))
    });
    &WANTED
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
    // Text comes first: a format may start with a bracket, as JSON does.
    let reader = READERS.iter().find(|reader| reader.detect.is_some_and(|detect| detect(text)));
    match reader {
        Some(reader) => Some(reader.format),
        None if json::is(text) => json::detect(text),
        None => None,
    }
}

/// Reads captions, or chapters, in any known format.
///
/// # Errors
/// The text is in no known format, or is truncated JSON. All other faults are in [`faults`](Read::faults), and the rest
/// is read.
pub fn read(text: &str) -> Result<Read, CaptionFault> {
    if text.len() > MAX_BYTES {
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::TooLong(text.len()) });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some(format) = detect(text) else {
        // Broken JSON is reported as such.
        if json::is(text) {
            json::read::<serde::de::IgnoredAny>(text)?;
        }
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::Format });
    };
    let mut out = CueCollector::default();
    match format.reader().read {
        ReadFn::Text(read) => read(text, &mut out),
        ReadFn::Json(read) => read(text, &mut out)?,
    }
    if format == Format::Vtt && out.is_empty() {
        // SRT with WebVTT's first line: not one of its times is WebVTT's.
        let mut as_srt = CueCollector::default();
        srt::read(text, &mut as_srt);
        if !as_srt.is_empty() {
            return Ok(as_srt.finish(Format::Srt));
        }
    }
    Ok(out.finish(format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_in_the_order_of_the_formats() {
        for (index, reader) in READERS.iter().enumerate() {
            assert_eq!(reader.format as usize, index, "{}", reader.name);
        }
    }
}
