//! A podcast or talk episode as one thing: a YouTube embed (or a sound or video file), clickable chapters,
//! a live transcript and a statistics panel, in step with one clock.
//!
//! Two ways in: the custom element `<episode-player src="episode.json">` for any page (`episode-player.js`
//! loads the rest), and the Leptos component [`EpisodePlayer`] for Rust apps.
//!
//! Read in this order: `state` (one player's signals), `load` (from an address to an episode), `media` (what
//! plays), `view` (what the reader sees, one panel per file), `events` (what the page is told), `element` (the only exports to JavaScript) and
//! `browser` (guards over web APIs). What can be arithmetic is in the crates `episode` and `playback`.

mod browser;
#[cfg(feature = "leptos")]
mod component;
mod dom;
mod element;
mod events;
mod load;
mod media;
mod reactive;
mod state;
mod view;

#[cfg(feature = "leptos")]
pub use component::{EpisodePlayer, EpisodePlayerProps};

use std::cell::RefCell;
use std::rc::Rc;

use dom::El;
use episode::Millis;
use load::LoadState;
pub use load::Source;
use reactive::*;
use state::Player;

/// The hosts of YouTube's embed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YouTubeHost {
    /// `www.youtube-nocookie.com`: no cookies before the reader plays.
    #[default]
    NoCookie,
    /// `www.youtube.com`.
    YouTube,
}

impl YouTubeHost {
    fn name(self) -> &'static str {
        match self {
            Self::NoCookie => "www.youtube-nocookie.com",
            Self::YouTube => "www.youtube.com",
        }
    }
}

/// A player, with a place where that of the loaded episode is put for the custom element.
fn root(
    source: impl Fn() -> Source + 'static,
    start: Millis,
    youtube_host: YouTubeHost,
    loaded: Live<Option<Player>>,
) -> El {
    let state = Live::new(LoadState::Loading);
    let attempt = Live::new(0_usize);
    let request = Rc::new(RefCell::new(None));
    dom::effect(move || {
        attempt.track();
        let source = source();
        // The request before, if it is still under way, is aborted by this.
        let fetch = Rc::new(browser::Fetch::new());
        request.replace(Some(fetch.clone()));
        let request = Rc::downgrade(&request);
        browser::spawn_local(async move {
            let result = load::load(&fetch, source).await;
            // It may have been overtaken, or the player may be gone.
            let is_current = request.upgrade().is_some_and(|current| {
                current.borrow().as_ref().is_some_and(|current| Rc::ptr_eq(current, &fetch))
            });
            if is_current {
                state.set(result);
            }
        });
    });
    let retry = move || attempt.count();
    dom::el("div").child_of(move || {
        Some(match state.get() {
            LoadState::Loading => view::loading(),
            LoadState::Refused(address, faults) => view::refused(&address, &faults, retry),
            LoadState::Failed(address, reason) => view::failed(&address, &reason, retry),
            LoadState::Ready(episode, base) => {
                let player = Player::new(episode, base, youtube_host.name(), start);
                // What is read in building is no reason to build it all anew.
                let view = untrack(|| view::player(player));
                loaded.set(Some(player));
                view
            }
        })
    })
}
