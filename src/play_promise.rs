//! The promises that `play()` gives to the page, as on a media element: fulfilled when it plays, rejected when it will
//! not.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use playback::Status;
use wasm_bindgen::JsValue;
use web_sys::DomException;

use crate::dom::render_effect;
use crate::state::Player;

/// Promises that are not settled.
#[derive(Clone, Default)]
pub(crate) struct PlayPromises(Rc<RefCell<Vec<(Function, Function)>>>);

impl PlayPromises {
    /// One more.
    pub(crate) fn create(&self) -> Promise {
        Promise::new(&mut |resolve, reject| self.0.borrow_mut().push((resolve, reject)))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Settles them by the status that a player reaches, for as long as the reactive owner lives.
    pub(crate) fn follow(&self, player: Player) {
        let this = self.clone();
        render_effect(move || this.settle(player.playback().with(|p| p.status)));
    }

    /// Settles them, if the status says how a start went.
    pub(crate) fn settle(&self, status: Status) {
        match status {
            Status::Playing => self.resolve(),
            Status::Blocked => {
                self.reject("NotAllowedError", "The browser wants the reader's own press first.");
            }
            Status::Failed(failure) => self.reject("NotSupportedError", &failure.to_string()),
            _ => {}
        }
    }

    fn resolve(&self) {
        // Whoever waits runs later, so that nothing is borrowed then.
        for (resolve, _) in self.0.take() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    }

    /// The name is one of those that `DOMException` has.
    pub(crate) fn reject(&self, name: &str, message: &str) {
        for (_, reject) in self.0.take() {
            let error = DomException::new_with_message_and_name(message, name);
            let _ = reject.call1(&JsValue::NULL, &error.map_or_else(|error| error, Into::into));
        }
    }
}
