//! Where a seek leads, until the embed has arrived there.
//!
//! A seek makes a video play that never did, so a choice of where to start is kept here until then, and the
//! clock shows the choice instead of what the embed says. A seek is confirmed by a position near it.

use episode::Millis;

use crate::{Moment, Status};

/// A position this near, in milliseconds, confirms a seek.
const NEAR: u32 = 500;
/// A stream may begin at the key frame before: up to two seconds.
const KEY_FRAME: u32 = 2000;
/// What has not arrived after that long, in milliseconds, will not.
const PATIENCE: f64 = 3000.0;

#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) to: Millis,
    /// When the embed was told, if it was.
    posted: Option<Moment>,
    /// The clock shows it already.
    shown: bool,
}

/// What a position is worth while a target is pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is not about the target: the clock goes on showing that.
    Foreign,
    /// It may still be the position before.
    Pending,
    /// The target is reached.
    Arrived,
    /// It never will be.
    Lost,
}

impl Target {
    /// A choice, to be kept until playback starts.
    pub(super) fn chosen(to: Millis) -> Self {
        Self { to, posted: None, shown: true }
    }

    /// A seek of something that plays, or is paused.
    pub(super) fn seek(to: Millis, at: Moment) -> Self {
        Self { to, posted: Some(at), shown: false }
    }

    /// The embed is told now.
    pub(super) fn post(&mut self, at: Moment) {
        self.posted = Some(at);
    }

    /// The embed did not do what it was told: it is to be told again.
    pub(super) fn withdraw(&mut self) {
        self.posted = None;
    }

    /// The embed says that it goes to a position: for this target, or for another.
    pub(super) fn is_meant_by(&self, to: Millis) -> bool {
        self.posted.is_none() || to.0.abs_diff(self.to.0) <= KEY_FRAME
    }

    /// When it counts as lost.
    pub(super) fn deadline(&self) -> Option<Moment> {
        self.posted.map(|posted| posted.plus(PATIENCE))
    }

    pub(super) fn is_posted(&self) -> bool {
        self.posted.is_some()
    }

    pub(super) fn is_shown(&self) -> bool {
        self.shown
    }

    /// A position that was true at a moment.
    pub(super) fn judge(&self, media: Millis, at: Moment, status: Status) -> Verdict {
        let Some(posted) = self.posted else { return Verdict::Foreign };
        let reach = if status == Status::Playing && self.shown { KEY_FRAME } else { NEAR };
        // While it loads, that takes as long as it takes.
        let is_there = matches!(status, Status::Playing | Status::Paused);
        if is_there && at.since(posted) >= PATIENCE {
            Verdict::Lost
        } else if at >= posted && media.0.abs_diff(self.to.0) <= reach {
            Verdict::Arrived
        } else if self.shown {
            Verdict::Foreign
        } else {
            Verdict::Pending
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status::{Buffering, Playing};

    #[test]
    fn a_choice_stands_against_any_position_until_it_is_posted() {
        let mut target = Target::chosen(Millis(30_000));
        assert_eq!(target.judge(Millis(30_000), Moment(9_999.0), Playing), Verdict::Foreign);
        target.post(Moment(10_000.0));
        assert_eq!(target.judge(Millis(0), Moment(10_020.0), Buffering), Verdict::Foreign);
        assert_eq!(target.judge(Millis(28_500), Moment(10_020.0), Buffering), Verdict::Foreign);
        assert_eq!(target.judge(Millis(28_500), Moment(10_100.0), Playing), Verdict::Arrived);
    }

    #[test]
    fn a_seek_is_confirmed_by_a_position_near_it_that_is_younger_than_the_seek() {
        let target = Target::seek(Millis(10_000), Moment(100.0));
        assert_eq!(target.judge(Millis(10_200), Moment(99.0), Playing), Verdict::Pending);
        assert_eq!(target.judge(Millis(40_000), Moment(101.0), Playing), Verdict::Pending);
        assert_eq!(target.judge(Millis(10_200), Moment(110.0), Playing), Verdict::Arrived);
    }

    #[test]
    fn a_seek_that_the_embed_ignored_does_not_hold_the_clock_for_ever() {
        let mut target = Target::chosen(Millis(30_000));
        target.post(Moment(0.0));
        assert_eq!(target.judge(Millis(2_000), Moment(3_001.0), Buffering), Verdict::Foreign, "it loads");
        assert_eq!(target.judge(Millis(2_000), Moment(3_001.0), Playing), Verdict::Lost);
    }
}
