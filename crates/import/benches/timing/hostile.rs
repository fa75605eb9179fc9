//! Captions that nobody should have written: what a million cues cost in each format, and to align.

use std::fmt::Write;
use std::time::Instant;

use episode::formats::{self, Read};
use episode::{Millis, Transcript, Turn};
use episode_import::Options;

use crate::memory;
use crate::score::millis;

const MANY: u32 = 1_000_000;
/// How many words the transcript has, in turns of a hundred.
const WORDS: usize = 30_000;

type Made = (&'static str, String);

/// Reads made captions, makes an episode of them alone, and aligns a transcript to them.
pub(crate) fn captions() {
    println!("\n### Hostile captions\n");
    println!(
        "| a million cues | MB | cues | problems | read | memory | alone | memory | {WORDS} words aligned | memory |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for make in [in_formats, with_times, with_words] {
        for index in 0.. {
            // One at a time: a file has up to 100 MB.
            let Some((name, text)) = make(index) else { break };
            row(name, &text);
        }
    }
}

fn row(name: &str, text: &str) {
    let (Read { captions, faults, untold, .. }, read, read_bytes) =
        measured(|| formats::read(text).expect("captions"));
    let (_, alone, alone_bytes) = measured(|| episode_import::from_captions(&captions, &Options::default()));
    let mut transcript = transcript();
    let (_, aligned, aligned_bytes) = measured(|| episode_import::align(&mut transcript, &captions));
    println!(
        "| {name} | {:.0} | {} | {} | {read} | {read_bytes} | {alone} | {alone_bytes} | {aligned} | {aligned_bytes} |",
        text.len() as f64 / 1e6,
        captions.cues.len(),
        faults.len() + untold,
    );
}

/// What work gives, the time it takes, and by how much the memory in use rises.
fn measured<T>(work: impl FnOnce() -> T) -> (T, String, String) {
    let start = Instant::now();
    let (out, bytes) = memory::peak(work);
    let time = millis(start.elapsed().as_secs_f64());
    (out, format!("{time} ms"), format!("{:.0} MB", bytes as f64 / 1e6))
}

/// Half of the words are one, half stand there once.
fn transcript() -> Transcript {
    let word = |i: usize| if i.is_multiple_of(2) { "sea".to_owned() } else { letters(i as u32) };
    let turn = |t: usize| (0..100).map(|w| word(t * 100 + w)).collect::<Vec<_>>().join(" ");
    let turns = (0..WORDS / 100).map(|t| Turn { text: turn(t), ..Turn::default() });
    Transcript { turns: turns.collect(), ..Transcript::default() }
}

/// A word that no other number has.
fn letters(mut number: u32) -> String {
    let mut word = String::from("x");
    while number > 0 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

fn made(head: &str, tail: &str, cue: impl Fn(u32, &mut String)) -> String {
    let mut out = head.to_owned();
    (0..MANY).for_each(|i| cue(i, &mut out));
    out + tail
}

fn vtt(times: impl Fn(u32) -> (u32, u32), text: impl Fn(u32) -> String) -> String {
    made("WEBVTT\n\n", "", |i, out| {
        let (start, end) = times(i);
        _ = write!(out, "{} --> {}\n{}\n\n", clock(start), clock(end), text(i));
    })
}

/// `h:mm:ss.mmm`.
fn clock(millis: u32) -> String {
    let s = millis / 1000;
    format!("{:02}:{:02}:{:02}.{:03}", s / 3600, s / 60 % 60, s % 60, millis % 1000)
}

fn each_second(i: u32) -> (u32, u32) {
    (i * 1000, i * 1000 + 1000)
}

fn in_formats(index: usize) -> Option<Made> {
    let cue = |i: u32| (clock(i * 1000), clock(i * 1000 + 1000));
    Some(match index {
        0 => ("WebVTT", vtt(each_second, |_| "a sea".into())),
        1 => (
            "SRT",
            made("", "", |i, out| {
                let (start, end) = cue(i);
                _ = write!(
                    out,
                    "{}\n{} --> {}\na sea\n\n",
                    i + 1,
                    start.replace('.', ","),
                    end.replace('.', ",")
                );
            }),
        ),
        2 => (
            "SBV",
            made("", "", |i, out| {
                let (start, end) = cue(i);
                _ = write!(out, "{start},{end}\na sea\n\n");
            }),
        ),
        3 => (
            "json3",
            made("{\"events\": [", "{\"tStartMs\": 0}]}", |i, out| {
                _ = writeln!(
                    out,
                    "{{\"tStartMs\": {}, \"dDurationMs\": 1000, \"segs\": [{{\"utf8\": \"a\"}}, {{\"utf8\": \" sea\", \"tOffsetMs\": 500}}]}},",
                    i * 1000
                );
            }),
        ),
        4 => (
            "Whisper",
            made("{\"segments\": [", "{\"start\": 1e6, \"end\": 1e6, \"text\": \"\"}]}", |i, out| {
                _ = writeln!(out, "{{\"start\": {i}, \"end\": {}, \"text\": \" a sea\"}},", i + 1);
            }),
        ),
        5 => (
            "Podcasting 2.0",
            made("{\"segments\": [", "{\"startTime\": 1e6, \"body\": \" \"}]}", |i, out| {
                _ = writeln!(
                    out,
                    "{{\"startTime\": {i}, \"endTime\": {}, \"speaker\": \"S{i}\", \"body\": \"a sea\"}},",
                    i + 1
                );
            }),
        ),
        6 => (
            "Podlove",
            made(
                "{\"transcripts\": [",
                "{\"start\": \"999:00:00\", \"end\": \"999:00:00\", \"text\": \"\"}]}",
                |i, out| {
                    let (start, end) = cue(i);
                    _ = writeln!(
                        out,
                        "{{\"start\": \"{start}\", \"end\": \"{end}\", \"voice\": \"A\", \"text\": \"a sea\"}},"
                    );
                },
            ),
        ),
        _ => return None,
    })
}

fn with_times(index: usize) -> Option<Made> {
    let sea = |_| "a sea".to_owned();
    Some(match index {
        0 => (
            "past a year",
            made("WEBVTT\n\n", "", |_, out| out.push_str("8761:00:00.000 --> 8761:00:01.000\na sea\n\n")),
        ),
        1 => ("backwards", vtt(|i| each_second(MANY - i), sea)),
        2 => ("ends before starts", vtt(|i| (i * 1000 + 1000, i * 1000), sea)),
        3 => ("all at once", vtt(|_| (0, Millis::MAX.0), sea)),
        4 => (
            "times that cannot be read",
            made("WEBVTT\n\n", "", |_, out| out.push_str("00:61.000 --> 00:62.000\nlost\n\n")),
        ),
        _ => return None,
    })
}

fn with_words(index: usize) -> Option<Made> {
    Some(match index {
        0 => ("one word", vtt(each_second, |_| "sea".into())),
        1 => (
            "one word of the transcript's, and then another",
            vtt(each_second, |i| if i % 2 == 0 { "sea".into() } else { letters(i) }),
        ),
        2 => ("words that stand there once", vtt(each_second, |i| letters(i + WORDS as u32))),
        3 => ("a speaker each", vtt(each_second, |i| format!("<v S{i}>sea"))),
        4 => ("speakers of one id", vtt(each_second, |i| format!("<v S{}>sea", "!".repeat(i as usize % 97)))),
        // Between the anchors is as much as is aligned in full.
        5 => (
            "islands of the transcript",
            vtt(each_second, |i| match (i / 6000 * 180, i % 6000) {
                (from, k @ 0..10) if k % 2 == 1 => letters(from + k),
                _ => "sea".into(),
            }),
        ),
        _ => return None,
    })
}
