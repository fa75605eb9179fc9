//! What a page says about the episode in labelled lines: `**Duration**: 14 minutes | **Speakers**: Ada & Bo`.

use episode::{Millis, Node, Series};
use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::sections::fields::{self, Field, plain};
use crate::values::dates;
use crate::values::names::{self, MAX_SPEAKERS};
use crate::values::times;
use crate::words::{Concept, Words};

/// The labelled lines of a page.
#[derive(Debug, Default)]
pub(crate) struct LabelledLines {
    pub(crate) duration: Option<Millis>,
    pub(crate) speakers: Vec<String>,
    /// Who takes part by credits: they may not speak under these names.
    pub(crate) people: Vec<String>,
    pub(crate) audience: Option<String>,
    pub(crate) series: Option<Series>,
    pub(crate) published: Option<String>,
    /// Labels that are speakers' own, in lower case: they say nothing of the episode.
    pub(crate) repeated: HashSet<String>,
    known: HashSet<String>,
    /// How many labels were known.
    pub(crate) taken: usize,
    /// `**Speakers**:` with nothing after it: the list that follows names them.
    pub(crate) names_follow: bool,
}

impl LabelledLines {
    /// Reads a paragraph, and gives back what of it is not known.
    pub(crate) fn take(
        &mut self,
        line: Vec<Node>,
        span: &Range<usize>,
        words: &Words,
        log: &mut Log<'_>,
    ) -> Option<Node> {
        if !line.iter().any(|node| matches!(node, Node::Strong(_))) {
            return Some(Node::Paragraph(line));
        }
        let taken = self.taken;
        let (mut rest, fields) = fields::split(line.clone(), Some('|'));
        let mut others = Vec::new();
        for field in fields {
            match self.field(field, span, words, log) {
                Ok(()) => self.taken += 1,
                Err(field) => others.push(field),
            }
        }
        if self.taken == taken {
            return Some(Node::Paragraph(line));
        }
        for field in others {
            if !rest.is_empty() {
                rest.push(Node::Break);
            }
            rest.extend(field.into_nodes());
        }
        (!rest.is_empty()).then_some(Node::Paragraph(rest))
    }

    fn field(
        &mut self,
        field: Field,
        span: &Range<usize>,
        words: &Words,
        log: &mut Log<'_>,
    ) -> Result<(), Field> {
        let text = field.text();
        if self.repeated.contains(&field.label.to_lowercase()) {
            return Err(field);
        }
        let is = |concept| words.is(concept, &field.label);
        match () {
            () if is(Concept::Duration) && self.duration.is_none() => match times::length(&text, words) {
                Some((duration, exact)) => {
                    self.duration = Some(duration);
                    if !exact {
                        log.warn(
                            Kind::Duration,
                            span.clone(),
                            format!("the duration {text:?} is not exact; {} is used", duration.as_length()),
                            "write minutes and seconds (15:44); a recording's own length is used once it is known",
                        );
                    }
                }
                None => log.warn(
                    Kind::Duration,
                    span.clone(),
                    format!("the duration {text:?} is not understood and left out"),
                    "write minutes (14 minutes), or minutes and seconds (15:44)",
                ),
            },
            () if is(Concept::Speakers) && (text.is_empty() || is_list(&text, words)) => {
                self.names_follow = text.is_empty();
                self.add_speakers(&text, span, words, log);
            }
            () if is(Concept::Audience) && self.audience.is_none() => self.audience = Some(text),
            () if is(Concept::Series) && self.series.is_none() => self.series = Some(series(&text, words)),
            () if is(Concept::Published) && self.published.is_none() => match dates::date(&text) {
                Some(date) => self.published = Some(date),
                None => return Err(field),
            },
            () => return Err(field),
        }
        Ok(())
    }

