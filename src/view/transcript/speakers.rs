//! The filter on speakers: it dims the others.

use episode::Episode;

use super::super::{button, initial, speaker_class};
use crate::dom::{El, el};
use crate::reactive::*;
use crate::strings;

/// A button for each speaker, where there are several.
pub(super) fn filter(episode: &Episode, speaker_filter: RwSignal<Option<usize>>) -> Option<El> {
    let chip = |index: usize| {
        let is_selected = move || speaker_filter.get() == Some(index);
        let toggle = move || speaker_filter.set((!untrack(is_selected)).then_some(index));
        let name = &episode.speakers[index].name;
        button(&format!("chip {}", speaker_class(Some(index))), toggle)
            .attr("aria-pressed", move || is_selected().to_string())
            .child(el("span").class("badge").attr("aria-hidden", "true").child(initial(name)))
            .child(el("bdi").child(name))
    };
    let count = episode.speakers.len();
    let title = || el("span").class("vh").attr("id", "speakers-title").interface_lang();
    (count > 1).then(|| {
        el("div")
            .class("speakers")
            .attr("role", "group")
            .attr("aria-labelledby", "speakers-title")
            .children((0..count).map(chip))
            .child(title().child(strings::SPEAKER_FILTER))
    })
}
