//! Captions that nobody should have written align to a transcript that can be shown, or change nothing; and make an
//! episode alone. What takes quadratic time would take minutes at these lengths; the benchmark `timing` tells what a
//! million cues take.

use episode::captions::{Captions, Cue};
use episode::{Millis, Timing, Transcript, Turn};
use episode_import::{Options, Track};

const CUES: u32 = 100_000;
const WORDS: u32 = 3_000;

/// A word that no other number has.
fn word(number: u32) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn transcript(word: impl Fn(u32) -> String) -> Transcript {
    let turn = |t: u32| (t * 100..t * 100 + 100).map(&word).collect::<Vec<_>>().join(" ");
    let turns = (0..WORDS / 100).map(|t| Turn { text: turn(t), ..Turn::default() });
    Transcript { turns: turns.collect(), ..Transcript::default() }
}

fn captions(word: impl Fn(u32) -> String, times: impl Fn(u32) -> (u32, u32)) -> Captions {
    let cue = |i| {
        let (start, end) = times(i);
        Cue { start: Millis(start), end: Millis(end), text: word(i), ..Cue::default() }
    };
    Captions { cues: (0..CUES).map(cue).collect() }
}

/// Aligns, and says how many words were heard. Every word has a time then, and none goes back.
fn heard(mut transcript: Transcript, captions: &Captions) -> usize {
    let heard = episode_import::align(&mut transcript, captions);
    assert_eq!(heard.of, WORDS as usize);
    assert_eq!(transcript.timing == Timing::Captions, heard.words > 0);
    let times = |t: &Turn| t.words.iter().map(|w| t.start.expect("timed").0 + w).collect::<Vec<_>>();
    let times: Vec<u32> = transcript.turns.iter().flat_map(times).collect();
    assert_eq!(times.len(), if heard.words > 0 { heard.of } else { 0 });
    assert!(times.is_sorted());
    heard.words
}

fn each_second(i: u32) -> (u32, u32) {
    (i * 1000, i * 1000 + 1000)
}

#[test]
fn one_word_over_and_over() {
    let sea = |_| "sea".to_owned();
    assert!(heard(transcript(sea), &captions(sea, each_second)) > 0);
    // No word of the transcript has a letter of this.
    assert_eq!(heard(transcript(word), &captions(|_| "wxyz".into(), each_second)), 0);
}

#[test]
fn words_of_a_transcript_among_many_others() {
    let first = captions(word, each_second);
    assert_eq!(heard(transcript(word), &first), WORDS as usize);
    let last = captions(|i| word(i + WORDS - CUES.min(i + WORDS)), each_second);
    assert!(heard(transcript(word), &last) > 0);
}

#[test]
fn times_that_overlap_go_back_or_end_where_they_start() {
    let by_word = |i: u32| word(i % WORDS);
    heard(transcript(word), &captions(by_word, |_| (0, u32::MAX)));
    heard(transcript(word), &captions(by_word, |i| ((CUES - i) * 1000, (CUES - i) * 1000)));
    heard(transcript(word), &captions(by_word, |i| (u32::MAX - i % 7, u32::MAX)));
}

#[test]
fn a_speaker_for_each_cue() {
    let mut captions = captions(word, each_second);
    for (i, cue) in captions.cues.iter_mut().enumerate() {
        // Names that have one id, and names that have the id that another is given.
        cue.speaker = Some(if i % 2 == 0 { "!".repeat(i % 1000) } else { format!("speaker {i}") });
    }
    let episode = episode_import::from_captions(&captions, &Options::default()).episode;
    assert_eq!(episode.transcript.turns.len(), CUES as usize);
    let ids: std::collections::HashSet<&String> = episode.speakers.iter().map(|s| &s.id).collect();
    assert_eq!(ids.len(), episode.speakers.len());
}

#[test]
fn translations_of_any_times_and_names() {
    let named = |i: u32| Some(format!("speaker {}", i % 50_000));
    let with_names = |mut captions: Captions| {
        (0..).zip(&mut captions.cues).for_each(|(i, cue)| cue.speaker = named(i));
        captions
    };
    let mut episode =
        episode_import::from_captions(&with_names(captions(word, each_second)), &Options::default()).episode;
    let all = |_| (0, u32::MAX);
    let at_once = captions(word, all);
    let tracks = [at_once.clone(), with_names(at_once), captions(word, each_second)];
    let tracks = tracks.map(|captions| Track { language: "de".into(), captions, ..Track::default() });
    let problems = episode_import::add_translations(&mut episode, &tracks);
    assert!(problems.iter().all(|problem| problem.message.len() < 1_000), "{problems:?}");
    assert_eq!(episode.translations[2].turns.len(), CUES as usize);
}
