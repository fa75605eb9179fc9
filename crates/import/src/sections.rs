//! What the parts of a page are, told by their headings and by what stands in them.
//!
//! Each reader takes what it knows and gives back the rest; what nobody takes stays under its heading as rich
//! text, so that nothing of a page is lost.

pub(crate) mod chapters;
pub(crate) mod fields;
pub(crate) mod links;
pub(crate) mod media;
pub(crate) mod meta;
pub(crate) mod statistics;
pub(crate) mod times;
pub(crate) mod turns;

use episode::{Episode, Node};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diagnostics::{self, Log};
use crate::parse::builder::Block;
use meta::{MAX_SPEAKERS, Meta};
use turns::{Heading, Spoken};

/// What stands under a heading; before the first one, without a title.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) title: Option<String>,
    /// The heading's place.
    pub(crate) span: Range<usize>,
    pub(crate) blocks: Vec<Block>,
    /// It holds the labelled lines at the page's head: its heading is a subtitle.
    pub(crate) is_head: bool,
}

/// An episode in the making.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) episode: Episode,
    pub(crate) meta: Meta,
    pub(crate) turns: Vec<Spoken>,
    /// Headings within the transcript.
    pub(crate) headings: Vec<Heading>,
    /// Where the chapters stand.
    pub(crate) chapters_at: Range<usize>,
    speakers: Speakers,
}

/// The names that the page lists, by what turns call them.
#[derive(Debug, Default)]
struct Speakers(HashMap<String, String>);

impl Speakers {
    fn new(names: &[String]) -> Self {
        let mut keys: HashMap<String, String> =
            names.iter().map(|name| (name.to_lowercase(), name.to_lowercase())).collect();
        for name in names {
            let lower = name.to_lowercase();
            let first = lower.split_whitespace().next().unwrap_or_default().to_owned();
            keys.entry(first).or_insert(lower);
        }
        Self(keys)
    }
}

/// What a heading promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Transcript,
    Chapters,
    Statistics,
    Synopsis,
    Related,
    Resources,
    Other,
}

fn kind(title: &str) -> Kind {
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |names: &[&str]| names.iter().any(|n| words.contains(n));
    if has(&["transcript", "dialogue", "transcription"]) {
        Kind::Transcript
    } else if has(&["timestamps", "chapters"]) || title.contains("chapter markers") {
        Kind::Chapters
    } else if has(&["statistics", "stats"]) {
        Kind::Statistics
    } else if matches!(
        &words[..],
        ["synopsis" | "summary" | "description" | "overview"]
            | ["episode", "summary" | "overview" | "description" | "synopsis"]
    ) || title.starts_with("about this episode")
    {
        Kind::Synopsis
    } else if has(&RESOURCES) && words.iter().all(|w| RESOURCES.contains(w) || OF_RESOURCES.contains(w)) {
        Kind::Resources
    } else if words.first() == Some(&"related") {
        Kind::Related
    } else {
        Kind::Other
    }
}

/// What a list of links is called, and what may stand beside it. "Links of the week" are something else.
const RESOURCES: [&str; 5] = ["resources", "sources", "references", "links", "reading"];
const OF_RESOURCES: [&str; 10] =
    ["further", "related", "mentioned", "additional", "useful", "more", "and", "episode", "show", "key"];

/// Whether a heading says nothing but what kind of thing stands under it, which its place in the player says
/// as well.
fn is_plain(title: &str) -> bool {
    const WORDS: [&str; 22] = [
        "transcript",
        "transcription",
        "dialogue",
        "full",
        "episode",
        "episodes",
        "lesson",
        "timestamps",
        "chapters",
        "chapter",
        "markers",
        "statistics",
        "stats",
        "key",
        "synopsis",
        "summary",
        "description",
        "overview",
        "about",
        "this",
        "related",
        "the",
    ];
    title.to_lowercase().split_whitespace().all(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.is_empty() || WORDS.contains(&w) || RESOURCES.contains(&w) || OF_RESOURCES.contains(&w)
    })
}

