//! What a page says that the episode cannot hold, or lacks: each with its place and a way to mend it.

use std::fmt;
use std::ops::Range;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The page is as it should be; this part of it stays the page's own business.
    Note,
    /// The episode lacks something that the page has or should have.
    Warning,
    /// There is no episode to show.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Something about a page that its author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The line of its start, from 1.
    pub line: usize,
    /// The column of its start, from 1, in characters.
    pub column: usize,
    /// Its place in the source, in bytes.
    pub span: Range<usize>,
    /// What it is, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// How many problems a page is told one by one; nobody reads more.
const MAX_PROBLEMS: usize = 1_000;

/// Gathers problems and finds their lines.
pub(crate) struct Log<'s> {
    source: &'s str,
    line_starts: Vec<usize>,
    problems: Vec<Problem>,
    /// How many more there were, and where.
    more: (usize, Range<usize>),
}

impl<'s> Log<'s> {
    pub(crate) fn new(source: &'s str) -> Self {
        let line_starts = std::iter::once(0).chain(source.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { source, line_starts, problems: Vec::new(), more: (0, 0..0) }
    }

    /// The page.
    pub(crate) fn source(&self) -> &'s str {
        self.source
    }

    pub(crate) fn note(&mut self, span: Range<usize>, message: impl Into<String>) {
        self.add(Severity::Note, span, message.into(), None);
    }

    pub(crate) fn warn(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.add(Severity::Warning, span, message.into(), Some(help.into()));
    }

    pub(crate) fn error(&mut self, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.add(Severity::Error, span, message.into(), Some(help.into()));
    }

    fn add(&mut self, severity: Severity, span: Range<usize>, message: String, help: Option<String>) {
        if self.problems.len() >= MAX_PROBLEMS && severity < Severity::Error {
            let (count, place) = &mut self.more;
            *place = if *count == 0 { span } else { place.start.min(span.start)..place.end.max(span.end) };
            *count += 1;
            return;
        }
        self.push(severity, span, message, help);
    }

    fn push(&mut self, severity: Severity, span: Range<usize>, message: String, help: Option<String>) {
        let line = self.line_starts.partition_point(|start| *start <= span.start);
        let line_start = self.line_starts[line - 1];
        let column = self.source.get(line_start..span.start).map_or(1, |before| before.chars().count() + 1);
        self.problems.push(Problem { severity, line, column, span, message, help });
    }

    /// All problems, by their place.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        if let (count @ 1.., place) = std::mem::take(&mut self.more) {
            let message = format!("{count} more problems from here on, which are not told one by one");
            let help = Some("mend the first ones".to_owned());
            self.push(Severity::Warning, place, message, help);
        }
        self.problems.sort_by_key(|p| (p.span.start, p.span.end));
        self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_in_lines_and_characters_from_1() {
        let source = "a\nüx\n";
        let mut log = Log::new(source);
        log.note(4..5, "x");
        log.note(0..1, "a");
        let problems = log.finish();
        assert_eq!((problems[0].line, problems[0].column), (1, 1));
        assert_eq!((problems[1].line, problems[1].column), (2, 2));
    }
}
