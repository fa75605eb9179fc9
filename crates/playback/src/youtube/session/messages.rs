//! What a message from the embed changes.

use episode::Millis;

use super::super::embed_player::Phase;
use super::super::freshness::Key;
use super::super::incoming::State;
use super::super::outgoing::Command;
use super::requests::PendingRequests;
use super::{SUBSCRIPTIONS, Session};
use crate::youtube::freshness::Arrival;
use crate::{Failure, Moment};

/// The rates that a recording plays at. Others are not believed.
const RATES: std::ops::RangeInclusive<f64> = 0.0625..=16.0;

impl Session {
    /// The embed answered a greeting, with nothing else: it was greeted before, or its snapshot was missed.
    pub(super) fn on_answer(&mut self, arrival: Arrival) {
        self.tracker.is_latest(arrival.wall); // Its snapshot, if late, is older.
        if !self.handshake.is_connected() {
            self.connect(&State::default(), arrival);
        } else if self.handshake.answer() {
            self.subscribe();
        }
    }

    /// A player's first message. If it was built after everything from a player known before, or after the failure of that
    /// one, it is another.
    pub(super) fn on_snapshot(&mut self, state: &State, arrival: Arrival) {
        self.tracker.calibrate();
        let built = self.tracker.built(state.stamp, arrival);
        let is_latest = self.tracker.is_latest(built);
        if !self.handshake.is_connected() {
            self.connect(state, arrival);
        } else if is_latest || self.failed.is_some_and(|failed| built > failed) {
            self.handshake.replace();
            self.connect(state, arrival);
        } else {
            self.merge(state, arrival); // It was overtaken.
        }
    }

    /// Some keys of the state. It reports to those who greeted it, so that it is an answer, too.
    pub(super) fn on_update(&mut self, state: &State, arrival: Arrival) {
        let built = self.tracker.built(state.stamp, arrival);
        if self.handshake.is_connected() {
            self.handshake.hear();
            self.tracker.is_latest(built);
            self.merge(state, arrival);
        } else {
            self.tracker.is_latest(arrival.wall);
            self.connect(state, arrival);
        }
    }

    /// There is a player: the first one, or the one after a reload of the frame, which goes on where the one
    /// before was.
    fn connect(&mut self, state: &State, arrival: Arrival) {
        let mut requests = std::mem::take(&mut self.pending);
        if self.handshake.was_answered() {
            requests.rate.get_or_insert(self.playback.rate);
            requests.volume.get_or_insert(self.playback.volume);
            requests.muted.get_or_insert(self.playback.muted);
            self.player = self.player.successor();
            self.failed = None;
            let position = self.position.meant(arrival.at);
            // What was over begins anew.
            if position > Millis::ZERO && !self.position.is_end(position) {
                self.position.choose(position, arrival.at);
            }
        }
        let is_wanted = self.player.is_wanted();
        self.handshake.answer();
        self.merge(state, arrival);
        self.subscribe();
        self.apply(requests, state, arrival.at);
        if is_wanted {
            self.play(arrival.at);
        }
    }

    fn subscribe(&mut self) {
        for event in SUBSCRIPTIONS {
            self.command(Command::AddEventListener(event));
        }
    }

    /// Tells a new player what differs in its `state` from what is wanted, and shows that already.
    fn apply(&mut self, requests: PendingRequests, state: &State, at: Moment) {
        if let Some(rate) = requests.rate.filter(|rate| state.playback_rate != Some(*rate)) {
            self.set_rate(rate, at);
            self.show_rate(rate, at);
        }
        if let Some(volume) =
            requests.volume.filter(|volume| state.volume.map(|v| v / 100.0) != Some(*volume))
        {
            self.set_volume(volume);
            self.playback.volume = volume;
        }
        if let Some(muted) = requests.muted.filter(|muted| state.muted != Some(*muted)) {
            self.set_muted(muted);
            self.playback.muted = muted;
        }
    }

    fn merge(&mut self, state: &State, arrival: Arrival) {
        let built = self.tracker.built(state.stamp, arrival);
        if let Some(rate) = state.playback_rate.filter(|rate| RATES.contains(rate))
            && self.tracker.is_news(Key::Rate, rate, built)
        {
            confirm(&mut self.pending.rate, rate, self.playback.rate);
            self.show_rate(rate, arrival.at);
        }
        if let Some(volume) = state.volume {
            let volume = volume.clamp(0.0, 100.0) / 100.0;
            confirm(&mut self.pending.volume, volume, self.playback.volume);
            self.playback.volume = volume;
        }
        if let Some(muted) = state.muted {
            confirm(&mut self.pending.muted, muted, self.playback.muted);
            self.playback.muted = muted;
        }
        if let Some(duration) = state.duration.and_then(Millis::from_seconds).filter(|d| *d > Millis::ZERO)
            && self.tracker.is_news(Key::Duration, f64::from(duration.0), built)
        {
            self.playback.duration = Some(duration);
            self.position.set_duration(duration, arrival.at);
        }
        let phase = state.player_state.and_then(Phase::from_number);
        let news = phase.filter(|phase| self.tracker.is_news(Key::Phase, f64::from(*phase as u8), built));
        let media = state.position().and_then(Millis::from_seconds);
        if let Some(phase) = news {
            self.enter(phase, state, media, arrival.at);
            if state.error_code.is_some() {
                self.note_failure(built);
            }
        }
        // A player that goes back to "unstarted" is reset, or fails: the next state says which.
        let is_reset = phase == Some(Phase::Unstarted) && self.player.has_played();
        if let Some(media) = media.filter(|_| !is_reset || self.position.has_target())
            && self.tracker.is_news(Key::Position, f64::from(media.0), built)
        {
            self.locate(media, arrival.moment(built), phase, arrival.at);
        }
    }

    fn enter(&mut self, phase: Phase, state: &State, media: Option<Millis>, at: Moment) {
        self.heard = at;
        let error = state.error_code.as_deref();
        let certain = match phase {
            Phase::Ended => media.is_some_and(|m| self.position.is_end(m)) || self.position.seeks_end(),
            // "Unstarted", for one, is said while a seek loads.
            _ => error.is_some() || self.position.is_moving(media),
        };
        if self.player.enter(phase, certain, at) {
            self.command(Command::PlayVideo);
        }
        if let Some(word) = error {
            self.player.fail_unless_known(Failure::from_youtube_word(word));
            self.position.retain(at);
        }
    }

    /// The embed was at a position at a moment. It came with the `phase`, or without any.
    fn locate(&mut self, media: Millis, at: Moment, phase: Option<Phase>, arrival: Moment) {
        self.heard = arrival;
        if phase.is_none() {
            let follows = self.position.follows(media, at);
            self.player.tick(follows, self.position.is_end(media), arrival);
        }
        let is_cued = phase == Some(Phase::Cued);
        self.position.locate(media, at, self.status(arrival), is_cued, arrival);
    }
}

/// A value that is reported ends the wait for one that was asked for if it is the same, or is news itself.
fn confirm<T: Copy + PartialEq>(pending: &mut Option<T>, reported: T, before: T) {
    if *pending == Some(reported) || reported != before {
        *pending = None;
    }
}
