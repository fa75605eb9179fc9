//! From an episode's page to an episode: what it says, and what the importer could not do with the rest.
//!
//! [`import`] never fails: it returns what it understood, and a [`Problem`] with line and column for
//! everything else. Every block of a page ends in the episode or in a problem.
//!
//! A page goes through these modules:
//!
//! 1. `parse`: `front_matter`, `mask` (MDX out of the way), `markdown` (blocks of rich text);
//! 2. `metadata`: what the keys of the front matter say;
//! 3. `sections`: `outline` takes the page apart; then one module for each thing that a section can be: `meta`,
//!    `chapters`, `statistics`, `turns`, `links`, or rich text; and `media`, the recordings;
//! 4. `speech`: speakers and turns, with `timing`: when each word is said (`align` with captions, else `estimate`),
//!    and where each figure is (`mentions`).
//!
//! `page` leads through them. `words` is the table of words in several languages; `diagnostics` gathers what the page's author should know. `from_captions` is the way without a page.
//!
//! Pure: no files, no clock, no threads.

mod diagnostics;
mod from_captions;
mod metadata;
mod page;
mod parse;
mod sections;
mod speech;
mod timing;
mod words;

pub use diagnostics::{Kind, Problem, Severity};
pub use from_captions::from_captions;
pub use timing::align::{Heard, align};

use episode::Episode;
use std::collections::BTreeMap;
use std::ops::Range;

/// The longest page that is read, in bytes: several times what people say in a day.
pub const MAX_PAGE: usize = 2 * 1024 * 1024;

/// What the page cannot say by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What goes before addresses that start at the site's root, such as `/docs`. Empty: nothing.
    pub base: String,
    /// A YouTube id, which goes before what the page embeds.
    pub youtube: Option<String>,
    /// Captions of the recording, which say when each word of the page is said. `None`: that is estimated.
    pub captions: Option<episode::captions::Captions>,
    /// The captions were made by a speech recogniser.
    pub is_generated: bool,
    /// A transcript in Markdown beside the page, for a page without one.
    pub transcript: Option<String>,
    /// What is particular to the page's site.
    pub site: Site,
    /// The episode's id where the front matter has no `slug`: the page's file name without its ending, say.
    pub id: String,
}

/// What is particular to a site: a project file says it once for all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// For a field, by its name in [`field_names`], the keys that say it, before all others. A dot leads into a block:
    /// `media.main`.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The language of pages that name none: a BCP 47 tag.
    pub language: Option<String>,
    /// Who speaks on every page.
    pub speakers: Vec<String>,
    /// The headings of sections that are no part of an episode.
    pub leave_out: Vec<String>,
    /// For what a word can mean, by its name in [`concept_names`], more words.
    pub words: BTreeMap<String, Vec<String>>,
}

/// A file that a page's front matter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As it is written: a path or an address.
    pub path: String,
    /// The key that names it.
    pub key: String,
    /// The key's place in the page, in bytes.
    pub span: Range<usize>,
}

/// The files of captions, or of a transcript, that a page's front matter names, in order of trust.
pub fn references(source: &str, site: &Site) -> Vec<Reference> {
    let mut log = diagnostics::Log::new(source);
    if source.len() > MAX_PAGE {
        return Vec::new();
    }
    let front = parse::front_matter::FrontMatter::read(source, &mut log);
    metadata::references(&front, site, source)
}

/// The names of the fields that a site may have keys of its own for: [`Site::keys`].
pub fn field_names() -> impl Iterator<Item = &'static str> {
    metadata::keys::field_names()
}

/// The names of what a word can mean: [`Site::words`].
pub fn concept_names() -> impl Iterator<Item = &'static str> {
    words::concept_names()
}

/// An episode, and what its author should know. With an [`Error`](Severity::Error) among the problems the
/// episode is not one that can be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What was understood.
    pub episode: Episode,
    /// The rest, by its place in the page.
    pub problems: Vec<Problem>,
    /// Whether there is evidence that the page is an episode's: a recording, chapters, a transcript, or the number of an
    /// episode.
    pub is_episode: bool,
}

/// Reads an episode's page.
pub fn import(source: &str, options: &Options) -> Import {
    let mut log = diagnostics::Log::new(source);
    if source.len() > MAX_PAGE {
        let message = format!("the page has {} bytes, but up to {MAX_PAGE} are read", source.len());
        log.error(Kind::Size, 0..0, message, "split the page, or move the transcript to a file of its own");
        return Import { episode: Episode::default(), problems: log.finish(), is_episode: true };
    }
    let (episode, is_episode, log) = page::read(source, options, log);
    Import { episode, problems: log.finish(), is_episode }
}
