//! Estimated times, fitted to the length that the recording turns out to have.
//!
//! A page says "14 minutes"; the recording has 14:37. Where chapters start is told by the page and stays; what was
//! spread from the last chapter to the end is spread anew.

use crate::model::{Episode, Timing};
use crate::time::Millis;

/// A difference that is not worth it.
const SAME: Millis = Millis::from_secs(1);

impl Episode {
    /// The episode with its estimated times fitted to the recording's own length. `None` where that changes nothing:
    /// the times are no estimates, the page told the same, or the recording is another cut altogether (less than
    /// half, or more than twice of what the page told).
    #[must_use]
    pub fn fitted(&self, length: Millis) -> Option<Self> {
        let told = self.duration?;
        let fixed = self.chapters.last().map_or(Millis::ZERO, |chapter| chapter.start);
        let (before, after) = (told - fixed, length - fixed);
        let is_near = after + after >= before && before + before >= after;
        let differs = told.0.abs_diff(length.0) > SAME.0;
        if self.transcript.timing != Timing::Estimated || !differs || !is_near || before == Millis::ZERO {
            return None;
        }
        let fit = |time: Millis| match time.0.checked_sub(fixed.0) {
            None => time,
            Some(since) => {
                let stretched = u64::from(since) * u64::from(after.0) / u64::from(before.0);
                fixed + Millis(u32::try_from(stretched).unwrap_or(u32::MAX))
            }
        };
        let mut fitted = self.clone();
        fitted.duration = Some(length);
        for turn in &mut fitted.transcript.turns {
            let Some(start) = turn.start else { continue };
            turn.words.iter_mut().for_each(|word| *word = (fit(start + Millis(*word)) - fit(start)).0);
            turn.start = Some(fit(start));
            turn.end = turn.end.map(fit);
        }
        for mention in fitted.statistics.iter_mut().flat_map(|statistic| &mut statistic.mentions) {
            mention.start = fit(mention.start);
        }
        Some(fitted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Chapter, Mention, Statistic, Transcript, Turn};

    fn episode() -> Episode {
        let turn = |start, words: &[u32]| Turn {
            start: Some(Millis(start)),
            words: words.to_vec(),
            ..Turn::default()
        };
        let chapter = |start| Chapter { start: Millis(start), title: "C".into(), url: None };
        Episode {
            duration: Some(Millis(100_000)),
            chapters: vec![chapter(0), chapter(60_000)],
            statistics: vec![Statistic {
                mentions: vec![Mention { turn: 1, word: 1, start: Millis(80_000) }],
                ..Statistic::default()
            }],
            transcript: Transcript {
                timing: Timing::Estimated,
                turns: vec![turn(10_000, &[0, 500]), turn(70_000, &[0, 10_000]), turn(50_000, &[0, 20_000])],
                ..Transcript::default()
            },
            ..Episode::default()
        }
    }

    #[test]
    fn what_stands_after_the_last_chapter_is_stretched_and_nothing_else() {
        let fitted = episode().fitted(Millis(120_000)).expect("it differs");
        let turns = &fitted.transcript.turns;
        assert_eq!((turns[0].start, &turns[0].words[..]), (Some(Millis(10_000)), &[0, 500][..]));
        assert_eq!((turns[1].start, &turns[1].words[..]), (Some(Millis(75_000)), &[0, 15_000][..]));
        assert_eq!(turns[2].words, [0, 25_000], "a turn across the chapter's start");
        assert_eq!(fitted.statistics[0].mentions[0].start, Millis(90_000));
        assert_eq!((fitted.chapters, fitted.duration), (episode().chapters, Some(Millis(120_000))));
    }

    #[test]
    fn exact_times_the_same_length_and_another_cut_are_left_alone() {
        let mut exact = episode();
        exact.transcript.timing = Timing::Captions;
        assert_eq!(exact.fitted(Millis(120_000)), None);
        for length in [100_000, 100_900, 79_000, 141_000, 30_000] {
            assert_eq!(episode().fitted(Millis(length)), None, "{length}");
        }
    }

    proptest::proptest! {
        #[test]
        fn time_never_goes_back_nor_past_the_end(length in 80_000u32..140_000, times in proptest::collection::vec(0u32..100_000, 2..20)) {
            let mut episode = episode();
            let mut times = times;
            times.sort_unstable();
            episode.transcript.turns =
                times.iter().map(|t| Turn { start: Some(Millis(*t)), ..Turn::default() }).collect();
            if let Some(fitted) = episode.fitted(Millis(length)) {
                let starts: Vec<_> = fitted.transcript.turns.iter().filter_map(|t| t.start).collect();
                proptest::prop_assert!(starts.is_sorted());
                proptest::prop_assert!(starts.iter().all(|start| start.0 <= length));
            }
        }
    }
}
