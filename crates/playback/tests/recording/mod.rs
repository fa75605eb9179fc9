//! A recording as a sequence of steps, and its replay.

mod oracle;

use std::path::Path;

use episode::Millis;
use episode_playback::youtube::{Arrival, Effect, Incoming, Options, Session};
use episode_playback::{Moment, Request, Status};
use serde_json::Value;

use oracle::Oracle;

/// The recorded pairs of position and time were measured to be true to 0.9 ms; both are rounded to a
/// millisecond, and so is the clock. A change of rate is known some 4 ms late, which at the greatest change
/// (2 to 0.25) is 7 ms of position.
pub(crate) const TOLERANCE: f64 = 10.0;

/// What happened, in milliseconds since the page loaded.
pub(crate) struct Step {
    pub(crate) t: f64,
    pub(crate) what: What,
}

pub(crate) enum What {
    Inserted,
    Loaded,
    /// The page commanded the embed.
    Command(Value),
    /// The embed sent this.
    Message(Value),
}

pub(crate) struct Recording {
    pub(crate) steps: Vec<Step>,
    /// The wall clock minus the steps' own: from the message that was quickest.
    pub(crate) wall: f64,
}

impl Recording {
    pub(crate) fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("the recording can be read");
        let entries: Vec<Value> = serde_json::from_str(&text).expect("a recording is an array");
        let steps: Vec<Step> = entries.iter().filter_map(step).collect();
        let wall = steps
            .iter()
            .filter_map(|step| match &step.what {
                What::Message(message) => Some(stamp(message)? - step.t),
                _ => None,
            })
            .fold(f64::NEG_INFINITY, f64::max);
        Self { steps, wall: if wall.is_finite() { wall } else { 0.0 } }
    }
}

impl Recording {
    /// Whether a message tells the position of a pause. In `hidden` the browser stopped the media 15 ms before
    /// the embed told that position, and the state only after it: nobody could foresee it.
    fn is_stop(&self, message: &Value) -> bool {
        let media = &message["info"]["currentTime"];
        self.steps.iter().any(|step| match &step.what {
            What::Message(other) => {
                other["info"]["playerState"] == 2
                    && other["info"]["currentTime"] == *media
                    && media.is_number()
            }
            _ => false,
        })
    }
}

fn step(entry: &Value) -> Option<Step> {
    let data = entry["d"].as_str();
    let what = match (entry.get("out"), data) {
        (Some(out), _) => What::Command(out.clone()),
        (None, Some("IFRAME_APPEND")) => What::Inserted,
        (None, Some("IFRAME_LOAD")) => What::Loaded,
        // Only what the iframe itself sent, and only text, gets to a session.
        (None, Some(text)) if entry["src"] == true => What::Message(serde_json::from_str(text).ok()?),
        _ => return None,
    };
    Some(Step { t: entry["t"].as_f64()?, what })
}

/// When a message was built, in milliseconds since 1970.
pub(crate) fn stamp(message: &Value) -> Option<f64> {
    Some(message["info"]["currentTimeLastUpdated_"].as_f64()? * 1000.0)
}

/// What a command of the recorded page asks for.
pub(crate) fn request(out: &Value) -> Option<Request> {
    let argument = out["args"][0].as_f64();
    match out["func"].as_str()? {
        "playVideo" => Some(Request::Play),
        "pauseVideo" => Some(Request::Pause),
        "seekTo" => Some(Request::Seek(Millis::from_seconds(argument?)?)),
        "setPlaybackRate" => Some(Request::SetRate(argument?)),
        "setVolume" => Some(Request::SetVolume(argument? / 100.0)),
        "mute" => Some(Request::SetMuted(true)),
        "unMute" => Some(Request::SetMuted(false)),
        _ => None,
    }
}

fn is_foreign(function: &str) -> bool {
    ["load", "cue", "stop", "next", "previous"].iter().any(|prefix| function.starts_with(prefix))
}

#[derive(Default)]
pub(crate) struct Report {
    pub(crate) messages: usize,
    /// How far the clock was from each position that it foretold, in milliseconds.
    pub(crate) deviations: Vec<f64>,
    pub(crate) faults: Vec<String>,
    pub(crate) status: Status,
}

impl Report {
    pub(crate) fn worst(&self) -> f64 {
        self.deviations.iter().copied().fold(0.0, f64::max)
    }
}

