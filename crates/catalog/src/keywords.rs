//! The words that tell an episode from the site's others: frequent in it, and said in few of them (tf-idf).

mod common;
mod parts;
mod unspaced;

pub use parts::{Segmenter, is_broken};

use episode::search::NUMBER_WORDS;
use episode::text::is_unspaced;
use episode::{Episode, Keyword, Keywords, text};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::words::spans;
use unspaced::Word;

/// How many words of an episode are told.
pub const MOST_KEYWORDS: usize = 10;
/// A word that is said less often says nothing of an episode.
const FEWEST: u32 = 2;
/// A word without its final `s` has so many letters, or it is another one: "as" is no plural.
const SHORTEST_STEM: usize = 3;

/// Returns the distinctive words of each episode, compared with the others in its language.
///
/// A word's weight is how many times it is said in the episode, by the logarithm of how many times more episodes there are
/// than those that say it. What all say has none, so that frequent words of a language fall out, whichever it is. Left out are
/// words that are said once, numbers, single letters, and the names of the episode's speakers.
///
/// Words are folded as in the search. "Agents", "agent's" and "agent" are one word where the shorter one is said anywhere.
/// In scripts without blanks between words they are those of `segmenter`, as they are written; without particles, auxiliaries and
/// the like, whose use follows the speaker more than the topic.
pub fn keywords(episodes: &[&Episode], segmenter: &Segmenter<'_>) -> Vec<Option<Keywords>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, episode) in episodes.iter().enumerate() {
        if !episode.transcript.turns.is_empty() {
            groups.entry(language(episode)).or_default().push(index);
        }
    }
    let mut all = vec![None; episodes.len()];
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let of_group: Vec<&Episode> = group.iter().map(|index| episodes[*index]).collect();
        for (index, keywords) in group.into_iter().zip(in_one_language(&of_group, segmenter)) {
            all[index] = keywords;
        }
    }
    all
}

/// The language that is spoken, without its region. Empty: that of the page, whichever it is.
fn language(episode: &Episode) -> String {
    let tag = episode.transcript.language.as_deref().or(episode.language.as_deref()).unwrap_or_default();
    tag.split('-').next().unwrap_or_default().to_ascii_lowercase()
}

fn in_one_language(episodes: &[&Episode], segmenter: &Segmenter<'_>) -> Vec<Option<Keywords>> {
    let mut terms = Terms::default();
    let mut counts: Vec<HashMap<u32, u32>> = Vec::with_capacity(episodes.len());
    let unspaced = unspaced::words(episodes, segmenter);
    for (episode, words) in episodes.iter().zip(&unspaced) {
        let mut said = HashMap::new();
        let mut count = |term: u32| *said.entry(term).or_insert(0) += 1;
        for spoken in episode.transcript.turns.iter().flat_map(|turn| text::units(&turn.text)) {
            terms.of(spoken).iter().for_each(|term| count(*term));
        }
        words.iter().for_each(|word| count(terms.of_word(word.text)));
        counts.push(said);
    }
    let same = terms.same();
    let counts: Vec<HashMap<u32, u32>> = counts.into_iter().map(|said| joined(&said, &same)).collect();
    let mut episodes_with = vec![0u32; same.len()];
    counts.iter().flat_map(HashMap::keys).for_each(|term| episodes_with[*term as usize] += 1);
    let names: Vec<&str> = terms.names();
    let of_all = |((episode, said), unspaced): ((&&Episode, &HashMap<u32, u32>), &Vec<Word<'_>>)| {
        let speakers = speakers(episode);
        let is_spoken_name = |word: &str| {
            speakers.contains(word)
                || word.starts_with(is_unspaced)
                    && episode.speakers.iter().any(|speaker| speaker.name.contains(word))
        };
        let weight = |term: u32, count: u32| {
            f64::from(count) * (episodes.len() as f64 / f64::from(episodes_with[term as usize])).ln()
        };
        let mut best: Vec<(f64, &str, u32)> = said
            .iter()
            .filter(|(term, count)| **count >= FEWEST && is_topic(names[**term as usize]))
            .filter(|(term, _)| !is_spoken_name(names[**term as usize]))
            .map(|(term, count)| (weight(*term, *count), names[*term as usize], *term))
            .filter(|(weight, ..)| *weight > 0.0)
            .collect();
        best.sort_by(|(a, name_a, _), (b, name_b, _)| b.total_cmp(a).then_with(|| name_a.cmp(name_b)));
        best.truncate(MOST_KEYWORDS);
        let best: Vec<u32> = best.into_iter().map(|(.., term)| term).collect();
        let words = written(episode, unspaced, &best, &terms, &same);
        (!words.is_empty()).then(|| Keywords { others: rounded(episodes.len() as u32 - 1), words })
    };
    episodes.iter().zip(&counts).zip(&unspaced).map(of_all).collect()
}

/// The counts of words, of which some are the same.
fn joined(said: &HashMap<u32, u32>, same: &[u32]) -> HashMap<u32, u32> {
    let mut joined = HashMap::with_capacity(said.len());
    said.iter().for_each(|(term, count)| *joined.entry(same[*term as usize]).or_insert(0) += count);
    joined
}

