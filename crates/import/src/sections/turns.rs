//! The transcript: who says what, in paragraphs that start with a name, or under a heading that says so.

pub(crate) mod labels;
mod said;

use episode::{Millis, Node};
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::builder::Block;
use crate::sections::fields::{self, plain};
use crate::sections::links;
use crate::values::{addresses, times};
use crate::words::{Concept, Words};
use labels::{Labels, Names, mark};
use said::{is_invisible, parts, strike, without_times};

/// A turn as the page has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spoken {
    pub(crate) speaker: Option<String>,
    pub(crate) text: String,
    /// Times that are written in it: before which word, and when.
    pub(crate) anchors: Vec<(usize, Millis)>,
    /// Where the paragraph starts that has it; `None` where it is in no paragraph of the page itself.
    pub(crate) place: Option<usize>,
}

/// A heading among turns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heading {
    /// The index of the turn after it.
    pub(crate) turn: usize,
    /// The time that it names.
    pub(crate) time: Option<Millis>,
    pub(crate) title: String,
    /// Where its subject has a page.
    pub(crate) url: Option<String>,
    pub(crate) span: Range<usize>,
}

/// What a transcript's blocks hold.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) turns: Vec<Spoken>,
    /// Headings among the turns.
    pub(crate) headings: Vec<Heading>,
    /// What stands before the first turn, and after the last.
    pub(crate) around: (Vec<Block>, Vec<Block>),
    /// Times that stand before the next turn.
    waiting: Vec<Millis>,
    /// Who speaks.
    speaker: Option<String>,
    /// Where the present paragraph starts.
    place: Option<usize>,
}

/// What the page says of its transcript.
pub(crate) struct Context<'a> {
    /// Whether a label is somebody who the page says speaks.
    pub(crate) is_known: &'a dyn Fn(&str) -> bool,
    /// The page lists who speaks.
    pub(crate) is_listed: bool,
    /// A heading says that all of it is transcript, so that paragraphs without a name are said as well.
    pub(crate) whole: bool,
    pub(crate) words: &'a Words,
}

/// Reads a transcript.
pub(crate) fn read(blocks: Vec<Block>, context: &Context<'_>, log: &mut Log<'_>) -> Reading {
    let names =
        Labels::count(&blocks, context.words).names(context.is_known, context.whole, context.is_listed);
    let named: Vec<bool> = blocks.iter().map(|block| has_name(&block.node, &names)).collect();
    let first = named.iter().position(|named| *named);
    let last = named.iter().rposition(|named| *named);
    // Without names, what stands after a break at the end is no longer said.
    let is_break = |b: &Block| b.node == Node::ThematicBreak;
    let end = match last {
        Some(last) => blocks[last..].iter().position(is_break).map_or(blocks.len(), |i| last + i),
        None => blocks.len(),
    };
    let start = match first {
        Some(first) if !context.whole => {
            // A heading above the first turn is its chapter's.
            let of_turn = |b: &&Block| matches!(b.node, Node::Heading { .. }) || mark(&b.node).is_some();
            first - blocks[..first].iter().rev().take_while(of_turn).count()
        }
        _ => 0,
    };
    let mut reading = Reading::default();
    for (i, block) in blocks.into_iter().enumerate() {
        if i < start {
            reading.around.0.push(block);
        } else if i >= end {
            reading.around.1.push(block);
        } else {
            reading.block(block, named[i], &names, context.words, log);
        }
    }
    // A time after all that is said is its end.
    if let Some(last) = reading.turns.last_mut() {
        let end = last.text.split_whitespace().count();
        last.anchors.extend(reading.waiting.drain(..).map(|time| (end, time)));
    }
    reading
}

/// Whether a line of a block starts with a name.
fn has_name(node: &Node, names: &Names) -> bool {
    match node {
        Node::Paragraph(line) => {
            let is_name = |line: &Vec<Node>| labels::of_line(line).is_some_and(|label| names.has(&label));
            labels::may_be_in(line) && fields::lines(line.clone()).iter().any(is_name)
        }
        Node::Blockquote(children) => children.iter().any(|child| has_name(child, names)),
        Node::List { children, .. } | Node::ListItem { children, .. } => {
            names.are_nested && children.iter().any(|child| has_name(child, names))
        }
        _ => false,
    }
}

