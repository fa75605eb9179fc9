//! A podcast's feed: RSS 2.0, with `podcast:transcript` and `podcast:chapters` of
//! [Podcasting 2.0](https://podcasting2.org/docs/podcast-namespace).

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime};
use episode::{Episode, Node, Source};
use rss::extension::Extension;
use rss::{ChannelBuilder, EnclosureBuilder, GuidBuilder, ItemBuilder};
use url::Url;

use crate::Addresses;

/// What the feed says of itself.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The podcast's name.
    pub title: String,
    /// The address of its site.
    pub link: Url,
    /// What it is about.
    pub description: String,
}

/// An episode of the feed.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The episode.
    pub episode: &'a Episode,
    /// Where it is; `page` must be known.
    pub addresses: &'a Addresses,
    /// How long its sound file is, in bytes, where that is known.
    pub bytes: Option<u64>,
    /// Its chapters in Podcasting 2.0's JSON, as the page names them.
    pub chapters: Option<String>,
}

/// Why an episode is not in the feed, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The episode's title.
    pub episode: String,
    /// What it lacks, and what follows.
    pub lack: &'static str,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.episode, self.lack)
    }
}

const NAMESPACE: &str = "https://podcastindex.org/namespace/1.0";

/// Returns a feed of the episodes that have a sound or video file, in their order, and what they lack.
pub fn feed(channel: &Channel, items: &[Item<'_>]) -> (String, Vec<Warning>) {
    let mut warnings = Vec::new();
    let mut out = Vec::new();
    for item in items {
        let mut warn = |lack| warnings.push(Warning { episode: item.episode.title.clone(), lack });
        match rss_item(item, &mut warn) {
            Ok(item) => out.push(item),
            Err(lack) => warn(lack),
        }
    }
    let channel = ChannelBuilder::default()
        .title(&channel.title)
        .link(channel.link.as_str())
        .description(&channel.description)
        .namespaces(BTreeMap::from([("podcast".to_owned(), NAMESPACE.to_owned())]))
        .items(out)
        .build();
    let mut text = Vec::new();
    let is_written = channel.pretty_write_to(&mut text, b' ', 2).is_ok();
    debug_assert!(is_written, "memory can be written to");
    (String::from_utf8_lossy(&text).into_owned() + "\n", warnings)
}

fn rss_item(item: &Item<'_>, warn: &mut impl FnMut(&'static str)) -> Result<rss::Item, &'static str> {
    let Item { episode, addresses, bytes, chapters } = item;
    let page = addresses.page.as_ref().ok_or("its page's address is not known: it is left out")?;
    let file = episode.media.iter().find_map(|media| match &media.source {
        Source::Audio(file, mime) => Some((file, mime.as_deref().unwrap_or("audio/mpeg"))),
        Source::Video(file, mime) => Some((file, mime.as_deref().unwrap_or("video/mp4"))),
        Source::YouTube(_) => None,
    });
    let (file, mime) = file.ok_or("it has no sound or video file: it is left out")?;
    let file = addresses.resolve_in_episode(file).ok_or("its file has no whole address: it is left out")?;
    if bytes.is_none() {
        warn("the length of its file is not known, and 0 in the feed");
    }
    let date = episode.published.as_deref().and_then(rfc_2822);
    if date.is_none() {
        warn(match episode.published {
            None => "it has no `published`: podcast apps may show it in another order",
            Some(_) => {
                "its `published` is no date such as 2026-03-01: podcast apps may show it in another order"
            }
        });
    }
    let enclosure = EnclosureBuilder::default()
        .url(file.as_str())
        .length(bytes.unwrap_or_default().to_string())
        .mime_type(mime)
        .build();
    let id = if episode.id.is_empty() { page.as_str() } else { &episode.id };
    let mut tags: BTreeMap<String, Vec<Extension>> = BTreeMap::new();
    let transcripts = addresses.transcripts(episode);
    let transcripts = transcripts.map(|(language, address)| ("transcript", address, "text/vtt", language));
    let chapters =
        chapters.as_deref().map(|address| ("chapters", address, "application/json+chapters", None));
    for (name, address, kind, language) in transcripts.chain(chapters) {
        let address = addresses.resolve(address).map_or_else(|| address.to_owned(), String::from);
        let attrs =
            [("url", address.as_str()), ("type", kind)].into_iter().chain(language.map(|l| ("language", l)));
        let attrs = attrs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
        let tag = Extension { name: format!("podcast:{name}"), attrs, ..Extension::default() };
        tags.entry(name.to_owned()).or_default().push(tag);
    }
    let synopsis = Node::plain_text(&episode.synopsis);
    Ok(ItemBuilder::default()
        .title(episode.title.clone())
        .link(page.to_string())
        .description((!synopsis.is_empty()).then_some(synopsis))
        .guid(GuidBuilder::default().value(id).permalink(false).build())
        .pub_date(date)
        .enclosure(enclosure)
        .extensions(BTreeMap::from([("podcast".to_owned(), tags)]))
        .build())
}

/// `2025-01-02` as mail has it: `Thu, 2 Jan 2025 00:00:00 +0000`. `None` where it is no date, or in a year
/// that mail cannot have: `to_rfc2822` panics then.
fn rfc_2822(date: &str) -> Option<String> {
    let date: NaiveDate = date.parse().ok().filter(|date: &NaiveDate| (0..=9_999).contains(&date.year()))?;
    Some(date.and_time(NaiveTime::MIN).and_utc().to_rfc2822())
}
