//! Browser tests of the built artifact: a site, a fake of YouTube's embed, and a browser by way of WebDriver.
//!
//! The product runs unchanged: a proxy takes the browser to the fake embed for YouTube's two hosts, over TLS, and to
//! no other host. Every page is served with a strict content security policy. A test reads like this:
//!
//! ```no_run
//! use e2e::{Inside, Knobs, Stage};
//!
//! #[test]
//! # fn hidden() {}
//! # #[allow(dead_code)]
//! fn a_press_on_a_chapter_plays_from_there() {
//!     let stage = Stage::new();
//!     let stall = Inside::Stall { at: 15.0, ms: 500 };
//!     stage.embed.knobs("aaaaaaaaaaa", Knobs { duration: 90.0, inside: vec![stall], ..Knobs::default() });
//!     let page = stage.open_episode(&serde_json::json!({
//!         "version": 1, "title": "Two tides", "media": [{ "youtube": "aaaaaaaaaaa" }],
//!         "chapters": [{ "start": 0, "title": "Ebb" }, { "start": 12, "title": "Flow" }],
//!     }), "");
//!     assert_eq!(stage.embed.connections(), 0, "nothing of YouTube's before the reader acts");
//!     page.link("Flow …").click();
//!     page.link("Flow …").wait_for("the second chapter is current", "element.ariaCurrent");
//!     page.embed(|frame| frame.wait_for("the video is there", "__now() >= 12"));
//! } // everything is ended here, and an error in the console fails the test
//! # fn main() {}
//! ```
//!
//! Each of these modules uses only those before it: `engine`, `driver` (starts a browser), `page` (what is done in it),
//! `locator` (elements of a page), `stage` (all that a test needs).
//!
//! Environment: `E2E_ENGINE` (`chromium`, `firefox` or `webkit`), `E2E_DIST` (the built folder; else `dist`), and
//! programs by their path: `CHROMIUM`, `CHROMEDRIVER`, `FIREFOX`, `GECKODRIVER`, `WEBKITDRIVER`. A failed test leaves a
//! picture of its page in `target/e2e`.

pub mod apps;
mod driver;
mod embed;
mod engine;
mod knobs;
mod locator;
mod page;
mod proxy;
mod requests;
mod site;
mod sound;
mod stage;
mod tls;

use std::path::{Path, PathBuf};

pub use driver::{Options, Server};
pub use embed::{FakeEmbed, HOSTS};
pub use engine::Engine;
pub use knobs::{Autoplay, Hurry, Inside, Knobs};
pub use locator::Locator;
pub use page::{Page, Picture};
pub use requests::Request;
pub use site::{Answer, Hold, STRICT_POLICY, Site, WrongRange};
pub use sound::silence;
pub use stage::Stage;

/// The root of the workspace.
fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this crate is in crates/").to_owned()
}
