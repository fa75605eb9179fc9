//! What became of many pages, in a few lines.

use import::{Kind, Problem, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

use super::Outcome;

/// How many pages were written; then each kind of problem with its count and one example, the worst and the most
/// frequent first. Notes are counted only if they are `verbose`.
pub(super) fn summary(outcomes: &[Outcome], verbose: bool) -> String {
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
    let (written, unchanged) = (count(|o| o.done && !o.unchanged), count(|o| o.unchanged));
    let mut text = format!("{} pages: {written} written", outcomes.len());
    let skipped = count(|o| o.skipped);
    for (count, what) in
        [(unchanged, "unchanged"), (count(|o| o.failed), "with errors"), (skipped, "skipped")]
    {
        if count > 0 {
            let _ = write!(text, ", {count} {what}");
        }
    }
    if skipped > 0 {
        text.push_str(
            " (they have no recording, chapters, transcript or episode's number, or were not chosen)",
        );
    }
    let mut kinds: BTreeMap<(Severity, Kind), (usize, &Outcome, &Problem)> = BTreeMap::new();
    for outcome in outcomes {
        for problem in outcome.problems.iter().filter(|p| verbose || p.severity > Severity::Note) {
            let first = kinds.entry((problem.severity, problem.kind)).or_insert((0, outcome, problem));
            first.0 += 1;
        }
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|((severity, _), (count, ..))| std::cmp::Reverse((*severity, *count)));
    for ((severity, kind), (count, outcome, problem)) in kinds {
        let plural = if count == 1 { "" } else { "s" };
        let (page, line, column) = (&outcome.page, problem.line, problem.column);
        let (name, message) = (kind.name(), &problem.message);
        let first = if count == 1 { "" } else { "first: " };
        let _ = write!(
            text,
            "\n{count:>5} {severity}{plural} ({name}); {first}{page}:{line}:{column}: {message}"
        );
        if let Some(help) = &problem.help {
            let _ = write!(text, "\n        help: {help}");
        }
    }
    if !verbose && text.contains('\n') {
        text.push_str("\nTo list all of them, add --verbose.");
    }
    text
}
