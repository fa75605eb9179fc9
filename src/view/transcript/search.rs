//! Search as the reader types: what is found is painted where it can be seen, counted, and stepped through.

use episode::search::Hit;
use web_sys::{DomRect, Event, HtmlElement, KeyboardEvent, Range};

use super::super::icon::{self, icon};
use super::super::tool;
use super::follow::bring_into_view;
use super::take;
use super::turns::Turns;
use crate::browser::{self, Highlighted, Listener, SizeObserver, Timeout};
use crate::dom::{El, NodeRef, el, on_cleanup_drop, render_effect, watch};
use crate::reactive::*;
use crate::state::{Panel, Player};

/// After so many milliseconds without a letter the count is read aloud, and shown on the timeline.
const SETTLED: f64 = 200.0;

#[derive(Clone, Copy)]
struct Search {
    player: Player,
    area: NodeRef,
    turns: Turns,
    field: NodeRef,
    /// From where the first hit is looked for: turn, and place in it.
    from: StoredValue<(u32, u32)>,
    /// What is read aloud.
    told: RwSignal<String>,
    /// What is painted.
    painted: StoredValue<Vec<Highlighted>>,
}

/// The field, and what belongs to it.
pub(super) fn bar(player: Player, area: NodeRef, turns: Turns) -> El {
    let search = Search {
        player,
        area,
        turns,
        field: NodeRef::new(),
        from: StoredValue::new_local((0, 0)),
        told: RwSignal::new_local(String::new()),
        painted: StoredValue::new_local(Vec::new()),
    };
    let is_off = move || !player.searching().get();
    let has_none = move || player.hits().with(|hits| hits.is_empty());
    let step = |name, sign, by| {
        tool("tool step", name, sign, move || search.step(by))
            .attr("hidden", is_off)
            .attr("disabled", has_none)
    };
    search.stay_true();
    el("div")
        .class("search-bar")
        .interface_lang()
        .attr("role", "search")
        .child(search.field())
        .child(
            el("p")
                .class("found")
                .attr("aria-hidden", "true")
                .attr("hidden", is_off)
                .child(move || search.count()),
        )
        .child(el("p").class("vh").attr("role", "status").child(move || search.told.get()))
        .child(step("Previous match", icon::UP, -1))
        .child(step("Next match", icon::DOWN, 1))
        .child(tool("tool step", "End the search", icon::CLOSE, move || search.end()).attr("hidden", is_off))
        .child(take::save(player).attr("hidden", move || player.searching().get()))
}

impl Search {
    fn field(self) -> El {
        let input = el("input")
            .attr("type", "search")
            .attr("aria-label", "Search the transcript")
            .attr("placeholder", "Search the transcript")
            .attr("autocomplete", "off")
            .attr("enterkeyhint", "search")
            .node_ref(self.field)
            // To make the index takes a while at length: better now than at the first letter.
            .on("focus", move |_: Event| drop(self.player.find("")))
            .on("input", move |event: Event| self.look_for(&browser::value_of(&event)))
            .on("keydown", move |event: KeyboardEvent| self.pressed(&event));
        // Elsewhere a key asks for the search.
        let player = self.player;
        watch(
            move || player.asked_to_search().get(),
            move || {
                player.panel().set(Panel::Transcript);
                if let Some(field) = self.field.get_untracked() {
                    browser::focus(&field);
                    browser::call(&field, "select");
                }
            },
        );
        el("label").class("field").child(icon(icon::SEARCH)).child(input)
    }

    /// Read aloud once the reader stops typing, and at each step: not at each letter.
    fn tell(self) {
        let count = untrack(|| self.count());
        self.told.set(match self.player.hits().with_untracked(|hits| hits.is_empty()) {
            _ if !self.player.searching().get_untracked() => String::new(),
            true => count,
            false => count + " matches",
        });
    }

    fn count(self) -> String {
        match self.player.hits().with(|hits| hits.len()) {
            0 => "No matches".into(),
            count => format!("{} of {count}", self.player.hit().get() + 1),
        }
    }

