//! What is given beside the page.

use std::collections::BTreeMap;

/// What the page cannot say by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What goes before addresses that start at the site's root, such as `/docs`. Empty: nothing.
    pub base: String,
    /// A YouTube id, which goes before what the page embeds.
    pub youtube: Option<String>,
    /// Captions of the recording, which say when each word of the page is said. `None`: that is estimated.
    pub captions: Option<episode::captions::Captions>,
    /// The language of these captions, as far as their file says it: a BCP 47 tag.
    pub captions_language: Option<String>,
    /// The captions were made by a speech recogniser.
    pub is_generated: bool,
    /// Captions of the same recording whose files name their language. One may be the episode's own, where `captions` is
    /// `None`; the others are translations.
    pub tracks: Vec<Track>,
    /// A transcript in Markdown beside the page, for a page without one.
    pub transcript: Option<String>,
    /// Whether each turn gets an anchor with its time, where the player is put into the page: `t=95`.
    pub has_anchors: bool,
    /// What is particular to the page's site.
    pub site: Site,
    /// The episode's id where the front matter has no `slug`: the page's file name without its ending, say.
    pub id: String,
}

/// Captions in a language that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The file's name, for messages.
    pub name: String,
    /// A BCP 47 tag.
    pub language: String,
    /// What is said, at the times of the recording.
    pub captions: episode::captions::Captions,
    /// A speech recogniser or a machine translation made them.
    pub is_generated: bool,
}

/// What is particular to a site: a project file says it once for all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    /// For a field, by its name in [`field_names`](crate::field_names), the keys that say it, before all others. A dot leads into a block:
    /// `media.main`.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The language of pages that name none: a BCP 47 tag.
    pub language: Option<String>,
    /// Who speaks on every page.
    pub speakers: Vec<String>,
    /// The headings of sections that are no part of an episode.
    pub leave_out: Vec<String>,
    /// For what a word can mean, by its name in [`concept_names`](crate::concept_names), more words.
    pub words: BTreeMap<String, Vec<String>>,
}
