//! Everything a test needs, started and ended as one.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;
use tokio::runtime::Runtime;

use crate::driver::{Driver, Options};
use crate::embed::FakeEmbed;
use crate::page::Page;
use crate::site::Site;

/// A site, a fake embed and a browser, for one test.
///
/// When it is dropped, everything is ended, also after a panic; a panic leaves a picture of the page in `target/e2e`.
/// A test that went well fails in the end if the console holds an error that it did not name by
/// [`Stage::expect_console`]: no policy is broken, and nothing thrown, unnoticed.
pub struct Stage {
    /// Serves the pages.
    pub site: Site,
    /// Serves files from another origin: another port. Answers may be read from there only with a header.
    pub elsewhere: Site,
    /// Serves the fake embed.
    pub embed: FakeEmbed,
    driver: Option<Driver>,
    expected: RefCell<Vec<String>>,
    console: RefCell<Vec<String>>,
    runtime: Runtime,
}

impl Stage {
    /// A stage with the default [`Options`].
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it starts processes")]
    pub fn new() -> Self {
        Self::with(&Options::default())
    }

    /// A stage with these options.
    ///
    /// # Panics
    /// If the browser or its driver does not start; the message tells what to do.
    #[must_use]
    pub fn with(options: &Options) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("threads can be started");
        let site = Site::start(runtime.handle());
        let elsewhere = Site::start(runtime.handle());
        let embed = FakeEmbed::start(runtime.handle());
        let driver = Some(Driver::start(&runtime, options, &embed.proxy()));
        let (expected, console) = Default::default();
        Self { site, elsewhere, embed, driver, expected, console, runtime }
    }

    /// Opens a path of the site, and waits for its `load` event.
    #[track_caller]
    pub fn open(&self, path: &str) -> Page<'_> {
        self.page().go(&self.site.url(path))
    }

    /// Opens a page with one `<episode-player>` of the built artifact and this episode. `attributes` stand in its
    /// tag beside `src`, and may be empty.
    #[track_caller]
    pub fn open_episode(&self, episode: &Value, attributes: &str) -> Page<'_> {
        self.site.put("/episode.json", episode.to_string());
        self.site.put("/page.html", episode_page(attributes));
        self.open("/page.html")
    }

    /// The page that is open.
    #[must_use]
    pub fn page(&self) -> Page<'_> {
        let driver = self.driver.as_ref().expect("it is there until the drop");
        Page {
            client: &driver.client,
            runtime: &self.runtime,
            profile: driver.profile.path(),
            corner: [0.0, 0.0],
        }
    }

    /// An error in the console that has this in it is part of the test.
    pub fn expect_console(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Everything in the console so far that is an error, a breach of a policy, or uncaught.
    #[must_use]
    pub fn console_errors(&self) -> Vec<String> {
        self.console.borrow_mut().extend(self.page().take_console());
        self.console.borrow().clone()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let failing = std::thread::panicking();
        // A driver that answers no more panics here as well. Out of a drop during a panic, that would end
        // all tests at once.
        let told = catch_unwind(AssertUnwindSafe(|| {
            if failing {
                let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
                match self.page().try_screenshot(&name) {
                    Ok(file) => eprintln!("The page at the failure: {}", file.display()),
                    Err(error) => eprintln!("No picture of the page: {error}"),
                }
            }
            self.console_errors()
        }));
        let errors = told.unwrap_or_else(|_| vec!["The console cannot be read.".to_owned()]);
        let expected = self.expected.take();
        let surprises: Vec<_> =
            errors.iter().filter(|e| !expected.iter().any(|part| e.contains(part))).collect();
        if let Some(driver) = self.driver.take() {
            driver.stop(&self.runtime);
        }
        if failing && !surprises.is_empty() {
            eprintln!("In the console: {surprises:#?}");
        }
        assert!(failing || surprises.is_empty(), "errors in the console: {surprises:#?}");
    }
}

fn episode_page(attributes: &str) -> String {
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>An episode</title>\
         <meta name=viewport content='width=device-width'>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <body><episode-player src=/episode.json {attributes}></episode-player></body></html>"
    )
}
