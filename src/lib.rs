//! A podcast or talk episode as one thing: a YouTube embed (or a sound or video file), clickable chapters,
//! a live transcript and a statistics panel, in step with one clock.
//!
//! Two ways in: the custom element `<episode-player src="episode.json">` for any page (`episode-player.js`
//! loads the rest), and the Leptos component [`EpisodePlayer`] for Rust apps.
//!
//! Read in this order: `state` (one player's signals), `load` (from an address to an episode), `media` (what
//! plays), `view` (what the reader sees, one panel per file), `events` (what the page is told), `element` (the only exports to JavaScript) and
//! `browser` (guards over web APIs). What can be arithmetic is in the crates `episode` and `playback`.

mod address;
mod browser;
#[cfg(feature = "leptos")]
mod component;
mod dom;
mod element;
mod events;
mod load;
mod media;
mod play_promise;
mod reactive;
mod root;
mod settings;
mod state;
mod strings;
mod view;

#[cfg(feature = "leptos")]
pub use component::{EpisodePlayer, EpisodePlayerProps};

pub use load::Source;

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
