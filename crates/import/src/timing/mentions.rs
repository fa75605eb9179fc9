//! Where a statistic's figure is said in the transcript.
//!
//! A place counts if it says the same number with the same unit, and if the words around it say what the number is
//! of: the rarer a word of the metric is in this transcript, and the nearer, the more it says. Large and odd numbers
//! (192, 15.6 million) and dates stand for themselves.

mod figure;

use std::collections::{HashMap, HashSet};

use episode::text::{units, units_of_words};
use episode::{Mention, Millis, Statistic, Transcript};

use crate::timing::numbers::{Number, numbers};
use crate::timing::speech;
use figure::{Figure, stem};

/// The words of a turn that are looked through for the metric, before and after a number.
const NEAR: usize = 40;

/// What a word of the metric counts for outside the number's own sentence.
const ELSEWHERE: f64 = 0.5;

/// What it counts for beside the number: "one thousand clusters".
const COUNTED: f64 = 3.0;

/// How much of what the best place has another must have, and of what another metric with this figure has there.
const AS_GOOD: f64 = 0.3;
const RIVAL: f64 = 0.8;

/// Finds the mentions of every statistic.
pub(crate) fn find(statistics: &mut [Statistic], transcript: &Transcript) {
    let said: Vec<Said<'_>> = transcript.turns.iter().map(|t| Said::new(&t.text)).collect();
    let rarity = rarity(&said);
    let found: Vec<Vec<Place>> = statistics.iter().map(|s| places(s, &said, &rarity)).collect();
    for (s, statistic) in statistics.iter_mut().enumerate() {
        let most = found[s].iter().map(|p| p.weight).fold(0.0, f64::max);
        let is_meant = |place: &&Place| {
            let rivals = found.iter().flatten().filter(|p| (p.turn, p.word) == (place.turn, place.word));
            let best = rivals.map(|p| p.weight).fold(0.0, f64::max);
            place.weight > 0.0 && place.weight >= most * AS_GOOD && place.weight >= best * RIVAL
        };
        let meant = found[s].iter().filter(is_meant);
        statistic.mentions.extend(meant.filter_map(|p| mention(transcript, p.turn, p.word)));
    }
}

fn mention(transcript: &Transcript, turn: usize, unit: usize) -> Option<Mention> {
    let said = &transcript.turns[turn];
    let offset = said.words.get(unit).copied().unwrap_or(0);
    let start = said.start? + Millis(offset);
    // The word between blanks that has it.
    let ends = units_of_words(&said.text).scan(0, |end, count| {
        *end += count as usize;
        Some(*end)
    });
    let word = ends.take_while(|end| *end <= unit).count();
    Some(Mention { turn: u32::try_from(turn).ok()?, word: u32::try_from(word).ok()?, start })
}

/// A place where a figure is said, and how much there is about the metric.
struct Place {
    turn: usize,
    word: usize,
    weight: f64,
}

fn places(statistic: &Statistic, said: &[Said<'_>], rarity: &HashMap<&str, f64>) -> Vec<Place> {
    let Some(figure) = Figure::read(&statistic.value) else { return Vec::new() };
    let keys = keys(&format!("{} {}", statistic.metric, statistic.value));
    let all = |rounded: bool| -> Vec<Place> {
        let of_turn = |(turn, said_here): (usize, &Said<'_>)| -> Vec<Place> {
            let before = turn.checked_sub(1).map(|before| &said[before]);
            let words = figure.places(&said_here.words, &said_here.numbers, rounded);
            let alone = if figure.stands_alone() { 1.0 } else { 0.0 };
            let weigh = |word| alone + said_here.about(word, &keys, rarity, before);
            words.into_iter().map(|word| Place { turn, word, weight: weigh(word) }).collect()
        };
        said.iter().enumerate().flat_map(of_turn).collect()
    };
    let exact = all(false);
    // "thirty-five percent" for 34.8%.
    if exact.is_empty() { all(true) } else { exact }
}

struct Said<'a> {
    /// The units of the text.
    words: Vec<&'a str>,
    numbers: Vec<Number>,
    /// For each, what it is spoken as, without plurals.
    stems: Vec<Vec<String>>,
}

impl<'a> Said<'a> {
    fn new(text: &'a str) -> Self {
        let words = units(text);
        Self { numbers: numbers(&words), stems: stems(&words), words }
    }

