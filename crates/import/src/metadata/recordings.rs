//! The recordings that the front matter names.

use episode::Source;
use serde_json::{Map, Value};
use std::ops::Range;

use super::keys::{Field, Found, Keys, plain, text};
use crate::diagnostics::{Kind, Log};
use crate::values::addresses::{self, SOUNDS, VIDEOS, ending, is_id, youtube};

/// A recording, and what names it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    pub(crate) source: Source,
    /// As it is shown: "the front matter's audio".
    pub(crate) by: String,
    pub(crate) place: Range<usize>,
}

/// The recordings in order of trust: a video of YouTube, sound files, video files.
pub(super) fn read(keys: Keys<'_>, log: &mut Log<'_>) -> Vec<Named> {
    let mut videos = Vec::new();
    let mut files: Vec<Vec<Named>> = Vec::new();
    let fields = [Field::YouTube, Field::Video, Field::Audio, Field::File];
    for (field, found) in
        fields.into_iter().flat_map(|field| keys.find(field).into_iter().map(move |f| (field, f)))
    {
        let mut of_key: Vec<Named> = Vec::new();
        let before = videos.len();
        for source in sources((field, found.is_own), found.value) {
            // A link, a source or an address of the page may be of anything.
            let name = plain(found.key.rsplit('.').next().unwrap_or_default());
            let is_vague = matches!(name.as_str(), "url" | "link" | "source" | "src") && field == Field::File;
            if is_vague && matches!(source, Source::YouTube(_)) {
                continue;
            }
            let by = format!("the front matter's {}", found.key);
            let named = Named { source, by, place: found.place.clone() };
            if let Source::YouTube(_) = named.source {
                videos.push(named);
            } else {
                of_key.push(named);
            }
        }
        if found.value.is_object() {
            // A map of formats: in the page's order, which the values do not keep.
            let text = &keys.source[found.place.start..keys.front.span.end.max(found.place.start)];
            of_key.sort_by_key(|named| text.find(named.source.address()));
        }
        let had_video = videos.len() > before;
        if of_key.is_empty() && found.value.is_string() {
            match field {
                Field::YouTube => tell_broken(&found, log),
                Field::Audio | Field::Video if !had_video => {
                    let value = found.text().unwrap_or_default();
                    let message = format!(
                        "the front matter's {} is not used: {value:?} is not the address of a sound or video file",
                        found.key
                    );
                    let help = "give its type too: { url: ADDRESS, type: audio/mpeg }";
                    log.warn(Kind::Recording, found.place.clone(), message, help);
                }
                _ => {}
            }
        }
        files.extend((!of_key.is_empty()).then_some(of_key));
    }
    let mut out = Vec::new();
    let mut videos = videos.into_iter();
    if let Some(first) = videos.next() {
        videos.for_each(|other| tell_contradiction(&first, &other, log));
        out.push(first);
    }
    // Of sounds and of videos, those of the first key.
    for is_sound in [true, false] {
        let is_of = |named: &Named| matches!(named.source, Source::Audio(..)) == is_sound;
        let mut of_kind = files.iter().filter(|of_key| of_key.iter().any(is_of));
        let Some(first) = of_kind.next() else { continue };
        let first: Vec<&Named> = first.iter().filter(|n| is_of(n)).collect();
        for other in of_kind.flatten().filter(|n| is_of(n)) {
            if first.iter().all(|known| file_name(known) != file_name(other)) {
                tell_contradiction(first[0], other, log);
            }
        }
        out.extend(first.into_iter().cloned());
    }
    out
}

/// The name of a recording's file, without its folder: hosts put the same file behind several addresses.
fn file_name(named: &Named) -> &str {
    addresses::file_name(named.source.address())
}

/// Warns that two sources name different recordings.
pub(crate) fn tell_contradiction(used: &Named, other: &Named, log: &mut Log<'_>) {
    if used.source == other.source {
        return;
    }
    let show = |named: &Named| match &named.source {
        Source::Audio(url, _) | Source::Video(url, _) => url.clone(),
        hosted => format!("the video {}", hosted.address()),
    };
    log.warn(
        Kind::Recording,
        other.place.clone(),
        format!("{} names {}, but {} names {}, which is used", other.by, show(other), used.by, show(used)),
        "remove the one that is not the recording of this episode",
    );
}

