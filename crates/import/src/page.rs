//! The page as a whole: front matter, Markdown, title, recordings and sections become one episode.

use episode::{Chapter, Episode, Media, Millis, Node, Source, Speaker};
use markdown::mdast;
use markdown::{Constructs, ParseOptions};
use std::collections::HashMap;

use crate::fields::plain;
use crate::front_matter::FrontMatter;
use crate::nodes::Context;
use crate::problem::Log;
use crate::sections::{Draft, Section};
use crate::{Options, estimate, mask, media, mentions, meta, mojibake, times};

/// Reads a page of any length that the caller allows.
pub(crate) fn read<'s>(source: &'s str, options: &Options, mut log: Log<'s>) -> (Episode, Log<'s>) {
    mojibake::warn(source, &mut log);
    let front = FrontMatter::read(source, &mut log);
    let masked = mask::mask(source, &mut log);
    let tree = match markdown::to_mdast(&masked, &parse_options()) {
        Ok(tree) => tree,
        Err(error) => {
            log.error(0..0, format!("the page is not Markdown: {}", error.reason), "mend the page");
            return (Episode::default(), log);
        }
    };
    let blocks = tree.children().map_or(&[][..], Vec::as_slice);
    let media = recordings(blocks, &front, options, &mut log);
    let mut cx = Context { source, base: &options.base, definitions: definitions(blocks), log };

    let (heading, sections) = outline(blocks, &mut cx);
    let mut draft = Draft::read(sections, &mut cx);
    let mut episode = std::mem::take(&mut draft.episode);
    episode.media = media;
    head(&mut episode, heading, &front, options, &mut cx);
    about(&mut episode, &draft, &front, &mut cx);
    chapters(&mut episode, &draft, &mut cx.log);
    speech(&mut episode, &draft, &mut cx.log);
    (episode, cx.log)
}

/// GitHub's Markdown with front matter; indented code is prose that was indented, as in MDX.
fn parse_options() -> ParseOptions {
    let constructs = Constructs {
        frontmatter: true,
        code_indented: false,
        gfm_footnote_definition: true,
        ..Constructs::gfm()
    };
    ParseOptions { constructs, ..ParseOptions::gfm() }
}

/// Where `[text][label]` leads.
fn definitions(blocks: &[mdast::Node]) -> HashMap<String, String> {
    let mut out = HashMap::new();
    media::for_each(blocks, &mut |node| {
        if let mdast::Node::Definition(d) = node {
            out.entry(d.identifier.clone()).or_insert_with(|| d.url.clone());
        }
    });
    out
}

/// The title, and what stands before, and under, each heading of the first two levels.
fn outline(blocks: &[mdast::Node], cx: &mut Context<'_, '_>) -> (Option<String>, Vec<Section>) {
    let mut title = None;
    let mut sections: Vec<(Option<&mdast::Heading>, usize, usize)> = vec![(None, 0, 0)];
    let mut in_admonition = 0usize;
    for (i, node) in blocks.iter().enumerate() {
        match cx.fence(node).map(|f| f.trim_matches(':').is_empty()) {
            Some(true) => in_admonition = in_admonition.saturating_sub(1),
            Some(false) => in_admonition += 1,
            None => {}
        }
        if let mdast::Node::Heading(h) = node
            && h.depth <= 2
            && in_admonition == 0
        {
            let heading = if h.depth == 1 && title.is_none() {
                title = Some(plain(&cx.inlines(&h.children)));
                None
            } else {
                Some(h)
            };
            sections.push((heading, i + 1, i + 1));
        }
        if let Some(last) = sections.last_mut() {
            last.2 = i + 1;
        }
    }
    let of = |(heading, from, to): (Option<&mdast::Heading>, usize, usize)| {
        let content = blocks[from.min(to)..to].iter().filter(|n| !matches!(n, mdast::Node::Yaml(_)));
        Section {
            title: heading.map(|h| plain(&cx.inlines(&h.children))),
            span: heading.and_then(|h| h.position.as_ref()).map_or(0..0, |p| p.start.offset..p.end.offset),
            blocks: cx.placed(content),
            is_head: false,
        }
    };
    (title, sections.into_iter().map(of).collect())
}

