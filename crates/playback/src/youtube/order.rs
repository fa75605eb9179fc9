//! Which message is newer, whatever the order in which they arrive.
//!
//! The embed queues what it has to say until it is greeted, and sends it after a fresh snapshot: a late
//! greeting is answered by seconds of stale positions. Each message carries the wall clock's time at which
//! it was built, so each kind of value is taken only from a message no older than the one it came from last.

use super::session::Arrival;
use crate::Moment;

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

#[derive(Debug)]
pub(super) struct Order {
    /// The wall clock minus the monotonic one, at the last arrival.
    offset: Option<f64>,
    /// Each key's newest value, and when the message with it was built, in milliseconds since 1970.
    newest: [(f64, f64); 4],
    /// When the newest message of all was built, as far as is known.
    latest: f64,
}

impl Default for Order {
    fn default() -> Self {
        Self { offset: None, newest: [(f64::NAN, f64::NEG_INFINITY); 4], latest: f64::NEG_INFINITY }
    }
}

impl Order {
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
    /// When a message was built, by the wall clock in milliseconds. One that does not say is as good as new.
    pub(super) fn built(self, stamp: Option<f64>) -> f64 {
        stamp.map_or(self.wall, |seconds| seconds * 1000.0)
    }

    /// The same moment on the monotonic clock. Never later than the arrival.
    pub(super) fn moment(self, built: f64) -> Moment {
        self.at.plus((built - self.wall).min(0.0))
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
        let mut order = Order::default();
        order.arrive(arrival(0.0, 5000.0));
        assert!(order.is_news(Key::Position, 1.0, 4990.0));
        assert!(!order.is_news(Key::Position, 0.0, 4980.0));
        assert!(order.is_news(Key::Phase, 1.0, 4980.0));
        assert!(order.is_news(Key::Position, 2.0, 4990.0), "the same millisecond: in order of arrival");
        assert!(!order.is_news(Key::Position, 2.0, 4990.0), "it came twice");
    }

    #[test]
    fn a_wall_clock_set_back_does_not_silence_the_embed() {
        let mut order = Order::default();
        order.arrive(arrival(1000.0, 9_000_000.0));
        assert!(order.is_news(Key::Position, 1.0, 9_000_000.0));
        let later = arrival(1250.0, 5_000_250.0);
        order.arrive(later);
        assert!(order.is_news(Key::Position, 1.0, later.built(Some(5_000.249))));
        assert_eq!(later.moment(later.built(Some(5_000.249))), Moment(1249.0));
    }

    #[test]
    fn a_message_without_a_time_is_as_old_as_its_arrival_and_none_is_from_the_future() {
        let now = arrival(50.0, 5000.0);
        assert_eq!(now.moment(now.built(None)), Moment(50.0));
        assert_eq!(now.moment(now.built(Some(6.0))), Moment(50.0));
    }
}