    fn pressed(self, event: &KeyboardEvent) {
        match &*event.key() {
            "Enter" => self.step(if event.shift_key() { -1 } else { 1 }),
            "Escape" if untrack(|| self.player.searching().get()) => self.end(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn look_for(self, query: &str) {
        let player = self.player;
        let is_on = !query.trim().is_empty();
        if is_on && !player.searching().get_untracked() {
            // Reading goes on from where the reader is.
            self.from.set_value((self.first_visible(), 0));
        }
        player.searching().set(is_on);
        let hits = player.find(query);
        let from = self.from.get_value();
        let at = hits.partition_point(|hit| (hit.turn, hit.start) < from);
        // After the last one it starts again.
        player.hit().set(if at < hits.len() { at } else { 0 });
        player.hits().set(hits);
        self.show();
    }

    fn step(self, by: isize) {
        let count = self.player.hits().with_untracked(|hits| hits.len());
        if count == 0 {
            return;
        }
        let at = (self.player.hit().get_untracked() + count).wrapping_add_signed(by) % count;
        self.player.hit().set(at);
        self.show();
        self.tell();
    }

    /// Ends the search; the text stays where it is.
    fn end(self) {
        if let Some(field) = self.field.get_untracked() {
            browser::set(&field, "value", &"".into());
            browser::focus(&field);
        }
        self.look_for("");
    }

    /// Brings the hit that the reader is at into view, and paints what can be seen.
    fn show(self) {
        let hit =
            self.player.hits().with_untracked(|hits| hits.get(self.player.hit().get_untracked()).copied());
        if let Some((hit, area)) = hit.zip(self.area.get_untracked()) {
            self.from.set_value((hit.turn, hit.start));
            self.player.following().set(false);
            if let Some(range) = self.range(hit) {
                bring_into_view(&area, &self.place(hit, &range), false);
            }
        }
        self.paint();
    }

    /// Keeps what is painted, read aloud and shown on the timeline true.
    fn stay_true(self) {
        let player = self.player;
        let timer = StoredValue::new_local(None);
        render_effect(move || {
            player.hits().track();
            let settle = move || {
                player.settled().increment();
                self.tell();
            };
            timer.set_value(Some(Timeout::new(SETTLED, settle)));
        });
        watch(move || (player.edition().get(), player.panel().get()), move || self.paint());
        if let Some(area) = self.area.get_untracked() {
            on_cleanup_drop(Listener::new(&area, "scroll", move |_| self.paint()));
            on_cleanup_drop(SizeObserver::new(&area, move || self.paint()));
        }
    }

    /// Paints the hits that can be seen: ten thousand ranges would take the browser 20 ms.
    fn paint(self) {
        if self.player.is_disposed() {
            return;
        }
        let Some(area) = self.area.get_untracked() else { return };
        let hits = self.player.hits().get_untracked();
        if hits.is_empty() {
            self.painted.set_value(Vec::new());
            return;
        }
        let view = area.get_bounding_client_rect();
        let current = self.player.hit().get_untracked();
        // By turns first: to ask for a place in a turn that is not in view makes the browser lay it out.
        let turn = self.first_visible();
        let first = hits.partition_point(|hit| hit.turn < turn);
        let end = hits.partition_point(|hit| hit.turn <= turn);
        let is_above =
            |hit: &Hit| self.range(*hit).is_some_and(|r| r.get_bounding_client_rect().bottom() < view.top());
        let first = first + hits[first..end].partition_point(is_above);
        let is_seen = |range: &Range| range.get_bounding_client_rect().top() <= view.bottom();
        let seen = hits[first..].iter().map_while(|hit| self.range(*hit).filter(is_seen));
        // All are looked for before the first is painted.
        let seen: Vec<Range> = seen.collect();
        let paint = |(index, range)| {
            Highlighted::new(if index == current { "episode-hit-now" } else { "episode-hit" }, range)
        };
        self.painted.set_value((first..).zip(seen).filter_map(paint).collect());
    }

    /// Where a hit is. In what is not laid out (`content-visibility`) WebKit says 0: so that is laid out first.
    fn place(self, hit: Hit, range: &Range) -> DomRect {
        const SKIPS: &str = "content-visibility";
        let turn = self.turns.element(hit.turn as usize);
        let passage = turn.as_ref().and_then(|turn| turn.closest(".passage").ok().flatten());
        let around: Vec<HtmlElement> =
            turn.into_iter().chain(passage.map(wasm_bindgen::JsCast::unchecked_into)).collect();
        // Neither call fails: name and value are constant.
        around.iter().for_each(|element| drop(element.style().set_property(SKIPS, "visible")));
        let place = range.get_bounding_client_rect();
        around.iter().for_each(|element| drop(element.style().remove_property(SKIPS)));
        place
    }

    fn range(self, hit: Hit) -> Option<Range> {
        browser::range(&self.turns.text(hit.turn as usize)?, hit.start, hit.end)
    }

    /// The first turn of which something can be seen.
    fn first_visible(self) -> u32 {
        let top = self.area.get_untracked().map_or(0.0, |area| area.get_bounding_client_rect().top());
        self.turns.first_below(top) as u32
    }
}
