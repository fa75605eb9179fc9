//! When each word is said, where only some times are known: words are spread evenly, by their length,
//! between the times that the page gives.

use episode::{Chapter, Millis, Timing, Transcript, Turn};

use crate::turns::Spoken;

/// How fast people talk, where a page gives no time at all: 155 words a minute, the middle of what is
/// measured for English conversation (150 to 160).
const MILLIS_PER_WORD: u64 = 60_000 / 155;

/// How long the last chapter lasts at least, where a page does not say how long the episode is.
const LAST_CHAPTER: Millis = Millis::from_secs(30);

/// Gives each turn its start and its words' offsets.
///
/// `speaker` finds a speaker's index. `duration` is the page's; without it the speech is as long as its words
/// take, but ends after the last chapter has begun.
pub(crate) fn timed(
    turns: &[Spoken],
    chapters: &[Chapter],
    duration: Option<Millis>,
    speaker: impl Fn(&str) -> Option<usize>,
) -> Transcript {
    if turns.is_empty() {
        return Transcript::default();
    }
    let (weights, firsts) = weigh(turns);
    let total = weights.last().copied().unwrap_or(0);
    let spoken =
        u32::try_from(firsts.last().copied().unwrap_or(0) as u64 * MILLIS_PER_WORD).unwrap_or(u32::MAX);
    let least = chapters.last().map_or(Millis::ZERO, |c| c.start + LAST_CHAPTER);
    let end = duration.unwrap_or(Millis(spoken).max(least));
    let anchors = anchors(turns, &firsts, &weights, end, total);
    let times = interpolate(&weights, &anchors);
    let of_turn = |(i, turn): (usize, &Spoken)| {
        let words = &times[firsts[i]..firsts[i + 1]];
        let start = words.first().copied().unwrap_or_default();
        Turn {
            speaker: turn.speaker.as_deref().and_then(&speaker),
            start: Some(start),
            end: None,
            text: turn.text.clone(),
            words: words.iter().map(|w| (*w - start).0).collect(),
            estimated: true,
        }
    };
    Transcript { timing: Timing::Estimated, turns: turns.iter().enumerate().map(of_turn).collect() }
}

/// How much is said before each word, and after the last; and the index of each turn's first word.
/// A word weighs its letters and digits and a little for itself; a full stop, a pause.
fn weigh(turns: &[Spoken]) -> (Vec<u64>, Vec<usize>) {
    let mut before = vec![0];
    let mut firsts = vec![0];
    let mut sum = 0;
    for turn in turns {
        for word in episode::text::words(&turn.text) {
            let letters = word.chars().filter(|c| c.is_alphanumeric()).count() as u64;
            let pause = if word.ends_with(['.', '?', '!', ':', ';']) { 3 } else { 0 };
            sum += letters + 2 + pause;
            before.push(sum);
        }
        firsts.push(before.len() - 1);
    }
    (before, firsts)
}

/// What is known: (weight before, time), both rising.
fn anchors(
    turns: &[Spoken],
    firsts: &[usize],
    weights: &[u64],
    end: Millis,
    total: u64,
) -> Vec<(u64, Millis)> {
    let mut out = vec![(0, Millis::ZERO)];
    for (turn, first) in turns.iter().zip(firsts) {
        for (word, time) in &turn.anchors {
            let weight = weights.get(first + word).copied().unwrap_or(total);
            let last = out[out.len() - 1];
            if out.len() == 1 && weight == 0 {
                out[0].1 = *time;
            } else if *time >= last.1 && weight >= last.0 {
                out.push((weight, *time));
            }
        }
    }
    let last = out[out.len() - 1];
    out.push((total, end.max(last.1)));
    out
}

fn interpolate(weights: &[u64], anchors: &[(u64, Millis)]) -> Vec<Millis> {
    let mut next = 1;
    let at = |weight: &u64| {
        while next + 1 < anchors.len() && anchors[next].0 <= *weight {
            next += 1;
        }
        let ((from, start), (to, end)) = (anchors[next - 1], anchors[next]);
        let span = u64::from((end - start).0);
        let share = (weight.saturating_sub(from) * span).checked_div(to.saturating_sub(from)).unwrap_or(0);
        start + Millis(u32::try_from(share.min(span)).expect("not over a span of 32 bits"))
    };
    weights.iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(text: &str, anchors: &[(usize, u32)]) -> Spoken {
        let anchors = anchors.iter().map(|(w, t)| (*w, Millis(*t))).collect();
        Spoken { speaker: None, text: text.into(), anchors }
    }

    fn starts(turns: &[Spoken], duration: Option<u32>) -> Vec<u32> {
        let transcript = timed(turns, &[], duration.map(Millis), |_| None);
        transcript.turns.iter().map(|t| t.start.expect("estimated").0).collect()
    }

    #[test]
    fn words_are_spread_over_the_duration() {
        let turns = [spoken("aa bb", &[]), spoken("cc dd", &[])];
        assert_eq!(starts(&turns, Some(8_000)), [0, 4_000]);
        assert_eq!(timed(&turns, &[], Some(Millis(8_000)), |_| None).turns[1].words, [0, 2_000]);
    }

    #[test]
    fn a_written_time_holds_and_one_that_goes_back_does_not() {
        let turns = [spoken("a b", &[]), spoken("c d", &[(0, 9_000)]), spoken("e f", &[(0, 3_000)])];
        assert_eq!(starts(&turns, Some(10_000)), [0, 9_000, 9_500]);
    }

    #[test]
    fn without_a_duration_speech_takes_its_time() {
        assert_eq!(
            starts(&[spoken("a", &[]), spoken("b", &[])], None),
            [0, u32::try_from(MILLIS_PER_WORD).unwrap()]
        );
    }
}
