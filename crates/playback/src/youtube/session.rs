//! One embed: messages, requests and the time in, effects out.
//!
//! The owner of the iframe calls [`Session::on_insert`] once it is in the document, [`Session::on_load`] for
//! each of its `load` events, [`Session::on_message`] for each message from its window and origin, and
//! [`Session::on_wake`] when the timer fires that [`Effect::WakeAt`] asked for. After each of them, and after
//! [`Session::request`], it carries out the effects and reads [`Session::playback`] and [`Session::clock`].

use episode::Millis;

use super::Options;
use super::handshake::Handshake;
use super::incoming::{Event, Incoming, Info, State};
use super::order::{Key, Order};
use super::outgoing::{Command, Outgoing};
use super::player::{Phase, Player};
use super::position::Position;
use crate::{Clock, Failure, Moment, Playback, Request, Status};

/// What plays is never silent for so long, in milliseconds: it tells its position four times a second.
const SILENCE: f64 = 2000.0;

/// Errors after the start and refusals are told to subscribers only; so are seeks by the reader in the frame.
const SUBSCRIPTIONS: [&str; 3] = ["onError", "onAutoplayBlocked", "SEEK_TO"];

/// When a message arrived, by two clocks, read together.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// By the monotonic clock.
    pub at: Moment,
    /// By the wall clock, in milliseconds since 1970: what `Date.now()` returns.
    pub wall: f64,
}

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
    order: Order,
    player: Player,
    position: Position,
    wish: Wish,
    /// When the embed was last heard to tell what it does.
    heard: Moment,
    wake: Option<Moment>,
    effects: Vec<Effect>,
}

/// What was asked for and not yet confirmed: a new player has to be told.
#[derive(Clone, Copy, Debug, Default)]
struct Wish {
    play: bool,
    rate: Option<f64>,
    volume: Option<f64>,
    muted: Option<bool>,
}

