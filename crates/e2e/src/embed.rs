//! The fake of YouTube's embed: its own hosts over TLS, and the page of `fake-embed/` that speaks its protocol.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request as HttpRequest, State};
use axum::http::{StatusCode, Uri, header};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use axum::serve::Listener;
use tokio::runtime::Handle;

use crate::knobs::{Hurry, Knobs};
use crate::proxy::Proxy;
use crate::requests::{Request, RequestLog};
use crate::tls::TlsListener;

/// The hosts it answers for.
pub const HOSTS: [&str; 2] = ["www.youtube-nocookie.com", "www.youtube.com"];

const PAGE: &str = include_str!("../fake-embed/embed.html");
const SCRIPTS: [(&str, &str); 9] = [
    ("embed.js", include_str!("../fake-embed/embed.js")),
    ("channel.js", include_str!("../fake-embed/channel.js")),
    ("player.js", include_str!("../fake-embed/player.js")),
    ("medium.js", include_str!("../fake-embed/medium.js")),
    ("commands.js", include_str!("../fake-embed/commands.js")),
    ("messages.js", include_str!("../fake-embed/messages.js")),
    ("hurry.js", Hurry::SCRIPT),
    ("clock.js", include_str!("../fake-embed/clock.js")),
    ("autoplay.js", include_str!("../fake-embed/autoplay.js")),
];

/// The server of the fake embed. The product runs unchanged: a test sets [`Knobs`] for a video's id beforehand.
pub struct FakeEmbed {
    proxy: Proxy,
    opened: Arc<AtomicUsize>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    log: RequestLog,
    knobs: Mutex<HashMap<String, Knobs>>,
}

impl FakeEmbed {
    pub(crate) fn start(runtime: &Handle) -> Self {
        let shared = Arc::new(Shared::default());
        let opened = Arc::new(AtomicUsize::new(0));
        let app = Router::new()
            .route("/embed/{id}", get(page))
            .route("/fake-embed/late.svg", get(late))
            .route("/fake-embed/{file}", get(script))
            .route("/favicon.ico", get(StatusCode::NO_CONTENT))
            .with_state(Arc::clone(&shared))
            .layer(middleware::from_fn_with_state(Arc::clone(&shared), note));
        let listener = runtime.block_on(TlsListener::bind(&HOSTS, Arc::clone(&opened)));
        let listener = listener.expect("the loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        runtime.spawn(async move { axum::serve(listener, app).await });
        let proxy = Proxy::start(runtime, &HOSTS, address);
        Self { proxy, opened, shared }
    }

    /// Sets how the embed of this video behaves, from its next load on.
    pub fn knobs(&self, video: &str, knobs: Knobs) {
        self.shared.knobs.lock().expect("no holder panics").insert(video.to_owned(), knobs);
    }

    /// Every request to its hosts so far, in their order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.all()
    }

    /// Connections so far: also those that a page only opened ahead, without a request.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.opened.load(Ordering::Relaxed)
    }

    /// The hosts, but for the loopback, that a page asked or tried to ask so far. Those that browsers ask of
    /// themselves do not count.
    #[must_use]
    pub fn asked(&self) -> BTreeSet<String> {
        self.proxy.asked()
    }

    /// The address of the proxy by which its hosts are here, and every other is nowhere.
    pub(crate) fn proxy(&self) -> String {
        self.proxy.address()
    }
}

async fn note(State(shared): State<Arc<Shared>>, request: HttpRequest, next: Next) -> Response {
    shared.log.note(request.uri(), request.headers());
    next.run(request).await
}

async fn page(State(shared): State<Arc<Shared>>, Path(video): Path<String>) -> Html<String> {
    let knobs = shared.knobs.lock().expect("no holder panics").get(&video).cloned().unwrap_or_default();
    Html(PAGE.replace("KNOBS", &knobs.to_json()).replace("LOAD_MS", &knobs.load_ms.to_string()))
}

async fn script(Path(file): Path<String>) -> Response {
    match SCRIPTS.iter().find(|(name, _)| *name == file) {
        Some((_, text)) => ([(header::CONTENT_TYPE, "text/javascript")], *text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn late(uri: Uri) -> impl IntoResponse {
    let ms = uri.query().and_then(|q| q.strip_prefix("ms=")).and_then(|ms| ms.parse().ok()).unwrap_or(0);
    tokio::time::sleep(Duration::from_millis(ms)).await;
    ([(header::CONTENT_TYPE, "image/svg+xml")], r#"<svg xmlns="http://www.w3.org/2000/svg"/>"#)
}
