//! What is active at a time: chapter, turn, unit of its text and statistics. Every query is a binary search.
//!
//! A boundary belongs to what starts there: at exactly 3:30 the chapter of 3:30 is active. In a gap between two turns no
//! turn is active; before the first chapter and after the end nothing is.

use std::collections::BinaryHeap;

use crate::model::{Episode, Timing, Turn};
use crate::text::unit_ranges_utf16;
use crate::time::Millis;

/// How long a statistic counts as being said, from the first of its words.
pub const SAID_FOR: Millis = Millis(5000);

/// A step function of time: the index of what is active, if anything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepFunction {
    /// When it changes, ascending; `active` holds from then until the next.
    steps: Vec<(Millis, Option<u32>)>,
}

impl StepFunction {
    /// Builds it from spans `start..end` in ascending order of start. Where spans overlap, the one that started last is
    /// active; when it ends, the one before that still lasts. Empty spans are never active.
    pub fn from_spans(spans: impl IntoIterator<Item = (Millis, Millis)>) -> Self {
        let mut steps = Self::default();
        // Spans that have started and may still be active: the latest last. One that ends before a later
        // one can never surface again, so ends on the stack need not be ordered: ended ones are skipped.
        let mut open: Vec<(u32, Millis)> = Vec::new();
        for (index, (start, end)) in spans.into_iter().enumerate() {
            steps.close(&mut open, start);
            if end > start {
                open.push((index as u32, end));
                steps.push(start, Some(index as u32));
            }
        }
        steps.close(&mut open, Millis::MAX);
        steps
    }

    /// Ends the open spans that end by `until`.
    fn close(&mut self, open: &mut Vec<(u32, Millis)>, until: Millis) {
        while let Some(&(_, end)) = open.last().filter(|(_, end)| *end <= until) {
            // Those below that have ended as well never surface.
            while open.last().is_some_and(|(_, other)| *other <= end) {
                open.pop();
            }
            self.push(end, open.last().map(|(index, _)| *index));
        }
    }

    fn push(&mut self, at: Millis, active: Option<u32>) {
        match self.steps.last_mut() {
            Some(last) if last.0 == at => last.1 = active,
            _ => self.steps.push((at, active)),
        }
    }

    /// Returns the index of what is active at a time.
    pub fn at(&self, time: Millis) -> Option<usize> {
        let after = self.steps.partition_point(|(at, _)| *at <= time);
        self.steps[..after].last().and_then(|(_, active)| active.map(|i| i as usize))
    }

    /// Returns the time of the next change, strictly after `time`.
    pub fn next_change(&self, time: Millis) -> Option<Millis> {
        self.steps.get(self.steps.partition_point(|(at, _)| *at <= time)).map(|(at, _)| *at)
    }
}

/// Everything that is active in one episode, over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Where everything ends.
    pub end: Millis,
    chapters: StepFunction,
    turns: StepFunction,
    /// Per turn: the absolute start of each unit of its text; empty where the words are not timed.
    units: Vec<Vec<Millis>>,
    /// Figures being said: (start, statistic), by start. Each lasts for [`SAID_FOR`].
    figures: Vec<(Millis, u32)>,
}

impl Timeline {
    /// Builds the timeline of an episode.
    pub fn new(episode: &Episode) -> Self {
        let end = episode.end();
        let starts: Vec<Millis> = episode.chapters.iter().map(|c| c.start).collect();
        let chapters = starts.iter().enumerate().map(|(i, &start)| {
            // The last one lasts as long as anything does: a recording may run on past the page's length.
            (start, starts.get(i + 1).copied().unwrap_or(Millis::MAX))
        });
        let turns = &episode.transcript.turns;
        let spans: Vec<_> = turn_spans(episode, end).collect();
        let mut units = Vec::new();
        for (index, turn) in turns.iter().enumerate() {
            units.push(unit_starts(turn, spans.get(index).map_or(end, |span| span.1)));
        }
        // Sorted by a heap: a twentieth of the code that a slice's own sort brings to the widget.
        let figures: BinaryHeap<_> = episode
            .statistics
            .iter()
            .enumerate()
            .flat_map(|(i, s)| s.mentions.iter().map(move |m| (m.start, i as u32)))
            .collect();
        Self {
            end,
            chapters: StepFunction::from_spans(chapters),
            turns: StepFunction::from_spans(spans),
            units,
            figures: figures.into_sorted_vec(),
        }
    }

    /// Returns the chapter that is active at `time`.
    pub fn chapter(&self, time: Millis) -> Option<usize> {
        self.chapters.at(time)
    }

    /// Returns the turn that is active at `time`: the last one that started and still lasts.
    pub fn turn(&self, time: Millis) -> Option<usize> {
        self.turns.at(time)
    }

    /// Returns the unit of a turn's text that is active at `time`; see [`unit_ranges_utf16`]. A
    /// unit lasts until the next one starts.
    pub fn unit(&self, turn: usize, time: Millis) -> Option<usize> {
        self.units.get(turn)?.partition_point(|start| *start <= time).checked_sub(1)
    }

