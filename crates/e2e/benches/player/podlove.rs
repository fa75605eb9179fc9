//! Podlove Web Player: it lights captions, and renders only those in view, in a frame of its own.

use std::ops::Range;

use serde_json::{Value, json};

use crate::player::{PAGE, Player, SOUND};
use crate::workload::{SPEAKERS, Workload};

pub(crate) const PODLOVE: Player = Player {
    name: "podlove",
    title: "Podlove 5.13.0",
    prefix: "/podlove/",
    package: Some("@podlove/web-player"),
    adapter: include_str!("podlove.js"),
    files,
    units,
};

fn files(workload: &Workload) -> Vec<(&'static str, String)> {
    let page = "<!doctype html><html lang=en><meta charset=utf-8><title>Podlove Web Player</title>\
                <meta name=viewport content='width=device-width'>\
                <div id=player data-variant=xl></div><script src=/podlove/embed.js></script>\
                <script>podlovePlayer('#player', '/podlove.json', '/config.json');</script></html>";
    let people = SPEAKERS
        .iter()
        .enumerate()
        .map(|(id, name)| json!({ "id": id.to_string(), "name": name, "avatar": "" }));
    let episode = json!({
        "version": 5, "title": "Yardstick", "duration": clock(workload.length), "show": { "title": "Yardstick" },
        "audio": [{ "url": SOUND, "size": "1", "title": "Sound", "mimeType": "audio/wav" }],
        "chapters": "/chapters.json", "transcripts": "/transcripts.json", "contributors": people.collect::<Vec<_>>(),
    });
    let config = json!({
        "version": 5, "base": "/podlove/", "activeTab": "transcripts", "subscribe-button": null, "share": null,
    });
    let chapters: Vec<Value> = workload
        .chapters
        .iter()
        .map(|(start, title)| json!({ "start": clock(*start), "title": title }))
        .collect();
    vec![
        (PAGE, page.to_owned()),
        ("/podlove.json", episode.to_string()),
        ("/config.json", config.to_string()),
        ("/chapters.json", Value::from(chapters).to_string()),
        ("/transcripts.json", Value::from(transcript(workload)).to_string()),
    ]
}

fn transcript(workload: &Workload) -> Vec<Value> {
    let mut turns = workload.turns.iter().peekable();
    let entry = |cue: &Range<usize>| {
        while turns.next_if(|(_, turn)| turn.end <= cue.start).is_some() {}
        let speaker = turns.peek().expect("every caption is in a turn").0;
        let (start, end) = (workload.words[cue.start].start, workload.words[cue.end - 1].end);
        json!({
            "start": clock(start), "start_ms": start, "end": clock(end), "end_ms": end,
            "speaker": speaker.to_string(), "voice": SPEAKERS[speaker], "text": workload.text(cue.clone()),
        })
    };
    workload.cues.iter().map(entry).collect()
}

/// Captions. The page tells them apart by their text alone, and hardly any two are the same.
fn units(workload: &Workload, count: usize) -> Value {
    let cues = || workload.cues.iter().take(count);
    let starts: Vec<u64> = cues().map(|cue| workload.words[cue.start].start).collect();
    let texts: Vec<String> = cues().map(|cue| workload.text(cue.clone())).collect();
    json!({ "starts": starts, "texts": texts })
}

/// `h:mm:ss.mmm`
fn clock(ms: u64) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}.{:03}", ms % 1000)
}
