//! A model of the embed, and of what can happen between it and the page.
//!
//! It does what the protocol's description and the recordings say, in the same order and with like delays:
//! states, positions four times a second while it plays and once after a pause or a seek, silence otherwise.
//! And it misbehaves as embeds do: see [`Behavior`], and what else may happen in [`simulation::Act`].

pub(crate) mod simulation;

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

/// What an embed does otherwise than asked, each time its frame is loaded.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Behavior {
    /// The browser lets only muted videos start.
    pub(crate) strict: bool,
    /// The page's `playVideo` is ignored, and a seek that would start it. The reader's own press is not.
    pub(crate) ignores_play: bool,
    /// The page's first `playVideo` only loads the video.
    pub(crate) loads_first: bool,
    /// The video cannot be embedded: known when it is loaded.
    pub(crate) refuses_at_load: bool,
    /// The video cannot be embedded: known when it is to play.
    pub(crate) refuses_at_play: bool,
}

pub(crate) struct Embed {
    pub(crate) is: Is,
    /// It reported an error, and does nothing any more.
    pub(crate) broken: bool,
    /// It neither hears nor speaks any more.
    pub(crate) dead: bool,
    /// The browser paused it because the tab is hidden.
    hidden: bool,
    pub(crate) behavior: Behavior,
    /// It is loaded, and will play at the next command.
    loaded: bool,
    /// In milliseconds.
    pub(crate) media: f64,
    pub(crate) rate: f64,
    volume: f64,
    muted: bool,
    duration: f64,
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
    pub(crate) fn new(now: f64, duration: f64, behavior: Behavior) -> Self {
        let broken = behavior.refuses_at_load;
        Self {
            is: if broken { Is::Unstarted } else { Is::Cued },
            broken,
            dead: false,
            hidden: false,
            behavior,
            loaded: false,
            media: 0.0,
            rate: 1.0,
            volume: 100.0,
            muted: false,
            duration,
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
        if self.dead {
            return;
        }
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
        if self.dead {
            return;
        }
        let message: Value = serde_json::from_str(text).expect("the page posts JSON");
        if message["event"] == "listening" {
            return self.greet();
        }
        let argument = &message["args"][0];
        let number = argument.as_f64();
        match message["func"].as_str().expect("a command has a name") {
            "addEventListener" => self.subscribed.push(argument.as_str().expect("a name").into()),
            "playVideo" if self.behavior.ignores_play => {}
            "playVideo" if self.behavior.loads_first && !self.loaded && self.is == Is::Cued => self.load(),
            "playVideo" => self.play(),
            "pauseVideo" => self.pause(),
            "seekTo"
                if self.behavior.ignores_play && matches!(self.is, Is::Cued | Is::Unstarted | Is::Ended) => {}
            "seekTo" if self.behavior.loads_first && !self.loaded && self.is == Is::Cued => {}
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
        if self.broken {
            self.send("onError", json!(150));
        }
    }

    // What the page commands, or the reader does in the frame.

    pub(crate) fn play(&mut self) {
        match self.is {
            _ if self.broken => {}
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
        self.hidden = false;
        self.enter(Is::Buffering);
        if self.behavior.refuses_at_play {
            return self.fail();
        }
        if self.behavior.strict && !self.muted {
            self.enter(Is::Unstarted);
            self.refused_unheard = !self.greeted;
            return self.announce("onAutoplayBlocked", Value::Null);
        }
        self.arrival = Some(self.now + after);
    }

    /// It is told to play, and only loads.
    fn load(&mut self) {
        self.loaded = true;
        for is in [Is::Unstarted, Is::Buffering, Is::Cued] {
            self.enter(is);
        }
    }

    /// An error ends it: it forgets the position.
    pub(crate) fn fail(&mut self) {
        self.broken = true;
        self.arrival = None;
        self.media = 0.0;
        self.announce("onError", json!(150));
        self.enter(Is::Unstarted);
    }

    /// It is stopped, as `stopVideo` does: the position is forgotten.
    pub(crate) fn stop(&mut self) {
        if !self.broken && self.is != Is::Cued {
            self.arrival = None;
            self.media = 0.0;
            self.enter(Is::Unstarted);
            self.enter(Is::Cued);
        }
    }

    /// The tab is hidden: the browser pauses what is silent.
    pub(crate) fn hide(&mut self) {
        if self.is == Is::Playing {
            self.hidden = true;
            self.tell_tick();
            self.enter(Is::Paused);
        }
    }

    /// The tab is shown again: what was paused by hiding it goes on.
    pub(crate) fn show(&mut self) {
        if std::mem::take(&mut self.hidden) && self.is == Is::Paused {
            self.start(WARM);
        }
    }

    pub(crate) fn pause(&mut self) {
        self.hidden = false;
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
        if self.broken {
            return;
        }
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
        let error = self.broken.then_some("auth");
        json!({
            "playerState": self.is as i32, "currentTime": self.media / 1000.0, "playbackRate": self.rate,
            "duration": self.duration / 1000.0, "videoData": { "errorCode": error },
        })
    }

    fn announce(&mut self, event: &str, info: Value) {
        if self.subscribed.iter().any(|subscribed| subscribed == event) {
            self.send(event, info);
        }
    }

    fn send(&mut self, event: &str, mut info: Value) {
        if !self.greeted || self.dead {
            return; // A real one keeps it for later: the recordings have that.
        }
        if info.get("currentTime").is_some() {
            // Messages of one millisecond cannot be told apart if they overtake each other, so each has its own.
            self.built = self.now.max(self.built + 0.001);
            info["currentTimeLastUpdated_"] = json!((simulation::WALL + self.built) / 1000.0);
        }
        self.outbox.push(json!({ "event": event, "info": info, "channel": "widget", "id": 1 }));
    }
}
