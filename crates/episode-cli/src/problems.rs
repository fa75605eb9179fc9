//! Problems as a person reads them: the line, with the place marked.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use import::{Problem, Severity};
use std::io::IsTerminal;

use crate::output::{self, Failure};

/// How problems are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, on the standard error
    #[default]
    Text,
    /// For programs: a JSON object on each line of the standard output
    Json,
}

/// What the command line says of the problems of pages.
#[derive(clap::Args)]
pub(crate) struct Reporting {
    /// How problems are printed; json needs --output
    #[arg(long, value_enum, default_value_t, requires_if("json", "output"))]
    pub(crate) format: Format,
    /// List every problem of every page, and what is not used of them
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// Print nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
}

impl Reporting {
    /// The least severity of what is listed of a single page.
    pub(crate) fn least(&self) -> Severity {
        match () {
            () if self.verbose => Severity::Note,
            () if self.quiet => Severity::Error,
            () => Severity::Warning,
        }
    }

    /// Whether lines are printed beside the problems.
    pub(crate) fn has_lines(&self) -> bool {
        !self.quiet && self.format == Format::Text
    }
}

/// Tells problems, each with its place.
pub(crate) fn print<'p>(
    problems: impl IntoIterator<Item = &'p Problem>,
    source: &str,
    path: &str,
    format: Format,
) {
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    for problem in problems {
        match format {
            Format::Json => output::line(json(problem, path)),
            Format::Text => {
                output::message(renderer.render(&[report(problem, source, path)]));
            }
        }
    }
}

/// Tells what went wrong with a file.
pub(crate) fn print_failure(failure: &Failure, path: &str, format: Format) {
    match format {
        Format::Json => {
            let line =
                serde_json::json!({ "severity": "error", "file": path, "message": failure.to_string() });
            output::line(line);
        }
        Format::Text => output::message(format_args!("error: {failure}")),
    }
}

fn json(p: &Problem, path: &str) -> serde_json::Value {
    serde_json::json!({
        "severity": p.severity.to_string(), "kind": p.kind.name(), "file": path, "line": p.line, "column": p.column,
        "start": p.span.start, "end": p.span.end, "message": p.message, "help": p.help,
    })
}

fn report<'a>(problem: &'a Problem, source: &'a str, path: &'a str) -> Group<'a> {
    let level = match problem.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let title = level.primary_title(problem.message.as_str());
    let line_start = source[..problem.span.start].rfind('\n').map_or(0, |i| i + 1);
    let line = source[line_start..].split('\n').next().unwrap_or_default();
    let mut group = if problem.span.is_empty() {
        Group::with_title(title).element(Origin::path(path))
    } else if line.len() > LONGEST_LINE {
        Group::with_title(title).element(Origin::path(path).line(problem.line).char_column(problem.column))
    } else {
        // No more than its first line: a paragraph is shown where it starts.
        let place = problem.span.start - line_start..line.len().min(problem.span.end - line_start);
        let mark = AnnotationKind::Primary.span(place);
        title.element(Snippet::source(line).line_start(problem.line).path(path).annotation(mark))
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// A line that is longer, in bytes, is not shown: its place is told.
const LONGEST_LINE: usize = 4_000;

/// `1 error, 2 warnings`, or nothing. Notes do not count: they ask nothing of anyone.
pub(crate) fn count<'p>(problems: impl IntoIterator<Item = &'p Problem>) -> String {
    let severities: Vec<Severity> = problems.into_iter().map(|p| p.severity).collect();
    let of = |severity: Severity| {
        let n = severities.iter().filter(|s| **s == severity).count();
        (n > 0).then(|| format!("{n} {severity}{}", if n == 1 { "" } else { "s" }))
    };
    [Severity::Error, Severity::Warning].into_iter().filter_map(of).collect::<Vec<_>>().join(", ")
}
