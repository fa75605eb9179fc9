//! What a page says about the episode in labelled lines: `**Duration**: 14 minutes | **Speakers**: Ada & Bo`.

use episode::{Millis, Node, Series};
use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::sections::fields::{self, Field, plain};
use crate::sections::times;

/// How many speakers a page has at most.
pub(crate) const MAX_SPEAKERS: usize = 100;

/// The labelled lines of a page.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub(crate) duration: Option<Millis>,
    pub(crate) speakers: Vec<String>,
    pub(crate) audience: Option<String>,
    pub(crate) series: Option<Series>,
    pub(crate) published: Option<String>,
    known: HashSet<String>,
    /// How many labels were known.
    pub(crate) taken: usize,
    /// `**Speakers**:` with nothing after it: the list that follows names them.
    pub(crate) names_follow: bool,
}

impl Meta {
    /// Reads a paragraph, and gives back what of it is not known.
    pub(crate) fn take(&mut self, line: Vec<Node>, span: &Range<usize>, log: &mut Log<'_>) -> Option<Node> {
        if !line.iter().any(|node| matches!(node, Node::Strong(_))) {
            return Some(Node::Paragraph(line));
        }
        let taken = self.taken;
        let (mut rest, fields) = fields::split(line.clone(), Some('|'));
        let mut others = Vec::new();
        for field in fields {
            match self.field(field, span, log) {
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

    fn field(&mut self, field: Field, span: &Range<usize>, log: &mut Log<'_>) -> Result<(), Field> {
        let text = field.text();
        match field.label.to_lowercase().as_str() {
            "duration" | "length" | "runtime" if self.duration.is_none() => match times::length(&text) {
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
            "speakers" | "speaker" | "hosts" | "host" | "presenter" | "presenters"
                if self.speakers.is_empty() =>
            {
                self.names_follow = text.is_empty();
                self.add_speakers(&text, span, log);
            }
            "target audience" | "audience" if self.audience.is_none() => self.audience = Some(text),
            "series" if self.series.is_none() => self.series = Some(series(&text)),
            "published" | "date" if self.published.is_none() => match date(&text) {
                Some(date) => self.published = Some(date),
                None => return Err(field),
            },
            _ => return Err(field),
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

    fn add_speakers(&mut self, text: &str, span: &Range<usize>, log: &mut Log<'_>) {
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
        let names = names.replace(" and ", ",").replace(" with ", ",").replace(['&', '/', ';'], ",");
        names.split(',').for_each(|name| self.add_name(name));
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

/// `Name (Part 2 of 4)`, `Name - Episode 4 of 5`, `Name (Part 4 of 4 - Finale)`.
fn series(text: &str) -> Series {
    let words: Vec<&str> = text.split_whitespace().collect();
    let number = |w: &str| w.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    let place = words.windows(4).enumerate().rev().find_map(|(i, place)| {
        let kind = place[0].trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        let known = ["part", "episode", "lesson", "chapter"].contains(&kind.as_str()) && place[2] == "of";
        Some((i, number(place[1])?, number(place[3])?)).filter(|_| known && i > 0)
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

/// `2025-12-08`, `December 8, 2025`, or milliseconds since 1970, as `2025-12-08`.
pub(crate) fn date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let of = |year: u32, month: u32, day: u32| {
        let real = (1990..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        real.then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    let text = text.trim();
    if let Some(millis) = text.parse::<u64>().ok().filter(|_| text.len() >= 12) {
        let (year, month, day) = civil(millis / 86_400_000);
        return of(year, month, day);
    }
    let iso: Vec<&str> = text.get(..10).unwrap_or("").split('-').collect();
    if let [y, m, d] = iso[..] {
        return of(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?);
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let [month, day, year] = words[..] else { return None };
    let month = month.get(..3)?.to_lowercase();
    let month = MONTHS.iter().position(|m| *m == month)?;
    of(year.parse().ok()?, u32::try_from(month).ok()? + 1, day.parse().ok()?)
}

/// Year, month and day of a day since 1970: <https://howardhinnant.github.io/date_algorithms.html>.
fn civil(days: u64) -> (u32, u32, u32) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    (small(year), small(month), small(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pieces: &[(&str, &str)]) -> (Meta, Option<Node>, usize) {
        let text = |t: &str| Node::Text(t.into());
        let line = pieces.iter().flat_map(|(l, v)| [Node::Strong(vec![text(l)]), text(v)]).collect();
        let (mut meta, mut log) = (Meta::default(), Log::new(""));
        let rest = meta.take(line, &(0..0), &mut log);
        (meta, rest, log.finish().len())
    }

    #[test]
    fn known_labels_are_read_and_others_given_back() {
        let (meta, rest, problems) =
            read(&[("Duration", ": 14 minutes | "), ("Mood:", " calm | "), ("Hosts", ": Ada & Bo (tide)")]);
        assert_eq!(meta.duration, Some(Millis::from_secs(840)));
        assert_eq!(meta.speakers, ["Ada", "Bo"]);
        assert_eq!(rest.map(|n| plain(&[n])).as_deref(), Some("Mood: calm"));
        assert_eq!(problems, 1, "the parentheses");
    }

    #[test]
    fn a_duration_that_is_none_is_told() {
        let (meta, rest, problems) = read(&[("Duration", ": soon")]);
        assert_eq!((meta.duration, rest, problems), (None, None, 1));
    }

    #[test]
    fn a_series_names_its_part() {
        let told = |t: &str| {
            let s = series(t);
            (s.name, s.part, s.of)
        };
        assert_eq!(told("The Sea (Part 2 of 4)"), ("The Sea".into(), Some(2), Some(4)));
        assert_eq!(told("The Sea - Episode 1 of 3"), ("The Sea".into(), Some(1), Some(3)));
        assert_eq!(told("The Sea (Part 3 of 3 - Finale)"), ("The Sea - Finale".into(), Some(3), Some(3)));
        assert_eq!(told("Part of the Sea"), ("Part of the Sea".into(), None, None));
    }

    #[test]
    fn dates_are_written_one_way() {
        for text in ["2026-03-01", "March 1, 2026", "2026-03-01T10:00:00Z", "Mar 1 2026"] {
            assert_eq!(date(text).as_deref(), Some("2026-03-01"), "{text}");
        }
        assert_eq!(date("1544450400837").as_deref(), Some("2018-12-10"));
        for text in ["", "1544", "March 2026", "2026-13-01", "Märchen 1, 2026"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
