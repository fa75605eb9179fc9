//! `episode import`: a page becomes an episode file.

use clap::Args;
use episode::Episode;
use episode::captions::Captions;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::captions;
use crate::output::{self, Failure};
use crate::problems::{self, Format};
use crate::schema;
use import::{Options, Severity};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The page, or captions alone; - for the standard input
    page: PathBuf,
    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What goes before addresses that start at the site's root
    #[arg(long, value_name = "PATH", default_value = "")]
    base: String,
    /// The YouTube video, before what the page embeds
    #[arg(long, value_name = "ID")]
    youtube: Option<String>,
    /// Captions of the recording, which say when each word is said: WebVTT, SRT, SBV, json3, Whisper, …
    #[arg(long, value_name = "FILE")]
    captions: Option<PathBuf>,
    /// Write the file even if the page has errors
    #[arg(long)]
    force: bool,
    /// How problems are told; json needs --output
    #[arg(long, value_enum, default_value_t, requires_if("json", "output"))]
    format: Format,
    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

/// Imports one page.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let source = output::read(&arguments.page)?;
    let options = Options {
        base: arguments.base.clone(),
        youtube: arguments.youtube.clone(),
        captions: arguments.captions.as_deref().map(|path| captions(path, arguments.quiet)).transpose()?,
        id: name(&arguments.page),
    };
    let mut imported =
        if is_captions(&source) { of_captions(&source, &options) } else { import::import(&source, &options) };
    if arguments.quiet {
        imported.problems.retain(|p| p.severity == Severity::Error);
    }
    problems::print(&imported.problems, &source, &arguments.page.display().to_string(), arguments.format);
    let failed = imported.problems.iter().any(|p| p.severity == Severity::Error);
    if !failed || arguments.force {
        output::write(arguments.output.as_deref(), &json(&imported.episode))?;
    }
    if !arguments.quiet && arguments.format == Format::Text {
        summary(&imported, arguments.output.as_deref().filter(|_| !failed || arguments.force));
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Captions of any known format. What is wrong in them is told, and the rest is taken.
fn captions(path: &Path, quiet: bool) -> Result<Captions, Failure> {
    let read = episode::formats::read(&output::read(path)?).map_err(|fault| Failure::reading(path, fault))?;
    for fault in read.faults.iter().filter(|_| !quiet) {
        eprintln!("warning: {}: {fault}", path.display());
    }
    if read.untold > 0 && !quiet {
        eprintln!("warning: {}: {} more like these", path.display(), read.untold);
    }
    Ok(read.captions)
}

/// The file, which names its schema so that editors know it.
fn json(episode: &Episode) -> String {
    let file = episode::wire::Episode { schema: Some(schema::NAME.into()), ..episode.into() };
    serde_json::to_string_pretty(&file).expect("an episode has no keys but strings") + "\n"
}

fn summary(imported: &import::Import, written: Option<&Path>) {
    let e = &imported.episode;
    let told = problems::count(&imported.problems);
    let place = written.map_or(String::new(), |path| format!("{}: ", path.display()));
    eprintln!(
        "{place}{}: {} chapters, {} turns, {} statistics{}{told}",
        e.title,
        e.chapters.len(),
        e.transcript.turns.len(),
        e.statistics.len(),
        if told.is_empty() { "" } else { "; " },
    );
}

/// A file's name without its ending.
fn name(path: &Path) -> String {
    path.file_stem()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned())
        .trim_matches('-')
        .to_owned()
}

/// Whether a file is captions rather than a page: by what is in it, since hosts name them as they like.
fn is_captions(source: &str) -> bool {
    episode::formats::detect(source).is_some()
}

fn of_captions(source: &str, options: &Options) -> import::Import {
    match captions::read(source) {
        Ok((captions, mut problems)) => {
            let mut imported = import::from_captions(&captions, options);
            imported.problems.append(&mut problems);
            imported
        }
        Err(problem) => import::Import { episode: Episode::default(), problems: vec![problem] },
    }
}
