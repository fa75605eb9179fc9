//! What an app reads and controls of a player.

use std::sync::Arc;

use episode::{Episode, Millis};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::dom::render_effect;
use crate::settings::Settings;
use crate::state::Player;

/// Reads and controls a player: passed to [`EpisodePlayer`](crate::EpisodePlayer) or
/// [`EpisodeProvider`](crate::EpisodeProvider) as `handle`, or taken from the provider by
/// [`use_episode`](crate::use_episode).
///
/// Its signals are read-only: a request changes them when the recording confirms it. On a server and before an episode
/// is shown, they have the values that are named below.
#[derive(Clone, Copy, Debug)]
pub struct EpisodeHandle {
    episode: RwSignal<Option<Arc<Episode>>>,
    time: RwSignal<f64>,
    duration: RwSignal<f64>,
    paused: RwSignal<bool>,
    ended: RwSignal<bool>,
    chapter: RwSignal<Option<usize>>,
    turn: RwSignal<Option<usize>>,
    player: StoredValue<Option<SendWrapper<Player>>>,
    /// What was requested before an episode was shown.
    start: StoredValue<Option<f64>>,
    plays: StoredValue<bool>,
}

impl EpisodeHandle {
    /// Creates a handle, which the current reactive owner owns.
    #[must_use]
    pub fn new() -> Self {
        Self {
            episode: RwSignal::new(None),
            time: RwSignal::new(0.0),
            duration: RwSignal::new(0.0),
            paused: RwSignal::new(true),
            ended: RwSignal::new(false),
            chapter: RwSignal::new(None),
            turn: RwSignal::new(None),
            player: StoredValue::new(None),
            start: StoredValue::new(None),
            plays: StoredValue::new(false),
        }
    }

    /// The episode that is shown. Before: `None`.
    #[must_use]
    pub fn episode(self) -> ReadSignal<Option<Arc<Episode>>> {
        self.episode.read_only()
    }

    /// The time in seconds. It changes when something on the page does: a word, a turn, a second. Before: 0.
    #[must_use]
    pub fn time(self) -> ReadSignal<f64> {
        self.time.read_only()
    }

    /// The length in seconds: that of the recording, once it is known. Before: 0.
    #[must_use]
    pub fn duration(self) -> ReadSignal<f64> {
        self.duration.read_only()
    }

    /// Whether it is paused. Before: `true`.
    #[must_use]
    pub fn paused(self) -> ReadSignal<bool> {
        self.paused.read_only()
    }

    /// Whether it played to its end. Before: `false`.
    #[must_use]
    pub fn ended(self) -> ReadSignal<bool> {
        self.ended.read_only()
    }

    /// The index of the active chapter in [`Episode::chapters`]. Before: `None`.
    #[must_use]
    pub fn chapter(self) -> ReadSignal<Option<usize>> {
        self.chapter.read_only()
    }

    /// The index of the active turn of the transcript. Before: `None`.
    #[must_use]
    pub fn turn(self) -> ReadSignal<Option<usize>> {
        self.turn.read_only()
    }

    /// Requests to play, now or as soon as an episode is shown. A browser may refuse it without an action of the reader.
    pub fn play(self) {
        match self.player() {
            Some(player) => player.playback.play(),
            None => self.plays.set_value(true),
        }
    }

    /// Requests to pause.
    pub fn pause(self) {
        self.plays.set_value(false);
        if let Some(player) = self.player() {
            player.playback.pause();
        }
    }

    /// Requests a seek to a time in seconds. Before an episode is shown, it sets where that starts.
    pub fn seek(self, seconds: f64) {
        match (self.player(), Millis::from_seconds(seconds)) {
            (Some(player), Some(time)) => player.playback.seek(time),
            (None, Some(_)) => self.start.set_value(Some(seconds)),
            (_, None) => {}
        }
    }

    fn player(self) -> Option<Player> {
        let player = self.player.try_with_value(|player| player.as_ref().map(|player| **player)).flatten();
        player.filter(|player| !player.playback.is_disposed())
    }

    /// Returns the start that was requested before an episode was shown, and resets it.
    pub(super) fn take_start(self) -> Option<Millis> {
        self.start.try_update_value(Option::take).flatten().and_then(Millis::from_seconds)
    }

    /// Keeps for the next player of the same episode where this one is, and whether it plays.
    pub(super) fn keep_place(self, settings: &Settings) {
        if let Some(player) = self.player() {
            settings.resume.set(Some(player.playback.exact_time()));
            self.plays.set_value(player.playback.is_running());
        }
    }

    /// Lets the player go: its episode is no longer shown.
    pub(super) fn release(self) {
        self.player.set_value(None);
        self.episode.set(None);
    }

    /// Follows a player for as long as the current reactive owner lives, which must be the player's own.
    pub(super) fn follow(self, player: Player) {
        let Player { episode, playback, .. } = player;
        self.player.set_value(Some(SendWrapper::new(player)));
        render_effect(move || self.episode.set(Some(episode.get().shared())));
        render_effect(move || self.time.set(playback.time().get().seconds()));
        render_effect(move || self.duration.set(playback.duration().get().seconds()));
        render_effect(move || self.paused.set(!playback.is_running()));
        render_effect(move || {
            self.ended.set(playback.status() == playback::Status::Ended);
        });
        render_effect(move || self.chapter.set(playback.chapter().get()));
        render_effect(move || self.turn.set(playback.turn().get()));
        if self.plays.try_update_value(std::mem::take) == Some(true) {
            playback.play();
        }
    }
}

impl Default for EpisodeHandle {
    fn default() -> Self {
        Self::new()
    }
}
