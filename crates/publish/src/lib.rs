//! An episode where there is no script: as a page, for search engines, and for podcast apps.
//!
//! - [`html`]: semantic HTML with an anchor at each chapter and section, which is put into `<episode-player>` or stands
//!   alone;
//! - [`structured_data`]: JSON-LD, after the rules of schema.org and of Google's search;
//! - [`page`]: both in a page of its own, or between the marks of one that there is;
//! - [`feed`]: RSS with the tags of Podcasting 2.0.
//!
//! Nothing here reads or writes a file: what is on the site is said by [`Addresses`].

pub mod feed;
pub mod html;
pub mod page;
pub mod structured_data;

use episode::Episode;
use url::Url;

/// The folder of an address, with its slash: `/a/` of `/a/b.json`. Empty: the page's own.
pub fn folder(address: &str) -> &str {
    address.rfind('/').map_or("", |end| &address[..=end])
}

/// Where things are on the site. Every address but `page` is as the page has it: relative to it, or whole.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// The page's whole address. Structured data and feeds need it.
    pub page: Option<Url>,
    /// The episode's JSON.
    pub episode: String,
    /// `episode-player.js`.
    pub player: String,
    /// The transcript in WebVTT.
    pub captions: Option<String>,
    /// The same in other languages.
    pub translations: Vec<Translation>,
    /// The page's policy forbids styles in it: it gets a link to `page.css`, beside `episode-player.js`.
    pub strict: bool,
}

/// Where the transcript in another language is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Translation {
    /// A BCP 47 tag.
    pub language: String,
    /// The transcript in WebVTT.
    pub address: String,
}

impl Addresses {
    /// Returns the address of each transcript in WebVTT with its language, as far as it is known: the episode's own first.
    fn transcripts<'a>(&'a self, episode: &'a Episode) -> impl Iterator<Item = (Option<&'a str>, &'a str)> {
        let language = episode.transcript_languages(None).into_iter().next().filter(|tag| !tag.is_empty());
        let own = self.captions.as_deref().map(|address| (language, address));
        own.into_iter().chain(self.translations.iter().map(|other| (Some(&*other.language), &*other.address)))
    }

    /// Returns a whole address of what the page names so; `None` where the page's own is not known.
    fn resolve(&self, address: &str) -> Option<Url> {
        let base = || self.page.clone();
        Url::parse(address).ok().or_else(|| base()?.join(address).ok())
    }

    /// Returns a whole address of what the episode's JSON names so: its addresses are relative to it.
    fn resolve_in_episode(&self, address: &str) -> Option<Url> {
        Url::parse(address).ok().or_else(|| self.resolve(&self.episode)?.join(address).ok())
    }
}
