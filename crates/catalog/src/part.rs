//! A part of the index, as a reader has it.

use std::ops::Range;

use crate::bytes::{Damaged, Reader, unzigzag};
use crate::root::Root;

/// What a part's file starts with; the stamp of its index follows.
pub(crate) const MARK: [u8; 4] = *b"EPp1";

/// Where a word is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The episode's number in the list, from 0.
    pub episode: u32,
    /// Index of the turn.
    pub turn: u32,
    /// When, in whole seconds. `None`: the transcript has no times.
    pub second: Option<u32>,
}

/// A part of the index.
#[derive(Clone, Debug)]
pub struct Part {
    /// Each word, ascending, and its places.
    words: Vec<(String, Range<usize>)>,
    places: Vec<Place>,
}

impl Part {
    /// Reads a part's file.
    ///
    /// # Errors
    /// It is none, or belongs to another state of the index, or is damaged.
    pub fn read(bytes: &[u8], root: &Root) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes, MARK)?;
        if reader.stamp()? != root.stamp {
            return Err(Damaged::Stale);
        }
        let mut part = Self { words: Vec::new(), places: Vec::new() };
        while !reader.is_at_end() {
            let before = part.words.last().map_or("", |(word, _)| word);
            let word = reader.word(before)?;
            if !part.words.is_empty() && word.as_str() <= before {
                return Err(reader.damaged());
            }
            let start = part.places.len();
            part.rows(&mut reader, root.episodes())?;
            part.words.push((word, start..part.places.len()));
        }
        Ok(part)
    }

    /// The rows of one word.
    fn rows(&mut self, reader: &mut Reader<'_>, episodes: u32) -> Result<(), Damaged> {
        let mut next = 0u32;
        loop {
            let step = reader.number()?;
            if step == 0 {
                return Ok(());
            }
            let episode =
                next.checked_add(step - 1).filter(|e| *e < episodes).ok_or_else(|| reader.damaged())?;
            next = episode + 1;
            let header = reader.number()?;
            let (mut next_turn, mut second) = (0u32, 0);
            for _ in 0..header >> 1 {
                let turn = next_turn.checked_add(reader.number()?).filter(|turn| *turn < u32::MAX);
                let turn = turn.ok_or_else(|| reader.damaged())?;
                next_turn = turn + 1;
                let is_timed = header & 1 == 1;
                if is_timed {
                    second = unzigzag(second, reader.number()?);
                }
                self.places.push(Place { episode, turn, second: is_timed.then_some(second) });
            }
        }
    }

    /// Returns the places of a word, or of all words that start with it: a slice for each word.
    pub fn places(&self, word: &str, is_start: bool) -> impl Iterator<Item = &[Place]> {
        let from = self.words.partition_point(|(other, _)| other.as_str() < word);
        let fits = move |other: &str| if is_start { other.starts_with(word) } else { other == word };
        let words = self.words[from..].iter().take_while(move |(other, _)| fits(other));
        words.map(|(_, places)| &self.places[places.clone()])
    }
}
