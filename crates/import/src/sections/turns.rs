//! The transcript: who says what, in paragraphs that start with a name, or under a heading that says so.

use episode::{Millis, Node};
use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::builder::Block;
use crate::sections::fields::{self, plain};
use crate::sections::{links, times};

/// A turn as the page has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Spoken {
    pub(crate) speaker: Option<String>,
    pub(crate) text: String,
    /// Times that are written in it: before which word, and when.
    pub(crate) anchors: Vec<(usize, Millis)>,
}

/// A heading among turns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heading {
    /// The index of the turn after it.
    pub(crate) turn: usize,
    /// The time that it names.
    pub(crate) time: Option<Millis>,
    pub(crate) title: String,
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
}

/// The names that paragraphs start with, by how often; in lower case. Not a mark such as `**Break**: [55:30]`.
pub(crate) fn names(blocks: &[Block]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for block in blocks.iter().filter(|b| mark(&b.node).is_none()) {
        for label in labels(&block.node) {
            *counts.entry(label.to_lowercase()).or_default() += 1;
        }
    }
    counts
}

fn labels(node: &Node) -> Vec<String> {
    let Node::Paragraph(line) = node else { return Vec::new() };
    let (head, fields) = fields::split(line.clone(), None);
    if head.is_empty() {
        return fields.into_iter().map(|f| f.label).collect();
    }
    timed_label(&plain(line)).map(|(name, ..)| name.to_owned()).into_iter().collect()
}

/// A label with nothing after it but a time.
fn mark(node: &Node) -> Option<(String, Millis)> {
    let Node::Paragraph(line) = node else { return None };
    let (head, fields) = fields::split(line.clone(), None);
    let [field] = &fields[..] else { return None };
    if !head.is_empty() {
        return None;
    }
    let text = field.text();
    let (time, rest) = times::leading(&text)?;
    rest.is_empty().then(|| (field.label.clone(), time))
}

/// `Name (00:12): text`, without any bold.
fn timed_label(text: &str) -> Option<(&str, Millis, &str)> {
    let open = text.find(['(', '['])?;
    let name = text[..open].trim();
    let is_name = !name.is_empty() && name.split_whitespace().count() <= 4 && !name.contains([':', '.', ',']);
    let (time, rest) = times::leading(&text[open..])?;
    let colon = text[..text.len() - rest.len()].trim_end().ends_with(':');
    (is_name && colon).then_some((name, time, rest))
}

/// Reads a transcript.
///
/// `is_name` says which labels are speakers. `whole`: a heading says that all of it is transcript, so that
/// paragraphs without a name are said as well.
pub(crate) fn read(
    blocks: Vec<Block>,
    is_name: &dyn Fn(&str) -> bool,
    whole: bool,
    log: &mut Log<'_>,
) -> Reading {
    let named = |b: &Block| labels(&b.node).iter().any(|l| is_name(l));
    let first = blocks.iter().position(named);
    let last = blocks.iter().rposition(named);
    // Without names, what stands after a break at the end is no longer said.
    let is_break = |b: &Block| b.node == Node::ThematicBreak;
    let end = match last {
        Some(last) => blocks[last..].iter().position(is_break).map_or(blocks.len(), |i| last + i),
        None => blocks.len(),
    };
    let start = match first {
        Some(first) if !whole => {
            // A heading above the first turn is its chapter's.
            let of_turn = |b: &&Block| matches!(b.node, Node::Heading { .. }) || mark(&b.node).is_some();
            first - blocks[..first].iter().rev().take_while(of_turn).count()
        }
        _ => 0,
    };
    let mut reading = Reading::default();
    let mut speaker = None;
    for (i, block) in blocks.into_iter().enumerate() {
        if i < start {
            reading.around.0.push(block);
        } else if i >= end {
            reading.around.1.push(block);
        } else {
            reading.block(block, is_name, &mut speaker, log);
        }
    }
    // A time after all that is said is its end.
    if let Some(last) = reading.turns.last_mut() {
        let end = last.text.split_whitespace().count();
        last.anchors.extend(reading.waiting.drain(..).map(|time| (end, time)));
    }
    reading
}

