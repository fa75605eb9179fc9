//! The episode's JSON, and queries on an episode.

use episode::json::Json;
use episode::search::Index;
use episode::text::words;
use episode::{Episode, Millis, Timeline, Transcript, Turn};
use serde::de::IgnoredAny;

/// Any text is JSON or not, as another parser says; an episode that is read is written and read back the same, and its
/// timeline goes forward.
pub fn episode(text: &str) {
    let json = Json::parse(text);
    if let Err(error) = &json {
        assert!(text.is_char_boundary(error.at), "{error}");
    }
    // Half a surrogate pair is repaired here, and what is nested deeply is refused.
    let is_plain = !text.contains("\\u") && text.matches(['[', '{']).count() <= 128;
    if is_plain {
        assert_eq!(json.is_ok(), serde_json::from_str::<IgnoredAny>(text).is_ok());
    }
    let Ok(read) = episode::read(text) else { return };
    assert!(json.is_ok());
    assert_reads_back(&read.episode);
    let timeline = Timeline::new(&read.episode);
    let mut time = Millis::ZERO;
    for _ in 0..1_000 {
        if let Some(turn) = timeline.turn(time) {
            timeline.unit(turn, time);
        }
        timeline.chapter(time);
        let Some(next) = timeline.next_change(time) else { break };
        assert!(next > time, "from {time} to {next}");
        time = next;
    }
}

/// The first line is a query to the rest, each line of which is a turn. Hits are places of the text, in its order.
pub fn search(text: &str) {
    let (query, text) = text.split_once('\n').unwrap_or((text, text));
    let turns =
        text.lines().map(|line| Turn { text: words(line).collect::<Vec<_>>().join(" "), ..Turn::default() });
    let transcript = Transcript { turns: turns.collect(), ..Transcript::default() };
    let episode = Episode { transcript, ..Episode::default() };
    let mut before = (0, 0);
    for hit in Index::new(&episode).find(query) {
        let turn = &episode.transcript.turns[hit.turn as usize];
        assert!((hit.turn, hit.start) >= before && hit.start < hit.end, "{hit:?}");
        assert!(hit.end as usize <= turn.text.encode_utf16().count(), "{hit:?}");
        before = (hit.turn, hit.end);
    }
}

/// A time is written so that it reads back the same.
pub fn time(text: &str) {
    let _ = Millis::parse_address(text);
    if let Ok(time) = text.parse::<Millis>() {
        assert_eq!(Millis::parse_address(text), Some(time));
        let whole = Millis(time.0 / 1000 * 1000);
        assert_eq!(whole.to_string().parse(), Ok(whole));
    }
}

#[track_caller]
pub(crate) fn assert_reads_back(episode: &Episode) {
    let json = serde_json::to_string(episode).expect("an episode has no keys but strings");
    let read = episode::read(&json).unwrap_or_else(|refused| panic!("{refused}: {json}"));
    assert_eq!(&read.episode, episode);
}
