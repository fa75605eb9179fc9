//! The episode that is shown, with what is active in it when.

use std::ops::{Deref, Range};
use std::rc::Rc;
use std::sync::Arc;

use episode::{ChapterTurns, Episode, Millis, Timeline};

use crate::address;
use crate::browser;
use crate::reactive::*;

/// The episode. It notifies when its estimated times were rescaled to the length of the recording, and when the reader
/// selected another of its transcripts.
pub(crate) type EpisodeSignal = ReadSignal<Rc<TimedEpisode>>;

/// An episode in one of its languages, with its timeline. It dereferences to the [`Episode`], whose transcript is the
/// selected one.
pub(crate) struct TimedEpisode {
    episode: Arc<Episode>,
    /// The episode with all of its transcripts.
    whole: Arc<Episode>,
    /// The index of the selected transcript.
    pub(crate) selected: usize,
    pub(crate) timeline: Timeline,
    turn_groups: Vec<ChapterTurns>,
    links: Rc<Links>,
}

/// What makes addresses of the episode absolute.
pub(crate) struct Links {
    /// The absolute address of the JSON: files of the episode are relative to it.
    pub(crate) base: String,
    /// What a link to a time of this player has after the time.
    pub(crate) suffix: String,
}

impl Deref for TimedEpisode {
    type Target = Episode;
    fn deref(&self) -> &Episode {
        &self.episode
    }
}

impl TimedEpisode {
    pub(super) fn new(whole: Arc<Episode>, selected: usize, links: Rc<Links>) -> Rc<Self> {
        let episode = if selected == 0 { whole.clone() } else { Arc::new(whole.with_transcript(selected)) };
        let timeline = Timeline::new(&episode);
        let turn_groups = episode.turns_by_chapter();
        Rc::new(Self { episode, whole, selected, timeline, turn_groups, links })
    }

    /// Returns the episode with another of its transcripts.
    pub(super) fn with_selected(&self, index: usize) -> Rc<Self> {
        Self::new(self.whole.clone(), index, self.links.clone())
    }

    /// Returns the language of each transcript, the episode's own first; empty where nobody says it.
    pub(crate) fn languages(&self) -> Vec<&str> {
        self.whole.transcript_languages(None)
    }

    /// Returns the episode with its estimated times rescaled to this length; `None` where that changes nothing.
    pub(super) fn rescaled_to(&self, length: Millis) -> Option<Rc<Self>> {
        Some(Self::new(Arc::new(self.whole.rescaled_to(length)?), self.selected, self.links.clone()))
    }

    /// Returns the episode without its timeline.
    pub(crate) fn shared(&self) -> Arc<Episode> {
        self.episode.clone()
    }

    /// Returns the group whose first turn is this one.
    pub(crate) fn turn_group_from(&self, turn: usize) -> Option<&ChapterTurns> {
        let at = self.turn_groups.binary_search_by_key(&turn, |group| group.turns.start).ok()?;
        self.turn_groups.get(at)
    }

    /// Returns a group of turns by its index.
    pub(crate) fn turn_group(&self, index: usize) -> Option<&ChapterTurns> {
        self.turn_groups.get(index)
    }

    /// Returns the turns that start in a chapter.
    pub(crate) fn turns_of(&self, chapter: usize) -> Range<usize> {
        let at = self.turn_groups.binary_search_by_key(&Some(chapter), |group| group.chapter);
        at.map_or(0..0, |at| self.turn_groups[at].turns.clone())
    }

    /// Returns the absolute address that relative ones of the episode are relative to.
    pub(crate) fn base(&self) -> &str {
        &self.links.base
    }

    /// Returns the absolute address of a file that the episode names.
    pub(crate) fn resolve(&self, url: &str) -> Option<String> {
        browser::resolve(url, &self.links.base)
    }

    /// Returns a link to a time of this player.
    pub(crate) fn link_to(&self, time: Millis) -> String {
        address::link_to(time, &self.links.suffix)
    }
}
