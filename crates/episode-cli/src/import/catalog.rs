//! The list of all episodes of a folder, and the search over their transcripts, beside their files.

use catalog::{Catalog, FOLDER, LIST, Page, list_file, part_file, text_file};
use pages::addresses::encoded;
use std::io;
use std::path::{Path, PathBuf};

use super::Arguments;
use super::jobs::Job;
use crate::output::Failure;

/// Returns the folder to write to, where a folder is imported.
pub(super) fn folder(arguments: &Arguments) -> Option<&Path> {
    arguments.output.as_deref().filter(|_| arguments.pages.iter().any(|page| page.is_dir()))
}

/// Returns the address of the page of an episode's file, by the template that the command line gives.
pub(super) fn page_url(folder: &Path, file: &Path, template: &str) -> String {
    let place = file.strip_prefix(folder).unwrap_or(file);
    template.replace("{path}", &encoded(&place.with_extension("")))
}

/// # Errors
/// A page's file would have the place of one of the list's.
pub(super) fn refuse_pages(folder: &Path, jobs: &[Job]) -> Result<(), Failure> {
    let list = folder.join(LIST);
    let folders = ["list", "text"].map(|name| folder.join(FOLDER).join(name));
    let is_taken = |file: &PathBuf| *file == list || folders.iter().any(|folder| file.starts_with(folder));
    for Job { page, output, .. } in jobs {
        if output.as_ref().is_some_and(is_taken) {
            return Err(Failure::usage(format!(
                "{} would be written where the list of all episodes is; rename it, or give --no-catalog",
                page.display()
            )));
        }
    }
    Ok(())
}

/// Writes list and index of what is in the files of all pages that are episodes.
///
/// # Errors
/// A file cannot be read or written, or one of another origin is in its place: then nothing is written.
pub(super) fn write(folder: &Path, jobs: &[Job], template: Option<&str>) -> Result<(), Failure> {
    let mut pages = Vec::with_capacity(jobs.len());
    for file in jobs.iter().filter_map(|job| job.output.as_deref()) {
        // A page with errors has none, or an earlier one.
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        let Ok(read) = episode::read(&text) else { continue };
        let place = file.strip_prefix(folder).unwrap_or(file);
        let url = template.map(|template| page_url(folder, file, template));
        pages.push(Page { src: encoded(place), url, episode: read.episode });
    }
    let files = Catalog::new(&pages).files;
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    paths.iter().try_for_each(|path| refuse_other(path))?;
    // Parts before what leads to them.
    for (path, (_, bytes)) in paths.iter().zip(&files).rev() {
        pages::files::write(path, bytes)?;
    }
    let index = folder.join(FOLDER);
    for name in [part_file, list_file, text_file] {
        let surplus = (0..).map(|i| index.join(name(i))).filter(|path| !paths.contains(path));
        for path in surplus.take_while(|path| is_own(path) == Some(true)) {
            std::fs::remove_file(&path).map_err(|error| Failure::new("delete", &path, error))?;
        }
    }
    Ok(())
}

/// # Errors
/// There is a file that was not written here.
fn refuse_other(path: &Path) -> Result<(), Failure> {
    if is_own(path) == Some(false) {
        let message = "the file is not of episode import; move it, or give --no-catalog";
        return Err(Failure::new("write", path, io::Error::new(io::ErrorKind::AlreadyExists, message)));
    }
    Ok(())
}

/// Returns whether a file was written here, as far as its content tells. `None`: there is none.
fn is_own(path: &Path) -> Option<bool> {
    let bytes = std::fs::read(path).ok()?;
    Some(catalog::is_index(&bytes) || catalog::is_list(&bytes) || catalog::is_text(&bytes))
}
