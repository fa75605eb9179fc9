//! YouTube's embed, driven by its own messages: no script of Google's is loaded.
//!
//! Everything that can be decided without a browser is decided by [`Session`]; here its effects happen.
//! The frame is made when the reader presses play, not before.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use episode::Millis;
use playback::youtube::{Arrival, Effect, Incoming, Session};
use playback::{Playback, Request};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlIFrameElement, MessageEvent};

use super::{Medium, Stage};
use crate::browser::{self, Listener, Timeout};

/// What the frame may do: as YouTube's own embed code has it.
const ALLOW: &str = "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share";

/// A number for each player of the page: the embed writes it on every message.
static WIDGET: AtomicU32 = AtomicU32::new(1);

pub(crate) struct YouTube {
    id: String,
    origin: String,
    stage: Stage,
    session: RefCell<Session>,
    frame: RefCell<Option<Frame>>,
    wake: RefCell<Option<Timeout>>,
}

/// The frame in the page, with what listens to it.
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
    pub(crate) fn open(id: String, stage: Stage) -> Rc<dyn Medium> {
        let widget = WIDGET.fetch_add(1, Ordering::Relaxed);
        Rc::new_cyclic(|this: &std::rc::Weak<Self>| Self {
            this: this.clone(),
            id,
            origin: format!("https://{}", stage.youtube_host),
            stage,
            session: RefCell::new(Session::new(widget)),
            frame: RefCell::default(),
            wake: RefCell::default(),
        })
    }
}
