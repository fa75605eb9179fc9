//! What a recording itself says about the player, read from it directly: the newest state, by the times at
//! which messages were built, and the newest position. The rules that turn a state into a status are the
//! documented ones; where they leave a choice, so does the oracle.

use episode_playback::{Clock, Failure, Moment, Playback, Request, Status};
use serde_json::Value;

use super::{TOLERANCE, stamp};

/// As the session has it: silence means a stall.
const SILENCE: f64 = 2_000.0;
/// A doubtful end or refusal stands for this long.
const DOUBT: f64 = 500.0;
/// A player that was loaded anew is given this long, once it runs, to be brought back to where the one before
/// it was.
const RESUMING: f64 = 3_500.0;
/// A command to play that has no effect for so long is ignored.
const IGNORED: f64 = 4_000.0;
/// A pause that nobody asked the embed for (the tab was hidden, the reader pressed the embed's button) is
/// told this long after the media stopped, at most: 15 ms were recorded. The clock went on, and does not step
/// back.
const STOPPING: f64 = 50.0;
/// After a command that no session gives, positions mean nothing for so long.
const FOREIGN: f64 = 500.0;

#[derive(Default)]
pub(super) struct Oracle {
    answered: bool,
    /// Each with the time at which its message was built.
    state: Option<(i64, f64)>,
    position: Option<(f64, f64)>,
    duration: Option<(f64, f64)>,
    rate: Option<f64>,
    volume: Option<f64>,
    muted: Option<bool>,
    error: Option<i64>,
    blocked: bool,
    /// When the state, or a sign that it is still so, arrived.
    state_since: f64,
    heard: f64,
    /// The end was told at the end, or after a seek past it.
    end_is_certain: bool,
    /// Positions in a row that moved on without a word of a state.
    ticks: u32,
    /// A seek is on its way, or led to the newest position.
    seeking: bool,
    target: Option<f64>,
    jumped: bool,
    paused_by_request: bool,
    /// The page asked for play, or the embed ran: no status says any more that it never played.
    engaged: bool,
    /// When the page asked for play, until the embed does something, or the page asks for a pause.
    asked: Option<f64>,
    /// The last request was to play, or the embed runs.
    wanted: bool,
    /// The `load` event of the document in the frame was seen.
    loaded: bool,
    /// Another document is in the frame, and has not answered.
    reloading: bool,
    /// Where the player before a reload was: shown until the one after it runs.
    resume: Option<f64>,
    /// Until when the position is not to be compared.
    resuming: f64,
}

impl Oracle {
    /// The recorded page commanded what no session does: another video, or a stop.
    pub(super) fn foreign_command(&mut self, t: f64) {
        self.resuming = t + FOREIGN;
    }

    pub(super) fn request(&mut self, request: Request, t: f64) {
        match request {
            Request::Seek(to) => {
                self.seeking = true;
                self.target = Some(f64::from(to.0));
                // What never played shows the choice at once.
                self.jumped = true;
                if !matches!(self.state, Some((0..=3, _))) {
                    self.resuming = self.resuming.max(t);
                }
            }
            Request::Pause => {
                (self.paused_by_request, self.wanted, self.asked) = (true, false, None);
                self.blocked = false;
            }
            Request::Play => {
                (self.paused_by_request, self.wanted, self.engaged) = (false, true, true);
                self.blocked = false;
                let runs = matches!(self.state, Some((1 | 3, _)));
                self.asked = (!runs).then_some(t);
            }
            _ => {}
        }
    }

    /// The iframe's `load` event: the first one of a document that answered, or another document.
    pub(super) fn load(&mut self) {
        self.reloading |= self.answered && self.loaded;
        self.loaded = true;
    }

    /// The position that a message tells, and when it was built, if the one before it and the rules let one
    /// foresee it.
    pub(super) fn foreseeable(&self, message: &Value) -> Option<(f64, f64)> {
        let (media, built) = (message["info"]["currentTime"].as_f64()? * 1000.0, stamp(message)?);
        let (before, when) = self.position?;
        let playing = matches!(self.state, Some((1, _)));
        let near = built > when && built - when < 1_000.0;
        // The rate is told by the message itself where it changed in between.
        let rate = message["info"]["playbackRate"].as_f64();
        let steady = rate.is_none() || rate == self.rate;
        let moved = media >= before && message["info"]["playerState"] != 3;
        (playing && near && steady && moved && !self.seeking).then_some((media, built))
    }

