//! The promises that `play()` returns to the page, as on a media element: fulfilled when playback starts, rejected when it
//! cannot.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use playback::Status;
use wasm_bindgen::JsValue;
use web_sys::DomException;

use crate::dom::render_effect;
use crate::state::PlaybackHandle;
use crate::strings;

/// The promises that are not settled yet.
#[derive(Clone, Default)]
pub(crate) struct PlayPromises(Rc<RefCell<Vec<(Function, Function)>>>);

impl PlayPromises {
    /// Creates a promise.
    pub(crate) fn create(&self) -> Promise {
        Promise::new(&mut |resolve, reject| self.0.borrow_mut().push((resolve, reject)))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Settles them by the status of a player, for as long as the current reactive owner lives.
    pub(crate) fn follow(&self, playback: PlaybackHandle) {
        let this = self.clone();
        render_effect(move || this.settle(playback.status()));
    }

    /// Settles them, if the status tells whether playback started.
    pub(crate) fn settle(&self, status: Status) {
        match status {
            Status::Playing => self.resolve(),
            Status::Blocked => {
                self.reject("NotAllowedError", strings::NOT_ALLOWED);
            }
            Status::Failed(failure) => self.reject("NotSupportedError", &failure.to_string()),
            _ => {}
        }
    }

    fn resolve(&self) {
        // The page's callbacks run later, when nothing is borrowed.
        for (resolve, _) in self.0.take() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    }

    /// Rejects them with a `DOMException` of this name.
    pub(crate) fn reject(&self, name: &str, message: &str) {
        for (_, reject) in self.0.take() {
            let error = DomException::new_with_message_and_name(message, name);
            let _ = reject.call1(&JsValue::NULL, &error.map_or_else(|error| error, Into::into));
        }
    }
}
