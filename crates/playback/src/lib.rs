//! What plays, and where it stands: the clock every view reads, and the protocol of YouTube's embed as a
//! state machine.
//!
//! Read in this order: this file (requests, and the state that is confirmed), [`clock`] (from samples
//! of a position to the time now), [`failure`] (why nothing plays, and what to do), [`notice`] and [`stall`]
//! (what the reader is told meanwhile), [`youtube`] (messages in, messages out).
//!
//! No I/O, no web, no timer, no system clock: time is an argument. A file in an `<audio>` or `<video>`
//! element uses the same [`Clock`] and [`Playback`].

pub mod clock;
pub mod failure;
pub mod notice;
pub mod stall;
pub mod youtube;

pub use clock::{Clock, Motion, Sample};
pub use failure::{Failure, Probe};
pub use notice::{Notice, is_much_shorter};
pub use stall::StallTimer;

use episode::Millis;

/// A moment on a monotonic clock, in milliseconds: what `performance.now()` returns.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Moment(pub f64);

impl Moment {
    /// So many milliseconds later.
    #[must_use]
    pub fn plus(self, millis: f64) -> Self {
        Self(self.0 + millis)
    }

    /// Milliseconds from `earlier` to this moment; negative if it is later.
    pub fn since(self, earlier: Self) -> f64 {
        self.0 - earlier.0
    }

    /// The earlier of two moments.
    #[must_use]
    pub fn earlier(self, other: Self) -> Self {
        if other < self { other } else { self }
    }
}

/// What a view asks of a recording. Nothing has changed until the recording confirms it in its [`Playback`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Request {
    /// Start, go on, or start anew after the end.
    Play,
    /// Stop at this position.
    Pause,
    /// Go to a time of the recording. Paused stays paused, and what never played does not start. What has ended
    /// may play on from there: YouTube's embed does.
    Seek(Millis),
    /// Play so many times as fast, 1.0 being normal.
    SetRate(f64),
    /// As loud as this, from 0.0 to 1.0. Does not unmute.
    SetVolume(f64),
    /// Sound off, or on.
    SetMuted(bool),
}

/// What a recording is doing, as far as it has said.
///
/// Once [`Request::Play`] was asked for, or the reader started it inside its frame, it is never again `Idle`
/// or `Ready`: a view that replaced a poster by the frame keeps the frame.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Status {
    /// Nothing is loaded yet, nor asked to play.
    #[default]
    Idle,
    /// It was opened and has not answered yet, or was asked to play and has not begun to.
    Connecting,
    /// It could play, was never asked to, and never did.
    Ready,
    /// The position moves.
    Playing,
    /// It was stopped, or the request to play was withdrawn before it began.
    Paused,
    /// It wants to play and cannot: data is missing, or it has fallen silent.
    Buffering,
    /// It reached its end.
    Ended,
    /// It needs the reader's own press inside the frame. The browser refused to start it, it ignored the
    /// command, a first tap on a phone only loaded it, or a page for sign-in or consent is in the frame.
    /// Another [`Request::Play`] asks it again; muted, it may be allowed to start.
    Blocked,
    /// It cannot be played.
    Failed(Failure),
}

impl Status {
    /// Whether it plays, or would if it could: what a button shows as "pause".
    pub fn is_running(self) -> bool {
        matches!(self, Self::Playing | Self::Buffering)
    }
}

/// What a recording has confirmed. Before it answers for the first time, the rate and the sound are those that
/// were asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// What it is doing.
    pub status: Status,
    /// What the reader is told about it, if anything. `None` where it has failed: there the failure says it.
    pub notice: Option<Notice>,
    /// Its length, once known. It may change a little as data arrives.
    pub duration: Option<Millis>,
    /// How many times as fast as normal it plays.
    pub rate: f64,
    /// How loud, from 0.0 to 1.0, whether muted or not.
    pub volume: f64,
    /// Whether the sound is off.
    pub muted: bool,
}

impl Default for Playback {
    fn default() -> Self {
        Self { status: Status::Idle, notice: None, duration: None, rate: 1.0, volume: 1.0, muted: false }
    }
}
