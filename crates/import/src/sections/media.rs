//! Recordings: what the author names, what the page embeds, what it links to.

use episode::{Media, Source};
use std::ops::Range;

use crate::Options;
use crate::diagnostics::{Kind, Log};
use crate::parse::front_matter::FrontMatter;
use crate::parse::html::Tag;
use crate::parse::markdown;

/// How many recordings a page embeds at most.
const MAX_RECORDINGS: usize = 32;

/// The recordings that a page embeds or links to, in its order, each once.
#[derive(Debug, Default)]
pub(crate) struct Found {
    embedded: Vec<(Source, Range<usize>)>,
    /// YouTube's ids.
    linked: Vec<(String, Range<usize>)>,
    /// The last element opened was a video, not a sound.
    in_video: bool,
}

impl Found {
    /// Looks at a tag of the page's HTML.
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
            _ => None,
        };
        let Some(source) = source.filter(|s| self.embedded.iter().all(|(known, _)| known != s)) else {
            return;
        };
        if self.embedded.len() < MAX_RECORDINGS {
            self.embedded.push((source, place.clone()));
        } else {
            let message = format!("the page has more than {MAX_RECORDINGS} recordings; this one is left out");
            log.warn(Kind::Recording, place.clone(), message, "embed only recordings of this episode");
        }
    }

    /// Looks at an address that the page links to.
    pub(crate) fn link(&mut self, url: &str, place: &Range<usize>) {
        // Two are as many as are looked at.
        if let Some(Ok(id)) = youtube(url)
            && self.linked.len() < 2
            && self.linked.iter().all(|(other, _)| other != id)
        {
            self.linked.push((id.to_owned(), place.clone()));
        }
    }

    /// The one YouTube video that a page without a recording links to.
    fn linked(&self, log: &mut Log<'_>) -> Option<(Source, Range<usize>)> {
        let [(id, place)] = &self.linked[..] else { return None };
        let message = format!("no recording is embedded; the only linked video, {id}, is used");
        log.warn(
            Kind::Recording,
            place.clone(),
            message,
            "name it in the front matter: episode: { youtube: ID }",
        );
        Some((Source::YouTube(id.clone()), place.clone()))
    }
}

/// All recordings of a page, in order of preference.
pub(crate) fn recordings(
    found: &Found,
    front: &FrontMatter,
    options: &Options,
    base: &str,
    log: &mut Log<'_>,
) -> Vec<Media> {
    let mut sources = Vec::new();
    if let Some(given) = options.youtube.clone().or_else(|| front.own("youtube")) {
        let id = youtube(&given).and_then(Result::ok).unwrap_or(&given);
        let place = if options.youtube.is_some() { 0..0 } else { front.place(log.source(), "youtube") };
        if is_id(id) {
            sources.push((Source::YouTube(id.to_owned()), place));
        } else {
            log.error(
                Kind::Recording,
                place,
                format!("{given:?} is not a YouTube video id"),
                "write the 11 characters after v= in the video's address, or the address itself",
            );
        }
    }
    let is_youtube = |(source, _): &(Source, _)| matches!(source, Source::YouTube(_));
    let (videos, files): (Vec<_>, Vec<_>) = found.embedded.iter().cloned().partition(is_youtube);
    if sources.is_empty() {
        sources.extend(videos);
    }
    let is_sound = |url: &String| [".mp3", ".m4a", ".ogg", ".opus", ".wav"].iter().any(|e| url.contains(e));
    let keys = [("audio", front.text("audio")), ("url", front.site("url").filter(is_sound))];
    if let Some((key, url)) = keys.into_iter().find_map(|(key, url)| Some((key, url?))) {
        sources.push((Source::Audio(url, None), front.place(log.source(), key)));
    }
    let video = front.own("video").map(|url| (Source::Video(url, None), front.place(log.source(), "video")));
    sources.extend(video);
    sources.extend(files);
    if sources.is_empty() {
        sources.extend(found.linked(log));
    }
    if sources.is_empty() {
        log.warn(
            Kind::NoRecording,
            0..0,
            "no recording was found in the page",
            "add to the front matter: episode: { youtube: ID } or episode: { audio: URL }; or give --youtube ID",
        );
    }
    let offset = offset(front, log);
    let mut rooted = |(source, place)| {
        Some(match source {
            Source::Audio(url, mime) => Source::Audio(address(&url, base, place, log)?, mime),
            Source::Video(url, mime) => Source::Video(address(&url, base, place, log)?, mime),
            youtube @ Source::YouTube(_) => youtube,
        })
    };
    sources.into_iter().filter_map(|s| Some(Media { source: rooted(s)?, offset })).collect()
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

/// How much later everything is in the recordings than the page says, in milliseconds.
fn offset(front: &FrontMatter, log: &mut Log<'_>) -> i32 {
    let Some(text) = front.own("offset") else { return 0 };
    match text.parse::<f64>() {
        Ok(seconds) if seconds.abs() < 1e6 => (seconds * 1000.0).round() as i32,
        _ => {
            let place = front.place(log.source(), "offset");
            let message = format!("the offset {text:?} is not a number and is left out");
            log.warn(Kind::EpisodeKey, place, message, "write seconds, such as -1.5");
            0
        }
    }
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

/// The video that an address of YouTube's names. `Some(Err)` if it names none that can be.
pub(crate) fn youtube(url: &str) -> Option<Result<&str, &str>> {
    let rest = url.strip_prefix("https:").or(url.strip_prefix("http:")).unwrap_or(url);
    let rest = rest.strip_prefix("//")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.trim_start_matches("www.").trim_start_matches("m.");
    let id = match host {
        "youtu.be" => path,
        "youtube.com" | "youtube-nocookie.com" => {
            let of_path = ["embed/", "live/", "shorts/", "v/"].iter().find_map(|p| path.strip_prefix(p));
            of_path.or_else(|| path.split(['?', '&']).find_map(|p| p.strip_prefix("v=")))?
        }
        _ => return None,
    };
    let id = id.split(['?', '&', '#', '/']).next().unwrap_or("");
    Some(if is_id(id) { Ok(id) } else { Err(id) })
}

/// 11 of `A-Z`, `a-z`, `0-9`, `_` and `-`.
pub(crate) fn is_id(id: &str) -> bool {
    id.len() == 11 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_in_every_kind_of_address() {
        for url in [
            "https://www.youtube.com/embed/abc-DEF_123",
            "https://www.youtube-nocookie.com/embed/abc-DEF_123?rel=0",
            "//youtube.com/watch?v=abc-DEF_123&t=5",
            "https://youtu.be/abc-DEF_123?t=5",
            "https://www.youtube.com/live/abc-DEF_123",
        ] {
            assert_eq!(youtube(url), Some(Ok("abc-DEF_123")), "{url}");
        }
        assert_eq!(youtube("https://youtu.be/TODO"), Some(Err("TODO")));
        assert_eq!(youtube("https://www.youtube.com/embed/abc-DEF_1234"), Some(Err("abc-DEF_1234")));
        for url in ["", "https://www.youtube.com/@tides", "https://example.org/embed/abc-DEF_123"] {
            assert_eq!(youtube(url), None, "{url}");
        }
    }
}
