//! The text of each episode: what a hit is quoted from.

use episode::Episode;
use serde::{Deserialize, Serialize};

/// Who says what in an episode, without times: a third of its JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Their names.
    pub speakers: Vec<String>,
    /// Each turn: the index of its speaker, and its text.
    pub turns: Vec<(Option<usize>, String)>,
}

impl Text {
    /// Takes the text of an episode.
    pub(crate) fn new(episode: &Episode) -> Self {
        let speakers = episode.speakers.iter().map(|speaker| speaker.name.clone());
        let turns = episode.transcript.turns.iter().map(|turn| (turn.speaker, turn.text.clone()));
        Self { speakers: speakers.collect(), turns: turns.collect() }
    }
}
