//! The page as a whole: front matter, Markdown, title, recordings and sections become one episode.

use episode::{Chapter, Episode, Millis, Node, Speaker};
use std::collections::{HashMap, HashSet};

use crate::Options;
use crate::diagnostics::{Kind, Log};
use crate::parse::builder::Block;
use crate::parse::front_matter::FrontMatter;
use crate::parse::{encoding, markdown, mask};
use crate::sections::fields::plain;
use crate::sections::turns::Heading;
use crate::sections::{Draft, Section};
use crate::sections::{links, media, meta, times};
use crate::timing::{align, estimate, mentions};

/// Reads a page of any length that the caller allows.
pub(crate) fn read<'s>(source: &'s str, options: &Options, mut log: Log<'s>) -> (Episode, Log<'s>) {
    encoding::warn(source, &mut log);
    let front = FrontMatter::read(source, &mut log);
    let base = Some(options.base.clone()).filter(|b| !b.is_empty()).or_else(|| front.own("base"));
    let base = base.unwrap_or_default();
    let masked = mask::mask(source, front.span.end, &mut log);
    let (blocks, found) = markdown::read(&masked, source, &base, &mut log);
    let (heading, sections) = outline(blocks, &mut log);
    let mut draft = Draft::read(sections, &mut log);
    let mut episode = std::mem::take(&mut draft.episode);
    episode.media = media::recordings(&found, &front, options, &base, &mut log);
    episode.poster = front.own("poster").and_then(|url| {
        let place = front.place(source, "poster");
        media::address(&url, &base, place, &mut log)
    });
    head(&mut episode, heading.as_deref(), &front, options, &mut log);
    about(&mut episode, &draft, &front, &mut log);
    chapters(&mut episode, &draft, &mut log);
    speech(&mut episode, &draft, options, &mut log);
    (episode, log)
}

/// The title, and what stands before, and under, each heading of the first two levels.
fn outline(blocks: Vec<Block>, log: &mut Log<'_>) -> (Option<String>, Vec<Section>) {
    let mut title = None;
    let mut sections = vec![Section::default()];
    for block in blocks {
        if let Node::Heading { depth: ..=2, .. } = &block.node {
            links::warn_of_lost(&links::all(std::slice::from_ref(&block)), &[], log);
        }
        match &block.node {
            Node::Heading { depth: 1, children } if title.is_none() && !plain(children).is_empty() => {
                title = Some(plain(children));
                sections.push(Section::default());
            }
            // One without words parts nothing.
            Node::Heading { children, .. } if plain(children).is_empty() => {}
            Node::Heading { depth: ..=2, children } => {
                let (title, span) = (Some(plain(children)), block.span);
                sections.push(Section { title, span, ..Section::default() });
            }
            _ => sections.last_mut().expect("never empty").blocks.push(block),
        }
    }
    (title, sections)
}

/// Title, number and id.
fn head(
    episode: &mut Episode,
    heading: Option<&str>,
    front: &FrontMatter,
    options: &Options,
    log: &mut Log<'_>,
) {
    let (number, heading) = heading.map_or((None, None), |h| {
        let (number, rest) = numbered(h);
        (number, Some(rest.to_owned()))
    });
    let site = front.site("title").map(|t| numbered(&t).1.to_owned());
    let taken = front.own("title").or(heading.clone()).or(site.clone());
    for (other, what) in [(heading, "heading"), (site, "front matter's title")] {
        if let Some(other) = other.filter(|other| Some(other) != taken.as_ref()) {
            let place = if what == "heading" { 0..0 } else { front.place(log.source(), "title") };
            log.note(
                Kind::Unused,
                place,
                format!("the {what} {other:?} is not used: the episode's title is another"),
            );
        }
    }
    episode.title = taken.unwrap_or_default();
    episode.id = front.text("slug").map_or_else(|| options.id.clone(), |slug| slug.trim_matches('/').into());
    if episode.title.is_empty() {
        let help = "add a heading at the top of the page: # Title";
        if episode.id.is_empty() {
            log.error(Kind::Title, 0..0, "the page has no title", help);
        } else {
            log.warn(Kind::Title, 0..0, "the page has no title; the file's name is used", help);
            episode.title.clone_from(&episode.id);
        }
    }
    let of_slug = || {
        let digits = episode.id.split(|c: char| !c.is_ascii_digit()).next().filter(|d| d.len() >= 2)?;
        digits.parse().ok().filter(|n| !(1990..2200).contains(n))
    };
    episode.number = front.text("number").and_then(|n| n.parse().ok()).or(number).or_else(of_slug);
    episode.language = front.text("language").or_else(|| front.site("lang"));
}

/// `Episode #050: Title`, taken apart.
fn numbered(title: &str) -> (Option<u32>, &str) {
    let rest = title.strip_prefix("Episode ").unwrap_or(title);
    let marked = rest.len() < title.len() || rest.starts_with('#');
    let digits = rest.trim_start_matches('#');
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let after = digits[end..].trim_start();
    let separated = after.strip_prefix(':').or_else(|| after.strip_prefix(times::is_dash));
    match (digits[..end].parse(), separated) {
        (Ok(number), Some(after)) if marked && !after.trim().is_empty() => (Some(number), after.trim()),
        _ => (None, title),
    }
}

