//! The transcript: what is said, lit while it is said, followed inside its own scroll area.
//!
//! Its DOM is not reactive: an element per turn with its text as one text node, one listener for all, and
//! a range of the CSS Custom Highlight API for the word. An element or an owner per word would cost a
//! hundred thousand of them.

mod follow;

use episode::text::{word_at_utf16, word_ranges_utf16};
use episode::{Episode, Timing};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent, Node};

use super::icon::{self, icon};
use super::{button, initial, voice};
use crate::browser::{self, Highlighted};
use crate::dom::{El, Slot, effect, el, slot};
use crate::reactive::*;
use crate::state::Player;
use follow::Follow;

/// Fills the panel.
pub(super) fn transcript(player: Player, panel: El) -> El {
    let episode = player.episode();
    let area = slot();
    let estimated = (episode.transcript.timing == Timing::Estimated).then(|| {
        el("p").class("notice").child(el("span").attr("aria-hidden", "true").text("≈ ")).text(
            "There are no captions of this recording: times are estimated from the chapters and the words, \
             and can be some seconds off.",
        )
    });
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "-1")
        .keep(area)
        .on("click", move |event: MouseEvent| clicked(player, area, &event))
        .on("keydown", move |event: KeyboardEvent| pressed(player, area, &event))
        .children_of(move || {
            player.edition.track();
            let episode = player.episode();
            passages(&episode).into_iter().map(|passage| passage_view(&episode, passage)).collect()
        });
    let follow = Follow::new(player, area);
    light(player, area, follow);
    let resume = button("follow", move || follow.resume())
        .child(icon(icon::FOLLOW))
        .text("Follow ")
        .child(el("span").class("at").text_of(move || player.second.get().to_string()));
    let dock = el("div").class("follow-dock").flag("hidden", move || follow.is_on()).child(resume);
    panel.children(estimated).child(scroll).child(dock)
}

/// The turns of one chapter, or all of them.
struct Passage {
    chapter: Option<usize>,
    turns: std::ops::Range<usize>,
}

/// The turns, under the chapter that each starts in. A chapter in which nobody starts to speak has none.
fn passages(episode: &Episode) -> Vec<Passage> {
    let turns = &episode.transcript.turns;
    if episode.chapters.is_empty() || episode.transcript.timing == Timing::None {
        return vec![Passage { chapter: None, turns: 0..turns.len() }];
    }
    let starts: Vec<usize> = episode
        .chapters
        .iter()
        .map(|chapter| turns.partition_point(|turn| turn.start < Some(chapter.start)))
        .chain([turns.len()])
        .collect();
    let ranges = starts.windows(2).map(|w| w[0]..w[1]).enumerate();
    ranges
        .filter(|(_, turns)| !turns.is_empty())
        .map(|(chapter, turns)| Passage { chapter: Some(chapter), turns })
        .collect()
}

fn passage_view(episode: &Episode, passage: Passage) -> El {
    let title = passage.chapter.map(|index| {
        let chapter = &episode.chapters[index];
        el("h3")
            .class("passage-title")
            .child(el("span").class("n").attr("aria-hidden", "true").text(&(index + 1).to_string()))
            .child(el("span").class("t").text(&chapter.title))
            .text(" ")
            .child(el("span").class("at").text(&chapter.start.to_string()))
    });
    let turns = passage.turns.map(|index| turn_view(episode, index));
    el("section").class("passage").children(title).child(el("ol").class("turns").children(turns))
}

/// Two elements and two text nodes. The badge and the time are drawn by the style sheet.
fn turn_view(episode: &Episode, index: usize) -> El {
    let turn = &episode.transcript.turns[index];
    let name = episode.speaker_of(turn).map(|s| s.name.as_str());
    let about = if episode.transcript.timing == Timing::Estimated || turn.estimated { "≈" } else { "" };
    let at = turn.start.map(|start| format!("{about}{start}"));
    el("li")
        .class(&format!("turn {}", voice(turn.speaker)))
        .attr("id", &turn_id(index))
        .attr("tabindex", if index == 0 { "0" } else { "-1" })
        .attr_some("data-initial", name.map(initial))
        .child(el("b").class("who").attr_some("data-at", at.as_deref()).text(name.unwrap_or_default()))
        .text(&turn.text)
}

fn turn_id(index: usize) -> String {
    format!("turn-{index}")
}

