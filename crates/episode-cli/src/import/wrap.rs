//! `episode wrap`: a page with the player in it.

use clap::Args;
use pages::WrapOptions;
use pages::addresses::{Served, Site};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::output::{self, Failure};
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
    /// Write nothing unless the page's front matter calls it an episode: `episode: true`, or `episode:` with keys of its own
    #[arg(long)]
    called: bool,
    /// Give each turn an anchor with its time, which the page's address and searches lead to
    #[arg(long)]
    anchors: bool,
    /// Write the episode's JSON, too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// What goes before addresses that start at the site's root
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    /// Where the site serves the page tides.md, for relative addresses in a JSON that is beside the built page. Without it,
    /// addresses stay as they are
    #[arg(long, value_enum)]
    served: Option<ServedAs>,
    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum ServedAs {
    /// At tides.html
    Files,
    /// At tides/
    Folders,
}

/// Writes a page with the player around what it shows. One that has a player, or is no episode, stays as it is.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { page, src, json: file, base, output, reporting, text, served, anchors, called } =
        arguments;
    let outputs = [output.as_deref(), file.as_deref()];
    output::refuse_sources(outputs.into_iter().flatten(), [page.as_path()])?;
    let input = output::read(text.as_deref().unwrap_or(page))?;
    if *called && !import::is_called_episode(&input.text) {
        return Ok(ExitCode::SUCCESS);
    }
    let source = input.text.clone();
    let beside =
        || page.with_extension("json").file_name().unwrap_or_default().to_string_lossy().into_owned();
    let address = src.clone().unwrap_or_else(beside);
    let site = served.map(|served| match served {
        ServedAs::Files => Site { served: Served::Files, from: "" },
        ServedAs::Folders => Site { served: Served::Folders, from: "" },
    });
    let options = WrapOptions { base: base.clone(), site, has_anchors: *anchors };
    let wrapped = pages::wrap(page, input, &address, options)?;
    if !wrapped.is_episode {
        if reporting.has_lines() {
            output::message(format_args!("note: {} is no episode, and stays as it is", page.display()));
        }
        output::write(output.as_deref(), &wrapped.page)?;
        return Ok(ExitCode::SUCCESS);
    }
    let listed = wrapped.problems.iter().filter(|problem| problem.severity >= reporting.least());
    problems::print(listed, &source, &page.display().to_string(), reporting.format);
    let Some(json) = &wrapped.json else { return Ok(ExitCode::FAILURE) };
    if let Some(file) = file {
        output::write(Some(file), json)?;
    }
    output::write(output.as_deref(), &wrapped.page)?;
    Ok(ExitCode::SUCCESS)
}
