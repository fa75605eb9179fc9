//! The text of an episode as semantic HTML.

mod rich_text;

use std::collections::HashSet;

use episode::{Episode, Millis, Timing, Turn};
use maud::{Markup, html};

use crate::{Addresses, folder};

/// Title, synopsis, recordings, chapters as links, figures as a table, the transcript, and all else that the episode has,
/// in an `<article>`. `title` is the level of the title's heading, from 1, and the others are below it; `None` where the page
/// has the title itself, as its first heading.
///
/// The anchor of a chapter is `t=95`, its start in seconds: there the browser goes to its text, and the player to its
/// time. Other anchors are `chapters`, `statistics`, `transcript`, and for a section its title in lower case with dashes.
/// Nothing in it asks anything of another host: an image of another host is a link.
pub fn article(episode: &Episode, addresses: &Addresses, title: Option<u8>) -> Markup {
    let level = title.unwrap_or(1);
    let images = rich_text::Images::of(addresses);
    let mut anchors = Anchors { level: level + 1, ..Anchors::default() };
    html! {
        article lang=[episode.language.as_deref()] {
            @if title.is_some() { (heading(level, None, &text(&episode.title))) }
            @if let Some(line) = byline(episode) { p { (line) } "\n" }
            (rich_text::blocks(&episode.synopsis, level + 1, &images))
            (recordings(episode, addresses))
            (chapters(episode, &mut anchors))
            (figures(episode, &mut anchors))
            (transcript(episode, &mut anchors))
            @for section in &episode.sections {
                section {
                    (anchors.heading(&section.title))
                    (rich_text::blocks(&section.children, level + 2, &images))
                }
            }
            (related(episode, &mut anchors))
            (resources(episode, &mut anchors))
        }
    }
}

/// "Episode 7 · Tides, part 2 of 3 · 2025-01-02 · Ada, Bo".
fn byline(episode: &Episode) -> Option<String> {
    let series = episode.series.as_ref().map(|series| match (series.part, series.of) {
        (Some(part), Some(of)) => format!("{}, part {part} of {of}", series.name),
        (Some(part), None) => format!("{}, part {part}", series.name),
        _ => series.name.clone(),
    });
    let speakers: Vec<&str> = episode.speakers.iter().map(|speaker| &*speaker.name).collect();
    let parts = [
        episode.number.map(|number| format!("Episode {number}")),
        series,
        episode.published.clone(),
        (!speakers.is_empty()).then(|| speakers.join(", ")),
    ];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    (!line.is_empty()).then_some(line)
}

/// Links, so that nothing is fetched before the reader asks for it.
fn recordings(episode: &Episode, addresses: &Addresses) -> Markup {
    let links = episode.media.iter().map(|media| match &media.source {
        episode::Source::YouTube(id) => ("Watch on YouTube", format!("https://www.youtube.com/watch?v={id}")),
        episode::Source::Audio(file, _) => ("Audio file", in_page(file, addresses)),
        episode::Source::Video(file, _) => ("Video file", in_page(file, addresses)),
    });
    html! {
        @if !episode.media.is_empty() {
            ul { @for (text, address) in links { li { a href=(address) { (text) } } } } "\n"
        }
    }
}

/// The address of a file that the JSON names, for the page.
fn in_page(file: &str, addresses: &Addresses) -> String {
    if let Some(whole) = addresses.resolve_in_episode(file) {
        return whole.into();
    }
    if file.starts_with('/') { file.to_owned() } else { folder(&addresses.episode).to_owned() + file }
}

fn chapters(episode: &Episode, anchors: &mut Anchors) -> Markup {
    // Else the transcript has them.
    let is_target = !is_timed(episode);
    html! {
        @if !episode.chapters.is_empty() {
            nav aria-labelledby="chapters" {
                (anchors.fixed("chapters", "Chapters"))
                ol {
                    @for chapter in &episode.chapters {
                        li id=[is_target.then(|| anchors.at(chapter.start)).flatten()] {
                            a href={ "#" (anchor(chapter.start)) } { (chapter.title) } " " (chapter.start)
                        }
                        "\n"
                    }
                }
            }
        }
    }
}

fn figures(episode: &Episode, anchors: &mut Anchors) -> Markup {
    html! {
        @if !episode.statistics.is_empty() {
            section {
                (anchors.fixed("statistics", "Key figures"))
                table {
                    thead { tr { th scope="col" { "Metric" } th scope="col" { "Value" } th scope="col" { "Source" } } }
                    tbody {
                        @for figure in &episode.statistics {
                            tr {
                                th scope="row" { (figure.metric) }
                                td { (figure.value) }
                                td { (figure.source.as_deref().unwrap_or_default()) }
                            }
                            "\n"
                        }
                    }
                }
            }
        }
    }
}

