//! One podcast or talk episode: the format's version 1, what may be asked of it, and nothing else.
//!
//! Read in this order: [`model`] (what an episode is), [`time`] (integer milliseconds), [`timeline`]
//! (what is active at a time), [`text`] (words and where they stand), [`search`] and [`quotation`] (finding
//! words, and taking them along), [`node`] (rich text), [`figure`] (a statistic's number), [`captions`] (and
//! with the feature `formats` their formats, in and out), [`json`], [`wire`] (the JSON, letter by letter) and
//! [`read`](read()) (from JSON to model, with every fault's place).
//!
//! No I/O, no web, no threads, no system clock: time is an argument.

pub mod captions;
pub mod figure;
mod fit;
#[cfg(feature = "formats")]
pub mod formats;
pub mod json;
pub mod model;
pub mod node;
pub mod quotation;
mod read;
mod report;
pub mod search;
pub mod text;
pub mod time;
pub mod timeline;
pub mod wire;
mod write;

pub use model::{
    Chapter, ChapterTurns, Episode, Link, Media, Mention, Related, ResourceGroup, Section, Series, Source,
    Speaker, Statistic, Timing, Transcript, TranscriptSource, Turn,
};
pub use node::Node;
pub use read::{Read, Refused, is_youtube_id, read};
pub use report::{Fault, MOST_LISTED};
pub use time::Millis;
pub use timeline::Timeline;
