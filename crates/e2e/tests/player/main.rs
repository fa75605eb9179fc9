//! The player in a browser, as a reader has it: the built artifact on a page of a site, under a strict policy.

mod accessibility;
mod corpus;
mod file;
mod following;
mod life;
mod page;
mod support;
mod transcript;
mod youtube;
