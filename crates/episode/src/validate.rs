//! From JSON to the model: what is wrong, where, and what would be right.
//!
//! A fault refuses the file: the player never shows half of it as if it were whole. A warning is mended.

use std::fmt;

use crate::json::{self, Json};
use crate::model::{
    Chapter, Episode, Link, Media, Mention, Related, ResourceGroup, Section, Series, Source, Speaker,
    Statistic, Timing, Transcript, Turn,
};
use crate::node::{self, Align, Node, is_safe_url};
pub use crate::report::Fault;
use crate::report::{At, Quoted, Report};
use crate::text::words;
use crate::time::Millis;
use crate::wire::{self, Read as _};

/// An episode that was read, and what was mended in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The episode.
    pub episode: Episode,
    /// What was mended.
    pub warnings: Vec<Fault>,
}

/// A file that cannot be shown, with everything that is wrong in it. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// In the order of the file.
    pub faults: Vec<Fault>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}

/// Reads and checks an episode, from the text of its JSON.
///
/// # Errors
/// Everything that is wrong with it, each with its place.
pub fn read(json: &str) -> Result<Read, Refused> {
    let mut report = Report::default();
    match Json::parse(json) {
        Err(json::SyntaxError { found, line, column, wanted, .. }) => {
            report.fault(At::Root, format_args!("{found} in line {line}, column {column}"), wanted);
        }
        Ok(json) => {
            let wire = wire::Episode::read(json, At::Root, &mut report);
            // With a value of the wrong type left out, the rest would be told wrong things.
            if report.faults.is_empty() {
                let episode = report.episode(wire);
                if report.faults.is_empty() {
                    return Ok(Read { episode, warnings: report.warnings });
                }
            }
        }
    }
    Err(Refused { faults: report.faults })
}

impl Report {
    fn episode(&mut self, wire: wire::Episode) -> Episode {
        let root = At::Root;
        if let Some(version) = wire.version.filter(|v| *v != wire::VERSION) {
            self.fault(
                root.key("version"),
                version,
                "1: this player knows version 1 of the format only; take a newer player",
            );
        }
        let speakers = self.speakers(wire.speakers, root.key("speakers"));
        let transcript =
            self.transcript(wire.transcript.unwrap_or_default(), &speakers, root.key("transcript"));
        let mut episode = Episode {
            id: wire.id.unwrap_or_default(),
            number: wire.number,
            title: self.text(wire.title, root.key("title")),
            language: wire.language,
            published: wire.published,
            duration: wire.duration,
            media: self.media(wire.media, root.key("media")),
            poster: wire.poster.filter(|url| self.url(url, root.key("poster"))),
            series: wire.series.map(|s| self.series(s, root.key("series"))),
            audience: wire.audience,
            synopsis: self.nodes(wire.synopsis, root.key("synopsis")),
            chapters: self.chapters(wire.chapters, root.key("chapters")),
            statistics: self.statistics(wire.statistics, &transcript, root.key("statistics")),
            sections: self.sections(wire.sections, root.key("sections")),
            related: self.related(wire.related, root.key("related")),
            resources: self.resources(wire.resources, root.key("resources")),
            speakers,
            transcript,
        };
        if let (Some(duration), Some(last)) = (episode.duration, episode.chapters.last())
            && last.start >= duration
        {
            let at = root.key("chapters");
            self.warn(
                at.index(episode.chapters.len() - 1).key("start"),
                last.start,
                "a start before the duration; the duration was left out",
            );
            episode.duration = None;
        }
        episode
    }

    /// A text that must be there.
    fn text(&mut self, text: Option<String>, at: At<'_>) -> String {
        let text = text.unwrap_or_default();
        if text.trim().is_empty() {
            self.fault(at, "nothing", "a text");
        }
        text
    }

    /// A time that must be there.
    fn required_time(&mut self, time: Option<Millis>, at: At<'_>) -> Millis {
        if time.is_none() {
            self.fault(at, "nothing", "a time: seconds from 0, or \"mm:ss\", or \"h:mm:ss\"");
        }
        time.unwrap_or_default()
    }

    /// Whether an address may be followed; warns if not.
    fn url(&mut self, url: &str, at: At<'_>) -> bool {
        let safe = is_safe_url(url);
        if !safe {
            self.warn(at, Quoted(url), "an http, https, mailto, tel or relative address; shown as text");
        }
        safe
    }

