//! Full-text search in the transcript, as the reader types.
//!
//! Text and query are folded alike (`fold`), so that case, accents, apostrophes, quotes, dashes and white space make
//! no difference. Then the query is matched literally, except that its quantities (`quantities`) match equal quantities in
//! digits or in words. What has its words otherwise is found as well (`words`).

mod fold;
mod quantities;
mod words;

use crate::model::Episode;
use fold::{Folded, Shift};
pub use quantities::NUMBER_WORDS;
use quantities::{Quantity, is_letter, is_point, quantities};
pub use words::{Found, Match};

/// The transcript, ready to be searched. It takes about as much memory as the text itself.
#[derive(Clone, Debug)]
pub struct Index {
    /// All turns, folded, each ended by [`END`].
    text: String,
    /// Where each turn starts in the folded text.
    starts: Vec<u32>,
    /// Where the folded text is not as long as what it was made from, in order.
    shifts: Vec<Shift>,
    /// The quantities in the folded text, in order.
    quantities: Vec<Quantity>,
    /// Whether words have the forms of English.
    is_english: bool,
}

/// A match in the folded text: from a byte to before another one.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    end: usize,
    found_as: Match,
    /// The index of the word of the query that it is.
    word: usize,
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

/// Folds a text: without case, accents, apostrophes; with one blank for white space and dashes.
pub fn fold(text: &str) -> String {
    let mut folded = Folded::with_capacity(text.len());
    folded.push(text);
    folded.text
}

/// A query.
struct Query<'a> {
    /// Folded.
    text: &'a [u8],
    /// The quantities in it, in order.
    quantities: Vec<Quantity>,
    /// Whether it starts with the first of them.
    quantity_first: bool,
    /// Only from where a word starts.
    starts_word: bool,
    /// Only to where a word ends.
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
        let quantities = quantities(folded.text.as_bytes());
        let language = episode.language.as_deref().unwrap_or("en");
        let is_english = language.split('-').next().is_some_and(|main| main.eq_ignore_ascii_case("en"));
        Self { text: folded.text, starts, shifts: folded.shifts, quantities, is_english }
    }

    /// The memory that it takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.text.capacity()
            + size_of::<u32>() * self.starts.capacity()
            + size_of::<Shift>() * self.shifts.capacity()
            + size_of::<Quantity>() * self.quantities.capacity()
    }

    /// Returns the places of a phrase, in the order of the text. No two overlap, and each lies within a turn.
    ///
    /// A space at the start or end of the query matches the start or end of a word: `the ` is found in "the." but not in
    /// "then". An empty query has no hits.
    pub fn find(&self, query: &str) -> Vec<Hit> {
        self.hits(&self.places(&fold(query))).0
    }

    /// Returns the places of a folded phrase.
    fn places(&self, query: &str) -> Vec<Place> {
        let query = Query::new(query.as_bytes());
        let text = self.text.as_bytes();
        let mut places = Vec::new();
        let Some(first) = query.text.first() else { return places };
        let mut quantities = &self.quantities[..];
        let mut at = 0;
        loop {
            while let [quantity, rest @ ..] = quantities
                && quantity.range(false).0 < at
            {
                quantities = rest;
            }
            // To where it may stand: at its first letter or, if it starts with a quantity, at any quantity.
            let quantity = quantities.first().filter(|_| query.quantity_first);
            let end = quantity.map_or(text.len(), |quantity| quantity.range(true).0.max(at));
            at = text[at..end].iter().position(|byte| byte == first).map_or(end, |on| at + on);
            if at == text.len() {
                return places;
            }
            if let Some(end) = query.end_at(text, at, quantities) {
                places.push(Place { start: at, end, found_as: Match::Phrase, word: 0 });
                at = end;
            } else {
                at += 1;
            }
        }
    }

    /// Returns places as the DOM counts them, and how each was found. The places are in order. Two that
    /// share a letter, as the two `s` of an `ß` do, are one hit.
    fn hits(&self, places: &[Place]) -> (Vec<Hit>, Vec<Match>) {
        let (mut hits, mut matches) =
            (Vec::<Hit>::with_capacity(places.len()), Vec::with_capacity(places.len()));
        let mut cursor = Cursor { index: self, turn: 0, at: 0, units: 0, shift: 0 };
        for place in places {
            // Two words of a query may be one of the text.
            if place.start < cursor.at {
                continue;
            }
            let start = cursor.start_at(place.start);
            let hit = Hit { turn: cursor.turn as u32, start, end: cursor.end_at(place.end) };
            match hits.last_mut() {
                Some(last) if last.turn == hit.turn && hit.start < last.end => {
                    last.end = last.end.max(hit.end);
                }
                _ => {
                    hits.push(hit);
                    matches.push(place.found_as);
                }
            }
        }
        (hits, matches)
    }
}

