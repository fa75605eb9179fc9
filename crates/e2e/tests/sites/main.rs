//! The examples under `sites/`, each set up as its README says, built by its generator and used in a browser.
//! `cargo xtask test sites` installs what they need.

mod docusaurus;
mod hugo;
mod plain;
mod reader;
mod support;
mod vitepress;