    fn media(&mut self, media: Vec<wire::Media>, at: At<'_>) -> Vec<Media> {
        if media.is_empty() {
            self.warn(at, "none", "a recording; the page shows without one");
        }
        let mut out = Vec::with_capacity(media.len());
        for (i, m) in media.into_iter().enumerate() {
            let at = at.index(i);
            let source = match (m.youtube, m.audio, m.video) {
                (Some(id), None, None) => {
                    if !is_youtube_id(&id) {
                        self.fault(
                            at.key("youtube"),
                            Quoted(&id),
                            "a video's id: 11 of A-Z, a-z, 0-9, _ and -",
                        );
                    }
                    Source::YouTube(id)
                }
                (None, Some(url), None) if self.url(&url, at.key("audio")) => Source::Audio(url, m.mime),
                (None, None, Some(url)) if self.url(&url, at.key("video")) => Source::Video(url, m.mime),
                (None, Some(_), None) | (None, None, Some(_)) => continue,
                _ => {
                    self.fault(at, "none or several of them", "exactly one of youtube, audio and video");
                    continue;
                }
            };
            out.push(Media { source, offset: m.offset.unwrap_or_default().0 });
        }
        out
    }

    fn speakers(&mut self, speakers: Vec<wire::Speaker>, at: At<'_>) -> Vec<Speaker> {
        let mut out: Vec<Speaker> = Vec::with_capacity(speakers.len());
        for (i, s) in speakers.into_iter().enumerate() {
            let at = at.index(i);
            let name = self.text(s.name, at.key("name"));
            let id = self.text(s.id, at.key("id"));
            if out.iter().any(|other| other.id == id) {
                self.fault(at.key("id"), format_args!("{} again", Quoted(&id)), "an id of its own");
            }
            out.push(Speaker { id, name });
        }
        out
    }

    fn series(&mut self, s: wire::Series, at: At<'_>) -> Series {
        Series { name: self.text(s.name, at.key("name")), part: s.part, of: s.of }
    }

    fn chapters(&mut self, chapters: Vec<wire::Chapter>, at: At<'_>) -> Vec<Chapter> {
        let mut out: Vec<Chapter> = Vec::with_capacity(chapters.len());
        for (i, c) in chapters.into_iter().enumerate() {
            let at = at.index(i);
            let start = self.required_time(c.start, at.key("start"));
            let title = self.text(c.title, at.key("title"));
            match out.last_mut() {
                None if start > Millis::ZERO => {
                    self.warn(at.key("start"), start, "00:00 for the first chapter; it was moved there");
                    out.push(Chapter { start: Millis::ZERO, title });
                }
                Some(last) if start < last.start => {
                    self.fault(
                        at.key("start"),
                        start,
                        format_args!("a start after {}, where the chapter before starts", last.start),
                    );
                }
                Some(last) if start == last.start => {
                    self.warn(
                        at.key("start"),
                        start,
                        "a start of its own; it was joined with the chapter before",
                    );
                    last.title = format!("{} / {title}", last.title);
                }
                _ => out.push(Chapter { start, title }),
            }
        }
        out
    }

    fn statistics(
        &mut self,
        statistics: Vec<wire::Statistic>,
        transcript: &Transcript,
        at: At<'_>,
    ) -> Vec<Statistic> {
        let mut out = Vec::with_capacity(statistics.len());
        for (i, s) in statistics.into_iter().enumerate() {
            let at = at.index(i);
            let mentions_at = at.key("mentions");
            let mut mentions = Vec::with_capacity(s.mentions.len());
            for (j, m) in s.mentions.into_iter().enumerate() {
                mentions.extend(self.mention(&m, transcript, mentions_at.index(j)));
            }
            // Sorted as pairs, as the timeline sorts: one sort is enough of it in the widget.
            let mut order: Vec<_> =
                (0u32..).zip(&mentions).map(|(i, m): (u32, &Mention)| (m.start, i)).collect();
            order.sort_unstable();
            let mentions = order.into_iter().map(|(_, i)| mentions[i as usize]).collect();
            out.push(Statistic {
                metric: self.text(s.metric, at.key("metric")),
                value: self.text(s.value, at.key("value")),
                source: s.source,
                mentions,
            });
        }
        out
    }

