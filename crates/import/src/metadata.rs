//! What the front matter says of the episode.

mod chapters;
pub(crate) mod keys;
mod people;
mod recordings;

use episode::{Chapter, Link, Millis};
use serde_json::{Map, Value};
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::options::Site;
use crate::outcome::Reference;
use crate::parse::front_matter::FrontMatter;
use crate::values::addresses::PICTURES;
use crate::values::{addresses, dates, languages, times};
use crate::words::Words;
use keys::{Field, Found, Keys};

pub(crate) use recordings::{Named, tell_contradiction};

/// What a front matter says of the episode, checked.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<Titled>,
    pub(crate) number: Option<u32>,
    pub(crate) slug: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) duration: Option<Millis>,
    pub(crate) description: Option<(String, Range<usize>)>,
    pub(crate) poster: Option<String>,
    /// What to go on with at the end.
    pub(crate) next: Option<Link>,
    /// In order of trust.
    pub(crate) recordings: Vec<Named>,
    /// In milliseconds.
    pub(crate) offset: i32,
    /// Who takes part, by name.
    pub(crate) people: Vec<String>,
    /// Who takes part, by ids that stand for names elsewhere on the site.
    pub(crate) ids: Vec<String>,
    pub(crate) chapters: Vec<Chapter>,
    /// Where the chapters are.
    pub(crate) chapters_at: Range<usize>,
    /// The transcript itself, as Markdown.
    pub(crate) transcript: Option<(String, Range<usize>)>,
    pub(crate) is_generated: bool,
}

/// A title, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Titled {
    pub(crate) text: String,
    pub(crate) place: Range<usize>,
    /// In our own block.
    pub(crate) is_own: bool,
}

/// What goes before addresses that start at the site's root.
pub(crate) fn base(front: &FrontMatter, site: &Site, source: &str) -> Option<String> {
    Keys { front, site, source }.find(Field::Base).iter().filter(|found| found.is_own).find_map(Found::text)
}

/// What to do about a language that is no tag.
pub(crate) const HELP_LANGUAGE: &str = "write a language tag, such as en or pt-BR";

/// The language of the page.
pub(crate) fn language(front: &FrontMatter, site: &Site, source: &str) -> Option<String> {
    let found = Keys { front, site, source }.find(Field::Language);
    found.iter().filter_map(Found::text).find_map(|text| languages::tag(&text))
}

/// Files of captions or of a transcript that the front matter names, in order of trust.
pub(crate) fn references(front: &FrontMatter, site: &Site, source: &str) -> Vec<Reference> {
    let keys = Keys { front, site, source };
    let mut out: Vec<Reference> = Vec::new();
    // A block of a video may have its own.
    let blocks =
        keys.find(Field::Video).into_iter().chain(keys.find(Field::YouTube)).chain(keys.find(Field::Audio));
    let of_blocks = blocks.flat_map(|found| {
        let names = ["captions", "subtitles", "transcript", "vtt", "srt"];
        let own: Vec<_> = names.iter().filter_map(|name| Some((*name, found.value.get(*name)?))).collect();
        own.into_iter()
            .map(move |(name, value)| (value, format!("{}.{name}", found.key), found.place.clone()))
    });
    let named = keys
        .find(Field::Captions)
        .into_iter()
        .map(|found| (found.value, found.key.clone(), found.place.clone()));
    for (value, key, place) in named.chain(of_blocks) {
        for (path, language) in paths(value) {
            if out.iter().all(|known| known.path != path) {
                out.push(Reference { path, language, key: key.clone(), span: place.clone() });
            }
        }
    }
    out
}

/// The files that a value names: a text, a list, blocks, or a map of languages; each with its language, where that is given.
fn paths(value: &Value) -> Vec<(String, Option<String>)> {
    match value {
        Value::String(text) if is_path(text) => vec![(text.trim().to_owned(), None)],
        Value::Array(list) => list.iter().flat_map(paths).collect(),
        Value::Object(map) => {
            let file = FILE.iter().find_map(|key| map.get(*key));
            let Some(file) = file else { return paths_by_language(map) };
            let names = ["language", "lang", "srclang", "hreflang", "locale"];
            let said = names.iter().find_map(|key| languages::language(map.get(*key)?.as_str()?));
            let tag = said.map(|language| language.tag);
            paths(file).into_iter().map(|(path, own)| (path, own.or_else(|| tag.clone()))).collect()
        }
        _ => Vec::new(),
    }
}

