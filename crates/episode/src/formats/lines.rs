//! Lines and their numbers, however a system ends them.

use crate::text::{is_unbroken, is_wide, part, punctuation, unit_ranges};

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

/// Where the second line of a cue's text starts, in bytes, if the text is too wide for one. Both lines are about as wide. A line
/// ends at a blank; in a script without blanks at a mark, or at any unit where none is near.
pub(super) fn second_line(text: &str) -> Option<usize> {
    let all = width(text);
    let mut best = None;
    if all > WIDEST {
        let mut end = 0;
        for unit in unit_ranges(text, char::len_utf8) {
            let (before, rest) = (part(text, ..end), part(text, unit.start as usize..));
            let has_blank = end < unit.start as usize;
            end = unit.end as usize;
            let goes_on = before.chars().next_back().zip(rest.chars().next());
            // So that it is the same text when the lines are read as one.
            if has_blank == goes_on.is_some_and(|(last, first)| is_unbroken(last, first)) {
                continue;
            }
            let is_within = !has_blank && punctuation(before).is_none();
            let off = all.abs_diff(2 * width(before)) + if is_within { all / 2 } else { 0 };
            if !before.is_empty() && best.is_none_or(|(least, _)| off < least) {
                best = Some((off, unit.start as usize));
            }
        }
    }
    best.map(|(_, start)| start)
}