/// The recordings: what was asked for, what the front matter names, what the page embeds, what it links to.
fn recordings(
    blocks: &[mdast::Node],
    front: &FrontMatter,
    options: &Options,
    log: &mut Log<'_>,
) -> Vec<Media> {
    let of = |source| Media { source, offset: 0 };
    let mut out = Vec::new();
    if let Some(id) = options.youtube.clone().or_else(|| front.text("youtube", &[])) {
        let id = match media::youtube(&id) {
            Some(Ok(id)) => id.to_owned(),
            _ => id,
        };
        if media::is_id(&id) {
            out.push(of(Source::YouTube(id)));
        } else {
            log.error(0..0, format!("{id:?} is not a YouTube id"), "an id has 11 of A-Z, a-z, 0-9, _ and -");
        }
    }
    let embedded = media::embedded(blocks, log);
    if out.is_empty() {
        out.extend(embedded.iter().filter(|m| matches!(m.source, Source::YouTube(_))).cloned());
    }
    let is_sound = |url: &String| url.contains(".mp3") || url.contains(".m4a") || url.contains(".ogg");
    let audio = front.text("audio", &["audio"]).or_else(|| front.text("", &["url"]).filter(is_sound));
    out.extend(audio.map(|url| of(Source::Audio(url, None))));
    out.extend(front.text("video", &[]).map(|url| of(Source::Video(url, None))));
    out.extend(embedded.into_iter().filter(|m| !matches!(m.source, Source::YouTube(_))));
    if out.is_empty() {
        out.extend(media::linked(blocks, log));
    }
    if out.is_empty() {
        log.warn(
            0..0,
            "the page names no recording",
            "give --youtube ID, or in the front matter: episode: { youtube: ID } or episode: { audio: URL }",
        );
    }
    out
}

