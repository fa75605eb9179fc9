//! Where the transcript opens each chapter: what its title says is said soon after.
//!
//! Each place is weighed by how unlikely it is that so many of the title's words stand there by chance, and by how
//! far it lies from where the chapter would be by the words alone. The best chain of places is taken.

use std::collections::{HashMap, HashSet};

use episode::text::units;
use episode::{Chapter, Millis};

use crate::sections::turns::Spoken;
use crate::timing::speech;

/// A word, by its index, and the time at which it is known to start.
pub(super) type Anchor = (usize, Millis);

/// How many spoken words after a chapter's start its title's words may come.
const OPENING: usize = 40;

/// How much less likely chance must be, as a natural logarithm, for a place to be taken: 1 in 400.
const CERTAIN: f64 = 6.0;

/// How many words of a title must be said in their order for it to be a quotation, which starts right there.
const QUOTED: usize = 4;

/// How much more likely a chapter starts where a turn does, or a sentence.
const AT_TURN: f64 = 2.0;
const AT_SENTENCE: f64 = 1.0;

/// How far off a guess by the words alone is, as a share of the whole, and at least.
const SPREAD: f64 = 0.04;
const LEAST_SPREAD: f64 = 15_000.0;

/// How many places are looked at for each chapter.
const PLACES: usize = 32;

/// The chapters whose opening is found. `guess` has the time of each word, and of the end.
pub(super) fn find(turns: &[Spoken], chapters: &[Chapter], guess: &[Millis], end: Millis) -> Vec<Anchor> {
    // The first chapter starts with the recording, whatever is said there.
    let chapters: Vec<&Chapter> =
        chapters.iter().filter(|c| c.start > Millis::ZERO && c.start < end).collect();
    if chapters.is_empty() {
        return Vec::new();
    }
    let text = Text::new(turns);
    let spread = f64::max(f64::from(end.0) * SPREAD, LEAST_SPREAD);
    let places = chapters.iter().map(|chapter| {
        let mut places: Vec<(f64, usize)> = text
            .places(&chapter.title)
            .into_iter()
            .map(|(weight, word)| {
                let off = (f64::from(guess[word].0) - f64::from(chapter.start.0)) / spread;
                (weight - off * off / 2.0 - CERTAIN, word)
            })
            .filter(|(weight, _)| *weight > 0.0)
            .collect();
        places.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        places.truncate(PLACES);
        places
    });
    let places: Vec<Vec<(f64, usize)>> = places.collect();
    best_chain(&places).into_iter().map(|(chapter, word)| (word, chapters[chapter].start)).collect()
}

/// The chapters' places in order, of the greatest weight together; not every chapter needs one.
fn best_chain(places: &[Vec<(f64, usize)>]) -> Vec<(usize, usize)> {
    // (weight, chapter, word, index of the one before)
    let mut chains: Vec<(f64, usize, usize, Option<usize>)> = Vec::new();
    for (chapter, places) in places.iter().enumerate() {
        let earlier = chains.len();
        for (weight, word) in places {
            let before = (0..earlier)
                .filter(|i| chains[*i].1 < chapter && chains[*i].2 < *word)
                .max_by(|i, j| chains[*i].0.total_cmp(&chains[*j].0));
            let sum = weight + before.map_or(0.0, |i| chains[i].0);
            chains.push((sum, chapter, *word, before));
        }
    }
    let mut at = (0..chains.len()).max_by(|i, j| chains[*i].0.total_cmp(&chains[*j].0));
    let mut out = Vec::new();
    while let Some(i) = at {
        out.push((chains[i].1, chains[i].2));
        at = chains[i].3;
    }
    out.reverse();
    out
}

/// The transcript as it is spoken, and where each spoken word stands.
struct Text {
    /// For each spoken word, the index of the written word.
    words: Vec<usize>,
    places: HashMap<String, Vec<usize>>,
    /// For each spoken word, how likely a chapter starts with it.
    starts: Vec<f64>,
}

impl Text {
    fn new(turns: &[Spoken]) -> Self {
        let mut text = Self { words: Vec::new(), places: HashMap::new(), starts: Vec::new() };
        let mut first = 0;
        for turn in turns {
            let words = units(&turn.text);
            let mut start = AT_TURN;
            for (i, said) in speech::spoken(&words).into_iter().enumerate() {
                for word in said {
                    text.places.entry(stem(&word)).or_default().push(text.words.len());
                    text.words.push(first + i);
                    text.starts.push(std::mem::take(&mut start));
                }
                if speech::pause(words[i]) >= speech::SENTENCE {
                    start = AT_SENTENCE;
                }
            }
            first += words.len();
        }
        text
    }

    /// The written words that may open a chapter of this title, and how much speaks for each.
    fn places(&self, title: &str) -> Vec<(f64, usize)> {
        let title: Vec<String> =
            speech::spoken(&units(title)).into_iter().flatten().map(|w| stem(&w)).collect();
        let all = self.words.len() as f64;
        let mut weights: HashMap<usize, f64> = HashMap::new();
        let mut quoted: HashMap<usize, (usize, f64)> = HashMap::new();
        for (k, word) in title.iter().enumerate().filter(|(k, word)| !title[..*k].contains(word)) {
            let Some(places) = self.places.get(word) else { continue };
            let there = (all / places.len() as f64).ln();
            let soon = f64::max(there - (OPENING as f64).ln(), 0.0);
            let openings: HashSet<usize> =
                places.iter().flat_map(|place| place.saturating_sub(OPENING)..=*place).collect();
            for start in openings {
                *weights.entry(start).or_default() += soon;
            }
            for start in places.iter().filter_map(|place| place.checked_sub(k)) {
                let (count, more) = quoted.entry(start).or_insert((0, 0.0));
                *count += 1;
                *more += there - soon;
            }
        }
        for (start, (_, more)) in quoted.into_iter().filter(|(_, (count, _))| *count >= QUOTED) {
            *weights.entry(start).or_default() += more;
        }
        weights.into_iter().map(|(start, weight)| (weight + self.starts[start], self.words[start])).collect()
    }
}

/// A spoken word without its plural.
fn stem(word: &str) -> String {
    word.strip_suffix('s').filter(|w| w.len() > 2 && !w.ends_with('s')).unwrap_or(word).to_owned()
}
