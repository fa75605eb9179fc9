//! Podlove's player and publisher: chapters and transcripts in JSON (<https://github.com/podlove/podlove-ui>,
//! `apps/docs`), each a list by itself, or under its name in the file of an episode.

use serde::Deserialize;

use super::collector::CueCollector;
use super::json::{self, Name, Time};
use super::timed_text::TimedText;
use crate::captions::CaptionFault;

/// The times are twice in it, but in milliseconds (`start_ms`) they are not always right: the player goes by these.
#[derive(Deserialize)]
struct Passage {
    start: Time,
    end: Time,
    #[serde(default)]
    text: String,
    /// The speaker's name.
    voice: Option<Name>,
    /// The speaker's id, among the contributors.
    speaker: Option<Name>,
}

#[derive(Deserialize)]
struct ChapterItem {
    start: Time,
    title: Option<String>,
}

/// Reads a transcript.
pub(super) fn read(text: &str, out: &mut CueCollector) -> Result<(), CaptionFault> {
    let passages = json::list(text, "transcripts")?;
    json::each(text, &passages, out, |line, passage: Passage, out| {
        let speaker = passage.voice.and_then(Name::text).or(passage.speaker.and_then(Name::text));
        out.cue(line, passage.start.0, passage.end.0, vec![(speaker, TimedText::plain(&passage.text))]);
    });
    Ok(())
}

/// Reads chapters.
pub(super) fn read_chapters(text: &str, out: &mut CueCollector) -> Result<(), CaptionFault> {
    let chapters = json::list(text, "chapters")?;
    json::each(text, &chapters, out, |line, chapter: ChapterItem, out| {
        out.chapter(line, chapter.start.0, chapter.title);
    });
    Ok(())
}