impl Reading {
    fn block(&mut self, block: Block, is_named: bool, names: &Names, words: &Words, log: &mut Log<'_>) {
        let turn = self.turns.len();
        if let Node::Heading { children, .. } = &block.node {
            let title = plain(children);
            let found = times::leading(&title).or_else(|| times::trailing(&title));
            let (time, title) = found.map_or((None, &*title), |(t, rest)| (Some(t), rest));
            self.waiting.extend(time);
            let links = links::all(std::slice::from_ref(&block));
            let url = links.into_iter().map(|(url, _)| url).find(|url| addresses::time(url).is_none());
            let title = title.to_owned();
            return self.headings.push(Heading { turn, time, title, url, span: block.span });
        }
        links::warn_of_lost(&links::all(std::slice::from_ref(&block)), &[], log);
        let Block { mut node, span } = block;
        let start = span.start;
        if let Some((title, time)) = mark(&node).filter(|(label, _)| !names.has_bold(label)) {
            self.waiting.push(time);
            if words.is(Concept::Pause, &title) {
                log.note(Kind::Unused, span, format!("the pause {title:?} is no chapter; its time is used"));
                return;
            }
            return self.headings.push(Heading { turn, time: Some(time), title, url: None, span });
        }
        if strike(&mut node) {
            log.note(Kind::Unused, span.clone(), "struck-out words are not said");
        }
        let has_form = !matches!(node, Node::Paragraph(_) | Node::ThematicBreak);
        if has_form && !is_named {
            log.warn(
                Kind::TranscriptBlock,
                span.clone(),
                "a list, table, quotation or code in the transcript is reduced to its text",
                "write the turn as paragraphs",
            );
        }
        if let Node::Paragraph(line) = &node
            && let Some(name) =
                fields::lines(line.clone()).first().and_then(|line| names.stranger(line, words))
        {
            let other = self.speaker.clone().map_or(String::new(), |speaker| format!(" by {speaker}"));
            log.warn(
                Kind::Speakers,
                span,
                format!("{name:?} looks like a speaker's name, but is not among the page's speakers: the words are taken as said{other}"),
                "add the name to the page's speakers, or write the label another way",
            );
        }
        self.place = matches!(node, Node::Paragraph(_)).then_some(start);
        self.node(node, names);
    }

    /// Paragraphs, in whatever they stand.
    fn node(&mut self, node: Node, names: &Names) {
        match node {
            Node::ThematicBreak => {}
            Node::Paragraph(line) => self.paragraph(line, names),
            Node::List { children, .. } | Node::ListItem { children, .. } | Node::Blockquote(children)
                if children.iter().any(|child| has_name(child, names)) =>
            {
                children.into_iter().for_each(|child| self.node(child, names));
            }
            other => self.say(None, &plain(std::slice::from_ref(&other))),
        }
    }

    fn paragraph(&mut self, line: Vec<Node>, names: &Names) {
        let mut said = String::new();
        let mut time = None;
        for line in fields::lines(line).into_iter().flat_map(|line| parts(line, names)) {
            match labels::of_line(&line).filter(|label| names.has(label)) {
                Some(label) => {
                    // What stood before the name may be its time.
                    let before = times::whole(&said);
                    if before.is_none() {
                        self.say(time, &said);
                    }
                    self.speaker = Some(label.name);
                    time = label.time.or(before);
                    said = plain(&label.said);
                }
                None => {
                    said.push(' ');
                    said.push_str(&plain(&line));
                }
            }
        }
        self.say(time, said.trim());
    }

