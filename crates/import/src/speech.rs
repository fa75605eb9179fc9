//! What is said: chapters in order, speakers, turns with their times, and where the figures are said.

use episode::{Chapter, Episode, Millis, Speaker, TranscriptSource};
use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Kind, Log};
use crate::from_captions;
use crate::metadata::Metadata;
use crate::options::Options;
use crate::outcome::Import;
use crate::parse::embeds::Embeds;
use crate::parse::{markdown, mask};
use crate::sections::turns::{self, Heading};
use crate::sections::{Draft, Known};
use crate::timing::{align, estimate, mentions};
use crate::tracks::Own;

/// Takes the transcript from beside the page, where the page itself has none: from a file of its own, or from the front
/// matter.
pub(crate) fn read_beside(
    draft: &mut Draft<'_>,
    metadata: &Metadata,
    options: &Options,
    base: &str,
    known: Known<'_>,
    log: &mut Log<'_>,
) {
    if !draft.turns.is_empty() {
        return;
    }
    let of_front = metadata.transcript.as_ref().map(|(text, _)| text.clone());
    let Some(text) = options.transcript.clone().or(of_front) else { return };
    let mut own = Log::new(&text);
    let mut embeds = Embeds::default();
    let masked = mask::mask(&text, 0, known.words, &mut embeds, &mut own);
    let document = markdown::read(&masked, &text, base, known.words, &mut embeds, &mut own);
    let context = turns::Context {
        is_known: &|name| draft.is_speaker(name),
        is_listed: !draft.labelled.speakers.is_empty(),
        whole: true,
        words: known.words,
    };
    let reading = turns::read(document.blocks, &context, &mut own);
    for problem in own.finish().into_iter().filter(|p| p.severity > crate::diagnostics::Severity::Note) {
        let help = problem.help.unwrap_or_default();
        let message =
            format!("in the transcript beside the page, line {}: {}", problem.line, problem.message);
        log.warn(problem.kind, 0..0, message, &help);
    }
    // Their places are in another text.
    draft.turns = reading.turns.into_iter().map(|turn| turns::Spoken { place: None, ..turn }).collect();
    draft.headings = reading.headings.into_iter().map(|h| Heading { span: 0..0, ..h }).collect();
}

