//! The provider of audio and video files: the browser's own media element.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use episode::Millis;
use playback::{Clock, Failure, Motion, Notice, Playback, Probe, Request, Sample, StallTimer, Status};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlMediaElement;

use super::{MediaProvider, ProviderOptions};
use crate::browser::{self, Answer, Listener, Timeout};

pub(super) struct File {
    element: HtmlMediaElement,
    options: ProviderOptions,
    clock: RefCell<Clock>,
    playback: RefCell<Playback>,
    url: String,
    /// It played once: before that the poster is shown, whatever the element reports.
    started: Cell<bool>,
    /// It was requested to play, and the browser has not answered yet.
    is_starting: Cell<bool>,
    /// The browser refused to start it without an action of the reader.
    is_blocked: Cell<bool>,
    /// Its time advances, whatever it reports about loaded data.
    advances: Cell<bool>,
    /// Why it cannot be played, once that is known.
    failure: Cell<Option<Failure>>,
    /// A request to find out why it cannot be played is in progress.
    is_probing: Cell<bool>,
    stall: RefCell<StallTimer>,
    /// The timer to the moment at which a wait becomes a stall.
    wake: RefCell<Option<Timeout>>,
    this: Weak<Self>,
    /// The start that was requested before anything was loaded, or the place that a new load is to come back to. WebKit
    /// never seeks again if it is set so early.
    start: Cell<Option<Millis>>,
    /// The last time that it reported.
    last: Cell<Millis>,
    listeners: RefCell<Vec<Listener>>,
}

/// The events after which the element's state is read.
const EVENTS: [&str; 16] = [
    "emptied",
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
    "progress",
];

impl File {
    pub(super) fn open(
        tag: &str,
        url: &str,
        mime: Option<&str>,
        options: ProviderOptions,
    ) -> Rc<dyn MediaProvider> {
        let element: HtmlMediaElement = browser::create(tag);
        let url = browser::resolve(url, &options.base).unwrap_or_else(|| url.into());
        // Another host hears of the reader only when the reader presses play.
        element.set_preload(if browser::is_same_origin(&url) { "metadata" } else { "none" });
        if tag == "video" {
            element.set_controls(false);
            let _ = element.set_attribute("playsinline", "");
            let _ = element.set_attribute("aria-label", &options.title);
        }
        let unplayable = mime.is_some_and(|mime| element.can_play_type(mime).is_empty());
        element.set_src(&url);
        // It fails only if the container were inside the element.
        let _ = options.container.append_child(&element);

        let file = Rc::new_cyclic(|this| Self {
            element,
            options,
            url,
            clock: RefCell::default(),
            playback: RefCell::default(),
            started: Cell::default(),
            is_starting: Cell::default(),
            is_blocked: Cell::default(),
            advances: Cell::default(),
            failure: Cell::new(unplayable.then_some(Failure::Unsupported)),
            is_probing: Cell::default(),
            stall: RefCell::default(),
            wake: RefCell::default(),
            start: Cell::default(),
            last: Cell::default(),
            listeners: RefCell::default(),
            this: this.clone(),
        });
        file.read("");
        // The listeners are held by the file, so they must not hold it.
        let element = file.element.clone();
        *file.listeners.borrow_mut() = EVENTS
            .iter()
            .map(|event| {
                let file = file.this.clone();
                Listener::new(&element, event, move |event| {
                    if let Some(file) = file.upgrade() {
                        file.on_event(&event.type_());
                    }
                })
            })
            .collect();
        file
    }

    fn on_event(&self, event: &str) {
        if let Some(time) = self.start.get().filter(|_| self.element.ready_state() > 0)
            && (self.can_seek(time) || event == "canplay")
        {
            self.start.set(None);
            self.seek(time);
        }
        match event {
            "playing" => {
                self.started.set(true);
                self.is_blocked.set(false);
            }
            "error" => self.on_error(),
            // It loads again: after an error, and in WebKit when the page comes back from the cache of pages.
            "emptied" => self.start.set(Some(self.last.get())),
            "timeupdate" => {
                self.advances.set(!self.element.seeking() && self.position() > self.last.get());
            }
            "waiting" | "seeking" | "pause" => self.advances.set(false),
            _ => {}
        }
        self.read(event);
        (self.options.on_change)();
    }

    /// Reads the element's state after one of its events.
    fn read(&self, event: &str) {
        let element = &self.element;
        let status = match () {
            () if let Some(failure) = self.failure.get() => Status::Failed(failure),
            () if self.is_blocked.get() => Status::Blocked,
            () if self.is_starting.get() && !self.started.get() => Status::Connecting,
            () if !self.started.get() => Status::Ready,
            () if element.ended() => Status::Ended,
            () if element.paused() => Status::Paused,
            // HAVE_FUTURE_DATA is 3: below that it wants to play and cannot. WebKit often stays at 2 after a seek, and
            // plays.
            () if element.seeking() || element.ready_state() < 3 && !self.advances.get() => Status::Buffering,
            () => Status::Playing,
        };
        let notice = self.notice(status);
        let mut playback = self.playback.borrow_mut();
        playback.status = status;
        playback.notice = notice;
        playback.duration = Millis::from_seconds(element.duration()).filter(|d| *d > Millis::ZERO);
        playback.rate = element.playback_rate();
        playback.volume = element.volume();
        playback.muted = element.muted();
        drop(playback);
        self.sample(matches!(event, "seeking" | "seeked"));
    }

