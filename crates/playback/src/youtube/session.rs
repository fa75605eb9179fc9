//! One embed: messages, requests and the time in, effects out.
//!
//! The owner of the iframe calls [`Session::on_insert`] once it is in the document, [`Session::on_load`] for
//! each of its `load` events, [`Session::on_message`] for each message from its window and origin, and
//! [`Session::on_wake`] when the timer fires that [`Effect::WakeAt`] asked for. After each of them, and after
//! [`Session::request`], it carries out the effects and reads [`Session::playback`] and [`Session::clock`].

mod messages;
mod requests;

use episode::Millis;

use self::requests::PendingRequests;
use super::Options;
use super::embed_player::EmbedPlayer;
use super::freshness::{Arrival, FreshnessTracker};
use super::handshake::Handshake;
use super::incoming::{Event, Incoming, Info};
use super::outgoing::{Command, Outgoing};
use super::position::Position;
use crate::{Clock, Failure, Moment, Notice, Playback, Request, StallTimer, Status};

/// What plays is never silent for so long, in milliseconds: it tells its position four times a second.
const SILENCE: f64 = 2000.0;

/// Errors after the start and refusals are told to subscribers only; so are seeks by the reader in the frame.
const SUBSCRIPTIONS: [&str; 3] = ["onError", "onAutoplayBlocked", "SEEK_TO"];

/// What the owner of the iframe has to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Post this to the frame, with [`Options::embed_origin`] as the target.
    Post(Outgoing),
    /// Call [`Session::on_wake`] at that moment, instead of at any moment asked for before.
    WakeAt(Moment),
}

/// One embed, from its first greeting to its removal.
#[derive(Debug)]
pub struct Session {
    options: Options,
    playback: Playback,
    handshake: Handshake,
    tracker: FreshnessTracker,
    player: EmbedPlayer,
    position: Position,
    pending: PendingRequests,
    stall: StallTimer,
    /// When the embed was last heard to tell what it does.
    heard: Moment,
    /// When this player's failure was told last, by the wall clock: it has no other snapshot after that.
    failed: Option<f64>,
    wake: Option<Moment>,
    effects: Vec<Effect>,
}

impl Session {
    /// Nothing is posted before [`Session::on_insert`].
    pub fn new(options: Options) -> Self {
        let mut session = Self {
            playback: Playback::default(),
            handshake: Handshake::default(),
            tracker: FreshnessTracker::default(),
            player: EmbedPlayer::default(),
            position: Position::default(),
            pending: PendingRequests::default(),
            stall: StallTimer::default(),
            heard: Moment(0.0),
            failed: None,
            wake: None,
            effects: Vec::new(),
            options,
        };
        if session.options.start > Millis::ZERO {
            session.position.choose(session.options.start, Moment(0.0));
        }
        if session.options.play {
            session.player.want(true);
            session.playback.status = session.status(Moment(0.0));
        }
        session
    }

    /// What the embed has confirmed.
    pub fn playback(&self) -> &Playback {
        &self.playback
    }

    /// The video's time.
    pub fn clock(&self) -> &Clock {
        &self.position.clock
    }

    /// The address for the iframe, to begin at the position that was chosen last: see
    /// [`Options::embed_url`].
    pub fn embed_url(&self) -> String {
        let start = self.position.meant(Moment(0.0));
        Options { start, ..self.options.clone() }.embed_url()
    }

    /// The origin to post to and to accept messages from.
    pub fn embed_origin(&self) -> String {
        self.options.embed_origin()
    }

    /// The iframe is in the document, and messages are listened to.
    pub fn on_insert(&mut self, at: Moment) -> Vec<Effect> {
        self.handshake.start(at);
        self.settle(at)
    }

    /// The iframe's `load` event. There may be another player behind it: that is told, if so, to go on where
    /// this one was.
    pub fn on_load(&mut self, at: Moment) -> Vec<Effect> {
        self.handshake.on_load(at);
        self.settle(at)
    }

    /// The timer fired. Too early or too late does no harm.
    pub fn on_wake(&mut self, at: Moment) -> Vec<Effect> {
        self.wake = None;
        self.settle(at)
    }