/// The files of a map of languages: `{ en: tides.vtt, de: gezeiten.vtt }`. Other keys are passed over.
fn paths_by_language(map: &Map<String, Value>) -> Vec<(String, Option<String>)> {
    let tagged = map.iter().filter_map(|(key, value)| Some((languages::language(key)?.tag, value)));
    let files = |(tag, value): (String, &Value)| {
        paths(value).into_iter().map(move |(path, _)| (path, Some(tag.clone())))
    };
    tagged.flat_map(files).collect()
}

/// The keys of such a map that name a file, and no language.
fn unknown_languages(value: &Value) -> Vec<&str> {
    let map = value.as_object().filter(|map| !FILE.iter().any(|key| map.contains_key(*key)));
    let keys = map.into_iter().flatten().filter(|(_, value)| !paths(value).is_empty()).map(|(key, _)| &**key);
    keys.filter(|key| languages::language(key).is_none()).collect()
}

/// The keys of a block that name its file.
const FILE: [&str; 5] = ["url", "src", "href", "file", "path"];

/// Whether a text is a file's name or address rather than a transcript.
fn is_path(text: &str) -> bool {
    let text = text.trim();
    let ending = text.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.'));
    !text.contains('\n')
        && text.len() < 500
        && ending
            .is_some_and(|(_, e)| (1..=10).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric()))
}

impl Metadata {
    /// Reads what the keys of a page say.
    pub(crate) fn read(
        front: &FrontMatter,
        site: &Site,
        base: &str,
        words: &Words,
        log: &mut Log<'_>,
    ) -> Self {
        let keys = Keys { front, site, source: log.source() };
        keys.tell_the_rest(log);
        let (chapters, chapters_at) = chapters::read(keys, base, log);
        let (people, ids) = people::read(keys, words, log);
        let mut metadata = Self {
            title: keys.find(Field::Title).into_iter().find_map(|found| {
                let text = found.text()?;
                Some(Titled { text, place: found.place, is_own: found.is_own })
            }),
            number: keys.find(Field::Number).iter().find_map(|found| number(&found.text()?)),
            slug: keys.text(Field::Slug).map(|slug| slug.trim_matches('/').to_owned()),
            language: language(front, site, log.source()),
            published: None,
            duration: None,
            description: keys.find(Field::Description).into_iter().find_map(|f| Some((f.text()?, f.place))),
            poster: None,
            next: next(keys, base, log),
            recordings: recordings::read(keys, log),
            offset: offset(keys, log),
            people,
            ids,
            chapters,
            chapters_at,
            transcript: None,
            is_generated: keys.find(Field::Generated).iter().any(|found| *found.value == Value::Bool(true)),
        };
        metadata.tell_language(keys, log);
        Self::tell_captions(keys, log);
        metadata.published(keys, log);
        metadata.duration(keys, words, log);
        metadata.poster(keys, base, log);
        metadata.transcript = keys.find(Field::Captions).into_iter().find_map(|found| {
            let text = found.value.as_str().filter(|text| text.trim().contains('\n'))?;
            Some((text.to_owned(), found.place))
        });
        metadata
    }

    fn tell_language(&self, keys: Keys<'_>, log: &mut Log<'_>) {
        for found in keys.find(Field::Language).into_iter().filter(|_| self.language.is_none()) {
            let Some(text) = found.text() else { continue };
            let message = format!(
                "the language {text:?} of the front matter's {} is no language tag and left out",
                found.key
            );
            log.warn(Kind::Language, found.place, message, HELP_LANGUAGE);
        }
    }

    fn tell_captions(keys: Keys<'_>, log: &mut Log<'_>) {
        for found in keys.find(Field::Captions) {
            for key in unknown_languages(found.value) {
                let message = format!(
                    "{key:?} in the front matter's {} is no language, and its file is left out",
                    found.key
                );
                log.warn(Kind::Language, found.place.clone(), message, HELP_LANGUAGE);
            }
        }
    }

