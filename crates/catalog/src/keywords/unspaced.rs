//! Words in scripts without blanks between them.
//!
//! A dictionary lacks what is new, what is of a field, and names, and parts them: "แรงโน้มถ่วง" (gravity) into three words. So parts
//! that the episodes never have apart are one word here.

use episode::{Episode, text};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::parts::{Part, Segmenter, correct, is_character, parts, ranges};

/// A word, and where it is said.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) turn: u32,
    pub(super) unit: u32,
}

/// A turn with words in such scripts.
struct Turn<'a> {
    number: u32,
    text: &'a str,
    parts: Vec<Part>,
}

impl<'a> Turn<'a> {
    fn part(&self, part: &Part) -> &'a str {
        &self.text[part.range.clone()]
    }

    /// Each two parts that follow each other, and have a meaning.
    fn pairs(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let both = self
            .parts
            .windows(2)
            .filter(|pair| pair[1].follows && pair[0].has_content && pair[1].has_content);
        both.map(|pair| (self.part(&pair[0]), self.part(&pair[1])))
    }
}

/// Returns the words of each episode in such scripts that may say something of it, in their order.
pub(super) fn words<'a>(episodes: &[&'a Episode], segmenter: &Segmenter<'_>) -> Vec<Vec<Word<'a>>> {
    let segmented = |episode: &&'a Episode| -> Vec<(u32, &'a str, Vec<Range<usize>>)> {
        let texts = episode.transcript.turns.iter().map(|turn| &*turn.text).enumerate();
        let segmented = texts.map(|(number, text)| (number as u32, text, ranges(text, segmenter)));
        segmented.filter(|(.., ranges)| !ranges.is_empty()).collect()
    };
    let episodes: Vec<_> = episodes.iter().map(segmented).collect();
    let mut said: HashMap<&str, u32> = HashMap::new();
    for (_, text, ranges) in episodes.iter().flatten() {
        ranges.iter().for_each(|range| *said.entry(&text[range.clone()]).or_insert(0) += 1);
    }
    let turn = |(number, text, mut ranges): (u32, &'a str, Vec<Range<usize>>)| {
        correct(text, &mut ranges, &said);
        Turn { number, text, parts: parts(text, &ranges) }
    };
    let episodes: Vec<Vec<Turn<'a>>> =
        episodes.into_iter().map(|turns| turns.into_iter().map(turn).collect()).collect();
    let joined = Joined::new(episodes.iter().flatten());
    let of_episode = |turns: &Vec<Turn<'a>>| turns.iter().flat_map(|turn| joined.words(turn)).collect();
    episodes.iter().map(of_episode).collect()
}

/// Which parts are of one word.
struct Joined<'a> {
    pairs: HashSet<(&'a str, &'a str)>,
    /// Parts that stand alone somewhere, so that they are words in others as well.
    alone: HashSet<&'a str>,
}

impl<'a> Joined<'a> {
    fn new<'t>(turns: impl Iterator<Item = &'t Turn<'a>> + Clone) -> Self
    where
        'a: 't,
    {
        let mut said: HashMap<&str, u32> = HashMap::new();
        let mut together: HashMap<(&str, &str), u32> = HashMap::new();
        for turn in turns.clone() {
            turn.parts.iter().for_each(|part| *said.entry(turn.part(part)).or_insert(0) += 1);
            turn.pairs().for_each(|pair| *together.entry(pair).or_insert(0) += 1);
        }
        // Parts that never end what is said.
        let mut followed: HashMap<&str, u32> = HashMap::new();
        together.iter().for_each(|((a, _), count)| *followed.entry(a).or_insert(0) += count);
        let is_joined =
            |((a, b), count): &((&str, &str), u32)| match [said[a], said[b]].map(|all| all == *count) {
                [true, true] => *count > 1,
                // Two times may be chance.
                [true, false] | [false, true] => *count > 2,
                // 自行 is in 自行车 and in 自行车道, and 车 in many.
                [false, false] => *count > 2 && said[a] == followed[a] && is_character(b),
            };
        let pairs = together.into_iter().filter(is_joined).map(|(pair, _)| pair).collect();
        let mut joined = Self { pairs, alone: HashSet::new() };
        let alone = turns.flat_map(|turn| {
            joined.chains(turn).into_iter().filter(|chain| chain.len() == 1).map(|chain| turn.part(&chain[0]))
        });
        joined.alone = alone.collect();
        joined
    }

    /// The parts of a turn, those of one word together.
    fn chains<'t>(&self, turn: &'t Turn<'a>) -> Vec<&'t [Part]> {
        let is_one = |a: &Part, b: &Part| {
            b.follows && a.has_content && b.has_content && self.pairs.contains(&(turn.part(a), turn.part(b)))
        };
        turn.parts.chunk_by(is_one).collect()
    }

    fn words(&self, turn: &Turn<'a>) -> Vec<Word<'a>> {
        let units = text::units(turn.text);
        let word = |from: &Part, to: &Part| {
            let text = &turn.text[from.range.start..to.range.end];
            Word { text, turn: turn.number, unit: unit_at(turn.text, &units, from.range.start) }
        };
        let mut words = Vec::new();
        for chain in self.chains(turn) {
            if let [first, .., last] = chain
                && (last.ends_word || chain.iter().all(|part| is_character(turn.part(part))))
            {
                words.push(word(first, last));
            }
            let is_own = |part: &&Part| part.is_word && self.alone.contains(turn.part(part));
            words.extend(chain.iter().filter(is_own).map(|part| word(part, part)));
        }
        words
    }
}

/// The unit of a text that has this byte.
fn unit_at(text: &str, units: &[&str], at: usize) -> u32 {
    let start = |unit: &str| unit.as_ptr() as usize - text.as_ptr() as usize;
    units.partition_point(|unit| start(unit) <= at).saturating_sub(1) as u32
}
