//! Who speaks: which labels at the starts of lines are names.

use episode::text::is_unspaced;
use episode::{Millis, Node};
use std::collections::{HashMap, HashSet};

use crate::parse::builder::Block;
use crate::sections::fields::{self, COLONS, plain};
use crate::values::names::MAX_SPEAKERS;
use crate::values::times;
use crate::words::{Concept, Words};

/// How a name is marked as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Style {
    /// `**Ada**: text`
    Bold,
    /// `Ada: text`
    Plain,
    /// `Ada 00:12`, on a line of its own.
    Timed,
    /// `**Ada**`, on a line of its own.
    Alone,
}

/// A name at the start of a line, and what follows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) name: String,
    /// The time beside it.
    pub(super) time: Option<Millis>,
    pub(super) said: Vec<Node>,
    style: Style,
}

/// The most words that a name has.
const MOST_WORDS: usize = 4;
/// The same in scripts without blanks between words.
const MOST_CHARACTERS: usize = 10;

/// The label that a line starts with, if it starts with one; it may be no name.
pub(super) fn of_line(line: &[Node]) -> Option<Label> {
    if let Ok(field) = fields::field(line.to_vec()) {
        // A time may stand within the label: `**Ada (00:12):**`.
        let inner = times::trailing(&field.label).or_else(|| times::leading(&field.label));
        let (inner, name) = match inner {
            Some((time, name)) if !name.is_empty() => (Some(time), name.to_owned()),
            _ => (None, field.label),
        };
        let time = times::leading(&field.aside).map(|(time, _)| time).or(inner);
        return Some(Label { name, time, said: field.value, style: Style::Bold });
    }
    let text = plain(line);
    if let [Node::Strong(_)] = line
        && is_name_like(&text)
    {
        return Some(Label { name: text, time: None, said: Vec::new(), style: Style::Alone });
    }
    let (before, rest) = times::leading(&text).map_or((None, &*text), |(time, rest)| (Some(time), rest));
    // `Ada 00:12`, `Ada [00:12]`, on a line of its own.
    if let Some(last) = text.split_whitespace().next_back()
        && let Some(time) = times::whole(last)
    {
        let is_edge = |c: char| c.is_whitespace() || times::is_dash(c) || c == ',';
        let name = text[..text.len() - last.len()].trim_end_matches(is_edge);
        if is_name_like(name) {
            return Some(Label {
                name: name.to_owned(),
                time: Some(time),
                said: Vec::new(),
                style: Style::Timed,
            });
        }
    }
    // `Ada (00:12): text`
    if let Some(open) = rest.find(['(', '['])
        && is_name_like(&rest[..open])
        && let Some((time, said)) = times::leading(&rest[open..])
        && rest[..rest.len() - said.len()].trim_end().ends_with(COLONS)
    {
        let name = rest[..open].trim().to_owned();
        let said = vec![Node::Text(said.to_owned())];
        return Some(Label { name, time: Some(time), said, style: Style::Bold });
    }
    if let Some((name, said)) = rest.split_once(COLONS)
        && let Some(colon) = rest[name.len()..].chars().next()
        && (said.is_empty() || said.starts_with(char::is_whitespace) || colon != ':')
        && is_name_like(name)
    {
        // What follows keeps its form.
        let skipped = text.len() - said.len();
        let name = name.trim().to_owned();
        return Some(Label { name, time: before, said: skip(line, skipped), style: Style::Plain });
    }
    None
}

/// A label with nothing after it but a time, such as `**Break**: [55:30]`.
pub(super) fn mark(node: &Node) -> Option<(String, Millis)> {
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

/// Whether a paragraph can have labels or times at all: most have none, and are not looked at by line.
pub(super) fn may_be_in(line: &[Node]) -> bool {
    line.iter().any(|node| match node {
        Node::Strong(_) => true,
        Node::Text(text) => text.contains(COLONS),
        other => plain(std::slice::from_ref(other)).contains(COLONS),
    })
}

/// Nodes without their first bytes of plain text, as [`plain`] has it.
fn skip(line: &[Node], bytes: usize) -> Vec<Node> {
    let text = plain(line);
    vec![Node::Text(text.get(bytes..).unwrap_or_default().trim_start().to_owned())]
}

/// Whether a text has the form of a name: a few words, the first of which starts like one, and no sentence.
pub(super) fn is_name_like(text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = text.chars().next();
    (1..=MOST_WORDS).contains(&words.len())
        && text.len() <= 60
        // Where words have no blanks between them, characters are counted.
        && text.chars().filter(|c| is_unspaced(*c)).count() <= MOST_CHARACTERS
        && first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && words.iter().all(|word| word.chars().any(char::is_alphanumeric) || *word == "&" || *word == "-")
        && !text.contains(['!', '?', ':', ';', '"', '/', '[', ']', '#', '=', '<', '>', '|', '`', '：', '，', '。', '、', '！', '？', '；'])
        // "Dr. Ada" is a name, "It ebbs. Then" is none.
        && !words.iter().rev().skip(1).any(|word| word.ends_with(['.', ',']) && word.len() > 4)
}

/// The names of a transcript.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// They stand in lists or quotations, not in paragraphs.
    pub(super) are_nested: bool,
    names: HashSet<(Style, String)>,
    /// The page lists who speaks.
    is_listed: bool,
}

