//! Search: where the transcript holds what a reader types, letter by letter as they type it.
//!
//! Text and query are folded alike ([`fold`]), so that case, accents, apostrophes, quotes, dashes and white space make
//! no difference; a query with figures is looked for in each of their spellings ([`figures`]). Then one pass over the
//! folded text finds all of them at once.

mod figures;
mod fold;
mod number;
mod spell;

use crate::model::Episode;
use figures::{Spellings, spellings};
use fold::{Folded, Shift};
use number::is_letter;

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

/// What is looked for, folded.
struct Patterns {
    /// The query as it is, and then with its figures in other spellings.
    texts: Vec<Vec<u8>>,
    /// Whether a word starts where the query does; where another spelling does.
    start_words: [bool; 2],
    /// Whether a word ends where the query does; where another spelling does.
    end_words: [bool; 2],
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
        let patterns = Patterns::of(query);
        // Which patterns may start at a byte, by it and the next one.
        let (mut first, mut second) = ([0u32; 256], [0u32; 256]);
        for (i, bytes) in patterns.texts.iter().enumerate() {
            let Some(start) = bytes.first() else { return Vec::new() };
            first[usize::from(*start)] |= 1 << i;
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
            let end = if candidates == 0 { at } else { patterns.longest(text, at, candidates) };
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
}

impl Patterns {
    fn of(query: &str) -> Self {
        let mut folded = Folded::with_capacity(query.len());
        folded.push(query);
        let mut bare = folded.text.as_bytes();
        let (mut starts_word, mut ends_word) = (false, false);
        if let [b' ', rest @ ..] = bare {
            (bare, starts_word) = (rest, true);
        }
        if let [rest @ .., b' '] = bare {
            (bare, ends_word) = (rest, true);
        }
        let Spellings { texts, figure_first, figure_last } = spellings(bare);
        // Only the query as it is may stand inside a word: "ten" is not said in "10,000".
        Self {
            texts,
            start_words: [starts_word, starts_word || figure_first],
            end_words: [ends_word, ends_word || figure_last],
        }
    }

    /// The end of the longest of some that stands at a place; the place itself if none does.
    fn longest(&self, text: &[u8], at: usize, candidates: u32) -> usize {
        let mut longest = at;
        for (i, pattern) in self.texts.iter().enumerate() {
            let end = at + pattern.len();
            let respelled = usize::from(i > 0);
            if candidates >> i & 1 == 1
                && end > longest
                && text[at..].starts_with(pattern)
                && (!self.start_words[respelled] || is_border(text, at))
                && (!self.end_words[respelled] || is_border(text, end))
            {
                longest = end;
            }
        }
        longest
    }
}

/// Whether a place of a folded text lies inside of neither a word nor a figure. `4.4x` is a figure and what it counts.
fn is_border(text: &[u8], at: usize) -> bool {
    // What stands there, with two bytes before it and one after it.
    let byte = |from_there: usize| text.get((at + from_there).wrapping_sub(2)).copied().unwrap_or(b' ');
    let bytes @ [_, before, there, after] = [byte(0), byte(1), byte(2), byte(3)];
    let in_figure = |w: &[u8]| w[0].is_ascii_digit() && matches!(w[1], b'.' | b',') && w[2].is_ascii_digit();
    let times = before.is_ascii_digit() && there == b'x' && !is_letter(after);
    times || !(is_letter(before) && is_letter(there) || bytes.windows(3).any(in_figure))
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
        self.go(at, false)
    }

    /// Where the letter ends, with its marks, that was folded to what stands before a place of the same turn.
    fn end_at(&mut self, at: usize) -> u32 {
        self.go(at, true)
    }

    /// Goes to a place; with the shifts there, or with those of marks alone.
    fn go(&mut self, to: usize, marks_alone: bool) -> u32 {
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
        self.at = to;
        let mut units = self.units;
        for (i, shift) in shifts.iter().enumerate().skip(self.shift) {
            let at = shift.at as usize;
            if at > to || at == to && marks_alone && !shift.is_mark {
                break;
            }
            if shift.at >= turn_start {
                units = units.wrapping_add_signed(shift.by.into());
            }
            if at < to {
                (self.units, self.shift) = (units, i + 1);
            }
        }
        units
    }
}
