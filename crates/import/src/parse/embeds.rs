//! Recordings that a page embeds, and those that it links to.

use episode::Source;
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::html::Tag;
use crate::values::addresses::{self, SOUNDS, VIDEOS, ending, is_id, youtube};
use crate::values::times;
use crate::words::{Concept, Words, words};

/// How many recordings a page embeds at most.
const MAX_RECORDINGS: usize = 32;

/// The recordings that a page embeds or links to, in its order, each once.
#[derive(Debug, Default)]
pub(crate) struct Embeds {
    pub(crate) embedded: Vec<(Source, Range<usize>)>,
    linked: Vec<Linked>,
    /// The last element opened was a video, not a sound.
    in_video: bool,
}

/// A link to a recording, of this episode or of something else.
#[derive(Debug)]
struct Linked {
    source: Source,
    place: Range<usize>,
    /// The words of the link say that it is the recording.
    is_named: bool,
    /// How many links lead to a time in it.
    times: usize,
}

/// So many links to times in one recording are about this episode.
const TIMES: usize = 3;

impl Embeds {
    /// Looks at a tag of the page's HTML, or of a component.
    pub(crate) fn tag(&mut self, tag: &Tag<'_>, place: &Range<usize>, log: &mut Log<'_>) {
        if tag.closing {
            return;
        }
        let file = || tag.attribute("src").filter(|url| !url.is_empty()).map(str::to_owned);
        let mime = || tag.attribute("type").map(str::to_owned);
        let source = match tag.name {
            "iframe" => frame(tag.attribute("src").unwrap_or(""), place, log),
            "audio" | "video" | "source" => {
                self.in_video = if tag.name == "source" { self.in_video } else { tag.name == "video" };
                file().map(|url| {
                    if self.in_video { Source::Video(url, mime()) } else { Source::Audio(url, mime()) }
                })
            }
            name => embed(name, |attribute| tag.attribute(attribute).map(str::to_owned)),
        };
        if let Some(source) = source {
            self.embed(source, place, log);
        }
    }

    /// Looks at a tag of a template: `{{< youtube ID >}}`, `{% include audio.html src="050.mp3" %}`.
    pub(crate) fn template(&mut self, text: &str, place: &Range<usize>, log: &mut Log<'_>) {
        let arguments = arguments(text);
        let Some((_, name)) = arguments.first() else { return };
        // What is included is the name of the tag.
        let is_include =
            matches!(name.as_str(), "include" | "include_cached" | "render" | "partial" | "embed");
        let name = arguments.get(usize::from(is_include)).map_or("", |(_, value)| value);
        let rest = &arguments[1 + usize::from(is_include).min(arguments.len() - 1)..];
        let positional = rest.iter().find(|(key, _)| key.is_empty());
        let find = |attribute: &str| {
            let of = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(attribute);
            rest.iter()
                .find(of)
                .or(positional.filter(|_| attribute == "id" || attribute == "src"))
                .map(|(_, v)| v.clone())
        };
        if let Some(source) = embed(name, find) {
            self.embed(source, place, log);
        }
    }

    /// Takes a recording that the page embeds.
    fn embed(&mut self, source: Source, place: &Range<usize>, log: &mut Log<'_>) {
        if self.embedded.iter().any(|(known, _)| *known == source) {
            return;
        }
        if self.embedded.len() < MAX_RECORDINGS {
            self.embedded.push((source, place.clone()));
        } else {
            let message = format!("the page has more than {MAX_RECORDINGS} recordings; this one is left out");
            log.warn(Kind::Recording, place.clone(), message, "embed only recordings of this episode");
        }
    }

    /// Looks at a link of the page, with its words.
    pub(crate) fn link(&mut self, url: &str, text: &str, place: &Range<usize>, words: &Words) {
        let source = match youtube(url) {
            Some(Ok(id)) => Source::YouTube(id),
            None if SOUNDS.contains(&&*ending(url)) => Source::Audio(url.to_owned(), None),
            Some(Err(_)) | None => return,
        };
        let is_named = names_recording(text, words);
        let times = usize::from(addresses::time(url).is_some() && times::whole(text).is_some());
        if let Some(known) = self.linked.iter_mut().find(|known| known.source == source) {
            known.is_named |= is_named;
            known.times += times;
        } else if self.linked.len() < MAX_RECORDINGS {
            self.linked.push(Linked { source, place: place.clone(), is_named, times });
        }
    }

    /// The one recording that a page without another links to as its own.
    pub(crate) fn own_link(&self, log: &mut Log<'_>) -> Option<(Source, Range<usize>)> {
        let is_own = |link: &&Linked| link.is_named || link.times >= TIMES;
        let named: Vec<&Linked> = self.linked.iter().filter(is_own).collect();
        let help =
            "name the recording in the front matter: episode: { youtube: ID } or episode: { audio: URL }";
        if let [Linked { source, place, .. }] = named[..] {
            let message = format!("no recording is embedded; the linked one, {}, is used", source.address());
            log.warn(Kind::Recording, place.clone(), message, help);
            return Some((source.clone(), place.clone()));
        }
        let several = if named.is_empty() { self.linked.iter().collect() } else { named };
        if let Some(first) = several.first() {
            let listed: Vec<&str> = several.iter().take(4).map(|link| link.source.address()).collect();
            let listed = listed.join(", ");
            let message =
                format!("no recording is used: none of the links ({listed}) says that it is this episode's");
            log.warn(Kind::Recording, first.place.clone(), message, help);
        }
        None
    }
}

