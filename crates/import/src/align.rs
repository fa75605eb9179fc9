//! When each word is said, where captions of the recording exist: the authors' words are aligned to the captions'
//! words, however different the two are, and take their times.
//!
//! `tokens` makes both comparable, `chain` finds runs of words that stand once in each, `grid` aligns what is left
//! between them, `place` gives times to the words that nobody heard.

mod chain;
mod grid;
mod place;
mod tokens;

use std::ops::Range;

use episode::captions::{Captions, Cue};
use episode::{Millis, Timing, Transcript};

use crate::speech;
use tokens::{Token, Vocabulary};

/// How many words in a row must be equal to anchor the rest: first in the whole, then where much is left.
const ANCHORS: [usize; 2] = [5, 3];

/// How many pairs of words are aligned without looking for more anchors.
const FEW: usize = 1 << 18;

/// How much of a transcript the captions have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// How many of its words were found in the captions, as they are or misheard.
    pub words: usize,
    /// How many words it has.
    pub of: usize,
}

/// Gives a transcript the times of captions.
///
/// Each word gets a time, and none comes before the word before it. What the captions do not have is placed by its
/// neighbours; a turn of which they lack the start, or most, is marked as estimated. A transcript that has nothing
/// in common with the captions stays as it is.
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
    let pairs = pairs(&ours, &theirs, (0..ours.len(), 0..theirs.len()), &ANCHORS);

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
    if heard.words == 0 {
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
    /// Its cue, where only that has times.
    cue: Option<usize>,
}

/// The tokens of all cues, and when each is said.
fn timed(cues: &[&Cue], vocabulary: &mut Vocabulary) -> (Vec<Token>, Vec<Said>) {
    let words: Vec<&str> = cues.iter().flat_map(|cue| episode::text::words(&cue.text)).collect();
    let spoken = speech::spoken(&words);
    let tokens = vocabulary.tokens(&spoken);
    let mut of_words: Vec<Said> = Vec::with_capacity(words.len());
    for (c, cue) in cues.iter().enumerate() {
        let first = of_words.len();
        let count = episode::text::words(&cue.text).count();
        let (words, spoken) = (&words[first..first + count], &spoken[first..first + count]);
        if cue.words.len() == count {
            let next = cues.get(c + 1).map_or(cue.end, |next| next.start.min(cue.end));
            of_words.extend(by_words(cue, next, spoken));
        } else {
            of_words.extend(by_cue(cue, c, words, spoken));
        }
    }
    let mut said = Vec::with_capacity(tokens.len());
    let mut latest = 0.0;
    for of_word in tokens.chunk_by(|a, b| a.word == b.word) {
        let Said { start, end, cue } = of_words[of_word[0].word as usize];
        let step = (end - start) / of_word.len() as f64;
        for k in 0..of_word.len() {
            // Captions may go back.
            latest = f64::max(start + step * k as f64, latest);
            said.push(Said { start: latest, end: latest + step, cue });
        }
    }
    (tokens, said)
}

/// Words with times of their own. A cue is shown for longer than its last word is said.
fn by_words(cue: &Cue, next: Millis, spoken: &[Vec<String>]) -> impl Iterator<Item = Said> {
    /// How much longer than usual a word may last before the rest is taken for silence.
    const LONGEST: f64 = 2.0;
    let ends = cue.words.iter().skip(1).copied().chain([next]);
    cue.words.iter().zip(ends).zip(spoken).map(|((start, end), said)| {
        let start = f64::from(start.0);
        let end = f64::from(end.0).min(start + f64::from(speech::length(said)) * LONGEST);
        Said { start, end: end.max(start), cue: None }
    })
}

/// Words that share their cue's time, by what each takes.
fn by_cue(cue: &Cue, index: usize, words: &[&str], spoken: &[Vec<String>]) -> Vec<Said> {
    let lengths: Vec<f64> = spoken.iter().map(|said| f64::from(speech::length(said))).collect();
    let pauses = words.iter().map(|word| f64::from(speech::pause(word)));
    let last = pauses.clone().next_back().unwrap_or(0.0);
    let all = lengths.iter().sum::<f64>() + pauses.clone().sum::<f64>() - last;
    let rate = f64::from((cue.end - cue.start).0) / all.max(1.0);
    let mut at = f64::from(cue.start.0);
    let place = |(length, pause): (&f64, f64)| {
        let said = Said { start: at, end: at + length * rate, cue: Some(index) };
        at += (length + pause) * rate;
        said
    };
    lengths.iter().zip(pauses).map(place).collect()
}

/// A token of the transcript and the one of the captions that it is aligned to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Match {
    ours: usize,
    theirs: usize,
    /// They are the same, or one was misheard; else one only stands in the other's place.
    heard: bool,
}

/// What matches in two ranges, in order.
fn pairs(a: &[Token], b: &[Token], within: (Range<usize>, Range<usize>), lengths: &[usize]) -> Vec<Match> {
    let is_small = within.0.len().saturating_mul(within.1.len()) <= FEW;
    let Some((length, shorter)) = lengths.split_first().filter(|_| !is_small) else {
        return grid::matches(a, b, &within);
    };
    let mut out = Vec::new();
    let (mut ours, mut theirs) = (within.0.start, within.1.start);
    for (i, j) in chain::anchors(a, b, &within, *length) {
        let overlaps = i < ours && i + theirs == j + ours;
        if !overlaps && (i < ours || j < theirs) {
            continue;
        }
        if !overlaps {
            out.extend(pairs(a, b, (ours..i, theirs..j), shorter));
        }
        let new = (0..*length).filter(|k| i + k >= ours);
        out.extend(new.map(|k| Match { ours: i + k, theirs: j + k, heard: true }));
        (ours, theirs) = (i + length, j + length);
    }
    out.extend(pairs(a, b, (ours..within.0.end, theirs..within.1.end), shorter));
    out
}

fn millis(time: f64) -> Millis {
    Millis(time.round().clamp(0.0, f64::from(u32::MAX)) as u32)
}
