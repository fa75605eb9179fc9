//! The figures of whole episodes, against counts made another way.

use episode::{Chapter, Episode, Millis, Speaker, Timeline, Timing, Transcript, Turn};
use episode_talk::{MOST_LONG, Talk};
use proptest::prelude::*;

/// What a turn is made of: speaker (of two, or nobody), how long after the one before it starts, and its words.
type Part = (Option<usize>, u32, Vec<String>);

const END: Millis = Millis(600_000);

/// A word each 250 ms, or no times of words.
fn episode(parts: &[Part], timing: Timing, has_word_times: bool) -> Episode {
    let mut at = 0;
    let turn = |(speaker, after, words): &Part| {
        at += after;
        Turn {
            speaker: *speaker,
            start: (timing != Timing::None).then_some(Millis(at)),
            text: words.join(" "),
            words: (0..words.len() as u32 * u32::from(has_word_times)).map(|word| word * 250).collect(),
            ..Turn::default()
        }
    };
    let speaker = |name: &str| Speaker { id: name.into(), name: name.into() };
    let chapter = |start| Chapter { start: Millis(start), title: "C".into(), url: None };
    Episode {
        duration: Some(END),
        speakers: vec![speaker("a"), speaker("b")],
        chapters: vec![chapter(5_000), chapter(60_000)],
        transcript: Transcript { timing, turns: parts.iter().map(turn).collect(), ..Transcript::default() },
        ..Episode::default()
    }
}

fn talk(episode: &Episode) -> Option<Talk> {
    Talk::new(episode, &Timeline::new(episode))
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let words = prop::collection::vec("[a-z]{1,3}[.?]?", 1..12);
    prop::collection::vec((prop::option::of(0usize..2), 0u32..60_000, words), 1..20)
}

proptest! {
    #[test]
    fn each_word_is_somebodys(parts in parts()) {
        let talk = talk(&episode(&parts, Timing::Captions, true)).expect("somebody speaks");
        let mut naive = [0; 3];
        for (speaker, _, words) in &parts {
            naive[speaker.unwrap_or(2)] += words.len();
        }
        for (index, words) in naive.iter().enumerate() {
            let speaker = Some(index).filter(|index| *index < 2);
            let share = talk.speakers.iter().find(|share| share.speaker == speaker);
            prop_assert_eq!(share.map_or(0, |share| share.words), *words);
        }
        prop_assert_eq!(talk.words, naive.iter().sum::<usize>());
        prop_assert_eq!(talk.speakers.iter().map(|share| share.percent).sum::<usize>(), 100);
        // The turns have no end: from the first to the end of the recording, somebody speaks at any time.
        let spoken: u32 = talk.speakers.iter().filter_map(|share| share.time).map(|time| time.0).sum();
        prop_assert_eq!(spoken, END.0.max(parts.iter().map(|part| part.1).sum::<u32>() + 1) - parts[0].1);
    }

    #[test]
    fn each_word_is_in_the_step_of_its_time(parts in parts()) {
        let episode = episode(&parts, Timing::Captions, true);
        let pace = talk(&episode).and_then(|talk| talk.pace).expect("its times are measured");
        for step in &pace.steps {
            let turns = episode.transcript.turns.iter();
            let times = turns.flat_map(|turn| turn.words.iter().map(|word| turn.start.unwrap().0 + word));
            let naive = times.filter(|time| (step.start.0..step.end.0).contains(time)).count();
            prop_assert_eq!(step.words, naive);
            let exact = naive as f64 * 60_000.0 / f64::from(step.end.0 - step.start.0);
            prop_assert!((step.pace.unwrap() as f64 - exact).abs() <= 0.5);
            prop_assert_eq!(pace.steps[pace.step_at(step.start)], *step);
        }
        let words: usize = parts.iter().map(|part| part.2.len()).sum();
        prop_assert_eq!(pace.steps.iter().map(|step| step.words).sum::<usize>(), words);
        let end = pace.steps.last().unwrap().end.0;
        prop_assert!((pace.average as f64 - words as f64 * 60_000.0 / f64::from(end)).abs() <= 0.5);
    }

    #[test]
    fn without_times_of_words_they_stay_in_their_turn(parts in parts()) {
        let exact = episode(&parts, Timing::Captions, false);
        let pace = talk(&exact).and_then(|talk| talk.pace).expect("its times are measured");
        prop_assert_eq!(
            pace.steps.iter().map(|step| step.words).sum::<usize>(),
            parts.iter().map(|part| part.2.len()).sum::<usize>()
        );
        let first = pace.step_at(Millis(parts[0].1));
        prop_assert!(pace.steps[..first].iter().all(|step| step.words == 0));
    }

    #[test]
    fn questions_are_the_words_with_a_question_mark(parts in parts()) {
        let episode = episode(&parts, Timing::Captions, true);
        let talk = talk(&episode).expect("somebody speaks");
        let all = parts.iter().enumerate().flat_map(|(turn, part)| part.2.iter().map(move |word| (turn, word)));
        let naive: Vec<usize> = all.filter(|(_, word)| word.ends_with('?')).map(|(turn, _)| turn).collect();
        prop_assert_eq!(talk.questions.iter().map(|question| question.turn).collect::<Vec<_>>(), naive);
        for question in &talk.questions {
            let turn = &episode.transcript.turns[question.turn];
            let word = (question.start.unwrap().0 - turn.start.unwrap().0) / 250;
            let from: Vec<&str> = turn.text.split(' ').skip(word as usize).collect();
            prop_assert!(from.join(" ").starts_with(&question.text), "{} {}", turn.text, question.text);
        }
    }

    #[test]
    fn no_turn_is_longer_than_the_longest(parts in parts()) {
        let talk = talk(&episode(&parts, Timing::None, false)).expect("somebody speaks");
        // Neighbours of one speaker are one turn.
        let mut lengths: Vec<(Option<usize>, usize)> = Vec::new();
        for (speaker, _, words) in &parts {
            match lengths.last_mut() {
                Some(last) if last.0 == *speaker => last.1 += words.len(),
                _ => lengths.push((*speaker, words.len())),
            }
        }
        let mut lengths: Vec<usize> = lengths.iter().filter(|turn| turn.0.is_some()).map(|turn| turn.1).collect();
        lengths.sort_unstable();
        let longest: Vec<usize> = talk.longest.iter().map(|turn| turn.words).collect();
        let both = [0, 1].iter().all(|speaker| parts.iter().any(|part| part.0 == Some(*speaker)));
        let expected: Vec<usize> = lengths.into_iter().rev().take(if both { MOST_LONG } else { 0 }).collect();
        prop_assert_eq!(longest, expected);
    }
}

