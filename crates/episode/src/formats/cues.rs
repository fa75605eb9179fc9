//! An episode's transcript as cues: a turn can last for minutes, and a cue is what fits on a screen.

use std::collections::BinaryHeap;
use std::ops::Range;

use super::lines::width;
use crate::captions::{Captions, Cue, lengths, share};
use crate::model::{Episode, Turn};
use crate::text::{PER_WORD, Punctuation, join, part, punctuation, unit_ranges, words};
use crate::time::Millis;
use crate::timeline::unit_starts;

/// Two lines of 42 letters, which broadcasters and streaming services ask for.
const LONGEST: usize = 84;
/// A sentence that is as long as this gets a cue of its own; a clause, if it is half of the longest.
const SENTENCE: usize = 20;
/// How long a word stays on the screen at most.
const LAST_WORD: Millis = Millis::from_secs(3);

/// Turns without a time are left out: a transcript has times in all of its turns or in none.
impl From<&Episode> for Captions {
    fn from(episode: &Episode) -> Self {
        let turns = &episode.transcript.turns;
        let mut cues = Vec::new();
        for (i, turn) in turns.iter().enumerate() {
            let next = turns[i + 1..].iter().find_map(|turn| turn.start);
            let speaker = episode.speaker_of(turn).map(|speaker| speaker.name.as_str());
            if let Some(start) = turn.start {
                cut(turn, start, next.or(episode.duration), speaker, &mut cues);
            }
        }
        // Turns may overlap, and so their cues may. Sorted as pairs in a heap, as the timeline sorts: one sort is
        // enough of it in the widget.
        let order: BinaryHeap<(Millis, u32)> = (0..).zip(&cues).map(|(i, cue)| (cue.start, i)).collect();
        let order = order.into_sorted_vec().into_iter();
        Self { cues: order.map(|(_, i)| std::mem::take(&mut cues[i as usize])).collect() }
    }
}

fn cut(turn: &Turn, start: Millis, next: Option<Millis>, speaker: Option<&str>, out: &mut Vec<Cue>) {
    let units = unit_ranges(&turn.text, char::len_utf8);
    let next = turn.end.or(next.filter(|next| *next > start));
    let last = start + Millis(turn.words.last().copied().unwrap_or(0));
    let mut times = unit_starts(turn, next.unwrap_or(last + LAST_WORD));
    let timed = !units.is_empty() && times.len() == units.len();
    let end = if timed {
        let last = times.last().copied().unwrap_or(start);
        next.map_or(last + LAST_WORD, |next| next.min(last + LAST_WORD)).max(last)
    } else {
        let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
        let end = next.unwrap_or(start + Millis(PER_WORD.0.saturating_mul(count)));
        times = share(start, end, &lengths(units.iter().map(|unit| bytes(&turn.text, unit))));
        end
    };
    let mut from = 0;
    while from < units.len() {
        let to = from + fitting(&turn.text, &units[from..]);
        // Times that were shared out are none, but for that of a single unit.
        let starts = if timed || to - from == 1 { times[from..to].to_vec() } else { Vec::new() };
        let next = times.get(to).copied().unwrap_or(end);
        let end = if timed { next.min(times[to - 1] + LAST_WORD) } else { next };
        let text = bytes(&turn.text, &(units[from].start..units[to - 1].end));
        out.push(Cue {
            start: times[from],
            end,
            speaker: speaker.map(str::to_owned),
            text: join(words(text), " "),
            words: starts,
        });
        from = to;
    }
}

/// How many of these units make a cue: up to the end of a sentence, else of a clause, else as many as fit. One at
/// least.
fn fitting(text: &str, units: &[Range<u32>]) -> usize {
    let mut length = 0;
    let mut clause = None;
    let mut before = 0;
    for (i, unit) in units.iter().enumerate() {
        let word = bytes(text, unit);
        length += usize::from(i > 0 && before < unit.start);
        before = unit.end;
        length += width(word);
        if length > LONGEST {
            return clause.unwrap_or(i).max(1);
        }
        let end = punctuation(word);
        if end == Some(Punctuation::Sentence) && length >= SENTENCE {
            return i + 1;
        }
        if end.is_some() && length >= LONGEST / 2 {
            clause = Some(i + 1);
        }
    }
    units.len()
}

fn bytes<'a>(text: &'a str, range: &Range<u32>) -> &'a str {
    part(text, range.start as usize..range.end as usize)
}
