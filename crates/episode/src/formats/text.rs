//! A transcript as plain text.

use std::fmt::Write;

use crate::model::Episode;

/// Writes an episode's transcript as text: a paragraph for each turn, with a name where the speaker changes.
pub fn write(episode: &Episode) -> String {
    let mut out = String::new();
    let mut before = None;
    for turn in &episode.transcript.turns {
        if !out.is_empty() {
            out.push('\n');
        }
        let speaker = episode.speaker_of(turn).map(|speaker| speaker.name.as_str());
        if let Some(name) = speaker.filter(|name| before != Some(*name)) {
            _ = write!(out, "{name}: ");
        }
        before = speaker.or(before);
        out.push_str(turn.text.trim());
        out.push('\n');
    }
    out
}
