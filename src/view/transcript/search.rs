//! The search bar: it searches as the reader types, counts the hits, steps through them, and paints those in view.

use episode::search::Hit;
use web_sys::{DomRect, Event, KeyboardEvent, Range};

use super::super::icon::{self, icon};
use super::super::{icon_button, panels};
use super::follow::scroll_into_view;
use super::turns::{Turns, measure_in};
use super::{export, translations};
use crate::browser::{self, Highlighted, Listener, SizeObserver, Timeout};
use crate::dom::{El, NodeRef, el, on_cleanup_drop, render_effect, watch};
use crate::language::Localized as _;
use crate::reactive::*;
use crate::state::{EpisodeSignal, InterfaceHandle, Player, SearchHandle};
use crate::strings;

/// How long the reader pauses in typing before the count is read aloud and shown on the seek bar, in milliseconds.
const DEBOUNCE: f64 = 200.0;
/// The margin below a hit that the page is scrolled for, in CSS pixels.
const MARGIN: f64 = 24.0;
/// How long a hit that was scrolled into view is kept there, in milliseconds.
const KEPT_FOR: f64 = 500.0;

#[derive(Clone, Copy)]
struct SearchBar {
    search: SearchHandle,
    interface: InterfaceHandle,
    area: NodeRef,
    turns: Turns,
    field: NodeRef,
    /// Where the search starts: a turn, and an offset in its text.
    from: StoredValue<(u32, u32)>,
    /// When a hit was scrolled into view the last time, on the page's clock.
    shown_at: StoredValue<f64>,
    /// What is read aloud.
    announcement: RwSignal<String>,
    painted: StoredValue<Vec<Highlighted>>,
}

/// The field, the count, and the buttons.
pub(super) fn bar(player: Player, area: NodeRef, turns: Turns) -> El {
    let Player { episode, playback, search, interface } = player;
    let bar = SearchBar {
        search,
        interface,
        area,
        turns,
        field: NodeRef::new(),
        from: StoredValue::new_local((0, 0)),
        shown_at: StoredValue::new_local(f64::MIN),
        announcement: RwSignal::new_local(String::new()),
        painted: StoredValue::new_local(Vec::new()),
    };
    let is_active = move || search.is_active().get();
    let is_inactive = move || !is_active();
    let translations = translations::choice(episode, playback);
    let has_no_hits = move || search.hits().with(|hits| hits.is_empty());
    let step = |name, sign, by| {
        icon_button("tool step", name, sign, move || bar.step(by))
            .attr("hidden", is_inactive)
            .attr("disabled", has_no_hits)
    };
    let end = icon_button("tool step", strings::END_SEARCH, icon::CLOSE, move || bar.end());
    bar.keep_up_to_date(episode);
    el("div")
        .class("search-bar")
        .interface_lang()
        .attr("role", "search")
        .child(bar.field())
        .child(
            el("p")
                .class("found")
                .attr("aria-hidden", "true")
                .attr("hidden", is_inactive)
                .child(move || bar.position(false)),
        )
        .child(el("p").class("vh").attr("role", "status").child(move || bar.announcement.get()))
        .child(step(strings::PREVIOUS_MATCH, icon::UP, -1))
        .child(step(strings::NEXT_MATCH, icon::DOWN, 1))
        .child(end.attr("hidden", is_inactive))
        // There is no room for these beside what steps through the matches.
        .child(translations.map(|choice| choice.attr("hidden", is_active)))
        .child(export::save_button(episode, interface.toast()).attr("hidden", is_active))
}

impl SearchBar {
    fn field(self) -> El {
        let search = self.search;
        let input = el("input")
            .attr("type", "search")
            .attr("aria-label", strings::SEARCH_TRANSCRIPT)
            .attr("placeholder", strings::SEARCH_TRANSCRIPT)
            .attr("autocomplete", "off")
            .attr("enterkeyhint", "search")
            .node_ref(self.field)
            .on("focus", move |_: Event| search.prepare())
            .on("input", move |event: Event| self.set_query(&browser::value_of(&event)))
            .on("keydown", move |event: KeyboardEvent| self.on_keydown(&event));
        watch(
            move || search.focus_requests().get(),
            move || {
                self.interface.panel().set(panels::TRANSCRIPT);
                if let Some(field) = self.field.get_untracked() {
                    browser::focus(&field);
                    browser::call(&field, "select");
                }
            },
        );
        el("label").class("field").child(icon(icon::SEARCH)).child(input)
    }

    /// Has the count read aloud: when the reader pauses in typing and after each step, not after each letter.
    fn announce(self) {
        let is_active = self.search.is_active().get_untracked();
        self.announcement.set(if is_active { untrack(|| self.position(true)) } else { String::new() });
    }

    /// Which of the matches it is, and how it matches.
    fn position(self, aloud: bool) -> String {
        match self.search.hits().with(|hits| hits.len()) {
            0 => strings::NO_MATCHES.get(),
            count => {
                let current = self.search.current().get() + 1;
                strings::match_position(current, count, self.search.current_match(), aloud)
            }
        }
    }

