//! Keyboard shortcuts, while the focus is in the player, and their list.

use playback::Request;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::browser;
use crate::dom::{El, el};
use crate::state::{PlaybackHandle, Player};
use crate::strings;
use language::Text;

/// A line of the list, and what its keys do.
struct Shortcut {
    help: Text,
    needs_transcript: bool,
    keys: &'static [Key],
}

/// A key: its name in the list, `KeyboardEvent.key`, and what it does. Letters are in lower case.
type Key = (Text, &'static str, fn(Player));

const SHORTCUTS: &[Shortcut] = &[
    Shortcut {
        needs_transcript: false,
        help: strings::PLAY_OR_PAUSE,
        keys: &[
            (strings::SPACE_KEY, " ", |player| player.playback.toggle()),
            (Text("K"), "k", |player| player.playback.toggle()),
        ],
    },
    Shortcut {
        needs_transcript: false,
        help: strings::SEEK_BACK_FORWARD,
        keys: &[
            (Text("J"), "j", |player| player.playback.seek_by(-15)),
            (Text("L"), "l", |player| player.playback.seek_by(15)),
        ],
    },
    Shortcut {
        needs_transcript: false,
        help: strings::CHAPTER_BACK_FORWARD,
        keys: &[
            (Text("P"), "p", |player| player.playback.seek_previous_chapter()),
            (Text("N"), "n", |player| player.playback.seek_next_chapter()),
        ],
    },
    Shortcut {
        needs_transcript: true,
        help: strings::SEARCH_TRANSCRIPT,
        keys: &[(Text("/"), "/", |player| player.search.request_focus())],
    },
    Shortcut {
        needs_transcript: true,
        help: strings::FOLLOW_SPEECH,
        keys: &[(Text("F"), "f", |player| player.interface.is_following().set(true))],
    },
    Shortcut {
        needs_transcript: false,
        help: strings::SLOWER_FASTER,
        keys: &[
            (Text("<"), "<", |player| step_rate(player.playback, false)),
            (Text(">"), ">", |player| step_rate(player.playback, true)),
        ],
    },
    Shortcut {
        needs_transcript: false,
        help: strings::MUTE_UNMUTE,
        keys: &[(Text("M"), "m", |player| toggle_muted(player.playback))],
    },
];

/// Keys of the seek bar, for the list: `view/seek_bar.rs` handles them.
const SEEK_BAR_KEYS: (Text, [Text; 2]) = (strings::START_END, [strings::HOME_KEY, strings::END_KEY]);

/// The playback rates on offer, those of YouTube, and their texts: code that writes any float adds 14 KB.
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

fn available(player: Player) -> impl Iterator<Item = &'static Shortcut> {
    let has_transcript = !player.episode.get_untracked().transcript.turns.is_empty();
    SHORTCUTS.iter().filter(move |shortcut| has_transcript || !shortcut.needs_transcript)
}

/// Runs the shortcut of a key, if it has one.
pub(super) fn on_keydown(player: Player, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let tag = target.map(|t| t.tag_name()).unwrap_or_default();
    let key = event.key();
    // Under Caps Lock letters are capitals without Shift; with Shift they are no shortcuts.
    let key = match key.len() {
        1 if !event.shift_key() => key.to_ascii_lowercase(),
        1 if key.bytes().all(|b| b.is_ascii_alphabetic()) => return,
        _ => key,
    };
    let is_native = key == " " && matches!(&*tag, "BUTTON" | "A");
    if is_field(&tag) || is_native {
        return;
    }
    let mut keys = available(player).flat_map(|shortcut| shortcut.keys);
    let Some((_, _, run)) = keys.find(|(_, name, _)| *name == key) else { return };
    run(player);
    event.prevent_default();
    event.stop_propagation();
}

/// Requests the next rate on offer, or the previous one.
fn step_rate(playback: PlaybackHandle, faster: bool) {
    let rate = playback.state().with_untracked(|state| state.rate);
    let mut rates = RATES.into_iter().map(|(rate, _)| rate);
    let to = if faster { rates.find(|r| *r > rate) } else { rates.rfind(|r| *r < rate) };
    if let Some(to) = to {
        playback.request(Request::SetRate(to));
    }
}

/// Requests the sound off, or on.
pub(super) fn toggle_muted(playback: PlaybackHandle) {
    playback.request(Request::SetMuted(!playback.state().with_untracked(|state| state.muted)));
}

fn is_field(tag: &str) -> bool {
    matches!(tag, "INPUT" | "SELECT" | "TEXTAREA")
}

/// Stops the events of keys that are typed into a field of the player, and of arrow keys. To the page they seem to come
/// from the element, so the page's own shortcuts would handle them, and lead readers of a book to its next page.
pub(super) fn keep_from_page(event: &KeyboardEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let key = event.key();
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    let is_typed = key != "Tab" && target.is_some_and(|target| is_field(&target.tag_name()));
    if is_plain && (is_typed || key.starts_with("Arrow")) {
        event.stop_propagation();
    }
}

/// Moves the focus within a list by the arrow keys: a list is one tab stop.
pub(super) fn move_roving_focus(event: &KeyboardEvent, forward: &str, back: &str) {
    let Some(item) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
    // The focus is on a link in an item of the list, or on the item itself.
    let is_inside = item.tag_name() != "LI" && item.parent_element().is_some_and(|p| p.tag_name() == "LI");
    let item = if is_inside { item.parent_element().unwrap_or(item) } else { item };
    let list = item.parent_element();
    let key = event.key();
    let to = match &*key {
        key if key == forward => item.next_element_sibling(),
        key if key == back => item.previous_element_sibling(),
        "Home" => list.and_then(|l| l.first_element_child()),
        "End" => list.and_then(|l| l.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    let Some(to) = to else { return };
    let to = if is_inside { to.first_element_child().unwrap_or(to) } else { to };
    browser::focus(to.unchecked_ref::<HtmlElement>());
}

/// The list of shortcuts.
pub(super) fn list(player: Player) -> El {
    let row = |help: Text, keys: &mut dyn Iterator<Item = Text>| {
        let keys = keys.map(|key| el("kbd").child(key));
        el("div").child(el("dt").children(keys)).child(el("dd").child(help))
    };
    let shortcuts = available(player)
        .map(|shortcut| row(shortcut.help, &mut shortcut.keys.iter().map(|(name, ..)| *name)));
    let (help, keys) = SEEK_BAR_KEYS;
    el("div")
        .class("keys")
        .interface_lang()
        .child(el("dl").children(shortcuts).child(row(help, &mut keys.into_iter())))
        .child(el("p").child(strings::SHORTCUTS_SCOPE))
}
