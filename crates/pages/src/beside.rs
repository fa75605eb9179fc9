//! Captions and transcripts beside a page: named in its front matter, or by the page's name.

use import::{Kind, Problem, Severity};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::captions::{self, Heard};
use crate::files;
use crate::project::Project;

/// What the captions of a page are called that has its folder to itself.
const NAMES: [&str; 3] = ["transcript", "captions", "subtitles"];

/// Folders that sites serve from their root.
const ROOTS: [&str; 6] = ["", "static", "public", "assets", "docs", "src"];

/// What stands beside a page.
#[derive(Debug, Default)]
pub struct Beside {
    /// When each word is said.
    pub captions: Option<Heard>,
    /// A transcript in Markdown.
    pub transcript: Option<String>,
    /// What is wrong in these files, or with their names.
    pub problems: Vec<Problem>,
}

/// Reads what the front matter names, or what has the page's name.
pub fn read(page: &Path, source: &str, project: &Project) -> Beside {
    let mut beside = Beside::default();
    for reference in import::references(source, &project.site) {
        if reference.path.contains("://") {
            continue;
        }
        let Some(path) = places(page, &reference.path, project).into_iter().find(|path| path.is_file())
        else {
            let message = format!(
                "there is no file {:?}, which the front matter's {} names",
                reference.path, reference.key
            );
            let help = "write the path from the page, or from the folder of episode.toml";
            beside.problems.push(problem(source, &reference.span, message, help));
            continue;
        };
        match take(&path, &mut beside) {
            Ok(true) => return beside,
            Ok(false) => {}
            Err(message) => {
                let help = "choose a file of captions, or a transcript in Markdown";
                beside.problems.push(problem(source, &reference.span, message, help));
            }
        }
    }
    if beside.captions.is_none() && beside.transcript.is_none() {
        for path in by_name(page, project).into_iter().filter(|path| path.is_file()) {
            match take(&path, &mut beside) {
                Ok(true) => break,
                // JSON of something else may have the page's name.
                Ok(false) | Err(_) if path.extension() == Some(OsStr::new("json")) => {}
                Ok(false) => {}
                Err(message) => {
                    let help = "correct the file, or rename it";
                    beside.problems.push(problem(source, &(0..0), message, help));
                }
            }
        }
    }
    beside
}

/// Every file that could stand beside a page, there or not: those that are watched.
pub fn candidates(page: &Path, source: &str, project: &Project) -> Vec<PathBuf> {
    let named = import::references(source, &project.site).into_iter().filter(|r| !r.path.contains("://"));
    let named = named.flat_map(|reference| places(page, &reference.path, project));
    named.chain(by_name(page, project)).chain(project.file.clone()).collect()
}

/// Takes a file as captions or as a transcript; whether it is one.
fn take(path: &Path, beside: &mut Beside) -> Result<bool, String> {
    let source = files::read_whole(path).map_err(|failure| failure.to_string())?;
    let is_text = path
        .extension()
        .and_then(OsStr::to_str)
        .is_some_and(|e| ["md", "mdx", "markdown", "txt"].contains(&e));
    if is_text && episode::formats::detect(&source).is_none() {
        beside.transcript = Some(source);
        return Ok(true);
    }
    match captions::read(&source) {
        Ok(heard) => {
            let faults = heard.problems.len();
            if faults > 0 {
                let message = format!(
                    "{} has {faults} problems; `episode import {}` lists them",
                    path.display(),
                    path.display()
                );
                beside.problems.push(problem("", &(0..0), message, "correct the captions"));
            }
            beside.captions = Some(heard);
            Ok(true)
        }
        Err(problem) => Err(format!("{}: line {}: {}", path.display(), problem.line, problem.message)),
    }
}

/// Where a path of the front matter can lead: from the page, from the folder of captions, from the site's root.
fn places(page: &Path, path: &str, project: &Project) -> Vec<PathBuf> {
    let folder = page.parent().unwrap_or(Path::new(""));
    let from_root = path.trim_start_matches('/');
    let mut out = Vec::new();
    if !path.starts_with('/') {
        out.push(folder.join(path));
    }
    out.extend(project.captions.as_ref().map(|captions| captions.join(from_root)));
    if let Some(root) = project.folder() {
        out.extend(ROOTS.iter().map(|name| root.join(name).join(from_root)));
    }
    out
}

/// Files with the page's name, and those that a page has which has its folder to itself.
fn by_name(page: &Path, project: &Project) -> Vec<PathBuf> {
    let Some(stem) = page.file_stem().and_then(OsStr::to_str).filter(|_| page.as_os_str() != "-") else {
        return Vec::new();
    };
    let folder = page.parent().unwrap_or(Path::new(""));
    // Some sites have the date in the page's name, and not in that of its captions.
    let dated =
        stem.get(11..).filter(|_| stem.as_bytes()[..10].iter().all(|b| b.is_ascii_digit() || *b == b'-'));
    let is_index = ["index", "content", "readme"].contains(&stem.to_lowercase().as_str());
    let of_folder = folder.file_name().and_then(OsStr::to_str).filter(|_| is_index);
    let language = project.site.language.as_deref().map(|language| format!("{stem}.{language}"));
    let mut stems: Vec<String> = [Some(stem), dated].into_iter().flatten().map(str::to_owned).collect();
    stems.extend(language);
    let folders: Vec<&Path> = [Some(folder), project.captions.as_deref()].into_iter().flatten().collect();
    let endings = episode::formats::endings();
    let mut out = Vec::new();
    for folder in folders {
        for stem in stems.iter().map(String::as_str).chain(of_folder) {
            out.extend(endings.iter().map(|ending| folder.join(format!("{stem}.{ending}"))));
        }
    }
    if is_index || is_alone(page, folder) {
        let names =
            NAMES.iter().flat_map(|name| endings.iter().map(move |ending| format!("{name}.{ending}")));
        out.extend(names.map(|name| folder.join(name)));
    }
    out
}

/// Whether a page is the only one of its folder.
fn is_alone(page: &Path, folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    let others = entries
        .filter_map(Result::ok)
        .filter(|e| crate::is_page(&e.path()) && Some(&*e.file_name()) != page.file_name());
    others.count() == 0
}

fn problem(source: &str, span: &std::ops::Range<usize>, message: String, help: &str) -> Problem {
    let before = source.get(..span.start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    Problem {
        severity: Severity::Warning,
        kind: Kind::Captions,
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        span: span.clone(),
        message,
        help: Some(help.to_owned()),
    }
}