/// The session in the place of the recorded page.
pub(crate) struct Replay<'a> {
    recording: &'a Recording,
    skew: f64,
    session: Session,
    oracle: Oracle,
    wake: Option<Moment>,
    /// The clock's last reading, to see whether it goes back.
    shown: Millis,
    report: Report,
}

impl<'a> Replay<'a> {
    /// `skew` is the page's wall clock minus the embed's, in milliseconds.
    pub(crate) fn new(recording: &'a Recording, skew: f64) -> Self {
        Self {
            recording,
            skew,
            session: Session::new(Options::new("abcdefghijk", "https://docs.example", 1)),
            oracle: Oracle::default(),
            wake: None,
            shown: Millis::ZERO,
            report: Report::default(),
        }
    }

    pub(crate) fn run(mut self) -> Report {
        let mut now = 0.0;
        for step in &self.recording.steps {
            self.pass(now, step.t);
            now = step.t;
            self.step(step);
        }
        // Long enough for every time-out: an embed that never answered is unreachable by then.
        self.pass(now, now + 12_000.0);
        let end = Moment(now + 12_000.0);
        self.compare(end, "at the end");
        self.report.status = self.session.playback().status;
        self.report
    }

    /// Time passes: timers fire, and the clock is read for every frame that would be shown.
    fn pass(&mut self, from: f64, to: f64) {
        let mut frame = from;
        loop {
            let next = self.wake.map_or(frame + 16.0, |wake| wake.0.min(frame + 16.0)).max(from);
            if next > to {
                break;
            }
            frame = next;
            if self.wake.is_some_and(|wake| wake.0 <= frame) {
                self.wake = None;
                let effects = self.session.on_wake(Moment(frame));
                self.obey(&effects);
            }
            self.read(frame, "between messages");
        }
    }

    fn read(&mut self, t: f64, when: &str) {
        let reading = self.session.clock().now(Moment(t));
        if reading < self.shown && !self.oracle.may_go_back() {
            self.fault(t, &format!("{when} the clock goes back from {:?} to {reading:?}", self.shown));
        }
        if let Some(limit) = self.oracle.limit(t)
            && f64::from(reading.0) > limit + TOLERANCE
        {
            self.fault(t, &format!("{when} the clock is at {reading:?}, past the limit of {limit}"));
        }
        self.shown = reading;
    }

    fn step(&mut self, step: &Step) {
        let at = Moment(step.t);
        let effects = match &step.what {
            What::Inserted => self.session.on_insert(at),
            What::Loaded => {
                self.oracle.load();
                self.session.on_load(at)
            }
            What::Command(out) => {
                let Some(request) = request(out) else {
                    if out["func"].as_str().is_some_and(is_foreign) {
                        self.oracle.foreign_command(step.t);
                    }
                    return;
                };
                self.oracle.request(request, step.t);
                self.session.request(request, at)
            }
            What::Message(message) => {
                if self.oracle.is_paused_by_request() || !self.recording.is_stop(message) {
                    self.foretell(message, step.t);
                }
                self.oracle.message(message, step.t, self.recording.wall);
                self.report.messages += 1;
                let incoming = Incoming::read(&message.to_string()).expect("it is read");
                let arrival = Arrival { at, wall: step.t + self.recording.wall + self.skew };
                self.session.on_message(&incoming, arrival)
            }
        };
        self.obey(&effects);
        self.read(step.t, "after a message");
        self.compare(at, "after a message");
        self.oracle.settle();
    }

    /// While it plays, the clock must know the position that the next message tells, before it comes.
    fn foretell(&mut self, message: &Value, t: f64) {
        let Some((media, built)) = self.oracle.foreseeable(message) else { return };
        let at = Moment((built - self.recording.wall).min(t));
        if self.session.playback().status != Status::Playing {
            return;
        }
        let deviation = (f64::from(self.session.clock().now(at).0) - media).abs();
        self.report.deviations.push(deviation);
        if deviation > TOLERANCE {
            self.fault(t, &format!("the clock foretold {:?}, it is {media}", self.session.clock().now(at)));
        }
    }

    fn compare(&mut self, at: Moment, when: &str) {
        let playback = self.session.playback().clone();
        for fault in self.oracle.compare(&playback, self.session.clock(), at) {
            self.fault(at.0, &format!("{when}: {fault}"));
        }
    }

    fn obey(&mut self, effects: &[Effect]) {
        for effect in effects {
            if let Effect::WakeAt(moment) = effect {
                self.wake = Some(*moment);
            }
        }
    }

    fn fault(&mut self, t: f64, what: &str) {
        self.report.faults.push(format!("at {t}: {what}"));
    }
}
