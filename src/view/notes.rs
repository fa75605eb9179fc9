//! Everything else on the page: what it is about, its sections, other episodes, resources.

use leptos::html::{a, dd, div, dl, dt, h3, h4, li, p, span, ul};
use leptos::prelude::*;

use super::prose::{link, prose};
use crate::state::Player;

pub(super) fn notes(player: Player) -> AnyView {
    let episode = player.episode();
    let names: Vec<&str> = episode.speakers.iter().map(|s| s.name.as_str()).collect();
    let series = episode.series.as_ref().map(|s| match (s.part, s.of) {
        (Some(part), Some(of)) => format!("{}, part {part} of {of}", s.name),
        (Some(part), None) => format!("{}, part {part}", s.name),
        _ => s.name.clone(),
    });
    let facts = [
        ("Speakers", (!names.is_empty()).then(|| names.join(", "))),
        ("Series", series),
        ("For", episode.audience.clone()),
        ("Published", episode.published.clone()),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| div().child((dt().child(name), dd().child(value)))));
    let sections =
        episode.sections.iter().map(|s| (h3().child(s.title.clone()), prose(&s.children))).collect_view();
    let silent = episode
        .transcript
        .turns
        .is_empty()
        .then(|| p().class("notice").child("This episode has no transcript yet."));
    div()
        .class("prose")
        .child((
            silent,
            (!episode.synopsis.is_empty()).then(|| div().class("lead").child(prose(&episode.synopsis))),
            dl().class("facts").child(facts.collect_view()),
            sections,
            related(player),
            resources(player),
        ))
        .into_any()
}

fn related(player: Player) -> Option<AnyView> {
    let episode = player.episode();
    let items = episode.related.iter().map(|r| {
        let title = r.title.clone();
        let title = match &r.url {
            Some(url) => a().attr("href", url.clone()).child(title).into_any(),
            None => span().child(title).into_any(),
        };
        li().child((title, r.note.clone().map(|note| span().class("note").child(note))))
    });
    let items = items.collect_view();
    (!episode.related.is_empty())
        .then(|| (h3().child("Related episodes"), ul().class("related").child(items)).into_any())
}

fn resources(player: Player) -> Option<AnyView> {
    let episode = player.episode();
    let groups = episode.resources.iter().map(|group| {
        let links = group.links.iter().map(|l| {
            let title = l.title.clone().into_any();
            li().child(match &l.url {
                Some(url) => link(url, None, title),
                None => title,
            })
        });
        (group.title.clone().map(|title| h4().child(title)), ul().class("links").child(links.collect_view()))
    });
    let groups = groups.collect_view();
    (!episode.resources.is_empty()).then(|| (h3().child("Resources"), groups).into_any())
}
