//! The views: one panel per file.
//!
//! Everything from an episode becomes a text node, an attribute, or a link that passed the allow-list. Nothing is
//! parsed as HTML, so the player runs on a page with Trusted Types.

mod chapters;
mod clipboard;
mod icon;
mod load_states;
mod notes;
mod notice;
mod panels;
mod parts;
mod rich_text;
mod seek_bar;
mod shortcuts;
mod stage;
mod statistics;
mod transcript;
mod transport;

use episode::text::part;
use episode::{Episode, Millis, Timing};
use playback::Status;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

pub(crate) use load_states::{failed, page_text, refused, skeleton};
pub(crate) use panels::{TRANSCRIPT, initial_panel};
#[cfg(feature = "component")]
pub(crate) use parts::part_view;

use crate::browser::{self, SizeObserver};
use crate::dom::{El, el, on_cleanup_drop};
use crate::language::Language;
use crate::state::{EpisodeSignal, InterfaceHandle, PlaybackHandle, Player};
use crate::strings;
use language::Text;

/// Below 37.5 em the player is one column: `style/layout.css` has the same number.
const NARROW_EM: f64 = 37.5;

/// The view of a loaded episode. `container` is as wide as the player and in the page already: the layout is known
/// before the first paint, so nothing moves afterwards.
pub(crate) fn player(player: Player, container: &HtmlElement) -> El {
    let Player { episode, playback, interface, .. } = player;
    let timed_episode = episode.get_untracked();
    update_is_narrow(interface, container);
    let root = frame(player)
        .attr("part", "player")
        .attr("role", "region")
        .attr("aria-label", strings::player_label(&timed_episode.title))
        .child(stage::stage(episode, playback))
        .child(transport::transport(player, true))
        .child(chapters::chapters(player))
        .child(panels::panels(player));
    // It has no height, so a new width does not change its size otherwise.
    let ruler = el("div").class("ruler");
    watch_width(interface, &ruler.element());
    parts::offer(player, root.child(ruler))
}

/// What the whole player and each of its parts stand in: it has the state for the style sheet, and the keys.
fn frame(player: Player) -> El {
    let Player { episode, playback, search, .. } = player;
    let timed_episode = episode.get_untracked();
    let timing = match timed_episode.transcript.timing {
        Timing::Captions => "captions",
        Timing::Estimated => "estimated",
        Timing::None => "none",
    };
    el("div")
        .class("player")
        // The interface's own words are marked with their language where they stand.
        .attr("lang", timed_episode.language.as_deref())
        .attr("dir", Language::current().direction())
        .attr("data-timing", timing)
        .attr("data-state", move || data_state(playback))
        .attr("data-search", move || search.is_active().get())
        .on("keydown", move |event: KeyboardEvent| {
            shortcuts::on_keydown(player, &event);
            shortcuts::keep_from_page(&event);
        })
        .on("keyup", |event: KeyboardEvent| shortcuts::keep_from_page(&event))
        .on("keypress", |event: KeyboardEvent| shortcuts::keep_from_page(&event))
}

/// Updates [`InterfaceHandle::is_narrow`] when the width changes. The update waits for a task of its own: it may
/// change the height of the page, and by its scrollbar the width, which in the observer's callback would be an error
/// event of the page ("ResizeObserver loop").
fn watch_width(interface: InterfaceHandle, ruler: &HtmlElement) {
    let element = ruler.clone();
    on_cleanup_drop(SizeObserver::after(ruler, move || update_is_narrow(interface, &element)));
}

/// Sets [`InterfaceHandle::is_narrow`] by the width of an element that is as wide as the player.
fn update_is_narrow(interface: InterfaceHandle, element: &HtmlElement) {
    let width = f64::from(element.client_width());
    let is_narrow = width < NARROW_EM * browser::font_size(element);
    // Not while nothing is laid out, and not for every pixel.
    if width == 0.0 || interface.is_disposed() || interface.is_narrow().get_untracked() == is_narrow {
        return;
    }
    interface.is_narrow().set(is_narrow);
    if !is_narrow && interface.panel().get_untracked() == panels::CHAPTERS {
        interface.panel().set(panels::TRANSCRIPT);
    }
}

/// The state, as the style sheet names it.
fn data_state(playback: PlaybackHandle) -> &'static str {
    match playback.status() {
        Status::Idle | Status::Ready => "poster",
        Status::Connecting | Status::Playing | Status::Buffering => "playing",
        Status::Paused | Status::Blocked => "paused",
        Status::Ended => "ended",
        Status::Failed(_) => "unreachable",
    }
}

/// A button.
fn button(class: &str, action: impl FnMut() + 'static) -> El {
    // Boxed: compiled once, not once for each button.
    fn boxed(class: &str, mut action: Box<dyn FnMut()>) -> El {
        el("button").attr("type", "button").class(class).on("click", move |_: MouseEvent| action())
    }
    boxed(class, Box::new(action))
}

/// A button that disappears once it is pressed: the transport's play button takes the focus.
fn vanishing_button(class: &str, mut action: impl FnMut() + 'static) -> El {
    let press = move |event: MouseEvent| {
        action();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(player) = target.and_then(|target| target.closest(".player").ok().flatten()) {
            browser::focus_first(&player, ".play");
        }
    };
    el("button").attr("type", "button").class(class).on("click", press)
}

/// A button that shows an icon, with its accessible name.
fn icon_button(class: &str, name: Text, sign: icon::Icon, action: impl FnMut() + 'static) -> El {
    button(class, action).attr("aria-label", name).child(icon::icon(sign))
}

/// How many items of a long list are built at once: more than any screen shows.
const FIRST_SCREEN: usize = 24;
/// When the rest of it follows, in milliseconds: once the first screen is drawn, and a click on it was answered.
const REST_AFTER: f64 = 50.0;

/// A link to a time on this page, which also works in a new tab.
fn time_link(episode: EpisodeSignal, playback: PlaybackHandle, class: &str, time: Millis) -> El {
    let seek = move |event: MouseEvent| {
        if !is_modified(&event) {
            event.prevent_default();
            playback.seek(time);
        }
    };
    el("a").class(class).attr("href", episode.get_untracked().link_to(time)).on("click", seek)
}

/// Returns whether a click is left to the browser: it opens a new tab or window.
pub(crate) fn is_modified(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.button() != 0
}

/// A part of a whole as a CSS percentage.
fn percent(part: Millis, whole: Millis) -> String {
    let thousandths = (part.fraction_of(whole) * 100_000.0) as u32;
    format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
}

/// The class that gives a speaker its colour; there are four.
fn speaker_class(speaker: Option<usize>) -> &'static str {
    speaker.map_or("s0", |s| ["s1", "s2", "s3", "s4"][s % 4])
}

/// The first letter of a name. The style sheet makes it a capital.
fn initial(name: &str) -> &str {
    part(name, ..name.chars().next().map_or(0, char::len_utf8))
}

/// Adds the names of all speakers, each isolated: one in another script does not change the order of the others.
fn speaker_names(line: El, episode: &Episode, before_last: Text) -> El {
    let last = episode.speakers.len().saturating_sub(1);
    episode.speakers.iter().enumerate().fold(line, |line, (index, speaker)| {
        let line = match index {
            0 => line,
            _ => line.child(if index == last { before_last } else { strings::COMMA }),
        };
        line.child(el("bdi").child(&speaker.name))
    })
}
