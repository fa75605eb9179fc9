//! What the parts of a page are, told by their headings and by what stands in them.
//!
//! Each reader takes what it knows and gives back the rest; what nobody takes stays under its heading as rich
//! text, so that nothing of a page is lost.

pub(crate) mod chapters;
pub(crate) mod fields;
pub(crate) mod kind;
pub(crate) mod labelled_lines;
pub(crate) mod links;
pub(crate) mod media;
pub(crate) mod outline;
mod speakers;
pub(crate) mod statistics;
pub(crate) mod turns;

use episode::{Chapter, Episode, Node};
use std::ops::Range;

use crate::diagnostics::{self, Log};
use crate::parse::builder::Block;
use crate::words::Words;
use kind::{Kind, is_plain, kind};
use labelled_lines::LabelledLines;
use outline::Section;
use speakers::Speakers;
use turns::labels::Labels;
use turns::{Heading, Spoken};

/// What is known of a page before its sections are read.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) words: &'a Words,
    /// Who takes part, by the front matter and the site: names and ids.
    pub(crate) people: &'a [String],
    pub(crate) ids: &'a [String],
    /// The headings of sections that the site leaves out, in lower case.
    pub(crate) left_out: &'a [String],
    /// The chapters of the front matter.
    pub(crate) chapters: &'a [Chapter],
}

/// An episode in the making.
pub(crate) struct Draft<'a> {
    pub(crate) episode: Episode,
    pub(crate) labelled: LabelledLines,
    pub(crate) turns: Vec<Spoken>,
    /// Headings within the transcript.
    pub(crate) headings: Vec<Heading>,
    /// Where the chapters stand.
    /// The places of the sections that the project file leaves out.
    pub(crate) left_out_at: Vec<Range<usize>>,
    pub(crate) chapters_at: Range<usize>,
    speakers: Speakers,
    known: Known<'a>,
}

