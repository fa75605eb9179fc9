//! What views ask for: commanded at once, or kept until there is a player that hears commands.

use episode::Millis;

use super::super::embed_player::Phase;
use super::super::outgoing::Command;
use super::Session;
use crate::{Moment, Request};

/// What was asked for and not yet confirmed: a new player has to be told. The values are those that the embed
/// will report.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PendingRequests {
    pub(super) rate: Option<f64>,
    pub(super) volume: Option<f64>,
    pub(super) muted: Option<bool>,
}

impl Session {
    pub(super) fn carry_out(&mut self, request: Request, at: Moment) {
        match request {
            Request::Play => self.play(at),
            Request::Pause => self.pause(at),
            Request::Seek(to) => self.seek(to, at),
            Request::SetRate(rate) => self.set_rate(nearest_rate(rate), at),
            Request::SetVolume(volume) => self.set_volume(nearest_volume(volume)),
            Request::SetMuted(muted) => self.set_muted(muted),
        }
    }

    pub(super) fn play(&mut self, at: Moment) {
        if self.handshake.is_unreachable() {
            self.handshake.start(at);
        }
        if !self.handshake.is_connected() {
            self.player.want(true);
            return;
        }
        let is_running = self.player.is_running();
        self.player.ask(true, at);
        // If it is starting already, it was told where.
        if !is_running || self.position.is_undecided() {
            self.post_choice(at);
        }
        self.command(Command::PlayVideo);
    }

    fn pause(&mut self, at: Moment) {
        if !self.handshake.is_connected() {
            self.player.want(false);
        } else if self.player.is_wanted() || self.player.is_running() {
            // Not after the end: the embed would remember it, and swallow the next start.
            self.player.ask(false, at);
            self.command(Command::PauseVideo);
        }
    }

    fn seek(&mut self, to: Millis, at: Moment) {
        let is_ended = self.player.phase() == Some(Phase::Ended);
        if !self.handshake.is_connected() || !(self.player.obeys_seeks() || is_ended) {
            self.position.choose(to, at);
        } else if self.position.shows_choice() {
            self.position.choose(to, at); // It is not where it was told to go before.
            self.post_choice(at);
        } else {
            let to = self.position.seek(to, at);
            self.command(Command::SeekTo(to));
        }
    }

    /// Tells the embed to go to the position that was chosen, if it is not there yet.
    pub(super) fn post_choice(&mut self, at: Moment) {
        if let Some(to) = self.position.post(at) {
            self.command(Command::SeekTo(to));
        }
    }

    pub(super) fn set_rate(&mut self, rate: f64, at: Moment) {
        self.pending.rate = Some(rate);
        if self.handshake.is_connected() {
            self.command(Command::SetPlaybackRate(hundredths(rate)));
        } else {
            self.show_rate(rate, at);
        }
    }

    pub(super) fn set_volume(&mut self, volume: f64) {
        self.pending.volume = Some(volume);
        if self.handshake.is_connected() {
            self.command(Command::SetVolume(hundredths(volume)));
        } else {
            self.playback.volume = volume;
        }
    }

    pub(super) fn set_muted(&mut self, muted: bool) {
        self.pending.muted = Some(muted);
        if self.handshake.is_connected() {
            self.command(if muted { Command::Mute } else { Command::UnMute });
        } else {
            self.playback.muted = muted;
        }
    }

    pub(super) fn show_rate(&mut self, rate: f64, at: Moment) {
        self.playback.rate = rate;
        self.position.clock.set_rate(rate, at);
    }
}

fn hundredths(value: f64) -> u32 {
    (value * 100.0).round() as u32
}

/// Returns the rate that the embed makes of one: between 0.25 and 2, rounded down to a multiple of 0.05.
fn nearest_rate(rate: f64) -> f64 {
    let hundredths = hundredths(rate).clamp(25, 200);
    f64::from(hundredths - hundredths % 5) / 100.0
}

fn nearest_volume(volume: f64) -> f64 {
    f64::from(hundredths(volume).min(100)) / 100.0
}
