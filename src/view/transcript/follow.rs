//! Following the speech, inside the transcript's own scroll area: never the page, never against the reader.

use web_sys::{DomRect, HtmlElement, Range};

use super::turns::Turns;
use crate::browser::{self, Listener, SizeObserver};
use crate::dom::{NodeRef, on_cleanup_drop, render_effect};
use crate::reactive::*;
use crate::state::{Panel, Player};

/// What the reader does to scroll by hand. A scroll event alone does not tell who scrolled.
const BY_HAND: [&str; 4] = ["wheel", "touchmove", "keydown", "pointerdown"];

/// Where the speech is kept: this far down the area, as a share of its height.
const DESIRED: f64 = 0.3;
/// The same in an area under [`LOW`], where lines that were said already would take the room of those to come.
const DESIRED_IN_LOW: f64 = 0.1;
/// A height of some eight lines, in CSS pixels.
const LOW: f64 = 240.0;

#[derive(Clone, Copy)]
pub(super) struct Follow {
    player: Player,
    area: NodeRef,
    turns: Turns,
    /// The turn does not fit into the area as a whole: it is followed word by word.
    is_tall: StoredValue<bool>,
}

impl Follow {
    pub(super) fn new(player: Player, area: NodeRef, turns: Turns) -> Self {
        let on = player.following();
        if let Some(element) = area.get_untracked() {
            let stop = |event: &'static str| {
                let scroller = element.clone();
                Listener::new(&element, event, move |event| {
                    // A press on the area itself, not on what is in it, is one on its scrollbar.
                    let is_press = event.type_() == "pointerdown";
                    if !is_press || event.target().as_ref() == Some(scroller.as_ref()) {
                        on.set(false);
                    }
                })
            };
            on_cleanup_drop(BY_HAND.map(stop));
        }
        let follow = Self { player, area, turns, is_tall: StoredValue::new_local(false) };
        // As soon as there is a place to show it, and whenever that changes.
        if let Some(element) = area.get_untracked() {
            on_cleanup_drop(SizeObserver::new(&element, move || {
                if !player.is_disposed() {
                    follow.to_turn();
                }
            }));
        }
        // Whoever seeks, or asks to follow, wants to see what is there, even where the turn stays the same.
        render_effect(move || {
            player.seeks().track();
            player.following().track();
            follow.to_turn();
        });
        follow
    }

    pub(super) fn is_on(self) -> bool {
        self.player.following().get()
    }

    fn to_turn(self) {
        if let Some(turn) = self.player.turn().get_untracked().and_then(|turn| self.turns.element(turn)) {
            self.turn(&turn);
        }
    }

    /// Brings the turn that is said into view, if the reader lets it.
    pub(super) fn turn(self, turn: &HtmlElement) {
        let target = turn.get_bounding_client_rect();
        let area = self.area.get_untracked().map_or(0, |area| area.client_height());
        self.is_tall.set_value(target.height() > f64::from(area) / 2.0);
        self.to(&target);
    }

    /// The same for a word. To ask where each one is would be most of the work that playing takes.
    pub(super) fn word(self, word: &Range) {
        if self.is_tall.get_value() {
            self.to(&word.get_bounding_client_rect());
        }
    }

    fn to(self, target: &DomRect) {
        let Some(area) = self.area.get_untracked().filter(|_| self.player.following().get_untracked()) else {
            return;
        };
        if self.player.panel().get_untracked() != Panel::Transcript {
            return;
        }
        bring_into_view(&area, target, true);
    }
}

/// Scrolls the area so that the target stands well in it, if it does not yet.
pub(super) fn bring_into_view(area: &HtmlElement, target: &DomRect, may_glide: bool) {
    let view = area.get_bounding_client_rect();
    let height = view.height();
    // Of a turn taller than half of the area, the first lines; its words bring the rest.
    let bottom = target.bottom().min(target.top() + height / 2.0);
    let desired = height * if height < LOW { DESIRED_IN_LOW } else { DESIRED };
    let headroom = (desired / 2.0).min(56.0);
    if target.top() < view.top() + headroom || bottom > view.bottom() - headroom {
        let distance = target.top() - view.top() - desired;
        // It glides where the eye can follow, and jumps where it could not.
        let glides = may_glide && distance.abs() < 2.0 * height;
        browser::scroll_to(area, f64::from(area.scroll_top()) + distance, glides);
    }
}
