//! A statistic's figure, and whether a place in a text says it.

use crate::timing::numbers::{Number, numbers};
use crate::timing::speech;

/// What a statistic's value comes down to.
pub(super) enum Figure {
    /// `98%`, `15.6 million`, `1 year`.
    One(f64, Unit),
    /// `40-60%`.
    Range(f64, f64, Unit),
    /// `December 9, 2025`, `July 2020`: month from 1, day as it is spoken, year.
    Date(usize, Vec<String>, Option<f64>),
}

/// What a number counts.
#[derive(Debug, PartialEq)]
pub(super) enum Unit {
    Percent,
    Times,
    /// Years, minutes, …: in the singular.
    Of(String),
    None,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Figure {
    /// Reads a value; what stands in brackets after it explains it. `None`: it has no number, or a change from one
    /// to another, which is said in too many ways.
    pub(super) fn read(value: &str) -> Option<Self> {
        let value = value.split(" (").next().unwrap_or(value);
        let words = episode::text::units(value);
        if let Some(at) = words.iter().position(|w| month(w).is_some()) {
            let after = &words[at + 1..];
            let year = numbers(after).iter().map(|n| n.value).find(|v| *v >= 1000.0);
            let day = after.first().filter(|w| numbers(&[w]).iter().any(|n| n.value <= 31.0));
            let day = day.map_or_else(Vec::new, |w| speech::spoken(&[w]).concat());
            return Some(Self::Date(month(words[at])?, day, year));
        }
        let found = numbers(&words);
        let first = found.first().filter(|_| !value.contains('→'))?;
        match found.get(1) {
            Some(second) if follows(first, second) => {
                Some(Self::Range(first.value, second.value, unit(second, &words)))
            }
            _ => Some(Self::One(first.value, unit(first, &words))),
        }
    }

    /// The words that say it, each by the index of its first. `rounded`: as a whole number is enough.
    pub(super) fn places(&self, words: &[&str], said: &[Number], rounded: bool) -> Vec<usize> {
        match self {
            Self::One(value, of) => {
                let value = if rounded { value.round() } else { *value };
                let numbers = said.iter().filter(|n| is(n, value, of, words)).map(|n| n.first);
                numbers.chain(articles(value, of, words)).collect()
            }
            Self::Range(from, to, of) => {
                let both = said.windows(2).filter(|pair| follows(&pair[0], &pair[1]));
                both.filter(|pair| same(pair[0].value, *from) && is(&pair[1], *to, of, words))
                    .map(|pair| pair[0].first)
                    .collect()
            }
            Self::Date(in_month, day, year) => {
                let says = |at: &usize| {
                    month(words[*at]) == Some(*in_month) && {
                        let after = &words[at + 1..(at + 4).min(words.len())];
                        let years = numbers(after);
                        let says_year = year.is_none_or(|year| years.iter().any(|n| same(n.value, year)));
                        if day.is_empty() { says_year } else { after.first().is_some_and(|w| is_day(w, day)) }
                    }
                };
                (0..words.len()).filter(says).collect()
            }
        }
    }

    /// Three significant digits or more name one thing only; so does a date.
    pub(super) fn stands_alone(&self) -> bool {
        let odd = |value: f64| {
            let digits = format!("{value:e}");
            let significant =
                digits.split('e').next().unwrap_or("").chars().filter(char::is_ascii_digit).count();
            significant >= 3 && !(1900.0..2100.0).contains(&value)
        };
        match self {
            Self::One(value, _) => odd(*value),
            Self::Range(..) => false,
            Self::Date(..) => true,
        }
    }
}

fn month(word: &str) -> Option<usize> {
    let word = stem(word);
    MONTHS.iter().position(|m| *m == word || (m[..3] == word && word != "may")).map(|i| i + 1)
}

/// "ninth", "9th", "nine".
fn is_day(word: &str, day: &[String]) -> bool {
    let said = speech::spoken(&[word]).concat();
    let ordinal = |spoken: &[String]| {
        let mut out = spoken.to_vec();
        if let Some(last) = out.last_mut() {
            *last = crate::timing::numbers::ordinal(last);
        }
        out
    };
    said == day || said == ordinal(day)
}

/// "a day", for one day.
fn articles(value: f64, of: &Unit, words: &[&str]) -> Vec<usize> {
    let Unit::Of(name) = of else { return Vec::new() };
    let says = |pair: &[&str]| matches!(pair[0], "a" | "an" | "A" | "An") && stem(pair[1]) == *name;
    let places = words.windows(2).enumerate().filter(|(_, pair)| same(value, 1.0) && says(pair));
    places.map(|(at, _)| at).collect()
}

/// Whether two numbers are the ends of a range: at most one word lies between.
fn follows(first: &Number, second: &Number) -> bool {
    second.first <= first.end + 1 && first.unit.trim_matches('%').is_empty()
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= b.abs() * 1e-9
}

/// Whether a number of a text is this one, of the same unit.
fn is(number: &Number, value: f64, of: &Unit, words: &[&str]) -> bool {
    if !same(number.value, value) {
        return false;
    }
    let said = unit(number, words);
    // "one-year": the unit is a part of the number's word.
    let joined = words[number.end - 1].to_lowercase();
    match of {
        Unit::None => !matches!(said, Unit::Percent | Unit::Times),
        Unit::Of(name) => said == *of || joined.contains(name.as_str()),
        Unit::Times => said == *of || joined.contains("time") || joined.contains("fold"),
        Unit::Percent => said == *of,
    }
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

/// A word in lower case without punctuation, a genitive or a plural.
pub(super) fn stem(word: &str) -> String {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
    let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word);
    let singular = word.strip_suffix('s').filter(|w| w.len() > 2 && !w.ends_with('s'));
    singular.unwrap_or(word).to_owned()
}
