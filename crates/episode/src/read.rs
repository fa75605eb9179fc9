//! Reads JSON into the model, and reports all faults with their places.
//!
//! A file with a fault is refused: the player never shows half of it as if it were whole. What a warning is about was
//! repaired. [`wire`] has the keys and their types; the rules about their values are here.

mod keys;
mod nodes;
#[cfg(all(test, feature = "schema"))]
mod tests;

use std::collections::BinaryHeap;
use std::fmt;

use crate::json::{self, Json};
use crate::model::{
    Chapter, Episode, Link, Media, Mention, Related, ResourceGroup, Section, Series, Source, Speaker,
    Statistic, Timing, Transcript, TranscriptSource, Turn,
};
#[cfg(feature = "keywords")]
use crate::model::{Keyword, Keywords};
use crate::report::{At, Fault, Quoted, Report};
use crate::text;
use crate::time::Millis;
use crate::wire;
use keys::Keys;
use nodes::nodes;

/// An episode that was read, and the warnings about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The episode.
    pub episode: Episode,
    /// The first [`MOST_LISTED`](crate::MOST_LISTED) warnings.
    pub warnings: Vec<Fault>,
    /// How many more warnings there are.
    pub omitted: usize,
}

/// A file that cannot be shown, with everything that is wrong in it. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// In the order of the format, the transcript before the figures that are said in it: the first
    /// [`MOST_LISTED`](crate::MOST_LISTED).
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub omitted: usize,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { "" } else { "\n" })?;
        }
        match self.omitted {
            0 => Ok(()),
            1 => f.write_str("\nand 1 more error"),
            omitted => write!(f, "\nand {omitted} more errors"),
        }
    }
}

impl std::error::Error for Refused {}

/// Reads and checks an episode, from the text of its JSON.
///
/// # Errors
/// Everything that is wrong with it, each with its place.
pub fn read(json: &str) -> Result<Read, Refused> {
    let mut report = Report::default();
    let mut episode = Episode::default();
    match Json::parse(json) {
        Ok(json) => keys::object(&json, At::Root, &mut report, &mut |keys| read_episode(keys, &mut episode)),
        Err(json::SyntaxError { found, line, column, wanted, .. }) => {
            report.fault(At::Root, &format_args!("{found} in line {line}, column {column}"), wanted);
        }
    }
    let Report { faults, warnings, .. } = report;
    if faults.listed.is_empty() {
        Ok(Read { episode, warnings: warnings.listed, omitted: warnings.omitted })
    } else {
        Err(Refused { faults: faults.listed, omitted: faults.omitted })
    }
}

fn read_episode(keys: &mut Keys<'_>, episode: &mut Episode) {
    keys.text("$schema"); // for editors
    if let Some(version) = keys.number("version").filter(|version| *version != wire::VERSION) {
        let wanted = "1: this player knows version 1 of the format only; take a newer player";
        keys.fault("version", &version, wanted);
    }
    episode.id = keys.text("id").unwrap_or_default();
    episode.number = keys.number("number");
    episode.title = keys.required_text("title");
    episode.language = language(keys);
    episode.published = keys.text("published");
    episode.duration = keys.time("duration");
    keys.objects("media", &mut |keys| episode.media.extend(media(keys)));
    if episode.media.is_empty() {
        keys.warn("media", &"none", "a recording; the episode is shown without one");
    }
    episode.poster = keys.url("poster").filter(|url| {
        let is_picture = !["mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme));
        if !is_picture {
            keys.warn("poster", &Quoted(url), "the address of a picture; it was left out");
        }
        is_picture
    });
    let faults = keys.report.count();
    let mut ids = BinaryHeap::new();
    keys.objects("speakers", &mut |keys| episode.speakers.push(speaker(keys, &mut ids)));
    let ids = ids.into_sorted_vec();
    for again in ids.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| &pair[1]) {
        let place = keys.at.key("speakers");
        let place = place.index(again.1);
        let found = format_args!("{} again", Quoted(&again.0));
        keys.report.fault(place.key("id"), &found, "an id of its own");
    }
    // Where a speaker is wrong, no turn is blamed for naming it.
    let speakers = (keys.report.count() == faults).then_some(&*ids);
    keys.object("series", &mut |keys| {
        episode.series = Some(Series {
            name: keys.required_text("name"),
            part: keys.number("part"),
            of: keys.number("of"),
        });
    });
    keys.object("next", &mut |keys| episode.next = Some(link(keys)));
    episode.audience = keys.text("audience");
    episode.synopsis = nodes(keys, "synopsis");
    keys.objects("chapters", &mut |keys| chapter(keys, &mut episode.chapters));
    if let (Some(duration), Some(last)) = (episode.duration, episode.chapters.last())
        && last.start >= duration
    {
        let place = keys.at.key("chapters");
        let place = place.index(episode.chapters.len() - 1);
        keys.report.warn(
            place.key("start"),
            &last.start,
            "a start before the duration; the duration was left out",
        );
        episode.duration = None;
    }
    keys.object("transcript", &mut |keys| transcript(keys, speakers, &mut episode.transcript));
    if episode.transcript.turns.is_empty() {
        let place = keys.at.key("transcript");
        keys.report.warn(place.key("turns"), &"none", "turns; the episode is shown without a transcript");
    }
    keys.objects("translations", &mut |keys| {
        let mut translation = Transcript::default();
        transcript(keys, speakers, &mut translation);
        if translation.language.is_none() {
            keys.fault("language", &"none", "a language tag: readers select a translation by it");
        }
        if translation.turns.is_empty() {
            keys.warn("turns", &"none", "turns; the translation was left out");
        } else {
            episode.translations.push(translation);
        }
    });
    let counts = episode.transcript.turns.iter().map(|turn| text::count(&turn.text));
    let counts: Vec<usize> = counts.collect();
    keys.objects("statistics", &mut |keys| episode.statistics.push(statistic(keys, &counts)));
    #[cfg(feature = "keywords")]
    keys.object("keywords", &mut |keys| {
        let counts = episode.transcript.turns.iter().map(|turn| text::units(&turn.text).len());
        let counts: Vec<usize> = counts.collect();
        let mut keywords = Keywords { others: keys.number("others").unwrap_or(0), words: Vec::new() };
        keys.objects("words", &mut |keys| keywords.words.extend(keyword(keys, &counts)));
        episode.keywords = Some(keywords);
    });
    // They are known, although the widget has no use for them.
    #[cfg(not(feature = "keywords"))]
    keys.value("keywords");
    keys.objects("sections", &mut |keys| {
        episode
            .sections
            .push(Section { title: keys.required_text("title"), children: nodes(keys, "children") });
    });
    keys.objects("related", &mut |keys| {
        episode.related.push(Related {
            title: keys.required_text("title"),
            url: keys.url("url"),
            note: keys.text("note"),
        });
    });
    keys.objects("resources", &mut |keys| {
        let mut group = ResourceGroup { title: keys.text("title"), links: Vec::new() };
        keys.objects("links", &mut |keys| group.links.push(link(keys)));
        episode.resources.push(group);
    });
}