/// Whether the words of a link say that it leads to the episode's recording: "the recording", "Watch on YouTube".
/// "Recording of my talk" is of something else.
fn names_recording(text: &str, words_: &Words) -> bool {
    const MOST: usize = 16;
    let text = words(text);
    let is_beside = |concept| move |rest: &[String]| words_.starts(concept, rest);
    let mut at = 0;
    while at < text.len() {
        let filler = [Concept::Filler, Concept::Episode].map(|c| is_beside(c)(&text[at..])).into_iter().max();
        match filler {
            Some(n) if n > 0 && words_.starts(Concept::Recording, &text[at..]) == 0 => at += n,
            _ => break,
        }
    }
    let found = words_.starts(Concept::Recording, &text[at..]);
    let after = &text[at + found..];
    // "Of this episode" is this one's.
    let is_of = after.first().is_some_and(|w| words_.is_any(&[Concept::Of, Concept::About], w));
    let of_other = is_of && !words_.are_all(&[Concept::Filler, Concept::Episode], &after[1..]);
    found > 0 && text.len() <= MOST && !of_other
}

/// What a component or template embeds, by its name: the id or address of a video, the address of a sound.
fn embed(name: &str, attribute: impl Fn(&str) -> Option<String>) -> Option<Source> {
    let name = name.to_lowercase();
    let first =
        |names: &[&str]| names.iter().find_map(|name| attribute(name).filter(|value| !value.is_empty()));
    let address = || first(&["src", "url", "file", "audio", "mp3", "href"]);
    if name.contains("youtube") || name.split(['-', '.', '/']).any(|part| part == "yt") {
        let value = first(&[
            "videoid",
            "videoId",
            "video-id",
            "video_id",
            "id",
            "youtubeId",
            "youtube",
            "video",
            "url",
            "src",
            "href",
        ])?;
        let id = youtube(&value).map_or(Some(value), Result::ok).filter(|id| is_id(id))?;
        return Some(Source::YouTube(id));
    }
    if name.contains("audio") || name.contains("podcast") || name.contains("player") || name.contains("video")
    {
        let url = address()?;
        return match youtube(&url) {
            Some(id) => id.ok().map(Source::YouTube),
            None if SOUNDS.contains(&&*ending(&url)) => Some(Source::Audio(url, None)),
            None if VIDEOS.contains(&&*ending(&url)) => Some(Source::Video(url, None)),
            None => None,
        };
    }
    None
}

fn frame(url: &str, place: &Range<usize>, log: &mut Log<'_>) -> Option<Source> {
    match youtube(url) {
        Some(Ok(id)) => return Some(Source::YouTube(id)),
        Some(Err(id)) => log.warn(
            Kind::Recording,
            place.clone(),
            format!("{id:?} is not a YouTube video id; the embed is left out"),
            "correct the embed's address, or give --youtube ID",
        ),
        None => log.warn(
            Kind::Recording,
            place.clone(),
            format!("the embed of {url:?} is left out: only YouTube's embeds are supported"),
            "name a file in the front matter: episode: { audio: URL }",
        ),
    }
    None
}

/// The words of a template's tag: its name, and arguments with their keys, which may be empty.
fn arguments(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let key_end = rest.find(['=', ':']).filter(|end| {
            rest[..*end].trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
                && !rest[*end..].starts_with("://")
        });
        let (key, value) =
            key_end.map_or(("", rest), |end| (rest[..end].trim(), rest[end + 1..].trim_start()));
        let quote = value.chars().next().filter(|q| matches!(q, '"' | '\'' | '`'));
        let (value, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(
                value
                    .find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'))
                    .unwrap_or(value.len()),
            ),
        };
        let skipped = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')'));
        if skipped.len() == rest.len() {
            break;
        }
        if !(key.is_empty() && value.is_empty()) {
            out.push((key.to_owned(), value.to_owned()));
        }
        rest = skipped;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_recording_by_its_words() {
        let words = Words::new(&std::collections::BTreeMap::new());
        for text in [
            "the recording",
            "Watch on YouTube",
            "Full episode video",
            "Aufzeichnung",
            "this episode's recording",
            "the recording for our evening of March 1st, 2026",
        ] {
            assert!(names_recording(text, &words), "{text}");
        }
        for text in ["", "a talk on tides", "recording of my talk", "https://youtu.be/x", "Tides: the video"]
        {
            assert!(!names_recording(text, &words), "{text}");
        }
    }

    #[test]
    fn a_template_names_its_video_in_many_ways() {
        for tag in [
            "youtube abc-DEF_123",
            "youtube id=\"abc-DEF_123\" autoplay=\"true\"",
            "include youtube.html id='abc-DEF_123'",
            "youtube(id=\"abc-DEF_123\", class=\"x\")",
            "include embeds/youtubePlayer.html video=\"https://youtu.be/abc-DEF_123\"",
        ] {
            let mut found = Embeds::default();
            found.template(tag, &(0..0), &mut Log::new(""));
            assert_eq!(found.embedded, [(Source::YouTube("abc-DEF_123".into()), 0..0)], "{tag}");
        }
        for tag in [
            "",
            "include",
            "tide id=\"abc-DEF_123\"",
            "youtube",
            "include youtube.html id=page.id",
            "=",
            "\"a",
        ] {
            let mut found = Embeds::default();
            found.template(tag, &(0..0), &mut Log::new(""));
            assert_eq!(found.embedded, [], "{tag}");
        }
    }
}
