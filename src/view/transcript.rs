//! The panel of the transcript: it lights what is said, and follows it inside its own scroll area.
//!
//! Its DOM is not reactive: an element for each turn with its text as one text node, one listener for all, and ranges
//! of the CSS Custom Highlight API for the word and for the hits. An element or an owner for each word would be a
//! hundred thousand of them.

mod export;
mod follow;
mod search;
mod speakers;
mod translations;
mod turns;

use std::cmp::Ordering::Equal;
use std::ops::Range;

use episode::text::unit_ranges_utf16;
use episode::{Millis, Timing, Transcript};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Event, EventTarget, HtmlElement, KeyboardEvent, MouseEvent, Node};

use super::button;
use super::icon::{self, icon};
use crate::browser::{self, Highlighted, SelectedRange};
use crate::dom::{El, NodeRef, el, render_effect};
use crate::reactive::*;
use crate::state::{EpisodeSignal, PlaybackHandle, Player, TimedEpisode};
use crate::strings;
use follow::Follow;
pub(super) use turns::is_dimmed;
use turns::{Turns, partition_point, text_of, turn_of};

/// Fills the panel.
pub(super) fn transcript(player: Player, panel: El) -> El {
    let Player { episode, playback, interface, .. } = player;
    let (area, groups) = (NodeRef::new(), NodeRef::new());
    let timed_episode = episode.get_untracked();
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "-1")
        .attr("lang", move || episode.get().transcript.language.clone())
        .node_ref(area)
        .child(move || notices(&episode.get()))
        .child(el("div").node_ref(groups));
    let turns = Turns::new(episode, playback, interface.speaker_filter().read_only(), groups);
    let follow = Follow::new(playback, interface, area, groups, turns);
    let selected = StoredValue::new_local(None::<SelectedRange>);
    let scroll = scroll
        .on("mousedown", move |_: Event| {
            selected.set_value(area.get_untracked().and_then(|area| browser::selection(&area)));
        })
        .on("click", move |event: MouseEvent| {
            selected.with_value(|before| on_click(episode, playback, area, before.as_ref(), &event));
        })
        .on("keydown", move |event: KeyboardEvent| on_keydown(episode, playback, turns, &event));
    light_turn(episode, playback, turns, follow);
    light_word(episode, playback, turns, follow);
    let toast = interface.toast();
    export::add_turn_tools(episode, toast, area);
    let quote = export::quote_button(episode, toast, interface.is_following(), area);
    panel
        .child(search::bar(player, area, turns))
        .child(speakers::filter(&timed_episode, interface.speaker_filter()))
        .child(scroll)
        .child(dock(playback, interface.is_following(), area, quote))
}

/// What a reader must know of the transcript.
fn notices(episode: &TimedEpisode) -> Vec<El> {
    let notice = || el("p").class("notice").interface_lang();
    let Transcript { generated, timing, .. } = episode.transcript;
    let mut notices = Vec::new();
    if generated {
        let text = if episode.selected == 0 { strings::GENERATED } else { strings::GENERATED_TRANSLATION };
        notices.push(notice().child(text));
    }
    if timing == Timing::Estimated {
        let sign = el("span").attr("aria-hidden", "true").child("≈ ");
        notices.push(notice().child(sign).child(strings::ESTIMATED_TIMES));
    }
    notices
}

/// The buttons that float at the bottom of the text, while there is something to do.
fn dock(playback: PlaybackHandle, is_following: RwSignal<bool>, area: NodeRef, quote: El) -> El {
    let follow = button("follow", move || {
        is_following.set(true);
        // The button disappears.
        focus_active_turn(area);
    })
    .attr("hidden", move || is_following.get())
    .child(icon(icon::FOLLOW))
    .child(strings::FOLLOW)
    .child(" ")
    // Its name stays the same, or it would be read aloud each second.
    .child(
        el("span").class("at").attr("aria-hidden", "true").child(move || playback.second().get().to_string()),
    );
    el("div").class("follow-dock").interface_lang().child(quote).child(follow)
}

/// Focuses the active turn, else the scroll area: Space and the other keys work there.
fn focus_active_turn(area: NodeRef) {
    if let Some(area) = area.get_untracked() {
        browser::focus_first(&area, ".turn.is-now");
    }
}

/// Lights the active turn.
fn light_turn(episode: EpisodeSignal, playback: PlaybackHandle, turns: Turns, follow: Follow) {
    let mut lit = None::<HtmlElement>;
    // In a gap the last active turn stays the list's tab stop.
    let mut tab_stop = None::<HtmlElement>;
    // A link to a time led here: its turn is marked.
    let mut is_linked = playback.time().get_untracked() > Millis::ZERO;
    render_effect(move || {
        episode.track();
        let element = playback.turn().get().and_then(|turn| turns.element(turn));
        if let Some(old) = lit.take() {
            // It fails only on an invalid name.
            let _ = old.class_list().remove_2("is-now", "is-linked");
            let _ = old.remove_attribute("aria-current");
        }
        if let Some(element) = &element {
            let _ = element.class_list().add_1("is-now");
            if std::mem::take(&mut is_linked) {
                let _ = element.class_list().add_1("is-linked");
            }
            let _ = element.set_attribute("aria-current", "true");
            if let Some(first) = turns.element(0) {
                first.set_tab_index(-1);
            }
            if let Some(old) = tab_stop.replace(element.clone()) {
                old.set_tab_index(-1);
            }
            element.set_tab_index(0);
            follow.scroll_to_turn(element);
        }
        lit = element;
    });
}

