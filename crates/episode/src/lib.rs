//! The episode format, version 1: its model, its JSON, and queries on an episode.
//!
//! Read in this order: [`model`] (an episode), [`time`] (whole milliseconds), [`timeline`] (what is active at a time),
//! [`text`] (words and their places), [`search`], [`quotation`], [`node`] (rich text), [`figure`] (the value of a
//! statistic), [`captions`] (with the feature `captions`, reading and writing them), [`json`], [`wire`] (the types of the
//! JSON) and [`read`](read()) (from JSON to the model, with the place of every fault).
//!
//! No I/O, no web, no threads, no system clock: time is an argument.

pub mod captions;
pub mod figure;

#[cfg(feature = "captions")]
pub mod formats;
pub mod json;
pub mod model;
pub mod node;
pub mod quotation;
mod read;
mod report;
mod rescale;
pub mod search;
pub mod text;
pub mod time;
pub mod timeline;
mod translations;
pub mod wire;
mod write;

pub use model::{
    Chapter, ChapterTurns, Episode, Link, Media, Mention, Related, ResourceGroup, Section, Series, Source,
    Speaker, Statistic, Timing, Transcript, TranscriptSource, Turn,
};
#[cfg(feature = "keywords")]
pub use model::{Keyword, Keywords};
pub use node::Node;
pub use read::{Read, Refused, is_language_tag, is_youtube_id, read};
pub use report::{Fault, MOST_LISTED};
pub use time::Millis;
pub use timeline::Timeline;
pub use translations::common_subtags;
