//! Podcasting 2.0: transcripts, version 1.0, and chapters, version 1.2, in JSON
//! (<https://github.com/Podcastindex-org/podcast-namespace>, `docs/examples`).

use serde::Deserialize;
use serde_json::json;

use super::collector::CueCollector;
use super::json::{self, List, Name, Time};
use super::timed_text::TimedText;
use crate::captions::CaptionFault;
use crate::model::Episode;

#[derive(Deserialize)]
struct Transcript<'a> {
    #[serde(borrow)]
    segments: List<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Segment {
    speaker: Option<Name>,
    start_time: Time,
    /// "If available."
    end_time: Option<Time>,
    #[serde(default)]
    body: String,
}

/// Reads a transcript. A segment without an end lasts until the next one starts.
pub(super) fn read(text: &str, out: &mut CueCollector) -> Result<(), CaptionFault> {
    let Transcript { segments } = json::read(text)?;
    let mut last: Option<(usize, Segment)> = None;
    let take = |(line, segment): (usize, Segment), next: Option<u64>, out: &mut CueCollector| {
        let start = segment.start_time.0;
        let end = segment.end_time.map_or(next.unwrap_or(start).max(start), |end| end.0);
        let speaker = segment.speaker.and_then(Name::text);
        out.cue(line, start, end, vec![(speaker, TimedText::plain(&segment.body))]);
    };
    json::each(text, &segments, out, |line, segment: Segment, out| {
        let next = segment.start_time.0;
        if let Some(segment) = last.replace((line, segment)) {
            take(segment, Some(next), out);
        }
    });
    if let Some(segment) = last {
        take(segment, None, out);
    }
    Ok(())
}

#[derive(Deserialize)]
struct ChapterFile<'a> {
    #[serde(borrow)]
    chapters: List<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChapterItem {
    start_time: Time,
    title: Option<String>,
    toc: Option<bool>,
}

/// Reads chapters. Those with `"toc": false` are silent, there for their picture or place alone: they are none for a
/// reader.
pub(super) fn read_chapters(text: &str, out: &mut CueCollector) -> Result<(), CaptionFault> {
    let ChapterFile { chapters } = json::read(text)?;
    json::each(text, &chapters, out, |line, chapter: ChapterItem, out| {
        if chapter.toc != Some(false) {
            out.chapter(line, chapter.start_time.0, chapter.title);
        }
    });
    Ok(())
}

/// Writes an episode's chapters, for `<podcast:chapters type="application/json+chapters">`.
pub fn write_chapters(episode: &Episode) -> String {
    let chapters: Vec<_> = episode
        .chapters
        .iter()
        .map(|chapter| {
            let mut item = json!({ "startTime": chapter.start.seconds(), "title": chapter.title });
            if let Some(url) = &chapter.url {
                item["url"] = json!(url);
            }
            item
        })
        .collect();
    let file = json!({ "version": "1.2.0", "title": episode.title, "chapters": chapters });
    format!("{file:#}\n")
}
