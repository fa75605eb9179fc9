//! A session with a hand on its time: what is posted is collected, its timer fires by itself.

#![allow(dead_code, reason = "each test file uses some of it")]

use episode::Millis;
use episode_playback::youtube::{Arrival, Command, Effect, Incoming, Options, Outgoing, Session};
use episode_playback::{Moment, Request, Status};
use serde_json::{Value, json};

/// The wall clock at moment 0.
const WALL: f64 = 1_800_000_000_000.0;

pub(crate) struct Stage {
    pub(crate) session: Session,
    pub(crate) now: f64,
    /// Added to the wall clock: somebody set it.
    pub(crate) wall_step: f64,
    pub(crate) posted: Vec<Outgoing>,
    wake: Option<f64>,
}

impl Stage {
    pub(crate) fn new(options: Options) -> Self {
        let session = Session::new(options);
        Self { session, now: 1000.0, wall_step: 0.0, posted: Vec::new(), wake: None }
    }

    /// An embed that has answered, with a minute's video that never played.
    pub(crate) fn cued() -> Self {
        let mut stage = Self::new(options());
        stage.insert();
        stage.pass(300.0);
        stage.tell("initialDelivery", &snapshot());
        stage.pass(20.0);
        stage.load();
        stage.event("alreadyInitialized", &Value::Null);
        stage.posted.clear();
        stage
    }

    /// An embed that plays, at this many seconds.
    pub(crate) fn playing(seconds: f64) -> Self {
        let mut stage = Self::cued();
        stage.request(Request::Play);
        stage.pass(25.0);
        stage.state(-1, 0.0);
        stage.state(3, 0.0);
        stage.pass(50.0);
        stage.event("SEEK_TO", &json!(seconds));
        stage.state(1, seconds);
        stage.posted.clear();
        assert_eq!(stage.status(), Status::Playing);
        stage
    }

    pub(crate) fn insert(&mut self) {
        let effects = self.session.on_insert(Moment(self.now));
        self.obey(effects);
    }

    pub(crate) fn load(&mut self) {
        let effects = self.session.on_load(Moment(self.now));
        self.obey(effects);
    }

    pub(crate) fn request(&mut self, request: Request) {
        let effects = self.session.request(request, Moment(self.now));
        self.obey(effects);
    }

    /// A message built now, with the time at which it was.
    pub(crate) fn tell(&mut self, event: &str, info: &Value) {
        self.tell_late(event, info, 0.0);
    }

    /// A message built so many milliseconds ago.
    pub(crate) fn tell_late(&mut self, event: &str, info: &Value, late: f64) {
        let mut info = info.clone();
        info["currentTimeLastUpdated_"] = json!((self.wall() - late) / 1000.0);
        self.event(event, &info);
    }

    pub(crate) fn state(&mut self, state: i32, seconds: f64) {
        self.tell(
            "infoDelivery",
            &json!({ "playerState": state, "currentTime": seconds, "videoData": { "errorCode": null } }),
        );
    }

    pub(crate) fn tick(&mut self, seconds: f64) {
        self.tell("infoDelivery", &json!({ "currentTime": seconds }));
    }

    /// A message as it is.
    pub(crate) fn event(&mut self, event: &str, info: &Value) {
        let message = json!({ "event": event, "info": info, "channel": "widget", "id": 1 });
        self.text(&message.to_string());
    }

    /// Any text. What is no message is dropped, as the owner of the frame does.
    pub(crate) fn text(&mut self, text: &str) {
        let Some(incoming) = Incoming::read(text) else { return };
        let arrival = Arrival { at: Moment(self.now), wall: self.wall() };
        let effects = self.session.on_message(&incoming, arrival);
        self.obey(effects);
    }

    /// So many milliseconds go by.
    pub(crate) fn pass(&mut self, millis: f64) {
        let end = self.now + millis;
        let mut wakes = 0;
        while let Some(wake) = self.wake.filter(|wake| *wake <= end) {
            wakes += 1;
            assert!(f64::from(wakes) < 100.0 + millis / 100.0, "it wakes without end");
            self.now = self.now.max(wake);
            self.wake = None;
            let effects = self.session.on_wake(Moment(self.now));
            self.obey(effects);
        }
        self.now = end;
    }

    pub(crate) fn status(&self) -> Status {
        self.session.playback().status
    }

    pub(crate) fn clock(&self) -> Millis {
        self.session.clock().now(Moment(self.now))
    }

    /// The commands posted since they were last taken.
    pub(crate) fn commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.posted)
            .into_iter()
            .filter_map(|message| match message {
                Outgoing::Command { command, .. } => Some(command),
                Outgoing::Listening { .. } => None,
            })
            .collect()
    }

    /// How many greetings were posted since then.
    pub(crate) fn greetings(&mut self) -> usize {
        let is_greeting = |message: &Outgoing| matches!(message, Outgoing::Listening { .. });
        std::mem::take(&mut self.posted).iter().filter(|message| is_greeting(message)).count()
    }

    fn wall(&self) -> f64 {
        WALL + self.wall_step + self.now
    }

    fn obey(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post(message) => self.posted.push(message),
                Effect::WakeAt(moment) => self.wake = Some(moment.0),
            }
        }
    }
}

pub(crate) fn options() -> Options {
    Options::new("abcdefghijk", "https://docs.example", 1)
}

pub(crate) fn snapshot() -> Value {
    json!({
        "playerState": 5, "currentTime": 0, "duration": 60, "playbackRate": 1, "volume": 100, "muted": false,
        "videoData": { "errorCode": null },
    })
}

/// What every new player is told first.
pub(crate) fn subscriptions() -> Vec<Command> {
    ["onError", "onAutoplayBlocked", "SEEK_TO"].map(Command::AddEventListener).to_vec()
}
