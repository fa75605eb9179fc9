//! SubRip, which has no specification: what its program wrote, and what hosts publish under its name.
//!
//! Read too: arrows without spaces around them, or shorter or escaped (`-->`, `->`, `--&gt;`), cues without numbers,
//! full stops for commas, times without hours or with other than three decimals, empty lines within a cue, and
//! WebVTT without its first line. Tags of looks and positions (`<i>`, `<font …>`, `{\an8}`) are taken out.

use std::fmt::Write;

use super::clock::{self, stamp};
use super::collector::CueCollector;
use super::lines::{Lines, second_line};
use super::timed_text::TimedText;
use super::vtt;
use crate::captions::{CaptionFaultKind, Captions};
use crate::text::{join, part, words};

/// How many lines from the start the first times must be.
const NEAR: usize = 20;

/// Whether a text is SRT: times and an arrow soon after its start.
pub(super) fn is(text: &str) -> bool {
    Lines::new(text).take(NEAR).any(|line| matches!(times(line.text), Some(Some(_))))
}

/// Reads a file that [`is`] SRT.
pub(super) fn read(text: &str, out: &mut CueCollector) {
    let mut cue: Option<(usize, u64, u64)> = None;
    let mut text_lines: Vec<&str> = Vec::new();
    let mut numbered = None;
    // WebVTT without its first line.
    let voices = || text.match_indices("<v ").any(|(at, _)| end_of(&text[at..], b'>').is_some());
    let is_vtt = text.contains("<c>") || voices();
    for line in Lines::new(text) {
        let Some(times) = times(line.text) else {
            // The text of a cue that could not be read goes with it.
            text_lines.push(line.text);
            continue;
        };
        while text_lines.last().is_some_and(|line| line.trim().is_empty()) {
            text_lines.pop();
        }
        // The number of this cue stands among the lines of the one before.
        let number = text_lines.last().is_some_and(|line| clock::number(line.trim()).is_some());
        if *numbered.get_or_insert(number) && number {
            text_lines.pop();
        }
        finish(cue, &mut text_lines, is_vtt, out);
        cue = times.map(|(start, end)| (line.number, start, end));
        if times.is_none() {
            out.fault(line.number, CaptionFaultKind::timing(line.text));
        }
    }
    finish(cue, &mut text_lines, is_vtt, out);
}

fn finish(cue: Option<(usize, u64, u64)>, lines: &mut Vec<&str>, is_vtt: bool, out: &mut CueCollector) {
    if let Some((line, start, end)) = cue {
        let text = lines.join("\n");
        let timed =
            if is_vtt { vtt::voices(&text) } else { vec![(None, TimedText::plain(&without_tags(&text)))] };
        out.cue(line, start, end, timed);
    }
    lines.clear();
}

/// `None`: not a line of times. `Some(None)`: one that cannot be read.
fn times(line: &str) -> Option<Option<(u64, u64)>> {
    let line = line.trim();
    if !line.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        return None;
    }
    let (start, end) = ["-->", "--&gt;", "->"].iter().find_map(|arrow| line.split_once(arrow))?;
    // After the end there may be a position: "X1:40 X2:600 …", or WebVTT's settings.
    let end = end.trim_start();
    let end = end.find(|c: char| c.is_ascii_alphabetic()).map_or(end, |at| &end[..at]);
    let times = clock::millis(start).zip(clock::millis(end));
    // A sentence may have an arrow too; times have colons.
    (times.is_some() || start.contains(':') && end.contains(':')).then_some(times)
}

/// The text without `<i>`, `</font>`, `{\an8}` and their like. Another `<` is text.
fn without_tags(text: &str) -> String {
    const TAGS: [&str; 6] = ["b", "i", "u", "s", "font", "span"];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = if let Some(name) = tag.strip_prefix('<') {
            let name = name.trim_start_matches('/');
            let name = &name[..name.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(name.len())];
            if TAGS.iter().any(|t| t.eq_ignore_ascii_case(name)) { end_of(tag, b'>') } else { None }
        } else if tag.starts_with("{\\") {
            end_of(tag, b'}')
        } else {
            None
        };
        let length = end.map_or(1, |end| end + 1);
        if end.is_none() {
            out.push_str(&tag[..1]);
        }
        rest = &tag[length..];
    }
    out + rest
}

fn without_arrows(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        out.push(c);
        if out.ends_with("-->") {
            out.truncate(out.len() - 3);
            out.push('→');
        }
    }
    out
}

/// Where a tag ends: near, or it is none.
fn end_of(tag: &str, end: u8) -> Option<usize> {
    tag.bytes().take(200).position(|b| b == end)
}

/// Writes captions as SRT, with a name and a colon where the speaker changes: Podcasting 2.0's way.
///
/// The format has no way to say that a tag is text, or an arrow: one of these in a text becomes `→`.
pub fn write(captions: &Captions) -> String {
    let mut out = String::new();
    let mut before = None;
    for (i, cue) in captions.cues.iter().enumerate() {
        let (start, end) = (stamp(cue.start, ','), stamp(cue.end, ','));
        _ = writeln!(out, "{}{}\n{start} --> {end}", if i > 0 { "\n" } else { "" }, i + 1);
        let changed = cue.speaker.as_deref().filter(|name| before != Some(*name));
        before = cue.speaker.as_deref().or(before);
        let name = changed.map(|name| join(words(name), " ") + ": ").unwrap_or_default();
        let mut text = without_arrows(&name);
        let name = text.len();
        text += &without_arrows(&join(words(&cue.text), " "));
        // A name is not broken.
        let second = second_line(&text).map_or(text.len(), |at| at.max(name));
        for line in [part(&text, ..second).trim_end(), part(&text, second..)] {
            if !line.is_empty() {
                _ = writeln!(out, "{line}");
            }
        }
    }
    out
}
