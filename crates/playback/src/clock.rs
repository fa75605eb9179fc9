//! The current time, from samples of a recording's position.
//!
//! A provider reports its position now and then: YouTube's embed about four times a second, a media element
//! whenever it is asked. Between two samples the clock goes on by itself, at most a second of the recording's
//! time past the last one (as Google's own client does), so that what is highlighted does not run on while
//! the recording is stuck. When a sample says less than was already shown, the clock waits for it rather than
//! step back: only a seek goes back.

use episode::Millis;

use crate::Moment;

/// How far the clock runs past the last sample, in milliseconds of the recording's time.
const REACH: f64 = 1000.0;

/// A rounding in the caller's arithmetic must not make the clock read a millisecond too little.
const ROUNDING: f64 = 1e-3;

/// A recording's position at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The position.
    pub media: Millis,
    /// When it was true.
    pub at: Moment,
    /// How many times as fast as normal the recording plays.
    pub rate: f64,
}

/// Whether the position moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// It plays.
    Running,
    /// It is paused, waits for data, or is over.
    #[default]
    Held,
}

/// The recording's time, at any moment. Starts at 0, held.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// A position, in milliseconds, with fractions where it was reckoned.
    media: f64,
    /// When it was true.
    at: Moment,
    rate: f64,
    motion: Motion,
    /// The last sample and a second: as far as it goes.
    limit: f64,
    /// The recording's length, where it is known: it goes no further either.
    end: f64,
    /// What was shown already.
    floor: f64,
}

impl Default for Clock {
    fn default() -> Self {
        Self {
            media: 0.0,
            at: Moment(0.0),
            rate: 1.0,
            motion: Motion::Held,
            limit: REACH,
            end: f64::INFINITY,
            floor: 0.0,
        }
    }
}

impl Clock {
    /// Returns the time of the recording.
    pub fn now(&self, at: Moment) -> Millis {
        // Never negative, and `as` saturates.
        Millis((self.shown(at) + ROUNDING) as u32)
    }

    /// Returns the milliseconds from `at` until the clock reads `time`, provided that samples keep coming. `None` if it
    /// has passed that time, or does not run.
    pub fn until(&self, time: Millis, at: Moment) -> Option<f64> {
        if !self.is_running() || self.now(at) >= time || self.reckoned(at) >= self.reach() {
            return None;
        }
        Some(((f64::from(time.0) - self.media) / self.rate - at.since(self.at)).max(0.0))
    }

    /// Returns whether the time moves.
    pub fn is_running(&self) -> bool {
        self.motion == Motion::Running && self.rate > 0.0
    }

    /// Returns the playback rate.
    pub fn rate(&self) -> f64 {
        self.rate
    }

    /// Takes a sample that is true now. `jumped` means that a seek led here: the clock may go back.
    pub fn sample(&mut self, sample: Sample, motion: Motion, jumped: bool) {
        self.late_sample(sample, motion, jumped, sample.at);
    }

    /// Takes a sample that was true a while before `arrival`: meanwhile the clock has gone on.
    pub fn late_sample(&mut self, sample: Sample, motion: Motion, jumped: bool, arrival: Moment) {
        let shown = self.shown(arrival);
        let media = f64::from(sample.media.0);
        *self = Self {
            media,
            at: sample.at,
            rate: if sample.rate.is_finite() { sample.rate.max(0.0) } else { 0.0 },
            motion,
            limit: media + REACH,
            end: self.end,
            floor: if jumped { media } else { shown.max(media) },
        };
    }

    /// The recording's length, past which the time does not go by itself. `None` while unknown.
    pub fn set_end(&mut self, end: Option<Millis>) {
        self.end = end.map_or(f64::INFINITY, |end| f64::from(end.0));
    }

    /// The rate changed, at no known position.
    pub fn set_rate(&mut self, rate: f64, at: Moment) {
        if rate != self.rate && rate.is_finite() {
            self.rebase(at);
            self.rate = rate.max(0.0);
        }
    }

    /// The position began to move, or stopped, at no known position.
    pub fn set_motion(&mut self, motion: Motion, at: Moment) {
        if motion != self.motion {
            self.rebase(at);
            self.motion = motion;
        }
    }

    /// Reckons on from here. The last sample still says how far.
    fn rebase(&mut self, at: Moment) {
        (self.floor, self.media) = (self.shown(at), self.reckoned(at));
        self.at = at;
    }

    fn reckoned(&self, at: Moment) -> f64 {
        let ahead = if self.is_running() { at.since(self.at).max(0.0) * self.rate } else { 0.0 };
        (self.media + ahead).min(self.reach())
    }

    /// How far it goes by itself.
    fn reach(&self) -> f64 {
        self.limit.min(self.end.max(self.media))
    }

    fn shown(&self, at: Moment) -> f64 {
        self.reckoned(at).max(self.floor)
    }
}