    fn mention(&mut self, m: &wire::Mention, transcript: &Transcript, at: At<'_>) -> Option<Mention> {
        let (turn, word) = (m.turn.unwrap_or(0), m.word.unwrap_or(0));
        let start = self.required_time(m.start, at.key("start"));
        let text = transcript.turns.get(turn as usize).map(|t| t.text.as_str());
        match text {
            None => self.warn(at.key("turn"), turn, "a turn of the transcript; the mention was left out"),
            Some(text) if words(text).nth(word as usize).is_none() => {
                self.warn(at.key("word"), word, "a word of that turn; the mention was left out");
            }
            Some(_) => return Some(Mention { turn, word, start }),
        }
        None
    }

    fn transcript(&mut self, t: wire::Transcript, speakers: &[Speaker], at: At<'_>) -> Transcript {
        let timing = match t.timing.as_deref() {
            Some("captions") => Timing::Captions,
            Some("estimated") => Timing::Estimated,
            Some("none") | None => Timing::None,
            Some(other) => {
                self.fault(at.key("timing"), Quoted(other), "captions, estimated or none");
                Timing::None
            }
        };
        if t.turns.is_empty() {
            self.warn(at.key("turns"), "none", "turns; the page shows without a transcript");
        }
        let at = at.key("turns");
        let mut turns: Vec<Turn> = Vec::with_capacity(t.turns.len());
        for (i, turn) in t.turns.into_iter().enumerate() {
            let before = turns.last().and_then(|t| t.start).unwrap_or_default();
            let turn = self.turn(turn, timing, before, speakers, at.index(i));
            turns.push(turn);
        }
        Transcript { timing, turns }
    }

    fn turn(
        &mut self,
        t: wire::Turn,
        timing: Timing,
        before: Millis,
        speakers: &[Speaker],
        at: At<'_>,
    ) -> Turn {
        let text = self.text(t.text, at.key("text"));
        let speaker = t.speaker.and_then(|id| {
            let index = speakers.iter().position(|speaker| speaker.id == id);
            if index.is_none() {
                self.fault(at.key("speaker"), Quoted(&id), "the id of a listed speaker");
            }
            index
        });
        if timing == Timing::None {
            return Turn { speaker, text, ..Turn::default() };
        }
        let start = self.required_time(t.start, at.key("start"));
        let end = t.end;
        if start < before {
            self.fault(
                at.key("start"),
                start,
                format_args!("a start not before {before}, where the turn before starts"),
            );
        }
        if end.is_some_and(|end| end < start) {
            self.fault(
                at.key("end"),
                end.unwrap_or_default(),
                format_args!("an end not before its start, {start}"),
            );
        }
        let count = words(&text).count();
        if !t.words.is_empty() && t.words.len() != count {
            self.fault(
                at.key("words"),
                format_args!("{} times", t.words.len()),
                format_args!("{count}, one for each word"),
            );
        }
        if let Some(i) = t.words.windows(2).position(|w| w[1] < w[0]) {
            self.fault(
                at.key("words").index(i + 1),
                t.words[i + 1],
                format_args!("not less than {}, the word before", t.words[i]),
            );
        }
        Turn { speaker, start: Some(start), end, text, words: t.words, estimated: t.estimated }
    }

    fn sections(&mut self, sections: Vec<wire::Section>, at: At<'_>) -> Vec<Section> {
        let mut out = Vec::with_capacity(sections.len());
        for (i, s) in sections.into_iter().enumerate() {
            let at = at.index(i);
            let title = self.text(s.title, at.key("title"));
            out.push(Section { title, children: self.nodes(s.children, at.key("children")) });
        }
        out
    }

    fn related(&mut self, related: Vec<wire::Related>, at: At<'_>) -> Vec<Related> {
        let mut out = Vec::with_capacity(related.len());
        for (i, r) in related.into_iter().enumerate() {
            let at = at.index(i);
            let title = self.text(r.title, at.key("title"));
            out.push(Related { title, url: r.url.filter(|url| self.url(url, at.key("url"))), note: r.note });
        }
        out
    }