fn link(keys: &mut Keys<'_>) -> Link {
    Link { title: keys.required_text("title"), url: keys.url("url") }
}

/// Returns whether a text is a language tag, as far as it becomes an attribute of the page: parts of 1 to 8 letters and
/// digits (BCP 47).
pub fn is_language_tag(text: &str) -> bool {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.split('-').all(is_part)
}

fn language(keys: &mut Keys<'_>) -> Option<String> {
    let tag = keys.text("language")?;
    let is_tag = is_language_tag(&tag);
    if !is_tag {
        keys.warn("language", &Quoted(&tag), "a language tag, such as \"en\" or \"pt-BR\"; it was left out");
    }
    is_tag.then_some(tag)
}

fn media(keys: &mut Keys<'_>) -> Option<Media> {
    let (youtube, audio, video) = (keys.text("youtube"), keys.text("audio"), keys.text("video"));
    let (mime, offset) = (keys.text("type"), keys.offset("offset"));
    let source = match (youtube, audio, video) {
        (Some(id), None, None) => {
            if !is_youtube_id(&id) {
                keys.fault("youtube", &Quoted(&id), "a video's id: 11 of A-Z, a-z, 0-9, _ and -");
            }
            Source::YouTube(id)
        }
        (None, Some(url), None) if keys.may_follow("audio", &url) => Source::Audio(url, mime),
        (None, None, Some(url)) if keys.may_follow("video", &url) => Source::Video(url, mime),
        (None, Some(_), None) | (None, None, Some(_)) => return None,
        _ => {
            let wanted = "exactly one of youtube, audio and video";
            keys.report.fault(keys.at, &"none or several of them", wanted);
            return None;
        }
    };
    Some(Media { source, offset })
}

/// The ids of speakers with their indices, in the order of the ids.
type SpeakerIds = [(String, usize)];

fn speaker(keys: &mut Keys<'_>, ids: &mut BinaryHeap<(String, usize)>) -> Speaker {
    let (id, name) = (keys.required_text("id"), keys.required_text("name"));
    ids.push((id.clone(), ids.len()));
    Speaker { id, name }
}

fn chapter(keys: &mut Keys<'_>, chapters: &mut Vec<Chapter>) {
    let (start, title) = (keys.required_time("start"), keys.required_text("title"));
    let url = keys.url("url");
    let Some(start) = start else { return };
    match chapters.last_mut() {
        Some(last) if start < last.start => {
            keys.fault_beside("start", &start, "a start after the chapter before", &last.start);
            return;
        }
        Some(last) if start == last.start => {
            keys.warn("start", &start, "a start of its own; it was joined with the chapter before");
            last.title += " / ";
            last.title += &title;
            return;
        }
        _ => {}
    }
    chapters.push(Chapter { start, title, url });
}

