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
        let text = TEXT.iter().map(|reader| (reader.format, reader.name));
        let json = JSON.iter().map(|reader| (reader.format, reader.name));
        // A test proves that each has a row.
        text.chain(json).find(|(format, _)| *format == self).map_or("", |(_, name)| name)
    }
}

/// How files of a format are recognized, by their content, and read.
struct TextReader {
    format: Format,
    name: &'static str,
    /// The endings of its files, without the full stop.
    endings: &'static [&'static str],
    detect: fn(&str) -> bool,
    /// What is not JSON cannot fail as a whole.
    read: fn(&str, &mut CueCollector),
}

/// A row for each format that is not JSON. A text is in the first that recognizes it.
const TEXT: &[TextReader] = &[
    TextReader { format: Format::Vtt, name: "WebVTT", endings: &["vtt"], detect: vtt::is, read: vtt::read },
    TextReader { format: Format::Srt, name: "SRT", endings: &["srt"], detect: srt::is, read: srt::read },
    TextReader { format: Format::Sbv, name: "SBV", endings: &["sbv"], detect: sbv::is, read: sbv::read },
    TextReader {
        format: Format::Ass,
        name: "SubStation Alpha",
        endings: &["ass", "ssa"],
        detect: ass::is,
        read: ass::read,
    },
];

/// How files of a format in JSON are read. [`json::detect`] tells them apart by their keys.
struct JsonReader {
    format: Format,
    name: &'static str,
    /// The endings of its files, without the full stop; none of chapters, which are not beside a page.
    endings: &'static [&'static str],
    read: fn(&str, &mut CueCollector) -> Result<(), CaptionFault>,
}

/// A row for each format in JSON.
const JSON: &[JsonReader] = &[
    json(Format::Json3, "YouTube's json3", &["json3"], json3::read),
    json(Format::Whisper, "Whisper's JSON", &["json"], whisper::read),
    json(Format::Podcast, "a Podcasting 2.0 transcript", &["json"], podcast::read),
    json(Format::PodcastChapters, "Podcasting 2.0 chapters", &[], podcast::read_chapters),
    json(Format::Podlove, "a Podlove transcript", &["json"], podlove::read),
    json(Format::PodloveChapters, "Podlove chapters", &[], podlove::read_chapters),
];

const fn json(
    format: Format,
    name: &'static str,
    endings: &'static [&'static str],
    read: fn(&str, &mut CueCollector) -> Result<(), CaptionFault>,
) -> JsonReader {
    JsonReader { format, name, endings, read }
}

/// Returns the endings of files of captions, without the full stop. Of two files beside a page, the one whose ending comes
/// first is read.
pub fn endings() -> Vec<&'static str> {
    let mut all = Vec::new();
    let (text, json) = (TEXT.iter().map(|reader| reader.endings), JSON.iter().map(|reader| reader.endings));
    for ending in text.chain(json).flatten() {
        if !all.contains(ending) {
            all.push(*ending);
        }
    }
    all
}

/// What is wanted of a text that is in no known format.
pub(crate) fn wanted() -> &'static str {
    static WANTED: LazyLock<String> = LazyLock::new(|| {
        let names = TEXT.iter().map(|reader| reader.name);
        // A program that reads no format in JSON does without their readers.
        #[cfg(feature = "formats")]
        let names = names.chain(JSON.iter().map(|reader| reader.name));
        format!("captions or chapters: {}", names.collect::<Vec<_>>().join(", "))
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
    match text_reader(text) {
        Some(reader) => Some(reader.format),
        None if json::is(text) => json::detect(text),
        None => None,
    }
}

fn text_reader(text: &str) -> Option<&'static TextReader> {
    TEXT.iter().find(|reader| (reader.detect)(text))
}

/// Reads captions, or chapters, in any known format.
///
/// # Errors
/// The text is in no known format, or is truncated JSON. All other faults are in [`faults`](Read::faults), and the rest
/// is read.
pub fn read(text: &str) -> Result<Read, CaptionFault> {
    let text = bounded(text)?;
    if text_reader(text).is_some() || !json::is(text) {
        return read_text(text);
    }
    let format = json::detect(text);
    let Some(reader) = JSON.iter().find(|reader| Some(reader.format) == format) else {
        // Broken JSON is reported as such.
        json::read::<serde::de::IgnoredAny>(text)?;
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::Format });
    };
    let mut out = CueCollector::default();
    (reader.read)(text, &mut out)?;
    Ok(out.finish(reader.format))
}

/// Reads captions in a format that is not JSON. A program that calls this, and not [`read`], does
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
    if text_reader(text).is_none() && json::is(text) {
        let mut out = CueCollector::default();
        podcast::read_chapters(text, &mut out)?;
        return Ok(out.finish(Format::PodcastChapters));
    }
    let (out, format) = cues(text)?;
    Ok(out.finish_chapters(format))
}

/// The text without its byte order mark, if there is some, and not too much.
fn bounded(text: &str) -> Result<&str, CaptionFault> {
    if text.len() > MAX_BYTES {
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::TooLong(text.len()) });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::Empty });
    }
    Ok(text)
}

fn cues(text: &str) -> Result<(CueCollector, Format), CaptionFault> {
    let reader = text_reader(text).ok_or(CaptionFault { line: 1, kind: CaptionFaultKind::Format })?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_one_row() {
        let text = TEXT.iter().map(|reader| reader.format);
        let rows: Vec<_> = text.chain(JSON.iter().map(|reader| reader.format)).collect();
        for (index, format) in rows.iter().enumerate() {
            assert_eq!(*format as usize, index, "{}", format.name());
            assert!(!format.name().is_empty());
        }
        assert_eq!(rows.last(), Some(&Format::PodloveChapters), "the last of them");
    }
}
