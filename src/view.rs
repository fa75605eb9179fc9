//! What the reader sees: one panel per file.
//!
//! Elements are built by the builder syntax, never by `view!`: that compiles static elements to
//! `template.innerHTML`, which a page with Trusted Types refuses. Everything from an episode is a text
//! node, an attribute, or a link that passed the allow-list.

mod chapters;
mod failure;
mod icon;
mod keys;
mod notes;
mod prose;
mod stage;
mod statistics;
mod tabs;
mod timeline;
mod transcript;
mod transport;

use episode::Millis;
use leptos::html::{button, div};
use leptos::prelude::*;
use leptos::{ev, html};

pub(crate) use failure::{failed, loading, refused};

use crate::browser::SizeObserver;
use crate::state::{Panel, Player};

/// Under 37.5 em the player is one column: `style/layout.css` has the same number.
const NARROW_EM: f64 = 37.5;

/// A loaded episode.
pub(crate) fn player(player: Player) -> AnyView {
    let episode = player.episode();
    let root = NodeRef::<html::Div>::new();
    let observer = StoredValue::new_local(None);
    root.on_load(move |element| {
        observer.set_value(Some(SizeObserver::new(&element.clone(), move || {
            let em = font_size(&element);
            let narrow = f64::from(element.client_width()) < NARROW_EM * em;
            // Not while nothing is laid out, and not for every pixel.
            if element.client_width() > 0 && player.narrow.try_get_untracked().is_some_and(|n| n != narrow) {
                player.narrow.set(narrow);
                if !narrow && player.panel.get_untracked() == Panel::Chapters {
                    player.panel.set(Panel::Transcript);
                }
            }
        })));
    });
    div()
        .class("player")
        .attr("role", "region")
        .attr("aria-label", format!("Episode: {}", episode.title))
        .attr("data-state", move || state(player))
        .attr(
            "data-timing",
            match episode.transcript.timing {
                episode::Timing::Captions => "captions",
                episode::Timing::Estimated => "estimated",
                episode::Timing::None => "none",
            },
        )
        .node_ref(root)
        .on(ev::keydown, move |event| keys::pressed(player, &event))
        .child((
            stage::stage(player),
            transport::transport(player),
            chapters::chapters(player),
            tabs::side(player),
        ))
        .into_any()
}

/// The state that the style sheet knows.
fn state(player: Player) -> &'static str {
    use playback::Status;
    player.playback.with(|p| match p.status {
        Status::Idle | Status::Ready => "poster",
        Status::Connecting | Status::Playing | Status::Buffering => "playing",
        Status::Paused | Status::Blocked => "paused",
        Status::Ended => "ended",
        Status::Failed(_) => "unreachable",
    })
}

/// A button of an icon, with its name.
fn tool(
    class: &'static str,
    name: impl IntoName,
    icon: icon::Icon,
    mut action: impl FnMut() + 'static,
) -> AnyView {
    button()
        .class(class)
        .attr("type", "button")
        .attr("aria-label", name.into_name())
        .on(ev::click, move |_| action())
        .child(icon::icon(icon))
        .into_any()
}

/// A name that is fixed, or follows a signal.
trait IntoName {
    fn into_name(self) -> Signal<String>;
}

impl IntoName for &'static str {
    fn into_name(self) -> Signal<String> {
        Signal::stored(self.to_owned())
    }
}

impl IntoName for Signal<String> {
    fn into_name(self) -> Signal<String> {
        self
    }
}

/// A share of the whole as CSS writes it.
fn percent(fraction: f64) -> String {
    format!("{:.3}%", fraction * 100.0)
}

/// The class that gives a speaker its colour; there are four.
fn voice(speaker: Option<usize>) -> &'static str {
    match speaker.map(|s| s % 4) {
        None => "s0",
        Some(0) => "s1",
        Some(1) => "s2",
        Some(2) => "s3",
        Some(_) => "s4",
    }
}

/// The first letter of a name.
fn initial(name: &str) -> String {
    name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default()
}

/// The address of a time on this page: it works without JavaScript's help too, in a new tab.
fn time_href(time: Millis) -> String {
    format!("#t={}", time.whole_seconds())
}

fn font_size(element: &web_sys::Element) -> f64 {
    let style = crate::browser::window().get_computed_style(element).ok().flatten();
    let size = style.and_then(|s| s.get_property_value("font-size").ok());
    size.and_then(|s| s.trim_end_matches("px").parse().ok()).unwrap_or(16.0)
}

/// Whether a click should be left to the browser: a new tab, a new window.
fn is_modified(event: &web_sys::MouseEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() || event.button() != 0
}