fn tell_broken(found: &Found<'_>, log: &mut Log<'_>) {
    let Some(value) = found.text() else { return };
    let is_video = match youtube(&value) {
        Some(id) => id.is_ok(),
        None => is_id(&value),
    };
    if is_video {
        return;
    }
    let is_page = value.contains("://") && youtube(&value).is_none();
    let place = found.place.clone();
    if is_page && !found.is_own {
        // A channel, say.
        let message =
            format!("the front matter's {} is not used: {value:?} is not the address of a video", found.key);
        log.note(Kind::Unused, place, message);
        return;
    }
    let message = format!("{value:?} is not a YouTube video id");
    let help = "write the 11 characters after v= in the video's address, or the address itself";
    if found.is_own {
        log.error(Kind::Recording, place, message, help);
    } else {
        log.warn(
            Kind::Recording,
            place,
            format!("{message}; the front matter's {} is left out", found.key),
            help,
        );
    }
}

/// The keys of a block that name a file or a video.
const ADDRESS: [&str; 12] = [
    "youtube",
    "youtubeid",
    "id",
    "videoid",
    "url",
    "src",
    "link",
    "href",
    "file",
    "path",
    "source",
    "audio",
];

/// A field, and whether it stands in our own block, where every address counts.
type Of = (Field, bool);

/// The recordings that a value of a field names.
fn sources(field: Of, value: &Value) -> Vec<Source> {
    match value {
        Value::String(_) | Value::Number(_) => {
            text(value).and_then(|text| source(field, &text, None)).into_iter().collect()
        }
        Value::Array(list) => list.iter().flat_map(|item| sources(field, item)).collect(),
        Value::Object(map) => of_block(field, map),
        _ => Vec::new(),
    }
}

fn of_block(field: Of, map: &Map<String, Value>) -> Vec<Source> {
    let find = |names: &[&str]| {
        names.iter().find_map(|name| {
            map.iter().find(|(key, _)| plain(key) == *name).and_then(|(_, value)| text(value))
        })
    };
    let mime = find(&["type", "mimetype", "mime"]).filter(|mime| mime.contains('/'));
    if let Some(source) = ADDRESS.iter().find_map(|name| source(field, &find(&[*name])?, mime.clone())) {
        return vec![source];
    }
    // A map of formats.
    let of_format = |(key, value): (&String, &Value)| {
        let (format, url) = (plain(key), text(value)?);
        if SOUNDS.contains(&&*format) {
            Some(Source::Audio(url, None))
        } else {
            VIDEOS.contains(&&*format).then_some(Source::Video(url, None))
        }
    };
    map.iter().filter_map(of_format).collect()
}

fn source((field, is_own): Of, text: &str, mime: Option<String>) -> Option<Source> {
    // An enclosure as RSS has it: address, bytes, type.
    let words: Vec<&str> = text.split_whitespace().collect();
    let (text, mime) = match words[..] {
        [url, bytes, kind] if bytes.bytes().all(|b| b.is_ascii_digit()) && kind.contains('/') => {
            (url, Some(kind.to_owned()))
        }
        _ => (text, mime),
    };
    if let Some(id) = youtube(text) {
        return id.ok().map(Source::YouTube);
    }
    let is_of_video = matches!(field, Field::YouTube | Field::Video);
    if is_of_video && is_id(text) {
        return Some(Source::YouTube(text.to_owned()));
    }
    let ending = ending(text);
    let is_video = VIDEOS.contains(&&*ending) || mime.as_deref().is_some_and(|m| m.starts_with("video/"));
    let is_sound = SOUNDS.contains(&&*ending) || mime.as_deref().is_some_and(|m| m.starts_with("audio/"));
    match field {
        _ if is_video => Some(Source::Video(text.to_owned(), mime)),
        _ if is_sound => Some(Source::Audio(text.to_owned(), mime)),
        // An address of anything else is likely a page.
        Field::Audio if is_own => Some(Source::Audio(text.to_owned(), mime)),
        Field::Video if is_own => Some(Source::Video(text.to_owned(), mime)),
        _ => None,
    }
}
