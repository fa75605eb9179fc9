//! `episode import`: pages become episode files.

mod catalog;
mod jobs;
mod progress;
mod prune;
mod site;
mod summary;
mod watch;
mod words;
pub(crate) mod wrap;

use clap::Args;
use episode::{Episode, Timing};
use rayon::prelude::*;
use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::output::{self, Failure, Input};
use crate::problems::{self, Format, Reporting};
use import::{Import, Options, Problem, Severity};
use jobs::Job;
use pages::beside::{self, Beside};
use pages::captions;
use pages::{Project, options};
use site::Site;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Pages, captions alone, or folders of pages (.md, .mdx, .markdown); - for the standard input
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// The file to write, or the folder for several; without it, one page goes to the standard output
    #[arg(short, long, value_name = "PATH", allow_hyphen_values = true)]
    output: Option<PathBuf>,
    /// What goes before addresses that start at the site's root
    #[arg(long, value_name = "PATH")]
    base: Option<String>,
    /// The YouTube video of a single page, before what the page embeds
    #[arg(long, value_name = "ID")]
    youtube: Option<String>,
    /// Which pages of a folder are episodes, by their paths in it: "2025/**/*.md". Without it, and without pages in
    /// episode.toml, those are that have a recording, chapters, a transcript or an episode's number
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Captions of a single page's recording, which say when each word is said: WebVTT, SRT, SBV, json3, Whisper, …
    /// Again for translations, which have their language in their names: tides.de.vtt
    #[arg(long, value_name = "FILE", allow_hyphen_values = true)]
    captions: Vec<PathBuf>,
    /// Write files even of pages with errors
    #[arg(long)]
    force: bool,
    /// Keep running, and import each page again when it changes; ends with Ctrl+C
    #[arg(long, requires = "output")]
    watch: bool,
    /// Delete the files of pages that were deleted: those that an import with --prune wrote into the output folder,
    /// and that nobody changed since
    #[arg(long, requires = "output")]
    prune: bool,
    /// The address of an episode's page, in the list of all episodes and as the next one of its series: "/talks/{path}/",
    /// where {path} is the page's path in its folder, without its ending
    #[arg(long, value_name = "TEMPLATE", requires = "output")]
    page_url: Option<String>,
    /// Of a folder, write neither the list of all episodes nor the search over them
    #[arg(long)]
    no_catalog: bool,
    #[command(flatten)]
    reporting: Reporting,
}

