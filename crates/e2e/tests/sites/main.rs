//! The examples under `sites/` and the project's own site, each set up as its README says, built by its generator and used
//! in a browser.
//! `cargo xtask test sites` installs what they need.

mod astro;
mod called;
mod docusaurus;
mod gallery;
mod hugo;
mod mdbook;
mod mkdocs;
mod plain;
mod project;
mod python;
mod reader;
mod reference;
mod show;
mod starlight;
mod start;
mod support;
mod vitepress;
mod zensical;
