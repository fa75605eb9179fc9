//! The Leptos component beside the custom element, with the same episode: `cargo xtask serve --leptos`.

use episode_player::{EpisodePlayer, Source};
use leptos::prelude::*;

/// The address of the episode, relative to the page.
const EPISODE: &str = "demo/episode.json";

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    view! {
        <main>
            <section>
                <h2>"The component"</h2>
                <EpisodePlayer source=Source::from(EPISODE) />
            </section>
            <section>
                <h2>"The element"</h2>
                <episode-player src=EPISODE></episode-player>
            </section>
        </main>
    }
}
