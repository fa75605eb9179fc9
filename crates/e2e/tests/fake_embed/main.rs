//! The fake embed by itself: driven by the smallest host page there is, held against recordings of the real embed,
//! and driven by a player that others wrote for the real one.

mod faults;
mod handshake;
mod host;
mod playback;
mod recording;
mod recordings;
mod vidstack;
