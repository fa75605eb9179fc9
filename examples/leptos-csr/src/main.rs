//! A Leptos app that renders in the browser: one page with the ready player, one with a layout of its own.

use episode_player::{
    Chapters, EpisodeHandle, EpisodePlayer, EpisodeProvider, Source, Stage, Statistics, Timeline, Transcript,
    Transport, use_episode,
};
use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::path;

/// The address of the episode, relative to the page.
const EPISODE: &str = "/demo/episode.json";

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    view! {
        <Router>
            <nav aria-label="Pages">
                <A href="/">"Episodes"</A>
                <A href="/player">"The player"</A>
                <A href="/layout">"A layout of my own"</A>
            </nav>
            <main>
                <Routes fallback=|| view! { <p>"There is no such page."</p> }>
                    <Route path=path!("/") view=|| view! { <h1>"Episodes"</h1><p class="card play">"Choose one."</p> } />
                    <Route path=path!("/player") view=PlayerPage />
                    <Route path=path!("/layout") view=LayoutPage />
                </Routes>
            </main>
        </Router>
    }
}

/// The ready player, with what the app reads of it and asks of it.
#[component]
fn PlayerPage() -> impl IntoView {
    let player = EpisodeHandle::new();
    let title = move || player.episode().get().map(|episode| episode.title.clone());
    view! {
        <h1>{title}</h1>
        <EpisodePlayer source=Source::from(EPISODE) handle=player />
        <p id="status">
            {move || if player.paused().get() { "Paused" } else { "Playing" }} " at "
            {move || player.time().get() as u32} " seconds"
        </p>
        <button on:click=move |_| player.seek(60.0)>"To the first minute"</button>
    }
}

/// The parts, where this app wants them.
#[component]
fn LayoutPage() -> impl IntoView {
    view! {
        <h1>"A layout of my own"</h1>
        <EpisodeProvider source=Source::from(EPISODE)>
            <div class="layout">
                <Transcript />
                <div>
                    <Stage />
                    <Transport />
                    <Chapters />
                </div>
                <Timeline class="wide" />
                <Statistics class="wide" />
            </div>
            <NowPlaying />
        </EpisodeProvider>
    }
}

/// A part of the app's own.
#[component]
fn NowPlaying() -> impl IntoView {
    let player = use_episode();
    let chapter = move || Some(player.episode().get()?.chapters.get(player.chapter().get()?)?.title.clone());
    view! { <p id="now-playing">"Chapter: " {chapter}</p> }
}