    fn on_keydown(self, event: &KeyboardEvent) {
        match &*event.key() {
            "Enter" => self.step(if event.shift_key() { -1 } else { 1 }),
            "Escape" if self.search.is_active().get_untracked() => self.end(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn set_query(self, query: &str) {
        if !query.trim().is_empty() && !self.search.is_active().get_untracked() {
            // The search starts at what the reader sees.
            self.from.set_value((self.first_visible(), 0));
        }
        self.search.set_query(query, self.from.get_value());
        self.show_current();
    }

    /// Searches for the same in another transcript.
    fn search_again(self) {
        if let Some(field) = self.field.get_untracked().filter(|_| self.search.is_active().get_untracked()) {
            self.from.set_value((0, 0));
            self.set_query(&browser::value(&field));
        }
    }

    fn step(self, by: isize) {
        if self.search.step(by) {
            self.show_current();
            self.announce();
        }
    }

    /// Ends the search; the text stays where it is.
    fn end(self) {
        if let Some(field) = self.field.get_untracked() {
            browser::set(&field, "value", &"".into());
            browser::focus(&field);
        }
        self.set_query("");
    }

    /// Scrolls the current hit into view, and paints the hits in view.
    fn show_current(self) {
        let hit = untrack(|| self.search.current_hit());
        if let Some(hit) = hit {
            self.from.set_value((hit.turn, hit.start));
            self.interface.is_following().set(false);
            self.shown_at.set_value(browser::now().0);
            self.scroll_to(hit);
        }
        self.paint();
    }

    fn scroll_to(self, hit: Hit) {
        if let Some((range, area)) = self.range(hit).zip(self.area.get_untracked()) {
            scroll_into_view(&area, &self.rect(hit, &range), false);
            // Where the window, or a keyboard in it, shows less of the area than the area can scroll.
            let hidden = range.get_bounding_client_rect().bottom() + MARGIN - browser::visible_bottom();
            browser::window().scroll_by_with_x_and_y(0.0, hidden.max(0.0));
        }
    }

    /// Keeps the current hit in view when what is above it becomes higher than the browser estimated.
    fn keep_in_view(self) {
        if self.interface.is_disposed() {
            return;
        }
        let hit = untrack(|| self.search.current_hit());
        if let Some(hit) = hit.filter(|_| browser::now().0 - self.shown_at.get_value() < KEPT_FOR) {
            self.scroll_to(hit);
        }
        self.paint();
    }

    /// Keeps what is painted, read aloud and shown on the seek bar up to date.
    fn keep_up_to_date(self, episode: EpisodeSignal) {
        let timer = StoredValue::new_local(None);
        render_effect(move || {
            self.search.hits().track();
            let notify = move || {
                self.search.notify_debounced();
                self.announce();
            };
            timer.set_value(Some(Timeout::new(DEBOUNCE, notify)));
        });
        let panel = self.interface.panel();
        watch(move || panel.get(), move || self.paint());
        render_effect(move || {
            episode.track();
            untrack(|| self.paint());
        });
        watch(move || episode.get().selected, move || self.search_again());
        if let Some(area) = self.area.get_untracked() {
            on_cleanup_drop(Listener::new(&area, "scroll", move |_| self.paint()));
            on_cleanup_drop(SizeObserver::new(&area, move || self.paint()));
            // The list of turns is the last element in it.
            if let Some(list) = area.last_element_child() {
                on_cleanup_drop(SizeObserver::after(&list, move || self.keep_in_view()));
            }
        }
    }

    /// Paints the hits in view: ten thousand ranges would take the browser 20 ms.
    fn paint(self) {
        if self.interface.is_disposed() {
            return;
        }
        let Some(area) = self.area.get_untracked() else { return };
        if self.search.hits().with_untracked(|hits| hits.is_empty()) {
            self.painted.set_value(Vec::new());
            return;
        }
        let view = area.get_bounding_client_rect();
        let current = untrack(|| self.search.current_hit());
        // By turns first: measuring in a turn that is not in view makes the browser lay it out.
        let turn = self.first_visible();
        let is_above = |mark: &Hit| {
            self.range(*mark).is_some_and(|r| r.get_bounding_client_rect().bottom() < view.top())
        };
        let is_visible = |range: &Range| range.get_bounding_client_rect().top() <= view.bottom();
        // All are measured before the first is painted.
        let visible: Vec<(Hit, Range)> = self.search.with_marks(|marks| {
            let first = marks.partition_point(|mark| mark.turn < turn);
            let end = marks.partition_point(|mark| mark.turn <= turn);
            let first = first + marks[first..end].partition_point(is_above);
            let visible = |mark: &Hit| Some((*mark, self.range(*mark).filter(is_visible)?));
            marks[first..].iter().map_while(visible).collect()
        });
        let is_current = |mark: Hit| {
            current.is_some_and(|hit| hit.turn == mark.turn && hit.start <= mark.start && mark.end <= hit.end)
        };
        let paint = |(mark, range)| {
            Highlighted::new(if is_current(mark) { "episode-hit-now" } else { "episode-hit" }, range)
        };
        self.painted.set_value(visible.into_iter().filter_map(paint).collect());
    }

    /// Returns the rectangle of a hit.
    fn rect(self, hit: Hit, range: &Range) -> DomRect {
        let measure = || range.get_bounding_client_rect();
        match self.turns.element(hit.turn as usize) {
            Some(turn) => measure_in(&turn, measure),
            None => measure(),
        }
    }

    fn range(self, hit: Hit) -> Option<Range> {
        browser::range(&self.turns.text(hit.turn as usize)?, hit.start, hit.end)
    }

    /// The first turn in view.
    fn first_visible(self) -> u32 {
        let top = self.area.get_untracked().map_or(0.0, |area| area.get_bounding_client_rect().top());
        self.turns.first_below(top) as u32
    }
}
