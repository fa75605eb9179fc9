//! Who speaks: a filter that dims the others.

use super::super::{button, initial, voice};
use crate::dom::{El, el};
use crate::reactive::*;
use crate::state::Player;

/// A button for each speaker, where there are several.
pub(super) fn filter(player: Player) -> Option<El> {
    let episode = player.episode();
    let chip = |index: usize| {
        let is_chosen = move || player.only().get() == Some(index);
        let choose = move || player.only().set((!untrack(is_chosen)).then_some(index));
        let name = &episode.speakers[index].name;
        button(&format!("chip {}", voice(Some(index))), choose)
            .attr("aria-pressed", move || is_chosen().to_string())
            .child(el("span").class("badge").attr("aria-hidden", "true").child(initial(name)))
            .child(el("bdi").child(name))
    };
    let count = episode.speakers.len();
    (count > 1).then(|| {
        el("div")
            .class("speakers")
            .attr("role", "group")
            .attr("aria-labelledby", "speakers-title")
            .children((0..count).map(chip))
            .child(el("span").class("vh").attr("id", "speakers-title").interface_lang().child("Dim all but"))
    })
}
