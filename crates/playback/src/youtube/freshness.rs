//! Which message is newer, whatever the order in which they arrive.
//!
//! The embed queues what it has to say until it is greeted, and sends it after a fresh snapshot: a late
//! greeting is answered by seconds of stale positions. Each message carries the wall clock's time at which
//! it was built, so each kind of value is taken only from a message no older than the one it came from last.

use crate::Moment;

/// When a message arrived, by two clocks, read together.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// By the monotonic clock.
    pub at: Moment,
    /// By the wall clock, in milliseconds since 1970: what `Date.now()` returns.
    pub wall: f64,
}

/// The values that messages carry, each with an order of its own: a state that was overtaken by a mere
/// position still counts.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Phase,
    Position,
    Duration,
    Rate,
}

/// A wall clock that differs by more than this from the monotonic one, since the message before, was set.
const STEP: f64 = 100.0;
/// The stamps that mean something, in seconds since 1970.
const STAMPS: std::ops::Range<f64> = 1.0..1e11;
/// No first message is under way for so long, in milliseconds: its sender's clock is another.
const SKEW: f64 = 10_000.0;

#[derive(Debug)]
pub(super) struct FreshnessTracker {
    /// The wall clock minus the monotonic one, at the last arrival.
    offset: Option<f64>,
    /// The embed's wall clock minus the page's, in milliseconds. Both are the same machine's, so it is 0 but
    /// where a browser, a proxy or a test says otherwise.
    skew: Option<f64>,
    /// Each key's newest value, and when the message with it was built, in milliseconds since 1970.
    newest: [(f64, f64); 4],
    /// When the newest message of all was built, as far as is known.
    latest: f64,
}

impl Default for FreshnessTracker {
    fn default() -> Self {
        Self {
            offset: None,
            skew: None,
            newest: [(f64::NAN, f64::NEG_INFINITY); 4],
            latest: f64::NEG_INFINITY,
        }
    }
}

impl FreshnessTracker {
    /// To be called for each message, before the rest. When the wall clock was set meanwhile, what is known
    /// is moved along, or a clock set back would make every message stale from then on.
    pub(super) fn arrive(&mut self, arrival: Arrival) {
        let offset = arrival.wall - arrival.at.0;
        let step = self.offset.map_or(0.0, |before| offset - before);
        if step.abs() > STEP {
            self.newest.iter_mut().for_each(|(_, built)| *built += step);
            self.latest += step;
        }
        self.offset = Some(offset);
    }

    /// Returns when a message was built, by the page's wall clock in milliseconds; its `stamp` is in seconds.
    /// One that does not say, or says nonsense, is as good as new, and none is from the future.
    pub(super) fn built(&mut self, stamp: Option<f64>, arrival: Arrival) -> f64 {
        let Some(stamp) = stamp.filter(|stamp| STAMPS.contains(stamp)) else { return arrival.wall };
        let built = stamp * 1000.0;
        let ahead = built - arrival.wall;
        // A message from the future was sent by another clock than was believed.
        let skew = self.skew.filter(|skew| ahead - skew <= SKEW);
        let skew = *self.skew.insert(skew.unwrap_or(if ahead.abs() > SKEW { ahead } else { 0.0 }));
        (built - skew).min(arrival.wall)
    }

    /// The next message with a stamp was built just before it arrived.
    pub(super) fn calibrate(&mut self) {
        self.skew = None;
    }

    /// Whether a message was built after every one before it.
    pub(super) fn is_latest(&mut self, built: f64) -> bool {
        let is_latest = built > self.latest;
        self.latest = self.latest.max(built);
        is_latest
    }

    /// Whether a value of a message built then is the newest of its kind; it is from then on. The same value
    /// of the same moment is a message that came twice.
    pub(super) fn is_news(&mut self, key: Key, value: f64, built: f64) -> bool {
        let newest = &mut self.newest[key as usize];
        let news = built >= newest.1 && *newest != (value, built);
        if news {
            *newest = (value, built);
        }
        news
    }
}

impl Arrival {
    /// Returns the moment, on the monotonic clock, at which a message was built.
    pub(super) fn moment(self, built: f64) -> Moment {
        self.at.plus(built - self.wall)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(at: f64, wall: f64) -> Arrival {
        Arrival { at: Moment(at), wall }
    }

    #[test]
    fn an_older_value_is_dropped_and_an_older_message_with_another_value_is_not() {
        let mut tracker = FreshnessTracker::default();
        tracker.arrive(arrival(0.0, 5000.0));
        assert!(tracker.is_news(Key::Position, 1.0, 4990.0));
        assert!(!tracker.is_news(Key::Position, 0.0, 4980.0));
        assert!(tracker.is_news(Key::Phase, 1.0, 4980.0));
        assert!(tracker.is_news(Key::Position, 2.0, 4990.0), "the same millisecond: in order of arrival");
        assert!(!tracker.is_news(Key::Position, 2.0, 4990.0), "it came twice");
    }

    #[test]
    fn a_wall_clock_set_back_does_not_silence_the_embed() {
        let mut tracker = FreshnessTracker::default();
        let first = arrival(1000.0, 9_000_000.0);
        tracker.arrive(first);
        let built = tracker.built(Some(9_000.0), first);
        assert!(tracker.is_news(Key::Position, 1.0, built));
        let later = arrival(1250.0, 5_000_250.0);
        tracker.arrive(later);
        let built = tracker.built(Some(5_000.249), later);
        assert!(tracker.is_news(Key::Position, 1.0, built));
        assert_eq!(later.moment(built), Moment(1249.0));
    }

    #[test]
    fn a_message_without_a_time_is_as_old_as_its_arrival_and_none_is_from_the_future() {
        let mut tracker = FreshnessTracker::default();
        let now = arrival(50.0, 5000.0);
        for stamp in [None, Some(6.0), Some(-1.0), Some(0.0), Some(1e308)] {
            assert_eq!(now.moment(tracker.built(stamp, now)), Moment(50.0), "{stamp:?}");
        }
    }

    #[test]
    fn an_embed_whose_clock_is_another_still_tells_the_time_between_its_messages() {
        for day in [-86_400_000.0, 86_400_000.0] {
            let mut tracker = FreshnessTracker::default();
            let wall = 1_800_000_000_000.0;
            let first = arrival(0.0, wall);
            assert_eq!(tracker.built(Some((wall + day) / 1000.0), first), wall);
            let later = arrival(1_000.0, wall + 1_000.0);
            let built = tracker.built(Some((wall + day + 900.0) / 1000.0), later);
            assert!((later.moment(built).0 - 900.0).abs() < 0.01, "{built}");
        }
    }
}
