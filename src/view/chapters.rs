//! The panel of chapters: the contents of the transcript, as links that seek.

use std::cell::RefCell;
use std::rc::Rc;

use episode::{Chapter, Millis};
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::rich_text::link;
use super::{FIRST_SCREEN, REST_AFTER, icon, icon_button, panels, percent, shortcuts, time_link};
use crate::browser::{self, Timeout};
use crate::dom::{El, el, on_cleanup_drop, render_effect};
use crate::reactive::Owner;
use crate::state::{EpisodeSignal, PlaybackHandle, Player};
use crate::strings;

pub(super) fn chapters(player: Player) -> Option<El> {
    let Player { playback, interface, .. } = player;
    let count = player.episode.get_untracked().chapters.len();
    let is_hidden = move || interface.is_narrow().get() && interface.panel().get() != panels::CHAPTERS;
    // In one column it is the panel of a tab, else a navigation that is always visible.
    let role = move || if interface.is_narrow().get() { "tabpanel" } else { "navigation" };
    let head = el("div")
        .class("bar-head")
        .interface_lang()
        .child(el("h2").attr("id", "chapters-title").child(strings::CHAPTERS))
        .child(el("span").class("count").child(count.to_string()))
        .child(el("span").class("gap"))
        .child(
            // In the direction of the seek bar.
            el("span")
                .attr("dir", "ltr")
                .child(icon_button("tool", strings::PREVIOUS_CHAPTER, icon::PREVIOUS, move || {
                    playback.seek_previous_chapter();
                }))
                .child(icon_button("tool", strings::NEXT_CHAPTER, icon::NEXT, move || {
                    playback.seek_next_chapter();
                })),
        );
    (count > 0).then(|| {
        el("div")
            .class("chapters")
            .attr("part", "chapters")
            .attr("id", panels::CHAPTERS)
            .attr("aria-labelledby", "chapters-title")
            .attr("role", role)
            .attr("hidden", move || is_hidden().then_some("until-found"))
            .on("beforematch", move |_: Event| interface.panel().set(panels::CHAPTERS))
            .child(head)
            .child(list(player))
    })
}

/// The list is built once, for there may be hundreds of chapters: only the active item and the previous one change.
struct List {
    player: Player,
    element: El,
    /// The first items, or all.
    items: RefCell<Vec<Item>>,
    /// Owns the listeners of the items, whenever they are built.
    owner: Owner,
}

/// The link of a chapter, and what changes in it.
struct Item {
    link: El,
    length: El,
    hits: El,
}

fn list(player: Player) -> El {
    let Player { episode, playback, search, .. } = player;
    let count = episode.get_untracked().chapters.len();
    let element = el("ol").class("chapter-list").on("keydown", |event: KeyboardEvent| {
        shortcuts::move_roving_focus(&event, "ArrowDown", "ArrowUp");
    });
    let owner = Owner::current().unwrap_or_default();
    let list = Rc::new(List { player, element: element.clone(), items: RefCell::default(), owner });
    list.build(FIRST_SCREEN);

    let done = move || {
        let chapter = playback.chapter().get().unwrap_or(0);
        let start = episode.get_untracked().chapters[chapter].start;
        percent(playback.second().get() - start, length(episode, playback, chapter))
    };
    let progress = el("i").class("progress").attr("aria-hidden", "true").style(("--done", done));
    let (this, mut active) = (list.clone(), 0);
    render_effect(move || {
        let chapter = playback.chapter().get();
        let before = active;
        // Where no chapter is active, the last active one stays the list's tab stop.
        active = chapter.unwrap_or(active);
        this.build(active + 1);
        let items = this.items.borrow();
        let previous = &items[before];
        previous.set_active(false);
        previous.set_length(length(episode, playback, before));
        let item = &items[active];
        item.link.set_attr("tabindex", Some("0"));
        if chapter.is_some() {
            item.set_active(true);
            item.link.append(&progress);
            scroll_into_view(&this.element.element(), &item.link.element());
        }
    });
    let this = list.clone();
    render_effect(move || {
        let items = this.items.borrow();
        let length = length(episode, playback, count - 1);
        if let Some(last) = items.get(count - 1) {
            last.set_length(length);
        }
        if let Some(active) = playback.chapter().get().and_then(|chapter| items.get(chapter)) {
            active.length.set_text(&time_left(episode, playback));
        }
    });
    let this = list.clone();
    render_effect(move || {
        search.debounced().track();
        this.items.borrow().iter().enumerate().for_each(|(index, item)| item.set_hit_count(player, index));
    });
    on_cleanup_drop(Timeout::new(REST_AFTER, move || list.build(count)));
    element
}

