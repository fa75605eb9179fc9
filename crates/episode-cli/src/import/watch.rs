//! Importing pages again as they change.

#[cfg(not(target_os = "wasi"))]
use notify::{Event, EventKind, RecursiveMode, Watcher, event::AccessKind, event::AccessMode};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
#[cfg(not(target_os = "wasi"))]
use std::sync::mpsc::{self, RecvTimeoutError};
#[cfg(not(target_os = "wasi"))]
use std::time::Instant;
use std::time::{Duration, SystemTime};

use super::jobs::Job;
use super::{Arguments, Project, Site, beside, import_all, kept, list_all, plan, prune};
use crate::output::{self, Failure};

/// Editors write a file in several steps: how long it must have been left alone.
#[cfg(not(target_os = "wasi"))]
const SETTLED: Duration = Duration::from_millis(100);

/// What tells that a page has changed, without reading it: when it was modified, and its length.
type Stamp = Option<(SystemTime, u64)>;

/// Of each page: its own, and those of the files that may stand beside it.
pub(super) type Stamps = HashMap<PathBuf, Vec<Stamp>>;

/// What is known of all pages.
pub(super) struct State {
    /// From before they were imported.
    pub(super) stamps: Stamps,
    /// What they have become.
    pub(super) site: Site,
    /// Those that are no episodes.
    pub(super) skipped: HashSet<PathBuf>,
}

/// Watches until the process is ended.
#[cfg(not(target_os = "wasi"))]
pub(super) fn run(arguments: &Arguments, mut state: State) -> Result<(), Failure> {
    let (changed, changes) = mpsc::channel::<notify::Result<Event>>();
    let failure =
        |path: &Path, error: notify::Error| Failure::new("watch", path, std::io::Error::other(error));
    let nowhere = Path::new(".");
    let mut watcher = notify::recommended_watcher(changed).map_err(|error| failure(nowhere, error))?;
    for input in arguments.pages.iter().chain(&arguments.captions) {
        // The folder of a file, for editors put a new file in its place.
        let (path, mode) = if input.is_dir() {
            (input.as_path(), RecursiveMode::Recursive)
        } else {
            let folder = input.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(nowhere);
            (folder, RecursiveMode::NonRecursive)
        };
        watcher.watch(path, mode).map_err(|error| failure(path, error))?;
    }
    // The project file's folder, and its captions, may be elsewhere.
    for input in &arguments.pages {
        let project = if input.is_dir() { Project::of_folder(input) } else { Project::of_page(input) };
        let Ok(project) = project else { continue };
        for folder in project.folder().into_iter().chain(project.captions.as_deref()).filter(|f| f.is_dir()) {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(|error| failure(folder, error))?;
        }
    }
    if !arguments.reporting.quiet {
        output::message("watching for changes; press Ctrl+C to end");
    }
    // What changed before the first event was listened for.
    update(arguments, &mut state);
    let mut last_change = None::<Instant>;
    loop {
        let event = match last_change {
            None => changes.recv().map_err(RecvTimeoutError::from),
            // Only changes put it off: others may read in the folder all the while.
            Some(at) => changes.recv_timeout(SETTLED.saturating_sub(at.elapsed())),
        };
        match event {
            Ok(event) if may_change(&event) => last_change = Some(Instant::now()),
            Ok(_) if last_change.is_none_or(|at| at.elapsed() < SETTLED) => {}
            Ok(_) | Err(RecvTimeoutError::Timeout) => {
                last_change = None;
                update(arguments, &mut state);
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

/// The same under WASI, which tells of no changes: the pages are looked at twice a second.
#[cfg(target_os = "wasi")]
pub(super) fn run(arguments: &Arguments, mut state: State) -> Result<(), Failure> {
    const PAUSE: Duration = Duration::from_millis(500);
    if !arguments.reporting.quiet {
        output::message("watching for changes; press Ctrl+C to end");
    }
    loop {
        update(arguments, &mut state);
        std::thread::sleep(PAUSE);
    }
}

/// Whether an event may be a change. Reading a page is none: importing would never end.
#[cfg(not(target_os = "wasi"))]
fn may_change(event: &notify::Result<Event>) -> bool {
    match event {
        Ok(Event { kind: EventKind::Access(AccessKind::Close(AccessMode::Write)), .. }) => true,
        Ok(Event { kind: EventKind::Access(_), .. }) => false,
        Ok(_) => true,
        Err(error) => {
            output::message(format_args!("warning: {error}"));
            false
        }
    }
}

/// Imports the pages that are not as they were.
fn update(arguments: &Arguments, State { stamps, site, skipped }: &mut State) {
    let jobs = match plan(arguments) {
        Ok(jobs) => jobs,
        Err(failure) => return output::message(format_args!("error: {failure}")),
    };
    let now = self::stamps(arguments, &jobs);
    let changed: Vec<Job> =
        jobs.iter().filter(|job| stamps.get(&job.page) != now.get(&job.page)).cloned().collect();
    let is_gone = stamps.keys().any(|page| !now.contains_key(page));
    *stamps = now;
    if changed.is_empty() && !is_gone {
        return;
    }
    site.retain(&jobs);
    let ran = import_all(&changed, site, arguments);
    skipped.retain(|page| changed.iter().all(|job| job.page != *page));
    skipped.extend(ran.skipped);
    let kept = kept(&jobs, skipped);
    if let Some(folder) = arguments.output.as_deref().filter(|_| arguments.prune)
        && let Err(failure) = prune::prune(folder, &kept, arguments.reporting.quiet)
    {
        output::message(format_args!("error: {failure}"));
    }
    list_all(arguments, &kept);
}

/// The stamps of pages as they are now.
pub(super) fn stamps(arguments: &Arguments, jobs: &[Job]) -> Stamps {
    let captions: Vec<Stamp> = arguments.captions.iter().map(|path| stamp(path)).collect();
    let of_job = |job: &Job| {
        let source = std::fs::read_to_string(&job.page).unwrap_or_default();
        let project = Project::of_page(&job.page).unwrap_or_default();
        let beside = beside::candidates(&job.page, &source, &project);
        let beside = beside.iter().map(|path| stamp(path));
        let all = [stamp(&job.page)].into_iter().chain(captions.iter().copied()).chain(beside).collect();
        (job.page.clone(), all)
    };
    // Without --watch nobody asks.
    if arguments.watch { jobs.iter().map(of_job).collect() } else { Stamps::new() }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
