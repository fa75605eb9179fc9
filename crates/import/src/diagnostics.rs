//! What a page says that the episode cannot hold, or lacks: each with its place and a way to mend it.

use std::fmt;
use std::ops::Range;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something of the page is not part of the episode, as it should be.
    Note,
    /// Something is missing, was lost or was changed.
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

/// What a problem is about. Problems of one kind are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// No recording was found.
    NoRecording,
    /// A recording was left out or guessed.
    Recording,
    /// No transcript was found.
    NoTranscript,
    /// There is no title, or another was used.
    Title,
    /// Chapters were sorted or moved.
    Chapters,
    /// A heading in the transcript was left out.
    TranscriptHeading,
    /// A list, table or quotation in the transcript lost its form.
    TranscriptBlock,
    /// The captions have no text, or are of another recording.
    Captions,
    /// A duration was left out or guessed.
    Duration,
    /// A date was left out.
    Date,
    /// A language was left out.
    Language,
    /// Too many speakers, or names in captions that are nobody's.
    Speakers,
    /// The front matter cannot be read.
    FrontMatter,
    /// A key under `episode` in the front matter was left out.
    EpisodeKey,
    /// The address of a link was lost.
    LostLink,
    /// An address that is not allowed.
    Address,
    /// HTML lost its form.
    Html,
    /// Cells of a table were left out.
    Table,
    /// Nesting that is too deep lost its form.
    Nesting,
    /// An admonition is not closed.
    Admonition,
    /// Text that was damaged by an encoding.
    Encoding,
    /// The page is too large.
    Size,
    /// The file cannot be read as what it should be.
    Syntax,
    /// More problems than are listed.
    Omitted,
    /// A key of the front matter that is not used.
    FrontMatterKey,
    /// A component, import or export of the site.
    Component,
    /// Any other content that is not used.
    Unused,
}

impl Kind {
    /// A name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoRecording => "no-recording",
            Self::Recording => "recording",
            Self::NoTranscript => "no-transcript",
            Self::Title => "title",
            Self::Chapters => "chapters",
            Self::TranscriptHeading => "transcript-heading",
            Self::TranscriptBlock => "transcript-block",
            Self::Captions => "captions",
            Self::Duration => "duration",
            Self::Date => "date",
            Self::Language => "language",
            Self::Speakers => "speakers",
            Self::FrontMatter => "front-matter",
            Self::EpisodeKey => "episode-key",
            Self::LostLink => "lost-link",
            Self::Address => "address",
            Self::Html => "html",
            Self::Table => "table",
            Self::Nesting => "nesting",
            Self::Admonition => "admonition",
            Self::Encoding => "encoding",
            Self::Size => "size",
            Self::Syntax => "syntax",
            Self::Omitted => "omitted",
            Self::FrontMatterKey => "front-matter-key",
            Self::Component => "component",
            Self::Unused => "unused",
        }
    }
}

/// Something about a page that its author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What it is about.
    pub kind: Kind,
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

    pub(crate) fn note(&mut self, kind: Kind, span: Range<usize>, message: impl Into<String>) {
        self.add((Severity::Note, kind), span, message.into(), None);
    }

    pub(crate) fn warn(&mut self, kind: Kind, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.add((Severity::Warning, kind), span, message.into(), Some(help.into()));
    }

    pub(crate) fn error(&mut self, kind: Kind, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.add((Severity::Error, kind), span, message.into(), Some(help.into()));
    }

    /// A note with what the author may do.
    pub(crate) fn advise(&mut self, kind: Kind, span: Range<usize>, message: impl Into<String>, help: &str) {
        self.add((Severity::Note, kind), span, message.into(), Some(help.into()));
    }

    /// Whether there is no episode to show.
    pub(crate) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }

    fn add(&mut self, what: (Severity, Kind), span: Range<usize>, message: String, help: Option<String>) {
        if self.problems.len() >= MAX_PROBLEMS && what.0 < Severity::Error {
            let (count, place) = &mut self.more;
            *place = if *count == 0 { span } else { place.start.min(span.start)..place.end.max(span.end) };
            *count += 1;
            return;
        }
        self.push(what, span, message, help);
    }

    fn push(
        &mut self,
        (severity, kind): (Severity, Kind),
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let line = self.line_starts.partition_point(|start| *start <= span.start);
        let line_start = self.line_starts[line - 1];
        let column = self.source.get(line_start..span.start).map_or(1, |before| before.chars().count() + 1);
        self.problems.push(Problem { severity, kind, line, column, span, message, help });
    }

    /// All problems, by their place.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        if let (count @ 1.., place) = std::mem::take(&mut self.more) {
            let message = format!("{count} more problems from here on are not listed");
            let help = Some("correct the first ones, then import again".to_owned());
            self.push((Severity::Warning, Kind::Omitted), place, message, help);
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
        log.note(Kind::Unused, 4..5, "x");
        log.note(Kind::Unused, 0..1, "a");
        let problems = log.finish();
        assert_eq!((problems[0].line, problems[0].column), (1, 1));
        assert_eq!((problems[1].line, problems[1].column), (2, 2));
    }
}
