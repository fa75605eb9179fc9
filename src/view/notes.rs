//! Everything else on the page: what it is about, its sections, other episodes, resources.

use episode::{Episode, Related, ResourceGroup};

use super::prose::link;
use super::{names, series};
use crate::dom::{El, el};
use crate::state::Player;

pub(super) fn notes(player: Player) -> El {
    let episode = player.episode();
    let silent = episode
        .transcript
        .turns
        .is_empty()
        .then(|| el("p").class("notice").interface_lang().child("This episode has no transcript yet."));
    let lead = (!episode.synopsis.is_empty()).then(|| el("div").class("lead").prose(&episode.synopsis));
    let sections = episode.sections.iter().fold(
        el("div").class("prose").children(silent).children(lead).child(facts(&episode)),
        |notes, section| notes.child(text("h3", &section.title)).prose(&section.children),
    );
    let sections = sections.children(under("Related episodes", &episode.related, |related| {
        vec![el("ul").class("related").children(related.iter().map(other))]
    }));
    sections.children(under("Resources", &episode.resources, |groups| {
        groups.iter().flat_map(resources).collect()
    }))
}

/// An element of a text of the episode, in the direction of that text.
fn text(tag: &str, text: &str) -> El {
    el(tag).dir_auto().child(text)
}

/// A heading and what stands under it, if anything does.
fn under<T>(title: &str, items: &[T], show: impl Fn(&[T]) -> Vec<El>) -> Vec<El> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut all = vec![el("h3").interface_lang().child(title)];
    all.extend(show(items));
    all
}

fn facts(episode: &Episode) -> El {
    let speakers = (!episode.speakers.is_empty()).then(|| names(el("dd"), episode, ", "));
    let fact = |value: Option<String>| value.map(|value| text("dd", &value));
    let facts = [
        ("Speakers", speakers),
        ("Series", fact(series(episode))),
        ("For", fact(episode.audience.clone())),
        ("Published", fact(episode.published.clone())),
    ];
    el("dl").class("facts").children(facts.into_iter().filter_map(|(name, value)| {
        Some(el("div").child(el("dt").interface_lang().child(name)).child(value?))
    }))
}

fn other(related: &Related) -> El {
    let note = related.note.as_deref().map(|note| text("span", note).class("note"));
    el("li").child(titled(&related.title, related.url.as_deref())).children(note)
}

fn resources(group: &ResourceGroup) -> Vec<El> {
    let links = group.links.iter().map(|l| el("li").child(titled(&l.title, l.url.as_deref())));
    let list = el("ul").class("links").children(links);
    group.title.as_deref().map(|title| text("h4", title)).into_iter().chain([list]).collect()
}

/// A link, or its text where there is no address that may be followed.
fn titled(title: &str, url: Option<&str>) -> El {
    url.map_or_else(|| el("span"), link).dir_auto().child(title)
}
