//! Where a statistic's figure is said in the transcript.
//!
//! A place counts if it says the same number with the same unit, and something near it says what the number
//! is of: a word of the metric. Large and odd numbers (192, 15.6 million) stand for themselves.

use episode::{Mention, Millis, Statistic, Transcript};

use crate::numbers::{Number, numbers};

/// The words of a turn that are looked through for the metric, before and after a number.
const NEAR: usize = 40;

/// Finds the mentions of every statistic.
pub(crate) fn find(statistics: &mut [Statistic], transcript: &Transcript) {
    let said: Vec<Said<'_>> = transcript.turns.iter().map(|t| Said::new(&t.text)).collect();
    for statistic in statistics {
        let Some(figure) = figure(&statistic.value) else { continue };
        let keys = keywords(&format!("{} {}", statistic.metric, statistic.value));
        for (i, turn) in said.iter().enumerate() {
            for number in turn.numbers.iter().filter(|n| figure.is(n, &turn.words)) {
                let before = i.checked_sub(1).map(|before| &said[before]);
                if figure.stands_alone() || turn.is_about(number.first, &keys, before) {
                    let mention = mention(transcript, i, number.first);
                    statistic.mentions.extend(mention);
                }
            }
        }
    }
}

fn mention(transcript: &Transcript, turn: usize, word: usize) -> Option<Mention> {
    let said = &transcript.turns[turn];
    let offset = said.words.get(word).copied().unwrap_or(0);
    let start = said.start? + Millis(offset);
    Some(Mention { turn: u32::try_from(turn).ok()?, word: u32::try_from(word).ok()?, start })
}

struct Said<'a> {
    words: Vec<&'a str>,
    numbers: Vec<Number>,
}

impl<'a> Said<'a> {
    fn new(text: &'a str) -> Self {
        let words: Vec<&str> = episode::text::words(text).collect();
        Self { numbers: numbers(&words), words }
    }

    /// Whether words around one are about a metric. A short answer is about what was asked before it.
    fn is_about(&self, word: usize, keys: &[String], before: Option<&Self>) -> bool {
        let near = &self.words[word.saturating_sub(NEAR)..(word + NEAR).min(self.words.len())];
        let asked = before
            .filter(|_| word < NEAR)
            .map_or(&[][..], |b| &b.words[b.words.len().saturating_sub(NEAR)..]);
        near.iter().chain(asked).any(|w| {
            let stem = stem(w);
            keys.contains(&stem) || stem.split('-').any(|part| keys.iter().any(|k| k == part))
        })
    }
}

/// A statistic's number and what it counts.
struct Figure {
    value: f64,
    unit: Unit,
}

#[derive(Debug, PartialEq)]
enum Unit {
    Percent,
    Times,
    /// Years, minutes, …: in the singular.
    Of(String),
    None,
}

/// The only number in a value; a range or a change has two, and is said in too many ways.
fn figure(value: &str) -> Option<Figure> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let found = numbers(&words);
    let number = found.first()?;
    if value.contains('→') || (found.len() > 1 && found[1].first < number.end) {
        return None;
    }
    Some(Figure { value: number.value, unit: unit(number, &words) })
}

fn unit(number: &Number, words: &[&str]) -> Unit {
    let after: Vec<String> = words[number.end..].iter().take(2).map(|w| stem(w)).collect();
    let own = number.unit.trim_end_matches('+');
    match (own, after.first().map_or("", String::as_str)) {
        ("%", _) | ("", "percent" | "%") => Unit::Percent,
        ("x" | "×", _) | ("", "time" | "x" | "fold") => Unit::Times,
        _ => {
            const COUNTED: [&str; 8] = ["year", "month", "week", "day", "hour", "minute", "second", "cent"];
            let counted = after.iter().find(|w| COUNTED.contains(&w.as_str()));
            counted.map_or(Unit::None, |w| Unit::Of(w.clone()))
        }
    }
}

impl Figure {
    fn is(&self, number: &Number, words: &[&str]) -> bool {
        let same = (number.value - self.value).abs() <= self.value.abs() * 1e-9;
        if !same {
            return false;
        }
        let said = unit(number, words);
        // "one-year": the unit is a part of the number's word.
        let joined = words[number.end - 1].to_lowercase();
        match &self.unit {
            Unit::None => !matches!(said, Unit::Percent | Unit::Times),
            Unit::Of(name) => said == self.unit || joined.contains(name.as_str()),
            Unit::Times => said == self.unit || joined.contains("time") || joined.contains("fold"),
            Unit::Percent => said == self.unit,
        }
    }

    /// Three significant digits or more name one thing only.
    fn stands_alone(&self) -> bool {
        let digits = format!("{:e}", self.value);
        let significant = digits.split('e').next().unwrap_or("").chars().filter(char::is_ascii_digit).count();
        significant >= 3 && !(1900.0..2100.0).contains(&self.value)
    }
}

/// What a metric is about: its words but for the small ones and the numbers.
fn keywords(text: &str) -> Vec<String> {
    const SMALL: [&str; 24] = [
        "the", "and", "for", "per", "using", "with", "from", "more", "than", "most", "max", "top", "total",
        "new", "vs", "are", "not", "rate", "number", "average", "percent", "year", "up", "of",
    ];
    let is_key = |w: &String| {
        w.len() > 2 && !SMALL.contains(&w.as_str()) && !w.starts_with(|c: char| c.is_ascii_digit())
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '/')).map(stem).filter(is_key).collect()
}

/// A word in lower case without punctuation, a genitive or a plural.
fn stem(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
    let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word);
    let singular = word.strip_suffix('s').filter(|w| w.len() > 2 && !w.ends_with('s'));
    singular.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use episode::{Timing, Turn};

    fn mentions(metric: &str, value: &str, turns: &[&str]) -> Vec<(u32, u32, u32)> {
        let turn = |(i, text): (usize, &&str)| Turn {
            start: Some(Millis(i as u32 * 1_000)),
            text: (*text).into(),
            words: (0..text.split_whitespace().count() as u32).map(|w| w * 10).collect(),
            ..Turn::default()
        };
        let transcript =
            Transcript { timing: Timing::Estimated, turns: turns.iter().enumerate().map(turn).collect() };
        let mut statistics =
            [Statistic { metric: metric.into(), value: value.into(), ..Statistic::default() }];
        find(&mut statistics, &transcript);
        statistics[0].mentions.iter().map(|m| (m.turn, m.word, m.start.0)).collect()
    }

    #[test]
    fn a_figure_is_found_in_digits_and_in_words() {
        let turns = ["Hello.", "Of all boats, forty percent sail.", "So 40% of boats."];
        assert_eq!(mentions("Boats that sail", "40%", &turns), [(1, 3, 1_030), (2, 1, 2_010)]);
    }

    #[test]
    fn the_unit_must_be_the_same() {
        let turns = ["The tide takes one full year.", "The tide is one metre high.", "A one-year tide."];
        assert_eq!(mentions("Tide", "1 year", &turns), [(0, 3, 30), (2, 1, 2_010)]);
        assert_eq!(mentions("Tide", "4x", &["The tide is four metres high."]), []);
    }

    #[test]
    fn a_common_number_must_be_about_the_metric() {
        let turns = ["Fifty percent of gulls.", "And boats?", "Fifty percent too."];
        assert_eq!(mentions("Boats", "50%", &turns), [(2, 0, 2_000)]);
    }

    #[test]
    fn an_odd_number_stands_for_itself() {
        assert_eq!(mentions("Knots", "192", &["One hundred ninety-two."]), [(0, 0, 0)]);
    }
}
