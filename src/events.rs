//! What the element tells the page: events named as on `HTMLMediaElement`, and two of our own.
//!
//! An effect each, that only dispatches: the state it tells of has changed already, so that a listener that
//! asks the element finds it so.

use playback::Status;
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element, ErrorEvent, ErrorEventInit};

use crate::browser;
use crate::dom::watch;
use crate::reactive::*;
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

/// Dispatches events on `host` for as long as the reactive owner lives. It must be the player's own: what a listener
/// of the page does in one of them may end the player.
pub(crate) fn dispatch(player: Player, host: &Element) {
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
    // Later: the player is being built.
    browser::spawn_local(async move { tell("loadedmetadata") });

    let status = move || player.playback().with(|p| p.status);
    let mut before = player.playback().with_untracked(|p| p.status);
    watch(status, move || {
        let after = player.playback().with_untracked(|p| p.status);
        let before = std::mem::replace(&mut before, after);
        if let (Status::Failed(failure), Some(host)) = (after, host.try_get_value())
            && !matches!(before, Status::Failed(_))
        {
            failed(&host, &failure.to_string(), None);
        }
        status_events(before, after).iter().for_each(|name| tell(name));
    });
    watch(move || player.end().get(), move || tell("durationchange"));
    watch(move || player.playback().with(|p| p.rate), move || tell("ratechange"));
    watch(move || player.playback().with(|p| (p.volume, p.muted)), move || tell("volumechange"));
    watch(move || player.now().get(), move || tell("timeupdate"));
    watch(move || player.seeks().get(), move || tell("seeking"));
    watch(move || player.jumps().get(), move || tell("seeked"));
    watch(
        move || player.chapter().get(),
        move || {
            let episode = player.episode();
            let index = player.chapter().get_untracked();
            let chapter = index.and_then(|index| episode.chapters.get(index)).map(|chapter| Chapter {
                index,
                start: Some(chapter.start.seconds()),
                title: Some(&chapter.title),
            });
            send("chapterchange", detail(&chapter.unwrap_or_default()));
        },
    );
    watch(
        move || player.turn().get(),
        move || {
            let episode = player.episode();
            let index = player.turn().get_untracked();
            let turn = index.and_then(|index| episode.transcript.turns.get(index)).map(|turn| Turn {
                index,
                start: turn.start.map(episode::Millis::seconds),
                speaker: episode.speaker_of(turn).map(|s| s.name.as_str()),
                text: Some(&turn.text),
            });
            send("turnchange", detail(&turn.unwrap_or_default()));
        },
    );
}

/// There is no episode to show. `error` is what the page finds in the event.
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

fn detail(value: &impl Serialize) -> JsValue {
    // Of strings and numbers nothing fails to become an object.
    serde_wasm_bindgen::to_value(value).unwrap_or_default()
}