    /// The list after `**Speakers**:`; gives it back if it is none.
    pub(crate) fn take_names(&mut self, block: Node, span: &Range<usize>, log: &mut Log<'_>) -> Option<Node> {
        if !std::mem::take(&mut self.names_follow) {
            return Some(block);
        }
        let Node::List { children, .. } = &block else { return Some(block) };
        // An item is a name, and perhaps what is said of it: "Ada (alto) - the sceptic".
        for item in children {
            let text = plain(std::slice::from_ref(item));
            let end = text.find([':', '(']).into_iter().chain(text.find(" - ")).chain(text.find(" – ")).min();
            let (name, said) = text.split_at(end.unwrap_or(text.len()));
            if !said.is_empty() {
                log.note(
                    Kind::Unused,
                    span.clone(),
                    format!("the remark on a speaker is not used: {said:?}"),
                );
            }
            self.add_name(name);
        }
        self.warn_of_crowd(span, log);
        self.taken += 1;
        None
    }

    /// Takes the lines of a paragraph that name who takes part, without any bold: `Hosts: Ada`. Gives back the others;
    /// `Err` if there is none of those.
    pub(crate) fn take_people(&mut self, line: Vec<Node>, words: &Words) -> Result<Option<Node>, Vec<Node>> {
        if line.iter().any(|node| matches!(node, Node::Strong(_))) {
            return Err(line);
        }
        let named = |line: &[Node]| {
            let text = plain(line);
            let (label, names) = text.split_once(':')?;
            let is_names = words.is(Concept::Speakers, label) && is_list(names, words);
            is_names.then(|| names::split(names, words))
        };
        let mut rest: Vec<Node> = Vec::new();
        let before = self.people.len();
        for part in fields::lines(line.clone()) {
            match named(&part) {
                Some(mut names) => self.people.append(&mut names),
                None => {
                    if !rest.is_empty() {
                        rest.push(Node::Break);
                    }
                    rest.extend(part);
                }
            }
        }
        if self.people.len() == before {
            return Err(line);
        }
        Ok((!rest.is_empty()).then_some(Node::Paragraph(rest)))
    }

    fn add_speakers(&mut self, text: &str, span: &Range<usize>, words: &Words, log: &mut Log<'_>) {
        let mut names = String::new();
        let mut asides = Vec::new();
        let mut rest = text;
        while let Some((before, inner)) = rest.split_once('(') {
            let (aside, after) = inner.split_once(')').unwrap_or((inner, ""));
            names += before;
            asides.push(aside.trim());
            rest = after;
        }
        names += rest;
        if !asides.is_empty() {
            log.note(
                Kind::Unused,
                span.clone(),
                format!("the remarks on the speakers are not used: {}", asides.join(", ")),
            );
        }
        names::split(&names, words).iter().for_each(|name| self.add_name(name));
        self.warn_of_crowd(span, log);
    }

    fn warn_of_crowd(&self, span: &Range<usize>, log: &mut Log<'_>) {
        if self.known.len() > MAX_SPEAKERS {
            let message =
                format!("the page names {} speakers, but up to {MAX_SPEAKERS} are kept", self.known.len());
            log.warn(Kind::Speakers, span.clone(), message, "name only those who speak");
        }
    }

    fn add_name(&mut self, name: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let new = !name.is_empty() && self.known.insert(name.to_lowercase());
        if new && self.speakers.len() < MAX_SPEAKERS {
            self.speakers.push(name);
        }
    }
}

/// Whether a text is a list of names, not what somebody says: few words each, and no sentence.
fn is_list(text: &str, words: &Words) -> bool {
    const MOST_WORDS: usize = 5;
    let mut bare = String::new();
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let names = names::split(&bare, words);
    let is_short = |name: &String| {
        let is_name = name.chars().any(char::is_uppercase) || !name.chars().any(char::is_lowercase);
        name.split_whitespace().count() <= MOST_WORDS && is_name && !name.ends_with(['!', '?'])
    };
    !names.is_empty() && names.iter().all(is_short) && !bare.trim_end().ends_with(['!', '?'])
}