    /// Returns whether a statistic is being said at `time`.
    pub fn is_said(&self, statistic: usize, time: Millis) -> bool {
        self.figures_around(time).any(|index| index as usize == statistic)
    }

    /// Returns the time at which something changes next, strictly after `time`.
    pub fn next_change(&self, time: Millis) -> Option<Millis> {
        let unit = self.turn(time).and_then(|turn| {
            let starts = &self.units[turn];
            starts.get(starts.partition_point(|start| *start <= time)).copied()
        });
        let started = self.figures.partition_point(|(start, ..)| *start <= time);
        let figure = self.figures.get(started).map(|(start, ..)| *start);
        let ends = self.figures[..started].iter().rev().map(|(start, _)| *start + SAID_FOR);
        let figure_end = ends.take_while(|end| *end > time).last();
        [self.chapters.next_change(time), self.turns.next_change(time), unit, figure, figure_end]
            .into_iter()
            .flatten()
            .min()
    }

    /// Returns the start of a unit, or the start of its turn where words are not timed; `None` where neither is.
    pub fn unit_start(&self, episode: &Episode, turn: usize, unit: usize) -> Option<Millis> {
        self.units.get(turn)?.get(unit).copied().or_else(|| episode.transcript.turns.get(turn)?.start)
    }

    /// The statistics whose mention covers a time. All last equally long, so those that still do are the
    /// last ones to have started.
    fn figures_around(&self, time: Millis) -> impl Iterator<Item = u32> {
        let started = self.figures.partition_point(|(start, ..)| *start <= time);
        self.figures[..started]
            .iter()
            .rev()
            .take_while(move |(start, _)| *start + SAID_FOR > time)
            .map(|(_, i)| *i)
    }
}

/// Returns the start of each unit of a turn: its own, else those of a word share its time, until the next word or the
/// turn's end.
pub(crate) fn unit_starts(turn: &Turn, end: Millis) -> Vec<Millis> {
    let mut starts = Vec::new();
    let Some(start) = turn.start else { return starts };
    for &offset in &turn.words {
        starts.push(start + Millis(offset));
    }
    let ranges = if turn.text.is_ascii() { Vec::new() } else { unit_ranges_utf16(&turn.text) };
    if ranges.is_empty() || ranges.len() == starts.len() {
        return starts;
    }
    let mut units = Vec::new();
    for (word, of_word) in ranges.chunk_by(|a, b| a.end == b.start).enumerate() {
        let Some(&from) = starts.get(word) else { break };
        let until = starts.get(word + 1).copied().unwrap_or(end).max(from);
        for unit in 0..of_word.len() {
            let after = u64::from((until - from).0) * unit as u64 / of_word.len() as u64;
            units.push(from + Millis(after as u32));
        }
    }
    units
}