impl Session {
    /// Nothing is posted before [`Session::on_insert`].
    pub fn new(options: Options) -> Self {
        let mut session = Self {
            playback: Playback::default(),
            handshake: Handshake::default(),
            order: Order::default(),
            player: Player::default(),
            position: Position::default(),
            wish: Wish { play: options.play, ..Wish::default() },
            heard: Moment(0.0),
            wake: None,
            effects: Vec::new(),
            options,
        };
        if session.options.start > Millis::ZERO {
            session.position.choose(session.options.start, Moment(0.0));
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
        match request {
            Request::Play => self.play(at),
            Request::Pause => self.pause(at),
            Request::Seek(to) => self.seek(to, at),
            Request::SetRate(rate) => {
                self.wish.rate = Some(rate);
                self.command(set_rate(rate));
            }
            Request::SetVolume(volume) => {
                self.wish.volume = Some(volume);
                self.command(set_volume(volume));
            }
            Request::SetMuted(muted) => {
                self.wish.muted = Some(muted);
                self.command(set_muted(muted));
            }
        }
        self.settle(at)
    }

    /// A message from the iframe's window and origin. Others must not get here: nothing in a message tells
    /// them apart.
    pub fn on_message(&mut self, message: &Incoming, arrival: Arrival) -> Vec<Effect> {
        let at = arrival.at;
        self.order.arrive(arrival);
        match (message.event, &message.info) {
            (Event::ReadyToListen, _) => self.post(self.greeting()),
            (Event::InitialDelivery, Info::State(state)) => self.on_snapshot(state, arrival),
            (Event::AlreadyInitialized, _) => self.on_answer(arrival),
            (Event::InfoDelivery, Info::State(state)) => {
                // It speaks to those who greeted it: its answer was lost.
                if !self.handshake.is_answered() {
                    self.on_answer(arrival);
                }
                self.order.is_latest(arrival.built(state.stamp));
                self.merge(state, arrival);
            }
            (Event::Error, info) => {
                let code = if let Info::Number(code) = info { *code as i32 } else { 0 };
                self.player.fail(Failure::from_youtube(code));
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

    // Requests.

    fn play(&mut self, at: Moment) {
        if self.handshake.is_unreachable() {
            self.handshake.start(at);
        }
        if !self.handshake.is_answered() {
            self.wish.play = true;
            return;
        }
        self.player.ask(true, at);
        // If it is starting already, it was told where.
        if !self.is_running() || self.position.is_undecided() {
            self.post_choice(at);
        }
        self.command(Command::PlayVideo);
    }

    fn pause(&mut self, at: Moment) {
        self.wish.play = false;
        // A pause after the end would swallow the next start.
        if self.player.is_driven() || self.is_running() {
            self.player.ask(false, at);
            self.command(Command::PauseVideo);
        }
    }

    fn seek(&mut self, to: Millis, at: Moment) {
        if !self.player.obeys_seeks() && self.player.phase() != Some(Phase::Ended) {
            self.position.choose(to, at);
        } else if self.position.shows_choice() {
            self.position.choose(to, at); // It is not where it was told to go before.
            self.post_choice(at);
        } else {
            let to = self.position.seek(to, at);
            self.command(Command::SeekTo(to));
        }
    }

    fn post_choice(&mut self, at: Moment) {
        if let Some(to) = self.position.post(at) {
            self.command(Command::SeekTo(to));
        }
    }

    fn is_running(&self) -> bool {
        self.player.phase().is_some_and(Phase::is_running)
    }

    // Messages.

    /// The player is the one that was greeted before, or one whose snapshot was missed.
    fn on_answer(&mut self, arrival: Arrival) {
        self.order.is_latest(arrival.wall); // Its snapshot, if late, is older.
        let is_first = !self.handshake.is_answered();
        if self.handshake.answer() {
            self.subscribe();
        }
        if is_first {
            let wish = std::mem::take(&mut self.wish);
            self.tell(wish, arrival.at);
        }
    }

    /// A player's first message. If it is built after everything from a player known before, it is another.
    fn on_snapshot(&mut self, state: &State, arrival: Arrival) {
        let is_latest = self.order.is_latest(arrival.built(state.stamp));
        let is_first = !self.handshake.is_answered();
        self.handshake.answer();
        let wish = match () {
            () if is_first => std::mem::take(&mut self.wish),
            () if is_latest => self.succeed(arrival.at),
            () => return self.merge(state, arrival), // It was overtaken.
        };
        self.merge(state, arrival);
        self.subscribe();
        self.tell(wish, arrival.at);
    }

    /// There is another player in the frame. Returns what makes it go on where the one before was.
    fn succeed(&mut self, at: Moment) -> Wish {
        let (before, wish) = (&self.playback, std::mem::take(&mut self.wish));
        let wish = Wish {
            play: self.player.is_driven(),
            rate: wish.rate.or(Some(before.rate)),
            volume: wish.volume.or(Some(before.volume)),
            muted: wish.muted.or(Some(before.muted)),
        };
        self.player = Player::default();
        let position = self.position.meant(at);
        // What was over begins anew.
        if position > Millis::ZERO && !self.position.is_end(position) {
            self.position.choose(position, at);
        }
        wish
    }

    fn subscribe(&mut self) {
        for event in SUBSCRIPTIONS {
            self.command(Command::AddEventListener(event));
        }
    }

    /// Tells a new player what is wanted of it.
    fn tell(&mut self, wish: Wish, at: Moment) {
        if let Some(rate) = wish.rate.filter(|rate| *rate != self.playback.rate) {
            self.command(set_rate(rate));
        }
        if let Some(volume) = wish.volume.filter(|volume| *volume != self.playback.volume) {
            self.command(set_volume(volume));
        }
        if let Some(muted) = wish.muted.filter(|muted| *muted != self.playback.muted) {
            self.command(set_muted(muted));
        }
        if wish.play {
            self.play(at);
        }
    }

    fn merge(&mut self, state: &State, arrival: Arrival) {
        let built = arrival.built(state.stamp);
        if let Some(rate) = state.playback_rate
            && self.order.is_news(Key::Rate, rate, built)
        {
            self.playback.rate = rate;
            self.wish.rate = None;
            self.position.clock.set_rate(rate, arrival.at);
        }
        if let Some(volume) = state.volume {
            self.playback.volume = volume.clamp(0.0, 100.0) / 100.0;
            self.wish.volume = None;
        }
        if let Some(muted) = state.muted {
            self.playback.muted = muted;
            self.wish.muted = None;
        }
        if let Some(duration) = state.duration.and_then(Millis::from_seconds).filter(|d| *d > Millis::ZERO)
            && self.order.is_news(Key::Duration, f64::from(duration.0), built)
        {
            self.playback.duration = Some(duration);
            self.position.set_duration(duration, arrival.at);
        }
        let phase = state.player_state.and_then(Phase::from_number);
        let news = phase.filter(|phase| self.order.is_news(Key::Phase, f64::from(*phase as u8), built));
        let media = state.position().and_then(Millis::from_seconds);
        if let Some(phase) = news {
            self.enter(phase, state, media, arrival.at);
        }
        if let Some(media) = media
            && self.order.is_news(Key::Position, f64::from(media.0), built)
        {
            self.locate(media, arrival.moment(built), phase, arrival.at);
        }
    }

    fn enter(&mut self, phase: Phase, state: &State, media: Option<Millis>, at: Moment) {
        self.heard = at;
        let error = state.error_code.as_deref();
        let certain = match phase {
            Phase::Ended => media.is_some_and(|m| self.position.is_end(m)) || self.position.seeks_end(),
            // "Unstarted", for one, is said while a seek loads.
            _ => error.is_some() || self.position.is_moving(media),
        };
        if self.player.enter(phase, certain, at) {
            self.command(Command::PlayVideo);
        }
        if let Some(word) = error {
            self.player.fail_unless_known(Failure::from_youtube_word(word));
        }
    }

    /// The embed was at a position at a moment. It came with the `phase`, or without any.
    fn locate(&mut self, media: Millis, at: Moment, phase: Option<Phase>, arrival: Moment) {
        self.heard = arrival;
        if phase.is_none() {
            let follows = self.position.follows(media, at);
            self.player.tick(follows, self.position.is_end(media), arrival);
        }
        let is_cued = phase == Some(Phase::Cued);
        self.position.locate(media, at, self.status(arrival), is_cued, arrival);
    }

    // Time.

    fn silent(&self, at: Moment) -> bool {
        at.since(self.heard) >= SILENCE
    }

    fn status(&self, at: Moment) -> Status {
        match () {
            () if self.handshake.is_unreachable() => Status::Failed(Failure::Unreachable),
            () if !self.handshake.is_begun() => Status::Idle,
            () if !self.handshake.is_answered() => Status::Connecting,
            () => self.player.status(self.silent(at)),
        }
    }

    /// What is due is done, and what will be is arranged.
    fn settle(&mut self, at: Moment) -> Vec<Effect> {
        self.player.pass(at);
        if self.handshake.poll(at) {
            self.post(self.greeting());
        }
        // The reader pressed the embed's own button: it starts where it likes.
        if self.player.obeys_seeks() && self.position.is_undecided() {
            self.post_choice(at);
        }
        let status = self.status(at);
        self.playback.status = status;
        self.position.settle(status, at);

        let silence = (status == Status::Playing).then(|| self.heard.plus(SILENCE));
        let doubt = self.player.doubt();
        let next =
            [self.handshake.next(), doubt, silence, self.position.deadline(status)].into_iter().flatten();
        let next = next.reduce(|a, b| if b < a { b } else { a });
        if let Some(next) = next.filter(|next| self.wake.is_none_or(|wake| *next < wake)) {
            self.wake = Some(next);
            self.effects.push(Effect::WakeAt(next));
        }
        std::mem::take(&mut self.effects)
    }

    fn greeting(&self) -> Outgoing {
        Outgoing::Listening { widget: self.options.widget }
    }

    /// Before the embed has answered, a command would be lost: it is a wish then.
    fn command(&mut self, command: Command) {
        if self.handshake.is_answered() {
            self.post(Outgoing::Command { widget: self.options.widget, command });
        }
    }

    fn post(&mut self, message: Outgoing) {
        self.effects.push(Effect::Post(message));
    }
}

fn set_rate(rate: f64) -> Command {
    Command::SetPlaybackRate(((rate * 100.0).round() as u32).clamp(25, 200))
}

fn set_volume(volume: f64) -> Command {
    Command::SetVolume(((volume * 100.0).round() as u32).min(100))
}

fn set_muted(muted: bool) -> Command {
    if muted { Command::Mute } else { Command::UnMute }
}
