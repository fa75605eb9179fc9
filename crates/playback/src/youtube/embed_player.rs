//! What the embed's player is doing, from the states that it reports and the requests made of it.
//!
//! Two of the states mean several things. "Ended" also comes for a moment after a seek to shortly before the
//! end, so it is believed after half a second, unless something else makes it certain. "Unstarted" is
//! reported before a start, after an error, while a seek loads, and when the browser refuses to start the
//! video. Nothing at all is reported when the embed ignores a command. So a start has a deadline: what has
//! not begun by then is blocked.

use crate::{Failure, Moment, Status};

/// How long an end stands in doubt, and a start that fell back to "unstarted" or "cued", in milliseconds.
const DOUBT: f64 = 500.0;
/// An embed that plays reports "unstarted" or "buffering" within 0.3 s of the command. One that has reported
/// nothing after so long ignores it.
const IGNORED: f64 = 4000.0;
/// How long a seek may load.
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
pub(super) struct EmbedPlayer {
    phase: Option<Phase>,
    /// The reader wants it to play, as far as the requests and the states tell.
    wanted: bool,
    /// The reader has wanted that, ever: with this player or one before it in the same frame.
    engaged: bool,
    /// It has begun to play: it was buffering, or playing.
    started: bool,
    /// It has played, and was not stopped.
    played: bool,
    /// It was asked to play and has not played since.
    starting: bool,
    /// Whether it was last asked to play (or to pause), and when.
    asked: Option<(bool, Moment)>,
    /// When a start counts as blocked.
    deadline: Option<Moment>,
    blocked: bool,
    /// When the browser refused to start it last.
    refused: Option<Moment>,
    failure: Option<Failure>,
    /// Until when an end is not believed.
    doubt: Option<Moment>,
    /// Positions in a row that moved on, without a state.
    ticks: u8,
}

impl EmbedPlayer {
    /// Returns the player that takes this one's place in the frame: nothing is known of it, and the reader
    /// wants the same of it.
    pub(super) fn successor(&self) -> Self {
        Self { wanted: self.wanted, engaged: self.engaged, ..Self::default() }
    }

    /// Takes what the reader wants, before the player can be commanded.
    pub(super) fn want(&mut self, play: bool) {
        self.wanted = play;
        self.engaged |= play;
    }

    /// Notes the command to play, or to pause.
    pub(super) fn ask(&mut self, play: bool, at: Moment) {
        self.want(play);
        self.asked = Some((play, at));
        self.starting = play;
        self.blocked = false;
        let is_running = self.phase.is_some_and(Phase::is_running);
        self.deadline = (play && !is_running).then(|| at.plus(IGNORED));
    }

    /// Takes a phase, which may be the one it is in already. `certain` means that nothing in the
    /// circumstances makes an end or a refusal unlikely or likely. Returns whether it must be told once more
    /// to play: a pause after the end is remembered, and swallows the next start.
    pub(super) fn enter(&mut self, phase: Phase, certain: bool, at: Moment) -> bool {
        let asked = self.asked.filter(|(_, when)| at.since(*when) < ECHO).map(|(play, _)| play);
        let swallowed = self.phase == Some(Phase::Ended) && phase == Phase::Paused && asked == Some(true);
        let was_running = self.phase.is_some_and(Phase::is_running);
        self.phase = Some(phase);
        self.ticks = 0;
        self.doubt = (phase == Phase::Ended && !certain).then(|| at.plus(DOUBT));
        match phase {
            Phase::Playing | Phase::Buffering => {
                self.want(asked != Some(false));
                self.started = true;
                self.blocked = false;
                self.deadline = None;
            }
            Phase::Paused | Phase::Ended => {
                self.want(swallowed);
                self.starting = swallowed;
                self.blocked = false;
                self.deadline = None;
            }
            // A first tap on a phone may only load it. Else it was stopped.
            Phase::Cued if self.starting => self.fall_back(was_running, DOUBT, at),
            Phase::Cued => (self.wanted, self.played) = (false, false),
            // The event for it may come before the state.
            Phase::Unstarted if self.refused.is_some_and(|when| at.since(when) < ECHO) => self.block(),
            Phase::Unstarted if self.wanted && !self.blocked => {
                self.fall_back(was_running, if certain { LOADING } else { DOUBT }, at);
            }
            Phase::Unstarted => {}
        }
        if phase == Phase::Playing {
            (self.played, self.starting, self.failure) = (true, false, None);
        }
        swallowed
    }

