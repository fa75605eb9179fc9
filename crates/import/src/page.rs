//! The page as a whole: front matter, Markdown, title, recordings and sections become one episode.

use std::ops::Range;

use episode::{Episode, Node};

use crate::diagnostics::{Kind, Log};
use crate::metadata::{self, HELP_LANGUAGE, Metadata, Titled};
use crate::options::Options;
use crate::parse::embeds::Embeds;
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::Document;
use crate::parse::{encoding, markdown, mask};
use crate::sections::kind::is_template;
use crate::sections::media;
use crate::sections::outline::{Outline, outline};
use crate::sections::{Draft, Known};
use crate::speech;
use crate::tracks::Tracks;
use crate::translations;
use crate::values::{dates, languages, times};
use crate::words::Words;

/// What was read of a page.
pub(crate) struct Page<'s> {
    pub(crate) episode: Episode,
    pub(crate) is_episode: bool,
    pub(crate) layout: Layout,
    pub(crate) log: Log<'s>,
}

/// Where things are on a page, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The page with its MDX out of the way, as long as the page.
    pub(crate) masked: String,
    /// Where the content starts, after front matter and title.
    pub(crate) content: usize,
    /// The headings of the content.
    pub(crate) headings: Vec<Range<usize>>,
    /// Its blocks of code.
    pub(crate) code: Vec<Range<usize>>,
    /// The marks of its parts.
    pub(crate) marks: Vec<Range<usize>>,
    /// The tags that embed its recordings.
    pub(crate) embeds: Vec<Range<usize>>,
    /// The sections that the project file leaves out.
    pub(crate) left_out: Vec<Range<usize>>,
    /// Where a turn starts its paragraph; for each turn. Empty: the page has no transcript itself.
    pub(crate) turns: Vec<Option<usize>>,
}

/// Reads a page of any length that the caller allows.
pub(crate) fn read<'s>(source: &'s str, options: &Options, mut log: Log<'s>) -> Page<'s> {
    encoding::warn(source, &mut log);
    let site = &options.site;
    let words = Words::new(&site.words);
    let front = FrontMatter::read(source, &mut log);
    let base = Some(options.base.clone()).filter(|b| !b.is_empty());
    let base = base.or_else(|| metadata::base(&front, site, source)).unwrap_or_default();
    let metadata = Metadata::read(&front, site, &base, &words, &mut log);
    let mut embeds = Embeds::default();
    let masked = mask::mask(source, front.span.end, &words, &mut embeds, &mut log);
    let document = markdown::read(&masked, source, &base, &words, &mut embeds, &mut log);
    let mut layout = Layout::of(&document);
    let Outline { title: heading, title_span, sections } = outline(document, &words, &mut log);
    let people = [&metadata.people[..], &site.speakers].concat();
    let left_out: Vec<String> = site.leave_out.iter().map(|title| title.to_lowercase()).collect();
    let known = Known {
        words: &words,
        people: &people,
        ids: &metadata.ids,
        left_out: &left_out,
        chapters: &metadata.chapters,
    };
    let mut draft = Draft::read(sections, known, &mut log);
    let has_own_turns = !draft.turns.is_empty();
    speech::read_beside(&mut draft, &metadata, options, &base, known, &mut log);
    let mut episode = std::mem::take(&mut draft.episode);
    episode.media = media::recordings(&embeds, &metadata, options, &base, &mut log);
    episode.poster.clone_from(&metadata.poster);
    episode.next.clone_from(&metadata.next);
    let is_numbered = head(&mut episode, heading.as_deref(), &metadata, options, &words, &mut log);
    about(&mut episode, &draft, &metadata, options, &mut log);
    if !metadata.chapters.is_empty() {
        episode.chapters.clone_from(&metadata.chapters);
        draft.chapters_at = metadata.chapters_at.clone();
    }
    speech::chapters(&mut episode, &draft, &mut log);
    let tracks = Tracks::new(options, episode.language.as_deref(), &draft.turns, &mut log);
    speech::speech(&mut episode, &draft, &people, tracks.own, &mut log);
    episode.transcript.generated |= metadata.is_generated && !episode.transcript.turns.is_empty();
    translations::add(&mut episode, &tracks.translations, &mut log);
    let is_episode = is_numbered
        || !episode.media.is_empty()
        || !episode.chapters.is_empty()
        || !episode.transcript.turns.is_empty();
    layout.content = title_span.map_or(front.span.end, |span| span.end.max(front.span.end));
    layout.embeds = embeds.embedded.into_iter().map(|(_, span)| span).collect();
    layout.embeds.sort_by_key(|span| span.start);
    layout.left_out = draft.left_out_at;
    layout.turns =
        if has_own_turns { draft.turns.iter().map(|turn| turn.place).collect() } else { Vec::new() };
    layout.masked = masked;
    Page { episode, is_episode, layout, log }
}

