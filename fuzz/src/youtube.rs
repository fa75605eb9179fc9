//! The messages of YouTube's embed.

use episode::Millis;
use playback::youtube::{Arrival, Effect, Incoming, Options, Session};
use playback::{Moment, Request, Status};

/// Each line is a request (`play`, `pause`, `mute`, `unmute`, `seek 9`, `rate 2`, `volume 1`), `load`, so many milliseconds
/// that pass (`+250`), or a message. Values stay in their ranges, the poster does not come back, and no timer fires without
/// end.
pub fn youtube(text: &str) {
    let mut embed = Embed { session: Session::new(options()), now: 1_000.0, wake: None };
    let effects = embed.session.on_insert(Moment(embed.now));
    embed.obey(effects);
    let mut has_asked = false;
    for line in text.lines() {
        let (word, number) = line.split_once(' ').unwrap_or((line, ""));
        let number = || number.parse::<f64>().unwrap_or_default();
        let request = match word {
            "play" => Some(Request::Play),
            "pause" => Some(Request::Pause),
            "mute" => Some(Request::SetMuted(true)),
            "unmute" => Some(Request::SetMuted(false)),
            "seek" => Some(Request::Seek(Millis(number() as u32))),
            "rate" => Some(Request::SetRate(number())),
            "volume" => Some(Request::SetVolume(number())),
            _ => None,
        };
        has_asked |= request == Some(Request::Play);
        match (request, line.strip_prefix('+')) {
            (Some(request), _) => {
                let effects = embed.session.request(request, Moment(embed.now));
                embed.obey(effects);
            }
            (None, Some(millis)) => {
                embed.pass(millis.parse::<u32>().unwrap_or_default().min(3_600_000).into())
            }
            (None, None) if line == "load" => {
                let effects = embed.session.on_load(Moment(embed.now));
                embed.obey(effects);
            }
            (None, None) => embed.hear(line),
        }
        embed.check(has_asked);
    }
}

fn options() -> Options {
    Options::new("abcdefghijk", "https://docs.example", 1)
}

/// A session with a hand on its time.
struct Embed {
    session: Session,
    now: f64,
    wake: Option<f64>,
}

impl Embed {
    fn hear(&mut self, text: &str) {
        let Some(incoming) = Incoming::read(text) else { return };
        let arrival = Arrival { at: Moment(self.now), wall: 1_800_000_000_000.0 + self.now };
        let effects = self.session.on_message(&incoming, arrival);
        self.obey(effects);
    }

    fn pass(&mut self, millis: f64) {
        let end = self.now + millis;
        let mut wakes = 0;
        while let Some(wake) = self.wake.take_if(|wake| *wake <= end) {
            wakes += 1;
            assert!(f64::from(wakes) < 100.0 + millis / 100.0, "it wakes without end");
            self.now = self.now.max(wake);
            let effects = self.session.on_wake(Moment(self.now));
            self.obey(effects);
        }
        self.now = end;
    }

    fn obey(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Post(message) => drop(message.to_json()),
                Effect::WakeAt(moment) => self.wake = Some(moment.0),
            }
        }
    }

    fn check(&self, has_asked: bool) {
        let playback = self.session.playback();
        assert!(playback.rate.is_finite() && playback.rate > 0.0, "{playback:?}");
        assert!((0.0..=1.0).contains(&playback.volume), "{playback:?}");
        assert!(!has_asked || !matches!(playback.status, Status::Idle | Status::Ready), "{playback:?}");
        let now = self.session.clock().now(Moment(self.now));
        let wait = self.session.clock().until(now + Millis(100), Moment(self.now));
        assert!(wait.is_none_or(|wait| wait.is_finite() && wait >= 0.0), "{wait:?}");
    }
}
