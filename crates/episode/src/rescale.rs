//! Rescales estimated times to the length of the recording.
//!
//! A page says "14 minutes"; the recording lasts 14:37. The starts of chapters come from the page and stay; times
//! after the start of the last chapter are stretched or compressed.

use crate::model::{Episode, Timing, Transcript};
use crate::time::Millis;

/// Up to this difference, two lengths count as equal.
const TOLERANCE: Millis = Millis::from_secs(1);

impl Episode {
    /// Returns the episode with its estimated times rescaled to the length of the recording. `None` where the times
    /// are not estimated, the page gives the same length or none, or the recording is another cut: the part after the
    /// start of the last chapter is less than half, or more than twice, as long as on the page.
    #[must_use]
    pub fn rescaled_to(&self, length: Millis) -> Option<Self> {
        let page = self.duration?;
        let fixed = self.chapters.last().map_or(Millis::ZERO, |chapter| chapter.start);
        let (before, after) = (page - fixed, length - fixed);
        let is_near = after + after >= before && before + before >= after;
        let differs = page.0.abs_diff(length.0) > TOLERANCE.0;
        let is_estimated = |transcript: &Transcript| transcript.timing == Timing::Estimated;
        let any_is = is_estimated(&self.transcript) || self.translations.iter().any(is_estimated);
        if !any_is || !differs || !is_near || before == Millis::ZERO {
            return None;
        }
        let rescale = |time: Millis| match time.0.checked_sub(fixed.0) {
            None => time,
            Some(since) => {
                let stretched = u64::from(since) * u64::from(after.0) / u64::from(before.0);
                fixed + Millis(u32::try_from(stretched).unwrap_or(u32::MAX))
            }
        };
        let mut rescaled = self.clone();
        rescaled.duration = Some(length);
        let stretch = |transcript: &mut Transcript| {
            if !is_estimated(transcript) {
                return;
            }
            for turn in &mut transcript.turns {
                let Some(start) = turn.start else { continue };
                for word in &mut turn.words {
                    *word = (rescale(start + Millis(*word)) - rescale(start)).0;
                }
                turn.start = Some(rescale(start));
                turn.end = turn.end.map(rescale);
            }
        };
        rescaled.translations.iter_mut().for_each(stretch);
        stretch(&mut rescaled.transcript);
        // Figures are said in the episode's own transcript.
        if is_estimated(&self.transcript) {
            for mention in rescaled.statistics.iter_mut().flat_map(|statistic| &mut statistic.mentions) {
                mention.start = rescale(mention.start);
            }
        }
        Some(rescaled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Chapter, Mention, Statistic, Turn};

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
        let rescaled = episode().rescaled_to(Millis(120_000)).expect("it differs");
        let turns = &rescaled.transcript.turns;
        assert_eq!((turns[0].start, &turns[0].words[..]), (Some(Millis(10_000)), &[0, 500][..]));
        assert_eq!((turns[1].start, &turns[1].words[..]), (Some(Millis(75_000)), &[0, 15_000][..]));
        assert_eq!(turns[2].words, [0, 25_000], "a turn across the chapter's start");
        assert_eq!(rescaled.statistics[0].mentions[0].start, Millis(90_000));
        assert_eq!((rescaled.chapters, rescaled.duration), (episode().chapters, Some(Millis(120_000))));
    }

    #[test]
    fn of_several_transcripts_those_with_estimated_times_are_stretched() {
        let own = episode();
        let mut exact = own.transcript.clone();
        exact.timing = Timing::Captions;
        let with = |transcript: &Transcript, translation: &Transcript| {
            let (transcript, translations) = (transcript.clone(), vec![translation.clone()]);
            Episode { transcript, translations, ..own.clone() }
                .rescaled_to(Millis(120_000))
                .expect("it differs")
        };
        let stretched = own.rescaled_to(Millis(120_000)).expect("it differs");
        let both = with(&own.transcript, &own.transcript);
        assert_eq!((&both.transcript, &both.translations[0]), (&stretched.transcript, &stretched.transcript));
        let only_translation = with(&exact, &own.transcript);
        assert_eq!(only_translation.translations[0], stretched.transcript);
        assert_eq!(
            (only_translation.transcript, only_translation.statistics),
            (exact, own.statistics.clone())
        );
    }

    #[test]
    fn exact_times_the_same_length_and_another_cut_are_left_alone() {
        let mut exact = episode();
        exact.transcript.timing = Timing::Captions;
        assert_eq!(exact.rescaled_to(Millis(120_000)), None);
        for length in [100_000, 100_900, 79_000, 141_000, 30_000] {
            assert_eq!(episode().rescaled_to(Millis(length)), None, "{length}");
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
            if let Some(rescaled) = episode.rescaled_to(Millis(length)) {
                let starts: Vec<_> = rescaled.transcript.turns.iter().filter_map(|t| t.start).collect();
                proptest::prop_assert!(starts.is_sorted());
                proptest::prop_assert!(starts.iter().all(|start| start.0 <= length));
            }
        }
    }
}
