//! When each word is said, where captions of the recording exist: the authors' words are aligned to the captions'
//! words, however different the two are, and take their times. In scripts without blanks between words, characters are
//! aligned: captions and pages part them at other places.
//!
//! `tokens` makes both comparable, `chain` finds runs of words that stand once in each, `grid` aligns what is left
//! between them, `place` gives times to the words that nobody heard.

mod chain;
mod grid;
mod place;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use episode::captions::{Captions, Cue};
use episode::{Millis, Timing, Transcript, text};

use crate::timing::speech;
use tokens::{Match, Token, Vocabulary};

/// How many words in a row must be equal to anchor the rest: first in the whole, then where much is left.
const ANCHORS: [usize; 2] = [5, 3];

/// How many pairs of words are aligned without looking for more anchors.
const FEW: usize = 1 << 18;

/// How much of a transcript the captions have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// How many of its words were found in the captions, as they are or misheard; in scripts without blanks between words,
    /// of its characters ([units](episode::text::units)).
    pub words: usize,
    /// How many it has.
    pub of: usize,
}

impl Heard {
    /// Whether the captions can be of this transcript: they have one word in ten. Any two texts of a language share some.
    pub fn is_enough(self) -> bool {
        self.words > 0 && self.words * 10 >= self.of
    }
}

/// Gives a transcript the times of captions.
///
/// Each word gets a time, and none comes before the word before it. What the captions do not have is placed by its
/// neighbours; a turn of which they lack the start, or most, is marked as estimated. A transcript that has little
/// in common with the captions stays as it is ([`Heard::is_enough`]).
pub fn align(transcript: &mut Transcript, captions: &Captions) -> Heard {
    let texts: Vec<String> = transcript.turns.iter().map(|t| t.text.clone()).collect();
    let (mut words, spoken) = place::words(&texts);
    let mut vocabulary = Vocabulary::default();
    let mut ours = vocabulary.tokens(&spoken);
    let mut turn = None;
    for token in &mut ours {
        let own = Some(words[token.word as usize].turn);
        token.opens = turn != own;
        turn = own;
    }
    let (theirs, said) = timed(&in_order(captions), &mut vocabulary);
    let pairs = pairs(&ours, &theirs, &(0..ours.len(), 0..theirs.len()), &ANCHORS);

    // Within a cue, the authors' text tells better than the captions' where each word lies: it has every "um", and
    // knows where a turn ends. Only what the cue starts and ends with is known, then.
    let cue = |pair: Option<&Match>| pair.and_then(|m| said[m.theirs].cue);
    let mut heard = Heard { words: 0, of: words.len() };
    for (p, pair) in pairs.iter().enumerate() {
        let word = &mut words[ours[pair.ours].word as usize];
        let starts_word = pair.ours == 0 || ours[pair.ours - 1].word != ours[pair.ours].word;
        let own = cue(Some(pair));
        let is_inside =
            own.is_some() && p > 0 && cue(pairs.get(p - 1)) == own && cue(pairs.get(p + 1)) == own;
        if word.known.is_none() && !is_inside && (starts_word || pair.heard) {
            word.known = Some((said[pair.theirs].start, said[pair.theirs].end));
        }
        heard.words += usize::from(pair.heard && !word.heard);
        word.heard |= pair.heard;
    }
    if !heard.is_enough() {
        return heard;
    }
    place::forget_strays(&mut words);
    place::place(&mut words);
    transcript.timing = Timing::Captions;
    place::write(&words, &mut transcript.turns);
    heard
}

/// The cues by their starts: two people who speak at once may have theirs in any order.
fn in_order(captions: &Captions) -> Vec<&Cue> {
    let mut cues: Vec<&Cue> = captions.cues.iter().collect();
    cues.sort_by_key(|cue| cue.start);
    cues
}

/// From when to when a token is said, in milliseconds.
#[derive(Clone, Copy)]
struct Said {
    start: f64,
    end: f64,
    /// The number of its cue, where only that has times.
    cue: Option<usize>,
}