/// Title, number and id.
fn head(
    episode: &mut Episode,
    heading: Option<String>,
    front: &FrontMatter,
    options: &Options,
    cx: &mut Context<'_, '_>,
) {
    let own = front.text("title", &["title"]);
    let (number, heading) = heading.as_deref().map_or((None, None), |h| {
        let (number, rest) = numbered(h);
        (number, Some(rest.to_owned()))
    });
    if let (Some(heading), Some(own)) = (&heading, &own)
        && heading != own
    {
        let message = format!("the front matter's title, {own:?}, stays with the page: its heading is taken");
        cx.log.note(front.place(cx.source, "title"), message);
    }
    episode.title = heading.or(own).unwrap_or_default();
    episode.id = front
        .text("slug", &["slug"])
        .map_or_else(|| options.id.clone(), |slug| slug.trim_matches('/').into());
    if episode.title.is_empty() {
        let help = "start it with a heading: # Title";
        if episode.id.is_empty() {
            cx.log.error(0..0, "the page has no title", help);
        } else {
            cx.log.warn(0..0, "the page has no title; its name is taken", help);
            episode.title.clone_from(&episode.id);
        }
    }
    let of_slug = || {
        let digits = episode.id.split(|c: char| !c.is_ascii_digit()).next().filter(|d| d.len() >= 2)?;
        digits.parse().ok().filter(|n| !(1990..2200).contains(n))
    };
    episode.number =
        front.text("number", &["number"]).and_then(|n| n.parse().ok()).or(number).or_else(of_slug);
    episode.language = front.text("language", &["language", "lang"]);
    episode.poster = front.text("poster", &[]);
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
fn about(episode: &mut Episode, draft: &Draft, front: &FrontMatter, cx: &mut Context<'_, '_>) {
    let own = front.text("duration", &[]).and_then(|d| times::length(&d)).map(|(d, _)| d);
    episode.duration = own.or(draft.meta.duration);
    episode.audience.clone_from(&draft.meta.audience);
    episode.series.clone_from(&draft.meta.series);
    let date = front.text("published", &["published", "date"]);
    episode.published = date.as_deref().and_then(meta::date).or_else(|| draft.meta.published.clone());
    if let Some(date) = date.filter(|_| episode.published.is_none()) {
        let place = front.place(cx.source, "date");
        cx.log.warn(place, format!("{date:?} is not a date"), "write YYYY-MM-DD");
    }
    if let Some(description) = front.text("description", &["description"]) {
        if episode.synopsis.is_empty() {
            episode.synopsis = vec![Node::Paragraph(vec![Node::Text(description)])];
        } else {
            let place = front.place(cx.source, "description");
            cx.log.note(place, "the description stays with the page, which has a synopsis");
        }
    }
}

/// In order, from 0, each with a start of its own.
fn chapters(episode: &mut Episode, draft: &Draft, log: &mut Log<'_>) {
    let chapters = &mut episode.chapters;
    let place = draft.chapters_at.clone();
    if !chapters.is_sorted_by_key(|c| c.start) {
        log.warn(
            place.clone(),
            "the chapters are not in the order of their times; they were sorted",
            "check their times",
        );
        chapters.sort_by_key(|c| c.start);
    }
    if let Some(first) = chapters.first_mut().filter(|c| c.start > Millis::ZERO) {
        log.note(
            place.clone(),
            format!("the first chapter starts at {}; it was moved to 00:00", first.start),
        );
        first.start = Millis::ZERO;
    }
    chapters.dedup_by(|later, kept| {
        let same = later.start == kept.start;
        if same {
            kept.title = format!("{} / {}", kept.title, later.title);
        }
        same
    });
    if let (Some(last), Some(duration)) = (chapters.last(), episode.duration)
        && last.start >= duration
    {
        log.warn(
            place,
            format!(
                "the last chapter starts at {}, but the page gives a duration of {}",
                last.start,
                duration.as_length()
            ),
            "check both; the duration was left out",
        );
        episode.duration = None;
    }
}

/// Speakers, turns with their times, and where the figures are said.
fn speech(episode: &mut Episode, draft: &Draft, log: &mut Log<'_>) {
    let mut indices = HashMap::new();
    for name in draft.meta.speakers.iter().chain(draft.turns.iter().filter_map(|t| t.speaker.as_ref())) {
        let next = episode.speakers.len();
        let key = draft.speaker_key(name);
        indices.entry(key).or_insert_with(|| {
            let id = slug(name, &episode.speakers);
            episode.speakers.push(Speaker { id, name: name.clone() });
            next
        });
    }
    if draft.turns.is_empty() {
        log.warn(
            0..0,
            "the page has no transcript",
            "put it under a heading ## Transcript, each turn a paragraph that starts with **Name**:",
        );
    }
    episode.transcript = estimate::timed(&draft.turns, &episode.chapters, episode.duration, |name| {
        indices.get(&draft.speaker_key(name)).copied()
    });
    // A page without chapters may have headings in its transcript.
    let from_headings = episode.chapters.is_empty();
    for (turn, title, place) in &draft.headings {
        let start = episode.transcript.turns.get(*turn).and_then(|t| t.start);
        match start.filter(|_| from_headings && !title.is_empty()) {
            Some(start) => episode.chapters.push(Chapter { start, title: title.clone() }),
            None => log.note(place.clone(), "a heading in the transcript; the page's own chapters are taken"),
        }
    }
    if from_headings && !episode.chapters.is_empty() {
        if episode.chapters[0].start > Millis::ZERO {
            episode.chapters.insert(0, Chapter { start: Millis::ZERO, title: episode.title.clone() });
        }
        chapters(episode, draft, log);
    }
    mentions::find(&mut episode.statistics, &episode.transcript);
}

/// A name as an id: lower case, hyphens, not one that is taken.
fn slug(name: &str, taken: &[Speaker]) -> String {
    let parts: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(str::to_lowercase).collect();
    let base = if parts.is_empty() { "speaker".to_owned() } else { parts.join("-") };
    let free = |id: &String| taken.iter().all(|s| s.id != *id);
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    std::iter::once(base.clone()).chain(numbered).find(free).expect("numbers do not end")
}
