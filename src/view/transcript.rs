//! The transcript: what is said, lit while it is said, followed inside its own scroll area.
//!
//! Its DOM is not reactive: an element per turn with its text as one text node, one listener for all, and
//! ranges of the CSS Custom Highlight API for the word and for what is found. An element or an owner per word
//! would cost a hundred thousand of them.

mod follow;
mod search;
mod speakers;
mod take;
mod turns;

use std::cmp::Ordering::Equal;
use std::ops::Range;

use episode::text::word_ranges_utf16;
use episode::{Millis, Timing};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, Event, EventTarget, HtmlElement, KeyboardEvent, MouseEvent, Node};

use super::button;
use super::icon::{self, icon};
use crate::browser::{self, Highlighted, Selection};
use crate::dom::{El, Slot, effect, el, slot};
use crate::reactive::*;
use crate::state::Player;
use follow::Follow;
pub(super) use turns::is_dim;
use turns::{Turns, partition, text_of, turn_of};

/// Fills the panel.
pub(super) fn transcript(player: Player, panel: El) -> El {
    let (area, passages) = (slot(), slot());
    let estimated = (player.episode().transcript.timing == Timing::Estimated).then(|| {
        el("p").class("notice").in_english().child(el("span").attr("aria-hidden", "true").text("≈ ")).text(
            "There are no captions of this recording: times are estimated from the chapters and the words, \
             and can be some seconds off.",
        )
    });
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "-1")
        .attr_some("lang", player.episode().transcript.language.as_deref())
        .keep(area);
    let scroll = scroll.children(estimated).child(el("div").keep(passages));
    let turns = Turns::new(player, passages);
    let follow = Follow::new(player, area, passages, turns);
    let before = Held::new(None::<Selection>);
    let scroll = scroll
        .on("mousedown", move |_: Event| {
            before.set_value(area.get_value().and_then(|area| browser::selection(&area)));
        })
        .on("click", move |event: MouseEvent| {
            before.with_value(|before| clicked(player, area, before.as_ref(), &event));
        })
        .on("keydown", move |event: KeyboardEvent| pressed(player, turns, &event));
    light(player, turns, follow);
    take::turn_tools(player, area);
    panel
        .child(search::bar(player, area, turns))
        .children(speakers::filter(player))
        .child(scroll)
        .child(dock(player, area, follow))
}

/// What floats at the text's foot, when there is something to do.
fn dock(player: Player, area: Slot, follow: Follow) -> El {
    let resume = button("follow", move || {
        player.following().set(true);
        // The button disappears.
        focus_current(area);
    })
    .flag("hidden", move || follow.is_on())
    .child(icon(icon::FOLLOW))
    .text("Follow ")
    .child(el("span").class("at").text_of(move || player.second().get().to_string()));
    el("div").class("follow-dock").in_english().child(take::quote(player, area)).child(resume)
}

/// Gives the focus to the turn that is being said, else to the text: Space and the other keys work there.
fn focus_current(area: Slot) {
    if let Some(area) = area.get_value() {
        browser::focus_first(&area, ".turn.is-now");
    }
}

/// Lights the turn and the word that are being said.
fn light(player: Player, turns: Turns, follow: Follow) {
    let mut lit = None::<HtmlElement>;
    // In a gap the last turn stays the list's tab stop.
    let mut stop = None::<HtmlElement>;
    // Who comes by a link to a time is shown the place.
    let mut is_linked = player.now().get_untracked() > Millis::ZERO;
    effect(move || {
        player.edition().track();
        let element = player.turn().get().and_then(|turn| turns.element(turn));
        if let Some(old) = lit.take() {
            // It fails only where the name is none.
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
            if let Some(old) = stop.replace(element.clone()) {
                old.set_tab_index(-1);
            }
            element.set_tab_index(0);
            follow.turn(element);
        }
        lit = element;
    });
    // An estimated time is too rough to light single words by.
    if player.episode().transcript.timing == Timing::Captions {
        light_words(player, turns, follow);
    }
}

fn light_words(player: Player, turns: Turns, follow: Follow) {
    // Not in the effect itself, which ends some time after its owner.
    let lit = Held::new(None::<Highlighted>);
    let mut ranges = (usize::MAX, Vec::new());
    effect(move || {
        let place = player.turn().get().zip(player.word().get());
        let word = place.and_then(|(turn, word)| {
            if ranges.0 != turn {
                ranges = (turn, word_ranges_utf16(&player.episode().transcript.turns[turn].text));
            }
            let range = ranges.1.get(word)?;
            let range = browser::range(&turns.text(turn)?, range.start, range.end)?;
            follow.word(&range);
            Highlighted::new("episode-word", range)
        });
        // What was lit before goes out by this.
        lit.set_value(word);
    });
}

/// The turn that an event is meant for; its tools have their own.
fn turn_at(event: &Event) -> Option<(usize, Element)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest("button").ok()?.is_none().then(|| turn_of(&target))?
}

/// A click on a word seeks to it; on what else a turn has, to its start. `before` is what was selected when the button
/// went down: a click that selects something else is not a wish to seek.
fn clicked(player: Player, area: Slot, before: Option<&Selection>, event: &MouseEvent) {
    let Some((index, element)) = turn_at(event) else { return };
    let now = area.get_value().and_then(|area| browser::selection(&area));
    if now.is_some() && now.as_ref() != before {
        return;
    }
    let is_target = |text: &Node| text.parent_node().map(EventTarget::from) == event.target();
    let word = text_of(&element).filter(is_target).and_then(|text| {
        let words = word_ranges_utf16(&player.episode().transcript.turns[index].text);
        word_at(&text, &words, event.client_x().into(), event.client_y().into())
    });
    if let Some(start) = player.timeline().word_start(&player.episode(), index, word.unwrap_or(0)) {
        player.seek(start);
    }
}

/// The word under a point of the screen, else the next to it in its line. Engines differ in how they tell the place in
/// a text under a point, inside of a shadow root, and agree about where a range is.
fn word_at(text: &Node, words: &[Range<u32>], x: f64, y: f64) -> Option<usize> {
    let place = |word: usize| {
        let range = words.get(word)?;
        Some(browser::range(text, range.start, range.end)?.get_bounding_client_rect())
    };
    let first = partition(0..words.len(), |word| place(word).is_some_and(|place| place.bottom() <= y));
    let line = (first..words.len()).map_while(|word| place(word).filter(|place| place.top() <= y));
    // A word that is broken has the width of two lines.
    let distance = |place: &DomRect| ((place.left() - x).max(x - place.right()).max(0.0), place.width());
    let nearest =
        line.enumerate().min_by(|(_, a), (_, b)| distance(a).partial_cmp(&distance(b)).unwrap_or(Equal));
    Some(first + nearest.map_or(0, |(word, _)| word))
}

/// Arrows go from turn to turn, Enter seeks to one.
fn pressed(player: Player, turns: Turns, event: &KeyboardEvent) {
    let Some((index, _)) = turn_at(event) else { return };
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
    if let Some(turn) = turns.element(to) {
        browser::focus(&turn);
    }
}
