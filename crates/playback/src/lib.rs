//! The state of playback: the clock that every view reads, and the protocol of YouTube's embed as a state machine.
//!
//! Read in this order: this file (requests, and the state that is confirmed), [`clock`] (the current time
//! from samples of a position), [`failure`] (why a recording cannot be played, and what to do), [`notice`] and [`stall`]
//! (messages for the reader meanwhile), [`youtube`] (messages in, messages out).
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
    /// Returns the moment so many milliseconds later.
    #[must_use]
    pub fn plus(self, millis: f64) -> Self {
        Self(self.0 + millis)
    }

    /// Returns the milliseconds from `earlier` to this moment; negative if `earlier` is later.
    pub fn since(self, earlier: Self) -> f64 {
        self.0 - earlier.0
    }

    /// Returns the earlier of two moments.
    #[must_use]
    pub fn earlier(self, other: Self) -> Self {
        if other < self { other } else { self }
    }
}

/// A request to a provider. Nothing changes until the provider confirms it in its [`Playback`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Request {
    /// Start, continue, or start again after the end.
    Play,
    /// Pause at the current position.
    Pause,
    /// Seek to a time of the recording. What is paused stays paused, and what never played does not start. What has ended
    /// may play from there: YouTube's embed does.
    Seek(Millis),
    /// Set the playback rate; 1.0 is normal.
    SetRate(f64),
    /// Set the volume, from 0.0 to 1.0. Does not unmute.
    SetVolume(f64),
    /// Turn the sound off, or on.
    SetMuted(bool),
}

/// The status of playback, as far as the provider has confirmed it.
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
    /// Returns whether it plays, or would if it could: a button shows "pause" then.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Playing | Self::Buffering)
    }
}

/// The state that a provider has confirmed. Before its first answer, rate and volume are those that were requested.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// The status.
    pub status: Status,
    /// A notice for the reader. `None` where it has failed: the failure has a message.
    pub notice: Option<Notice>,
    /// Its length, once known. It may change a little as data arrives.
    pub duration: Option<Millis>,
    /// The playback rate; 1.0 is normal.
    pub rate: f64,
    /// The volume, from 0.0 to 1.0, whether muted or not.
    pub volume: f64,
    /// Whether the sound is off.
    pub muted: bool,
}

impl Default for Playback {
    fn default() -> Self {
        Self { status: Status::Idle, notice: None, duration: None, rate: 1.0, volume: 1.0, muted: false }
    }
}
