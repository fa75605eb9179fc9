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
