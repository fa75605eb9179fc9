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

/// How many faults of a file are told; the others are counted.
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
    /// As people call it.
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

/// What a file has, and what was wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The format that they were in.
    pub format: Format,
    /// Its captions. None if it has chapters.
    pub captions: Captions,
    /// Its chapters, by start. None if it has captions.
    pub chapters: Vec<Chapter>,
    /// What was mended or left out, as [`CaptionFaultKind`] says: the first [`MAX_FAULTS`].
    pub faults: Vec<CaptionFault>,
    /// How many faults there are beside these.
    pub untold: usize,
}

/// The format of a text, by its content. `None`: it is none of these.
pub fn detect(text: &str) -> Option<Format> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if vtt::is(text) {
        Some(Format::Vtt)
    } else if json::is(text) {
        json::detect(text)
    } else if srt::is(text) {
        Some(Format::Srt)
    } else if sbv::is(text) {
        Some(Format::Sbv)
    } else {
        None
    }
}

/// Reads captions, or chapters, of any known format.
///
/// # Errors
/// The text is in no known format, or is JSON that breaks off. What else is wrong is told among the
/// [`faults`](Read::faults), and the rest is read.
pub fn read(text: &str) -> Result<Read, CaptionFault> {
    if text.len() > MAX_BYTES {
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::TooLong(text.len()) });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut out = CueCollector::default();
    let Some(format) = detect(text) else {
        // JSON that is broken is told as such.
        if json::is(text) {
            json::read::<serde::de::IgnoredAny>(text)?;
        }
        return Err(CaptionFault { line: 1, kind: CaptionFaultKind::Format });
    };
    match format {
        Format::Vtt => {
            vtt::read(text, &mut out);
            // SRT with WebVTT's first line: not one of its times is WebVTT's.
            let mut as_srt = CueCollector::default();
            if out.is_empty() {
                srt::read(text, &mut as_srt);
            }
            if !as_srt.is_empty() {
                return Ok(as_srt.finish(Format::Srt));
            }
        }
        Format::Srt => srt::read(text, &mut out),
        Format::Sbv => sbv::read(text, &mut out),
        Format::Json3 => json3::read(text, &mut out)?,
        Format::Whisper => whisper::read(text, &mut out)?,
        Format::Podcast => podcast::read(text, &mut out)?,
        Format::PodcastChapters => podcast::read_chapters(text, &mut out)?,
        Format::Podlove => podlove::read(text, &mut out)?,
        Format::PodloveChapters => podlove::read_chapters(text, &mut out)?,
    }
    Ok(out.finish(format))
}