impl<'a> Draft<'a> {
    /// Reads all sections, in the page's order.
    pub(crate) fn read(mut sections: Vec<Section>, known: Known<'a>, log: &mut Log<'_>) -> Self {
        let mut draft = Self {
            episode: Episode::default(),
            labelled: LabelledLines::default(),
            turns: Vec::new(),
            headings: Vec::new(),
            left_out_at: Vec::new(),
            chapters_at: 0..0,
            speakers: Speakers::default(),
            known,
        };
        // A label that comes again and again is a speaker's: **Host**: Welcome.
        let labels = Labels::count(sections.iter().flat_map(|s| &s.blocks), known.words);
        draft.labelled.repeated =
            labels.bold().filter(|(_, n)| *n >= 3).map(|(name, _)| name.to_owned()).collect();
        // Who speaks is told before the transcript, but not always at the top.
        for section in &mut sections {
            if draft.kind(section) != Kind::Transcript && !section.is_joined {
                let taken = draft.labelled.taken;
                section.blocks = draft.labelled_lines(std::mem::take(&mut section.blocks), log);
                section.is_head = taken == 0 && draft.labelled.taken > 0;
            }
        }
        draft.speakers = Speakers::new(&draft.labelled.speakers, known.people, known.ids);
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
            let (taken, links) = (self.labelled.taken, links::all(std::slice::from_ref(&block)));
            let Block { node, span } = block;
            let node = match self.labelled.take_names(node, &span, log) {
                Some(Node::Paragraph(line)) => match self.labelled.take_people(line, self.known.words) {
                    Ok(rest) => {
                        self.labelled.taken += 1;
                        rest
                    }
                    Err(line) => self.labelled.take(line, &span, self.known.words, log),
                },
                other => other,
            };
            if self.labelled.taken > taken {
                links::warn_of_lost(&links, node.as_slice(), log);
            }
            rest.extend(node.map(|node| Block { node, span }));
        }
        rest
    }

    /// What a section's heading promises.
    fn kind(&self, section: &Section) -> Kind {
        section.title.as_deref().map_or(Kind::Other, |title| kind(title, self.known.words))
    }

    fn section(&mut self, section: Section, lead: &mut Vec<Node>, log: &mut Log<'_>) {
        let kind = self.kind(&section);
        let is_left_out = |title: &str| self.known.left_out.contains(&title.to_lowercase());
        if section.title.as_deref().is_some_and(is_left_out) {
            let blocks = section.blocks.iter().map(|block| &block.span);
            let end = blocks.map(|span| span.end).max().unwrap_or(section.span.end);
            let span = section.span.start..end.max(section.span.end);
            self.left_out_at.push(span.clone());
            log.note(diagnostics::Kind::Unused, span, "the project file leaves this section out");
            return;
        }
        if kind == Kind::Transcript || section.is_joined || self.is_spoken(&section.blocks) {
            return self.transcript(section, kind == Kind::Transcript, lead, log);
        }
        let Section { title, span, blocks, is_head, is_marked, .. } = section;
        let had = blocks.iter().any(|b| b.node != Node::ThematicBreak);
        let links = links::all(&blocks);
        let nodes: Vec<Node> = trimmed(blocks.into_iter().map(|b| b.node).collect());
        let figures = self.episode.statistics.len() + self.episode.chapters.len();
        let heading = title.as_deref().filter(|_| !is_marked);
        let rest = self.take(kind, nodes, heading, &span, log);
        if self.episode.statistics.len() + self.episode.chapters.len() > figures {
            // A chapter keeps its link.
            let is_kept = |url: &String| self.episode.chapters.iter().any(|c| c.url.as_ref() == Some(url));
            let lost: Vec<_> = links.into_iter().filter(|(url, _)| !is_kept(url)).collect();
            links::warn_of_lost(&lost, &rest, log);
        }
        match title {
            // A tab's name is no heading.
            Some(_) if is_marked => lead.extend(rest),
            Some(title) if is_head => {
                log.note(
                    diagnostics::Kind::Unused,
                    span,
                    format!("the heading {title:?} is not used: it is above the episode's title"),
                );
                lead.extend(rest);
            }
            Some(title) if rest.is_empty() && had => {
                if !is_plain(&title, self.known.words) {
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
    fn take(
        &mut self,
        kind: Kind,
        nodes: Vec<Node>,
        title: Option<&str>,
        span: &Range<usize>,
        log: &mut Log<'_>,
    ) -> Vec<Node> {
        let words = self.known.words;
        let episode = &mut self.episode;
        let (found, nodes) = statistics::take(nodes, kind == Kind::Statistics);
        if !found.is_empty() {
            episode.statistics.extend(found);
            return trimmed(nodes);
        }
        let is_list = kind == Kind::Chapters || chapters::are_in(&nodes, words);
        match kind {
            // The front matter's are used; the page's own list says the same, or is told.
            _ if is_list && !self.known.chapters.is_empty() => {
                let (chapters, rest) = chapters::take(nodes, kind == Kind::Chapters, words);
                let is_listed = |c: &Chapter| self.known.chapters.iter().any(|own| own.start == c.start);
                if let Some(other) = chapters.iter().find(|c| !is_listed(c)) {
                    log.warn(
                        diagnostics::Kind::Chapters,
                        span.clone(),
                        format!(
                            "the front matter's chapters are used; {:?} at {} is not among them",
                            other.title, other.start
                        ),
                        "make both lists say the same, or remove one",
                    );
                } else if !chapters.is_empty() {
                    let message = "this list of chapters is not used: the front matter has one";
                    log.note(diagnostics::Kind::Unused, span.clone(), message);
                }
                trimmed(rest)
            }
            _ if is_list && episode.chapters.is_empty() => {
                let (chapters, rest) = chapters::take(nodes, kind == Kind::Chapters, words);
                episode.chapters = chapters;
                self.chapters_at = span.clone();
                trimmed(rest)
            }
            // Times among notes: the notes stay as they are.
            Kind::Other if episode.chapters.is_empty() && self.known.chapters.is_empty() => {
                episode.chapters = chapters::among(&nodes, words);
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
        let labels = Labels::count(blocks, self.known.words);
        labels.are_turns(&|name| self.speakers.has(name), !self.labelled.speakers.is_empty())
    }

    /// Whether a heading is only a template's: "Episode 14".
    pub(crate) fn is_template(&self, title: &str) -> bool {
        kind::is_template(title, self.known.words)
    }

    /// Whether the page or its site says that somebody of this name speaks.
    pub(crate) fn is_speaker(&self, name: &str) -> bool {
        self.speakers.has(name)
    }

    /// What tells one speaker from another: the listed name that a turn's name is, or is the first word of, in
    /// lower case.
    pub(crate) fn speaker_key(&self, name: &str) -> String {
        self.speakers.key(name)
    }

    fn transcript(&mut self, section: Section, whole: bool, lead: &mut Vec<Node>, log: &mut Log<'_>) {
        let context = turns::Context {
            is_known: &|name| self.speakers.has(name),
            is_listed: !self.labelled.speakers.is_empty(),
            whole,
            words: self.known.words,
        };
        let reading = turns::read(section.blocks, &context, log);
        let offset = self.turns.len();
        self.turns.extend(reading.turns);
        self.headings.extend(reading.headings.into_iter().map(|h| Heading { turn: h.turn + offset, ..h }));
        if let [only] = &self.labelled.speakers[..] {
            self.turns
                .iter_mut()
                .filter(|t| t.speaker.is_none())
                .for_each(|t| t.speaker = Some(only.clone()));
        }
        let (before, after) = reading.around;
        let nodes = |blocks: Vec<Block>| trimmed(blocks.into_iter().map(|b| b.node).collect());
        let (before, after) = (nodes(before), nodes(after));
        match section.title {
            Some(title) if !before.is_empty() && !section.is_head && !section.is_marked => {
                self.episode.sections.push(episode::Section { title, children: before });
            }
            title => {
                if let Some(title) = title.filter(|title| !whole || !is_plain(title, self.known.words)) {
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

/// Without the breaks that only part it from what is around.
fn trimmed(mut nodes: Vec<Node>) -> Vec<Node> {
    let is_break = |n: Option<&Node>| n == Some(&Node::ThematicBreak);
    while is_break(nodes.last()) {
        nodes.pop();
    }
    let lead = nodes.iter().take_while(|n| **n == Node::ThematicBreak).count();
    nodes.split_off(lead)
}
