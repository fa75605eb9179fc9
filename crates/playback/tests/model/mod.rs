//! A model of the embed, and of what can happen between it and the page.
//!
//! It does what the protocol's description and the recordings say, in the same order and with like delays:
//! states, positions four times a second while it plays and once after a pause or a seek, silence otherwise.

pub(crate) mod world;

use serde_json::{Value, json};

/// Between two positions while it plays.
const TICK: f64 = 265.0;
/// From a cold start, and from a pause, to "playing".
const COLD: f64 = 60.0;
const WARM: f64 = 250.0;
/// From a seek to the media's being there.
const SEEK: f64 = 10.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    Unstarted = -1,
    Ended = 0,
    Playing = 1,
    Paused = 2,
    Buffering = 3,
    Cued = 5,
}

pub(crate) struct Embed {
    pub(crate) is: Is,
    /// In milliseconds.
    pub(crate) media: f64,
    pub(crate) rate: f64,
    volume: f64,
    muted: bool,
    duration: f64,
    /// The browser lets only muted videos start.
    strict: bool,
    subscribed: Vec<String>,
    greeted: bool,
    /// The player is ready from then on.
    ready: f64,
    /// When "playing" follows "buffering".
    arrival: Option<f64>,
    tick: f64,
    paused_at_end: bool,
    /// It refused to start before anybody listened.
    pub(crate) refused_unheard: bool,
    outbox: Vec<Value>,
    /// When the last message was built.
    built: f64,
    now: f64,
}

impl Embed {
    pub(crate) fn new(now: f64, duration: f64, strict: bool) -> Self {
        Self {
            is: Is::Cued,
            media: 0.0,
            rate: 1.0,
            volume: 100.0,
            muted: false,
            duration,
            strict,
            subscribed: Vec::new(),
            greeted: false,
            ready: now + 200.0,
            arrival: None,
            tick: f64::INFINITY,
            paused_at_end: false,
            refused_unheard: false,
            outbox: Vec::new(),
            built: now,
            now,
        }
    }

