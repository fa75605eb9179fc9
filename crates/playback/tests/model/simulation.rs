//! The page, the embed, and the way between them, on which messages are lost, late, repeated and overtaken.

use std::fmt;

use episode::Millis;
use episode_playback::youtube::{Arrival, Command, Effect, Incoming, Options, Outgoing, Session};
use episode_playback::{Failure, Moment, Notice, Request, Status};
use serde_json::Value;

use super::{Behavior, Embed, Is};

/// The wall clock at moment 0.
pub(crate) const WALL: f64 = 1_800_000_000_000.0;
/// A step of time.
const STEP: f64 = 5.0;
/// From the page to the embed.
const THERE: f64 = 2.0;
/// A wait without progress, after which the session says so. The reading is taken once a step.
const STALL_AFTER: f64 = 8_000.0;
/// As long as a seek may have an effect on the clock.
const SEEK_ECHO: f64 = 6_000.0;

/// What somebody does.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Request(Request),
    /// The reader, inside the frame.
    Play,
    Pause,
    Seek(f64),
    Rate(f64),
    /// The frame is loaded anew.
    Reload,
    /// The embed is touched, and is as if it had never played.
    Stop,
    /// The tab is hidden, and shown again.
    Hide,
    Show,
    /// An error ends the video.
    Fail,
    /// The embed falls silent for good.
    Die,
}

/// What happens to one message from the embed.
#[derive(Clone, Copy)]
pub(crate) struct Fate {
    pub(crate) lost: bool,
    pub(crate) repeated: bool,
    /// In milliseconds.
    pub(crate) late: f64,
}

/// On one line, for there are many.
impl fmt::Debug for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.lost, self.repeated) {
            (true, false) => f.write_str("lost"),
            (true, true) => f.write_str("lost, but for its repetition"),
            (false, false) => write!(f, "{:.0} ms", self.late),
            (false, true) => write!(f, "{:.0} ms, twice", self.late),
        }
    }
}

pub(crate) const RELIABLE: Fate = Fate { lost: false, repeated: false, late: 3.0 };

pub(crate) struct Simulation {
    pub(crate) session: Session,
    pub(crate) embed: Embed,
    pub(crate) now: f64,
    duration: f64,
    behavior: Behavior,
    fates: Vec<Fate>,
    sent: usize,
    /// When all that was sent has arrived.
    arrived: f64,
    /// When the answer to the first greeting arrives.
    first_answer: f64,
    /// The page asked for play last, not for pause.
    wants_play: bool,
    /// The page asked for play, ever.
    engaged: bool,
    /// Something was done inside the frame since, or the video ended.
    touched: bool,
    /// Something was delivered that means that the embed plays: the state, or positions that moved on.
    plays: bool,
    ticks: u32,
    /// Where the session waits, and since when.
    waiting: Option<(Millis, f64)>,
    /// A message was lost.
    lost: bool,
    there: Vec<(f64, String)>,
    back: Vec<(f64, Value)>,
    load: Option<f64>,
    wake: Option<f64>,
    shown: Millis,
    /// The newest position that was delivered; in the wake of a seek, the furthest.
    told: f64,
    /// The newest position that was delivered, and when it was built.
    last: f64,
    newest: f64,
    sought: f64,
    /// When the embed had done the last seek, until a position after that is delivered.
    unheard: Option<f64>,
    pub(crate) faults: Vec<String>,
}

impl Simulation {
    pub(crate) fn new(duration: f64, behavior: Behavior, fates: Vec<Fate>) -> Self {
        let mut simulation = Self {
            session: Session::new(Options::new("abcdefghijk", "https://docs.example", 1)),
            embed: Embed::new(0.0, duration, behavior),
            now: 0.0,
            duration,
            behavior,
            fates,
            sent: 0,
            arrived: 0.0,
            first_answer: 0.0,
            wants_play: false,
            engaged: false,
            touched: false,
            plays: false,
            ticks: 0,
            waiting: None,
            lost: false,
            there: Vec::new(),
            back: Vec::new(),
            load: Some(300.0),
            wake: None,
            shown: Millis::ZERO,
            told: 0.0,
            last: 0.0,
            newest: 0.0,
            sought: f64::NEG_INFINITY,
            unheard: None,
            faults: Vec::new(),
        };
        let effects = simulation.session.on_insert(Moment(0.0));
        simulation.obey(effects);
        simulation
    }