    pub(super) fn message(&mut self, message: &Value, t: f64, wall: f64) {
        let info = &message["info"];
        match message["event"].as_str().unwrap_or_default() {
            "initialDelivery" => {
                if self.answered {
                    // A new player: nothing of the one before it holds, but for what is wanted of it. A
                    // session asks it to go on at the same place, which the recorded page may not have done.
                    *self = Self {
                        engaged: self.engaged,
                        wanted: self.wanted,
                        asked: self.wanted.then_some(t),
                        loaded: self.reloading,
                        resume: self.resume.or(self.position.map(|(media, _)| media)),
                        jumped: true,
                        ..Self::default()
                    };
                }
                self.answered = true;
                self.merge(info, t, stamp(message).unwrap_or(t + wall));
            }
            "alreadyInitialized" => (self.answered, self.reloading) = (true, false),
            "infoDelivery" => self.merge(info, t, stamp(message).unwrap_or(t + wall)),
            "onError" => {
                let code = info.as_i64().or_else(|| info.as_str()?.parse().ok());
                self.error = Some(code.unwrap_or(0));
            }
            "onAutoplayBlocked" => self.blocked = true,
            "SEEK_TO" => {
                self.seeking = true;
                self.target = info.as_f64().map(|seconds| seconds * 1000.0);
            }
            _ => {}
        }
    }

    fn merge(&mut self, info: &Value, t: f64, built: f64) {
        let number = |key: &str| info[key].as_f64();
        let position = number("currentTime").map(|seconds| seconds * 1000.0);
        if let Some(duration) = number("duration").filter(|duration| *duration > 0.0)
            && self.duration.is_none_or(|(_, newest)| built >= newest)
        {
            self.duration = Some((duration * 1000.0, built));
        }
        self.volume = number("volume").or(self.volume);
        self.muted = info["muted"].as_bool().or(self.muted);
        if let Some(rate) = number("playbackRate")
            && self.position.is_none_or(|(_, newest)| built >= newest)
        {
            self.rate = Some(rate);
        }
        if let Some(state) = info["playerState"].as_i64()
            && self.state.is_none_or(|(_, newest)| built >= newest)
        {
            self.state = Some((state, built));
            (self.state_since, self.heard, self.ticks) = (t, t, 0);
            let end = self.duration.map(|(duration, _)| duration - 250.0);
            let reached = |media: Option<f64>| media.zip(end).is_some_and(|(media, end)| media >= end);
            self.end_is_certain = reached(position) || (self.seeking && reached(self.target));
            if matches!(state, 1..=3) {
                self.blocked = false;
            }
            match state {
                1 | 3 => {
                    (self.engaged, self.wanted, self.asked) = (true, !self.paused_by_request, None);
                    if self.resume.take().is_some() {
                        self.resuming = t + RESUMING;
                    }
                }
                // After the end the embed remembers a pause, and swallows the next start: a session asks once
                // more, which the recorded page did not.
                0 | 2 => (self.wanted, self.asked) = (false, None),
                5 if self.asked.is_none() => self.wanted = false,
                _ => {}
            }
            self.jumped |= state == 5; // Nothing plays: it is where it will start.
            if !info["videoData"]["errorCode"].is_null() {
                self.error = self.error.or(Some(0));
            } else if state == 1 {
                self.error = None;
            }
        }
        if let Some(media) = position
            && self.position.is_none_or(|(_, newest)| built >= newest)
        {
            self.locate(media, built, t, info.get("playerState").is_none());
        }
    }

    fn locate(&mut self, media: f64, built: f64, t: f64, tick: bool) {
        let before = self.position.replace((media, built));
        self.heard = t;
        if tick {
            let moved = before.is_some_and(|(m, b)| media > m && built > b && built - b <= 1_500.0);
            self.ticks = if moved { self.ticks + 1 } else { 0 };
            if matches!(self.state, Some((0, _))) {
                self.state_since = t;
                self.end_is_certain |= self.duration.is_some_and(|(duration, _)| media >= duration - 250.0);
            }
        }
        self.jumped |= self.seeking || before.is_some_and(|(before, _)| media < before - 250.0);
        if self.target.is_some_and(|target| (target - media).abs() <= 500.0) {
            (self.seeking, self.target) = (false, None);
        }
    }

    /// Whether the page asked for a pause last.
    pub(super) fn is_paused_by_request(&self) -> bool {
        self.paused_by_request
    }

    /// Whether the clock may go back in this step.
    pub(super) fn may_go_back(&self) -> bool {
        self.jumped
    }

