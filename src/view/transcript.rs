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

use episode::text::{word_at_utf16, word_ranges_utf16};
use episode::{Millis, Timing};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

use super::button;
use super::icon::{self, icon};
use crate::browser::{self, Highlighted};
use crate::dom::{El, Slot, effect, el, slot};
use crate::reactive::*;
use crate::state::Player;
use follow::Follow;
pub(super) use turns::is_dim;
use turns::{Turns, text_of, turn_of};

/// Fills the panel.
pub(super) fn transcript(player: Player, panel: El) -> El {
    let (area, passages) = (slot(), slot());
    let estimated = (player.episode().transcript.timing == Timing::Estimated).then(|| {
        el("p").class("notice").in_english().child(el("span").attr("aria-hidden", "true").text("≈ ")).text(
            "There are no captions of this recording: times are estimated from the chapters and the words, \
             and can be some seconds off.",
        )
    });
    let generated = player.episode().transcript.generated.then(|| {
        el("p")
            .class("notice")
            .in_english()
            .text("This transcript was made by a machine and can have errors.")
    });
    let scroll = el("div")
        .class("scroll")
        .attr("tabindex", "-1")
        .attr_some("lang", player.episode().transcript.language.as_deref())
        .keep(area);
    let scroll = scroll.children(generated).children(estimated).child(el("div").keep(passages));
    let turns = Turns::new(player, passages);
    let follow = Follow::new(player, area, turns);
    let scroll = scroll
        .on("click", move |event: MouseEvent| clicked(player, area, &event))
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

/// A click on a word seeks to it; on the speaker or the time, to the turn.
fn clicked(player: Player, area: Slot, event: &MouseEvent) {
    let Some((index, element)) = turn_at(event) else { return };
    // A click that ends a selection is not a wish to seek.
    if area.get_value().is_none_or(|area| browser::selection(&area).is_some()) {
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
