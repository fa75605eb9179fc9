//! The parts of the player, each alone: for a layout of the page's or app's own.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use super::{chapters, frame, panels, transport};
use crate::browser::{self, Listener};
use crate::dom::{El, on_cleanup_drop};
use crate::reactive::*;
use crate::state::Player;
use crate::strings;

/// Returns the view of a part of an app's page; nothing where the episode has nothing for it.
#[cfg(feature = "component")]
pub(crate) fn part_view(name: &str, player: Player) -> Option<El> {
    let player = apart(player);
    let content = if name == "stage" {
        super::stage::stage(player.episode, player.playback)
    } else {
        content(name, player)?
    };
    Some(part_frame(player).child(content))
}

/// Outside of the player a panel is always open, and never narrow.
fn apart(player: Player) -> Player {
    Player { interface: player.interface.apart(), ..player }
}

fn part_frame(player: Player) -> El {
    frame(player).class("player is-part")
}

/// Returns what is in a part: in `transport`, `timeline`, or a panel by its id.
fn content(name: &str, player: Player) -> Option<El> {
    match name {
        "transport" => Some(transport::transport(player, false)),
        "timeline" => Some(transport::timeline(player, transport::section(strings::SEEK_BAR))),
        panels::CHAPTERS => chapters::chapters(player),
        _ => panels::alone(name, player),
    }
}

/// Lets `more/parts.js` show parts in other elements of the page. An event `part` at the player's view has such an element as
/// its detail, whose id names the part. It gets a frame with the part in it, an empty one where the episode has nothing for it.
/// The part ends with the player, or with an event `end` at that element.
///
/// The frame of `stage` is empty: the recording is in one place at a time, and the script moves the player's own stage.
pub(super) fn offer(player: Player, view: El) -> El {
    let Some(owner) = Owner::current() else { return view };
    view.on("part", move |event: Event| {
        let Ok(place) = browser::get(&event, "detail").dyn_into::<HtmlElement>() else { return };
        let owner = owner.with(Owner::new);
        owner.clone().with(|| {
            let player = apart(player);
            let view = part_frame(player).child(content(&place.id(), player));
            // It fails only where a node would contain itself.
            let _ = place.append_child(&view.element());
            on_cleanup_drop(Listener::new(&place, "end", move |_| owner.cleanup()));
        });
    })
}
