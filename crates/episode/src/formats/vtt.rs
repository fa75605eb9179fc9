//! WebVTT, by the parser of its specification: <https://www.w3.org/TR/webvtt1/>.
//!
//! The parser is ours. On the 36 files of the web platform tests that say how many cues there must be, the crates
//! that read WebVTT find them in 28 (aspasia 0.2.1), 25 (webvtt 0.2.0, which panics on 6 others), 17 (webvtt-parser
//! 1.4.1), 10 (vtt 1.0.0) and 5 (subtp 0.2.0), and none takes the text of a cue apart as the specification does.
//! Character references are the business of `htmlize` (`vtt/references.rs`).
//!
//! What an episode has use for is read: times, voices, the times within a cue, and text. Settings, regions and style
//! sheets (where and how a cue is shown) are passed over.

mod cue_text;
mod references;
mod timestamp;

use std::fmt::Write;

use super::clock::stamp;
use super::collector::CueCollector;
use super::lines::{Line, Lines, second_line};
use super::timed_text::TimedText;
use crate::captions::{CaptionFaultKind, Captions, Cue};
use crate::text::{join, part, unit_ranges, words};
use cue_text::{Event, Events, Tag};
use timestamp::timestamp;

/// Whether a text starts as WebVTT does (section 6.1): `WEBVTT`, alone or before white space.
pub(super) fn is(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Reads a file that [`is`] WebVTT.
pub(super) fn read(text: &str, out: &mut CueCollector) {
    for block in Blocks::new(text) {
        match block {
            Block::Cue(cue) => out.cue(cue.line, cue.start, cue.end, voices(&cue.text)),
            Block::Dropped(line, kind) => out.fault(line, kind),
            Block::NoLabels => out.has_no_labels(),
        }
    }
}

/// What each voice says in a cue.
pub(super) fn voices(text: &str) -> Vec<(Option<String>, TimedText)> {
    let mut timed = vec![(None, TimedText::default())];
    let mut voices: Vec<Option<String>> = Vec::new();
    let mut in_ruby_text = false;
    for event in Events::new(text) {
        let (name, last) = timed.last_mut().expect("never empty");
        match event {
            Event::Start { tag: Tag::Voice, annotation, .. } => {
                voices.push(Some(annotation.into_owned()).filter(|name| !name.is_empty()));
            }
            Event::End(Tag::Voice) => _ = voices.pop(),
            // Ruby text is how its base is read out: the same words again.
            Event::Start { tag: Tag::RubyText, .. } => in_ruby_text = true,
            Event::End(Tag::RubyText) => in_ruby_text = false,
            Event::Text(_) if in_ruby_text => {}
            Event::Text(text) if text.trim().is_empty() => last.push(&text),
            Event::Text(text) => {
                let speaker = voices.last().unwrap_or(&None);
                if last.is_empty() {
                    name.clone_from(speaker);
                }
                if name == speaker {
                    last.push(&text);
                } else {
                    let mut next = last.go_on();
                    next.push(&text);
                    timed.push((speaker.clone(), next));
                }
            }
            Event::Time(time) => last.at(time),
            Event::Start { .. } | Event::End(_) => {}
        }
    }
    timed
}

/// A cue as the file has it.
#[derive(Debug, PartialEq)]
struct Raw<'a> {
    /// Where its times stand.
    line: usize,
    id: &'a str,
    /// In milliseconds, as its end is; which may be before it.
    start: u64,
    end: u64,
    /// With its tags, lines parted by line feeds.
    text: String,
}

#[derive(Debug, PartialEq)]
enum Block<'a> {
    Cue(Raw<'a>),
    /// What the specification drops, and where.
    Dropped(usize, CaptionFaultKind),
    /// The comment [`NO_LABELS`].
    NoLabels,
}

/// The blocks of a file after its header: section 6.1. Comments, regions and style sheets are
/// passed over.
struct Blocks<'a> {
    lines: Lines<'a>,
}

impl<'a> Blocks<'a> {
    fn new(text: &'a str) -> Self {
        let mut lines = Lines::new(text);
        lines.next();
        // The header's block ends at an empty line, or before a line of times.
        while lines.next_if(|line| !line.text.is_empty() && !line.text.contains("-->")).is_some() {}
        Self { lines }
    }
}

