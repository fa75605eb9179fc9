//! The text of an episode as semantic HTML: what a server renders, and what readers have without script.

use episode::text::join;
use episode::{Chapter, Episode, Media, Millis, Source, Statistic, Turn};
use leptos::html;
use leptos::prelude::*;

use super::parts::Part;
use crate::language::{Language, Localized as _};
use crate::strings;

/// Title, chapters as links, figures as a table, and the transcript with its speakers.
///
/// An element whose id is `t=30` is where a link to `#t=30` leads without script.
pub(super) fn article(episode: &Episode) -> AnyView {
    html::article()
        .lang(episode.language.clone())
        .child((
            html::h2().child(episode.title.clone()),
            byline(episode),
            chapters(&episode.chapters),
            figures(&episode.statistics),
            transcript(episode),
        ))
        .into_any()
}

fn byline(episode: &Episode) -> AnyView {
    let names = join(episode.speakers.iter().map(|speaker| &*speaker.name), ", ");
    (!names.is_empty()).then(|| html::p().child(names)).into_any()
}

fn chapters(chapters: &[Chapter]) -> AnyView {
    let item = |chapter: &Chapter| {
        let time = html::span().child(chapter.start.to_string());
        html::li().child((link(chapter.start, chapter.title.clone()), " ", time)).into_any()
    };
    let items: Vec<_> = chapters.iter().map(item).collect();
    (!items.is_empty())
        .then(|| html::nav().attr("aria-label", strings::CHAPTERS.get()).child(html::ol().child(items)))
        .into_any()
}

fn figures(statistics: &[Statistic]) -> AnyView {
    let row = |statistic: &Statistic| {
        let source = statistic.source.clone().unwrap_or_default();
        let metric = html::th().scope("row").child(statistic.metric.clone());
        html::tr()
            .child((metric, html::td().child(statistic.value.clone()), html::td().child(source)))
            .into_any()
    };
    let rows: Vec<_> = statistics.iter().map(row).collect();
    (!rows.is_empty())
        .then(|| {
            let caption = html::caption().lang(Language::current().tag()).child(strings::KEY_FIGURES.get());
            html::table().child((caption, html::tbody().child(rows)))
        })
        .into_any()
}

/// The turns, under the titles of their chapters.
fn transcript(episode: &Episode) -> AnyView {
    let mut chapters = episode.chapters.iter().peekable();
    let mut content = Vec::new();
    for turn in &episode.transcript.turns {
        while let Some(chapter) = chapters.next_if(|chapter| turn.start.is_some_and(|at| at >= chapter.start))
        {
            content.push(html::h4().id(anchor(chapter.start)).child(chapter.title.clone()).into_any());
        }
        content.push(said(episode, turn));
    }
    (!content.is_empty())
        .then(|| {
            let title = html::h3().lang(Language::current().tag()).child(strings::TRANSCRIPT.get());
            html::section().child((title, content))
        })
        .into_any()
}

fn said(episode: &Episode, turn: &Turn) -> AnyView {
    let speaker = episode.speaker_of(turn).map(|speaker| (html::b().child(speaker.name.clone()), " "));
    let time = turn.start.map(|start| (link(start, start.to_string()), " "));
    html::p().child((speaker, time, turn.text.clone())).into_any()
}

fn link(time: Millis, text: String) -> AnyView {
    html::a().href(format!("#{}", anchor(time))).child(text).into_any()
}

fn anchor(time: Millis) -> String {
    format!("t={}", time.whole_seconds())
}

/// Returns what a part of a layout of the app's own has of the text: an element that `style/server.css` gives the part's
/// size. None where the part is not there either.
pub(super) fn part(part: Part, episode: &Episode) -> Option<AnyView> {
    let text = match part {
        Part::Stage => (html::h2().child(episode.title.clone()), byline(episode)).into_any(),
        Part::Chapters => chapters(&episode.chapters),
        Part::Transcript if episode.transcript.turns.is_empty() => return None,
        Part::Transcript => transcript(episode),
        Part::Statistics if episode.statistics.is_empty() => return None,
        Part::Statistics => figures(&episode.statistics),
        Part::Transport | Part::Timeline | Part::Notes => ().into_any(),
    };
    let is_audio = matches!(episode.media.first(), Some(Media { source: Source::Audio(..), .. }));
    let media = (part == Part::Stage && is_audio && episode.poster.is_none()).then_some("audio");
    Some(html::div().attr("data-media", media).child(text).into_any())
}