/// The tokens of all cues, and when each is said.
fn timed(cues: &[&Cue], vocabulary: &mut Vocabulary) -> (Vec<Token>, Vec<Said>) {
    let mut units: Vec<&str> = Vec::new();
    let mut ends = Vec::with_capacity(cues.len());
    for cue in cues {
        units.append(&mut text::units(&cue.text));
        ends.push(units.len());
    }
    let spoken = speech::spoken(&units);
    let tokens = vocabulary.tokens(&spoken);
    let mut of_units = Units { said: Vec::with_capacity(units.len()), shared: 0 };
    for (c, (cue, end)) in cues.iter().zip(ends).enumerate() {
        let first = of_units.said.len();
        let (units, spoken) = (&units[first..end], &spoken[first..end]);
        if cue.words.len() == units.len() {
            let next = cues.get(c + 1).map_or(cue.end, |next| next.start.min(cue.end));
            of_units.each(cue, next, spoken);
        } else {
            of_units.share(cue.start, cue.end, units, spoken);
        }
    }
    let mut said = Vec::with_capacity(tokens.len());
    let mut latest = 0.0;
    for of_unit in tokens.chunk_by(|a, b| a.word == b.word) {
        let Said { start, end, cue } = of_units.said[of_unit[0].word as usize];
        let step = (end - start) / of_unit.len() as f64;
        for k in 0..of_unit.len() {
            // Captions may go back.
            latest = f64::max(start + step * k as f64, latest);
            said.push(Said { start: latest, end: latest + step, cue });
        }
    }
    (tokens, said)
}

/// When each unit of the captions is said.
struct Units {
    said: Vec<Said>,
    /// How many cues share their time.
    shared: usize,
}

impl Units {
    /// Units with times of their own. A cue is shown for longer than its last word is said.
    fn each(&mut self, cue: &Cue, next: Millis, spoken: &[Vec<String>]) {
        /// How much longer than usual a word may last before the rest is taken for silence.
        const LONGEST: f64 = 2.0;
        let ends = cue.words.iter().skip(1).copied().chain([next]);
        for ((start, end), spoken) in cue.words.iter().zip(ends).zip(spoken) {
            let start = f64::from(start.0);
            let end = f64::from(end.0).min(start + f64::from(speech::length(spoken)) * LONGEST);
            self.said.push(Said { start, end: end.max(start), cue: None });
        }
    }

    /// Units that share a time, by what each takes.
    fn share(&mut self, start: Millis, end: Millis, units: &[&str], spoken: &[Vec<String>]) {
        let lengths: Vec<f64> = spoken.iter().map(|said| f64::from(speech::length(said))).collect();
        let pauses = units.iter().map(|unit| f64::from(speech::pause(unit)));
        let last = pauses.clone().next_back().unwrap_or(0.0);
        let all = lengths.iter().sum::<f64>() + pauses.clone().sum::<f64>() - last;
        let rate = f64::from((end - start).0) / all.max(1.0);
        let mut at = f64::from(start.0);
        for (length, pause) in lengths.iter().zip(pauses) {
            self.said.push(Said { start: at, end: at + length * rate, cue: Some(self.shared) });
            at += (length + pause) * rate;
        }
        self.shared += 1;
    }
}

/// What matches in two ranges, in order.
fn pairs(a: &[Token], b: &[Token], within: &(Range<usize>, Range<usize>), lengths: &[usize]) -> Vec<Match> {
    let is_small = within.0.len().saturating_mul(within.1.len()) <= FEW;
    let Some((length, shorter)) = lengths.split_first().filter(|_| !is_small) else {
        return grid::matches(a, b, within);
    };
    let mut out = Vec::new();
    let (mut ours, mut theirs) = (within.0.start, within.1.start);
    for (i, j) in chain::anchors(a, b, within, *length) {
        let overlaps = i < ours && i + theirs == j + ours;
        if !overlaps && (i < ours || j < theirs) {
            continue;
        }
        if !overlaps {
            out.extend(pairs(a, b, &(ours..i, theirs..j), shorter));
        }
        let new = (0..*length).filter(|k| i + k >= ours);
        out.extend(new.map(|k| Match { ours: i + k, theirs: j + k, heard: true }));
        (ours, theirs) = (i + length, j + length);
    }
    out.extend(pairs(a, b, &(ours..within.0.end, theirs..within.1.end), shorter));
    out
}
