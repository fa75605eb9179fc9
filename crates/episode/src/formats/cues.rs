//! An episode's transcript as cues: a turn can last for minutes, and a cue is what fits on a screen.

use std::collections::BinaryHeap;

use crate::captions::{Captions, Cue, lengths, share};
use crate::model::{Episode, Turn};
use crate::text::{PER_WORD, Punctuation, join, punctuation, words};
use crate::time::Millis;

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
    let texts: Vec<&str> = words(&turn.text).collect();
    let timed = !turn.words.is_empty() && turn.words.len() == texts.len();
    let next = turn.end.or(next.filter(|next| *next > start));
    let (times, end) = if timed {
        let times: Vec<Millis> = turn.words.iter().map(|word| start + Millis(*word)).collect();
        let last = times.last().copied().unwrap_or(start);
        let end = next.map_or(last + LAST_WORD, |next| next.min(last + LAST_WORD)).max(last);
        (times, end)
    } else {
        let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        let end = next.unwrap_or(start + Millis(PER_WORD.0.saturating_mul(count)));
        (share(start, end, &lengths(texts.iter().copied())), end)
    };
    let mut from = 0;
    while from < texts.len() {
        let to = from + fitting(&texts[from..]);
        let start = times[from];
        let words = if timed || to - from == 1 { times[from..to].to_vec() } else { Vec::new() };
        let next = times.get(to).copied().unwrap_or(end);
        let end = if timed { next.min(times[to - 1] + LAST_WORD) } else { next };
        out.push(Cue {
            start,
            end,
            speaker: speaker.map(str::to_owned),
            text: join(texts[from..to].iter().copied(), " "),
            words,
        });
        from = to;
    }
}

/// How many of these words make a cue: up to the end of a sentence, else of a clause, else as many as fit. One at
/// least.
fn fitting(words: &[&str]) -> usize {
    let mut length = 0;
    let mut clause = None;
    for (i, word) in words.iter().enumerate() {
        length += word.chars().count() + usize::from(i > 0);
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
    words.len()
}
