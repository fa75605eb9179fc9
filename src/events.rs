//! The element's events: those of `HTMLMediaElement`, and `chapterchange` and `turnchange`.
//!
//! One effect dispatches each event after the state has changed, so that a listener reads the new state from the
//! element.

use episode::Millis;
use js_sys::Object;
use playback::Status;
use wasm_bindgen::JsValue;
use web_sys::{Element, ErrorEvent, ErrorEventInit};

use crate::browser;
use crate::dom::watch;
use crate::reactive::*;
use crate::state::Player;
use crate::strings;

/// Dispatches events on `host` for as long as the current reactive owner lives. It must be the player's own: a listener
/// of the page may end the player during any of them.
pub(crate) fn dispatch(player: Player, host: &Element) {
    let Player { episode, playback, .. } = player;
    let host = StoredValue::new_local(host.clone());
    let send = move |name: &str, detail: JsValue| {
        if let Some(host) = host.try_get_value() {
            browser::dispatch(&host, name, &detail, false);
        }
    };
    let notify = move |name: &'static str| send(name, JsValue::NULL);
    // Later: the player is being built.
    browser::spawn_local(async move { notify("loadedmetadata") });

    let status = move || playback.status();
    let mut before = untrack(status);
    watch(status, move || {
        let after = status();
        let before = std::mem::replace(&mut before, after);
        if let (Status::Failed(failure), Some(host)) = (after, host.try_get_value())
            && !matches!(before, Status::Failed(_))
        {
            failed(&host, &strings::failure(failure), None);
        }
        status_events(before, after).iter().for_each(|name| notify(name));
    });
    watch(move || playback.duration().get(), move || notify("durationchange"));
    watch(move || playback.state().with(|state| state.rate), move || notify("ratechange"));
    watch(move || playback.state().with(|state| (state.volume, state.muted)), move || notify("volumechange"));
    watch(move || playback.time().get(), move || notify("timeupdate"));
    watch(move || playback.seek_count().get(), move || notify("seeking"));
    watch(move || playback.seeked_count().get(), move || notify("seeked"));
    watch(
        move || playback.chapter().get(),
        move || {
            let episode = episode.get_untracked();
            let index = playback.chapter().get_untracked();
            let chapter = index.and_then(|index| episode.chapters.get(index));
            let detail = Object::new();
            set_number(&detail, "index", chapter.and(index).map(|index| index as f64));
            set_number(&detail, "start", chapter.map(|chapter| chapter.start.seconds()));
            set_text(&detail, "title", chapter.map(|chapter| &*chapter.title));
            send("chapterchange", detail.into());
        },
    );
    watch(
        move || playback.turn().get(),
        move || {
            let episode = episode.get_untracked();
            let index = playback.turn().get_untracked();
            let turn = index.and_then(|index| episode.transcript.turns.get(index));
            let detail = Object::new();
            set_number(&detail, "index", turn.and(index).map(|index| index as f64));
            set_number(&detail, "start", turn.and_then(|turn| turn.start).map(Millis::seconds));
            let speaker = turn.and_then(|turn| episode.speaker_of(turn));
            set_text(&detail, "speaker", speaker.map(|speaker| &*speaker.name));
            set_text(&detail, "text", turn.map(|turn| &*turn.text));
            send("turnchange", detail.into());
        },
    );
}

/// Sets a member of an event's detail; `undefined` where there is no value.
fn set_number(detail: &Object, key: &str, value: Option<f64>) {
    browser::set(detail, key, &value.map_or(JsValue::UNDEFINED, JsValue::from_f64));
}

/// Sets a member of an event's detail; `undefined` where there is no value.
fn set_text(detail: &Object, key: &str, value: Option<&str>) {
    browser::set(detail, key, &value.map_or(JsValue::UNDEFINED, JsValue::from_str));
}

/// Dispatches `error`, where there is no episode to show or the recording failed. `error` is that of the event.
pub(crate) fn failed(host: &Element, message: &str, error: Option<JsValue>) {
    let init = ErrorEventInit::new();
    init.set_message(message);
    init.set_error(&error.unwrap_or_default());
    if let Ok(event) = ErrorEvent::new_with_event_init_dict("error", &init) {
        let _ = host.dispatch_event(&event);
    }
}

fn status_events(before: Status, after: Status) -> &'static [&'static str] {
    let ran = before.is_running() || before == Status::Connecting;
    match after {
        Status::Connecting => &["play"],
        Status::Playing if ran => &["playing"],
        Status::Playing => &["play", "playing"],
        Status::Buffering if ran => &["waiting"],
        Status::Buffering => &["play", "waiting"],
        Status::Paused | Status::Blocked => &["pause"],
        Status::Ended => &["pause", "ended"],
        Status::Failed(_) | Status::Ready | Status::Idle => &[],
    }
}