impl Draft {
    /// Reads all sections, in the page's order.
    pub(crate) fn read(mut sections: Vec<Section>, log: &mut Log<'_>) -> Self {
        let mut draft = Self::default();
        // Who speaks is told before the transcript, but not always at the top.
        for section in &mut sections {
            if section.title.as_deref().map(kind) != Some(Kind::Transcript) {
                let taken = draft.meta.taken;
                section.blocks = draft.labelled_lines(std::mem::take(&mut section.blocks), log);
                section.is_head = taken == 0 && draft.meta.taken > 0;
            }
        }
        draft.speakers = Speakers::new(&draft.meta.speakers);
        let mut lead = Vec::new();
        for section in sections {
            draft.section(section, &mut lead, log);
        }
        lead.append(&mut draft.episode.synopsis);
        draft.episode.synopsis = lead;
        draft
    }

    /// Takes what paragraphs of labels say of the episode.
    fn labelled_lines(&mut self, blocks: Vec<Block>, log: &mut Log<'_>) -> Vec<Block> {
        let mut rest = Vec::with_capacity(blocks.len());
        for block in blocks {
            let (taken, links) = (self.meta.taken, links::all(std::slice::from_ref(&block)));
            let Block { node, span } = block;
            let node = match self.meta.take_names(node, &span, log) {
                Some(Node::Paragraph(line)) => self.meta.take(line, &span, log),
                other => other,
            };
            if self.meta.taken > taken {
                links::warn_of_lost(&links, node.as_slice(), log);
            }
            rest.extend(node.map(|node| Block { node, span }));
        }
        rest
    }

    fn section(&mut self, section: Section, lead: &mut Vec<Node>, log: &mut Log<'_>) {
        let kind = section.title.as_deref().map_or(Kind::Other, kind);
        if kind == Kind::Transcript || self.is_spoken(&section.blocks) {
            return self.transcript(section, kind == Kind::Transcript, lead, log);
        }
        let Section { title, span, blocks, is_head } = section;
        let had = blocks.iter().any(|b| b.node != Node::ThematicBreak);
        let links = links::all(&blocks);
        let nodes: Vec<Node> = trimmed(blocks.into_iter().map(|b| b.node).collect());
        let figures = self.episode.statistics.len() + self.episode.chapters.len();
        let rest = self.take(kind, nodes, title.as_deref(), &span);
        if self.episode.statistics.len() + self.episode.chapters.len() > figures {
            links::warn_of_lost(&links, &rest, log);
        }
        match title {
            Some(title) if is_head => {
                log.note(
                    diagnostics::Kind::Unused,
                    span,
                    format!("the heading {title:?} is not used: it is above the episode's title"),
                );
                lead.extend(rest);
            }
            Some(title) if rest.is_empty() && had => {
                if !is_plain(&title) {
                    log.note(
                        diagnostics::Kind::Unused,
                        span,
                        format!("the heading {title:?} is not used: its content has a place of its own"),
                    );
                }
            }
            None => lead.extend(rest),
            Some(title) if rest.is_empty() => {
                log.note(
                    diagnostics::Kind::Unused,
                    span,
                    format!("the section {title:?} has nothing for the episode"),
                );
            }
            Some(title) => self.episode.sections.push(episode::Section { title, children: rest }),
        }
    }

    /// Takes what a section holds, and gives back the rest.
    fn take(&mut self, kind: Kind, nodes: Vec<Node>, title: Option<&str>, span: &Range<usize>) -> Vec<Node> {
        let episode = &mut self.episode;
        let (found, nodes) = statistics::take(nodes, kind == Kind::Statistics);
        if !found.is_empty() {
            episode.statistics.extend(found);
            return trimmed(nodes);
        }
        match kind {
            _ if episode.chapters.is_empty() && (kind == Kind::Chapters || chapters::are_in(&nodes)) => {
                let (chapters, rest) = chapters::take(nodes);
                episode.chapters = chapters;
                self.chapters_at = span.clone();
                trimmed(rest)
            }
            // Times among notes: the notes stay as they are.
            Kind::Other if episode.chapters.is_empty() => {
                episode.chapters = chapters::among(&nodes);
                if !episode.chapters.is_empty() {
                    self.chapters_at = span.clone();
                }
                nodes
            }
            Kind::Synopsis if episode.synopsis.is_empty() => {
                episode.synopsis = nodes;
                Vec::new()
            }
            Kind::Related => match links::related(&nodes) {
                Some(related) => {
                    episode.related.extend(related);
                    Vec::new()
                }
                None => nodes,
            },
            Kind::Resources => match links::resources(&nodes, title) {
                Some(resources) => {
                    episode.resources.extend(resources);
                    Vec::new()
                }
                None => nodes,
            },
            _ => nodes,
        }
    }

