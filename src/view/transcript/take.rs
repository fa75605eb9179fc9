//! Taking it along: a quotation of what is selected, a link to a turn, the transcript as a file.

use episode::captions::Captions;
use episode::quotation::{Passage, Quotation};
use episode::{Episode, Timing, formats};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, Node};

use super::super::copy::copy;
use super::super::icon::{self, icon};
use super::super::{button, tool};
use super::turns::{text_of, turn_of};
use crate::browser::{self, Listener, ObjectUrl};
use crate::dom::{El, NodeRef, el, on_cleanup_drop};
use crate::reactive::*;
use crate::state::Player;

/// The button for what is selected: there while something is.
pub(super) fn quote(player: Player, area: NodeRef) -> El {
    let selected = RwSignal::new_local(None::<Passage>);
    // A selection ends in the document, wherever it is made.
    on_cleanup_drop(Listener::on_document("selectionchange", move |_| {
        let passage = area.try_get_untracked().and_then(|area| passage(&area));
        if passage.is_some() {
            player.following().set(false);
        }
        if selected.try_get_untracked().is_some_and(|before| before != passage) {
            selected.set(passage);
        }
    }));
    let take = move || {
        if let Some(passage) = selected.get_untracked() {
            copy_quotation(player, passage);
        }
    };
    button("quote", take)
        .attr("hidden", move || selected.get().is_none())
        // A press would end the selection before the click.
        .on("mousedown", |event: Event| event.prevent_default())
        .child(icon(icon::QUOTE))
        .child("Copy quotation")
}

/// What is selected of the transcript.
fn passage(area: &Element) -> Option<Passage> {
    let [first, last] = browser::selection(area)?;
    let passage = Passage { first: place(&first)?, last: place(&last)? };
    (passage.first < passage.last).then_some(passage)
}

/// The turn and the place in its text. What lies between two turns belongs to the second.
fn place((node, offset): &(Node, u32)) -> Option<(usize, u32)> {
    let Some((index, turn)) = turn_of(node) else {
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let first = element.closest(".passage").ok().flatten()?.query_selector(".turn").ok().flatten()?;
        return Some((turn_of(&first)?.0, 0));
    };
    let text = text_of(&turn)?;
    let is_after = *node == *turn && *offset > 1;
    let offset = if *node == text {
        *offset
    } else if is_after {
        u32::MAX
    } else {
        0
    };
    Some((index, offset))
}

fn copy_quotation(player: Player, passage: Passage) {
    if let Some(quotation) = Quotation::new(&player.episode(), &player.timeline(), passage) {
        let address = quotation.start.map_or_else(browser::page_url, |start| player.link_to(start));
        copy(player, quotation.text(&address), "Quotation".into());
    }
}

/// The tools of one turn: the one under the pointer, or with the focus. They go from turn to turn, so that no
/// turn needs some of its own.
pub(super) fn turn_tools(player: Player, area: NodeRef) {
    let at = RwSignal::new_local(0_usize);
    let start = move || player.episode().transcript.turns.get(at.get()).and_then(|turn| turn.start);
    let link = move || {
        if let Some(start) = untrack(start) {
            copy(player, player.link_to(start), format!("Link to {start}"));
        }
    };
    let quote = move || {
        let turn = at.get_untracked();
        copy_quotation(player, Passage { first: (turn, 0), last: (turn, u32::MAX) });
    };
    let name = move || start().map(|start| format!("Copy link to {start}"));
    let tools = el("div")
        .class("turn-tools")
        .interface_lang()
        .child(
            button("tool", link)
                .attr("aria-label", name)
                .attr("hidden", move || start().is_none())
                .child(icon(icon::LINK)),
        )
        .child(tool("tool", "Copy as quotation", icon::QUOTE, quote))
        .element();
    let go = move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if let Some((index, turn)) = target.as_ref().and_then(turn_of)
            && tools.parent_element().as_ref() != Some(&turn)
        {
            at.set(index);
            // It fails only where a node would contain itself.
            let _ = turn.append_child(&tools);
        }
    };
    if let Some(area) = area.get_untracked() {
        on_cleanup_drop(["pointerover", "focusin"].map(|event| Listener::new(&area, event, go.clone())));
    }
}

/// The button that saves the transcript, and its choice of formats.
pub(super) fn save(player: Player) -> El {
    let is_open = RwSignal::new_local(false);
    let opener = NodeRef::new();
    let saved = StoredValue::new_local(None::<ObjectUrl>);
    let choose = move |format: Format| {
        is_open.set(false);
        let episode = player.episode();
        let name = if episode.id.is_empty() { "transcript" } else { &episode.id };
        saved.set_value(browser::save(&format!("{name}{}", format.ending), &(format.write)(&episode)));
        player.tell(format!("{name}{} saved", format.ending));
    };
    let is_timed = player.episode().transcript.timing != Timing::None;
    let menu = move || {
        let formats = FORMATS.iter().filter(|format| is_timed || format.ending == ".txt");
        let items = formats.map(|format| {
            button("item", move || choose(*format)).child(format.name).child(el("span").child(format.ending))
        });
        el("div").class("menu").children(items)
    };
    el("div")
        .class("save")
        .child(
            tool("tool", "Save the transcript", icon::SAVE, move || is_open.set(!is_open.get_untracked()))
                .attr("aria-expanded", move || is_open.get().to_string())
                .node_ref(opener),
        )
        .child(move || is_open.get().then(menu))
        .on("keydown", move |event: KeyboardEvent| {
            if event.key() == "Escape" && is_open.get_untracked() {
                event.stop_propagation();
                is_open.set(false);
                if let Some(opener) = opener.get_untracked() {
                    browser::focus(&opener);
                }
            }
        })
}

/// A kind of file that the transcript is saved as.
#[derive(Clone, Copy)]
struct Format {
    name: &'static str,
    ending: &'static str,
    write: fn(&Episode) -> String,
}

const FORMATS: [Format; 3] = [
    Format { name: "Plain text ", ending: ".txt", write: formats::write_text },
    Format { name: "WebVTT ", ending: ".vtt", write: |e| formats::write_vtt(&Captions::from(e)) },
    Format { name: "SubRip ", ending: ".srt", write: |e| formats::write_srt(&Captions::from(e)) },
];
