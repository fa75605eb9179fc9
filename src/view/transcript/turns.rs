//! The list of turns: the first screen at once, the rest in slices, or as soon as somebody asks for it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use episode::{ChapterTurns, Episode, Timing};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::super::{initial, voice};
use crate::browser::{self, Timeout};
use crate::dom::{El, Slot, effect, el};
use crate::reactive::*;
use crate::state::Player;

/// How many turns are made at once: more than any screen shows.
const AT_ONCE: usize = 24;
/// How long a slice may take, in milliseconds: with what the browser adds, a slow phone stays under 50.
const SLICE: f64 = 8.0;

/// The turns in their scroll area.
#[derive(Clone, Copy)]
pub(super) struct Turns(Held<Rc<List>>);

struct List {
    player: Player,
    area: Slot,
    /// How many turns there are so far.
    made: Cell<usize>,
    /// Where the next turn goes.
    place: RefCell<Option<El>>,
    next: RefCell<Option<Timeout>>,
}

impl Turns {
    pub(super) fn new(player: Player, area: Slot) -> Self {
        let list =
            List { player, area, made: Cell::new(0), place: RefCell::default(), next: RefCell::default() };
        let turns = Self(Held::new(Rc::new(list)));
        effect(move || {
            player.edition().track();
            turns.restart();
        });
        // A filter on speakers dims what is there; what comes is dimmed as it is made.
        effect(move || {
            let only = player.only().get();
            let list = turns.0.get_value();
            for index in 0..list.made.get() {
                if let Some(turn) = list.element(index) {
                    let speaker = player.episode().transcript.turns[index].speaker;
                    // It fails only where the name is none.
                    let _ = turn.class_list().toggle_with_force("is-dim", is_dim(only, speaker));
                }
            }
        });
        turns
    }

    fn restart(self) {
        let list = self.0.get_value();
        list.made.set(0);
        if let Some(area) = list.area.get_value() {
            area.set_text_content(None);
        }
        let start = list.player.turn().get_untracked().unwrap_or(0);
        list.make(start + AT_ONCE, f64::INFINITY);
        self.go_on();
    }

    /// Makes a slice soon, and so on until all is there.
    fn go_on(self) {
        let Some(list) = self.0.try_get_value() else { return };
        let next = (!list.is_whole()).then(|| {
            Timeout::new(0.0, move || {
                if let Some(list) = self.0.try_get_value() {
                    list.make(usize::MAX, browser::now().0 + SLICE);
                    self.go_on();
                }
            })
        });
        list.next.replace(next);
    }

    /// The element of a turn, made now if it is not there yet.
    pub(super) fn element(self, index: usize) -> Option<HtmlElement> {
        let list = self.0.try_get_value()?;
        list.make(index + 1, f64::INFINITY);
        list.element(index)
    }

    /// Where a turn's text stands.
    pub(super) fn text(self, index: usize) -> Option<Node> {
        let turn: Element = self.element(index)?.into();
        text_of(&turn)
    }
}

impl List {
    fn is_whole(&self) -> bool {
        self.made.get() >= self.player.episode().transcript.turns.len()
    }

    fn element(&self, index: usize) -> Option<HtmlElement> {
        let area = self.area.get_value()?;
        area.query_selector(&format!("#turn-{index}")).ok().flatten()?.dyn_into().ok()
    }

    /// Makes the turns before `end` that are missing, for as long as there is time.
    fn make(&self, end: usize, deadline: f64) {
        let episode = self.player.episode();
        let only = self.player.only().get_untracked();
        let end = end.min(episode.transcript.turns.len());
        while self.made.get() < end && browser::now().0 < deadline {
            // A look at the clock costs as much as a turn.
            for _ in 0..8 {
                let index = self.made.get();
                if index >= end {
                    break;
                }
                if let Some(group) = self.player.group_from(index) {
                    self.open(&episode, &group);
                }
                if let Some(place) = &*self.place.borrow() {
                    place.add(&turn(&episode, index, only));
                }
                self.made.set(index + 1);
            }
        }
    }

    /// A new section, and its list for the turns that come.
    fn open(&self, episode: &Episode, group: &ChapterTurns) {
        let title = group.chapter.map(|index| {
            let chapter = &episode.chapters[index];
            el("h3")
                .class("passage-title")
                .child(el("span").class("n").attr("aria-hidden", "true").text(&(index + 1).to_string()))
                .child(el("span").class("t").text(&chapter.title))
                .text(" ")
                .child(el("span").class("at").text(&chapter.start.to_string()))
        });
        let list = el("ol").class("turns");
        let section = el("section").class("passage").children(title).child(list.clone());
        if let Some(area) = self.area.get_value() {
            // It fails only where a node would contain itself.
            let _ = area.append_child(&section.html());
        }
        self.place.replace(Some(list));
    }
}

/// Two elements and two text nodes. The badge and the time are drawn by the style sheet.
fn turn(episode: &Episode, index: usize, only: Option<usize>) -> El {
    let turn = &episode.transcript.turns[index];
    let name = episode.speaker_of(turn).map(|s| s.name.as_str());
    let about = if episode.transcript.timing == Timing::Estimated || turn.estimated { "≈" } else { "" };
    let at = turn.start.map(|start| format!("{about}{start}"));
    let dim = if is_dim(only, turn.speaker) { " is-dim" } else { "" };
    el("li")
        .class(&format!("turn {}{dim}", voice(turn.speaker)))
        .attr("id", &format!("turn-{index}"))
        .attr("tabindex", if index == 0 { "0" } else { "-1" })
        .attr_some("data-initial", name.map(initial))
        .child(el("b").class("who").attr_some("data-at", at.as_deref()).text(name.unwrap_or_default()))
        .text(&turn.text)
}

/// Whether a filter on one speaker leaves this one out.
pub(in crate::view) fn is_dim(only: Option<usize>, speaker: Option<usize>) -> bool {
    only.is_some() && only != speaker
}

/// The turn that a node lies in.
pub(super) fn turn_of(node: &Node) -> Option<(usize, Element)> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let turn = element.closest(".turn").ok().flatten()?;
    let index = turn.id().strip_prefix("turn-")?.parse().ok()?;
    Some((index, turn))
}

/// The text node of a turn: after the speaker's name.
pub(super) fn text_of(turn: &Element) -> Option<Node> {
    turn.first_element_child()?.next_sibling()
}
