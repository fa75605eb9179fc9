//! Captions in every format, and the times that they give to a transcript.

/// The tests of the format assert the same.
#[path = "../../crates/episode/tests/common/mod.rs"]
mod common;

use common::assert_well_formed;
use episode::captions::{Captions, Cue};
use episode::formats::{self, write_srt, write_vtt};
use episode::text::{units, words};
use episode::{Millis, Timing, Transcript, Turn};
use episode_quick_start::Attributes;
use import::{Options, Severity, Track};

/// Captions or chapters in any format: what is read keeps the rules, is read back from WebVTT the same, and makes an
/// episode.
pub fn captions(text: &str) {
    if let Ok(read) = formats::read_chapters(text) {
        assert_well_formed(&read);
        assert!(read.captions.cues.is_empty(), "each cue is a chapter");
    }
    let Ok(read) = formats::read(text) else { return };
    assert_well_formed(&read);
    let again = formats::read(&write_vtt(&read.captions)).expect("WebVTT");
    assert_same(&again.captions, &read.captions);
    if !read.captions.cues.is_empty() {
        assert_well_formed(&formats::read(&write_srt(&read.captions)).expect("SRT"));
    }
    let options = Options { id: "fuzz".into(), ..Options::default() };
    let mut imported = import::from_captions(&read.captions, &options);
    // Half of the cues as another language's.
    let cues = read.captions.cues.into_iter().step_by(2).collect();
    let track = Track { language: "de".into(), captions: Captions { cues }, ..Track::default() };
    import::add_translations(&mut imported.episode, &[track]);
    if imported.problems.iter().all(|problem| problem.severity < Severity::Error) {
        crate::episodes::assert_reads_back(&imported.episode);
    }
}

/// WebVTT.
pub fn vtt(text: &str) {
    captions(&format!("WEBVTT\n\n{text}"));
}

/// SubRip.
pub fn srt(text: &str) {
    captions(&format!("1\n00:00:00,000 --> 00:00:01,000\n{text}"));
}

/// SubStation Alpha.
pub fn ass(text: &str) {
    captions(&format!("[Events]\n{text}"));
}

/// The attributes of a player without a file: a line for each of title, video's id, video and sound, then captions, and after
/// a line of `---` chapters. An episode comes out, or faults whose lines are lines of the files.
pub fn quick_start(text: &str) {
    let mut rest = text.splitn(5, '\n');
    let title = rest.next().unwrap_or_default().to_owned();
    let mut attribute = || rest.next().filter(|value| !value.is_empty()).map(str::to_owned);
    let (youtube, video, audio) = (attribute(), attribute(), attribute());
    let files = attribute().unwrap_or_default();
    let (captions, chapters) = files.split_once("\n---\n").unwrap_or((&files, ""));
    let file = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (captions, chapters) = (file(captions), file(chapters));
    let lines = |text: &Option<String>| text.as_ref().map_or(0, |text| text.split(['\n', '\r']).count());
    let most = lines(&captions).max(lines(&chapters));
    let attributes = Attributes { title, youtube, video, audio, captions, chapters };
    let faults = match episode_quick_start::quick_start(&attributes) {
        Ok(made) => {
            crate::episodes::assert_reads_back(&made.episode);
            made.warnings
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            faults
        }
    };
    for fault in faults {
        assert!(fault.line.is_none_or(|line| (1..=most).contains(&line)), "{fault:?} of {most} lines");
    }
}

/// Lines up to an empty one are turns; each other line is a cue: start, length and words. Every word of the turns gets a
/// time, and none goes back.
pub fn align(text: &str) {
    let (turns, cues) = text.split_once("\n\n").unwrap_or((text, ""));
    let turns = turns.lines().filter(|line| words(line).next().is_some());
    let turns = turns.map(|line| Turn { text: words(line).collect::<Vec<_>>().join(" "), ..Turn::default() });
    let mut transcript = Transcript { turns: turns.collect(), ..Transcript::default() };
    let captions = Captions { cues: cues.lines().filter_map(cue).collect() };
    let heard = import::align(&mut transcript, &captions);
    let is_timed = transcript.timing == Timing::Captions;
    assert_eq!(is_timed, heard.is_enough());
    assert!(heard.words <= heard.of, "{heard:?}");
    let mut before = Millis::ZERO;
    for turn in &transcript.turns {
        if !is_timed {
            assert!(turn.start.is_none() && turn.words.is_empty(), "{turn:?}");
            continue;
        }
        assert_eq!(turn.words.len(), units(&turn.text).len(), "{turn:?}");
        for offset in &turn.words {
            let time = turn.start.expect("it is timed") + Millis(*offset);
            assert!(before <= time, "{turn:?} after {before}");
            before = time;
        }
    }
}

/// A cue as no file may have it: it may start late, and overlap any other.
fn cue(line: &str) -> Option<Cue> {
    let mut parts = words(line);
    let mut number = || parts.next().and_then(|part| part.parse().ok()).map_or(Millis::ZERO, Millis);
    let (start, length) = (number(), number());
    let text = parts.collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| Cue { start, end: start + length, text, ..Cue::default() })
}

/// WebVTT has no place for the time of a word that starts with the word before it.
fn assert_same(again: &Captions, captions: &Captions) {
    assert_eq!(again.cues.len(), captions.cues.len());
    for (again, cue) in again.cues.iter().zip(&captions.cues) {
        assert_eq!((again.start, again.end), (cue.start, cue.end));
        assert_eq!((&again.speaker, &again.text), (&cue.speaker, &cue.text));
        for (again, pair) in again.words.iter().skip(1).zip(cue.words.windows(2)) {
            assert!(pair[0] == pair[1] || *again == pair[1], "{cue:?} is read again with {again}");
        }
    }
}
