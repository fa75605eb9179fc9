//! Figures of the talk itself, from its transcript: who speaks how much, how fast, how long the chapters are, the longest
//! turns, and the questions.
//!
//! [`Talk::new`] computes everything. What depends on times is left out where the times are estimated. `docs/talk.md` has
//! the rules.

mod count;
mod pace;
mod share;
mod turns;

pub use count::{Unit, count};
pub use pace::{Pace, Step};
pub use share::{Share, percentages};
pub use turns::{LongTurn, MOST_LONG, Question};

use episode::timeline::turn_spans;
use episode::{Episode, Millis, Timeline, Timing};

/// The figures of one talk.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    /// What is counted as a word.
    pub unit: Unit,
    /// All words of the transcript.
    pub words: usize,
    /// How the times came about.
    pub timing: Timing,
    /// Everyone who speaks, in the order of the episode's list; last what nobody in particular says.
    pub speakers: Vec<Share>,
    /// How fast the talk is. `None` where times are not measured.
    pub pace: Option<Pace>,
    /// All chapters.
    pub chapters: Vec<ChapterLength>,
    /// The longest turns, the longest first. Empty where the page does not say who speaks.
    pub longest: Vec<LongTurn>,
    /// The questions, in their order.
    pub questions: Vec<Question>,
}

/// How long a chapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChapterLength {
    /// Index of the chapter.
    pub chapter: usize,
    /// Where it starts.
    pub start: Millis,
    /// From there to the start of the next one, or to the end of the recording.
    pub length: Millis,
}

impl Talk {
    /// Computes the figures of an episode. `None` where it has no transcript.
    ///
    /// `timeline` is the episode's own. Its end is the length of the recording, where that is known.
    #[must_use]
    pub fn new(episode: &Episode, timeline: &Timeline) -> Option<Self> {
        let turns = &episode.transcript.turns;
        let timing = episode.transcript.timing;
        let spans: Vec<_> = turn_spans(episode, timeline.end).collect();
        let counts: Vec<usize> = turns.iter().map(|turn| count(&turn.text)).collect();
        let words = counts.iter().sum();
        (words > 0).then(|| Self {
            unit: Unit::of(turns.iter().map(|turn| &*turn.text)),
            words,
            timing,
            speakers: share::shares(episode, &spans, &counts),
            pace: pace::pace(episode, &spans, timeline.end),
            chapters: chapters(episode, timeline.end),
            longest: turns::longest(episode, &counts),
            questions: turns::questions(episode, timeline),
        })
    }
}

fn chapters(episode: &Episode, end: Millis) -> Vec<ChapterLength> {
    let starts = episode.chapters.iter().map(|chapter| chapter.start);
    let ends = starts.clone().skip(1).chain([end]);
    let lengths = starts.zip(ends).enumerate();
    lengths.map(|(chapter, (start, end))| ChapterLength { chapter, start, length: end - start }).collect()
}
