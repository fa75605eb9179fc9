//! The list of turns: the first screen at once, the rest in slices, or as soon as somebody asks for it.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use episode::{ChapterTurns, Episode, Timing};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::super::{initial, voice};
use crate::browser::{self, Timeout};
use crate::dom::{El, NodeRef, el, render_effect};
use crate::reactive::*;
use crate::state::Player;

/// How many turns are made at once: more than any screen shows.
const AT_ONCE: usize = 24;
/// How long a slice may take, in milliseconds: with what the browser adds to it, some 50.
const SLICE: f64 = 30.0;

/// The turns, in passages by chapter.
#[derive(Clone, Copy)]
pub(super) struct Turns(StoredValue<Rc<List>>);

struct List {
    player: Player,
    /// What holds the passages.
    passages: NodeRef,
    /// How many turns there are so far.
    made: Cell<usize>,
    /// The turns that are in view at first, or near. They are laid out at once: a size that the browser estimates, and
    /// corrects when it comes near, would move what is in view.
    in_view: RefCell<Range<usize>>,
    /// A turn of nobody, and of each speaker, to be copied.
    forms: RefCell<Vec<Option<El>>>,
    /// Where the next turn goes.
    place: RefCell<Option<El>>,
    next: RefCell<Option<Timeout>>,
}

impl Turns {
    pub(super) fn new(player: Player, passages: NodeRef) -> Self {
        let list = List {
            player,
            passages,
            made: Cell::new(0),
            in_view: RefCell::default(),
            forms: RefCell::new(vec![None; player.episode().speakers.len() + 1]),
            place: RefCell::default(),
            next: RefCell::default(),
        };
        let turns = Self(StoredValue::new_local(Rc::new(list)));
        render_effect(move || {
            player.edition().track();
            turns.restart();
        });
        // A filter on speakers dims what is there; what comes is dimmed as it is made.
        render_effect(move || {
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
        if let Some(area) = list.passages.get_untracked() {
            area.set_text_content(None);
        }
        let start = list.player.turn().get_untracked().unwrap_or(0);
        list.in_view.replace(start.saturating_sub(AT_ONCE)..start + AT_ONCE);
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

    /// The first turn that ends below a line of the screen. Groups come first: to ask for a place in one that is not in
    /// view makes the browser lay it out.
    pub(super) fn first_below(self, line: f64) -> usize {
        let Some(list) = self.0.try_get_value() else { return 0 };
        let is_above = |element: &Element| element.get_bounding_client_rect().bottom() < line;
        let Some(groups) = list.passages.get_untracked().map(|area| area.children()) else { return 0 };
        let is_group_above = |at: usize| groups.item(at as u32).as_ref().is_some_and(is_above);
        let Some(group) = list.player.group(partition(0..groups.length() as usize, is_group_above)) else {
            return list.made.get();
        };
        partition(group.turns, |turn| list.element(turn).is_some_and(|turn| is_above(&turn)))
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
        let area = self.passages.get_untracked()?;
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
                self.add(&episode, index, only);
                self.made.set(index + 1);
            }
        }
    }

    fn add(&self, episode: &Episode, index: usize, only: Option<usize>) {
        let turn = &episode.transcript.turns[index];
        let mut forms = self.forms.borrow_mut();
        let form = &mut forms[turn.speaker.map_or(0, |speaker| speaker + 1)];
        let element = form.get_or_insert_with(|| form_of(episode, turn.speaker)).deep_clone();
        element.set_attr("id", Some(&format!("turn-{index}")));
        if let Some(start) = turn.start {
            let about =
                if episode.transcript.timing == Timing::Estimated || turn.estimated { "≈" } else { "" };
            element.first_child_or_self().set_attr("data-at", Some(&format!("{about}{start}")));
        }
        if index == 0 {
            element.set_attr("tabindex", Some("0"));
        }
        if is_dim(only, turn.speaker) {
            element.toggle_class("is-dim", true);
        }
        if self.in_view.borrow().contains(&index) {
            element.toggle_class("is-in-view", true);
        }
        let element = element.child(&turn.text);
        if let Some(place) = &*self.place.borrow() {
            place.append(&element);
        }
    }

    /// A new section, and its list for the turns that come.
    fn open(&self, episode: &Episode, group: &ChapterTurns) {
        let title = group.chapter.map(|index| {
            let chapter = &episode.chapters[index];
            el("h3")
                .class("passage-title")
                .child(el("span").class("n").attr("aria-hidden", "true").child(&(index + 1).to_string()))
                .child(el("span").class("t").dir_auto().child(&chapter.title))
                .child(" ")
                .child(el("span").class("at").child(&chapter.start.to_string()))
        });
        let list = el("ol").class("turns");
        let section = el("section")
            .class("passage")
            .style(("--turns", &group.turns.len().to_string()))
            .children(title)
            .child(list.clone());
        let in_view = self.in_view.borrow();
        section
            .toggle_class("is-in-view", group.turns.start < in_view.end && in_view.start < group.turns.end);
        if let Some(area) = self.passages.get_untracked() {
            // It fails only where a node would contain itself.
            let _ = area.append_child(&section.element());
        }
        self.place.replace(Some(list));
    }
}

/// A turn of a speaker, without what is the turn's own: two elements and two text nodes. It is made once for each
/// speaker and copied, which takes half the time. The badge and the time are drawn by the style sheet.
fn form_of(episode: &Episode, speaker: Option<usize>) -> El {
    let name = speaker.map(|index| episode.speakers[index].name.as_str());
    el("li")
        .class(&format!("turn {}", voice(speaker)))
        .attr("tabindex", "-1")
        .dir_auto()
        .attr("data-initial", name.map(initial))
        // With a direction of its own it does not count for that of the turn.
        .child(el("b").class("who").dir_auto().child(name.unwrap_or_default()))
}

/// The first of a range for which the predicate is false.
fn partition(range: Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (range.start, range.end);
    while from < to {
        let middle = usize::midpoint(from, to);
        if is_before(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
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
