//! An episode of any length, always the same: made-up words, as often as those of a language, and when each is said.

use std::ops::Range;

/// Who speaks, in turns.
pub(crate) const SPEAKERS: [&str; 2] = ["Ilva Torrin", "Oda Marsk"];
/// What a word takes on average, in milliseconds: 150 words a minute.
const PACE: u64 = 400;
const VOCABULARY: usize = 1500;

/// Times are milliseconds.
pub(crate) struct Workload {
    pub(crate) words: Vec<Word>,
    /// Who speaks, as an index of [`SPEAKERS`], and which words.
    pub(crate) turns: Vec<(usize, Range<usize>)>,
    /// The words of each caption, as captions are cut: some nine of one turn.
    pub(crate) cues: Vec<Range<usize>>,
    /// Start and title. The first is at 0.
    pub(crate) chapters: Vec<(u64, String)>,
    /// How long it all is.
    pub(crate) length: u64,
    /// A frequent word, of several letters.
    pub(crate) common: String,
}

/// A word as it is written.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) start: u64,
    pub(crate) end: u64,
    ends_sentence: bool,
}

impl Workload {
    /// An episode of so many words.
    pub(crate) fn new(count: usize) -> Self {
        let mut random = Random(count as u64);
        let vocabulary: Vec<String> = (0..VOCABULARY).map(made_up).collect();
        // Zipf's law: how often a word is said falls with its rank. The first is every fourteenth.
        let mut sum = 0.0;
        let ranks: Vec<f64> = (0..VOCABULARY)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.0);
                sum
            })
            .collect();
        let mut words: Vec<Word> = Vec::with_capacity(count);
        let mut turns = Vec::new();
        let mut now = PACE;
        while words.len() < count {
            let first = words.len();
            let last = (first + random.between(20, 70)).min(count);
            let mut left = 0;
            for index in first..last {
                let begins = left == 0;
                if begins {
                    left = random.between(6, 18).min(last - index);
                }
                left -= 1;
                let drawn = random.share() * sum;
                let rank = ranks.partition_point(|sum| *sum <= drawn).min(VOCABULARY - 1);
                let text = written(&vocabulary[rank], begins, left == 0, &mut random);
                let start = now;
                let end = start + 100 + 40 * text.len() as u64 + random.between(0, 60) as u64;
                now = end + if left == 0 { 300 } else { 15 };
                words.push(Word { text, start, end, ends_sentence: left == 0 });
            }
            turns.push((turns.len() % SPEAKERS.len(), first..last));
        }
        let length = count as u64 * PACE;
        for word in &mut words {
            (word.start, word.end) = (word.start * length / now, word.end * length / now);
        }
        let cues = cues(&words, &turns);
        let chapters = chapters(&words, &turns, &vocabulary);
        Self { words, turns, cues, chapters, length, common: vocabulary[0].clone() }
    }

    /// The text of some words.
    pub(crate) fn text(&self, words: Range<usize>) -> String {
        let texts: Vec<&str> = self.words[words].iter().map(|word| &*word.text).collect();
        texts.join(" ")
    }

    /// Random moments in the middle of a word, in milliseconds, others for each seed.
    pub(crate) fn moments(&self, count: usize, seed: u64) -> Vec<u64> {
        let mut random = Random(seed);
        (0..count)
            .map(|_| {
                let word = &self.words[random.between(0, self.words.len() * 9 / 10)];
                u64::midpoint(word.start, word.end)
            })
            .collect()
    }
}

/// The word of a rank: the frequent ones are short. No two are the same.
fn made_up(rank: usize) -> String {
    const ONSETS: [char; 11] = ['d', 't', 'n', 's', 'm', 'r', 'l', 'k', 'v', 'b', 'g'];
    const VOWELS: [char; 5] = ['e', 'a', 'o', 'i', 'u'];
    let mut word = String::new();
    let mut rest = rank;
    loop {
        word.extend([ONSETS[rest % 11], VOWELS[rest / 11 % 5]]);
        rest /= 55;
        if rest == 0 {
            break;
        }
        rest -= 1;
    }
    word.push(['n', 'l', 'r', 's'][rank % 4]);
    word
}

fn written(word: &str, begins: bool, ends: bool, random: &mut Random) -> String {
    let mut text = word.to_owned();
    if begins {
        text[..1].make_ascii_uppercase();
    }
    match random.share() {
        share if ends => text.push(if share < 0.15 { '?' } else { '.' }),
        share if share < 0.06 => text.push(','),
        _ => {}
    }
    text
}

/// A caption ends with a sentence, or after twelve words.
fn cues(words: &[Word], turns: &[(usize, Range<usize>)]) -> Vec<Range<usize>> {
    let mut cues = Vec::new();
    for (_, turn) in turns {
        let mut first = turn.start;
        for index in turn.clone() {
            let length = index + 1 - first;
            if length == 12 || index + 1 == turn.end || (words[index].ends_sentence && length > 3) {
                cues.push(first..index + 1);
                first = index + 1;
            }
        }
    }
    cues
}

/// One for every seven turns, which is two minutes.
fn chapters(words: &[Word], turns: &[(usize, Range<usize>)], vocabulary: &[String]) -> Vec<(u64, String)> {
    let starts = turns.iter().step_by(7).map(|(_, turn)| words[turn.start].start);
    starts
        .enumerate()
        .map(|(index, start)| {
            let [one, other] = [200, 350].map(|rank| &vocabulary[rank + index * 13 % 150]);
            (if index == 0 { 0 } else { start }, format!("Of {one} and {other}"))
        })
        .collect()
}

/// Steele and Vigna's SplitMix64, for numbers that do not change with a library.
struct Random(u64);

impl Random {
    /// At least 0 and less than 1.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From the least to the most, both included.
    fn between(&mut self, least: usize, most: usize) -> usize {
        least + (self.share() * (most - least + 1) as f64) as usize
    }
}
