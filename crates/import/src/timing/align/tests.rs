//! Tests of the alignment.

use super::*;
use episode::Turn;
use proptest::prelude::*;

fn transcript(turns: &[&str]) -> Transcript {
    let turn = |text: &&str| Turn { text: (*text).into(), ..Turn::default() };
    Transcript { turns: turns.iter().map(turn).collect(), ..Transcript::default() }
}

/// Captions of one cue, a word every 300 ms.
fn heard(text: &str, from: u32) -> Cue {
    let words: Vec<Millis> =
        (0..).map(|w| Millis(from + w * 300)).take(text.split_whitespace().count()).collect();
    let end = words.last().copied().unwrap_or_default() + Millis(300);
    Cue { start: Millis(from), end, speaker: None, text: text.into(), words }
}

fn times(transcript: &Transcript) -> Vec<u32> {
    let of = |t: &Turn| t.words.iter().map(move |w| t.start.expect("timed").0 + w).collect::<Vec<_>>();
    transcript.turns.iter().flat_map(of).collect()
}

fn aligned(turns: &[&str], cues: Vec<Cue>) -> Transcript {
    let mut transcript = transcript(turns);
    align(&mut transcript, &Captions { cues });
    transcript
}

#[test]
fn numbers_are_the_same_however_they_are_written() {
    let cues =
        vec![heard("in twenty twenty five boats cost thirty dollars or four point four times that", 0)];
    let aligned = aligned(&["In 2025, boats cost $30,", "or 4.4x that."], cues);
    assert_eq!(times(&aligned), [0, 300, 1_200, 1_500, 1_800, 2_400, 2_700, 3_900]);
    assert_eq!(aligned.timing, Timing::Captions);
    assert!(aligned.turns.iter().all(|t| !t.estimated));
}

#[test]
fn names_may_be_misheard_and_words_run_together() {
    let cues = vec![heard("welcome burner from the weblink crew and craigmore", 1_000)];
    let aligned = aligned(&["Welcome, Berner,", "from the web link crew and Craig Moore."], cues);
    assert_eq!(aligned.turns[1].start, Some(Millis(1_600)));
    assert_eq!(times(&aligned)[7..9], [2_800, 3_100]);
}

