//! How fast the talk is: words per minute, in steps of equal length.

use episode::{Episode, Millis, Timing};

use crate::count::count;

/// How long a step may be, in seconds.
const LENGTHS: [u32; 9] = [10, 15, 30, 60, 120, 300, 600, 1200, 3600];
/// A step is the shortest of these by which there are at most so many.
const MOST_STEPS: u32 = 30;

/// The pace over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// From 0 to the end, without a gap.
    pub steps: Vec<Step>,
    /// The pace of all steps that have one, pauses included.
    pub average: usize,
}

/// A stretch of the recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it starts.
    pub start: Millis,
    /// Where it ends.
    pub end: Millis,
    /// The words that begin in it.
    pub words: usize,
    /// Words per minute, rounded. `None` where the time of some turn in it is a guess.
    pub pace: Option<usize>,
}

impl Pace {
    /// Returns the index of the step at a time; after the end, that of the last one.
    #[must_use]
    pub fn step_at(&self, time: Millis) -> usize {
        self.steps.partition_point(|step| step.start <= time).saturating_sub(1)
    }

    /// Returns the step with the least pace and that with the greatest, among equal ones the first.
    #[must_use]
    pub fn extremes(&self) -> Option<(Step, Step)> {
        let known = || self.steps.iter().filter(|step| step.pace.is_some()).copied();
        known().min_by_key(|step| step.pace).zip(known().rev().max_by_key(|step| step.pace))
    }
}

/// Computes the pace. `None` where times are not measured.
pub(crate) fn pace(episode: &Episode, spans: &[(Millis, Millis)], end: Millis) -> Option<Pace> {
    if episode.transcript.timing != Timing::Captions {
        return None;
    }
    let times = word_times(episode, spans);
    // Captions may end after the recording: nothing is lost.
    let end = end.max(times.iter().max().map_or(Millis::ZERO, |last| *last + Millis(1)));
    let mut steps = steps(end);
    let at = |steps: &[Step], time| steps.partition_point(|step| step.start <= time) - 1;
    for time in times {
        let step = at(&steps, time);
        steps[step].words += 1;
    }
    steps.iter_mut().for_each(|step| step.pace = Some(per_minute(step.words, step.end - step.start)));
    let guesses = episode.transcript.turns.iter().zip(spans).filter(|(turn, _)| turn.estimated);
    for (_, span) in guesses {
        let around = steps.iter_mut().filter(|step| step.start < span.1 && step.end > span.0);
        around.for_each(|step| step.pace = None);
    }
    let known = || steps.iter().filter(|step| step.pace.is_some());
    let length = known().fold(Millis::ZERO, |sum, step| sum + (step.end - step.start));
    let words = known().map(|step| step.words).sum();
    (words > 0).then(|| Pace { average: per_minute(words, length), steps })
}

/// Divides the time into steps. A rest shorter than half a step belongs to the last one.
fn steps(end: Millis) -> Vec<Step> {
    let is_long_enough = |seconds: &&u32| end.whole_seconds() <= **seconds * MOST_STEPS;
    let length = LENGTHS.iter().find(is_long_enough).unwrap_or(&LENGTHS[LENGTHS.len() - 1]) * 1000;
    let count = ((u64::from(end.0) + u64::from(length) / 2) / u64::from(length)).max(1) as u32;
    let start = |step: u32| if step == count { end } else { Millis(step * length) };
    let step = |index| Step { start: start(index), end: start(index + 1), words: 0, pace: None };
    (0..count).map(step).collect()
}

fn per_minute(words: usize, length: Millis) -> usize {
    let length = u64::from(length.0.max(1));
    ((words as u64 * 60_000 + length / 2) / length) as usize
}

/// Returns when each word begins. Where a transcript gives only times of turns, or of runs of several words, these are
/// spread evenly.
fn word_times(episode: &Episode, spans: &[(Millis, Millis)]) -> Vec<Millis> {
    let mut times = Vec::new();
    for (turn, (start, end)) in episode.transcript.turns.iter().zip(spans) {
        let end = (*end).max(*start);
        if turn.words.is_empty() {
            spread(&mut times, count(&turn.text), *start, end);
            continue;
        }
        let mut parts = turn.timed_parts().peekable();
        while let Some((part, offset)) = parts.next() {
            let end = parts.peek().map_or(end, |(_, next)| *start + Millis(*next));
            spread(&mut times, count(part), *start + Millis(offset), end);
        }
    }
    times
}

fn spread(times: &mut Vec<Millis>, words: usize, start: Millis, end: Millis) {
    let length = u64::from((end - start).0);
    let at = |word: usize| start + Millis((length * word as u64 / words as u64) as u32);
    times.extend((0..words).map(at));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(end: u32) -> Vec<u32> {
        steps(Millis(end)).into_iter().map(|step| (step.end - step.start).0).collect()
    }

    #[test]
    fn steps_are_of_equal_length_but_for_the_last() {
        assert_eq!(lengths(60_000), [10_000; 6]);
        assert_eq!(lengths(64_999), [[10_000; 5].as_slice(), &[14_999]].concat());
        assert_eq!(lengths(65_000), [[10_000; 6].as_slice(), &[5_000]].concat());
        // 24:10, in minutes.
        assert_eq!(lengths(1_450_000), [[60_000; 23].as_slice(), &[70_000]].concat());
        assert_eq!(lengths(3_000), [3_000]);
        assert_eq!(lengths(0), [0]);
        assert!(lengths(u32::MAX).len() < 1200);
    }

    proptest::proptest! {
        #[test]
        fn steps_follow_each_other_to_the_end(end in 0u32..) {
            let steps = steps(Millis(end));
            proptest::prop_assert_eq!((steps[0].start, steps[steps.len() - 1].end), (Millis::ZERO, Millis(end)));
            proptest::prop_assert!(steps.windows(2).all(|two| two[0].end == two[1].start && two[0].start < two[0].end));
        }
    }
}
