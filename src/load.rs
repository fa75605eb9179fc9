//! From an address to an episode that can be shown.

use std::rc::Rc;

use episode::{Episode, Fault, Refused};

use crate::browser::{Fetch, FetchError, page_url, resolve};

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
    /// Under way, or nothing asked for yet.
    Loading,
    /// Checked, with the absolute address that its files are relative to.
    Ready(Rc<Episode>, String),
    /// There is a file, but it cannot be shown.
    Refused(String, Vec<Fault>),
    /// There is no file: why, in words.
    Failed(String, String),
}

/// Reads JSON; what was mended in it is told on the console.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn read(json: &str) -> Result<Rc<Episode>, Refused> {
    let read = episode::read(json)?;
    for warning in &read.warnings {
        web_sys::console::warn_1(&format!("<episode-player> {warning}").into());
    }
    Ok(Rc::new(read.episode))
}

/// Loads an episode.
pub(crate) async fn load(fetch: &Fetch, source: Source) -> LoadState {
    let address = match source {
        Source::None => return LoadState::Loading,
        Source::Episode(episode) => return LoadState::Ready(episode, page_url()),
        Source::Address(address) => address,
    };
    let Some(url) = resolve(&address, "") else {
        return LoadState::Failed(address, "This is not an address.".into());
    };
    match fetch.text(&url).await.map(|json| read(&json)) {
        Ok(Ok(episode)) => LoadState::Ready(episode, url),
        Ok(Err(refused)) => LoadState::Refused(address, refused.faults),
        Err(error) => failed(address, error),
    }
}

fn failed(address: String, error: FetchError) -> LoadState {
    let reason = match error {
        FetchError::Network => "The server did not answer. Is there a network connection?".into(),
        FetchError::Status(404) => "There is no file at this address (404).".into(),
        FetchError::Status(status) => format!("The server refused to send it ({status})."),
    };
    LoadState::Failed(address, reason)
}
