//! Getting a first answer from the embed, and one after every load of its frame.
//!
//! A greeting that comes before the embed's script runs is lost, so it is repeated. Nobody says when a slow
//! embed will answer and a blocked one never does: after a while the player counts as unreachable, and is
//! asked on, because a late answer is as good as any.

use crate::{Failure, Moment};

/// Google's own client greets this often.
const EVERY: f64 = 250.0;
/// After that long without any answer, the embed counts as unreachable.
const PATIENCE: f64 = 10_000.0;
/// How often it is greeted after that.
const SELDOM: f64 = 2_000.0;

#[derive(Debug, Default)]
pub(super) struct Handshake {
    asking: Option<Asking>,
    /// An embed answered, at least once.
    answered: bool,
    /// The player that answered last is still in the frame.
    connected: bool,
    load: Load,
    unreachable: bool,
}

#[derive(Debug)]
struct Asking {
    since: Moment,
    next: Moment,
    /// Silence means that nobody is there.
    needed: bool,
}

/// The `load` event of the document with the player that answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Load {
    /// It is to come: mostly it comes after the first answer.
    #[default]
    Awaited,
    /// It came.
    Seen,
    /// There was one before the answer: this document's, or that of one before it.
    Unclear,
}

impl Handshake {
    /// The iframe is in the document, or another try is wanted.
    pub(super) fn start(&mut self, at: Moment) {
        self.unreachable = false;
        self.asking = Some(Asking { since: at, next: at, needed: true });
    }

    /// The iframe's `load` event: the player's own, or that of another document. After its own, an embed of
    /// 2024 does not answer again: that it is silent then proves nothing.
    pub(super) fn on_load(&mut self, at: Moment) {
        let needed = !self.connected || self.load != Load::Awaited;
        self.connected &= self.load != Load::Seen;
        self.load = if self.connected { Load::Seen } else { Load::Unclear };
        self.asking = Some(Asking { since: at, next: at, needed });
    }

    /// The embed answered. Returns whether that was waited for.
    pub(super) fn answer(&mut self) -> bool {
        self.answered = true;
        self.connected = true;
        self.unreachable = false;
        self.asking.take().is_some()
    }

    /// The embed says something else: it is there.
    pub(super) fn hear(&mut self) {
        if let Some(asking) = &mut self.asking {
            asking.needed = false;
        }
    }

    /// Another player answers.
    pub(super) fn replace(&mut self) {
        let was_loaded = self.asking.as_ref().is_some_and(|asking| asking.needed);
        self.load = if was_loaded { Load::Unclear } else { Load::Awaited };
    }

    /// Whether the embed is to be greeted now.
    pub(super) fn poll(&mut self, at: Moment) -> bool {
        let Some(asking) = self.asking.as_mut().filter(|asking| at >= asking.next) else { return false };
        let end = asking.since.plus(PATIENCE);
        let patient = at < end;
        if !patient && !asking.needed {
            self.asking = None;
            return false;
        }
        self.unreachable = !patient;
        if !patient {
            (self.connected, self.load) = (false, Load::Unclear);
        }
        // A greeting must not wait past the moment at which the patience ends.
        asking.next = if patient { at.plus(EVERY).earlier(end) } else { at.plus(SELDOM) };
        true
    }

    pub(super) fn next(&self) -> Option<Moment> {
        self.asking.as_ref().map(|asking| asking.next)
    }

    pub(super) fn is_begun(&self) -> bool {
        self.answered || self.asking.is_some()
    }

    /// Whether an embed answered, ever.
    pub(super) fn was_answered(&self) -> bool {
        self.answered
    }

    /// Whether there is a player that hears commands.
    pub(super) fn is_connected(&self) -> bool {
        self.connected
    }

    pub(super) fn is_unreachable(&self) -> bool {
        self.unreachable
    }

    /// What it means that the embed is unreachable.
    pub(super) fn failure(&self) -> Failure {
        if self.answered { Failure::Disconnected } else { Failure::Unreachable }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wakes it whenever it asks to be woken; returns when it greeted.
    fn greetings(handshake: &mut Handshake, until: f64) -> Vec<f64> {
        let mut greetings = Vec::new();
        while let Some(next) = handshake.next().filter(|next| next.0 <= until) {
            if handshake.poll(next) {
                greetings.push(next.0);
            }
        }
        greetings
    }

    #[test]
    fn it_greets_at_once_and_four_times_a_second() {
        let mut handshake = Handshake::default();
        handshake.start(Moment(100.0));
        assert_eq!(greetings(&mut handshake, 900.0), [100.0, 350.0, 600.0, 850.0]);
        assert!(handshake.answer());
        assert_eq!(handshake.next(), None);
    }

    #[test]
    fn silence_counts_as_unreachable_after_ten_seconds_and_it_asks_on() {
        let mut handshake = Handshake::default();
        handshake.start(Moment(0.0));
        greetings(&mut handshake, 9_999.0);
        assert!(!handshake.is_unreachable());
        greetings(&mut handshake, 10_000.0);
        assert!(handshake.is_unreachable());
        assert_eq!(greetings(&mut handshake, 15_000.0), [12_000.0, 14_000.0]);
        assert!(handshake.answer());
        assert!(!handshake.is_unreachable());
    }

    #[test]
    fn silence_after_the_first_load_is_no_failure_but_after_another_it_is() {
        let mut handshake = Handshake::default();
        handshake.start(Moment(0.0));
        handshake.answer();
        handshake.on_load(Moment(30.0));
        greetings(&mut handshake, 20_000.0);
        assert!(!handshake.is_unreachable());
        assert_eq!(handshake.next(), None);
        handshake.on_load(Moment(30_000.0));
        assert!(!handshake.is_connected());
        greetings(&mut handshake, 40_000.0);
        assert!(handshake.is_unreachable());
    }

    #[test]
    fn a_load_event_before_the_first_answer_leaves_the_next_one_unclear() {
        // A page for consent is loaded, then the embed, which answers before its own event.
        let mut handshake = Handshake::default();
        handshake.start(Moment(0.0));
        handshake.on_load(Moment(300.0));
        handshake.answer();
        handshake.on_load(Moment(5_000.0));
        assert!(handshake.is_connected(), "it may be the player's own");
        greetings(&mut handshake, 16_000.0);
        assert!(handshake.is_unreachable() && !handshake.is_connected(), "it was not");
        handshake.answer();
        handshake.on_load(Moment(20_000.0));
        handshake.hear();
        greetings(&mut handshake, 40_000.0);
        assert!(handshake.is_connected());
    }

    #[test]
    fn a_load_event_after_the_answer_of_another_player_is_that_player_s_own() {
        let mut handshake = Handshake::default();
        handshake.start(Moment(0.0));
        handshake.answer();
        handshake.on_load(Moment(30.0));
        handshake.answer();
        handshake.replace();
        handshake.on_load(Moment(5_000.0));
        assert!(handshake.is_connected());
        greetings(&mut handshake, 20_000.0);
        assert!(!handshake.is_unreachable(), "an embed of 2024 does not answer twice");
    }
}
