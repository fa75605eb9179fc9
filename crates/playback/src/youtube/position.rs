//! Where the embed stands: what it tells, what was chosen or sought, and the clock that shows one of them.

use std::ops::RangeInclusive;

use episode::Millis;

use super::target::{Target, Verdict};
use crate::{Clock, Moment, Motion, Sample, Status};

/// An end is believed this near to the length.
const END: Millis = Millis(250);
/// A position this much before the last one is a seek, not a rounding of the embed's.
const BACK: Millis = Millis(250);
/// A clock so far ahead of the embed did not only run on: it goes a second too far at most.
const AHEAD: Millis = Millis(1250);
/// Two positions that follow each other while it plays are this far apart in time, in milliseconds. Nearer
/// ones come of seeks.
const CADENCE: RangeInclusive<f64> = 100.0..=1500.0;
/// The embed's time between them, per time at the known rate: it may have changed. Else they come of seeks.
const PACE: RangeInclusive<f64> = 0.4..=2.5;

#[derive(Debug, Default)]
pub(super) struct Position {
    pub(super) clock: Clock,
    duration: Option<Millis>,
    target: Option<Target>,
    /// The newest position that the embed told, and when it was true.
    last: Option<(Millis, Moment)>,
}

impl Position {
    /// Shows a position where playback will begin, or will go on.
    pub(super) fn choose(&mut self, to: Millis, at: Moment) {
        let to = self.clamp(to);
        self.target = Some(Target::chosen(to));
        self.jump(to, at, at, Motion::Held);
    }

    /// The embed is told to go there. Returns where that is.
    pub(super) fn seek(&mut self, to: Millis, at: Moment) -> Millis {
        let to = self.clamp(to);
        self.target = Some(Target::seek(to, at));
        to
    }

    /// The embed is told what was chosen, if it is not there yet.
    pub(super) fn post(&mut self, at: Moment) -> Option<Millis> {
        let target = self.target.as_mut().filter(|target| target.is_shown())?;
        target.post(at);
        Some(target.to)
    }

    /// The embed did not start: what it was told before that will be told again when it does.
    pub(super) fn withdraw(&mut self) {
        if let Some(target) = self.target.as_mut().filter(|target| target.is_shown()) {
            target.withdraw();
        }
    }

    /// The embed failed. Where it was, or was to go, stays the position: another try begins there, and what
    /// the embed says of its position after an error, mostly zero, does not count.
    pub(super) fn retain(&mut self, at: Moment) {
        let to = self.meant(at);
        if to > Millis::ZERO && !self.is_end(to) && !self.is_undecided() {
            self.choose(to, at);
        }
    }

    /// The embed says that it goes somewhere, as it was told to or by the reader in the frame.
    pub(super) fn on_seek(&mut self, to: Millis, at: Moment) {
        match &mut self.target {
            Some(target) if target.is_shown() && target.is_meant_by(to) => {}
            // It clamps to the length, which may not be known here.
            Some(target) if !target.is_shown() => target.to = to,
            _ => self.target = Some(Target::seek(to, at)),
        }
    }

    /// The embed was at a position at a moment. `cued` means that nothing plays, or ever did.
    pub(super) fn locate(&mut self, media: Millis, at: Moment, status: Status, cued: bool, arrival: Moment) {
        let before = self.last.replace((media, at));
        let was_chosen = self.shows_choice();
        let arrived = match self.target.map(|target| target.judge(media, at, status)) {
            Some(Verdict::Foreign) => return,
            Some(Verdict::Pending) | None => false,
            // An end comes with the position before, which may be near.
            Some(Verdict::Arrived) if self.target.is_some_and(|t| self.is_end(t.to) && media < t.to) => false,
            Some(verdict @ (Verdict::Arrived | Verdict::Lost)) => {
                self.target = None;
                // What was only chosen was never the embed's own position.
                verdict == Verdict::Arrived || was_chosen
            }
        };
        let back = before.is_some_and(|(before, _)| media + BACK < before);
        let ahead = media + AHEAD < self.clock.now(arrival);
        let sample = Sample { media, at, rate: self.clock.rate() };
        self.clock.late_sample(sample, self.motion(status), arrived || cued || back || ahead, arrival);
    }