    fn resources(&mut self, groups: Vec<wire::ResourceGroup>, at: At<'_>) -> Vec<ResourceGroup> {
        let mut out = Vec::with_capacity(groups.len());
        for (i, g) in groups.into_iter().enumerate() {
            let at = at.index(i);
            let links_at = at.key("links");
            let mut links = Vec::with_capacity(g.links.len());
            for (j, l) in g.links.into_iter().enumerate() {
                let at = links_at.index(j);
                let title = self.text(l.title, at.key("title"));
                links.push(Link { title, url: l.url.filter(|url| self.url(url, at.key("url"))) });
            }
            out.push(ResourceGroup { title: g.title, links });
        }
        out
    }

    fn nodes(&mut self, nodes: Vec<wire::Node>, at: At<'_>) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        for (i, node) in nodes.into_iter().enumerate() {
            out.extend(self.node(node, at.index(i)));
        }
        out
    }

    fn node(&mut self, n: wire::Node, at: At<'_>) -> Option<Node> {
        let kind = n.kind.unwrap_or_default();
        let value = n.value.unwrap_or_default();
        let children_at = at.key("children");
        if kind == "table" {
            let align = n.align.iter().map(|a| align_of(a.as_deref())).collect();
            return Some(Node::Table { align, rows: self.rows(n.children, children_at) });
        }
        let children = self.nodes(n.children, children_at);
        Some(match kind.as_str() {
            "paragraph" => Node::Paragraph(children),
            "heading" => {
                let depth = n.depth.unwrap_or(0);
                if !(1..=6).contains(&depth) {
                    self.fault(at.key("depth"), depth, "1 to 6");
                }
                Node::Heading { depth: depth as u8, children }
            }
            "list" => {
                Node::List { ordered: n.ordered.unwrap_or(false), start: n.start.unwrap_or(1), children }
            }
            "listItem" => Node::ListItem { checked: n.checked, children },
            "blockquote" => Node::Blockquote(children),
            "code" => Node::Code { lang: n.lang, value },
            "thematicBreak" => Node::ThematicBreak,
            "admonition" => Node::Admonition {
                kind: n.admonition.unwrap_or_else(|| "note".into()),
                title: n.title,
                children,
            },
            "text" => Node::Text(value),
            "emphasis" => Node::Emphasis(children),
            "strong" => Node::Strong(children),
            "delete" => Node::Delete(children),
            "inlineCode" => Node::InlineCode(value),
            "break" => Node::Break,
            "link" => {
                Node::Link { url: n.url.filter(|url| self.url(url, at.key("url"))), title: n.title, children }
            }
            "image" => Node::Image {
                url: n.url.filter(|url| self.url(url, at.key("url"))),
                alt: n.alt.unwrap_or_default(),
                title: n.title,
            },
            other => {
                self.fault(at.key("type"), Quoted(other), node::TYPES);
                return None;
            }
        })
    }

    /// The rows of a table, and their cells.
    fn rows(&mut self, rows: Vec<wire::Node>, at: At<'_>) -> Vec<Vec<Vec<Node>>> {
        let mut out = Vec::with_capacity(rows.len());
        for (i, row) in rows.into_iter().enumerate() {
            let at = at.index(i);
            if row.kind.as_deref() != Some("tableRow") {
                self.fault(at.key("type"), Quoted(&row.kind.unwrap_or_default()), "tableRow");
                continue;
            }
            let cells_at = at.key("children");
            let mut cells = Vec::with_capacity(row.children.len());
            for (j, cell) in row.children.into_iter().enumerate() {
                let at = cells_at.index(j);
                if cell.kind.as_deref() != Some("tableCell") {
                    self.fault(at.key("type"), Quoted(&cell.kind.unwrap_or_default()), "tableCell");
                    continue;
                }
                cells.push(self.nodes(cell.children, at.key("children")));
            }
            out.push(cells);
        }
        out
    }
}

fn align_of(name: Option<&str>) -> Align {
    match name {
        Some("left") => Align::Left,
        Some("center") => Align::Center,
        Some("right") => Align::Right,
        _ => Align::None,
    }
}

/// Whether a text has the form of a YouTube video's id: 11 of `A-Z a-z 0-9 _ -`.
pub fn is_youtube_id(id: &str) -> bool {
    id.len() == 11 && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}