/// Returns the span of each turn; empty where it has no time.
pub fn turn_spans(episode: &Episode, end: Millis) -> impl Iterator<Item = (Millis, Millis)> {
    let turns = &episode.transcript.turns;
    let timed = episode.transcript.timing != Timing::None;
    turns.iter().enumerate().map(move |(i, turn)| match turn.start.filter(|_| timed) {
        None => (Millis::ZERO, Millis::ZERO),
        Some(start) => {
            let next = || turns[i + 1..].iter().find_map(|t| t.start).unwrap_or(end.max(start + Millis(1)));
            (start, turn.end.unwrap_or_else(next))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Chapter, Mention, Statistic, Transcript};

    const fn ms(millis: u32) -> Millis {
        Millis(millis)
    }

    fn turn(start: u32, end: Option<u32>, words: &[u32]) -> Turn {
        Turn { start: Some(ms(start)), end: end.map(Millis), words: words.to_vec(), ..Turn::default() }
    }

    fn episode() -> Episode {
        let chapter = |start| Chapter { start: ms(start), ..Chapter::default() };
        let mention = |start| Mention { turn: 0, word: 0, start: ms(start) };
        Episode {
            duration: Some(ms(60_000)),
            chapters: vec![chapter(0), chapter(30_000)],
            statistics: vec![
                Statistic { mentions: vec![mention(10_000)], ..Statistic::default() },
                Statistic { mentions: vec![mention(12_000), mention(13_000)], ..Statistic::default() },
            ],
            transcript: Transcript {
                timing: Timing::Captions,
                turns: vec![
                    turn(1_000, Some(10_000), &[0, 500, 500]),
                    turn(12_000, None, &[]),
                    turn(20_000, None, &[0, 4_000]),
                ],
                ..Transcript::default()
            },
            ..Episode::default()
        }
    }

    #[test]
    fn a_boundary_belongs_to_what_starts_there() {
        let t = Timeline::new(&episode());
        assert_eq!([0, 29_999, 30_000].map(|at| t.chapter(ms(at))), [Some(0), Some(0), Some(1)]);
        assert_eq!([19_999, 20_000].map(|at| t.turn(ms(at))), [Some(1), Some(2)]);
    }

    #[test]
    fn before_the_first_in_a_gap_and_after_the_last_no_turn_is_active() {
        let t = Timeline::new(&episode());
        assert_eq!([0, 999, 10_000, 11_999, 60_000].map(|at| t.turn(ms(at))), [None; 5]);
        assert_eq!(
            [1_000, 9_999, 12_000, 59_999].map(|at| t.turn(ms(at))),
            [Some(0), Some(0), Some(1), Some(2)]
        );
    }

    #[test]
    fn the_last_chapter_runs_on_past_the_pages_length() {
        assert_eq!(Timeline::new(&episode()).chapter(ms(70_000)), Some(1));
    }

    #[test]
    fn a_word_lasts_until_the_next_and_of_equal_starts_the_last_wins() {
        let t = Timeline::new(&episode());
        assert_eq!(
            [999, 1_000, 1_499, 1_500, 9_000].map(|at| t.unit(0, ms(at))),
            [None, Some(0), Some(0), Some(2), Some(2)]
        );
        assert_eq!(t.unit(1, ms(13_000)), None, "its words are not timed");
    }

    #[test]
    fn the_characters_of_a_word_without_blanks_share_its_time() {
        let mut episode = episode();
        episode.transcript.turns[0].text = "海は青い a b".into();
        let t = Timeline::new(&episode);
        // From 1 s to 1.5 s, where the next words start, which last until the turn ends.
        let starts: Vec<_> =
            (0..7).map(|unit| t.unit_start(&episode, 0, unit).map(|start| start.0)).collect();
        assert_eq!(starts, [1000, 1125, 1250, 1375, 1500, 1500, 1000].map(Some));
        assert_eq!([1_130, 1_400].map(|at| t.unit(0, ms(at))), [Some(1), Some(3)]);
        assert_eq!(t.next_change(ms(1_130)), Some(ms(1_250)));
    }

    #[test]
    fn characters_with_times_of_their_own_have_these() {
        let mut episode = episode();
        episode.transcript.turns[0].text = "海は、青い a".into();
        episode.transcript.turns[0].words = vec![0, 400, 500, 900, 2_000];
        let t = Timeline::new(&episode);
        let starts: Vec<_> =
            (0..5).map(|unit| t.unit_start(&episode, 0, unit).map(|start| start.0)).collect();
        assert_eq!(starts, [1000, 1400, 1500, 1900, 3000].map(Some));
    }

    #[test]
    fn an_interruption_ends_and_the_turn_around_it_is_active_again() {
        let steps =
            StepFunction::from_spans([(ms(0), ms(10)), (ms(3), ms(5)), (ms(4), ms(12)), (ms(20), ms(20))]);
        let active: Vec<_> = [0, 3, 4, 9, 10, 11, 12, 20].map(|at| steps.at(ms(at))).into();
        assert_eq!(active, [Some(0), Some(1), Some(2), Some(2), Some(2), Some(2), None, None]);
    }

    #[test]
    fn figures_are_lit_while_they_are_said() {
        let t = Timeline::new(&episode());
        let said = |at| [0, 1].map(|statistic| t.is_said(statistic, ms(at)));
        assert_eq!(said(12_500), [true, true]);
        assert_eq!(said(15_000), [false, true]);
        assert_eq!(said(18_000), [false, false]);
    }

    #[test]
    fn a_transcript_without_times_is_never_active() {
        let mut episode = episode();
        episode.transcript.timing = Timing::None;
        assert_eq!(Timeline::new(&episode).turn(ms(5_000)), None);
    }

    proptest::proptest! {
        #[test]
        fn lookup_agrees_with_a_scan_over_all_spans(mut spans in proptest::collection::vec((0u32..200, 0u32..50), 0..40), at in 0u32..260) {
            spans.sort_by_key(|s| s.0);
            let spans: Vec<_> = spans.into_iter().map(|(s, len)| (ms(s), ms(s + len))).collect();
            let scan = spans.iter().rposition(|(s, e)| *s <= ms(at) && ms(at) < *e);
            let steps = StepFunction::from_spans(spans.clone());
            proptest::prop_assert_eq!(steps.at(ms(at)), scan);
            // Nothing changes before the change that was announced.
            let next = steps.next_change(ms(at)).map_or(260, |m| m.0);
            for later in at..next {
                proptest::prop_assert_eq!(steps.at(ms(later)), scan);
            }
        }

        #[test]
        fn nothing_changes_before_the_next_change(at in 0u32..70_000, step in 0.0f64..1.0) {
            let t = Timeline::new(&episode());
            let next = t.next_change(ms(at)).map_or(70_000, |m| m.0);
            let between = at + (f64::from(next.saturating_sub(at + 1)) * step) as u32;
            let active = |at: Millis| {
                let turn = t.turn(at);
                let unit = turn.and_then(|turn| t.unit(turn, at));
                (t.chapter(at), turn, unit, [0, 1].map(|statistic| t.is_said(statistic, at)))
            };
            proptest::prop_assert_eq!(active(ms(at)), active(ms(between)));
        }
    }
}
