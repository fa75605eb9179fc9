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
mod dom;
mod element;
mod events;
mod load;
mod media;
mod state;
mod view;

use std::cell::RefCell;
use std::rc::Rc;

use dom::El;
use episode::Millis;
use leptos::prelude::*;
use load::LoadState;
pub use load::Source;
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

/// The player of one episode.
///
/// It needs its style sheet in the same document or shadow root: `style/*.css`, joined in the order that
/// `style/order.txt` gives. Everything it does ends when it is unmounted.
#[component]
pub fn EpisodePlayer(
    /// The episode: an address, or an object in the form of the JSON. A change loads anew.
    #[prop(into)]
    source: Signal<Source, LocalStorage>,
    /// Where to start, in seconds. Default: 0.
    #[prop(optional)]
    start: f64,
    /// The host of YouTube's embed. Default: [`YouTubeHost::NoCookie`].
    #[prop(optional)]
    youtube_host: YouTubeHost,
) -> impl IntoView {
    let start = Millis::from_seconds(start).unwrap_or_default();
    let place = NodeRef::<leptos::html::Div>::new();
    let owner = Owner::current().unwrap_or_default();
    place.on_load(move |place| {
        let player = owner.with(|| root(source, start, youtube_host, RwSignal::new_local(None)));
        // It fails only where a node would contain itself.
        let _ = place.append_child(&player.html());
    });
    leptos::html::div().node_ref(place)
}

/// The same, as an element, with a place where the player of the loaded episode is put for the custom element.
fn root(
    source: Signal<Source, LocalStorage>,
    start: Millis,
    youtube_host: YouTubeHost,
    loaded: RwSignal<Option<Player>, LocalStorage>,
) -> El {
    let state = RwSignal::new_local(LoadState::Loading);
    let attempt = RwSignal::new(0_usize);
    let request = Rc::new(RefCell::new(None));
    dom::effect(move || {
        attempt.track();
        let source = source.get();
        // The request before, if it is still under way, is aborted by this.
        let fetch = Rc::new(browser::Fetch::new());
        request.replace(Some(fetch.clone()));
        let request = Rc::downgrade(&request);
        leptos::task::spawn_local(async move {
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
    let retry = move || attempt.update(|n| *n += 1);
    dom::el("div").child_of(move || {
        Some(match state.get() {
            LoadState::Loading => view::loading(),
            LoadState::Refused(address, faults) => view::refused(&address, &faults, retry),
            LoadState::Failed(address, reason) => view::failed(&address, &reason, retry),
            LoadState::Ready(episode, base) => {
                let player = Player::new(*episode, base, youtube_host.name(), start);
                let view = view::player(player);
                loaded.set(Some(player));
                view
            }
        })
    })
}
