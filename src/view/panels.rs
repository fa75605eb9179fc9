//! The panels and their tabs. One panel is open; find-in-page finds and opens the others.

use episode::Timing;
use web_sys::{Event, KeyboardEvent};

use super::{button, notes, statistics, transcript};
use crate::browser;
use crate::dom::{El, NodeRef, el};
use crate::reactive::*;
use crate::state::{InterfaceHandle, PanelId, Player};
use crate::strings;
use language::Text;

pub(crate) const TRANSCRIPT: PanelId = "transcript";
pub(super) const CHAPTERS: PanelId = "chapters";
pub(super) const STATISTICS: PanelId = "statistics";
pub(super) const NOTES: PanelId = "notes";

/// A panel of the column beside or below the stage.
struct Panel {
    /// Its id, class and part. It is unique in the shadow root.
    id: PanelId,
    /// The id of its tab.
    tab_id: &'static str,
    /// The text of its tab.
    title: Text,
    /// Whether the player has it; tracked, since it may depend on the width.
    is_available: fn(Player) -> bool,
    /// Fills its section. `None`: it stands elsewhere in the grid.
    render: Option<fn(Player, El) -> El>,
}

/// All panels, in the order of their tabs.
const PANELS: &[Panel] = &[
    Panel {
        id: TRANSCRIPT,
        tab_id: "tab-transcript",
        title: strings::TRANSCRIPT,
        is_available: |player| !player.episode.get_untracked().transcript.turns.is_empty(),
        render: Some(transcript::transcript),
    },
    Panel {
        id: CHAPTERS,
        tab_id: "tab-chapters",
        title: strings::CHAPTERS,
        is_available: |player| {
            player.interface.is_narrow().get() && !player.episode.get_untracked().chapters.is_empty()
        },
        render: None,
    },
    Panel {
        id: STATISTICS,
        tab_id: "tab-statistics",
        title: strings::STATISTICS,
        // `more/talk.js` has figures of every transcript with measured times. An app in Leptos does not load it.
        is_available: |player| {
            let episode = player.episode.get_untracked();
            let is_measured = episode.transcript.timing == Timing::Captions;
            !episode.statistics.is_empty() || cfg!(feature = "element") && is_measured
        },
        render: Some(|player, panel| statistics::statistics(player.episode, player.playback, panel)),
    },
    Panel {
        id: NOTES,
        tab_id: "tab-notes",
        title: strings::NOTES,
        is_available: |_| true,
        render: Some(|player, panel| notes::notes(&player.episode.get_untracked(), panel)),
    },
];

/// Returns the panel that is open at first.
pub(crate) fn initial_panel(episode: &episode::Episode) -> PanelId {
    if episode.transcript.turns.is_empty() { NOTES } else { TRANSCRIPT }
}

/// A panel without a tab, in a layout of the app's own; `None` where the episode has nothing for it. Its heading is heard
/// and not seen: in the whole player a tab has that name, and what is in the panel has headings below this one.
pub(super) fn alone(id: &str, player: Player) -> Option<El> {
    let panel = available(player).find(|panel| panel.id == id)?;
    player.interface.panel().set(panel.id);
    let heading = el("h2").class("vh").attr("id", panel.tab_id).child(panel.title);
    let section = section(player.interface, panel).attr("role", "region").child(heading);
    Some((panel.render?)(player, section))
}

/// The panels that the player has now.
fn available(player: Player) -> impl Iterator<Item = &'static Panel> {
    PANELS.iter().filter(move |panel| (panel.is_available)(player))
}

/// The column of tabs and panels.
pub(super) fn panels(player: Player) -> El {
    let interface = player.interface;
    let list = NodeRef::new();
    let tabs = el("div")
        .class("tabs")
        .interface_lang()
        .attr("role", "tablist")
        .attr("aria-label", strings::TABS_LABEL)
        .node_ref(list)
        .on("keydown", move |event: KeyboardEvent| {
            if let (Some(to), Some(list)) = (on_keydown(player, &event), list.get_untracked())
                && let Some(tab) = list.children().item(to as u32)
            {
                browser::focus(&tab);
            }
        })
        .child(move || available(player).map(|panel| tab(interface, panel)).collect::<Vec<_>>());
    let panels = untrack(|| available(player).collect::<Vec<_>>()).into_iter();
    let panels = panels.filter_map(|panel| Some(panel.render?(player, section(interface, panel))));
    el("div").class("side").child(tabs).children(panels)
}

fn tab(interface: InterfaceHandle, panel: &'static Panel) -> El {
    let is_open = move || interface.panel().get() == panel.id;
    button("tab", move || interface.panel().set(panel.id))
        .attr("role", "tab")
        .attr("id", panel.tab_id)
        .attr("aria-controls", panel.id)
        .attr("aria-selected", move || is_open().to_string())
        .attr("tabindex", move || if is_open() { "0" } else { "-1" })
        // The same text once more, hidden and bold, keeps the width of the tab when it is selected.
        .child(el("span").attr("data-text", panel.title).child(panel.title))
}

fn section(interface: InterfaceHandle, panel: &'static Panel) -> El {
    let Panel { id, tab_id, .. } = *panel;
    el("section")
        .class(&format!("panel {id}"))
        .attr("part", id)
        .attr("role", "tabpanel")
        .attr("id", id)
        .attr("aria-labelledby", tab_id)
        .attr("hidden", move || (interface.panel().get() != id).then_some("until-found"))
        .on("beforematch", move |_: Event| interface.panel().set(id))
}

/// Moves from tab to tab by the arrow keys, and opens the panel. Returns the index of the new tab.
fn on_keydown(player: Player, event: &KeyboardEvent) -> Option<usize> {
    let panel = player.interface.panel();
    let all: Vec<_> = untrack(|| available(player).map(|panel| panel.id).collect());
    let at = all.iter().position(|id| *id == panel.get_untracked()).unwrap_or(0);
    let to = match &*event.key() {
        "ArrowRight" => (at + 1) % all.len(),
        "ArrowLeft" => (at + all.len() - 1) % all.len(),
        "Home" => 0,
        "End" => all.len() - 1,
        _ => return None,
    };
    event.prevent_default();
    event.stop_propagation();
    panel.set(all[to]);
    Some(to)
}