    pub(super) fn set_duration(&mut self, duration: Millis, at: Moment) {
        self.duration = Some(duration);
        self.clock.set_end(self.duration);
        if let Some(target) = self.target.as_mut().filter(|target| target.to > duration) {
            target.to = duration;
            if target.is_shown() {
                self.jump(duration, at, at, Motion::Held);
            }
        }
    }

    /// The embed is in a status, at a moment.
    pub(super) fn settle(&mut self, status: Status, at: Moment) {
        if let Some(target) = self.target.filter(|_| status == Status::Ended) {
            if self.is_end(target.to) {
                // After a seek past the end, the end comes with the position before, and nothing after it.
                self.target = None;
                if self.clock.now(at) < target.to {
                    self.jump(target.to, at, at, Motion::Held);
                }
            } else if !target.is_posted() {
                // It was played to its end inside the frame: what was chosen before is forgotten.
                self.give_up(status, at);
            }
        }
        // It plays, or waits, elsewhere than it was told to.
        if self.deadline(status).is_some_and(|deadline| at >= deadline) {
            self.give_up(status, at);
        }
        self.clock.set_motion(self.motion(status), at);
    }

    /// The target is not reached: a clock that showed it, or another place, shows where the embed is.
    fn give_up(&mut self, status: Status, at: Moment) {
        let was_chosen = self.shows_choice();
        self.target = None;
        let shown = self.clock.now(at);
        // The last position before an end may be another.
        let is_elsewhere = |media: Millis| status != Status::Ended && media.0.abs_diff(shown.0) > AHEAD.0;
        if let Some((media, when)) = self.last.filter(|(media, _)| was_chosen || is_elsewhere(*media)) {
            self.jump(media, when, at, self.motion(status));
        }
    }

    /// Until when the embed may be on its way. While it loads, that takes as long as it takes.
    pub(super) fn deadline(&self, status: Status) -> Option<Moment> {
        let is_there = matches!(status, Status::Playing | Status::Paused | Status::Ended);
        self.target.filter(|_| is_there).and_then(|target| target.deadline())
    }

    /// Where it is meant to be: what is chosen or sought, else what the clock shows.
    pub(super) fn meant(&self, at: Moment) -> Millis {
        self.target.map_or(self.clock.now(at), |target| target.to)
    }

    /// A position is chosen, and the embed was not told.
    pub(super) fn is_undecided(&self) -> bool {
        self.target.is_some_and(|target| !target.is_posted())
    }

    /// Whether the embed is on its way somewhere, or was told to go there.
    pub(super) fn has_target(&self) -> bool {
        self.target.is_some()
    }

    /// Whether the clock shows what was chosen, not where the embed is.
    pub(super) fn shows_choice(&self) -> bool {
        self.target.is_some_and(|target| target.is_shown())
    }

    /// Whether the embed may be on its way to somewhere else.
    pub(super) fn is_moving(&self, media: Option<Millis>) -> bool {
        self.target.is_some() || media != self.last.map(|(media, _)| media)
    }

    /// Whether a position moved on from the last one, as it does while it plays.
    pub(super) fn follows(&self, media: Millis, at: Moment) -> bool {
        self.last.is_some_and(|(last, when)| {
            let elapsed = at.since(when);
            let pace = (f64::from(media.0) - f64::from(last.0)) / (elapsed * self.clock.rate());
            CADENCE.contains(&elapsed) && PACE.contains(&pace)
        })
    }

    /// Whether a position is the end, or next to it.
    pub(super) fn is_end(&self, media: Millis) -> bool {
        self.duration.is_some_and(|duration| media + END >= duration)
    }

    /// Whether it is on its way to the end.
    pub(super) fn seeks_end(&self) -> bool {
        self.target.is_some_and(|target| self.is_end(target.to))
    }

    fn motion(&self, status: Status) -> Motion {
        if status == Status::Playing && !self.shows_choice() { Motion::Running } else { Motion::Held }
    }

    fn jump(&mut self, media: Millis, when: Moment, at: Moment, motion: Motion) {
        self.clock.late_sample(Sample { media, at: when, rate: self.clock.rate() }, motion, true, at);
    }

    fn clamp(&self, to: Millis) -> Millis {
        self.duration.map_or(to, |duration| to.min(duration))
    }
}
