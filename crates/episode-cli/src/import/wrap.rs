//! `episode wrap`: a page with the player in it.

use clap::Args;
use import::Severity;
use std::path::PathBuf;
use std::process::ExitCode;

use super::{beside, json, options};
use crate::import::project::Project;
use crate::output::{self, Failure, Input};
use crate::problems::{self, Reporting};

#[derive(Args)]
#[group(id = "wrap")]
pub(crate) struct Arguments {
    /// The page, in Markdown or MDX
    page: PathBuf,
    /// The address of the episode's JSON, as the page has it; without it, the page's name with .json
    #[arg(long, value_name = "ADDRESS")]
    src: Option<String>,
    /// The page's text, where that of its file was changed on the way; - for the standard input
    #[arg(long, value_name = "FILE", allow_hyphen_values = true)]
    text: Option<PathBuf>,
    /// Write the episode's JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// What goes before addresses that start at the site's root
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

/// Writes a page with the player around what it shows. One that has a player, or is no episode, stays as it is.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { page, src, json: file, base, output, reporting, text } = arguments;
    let outputs = [output.as_deref(), file.as_deref()];
    output::refuse_sources(outputs.into_iter().flatten(), [page.as_path()])?;
    let Input { text: source, broken } = output::read(text.as_deref().unwrap_or(page))?;
    let project = Project::of_page(page)?;
    let mut beside = beside::read(page, &source, &project);
    let mut found = std::mem::take(&mut beside.problems);
    let name = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let address = src.clone().unwrap_or_else(|| format!("{name}.json"));
    let options = import::Options { id: name, ..options(&project, beside, base.clone()) };
    let import::Wrap { import, edits } = import::wrap(&source, &options, &address);
    found.extend(import.problems);
    found.extend(broken);
    if !import.is_episode {
        if reporting.has_lines() {
            output::message(format_args!("note: {} is no episode, and stays as it is", page.display()));
        }
        output::write(output.as_deref(), &source)?;
        return Ok(ExitCode::SUCCESS);
    }
    let listed = found.iter().filter(|problem| problem.severity >= reporting.least());
    problems::print(listed, &source, &page.display().to_string(), reporting.format);
    if found.iter().any(|problem| problem.severity == Severity::Error) {
        return Ok(ExitCode::FAILURE);
    }
    if let Some(file) = file {
        output::write(Some(file), &json(&import.episode))?;
    }
    output::write(output.as_deref(), &import::apply(&source, &edits))?;
    Ok(ExitCode::SUCCESS)
}
