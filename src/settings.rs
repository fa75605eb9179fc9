//! The settings of the reader or the page, which outlive an episode and a removal of the player from the page.

use std::cell::{Cell, RefCell};

use episode::Millis;
use playback::{Playback, Request};

use crate::browser;

/// Rate, volume, and where the next episode starts.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The playback rate, from 0.25 to 2.
    pub(crate) rate: Cell<f64>,
    /// From 0 to 1.
    pub(crate) volume: Cell<f64>,
    pub(crate) muted: Cell<bool>,
    /// The language of the transcript that the reader selected.
    pub(crate) language: RefCell<Option<String>>,
    /// Where the next episode starts. Default: 0.
    pub(crate) start: Cell<Option<Millis>>,
    /// Whether the player was never mounted.
    pub(crate) is_new: Cell<bool>,
    /// Where the same episode continues after a removal.
    pub(crate) resume: Cell<Option<Millis>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rate: Cell::new(1.0),
            volume: Cell::new(1.0),
            muted: Cell::new(false),
            language: RefCell::default(),
            start: Cell::default(),
            is_new: Cell::new(true),
            resume: Cell::default(),
        }
    }
}

impl Settings {
    /// Remembers what a request sets, and returns the request with its number clamped to the valid range; `None` where
    /// the number is not finite.
    pub(crate) fn accept(&self, request: Request) -> Option<Request> {
        match request {
            Request::SetRate(rate) => {
                self.rate.set(number(rate, 0.25, 2.0)?);
                Some(Request::SetRate(self.rate.get()))
            }
            Request::SetVolume(volume) => {
                self.volume.set(number(volume, 0.0, 1.0)?);
                Some(Request::SetVolume(self.volume.get()))
            }
            Request::SetMuted(muted) => {
                self.muted.set(muted);
                Some(request)
            }
            Request::Play | Request::Pause | Request::Seek(_) => Some(request),
        }
    }

    /// Remembers what the provider confirmed, whoever changed it.
    pub(crate) fn confirm(&self, before: &Playback, after: &Playback) {
        if after.rate != before.rate {
            self.rate.set(after.rate);
        }
        if after.volume != before.volume {
            self.volume.set(after.volume);
        }
        if after.muted != before.muted {
            self.muted.set(after.muted);
        }
    }

    /// Returns the reader's languages, the preferred first.
    pub(crate) fn languages(&self) -> Vec<String> {
        let mut languages = Vec::new();
        languages.extend(self.language.borrow().clone());
        browser::push_languages(&mut languages);
        languages
    }

    /// Returns the requests that give a new provider these settings.
    pub(crate) fn requests(&self) -> impl Iterator<Item = Request> + use<> {
        let rate = self.rate.get();
        let volume = self.volume.get();
        let muted = self.muted.get();
        [
            (rate != 1.0).then_some(Request::SetRate(rate)),
            (volume != 1.0).then_some(Request::SetVolume(volume)),
            muted.then_some(Request::SetMuted(true)),
        ]
        .into_iter()
        .flatten()
    }

    /// Sets where the next episode starts.
    pub(crate) fn start_at(&self, time: Millis) {
        self.resume.set(None);
        self.start.set(Some(time));
    }

    /// Returns where the next episode starts, and resets it.
    pub(crate) fn take_start(&self) -> Millis {
        let start = self.resume.take().or_else(|| self.start.take());
        self.start.set(None);
        start.unwrap_or_default()
    }
}

fn number(value: f64, least: f64, most: f64) -> Option<f64> {
    // Not `clamp`: its panic writes numbers, which costs 14 KB.
    value.is_finite().then(|| value.max(least).min(most))
}