impl Names {
    /// Whether a label is one of them.
    pub(super) fn has(&self, label: &Label) -> bool {
        self.names.contains(&(label.style, label.name.to_lowercase()))
    }

    /// The label of a line that has the form of a name in bold, but is not among those that the page lists.
    pub(super) fn stranger(&self, line: &[Node], words: &Words) -> Option<String> {
        let label = of_line(line).filter(|_| self.is_listed)?;
        let is_marked = label.style == Style::Bold && !self.has(&label) && !is_no_speaker(&label.name, words);
        (is_marked && is_name_like(&label.name)).then_some(label.name)
    }

    /// Whether a word in bold within a line is one of them.
    pub(super) fn has_bold(&self, name: &str) -> bool {
        self.names.contains(&(Style::Bold, name.to_lowercase()))
    }
}

/// Labels, with how often each starts a line, and how often a paragraph.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    lines: HashMap<(Style, String), usize>,
    starts: HashSet<(Style, String)>,
    /// Those that are written as proper names: each word with a capital letter, and no digits.
    proper: HashSet<String>,
    /// How many paragraphs there are, and how many of them start with a label of each style.
    paragraphs: usize,
    labelled: HashMap<Style, usize>,
    /// They stand in lists or quotations.
    are_nested: bool,
}

impl Labels {
    /// Counts the labels of blocks; not those that are no speakers' in any transcript.
    pub(crate) fn count<'b>(blocks: impl IntoIterator<Item = &'b Block>, words: &Words) -> Self {
        let mut labels = Self::default();
        let blocks: Vec<&Block> = blocks.into_iter().collect();
        blocks.iter().for_each(|block| labels.node(&block.node, false, words));
        if labels.lines.is_empty() {
            labels.are_nested = true;
            blocks.iter().for_each(|block| labels.node(&block.node, true, words));
        }
        labels
    }

    fn node(&mut self, node: &Node, nested: bool, words: &Words) {
        match node {
            Node::Paragraph(line) if mark(node).is_none() => {
                self.paragraphs += 1;
                if !may_be_in(line) {
                    return;
                }
                for (i, line) in fields::lines(line.clone()).into_iter().enumerate() {
                    let Some(label) = of_line(&line).filter(|label| !is_no_speaker(&label.name, words))
                    else {
                        continue;
                    };
                    let key = (label.style, label.name.to_lowercase());
                    if is_proper(&label.name) {
                        self.proper.insert(key.1.clone());
                    }
                    if i == 0 {
                        *self.labelled.entry(label.style).or_default() += 1;
                        self.starts.insert(key.clone());
                    }
                    *self.lines.entry(key).or_default() += 1;
                }
            }
            Node::List { children, .. } | Node::ListItem { children, .. } | Node::Blockquote(children)
                if nested =>
            {
                children.iter().for_each(|child| self.node(child, nested, words));
            }
            _ => {}
        }
    }

    /// Labels in bold, by how often.
    pub(crate) fn bold(&self) -> impl Iterator<Item = (&str, usize)> {
        self.lines
            .iter()
            .filter(|((style, _), _)| *style == Style::Bold)
            .map(|((_, name), n)| (name.as_str(), *n))
    }

    /// Whether the blocks are turns though no heading says so. `is_known` is who the page says speaks.
    pub(crate) fn are_turns(&self, is_known: &dyn Fn(&str) -> bool, has_known: bool) -> bool {
        // A list of labels is a list of facts, unless a heading says otherwise.
        if self.are_nested {
            return false;
        }
        let of = |style: Style| self.lines.iter().filter(move |((s, _), _)| *s == style);
        [Style::Bold, Style::Plain, Style::Timed].into_iter().any(|style| {
            let all: usize = of(style).map(|(_, n)| n).sum();
            let known: Vec<usize> =
                of(style).filter(|((_, name), _)| is_known(name)).map(|(_, n)| *n).collect();
            let repeated = of(style).filter(|(_, n)| **n >= 3).count();
            let all_labelled = self.paragraphs >= 2
                && self.labelled.get(&style).copied().unwrap_or(0) == self.paragraphs
                && of(style).count() >= 2
                && !known.is_empty();
            let known: usize = known.iter().sum();
            let is_common = self.labelled.get(&style).copied().unwrap_or(0) * 2 >= self.paragraphs;
            let by_known = known >= 2 && (style == Style::Bold || is_common);
            by_known
                || all_labelled
                || (!has_known && repeated >= 2 && all >= 8 && (style == Style::Bold || is_common))
        })
    }

    /// The labels that are names. `whole`: a heading says that all is transcript. `is_listed`: the page lists who
    /// speaks, so that a label that is not listed needs to come more often.
    pub(super) fn names(&self, is_known: &dyn Fn(&str) -> bool, whole: bool, is_listed: bool) -> Names {
        if self.are_nested && !whole {
            return Names::default();
        }
        let often = if is_listed { 3 } else { 2 };
        let mut names: Vec<(usize, &(Style, String))> = Vec::new();
        let repeated = |style: Style, often: usize| {
            self.lines.iter().filter(move |((s, name), n)| *s == style && (**n >= often || is_known(name)))
        };
        let has_bold = repeated(Style::Bold, often).next().is_some();
        for style in [Style::Bold, Style::Plain, Style::Timed, Style::Alone] {
            // One style is how a page marks names; another is how it writes something else.
            let labelled = self.labelled.get(&style).copied().unwrap_or(0);
            let is_pattern = match style {
                Style::Alone if !whole || !names.is_empty() => false,
                Style::Bold => has_bold || (whole && labelled >= 2 && labelled * 2 >= self.paragraphs),
                _ => {
                    // Without bold, two labels that come again could be steps or examples in what one says.
                    let again: usize = repeated(style, 2).map(|(_, n)| n).sum();
                    let is_usual = repeated(style, 2).count() >= 2 && again * 8 >= self.paragraphs;
                    !has_bold && labelled >= 2 && (labelled * 2 >= self.paragraphs || is_usual)
                }
            };
            if !is_pattern {
                continue;
            }
            // Who speaks once stands where names stand: at the start of a paragraph. Where one speaks alone, a label is
            // more likely a heading.
            let frequent = repeated(style, often).count();
            let mostly = labelled * 10 >= self.paragraphs * 8 && frequent >= 2;
            let once_may = !is_listed && ((whole && frequent != 1) || labelled == self.paragraphs || mostly);
            let proper_may = !is_listed && whole && style == Style::Bold;
            for (key, n) in self.lines.iter().filter(|((s, _), _)| *s == style) {
                let (_, name) = key;
                let once = (once_may || (proper_may && self.proper.contains(name)))
                    && self.starts.contains(key)
                    && is_name_like(&capital(name));
                let short = name.split_whitespace().count() <= MOST_WORDS;
                if is_known(name) || (short && (*n >= often || once)) {
                    names.push((*n, key));
                }
            }
        }
        names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.1.cmp(&b.1.1)));
        let names = names.into_iter().take(MAX_SPEAKERS).map(|(_, key)| key.clone()).collect();
        Names { names, is_listed, are_nested: self.are_nested }
    }
}