    /// Adds a turn; a time with nothing said waits for the next one.
    fn say(&mut self, time: Option<Millis>, text: &str) {
        self.waiting.extend(time);
        let (own, text) = times::leading(text).map_or((None, text), |(t, rest)| (Some(t), rest));
        self.waiting.extend(own);
        let (text, inner) = without_times(text);
        if text.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            let anchors = self.waiting.drain(..).map(|time| (0, time)).chain(inner).collect();
            let speaker = self.speaker.clone();
            self.turns.push(Spoken { speaker, text, anchors, place: self.place.take() });
        } else {
            self.waiting.extend(inner.into_iter().map(|(_, time)| time));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Node {
        Node::Text(t.into())
    }

    fn said(name: &str, words: &str) -> Block {
        paragraph(vec![Node::Strong(vec![text(name)]), text(words)])
    }

    fn paragraph(nodes: Vec<Node>) -> Block {
        Block { node: Node::Paragraph(nodes), span: 0..0 }
    }

    fn told(blocks: Vec<Block>, whole: bool) -> (Vec<(Option<String>, String)>, Reading) {
        let words = Words::new(&std::collections::BTreeMap::new());
        let is_known = |n: &str| ["ada", "bo"].contains(&n.to_lowercase().as_str());
        let context = Context { is_known: &is_known, is_listed: true, whole, words: &words };
        let reading = read(blocks, &context, &mut Log::new(""));
        (reading.turns.iter().map(|t| (t.speaker.clone(), t.text.clone())).collect(), reading)
    }

    fn turn(name: &str, words: &str) -> (Option<String>, String) {
        ((!name.is_empty()).then(|| name.into()), words.into())
    }

    #[test]
    fn a_paragraph_without_a_name_is_still_the_same_speakers() {
        let (turns, _) =
            told(vec![said("Ada", ": Ebb."), paragraph(vec![text("And flood.")]), said("Bo:", " Ah.")], true);
        assert_eq!(turns, [turn("Ada", "Ebb."), turn("Ada", "And flood."), turn("Bo", "Ah.")]);
    }

    #[test]
    fn two_names_in_a_paragraph_are_two_turns_and_other_bold_words_are_said() {
        let line = vec![
            Node::Strong(vec![text("Ada")]),
            text(": Ebb.\n"),
            Node::Strong(vec![text("Mind")]),
            text(": water.\n"),
            Node::Strong(vec![text("Bo")]),
            text(": Ah."),
        ];
        let (turns, _) = told(vec![paragraph(line)], true);
        assert_eq!(turns, [turn("Ada", "Ebb. Mind: water."), turn("Bo", "Ah.")]);
    }

    #[test]
    fn what_stands_around_the_turns_is_given_back() {
        let rule = Block { node: Node::ThematicBreak, span: 0..0 };
        let blocks =
            vec![paragraph(vec![text("Intro")]), said("Ada", ": Ebb."), rule, paragraph(vec![text("Bye")])];
        let (turns, reading) = told(blocks.clone(), false);
        assert_eq!(turns, [turn("Ada", "Ebb.")]);
        assert_eq!(reading.around, (blocks[..1].to_vec(), blocks[2..].to_vec()));
        assert_eq!(told(blocks, true).0, [turn("", "Intro"), turn("Ada", "Ebb.")]);
    }

    #[test]
    fn times_are_anchors_wherever_they_are_written() {
        let heading = Node::Heading { depth: 4, children: vec![text("[00:01:15] Tides")] };
        let (turns, reading) = told(
            vec![
                said("Ada", " (00:36): Ebb [00:00:40.5] now."),
                Block { node: heading, span: 0..0 },
                said("Bo", ": Ah."),
                paragraph(vec![text("Ada (00:02:00): Flood.")]),
            ],
            true,
        );
        assert_eq!(turns, [turn("Ada", "Ebb now."), turn("Bo", "Ah."), turn("Ada", "Flood.")]);
        let anchors: Vec<_> = reading.turns.iter().map(|t| t.anchors.clone()).collect();
        assert_eq!(
            anchors,
            [
                vec![(0, Millis(36_000)), (1, Millis(40_500))],
                vec![(0, Millis(75_000))],
                vec![(0, Millis(120_000))]
            ]
        );
        let heading =
            Heading { turn: 1, time: Some(Millis(75_000)), title: "Tides".into(), url: None, span: 0..0 };
        assert_eq!(reading.headings, [heading]);
    }

    #[test]
    fn names_need_no_bold_and_lines_may_be_turns() {
        let (turns, _) = told(
            vec![paragraph(vec![text("Ada: Ebb: low.\nBo: Ah.")]), paragraph(vec![text("Bo: Oh.")])],
            true,
        );
        assert_eq!(turns, [turn("Ada", "Ebb: low."), turn("Bo", "Ah."), turn("Bo", "Oh.")]);
        let (turns, _) = told(
            vec![said("Ada", ": Ebb."), paragraph(vec![text("Mind: the gap.")]), said("Bo", ": Ah.")],
            true,
        );
        assert_eq!(turns[1], turn("Ada", "Mind: the gap."));
    }

    #[test]
    fn a_name_in_bold_within_a_line_starts_a_turn() {
        let mut line = vec![Node::Strong(vec![text("Ada:")]), text(" Ebb. ")];
        line.extend([Node::Strong(vec![text("Bo:")]), text(" Ah.")]);
        let (turns, _) = told(vec![paragraph(line), said("Bo", ": Oh.")], true);
        assert_eq!(turns, [turn("Ada", "Ebb."), turn("Bo", "Ah."), turn("Bo", "Oh.")]);
    }

    #[test]
    fn names_in_lists_and_on_lines_of_their_own_are_names() {
        let item = |block: Block| Node::ListItem { checked: None, children: vec![block.node] };
        let list = Node::List {
            ordered: false,
            start: 1,
            children: vec![item(said("Ada", ": Ebb.")), item(said("Bo", ": Ah."))],
        };
        assert_eq!(
            told(vec![Block { node: list, span: 0..0 }], true).0,
            [turn("Ada", "Ebb."), turn("Bo", "Ah.")]
        );
        let timed = |t: &str| paragraph(vec![text(t)]);
        let (turns, reading) = told(vec![timed("Ada 0:05\nEbb."), timed("Bo 0:09"), timed("Ah.")], true);
        assert_eq!(turns, [turn("Ada", "Ebb."), turn("Bo", "Ah.")]);
        assert_eq!(reading.turns[1].anchors, [(0, Millis(9_000))]);
    }

    #[test]
    fn struck_out_words_and_times_are_not_said_and_marks_are() {
        let line = vec![
            Node::Strong(vec![text("Ada:")]),
            text(" Ebb"),
            Node::Delete(vec![text(" um")]),
            text("[00:01:00] now [laughter] [unclear 00:02:00] at (10:30)."),
        ];
        let (turns, reading) = told(vec![paragraph(line)], true);
        assert_eq!(turns, [turn("Ada", "Ebb now [laughter] [unclear] at (10:30).")]);
        assert_eq!(reading.turns[0].anchors, [(1, Millis(60_000)), (3, Millis(120_000))]);
    }
}
