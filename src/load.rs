//! From an address to an episode that can be shown.

use std::rc::Rc;

use episode::{Episode, Refused};

use crate::browser::{self, Fetch, FetchError, resolve};
use crate::dom::render_effect;
use crate::reactive::*;

/// Where an episode comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Source {
    /// Nowhere yet.
    #[default]
    None,
    /// The address of its JSON, relative to the page.
    Address(String),
    /// The episode itself: [`episode::read`] makes it of JSON. Files in it are relative to the page.
    Episode(Rc<Episode>),
}

/// How far the loading is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LoadState {
    /// Nothing was asked for.
    Empty,
    /// Under way.
    Loading,
    /// Checked, with the absolute address that its files are relative to.
    Ready(Rc<Episode>, String),
    /// There is a file, but it cannot be shown. An object has no address.
    Refused(Option<String>, Rc<Refused>),
    /// There is no file.
    Failed(String, LoadError),
}

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LoadError {
    /// The address is not one.
    Address,
    /// The request failed.
    Fetch(FetchError),
}

/// What was asked for: a source, or an object that turned out to be no episode.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Requested {
    Source(Source),
    Refused(Rc<Refused>),
}

/// Loads what is requested, whenever that changes.
#[derive(Clone, Copy)]
pub(crate) struct Loader {
    pub(crate) state: RwSignal<LoadState>,
    attempt: RwSignal<usize>,
}

impl Loader {
    /// Everything it does ends with the reactive owner that it is made under.
    pub(crate) fn new(requested: impl Fn() -> Requested + 'static) -> Self {
        let this = Self { state: RwSignal::new_local(LoadState::Empty), attempt: RwSignal::new_local(0) };
        let request = StoredValue::new_local(None::<Rc<Fetch>>);
        render_effect(move || {
            this.attempt.track();
            // What was under way is aborted by this.
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

    /// Loads the same once more.
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
            // Another request, or the end of the player, has dropped it.
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

/// Reads JSON, and writes what was repaired in it to the console.
///
/// # Errors
/// Everything that is wrong with it.
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
    /// What happened, and what a reader or the site's author can do.
    pub(crate) fn sentence(self) -> String {
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