    /// From now on nothing is lost, late or repeated.
    pub(crate) fn calm(&mut self) {
        self.fates.clear();
    }

    /// From the next reload on the embed behaves so, and from now on messages have these fates.
    pub(crate) fn behave(&mut self, behavior: Behavior, fates: Vec<Fate>) {
        (self.behavior, self.fates) = (behavior, fates);
    }

    pub(crate) fn act(&mut self, act: Act) {
        self.touched |= !matches!(act, Act::Request(_) | Act::Reload);
        match act {
            Act::Request(request) => {
                if let Request::Seek(to) = request {
                    self.seek(f64::from(to.0));
                }
                match request {
                    Request::Play => {
                        self.may_replay();
                        (self.wants_play, self.engaged, self.touched) = (true, true, false);
                    }
                    Request::Pause => self.wants_play = false,
                    _ => {}
                }
                let effects = self.session.request(request, Moment(self.now));
                self.obey(effects);
            }
            Act::Play => {
                self.may_replay();
                self.embed.play();
            }
            Act::Pause => self.embed.pause(),
            Act::Stop if !self.embed.dead => {
                self.embed.stop();
                self.seek(0.0);
            }
            Act::Hide => self.embed.hide(),
            Act::Show => self.embed.show(),
            Act::Fail if !self.embed.broken && !self.embed.dead => {
                self.embed.fail();
                self.seek(0.0);
            }
            Act::Die => self.embed.dead = true,
            Act::Stop | Act::Fail => {}
            Act::Seek(to) => {
                // Only a subscriber can know of a seek past the end: it comes with the position before.
                let far = if self.embed.tells_seeks() { self.duration } else { self.duration - 1_000.0 };
                let to = to.min(far);
                self.seek(to);
                self.embed.seek(to);
            }
            Act::Rate(rate) => self.embed.set_rate(rate),
            Act::Reload => {
                self.embed = Embed::new(self.now, self.duration, self.behavior);
                self.back.clear();
                self.there.clear();
                self.load = Some(self.now + 230.0);
                self.seek(0.0);
            }
        }
        self.check();
    }

    /// To play leads back to the start after the end, and to what was chosen before it ever played.
    fn may_replay(&mut self) {
        let status = self.session.playback().status;
        if self.embed.is == Is::Ended
            || !matches!(status, Status::Playing | Status::Buffering | Status::Paused)
        {
            self.seek(0.0);
        }
    }

    fn seek(&mut self, to: f64) {
        self.sought = self.now;
        self.unheard = Some(WALL + self.now + THERE + 2.0 * STEP);
        self.told = self.told.max(to);
    }

    pub(crate) fn pass(&mut self, millis: f64) {
        let end = self.now + millis;
        while self.now < end {
            self.step();
        }
    }

    fn step(&mut self) {
        self.now += STEP;
        for text in due(&mut self.there, self.now) {
            self.embed.receive(&text);
        }
        self.embed.pass(self.now);
        self.touched |= self.embed.is == Is::Ended;
        if self.unheard.is_some() || matches!(self.embed.is, Is::Cued | Is::Unstarted) {
            self.sought = self.now; // What is chosen is shown until it plays, and then is sought.
        }
        self.dispatch();
        if self.load.is_some_and(|load| load <= self.now) {
            self.load = None;
            let effects = self.session.on_load(Moment(self.now));
            self.obey(effects);
        }
        for message in due(&mut self.back, self.now) {
            if let Some(media) = message["info"]["currentTime"].as_f64() {
                let media = media * 1000.0;
                let built = message["info"]["currentTimeLastUpdated_"].as_f64().expect("it has a time");
                self.unheard = self.unheard.filter(|done| built * 1000.0 < *done);
                let is_newest = built >= self.newest;
                if message["event"] == "initialDelivery" && built > self.newest {
                    (self.plays, self.ticks) = (false, 0);
                }
                if is_newest {
                    (self.last, self.newest) = (media, built);
                }
                // Before the last seek it may have been further on.
                let is_settled = is_newest && self.now - self.sought > SEEK_ECHO;
                self.told = if is_settled { media } else { self.told.max(media) };
            }
            self.note_playing(&message["info"]);
            let incoming = Incoming::read(&message.to_string()).expect("it is a message");
            let arrival = Arrival { at: Moment(self.now), wall: WALL + self.now };
            let effects = self.session.on_message(&incoming, arrival);
            self.obey(effects);
            self.check();
        }
        if self.wake.is_some_and(|wake| wake <= self.now) {
            self.wake = None;
            let effects = self.session.on_wake(Moment(self.now));
            self.obey(effects);
        }
        self.check();
    }

