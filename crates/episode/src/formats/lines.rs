//! Lines and their numbers, however a system ends them.

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

/// Which word of a cue's text starts its second line, if it is too long for one: lines of captions have up to 42
/// letters. Both lines are about as long.
pub(super) fn second_line(words: &[&str]) -> Option<usize> {
    let length = |words: &[&str]| words.iter().map(|word| word.chars().count() + 1).sum::<usize>();
    let all = length(words);
    if all <= 42 {
        return None;
    }
    let mut before = 0;
    let half = words.iter().position(|word| {
        before += word.chars().count() + 1;
        before * 2 >= all
    });
    half.map(|i| i + 1).filter(|i| *i < words.len())
}
