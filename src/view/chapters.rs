//! The chapters: the transcript's table of contents, and markers that seek.

use std::rc::Rc;

use episode::Millis;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::prose::link;
use super::{icon, keys, percent, tabs, time_link, tool};
use crate::browser;
use crate::dom::{El, effect, el};
use crate::state::{Panel, Player};

pub(super) fn chapters(player: Player) -> Option<El> {
    let count = player.episode().chapters.len();
    let is_hidden = move || player.narrow().get() && player.panel().get() != Panel::Chapters;
    // In one column it is a tab's panel, else a standing list.
    let role = move || Some(if player.narrow().get() { "tabpanel" } else { "navigation" });
    let head = el("div")
        .class("bar-head")
        .in_english()
        .child(el("h2").attr("id", "chapters-title").text("Chapters"))
        .child(el("span").class("count").text(&count.to_string()))
        .child(el("span").class("gap"))
        .child(
            // In the direction of the timeline.
            el("span")
                .attr("dir", "ltr")
                .child(tool("tool", "Previous chapter", icon::PREVIOUS, move || player.seek_chapter(false)))
                .child(tool("tool", "Next chapter", icon::NEXT, move || player.seek_chapter(true))),
        );
    (count > 0).then(|| {
        el("div")
            .class("chapters")
            .attr("part", "chapters")
            .attr("id", tabs::panel_id(Panel::Chapters))
            .attr("aria-labelledby", "chapters-title")
            .bind("role", role)
            .bind("hidden", move || is_hidden().then_some("until-found"))
            .on("beforematch", move |_: Event| player.panel().set(Panel::Chapters))
            .child(head)
            .child(list(player))
    })
}

/// A chapter's line, and what changes in it.
struct Line {
    link: El,
    length: El,
    hits: El,
}

/// Made once, for there may be hundreds: what changes is the line that is now, and the one that was.
fn list(player: Player) -> El {
    let count = player.episode().chapters.len();
    let lines: Rc<[Line]> = (0..count).map(|index| line(player, index)).collect();
    let list = el("ol")
        .class("chapter-list")
        .on("keydown", |event: KeyboardEvent| keys::rove(&event, "ArrowDown", "ArrowUp"))
        .children(lines.iter().zip(&player.episode().chapters).map(|(line, chapter)| {
            let page = chapter
                .url
                .as_deref()
                .map(|url| link(url).class("page").text("↗ ").child(el("bdi").text(&chapter.title)));
            el("li").child(line.link.clone()).children(page)
        }));

    let done = move || {
        let chapter = player.chapter().get().unwrap_or(0);
        percent(player.second().get() - player.episode().chapters[chapter].start, whole(player, chapter))
    };
    let progress = el("i").class("progress").attr("aria-hidden", "true").style("--done", done);
    let (all, scroller, mut before) = (lines.clone(), list.clone(), 0);
    effect(move || {
        let now = player.chapter().get();
        all[before].is_now(false);
        all[before].length.set_text(&whole(player, before).as_length().to_string());
        // Where nothing is now, the last one stays the list's one tab stop.
        before = now.unwrap_or(before);
        all[before].link.set("tabindex", Some("0"));
        if now.is_some() {
            all[before].is_now(true);
            all[before].link.add(&progress);
            show(&scroller.html(), &all[before].link.html());
        }
    });
    let all = lines.clone();
    effect(move || {
        player.end().track();
        if let Some(last) = all.last() {
            last.length.set_text(&whole(player, count - 1).as_length().to_string());
        }
        if let Some(chapter) = player.chapter().get() {
            all[chapter].length.set_text(&left(player));
        }
    });
    effect(move || {
        player.settled().track();
        lines.iter().enumerate().for_each(|(index, line)| line.show_hits(player, index));
    });
    list
}

/// Brings a line into view in the list's own area, where that scrolls; the page stays.
fn show(list: &HtmlElement, line: &HtmlElement) {
    let (view, line) = (list.get_bounding_client_rect(), line.get_bounding_client_rect());
    let hidden = (line.bottom() - view.bottom()).max(0.0) - (view.top() - line.top()).max(0.0);
    if hidden != 0.0 {
        browser::scroll_to(list, f64::from(list.scroll_top()) + hidden, true);
    }
}

fn line(player: Player, index: usize) -> Line {
    let episode = player.episode();
    let chapter = &episode.chapters[index];
    let length = el("span").class("length").in_english().text(&whole(player, index).as_length().to_string());
    let hits = el("span").class("hits");
    let link = time_link(player, "chapter", chapter.start)
        .attr("tabindex", "-1")
        .child(el("span").class("n").attr("aria-hidden", "true").text(&(index + 1).to_string()))
        .child(el("span").class("title").in_own_direction().text(&chapter.title))
        .text(" ")
        .child(el("span").class("at").text(&chapter.start.to_string()))
        .text(" ")
        .child(length.clone())
        .child(hits.clone());
    Line { link, length, hits }
}

impl Line {
    fn is_now(&self, is_now: bool) {
        self.link.toggle("is-now", is_now);
        self.link.set("aria-current", is_now.then_some("true"));
        self.link.set("tabindex", Some(if is_now { "0" } else { "-1" }));
    }

    /// How much the search found in the chapter: in the turns that start in it.
    fn show_hits(&self, player: Player, index: usize) {
        let turns = player.turns_of(index);
        let count = player.hits().with_untracked(|hits| {
            let before = |turn: usize| hits.partition_point(|hit| (hit.turn as usize) < turn);
            before(turns.end) - before(turns.start)
        });
        self.hits.set_text("");
        if count > 0 {
            let name = if count == 1 { " match" } else { " matches" };
            self.hits.add(&el("b").text(&count.to_string()));
            self.hits.add(&el("span").class("vh").text(name));
        }
    }
}

/// How long a chapter is.
fn whole(player: Player, chapter: usize) -> Millis {
    let episode = player.episode();
    let next = episode.chapters.get(chapter + 1).map_or_else(|| player.end().get(), |next| next.start);
    next - episode.chapters[chapter].start
}

/// How much of the chapter is left.
pub(super) fn left(player: Player) -> String {
    let Some(chapter) = player.chapter().get() else { return String::new() };
    let gone = player.second().get() - player.episode().chapters[chapter].start;
    format!("{} left", (whole(player, chapter) - gone).as_length())
}
