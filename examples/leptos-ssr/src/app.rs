//! The pages, on the server and in the browser.

use episode_player::{
    Chapters, EpisodePlayer, EpisodeProvider, SERVER_STYLE, Source, Stage, Statistics, Timeline, Transcript, Transport,
};
use leptos::hydration::{AutoReload, HydrationScripts};
use leptos::prelude::*;
use leptos_router::components::{A, Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The document around the app. On the server only.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="icon" href="/icon.svg" />
                <title>"Episodes, rendered on a server"</title>
                // Nothing moves when the player takes the place of the text.
                <style>{SERVER_STYLE}</style>
                <AutoReload options=options.clone() />
                <HydrationScripts options />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <nav aria-label="Pages">
                <A href="/">"Episodes"</A> " "
                <A href="/player">"The player"</A> " "
                <A href="/layout">"A layout of my own"</A> " "
                <A href="/german">"The player in German"</A>
            </nav>
            <main>
                <Routes fallback=|| view! { <p>"There is no such page."</p> }>
                    <Route path=path!("/") view=|| view! { <h1>"Episodes"</h1> } />
                    // Whole before it is sent: readers without script have no part that comes later.
                    <Route path=path!("/player") view=PlayerPage ssr=SsrMode::Async />
                    <Route path=path!("/layout") view=LayoutPage ssr=SsrMode::Async />
                    <Route path=path!("/german") view=GermanPage ssr=SsrMode::Async />
                </Routes>
            </main>
        </Router>
    }
}

/// Reads the episode's JSON where it lies on the server.
#[server]
async fn episode() -> Result<String, ServerFnError> {
    let site = expect_context::<LeptosOptions>().site_root;
    std::fs::read_to_string(format!("{site}/episode.json")).map_err(ServerFnError::new)
}

/// The episode, once it is there: on the server before the page is sent, in the browser from the page.
fn with_episode<V: IntoView + 'static>(show: impl Fn(Source) -> V + Copy + Send + Sync + 'static) -> impl IntoView {
    let json = Resource::new(|| (), |()| episode());
    view! {
        <Suspense fallback=|| view! { <p>"One moment …"</p> }>
            {move || Suspend::new(async move {
                let json = json.await.map_err(|error| error.to_string());
                let source = json.and_then(|json| Source::from_json(&json).map_err(|refused| refused.to_string()));
                match source {
                    Ok(source) => show(source).into_any(),
                    Err(error) => view! { <p role="alert">{error}</p> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn PlayerPage() -> impl IntoView {
    with_episode(|source| view! { <h1>"The player"</h1><EpisodePlayer source /><footer id="after">"After it"</footer> })
}

#[component]
fn LayoutPage() -> impl IntoView {
    with_episode(|source| {
        view! {
            <h1>"A layout of my own"</h1>
            <EpisodeProvider source>
                <Stage />
                <Transport />
                <Timeline />
                <Chapters />
                <Transcript />
                <Statistics />
            </EpisodeProvider>
        }
    })
}

/// The server does not know where a component stands, so the language is said.
#[component]
fn GermanPage() -> impl IntoView {
    with_episode(|source| view! { <h1 lang="de">"Der Player"</h1><EpisodePlayer source language="de" /> })
}
