//! The panel column: tabs, and the panel in view. The others are found by find-in-page, and then open.

use leptos::html::{button, div, span};
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::{notes, statistics, transcript};
use crate::browser;
use crate::state::{Panel, Player};

/// The tabs that this episode has, by the width.
fn panels(player: Player) -> Vec<(Panel, &'static str)> {
    let episode = player.episode();
    let narrow = player.narrow.get();
    [
        (Panel::Transcript, "Transcript", !episode.transcript.turns.is_empty()),
        (Panel::Chapters, "Chapters", narrow && !episode.chapters.is_empty()),
        (Panel::Statistics, "Statistics", statistics::has_any(&episode)),
        (Panel::Notes, "Notes", true),
    ]
    .into_iter()
    .filter_map(|(panel, name, there)| there.then_some((panel, name)))
    .collect()
}

pub(super) fn side(player: Player) -> AnyView {
    let tabs =
        move || panels(player).into_iter().map(|(panel, name)| tab(player, panel, name)).collect_view();
    let episode = player.episode();
    let transcript = (!episode.transcript.turns.is_empty()).then(|| transcript::transcript(player));
    let statistics = statistics::has_any(&episode).then(|| statistics::statistics(player));
    div()
        .class("side")
        .child((
            div()
                .class("tabs")
                .attr("role", "tablist")
                .attr("aria-label", "About this episode")
                .on(ev::keydown, move |event| keys(player, &event))
                .child(tabs),
            transcript.map(|view| panel(player, Panel::Transcript, "transcript", view)),
            statistics.map(|view| panel(player, Panel::Statistics, "statistics", view)),
            panel(player, Panel::Notes, "notes", notes::notes(player)),
        ))
        .into_any()
}

fn tab(player: Player, panel: Panel, name: &'static str) -> AnyView {
    let selected = move || player.panel.get() == panel;
    button()
        .class("tab")
        .attr("type", "button")
        .attr("role", "tab")
        .attr("id", tab_id(panel))
        .attr("aria-controls", panel_id(panel))
        .attr("aria-selected", move || selected().to_string())
        .attr("tabindex", move || if selected() { "0" } else { "-1" })
        .on(ev::click, move |_| player.panel.set(panel))
        // The text once more, unseen and bold: a tab does not change its width when it is chosen.
        .child(span().attr("data-text", name).child(name))
        .into_any()
}

fn panel(player: Player, panel: Panel, class: &'static str, view: AnyView) -> AnyView {
    html::section()
        .class(format!("panel {class}"))
        .attr("role", "tabpanel")
        .attr("id", panel_id(panel))
        .attr("aria-labelledby", tab_id(panel))
        .attr("hidden", move || (player.panel.get() != panel).then_some("until-found"))
        .on(ev::Custom::new("beforematch"), move |_: web_sys::Event| player.panel.set(panel))
        .child(view)
        .into_any()
}

/// Arrows go from tab to tab, and choose.
fn keys(player: Player, event: &KeyboardEvent) {
    let all: Vec<Panel> = untrack(|| panels(player)).into_iter().map(|(panel, _)| panel).collect();
    let at = all.iter().position(|p| *p == player.panel.get_untracked()).unwrap_or(0);
    let to = match &*event.key() {
        "ArrowRight" => (at + 1) % all.len(),
        "ArrowLeft" => (at + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return,
    };
    event.prevent_default();
    player.panel.set(all[to]);
    let list = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    if let Some(tab) = list.and_then(|list| list.children().item(to as u32)) {
        browser::focus(&tab);
    }
}

/// The ids are the shadow root's own: two players on a page do not meet.
pub(super) fn panel_id(panel: Panel) -> &'static str {
    match panel {
        Panel::Transcript => "transcript",
        Panel::Chapters => "chapters",
        Panel::Statistics => "statistics",
        Panel::Notes => "notes",
    }
}

fn tab_id(panel: Panel) -> &'static str {
    match panel {
        Panel::Transcript => "tab-transcript",
        Panel::Chapters => "tab-chapters",
        Panel::Statistics => "tab-statistics",
        Panel::Notes => "tab-notes",
    }
}