impl Reading {
    fn block(
        &mut self,
        block: Block,
        is_name: &dyn Fn(&str) -> bool,
        speaker: &mut Option<String>,
        log: &mut Log<'_>,
    ) {
        links::warn_of_lost(&links::all(std::slice::from_ref(&block)), &[], log);
        let Block { node, span } = block;
        let turn = self.turns.len();
        if let Some((title, time)) = mark(&node).filter(|(label, _)| !is_name(label)) {
            self.waiting.push(time);
            return self.headings.push(Heading { turn, time: Some(time), title, span });
        }
        match node {
            Node::ThematicBreak => {}
            Node::Heading { children, .. } => {
                let title = plain(&children);
                let (time, title) =
                    times::leading(&title).map_or((None, &*title), |(t, rest)| (Some(t), rest));
                self.waiting.extend(time);
                self.headings.push(Heading { turn, time, title: title.to_owned(), span });
            }
            Node::Paragraph(line) => {
                self.paragraph(line, is_name, speaker);
            }
            other => {
                let words = std::slice::from_ref(&other);
                log.warn(
                    Kind::TranscriptBlock,
                    span.clone(),
                    "a list, table, quotation or code in the transcript is reduced to its text",
                    "write the turn as paragraphs",
                );
                self.say(speaker.clone(), None, &plain(words));
            }
        }
    }

    fn paragraph(&mut self, line: Vec<Node>, is_name: &dyn Fn(&str) -> bool, speaker: &mut Option<String>) {
        let text = plain(&line);
        let (head, fields) = fields::split(line, None);
        if !fields.iter().any(|f| is_name(&f.label)) {
            match timed_label(&text).filter(|(name, ..)| is_name(name)) {
                Some((name, time, rest)) => {
                    *speaker = Some(name.to_owned());
                    self.say(speaker.clone(), Some(time), rest);
                }
                None => self.say(speaker.clone(), None, &text),
            }
            return;
        }
        let mut said = plain(&head);
        let mut time = None;
        for field in fields {
            if is_name(&field.label) {
                // What stood before the name may be its time.
                let before = times::leading(&said).filter(|(_, rest)| rest.is_empty()).map(|(t, _)| t);
                if before.is_none() {
                    self.say(speaker.clone(), time, &said);
                }
                *speaker = Some(field.label.clone());
                time = times::leading(&field.aside).map(|(t, _)| t).or(before);
                said = field.text();
            } else {
                said.push(' ');
                said.push_str(&plain(&field.into_nodes()));
            }
        }
        self.say(speaker.clone(), time, &said);
    }

    /// Adds a turn; a time with nothing said waits for the next one.
    fn say(&mut self, speaker: Option<String>, time: Option<Millis>, text: &str) {
        self.waiting.extend(time);
        let (own, text) = times::leading(text).map_or((None, text), |(t, rest)| (Some(t), rest));
        self.waiting.extend(own);
        if !text.is_empty() {
            let anchors = self.waiting.drain(..).map(|time| (0, time)).chain(inner_times(text)).collect();
            self.turns.push(Spoken { speaker, text: text.to_owned(), anchors });
        }
    }
}

/// Times within a turn, such as `[00:04:12.15]` or `[unintelligible 00:04:12.15]`, by word.
fn inner_times(text: &str) -> Vec<(usize, Millis)> {
    let is_edge = |c: char| matches!(c, '[' | ']' | '(' | ')' | '\\' | '.' | ',');
    let in_brackets = |w: &str| w.contains(['[', ']', '(', ')']);
    let time = |w: &str| w.trim_matches(is_edge).parse::<Millis>().ok().filter(|_| in_brackets(w));
    text.split_whitespace().enumerate().filter_map(|(i, w)| Some((i, time(w)?))).collect()
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
        let is_name = |n: &str| ["ada", "bo"].contains(&n.to_lowercase().as_str());
        let reading = read(blocks, &is_name, whole, &mut Log::new(""));
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
        assert_eq!(turns, [turn("Ada", "Ebb [00:00:40.5] now."), turn("Bo", "Ah."), turn("Ada", "Flood.")]);
        let anchors: Vec<_> = reading.turns.iter().map(|t| t.anchors.clone()).collect();
        assert_eq!(
            anchors,
            [
                vec![(0, Millis(36_000)), (1, Millis(40_500))],
                vec![(0, Millis(75_000))],
                vec![(0, Millis(120_000))]
            ]
        );
        let heading = Heading { turn: 1, time: Some(Millis(75_000)), title: "Tides".into(), span: 0..0 };
        assert_eq!(reading.headings, [heading]);
    }
}