/// The element of a turn.
fn turn_element(area: &Element, index: usize) -> Option<HtmlElement> {
    area.query_selector(&format!("#{}", turn_id(index))).ok().flatten()?.dyn_into().ok()
}

/// The turn that a node lies in.
fn turn_of(node: &Node) -> Option<(usize, Element)> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let turn = element.closest(".turn").ok().flatten()?;
    let index = turn.id().strip_prefix("turn-")?.parse().ok()?;
    Some((index, turn))
}

/// Lights the turn and the word that are being said.
fn light(player: Player, area: Slot, follow: Follow) {
    let mut lit = None::<HtmlElement>;
    effect(move || {
        player.edition.track();
        let turn = player.turn.get();
        let Some(area) = area.get_value() else { return };
        let element = turn.and_then(|turn| turn_element(&area, turn));
        if let Some(old) = lit.take() {
            // It fails only where the name is none.
            let _ = old.class_list().remove_1("is-now");
            let _ = old.remove_attribute("aria-current");
            // In a gap the last turn stays the list's tab stop.
            old.set_tab_index(if element.is_some() { -1 } else { 0 });
        }
        if let Some(element) = &element {
            let _ = element.class_list().add_1("is-now");
            let _ = element.set_attribute("aria-current", "true");
            if let Some(first) = turn_element(&area, 0) {
                first.set_tab_index(-1);
            }
            element.set_tab_index(0);
            follow.to(&element.get_bounding_client_rect());
        }
        lit = element;
    });
    // An estimated time is too rough to light single words by.
    if player.episode().transcript.timing == Timing::Captions {
        light_words(player, area, follow);
    }
}

fn light_words(player: Player, area: Slot, follow: Follow) {
    // Not in the effect itself, which ends some time after its owner.
    let lit = StoredValue::new_local(None::<Highlighted>);
    let mut ranges = (usize::MAX, Vec::new());
    effect(move || {
        let place = player.turn.get().zip(player.word.get());
        let word = place.zip(area.get_value()).and_then(|((turn, word), area)| {
            if ranges.0 != turn {
                ranges = (turn, word_ranges_utf16(&player.episode().transcript.turns[turn].text));
            }
            let range = ranges.1.get(word)?;
            let element = turn_element(&area, turn)?;
            let text = text_of(&element)?;
            Highlighted::new("episode-word", &text, range.start, range.end)
        });
        if let Some(word) = &word {
            follow.to(&word.rect());
        }
        // What was lit before goes out by this.
        lit.set_value(word);
    });
}

/// The text node of a turn: after the speaker's name.
fn text_of(turn: &Element) -> Option<Node> {
    turn.first_element_child()?.next_sibling()
}

/// A click on a word seeks to it; on the speaker or the time, to the turn.
fn clicked(player: Player, area: Slot, event: &MouseEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<Node>().ok());
    let Some((index, element)) = target.as_ref().and_then(turn_of) else { return };
    if area.get_value().is_none_or(|area| browser::has_selection(&area)) {
        return;
    }
    let caret = browser::caret_at(&element, event.client_x().into(), event.client_y().into());
    let offset = caret.filter(|(node, _)| text_of(&element).as_ref() == Some(node)).map(|(_, offset)| offset);
    let episode = player.episode();
    let word = offset
        .and_then(|offset| word_at_utf16(&word_ranges_utf16(&episode.transcript.turns[index].text), offset));
    if let Some(start) = player.timeline().word_start(&episode, index, word.unwrap_or(0)) {
        player.seek(start);
    }
}

/// Arrows go from turn to turn, Enter seeks to one.
fn pressed(player: Player, area: Slot, event: &KeyboardEvent) {
    let target = event.target().and_then(|t| t.dyn_into::<Node>().ok());
    let (Some((index, _)), Some(area)) = (target.as_ref().and_then(turn_of), area.get_value()) else {
        return;
    };
    let episode = player.episode();
    let to = match &*event.key() {
        "ArrowDown" => index + 1,
        "ArrowUp" => index.saturating_sub(1),
        "Home" => 0,
        "End" => episode.transcript.turns.len() - 1,
        "Enter" => {
            event.prevent_default();
            if let Some(start) = episode.transcript.turns[index].start {
                player.seek(start);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(turn) = turn_element(&area, to) {
        browser::focus(&turn);
    }
}
