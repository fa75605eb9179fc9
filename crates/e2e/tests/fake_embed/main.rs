//! The fake embed by itself: driven by the smallest host page there is, held against recordings of the real embed,
//! and driven by a player that others wrote for the real one.

mod faults;
mod handshake;
mod host;
mod playback;
#[cfg(feature = "corpus")]
mod recording;
#[cfg(feature = "corpus")]
mod recordings;
mod vidstack;
