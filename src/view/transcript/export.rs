//! Export: a quotation of the selection, a link to a turn, the transcript as a file.

use episode::captions::Captions;
use episode::quotation::{Quotation, Selection};
use episode::{Episode, Timing, formats};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, Node};

use super::super::clipboard::copy;
use super::super::icon::{self, icon};
use super::super::{button, icon_button};
use super::turns::{text_of, turn_of};
use crate::browser::{self, Listener, ObjectUrl};
use crate::dom::{El, NodeRef, el, on_cleanup_drop};
use crate::language::Localized as _;
use crate::reactive::*;
use crate::state::{EpisodeSignal, Toast};
use crate::strings;
use language::Text;

/// The button that copies the selection, visible while there is one.
pub(super) fn quote_button(
    episode: EpisodeSignal,
    toast: Toast,
    is_following: RwSignal<bool>,
    area: NodeRef,
) -> El {
    let selected = RwSignal::new_local(None::<Selection>);
    // A selection may end anywhere in the document.
    on_cleanup_drop(Listener::on_document("selectionchange", move |_| {
        let selection = area.try_get_untracked().and_then(|area| selection_in(&area));
        if selection.is_some() {
            is_following.set(false);
        }
        if selected.try_get_untracked().is_some_and(|before| before != selection) {
            selected.set(selection);
        }
    }));
    let quote = move || {
        if let Some(selection) = selected.get_untracked() {
            copy_quotation(episode, toast, selection);
        }
    };
    button("quote", quote)
        .attr("hidden", move || selected.get().is_none())
        // A press would end the selection before the click.
        .on("mousedown", |event: Event| event.prevent_default())
        .child(icon(icon::QUOTE))
        .child(strings::COPY_QUOTATION)
}

/// Returns the selection in the scroll area, unless it is empty.
fn selection_in(area: &Element) -> Option<Selection> {
    let [start, end] = browser::selection(area)?;
    let selection = Selection { start: place(&start)?, end: place(&end)? };
    (selection.start < selection.end).then_some(selection)
}

/// Converts a DOM position to a turn and an offset in its text. What is between two turns belongs to the second.
fn place((node, offset): &(Node, u32)) -> Option<(usize, u32)> {
    let Some((index, turn)) = turn_of(node) else {
        let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
        let first = element.closest(".turn-group").ok().flatten()?.query_selector(".turn").ok().flatten()?;
        return Some((turn_of(&first)?.0, 0));
    };
    let text = text_of(&turn)?;
    let is_after = *node == *turn && *offset > 1 || Some(node) == text.parent_node().as_ref() && *offset > 0;
    let offset = if *node == text {
        *offset
    } else if is_after {
        u32::MAX
    } else {
        0
    };
    Some((index, offset))
}

fn copy_quotation(episode: EpisodeSignal, toast: Toast, selection: Selection) {
    let episode = episode.get_untracked();
    if let Some(quotation) = Quotation::new(&episode, &episode.timeline, selection) {
        let address = quotation.start.map_or_else(browser::page_url, |start| episode.link_to(start));
        copy(toast, quotation.text(&address), strings::QUOTATION_COPIED.get());
    }
}

/// Adds the tools of a turn: to copy a link to it, or its text. One set of buttons moves to the turn that has the
/// pointer or the focus, so that no turn needs its own.
pub(super) fn add_turn_tools(episode: EpisodeSignal, toast: Toast, area: NodeRef) {
    let index = RwSignal::new_local(0_usize);
    let start = move || episode.get_untracked().transcript.turns.get(index.get()).and_then(|turn| turn.start);
    let link = move || {
        if let Some(start) = untrack(start) {
            copy(toast, episode.get_untracked().link_to(start), strings::link_copied(start));
        }
    };
    let quote = move || {
        let turn = index.get_untracked();
        copy_quotation(episode, toast, Selection { start: (turn, 0), end: (turn, u32::MAX) });
    };
    let tools = el("div")
        .class("turn-tools")
        .interface_lang()
        .child(
            button("tool", link)
                .attr("aria-label", move || start().map(strings::copy_link_to))
                .attr("hidden", move || start().is_none())
                .child(icon(icon::LINK)),
        )
        .child(icon_button("tool", strings::COPY_AS_QUOTATION, icon::QUOTE, quote))
        .element();
    let move_tools = move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        if let Some((target, turn)) = target.as_ref().and_then(turn_of)
            && tools.parent_element().as_ref() != Some(&turn)
        {
            index.set(target);
            // It fails only where a node would contain itself.
            let _ = turn.append_child(&tools);
        }
    };
    if let Some(area) = area.get_untracked() {
        for event in ["pointerover", "focusin"] {
            on_cleanup_drop(Listener::new(&area, event, move_tools.clone()));
        }
    }
}

/// The button that saves the transcript, and its menu of formats.
pub(super) fn save_button(episode: EpisodeSignal, toast: Toast) -> El {
    let is_open = RwSignal::new_local(false);
    let opener = NodeRef::new();
    let saved = StoredValue::new_local(None::<ObjectUrl>);
    let save = move |format: Format| {
        is_open.set(false);
        let episode = episode.get_untracked();
        let name = if episode.id.is_empty() { "transcript" } else { &episode.id };
        let name = format!("{name}{}", format.extension);
        saved.set_value(browser::save(&name, &(format.write)(&episode)));
        toast.show(strings::saved(&name));
    };
    let is_timed = episode.get_untracked().transcript.timing != Timing::None;
    let menu = move || {
        let formats = FORMATS.iter().filter(|format| is_timed || !format.needs_times);
        let items = formats.map(|format| {
            let extension = el("span").child(format.extension);
            button("item", move || save(*format)).child(format.name).child(" ").child(extension)
        });
        el("div").class("menu").children(items)
    };
    let toggle = move || is_open.update(|is_open| *is_open = !*is_open);
    el("div")
        .class("save")
        .child(
            icon_button("tool", strings::SAVE_TRANSCRIPT, icon::SAVE, toggle)
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

/// A file format of the transcript.
#[derive(Clone, Copy)]
struct Format {
    name: Text,
    extension: &'static str,
    needs_times: bool,
    write: fn(&Episode) -> String,
}

const FORMATS: [Format; 3] = [
    Format { name: strings::PLAIN_TEXT, extension: ".txt", needs_times: false, write: formats::write_text },
    Format {
        name: Text("WebVTT"),
        extension: ".vtt",
        needs_times: true,
        write: |episode| formats::write_vtt(&Captions::from(episode)),
    },
    Format {
        name: Text("SubRip"),
        extension: ".srt",
        needs_times: true,
        write: |episode| formats::write_srt(&Captions::from(episode)),
    },
];
