//! The key figures: the number first, each linked to where it is said, lit while it is.

use episode::figure::Figure;
use episode::{Episode, Statistic};
use leptos::ev;
use leptos::html::{a, div, h3, li, p, span, ul};
use leptos::prelude::*;

use super::{is_modified, time_href};
use crate::state::Player;

/// Whether there is anything to show.
pub(super) fn has_any(episode: &Episode) -> bool {
    !episode.statistics.is_empty()
}

pub(super) fn statistics(player: Player) -> AnyView {
    let episode = player.episode();
    let figures =
        episode.statistics.iter().enumerate().map(|(index, s)| figure(player, index, s)).collect_view();
    div()
        .class("figures-scroll")
        .child((h3().class("vh").child("Key figures"), ul().class("figures").child(figures)))
        .into_any()
}

fn figure(player: Player, index: usize, statistic: &Statistic) -> AnyView {
    let parts = Figure::parse(&statistic.value);
    let part = |class: &'static str, text: &str| {
        (!text.is_empty()).then(|| (span().class(class).child(text.to_owned()), " "))
    };
    let number = (!parts.number.is_empty()).then(|| span().class("number").child(parts.number.to_owned()));
    let unit = (!parts.unit.is_empty()).then(|| {
        let space = if parts.tight { "" } else { " " };
        (space, span().class("unit").class(("tight", parts.tight)).child(parts.unit.to_owned()))
    });
    let is_now = Memo::new(move |_| player.figures.with(|f| f.contains(&index)));
    let times = statistic.mentions.iter().map(|m| {
        let start = m.start;
        let seek = move |event: web_sys::MouseEvent| {
            if !is_modified(&event) {
                event.prevent_default();
                player.seek(start);
            }
        };
        let until = start + episode::timeline::SAID_FOR;
        let said = move || is_now.get() && (start..until).contains(&player.now.get());
        let said = Memo::new(move |_| said());
        a().class("chip")
            .class(("is-now", move || said.get()))
            .attr("href", time_href(start))
            .attr("aria-current", move || said.get().then_some("true"))
            .on(ev::click, seek)
            .child((start.to_string(), move || said.get().then_some(" now")))
    });
    li().class("figure")
        .class(("is-now", move || is_now.get()))
        .child((
            p().class("value").child((
                part("qualifier", parts.qualifier),
                number,
                unit,
                " ",
                part("rest", parts.rest),
            )),
            p().class("metric").child(statistic.metric.clone()),
            p().class("source").child(statistic.source.clone()),
            p().class("times").child((
                (!statistic.mentions.is_empty()).then(|| span().class("vh").child("Said at ")),
                times.collect_view(),
            )),
        ))
        .into_any()
}