    pub(crate) fn take_messages(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.outbox)
    }

    /// Somebody is told of each seek.
    pub(crate) fn tells_seeks(&self) -> bool {
        self.subscribed.iter().any(|event| event == "SEEK_TO")
    }

    /// Time goes on by a small step.
    pub(crate) fn pass(&mut self, now: f64) {
        let step = now - self.now;
        self.now = now;
        if self.is == Is::Playing {
            self.media = (self.media + step * self.rate).min(self.duration);
            if self.media >= self.duration {
                self.tell_tick();
                self.enter(Is::Ended);
            } else if now >= self.tick {
                self.tell_tick();
            }
        }
        if self.arrival.is_some_and(|arrival| now >= arrival) {
            self.arrival = None;
            self.tell_tick();
            self.enter(Is::Playing);
        }
    }

    /// A message from the page.
    pub(crate) fn receive(&mut self, text: &str) {
        let message: Value = serde_json::from_str(text).expect("the page posts JSON");
        if message["event"] == "listening" {
            return self.greet();
        }
        let argument = &message["args"][0];
        let number = argument.as_f64();
        match message["func"].as_str().expect("a command has a name") {
            "addEventListener" => self.subscribed.push(argument.as_str().expect("a name").into()),
            "playVideo" => self.play(),
            "pauseVideo" => self.pause(),
            "seekTo" => self.seek(number.expect("a time") * 1000.0),
            "setPlaybackRate" => self.set_rate(number.expect("a rate")),
            "setVolume" => self.set_sound(number.expect("a volume"), self.muted),
            "mute" => self.set_sound(self.volume, true),
            "unMute" => self.set_sound(self.volume.max(5.0), false),
            other => panic!("the page posts {other}"),
        }
    }

    fn greet(&mut self) {
        if self.now < self.ready {
            return;
        }
        if self.greeted {
            return self.send("alreadyInitialized", Value::Null);
        }
        self.greeted = true;
        let (volume, muted) = (self.volume, self.muted);
        let mut info = self.state();
        info["volume"] = json!(volume);
        info["muted"] = json!(muted);
        self.send("initialDelivery", info);
        self.send("onReady", Value::Null);
    }

    // What the page commands, or the reader does in the frame.

    pub(crate) fn play(&mut self) {
        match self.is {
            Is::Playing | Is::Buffering => {}
            Is::Ended => {
                self.media = 0.0;
                if std::mem::take(&mut self.paused_at_end) {
                    self.enter(Is::Paused);
                    self.announce("SEEK_TO", json!(0));
                    return self.tell_tick();
                }
                self.enter(Is::Playing);
                self.announce("SEEK_TO", json!(0));
                self.start(SEEK);
            }
            Is::Paused => self.start(WARM),
            Is::Unstarted | Is::Cued => {
                self.enter(Is::Unstarted);
                self.start(COLD);
            }
        }
    }

    fn start(&mut self, after: f64) {
        self.enter(Is::Buffering);
        if self.strict && !self.muted {
            self.enter(Is::Unstarted);
            self.refused_unheard = !self.greeted;
            return self.announce("onAutoplayBlocked", Value::Null);
        }
        self.arrival = Some(self.now + after);
    }

    pub(crate) fn pause(&mut self) {
        match self.is {
            Is::Playing | Is::Buffering => {
                self.arrival = None;
                self.enter(Is::Paused);
                self.tell_tick();
            }
            Is::Ended => self.paused_at_end = true,
            _ => {}
        }
    }

    pub(crate) fn seek(&mut self, to: f64) {
        self.paused_at_end = false;
        let to = to.min(self.duration);
        if self.is == Is::Cued {
            self.media = to;
            self.enter(Is::Unstarted);
            self.announce("SEEK_TO", json!(to / 1000.0));
            return self.start(COLD);
        }
        self.announce("SEEK_TO", json!(to / 1000.0));
        if to >= self.duration && self.is != Is::Unstarted {
            // The end is told with the position before.
            self.arrival = None;
            self.enter(Is::Ended);
            self.media = to;
            return;
        }
        self.media = to;
        match self.is {
            Is::Playing | Is::Buffering => self.start(SEEK),
            Is::Ended => {
                self.enter(Is::Playing);
                self.start(SEEK);
            }
            _ => self.tell_tick(),
        }
    }

    pub(crate) fn set_rate(&mut self, rate: f64) {
        if rate != self.rate {
            self.rate = rate;
            self.send("infoDelivery", json!({ "playbackRate": rate }));
        }
    }

    fn set_sound(&mut self, volume: f64, muted: bool) {
        (self.volume, self.muted) = (volume, muted);
        self.send("infoDelivery", json!({ "volume": volume, "muted": muted }));
    }

    // What it tells.

    fn enter(&mut self, is: Is) {
        self.is = is;
        let state = self.state();
        self.send("infoDelivery", state);
        self.tick = self.now + TICK;
    }

    fn tell_tick(&mut self) {
        let (media, rate) = (self.media / 1000.0, self.rate);
        self.send("infoDelivery", json!({ "currentTime": media, "playbackRate": rate }));
        self.tick = self.now + TICK;
    }

    fn state(&self) -> Value {
        json!({
            "playerState": self.is as i32, "currentTime": self.media / 1000.0, "playbackRate": self.rate,
            "duration": self.duration / 1000.0, "videoData": { "errorCode": null },
        })
    }

    fn announce(&mut self, event: &str, info: Value) {
        if self.subscribed.iter().any(|subscribed| subscribed == event) {
            self.send(event, info);
        }
    }

    fn send(&mut self, event: &str, mut info: Value) {
        if !self.greeted {
            return; // A real one keeps it for later: the recordings have that.
        }
        if info.get("currentTime").is_some() {
            // Messages of one millisecond cannot be told apart if they overtake each other, so each has its own.
            self.built = self.now.max(self.built + 0.001);
            info["currentTimeLastUpdated_"] = json!((world::WALL + self.built) / 1000.0);
        }
        self.outbox.push(json!({ "event": event, "info": info, "channel": "widget", "id": 1 }));
    }
}