    /// How much words around one are about a metric. A short answer is about what was asked before it.
    fn about(
        &self,
        word: usize,
        keys: &HashSet<String>,
        rarity: &HashMap<&str, f64>,
        before: Option<&Self>,
    ) -> f64 {
        let sentence = self.sentence(word);
        let end = self.numbers.iter().find(|n| n.first == word).map_or(word + 1, |n| n.end);
        let mut weights: HashMap<&str, f64> = HashMap::new();
        let mut note = |stems: &'_ [String], weight: f64| {
            for key in stems.iter().filter_map(|stem| keys.get(stem)) {
                let best = weights.entry(key.as_str()).or_default();
                *best = best.max(weight);
            }
        };
        for i in word.saturating_sub(NEAR)..(word + NEAR).min(self.words.len()) {
            let beside = i >= end && i < end + 2 && sentence.contains(&i);
            let weight = if beside {
                COUNTED
            } else if sentence.contains(&i) {
                1.0
            } else {
                ELSEWHERE
            };
            note(&self.stems[i], weight);
        }
        if let Some(before) = before.filter(|_| word < NEAR) {
            let asked = before.stems.len().saturating_sub(NEAR);
            before.stems[asked..].iter().for_each(|stems| note(stems, ELSEWHERE));
        }
        weights.iter().map(|(key, weight)| weight * rarity.get(key).copied().unwrap_or(0.0)).sum()
    }

    /// The sentence that a word is in.
    fn sentence(&self, word: usize) -> std::ops::Range<usize> {
        let ends = |w: &&str| speech::pause(w) >= speech::SENTENCE;
        let start = self.words[..word].iter().rposition(&ends).map_or(0, |i| i + 1);
        let end = self.words[word..].iter().position(ends).map_or(self.words.len(), |i| word + i + 1);
        start..end
    }
}

/// How rare each word is: the logarithm of one in how many turns has it.
fn rarity<'s>(said: &'s [Said<'_>]) -> HashMap<&'s str, f64> {
    let mut turns: HashMap<&str, usize> = HashMap::new();
    for turn in said {
        let own: HashSet<&str> = turn.stems.iter().flatten().map(String::as_str).collect();
        for word in own {
            *turns.entry(word).or_default() += 1;
        }
    }
    let all = said.len() as f64;
    turns.into_iter().map(|(word, count)| (word, (1.0 + all / count as f64).ln())).collect()
}

/// What a metric is about: its words but for the small ones and the numbers.
fn keys(text: &str) -> HashSet<String> {
    const SMALL: [&str; 24] = [
        "the", "and", "for", "per", "using", "with", "from", "more", "than", "most", "max", "top", "total",
        "new", "vs", "are", "not", "rate", "number", "average", "percent", "year", "up", "of",
    ];
    let mut words = units(text);
    words.retain(|w| !w.starts_with(|c: char| c.is_ascii_digit()));
    let is_key = |w: &String| w.len() > 2 && !SMALL.contains(&w.as_str()) && numbers(&[w]).is_empty();
    stems(&words).into_iter().flatten().filter(is_key).collect()
}

/// What words are spoken as, without plurals.
fn stems(words: &[&str]) -> Vec<Vec<String>> {
    let of_word = |said: Vec<String>| said.iter().map(|w| stem(w)).collect();
    speech::spoken(words).into_iter().map(of_word).collect()
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
        let transcript = Transcript {
            timing: Timing::Estimated,
            turns: turns.iter().enumerate().map(turn).collect(),
            ..Transcript::default()
        };
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
    fn a_range_and_a_date_are_said_as_people_say_them() {
        let turns = [
            "Tides rise ten to twelve percent.",
            "On March ninth.",
            "By the 9th of March.",
            "March 9th, 2021.",
        ];
        assert_eq!(mentions("Rise of tides", "10-12%", &turns), [(0, 2, 20)]);
        assert_eq!(mentions("Launch", "March 9, 2021", &turns), [(1, 1, 1_010), (3, 0, 3_000)]);
        assert_eq!(mentions("Launch", "Mar 2021", &turns), [(3, 0, 3_000)]);
        assert_eq!(mentions("Longest tide", "1 day", &["A tide of a day."]), [(0, 3, 30)]);
    }

    #[test]
    fn what_a_number_counts_tells_two_metrics_apart() {
        let turns = ["We moor one hundred boats.", "And we feed one hundred gulls."];
        assert_eq!(mentions("Boats at the gulls' pier", "100", &turns), [(0, 2, 20), (1, 3, 1_030)]);
        assert_eq!(mentions("Boats at sea", "100", &turns), [(0, 2, 20)]);
    }

    #[test]
    fn a_rounded_figure_counts_where_nothing_else_does() {
        assert_eq!(mentions("Tides", "34.8%", &["Thirty-five percent of tides."]), [(0, 0, 0)]);
    }

    #[test]
    fn an_odd_number_stands_for_itself() {
        assert_eq!(mentions("Knots", "192", &["One hundred ninety-two."]), [(0, 0, 0)]);
    }
}