#[test]
fn a_turn_that_nobody_heard_lies_between_its_neighbours_and_is_estimated() {
    let cues =
        vec![heard("the tide comes in twice a day", 0), heard("and the boats all go out again", 9_000)];
    let turns = ["The tide comes in twice a day.", "Wow, really?", "And the boats all go out again."];
    let aligned = aligned(&turns, cues);
    let start = aligned.turns[1].start.expect("a time");
    assert!(start > Millis(2_100) && start < Millis(9_000), "{start:?}");
    assert_eq!(aligned.turns.iter().map(|t| t.estimated).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(aligned.turns[2].start, Some(Millis(9_000)));
}

#[test]
fn cues_without_word_times_start_on_time_and_share_theirs() {
    let cue = |start, end, text: &str| Cue {
        start: Millis(start),
        end: Millis(end),
        text: text.into(),
        ..Cue::default()
    };
    let cues = vec![cue(1_000, 3_000, "the tide comes in"), cue(5_000, 8_000, "twice a day they say")];
    let aligned = aligned(&["The tide comes in,", "twice a day, um, they say."], cues);
    assert_eq!(aligned.turns[0].start, Some(Millis(1_000)));
    assert_eq!(aligned.turns[1].start, Some(Millis(5_000)));
    assert!(times(&aligned).iter().all(|t| (1_000..3_000).contains(t) || (5_000..8_000).contains(t)));
}

#[test]
fn captions_of_something_else_change_nothing() {
    let mut transcript = transcript(&["Ebb and flow."]);
    let before = transcript.clone();
    let heard = align(&mut transcript, &Captions { cues: vec![heard("quite another thing", 0)] });
    assert_eq!((heard, transcript), (Heard { words: 0, of: 3 }, before));
}

#[test]
fn two_words_far_from_their_turn_are_not_taken_for_it() {
    let ours = ["The tide comes in twice a day.", "Thank you. And the boats all go out again with it."];
    let other = "thank you for what you said about gulls they are loud birds in the morning";
    let cues = vec![
        heard("the tide comes in twice a day", 0),
        heard(other, 3_000),
        heard("tank u and the boats all go out again with it", 90_000),
    ];
    let start = aligned(&ours, cues).turns[1].start.expect("a time");
    assert!(start > Millis(89_000) && start < Millis(91_000), "{start:?}");
}

/// Chinese text in which no five characters in a row come twice.
fn chinese(from: u32, count: u32) -> String {
    (from..from + count).filter_map(|n| char::from_u32(0x4E00 + n * 7_919 % 2_999)).collect()
}

fn shown(from: u32, to: u32, text: &str) -> Cue {
    Cue { start: Millis(from), end: Millis(to), text: text.into(), words: vec![Millis(from)], speaker: None }
}

#[test]
fn characters_are_aligned_where_words_have_no_blanks() {
    let cues = vec![
        shown(1_000, 3_000, "大家好欢迎收听"),
        shown(5_000, 7_000, "海洋节目今天我们"),
        shown(12_000, 14_000, "谈谈潮汐"),
    ];
    let aligned = aligned(&["大家好！欢迎收听海洋节目。", "今天，我们谈谈潮汐。"], cues);
    let times = times(&aligned);
    assert_eq!(aligned.turns.iter().map(|turn| turn.words.len()).collect::<Vec<_>>(), [11, 8]);
    assert_eq!((times[0], times[7]), (1_000, 5_000));
    assert!((5_900..6_300).contains(&times[11]), "{times:?}");
    assert_eq!(times[15], 12_000);
    assert!(times.is_sorted() && aligned.turns.iter().all(|turn| !turn.estimated));
}

proptest! {
    /// The page has the same text in turns, with marks; the captions are cut anywhere, and lack or mistake some.
    #[test]
    fn each_character_is_where_the_captions_have_it(
        cuts in proptest::collection::vec((2..16u32, 120..240u32), 20..40),
        turns in proptest::collection::vec(10..60u32, 3..10),
        slips in proptest::collection::vec((0..200u32, any::<bool>()), 0..12),
    ) {
        let all: u32 = turns.iter().sum();
        let mut page = Vec::new();
        let mut at = 0;
        for count in &turns {
            let text: Vec<char> = chinese(at, *count).chars().collect();
            page.push(text.chunks(7).map(String::from_iter).collect::<Vec<_>>().join("，") + "。");
            at += count;
        }
        // When each character is said and, where its cue has it, from when to when that lasts.
        let (mut said, mut cues, mut at, mut now) = (Vec::new(), Vec::new(), 0, 1_000);
        for (count, pace) in cuts.iter().cycle() {
            let count = (*count).min(all - at);
            if count == 0 {
                break;
            }
            let mut text = String::new();
            for n in at..at + count {
                // One between two that are not there may be missed.
                let is_there = |n: u32| slips.iter().all(|(slip, _)| *slip != n);
                let is_found = is_there(n) && (is_there(n + 1) || n > 0 && is_there(n - 1));
                said.push((now + (n - at) * pace, is_found.then_some(now..=now + count * pace)));
                match slips.iter().find(|(slip, _)| *slip == n) {
                    Some((_, true)) => text.push('吗'),
                    Some(_) => (),
                    None => text.push_str(&chinese(n, 1)),
                }
            }
            if !text.is_empty() {
                cues.push(shown(now, now + count * pace, &text));
            }
            (at, now) = (at + count, now + count * pace + 500);
        }
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        let times = times(&aligned(&page, cues));
        prop_assert_eq!(times.len(), said.len());
        for (time, (_, cue)) in times.iter().zip(&said) {
            prop_assert!(cue.as_ref().is_none_or(|cue| cue.contains(time)), "{} {:?}", time, cue);
        }
        let mut off: Vec<u32> = times.iter().zip(&said).map(|(time, (said, _))| time.abs_diff(*said)).collect();
        off.sort_unstable();
        prop_assert!(off[off.len() / 2] <= 150 && off[off.len() * 9 / 10] <= 700, "{:?}", off);
    }
}

/// Words from a small vocabulary, so that much repeats.
fn speech_of(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    const WORDS: [&str; 12] =
        ["the", "tide", "boats", "um", "2025", "twenty", "five", "$30", "gulls.", "sail,", "[Music]", "—"];
    let word = (0..WORDS.len()).prop_map(|i| WORDS[i]);
    proptest::collection::vec(word, words).prop_map(|words| words.join(" "))
}

fn cue() -> impl Strategy<Value = Cue> {
    let times = (0..100_000u32, 0..20_000u32, any::<bool>());
    (speech_of(1..12), times).prop_map(|(text, (start, length, by_words))| {
        let mut cue = heard(&text, start);
        if !by_words {
            cue.words.clear();
            cue.end = Millis(start + length);
        }
        cue
    })
}

proptest! {
    #[test]
    fn every_word_has_a_time_and_none_goes_back(
        turns in proptest::collection::vec(speech_of(1..30), 1..12),
        cues in proptest::collection::vec(cue(), 0..20),
    ) {
        let turns: Vec<&str> = turns.iter().map(String::as_str).collect();
        let mut transcript = transcript(&turns);
        align(&mut transcript, &Captions { cues });
        if transcript.timing == Timing::Captions {
            for turn in &transcript.turns {
                prop_assert_eq!(turn.words.len(), text::units(&turn.text).len());
                prop_assert!(turn.end.is_none_or(|end| Some(end) >= turn.start));
            }
            prop_assert!(times(&transcript).is_sorted());
        } else {
            prop_assert!(transcript.turns.iter().all(|t| t.start.is_none()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_remains_is_where_it_was(
        cut in (0..40usize, 1..15usize), lost in (0..40usize, 1..15usize), at in 0..40usize,
    ) {
        // No two words of these are alike.
        let word = |n: usize| (1..7).map(|k| char::from(b'a' + (n * 7919 * k * k / 13 % 26) as u8)).collect();
        let text = |turn: usize| (0..12).map(|w| word(turn * 12 + w)).collect::<Vec<String>>().join(" ");
        let texts: Vec<String> = (0..40).map(text).collect();
        let is_in = |i: usize, (from, count): (usize, usize)| (from..from + count).contains(&i);
        let turns: Vec<usize> = (0..40).filter(|i| !is_in(*i, cut)).collect();
        let start = |i: usize| i as u32 * 4_000 + if i >= at { 300_000 } else { 0 };
        let mut cues: Vec<Cue> =
            (0..40).filter(|i| !is_in(*i, lost)).map(|i| heard(&texts[i], start(i))).collect();
        cues.extend((0..50).map(|i| heard("some other speech", at as u32 * 4_000 + i * 6_000)));
        let kept: Vec<&str> = turns.iter().map(|i| texts[*i].as_str()).collect();
        let aligned = aligned(&kept, cues);
        for (turn, i) in aligned.turns.iter().zip(turns) {
            let is_lost = is_in(i, lost);
            prop_assert_eq!(turn.estimated, is_lost);
            prop_assert!(is_lost || turn.start == Some(Millis(start(i))), "{} {:?}", i, turn);
        }
    }
}
