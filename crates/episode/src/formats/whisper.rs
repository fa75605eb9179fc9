//! JSON of speech recognisers that are built on Whisper. They are alike, and no one has a specification:
//!
//! - openai-whisper (`--output_format json`), and the API's `verbose_json`: `segments` with `start`, `end`, `text` and,
//!   if asked for, `words` with `word`, `start`, `end`; the API has its `words` beside the segments.
//! - faster-whisper has no file of its own; people write its segments out as a list, with the same keys.
//! - WhisperX: the same, with `speaker`, and words that could not be placed without a time.
//! - whisper.cpp (`-oj`, `-ojf`): `transcription` with `offsets` in milliseconds, `text` and, in full, `tokens`: parts
//!   of words, the first of each with a space before it.

use serde::Deserialize;

use super::collector::CueCollector;
use super::json::{self, List, Name, Time};
use super::timed_text::TimedText;
use crate::captions::CaptionFault;
use crate::text;

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow, default)]
    segments: List<'a>,
    #[serde(borrow, default)]
    words: List<'a>,
    #[serde(borrow, default)]
    transcription: List<'a>,
}

#[derive(Deserialize)]
struct Segment {
    start: Time,
    end: Option<Time>,
    #[serde(default)]
    text: String,
    speaker: Option<Name>,
    #[serde(default)]
    words: Option<Vec<Word>>,
}

#[derive(Deserialize)]
struct Word {
    #[serde(alias = "text")]
    word: String,
    start: Option<Time>,
    end: Option<Time>,
}

#[derive(Deserialize)]
struct CppSegment {
    offsets: Offsets,
    #[serde(default)]
    text: String,
    #[serde(default)]
    tokens: Vec<CppToken>,
}

#[derive(Deserialize)]
struct CppToken {
    #[serde(default)]
    text: String,
    offsets: Option<Offsets>,
}

#[derive(Deserialize)]
struct Offsets {
    from: u64,
    to: u64,
}

/// In how many bytes a word of a text follows the one before it: a few marks.
const NEAR: usize = 12;

/// Reads a file of this format.
pub(super) fn read(text: &str, out: &mut CueCollector) -> Result<(), CaptionFault> {
    let file = if text.trim_start().starts_with('[') {
        File { segments: json::read(text)?, words: Vec::new(), transcription: Vec::new() }
    } else {
        json::read::<File<'_>>(text)?
    };
    let mut words = Vec::new();
    json::each(text, &file.words, out, |line, word: Word, _| words.push((line, word)));
    if file.segments.is_empty() {
        for (line, word) in &words {
            if let Some(start) = word.start {
                out.cue(
                    *line,
                    start.0,
                    word.end.unwrap_or(start).0,
                    vec![(None, TimedText::plain(&word.word))],
                );
            }
        }
    }
    let mut beside = words.into_iter().map(|(_, word)| word).peekable();
    json::each(text, &file.segments, out, |line, segment: Segment, out| {
        let end = segment.end.unwrap_or(segment.start).0;
        // Words beside the segments are in their order.
        let is_within = |word: &Word| word.start.is_none_or(|start| start.0 < end);
        let beside: Vec<Word> = std::iter::from_fn(|| beside.next_if(is_within)).collect();
        let timed = match &segment.words {
            Some(words) if !words.is_empty() => of_words(words, &segment.text),
            _ => of_text(&segment.text, &beside),
        };
        out.cue(line, segment.start.0, end, vec![(segment.speaker.and_then(Name::text), timed)]);
    });
    json::each(text, &file.transcription, out, |line, segment: CppSegment, out| {
        out.cue(line, segment.offsets.from, segment.offsets.to, vec![(None, of_tokens(&segment))]);
    });
    Ok(())
}

/// Words with a space before each that follows another, whether they bring it along or not; none where the segment's own text has
/// none, as in Chinese.
fn of_words(words: &[Word], text: &str) -> TimedText {
    let mut timed = TimedText::default();
    let all: String = words.iter().map(|word| word.word.as_str()).collect();
    let is_whole = words.iter().any(|word| word.word.starts_with(' ')) || all == text.trim();
    for (i, word) in words.iter().enumerate() {
        if !is_whole && !timed.goes_on(&word.word) {
            timed.push(" ");
        }
        word.push(&word.word, &words[i + 1..], &mut timed);
    }
    timed
}

impl Word {
    /// Adds the word as a text has it. It is said until the next one that has a time, or less.
    fn push(&self, text: &str, next: &[Self], timed: &mut TimedText) {
        let Some(start) = &self.start else { return timed.push(text) };
        let next = next.iter().find_map(|word| word.start.as_ref()).map_or(u64::MAX, |next| next.0);
        timed.push_said(start.0, self.end.as_ref().map(|end| end.0.min(next)), text);
    }
}

/// The segment's own text, which has marks that the words beside it lack.
fn of_text(text: &str, beside: &[Word]) -> TimedText {
    let mut timed = TimedText::default();
    if text.contains(text::is_unspaced) {
        // The words are parts of what stands between two blanks.
        let mut rest = text;
        for (i, word) in beside.iter().enumerate() {
            let said = word.word.trim();
            let Some(at) = rest.find(said).filter(|at| *at <= NEAR) else { continue };
            timed.push(&rest[..at]);
            word.push(said, &beside[i + 1..], &mut timed);
            rest = &rest[at + said.len()..];
        }
        timed.push(rest);
        return timed;
    }
    if text::words(text).count() != beside.len() {
        return TimedText::plain(text);
    }
    for (i, (said, word)) in text::words(text).zip(beside).enumerate() {
        timed.push(" ");
        word.push(said, &beside[i + 1..], &mut timed);
    }
    timed
}

/// What is read of a byte that is no character by itself.
const SPLIT: char = '\u{fffd}';

/// The tokens' times, if the tokens are the text. A character may be split over some tokens, as many Chinese ones are: it has the
/// time of the first of them.
fn of_tokens(segment: &CppSegment) -> TimedText {
    let mut timed = TimedText::default();
    let mut rest = segment.text.trim();
    let mut split = None;
    // Special tokens: [_BEG_], [_TT_150].
    for token in segment.tokens.iter().filter(|token| !token.text.starts_with("[_")) {
        let start = token.offsets.as_ref().map(|offsets| offsets.from);
        // Not by `contains`: the player would have 2.9 KB more, of code that the two share.
        if token.text.chars().any(|c| c == SPLIT) {
            split = split.or(start);
            continue;
        }
        let text = if timed.is_empty() { token.text.trim_start() } else { &token.text };
        let text = if rest.len() < text.len() { text.trim_end() } else { text };
        let Some(at) = rest.find(text).filter(|at| *at == 0 || split.is_some() && *at <= NEAR) else {
            return TimedText::plain(&segment.text);
        };
        if let Some(start) = split.take() {
            timed.at(start);
        }
        timed.push(&rest[..at]);
        if let Some(start) = start {
            timed.at(start);
        }
        timed.push(text);
        rest = &rest[at + text.len()..];
    }
    if let Some(start) = split {
        timed.at(start);
    } else if !rest.is_empty() {
        return TimedText::plain(&segment.text);
    }
    timed.push(rest);
    timed
}
