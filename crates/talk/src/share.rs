//! Who speaks how much.

use episode::{Episode, Millis, Timing};

/// What one speaker says of the talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index into [`Episode::speakers`]. `None`: turns for which the page names nobody.
    pub speaker: Option<usize>,
    /// The words of this speaker.
    pub words: usize,
    /// Of all words; the per cents of all speakers are 100 together.
    pub percent: usize,
    /// How long the turns of this speaker last together. `None` where they have no times.
    pub time: Option<Millis>,
    /// When this speaker is heard first.
    pub first: Option<Millis>,
}

/// Returns the share of everyone who says a word.
pub(crate) fn shares(episode: &Episode, spans: &[(Millis, Millis)], counts: &[usize]) -> Vec<Share> {
    let time = (episode.transcript.timing != Timing::None).then_some(Millis::ZERO);
    let everyone = (0..episode.speakers.len()).map(Some).chain([None]);
    let silent = |speaker| Share { speaker, words: 0, percent: 0, time, first: None };
    let mut shares: Vec<Share> = everyone.map(silent).collect();
    let nobody = episode.speakers.len();
    for ((turn, (start, end)), words) in episode.transcript.turns.iter().zip(spans).zip(counts) {
        let share = &mut shares[turn.speaker.unwrap_or(nobody)];
        share.words += words;
        share.time = share.time.map(|time| time + (*end - *start));
        share.first = share.first.or(turn.start);
    }
    shares.retain(|share| share.words > 0);
    let percents = percentages(&shares.iter().map(|share| share.words).collect::<Vec<_>>());
    shares.iter_mut().zip(percents).for_each(|(share, percent)| share.percent = percent);
    shares
}

/// Returns whole per cents of a total that are 100 together: what rounding down leaves goes to the largest remainders, and
/// among equal ones to the first.
#[must_use]
pub fn percentages(counts: &[usize]) -> Vec<usize> {
    let total = counts.iter().sum::<usize>().max(1);
    let mut percents: Vec<usize> = counts.iter().map(|count| count * 100 / total).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(counts[*index] * 100 % total));
    let rest = if counts.iter().any(|count| *count > 0) { 100 - percents.iter().sum::<usize>() } else { 0 };
    order.into_iter().take(rest).for_each(|index| percents[index] += 1);
    percents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rounding_leaves_goes_to_the_largest_remainders() {
        assert_eq!(percentages(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(percentages(&[2, 996, 2]), [0, 100, 0]);
        assert_eq!(percentages(&[0, 0]), [0, 0]);
        assert_eq!(percentages(&[]), [0; 0]);
    }

    proptest::proptest! {
        #[test]
        fn per_cents_are_100_together_and_less_than_one_from_the_exact_share(
            counts in proptest::collection::vec(0usize..5000, 1..40),
        ) {
            let percents = percentages(&counts);
            let total: usize = counts.iter().sum();
            proptest::prop_assert_eq!(percents.iter().sum::<usize>(), if total == 0 { 0 } else { 100 });
            for (count, percent) in counts.iter().zip(percents) {
                let exact = *count as f64 * 100.0 / total.max(1) as f64;
                proptest::prop_assert!((exact - percent as f64).abs() < 1.0, "{exact} {percent}");
            }
        }
    }
}