    fn published(&mut self, keys: Keys<'_>, log: &mut Log<'_>) {
        for found in keys.find(Field::Published) {
            let Some(text) = found.text() else { continue };
            self.published = dates::date(&text);
            if self.published.is_some() {
                return;
            }
            let message = format!(
                "the date {text:?} of the front matter's {} is not understood and left out",
                found.key
            );
            log.warn(Kind::Date, found.place, message, "write YYYY-MM-DD");
        }
    }

    fn duration(&mut self, keys: Keys<'_>, words: &Words, log: &mut Log<'_>) {
        let named = keys.find(Field::Duration);
        // A block of a recording may have its own.
        let blocks =
            [Field::Video, Field::Audio, Field::YouTube].into_iter().flat_map(|field| keys.find(field));
        let of_blocks = blocks.filter_map(|found| {
            let value = found.value.get("duration")?;
            Some(Found { value, key: format!("{}.duration", found.key), ..found })
        });
        for found in named.into_iter().chain(of_blocks.collect::<Vec<_>>()) {
            let Some(text) = found.text() else { continue };
            // `length` is often in bytes, and `time` a time of day.
            let name = found.key.rsplit('.').next().unwrap_or_default();
            let is_sure = !matches!(keys::plain(name).as_str(), "length" | "time");
            let seconds = || text.parse::<f64>().ok().and_then(Millis::from_seconds).filter(|_| is_sure);
            if let Some(duration) = seconds().or_else(|| times::length(&text, words).map(|(time, _)| time)) {
                if duration > Millis::ZERO {
                    self.duration = Some(duration);
                    return;
                }
            } else if is_sure {
                let message = format!(
                    "the duration {text:?} of the front matter's {} is not understood and left out",
                    found.key
                );
                log.warn(Kind::Duration, found.place, message, "write h:mm:ss, or seconds");
            }
        }
    }

    fn poster(&mut self, keys: Keys<'_>, base: &str, log: &mut Log<'_>) {
        for found in keys.find(Field::Poster) {
            let inner = ["src", "url", "path", "href"].iter().find_map(|key| found.value.get(*key));
            let Some(url) = found.text().or_else(|| inner.and_then(keys::text)) else { continue };
            let is_sure = keys::plain(&found.key).ends_with("poster");
            if is_sure || PICTURES.contains(&&*addresses::ending(&url)) {
                self.poster = addresses::file(&url, base, found.place, log);
                return;
            }
            let message = format!(
                "the front matter's {} is not used: {url:?} is not the address of a picture",
                found.key
            );
            log.note(Kind::Unused, found.place, message);
        }
    }
}

/// `31`, `"031"`, `"Episode 31"`, `"#31"`; not `"S01E02"`.
fn number(text: &str) -> Option<u32> {
    let digits =
        text.trim_start_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '#' | '.'));
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// What to go on with at the end: of our own block alone, for `next` at the top level is where a site's pager leads.
fn next(keys: Keys<'_>, base: &str, log: &mut Log<'_>) -> Option<Link> {
    let found = keys.find(Field::Next).into_iter().find(|found| found.is_own)?;
    let text = |key| found.value.get(key).and_then(keys::text);
    let Some((title, url)) = text("title").zip(text("url")) else {
        let message = format!("the front matter's {} is not understood and left out", found.key);
        log.warn(Kind::EpisodeKey, found.place, message, "write { title: …, url: … }");
        return None;
    };
    let url = addresses::file(&url, base, found.place, log)?;
    Some(Link { title, url: Some(url) })
}

/// How much later everything is in the recordings than the page says, in milliseconds.
fn offset(keys: Keys<'_>, log: &mut Log<'_>) -> i32 {
    for found in keys.find(Field::Offset).into_iter().filter(|found| found.is_own) {
        let Some(text) = found.text() else { continue };
        match text.parse::<f64>() {
            Ok(seconds) if seconds.abs() < 1e6 => return (seconds * 1000.0).round() as i32,
            _ => {
                let message = format!("the offset {text:?} is not a number and is left out");
                log.warn(Kind::EpisodeKey, found.place, message, "write seconds, such as -1.5");
            }
        }
    }
    0
}
