//! What is compared: spoken words, as numbers, with what tells whether two sound alike.

use std::collections::HashMap;

use episode::text::is_unspaced;

/// One spoken word; of a script without blanks, a character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Equal for equal words.
    pub(super) id: u32,
    /// The index of the written unit that it is a part of.
    pub(super) word: u32,
    /// A turn starts with it.
    pub(super) opens: bool,
    /// How many letters it has.
    letters: u32,
    /// The pairs of letters in it, hashed: what misheard words share.
    pairs: u128,
}

/// A token of the transcript and the one of the captions that it is aligned to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Match {
    pub(super) ours: usize,
    pub(super) theirs: usize,
    /// They are the same, or one was misheard; else one only stands in the other's place.
    pub(super) heard: bool,
}

/// Numbers for words.
#[derive(Default)]
pub(super) struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    /// The tokens of written words, by what each is spoken as.
    pub(super) fn tokens(&mut self, words: &[Vec<String>]) -> Vec<Token> {
        let mut out = Vec::with_capacity(words.len());
        for (word, said) in words.iter().enumerate() {
            for text in said {
                let letters = text.chars().count() as u32;
                let pairs = pairs(text);
                let next = self.0.len() as u32;
                let id = *self.0.entry(text.clone()).or_insert(next);
                out.push(Token { id, word: word as u32, opens: false, letters, pairs });
            }
        }
        out
    }
}

/// None of a character of a script without blanks: its bytes say where in Unicode it stands, and not how it sounds.
fn pairs(text: &str) -> u128 {
    if text.starts_with(is_unspaced) {
        return 0;
    }
    text.as_bytes().windows(2).fold(0, |set, pair| {
        let hash = (u32::from(pair[0]) * 31 + u32::from(pair[1])).wrapping_mul(0x9E37_79B1) >> 25;
        set | 1 << hash
    })
}

impl Token {
    /// A short word is said everywhere: to hear it says little about where one is.
    pub(super) fn is_short(&self) -> bool {
        self.letters <= 3
    }

    /// How alike two words sound, from 0 to 1: what share of their pairs of letters they have in common.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        alike(self.pairs, other.pairs)
    }

    /// The same for a word and two that it may have been heard as: "weblink", "web link". 0, where one of the
    /// two does not count: they have as many letters as the word, more or less.
    pub(super) fn likeness_of_two(&self, first: &Self, second: &Self) -> f32 {
        let letters = first.letters + second.letters;
        if letters.abs_diff(self.letters) > 1 { 0.0 } else { alike(self.pairs, first.pairs | second.pairs) }
    }
}

fn alike(a: u128, b: u128) -> f32 {
    let all = a.count_ones() + b.count_ones();
    if all == 0 { 0.0 } else { 2.0 * (a & b).count_ones() as f32 / all as f32 }
}
