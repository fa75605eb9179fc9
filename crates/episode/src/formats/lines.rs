//! Lines and their numbers, however a system ends them.

use crate::text::{is_unbroken, is_unspaced, is_wide, part, punctuation, unit_ranges};

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    pub(super) text: &'a str,
}

/// The lines of a text, which end with a line feed, a carriage return, or both.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, number: 0 }
    }

    /// The next line, if it is like this.
    pub(super) fn next_if(&mut self, is: impl FnOnce(&Line<'a>) -> bool) -> Option<Line<'a>> {
        let mut ahead = self.clone();
        let line = ahead.next().filter(is)?;
        *self = ahead;
        Some(line)
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let (text, rest) = self.rest.split_at(self.rest.find(['\r', '\n']).unwrap_or(self.rest.len()));
        self.rest = rest.strip_prefix("\r\n").or(rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
        self.number += 1;
        Some(Line { number: self.number, text })
    }
}

/// The width of a line of captions: 42 letters, or half as many characters of Chinese and Japanese.
const WIDEST: usize = 42;

/// How wide a text is, in letters.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}

/// Where the second line of a cue's text starts, in bytes, if the text is too wide for one; a blank there that has to stay is its
/// first character. Both lines are about as wide. A line ends at a blank; in a script without blanks at a mark too, or at any unit
/// where no other way has both lines narrow enough.
pub(super) fn second_line(text: &str) -> Option<usize> {
    let all = width(text);
    // How far the widths of two lines may lie apart.
    let room = (2 * WIDEST).saturating_sub(all);
    let mut best = None;
    if all > WIDEST {
        let mut end = 0;
        for unit in unit_ranges(text, char::len_utf8) {
            let (before, rest) = (part(text, ..end), part(text, unit.start as usize..));
            let has_blank = end < unit.start as usize;
            let at = end;
            end = unit.end as usize;
            let (Some(last), Some(first)) = (before.chars().next_back(), rest.chars().next()) else {
                continue;
            };
            // Lines of such a script are read as one without a blank.
            let is_unbroken = is_unbroken(last, first) && !is_small(first);
            if !has_blank && !is_unbroken {
                continue;
            }
            let mut off = all.abs_diff(2 * width(before));
            if off > room || !has_blank && punctuation(before).is_none() {
                off += all;
            }
            if best.is_none_or(|(least, _)| off < least) {
                best = Some((off, if is_unbroken || is_unspaced(first) { at } else { unit.start as usize }));
            }
        }
    }
    best.map(|(_, start)| start)
}

/// Whether a character is a small Kana, with which no line starts: ぁ to ぉ and ゃ to ょ each come before the large one, and っ.
fn is_small(c: char) -> bool {
    // Katakana have the order of Hiragana.
    let hiragana = if c >= 'ァ' { c as u32 - 0x60 } else { c as u32 };
    matches!(hiragana, 0x3041..=0x304A | 0x3083..=0x3088) && hiragana % 2 == 1 || hiragana == 0x3063
}
