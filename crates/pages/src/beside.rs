//! Captions and transcripts beside a page: named in its front matter, or by the page's name.
//!
//! Captions whose names say a language, `tides.de.vtt` beside `tides.md`, are for the importer to select from: it knows in
//! which language the page has its transcript.

use import::{Kind, Language, Problem, Severity, Track, language};
use std::collections::BTreeMap;
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
    /// When each word is said, in the page's own language.
    pub captions: Option<Heard>,
    /// Captions in languages that their names say.
    pub tracks: Vec<Track>,
    /// A transcript in Markdown.
    pub transcript: Option<String>,
    /// What is wrong in these files, or with their names.
    pub problems: Vec<Problem>,
}

/// Reads what the front matter names, or what has the page's name.
pub fn read(page: &Path, source: &str, project: &Project) -> Beside {
    let mut beside = Beside::default();
    let of_page = import::page_language(source, &project.site);
    for reference in import::references(source, &project.site) {
        if reference.path.contains("://") {
            continue;
        }
        let given = reference.language.map(|tag| Language { tag, is_generated: false });
        let said = given.or_else(|| language_of(Path::new(&reference.path)));
        let is_own =
            |said: &Language| of_page.as_ref().is_some_and(|tag| import::is_language(&said.tag, tag));
        let other = said.clone().filter(|said| !is_own(said));
        if other.is_none() && beside.has_own() {
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
        let own = said.filter(|_| other.is_none());
        let taken = beside.take(&path, other);
        if let (Some(said), Some(heard)) = (own, &mut beside.captions) {
            heard.is_generated |= said.is_generated;
            heard.language = Some(said.tag);
        }
        if let Err(message) = taken {
            let help = "choose a file of captions, or a transcript in Markdown";
            beside.problems.push(problem(source, &reference.span, message, help));
        }
    }
    // Without a language of the page, one of these may be its own.
    let is_named = beside.has_own() || of_page.is_none() && !beside.tracks.is_empty();
    let named = Named::new(page, project);
    for path in named.own.iter().filter(|path| !is_named && path.is_file()) {
        if beside.take_by_name(path, None) {
            break;
        }
    }
    for (path, language) in named.tracks {
        beside.take_by_name(&path, Some(language));
    }
    beside
}

/// Every file that could stand beside a page, there or not, and those in other languages that are there: those that are
/// watched.
pub fn candidates(page: &Path, source: &str, project: &Project) -> Vec<PathBuf> {
    let named = import::references(source, &project.site).into_iter().filter(|r| !r.path.contains("://"));
    let named = named.flat_map(|reference| places(page, &reference.path, project));
    let Named { own, tracks } = Named::new(page, project);
    named.chain(own).chain(tracks.into_iter().map(|(path, _)| path)).chain(project.file.clone()).collect()
}

/// Returns captions as a track in a language.
pub fn track(path: &Path, language: Language, heard: Heard) -> Track {
    Track {
        name: path.display().to_string(),
        language: language.tag,
        is_generated: heard.is_generated || language.is_generated,
        captions: heard.captions,
    }
}

/// Returns the language that the name of a file says before its ending.
pub fn language_of(path: &Path) -> Option<Language> {
    let (stem, said) = path.file_stem()?.to_str()?.rsplit_once('.')?;
    language(said).filter(|_| !stem.is_empty())
}

impl Beside {
    /// Whether there is a transcript, or what times it.
    fn has_own(&self) -> bool {
        self.captions.is_some() || self.transcript.is_some()
    }

    /// Takes a file as captions in another language, as the page's captions, or as a transcript.
    fn take(&mut self, path: &Path, other: Option<Language>) -> Result<(), String> {
        let source = files::read_whole(path).map_err(|failure| failure.to_string())?;
        let is_text = path
            .extension()
            .and_then(OsStr::to_str)
            .is_some_and(|e| ["md", "mdx", "markdown", "txt"].contains(&e));
        if is_text && episode::formats::detect(&source).is_none() {
            self.transcript.get_or_insert(source);
            return Ok(());
        }
        let heard = captions::read(&source)
            .map_err(|problem| format!("{}: line {}: {}", path.display(), problem.line, problem.message))?;
        let faults = heard.problems.len();
        if faults > 0 {
            let message = format!(
                "{} has {faults} problems; `episode import {}` lists them",
                path.display(),
                path.display()
            );
            self.problems.push(problem("", &(0..0), message, "correct the captions"));
        }
        match other {
            Some(language) => self.tracks.push(track(path, language, heard)),
            None => self.captions = Some(heard),
        }
        Ok(())
    }

    /// Takes a file that has the page's name; whether it is one of captions, or a transcript.
    fn take_by_name(&mut self, path: &Path, other: Option<Language>) -> bool {
        let is_own = other.is_none();
        match self.take(path, other) {
            Ok(()) => {
                // Of a page `tides.de.md`.
                if let (Some(heard), true) = (&mut self.captions, is_own) {
                    heard.language = heard.language.take().or_else(|| Some(language_of(path)?.tag));
                }
                true
            }
            // JSON of something else may have the page's name.
            Err(_) if path.extension() == Some(OsStr::new("json")) => false,
            Err(message) => {
                self.problems.push(problem("", &(0..0), message, "correct the file, or rename it"));
                false
            }
        }
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
#[derive(Default)]
struct Named {
    /// Without a language, there or not.
    own: Vec<PathBuf>,
    /// With one, there: of the same name in several formats only one.
    tracks: Vec<(PathBuf, Language)>,
}

impl Named {
    fn new(page: &Path, project: &Project) -> Self {
        let mut named = Self::default();
        let Some(stem) = page.file_stem().and_then(OsStr::to_str).filter(|_| page.as_os_str() != "-") else {
            return named;
        };
        let folder = page.parent().unwrap_or(Path::new(""));
        let files = names(folder);
        // Some sites have the date in the page's name, and not in that of its captions.
        let dated =
            stem.get(11..).filter(|_| stem.as_bytes()[..10].iter().all(|b| b.is_ascii_digit() || *b == b'-'));
        let is_index = ["index", "content", "readme"].contains(&stem.to_lowercase().as_str());
        let of_folder = folder.file_name().and_then(OsStr::to_str).filter(|_| is_index);
        let stems: Vec<&str> = [Some(stem), dated, of_folder].into_iter().flatten().collect();
        // Beside `tides.de.md` there may be `tides.en.vtt`.
        let translated =
            stems.iter().filter_map(|stem| stem.rsplit_once('.').filter(|(_, l)| language(l).is_some()));
        let all: Vec<&str> = stems.iter().copied().chain(translated.map(|(stem, _)| stem)).collect();
        named.find(folder, &files, &stems, &all);
        if let Some(captions) = project.captions.as_deref() {
            named.find(captions, &names(captions), &stems, &all);
        }
        if is_index || is_alone(page, &files) {
            named.find(folder, &files, &NAMES, &NAMES);
        }
        named
    }

    /// Finds what is called so in a folder: `own` without a language, and `all` with one.
    fn find(&mut self, folder: &Path, files: &[String], own: &[&str], all: &[&str]) {
        let endings = episode::formats::endings();
        for stem in own {
            self.own.extend(endings.iter().map(|ending| folder.join(format!("{stem}.{ending}"))));
        }
        for stem in all {
            let mut found = BTreeMap::new();
            for file in files {
                let rest = file.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
                let Some((said, ending)) = rest.and_then(|rest| rest.rsplit_once('.')) else { continue };
                let rank = endings.iter().position(|known| *known == ending);
                let (Some(rank), Some(language)) = (rank, language(said)) else { continue };
                let best = found.entry(said).or_insert((rank, language));
                best.0 = rank.min(best.0);
            }
            self.tracks.extend(found.into_iter().map(|(said, (rank, language))| {
                (folder.join(format!("{stem}.{said}.{}", endings[rank])), language)
            }));
        }
    }
}

/// The names of what is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
}

/// Whether a page is the only one of its folder, which has these files.
fn is_alone(page: &Path, files: &[String]) -> bool {
    let is_other =
        |file: &&String| crate::is_page(Path::new(file)) && page.file_name() != Some(OsStr::new(file));
    !files.iter().any(|file| is_other(&file))
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
