//! The callbacks of the component: they listen to the events that its element dispatches.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ErrorEvent, Event, HtmlElement};

use super::{Connection, EpisodeHandle};
use crate::browser::{self, Listener};
use crate::dom::on_cleanup_drop;

pub(super) struct Callbacks {
    /// Those that are told nothing more, by the names of their events.
    pub(super) simple: [(&'static str, Option<Callback<()>>); 10],
    pub(super) timeupdate: Option<Callback<f64>>,
    pub(super) durationchange: Option<Callback<f64>>,
    pub(super) chapterchange: Option<Callback<Option<usize>>>,
    pub(super) turnchange: Option<Callback<Option<usize>>>,
    pub(super) error: Option<Callback<String>>,
    pub(super) beforeconnect: Option<Callback<Connection, bool>>,
}

impl Callbacks {
    /// Listens for as long as the current reactive owner lives.
    pub(super) fn listen(self, element: &HtmlElement, handle: EpisodeHandle) {
        for (event, callback) in self.simple {
            on(element, event, callback, |_| ());
        }
        on(element, "timeupdate", self.timeupdate, move |_| handle.time().get_untracked());
        on(element, "durationchange", self.durationchange, move |_| handle.duration().get_untracked());
        on(element, "chapterchange", self.chapterchange, move |_| handle.chapter().get_untracked());
        on(element, "turnchange", self.turnchange, move |_| handle.turn().get_untracked());
        on(element, "error", self.error, |event| {
            event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default()
        });
        if let Some(callback) = self.beforeconnect {
            on_cleanup_drop(Listener::new(element, "beforeconnect", move |event| {
                let detail = browser::get(&event, "detail");
                let text = |key| browser::get(&detail, key).as_string().unwrap_or_default();
                if !callback.run(Connection { host: text("host"), youtube: text("youtube") }) {
                    event.prevent_default();
                }
            }));
        }
    }
}

fn on<T: 'static>(
    element: &HtmlElement,
    event: &'static str,
    callback: Option<Callback<T>>,
    value: impl Fn(&Event) -> T + 'static,
) {
    if let Some(callback) = callback {
        on_cleanup_drop(Listener::new(element, event, move |event| callback.run(value(&event))));
    }
}
