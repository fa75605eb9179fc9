//! What search engines read of an episode: JSON-LD with the types of schema.org.
//!
//! [`VideoObject`](https://developers.google.com/search/docs/appearance/structured-data/video) with a `Clip` for each
//! chapter, and [`PodcastEpisode`](https://schema.org/PodcastEpisode). An object that lacks what is required is left out,
//! and a [`Lack`] says so.

use std::fmt;

use episode::{Episode, Media, Millis, Node, Source};
use serde_json::{Map, Value, json};
use url::Url;

use crate::Addresses;

/// An object that is left out, since a field that it requires is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The object's type.
    pub object: &'static str,
    /// The required field.
    pub field: &'static str,
    /// Where it would come from.
    pub from: &'static str,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { object, field, from } = self;
        write!(f, "search engines get no {object}, which requires `{field}`: {from}")
    }
}

const PAGE: &str = "give the page's address with --url";
const PUBLISHED: &str = "the episode has no `published`";
const POSTER: &str = "the episode has no `poster`";

/// Returns the objects, as the text of a `<script type="application/ld+json">`, and what is left out. `None`: there is
/// nothing to say.
pub fn structured_data(episode: &Episode, addresses: &Addresses) -> (Option<String>, Vec<Lack>) {
    let mut lacks = Vec::new();
    let mut objects = Vec::new();
    let video = episode.media.iter().find(|media| !matches!(media.source, Source::Audio(..)));
    let made = [
        video.map(|media| video_object(episode, media, addresses)),
        Some(podcast_episode(episode, addresses)),
    ];
    for object in made.into_iter().flatten() {
        match object {
            Ok(object) => objects.push(object),
            Err(lack) => lacks.push(lack),
        }
    }
    let text = (!objects.is_empty()).then(|| {
        let all = json!({ "@context": "https://schema.org", "@graph": objects });
        // In a script, `</script>` or `<!--` would be markup.
        all.to_string().replace('<', "\\u003c")
    });
    (text, lacks)
}

/// A video of the page, with its chapters as clips.
fn video_object(episode: &Episode, media: &Media, addresses: &Addresses) -> Result<Value, Lack> {
    let lack = |field, from| Lack { object: "VideoObject", field, from };
    let page = addresses.page.as_ref().ok_or_else(|| lack("url", PAGE))?;
    let date = episode.published.as_ref().ok_or_else(|| lack("uploadDate", PUBLISHED))?;
    let thumbnail = match (&media.source, &episode.poster) {
        (_, Some(poster)) => addresses.resolve_in_episode(poster).map(String::from),
        (Source::YouTube(id), None) => Some(format!("https://i.ytimg.com/vi/{id}/hqdefault.jpg")),
        _ => None,
    };
    let thumbnail = thumbnail.ok_or_else(|| lack("thumbnailUrl", POSTER))?;
    let mut out = object("VideoObject", episode, page);
    out.insert("thumbnailUrl".into(), json!([thumbnail]));
    out.insert("uploadDate".into(), json!(date));
    match &media.source {
        Source::YouTube(id) => {
            out.insert("embedUrl".into(), json!(format!("https://www.youtube.com/embed/{id}")));
        }
        Source::Audio(file, _) | Source::Video(file, _) => {
            out.insert("contentUrl".into(), json!(addresses.resolve_in_episode(file)));
        }
    }
    let clips = clips(episode, media, page);
    if !clips.is_empty() {
        out.insert("hasPart".into(), clips.into());
    }
    Ok(out.into())
}

/// The episode as one of a podcast.
fn podcast_episode(episode: &Episode, addresses: &Addresses) -> Result<Value, Lack> {
    let lack = |field, from| Lack { object: "PodcastEpisode", field, from };
    let page = addresses.page.as_ref().ok_or_else(|| lack("url", PAGE))?;
    let date = episode.published.as_ref().ok_or_else(|| lack("datePublished", PUBLISHED))?;
    let mut out = object("PodcastEpisode", episode, page);
    out.insert("datePublished".into(), json!(date));
    if let Some(number) = episode.number {
        out.insert("episodeNumber".into(), json!(number));
    }
    if let Some(series) = &episode.series {
        out.insert("partOfSeries".into(), json!({ "@type": "PodcastSeries", "name": series.name }));
    }
    let people: Vec<_> =
        episode.speakers.iter().map(|speaker| json!({ "@type": "Person", "name": speaker.name })).collect();
    if !people.is_empty() {
        out.insert("actor".into(), people.into());
    }
    let files: Vec<_> = episode
        .media
        .iter()
        .filter_map(|media| match &media.source {
            Source::Audio(file, mime) => {
                let mut object = Map::new();
                object.insert("@type".into(), "AudioObject".into());
                object.insert("contentUrl".into(), json!(addresses.resolve_in_episode(file)?));
                if let Some(mime) = mime {
                    object.insert("encodingFormat".into(), json!(mime));
                }
                Some(Value::from(object))
            }
            _ => None,
        })
        .collect();
    if !files.is_empty() {
        out.insert("associatedMedia".into(), files.into());
    }
    Ok(out.into())
}

/// What both kinds have.
fn object(kind: &str, episode: &Episode, page: &Url) -> Map<String, Value> {
    let mut out = Map::new();
    out.insert("@type".into(), kind.into());
    out.insert("name".into(), json!(episode.title));
    out.insert("url".into(), json!(page));
    let synopsis = Node::plain_text(&episode.synopsis);
    let description = if synopsis.is_empty() { episode.audience.clone() } else { Some(synopsis) };
    if let Some(description) = description {
        out.insert("description".into(), json!(description));
    }
    if let Some(language) = &episode.language {
        out.insert("inLanguage".into(), json!(language));
    }
    if let Some(duration) = episode.duration {
        out.insert("duration".into(), json!(iso(duration)));
    }
    out
}

/// The chapters, by whole seconds of the recording. Google wants no two of them to start at the same one, and each to have
/// the page's address with another query.
fn clips(episode: &Episode, media: &Media, page: &Url) -> Vec<Value> {
    let seconds = |time: Millis| (i64::from(time.0) + i64::from(media.offset)).max(0) / 1000;
    let mut chapters: Vec<_> =
        episode.chapters.iter().map(|chapter| (seconds(chapter.start), chapter)).collect();
    chapters.dedup_by_key(|(start, _)| *start);
    let ends = chapters.iter().skip(1).map(|(start, _)| Some(*start));
    let ends: Vec<_> = ends.chain([episode.duration.map(seconds)]).collect();
    let clip = |((start, chapter), end): (&(i64, &episode::Chapter), Option<i64>)| {
        let mut url = page.clone();
        url.query_pairs_mut().append_pair("t", &chapter.start.whole_seconds().to_string());
        let mut clip = json!({ "@type": "Clip", "name": chapter.title, "startOffset": start, "url": url });
        if let Some(end) = end.filter(|end| end > start) {
            clip["endOffset"] = end.into();
        }
        clip
    };
    chapters.iter().zip(ends).map(clip).collect()
}

/// A length in ISO 8601: `PT1H2M3S`.
fn iso(length: Millis) -> String {
    let seconds = length.whole_seconds();
    format!("PT{}H{}M{}S", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
