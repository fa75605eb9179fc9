//! `episode check`: every fault of an episode file, with its place and what would be right.

use clap::Args;
use episode::json::{Json, SyntaxError};
use episode::{Episode, Fault};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::output::{self, Input};
use crate::problems::{self, Format};
use import::{Kind, Problem, Severity};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The files; - for the standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How errors and warnings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Checks each file; one that cannot be read is told, and the others are checked.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let mut refused = false;
    for path in &arguments.files {
        let name = path.display().to_string();
        let Input { text, broken } = match output::read(path) {
            Ok(input) => input,
            Err(failure) => {
                problems::print_failure(&failure, &name, arguments.format);
                refused = true;
                continue;
            }
        };
        // `check *.json` meets it beside the episodes.
        if catalog::is_list(text.as_bytes()) {
            if arguments.format == Format::Text {
                output::line(format_args!("{name}: valid, a list of episodes"));
            }
            continue;
        }
        match broken.map_or_else(|| check(&text), Err) {
            Err(syntax) => {
                problems::print([&syntax], &text, &name, arguments.format);
                refused = true;
            }
            Ok(checked) => {
                checked.print(&name, arguments.format);
                refused |= !checked.faults.is_empty();
            }
        }
    }
    if refused { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What is wrong with a file that is JSON.
#[derive(Debug, Default)]
struct Checked {
    faults: Vec<Fault>,
    warnings: Vec<Fault>,
    /// How many more there are of the one or the other.
    omitted: usize,
}

/// Reads an episode file for another command, and tells what is wrong with it. `None`: it cannot be read.
pub(crate) fn read(json: &str, name: &str) -> Option<Episode> {
    let read = episode::read(json);
    if let Ok(read) = read {
        return Some(read.episode);
    }
    match check(json) {
        Err(syntax) => problems::print(&[syntax], json, name, Format::Text),
        Ok(checked) => {
            checked.faults.iter().for_each(|fault| output::message(format_args!("error: {name}: {fault}")));
        }
    }
    None
}

/// # Errors
/// The text is not JSON.
fn check(json: &str) -> Result<Checked, Problem> {
    Json::parse(json).map_err(|error| syntax(json, &error))?;
    Ok(match episode::read(json) {
        Ok(read) => Checked { faults: Vec::new(), warnings: read.warnings, omitted: read.omitted },
        Err(refused) => Checked { faults: refused.faults, warnings: Vec::new(), omitted: refused.omitted },
    })
}

/// Where and why the text is not JSON.
fn syntax(json: &str, error: &SyntaxError) -> Problem {
    let end = error.at + json[error.at..].chars().next().map_or(0, char::len_utf8);
    Problem {
        severity: Severity::Error,
        kind: Kind::Syntax,
        line: error.line,
        column: error.column,
        span: error.at..end,
        message: format!("the file is not JSON: found {}, expected {}", error.found, error.wanted),
        help: None,
    }
}

impl Checked {
    fn print(&self, name: &str, format: Format) {
        let all = || {
            let told = |severity, list: &'_ [Fault]| {
                list.iter().map(move |f| (severity, f.clone())).collect::<Vec<_>>()
            };
            told("error", &self.faults).into_iter().chain(told("warning", &self.warnings))
        };
        match format {
            Format::Text => {
                for (severity, fault) in all() {
                    output::message(format_args!("{severity}: {name}: {fault}"));
                }
                let counted = |listed: usize, name: &str| {
                    let count = listed + self.omitted;
                    let more = match self.omitted {
                        0 => String::new(),
                        _ => format!(", of which the first {listed} are listed"),
                    };
                    format!("{count} {name}{}{more}", if count == 1 { "" } else { "s" })
                };
                match (self.faults.len(), self.warnings.len()) {
                    (0, 0) => output::line(format_args!("{name}: valid")),
                    (0, listed) => {
                        output::line(format_args!("{name}: valid, {}", counted(listed, "warning")));
                    }
                    (listed, _) => {
                        output::line(format_args!("{name}: invalid: {}", counted(listed, "error")));
                    }
                }
            }
            Format::Json => {
                for (severity, f) in all() {
                    let line = serde_json::json!({
                        "severity": severity, "file": name, "path": f.path, "found": f.found, "wanted": f.wanted,
                    });
                    output::line(line);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_warnings_with_their_place() {
        let json = r#"{"title": "T", "mood": 1, "chapters": [{"start": 0, "title": "A", "x": {"y": 2}}]}"#;
        let checked = check(json).expect("JSON");
        let unknown: Vec<_> = checked
            .warnings
            .iter()
            .filter(|w| w.found == "an unknown key")
            .map(|w| w.path.as_str())
            .collect();
        assert_eq!((unknown, checked.faults.len()), (vec!["chapters[0].x", "mood"], 0));
    }

    #[test]
    fn a_syntax_error_has_its_line_and_column() {
        let problem = check("{\n  \"ü\": 1,,\n}").expect_err("not JSON");
        assert_eq!((problem.line, problem.column), (2, 10));
        for broken in ["", "{", "[1", "\"ü"] {
            let problem = check(broken).expect_err("not JSON");
            assert!(problem.span.end <= broken.len(), "{broken:?}");
        }
    }
}
