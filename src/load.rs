//! Loads an episode from an address or an object.

use std::rc::Rc;

use episode::{Episode, Refused};

use crate::browser::{self, Fetch, FetchError, resolve};
use crate::dom::render_effect;
use crate::reactive::*;

/// The source of an episode.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Source {
    /// No episode.
    #[default]
    None,
    /// The address of the JSON, relative to the page.
    Address(String),
    /// The episode, as [`episode::read`] returns it. Addresses in it are relative to the page.
    Episode(Rc<Episode>),
}

/// The state of loading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LoadState {
    /// Nothing is requested.
    Empty,
    /// The request is in progress.
    Loading,
    /// A valid episode, with the absolute address that addresses in it are relative to.
    Ready(Rc<Episode>, String),
    /// The file or object is not a valid episode. An object has no address.
    Refused(Option<String>, Rc<Refused>),
    /// The file could not be loaded.
    Failed(String, LoadError),
}

/// Why a file could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadError {
    /// The address is invalid.
    Address,
    /// The request failed.
    Fetch(FetchError),
}

/// What is requested: a source, or an object that turned out to be invalid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Requested {
    Source(Source),
    Refused(Rc<Refused>),
}

/// Loads the requested episode, whenever the request changes.
#[derive(Clone, Copy)]
pub(crate) struct Loader {
    pub(crate) state: RwSignal<LoadState>,
    attempt: RwSignal<usize>,
}

impl Loader {
    /// Creates a loader, which stops when the current reactive owner is disposed.
    pub(crate) fn new(requested: impl Fn() -> Requested + 'static) -> Self {
        let this = Self { state: RwSignal::new_local(LoadState::Empty), attempt: RwSignal::new_local(0) };
        let request = StoredValue::new_local(None::<Rc<Fetch>>);
        render_effect(move || {
            this.attempt.track();
            // This aborts the request in progress.
            request.set_value(None);
            let state = match requested() {
                Requested::Source(Source::None) => LoadState::Empty,
                Requested::Source(Source::Episode(episode)) => {
                    LoadState::Ready(episode, browser::page_base())
                }
                Requested::Refused(refused) => LoadState::Refused(None, refused),
                Requested::Source(Source::Address(address)) => {
                    this.fetch(address, request);
                    return;
                }
            };
            this.state.set(state);
        });
        this
    }

    /// Loads the same episode again.
    pub(crate) fn retry(self) {
        self.attempt.increment();
    }

    fn fetch(self, address: String, request: StoredValue<Option<Rc<Fetch>>>) {
        let Some(url) = resolve(&address, "") else {
            self.state.set(LoadState::Failed(address, LoadError::Address));
            return;
        };
        self.state.set(LoadState::Loading);
        let fetch = Rc::new(Fetch::new());
        let text = fetch.text(&url);
        let this_request = Rc::downgrade(&fetch);
        request.set_value(Some(fetch));
        browser::spawn_local(async move {
            let result = text.await;
            // Another request, or the end of the player, dropped it.
            if this_request.upgrade().is_none() || request.is_disposed() {
                return;
            }
            self.state.set(match result.map(|json| read(&json)) {
                Ok(Ok(episode)) => LoadState::Ready(episode, url),
                Ok(Err(refused)) => LoadState::Refused(Some(address), Rc::new(refused)),
                Err(error) => LoadState::Failed(address, LoadError::Fetch(error)),
            });
        });
    }
}

/// Reads JSON, and writes warnings about what was repaired to the console.
///
/// # Errors
/// The faults of an invalid episode.
pub(crate) fn read(json: &str) -> Result<Rc<Episode>, Refused> {
    let read = episode::read(json)?;
    let warn = |text: &str| web_sys::console::warn_1(&format!("<episode-player> {text}").into());
    read.warnings.iter().for_each(|warning| warn(&warning.to_string()));
    if read.omitted > 0 {
        warn(&format!("and {} more warnings", read.omitted));
    }
    Ok(Rc::new(read.episode))
}

impl LoadError {
    /// Returns what happened, and what the reader or the site's author can do.
    pub(crate) fn message(self) -> String {
        let text = match self {
            Self::Address => "This is not a valid address.",
            Self::Fetch(FetchError::NoAnswer) => "The server did not answer. Check the network connection.",
            Self::Fetch(FetchError::TimedOut) => "The server took too long to send the file.",
            Self::Fetch(FetchError::TooLarge) => "The file is too large: up to 64 MB are read.",
            Self::Fetch(FetchError::Redirects) => "The server redirects this address in a loop.",
            Self::Fetch(FetchError::CrossOrigin) => {
                "The file is on another origin, which does not let this page read it (CORS: the header \
                 Access-Control-Allow-Origin is missing)."
            }
            Self::Fetch(FetchError::WebPage) => {
                "The server sent a web page (HTML) instead of JSON: perhaps a sign-in, or the address is wrong."
            }
            Self::Fetch(FetchError::Encoding) => "The file is not in UTF-8, as JSON must be.",
            Self::Fetch(FetchError::Status(status)) => {
                let what = match status {
                    404 | 410 => "There is no file at this address",
                    401 | 403 => "The server refuses to send this file; it may want a sign-in",
                    _ => "The server had an error",
                };
                return format!("{what} ({status}).");
            }
        };
        text.into()
    }
}