    /// Gives each message its fate.
    fn dispatch(&mut self) {
        for message in self.embed.take_messages() {
            let fate =
                if self.fates.is_empty() { RELIABLE } else { self.fates[self.sent % self.fates.len()] };
            self.sent += 1;
            self.lost |= fate.lost;
            // Nothing in an announcement tells whether it is newer than what was sent before, so it does not
            // overtake that, and comes once.
            if message["info"].is_number() {
                self.arrived = self.arrived.max(self.now + fate.late);
                self.back.extend((!fate.lost).then_some((self.arrived, message)));
                continue;
            }
            // Nor does this: it is the answer to all greetings but the first.
            if message["event"] == "alreadyInitialized" {
                self.back.push((self.first_answer.max(self.now + fate.late), message));
                continue;
            }
            if message["event"] == "initialDelivery" && !fate.lost {
                self.first_answer = self.now + fate.late;
            }
            if !fate.lost {
                self.arrived = self.arrived.max(self.now + fate.late);
                self.back.push((self.now + fate.late, message.clone()));
            }
            if fate.repeated {
                self.back.push((self.now + 2.0 * fate.late + 50.0, message));
            }
        }
    }

    /// What must always hold.
    fn check(&mut self) {
        let reading = self.session.clock().now(Moment(self.now));
        if reading < self.shown.min(Millis(self.duration as u32)) && self.now - self.sought > SEEK_ECHO {
            self.faults.push(format!("at {}: back from {:?} to {reading:?}", self.now, self.shown));
        }
        if f64::from(reading.0) > self.told + 1_001.0 {
            self.faults.push(format!("at {}: {reading:?}, and told only {}", self.now, self.told));
        }
        self.shown = reading;
        self.check_status(reading);
    }

    /// What must always hold of the status and the notice.
    fn check_status(&mut self, reading: Millis) {
        let playback = self.session.playback();
        let (status, notice) = (playback.status, playback.notice);
        let mut faults = Vec::new();
        if self.engaged && matches!(status, Status::Idle | Status::Ready) {
            faults.push("the poster comes back");
        }
        if status == Status::Playing && !self.plays {
            faults.push("it plays, and nothing said so");
        }
        let is_waiting = matches!(status, Status::Connecting | Status::Buffering);
        let since =
            self.waiting.filter(|(before, _)| *before == reading).map_or(self.now, |(_, since)| since);
        self.waiting = is_waiting.then_some((reading, since));
        let waited = self.waiting.map_or(0.0, |(_, since)| self.now - since);
        if waited > STALL_AFTER + 4.0 * STEP && notice != Some(Notice::Stalled) {
            faults.push("it stalls, and nobody says so");
        }
        if waited < STALL_AFTER - 4.0 * STEP && notice == Some(Notice::Stalled) {
            faults.push("it is said to stall, and does not");
        }
        if (notice == Some(Notice::PressPlay)) != (status == Status::Blocked) {
            faults.push("the reader must press play where it is blocked, and only there");
        }
        let now = self.now;
        self.faults.extend(faults.iter().map(|fault| format!("at {now}, {status:?}, {notice:?}: {fault}")));
    }

    /// A state says whether it plays; so do three positions in a row without one.
    fn note_playing(&mut self, info: &Value) {
        if let Some(state) = info["playerState"].as_i64() {
            self.plays |= state == 1;
        } else if info["currentTime"].is_number() {
            self.ticks += 1;
            self.plays |= self.ticks >= 3;
        }
    }

