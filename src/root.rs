//! The mounted player: it shows the view of the current state of loading.

use std::cell::Cell;
use std::rc::Rc;

use episode::Refused;

use crate::browser;
use crate::dom::{self, El, el};
use crate::load::{LoadState, Loader, Requested};
use crate::reactive::*;
use crate::settings::Settings;
use crate::state::{Links, Player};
use crate::strings;
use crate::{YouTubeHost, view};

/// What a player is mounted with.
pub(crate) struct Options {
    /// Returns what to show. Tracked.
    pub(crate) requested: Box<dyn Fn() -> Requested>,
    /// The reader's settings, and where the next episode starts.
    pub(crate) settings: Rc<Settings>,
    pub(crate) youtube_host: YouTubeHost,
    /// What a link to a time of this player has after the time.
    pub(crate) link_suffix: String,
    /// Called after each change of the state, under the reactive owner of the new view.
    pub(crate) on_state: Box<dyn Fn(&Shown)>,
}

/// What the player shows.
pub(crate) enum Shown {
    /// The page's own text, or the skeleton of the player.
    Nothing,
    /// A message that says why there is no episode, and what is wrong in it if there is a file.
    Message(String, Option<Rc<Refused>>),
    Player(Player),
}

/// Creates the player, which stops when the current reactive owner is disposed.
pub(crate) fn root(options: Options) -> El {
    let Options { requested, settings, youtube_host, link_suffix, on_state } = options;
    let loader = Loader::new(requested);
    let place = el("div").attr("tabindex", "-1");
    let (element, current) = (place.clone(), Cell::new(None::<El>));
    dom::render_effect(move || {
        let had_focus = browser::has_focus(&element.element());
        let (view, shown) = match loader.state.get() {
            LoadState::Ready(episode, base) => {
                let panel = view::initial_panel(&episode);
                let links = Links { base, suffix: link_suffix.clone() };
                let player = Player::new(episode, links, youtube_host, settings.clone(), panel);
                // Untracked: a signal that is read in building must not build everything anew.
                (untrack(|| view::player(player, &element.element())), Shown::Player(player))
            }
            state => without_episode(state, loader),
        };
        if let Some(old) = current.replace(Some(view.clone())) {
            old.remove();
        }
        element.append(&view);
        // Focus that was in the view before goes to the main button of this one.
        if had_focus {
            browser::focus_first(&element.element(), ".play, .primary");
        }
        untrack(|| on_state(&shown));
    });
    place
}

/// Returns what is shown where there is no episode.
pub(crate) fn without_episode(state: LoadState, loader: Loader) -> (El, Shown) {
    match state {
        LoadState::Empty | LoadState::Ready(..) => (view::page_text(), Shown::Nothing),
        LoadState::Loading => (view::skeleton(), Shown::Nothing),
        LoadState::Refused(address, refused) => (
            view::refused(address.as_deref(), &refused, move || loader.retry()),
            Shown::Message(refused.to_string(), Some(refused)),
        ),
        LoadState::Failed(address, error) => {
            let reason = strings::load_error(error);
            (view::failed(&address, &reason, move || loader.retry()), Shown::Message(reason, None))
        }
    }
}
