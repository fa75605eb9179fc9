//! The list of turns: the first screen is built at once, the rest in slices, or as soon as it is needed.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use episode::{ChapterTurns, Episode, Timing};
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement, Node};

use super::super::{FIRST_SCREEN, REST_AFTER, initial, speaker_class};
use crate::browser::{self, Timeout};
use crate::dom::{El, NodeRef, el, render_effect};
use crate::reactive::*;
use crate::state::{EpisodeSignal, PlaybackHandle};

/// How long building a slice may take, in milliseconds: with the browser's own work, some 50.
const SLICE: f64 = 30.0;

/// The elements of the turns, in groups by chapter.
#[derive(Clone, Copy)]
pub(super) struct Turns(StoredValue<Rc<List>>);

struct List {
    episode: EpisodeSignal,
    playback: PlaybackHandle,
    speaker_filter: ReadSignal<Option<usize>>,
    /// The element that contains the groups.
    groups: NodeRef,
    /// How many turns are built.
    built: Cell<usize>,
    /// The turns that are in view at first, or near. They are laid out at once: a size that the browser estimates, and
    /// corrects when it comes near, would move what is in view.
    in_view: RefCell<Range<usize>>,
    /// The template of turns without a speaker, and of those of each speaker.
    templates: RefCell<Vec<Option<El>>>,
    /// The list that the next turn is appended to.
    list: RefCell<Option<El>>,
    next_slice: RefCell<Option<Timeout>>,
}

impl Turns {
    pub(super) fn new(
        episode: EpisodeSignal,
        playback: PlaybackHandle,
        speaker_filter: ReadSignal<Option<usize>>,
        groups: NodeRef,
    ) -> Self {
        let list = List {
            episode,
            playback,
            speaker_filter,
            groups,
            built: Cell::new(0),
            in_view: RefCell::default(),
            templates: RefCell::new(vec![None; episode.get_untracked().speakers.len() + 1]),
            list: RefCell::default(),
            next_slice: RefCell::default(),
        };
        let turns = Self(StoredValue::new_local(Rc::new(list)));
        render_effect(move || {
            episode.track();
            turns.restart();
        });
        // The filter on speakers dims the turns that are built; those built later are dimmed as they are built.
        render_effect(move || {
            let filter = speaker_filter.get();
            let list = turns.0.get_value();
            for index in 0..list.built.get() {
                if let Some(turn) = list.element(index) {
                    let speaker = episode.get_untracked().transcript.turns[index].speaker;
                    // It fails only on an invalid name.
                    let _ = turn.class_list().toggle_with_force("is-dim", is_dimmed(filter, speaker));
                }
            }
        });
        turns
    }

    fn restart(self) {
        let list = self.0.get_value();
        list.built.set(0);
        if let Some(area) = list.groups.get_untracked() {
            area.set_text_content(None);
        }
        let start = list.playback.turn().get_untracked().unwrap_or(0);
        list.in_view.replace(start.saturating_sub(FIRST_SCREEN)..start + FIRST_SCREEN);
        list.build(start + FIRST_SCREEN, f64::INFINITY);
        self.schedule_slice(REST_AFTER);
    }

    /// Builds a slice in a task of its own after so many milliseconds, and so on until all turns are built.
    fn schedule_slice(self, after: f64) {
        let Some(list) = self.0.try_get_value() else { return };
        let next = (!list.is_complete()).then(|| {
            Timeout::new(after, move || {
                if let Some(list) = self.0.try_get_value() {
                    list.build(usize::MAX, browser::now().0 + SLICE);
                    self.schedule_slice(0.0);
                }
            })
        });
        list.next_slice.replace(next);
    }

    /// Returns the element of a turn, which is built now if it is not yet.
    pub(super) fn element(self, index: usize) -> Option<HtmlElement> {
        let list = self.0.try_get_value()?;
        list.build(index + 1, f64::INFINITY);
        list.element(index)
    }

    /// Returns the first turn that ends below a line of the screen. It looks for the group first: measuring in a group
    /// that is not in view makes the browser lay it out.
    pub(super) fn first_below(self, line: f64) -> usize {
        let Some(list) = self.0.try_get_value() else { return 0 };
        let is_above = |element: &Element| element.get_bounding_client_rect().bottom() < line;
        let Some(groups) = list.groups.get_untracked().map(|area| area.children()) else { return 0 };
        let is_group_above = |at: usize| groups.item(at as u32).as_ref().is_some_and(is_above);
        let episode = list.episode.get_untracked();
        let group = partition_point(0..groups.length() as usize, is_group_above);
        let Some(group) = episode.turn_group(group) else { return list.built.get() };
        partition_point(group.turns.clone(), |turn| list.element(turn).is_some_and(|turn| is_above(&turn)))
    }

    /// Returns the text node of a turn.
    pub(super) fn text(self, index: usize) -> Option<Node> {
        let turn: Element = self.element(index)?.into();
        text_of(&turn)
    }
}

impl List {
    fn is_complete(&self) -> bool {
        self.built.get() >= self.episode.get_untracked().transcript.turns.len()
    }

    fn element(&self, index: usize) -> Option<HtmlElement> {
        let area = self.groups.get_untracked()?;
        area.query_selector(&format!("#turn-{index}")).ok().flatten()?.dyn_into().ok()
    }

