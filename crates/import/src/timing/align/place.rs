//! Times for the words that nobody heard: they are placed by their neighbours, with their own turn where there is
//! room.

use std::ops::Range;

use episode::{Millis, Turn};

use crate::timing::speech;

/// How much slower than usual a turn's words may be said before the rest is taken for silence.
const SLOWEST: f64 = 2.0;

/// How much silence within a turn, in milliseconds, makes a few words before or after it doubtful.
const BREAK: f64 = 10_000.0;
/// How many words in a row stand for themselves wherever they are.
const FEW: usize = 4;

/// How long after the last word a turn may last, in milliseconds, before it is over.
const LINGER: f64 = 2000.0;

/// A unit of the transcript: a word, or a character where words have no blanks between them.
pub(super) struct Word {
    /// The index of its turn.
    pub(super) turn: usize,
    /// What it takes to say, and the rest after it, in milliseconds.
    length: f64,
    pause: f64,
    /// From when to when it is said.
    pub(super) known: Option<(f64, f64)>,
    /// Whether the captions have it, rather than another word in its place.
    pub(super) heard: bool,
}

/// The words of all turns, and what each is spoken as.
pub(super) fn words(turns: &[String]) -> (Vec<Word>, Vec<Vec<String>>) {
    let mut words = Vec::new();
    let mut spoken = Vec::new();
    for (turn, text) in turns.iter().enumerate() {
        let texts = episode::text::units(text);
        let of_turn = speech::spoken(&texts);
        words.extend(of_turn.iter().zip(&texts).map(|(said, text)| Word {
            turn,
            length: f64::from(speech::length(said)),
            pause: f64::from(speech::pause(text)),
            known: None,
            heard: false,
        }));
        spoken.extend(of_turn);
    }
    (words, spoken)
}

/// Forgets the few words of a turn that were found far from the rest of it: "thank you" is said everywhere.
pub(super) fn forget_strays(words: &mut [Word]) {
    for turn in words.chunk_by_mut(|a, b| a.turn == b.turn) {
        let known: Vec<usize> = (0..turn.len()).filter(|i| turn[*i].known.is_some()).collect();
        let is_near = |i: &usize, j: &usize| {
            let (from, to) = (turn[*i].known.unwrap_or_default(), turn[*j].known.unwrap_or_default());
            to.0 - from.1 < total(&turn[*i + 1..*j]) + BREAK
        };
        let runs = known.chunk_by(is_near).map(|run| run[0]..run[run.len() - 1] + 1);
        let heard = |run: &Range<usize>| turn[run.clone()].iter().filter(|w| w.heard).count();
        let runs: Vec<(Range<usize>, usize)> = runs.map(|run| (run.clone(), heard(&run))).collect();
        let most = runs.iter().map(|(_, heard)| *heard).max().unwrap_or(0);
        for (run, _) in runs.into_iter().filter(|(_, heard)| *heard < FEW.min(most)) {
            for word in &mut turn[run] {
                (word.known, word.heard) = (None, false);
            }
        }
    }
}

/// Gives every word a time, in order. At least one must be known.
pub(super) fn place(words: &mut [Word]) {
    let known: Vec<usize> = (0..words.len()).filter(|i| words[*i].known.is_some()).collect();
    let (Some(first), Some(last)) = (known.first().copied(), known.last().copied()) else { return };
    let start = words[first].known.map_or(0.0, |k| k.0);
    before(&mut words[..first], start);
    for pair in known.windows(2) {
        between(words, pair[0], pair[1]);
    }
    let end = words[last].known.map_or(0.0, |k| k.1);
    after(&mut words[last + 1..], end);
    let mut latest = 0.0;
    for word in words {
        let (start, end) = word.known.unwrap_or((latest, latest));
        latest = f64::max(start, latest);
        word.known = Some((latest, f64::max(end, latest)));
    }
}

/// Places the words between two that are known. What they take less than there is time for is silence between the
/// turns, else between sentences, else after the last of them.
fn between(words: &mut [Word], from: usize, to: usize) {
    let (Some((_, start)), Some((end, _))) = (words[from].known, words[to].known) else { return };
    let turns = words[from].turn != words[to].turn;
    let rests: Vec<bool> =
        words[from..=to]
            .windows(2)
            .map(|pair| {
                if turns {
                    pair[0].turn != pair[1].turn
                } else {
                    pair[0].pause >= f64::from(speech::SENTENCE)
                }
            })
            .collect();
    let gap = &mut words[from + 1..to];
    let room = f64::max(end - start, 0.0);
    let needed = total(gap);
    // Words within a cue share its time; turns rather leave some.
    let rate = (room / needed.max(1.0)).min(if turns { 1.0 } else { SLOWEST });
    let silence = (room - needed * rate) / f64::max(rests.iter().filter(|r| **r).count() as f64, 1.0);
    let mut at = start;
    for (word, rests) in gap.iter_mut().zip(rests) {
        at += if rests { silence } else { 0.0 };
        word.known = Some((at, at + word.length * rate));
        at += (word.length + word.pause) * rate;
    }
}

fn total(words: &[Word]) -> f64 {
    words.iter().map(|w| w.length + w.pause).sum()
}

/// Places the words before the first that is known.
fn before(words: &mut [Word], end: f64) {
    let rate = (end / total(words).max(1.0)).min(1.0);
    let mut at = end;
    for word in words.iter_mut().rev() {
        let over = at - word.pause * rate;
        at = f64::max(over - word.length * rate, 0.0);
        word.known = Some((at, over));
    }
}

/// Places the words after the last that is known.
fn after(words: &mut [Word], start: f64) {
    let mut at = start;
    for word in words {
        word.known = Some((at, at + word.length));
        at += word.length + word.pause;
    }
}

/// Writes the times into the turns.
pub(super) fn write(words: &[Word], turns: &mut [Turn]) {
    let mut from = 0;
    let mut start = 0.0;
    for (i, turn) in turns.iter_mut().enumerate() {
        let count = words[from..].partition_point(|w| w.turn == i);
        let of_turn = &words[from..from + count];
        from += count;
        let span = |w: &Word| w.known.unwrap_or_default();
        start = of_turn.first().map_or(start, |w| span(w).0);
        turn.start = Some(millis(start));
        turn.words = of_turn.iter().map(|w| (millis(span(w).0) - millis(start)).0).collect();
        turn.estimated = is_guess(of_turn);
        let end = of_turn.last().map_or(start, |w| span(w).1);
        let is_over = words.get(from).is_none_or(|next| span(next).0 > end + LINGER);
        turn.end = is_over.then(|| millis(end));
    }
}

/// Whether the captions lack a turn's start, or most of it.
fn is_guess(words: &[Word]) -> bool {
    const START: usize = 6;
    let heard = words.iter().filter(|w| w.heard).count();
    heard * 2 < words.len() || !words.iter().take(START).any(|w| w.heard)
}

fn millis(time: f64) -> Millis {
    Millis(time.round().clamp(0.0, f64::from(u32::MAX)) as u32)
}
