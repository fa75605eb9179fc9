//! The provider of YouTube videos: YouTube's embed, driven by its own messages. No script of Google's is loaded.
//!
//! [`Session`] decides everything that can be decided without a browser; this module carries its effects out. The
//! frame is inserted when the reader presses play, not before: until then nothing is requested from YouTube.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicU32, Ordering};

use episode::Millis;
use js_sys::Object;
use playback::youtube::{Arrival, Effect, Incoming, Options, Outgoing, Session};
use playback::{Failure, Playback, Request, Status};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlIFrameElement, MessageEvent};

use super::{MediaProvider, ProviderOptions};
use crate::browser::{self, Listener, Timeout};

/// What the frame may do: the list of YouTube's own embed code.
const ALLOW: &str =
    "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share";

/// The number of the next embed: unique on the page.
static WIDGETS: AtomicU32 = AtomicU32::new(1);

pub(super) struct YouTube {
    this: Weak<Self>,
    video: String,
    options: ProviderOptions,
    session: RefCell<Session>,
    frame: RefCell<Option<Frame>>,
    wake: RefCell<Option<Timeout>>,
    /// Whether a hint for the site's author is in the console.
    has_hinted: Cell<bool>,
    /// Whether the page is cross-origin isolated: of other sites, it loads frames without credentials alone.
    is_isolated: bool,
    /// Whether it loads the frame: not every browser has such frames.
    can_insert: bool,
}

/// The frame in the page, and what listens to it.
struct Frame {
    element: HtmlIFrameElement,
    _listeners: [Listener; 2],
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.element.remove();
    }
}

impl YouTube {
    pub(super) fn open(video: &str, options: ProviderOptions) -> Rc<dyn MediaProvider> {
        let widget = WIDGETS.fetch_add(1, Ordering::Relaxed);
        let mut session = Options::new(video, browser::page_origin(), widget);
        session.host = options.youtube_host;
        let is_isolated = browser::get(&browser::window(), "crossOriginIsolated").is_truthy();
        let frame: HtmlIFrameElement = browser::create("iframe");
        let can_insert = !is_isolated || !browser::get(&frame, "credentialless").is_undefined();
        Rc::new_cyclic(|this| Self {
            this: this.clone(),
            video: video.into(),
            options,
            session: RefCell::new(Session::new(session)),
            frame: RefCell::default(),
            wake: RefCell::default(),
            has_hinted: Cell::default(),
            is_isolated,
            can_insert,
        })
    }

    /// Asks the page, which may want the reader's consent first.
    fn may_connect(&self) -> bool {
        let detail = Object::new();
        browser::set(&detail, "host", &self.options.youtube_host.into());
        browser::set(&detail, "youtube", &self.video.as_str().into());
        browser::dispatch(&self.options.container, "beforeconnect", &detail, true)
    }

    /// Inserts the frame into the container.
    fn insert(&self) {
        let element: HtmlIFrameElement = browser::create("iframe");
        let set = |name, value: &str| {
            // It fails only where the name is no name.
            let _ = element.set_attribute(name, value);
        };
        // Before `src`: without a referrer YouTube answers with error 153, whatever the page's own policy is.
        set("referrerpolicy", "strict-origin-when-cross-origin");
        set("allow", ALLOW);
        set("allowfullscreen", "");
        if self.is_isolated {
            set("credentialless", "");
        }
        set("title", &self.options.title);
        set("src", &self.session.borrow().embed_url());
        // The listeners are held by the embed, so they must not hold it.
        let listen = |handle: fn(&Self, &Event)| {
            let this = self.this.clone();
            move |event| {
                if let Some(this) = this.upgrade() {
                    handle(&this, &event);
                }
            }
        };
        let listeners = [
            Listener::new(&browser::window(), "message", listen(Self::on_message)),
            Listener::new(&element, "load", listen(Self::on_load)),
        ];
        // It fails only if the container were inside the frame.
        let _ = self.options.container.append_child(&element);
        *self.frame.borrow_mut() = Some(Frame { element, _listeners: listeners });
        self.step(Session::on_insert);
    }

    fn on_load(&self, _: &Event) {
        self.step(Session::on_load);
    }

    fn on_message(&self, event: &Event) {
        let event: &MessageEvent = event.unchecked_ref();
        // Another embed of the same origin differs in its window only, a foreign page in that frame in its
        // origin only.
        let is_ours = self.frame.borrow().as_ref().is_some_and(|frame| {
            let window = frame.element.content_window();
            window.is_some() && event.source().as_ref() == window.as_ref().map(AsRef::as_ref)
        });
        if !is_ours || event.origin() != self.session.borrow().embed_origin() {
            return;
        }
        let text = event.data().as_string().unwrap_or_default();
        let Some(message) = Incoming::read(&text) else { return };
        let arrival = Arrival { at: browser::now(), wall: js_sys::Date::now() };
        let effects = self.session.borrow_mut().on_message(&message, arrival);
        self.carry_out(effects);
    }

    /// Runs a step of the session, and carries its effects out.
    fn step(&self, act: impl FnOnce(&mut Session, playback::Moment) -> Vec<Effect>) {
        let effects = act(&mut self.session.borrow_mut(), browser::now());
        self.carry_out(effects);
    }

    fn carry_out(&self, effects: Vec<Effect>) {
        let origin = self.session.borrow().embed_origin();
        for effect in effects {
            match effect {
                Effect::Post(message) => {
                    let frame = self.frame.borrow();
                    let window = frame.as_ref().and_then(|frame| frame.element.content_window());
                    if let Some(window) = window {
                        // The greeting holds nothing secret, and goes to a frame that may still be blank or an
                        // error page: to name YouTube there is an error on Firefox's console, every time.
                        let target =
                            if matches!(message, Outgoing::Listening { .. }) { "*" } else { &*origin };
                        let _ = window.post_message(&message.to_json().into(), target);
                    }
                }
                Effect::WakeAt(moment) => {
                    let this = self.this.clone();
                    let wake = move || {
                        if let Some(this) = this.upgrade() {
                            this.step(Session::on_wake);
                        }
                    };
                    *self.wake.borrow_mut() = Some(Timeout::new(moment.since(browser::now()), wake));
                }
            }
        }
        self.hint_author();
        (self.options.on_change)();
    }

    /// Writes to the console what only the site's author can change.
    fn hint_author(&self) {
        let Status::Failed(failure) = self.session.borrow().playback().status else { return };
        if failure.developer_hint("").is_some() && !self.has_hinted.replace(true) {
            browser::spawn_local(async move {
                if let Some(hint) = failure.developer_hint(&browser::referrer_policy().await) {
                    web_sys::console::error_1(&format!("<episode-player> {hint}").into());
                }
            });
        }
    }
}

impl MediaProvider for YouTube {
    fn request(&self, request: Request) {
        let connects = request == Request::Play && self.frame.borrow().is_none();
        if connects && !(self.can_insert && self.may_connect()) {
            return;
        }
        self.step(|session, at| session.request(request, at));
        if connects {
            self.insert();
        }
    }

    fn playback(&self) -> Playback {
        let mut playback = self.session.borrow().playback().clone();
        if !self.can_insert {
            playback.status = Status::Failed(Failure::Isolated);
        }
        playback
    }

    fn time(&self) -> Millis {
        self.session.borrow().clock().now(browser::now())
    }

    fn until(&self, time: Millis) -> Option<f64> {
        self.session.borrow().clock().until(time, browser::now())
    }
}