    /// Builds the missing turns before `end`, until `deadline` in milliseconds of the page's clock.
    fn build(&self, end: usize, deadline: f64) {
        let episode = self.episode.get_untracked();
        let filter = self.speaker_filter.get_untracked();
        let end = end.min(episode.transcript.turns.len());
        while self.built.get() < end && browser::now().0 < deadline {
            // Reading the clock takes as long as building a turn.
            for _ in 0..8 {
                let index = self.built.get();
                if index >= end {
                    break;
                }
                if let Some(group) = episode.turn_group_from(index) {
                    self.add_group(&episode, group);
                }
                self.add_turn(&episode, index, filter);
                self.built.set(index + 1);
            }
        }
    }

    fn add_turn(&self, episode: &Episode, index: usize, filter: Option<usize>) {
        let turn = &episode.transcript.turns[index];
        let mut templates = self.templates.borrow_mut();
        let template = &mut templates[turn.speaker.map_or(0, |speaker| speaker + 1)];
        let element = template.get_or_insert_with(|| build_template(episode, turn.speaker)).deep_clone();
        element.set_attr("id", Some(&format!("turn-{index}")));
        if let Some(start) = turn.start {
            let about =
                if episode.transcript.timing == Timing::Estimated || turn.estimated { "≈" } else { "" };
            element.first_child_or_self().set_attr("data-at", Some(&format!("{about}{start}")));
        }
        if index == 0 {
            element.set_attr("tabindex", Some("0"));
        }
        if is_dimmed(filter, turn.speaker) {
            element.toggle_class("is-dim", true);
        }
        if self.in_view.borrow().contains(&index) {
            element.toggle_class("is-in-view", true);
        }
        element.last_child_or_self().child(&turn.text);
        if let Some(list) = &*self.list.borrow() {
            list.append(&element);
        }
    }

    /// Appends a group, whose list the next turns are appended to.
    fn add_group(&self, episode: &Episode, group: &ChapterTurns) {
        let title = group.chapter.map(|index| {
            let chapter = &episode.chapters[index];
            el("h3")
                .class("turn-group-title")
                .child(el("span").class("n").attr("aria-hidden", "true").child((index + 1).to_string()))
                .child(el("span").class("t").dir_auto().child(&chapter.title))
                .child(" ")
                .child(el("span").class("at").child(chapter.start.to_string()))
        });
        let list = el("ol").class("turns");
        let section = el("section")
            .class("turn-group")
            .style(("--turns", &group.turns.len().to_string()))
            .children(title)
            .child(list.clone());
        let in_view = self.in_view.borrow();
        section
            .toggle_class("is-in-view", group.turns.start < in_view.end && in_view.start < group.turns.end);
        if let Some(area) = self.groups.get_untracked() {
            // It fails only where a node would contain itself.
            let _ = area.append_child(&section.element());
        }
        self.list.replace(Some(list));
    }
}

/// Builds the template of a speaker's turns: three elements and two text nodes, without what differs from turn to turn.
/// Cloning it takes half the time of building each turn. The style sheet draws the badge and the time.
fn build_template(episode: &Episode, speaker: Option<usize>) -> El {
    let name = speaker.map(|index| episode.speakers[index].name.as_str());
    el("li")
        .class(&format!("turn {}", speaker_class(speaker)))
        .attr("tabindex", "-1")
        .dir_auto()
        .attr("data-initial", name.map(initial))
        // With a direction of its own it does not count for that of the turn.
        .child(el("b").class("who").dir_auto().child(name.unwrap_or_default()))
        // WebKit paints no highlight on text that is beside a block, outside of an element of its own.
        .child(el("p"))
}

/// Returns the first index of a range for which the predicate is false.
pub(super) fn partition_point(range: Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
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

/// Returns whether the filter on speakers dims this one.
pub(in crate::view) fn is_dimmed(filter: Option<usize>, speaker: Option<usize>) -> bool {
    filter.is_some() && filter != speaker
}

/// Measures something in a turn. WebKit measures nothing in what is not laid out (`content-visibility`), so the turn and
/// its group are laid out for it.
pub(super) fn measure_in(turn: &HtmlElement, measure: impl Fn() -> DomRect) -> DomRect {
    const SKIPS: &str = "content-visibility";
    let rect = measure();
    if rect.height() > 0.0 {
        return rect;
    }
    let group = turn.closest(".turn-group").ok().flatten().map(JsCast::unchecked_into);
    let around: Vec<HtmlElement> = group.into_iter().chain([turn.clone()]).collect();
    // Neither call fails: name and value are constant.
    around.iter().for_each(|element| drop(element.style().set_property(SKIPS, "visible")));
    let rect = measure();
    around.iter().for_each(|element| drop(element.style().remove_property(SKIPS)));
    rect
}

/// Returns the turn that contains a node.
pub(super) fn turn_of(node: &Node) -> Option<(usize, Element)> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let turn = element.closest(".turn").ok().flatten()?;
    let index = turn.id().strip_prefix("turn-")?.parse().ok()?;
    Some((index, turn))
}

/// Returns the text node of a turn, which follows the speaker's name.
pub(super) fn text_of(turn: &Element) -> Option<Node> {
    turn.first_element_child()?.next_element_sibling()?.first_child()
}
