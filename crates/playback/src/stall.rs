//! Notices when playback has waited for too long.

use episode::Millis;

use crate::{Moment, Status};

/// How long a recording waits without any progress before the reader is told, in milliseconds.
///
/// A cold start or a seek into what is not loaded ends by itself within a few seconds even on a slow network:
/// a shorter time would warn of those. Ten seconds is about as long as people keep their attention on a wait.
pub const STALL_AFTER: f64 = 8000.0;

/// Measures how long a recording has been waiting. Feed it after each change, and at [`StallTimer::deadline`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StallTimer {
    /// The position at which it waits, and since when.
    waiting: Option<(Millis, Moment)>,
}

impl StallTimer {
    /// Takes the status and the position at a moment. The time starts anew when the position has changed, and
    /// ends when the recording does not wait.
    pub fn update(&mut self, status: Status, position: Millis, at: Moment) {
        let is_waiting = matches!(status, Status::Connecting | Status::Buffering);
        let since = self.waiting.filter(|(before, _)| *before == position).map_or(at, |(_, since)| since);
        self.waiting = is_waiting.then_some((position, since));
    }

    /// Returns whether the recording has waited for [`STALL_AFTER`].
    pub fn is_stalled(&self, at: Moment) -> bool {
        self.deadline().is_some_and(|deadline| at >= deadline)
    }

    /// Returns the moment at which it counts as stalled, if it still waits then. `None` while it does not
    /// wait. The moment may be in the past.
    pub fn deadline(&self) -> Option<Moment> {
        self.waiting.map(|(_, since)| since.plus(STALL_AFTER))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_counts_as_a_stall_after_eight_seconds_and_ends_at_once() {
        let mut timer = StallTimer::default();
        timer.update(Status::Playing, Millis(900), Moment(0.0));
        assert_eq!(timer.deadline(), None);
        timer.update(Status::Buffering, Millis(1_000), Moment(1_000.0));
        assert_eq!(timer.deadline(), Some(Moment(9_000.0)));
        timer.update(Status::Buffering, Millis(1_000), Moment(8_999.0));
        assert!(!timer.is_stalled(Moment(8_999.0)));
        assert!(timer.is_stalled(Moment(9_000.0)));
        timer.update(Status::Playing, Millis(1_000), Moment(9_100.0));
        assert!(!timer.is_stalled(Moment(9_100.0)));
        timer.update(Status::Buffering, Millis(1_010), Moment(9_200.0));
        assert!(!timer.is_stalled(Moment(9_200.0)), "it starts anew");
    }

    #[test]
    fn waiting_for_an_answer_and_then_for_data_is_one_wait_and_a_seek_begins_another() {
        let mut timer = StallTimer::default();
        timer.update(Status::Connecting, Millis(0), Moment(0.0));
        timer.update(Status::Buffering, Millis(0), Moment(7_000.0));
        assert!(timer.is_stalled(Moment(8_000.0)));
        timer.update(Status::Buffering, Millis(60_000), Moment(8_500.0));
        assert!(!timer.is_stalled(Moment(16_400.0)));
        assert!(timer.is_stalled(Moment(16_500.0)));
    }

    #[test]
    fn what_does_not_wait_does_not_stall() {
        use crate::Failure::NotFound;
        use Status::{Blocked, Ended, Failed, Idle, Paused, Ready};
        for status in [Idle, Ready, Paused, Ended, Blocked, Failed(NotFound)] {
            let mut timer = StallTimer::default();
            timer.update(Status::Connecting, Millis(0), Moment(0.0));
            timer.update(status, Millis(0), Moment(1.0));
            assert_eq!(timer.deadline(), None, "{status:?}");
        }
    }
}
