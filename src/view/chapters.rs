//! The chapters: the transcript's table of contents, and markers that seek.

use web_sys::{Event, KeyboardEvent};

use super::{icon, keys, percent, tabs, time_link, tool};
use crate::dom::{El, el};
use crate::reactive::*;
use crate::state::{Panel, Player};

pub(super) fn chapters(player: Player) -> Option<El> {
    let count = player.episode().chapters.len();
    let is_hidden = move || player.narrow().get() && player.panel().get() != Panel::Chapters;
    // In one column it is a tab's panel, else a standing list.
    let role = move || Some(if player.narrow().get() { "tabpanel" } else { "navigation" });
    let head = el("div")
        .class("bar-head")
        .child(el("h2").text("Chapters"))
        .child(el("span").class("count").text(&count.to_string()))
        .child(el("span").class("gap"))
        .child(tool("tool", "Previous chapter", icon::PREVIOUS, move || player.seek_chapter(false)))
        .child(tool("tool", "Next chapter", icon::NEXT, move || player.seek_chapter(true)));
    let list = el("ol")
        .class("chapter-list")
        .on("keydown", |event: KeyboardEvent| keys::rove(&event, "ArrowDown", "ArrowUp"))
        .children((0..count).map(|index| el("li").child(chapter(player, index))));
    (count > 0).then(|| {
        el("div")
            .class("chapters")
            .attr("part", "chapters")
            .attr("id", tabs::panel_id(Panel::Chapters))
            .attr("aria-label", "Chapters")
            .bind("role", role)
            .bind("hidden", move || is_hidden().then_some("until-found"))
            .on("beforematch", move |_: Event| player.panel().set(Panel::Chapters))
            .child(head)
            .child(list)
    })
}

fn chapter(player: Player, index: usize) -> El {
    let episode = player.episode();
    let chapter = &episode.chapters[index];
    let start = chapter.start;
    let next = episode.chapters.get(index + 1).map(|c| c.start);
    let whole = move || next.unwrap_or(player.end().get()) - start;
    let is_now = move || player.chapter().get() == Some(index);
    // The list is one tab stop: where the episode is.
    let is_stop = move || player.chapter().get().unwrap_or(0) == index;
    let length = move || if is_now() { left(player) } else { whole().as_length().to_string() };
    let done = move || percent(player.second().get() - start, whole());
    let progress =
        move || is_now().then(|| el("i").class("progress").attr("aria-hidden", "true").style("--done", done));
    time_link(player, "chapter", start)
        .class_when("is-now", is_now)
        .bind("aria-current", move || is_now().then_some("true"))
        .bind("tabindex", move || Some(if is_stop() { "0" } else { "-1" }))
        .child(el("span").class("n").attr("aria-hidden", "true").text(&(index + 1).to_string()))
        .child(el("span").class("title").text(&chapter.title))
        .text(" ")
        .child(el("span").class("at").text(&start.to_string()))
        .text(" ")
        .child(el("span").class("length").text_of(length))
        .child_of(move || matches(player, index))
        .child_of(progress)
}

/// How much the search found in the chapter: in the turns that start in it.
fn matches(player: Player, index: usize) -> Option<El> {
    player.settled().track();
    let turns = player.turns_of(index);
    let count = player.hits().with_untracked(|hits| {
        let before = |turn: usize| hits.partition_point(|hit| (hit.turn as usize) < turn);
        before(turns.end) - before(turns.start)
    });
    (count > 0).then(|| {
        let name = if count == 1 { " match" } else { " matches" };
        let count = el("b").text(&count.to_string());
        el("span").class("hits").child(count).child(el("span").class("vh").text(name))
    })
}

/// How much of the chapter is left.
pub(super) fn left(player: Player) -> String {
    let Some(chapter) = player.chapter().get() else { return String::new() };
    let next = player.episode().chapters.get(chapter + 1).map_or_else(|| player.end().get(), |c| c.start);
    format!("{} left", (next - player.second().get()).as_length())
}
