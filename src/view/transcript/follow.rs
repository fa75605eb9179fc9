//! Following the speech, inside the transcript's own scroll area: it never scrolls the page, nor against the reader.

use web_sys::{DomRect, HtmlElement, Range};

use super::super::panels;
use super::turns::{Turns, measure_in};
use crate::browser::{self, Listener, SizeObserver};
use crate::dom::{NodeRef, on_cleanup_drop, render_effect, watch};
use crate::reactive::*;
use crate::state::{InterfaceHandle, PlaybackHandle};

/// Events by which the reader scrolls. A scroll event alone does not tell who scrolled.
const SCROLLED_BY_READER: [&str; 4] = ["wheel", "touchmove", "keydown", "pointerdown"];

/// Where the active turn is kept: this far down the area, as a share of its height.
const DESIRED: f64 = 0.3;
/// The same in an area lower than [`LOW`], where lines that were said already would take the room of the next ones.
const DESIRED_IN_LOW: f64 = 0.1;
/// The height of some eight lines, in CSS pixels.
const LOW: f64 = 240.0;
/// Where less than this of the area is visible, in CSS pixels, the reader looks elsewhere.
const MIN_VISIBLE: f64 = 72.0;

#[derive(Clone, Copy)]
pub(super) struct Follow {
    playback: PlaybackHandle,
    interface: InterfaceHandle,
    area: NodeRef,
    turns: Turns,
    /// The active turn does not fit into the area: it is followed word by word.
    is_tall: StoredValue<bool>,
}

impl Follow {
    pub(super) fn new(
        playback: PlaybackHandle,
        interface: InterfaceHandle,
        area: NodeRef,
        groups: NodeRef,
        turns: Turns,
    ) -> Self {
        let is_following = interface.is_following();
        let follow = Self { playback, interface, area, turns, is_tall: StoredValue::new_local(false) };
        if let Some(element) = area.get_untracked() {
            let stop = |event: &'static str| {
                let scroller = element.clone();
                Listener::new(&element, event, move |event| {
                    // A press on the area itself, not on what is in it, is one on its scrollbar.
                    let is_press = event.type_() == "pointerdown";
                    if !is_press || event.target().as_ref() == Some(scroller.as_ref()) {
                        is_following.set(false);
                    }
                })
            };
            on_cleanup_drop(SCROLLED_BY_READER.map(stop));
        }
        // As soon as the area is laid out, and whenever its size changes. What is above the turn may become higher than the
        // browser estimated, and not every engine then keeps what is in view in its place.
        for element in [area, groups].into_iter().filter_map(NodeRef::get_untracked) {
            on_cleanup_drop(SizeObserver::after(&element, move || {
                if !playback.is_disposed() {
                    follow.scroll_to_active_turn();
                }
            }));
        }
        watch(move || playback.seek_count().get(), move || is_following.set(true));
        // After a seek, or a request to follow, it scrolls even where the turn stays the same.
        render_effect(move || {
            playback.seek_count().track();
            is_following.track();
            follow.scroll_to_active_turn();
        });
        follow
    }

    fn scroll_to_active_turn(self) {
        if let Some(turn) = self.playback.turn().get_untracked().and_then(|turn| self.turns.element(turn)) {
            self.scroll_to_turn(&turn);
        }
    }

    /// Scrolls the active turn into view, while the transcript follows.
    pub(super) fn scroll_to_turn(self, turn: &HtmlElement) {
        let target = measure_in(turn, || turn.get_bounding_client_rect());
        let area = self.area.get_untracked().map_or(0, |area| area.client_height());
        self.is_tall.set_value(target.height() > f64::from(area) / 2.0);
        self.scroll_to(&target);
    }

    /// Scrolls the active word into view, if its turn is tall: measuring each word would be most of the work of
    /// playback.
    pub(super) fn scroll_to_word(self, word: &Range) {
        if self.is_tall.get_value() {
            self.scroll_to(&word.get_bounding_client_rect());
        }
    }

    fn scroll_to(self, target: &DomRect) {
        let is_following = self.interface.is_following().get_untracked();
        let Some(area) = self.area.get_untracked().filter(|_| is_following) else { return };
        if self.interface.panel().get_untracked() == panels::TRANSCRIPT {
            scroll_into_view(&area, target, true);
        }
    }
}

/// Scrolls the area so that the target has a good place in it, unless it has one already.
pub(super) fn scroll_into_view(area: &HtmlElement, target: &DomRect, may_animate: bool) {
    let view = area.get_bounding_client_rect();
    // The visible part of the area: a keyboard on the screen, or the window's edge, may cover the rest.
    let (top, end) = (view.top().max(0.0), view.bottom().min(browser::visible_bottom()));
    let (top, end) = if end - top < MIN_VISIBLE { (view.top(), view.bottom()) } else { (top, end) };
    let height = end - top;
    // Of a turn taller than half of the area, the first lines; its words bring the rest.
    let bottom = target.bottom().min(target.top() + height / 2.0);
    let desired = height * if height < LOW { DESIRED_IN_LOW } else { DESIRED };
    let headroom = (desired / 2.0).min(56.0);
    if target.top() < top + headroom || bottom > end - headroom {
        let distance = target.top() - top - desired;
        // Animated only over a distance that the eye can follow.
        let is_animated = may_animate && distance.abs() < 2.0 * height;
        browser::scroll_to(area, f64::from(area.scroll_top()) + distance, is_animated);
    }
}
