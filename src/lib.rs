//! A player for an episode of a podcast or a talk: a YouTube embed (or an audio or video file), chapters, a transcript
//! and statistics, synchronized with one clock.
//!
//! Pages include the custom element `<episode-player src="episode.json">` (feature `element`; `episode-player.js` loads the
//! rest), Rust apps the Leptos component `EpisodePlayer`, or its parts in a layout of their own (features `csr`, `hydrate`
//! and `ssr`).
//!
//! Read in this order: `reactive` and `dom` (signals and elements), `state` (the handles that views take), `load` and
//! `root` (from an address to a mounted player), `media` (the providers), `view` (one panel per file) and `strings` (its
//! texts), `events` and `element` (the interface to JavaScript), `component` (the interface to Leptos) and `browser`
//! (guards over web APIs). Everything that needs no browser is in the crates `episode` and `playback`.

#![cfg_attr(
    not(all(feature = "element", feature = "component")),
    allow(dead_code, reason = "what only the other one needs")
)]
// See `episode::text::part`.
#![warn(clippy::string_slice)]

mod address;
mod browser;
#[cfg(feature = "component")]
mod component;
mod dom;
#[cfg(feature = "element")]
mod element;
mod events;
mod language;
mod load;
mod media;
mod play_promise;
mod reactive;
mod root;
mod settings;
mod state;
mod strings;
mod view;

#[cfg(feature = "component")]
pub use component::*;
pub use load::Source;

/// The examples of the guide compile.
#[cfg(all(doctest, feature = "csr"))]
#[doc = include_str!("../docs/leptos.md")]
struct LeptosGuide;

/// The hosts of YouTube's embed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YouTubeHost {
    /// `www.youtube-nocookie.com`: sets no cookies before the reader plays.
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