    /// Whether blocks are turns though no heading says so: paragraphs that start with a speaker's name.
    fn is_spoken(&self, blocks: &[Block]) -> bool {
        let names = turns::names(blocks);
        let all: usize = names.values().sum();
        let known: usize = names.iter().filter(|(name, _)| self.is_speaker(name)).map(|(_, n)| n).sum();
        let repeated = names.values().filter(|n| **n >= 3).count();
        known >= 2 || (self.meta.speakers.is_empty() && repeated >= 2 && all >= 8)
    }

    fn is_speaker(&self, name: &str) -> bool {
        self.speakers.0.contains_key(&name.to_lowercase())
    }

    /// What tells one speaker from another: the listed name that a turn's name is, or is the first word of, in
    /// lower case.
    pub(crate) fn speaker_key(&self, name: &str) -> String {
        let lower = name.to_lowercase();
        self.speakers.0.get(&lower).cloned().unwrap_or(lower)
    }

    fn transcript(&mut self, section: Section, whole: bool, lead: &mut Vec<Node>, log: &mut Log<'_>) {
        let listed = !self.meta.speakers.is_empty();
        let names = frequent(turns::names(&section.blocks), if listed { 3 } else { 2 });
        let is_name = |name: &str| {
            let short = name.split_whitespace().count() <= 4;
            self.is_speaker(name) || (short && names.contains(&name.to_lowercase()))
        };
        let reading = turns::read(section.blocks, &is_name, whole, log);
        let offset = self.turns.len();
        self.turns.extend(reading.turns);
        self.headings.extend(reading.headings.into_iter().map(|h| Heading { turn: h.turn + offset, ..h }));
        if let [only] = &self.meta.speakers[..] {
            self.turns
                .iter_mut()
                .filter(|t| t.speaker.is_none())
                .for_each(|t| t.speaker = Some(only.clone()));
        }
        let (before, after) = reading.around;
        let nodes = |blocks: Vec<Block>| trimmed(blocks.into_iter().map(|b| b.node).collect());
        let (before, after) = (nodes(before), nodes(after));
        match section.title {
            Some(title) if !before.is_empty() && !section.is_head => {
                self.episode.sections.push(episode::Section { title, children: before });
            }
            title => {
                if let Some(title) = title.filter(|title| !whole || !is_plain(title)) {
                    log.note(
                        diagnostics::Kind::Unused,
                        section.span,
                        format!("the heading {title:?} above the transcript is not used"),
                    );
                }
                lead.extend(before);
            }
        }
        if !after.is_empty() {
            self.episode.sections.push(episode::Section { title: "Notes".into(), children: after });
        }
    }
}

/// The names that are used often, and no more of them than there can be speakers.
fn frequent(names: HashMap<String, usize>, often: usize) -> HashSet<String> {
    let mut names: Vec<(usize, String)> =
        names.into_iter().filter(|(_, n)| *n >= often).map(|(name, n)| (n, name)).collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    names.into_iter().take(MAX_SPEAKERS).map(|(_, name)| name).collect()
}

/// Without the breaks that only part it from what is around.
fn trimmed(mut nodes: Vec<Node>) -> Vec<Node> {
    let is_break = |n: Option<&Node>| n == Some(&Node::ThematicBreak);
    while is_break(nodes.last()) {
        nodes.pop();
    }
    let lead = nodes.iter().take_while(|n| **n == Node::ThematicBreak).count();
    nodes.split_off(lead)
}
