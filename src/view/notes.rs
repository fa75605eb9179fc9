//! The panel of notes: what the episode is about, its sections, related episodes, resources.

use episode::{Episode, Related, ResourceGroup};

use super::rich_text::link;
use super::speaker_names;
use crate::dom::{El, el};
use crate::strings;
use language::Text;

/// Fills the panel.
pub(super) fn notes(episode: &Episode, panel: El) -> El {
    let no_transcript = episode
        .transcript
        .turns
        .is_empty()
        .then(|| el("p").class("notice").interface_lang().child(strings::NO_TRANSCRIPT));
    let lead = (!episode.synopsis.is_empty()).then(|| el("div").class("lead").rich_text(&episode.synopsis));
    let sections = episode.sections.iter().fold(
        el("div").class("prose").child(no_transcript).child(lead).child(facts(episode)),
        |notes, section| notes.child(text("h3", &section.title)).rich_text(&section.children),
    );
    let related =
        |related: &[Related]| vec![el("ul").class("related").children(related.iter().map(related_item))];
    let resources = |groups: &[ResourceGroup]| groups.iter().flat_map(resource_group).collect();
    // The panel may scroll, and contain nothing that can have the focus.
    panel.attr("tabindex", "0").child(
        sections
            .children(titled_list(strings::RELATED_EPISODES, &episode.related, related))
            .children(titled_list(strings::RESOURCES, &episode.resources, resources)),
    )
}

/// An element of a text of the episode, in the direction of that text.
fn text(tag: &str, text: &str) -> El {
    el(tag).dir_auto().child(text)
}

/// A heading and the items below it; nothing where there are no items.
fn titled_list<T>(title: Text, items: &[T], show: impl Fn(&[T]) -> Vec<El>) -> Vec<El> {
    if items.is_empty() {
        return Vec::new();
    }
    let mut all = vec![el("h3").interface_lang().child(title)];
    all.extend(show(items));
    all
}

fn facts(episode: &Episode) -> El {
    let speakers = (!episode.speakers.is_empty()).then(|| speaker_names(el("dd"), episode, strings::COMMA));
    let fact = |value: Option<String>| value.map(|value| text("dd", &value));
    let facts = [
        (strings::SPEAKERS, speakers),
        (strings::SERIES, fact(episode.series.as_ref().map(strings::series))),
        (strings::AUDIENCE, fact(episode.audience.clone())),
        (strings::PUBLISHED, fact(episode.published.clone())),
    ];
    el("dl").class("facts").children(facts.into_iter().filter_map(|(name, value)| {
        Some(el("div").child(el("dt").interface_lang().child(name)).child(value?))
    }))
}

fn related_item(related: &Related) -> El {
    let note = related.note.as_deref().map(|note| text("span", note).class("note"));
    el("li").child(titled_link(&related.title, related.url.as_deref())).child(note)
}

fn resource_group(group: &ResourceGroup) -> Vec<El> {
    let links = group.links.iter().map(|link| el("li").child(titled_link(&link.title, link.url.as_deref())));
    let list = el("ul").class("links").children(links);
    group.title.as_deref().map(|title| text("h4", title)).into_iter().chain([list]).collect()
}

/// A link, or its text where there is no address that may be followed.
fn titled_link(title: &str, url: Option<&str>) -> El {
    url.map_or_else(|| el("span"), link).dir_auto().child(title)
}
