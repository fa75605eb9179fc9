//! Search: where the transcript holds what a reader types, letter by letter as they type it.
//!
//! Text and query are folded alike ([`fold`]), so that case, accents, apostrophes, quotes, dashes and white space make
//! no difference; a query with figures is looked for in each of their spellings ([`figures`]). Then one pass over the
//! folded text finds all of them at once.

mod figures;
mod fold;
mod number;

use crate::model::Episode;
use figures::{Spellings, spellings};
use fold::{Folded, Shift};

/// The transcript, ready to be searched. It takes about as much memory as the text itself.
#[derive(Clone, Debug)]
pub struct Index {
    /// All turns, folded, each ended by [`END`].
    text: String,
    /// Where each turn starts in the folded text.
    starts: Vec<u32>,
    /// Where the folded text is not as long as what it was made from, in order.
    shifts: Vec<Shift>,
}

/// Ends a turn. White space is folded to blanks, so no query holds it.
const END: char = '\n';

/// A place in the transcript, from `start` to before `end`, in UTF-16 code units of the turn's text as the DOM's
/// ranges count. It holds whole letters: with the marks that are combined with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the turn.
    pub turn: u32,
    /// Where it starts.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

/// A text to look for, folded.
#[derive(Debug)]
struct Pattern {
    text: String,
    /// Only where a word starts.
    starts_word: bool,
    /// Only where a word ends.
    ends_word: bool,
}

impl Index {
    /// Folds all turns. Once per episode: it takes some milliseconds for 100,000 words.
    pub fn new(episode: &Episode) -> Self {
        let turns = &episode.transcript.turns;
        let mut folded = Folded::with_capacity(turns.iter().map(|turn| turn.text.len() + 1).sum());
        let mut starts = Vec::with_capacity(turns.len());
        for turn in turns {
            starts.push(folded.text.len() as u32);
            folded.push(&turn.text);
            folded.text.push(END);
        }
        Self { text: folded.text, starts, shifts: folded.shifts }
    }

    /// The memory that it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.capacity()
            + size_of::<u32>() * self.starts.capacity()
            + size_of::<Shift>() * self.shifts.capacity()
    }

    /// Where the query stands, in the order of the text; no two hits overlap, and none goes beyond its turn.
    ///
    /// A blank at the query's start or end stands for the start or end of a word: `the ` is found in "the." but not
    /// in "then". A query without anything to look for finds nothing.
    pub fn find(&self, query: &str) -> Vec<Hit> {
        let patterns = patterns(query);
        // Which patterns may start at a byte, by it and the next one.
        let (mut first, mut second) = ([0u32; 256], [0u32; 256]);
        for (i, pattern) in patterns.iter().enumerate() {
            let bytes = pattern.text.as_bytes();
            first[usize::from(bytes[0])] |= 1 << i;
            for (byte, mask) in second.iter_mut().enumerate() {
                if bytes.get(1).is_none_or(|second| usize::from(*second) == byte) {
                    *mask |= 1 << i;
                }
            }
        }
        let text = self.text.as_bytes();
        let mut hits = Vec::new();
        let mut cursor = Cursor { index: self, turn: 0, at: 0, units: 0, shift: 0 };
        let mut at = 0;
        // The last byte ends the last turn.
        while at + 1 < text.len() {
            let candidates = first[usize::from(text[at])] & second[usize::from(text[at + 1])];
            let end = if candidates == 0 { at } else { self.longest(&patterns, candidates, at) };
            if end > at {
                let start = cursor.start_at(at);
                add(&mut hits, Hit { turn: cursor.turn as u32, start, end: cursor.end_at(end) });
                at = end;
            } else {
                at += 1;
            }
        }
        hits
    }

    /// The end of the longest of some patterns that stands at a place; the place itself if none does.
    fn longest(&self, patterns: &[Pattern], candidates: u32, at: usize) -> usize {
        let mut longest = at;
        for (i, pattern) in patterns.iter().enumerate() {
            let end = at + pattern.text.len();
            if candidates >> i & 1 == 1
                && end > longest
                && self.text.as_bytes()[at..].starts_with(pattern.text.as_bytes())
                && (!pattern.starts_word || starts_word(&self.text, at))
                && (!pattern.ends_word || ends_word(&self.text, end))
            {
                longest = end;
            }
        }
        longest
    }
}