/// Puts chapters in order, each with a start of its own.
pub(crate) fn chapters(episode: &mut Episode, draft: &Draft<'_>, log: &mut Log<'_>) {
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
    chapters.dedup_by(|later, kept| {
        let same = later.start == kept.start;
        if same && later.title != kept.title {
            kept.title.push_str(" / ");
            kept.title.push_str(&later.title);
        }
        if same && kept.url.is_none() {
            kept.url = later.url.take();
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
pub(crate) fn speech(
    episode: &mut Episode,
    draft: &Draft<'_>,
    people: &[String],
    heard: Option<Own<'_>>,
    log: &mut Log<'_>,
) {
    if let Some(own) = heard.filter(|_| draft.turns.is_empty()) {
        return of_captions(episode, own, log);
    }
    let mut indices = HashMap::new();
    let mut ids = HashSet::new();
    // Who takes part by the front matter or credits is shown where nobody's words are.
    let silent = draft.turns.is_empty() && draft.labelled.speakers.is_empty();
    let credited = people.iter().chain(&draft.labelled.people).filter(|_| silent);
    let said = draft.turns.iter().filter_map(|t| t.speaker.as_ref());
    for name in draft.labelled.speakers.iter().chain(credited).chain(said) {
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
    let marked = anchored(draft, &episode.chapters, log);
    let turns = &marked.0;
    episode.transcript = estimate::timed(turns, &episode.chapters, episode.duration, |name| {
        indices.get(&draft.speaker_key(name)).copied()
    });
    if let Some(own) = heard {
        // The words are the page's, and so is their language.
        if episode.language.is_none() {
            episode.transcript.language = own.language.map(str::to_owned);
        }
        let heard = align::align(&mut episode.transcript, own.captions);
        if heard.words * 2 < heard.of {
            let unused = if heard.is_enough() { "" } else { ", and are not used" };
            let message = format!(
                "the captions have only {} of the transcript's {} words{unused}",
                heard.words, heard.of
            );
            log.warn(Kind::Captions, 0..0, message, "check that these are the captions of this recording");
        }
    }
    headings(episode, draft, &marked.1, log);
    mentions::find(&mut episode.statistics, &episode.transcript);
}

/// The turns of captions, where the page has none.
fn of_captions(episode: &mut Episode, own: Own<'_>, log: &mut Log<'_>) {
    let options = Options { is_generated: own.is_generated, ..Options::default() };
    let Import { episode: heard, .. } = from_captions(own.captions, &options);
    if heard.transcript.turns.is_empty() {
        log.warn(Kind::Captions, 0..0, "the captions have no text", "choose a captions file that has text");
        return;
    }
    episode.speakers = heard.speakers;
    episode.transcript = heard.transcript;
    episode.transcript.source = TranscriptSource::Captions;
    let is_other = |language: &&str| episode.language.as_deref() != Some(*language);
    episode.transcript.language = own.language.filter(is_other).map(str::to_owned);
    mentions::find(&mut episode.statistics, &episode.transcript);
}

/// The turns, with the times of the chapters whose titles are headings among them; and which headings those are.
fn anchored(
    draft: &Draft<'_>,
    chapters: &[Chapter],
    log: &mut Log<'_>,
) -> (Vec<turns::Spoken>, HashSet<usize>) {
    let mut turns = draft.turns.clone();
    let mut repeated = HashSet::new();
    for (i, heading) in draft.headings.iter().enumerate() {
        let of_title = |c: &&Chapter| folded(&c.title) == folded(&heading.title);
        let of_time = |c: &&Chapter| heading.time.is_some_and(|time| c.start == time);
        let listed = chapters.iter().find(|c| of_title(c) && of_time(c));
        let mut of_one = chapters.iter().filter(of_title);
        let listed = listed.or_else(|| of_one.next().filter(|_| of_one.next().is_none()));
        let Some(chapter) = listed.or_else(|| chapters.iter().find(of_time)) else { continue };
        repeated.insert(i);
        if chapter.title != heading.title && !heading.title.is_empty() {
            let message = format!(
                "the heading {:?} is not used: the list calls the chapter {:?}",
                heading.title, chapter.title
            );
            log.note(Kind::Unused, heading.span.clone(), message);
        }
        if let Some(time) = heading.time.filter(|time| *time != chapter.start) {
            let message = format!(
                "the heading says that {:?} starts at {time}, the list of chapters at {}, which is used",
                heading.title, chapter.start
            );
            log.warn(Kind::Chapters, heading.span.clone(), message, "make both say the same");
        }
        if heading.time.is_none()
            && let Some(turn) = turns.get_mut(heading.turn)
        {
            turn.anchors.insert(0, (0, chapter.start));
        }
    }
    (turns, repeated)
}

/// A title without what makers write in different ways.
fn folded(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Makes chapters of the headings in a transcript, where a page has no list of them.
fn headings(episode: &mut Episode, draft: &Draft<'_>, repeated: &HashSet<usize>, log: &mut Log<'_>) {
    let from_headings = episode.chapters.is_empty();
    // Where some name their times, the others are no chapters.
    let any_timed = draft.headings.iter().any(|heading| heading.time.is_some());
    for (i, Heading { turn, time, title, url, span: place }) in draft.headings.iter().enumerate() {
        if repeated.contains(&i) {
            continue;
        }
        if draft.is_template(title) || (from_headings && any_timed && time.is_none()) {
            log.note(
                Kind::Unused,
                place.clone(),
                format!("the heading {title:?} in the transcript is no chapter"),
            );
            continue;
        }
        // What stands before the first turn opens the episode, even if somebody speaks some seconds later only.
        let opening = (*turn == 0).then_some(Millis::ZERO);
        let start = time.or(opening).or_else(|| episode.transcript.turns.get(*turn).and_then(|t| t.start));
        match start.filter(|_| from_headings && !title.is_empty()) {
            Some(start) => episode.chapters.push(Chapter { start, title: title.clone(), url: url.clone() }),
            None => log.warn(
                Kind::TranscriptHeading,
                place.clone(),
                "a heading in the transcript is left out: the page has a list of chapters",
                "add it to that list if it is a chapter",
            ),
        }
    }
    if from_headings && !episode.chapters.is_empty() {
        chapters(episode, draft, log);
    }
}

/// A name as an id: lower case, hyphens, not one that is taken.
pub(crate) fn slug(name: &str, taken: &mut HashSet<String>) -> String {
    let parts: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(str::to_lowercase).collect();
    let base = if parts.is_empty() { "speaker".to_owned() } else { parts.join("-") };
    let numbered = (taken.len()..).map(|n| format!("{base}-{n}"));
    let mut ids = std::iter::once(base.clone()).chain(numbered);
    ids.find(|id| taken.insert(id.clone())).expect("numbers do not end")
}