/// The turns, under the titles of their chapters. A chapter in which nobody starts to speak keeps its anchor.
fn transcript(episode: &Episode, anchors: &mut Anchors) -> Markup {
    let turns = &episode.transcript.turns;
    let is_timed = is_timed(episode);
    let first = |start: Millis| turns.partition_point(|turn| turn.start < Some(start));
    let starts = episode.chapters.iter().filter(|_| is_timed).map(|chapter| first(chapter.start));
    let bounds: Vec<usize> = [0].into_iter().chain(starts).chain([turns.len()]).collect();
    html! {
        @if !turns.is_empty() {
            section lang=[episode.transcript.language.as_deref()] {
                (anchors.fixed("transcript", "Transcript"))
                @if episode.transcript.timing == Timing::Estimated {
                    p { "Times are estimated: they can be some seconds off." }
                }
                @for (index, range) in bounds.windows(2).enumerate() {
                    @if let Some(chapter) = index.checked_sub(1).and_then(|index| episode.chapters.get(index)) {
                        (heading(anchors.level + 1, anchors.at(chapter.start).as_deref(), &text(&chapter.title)))
                    }
                    @for turn in &turns[range[0]..range[1]] { (said(episode, turn, anchors)) }
                }
            }
        }
    }
}

/// Whether turns have times.
fn is_timed(episode: &Episode) -> bool {
    episode.transcript.timing != Timing::None && !episode.transcript.turns.is_empty()
}

fn said(episode: &Episode, turn: &Turn, anchors: &mut Anchors) -> Markup {
    html! {
        p id=[turn.start.and_then(|start| anchors.at(start))] {
            @if let Some(speaker) = episode.speaker_of(turn) { b { (speaker.name) } " " }
            @if let Some(start) = turn.start { a href={ "#" (anchor(start)) } { (start) } " " }
            (turn.text)
        }
        "\n"
    }
}

fn related(episode: &Episode, anchors: &mut Anchors) -> Markup {
    html! {
        @if !episode.related.is_empty() {
            section {
                (anchors.heading("Related episodes"))
                ul {
                    @for related in &episode.related {
                        li {
                            (rich_text::link(related.url.as_deref(), None, &text(&related.title)))
                            @if let Some(note) = &related.note { ": " (note) }
                        }
                        "\n"
                    }
                }
            }
        }
    }
}

fn resources(episode: &Episode, anchors: &mut Anchors) -> Markup {
    html! {
        @for group in &episode.resources {
            @let title = group.title.as_deref().unwrap_or("Resources");
            section {
                (anchors.heading(title))
                ul {
                    @for link in &group.links {
                        li { (rich_text::link(link.url.as_deref(), None, &text(&link.title))) }
                        "\n"
                    }
                }
            }
        }
    }
}

fn text(text: &str) -> Markup {
    html! { (text) }
}

/// A heading of a level; there are six.
fn heading(level: u8, id: Option<&str>, text: &Markup) -> Markup {
    html! {
        @match level {
            1 => h1 id=[id] { (text) }
            2 => h2 id=[id] { (text) }
            3 => h3 id=[id] { (text) }
            4 => h4 id=[id] { (text) }
            5 => h5 id=[id] { (text) }
            _ => h6 id=[id] { (text) }
        }
        "\n"
    }
}

/// The fragment of a time, which the player reads too: `t=95`, or `t=95.25` where it is not a whole second.
pub(crate) fn anchor(time: Millis) -> String {
    format!("t={}", time.for_address())
}

/// Anchors that a page has given away, and the level of its sections' headings.
struct Anchors {
    taken: HashSet<String>,
    level: u8,
}

impl Default for Anchors {
    fn default() -> Self {
        Self { taken: ["chapters", "statistics", "transcript"].map(str::to_owned).into(), level: 2 }
    }
}

impl Anchors {
    /// Returns the anchor of a time for what is the first to have it.
    fn at(&mut self, time: Millis) -> Option<String> {
        let anchor = anchor(time);
        self.taken.insert(anchor.clone()).then_some(anchor)
    }

    /// The heading of a section that every page may have.
    fn fixed(&self, id: &str, title: &str) -> Markup {
        heading(self.level, Some(id), &text(title))
    }

    /// The heading of a section of this page.
    fn heading(&mut self, title: &str) -> Markup {
        let id = self.of(title);
        heading(self.level, Some(&id), &text(title))
    }

    /// Returns an anchor for a heading: `Related episodes` → `related-episodes`, and `-2` where it is taken.
    fn of(&mut self, title: &str) -> String {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let plain = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
        let plain = if plain.is_empty() { "section".to_owned() } else { plain };
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let mut free = std::iter::once(plain.clone()).chain(numbered);
        let anchor = free.find(|anchor| !self.taken.contains(anchor)).unwrap_or(plain);
        self.taken.insert(anchor.clone());
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_is_the_time_that_the_player_reads() {
        assert_eq!(anchor(Millis(95_000)), "t=95");
        assert_eq!(anchor(Millis(95_250)), "t=95.25");
        assert_eq!(anchor(Millis::ZERO), "t=0");
        assert_eq!(anchor(Millis(100_000)), "t=100");
    }

    #[test]
    fn no_two_headings_have_the_same_anchor() {
        let mut anchors = Anchors::default();
        let titles = ["Transcript", "What’s new?", "What s new", "¡!", "Über uns"];
        let found = titles.map(|title| anchors.of(title));
        assert_eq!(found, ["transcript-2", "what-s-new", "what-s-new-2", "section", "über-uns"]);
    }
}