/// What it is about, for whom, when.
fn about(episode: &mut Episode, draft: &Draft, front: &FrontMatter, log: &mut Log<'_>) {
    let own = front.own("duration").and_then(|d| times::length(&d)).map(|(d, _)| d);
    episode.duration = own.or(draft.meta.duration);
    episode.audience.clone_from(&draft.meta.audience);
    episode.series.clone_from(&draft.meta.series);
    let date = front.text("published").or_else(|| front.site("date"));
    episode.published = date.as_deref().and_then(meta::date).or_else(|| draft.meta.published.clone());
    if let Some(date) = date.filter(|_| episode.published.is_none()) {
        let place = front.place(log.source(), "date");
        log.warn(
            Kind::Date,
            place,
            format!("the date {date:?} is not understood and left out"),
            "write YYYY-MM-DD",
        );
    }
    if let Some(description) = front.site("description") {
        if episode.synopsis.is_empty() {
            episode.synopsis = vec![Node::Paragraph(vec![Node::Text(description)])];
        } else {
            let place = front.place(log.source(), "description");
            log.note(
                Kind::Unused,
                place,
                "the front matter's description is not used: the page has a synopsis",
            );
        }
    }
}

/// In order, from 0, each with a start of its own.
fn chapters(episode: &mut Episode, draft: &Draft, log: &mut Log<'_>) {
    let chapters = &mut episode.chapters;
    let place = draft.chapters_at.clone();
    if !chapters.is_sorted_by_key(|c| c.start) {
        log.warn(
            Kind::Chapters,
            place.clone(),
            "the chapters are not in the order of their times and were sorted",
            "check the times",
        );
        chapters.sort_by_key(|c| c.start);
    }
    if let Some(first) = chapters.first_mut().filter(|c| c.start > Millis::ZERO) {
        log.warn(
            Kind::Chapters,
            place.clone(),
            format!("the first chapter starts at {} and was moved to 00:00", first.start),
            "add a chapter at 00:00 if something else comes first",
        );
        first.start = Millis::ZERO;
    }
    chapters.dedup_by(|later, kept| {
        let same = later.start == kept.start;
        if same {
            kept.title.push_str(" / ");
            kept.title.push_str(&later.title);
        }
        same
    });
    if let (Some(last), Some(duration)) = (chapters.last(), episode.duration)
        && last.start >= duration
    {
        log.warn(
            Kind::Duration,
            place,
            format!(
                "the last chapter starts at {}, but the page gives a duration of {}",
                last.start,
                duration.as_length()
            ),
            "check both times; the duration is left out",
        );
        episode.duration = None;
    }
}

/// Speakers, turns with their times, and where the figures are said.
fn speech(episode: &mut Episode, draft: &Draft, options: &Options, log: &mut Log<'_>) {
    let mut indices = HashMap::new();
    let mut ids = HashSet::new();
    for name in draft.meta.speakers.iter().chain(draft.turns.iter().filter_map(|t| t.speaker.as_ref())) {
        let next = episode.speakers.len();
        let key = draft.speaker_key(name);
        indices.entry(key).or_insert_with(|| {
            let id = slug(name, &mut ids);
            episode.speakers.push(Speaker { id, name: name.clone() });
            next
        });
    }
    if draft.turns.is_empty() {
        log.warn(
            Kind::NoTranscript,
            0..0,
            "no transcript was found in the page",
            "put it under a heading \"## Transcript\", and start each turn with the speaker's name: **Name**: text",
        );
    }
    episode.transcript = estimate::timed(&draft.turns, &episode.chapters, episode.duration, |name| {
        indices.get(&draft.speaker_key(name)).copied()
    });
    if let Some(captions) = &options.captions {
        let heard = align::align(&mut episode.transcript, captions);
        if heard.words * 2 < heard.of {
            let message =
                format!("the captions have only {} of the transcript's {} words", heard.words, heard.of);
            log.warn(Kind::Captions, 0..0, message, "check that these are the captions of this recording");
        }
    }
    // A page without chapters may have headings in its transcript.
    let from_headings = episode.chapters.is_empty();
    for Heading { turn, time, title, span: place } in &draft.headings {
        // What stands before the first turn opens the episode, even if somebody speaks some seconds later only.
        let opening = (*turn == 0).then_some(Millis::ZERO);
        let start = time.or(opening).or_else(|| episode.transcript.turns.get(*turn).and_then(|t| t.start));
        match start.filter(|_| from_headings && !title.is_empty()) {
            Some(start) => episode.chapters.push(Chapter { start, title: title.clone(), url: None }),
            None => log.warn(
                Kind::TranscriptHeading,
                place.clone(),
                "a heading in the transcript is left out: the page has a list of chapters",
                "add it to that list if it is a chapter",
            ),
        }
    }
    if from_headings && !episode.chapters.is_empty() {
        if episode.chapters[0].start > Millis::ZERO {
            episode
                .chapters
                .insert(0, Chapter { start: Millis::ZERO, title: episode.title.clone(), url: None });
        }
        chapters(episode, draft, log);
    }
    mentions::find(&mut episode.statistics, &episode.transcript);
}

/// A name as an id: lower case, hyphens, not one that is taken.
fn slug(name: &str, taken: &mut HashSet<String>) -> String {
    let parts: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(str::to_lowercase).collect();
    let base = if parts.is_empty() { "speaker".to_owned() } else { parts.join("-") };
    let numbered = (taken.len()..).map(|n| format!("{base}-{n}"));
    let mut ids = std::iter::once(base.clone()).chain(numbered);
    ids.find(|id| taken.insert(id.clone())).expect("numbers do not end")
}