fn transcript(keys: &mut Keys<'_>, speakers: Option<&SpeakerIds>, transcript: &mut Transcript) {
    transcript.language = language(keys);
    let source = keys.text("source");
    transcript.source = match source.as_deref() {
        Some("captions") => TranscriptSource::Captions,
        Some("page") | None => TranscriptSource::Page,
        Some(other) => {
            keys.fault("source", &Quoted(other), "page or captions");
            TranscriptSource::Page
        }
    };
    transcript.generated = keys.flag("generated").unwrap_or(false);
    let timing = keys.text("timing");
    transcript.timing = match timing.as_deref() {
        Some("captions") => Timing::Captions,
        Some("estimated") => Timing::Estimated,
        Some("none") | None => Timing::None,
        Some(other) => {
            keys.fault("timing", &Quoted(other), "captions, estimated or none");
            Timing::None
        }
    };
    let timed = transcript.timing != Timing::None;
    let turns = &mut transcript.turns;
    keys.objects("turns", &mut |keys| {
        let before = turns.last().and_then(|turn| turn.start).unwrap_or_default();
        let turn = turn(keys, speakers, timed, before);
        turns.push(turn);
    });
}

fn turn(keys: &mut Keys<'_>, speakers: Option<&SpeakerIds>, timed: bool, before: Millis) -> Turn {
    let mut speaker = None;
    if let (Some(id), Some(speakers)) = (keys.text("speaker"), speakers) {
        let found = speakers.binary_search_by(|(other, _)| other.cmp(&id));
        speaker = found.ok().map(|at| speakers[at].1);
        if speaker.is_none() {
            keys.fault("speaker", &Quoted(&id), "the id of a listed speaker");
        }
    }
    let start = if timed { keys.required_time("start") } else { keys.time("start") };
    let end = keys.time("end");
    let text = keys.required_text("text");
    let times = keys.offsets("words");
    let estimated = keys.flag("estimated").unwrap_or(false);
    if !timed {
        return Turn { speaker, text, ..Turn::default() };
    }
    if let Some(start) = start {
        if start < before {
            keys.fault_beside("start", &start, "a start not before the turn before", &before);
        }
        if let Some(end) = end.filter(|end| *end < start) {
            keys.fault_beside("end", &end, "an end not before its start", &start);
        }
    }
    let count = text::count(&text);
    let is_by_unit = || times.len() == text::unit_ranges_utf16(&text).len();
    if !times.is_empty() && times.len() != count && count > 0 && !is_by_unit() {
        keys.fault_beside("words", &format_args!("{} times", times.len()), "one for each word", &count);
    }
    Turn { speaker, start, end, text, words: times, estimated }
}

/// `counts` are the numbers of words of each turn.
fn statistic(keys: &mut Keys<'_>, counts: &[usize]) -> Statistic {
    let metric = keys.required_text("metric");
    let value = keys.required_text("value");
    let source = keys.text("source");
    let mut mentions = BinaryHeap::new();
    keys.objects("mentions", &mut |keys| mentions.extend(mention(keys, counts)));
    let mentions = mentions.into_sorted_vec().into_iter();
    let mentions = mentions.map(|(start, turn, word)| Mention { turn, word, start }).collect();
    Statistic { metric, value, source, mentions }
}

/// Start, turn and word of a mention.
fn mention(keys: &mut Keys<'_>, counts: &[usize]) -> Option<(Millis, u32, u32)> {
    let (turn, word) = (keys.number("turn").unwrap_or(0), keys.number("word").unwrap_or(0));
    let start = keys.required_time("start")?;
    is_said(keys, counts, turn, word).then_some((start, turn, word))
}

#[cfg(feature = "keywords")]
fn keyword(keys: &mut Keys<'_>, counts: &[usize]) -> Option<Keyword> {
    let (text, count) = (keys.required_text("text"), keys.number("count").unwrap_or(0));
    let (turn, word) = (keys.number("turn").unwrap_or(0), keys.number("word").unwrap_or(0));
    is_said(keys, counts, turn, word).then_some(Keyword { text, count, turn, word })
}

/// Returns whether the transcript has a word of a turn; warns if not.
fn is_said(keys: &mut Keys<'_>, counts: &[usize], turn: u32, word: u32) -> bool {
    match counts.get(turn as usize) {
        None => keys.warn("turn", &turn, "a turn of the transcript; it was left out"),
        Some(count) if word as usize >= *count => {
            keys.warn("word", &word, "a word of that turn; it was left out");
        }
        Some(_) => return true,
    }
    false
}

/// Whether a text has the form of a YouTube video's id: 11 of `A-Z a-z 0-9 _ -`.
pub fn is_youtube_id(id: &str) -> bool {
    id.len() == 11 && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
