//! Pages and captions in a script without blanks between words, through the command.

mod place;

use place::Place;
use serde_json::Value;

const PAGE: &str = "---\ntitle: 潮汐\nlanguage: zh\naudio: tides.mp3\nduration: \"0:30\"\n---\n\n## Transcript\n\n\
    **Ada**: 大家好，欢迎收听海洋节目。今天我们谈谈潮汐：海水为什么每天涨落两次？\n\n\
    **Bo**: 因为月亮的引力。它把海水拉向自己，所以水位会升高。\n";

/// The same words without marks, cut where the recording rests; one is misheard, and one is missing.
const CAPTIONS: [(u32, u32, &str); 6] = [
    (1_000, 3_400, "大家好欢迎收听海洋节目"),
    (4_000, 6_000, "今天我们谈谈朝汐"),
    (6_200, 8_800, "海水为什么每天涨落两次"),
    (9_500, 11_300, "因为月亮的引力"),
    (12_000, 14_600, "它把海水拉自己"),
    (14_800, 16_900, "所以水位会升高"),
];

fn captions() -> String {
    let time = |ms: u32| format!("00:{:02}.{:03}", ms / 1000, ms % 1000);
    let cue = |(from, to, text): &(u32, u32, &str)| format!("{} --> {}\n{text}\n\n", time(*from), time(*to));
    "WEBVTT\n\n".to_owned() + &CAPTIONS.iter().map(cue).collect::<String>()
}

/// Each character of the transcript, and when it is said.
fn said(episode: &Value) -> Vec<(String, u32)> {
    let text = serde_json::to_string(episode).expect("JSON");
    let episode = episode::read(&text).expect("an episode that can be shown").episode;
    let of_turn = |turn: &episode::Turn| {
        let start = turn.start.expect("a time").0;
        let of_part = |(part, offset): (&str, u32)| (part.to_owned(), start + offset);
        turn.timed_parts().map(of_part).collect::<Vec<_>>()
    };
    episode.transcript.turns.iter().flat_map(of_turn).collect()
}

fn imported(place: &Place) -> Value {
    let ran = place.run(&["import", "tides.md", "-o", "tides.json"]).ended(0);
    assert_eq!(ran.err.matches("warning").count(), 0, "{}", ran.err);
    place.json("tides.json")
}

#[test]
fn each_character_of_a_chinese_page_has_the_time_of_the_captions_beside_it() {
    let place = Place::new(&[("tides.md", PAGE), ("tides.vtt", &captions())]);
    let episode = imported(&place);
    assert_eq!(episode["transcript"]["timing"], "captions");
    let said = said(&episode);
    // Each character that the captions have, spread over its cue.
    let mut off = Vec::new();
    let mut at = 0;
    for (from, to, text) in CAPTIONS {
        let count = text.chars().count() as u32;
        for (n, c) in text.chars().enumerate() {
            let Some(found) = said[at..].iter().take(4).position(|(part, _)| part.starts_with(c)) else {
                continue;
            };
            at += found + 1;
            let time = said[at - 1].1;
            assert!((from..=to).contains(&time), "{c} is said at {time}, not in {from} to {to}");
            off.push(time.abs_diff(from + (to - from) * n as u32 / count));
        }
    }
    off.sort_unstable();
    assert_eq!(off.len(), 50, "all but the one that is misheard");
    assert!(off[25] <= 60 && off[49] <= 300, "{off:?}");
    // The sentences that start with a cue are exact.
    for (c, time) in [("大", 1_000), ("今", 4_000), ("因", 9_500), ("它", 12_000), ("所", 14_800)] {
        assert!(said.contains(&(c.to_owned(), time)), "{c}: {said:?}");
    }
}

#[test]
fn captions_of_a_chinese_transcript_are_cut_at_its_marks() {
    let place = Place::new(&[("tides.md", PAGE), ("tides.vtt", &captions())]);
    imported(&place);
    let out = place.run(&["export", "tides.json", "--to", "vtt"]).ended(0).out;
    let texts: Vec<&str> =
        out.lines().filter(|line| !line.is_empty() && !line.contains("-->")).skip(1).collect();
    assert_eq!(
        texts,
        [
            "<v Ada>大家好，欢迎收听海洋节目。",
            "<v Ada>今天我们谈谈潮汐：海水为什么每天涨落两次？",
            "<v Bo>因为月亮的引力。",
            "它把海水拉向自己，所以水位会升高。"
        ],
        "{out}"
    );
}

#[test]
fn without_captions_characters_take_about_the_same_time_each() {
    let place = Place::new(&[("tides.md", &PAGE.replace("duration: \"0:30\"\n", ""))]);
    let episode = imported(&place);
    assert_eq!(episode["transcript"]["timing"], "estimated");
    let said = said(&episode);
    // 52 characters, of which some 245 are said in a minute.
    let last = said[said.len() - 1].1;
    assert!((11_000..14_000).contains(&last), "{last}");
    let widest = said.windows(2).map(|two| two[1].1 - two[0].1).max();
    assert!(widest < Some(1_500), "{said:?}");
}
