//! `episode.toml`: what is particular to a site, said once for all its pages.

use globset::{Glob, GlobSet, GlobSetBuilder};
use import::Site;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::files::{self, Failure};

/// The file's name.
const NAME: &str = "episode.toml";

/// A site's project file.
#[derive(Debug, Default)]
pub struct Project {
    /// Where it stands. `None`: there is none.
    pub file: Option<PathBuf>,
    /// What goes before addresses that start at the site's root.
    pub base: Option<String>,
    /// The folder of captions.
    pub captions: Option<PathBuf>,
    /// Captions are made by a speech recogniser.
    pub is_generated: bool,
    /// Which pages of a folder are episodes, by paths from the project file's folder.
    pub pages: Option<GlobSet>,
    /// What it says to the importer.
    pub site: Site,
}

/// The file's keys.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    base: Option<String>,
    captions: Option<PathBuf>,
    generated: bool,
    pages: Vec<String>,
    language: Option<String>,
    speakers: Vec<String>,
    leave_out: Vec<String>,
    keys: BTreeMap<String, OneOrMore>,
    words: BTreeMap<String, OneOrMore>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn into_list(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::More(more) => more,
        }
    }
}

impl Project {
    /// The project of a page: the file in its folder, or in the nearest one above it. The folder of a repository
    /// (`.git`) is the last one that is looked into.
    ///
    /// # Errors
    /// The file cannot be read, or says something that it cannot say.
    pub fn of_page(page: &Path) -> Result<Self, Failure> {
        let folder =
            if page.as_os_str() == "-" { Path::new(".") } else { page.parent().unwrap_or(Path::new(".")) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self::of_folder(folder)
    }

    /// The project of the pages in a folder.
    ///
    /// # Errors
    /// As [`Self::of_page`].
    pub fn of_folder(folder: &Path) -> Result<Self, Failure> {
        let Ok(folder) = files::canonicalize(folder) else { return Ok(Self::default()) };
        for above in folder.ancestors() {
            let file = above.join(NAME);
            if file.is_file() {
                return Self::read(file);
            }
            if above.join(".git").exists() {
                break;
            }
        }
        Ok(Self::default())
    }

    fn read(path: PathBuf) -> Result<Self, Failure> {
        let text = files::read_whole(&path)?;
        let fail =
            |line: Option<usize>, message: String| Failure::Project { path: path.clone(), line, message };
        let line_of = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let file: File = toml::from_str(&text).map_err(|error| {
            fail(error.span().map(|span| line_of(span.start)), error.message().to_owned())
        })?;
        let unknown = |names: &BTreeMap<String, OneOrMore>, known: &[&str], table: &str| {
            let name = names.keys().find(|name| !known.contains(&name.as_str()))?;
            let line = text
                .lines()
                .position(|line| line.trim_start().trim_start_matches('"').starts_with(name.as_str()));
            let message = format!("unknown name {name:?} in [{table}]; the names are {}", known.join(", "));
            Some(fail(line.map(|line| line + 1), message))
        };
        let fields: Vec<_> = import::field_names().collect();
        let concepts: Vec<_> = import::concept_names().collect();
        if let Some(failure) =
            unknown(&file.keys, &fields, "keys").or_else(|| unknown(&file.words, &concepts, "words"))
        {
            return Err(failure);
        }
        let pages = globs(&file.pages).map_err(|error| fail(None, format!("pages: {error}")))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        Ok(Self {
            base: file.base,
            captions: file.captions.map(|captions| folder.join(captions)),
            is_generated: file.generated,
            pages,
            site: Site {
                keys: file.keys.into_iter().map(|(name, keys)| (name, keys.into_list())).collect(),
                language: file.language,
                speakers: file.speakers,
                leave_out: file.leave_out,
                words: file.words.into_iter().map(|(name, words)| (name, words.into_list())).collect(),
            },
            file: Some(path),
        })
    }

    /// The folder that the project file stands in.
    pub fn folder(&self) -> Option<&Path> {
        self.file.as_deref().and_then(Path::parent)
    }

    /// Whether the project says that a page is an episode, or is none. `None`: it does not say.
    pub fn says_episode(&self, page: &Path) -> Option<bool> {
        let page = files::canonicalize(page).ok()?;
        let page = page.strip_prefix(self.folder()?).ok()?;
        self.pages.as_ref().map(|pages| pages.is_match(page))
    }
}

/// Returns a set of globs. `None`: there are none.
///
/// # Errors
/// One of them is no glob.
pub fn globs(globs: &[String]) -> Result<Option<GlobSet>, globset::Error> {
    if globs.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        set.add(Glob::new(glob)?);
    }
    set.build().map(Some)
}