    /// Returns the notice, and sets the timer to check again.
    fn notice(&self, status: Status) -> Option<Notice> {
        let now = browser::now();
        let mut stall = self.stall.borrow_mut();
        stall.update(status, self.position(), now);
        let is_stalled = stall.is_stalled(now);
        let this = self.this.clone();
        let look = move || {
            if let Some(file) = this.upgrade() {
                file.on_event("");
            }
        };
        let wait = stall.deadline().filter(|_| !is_stalled).map(|deadline| deadline.since(now).max(0.0));
        self.wake.replace(wait.map(|wait| Timeout::new(wait.ceil(), look)));
        match status {
            _ if is_stalled => Some(Notice::Stalled),
            Status::Failed(_) => None,
            _ => (!self.can_seek(self.playback.borrow().duration?)).then_some(Notice::NotSeekable),
        }
    }

    /// Asks the server why the file failed: the element does not tell.
    fn on_error(&self) {
        if self.element.error().is_none() || self.is_probing.replace(true) {
            return;
        }
        let (this, url) = (self.this.clone(), self.url.clone());
        browser::spawn_local(async move {
            let answer = browser::probe(url).await;
            // It may be gone, or have been tried again.
            if let Some(file) = this.upgrade().filter(|file| file.is_probing.replace(false)) {
                file.failure.set(Some(failure(&answer)));
                file.on_event("");
            }
        });
    }

    /// Where it is, or will be once it is loaded.
    fn position(&self) -> Millis {
        match self.start.get() {
            Some(start) => start,
            None if self.element.ready_state() == 0 => self.last.get(),
            None => Millis::from_seconds(self.element.current_time()).unwrap_or_default(),
        }
    }

    /// Gives the clock the element's time. The clock may go back to it, since it runs ahead of an element that starts
    /// slowly. The element itself may not go back, except for a seek: some step back by a few milliseconds.
    fn sample(&self, jumped: bool) {
        const WAVERS: Millis = Millis(250);
        let media = self.position();
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
        self.failure.set(None);
        self.is_probing.set(false);
        self.is_blocked.set(false);
        self.is_starting.set(true);
        let Ok(promise) = self.element.play() else { return };
        let this = self.this.clone();
        browser::spawn_local(async move {
            let refused = JsFuture::from(promise).await.err();
            if let Some(file) = this.upgrade() {
                file.is_starting.set(false);
                // Any other error has an event of its own.
                let name = refused.and_then(|error| browser::get(&error, "name").as_string());
                file.is_blocked.set(name.as_deref() == Some("NotAllowedError"));
                file.on_event("");
            }
        });
        self.on_event("");
    }

    /// Seeks to a time, if the element can.
    fn seek(&self, time: Millis) {
        if self.can_seek(time) {
            self.element.set_current_time(time.seconds());
        }
    }

    /// Returns whether the element can seek to a time: where the server does not send parts of a file, only to what is
    /// loaded.
    fn can_seek(&self, time: Millis) -> bool {
        let ranges = self.element.seekable();
        let last = ranges.length().checked_sub(1);
        let end = last.and_then(|last| ranges.end(last).ok()).and_then(Millis::from_seconds);
        // Before anything is loaded nobody knows.
        self.element.ready_state() == 0 || end.is_some_and(|end| time <= end + Millis::from_secs(1))
    }
}

impl MediaProvider for File {
    fn request(&self, request: Request) {
        let element = &self.element;
        match request {
            Request::Play => self.play(),
            // It fails never: the specification has no error for it.
            Request::Pause => {
                self.is_starting.set(false);
                let _ = element.pause();
            }
            Request::Seek(time) => {
                if element.ready_state() == 0 {
                    self.start.set(Some(time));
                } else {
                    self.seek(time);
                }
                // No event reports a start that is set before anything is loaded.
                self.sample(true);
                (self.options.on_change)();
            }
            Request::SetRate(rate) => element.set_playback_rate(rate),
            Request::SetVolume(volume) => element.set_volume(volume.clamp(0.0, 1.0)),
            Request::SetMuted(muted) => element.set_muted(muted),
        }
    }

    fn playback(&self) -> Playback {
        self.playback.borrow().clone()
    }

    /// Reads the element's time anew: a sample ages.
    fn time(&self) -> Millis {
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

/// Converts the server's answer to the failure.
fn failure(answer: &Answer) -> Failure {
    Failure::from_http(match answer {
        Answer::Heard { status, media_type } => {
            Probe::Answer { status: *status, content_type: Some(media_type.as_str()) }
        }
        Answer::None => Probe::NoAnswer,
        Answer::Redirects | Answer::Opaque => Probe::Opaque,
    })
}
