//! The chapters: the transcript's table of contents, and markers that seek.

use episode::Millis;
use leptos::ev;
use leptos::html::{a, div, h2, i, li, nav, ol, span};
use leptos::prelude::*;

use super::{icon, is_modified, keys, percent, tabs, time_href, tool};
use crate::state::{Panel, Player};

pub(super) fn chapters(player: Player) -> AnyView {
    let episode = player.episode();
    let count = episode.chapters.len();
    if count == 0 {
        return ().into_any();
    }
    let items = (0..count).map(|index| chapter(player, index)).collect_view();
    let hidden = move || player.narrow.get() && player.panel.get() != Panel::Chapters;
    // In one column it is a tab's panel, else a standing list.
    let role = move || if player.narrow.get() { "tabpanel" } else { "navigation" };
    nav()
        .class("chapters")
        .attr("id", tabs::panel_id(Panel::Chapters))
        .attr("role", role)
        .attr("aria-label", "Chapters")
        .attr("hidden", move || hidden().then_some("until-found"))
        .on(ev::Custom::new("beforematch"), move |_: web_sys::Event| player.panel.set(Panel::Chapters))
        .child((
            div().class("bar-head").child((
                h2().child("Chapters"),
                span().class("count").child(count),
                span().class("gap"),
                tool("tool", "Previous chapter", icon::PREVIOUS, move || player.seek_chapter(false)),
                tool("tool", "Next chapter", icon::NEXT, move || player.seek_chapter(true)),
            )),
            ol().class("chapter-list")
                .on(ev::keydown, |event| keys::rove(&event, "ArrowDown", "ArrowUp"))
                .child(items),
        ))
        .into_any()
}

fn chapter(player: Player, index: usize) -> AnyView {
    let episode = player.episode();
    let chapter = &episode.chapters[index];
    let start = chapter.start;
    let is_now = Memo::new(move |_| player.chapter.get() == Some(index));
    // The list is one tab stop: where the episode is.
    let is_stop = move || player.chapter.get().unwrap_or(0) == index;
    let next = episode.chapters.get(index + 1).map(|c| c.start);
    let whole = move || (next.unwrap_or(player.end.get()) - start).as_length().to_string();
    let length = move || if is_now.get() { left(player) } else { Some(whole()) };
    let progress = move || {
        is_now.get().then(|| {
            let done = move || {
                let length = next.unwrap_or(player.end.get()) - start;
                percent((Millis::from_secs(player.second.get()) - start).fraction_of(length))
            };
            i().class("progress").attr("aria-hidden", "true").style(("--done", done))
        })
    };
    let seek = move |event: web_sys::MouseEvent| {
        if !is_modified(&event) {
            event.prevent_default();
            player.seek(start);
        }
    };
    li().child(
        a().class("chapter")
            .class(("is-now", move || is_now.get()))
            .attr("href", time_href(start))
            .attr("aria-current", move || is_now.get().then_some("true"))
            .attr("tabindex", move || if is_stop() { "0" } else { "-1" })
            .on(ev::click, seek)
            .child((
                span().class("n").attr("aria-hidden", "true").child(index + 1),
                span().class("title").child(chapter.title.clone()),
                " ",
                span().class("at").child(start.to_string()),
                " ",
                span().class("length").child(length),
                progress,
            )),
    )
    .into_any()
}

/// How much of the chapter is left.
pub(super) fn left(player: Player) -> Option<String> {
    let chapter = player.chapter.get()?;
    let next = player.episode().chapters.get(chapter + 1).map_or_else(|| player.end.get(), |c| c.start);
    let left = next - Millis::from_secs(player.second.get());
    Some(format!("{} left", left.as_length()))
}
