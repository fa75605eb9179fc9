//! Loads an episode from an address or an object.

use std::rc::Rc;
use std::sync::Arc;

use episode::{Episode, Refused};

use crate::browser::{self, Fetch, FetchError, resolve};
use crate::dom::render_effect;
use crate::reactive::*;
use crate::strings;

/// The source of an episode.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Source {
    /// No episode.
    #[default]
    None,
    /// The address of the JSON, relative to the page.
    Address(String),
    /// The episode, as [`episode::read`] returns it. Addresses in it are relative to the page.
    Episode(Arc<Episode>),
}

/// The state of loading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LoadState {
    /// Nothing is requested.
    Empty,
    /// The request is in progress.
    Loading,
    /// A valid episode, with the absolute address that addresses in it are relative to.
    Ready(Arc<Episode>, String),
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
pub(crate) fn read(json: &str) -> Result<Arc<Episode>, Refused> {
    let read = episode::read(json)?;
    let warn = |text: &str| web_sys::console::warn_1(&format!("<episode-player> {text}").into());
    read.warnings.iter().for_each(|warning| warn(&warning.to_string()));
    if read.omitted > 0 {
        warn(&strings::more_warnings(read.omitted));
    }
    Ok(Arc::new(read.episode))
}
