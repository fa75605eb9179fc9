//! What the element tells the page: events named as on `HTMLMediaElement`, and two of our own.
//!
//! An effect each, that only dispatches: the state it tells of has changed already, so that a listener that
//! asks the element finds it so.

use leptos::prelude::*;
use playback::Status;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

use crate::state::Player;

/// Of `chapterchange`. All are absent where there is no chapter.
#[derive(Default, Serialize)]
struct Chapter<'a> {
    /// Its index, from 0.
    index: Option<usize>,
    /// Where it starts, in seconds.
    start: Option<f64>,
    title: Option<&'a str>,
}

/// Of `turnchange`. All are absent where nobody speaks.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Turn<'a> {
    /// Its index, from 0.
    index: Option<usize>,
    /// Where it starts, in seconds.
    start: Option<f64>,
    /// The speaker's name.
    speaker: Option<&'a str>,
    text: Option<&'a str>,
}

/// Dispatches events on `host` for as long as the reactive owner lives.
pub(crate) fn tell(player: Player, host: &Element) {
    let host = StoredValue::new_local(host.clone());
    let send = move |name: &str, detail: JsValue| {
        let init = CustomEventInit::new();
        init.set_detail(&detail);
        if let (Ok(event), Some(host)) =
            (CustomEvent::new_with_event_init_dict(name, &init), host.try_get_value())
        {
            // It fails only while the same event is being dispatched.
            let _ = host.dispatch_event(&event);
        }
    };
    let tell = move |name: &'static str| send(name, JsValue::NULL);

    Effect::new(move |before: Option<Status>| {
        let status = player.playback.with(|p| p.status);
        if let Some(before) = before.filter(|before| *before != status) {
            status_events(before, status).iter().for_each(|name| tell(name));
        }
        status
    });
    changes(Memo::new(move |_| player.end.get()), move || tell("durationchange"));
    changes(Memo::new(move |_| player.playback.with(|p| p.rate)), move || tell("ratechange"));
    changes(Memo::new(move |_| player.playback.with(|p| (p.volume, p.muted))), move || tell("volumechange"));
    changes(Memo::new(move |_| player.now.get()), move || tell("timeupdate"));
    changes(Memo::new(move |_| player.seeks.get()), move || tell("seeking"));
    changes(Memo::new(move |_| player.jumps.get()), move || tell("seeked"));
    changes(player.chapter, move || {
        let episode = player.episode();
        let index = player.chapter.get_untracked();
        let chapter = index.and_then(|index| episode.chapters.get(index)).map(|chapter| Chapter {
            index,
            start: Some(chapter.start.seconds()),
            title: Some(&chapter.title),
        });
        send("chapterchange", detail(&chapter.unwrap_or_default()));
    });
    changes(player.turn, move || {
        let episode = player.episode();
        let index = player.turn.get_untracked();
        let turn = index.and_then(|index| episode.transcript.turns.get(index)).map(|turn| Turn {
            index,
            start: turn.start.map(episode::Millis::seconds),
            speaker: episode.speaker_of(turn).map(|s| s.name.as_str()),
            text: Some(&turn.text),
        });
        send("turnchange", detail(&turn.unwrap_or_default()));
    });
}

/// An episode is there: its properties can be asked for.
pub(crate) fn loaded(host: &Element) {
    if let Ok(event) = web_sys::Event::new("loadedmetadata") {
        let _ = host.dispatch_event(&event);
    }
}

/// Calls for every change of a memo, but not for its first value.
fn changes<T: PartialEq + Send + Sync + 'static>(memo: Memo<T>, mut call: impl FnMut() + 'static) {
    Effect::new(move |before: Option<()>| {
        memo.track();
        if before.is_some() {
            call();
        }
    });
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
        Status::Failed(_) => &["error"],
        Status::Ready | Status::Idle => &[],
    }
}

fn detail(value: &impl Serialize) -> JsValue {
    // Of strings and numbers nothing fails to become an object.
    serde_wasm_bindgen::to_value(value).unwrap_or_default()
}