/// `Name (Part 2 of 4)`, `Name - Episode 4 of 5`, `Name (Part 4 of 4 - Finale)`.
fn series(text: &str, known: &Words) -> Series {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |w: &str| w.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let place = words.windows(4).enumerate().rev().find_map(|(i, place)| {
        let kind = place[0].trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let is_part = known.is(Concept::Part, &kind) && known.is(Concept::Of, place[2]);
        Some((i, number(place[1])?, number(place[3])?)).filter(|_| is_part && i > 0)
    });
    let Some((at, part, of)) = place else {
        return Series { name: text.to_owned(), part: None, of: None };
    };
    let is_edge = |c: char| times::is_dash(c) || matches!(c, ',' | '(' | ')' | ' ');
    let name = words[..at].join(" ");
    let after = words[at + 4..].join(" ");
    let name = match (name.trim_end_matches(is_edge), after.trim_matches(is_edge)) {
        (name, "") => name.to_owned(),
        (name, after) => format!("{name} - {after}"),
    };
    Series { name, part: Some(part), of: Some(of) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[(&str, &str)]) -> (LabelledLines, Option<Node>, usize) {
        let text = |t: &str| Node::Text(t.into());
        let line = pieces.iter().flat_map(|(l, v)| [Node::Strong(vec![text(l)]), text(v)]).collect();
        let (mut lines, mut log) = (LabelledLines::default(), Log::new(""));
        let rest = lines.take(line, &(0..0), &Words::new(&std::collections::BTreeMap::new()), &mut log);
        (lines, rest, log.finish().len())
    }

    #[test]
    fn known_labels_are_read_and_others_given_back() {
        let (lines, rest, problems) =
            read(&[("Duration", ": 14 minutes | "), ("Mood:", " calm | "), ("Hosts", ": Ada & Bo (tide)")]);
        assert_eq!(lines.duration, Some(Millis::from_secs(840)));
        assert_eq!(lines.speakers, ["Ada", "Bo"]);
        assert_eq!(rest.map(|n| plain(&[n])).as_deref(), Some("Mood: calm"));
        assert_eq!(problems, 1, "the parentheses");
    }

    #[test]
    fn a_duration_that_is_none_is_told() {
        let (lines, rest, problems) = read(&[("Duration", ": soon")]);
        assert_eq!((lines.duration, rest, problems), (None, None, 1));
    }

    #[test]
    fn a_series_names_its_part() {
        let told = |t: &str| {
            let s = series(t, &Words::new(&std::collections::BTreeMap::new()));
            (s.name, s.part, s.of)
        };
        assert_eq!(told("The Sea (Part 2 of 4)"), ("The Sea".into(), Some(2), Some(4)));
        assert_eq!(told("The Sea - Episode 1 of 3"), ("The Sea".into(), Some(1), Some(3)));
        assert_eq!(told("The Sea (Part 3 of 3 - Finale)"), ("The Sea - Finale".into(), Some(3), Some(3)));
        assert_eq!(told("Part of the Sea"), ("Part of the Sea".into(), None, None));
    }

    #[test]
    fn what_somebody_says_is_no_list_of_names() {
        let (lines, rest, _) = read(&[("Host", ": Well, we begin with the tide, Bo.")]);
        assert!(lines.speakers.is_empty() && rest.is_some());
        let words = Words::new(&std::collections::BTreeMap::new());
        let mut lines = LabelledLines::default();
        assert_eq!(
            lines.take_people(vec![Node::Text("Hosts: Ada\nGuests: Bo and Cy".into())], &words),
            Ok(None)
        );
        let rest = lines.take_people(vec![Node::Text("Guest: Di\nMusic: the tide".into())], &words);
        assert_eq!(rest, Ok(Some(Node::Paragraph(vec![Node::Text("Music: the tide".into())]))));
        assert!(lines.take_people(vec![Node::Text("What a tide".into())], &words).is_err());
        assert_eq!(lines.people, ["Ada", "Bo", "Cy", "Di"]);
    }
}
