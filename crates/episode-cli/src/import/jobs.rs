//! Which page goes where.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use crate::output::Failure;
use pages::{globs, is_page};

/// A page to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) page: PathBuf,
    /// `None`: the standard output.
    pub(crate) output: Option<PathBuf>,
    /// It was found in a folder, where other pages may stand.
    pub(crate) of_folder: bool,
    /// The command line says that it is an episode. `None`: it does not say.
    pub(crate) is_chosen: Option<bool>,
    /// The episode's id, where the page names none: the page's name.
    pub(crate) id: String,
}

/// Finds the pages of files and folders, and the file of each. A folder's pages keep their places under the
/// output.
///
/// # Errors
/// A folder cannot be read; there is no page; several pages without a folder to write to; two pages for one file.
pub(crate) fn plan(inputs: &[PathBuf], output: Option<&Path>, only: &[String]) -> Result<Vec<Job>, Failure> {
    let only = globs(only).map_err(|error| Failure::usage(format!("--only: {error}")))?;
    // Each page, its place under the output, and whether it was found in a folder.
    let mut pages: Vec<(PathBuf, PathBuf, bool)> = Vec::new();
    for input in inputs {
        if input.is_dir() {
            let mut found = Vec::new();
            walk(input, &mut found).map_err(|error| Failure::new("read", input, error))?;
            if found.is_empty() {
                return Err(Failure::usage(format!(
                    "there are no pages (.md, .mdx, .markdown) in {}",
                    input.display()
                )));
            }
            found.sort();
            pages.extend(found.into_iter().map(|page| {
                let place = page.strip_prefix(input).unwrap_or(&page).with_extension("json");
                (page, place, true)
            }));
        } else {
            let name = if input.as_os_str() == "-" {
                Path::new("episode")
            } else {
                Path::new(input.file_name().unwrap_or(OsStr::new("episode")))
            };
            pages.push((input.clone(), name.with_extension("json"), false));
        }
    }
    let one = pages.len() == 1 && !inputs[0].is_dir();
    let target = |place: &Path| match output {
        Some(path) if one && !is_folder(path) => Some(path.to_owned()),
        Some(folder) => Some(folder.join(place)),
        None => None,
    };
    if output.is_none() && !one {
        return Err(Failure::usage("several pages need a folder to be written to: --output FOLDER"));
    }
    let mut taken: HashMap<PathBuf, PathBuf> = HashMap::new();
    let mut jobs = Vec::with_capacity(pages.len());
    for (page, place, of_folder) in pages {
        let is_chosen = only.as_ref().filter(|_| of_folder).map(|only| {
            let ending = page.extension().unwrap_or_default();
            only.is_match(place.with_extension(ending))
        });
        let output = target(&place);
        if let Some(other) = output.clone().and_then(|file| taken.insert(file, page.clone())) {
            let (page, other) = (page.display(), other.display());
            return Err(Failure::usage(format!(
                "{other} and {page} would be written to the same file; rename one"
            )));
        }
        jobs.push(Job { id: id(&page), page, output, of_folder, is_chosen });
    }
    Ok(jobs)
}

/// A folder, or what is written as one.
pub(super) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

/// The pages under a folder; not what is hidden or installed. Links to folders are not followed.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let path = entry.path();
        if name.to_string_lossy().starts_with('.') || name == "node_modules" {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&path, found)?;
        } else if is_page(&path) {
            found.push(path);
        }
    }
    Ok(())
}

/// A file's name without its ending; empty for the standard input.
fn id(path: &Path) -> String {
    let name = path.file_stem().filter(|_| path.as_os_str() != "-");
    name.map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}
