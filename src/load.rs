//! From an address, or an object of JavaScript, to an episode that can be shown.

use episode::{Episode, Fault, Refused};
use wasm_bindgen::JsValue;

use crate::browser::{Fetch, FetchError, page_url, resolve};

/// Where an episode comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Source {
    /// Nowhere yet.
    #[default]
    None,
    /// The address of its JSON, relative to the page.
    Address(String),
    /// An object in the form of the JSON; files in it are relative to the page.
    Object(JsValue),
}

/// How far the loading is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LoadState {
    /// Under way, or nothing asked for yet.
    Loading,
    /// Checked, with the absolute address that its files are relative to.
    Ready(Box<Episode>, String),
    /// There is a file, but it cannot be shown.
    Refused(String, Vec<Fault>),
    /// There is no file: why, in words.
    Failed(String, String),
}

/// Checks an object in the form of the JSON.
///
/// # Errors
/// Everything that is wrong with it.
pub(crate) fn read(object: JsValue) -> Result<Episode, Refused> {
    let read = episode::read(serde_wasm_bindgen::Deserializer::from(object))?;
    for warning in &read.warnings {
        web_sys::console::warn_1(&format!("<episode-player> {warning}").into());
    }
    Ok(read.episode)
}

/// Loads an episode.
pub(crate) async fn load(fetch: &Fetch, source: Source) -> LoadState {
    let (object, address) = match source {
        Source::None => return LoadState::Loading,
        Source::Object(object) => (object, page_url()),
        Source::Address(address) => {
            let Some(url) = resolve(&address, "") else {
                return LoadState::Failed(address, "This is not an address.".into());
            };
            match fetch.json(&url).await {
                Ok(object) => (object, url),
                Err(error) => return failed(address, error),
            }
        }
    };
    match read(object) {
        Ok(episode) => LoadState::Ready(Box::new(episode), address),
        Err(refused) => LoadState::Refused(address, refused.faults),
    }
}

fn failed(address: String, error: FetchError) -> LoadState {
    match error {
        FetchError::Network => {
            LoadState::Failed(address, "The server did not answer. Is there a network connection?".into())
        }
        FetchError::Status(404) => {
            LoadState::Failed(address, "There is no file at this address (404).".into())
        }
        FetchError::Status(status) => {
            LoadState::Failed(address, format!("The server refused to send it ({status})."))
        }
        FetchError::NotJson(message) => LoadState::Refused(
            address,
            vec![Fault { path: String::new(), found: message, wanted: "JSON".into() }],
        ),
    }
}