    /// A view asks for something.
    pub fn request(&mut self, request: Request, at: Moment) -> Vec<Effect> {
        self.carry_out(request, at);
        self.settle(at)
    }

    /// A message from the iframe's window and origin. Others must not get here: nothing in a message tells
    /// them apart.
    pub fn on_message(&mut self, message: &Incoming, arrival: Arrival) -> Vec<Effect> {
        let at = arrival.at;
        self.tracker.arrive(arrival);
        match (message.event, &message.info) {
            (Event::ReadyToListen, _) => self.post(self.greeting()),
            (Event::InitialDelivery, Info::State(state)) => self.on_snapshot(state, arrival),
            (Event::AlreadyInitialized, _) => self.on_answer(arrival),
            (Event::InfoDelivery, Info::State(state)) => self.on_update(state, arrival),
            (Event::Error, info) => {
                let code = if let Info::Number(code) = info { *code as i32 } else { 0 };
                self.player.fail(Failure::from_youtube(code));
                self.note_failure(arrival.wall);
                self.position.retain(at);
            }
            (Event::AutoplayBlocked, _) => self.player.refuse(at),
            (Event::SeekTo, Info::Number(seconds)) => {
                if let Some(to) = Millis::from_seconds(*seconds) {
                    self.position.on_seek(to, at);
                }
            }
            _ => {}
        }
        self.settle(at)
    }

    fn note_failure(&mut self, at: f64) {
        self.failed = Some(self.failed.map_or(at, |before| before.max(at)));
    }

    fn silent(&self, at: Moment) -> bool {
        at >= self.heard.plus(SILENCE)
    }

    fn status(&self, at: Moment) -> Status {
        if self.handshake.is_connected() {
            return self.player.status(self.silent(at));
        }
        let is_begun = self.handshake.is_begun();
        match self.player.intent() {
            _ if self.handshake.is_unreachable() => Status::Failed(self.handshake.failure()),
            Some(status) => status,
            None if is_begun => Status::Connecting,
            None => Status::Idle,
        }
    }

    fn notice(&self, at: Moment) -> Option<Notice> {
        match self.playback.status {
            Status::Blocked => Some(Notice::PressPlay),
            _ => self.stall.is_stalled(at).then_some(Notice::Stalled),
        }
    }

    /// What is due is done, and what will be is arranged.
    fn settle(&mut self, at: Moment) -> Vec<Effect> {
        self.player.pass(at);
        if self.handshake.poll(at) {
            self.post(self.greeting());
        }
        let obeys_seeks = self.handshake.is_connected() && self.player.obeys_seeks();
        // The reader pressed the embed's own button: it starts where it likes.
        if obeys_seeks && self.position.is_undecided() {
            self.post_choice(at);
        }
        let status = self.status(at);
        match status {
            Status::Failed(_) => self.position.retain(at),
            Status::Blocked if !obeys_seeks => self.position.withdraw(),
            _ => {}
        }
        self.position.settle(status, at);
        self.stall.update(status, self.position.clock.now(at), at);
        self.playback.status = status;
        self.playback.notice = self.notice(at);
        self.arrange_wake(status, at);
        std::mem::take(&mut self.effects)
    }

    fn arrange_wake(&mut self, status: Status, at: Moment) {
        let silence = (status == Status::Playing).then(|| self.heard.plus(SILENCE));
        let stall = self.stall.deadline().filter(|deadline| *deadline > at);
        let next =
            [self.handshake.next(), self.player.next(), silence, stall, self.position.deadline(status)];
        let next = next.into_iter().flatten().reduce(Moment::earlier);
        if let Some(next) = next.filter(|next| self.wake.is_none_or(|wake| *next < wake)) {
            self.wake = Some(next);
            self.effects.push(Effect::WakeAt(next));
        }
    }

    fn greeting(&self) -> Outgoing {
        Outgoing::Listening { widget: self.options.widget }
    }

    /// Before the embed has answered, a command would be lost.
    fn command(&mut self, command: Command) {
        if self.handshake.is_connected() {
            self.post(Outgoing::Command { widget: self.options.widget, command });
        }
    }

    fn post(&mut self, message: Outgoing) {
        self.effects.push(Effect::Post(message));
    }
}