/// Whether each word has a capital letter, and none has digits.
fn is_proper(name: &str) -> bool {
    let is_capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    name.split_whitespace().all(is_capital) && !name.chars().any(|c| c.is_ascii_digit())
}

/// Labels were counted in lower case.
fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// Whether a label is a note's, a pause's or of the episode as a whole.
fn is_no_speaker(name: &str, words: &Words) -> bool {
    let concepts = [
        Concept::NotSpeaker,
        Concept::Pause,
        Concept::Duration,
        Concept::Audience,
        Concept::Published,
        Concept::Transcript,
        Concept::Chapters,
        Concept::Resources,
        Concept::Synopsis,
    ];
    words.is_any(&concepts, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_few_words_and_no_sentence() {
        for name in
            ["Ada", "ADA", "Dr. Ada Example", "Speaker 1", "Audience member", "O'Bo", "Ada & Bo", "Ängel"]
        {
            assert!(is_name_like(name), "{name}");
        }
        for text in
            ["", "ada", "It ebbs. Then it", "One two three four five", "What?", "https", "#### Tides", "42"]
        {
            assert!(!is_name_like(text), "{text}");
        }
    }

    #[test]
    fn a_label_is_found_in_every_form() {
        let text = |t: &str| Node::Text(t.into());
        let bold = |t: &str| Node::Strong(vec![text(t)]);
        let told = |line: Vec<Node>| of_line(&line).map(|l| (l.name, l.time.map(|t| t.0), plain(&l.said)));
        let wanted =
            |name: &str, time: Option<u32>, said: &str| Some((name.to_owned(), time, said.to_owned()));
        assert_eq!(told(vec![bold("Ada:"), text(" It ebbs.")]), wanted("Ada", None, "It ebbs."));
        assert_eq!(
            told(vec![bold("Ada (0:12):"), text(" It ebbs.")]),
            wanted("Ada", Some(12_000), "It ebbs.")
        );
        assert_eq!(told(vec![bold("[0:12] Ada:"), text(" x")]), wanted("Ada", Some(12_000), "x"));
        assert_eq!(told(vec![text("[0:12] "), bold("Ada"), text(": x")]), wanted("Ada", Some(12_000), "x"));
        assert_eq!(told(vec![text("Ada: It ebbs: so")]), wanted("Ada", None, "It ebbs: so"));
        assert_eq!(told(vec![text("[0:12] Ada: x")]), wanted("Ada", Some(12_000), "x"));
        assert_eq!(told(vec![text("Ada (0:12): x")]), wanted("Ada", Some(12_000), "x"));
        assert_eq!(told(vec![text("Ada Example 1:00:12")]), wanted("Ada Example", Some(3_612_000), ""));
        assert_eq!(told(vec![text("See https://example.org: x")]), None);
        assert_eq!(told(vec![text("It ebbs.")]), None);
    }
}
