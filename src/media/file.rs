//! A sound or video file, played by the browser's own element.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use episode::Millis;
use playback::{Clock, Failure, Motion, Playback, Request, Sample, Status};
use web_sys::HtmlMediaElement;

use super::{Medium, Stage};
use crate::browser::{self, Listener};

pub(super) struct File {
    element: HtmlMediaElement,
    stage: Stage,
    clock: RefCell<Clock>,
    playback: RefCell<Playback>,
    /// It played once: before that it is a poster, whatever the element says.
    started: Cell<bool>,
    /// The last time that it told.
    last: Cell<Millis>,
    listeners: RefCell<Vec<Listener>>,
}

/// Every event after which the element is read anew.
const EVENTS: [&str; 14] = [
    "loadedmetadata",
    "durationchange",
    "play",
    "playing",
    "pause",
    "waiting",
    "seeking",
    "seeked",
    "timeupdate",
    "ended",
    "ratechange",
    "volumechange",
    "error",
    "canplay",
];

impl File {
    pub(super) fn open(tag: &str, url: &str, mime: Option<&str>, stage: Stage) -> Rc<dyn Medium> {
        let element: HtmlMediaElement = browser::create(tag);
        let url = browser::resolve(url, &stage.base).unwrap_or_else(|| url.into());
        // Another host hears of the reader only when the reader presses play.
        element.set_preload(if browser::is_same_origin(&url) { "metadata" } else { "none" });
        if tag == "video" {
            element.set_controls(false);
            let _ = element.set_attribute("playsinline", "");
            let _ = element.set_attribute("aria-label", &stage.title);
        }
        let unplayable = mime.is_some_and(|mime| element.can_play_type(mime).is_empty());
        element.set_src(&url);
        // It fails only if the container were inside the element.
        let _ = stage.container.append_child(&element);

        let file = Rc::new(Self {
            element,
            stage,
            clock: RefCell::default(),
            playback: RefCell::default(),
            started: Cell::new(false),
            last: Cell::default(),
            listeners: RefCell::default(),
        });
        if unplayable {
            file.playback.borrow_mut().status = Status::Failed(Failure::Unsupported);
        }
        // The listeners are held by the file, so they must not hold it.
        *file.listeners.borrow_mut() = EVENTS
            .iter()
            .map(|event| {
                let weak = Rc::downgrade(&file);
                Listener::new(&file.element, event, move |event| {
                    if let Some(file) = weak.upgrade() {
                        file.read(&event.type_());
                        (file.stage.changed)();
                    }
                })
            })
            .collect();
        file
    }

    /// Reads the element after one of its events.
    fn read(&self, event: &str) {
        if matches!(event, "play" | "playing") {
            self.started.set(true);
        }
        let element = &self.element;
        let status = match () {
            () if element.error().is_some() => Status::Failed(failure(element)),
            () if !self.started.get() => Status::Ready,
            () if element.ended() => Status::Ended,
            () if element.paused() => Status::Paused,
            // HAVE_FUTURE_DATA is 3: below that it wants to play and cannot.
            () if element.seeking() || element.ready_state() < 3 => Status::Buffering,
            () => Status::Playing,
        };
        let mut playback = self.playback.borrow_mut();
        playback.status = status;
        playback.duration = Millis::from_seconds(element.duration()).filter(|d| *d > Millis::ZERO);
        playback.rate = element.playback_rate();
        playback.volume = element.volume();
        playback.muted = element.muted();
        drop(playback);
        self.sample(matches!(event, "seeking" | "seeked"));
    }

    /// Gives the clock the element's own time. That is always true, where the clock's guess between two
    /// samples runs ahead of an element that takes a while to start: so the clock may go back to it. The
    /// element itself may not, but for a seek: some step back by a few milliseconds.
    fn sample(&self, jumped: bool) {
        const WAVERS: Millis = Millis(250);
        let media = Millis::from_seconds(self.element.current_time()).unwrap_or_default();
        let last = self.last.get();
        let media = if jumped || media + WAVERS < last { media } else { media.max(last) };
        self.last.set(media);
        let sample = Sample { media, at: browser::now(), rate: self.element.playback_rate() };
        let playing = self.playback.borrow().status == Status::Playing;
        let motion = if playing { Motion::Running } else { Motion::Held };
        self.clock.borrow_mut().sample(sample, motion, true);
    }

    fn play(&self) {
        if self.element.error().is_some() {
            self.element.load(); // Another try.
        }
        if let Ok(promise) = self.element.play() {
            browser::ignore(promise);
        }
    }
}

impl Medium for File {
    fn request(&self, request: Request) {
        let element = &self.element;
        match request {
            Request::Play => self.play(),
            // It fails never: the specification has no error for it.
            Request::Pause => drop(element.pause()),
            Request::Seek(time) => {
                element.set_current_time(time.seconds());
                // Before anything is loaded it is a choice of where to start, of which no event tells.
                self.sample(true);
                (self.stage.changed)();
            }
            Request::SetRate(rate) => element.set_playback_rate(rate),
            Request::SetVolume(volume) => element.set_volume(volume.clamp(0.0, 1.0)),
            Request::SetMuted(muted) => element.set_muted(muted),
        }
    }

    fn playback(&self) -> Playback {
        self.playback.borrow().clone()
    }

    /// The element's time is always true, where a sample grows old.
    fn now(&self) -> Millis {
        self.sample(false);
        self.clock.borrow().now(browser::now())
    }

    fn until(&self, time: Millis) -> Option<f64> {
        self.clock.borrow().until(time, browser::now())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        self.listeners.borrow_mut().clear();
        // Without these, browsers go on loading an element that left the page.
        let _ = self.element.pause();
        let _ = self.element.remove_attribute("src");
        self.element.load();
        self.element.remove();
    }
}

fn failure(element: &HtmlMediaElement) -> Failure {
    // https://html.spec.whatwg.org/multipage/media.html#mediaerror
    match element.error().map(|error| error.code()) {
        Some(2) => Failure::Unreachable,
        Some(4) if element.network_state() == 3 => Failure::NotFound,
        _ => Failure::Unsupported,
    }
}
