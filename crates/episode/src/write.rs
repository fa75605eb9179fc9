//! From the model back to the JSON: what [`read`](crate::read()) reads again without a word lost.

use serde::{Serialize, Serializer};

use crate::model::{Episode, Link, Media, Source, Timing, Transcript, TranscriptSource, Turn};
use crate::node::{Align, Node};
use crate::wire;

impl Serialize for Episode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        wire::Episode::from(self).serialize(serializer)
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl From<&Episode> for wire::Episode {
    fn from(e: &Episode) -> Self {
        Self {
            schema: None,
            version: Some(wire::VERSION),
            id: some(&e.id),
            number: e.number,
            title: some(&e.title),
            language: e.language.clone(),
            published: e.published.clone(),
            duration: e.duration,
            media: e.media.iter().map(Into::into).collect(),
            poster: e.poster.clone(),
            speakers: e
                .speakers
                .iter()
                .map(|s| wire::Speaker { id: some(&s.id), name: some(&s.name) })
                .collect(),
            series: e.series.as_ref().map(|s| wire::Series { name: some(&s.name), part: s.part, of: s.of }),
            next: e.next.as_ref().map(link),
            audience: e.audience.clone(),
            synopsis: nodes(&e.synopsis),
            chapters: e
                .chapters
                .iter()
                .map(|c| wire::Chapter { start: Some(c.start), title: some(&c.title), url: c.url.clone() })
                .collect(),
            statistics: e.statistics.iter().map(statistic).collect(),
            transcript: Some(transcript(e, &e.transcript)),
            translations: e.translations.iter().map(|translation| transcript(e, translation)).collect(),
            #[cfg(feature = "keywords")]
            keywords: e.keywords.as_ref().map(keywords),
            sections: e
                .sections
                .iter()
                .map(|s| wire::Section { title: some(&s.title), children: nodes(&s.children) })
                .collect(),
            related: e
                .related
                .iter()
                .map(|r| wire::Related { title: some(&r.title), url: r.url.clone(), note: r.note.clone() })
                .collect(),
            resources: e.resources.iter().map(resource_group).collect(),
        }
    }
}

impl From<&Media> for wire::Media {
    fn from(m: &Media) -> Self {
        let offset = (m.offset != 0).then_some(wire::Offset(m.offset));
        match m.source.clone() {
            Source::YouTube(id) => Self { youtube: Some(id), offset, ..Self::default() },
            Source::Audio(url, mime) => Self { audio: Some(url), mime, offset, ..Self::default() },
            Source::Video(url, mime) => Self { video: Some(url), mime, offset, ..Self::default() },
        }
    }
}

fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Captions => "captions",
        Timing::Estimated => "estimated",
        Timing::None => "none",
    }
}

fn transcript(episode: &Episode, t: &Transcript) -> wire::Transcript {
    wire::Transcript {
        language: t.language.clone(),
        source: (t.source == TranscriptSource::Captions).then(|| "captions".into()),
        generated: t.generated,
        timing: Some(timing(t.timing).into()),
        turns: t.turns.iter().map(|t| turn(episode, t)).collect(),
    }
}

fn turn(episode: &Episode, t: &Turn) -> wire::Turn {
    wire::Turn {
        speaker: episode.speaker_of(t).map(|s| s.id.clone()),
        start: t.start,
        end: t.end,
        text: some(&t.text),
        words: t.words.clone(),
        estimated: t.estimated,
    }
}

fn statistic(s: &crate::Statistic) -> wire::Statistic {
    let mention =
        |m: &crate::Mention| wire::Mention { turn: Some(m.turn), word: Some(m.word), start: Some(m.start) };
    wire::Statistic {
        metric: some(&s.metric),
        value: some(&s.value),
        source: s.source.clone(),
        mentions: s.mentions.iter().map(mention).collect(),
    }
}

#[cfg(feature = "keywords")]
fn keywords(k: &crate::Keywords) -> wire::Keywords {
    let word = |w: &crate::Keyword| wire::Keyword {
        text: some(&w.text),
        count: Some(w.count),
        turn: Some(w.turn),
        word: Some(w.word),
    };
    wire::Keywords { others: Some(k.others), words: k.words.iter().map(word).collect() }
}

fn link(l: &Link) -> wire::Link {
    wire::Link { title: some(&l.title), url: l.url.clone() }
}

fn resource_group(g: &crate::ResourceGroup) -> wire::ResourceGroup {
    wire::ResourceGroup { title: g.title.clone(), links: g.links.iter().map(link).collect() }
}

fn nodes(nodes: &[Node]) -> Vec<wire::Node> {
    nodes.iter().map(node).collect()
}

fn node(n: &Node) -> wire::Node {
    let of = |kind: &str, children: &[Node]| wire::Node {
        kind: Some(kind.into()),
        children: nodes(children),
        ..wire::Node::default()
    };
    let valued = |kind: &str, value: &str| wire::Node {
        kind: Some(kind.into()),
        value: Some(value.into()),
        ..wire::Node::default()
    };
    match n {
        Node::Paragraph(c) => of("paragraph", c),
        Node::Heading { depth, children } => {
            wire::Node { depth: Some((*depth).into()), ..of("heading", children) }
        }
        Node::List { ordered, start, children } => {
            wire::Node { ordered: Some(*ordered), start: ordered.then_some(*start), ..of("list", children) }
        }
        Node::ListItem { checked, children } => wire::Node { checked: *checked, ..of("listItem", children) },
        Node::Blockquote(c) => of("blockquote", c),
        Node::Code { lang, value } => wire::Node { lang: lang.clone(), ..valued("code", value) },
        Node::Table { align, rows } => wire::Node {
            kind: Some("table".into()),
            align: align.iter().map(|a| align_name(*a).map(str::to_owned)).collect(),
            children: rows.iter().map(|cells| table_row(cells)).collect(),
            ..wire::Node::default()
        },
        Node::ThematicBreak => of("thematicBreak", &[]),
        Node::Admonition { kind, title, children } => {
            wire::Node { admonition: Some(kind.clone()), title: title.clone(), ..of("admonition", children) }
        }
        Node::Text(value) => valued("text", value),
        Node::Emphasis(c) => of("emphasis", c),
        Node::Strong(c) => of("strong", c),
        Node::Delete(c) => of("delete", c),
        Node::InlineCode(value) => valued("inlineCode", value),
        Node::Link { url, title, children } => {
            wire::Node { url: url.clone(), title: title.clone(), ..of("link", children) }
        }
        Node::Image { url, alt, title } => {
            wire::Node { url: url.clone(), alt: some(alt), title: title.clone(), ..of("image", &[]) }
        }
        Node::Break => of("break", &[]),
    }
}

fn table_row(cells: &[Vec<Node>]) -> wire::Node {
    let cell = |c: &Vec<Node>| wire::Node {
        kind: Some("tableCell".into()),
        children: nodes(c),
        ..wire::Node::default()
    };
    wire::Node {
        kind: Some("tableRow".into()),
        children: cells.iter().map(cell).collect(),
        ..wire::Node::default()
    }
}

fn align_name(align: Align) -> Option<&'static str> {
    match align {
        Align::None => None,
        Align::Left => Some("left"),
        Align::Center => Some("center"),
        Align::Right => Some("right"),
    }
}