/// What is looked for: the query as it is folded, and in the other spellings of its figures.
fn patterns(query: &str) -> Vec<Pattern> {
    let mut folded = Folded::with_capacity(query.len());
    folded.push(query);
    let bare = folded.text.trim_matches(' ');
    if bare.is_empty() {
        return Vec::new();
    }
    let Spellings { texts, figure_first, figure_last } = spellings(bare);
    let pattern = |(i, text)| {
        // Only the query as it is may stand inside a word: "ten" is not said in "10,000".
        let respelled = i > 0;
        Pattern {
            text,
            starts_word: folded.text.starts_with(' ') || respelled && figure_first,
            ends_word: folded.text.ends_with(' ') || respelled && figure_last,
        }
    };
    texts.into_iter().enumerate().map(pattern).collect()
}

/// Whether a word or a figure starts at a place of a folded text, or something that is neither.
fn starts_word(text: &str, at: usize) -> bool {
    let first = text[at..].chars().next().unwrap_or(END);
    let mut before = text[..at].chars().rev();
    let last = before.next().unwrap_or(END);
    let in_figure = matches!(last, '.' | ',') && before.next().is_some_and(|c| c.is_ascii_digit());
    !(first.is_alphanumeric() && last.is_alphanumeric() || first.is_ascii_digit() && in_figure)
}

/// Whether a word or a figure ends at a place of a folded text, or something that is neither. What is counted may
/// follow a figure: `4.4x`.
fn ends_word(text: &str, at: usize) -> bool {
    let last = text[..at].chars().next_back().unwrap_or(END);
    let mut after = text[at..].chars();
    let next = after.next().unwrap_or(END);
    let second = after.next().unwrap_or(END);
    if last.is_ascii_digit() {
        let times = next == 'x' && !second.is_alphanumeric();
        let in_figure = matches!(next, '.' | ',') && second.is_ascii_digit();
        times || !next.is_alphanumeric() && !in_figure
    } else {
        !last.is_alphanumeric() || !next.is_alphanumeric()
    }
}

/// Two hits that share a letter, as the two `s` of an `ß` do, are one.
fn add(hits: &mut Vec<Hit>, hit: Hit) {
    match hits.last_mut() {
        Some(last) if last.turn == hit.turn && hit.start < last.end => last.end = last.end.max(hit.end),
        _ => hits.push(hit),
    }
}

/// A place in the folded text that goes forward only, and the place in the turns that it came from.
struct Cursor<'a> {
    index: &'a Index,
    turn: usize,
    at: usize,
    /// UTF-16 code units from the turn's start, without the shifts at the very place.
    units: u32,
    /// The first shift that is not counted yet.
    shift: usize,
}

impl Cursor<'_> {
    /// Where the letter starts that was folded to what stands at a place.
    fn start_at(&mut self, at: usize) -> u32 {
        self.go(at);
        self.shifts_here(|_| true)
    }

    /// Where the letter ends, with its marks, that was folded to what stands before a place of the same turn.
    fn end_at(&mut self, at: usize) -> u32 {
        self.go(at);
        self.shifts_here(|shift| shift.is_mark)
    }

    fn go(&mut self, to: usize) {
        let Index { text, starts, shifts } = self.index;
        let mut turn_start = 0;
        while let Some(start) = starts.get(self.turn + 1).filter(|start| **start as usize <= to) {
            turn_start = *start;
            self.turn += 1;
            self.at = turn_start as usize;
            self.units = 0;
        }
        for byte in &text.as_bytes()[self.at..to] {
            // Each character counts for one at its first byte, but those of four bytes for two.
            self.units += u32::from(byte & 0xC0 != 0x80) + u32::from(*byte >= 0xF0);
        }
        while let Some(shift) = shifts.get(self.shift).filter(|shift| (shift.at as usize) < to) {
            if shift.at >= turn_start {
                self.units = self.units.wrapping_add_signed(shift.by.into());
            }
            self.shift += 1;
        }
        self.at = to;
    }

    fn shifts_here(&self, counts: fn(&Shift) -> bool) -> u32 {
        let here =
            self.index.shifts[self.shift..].iter().take_while(|s| s.at as usize == self.at && counts(s));
        here.fold(self.units, |units, shift| units.wrapping_add_signed(shift.by.into()))
    }
}