impl List {
    /// Builds the missing items before `end`.
    fn build(&self, end: usize) {
        let episode = self.player.episode.get_untracked();
        let mut items = self.items.borrow_mut();
        for (index, chapter) in episode.chapters.iter().enumerate().take(end).skip(items.len()) {
            let item = self.owner.with(|| item(self.player, index, chapter));
            let page = chapter
                .url
                .as_deref()
                .map(|url| link(url).class("page").child("↗ ").child(el("bdi").child(&*chapter.title)));
            self.element.append(&el("li").child(item.link.clone()).child(page));
            items.push(item);
        }
    }
}

/// Scrolls an item into view in the list's own scroll area; the page stays.
fn scroll_into_view(list: &HtmlElement, item: &HtmlElement) {
    let (view, item) = (list.get_bounding_client_rect(), item.get_bounding_client_rect());
    let hidden = (item.bottom() - view.bottom()).max(0.0) - (view.top() - item.top()).max(0.0);
    if hidden != 0.0 {
        browser::scroll_to(list, f64::from(list.scroll_top()) + hidden, true);
    }
}

fn item(player: Player, index: usize, chapter: &Chapter) -> Item {
    let Player { episode, playback, .. } = player;
    let length = self::length(episode, playback, index).as_length().to_string();
    let length = el("span").class("length").interface_lang().child(length);
    let hits = el("span").class("hits");
    let link = time_link(episode, playback, "chapter", chapter.start)
        .attr("tabindex", "-1")
        .child(el("span").class("n").attr("aria-hidden", "true").child((index + 1).to_string()))
        .child(el("span").class("title").dir_auto().child(&chapter.title))
        .child(" ")
        .child(el("span").class("at").child(chapter.start.to_string()))
        .child(" ")
        .child(length.clone())
        .child(hits.clone());
    let item = Item { link, length, hits };
    item.set_hit_count(player, index);
    item
}

impl Item {
    fn set_active(&self, is_active: bool) {
        self.link.toggle_class("is-now", is_active);
        let on = is_active.then_some("true");
        self.link.set_attr("aria-current", on);
        // What is left of it changes each second, and would be read aloud as often.
        self.length.set_attr("aria-hidden", on);
        self.link.set_attr("tabindex", Some(if is_active { "0" } else { "-1" }));
    }

    fn set_length(&self, length: Millis) {
        self.length.set_text(&length.as_length().to_string());
    }

    /// Shows how many hits the turns have that start in the chapter.
    fn set_hit_count(&self, player: Player, index: usize) {
        let count = player.search.count_in(&player.episode.get_untracked().turns_of(index));
        self.hits.set_text("");
        if count > 0 {
            self.hits.append(&el("b").attr("aria-hidden", "true").child(count.to_string()));
            self.hits.append(&el("span").class("vh").child(strings::match_count(count)));
        }
    }
}

/// The length of a chapter. Tracks the duration for the last one.
fn length(episode: EpisodeSignal, playback: PlaybackHandle, chapter: usize) -> Millis {
    let episode = episode.get_untracked();
    let next = episode.chapters.get(chapter + 1);
    next.map_or_else(|| playback.duration().get(), |next| next.start) - episode.chapters[chapter].start
}

/// How much of the active chapter is left, as a text; empty where none is active.
pub(super) fn time_left(episode: EpisodeSignal, playback: PlaybackHandle) -> String {
    let Some(chapter) = playback.chapter().get() else { return String::new() };
    let elapsed = playback.second().get() - episode.get_untracked().chapters[chapter].start;
    strings::time_left(length(episode, playback, chapter) - elapsed)
}
