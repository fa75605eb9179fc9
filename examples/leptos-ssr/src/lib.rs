//! A Leptos app that renders on a server and is hydrated in the browser.

mod app;

pub use app::{App, shell};

/// Starts the app in a page that the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
}
