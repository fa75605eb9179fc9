//! Recordings: what the author names, what the page embeds, and the one that it links to as its own.

mod addresses;

use episode::{Media, Source};
use std::ops::Range;

use crate::Options;
use crate::diagnostics::{Kind, Log};
use crate::metadata::{self, Metadata, Named, tell_contradiction};
use crate::parse::html::Tag;
use crate::parse::markdown;
use crate::sections::times;
use crate::words::{Concept, Words, words};

use addresses::arguments;
pub(crate) use addresses::{SOUNDS, VIDEOS, ending, is_id, youtube};

/// How many recordings a page embeds at most.
const MAX_RECORDINGS: usize = 32;

/// The recordings that a page embeds or links to, in its order, each once.
#[derive(Debug, Default)]
pub(crate) struct Found {
    embedded: Vec<(Source, Range<usize>)>,
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

impl Found {
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
            Some(Ok(id)) => Source::YouTube(id.to_owned()),
            None if SOUNDS.contains(&&*ending(url)) => Source::Audio(url.to_owned(), None),
            Some(Err(_)) | None => return,
        };
        let is_named = names_recording(text, words);
        let times = usize::from(times::in_address(url).is_some() && times::whole(text).is_some());
        if let Some(known) = self.linked.iter_mut().find(|known| known.source == source) {
            known.is_named |= is_named;
            known.times += times;
        } else if self.linked.len() < MAX_RECORDINGS {
            self.linked.push(Linked { source, place: place.clone(), is_named, times });
        }
    }

    /// The one recording that a page without another links to as its own.
    fn own_link(&self, log: &mut Log<'_>) -> Option<(Source, Range<usize>)> {
        let is_own = |link: &&Linked| link.is_named || link.times >= TIMES;
        let named: Vec<&Linked> = self.linked.iter().filter(is_own).collect();
        let show = |source: &Source| match source {
            Source::YouTube(id) => id.clone(),
            Source::Audio(url, _) | Source::Video(url, _) => url.clone(),
        };
        let help =
            "name the recording in the front matter: episode: { youtube: ID } or episode: { audio: URL }";
        if let [Linked { source, place, .. }] = named[..] {
            let message = format!("no recording is embedded; the linked one, {}, is used", show(source));
            log.warn(Kind::Recording, place.clone(), message, help);
            return Some((source.clone(), place.clone()));
        }
        let several = if named.is_empty() { self.linked.iter().collect() } else { named };
        if let [first, rest @ ..] = &several[..] {
            let others: Vec<String> = rest.iter().take(3).map(|link| show(&link.source)).collect();
            let listed = [&[show(&first.source)], &others[..]].concat().join(", ");
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
        let id = youtube(&value).map_or(Some(&*value), Result::ok).filter(|id| is_id(id))?;
        return Some(Source::YouTube(id.to_owned()));
    }
    if name.contains("audio") || name.contains("podcast") || name.contains("player") || name.contains("video")
    {
        let url = address()?;
        return match youtube(&url) {
            Some(id) => id.ok().map(|id| Source::YouTube(id.to_owned())),
            None if SOUNDS.contains(&&*ending(&url)) => Some(Source::Audio(url, None)),
            None if VIDEOS.contains(&&*ending(&url)) => Some(Source::Video(url, None)),
            None => None,
        };
    }
    None
}

/// All recordings of a page, in order of preference.
pub(crate) fn recordings(
    found: &Found,
    metadata: &Metadata,
    options: &Options,
    base: &str,
    log: &mut Log<'_>,
) -> Vec<Media> {
    let mut named: Vec<Named> = given(options, log).into_iter().collect();
    let is_given = !named.is_empty();
    let is_youtube = |source: &Source| matches!(source, Source::YouTube(_));
    named.extend(metadata.recordings.iter().filter(|n| !(is_given && is_youtube(&n.source))).cloned());
    let of_page = |(source, place): &(Source, Range<usize>)| Named {
        source: source.clone(),
        by: "the page's embed".into(),
        place: place.clone(),
    };
    let (videos, files): (Vec<_>, Vec<_>) = found.embedded.iter().partition(|(source, _)| is_youtube(source));
    match named.iter().find(|n| is_youtube(&n.source)) {
        // The command line says it on purpose.
        Some(_) if is_given => {}
        Some(first) => videos.iter().for_each(|video| tell_contradiction(first, &of_page(video), log)),
        None => named.splice(0..0, videos.iter().map(|video| of_page(video))).for_each(drop),
    }
    let is_new = |named: &[Named], source: &Source| {
        named.iter().all(|n| metadata::address(&n.source) != metadata::address(source))
    };
    for file in files {
        if is_new(&named, &file.0) {
            named.push(of_page(file));
        }
    }
    let mut sources: Vec<(Source, Range<usize>)> = named.into_iter().map(|n| (n.source, n.place)).collect();
    if sources.is_empty() {
        sources.extend(found.own_link(log));
    }
    if sources.is_empty() {
        log.warn(
            Kind::NoRecording,
            0..0,
            "no recording was found in the page",
            "add to the front matter: episode: { youtube: ID } or episode: { audio: URL }; or give --youtube ID",
        );
    }
    let mut rooted = |(source, place)| {
        Some(match source {
            Source::Audio(url, mime) => Source::Audio(address(&url, base, place, log)?, mime),
            Source::Video(url, mime) => Source::Video(address(&url, base, place, log)?, mime),
            youtube @ Source::YouTube(_) => youtube,
        })
    };
    let offset = metadata.offset;
    sources.into_iter().filter_map(|s| Some(Media { source: rooted(s)?, offset })).collect()
}

/// The video that the command line names.
fn given(options: &Options, log: &mut Log<'_>) -> Option<Named> {
    let given = options.youtube.as_ref()?;
    let id = youtube(given).and_then(Result::ok).unwrap_or(given);
    if is_id(id) {
        let by = "the option --youtube".into();
        return Some(Named { source: Source::YouTube(id.to_owned()), by, place: 0..0 });
    }
    log.error(
        Kind::Recording,
        0..0,
        format!("{given:?} is not a YouTube video id"),
        "write the 11 characters after v= in the video's address, or the address itself",
    );
    None
}

/// The address of a file of the site; `None`, with a warning, if it may not be fetched.
pub(crate) fn address(url: &str, base: &str, place: Range<usize>, log: &mut Log<'_>) -> Option<String> {
    let address = markdown::address(url, base);
    if address.is_none() {
        log.warn(
            Kind::Address,
            place,
            format!("{url:?} is not the address of a file and is left out"),
            "use an http, https or relative address",
        );
    }
    address
}

fn frame(url: &str, place: &Range<usize>, log: &mut Log<'_>) -> Option<Source> {
    match youtube(url) {
        Some(Ok(id)) => return Some(Source::YouTube(id.into())),
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
            let mut found = Found::default();
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
            let mut found = Found::default();
            found.template(tag, &(0..0), &mut Log::new(""));
            assert_eq!(found.embedded, [], "{tag}");
        }
    }
}
