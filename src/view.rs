//! What the reader sees: one panel per file.
//!
//! Everything from an episode is a text node, an attribute, or a link that passed the allow-list. Nothing is
//! ever parsed as markup, so that the player runs on a page with Trusted Types.

mod chapters;
mod copy;
mod failure;
mod icon;
mod keys;
mod notes;
mod notice;
mod prose;
mod stage;
mod statistics;
mod tabs;
mod timeline;
mod transcript;
mod transport;

use episode::{Episode, Millis, Timing};
use playback::Status;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

pub(crate) use failure::{failed, loading, page_text, refused};

use crate::browser::{self, SizeObserver, Timeout};
use crate::dom::{El, el, on_cleanup_drop};
use crate::reactive::StoredValue;
use crate::state::{Panel, Player};

/// Under 37.5 em the player is one column: `style/layout.css` has the same number.
const NARROW_EM: f64 = 37.5;

/// A loaded episode. Its width is that of `place`, which is in the page already: what is known before the first layout
/// moves nothing after it.
pub(crate) fn player(player: Player, place: &HtmlElement) -> El {
    let episode = player.episode();
    measure(player, place);
    let timing = match episode.transcript.timing {
        Timing::Captions => "captions",
        Timing::Estimated => "estimated",
        Timing::None => "none",
    };
    let root = el("div")
        .class("player")
        .attr("part", "player")
        .attr("role", "region")
        .attr("aria-label", format!("Episode: {}", episode.title))
        // The interface's own words are marked as English where they stand.
        .attr("lang", episode.language.as_deref())
        .attr("data-timing", timing)
        .attr("data-state", move || state(player))
        .attr("data-search", move || player.searching().get())
        .on("keydown", move |event: KeyboardEvent| {
            keys::pressed(player, &event);
            keys::keep_typing(&event);
        })
        .on("keyup", |event: KeyboardEvent| keys::keep_typing(&event))
        .on("keypress", |event: KeyboardEvent| keys::keep_typing(&event))
        .child(stage::stage(player))
        .child(transport::transport(player))
        .children(chapters::chapters(player))
        .child(tabs::side(player));
    // Of no height: what the width changes does not change it.
    let ruler = el("div").class("ruler");
    watch_width(player, &ruler.element());
    root.child(ruler)
}

/// Keeps [`Player::narrow`] true. What follows may change the height of the page, and by its scrollbar the width: in
/// the observer's own turn that would be an error event of the page ("ResizeObserver loop").
fn watch_width(player: Player, ruler: &HtmlElement) {
    let (element, task) = (ruler.clone(), StoredValue::new_local(None));
    on_cleanup_drop(SizeObserver::new(ruler, move || {
        let element = element.clone();
        task.set_value(Some(Timeout::new(0.0, move || measure(player, &element))));
    }));
}

/// Sets [`Player::narrow`] by the width of an element as wide as the player.
fn measure(player: Player, element: &HtmlElement) {
    let width = f64::from(element.client_width());
    let narrow = width < NARROW_EM * font_size(element);
    // Not while nothing is laid out, and not for every pixel.
    if width == 0.0 || player.is_disposed() || player.narrow().get_untracked() == narrow {
        return;
    }
    player.narrow().set(narrow);
    if !narrow && player.panel().get_untracked() == Panel::Chapters {
        player.panel().set(Panel::Transcript);
    }
}

/// The state that the style sheet knows.
fn state(player: Player) -> &'static str {
    player.playback().with(|p| match p.status {
        Status::Idle | Status::Ready => "poster",
        Status::Connecting | Status::Playing | Status::Buffering => "playing",
        Status::Paused | Status::Blocked => "paused",
        Status::Ended => "ended",
        Status::Failed(_) => "unreachable",
    })
}

/// A button.
fn button(class: &str, mut action: impl FnMut() + 'static) -> El {
    el("button").attr("type", "button").class(class).on("click", move |_: MouseEvent| action())
}

/// A button that starts to play, and disappears then: the transport's button takes the focus.
fn play_button(player: Player, class: &str) -> El {
    let play = move |event: MouseEvent| {
        player.play();
        focus_play(&event);
    };
    el("button").attr("type", "button").class(class).on("click", play)
}

/// Gives the focus to the transport's play button: what had it is about to disappear.
fn focus_play(event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(player) = target.and_then(|target| target.closest(".player").ok().flatten()) {
        browser::focus_first(&player, ".play");
    }
}

/// A button of an icon, with its name.
fn tool(class: &str, name: &str, sign: icon::Icon, action: impl FnMut() + 'static) -> El {
    button(class, action).attr("aria-label", name).child(icon::icon(sign))
}

/// A link to a time on this page. It works without our help as well: in a new tab.
fn time_link(player: Player, class: &str, time: Millis) -> El {
    let seek = move |event: MouseEvent| {
        if !is_modified(&event) {
            event.prevent_default();
            player.seek(time);
        }
    };
    el("a").class(class).attr("href", player.link_to(time)).on("click", seek)
}

/// Whether a click should be left to the browser: a new tab, a new window.
pub(crate) fn is_modified(event: &MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.button() != 0
}

/// A share of the whole, as CSS writes it.
fn percent(part: Millis, whole: Millis) -> String {
    let thousandths = (part.fraction_of(whole) * 100_000.0) as u32;
    format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
}

/// The class that gives a speaker its colour; there are four.
fn voice(speaker: Option<usize>) -> &'static str {
    speaker.map_or("s0", |s| ["s1", "s2", "s3", "s4"][s % 4])
}

/// The first letter of a name. The style makes it a capital.
fn initial(name: &str) -> &str {
    &name[..name.chars().next().map_or(0, char::len_utf8)]
}

/// Adds the names of all who speak, each isolated: one in another script does not change the order of the rest.
fn names(line: El, episode: &Episode, before_last: &str) -> El {
    let last = episode.speakers.len().saturating_sub(1);
    episode.speakers.iter().enumerate().fold(line, |line, (index, speaker)| {
        let line = match index {
            0 => line,
            _ => line.child(if index == last { before_last } else { ", " }),
        };
        line.child(el("bdi").child(&speaker.name))
    })
}

/// The series and the part, in words.
fn series(episode: &Episode) -> Option<String> {
    let series = episode.series.as_ref()?;
    Some(match (series.part, series.of) {
        (Some(part), Some(of)) => format!("{}, part {part} of {of}", series.name),
        (Some(part), None) => format!("{}, part {part}", series.name),
        _ => series.name.clone(),
    })
}

fn font_size(element: &web_sys::Element) -> f64 {
    let style = crate::browser::window().get_computed_style(element).ok().flatten();
    let size = style.and_then(|s| s.get_property_value("font-size").ok()).unwrap_or_default();
    js_sys::parse_float(&size).max(1.0) // Not a number stays none: max takes the other.
}