/// Whether a word may be one: no number, in digits or words, and no single letter. Of scripts without blanks,
/// `parts` has left out what is none.
fn is_topic(word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    first.is_alphabetic() && (is_unspaced(first) || letters.next().is_some()) && !NUMBER_WORDS.contains(&word)
}

/// The words of the names of those who speak, also as they are counted without a final `s`.
fn speakers(episode: &Episode) -> HashSet<String> {
    let names = episode.speakers.iter().flat_map(|speaker| text::words(&speaker.name));
    let words = names.flat_map(|name| terms(name).into_iter().map(|(word, _)| word));
    words.flat_map(|word| [word.strip_suffix('s').map(str::to_owned), Some(word)]).flatten().collect()
}

/// A number rounded down to its first digit: 43 is 40.
fn rounded(number: u32) -> u32 {
    let unit = 10u32.pow(number.max(1).ilog10());
    number / unit * unit
}

/// The words of what stands between blanks, without those of scripts that have none: folded, and as they are written. A
/// possessive's `'s` is no part of it.
fn terms(spoken: &str) -> Vec<(String, &str)> {
    let byte = |unit: u32| {
        let mut units = 0;
        let mut chars = spoken.char_indices().skip_while(|(_, c)| {
            let is_before = units < unit;
            units += c.len_utf16() as u32;
            is_before
        });
        chars.next().map_or(spoken.len(), |(at, _)| at)
    };
    let term = |span: crate::words::Span| {
        let form = &spoken[byte(span.range.start)..byte(span.range.end)];
        match ["'s", "’s"].iter().find_map(|ending| form.strip_suffix(ending)) {
            Some(stem) => (span.word[..span.word.len() - 1].to_owned(), stem),
            None => (span.word, form),
        }
    };
    spans(spoken).into_iter().filter(|span| !span.word.starts_with(is_unspaced)).map(term).collect()
}

/// All words, by number: most of what is said was said before.
#[derive(Default)]
struct Terms<'a> {
    /// The words of a unit: of what stands between blanks, or of a character.
    known: HashMap<&'a str, Vec<u32>>,
    numbers: HashMap<String, u32>,
}

impl<'a> Terms<'a> {
    fn of(&mut self, spoken: &'a str) -> &[u32] {
        self.known.entry(spoken).or_insert_with(|| {
            let numbers = terms(spoken).into_iter().map(|(word, _)| {
                let next = self.numbers.len() as u32;
                *self.numbers.entry(word).or_insert(next)
            });
            numbers.collect()
        })
    }

    /// The number of a word as it is written.
    fn of_word(&mut self, word: &str) -> u32 {
        let next = self.numbers.len() as u32;
        match self.numbers.get(word) {
            Some(number) => *number,
            None => *self.numbers.entry(word.to_owned()).or_insert(next),
        }
    }

    /// The number that each word is counted under: its own, or that of the word without its final `s`.
    fn same(&self) -> Vec<u32> {
        let mut same: Vec<u32> = (0..self.numbers.len() as u32).collect();
        for (word, number) in &self.numbers {
            let stem = word.strip_suffix('s').filter(|stem| stem.chars().count() >= SHORTEST_STEM);
            if let Some(singular) = stem.and_then(|stem| self.numbers.get(stem)) {
                same[*number as usize] = *singular;
            }
        }
        same
    }

    /// The word of each number.
    fn names(&self) -> Vec<&str> {
        let mut names = vec![""; self.numbers.len()];
        self.numbers.iter().for_each(|(word, number)| names[*number as usize] = word);
        names
    }
}

/// The words of these numbers, as the episode has them.
fn written(
    episode: &Episode,
    unspaced: &[Word<'_>],
    numbers: &[u32],
    all: &Terms<'_>,
    same: &[u32],
) -> Vec<Keyword> {
    let place = |term: u32| numbers.iter().position(|number| *number == same[term as usize]);
    let mut words = vec![Keyword::default(); numbers.len()];
    let mut forms: Vec<HashMap<&str, u32>> = vec![HashMap::new(); numbers.len()];
    let mut tell = |at: usize, turn: u32, unit: u32, form| {
        let word = &mut words[at];
        if word.count == 0 {
            (word.turn, word.word) = (turn, unit);
        }
        word.count += 1;
        *forms[at].entry(form).or_insert(0) += 1;
    };
    for (turn_number, turn) in episode.transcript.turns.iter().enumerate() {
        for (word_number, spoken) in text::units(&turn.text).into_iter().enumerate() {
            for (i, term) in all.known[spoken].iter().enumerate() {
                if let Some(at) = place(*term) {
                    tell(at, turn_number as u32, word_number as u32, terms(spoken)[i].1);
                }
            }
        }
    }
    for word in unspaced {
        if let Some(at) = place(all.numbers[word.text]) {
            tell(at, word.turn, word.unit, word.text);
        }
    }
    for (word, forms) in words.iter_mut().zip(forms) {
        // Of equal ones the singular, in small letters: a sentence may begin with the other.
        let most =
            forms.into_iter().max_by_key(|(form, count)| (*count, Reverse(form.chars().count()), *form));
        word.text = most.map(|(form, _)| form.to_owned()).unwrap_or_default();
    }
    words
}
