//! When each word is said, where only some times are known: what the page's times and its chapters leave open
//! flows by what speech takes.

mod openings;

use episode::text::{units, units_of_words};
use episode::{Chapter, Millis, Timing, Transcript, Turn};

use crate::sections::turns::Spoken;
use crate::timing::speech;
use openings::Anchor;

/// How long the last chapter lasts at least, where a page does not say how long the episode is.
const LAST_CHAPTER: Millis = Millis::from_secs(30);

/// How long nobody speaks where turns change, in milliseconds: between the 200 of conversation in many languages
/// (Stivers and others, 2009) and the 1,500 where a moderator calls the next speaker. Rests at stops and commas
/// count for nothing over minutes.
const TURN: u64 = 1000;
/// How many words the shorter of two turns has for all of that. Who only says "yes" speaks into a rest.
const INTERJECTION: u64 = 40;

/// How much of a recording goes before the first word, and after the last: never over a hundredth of it.
const BEFORE: Millis = Millis::from_secs(2);
const AFTER: Millis = Millis::from_secs(1);

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
    let (weights, firsts, usual) = weigh(turns);
    let words = weights.len() - 1;
    let spoken = u32::try_from(usual).unwrap_or(u32::MAX);
    let least = chapters.last().map_or(Millis::ZERO, |c| c.start + LAST_CHAPTER);
    let end = duration.unwrap_or(Millis(spoken).max(least));
    let written = written(turns, &firsts);
    let first_guess = interpolate(&weights, &bounded(&written, words, end));
    let opened = openings::find(turns, chapters, &first_guess, end);
    let times = interpolate(&weights, &bounded(&merged(&written, &opened), words, end));
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
    Transcript {
        timing: Timing::Estimated,
        turns: turns.iter().enumerate().map(of_turn).collect(),
        ..Transcript::default()
    }
}

/// What it takes to say all words before each, and before the end; the index of each turn's first word; and how long all
/// of it usually takes. A word is a [unit](episode::text::units).
fn weigh(turns: &[Spoken]) -> (Vec<u64>, Vec<usize>, u64) {
    let mut usual = 0;
    let mut before = vec![0];
    let mut firsts = vec![0];
    let mut sum = 0;
    let mut latest = 0;
    for turn in turns {
        let texts = units(&turn.text);
        let said = speech::spoken(&texts);
        // A mark takes no time: <crosstalk>, [inaudible].
        let is_mark = |(text, said): (&&str, &Vec<String>)| said.is_empty() && text.starts_with(['<', '[']);
        let marks: Vec<bool> = texts.iter().zip(&said).map(is_mark).collect();
        let count = marks.iter().filter(|is_mark| !**is_mark).count() as u64;
        sum += TURN * count.min(latest).min(INTERJECTION) / INTERJECTION;
        before.pop();
        before.push(sum);
        for (said, is_mark) in said.iter().zip(marks) {
            if !is_mark {
                sum += u64::from(speech::share(said));
                usual += u64::from(speech::usual(said));
            }
            before.push(sum);
        }
        if count > 0 {
            latest = count;
        }
        firsts.push(before.len() - 1);
    }
    (before, firsts, usual)
}

/// The times that are written in the transcript, without those that go back.
fn written(turns: &[Spoken], firsts: &[usize]) -> Vec<Anchor> {
    let mut out: Vec<Anchor> = Vec::new();
    for (turn, first) in turns.iter().zip(firsts) {
        // The times stand before words between blanks.
        let mut counts = units_of_words(&turn.text);
        let (mut words, mut unit) = (0, 0);
        for (word, time) in &turn.anchors {
            unit += counts.by_ref().take(word.saturating_sub(words)).sum::<u32>() as usize;
            words = words.max(*word);
            if out.last().is_none_or(|(_, latest)| time >= latest) {
                out.push((first + unit, *time));
            }
        }
    }
    out
}

/// Anchors, and those of others that do not contradict them.
fn merged(sure: &[Anchor], others: &[Anchor]) -> Vec<Anchor> {
    let agrees = |(word, time): &&Anchor| {
        let next = sure.partition_point(|(w, _)| w < word);
        sure[..next].last().is_none_or(|(_, before)| before < time)
            && sure.get(next).is_none_or(|(w, after)| w > word && after > time)
    };
    let mut out: Vec<Anchor> = sure.iter().chain(others.iter().filter(agrees)).copied().collect();
    out.sort_unstable();
    out
}

/// Anchors, with the start and the end of speech where they leave them open.
fn bounded(anchors: &[Anchor], words: usize, end: Millis) -> Vec<Anchor> {
    let (before, after) = (BEFORE.0.min(end.0 / 100), AFTER.0.min(end.0 / 100));
    let mut out = anchors.to_vec();
    if out.first().is_none_or(|(word, _)| *word > 0) {
        let first = out.first().map_or(end, |(_, time)| *time);
        out.insert(0, (0, Millis(before).min(first)));
    }
    let last = out.last().map_or(Millis::ZERO, |(_, time)| *time);
    out.push((words, end.saturating_sub(Millis(after)).max(last)));
    out
}

