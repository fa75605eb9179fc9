//! What the embed's player is doing, from the states that it tells.
//!
//! Two of them mean several things. "Ended" also comes for a moment after a seek to shortly before the end,
//! and "unstarted" is said before a start, after an error, while a seek loads, and when the browser refuses
//! to start it. Those stand in doubt for half a second, unless something else makes them certain.

use crate::{Failure, Moment, Status};

/// How long a state stands in doubt.
const DOUBT: f64 = 500.0;
/// How long it is no wonder that a seek still loads.
const LOADING: f64 = 10_000.0;
/// What comes within a second of a request may be its effect.
const ECHO: f64 = 1000.0;
/// So many positions in a row that moved on mean that it plays: the state was missed.
const TICKS: u8 = 3;

/// The embed's states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Unstarted,
    Ended,
    Playing,
    Paused,
    Buffering,
    Cued,
}

impl Phase {
    pub(super) fn from_number(number: f64) -> Option<Self> {
        match number as i32 {
            -1 => Some(Self::Unstarted),
            0 => Some(Self::Ended),
            1 => Some(Self::Playing),
            2 => Some(Self::Paused),
            3 => Some(Self::Buffering),
            5 => Some(Self::Cued),
            _ => None,
        }
    }

    pub(super) fn is_running(self) -> bool {
        matches!(self, Self::Playing | Self::Buffering)
    }
}

#[derive(Debug, Default)]
pub(super) struct Player {
    phase: Option<Phase>,
    /// It wants to play, as far as the states and the requests tell.
    driven: bool,
    /// It has wanted to, ever.
    started: bool,
    /// Whether it was last asked to play (or to pause), and when.
    asked: Option<(bool, Moment)>,
    /// The browser refused to start it.
    blocked: bool,
    /// When it said so last.
    refused: Option<Moment>,
    failure: Option<Failure>,
    /// Until when the phase is not believed.
    doubt: Option<Moment>,
    /// Positions in a row that moved on, with no word of a state.
    ticks: u8,
}

impl Player {
    /// It is told to play, or to pause.
    pub(super) fn ask(&mut self, play: bool, at: Moment) {
        self.driven = play;
        self.asked = Some((play, at));
    }

    /// It is in another phase, or says again that it is in this one. `certain` means that nothing in the
    /// circumstances makes an end or a refusal unlikely or likely. Returns whether it must be told once more
    /// to play: a pause after the end is remembered, and swallows the next start.
    pub(super) fn enter(&mut self, phase: Phase, certain: bool, at: Moment) -> bool {
        let asked = self.asked.filter(|(_, when)| at.since(*when) < ECHO).map(|(play, _)| play);
        let swallowed = self.phase == Some(Phase::Ended) && phase == Phase::Paused && asked == Some(true);
        match phase {
            Phase::Playing | Phase::Buffering => {
                self.driven = asked != Some(false);
                self.started = true;
                self.blocked = false;
            }
            Phase::Paused | Phase::Ended | Phase::Cued => {
                self.driven = swallowed;
                self.blocked = false;
            }
            // The word for it may come before the state.
            Phase::Unstarted if self.refused.is_some_and(|when| at.since(when) < ECHO) => self.block(),
            Phase::Unstarted => {}
        }
        if phase == Phase::Playing {
            self.failure = None;
        }
        let doubt = match phase {
            Phase::Ended => (!certain).then_some(DOUBT),
            Phase::Unstarted if self.driven && !self.blocked => Some(if certain { LOADING } else { DOUBT }),
            _ => None,
        };
        self.doubt = doubt.map(|doubt| at.plus(doubt));
        self.phase = Some(phase);
        self.ticks = 0;
        swallowed
    }

    /// A position came without a state. It `moved` on from the one before, or is at the `end`.
    pub(super) fn tick(&mut self, moved: bool, end: bool, at: Moment) {
        if self.phase == Some(Phase::Ended) && self.doubt.is_some() {
            self.doubt = (!end).then(|| at.plus(DOUBT));
        }
        self.ticks = if moved { self.ticks.saturating_add(1) } else { 0 };
        if self.ticks >= TICKS && self.phase != Some(Phase::Playing) {
            self.enter(Phase::Playing, true, at);
        }
    }

    pub(super) fn fail(&mut self, failure: Failure) {
        self.failure = Some(failure);
        self.driven = false;
    }

    /// The word for an error comes with the state; the number, if it comes, says more.
    pub(super) fn fail_unless_known(&mut self, failure: Failure) {
        let known = self.failure.take();
        self.fail(known.unwrap_or(failure));
    }

    /// The browser refuses to start it.
    pub(super) fn refuse(&mut self, at: Moment) {
        self.refused = Some(at);
        if self.phase == Some(Phase::Unstarted) {
            self.block();
        }
    }

    fn block(&mut self) {
        self.blocked = true;
        self.driven = false;
        self.doubt = None;
    }

    /// Time has passed.
    pub(super) fn pass(&mut self, at: Moment) {
        if self.doubt.is_some_and(|until| at >= until) {
            self.doubt = None;
            if self.phase == Some(Phase::Unstarted) {
                self.block();
            }
        }
    }

    pub(super) fn doubt(&self) -> Option<Moment> {
        self.doubt
    }

    pub(super) fn phase(&self) -> Option<Phase> {
        self.phase
    }

    /// Whether it wants to play, or is asked to.
    pub(super) fn is_driven(&self) -> bool {
        self.driven
    }

    /// Whether a seek changes its position and nothing else. It starts what never played, and what is over.
    pub(super) fn obeys_seeks(&self) -> bool {
        let is_started = match self.phase {
            None | Some(Phase::Cued | Phase::Ended) => false,
            Some(Phase::Unstarted) => self.driven && !self.blocked,
            Some(Phase::Playing | Phase::Paused | Phase::Buffering) => true,
        };
        is_started && self.failure.is_none()
    }

    /// `silent` means that no word came for longer than one that plays is ever silent.
    pub(super) fn status(&self, silent: bool) -> Status {
        if let Some(failure) = self.failure {
            return Status::Failed(failure);
        }
        match self.phase {
            Some(Phase::Playing) if !silent => Status::Playing,
            // The word for "paused" was missed, if that was asked for; else it is stuck.
            Some(Phase::Playing) if !self.driven => Status::Paused,
            Some(Phase::Playing | Phase::Buffering) => Status::Buffering,
            Some(Phase::Paused) => Status::Paused,
            Some(Phase::Ended) if self.doubt.is_some() => Status::Buffering,
            Some(Phase::Ended) => Status::Ended,
            Some(Phase::Unstarted) if self.blocked => Status::Blocked,
            Some(Phase::Unstarted) if self.driven => Status::Buffering,
            Some(Phase::Unstarted) if self.started => Status::Paused,
            None | Some(Phase::Cued | Phase::Unstarted) => Status::Ready,
        }
    }
}
