//! YouTube's timed text in its JSON, `fmt=json3`: what its player fetches, and what `yt-dlp --sub-format json3` saves.
//!
//! There is no specification. An event has a start and a length on the screen in milliseconds, and segments with
//! their offset from the start; in automatic captions each word is one. Events that only break a line (`aAppend`)
//! and those that open a window have no words. In automatic captions an event stays on the screen while the next
//! one is said: it ends where that one starts.

use serde::Deserialize;

use super::collector::CueCollector;
use super::json::{self, List};
use super::timed_text::TimedText;
use crate::captions::CaptionFault;

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    events: List<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    #[serde(default)]
    t_start_ms: u64,
    #[serde(default)]
    d_duration_ms: u64,
    #[serde(default)]
    segs: Vec<Segment>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Segment {
    #[serde(default)]
    utf8: String,
    #[serde(default)]
    t_offset_ms: u64,
}

/// Reads a file of this format.
pub(super) fn read(text: &str, out: &mut CueCollector) -> Result<(), CaptionFault> {
    let File { events } = json::read(text)?;
    let mut last: Option<(usize, Event)> = None;
    json::each(text, &events, out, |line, event: Event, out| {
        if event.segs.iter().all(|segment| segment.utf8.trim().is_empty()) {
            return;
        }
        let next = event.t_start_ms;
        if let Some((line, event)) = last.replace((line, event)) {
            take(line, &event, Some(next), out);
        }
    });
    if let Some((line, event)) = last {
        take(line, &event, None, out);
    }
    Ok(())
}

fn take(line: usize, event: &Event, next: Option<u64>, out: &mut CueCollector) {
    let by_word = event.segs.len() > 1;
    let start = event.t_start_ms;
    let mut timed = TimedText::default();
    let mut last = start;
    for segment in &event.segs {
        let at = start.saturating_add(segment.t_offset_ms);
        if by_word {
            timed.at(at);
        }
        timed.push(&segment.utf8);
        last = last.max(at);
    }
    let shown = start.saturating_add(event.d_duration_ms);
    let end = next.filter(|next| (start..shown).contains(next)).unwrap_or(shown).max(last);
    out.cue(line, start, end, vec![(None, timed)]);
}
