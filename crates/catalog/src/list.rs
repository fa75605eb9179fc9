//! The list of all episodes.

use episode::timeline::turn_spans;
use episode::{Episode, Millis, Timing};
use serde::{Deserialize, Serialize};

use crate::Page;

/// The list, or some of it: `episodes.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The version of this form: 1.
    pub version: u32,
    /// How many episodes the site has.
    pub count: usize,
    /// The newest first.
    pub episodes: Vec<Entry>,
}

impl List {
    /// Lists some episodes of all.
    pub(crate) fn new(episodes: &[Entry], count: usize) -> Self {
        Self { version: 1, count, episodes: episodes.to_vec() }
    }
}

/// What the list says of an episode. Lengths are in whole seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// A slug; empty if the episode has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its title.
    pub title: String,
    /// The number that listeners know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The series that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// How long it is, as its page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<u32>,
    /// How much of it somebody talks. Only where captions say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub talk: Option<u32>,
    /// Its JSON, relative to the list.
    pub src: String,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The series of an episode.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Which part this is, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<u32>,
    /// How many parts there are.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<u32>,
}

impl Entry {
    /// Says of an episode what the list says.
    pub(crate) fn new(Page { src, url, episode }: &Page) -> Self {
        let series = episode.series.as_ref();
        Self {
            id: episode.id.clone(),
            title: episode.title.clone(),
            number: episode.number,
            series: series.map(|s| Series { name: s.name.clone(), part: s.part, of: s.of }),
            published: episode.published.clone(),
            duration: episode.duration.map(Millis::whole_seconds),
            talk: talk(episode).map(Millis::whole_seconds),
            src: src.clone(),
            url: url.clone(),
        }
    }

    /// Sorts by date, then by number, then by address: what has none is the oldest.
    pub(crate) fn age(&self) -> (Option<&str>, Option<u32>, &str) {
        (self.published.as_deref(), self.number, &self.src)
    }
}

/// How long somebody talks; where turns overlap, once.
fn talk(episode: &Episode) -> Option<Millis> {
    if episode.transcript.timing != Timing::Captions {
        return None;
    }
    let (mut talk, mut until) = (Millis::ZERO, Millis::ZERO);
    for (start, end) in turn_spans(episode, episode.end()) {
        talk = talk + end.saturating_sub(start.max(until));
        until = until.max(end);
    }
    Some(talk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use episode::{Transcript, Turn};

    #[test]
    fn talk_is_counted_once_and_without_pauses() {
        let turn =
            |start, end| Turn { start: Some(Millis(start)), end: Some(Millis(end)), ..Turn::default() };
        let turns = vec![turn(1000, 5000), turn(2000, 3000), turn(4000, 6000), turn(9000, 10_000)];
        let transcript = Transcript { timing: Timing::Captions, turns, ..Transcript::default() };
        let mut episode = Episode { transcript, ..Episode::default() };
        assert_eq!(talk(&episode), Some(Millis(6000)));
        episode.transcript.timing = Timing::Estimated;
        assert_eq!(talk(&episode), None);
    }
}