impl<'a> Iterator for Blocks<'a> {
    type Item = Block<'a>;

    /// "Collect a WebVTT block".
    fn next(&mut self) -> Option<Block<'a>> {
        loop {
            let first = self.lines.next()?;
            if first.text.is_empty() {
                continue;
            }
            let (id, timing) = if first.text.contains("-->") {
                ("", first)
            } else if let Some(second) = self.lines.next_if(|line| line.text.contains("-->")) {
                (first.text, second)
            } else {
                self.rest();
                if first.text == NO_LABELS {
                    return Some(Block::NoLabels);
                }
                if is_passed_over(first.text) {
                    continue;
                }
                return Some(Block::Dropped(first.number, CaptionFaultKind::stray(first.text)));
            };
            let text = self.rest();
            let line = timing.number;
            return Some(match times(timing.text) {
                Some((start, end)) => Block::Cue(Raw { line, id, start, end, text }),
                None => Block::Dropped(line, CaptionFaultKind::timing(timing.text)),
            });
        }
    }
}

impl Blocks<'_> {
    /// The lines up to an empty one or one with an arrow.
    fn rest(&mut self) -> String {
        let mut text = String::new();
        while let Some(Line { text: line, .. }) =
            self.lines.next_if(|line| !line.text.is_empty() && !line.text.contains("-->"))
        {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
        // Section 6.1: before anything else, U+0000 is replaced.
        if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
    }
}

/// A comment of [`write`] in a file without voices: what looks like a name before a colon is what is said.
const NO_LABELS: &str = "NOTE Names before colons are part of the text";

/// Whether a block is a comment, a style sheet or a region, by its first line.
fn is_passed_over(line: &str) -> bool {
    let named = |name| line.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c| !is_space(c)));
    ["NOTE", "STYLE", "REGION"].into_iter().any(named)
}

/// White space as HTML has it: no vertical tab.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r')
}

/// "Collect WebVTT cue timings and settings" (section 6.3), without the settings.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = timestamp(line.trim_start_matches(is_space))?;
    let rest = rest.trim_start_matches(is_space).strip_prefix("-->")?;
    let (end, _) = timestamp(rest.trim_start_matches(is_space))?;
    Some((start, end))
}

/// Writes captions as WebVTT: voices, and where words or characters have times those too (section 4.2.2).
///
/// A time within a cue must be later than the one before it: of words at the same time only the first has it.
pub fn write(captions: &Captions) -> String {
    let mut out = String::from("WEBVTT\n");
    let is_plain = captions.cues.iter().all(|cue| cue.speaker.is_none());
    if is_plain && captions.cues.iter().any(|cue| cue.text.contains(':')) {
        _ = writeln!(out, "\n{NO_LABELS}");
    }
    for cue in &captions.cues {
        _ = writeln!(out, "\n{} --> {}", stamp(cue.start, '.'), stamp(cue.end, '.'));
        if let Some(name) = &cue.speaker {
            let name = escape(&join(words(name), " "));
            // With the end of the tag, two hyphens would be an arrow.
            let (name, hyphen) = name.strip_suffix("--").map_or((&*name, ""), |name| (name, "-&#45;"));
            _ = write!(out, "<v {name}{hyphen}>");
        }
        write_text(cue, &mut out);
    }
    out
}

fn write_text(cue: &Cue, out: &mut String) {
    let second = second_line(&cue.text);
    let (mut latest, mut end) = (cue.start, 0);
    for (i, unit) in unit_ranges(&cue.text, char::len_utf8).into_iter().enumerate() {
        let (from, to) = (unit.start as usize, unit.end as usize);
        if second.is_some_and(|at| (end..=from).contains(&at)) {
            out.push('\n');
        }
        if end < from && second != Some(from) {
            out.push(' ');
        }
        end = to;
        if let Some(time) = cue.words.get(i).filter(|time| **time > latest) {
            _ = write!(out, "<{}>", stamp(*time, '.'));
            latest = *time;
        }
        out.push_str(&escape(part(&cue.text, from..to)));
    }
    out.push('\n');
}

/// Section 4.2.2: `&` and `<` are written as references; `>` too, so that no text has an arrow.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

// The parser's own view of a file is tested, which is more than its cues.
#[cfg(test)]
#[path = "../../tests/webvtt/cases.rs"]
mod cases;
