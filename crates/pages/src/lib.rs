//! Pages of a site as files: what the command `episode` and the plugins of site generators share.
//!
//! [`wrap`] puts the player into a page. Captions are read from beside it ([`beside`]), and what is particular to the site
//! from `episode.toml` ([`Project`]). [`addresses`] makes the links in an episode those of the built site.

pub mod addresses;
pub mod beside;
pub mod captions;
pub mod files;
mod project;
#[cfg(target_os = "wasi")]
mod wasi;

pub use project::{Project, globs};

use episode::Episode;
use import::{Options, Problem, Severity};
use std::path::Path;

use addresses::Site;
use beside::Beside;
use files::{Failure, Input};

/// The file name of the format's schema, which an episode names as its `$schema`: put it beside the episodes.
pub const SCHEMA: &str = "episode-v1.schema.json";

/// A page with the player in it.
#[derive(Debug)]
pub struct Wrapped {
    /// The page's text. One that has errors, has a player, or is no episode, is as it was.
    pub page: String,
    /// The JSON of its episode. `None`: the page is no episode, or has errors.
    pub json: Option<String>,
    /// Whether there is evidence that the page is an episode's.
    pub is_episode: bool,
    /// What its author should know.
    pub problems: Vec<Problem>,
}

impl Wrapped {
    /// Returns whether the page has errors.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity == Severity::Error)
    }
}

/// How a page is built.
#[derive(Clone, Debug, Default)]
pub struct WrapOptions<'a> {
    /// What goes before addresses that start at the site's root. `None`: what `episode.toml` says.
    pub base: Option<String>,
    /// How relative addresses change on the built site. `None`: not at all.
    pub site: Option<Site<'a>>,
    /// Whether each turn gets an anchor with its time.
    pub has_anchors: bool,
}

/// Puts the player into a page. What stands beside the page's file is read, and what its `episode.toml` says. `address` is
/// that of the JSON, as the page has it.
///
/// # Errors
/// `episode.toml` cannot be read.
pub fn wrap(
    page: &Path,
    Input { text, broken }: Input,
    address: &str,
    WrapOptions { base, site, has_anchors }: WrapOptions<'_>,
) -> Result<Wrapped, Failure> {
    let project = Project::of_page(page)?;
    let mut beside = beside::read(page, &text, &project);
    let mut problems = std::mem::take(&mut beside.problems);
    let id = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let options = Options { id, has_anchors, ..options(&project, beside, base) };
    let import::Wrap { import, edits } = import::wrap(&text, &options, address);
    problems.extend(import.problems);
    problems.extend(broken);
    let mut wrapped = Wrapped { page: text, json: None, is_episode: import.is_episode, problems };
    if import.is_episode && !wrapped.has_errors() {
        wrapped.page = import::apply(&wrapped.page, &edits);
        wrapped.json = Some(json_of(&import.episode, |file| {
            if let Some(site) = site {
                addresses::change(file, page, site);
            }
        }));
    }
    Ok(wrapped)
}

/// Returns what a page's project and the files beside it say.
pub fn options(project: &Project, beside: Beside, base: Option<String>) -> Options {
    let mut tracks = beside.tracks;
    tracks.iter_mut().for_each(|track| track.is_generated |= project.is_generated);
    Options {
        base: base.or_else(|| project.base.clone()).unwrap_or_default(),
        is_generated: beside.captions.as_ref().is_some_and(|heard| heard.is_generated)
            || project.is_generated,
        captions_language: beside.captions.as_ref().and_then(|heard| heard.language.clone()),
        captions: beside.captions.map(|heard| heard.captions),
        tracks,
        transcript: beside.transcript,
        site: project.site.clone(),
        ..Options::default()
    }
}

/// Returns the file of an episode, which names its schema so that editors know it.
pub fn json(episode: &Episode) -> String {
    json_of(episode, |_| ())
}

fn json_of(episode: &Episode, change: impl FnOnce(&mut episode::wire::Episode)) -> String {
    let mut file = episode::wire::Episode { schema: Some(SCHEMA.into()), ..episode.into() };
    change(&mut file);
    serde_json::to_string_pretty(&file).expect("an episode has no keys but strings") + "\n"
}

/// Returns whether a file is a page in Markdown, by its ending.
pub fn is_page(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| ["md", "mdx", "markdown"].iter().any(|known| e.eq_ignore_ascii_case(known)))
}
