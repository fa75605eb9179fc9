//! The player of this workspace, as built.

use serde_json::{Value, json};

use crate::player::{PAGE, Player, SOUND};
use crate::workload::{SPEAKERS, Workload};

pub(crate) const OURS: Player = Player {
    name: "ours",
    title: "episode-player",
    prefix: "/episode-player/",
    package: None,
    adapter: include_str!("ours.js"),
    files,
    units,
};

/// The episode as JSON: words with their times.
pub(crate) fn episode(workload: &Workload) -> String {
    let seconds = |ms: u64| ms as f64 / 1000.0;
    let turns = workload.turns.iter().map(|(speaker, turn)| {
        let words = &workload.words[turn.clone()];
        let start = words[0].start;
        let offsets: Vec<u64> = words.iter().map(|word| word.start - start).collect();
        json!({
            "speaker": format!("s{speaker}"), "start": seconds(start), "end": seconds(words[words.len() - 1].end),
            "text": workload.text(turn.clone()), "words": offsets,
        })
    });
    let speakers =
        SPEAKERS.iter().enumerate().map(|(id, name)| json!({ "id": format!("s{id}"), "name": name }));
    let chapters =
        workload.chapters.iter().map(|(start, title)| json!({ "start": seconds(*start), "title": title }));
    json!({
        "version": 1, "id": "yardstick", "title": "Yardstick", "language": "en", "duration": seconds(workload.length),
        "media": [{ "audio": SOUND, "type": "audio/wav" }],
        "speakers": speakers.collect::<Vec<_>>(), "chapters": chapters.collect::<Vec<_>>(),
        "transcript": { "timing": "captions", "turns": turns.collect::<Vec<_>>() },
    })
    .to_string()
}

fn files(workload: &Workload) -> Vec<(&'static str, String)> {
    let page = "<!doctype html><html lang=en><meta charset=utf-8><title>episode-player</title>\
                <meta name=viewport content='width=device-width'>\
                <script type=module src=/episode-player/episode-player.js></script>\
                <episode-player src=/episode.json></episode-player></html>";
    vec![(PAGE, page.to_owned()), ("/episode.json", episode(workload))]
}

/// Words. `turns` are the first word of each turn, `last` is the last turn of all.
pub(crate) fn units(workload: &Workload, count: usize) -> Value {
    let starts: Vec<u64> = workload.words.iter().take(count).map(|word| word.start).collect();
    let turns: Vec<usize> =
        workload.turns.iter().map(|(_, turn)| turn.start).take_while(|first| *first < count).collect();
    let opening = workload.text(workload.turns[0].1.clone());
    json!({ "starts": starts, "turns": turns, "opening": opening, "last": workload.turns.len() - 1 })
}
