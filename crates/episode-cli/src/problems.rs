//! Problems as a person reads them: the line, with the place marked.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use import::{Problem, Severity};
use std::io::IsTerminal;

/// How problems are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, on the standard error
    #[default]
    Text,
    /// For programs: a JSON object on each line of the standard output
    Json,
}

/// Tells problems, each with its place.
pub(crate) fn print(problems: &[Problem], source: &str, path: &str, format: Format) {
    if format == Format::Json {
        return problems.iter().for_each(|p| println!("{}", json(p, path)));
    }
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    for problem in problems {
        eprintln!("{}", renderer.render(&[report(problem, source, path)]));
    }
}

fn json(p: &Problem, path: &str) -> serde_json::Value {
    serde_json::json!({
        "severity": p.severity.to_string(), "file": path, "line": p.line, "column": p.column,
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
    let mut group = if problem.span.is_empty() {
        Group::with_title(title).element(annotate_snippets::Origin::path(path))
    } else {
        let snippet = Snippet::source(source)
            .path(path)
            .annotation(AnnotationKind::Primary.span(first_line(problem, source)));
        title.element(snippet)
    };
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// A problem's place, but no more than its first line: a page's paragraph is shown where it starts.
fn first_line(problem: &Problem, source: &str) -> std::ops::Range<usize> {
    let text = source.get(problem.span.clone()).unwrap_or("");
    let end = text.find('\n').unwrap_or(text.len());
    problem.span.start..problem.span.start + end
}

/// `2 warnings, 3 notes`, or nothing.
pub(crate) fn count(problems: &[Problem]) -> String {
    let of = |severity: Severity| {
        let n = problems.iter().filter(|p| p.severity == severity).count();
        (n > 0).then(|| format!("{n} {severity}{}", if n == 1 { "" } else { "s" }))
    };
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(of)
        .collect::<Vec<_>>()
        .join(", ")
}
