//! The root of the index: which part has which words of which episodes.

use std::ops::Range;

use crate::bytes::{Damaged, Reader};

/// What the root's file starts with; the stamp of the index follows.
pub(crate) const MARK: [u8; 4] = *b"EPr1";

/// The root of the index.
#[derive(Clone, Debug)]
pub struct Root {
    pub(crate) stamp: u32,
    /// The newest episodes first.
    pub(crate) segments: Vec<Segment>,
}

/// The words of some episodes.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// The numbers of its episodes.
    pub(crate) episodes: Range<u32>,
    /// The number of its first part.
    first_part: u32,
    /// Word and episode of each part's first row, ascending.
    firsts: Vec<(String, u32)>,
}

impl Root {
    /// Reads the root's file.
    ///
    /// # Errors
    /// It is none, or is damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader::new(bytes, MARK)?;
        let stamp = reader.stamp()?;
        let mut segments = Vec::new();
        let (mut start, mut first_part) = (0, 0u32);
        while !reader.is_at_end() {
            let end = reader.number()?;
            let count = reader.count(3)?;
            let mut firsts: Vec<(String, u32)> = Vec::with_capacity(count);
            for _ in 0..count {
                let before = firsts.last().map_or("", |(word, _)| word);
                let first = (reader.word(before)?, reader.number()?);
                if firsts.last().is_some_and(|last| *last >= first) {
                    return Err(reader.damaged());
                }
                firsts.push(first);
            }
            if end <= start {
                return Err(reader.damaged());
            }
            segments.push(Segment { episodes: start..end, first_part, firsts });
            first_part = first_part.checked_add(count as u32).ok_or_else(|| reader.damaged())?;
            start = end;
        }
        Ok(Self { stamp, segments })
    }

    /// Returns how many episodes there are.
    pub fn episodes(&self) -> u32 {
        self.segments.last().map_or(0, |segment| segment.episodes.end)
    }

    /// Returns what tells this state of the index from others. As a query of the files' addresses, it keeps those of another
    /// state, which a browser may have stored, out of it.
    pub fn stamp(&self) -> u32 {
        self.stamp
    }
}

impl Segment {
    /// The parts that may have a word, or words that start with it, in some of its episodes.
    pub(crate) fn parts(&self, word: &str, is_start: bool, (from, to): (u32, u32)) -> Range<u32> {
        let is_before = |(first, episode): &(String, u32)| (first.as_str(), *episode) <= (word, from);
        let is_until = |(first, episode): &(String, u32)| {
            (first.as_str(), *episode) <= (word, to) || is_start && first.starts_with(word)
        };
        // The row that is looked for may stand in the part before the first that starts after it. Where episodes are few,
        // a word's start has rows everywhere between.
        let start = self.firsts.partition_point(is_before).saturating_sub(1);
        let end = self.firsts.partition_point(is_until);
        self.first_part + start as u32..self.first_part + end.max(start) as u32
    }
}