/// Returns a page without what MDX and code hide, as long as it.
pub(crate) fn masked(source: &str, options: &Options) -> String {
    let mut log = Log::new(source);
    let front = FrontMatter::read(source, &mut log);
    mask::mask(source, front.span.end, &Words::new(&options.site.words), &mut Embeds::default(), &mut log)
}

impl Layout {
    fn of(document: &Document) -> Self {
        let spans = |is: fn(&Node) -> bool| {
            let blocks = document.blocks.iter().filter(|block| is(&block.node));
            blocks.map(|block| block.span.clone()).collect()
        };
        Self {
            headings: spans(|node| matches!(node, Node::Heading { .. })),
            code: spans(|node| matches!(node, Node::Code { .. })),
            marks: document.marks.iter().map(|(_, _, span)| span.clone()).collect(),
            ..Self::default()
        }
    }
}

/// Title, number and id. Whether the page says that it has the number of an episode.
fn head(
    episode: &mut Episode,
    heading: Option<&str>,
    metadata: &Metadata,
    options: &Options,
    words: &Words,
    log: &mut Log<'_>,
) -> bool {
    let (number, heading) = heading.map_or((None, None), |h| {
        let (number, rest) = numbered(h);
        (number, Some(rest.to_owned()))
    });
    // "Episode 14" names nothing where the front matter has a title.
    let template = heading.clone().filter(|h| metadata.title.is_some() && is_template(h, words));
    let heading = heading.filter(|_| template.is_none());
    let front = metadata.title.as_ref().map(|titled| {
        let (number, rest) = numbered(&titled.text);
        (number, Titled { text: rest.to_owned(), ..titled.clone() })
    });
    let titled = front.as_ref().map(|(_, titled)| titled);
    let taken = titled.map(|t| t.text.clone()).or_else(|| heading.clone());
    if let Some(other) = heading.or(template).filter(|other| Some(other) != taken.as_ref()) {
        let message = format!("the heading {other:?} is not used: the front matter has the title");
        log.note(Kind::Unused, heading_place(log.source(), &other), message);
    }
    episode.title = taken.unwrap_or_default();
    episode.id = metadata.slug.clone().unwrap_or_else(|| options.id.clone());
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
    let of_front = front.and_then(|(number, _)| number);
    let number = metadata.number.or(number).or(of_front);
    episode.number = number.or_else(of_slug);
    let of_site = options.site.language.as_deref().filter(|_| metadata.language.is_none());
    episode.language = metadata.language.clone().or_else(|| languages::tag(of_site?));
    if let Some(text) = of_site.filter(|_| episode.language.is_none()) {
        let message = format!("the site's language {text:?} is no language tag and left out");
        log.warn(Kind::Language, 0..0, message, HELP_LANGUAGE);
    }
    number.is_some()
}

/// Where a heading with these words stands.
fn heading_place(source: &str, title: &str) -> Range<usize> {
    let at = source.match_indices(title).map(|(at, _)| at).find(|at| {
        let line = source[..*at].rfind('\n').map_or(0, |i| i + 1);
        source[line..].starts_with('#')
    });
    at.map_or(0..0, |at| at..at + title.len())
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
fn about(
    episode: &mut Episode,
    draft: &Draft<'_>,
    metadata: &Metadata,
    options: &Options,
    log: &mut Log<'_>,
) {
    episode.duration = metadata.duration.or(draft.labelled.duration);
    episode.audience.clone_from(&draft.labelled.audience);
    episode.series.clone_from(&draft.labelled.series);
    // Some sites have the date in the file's name.
    let of_name = || options.id.get(..10).and_then(dates::date);
    episode.published =
        metadata.published.clone().or_else(|| draft.labelled.published.clone()).or_else(of_name);
    if let Some((description, place)) = &metadata.description {
        if episode.synopsis.is_empty() {
            episode.synopsis = vec![Node::Paragraph(vec![Node::Text(description.clone())])];
        } else {
            let message = "the front matter's description is not used: the page has a synopsis";
            log.note(Kind::Unused, place.clone(), message);
        }
    }
}
