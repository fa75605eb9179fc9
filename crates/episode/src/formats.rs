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
        self.reader().name
    }

    fn reader(self) -> &'static Reader {
        &READERS[self as usize]
    }
}

type ReadFn = fn(&str, &mut CueCollector) -> Result<(), CaptionFault>;

/// How files of a format are recognized and read.
struct Reader {
    format: Format,
    name: &'static str,
    /// `None` for JSON, whose formats [`json::detect`] tells apart by their keys.
    detect: Option<fn(&str) -> bool>,
    read: ReadFn,
}

/// A row for each format, in the order of [`Format`].
const READERS: [Reader; 9] = [
    text(Format::Vtt, "WebVTT", vtt::is, |text, out| {
        vtt::read(text, out);
        Ok(())
    }),
    text(Format::Srt, "SRT", srt::is, |text, out| {
        srt::read(text, out);
        Ok(())
    }),
    text(Format::Sbv, "SBV", sbv::is, |text, out| {
        sbv::read(text, out);
        Ok(())
    }),
    json(Format::Json3, "YouTube's json3", json3::read),
    json(Format::Whisper, "Whisper's JSON", whisper::read),
    json(Format::Podcast, "a Podcasting 2.0 transcript", podcast::read),
    json(Format::PodcastChapters, "Podcasting 2.0 chapters", podcast::read_chapters),
    json(Format::Podlove, "a Podlove transcript", podlove::read),
    json(Format::PodloveChapters, "Podlove chapters", podlove::read_chapters),
];

const fn text(format: Format, name: &'static str, detect: fn(&str) -> bool, read: ReadFn) -> Reader {
    Reader { format, name, detect: Some(detect), read }
}

const fn json(format: Format, name: &'static str, read: ReadFn) -> Reader {
    Reader { format, name, detect: None, read }
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
    if json::is(text) {
        return json::detect(text);
    }
    let reader = READERS.iter().find(|reader| reader.detect.is_some_and(|detect| detect(text)));
    reader.map(|reader| reader.format)
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
    (format.reader().read)(text, &mut out)?;
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