impl<'a> Query<'a> {
    fn new(folded: &'a [u8]) -> Self {
        let (mut text, mut starts_word, mut ends_word) = (folded, false, false);
        if let [b' ', rest @ ..] = text {
            (text, starts_word) = (rest, true);
        }
        if let [rest @ .., b' '] = text {
            (text, ends_word) = (rest, true);
        }
        let quantities = quantities(text);
        let quantity_first = quantities.first().is_some_and(|quantity| quantity.range(true).0 == 0);
        Self { text, quantities, quantity_first, starts_word, ends_word }
    }

    /// Returns where a match at `at` ends: literally, else with other spellings of its quantities. `quantities` are those
    /// of the text from there on.
    fn end_at(&self, text: &[u8], at: usize, quantities: &[Quantity]) -> Option<usize> {
        if self.starts_word && !is_border(text, at) {
            return None;
        }
        let ends = |end: &usize| !self.ends_word || is_border(text, *end);
        let as_it_is = matched(&text[at..], self.text).map(|length| at + length).filter(ends);
        as_it_is.or_else(|| self.respelled(text, at, quantities).filter(ends))
    }

    fn respelled(&self, text: &[u8], at: usize, quantities: &[Quantity]) -> Option<usize> {
        if self.quantities.is_empty() {
            return None;
        }
        let (mut at, mut done) = (at, 0);
        let mut there = quantities.iter();
        for quantity in &self.quantities {
            let (start, end) = quantity.range(true);
            at += matched(&text[at..], &self.text[done..start])?;
            let with_sign = quantity.sign > 0;
            let same = there.find(|f| f.range(with_sign).0 >= at)?;
            let range = same.range(with_sign);
            if range.0 != at || same.value != quantity.value || with_sign && same.sign != quantity.sign {
                return None;
            }
            (at, done) = (range.1, end);
        }
        Some(at + matched(&text[at..], &self.text[done..])?)
    }
}

/// The length of what a text starts with, if it does.
fn matched(text: &[u8], start: &[u8]) -> Option<usize> {
    text.starts_with(start).then_some(start.len())
}

/// Whether a place of a folded text lies inside of neither a word nor a quantity. `4.4x` is a quantity and what it counts.
fn is_border(text: &[u8], at: usize) -> bool {
    // What stands there, with two bytes before it and one after it.
    let byte = |from_there: usize| text.get((at + from_there).wrapping_sub(2)).copied().unwrap_or(b' ');
    let bytes @ [_, before, there, after] = [byte(0), byte(1), byte(2), byte(3)];
    let in_figure = |w: &[u8]| w[0].is_ascii_digit() && is_point(w[1]) && w[2].is_ascii_digit();
    let times = before.is_ascii_digit() && there == b'x' && !is_letter(after);
    times || !(is_letter(before) && is_letter(there) || bytes.windows(3).any(in_figure))
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
    /// Returns where the letter starts that was folded to this place.
    fn start_at(&mut self, at: usize) -> u32 {
        self.go(at, false)
    }

    /// Returns where the letter ends, with its marks, that was folded to the end before this place of the same turn.
    fn end_at(&mut self, at: usize) -> u32 {
        self.go(at, true)
    }

    /// Goes to a place; with the shifts there, or with those of marks alone.
    fn go(&mut self, to: usize, marks_alone: bool) -> u32 {
        let Index { text, starts, shifts, .. } = self.index;
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
