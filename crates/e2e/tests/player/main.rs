//! The player in a browser, as a reader has it: the built artifact on a page of a site, under a strict policy.

mod accessibility;
mod addresses;
mod away;
#[cfg(feature = "corpus")]
mod corpus;
mod endurance;
mod engines;
mod episode_search;
mod figures;
mod file;
mod focus;
mod following;
mod images;
mod languages;
mod layout;
mod life;
mod loads;
mod more;
mod page;
mod paint;
mod phones;
mod policies;
mod print;
mod properties;
mod quick_start;
mod random;
mod recordings;
mod rtl;
mod servers;
mod static_text;
mod support;
mod talk;
mod theme;
mod transcript;
mod translations;
mod youtube;