fn interpolate(weights: &[u64], anchors: &[Anchor]) -> Vec<Millis> {
    let mut next = 1;
    let at = |(word, weight): (usize, &u64)| {
        while next + 1 < anchors.len() && anchors[next].0 <= word {
            next += 1;
        }
        let ((first, start), (last, end)) = (anchors[next - 1], anchors[next]);
        let (from, to) = (weights[first], weights[last.min(weights.len() - 1)]);
        let span = u64::from((end - start).0);
        let share = (weight.saturating_sub(from) * span).checked_div(to.saturating_sub(from)).unwrap_or(0);
        start + Millis(u32::try_from(share.min(span)).expect("not over a span of 32 bits"))
    };
    weights.iter().enumerate().map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(text: &str, anchors: &[(usize, u32)]) -> Spoken {
        let anchors = anchors.iter().map(|(w, t)| (*w, Millis(*t))).collect();
        Spoken { text: text.into(), anchors, ..Spoken::default() }
    }

    fn starts(turns: &[Spoken], duration: Option<u32>) -> Vec<u32> {
        starts_with(turns, &[], duration)
    }

    fn starts_with(turns: &[Spoken], chapters: &[Chapter], duration: Option<u32>) -> Vec<u32> {
        let transcript = timed(turns, chapters, duration.map(Millis), |_| None);
        transcript.turns.iter().map(|t| t.start.expect("estimated").0).collect()
    }

    #[test]
    fn words_are_spread_over_the_duration_by_what_they_take() {
        let turns = [spoken("aa bb aaaaaaaabbbb um cc", &[])];
        let words = &timed(&turns, &[], Some(Millis(10_000)), |_| None).turns[0].words;
        let lengths: Vec<u32> = words.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(lengths[0].abs_diff(lengths[1]) <= 1, "{lengths:?}");
        assert!(lengths[0] < lengths[2] && lengths[2] < lengths[3], "{lengths:?}");
    }

    #[test]
    fn a_change_of_turns_takes_time_and_a_word_in_between_does_not() {
        let long = vec!["word"; 100].join(" ");
        // How much longer the last word of a turn takes than the one before it.
        let rest = |next: &str| {
            let turns = [spoken(&long, &[]), spoken(next, &[])];
            let turns = timed(&turns, &[], Some(Millis(60_000)), |_| None).turns;
            let next = turns[1].start.expect("estimated") - turns[0].start.expect("estimated");
            next.0 - turns[0].words[99] - (turns[0].words[99] - turns[0].words[98])
        };
        let (change, yes) = (rest(&long), rest("Yes."));
        assert!(change > 800 && yes < 100, "{change} {yes}");
    }

    #[test]
    fn a_written_time_holds_and_one_that_goes_back_does_not() {
        let turns = [spoken("a b", &[]), spoken("c d", &[(0, 9_000)]), spoken("e f", &[(0, 3_000)])];
        let starts = starts(&turns, Some(10_000));
        assert_eq!(starts[1], 9_000);
        assert!((9_000..10_000).contains(&starts[2]), "{starts:?}");
    }

    #[test]
    fn without_a_duration_speech_takes_its_time() {
        let text = vec!["word"; 155].join(" ");
        let last = timed(&[spoken(&text, &[])], &[], None, |_| None).turns[0].words[154];
        assert!((58_000..60_000).contains(&last), "{last}");
    }

    #[test]
    fn a_chapter_starts_where_its_title_is_said() {
        let filler = |n: usize| (0..n).map(|i| format!("filler{i}")).collect::<Vec<_>>().join(" ");
        let turns = [
            spoken(&filler(80), &[]),
            spoken("Now for Boat seven and its sails.", &[]),
            spoken(&filler(80), &[]),
        ];
        let chapter = |start, title: &str| Chapter { start: Millis(start), title: title.into(), url: None };
        let chapters =
            [chapter(0, "Filler"), chapter(50_000, "Boat7: the sails"), chapter(70_000, "Nowhere")];
        let transcript = timed(&turns, &chapters, Some(Millis(100_000)), |_| None);
        assert_eq!(transcript.turns[1].start, Some(Millis(50_000)));
    }

    #[test]
    fn times_never_go_back_whatever_the_page_says() {
        let turns = [spoken("Tides rise.", &[(0, 5_000), (1, 4_000)]), spoken("Boats sail.", &[(1, 90_000)])];
        let chapters = [Chapter { start: Millis(80_000), title: "Tides rise".into(), url: None }];
        let starts = starts_with(&turns, &chapters, Some(60_000));
        assert!(starts.is_sorted(), "{starts:?}");
    }
}