    /// The step is over.
    pub(super) fn settle(&mut self) {
        self.jumped = false;
    }

    /// The clock's limit, in milliseconds.
    pub(super) fn limit(&self, t: f64) -> Option<f64> {
        let (media, _) = self.position?;
        let target = self.target.unwrap_or(0.0).max(self.resume.unwrap_or(0.0));
        // What the clock had reckoned before a reload is what is resumed.
        let reckoned = if self.resume.is_some() || t <= self.resuming { 1_000.0 } else { 0.0 };
        Some(media.max(target) + 1_000.0 + reckoned)
    }

    /// What the session says that the recording contradicts.
    pub(super) fn compare(&self, playback: &Playback, clock: &Clock, at: Moment) -> Vec<String> {
        let mut faults = Vec::new();
        let expected = self.statuses(at.0);
        if !expected.contains(&playback.status) {
            faults.push(format!("the status is {:?}, expected {expected:?}", playback.status));
        }
        let mut same = |what: &str, is: Option<f64>, expected: Option<f64>| {
            let matches = expected.is_none_or(|e| is.is_some_and(|is| (is - e).abs() <= 0.500_001));
            if !matches {
                faults.push(format!("{what} is {is:?}, expected {expected:?}"));
            }
        };
        same("the duration", playback.duration.map(|d| f64::from(d.0)), self.duration.map(|(d, _)| d));
        same("the volume", Some(playback.volume * 100.0), self.volume);
        same("the rate", Some(playback.rate * 1000.0), self.rate.map(|rate| rate * 1000.0));
        if self.muted.is_some_and(|muted| muted != playback.muted) {
            faults.push(format!("muted is {}", playback.muted));
        }
        if let Some((media, _)) = self.position
            && !clock.is_running()
            && !self.seeking
            && at.0 > self.resuming
        {
            // At rest the clock shows the position, or what it had reckoned if the embed stopped before that.
            let (reading, stopped) = (f64::from(clock.now(at).0), playback.status);
            let ahead = TOLERANCE
                + match stopped {
                    _ if self.resume.is_some() || self.reloading => 1_000.0,
                    Status::Buffering => 1_000.0,
                    Status::Paused if !self.paused_by_request => STOPPING,
                    _ => 0.0,
                };
            let media = self.resume.unwrap_or(media);
            if reading < media - TOLERANCE || reading > media + ahead {
                faults.push(format!("at rest the clock is at {reading}, the embed at {media}"));
            }
        }
        faults
    }

    /// The statuses that the recording allows now.
    fn statuses(&self, t: f64) -> Vec<Status> {
        use Status::{Blocked, Buffering, Connecting, Ended, Idle, Paused, Playing, Ready};
        if !self.answered {
            return vec![Idle, Connecting, Status::Failed(Failure::Unreachable)];
        }
        if let Some(code) = self.error {
            return match i32::try_from(code).map(Failure::from_youtube) {
                // The state alone has only a word, which may say as much.
                Ok(Failure::Unknown(0)) | Err(_) => {
                    let all = [2, 5, 100, 150, 151, 152, 153, 0].map(Failure::from_youtube);
                    all.map(Status::Failed).to_vec()
                }
                Ok(failure) => vec![Status::Failed(failure)],
            };
        }
        if self.reloading {
            return if self.engaged { vec![Connecting, Paused] } else { vec![Connecting] };
        }
        let ignored = self.asked.is_some_and(|asked| t - asked >= IGNORED);
        let unplayed = match (self.wanted, self.engaged) {
            (true, _) if ignored => Blocked,
            (true, _) => Connecting,
            (false, true) => Paused,
            (false, false) => Ready,
        };
        let Some((state, _)) = self.state else { return vec![unplayed] };
        let lasted = t - self.state_since;
        let inferred = self.ticks >= 3;
        match state {
            1 if t - self.heard < SILENCE => vec![Playing],
            1 if self.paused_by_request => vec![Paused, Buffering],
            1 => vec![Buffering],
            _ if inferred && t - self.heard < SILENCE => vec![Playing],
            _ if inferred => vec![Buffering],
            _ if self.blocked || (ignored && state != -1) => vec![Blocked],
            2 => vec![Paused],
            5 => vec![unplayed],
            0 if self.end_is_certain || lasted >= DOUBT => vec![Ended],
            0 | 3 => vec![Buffering],
            _ if lasted < DOUBT => vec![unplayed, Buffering, Paused],
            _ => vec![unplayed, Buffering, Paused, Blocked],
        }
    }
}