/// Lights the active word.
fn light_word(episode: EpisodeSignal, playback: PlaybackHandle, turns: Turns, follow: Follow) {
    // Not in the effect itself, which ends some time after its owner.
    let lit = StoredValue::new_local(None::<Highlighted>);
    let mut units = (None, Vec::new());
    render_effect(move || {
        let active = playback.turn().get().zip(playback.unit().get());
        let episode = episode.get();
        // An estimated time is too rough to light single words by.
        let active = active.filter(|_| episode.transcript.timing == Timing::Captions);
        let word = active.and_then(|(turn, unit)| {
            let of = Some((episode.selected, turn));
            if units.0 != of {
                units = (of, unit_ranges_utf16(&episode.transcript.turns.get(turn)?.text));
            }
            let text = turns.text(turn)?;
            let word = word_of(&text, &units.1, unit)?;
            let range = browser::range(&text, word.start, word.end)?;
            follow.scroll_to_word(&range);
            Highlighted::new("episode-word", range)
        });
        // This drops the guard of the word before.
        lit.set_value(word);
    });
}

/// Returns the range of the word that a unit belongs to. Where nothing stands between units, the browser knows.
fn word_of(text: &Node, units: &[Range<u32>], unit: usize) -> Option<Range<u32>> {
    let this = units.get(unit)?;
    let touches = |other: Option<usize>| {
        let other = other.and_then(|other| units.get(other));
        other.is_some_and(|other| other.end == this.start || other.start == this.end)
    };
    let is_part = touches(unit.checked_sub(1)) || touches(unit.checked_add(1));
    let word = is_part.then(|| browser::word_at(&text.text_content()?, this.start)).flatten();
    Some(word.unwrap_or_else(|| this.clone()))
}

/// The turn that an event is meant for; not where it is meant for a button in it.
fn turn_at(event: &Event) -> Option<(usize, Element)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("button").ok()?.is_none().then(|| turn_of(&target))?
}

/// Seeks to the word, or character, that is clicked; elsewhere in a turn, to its start. `before` is the selection when the
/// button went down: a click that selects something else does not seek.
fn on_click(
    episode: EpisodeSignal,
    playback: PlaybackHandle,
    area: NodeRef,
    before: Option<&SelectedRange>,
    event: &MouseEvent,
) {
    let Some((index, element)) = turn_at(event) else { return };
    let selection = area.get_untracked().and_then(|area| browser::selection(&area));
    if selection.is_some() && selection.as_ref() != before {
        return;
    }
    let episode = episode.get_untracked();
    let is_target = |text: &Node| text.parent_node().map(EventTarget::from) == event.target();
    let unit = text_of(&element).filter(is_target).and_then(|text| {
        let units = unit_ranges_utf16(&episode.transcript.turns[index].text);
        unit_at(&text, &units, event.client_x().into(), event.client_y().into())
    });
    if let Some(start) = episode.timeline.unit_start(&episode, index, unit.unwrap_or(0)) {
        playback.seek(start);
    }
}

/// Returns the unit under a point of the screen, else the nearest one in its line. Engines differ in the text position
/// that they report for a point inside a shadow root, and agree about the rectangles of ranges.
fn unit_at(text: &Node, units: &[Range<u32>], x: f64, y: f64) -> Option<usize> {
    let rect = |unit: usize| {
        let range = units.get(unit)?;
        Some(browser::range(text, range.start, range.end)?.get_bounding_client_rect())
    };
    let first = partition_point(0..units.len(), |unit| rect(unit).is_some_and(|rect| rect.bottom() <= y));
    let line = (first..units.len()).map_while(|unit| rect(unit).filter(|rect| rect.top() <= y));
    // A word that is broken has the width of two lines.
    let distance = |rect: &DomRect| ((rect.left() - x).max(x - rect.right()).max(0.0), rect.width());
    let nearest =
        line.enumerate().min_by(|(_, a), (_, b)| distance(a).partial_cmp(&distance(b)).unwrap_or(Equal));
    Some(first + nearest.map_or(0, |(unit, _)| unit))
}

/// Moves from turn to turn by the arrow keys; Enter seeks to the focused one.
fn on_keydown(episode: EpisodeSignal, playback: PlaybackHandle, turns: Turns, event: &KeyboardEvent) {
    let Some((index, _)) = turn_at(event) else { return };
    let episode = episode.get_untracked();
    let to = match &*event.key() {
        "ArrowDown" => index + 1,
        "ArrowUp" => index.saturating_sub(1),
        "Home" => 0,
        "End" => episode.transcript.turns.len() - 1,
        "Enter" => {
            event.prevent_default();
            if let Some(start) = episode.transcript.turns[index].start {
                playback.seek(start);
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(turn) = turns.element(to) {
        browser::focus(&turn);
    }
}
