//! Importing pages anew as they change.

use notify_debouncer_mini::notify::RecursiveMode;
use notify_debouncer_mini::{DebounceEventResult, new_debouncer};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use super::{Arguments, import_all, jobs};
use crate::output::Failure;

/// Editors write a file in several steps: how long it must have been left alone.
const SETTLED: Duration = Duration::from_millis(100);

/// Watches until the process is ended.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (changed, changes) = mpsc::channel::<DebounceEventResult>();
    let failure = |path: &Path, error: notify_debouncer_mini::notify::Error| {
        Failure::new("watch", path, std::io::Error::other(error))
    };
    let nowhere = Path::new(".");
    let mut debouncer = new_debouncer(SETTLED, changed).map_err(|error| failure(nowhere, error))?;
    for input in &arguments.pages {
        // The folder of a file, for editors put a new file in its place.
        let (path, mode) = if input.is_dir() {
            (input.as_path(), RecursiveMode::Recursive)
        } else {
            let folder = input.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(nowhere);
            (folder, RecursiveMode::NonRecursive)
        };
        debouncer.watcher().watch(path, mode).map_err(|error| failure(path, error))?;
    }
    if !arguments.quiet {
        eprintln!("watching for changes; Ctrl+C ends");
    }
    for events in changes {
        let paths: HashSet<PathBuf> = match events {
            Ok(events) => events.iter().filter_map(|event| std::fs::canonicalize(&event.path).ok()).collect(),
            Err(error) => {
                eprintln!("warning: {error}");
                continue;
            }
        };
        // A new page is found, and one that is gone is not.
        let jobs = match jobs::plan(&arguments.pages, arguments.output.as_deref()) {
            Ok(jobs) => jobs,
            Err(failure) => {
                eprintln!("error: {failure}");
                continue;
            }
        };
        let is_changed = |page: &Path| std::fs::canonicalize(page).is_ok_and(|page| paths.contains(&page));
        let changed: Vec<_> = jobs.into_iter().filter(|job| is_changed(&job.page)).collect();
        if !changed.is_empty() {
            import_all(&changed, arguments);
        }
    }
    Ok(())
}