/// Imports all pages. With an error in one, the others are imported all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let jobs = plan(arguments)?;
    if arguments.youtube.is_some() && jobs.len() > 1 {
        return Err(Failure::usage("--youtube names the video of one page; give one page"));
    }
    if !arguments.captions.is_empty() && jobs.len() > 1 {
        return Err(Failure::usage("--captions are those of one page; give one page"));
    }
    let mut unnamed = arguments.captions.iter().filter(|path| beside::language_of(path).is_none());
    if let Some(second) = unnamed.nth(1) {
        let message = "of several --captions, all but one have their language in their names: NAME.de.vtt";
        return Err(Failure::usage(format!("{}: {message}", second.display())));
    }
    let folder = arguments.output.as_deref().filter(|path| jobs::is_folder(path) || jobs.len() > 1);
    if arguments.prune && folder.is_none() {
        return Err(Failure::usage("--prune needs an output folder: --output FOLDER/"));
    }
    let stamps = watch::stamps(arguments, &jobs);
    let mut site = Site::default();
    let ran = import_all(&jobs, &mut site, arguments);
    if let Some(folder) = folder.filter(|_| arguments.prune) {
        prune::prune(folder, &kept(&jobs, &ran.skipped), arguments.reporting.quiet)?;
    }
    // The list is made of the files: only --watch needs the episodes again.
    let site = if arguments.watch { site } else { Site::default() };
    let is_listed = list_all(arguments, &kept(&jobs, &ran.skipped));
    if arguments.watch {
        watch::run(arguments, watch::State { stamps, site, skipped: ran.skipped })?;
    }
    Ok(if ran.ok && is_listed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Which page goes where.
///
/// # Errors
/// As [`jobs::plan`]; and a file would be written over an input.
fn plan(arguments: &Arguments) -> Result<Vec<Job>, Failure> {
    let jobs = jobs::plan(&arguments.pages, arguments.output.as_deref(), &arguments.only)?;
    let outputs = jobs.iter().filter_map(|job| job.output.as_deref());
    let inputs =
        jobs.iter().map(|job| job.page.as_path()).chain(arguments.captions.iter().map(PathBuf::as_path));
    output::refuse_sources(outputs, inputs)?;
    list_folder(arguments).map_or(Ok(()), |folder| catalog::refuse_pages(folder, &jobs))?;
    Ok(jobs)
}

/// Returns the folder of the list of all episodes, unless the command line says no.
fn list_folder(arguments: &Arguments) -> Option<&Path> {
    catalog::folder(arguments).filter(|_| !arguments.no_catalog)
}

/// Writes the list of all episodes, and the search over them, where that is wanted. What fails is told.
fn list_all(arguments: &Arguments, jobs: &[Job]) -> bool {
    let Some(folder) = list_folder(arguments) else { return true };
    let written = catalog::write(folder, jobs, arguments.page_url.as_deref());
    written.inspect_err(|failure| output::message(format_args!("error: {failure}"))).is_ok()
}

/// How an import of pages went.
struct Ran {
    /// Nothing has errors.
    ok: bool,
    /// The pages that are no episodes.
    skipped: HashSet<PathBuf>,
}

/// The jobs of pages that are episodes.
fn kept(jobs: &[Job], skipped: &HashSet<PathBuf>) -> Vec<Job> {
    jobs.iter().filter(|job| !skipped.contains(&job.page)).cloned().collect()
}

/// Imports pages in parallel, compares them with the others of the site, writes the files, and reports the outcomes in
/// their order.
fn import_all(jobs: &[Job], site: &mut Site, arguments: &Arguments) -> Ran {
    let progress = progress::bar(jobs.len(), arguments.reporting.quiet);
    let imported: Vec<(Outcome, Option<Episode>)> = jobs
        .par_iter()
        .map(|job| {
            let imported = import_one(job, arguments);
            progress.inc(1);
            imported
        })
        .collect();
    progress.finish_and_clear();
    let mut outcomes = Vec::with_capacity(jobs.len());
    for (job, (outcome, episode)) in jobs.iter().zip(imported) {
        let is_imported = episode.is_some();
        episode.into_iter().for_each(|episode| site.put(job, episode));
        if outcome.skipped {
            site.remove(job);
        }
        outcomes.push(Outcome { done: is_imported, ..outcome });
    }
    match catalog::folder(arguments) {
        Some(folder) => site.compare(folder, arguments.page_url.as_deref()),
        None => site.keep(),
    }
    let mut written = site.write();
    for (job, outcome) in jobs.iter().zip(&mut outcomes) {
        if outcome.done
            && let Some(written) = written.remove(&job.output)
        {
            outcome.set_written(written);
        }
    }
    // Of pages that did not change: others did, and with them what sets these apart.
    let failures: Vec<Failure> = written.into_values().filter_map(Result::err).collect();
    failures.iter().for_each(|failure| output::message(format_args!("error: {failure}")));
    let several = jobs.len() > 1;
    outcomes.iter().for_each(|outcome| outcome.report(arguments, several));
    if several && arguments.reporting.has_lines() {
        output::message(summary::summary(&outcomes, arguments.reporting.verbose));
    }
    let skipped = jobs.iter().zip(&outcomes).filter(|(_, outcome)| outcome.skipped);
    Ran {
        ok: failures.is_empty() && outcomes.iter().all(|outcome| !outcome.failed),
        skipped: skipped.map(|(job, _)| job.page.clone()).collect(),
    }
}

/// What became of a page.
#[derive(Default)]
struct Outcome {
    /// As it is shown.
    page: String,
    source: String,
    problems: Vec<Problem>,
    /// What was found, in a line.
    found: String,
    /// The file has what was found.
    done: bool,
    /// It had that before.
    unchanged: bool,
    /// The page is no episode.
    skipped: bool,
    /// The page has errors, or a file could not be read or written.
    failed: bool,
    failure: Option<Failure>,
}

/// Reads a page. There is no episode where it is none, or has errors.
fn import_one(job: &Job, arguments: &Arguments) -> (Outcome, Option<Episode>) {
    let page = job.page.display().to_string();
    let read = output::read(&job.page).and_then(|input| {
        let project = Project::of_page(&job.page)?;
        Ok((input, project, given(arguments)?))
    });
    let (Input { text: source, broken }, project, given) = match read {
        Ok(read) => read,
        Err(failure) => {
            return (Outcome { page, failed: true, failure: Some(failure), ..Outcome::default() }, None);
        }
    };
    let is_page = !is_captions(&source);
    let mut beside = given;
    if arguments.captions.is_empty() && is_page {
        beside = beside::read(&job.page, &source, &project);
    }
    let mut problems_beside = std::mem::take(&mut beside.problems);
    let mut options = options(&project, beside, arguments.base.clone());
    options.youtube.clone_from(&arguments.youtube);
    options.id.clone_from(&job.id);
    if !is_page {
        options.captions_language = beside::language_of(&job.page).map(|language| language.tag);
    }
    let Import { episode, mut problems, is_episode } =
        if is_page { import::import(&source, &options) } else { of_captions(&source, &options) };
    problems.append(&mut problems_beside);
    // The project, or the command line, may say which pages are episodes.
    let says = job.is_chosen.or_else(|| project.says_episode(&job.page));
    if job.of_folder && !says.unwrap_or(is_episode) {
        return (Outcome { page, skipped: true, ..Outcome::default() }, None);
    }
    problems.extend(broken);
    let has_errors = problems.iter().any(|p| p.severity == Severity::Error);
    let place = job.output.as_ref().map_or(String::new(), |path| format!("{}: ", path.display()));
    let found = format!("{place}{}", Found(&episode));
    let outcome = Outcome { page, source, found, failed: has_errors, problems, ..Outcome::default() };
    (outcome, (!has_errors || arguments.force).then_some(episode))
}

/// The captions that the command line names. What is wrong in them is told, and the rest is taken.
fn given(arguments: &Arguments) -> Result<Beside, Failure> {
    let mut given = Beside::default();
    for path in &arguments.captions {
        let source = output::read_whole(path)?;
        let heard = captions::read(&source).map_err(|problem| {
            let expected = problem.help.map_or(String::new(), |help| format!(", {help}"));
            let message = format!("line {}: {}{expected}", problem.line, problem.message);
            Failure::new("read", path, io::Error::new(io::ErrorKind::InvalidData, message))
        })?;
        let told = heard.problems.iter().filter(|_| !arguments.reporting.quiet);
        problems::print(told, &source, &path.display().to_string(), arguments.reporting.format);
        match beside::language_of(path) {
            Some(language) => given.tracks.push(beside::track(path, language, heard)),
            None => given.captions = Some(heard),
        }
    }
    Ok(given)
}

impl Outcome {
    /// Takes whether the file was written, or had that before.
    fn set_written(&mut self, written: Result<bool, Failure>) {
        self.unchanged = matches!(written, Ok(false));
        self.done = written.is_ok();
        self.failed |= written.is_err();
        self.failure = written.err();
    }

    /// Prints its problems: of several pages only the errors, since the summary counts the rest.
    fn report(&self, arguments: &Arguments, several: bool) {
        // Of several pages, the summary counts the rest.
        let is_summed = several && arguments.reporting.format == Format::Text && !arguments.reporting.verbose;
        let least = if is_summed { Severity::Error } else { arguments.reporting.least() };
        let listed = self.problems.iter().filter(|p| p.severity >= least);
        problems::print(listed, &self.source, &self.page, arguments.reporting.format);
        if let Some(failure) = &self.failure {
            problems::print_failure(failure, &self.page, arguments.reporting.format);
        }
        let is_line = !several || arguments.reporting.verbose;
        if self.done && is_line && arguments.reporting.has_lines() {
            let counted = problems::count(&self.problems);
            let parts = [&*self.found, if self.unchanged { "unchanged" } else { "" }, &counted];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            output::message(parts.join("; "));
        }
    }
}

/// `TITLE: 9 chapters, 53 turns, 9 statistics`, and how to get times that are true.
struct Found<'a>(&'a Episode);

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let e = self.0;
        let turns = e.transcript.turns.len();
        let parts = [(e.chapters.len(), "chapter"), (turns, "turn"), (e.statistics.len(), "statistic")];
        let parts = parts.map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" }));
        write!(f, "{}: {}", e.title, parts.join(", "))?;
        let languages = e.translations.iter().filter_map(|translation| translation.language.as_deref());
        let languages: Vec<&str> = languages.collect();
        if !languages.is_empty() {
            write!(f, ", translated into {}", languages.join(", "))?;
        }
        if turns > 0 && e.transcript.timing == Timing::Estimated {
            f.write_str("; times are estimated; give --captions FILE to time the words by captions")?;
        }
        Ok(())
    }
}

/// Whether a file is captions rather than a page: by what is in it, since hosts name them as they like.
fn is_captions(source: &str) -> bool {
    episode::formats::detect(source).is_some()
}

fn of_captions(source: &str, options: &Options) -> Import {
    match captions::read(source) {
        Ok(mut heard) => {
            let options =
                Options { is_generated: options.is_generated || heard.is_generated, ..options.clone() };
            let mut imported = import::from_captions(&heard.captions, &options);
            imported.episode.language = heard.language.or_else(|| options.captions_language.clone());
            imported.problems.append(&mut heard.problems);
            imported.problems.extend(import::add_translations(&mut imported.episode, &options.tracks));
            imported
        }
        Err(problem) => Import { episode: Episode::default(), problems: vec![problem], is_episode: true },
    }
}
