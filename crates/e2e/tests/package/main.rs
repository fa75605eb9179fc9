//! The package of npm as a site's author has it: installed from its tarball, checked, built by each bundler, played in
//! a browser, and used in Node.js. `cargo xtask test package` sets up what these tests need.

mod bundlers;
mod command;
mod frameworks;
mod package;
mod pages;
mod python;
mod support;