    /// It does not run, though it is wanted to. The deadline of a command that was not acknowledged stays.
    fn fall_back(&mut self, was_running: bool, grace: f64, at: Moment) {
        if was_running || (self.deadline.is_none() && !self.blocked) {
            self.deadline = Some(at.plus(grace));
        }
    }

    /// Takes a position that came without a state. It `moved` on from the one before, or is at the `end`.
    pub(super) fn tick(&mut self, moved: bool, end: bool, at: Moment) {
        if self.doubt.is_some() {
            self.doubt = (!end).then(|| at.plus(DOUBT));
        }
        self.ticks = if moved { self.ticks.saturating_add(1) } else { 0 };
        if self.ticks >= TICKS && (self.phase != Some(Phase::Playing) || self.failure.is_some()) {
            self.enter(Phase::Playing, true, at);
        }
    }

    pub(super) fn fail(&mut self, failure: Failure) {
        self.failure = Some(failure);
        self.starting = false;
        self.deadline = None;
    }

    /// The word for an error comes with the state; the number, if it comes, says more.
    pub(super) fn fail_unless_known(&mut self, failure: Failure) {
        let known = self.failure.take();
        self.fail(known.unwrap_or(failure));
    }

    /// The browser refuses to start it.
    pub(super) fn refuse(&mut self, at: Moment) {
        self.refused = Some(at);
        let is_unstarted = self.phase == Some(Phase::Unstarted);
        if is_unstarted || (self.starting && matches!(self.phase, None | Some(Phase::Cued))) {
            self.block();
        }
    }

    fn block(&mut self) {
        self.blocked = true;
        self.deadline = None;
    }

    /// Time has passed.
    pub(super) fn pass(&mut self, at: Moment) {
        if self.doubt.is_some_and(|until| at >= until) {
            self.doubt = None;
        }
        if self.deadline.is_some_and(|deadline| at >= deadline) {
            self.block();
        }
    }

    /// When time alone changes something.
    pub(super) fn next(&self) -> Option<Moment> {
        [self.doubt, self.deadline].into_iter().flatten().reduce(Moment::earlier)
    }

    pub(super) fn phase(&self) -> Option<Phase> {
        self.phase
    }

    pub(super) fn is_running(&self) -> bool {
        self.phase.is_some_and(Phase::is_running)
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.wanted
    }

    pub(super) fn has_played(&self) -> bool {
        self.played
    }

    /// Returns whether a seek changes its position and nothing else. It starts what never played, and what
    /// is over.
    pub(super) fn obeys_seeks(&self) -> bool {
        let is_started = match self.phase {
            None | Some(Phase::Cued | Phase::Ended) => false,
            Some(Phase::Unstarted) => self.wanted && !self.blocked,
            Some(Phase::Playing | Phase::Paused | Phase::Buffering) => true,
        };
        is_started && self.failure.is_none()
    }

    /// Returns the status of a player that answers. `silent` means that nothing came for longer than a player
    /// that plays is ever silent.
    pub(super) fn status(&self, silent: bool) -> Status {
        if let Some(failure) = self.failure {
            return Status::Failed(failure);
        }
        match self.phase {
            Some(Phase::Playing) if !silent => Status::Playing,
            // The word for "paused" was missed, if that was asked for; else it is stuck.
            Some(Phase::Playing) if !self.wanted => Status::Paused,
            Some(Phase::Playing | Phase::Buffering) => Status::Buffering,
            Some(Phase::Ended) if self.doubt.is_some() => Status::Buffering,
            _ if self.blocked => Status::Blocked,
            Some(Phase::Paused) => Status::Paused,
            Some(Phase::Ended) => Status::Ended,
            Some(Phase::Unstarted) if self.wanted && self.started => Status::Buffering,
            _ => self.intent().unwrap_or(Status::Ready),
        }
    }

    /// Returns the status that what the reader wants makes of a player that reports nothing.
    pub(super) fn intent(&self) -> Option<Status> {
        match (self.wanted, self.engaged) {
            (true, _) => Some(Status::Connecting),
            (false, true) => Some(Status::Paused),
            (false, false) => None,
        }
    }
}