    fn obey(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post(message) => {
                    // What was chosen is sought when it plays.
                    if let Outgoing::Command { command: Command::SeekTo(to), .. } = message {
                        self.seek(f64::from(to.0));
                    }
                    self.there.push((self.now + THERE, message.to_json()));
                }
                Effect::WakeAt(moment) => self.wake = Some(moment.0),
            }
        }
    }

    /// How the session's idea of the embed still differs from the embed after a second more. (It always does
    /// while a message is under way.)
    pub(crate) fn lasting_difference(&mut self) -> Option<String> {
        let end = self.now + 1_000.0;
        while self.difference().is_some() && self.now < end {
            self.step();
        }
        self.difference()
    }

    /// How the session's idea of the embed differs from the embed.
    fn difference(&self) -> Option<String> {
        let is = self.session.playback().status;
        let expected = self.statuses();
        if !expected.contains(&is) {
            return Some(format!("the status is {is:?}, the embed is {:?}: {expected:?}", self.embed.is));
        }
        if self.embed.dead || self.embed.broken {
            return None;
        }
        let expected = is;
        // Its own word for the rate has no time, and cannot be put in order; a position tells it again.
        if expected == Status::Playing && self.session.playback().rate != self.embed.rate {
            return Some(format!("the rate is {}, not {}", self.session.playback().rate, self.embed.rate));
        }
        let clock = f64::from(self.session.clock().now(Moment(self.now)).0);
        // At rest it may be ahead of an embed whose word came late: it does not step back.
        let ahead = if expected == Status::Playing { 10.0 } else { 1_251.0 };
        let shows_a_choice = matches!(self.embed.is, Is::Cued | Is::Unstarted);
        // It goes a second past the last position, so one that is very late leaves it behind.
        let behind = self.embed.media.min(self.last + 1_000.0) - 10.0;
        if !shows_a_choice && !(behind..=self.embed.media + ahead).contains(&clock) {
            return Some(format!("the clock is at {clock}, the embed at {}", self.embed.media));
        }
        None
    }
}

impl Simulation {
    /// The statuses that are true of the embed when nothing is under way any more.
    fn statuses(&self) -> Vec<Status> {
        use Status::{Blocked, Buffering, Connecting, Ended, Failed, Paused, Playing, Ready};
        let ignores = self.embed.behavior.ignores_play && self.wants_play;
        if self.embed.dead {
            let unanswered = [Failure::Unreachable, Failure::Disconnected, Failure::EmbeddingRefused];
            return [&[Blocked, Buffering, Connecting, Ended, Paused, Ready], &unanswered.map(Failed)[..]]
                .concat();
        }
        if self.embed.broken {
            let failed = vec![Failed(Failure::EmbeddingRefused)];
            return if self.lost {
                [failed, vec![Blocked, Buffering, Paused, Ready]].concat()
            } else {
                failed
            };
        }
        match self.embed.is {
            Is::Cued if ignores && !self.touched => vec![Blocked],
            // The new player of a reload may have been asked to go on, and only have loaded.
            Is::Cued => vec![Ready, Paused, Blocked],
            Is::Playing => vec![Playing],
            Is::Paused if ignores => vec![Paused, Blocked],
            Is::Paused => vec![Paused],
            Is::Buffering => vec![Buffering],
            Is::Ended if ignores => vec![Ended, Blocked],
            Is::Ended => vec![Ended],
            // Who did not want it to play need not know that it was refused.
            Is::Unstarted if self.embed.refused_unheard => vec![Ready, Paused, Blocked],
            Is::Unstarted if !self.wants_play => vec![Ready, Paused, Blocked],
            Is::Unstarted => vec![Blocked],
        }
    }
}

/// Takes out what is due, in the order of the times at which it is.
fn due<T>(queue: &mut Vec<(f64, T)>, now: f64) -> Vec<T> {
    queue.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let late = queue.iter().position(|(at, _)| *at > now).unwrap_or(queue.len());
    queue.drain(..late).map(|(_, item)| item).collect()
}