fn part(speaker: usize, after: u32, text: &str) -> Part {
    (Some(speaker), after, text.split(' ').map(str::to_owned).collect())
}

#[test]
fn chapters_last_to_the_next_one_and_to_the_end() {
    let talk = talk(&episode(&[part(0, 0, "Hello.")], Timing::Captions, true)).expect("somebody speaks");
    let chapters = talk.chapters.iter().map(|chapter| (chapter.start.0, chapter.length.0));
    assert_eq!(chapters.collect::<Vec<_>>(), [(5_000, 55_000), (60_000, 540_000)]);
}

#[test]
fn without_a_transcript_there_is_nothing_and_without_measured_times_no_pace() {
    assert_eq!(talk(&episode(&[], Timing::Captions, true)), None);
    assert_eq!(talk(&episode(&[part(0, 0, "…")], Timing::Captions, true)), None);
    for timing in [Timing::Estimated, Timing::None] {
        let talk = talk(&episode(&[part(0, 0, "Why? Because."), part(1, 9, "So.")], timing, false));
        let talk = talk.expect("somebody speaks");
        assert_eq!((talk.pace, talk.questions.len()), (None, 1));
        assert_eq!(talk.speakers[0].time.is_some(), timing == Timing::Estimated);
    }
}

#[test]
fn where_a_turn_is_a_guess_there_is_no_pace() {
    let mut episode = episode(&[part(0, 0, "One two."), part(1, 65_000, "Three.")], Timing::Captions, true);
    episode.transcript.turns[1].end = Some(Millis(95_000));
    episode.transcript.turns[1].estimated = true;
    let pace = talk(&episode).and_then(|talk| talk.pace).expect("the rest is measured");
    let unknown = pace.steps.iter().filter(|step| step.pace.is_none());
    // Ten minutes are steps of 30 seconds: from 60 to 90 and from 90 to 120.
    assert_eq!(unknown.map(|step| step.start.0).collect::<Vec<_>>(), [60_000, 90_000]);
    // Two words in nine minutes.
    assert_eq!((pace.steps[0].pace, pace.average), (Some(4), 0));
}

/// On real pages, the words are those between blanks, without marks that stand alone.
#[test]
fn the_words_of_real_pages_are_counted() {
    let Some(corpus) = corpus::folder() else { return };
    let mut pages = 0;
    for entry in std::fs::read_dir(corpus.join("episodes")).expect("the folder of pages").flatten() {
        let Ok(page) = std::fs::read_to_string(entry.path()) else { continue };
        let episode = import::import(&page, &import::Options::default()).episode;
        let Some(talk) = talk(&episode) else { continue };
        let texts = episode.transcript.turns.iter().map(|turn| &*turn.text);
        let all = texts.collect::<Vec<_>>().join(" ");
        let naive =
            all.split([' ', '\n', '\t']).filter(|word| word.chars().any(char::is_alphanumeric)).count();
        assert_eq!(talk.words, naive, "{}", entry.path().display());
        assert_eq!(talk.speakers.iter().map(|share| share.words).sum::<usize>(), naive);
        // In these pages, whoever asks leaves a blank after the mark, or ends.
        let asked =
            all.split(['\n', ' ']).filter(|word| word.trim_end_matches(['"', '”', ')', '*']).ends_with('?'));
        assert_eq!(talk.questions.len(), asked.count(), "{}", entry.path().display());
        assert_eq!(talk.pace, None, "a page alone has no measured times");
        pages += 1;
    }
    assert!(pages > 10, "{pages} pages with a transcript");
}
