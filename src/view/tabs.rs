//! The panel column: tabs, and the panel in view. The others are found by find-in-page, and then open.

use web_sys::{Event, KeyboardEvent};

use super::{button, notes, statistics, transcript};
use crate::browser;
use crate::dom::{El, NodeRef, el};
use crate::reactive::*;
use crate::state::{Panel, Player};

/// The tabs that this episode has, by the width.
fn panels(player: Player) -> Vec<Panel> {
    let episode = player.episode();
    let is_there = |panel: &Panel| match panel {
        Panel::Transcript => !episode.transcript.turns.is_empty(),
        Panel::Chapters => player.narrow().get() && !episode.chapters.is_empty(),
        Panel::Statistics => !episode.statistics.is_empty(),
        Panel::Notes => true,
    };
    [Panel::Transcript, Panel::Chapters, Panel::Statistics, Panel::Notes]
        .into_iter()
        .filter(is_there)
        .collect()
}

pub(super) fn side(player: Player) -> El {
    let list = NodeRef::new();
    let tabs = el("div")
        .class("tabs")
        .interface_lang()
        .attr("role", "tablist")
        .attr("aria-label", "About this episode")
        .node_ref(list)
        .on("keydown", move |event: KeyboardEvent| {
            if let (Some(to), Some(list)) = (key(player, &event), list.get_untracked())
                && let Some(tab) = list.children().item(to as u32)
            {
                browser::focus(&tab);
            }
        })
        .child(move || panels(player).into_iter().map(|panel| tab(player, panel)).collect::<Vec<_>>());
    let panels = untrack(|| panels(player)).into_iter().filter_map(|panel| {
        Some(match panel {
            Panel::Transcript => transcript::transcript(player, self::panel(player, panel)),
            Panel::Statistics => self::panel(player, panel).children(statistics::statistics(player)),
            // It may scroll, and hold nothing that the keyboard reaches.
            Panel::Notes => self::panel(player, panel).attr("tabindex", "0").child(notes::notes(player)),
            Panel::Chapters => return None, // It stands elsewhere in the grid.
        })
    });
    el("div").class("side").child(tabs).children(panels)
}

fn tab(player: Player, panel: Panel) -> El {
    let is_chosen = move || player.panel().get() == panel;
    let name = match panel {
        Panel::Transcript => "Transcript",
        Panel::Chapters => "Chapters",
        Panel::Statistics => "Statistics",
        Panel::Notes => "Notes",
    };
    button("tab", move || player.panel().set(panel))
        .attr("role", "tab")
        .attr("id", tab_id(panel))
        .attr("aria-controls", panel_id(panel))
        .attr("aria-selected", move || is_chosen().to_string())
        .attr("tabindex", move || if is_chosen() { "0" } else { "-1" })
        // The text once more, unseen and bold: a tab does not change its width when it is chosen.
        .child(el("span").attr("data-text", name).child(name))
}

fn panel(player: Player, panel: Panel) -> El {
    el("section")
        .class(&format!("panel {}", panel_id(panel)))
        .attr("part", panel_id(panel))
        .attr("role", "tabpanel")
        .attr("id", panel_id(panel))
        .attr("aria-labelledby", tab_id(panel))
        .attr("hidden", move || (player.panel().get() != panel).then_some("until-found"))
        .on("beforematch", move |_: Event| player.panel().set(panel))
}

/// Arrows go from tab to tab, and choose: the index of the new one.
fn key(player: Player, event: &KeyboardEvent) -> Option<usize> {
    let all = untrack(|| panels(player));
    let at = all.iter().position(|p| *p == player.panel().get_untracked()).unwrap_or(0);
    let to = match &*event.key() {
        "ArrowRight" => (at + 1) % all.len(),
        "ArrowLeft" => (at + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    player.panel().set(all[to]);
    Some(to)
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
