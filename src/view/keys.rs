//! Keys, while the focus is in the player. The page keeps its own.

use playback::Request;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::browser;
use crate::dom::{El, el};
use crate::state::Player;

/// What each key does, for the reader.
const KEYS: [(&[&str], &str); 8] = [
    (&["Space", "K"], "Play or pause"),
    (&["J", "L"], "15 seconds back, forward"),
    (&["P", "N"], "Chapter back, forward"),
    (&["/"], "Search the transcript"),
    (&["F"], "Follow the speech"),
    (&["<", ">"], "Slower, faster"),
    (&["M"], "Sound off or on"),
    (&["Home", "End"], "Start, end (on the timeline)"),
];

/// The playback rates on offer, those of YouTube, and their names: the code that writes any number has 14 KB.
pub(super) const RATES: [(f64, &str); 8] = [
    (0.25, "0.25"),
    (0.5, "0.5"),
    (0.75, "0.75"),
    (1.0, "1"),
    (1.25, "1.25"),
    (1.5, "1.5"),
    (1.75, "1.75"),
    (2.0, "2"),
];

/// Does what a key asks for, if it is one of ours.
pub(super) fn pressed(player: Player, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let on = target.map(|t| t.tag_name()).unwrap_or_default();
    if is_field(&on) {
        return;
    }
    let step = |faster: bool| {
        let rate = player.playback().with_untracked(|p| p.rate);
        let mut rates = RATES.into_iter().map(|(rate, _)| rate);
        let to = if faster { rates.find(|r| *r > rate) } else { rates.rfind(|r| *r < rate) };
        if let Some(to) = to {
            player.request(Request::SetRate(to));
        }
    };
    let key = event.key();
    // Under Caps Lock letters are capitals without Shift; with Shift they are not ours.
    let key = match key.len() {
        1 if !event.shift_key() => key.to_ascii_lowercase(),
        1 if key.bytes().all(|b| b.is_ascii_alphabetic()) => return,
        _ => key,
    };
    match &*key {
        // A button's or a link's own key is its own.
        " " if matches!(&*on, "BUTTON" | "A") => return,
        " " | "k" => player.toggle(),
        "j" => player.seek_by(-15),
        "l" => player.seek_by(15),
        "p" => player.seek_chapter(false),
        "n" => player.seek_chapter(true),
        "/" if !player.episode().transcript.turns.is_empty() => player.asked_to_search().increment(),
        "f" => player.following().set(true),
        "<" => step(false),
        ">" => step(true),
        "m" => player.request(Request::SetMuted(!player.playback().with_untracked(|p| p.muted))),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn is_field(tag: &str) -> bool {
    matches!(tag, "INPUT" | "SELECT" | "TEXTAREA")
}

/// Keeps from the page what is typed into a field of the player: to the page such a key seems to come from the
/// element, so that its own shortcuts would take it.
pub(super) fn keep_typing(event: &KeyboardEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let is_typed = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    if is_typed && event.key() != "Tab" && target.is_some_and(|target| is_field(&target.tag_name())) {
        event.stop_propagation();
    }
}

/// Moves the focus within a list by the arrow keys: a list is one tab stop.
pub(super) fn rove(event: &KeyboardEvent, forward: &str, back: &str) {
    let Some(item) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    // A link in an item of a list, or an item itself.
    let inside = item.tag_name() != "LI" && item.parent_element().is_some_and(|p| p.tag_name() == "LI");
    let holder = if inside { item.parent_element().unwrap_or(item) } else { item };
    let list = holder.parent_element();
    let key = event.key();
    let to = match &*key {
        key if key == forward => holder.next_element_sibling(),
        key if key == back => holder.previous_element_sibling(),
        "Home" => list.and_then(|l| l.first_element_child()),
        "End" => list.and_then(|l| l.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let Some(to) = to else { return };
    let to = if inside { to.first_element_child().unwrap_or(to) } else { to };
    browser::focus(to.unchecked_ref::<HtmlElement>());
}

/// The list of keys.
pub(super) fn list() -> El {
    let rows = KEYS.iter().map(|(keys, what)| {
        let keys = keys.iter().map(|key| el("kbd").child(*key));
        el("div").child(el("dt").children(keys)).child(el("dd").child(*what))
    });
    el("div")
        .class("keys")
        .interface_lang()
        .child(el("dl").children(rows))
        .child(el("p").child("Keys work while the focus is in the player. The page keeps its own."))
}
