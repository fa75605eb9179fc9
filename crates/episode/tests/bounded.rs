//! Reading is bounded, whatever the file holds: its work grows no faster than the file, and what it reports is capped.

use std::fmt::Write;
use std::time::{Duration, Instant};

use episode::{MOST_LISTED, Timeline, read};

const TURN: &str = r#"{"speaker":"a","start":0,"text":"one two three"}"#;

/// A file with `count` items, each written by `item`, in this place of an episode.
fn file(count: usize, before: &str, item: impl Fn(usize) -> String, after: &str) -> String {
    let mut json = format!(r#"{{"title":"x",{before}"#);
    for index in 0..count {
        let _ = write!(json, "{}{}", if index == 0 { "" } else { "," }, item(index));
    }
    json + after + "}"
}

/// What is hostile to a check: the name, and a file of this size.
#[expect(clippy::type_complexity, reason = "a table")]
fn cases() -> Vec<(&'static str, Box<dyn Fn(usize) -> String>)> {
    let turns = r#""transcript":{"timing":"captions","turns":["#;
    vec![
        ("faults", Box::new(|n| file(n, r#""chapters":["#, |_| r#"{"start":"x","title":""}"#.into(), "]"))),
        (
            "equal starts",
            Box::new(|n| file(n, r#""chapters":["#, |i| format!(r#"{{"start":0,"title":"c{i}"}}"#), "]")),
        ),
        ("unknown keys", Box::new(|n| file(n, "", |i| format!(r#""k{i}":{i}"#), ""))),
        ("one key again and again", Box::new(|n| file(n, "", |i| format!(r#""id":"{i}""#), ""))),
        (
            "speakers",
            Box::new(move |n| {
                let speakers = file(n, r#""speakers":["#, |i| format!(r#"{{"id":"s{i}","name":"n"}}"#), "],");
                let said = |i: usize| format!(r#"{{"speaker":"s{}","start":{i},"text":"a"}}"#, n - 1 - i);
                let turns = file(n, turns, said, "]}");
                speakers[..speakers.len() - 1].to_owned() + turns.trim_start_matches(r#"{"title":"x","#)
            }),
        ),
        (
            "one speaker again and again",
            Box::new(|n| file(n, r#""speakers":["#, |_| r#"{"id":"s","name":"n"}"#.into(), "]")),
        ),
        (
            "mentions in reverse",
            Box::new(move |n| {
                let before = format!(
                    r#""speakers":[{{"id":"a","name":"A"}}],{turns}{TURN}]}},"statistics":[{{"metric":"m","value":"1","mentions":["#
                );
                file(n, &before, |i| format!(r#"{{"turn":0,"word":2,"start":{}}}"#, n - i), "]}]")
            }),
        ),
        (
            "mentions of a long turn",
            Box::new(move |n| {
                let text = "word ".repeat(n);
                let before = format!(
                    r#"{turns}{{"start":0,"text":"{text}"}}]}},"statistics":[{{"metric":"m","value":"1","mentions":["#
                );
                file(n, &before, |i| format!(r#"{{"turn":0,"word":{i},"start":{i}}}"#), "]}]")
            }),
        ),
        (
            "turns within turns",
            Box::new(move |n| {
                let turn = |i: usize| format!(r#"{{"start":{i},"end":{},"text":"a"}}"#, 2 * n - i);
                file(n, turns, turn, "]}")
            }),
        ),
    ]
}

/// The quickest of some runs, so that what else the machine does counts little.
fn time(json: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        if let Ok(read) = read(json) {
            let _ = (Timeline::new(&read.episode), read.episode.turns_by_chapter());
        }
        start.elapsed()
    };
    (0..5).map(|_| run()).min().expect("it ran")
}

#[test]
fn work_grows_no_faster_than_the_file() {
    for (name, make) in cases() {
        let (small, large) = (make(2_000), make(32_000));
        let ratio = time(&large).as_secs_f64() / time(&small).as_secs_f64().max(1e-6);
        // Sixteen times as large; quadratic work would take 256 times as long.
        assert!(ratio < 80.0, "{name}: {ratio:.0} times as long for 16 times the size");
    }
}

#[test]
fn the_first_hundred_are_listed_and_the_others_counted() {
    let faults = file(50_000, r#""chapters":["#, |_| r#"{"start":"x","title":"t"}"#.into(), "]");
    let refused = read(&faults).expect_err("no start is a time");
    assert_eq!(refused.faults.len(), MOST_LISTED);
    assert_eq!(refused.faults.len() + refused.omitted, 50_000);
    assert!(refused.to_string().ends_with("and 49900 more errors"), "{refused}");
    let unknown = file(1_000, "", |i| format!(r#""k{i}":1"#), "");
    let read = read(&unknown).expect("unknown keys are left out");
    assert_eq!(read.warnings.len(), MOST_LISTED);
    assert!(read.omitted >= 900, "{}", read.omitted);
}

#[test]
fn a_huge_value_is_shown_shortened() {
    let json = format!(
        r#"{{"title":"x","{}":1,"media":[{{"youtube":"{}"}}]}}"#,
        "k".repeat(100_000),
        "é".repeat(100_000)
    );
    let refused = read(&json).expect_err("the id is no id");
    assert!(refused.faults[0].found.len() < 200, "{}", refused.faults[0].found.len());
    assert!(refused.faults[0].found.ends_with('…'));
}
