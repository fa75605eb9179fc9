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
use super::target::{Target, Verdict};
use crate::{Clock, Failure, Moment, Motion, Playback, Request, Sample, Status};

/// What plays is never silent for so long, in milliseconds: it tells its position four times a second.
const SILENCE: f64 = 2000.0;
/// An end is believed this near to the length, in milliseconds.
const END: u32 = 250;
/// A position this much before the last one, in milliseconds, is a seek, not a rounding of the embed's.
const BACK: u32 = 250;
/// Two positions that follow each other while it plays are at most this far apart in time, in milliseconds.
const CADENCE: f64 = 1500.0;

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
    clock: Clock,
    handshake: Handshake,
    order: Order,
    player: Player,
    target: Option<Target>,
    wish: Wish,
    /// The newest position, and when it was true.
    last: Option<(Millis, Moment)>,
    /// When the embed was last heard to tell what it does.
    heard: Moment,
    /// When the last snapshot of a new player was built.
    snapshot: f64,
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
            clock: Clock::default(),
            handshake: Handshake::default(),
            order: Order::default(),
            player: Player::default(),
            target: None,
            wish: Wish { play: options.play, ..Wish::default() },
            last: None,
            heard: Moment(0.0),
            snapshot: f64::NEG_INFINITY,
            wake: None,
            effects: Vec::new(),
            options,
        };
        if session.options.start > Millis::ZERO {
            session.choose(session.options.start, Moment(0.0));
        }
        session
    }

    /// What the embed has confirmed.
    pub fn playback(&self) -> &Playback {
        &self.playback
    }

    /// The video's time.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The address for the iframe, to begin at the position that was chosen last: see
    /// [`Options::embed_url`].
    pub fn embed_url(&self) -> String {
        let start = self.target.map_or(Millis::ZERO, |target| target.to);
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
            (Event::AlreadyInitialized, _) => {
                let is_first = !self.handshake.is_answered();
                if self.handshake.answer() {
                    self.subscribe();
                }
                if is_first {
                    let wish = std::mem::take(&mut self.wish);
                    self.tell(wish, at);
                }
            }
            (Event::InfoDelivery, Info::State(state)) => self.merge(state, arrival),
            (Event::Error, info) => {
                let code = if let Info::Number(code) = info { *code as i32 } else { 0 };
                self.player.fail(Failure::from_youtube(code));
            }
            (Event::AutoplayBlocked, _) => self.player.block(),
            (Event::SeekTo, Info::Number(seconds)) => self.on_seek(*seconds, at),
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
        if !self.player.phase().is_some_and(Phase::is_running) || self.is_undecided() {
            self.post_target(at);
        }
        self.command(Command::PlayVideo);
    }

    fn pause(&mut self, at: Moment) {
        self.wish.play = false;
        // A pause after the end would swallow the next start.
        if self.player.is_driven() {
            self.player.ask(false, at);
            self.command(Command::PauseVideo);
        }
    }

    fn seek(&mut self, to: Millis, at: Moment) {
        let to = self.playback.duration.map_or(to, |duration| to.min(duration));
        if !self.player.is_seekable() {
            self.choose(to, at);
        } else if self.target.is_some_and(|target| target.is_shown()) {
            self.choose(to, at); // The first one is not there yet.
            self.post_target(at);
        } else {
            self.target = Some(Target::seek(to, at));
            self.command(Command::SeekTo(to));
        }
    }

    /// Shows a position where playback will begin.
    fn choose(&mut self, to: Millis, at: Moment) {
        self.target = Some(Target::chosen(to));
        let sample = Sample { media: to, at, rate: self.playback.rate };
        self.clock.sample(sample, Motion::Held, true);
    }

    /// A position is chosen, and the embed does not know.
    fn is_undecided(&self) -> bool {
        self.target.is_some_and(|target| !target.is_posted())
    }

    fn post_target(&mut self, at: Moment) {
        if let Some(target) = self.target.as_mut().filter(|target| target.is_shown()) {
            target.post(at);
            let to = target.to;
            self.command(Command::SeekTo(to));
        }
    }

    // Messages.

    fn on_snapshot(&mut self, state: &State, arrival: Arrival) {
        let built = arrival.built(state.stamp);
        let is_new = built > self.snapshot;
        let is_first = !self.handshake.is_answered();
        self.handshake.answer();
        if !is_new {
            return;
        }
        self.snapshot = built;
        let mut wish = std::mem::take(&mut self.wish);
        if !is_first {
            let at = arrival.at;
            let before = &self.playback;
            wish.play |= self.player.is_driven();
            wish.rate = wish.rate.or(Some(before.rate));
            wish.volume = wish.volume.or(Some(before.volume));
            wish.muted = wish.muted.or(Some(before.muted));
            let over = before.status == Status::Ended;
            let resumed = self.target.take().map_or(self.clock.now(at), |target| target.to);
            self.player = Player::default();
            if !over && resumed > Millis::ZERO {
                self.choose(resumed, at);
            }
        }
        self.merge(state, arrival);
        self.subscribe();
        self.tell(wish, arrival.at);
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

    /// The embed goes somewhere, by a request or by the reader in the frame.
    fn on_seek(&mut self, seconds: f64, at: Moment) {
        let Some(to) = Millis::from_seconds(seconds) else { return };
        match &mut self.target {
            Some(target) if target.is_shown() => {}
            Some(target) => target.to = to, // It clamps to the length, which may not be known here.
            None => self.target = Some(Target::seek(to, at)),
        }
    }

    fn merge(&mut self, state: &State, arrival: Arrival) {
        let built = arrival.built(state.stamp);
        if let Some(rate) = state.playback_rate
            && self.order.is_news(Key::Rate, built)
        {
            self.playback.rate = rate;
            self.wish.rate = None;
            self.clock.set_rate(rate, arrival.at);
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
            && self.order.is_news(Key::Duration, built)
        {
            self.playback.duration = Some(duration);
            self.clock.set_end(Some(duration));
        }
        let phase = state.player_state.and_then(Phase::from_number);
        let news = phase.filter(|_| self.order.is_news(Key::Phase, built));
        let media = state.position().and_then(Millis::from_seconds);
        if let Some(phase) = news {
            self.enter(phase, state, media, arrival.at);
        }
        if let Some(media) = media
            && self.order.is_news(Key::Position, built)
        {
            self.locate(media, arrival.moment(built), phase, arrival.at);
        }
    }

    fn enter(&mut self, phase: Phase, state: &State, media: Option<Millis>, at: Moment) {
        self.heard = at;
        let error = state.video_data.as_ref().and_then(|video| video.error_code.as_deref());
        let certain = match phase {
            Phase::Ended => {
                self.is_end(media) || self.target.is_some_and(|target| self.is_end(Some(target.to)))
            }
            // A seek loads, then.
            _ => error.is_some() || self.target.is_some() || media != self.last.map(|(media, _)| media),
        };
        if self.player.enter(phase, certain, at) {
            self.command(Command::PlayVideo);
        }
        if let Some(word) = error {
            self.player.fail_unless_known(Failure::from_youtube_word(word));
        }
        // The reader pressed the embed's own button: it starts where it likes.
        if phase.is_running() && self.is_undecided() {
            self.post_target(at);
        }
    }

    fn is_end(&self, media: Option<Millis>) -> bool {
        media.zip(self.playback.duration).is_some_and(|(media, end)| media + Millis(END) >= end)
    }

    /// The embed was at a position at a moment. It came with the `phase`, or without any.
    fn locate(&mut self, media: Millis, at: Moment, phase: Option<Phase>, arrival: Moment) {
        self.heard = arrival;
        let before = self.last.replace((media, at));
        if phase.is_none() {
            let moved = before.is_some_and(|(m, t)| media > m && at > t && at.since(t) <= CADENCE);
            self.player.tick(moved, self.is_end(Some(media)), arrival);
        }
        let playing = self.player.phase() == Some(Phase::Playing);
        let verdict = self.target.map(|target| target.judge(media, at, playing));
        // After a seek past the end, the end comes with the position before.
        let media = match self.target {
            Some(target) if phase == Some(Phase::Ended) && self.is_end(Some(target.to)) => {
                self.target = None;
                target.to
            }
            _ if verdict == Some(Verdict::Foreign) => return,
            _ => media,
        };
        let arrived = verdict == Some(Verdict::Arrived);
        if arrived || verdict == Some(Verdict::Lost) {
            self.target = None;
        }
        let back =
            phase == Some(Phase::Cued) || before.is_some_and(|(before, _)| media + Millis(BACK) < before);
        // It is never that far ahead of a medium that only lags.
        let ahead = media + Millis(1000 + BACK) < self.clock.now(arrival);
        let motion = self.motion(arrival);
        let sample = Sample { media, at, rate: self.playback.rate };
        self.clock.late_sample(sample, motion, arrived || back || ahead, arrival);
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

    fn motion(&self, at: Moment) -> Motion {
        if self.status(at) == Status::Playing { Motion::Running } else { Motion::Held }
    }

    /// What is due is done, and what will be is arranged.
    fn settle(&mut self, at: Moment) -> Vec<Effect> {
        self.player.pass(at);
        if self.handshake.poll(at) {
            self.post(self.greeting());
        }
        self.playback.status = self.status(at);
        self.clock.set_motion(self.motion(at), at);

        let silence = (self.playback.status == Status::Playing).then(|| self.heard.plus(SILENCE));
        let next = [self.handshake.next(), self.player.doubt(), silence].into_iter().flatten();
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
