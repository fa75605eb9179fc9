//! Requests that are bounded in time and size, and aborted by their guard.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit, Response};

use super::{Timeout, call, document, get, is_same_origin, page_url, set, window};

/// How long a server may send nothing, before its answer and between two parts of it, in milliseconds.
const SILENCE: f64 = 20_000.0;

/// How long an answer may take in all, in milliseconds.
const TOTAL: f64 = 120_000.0;

/// How long finding out why a request failed may take, in milliseconds.
const PROBE: f64 = 5_000.0;

/// The largest text that is read, in bytes. An episode of 100,000 words with a time for each has 2 MB.
const LARGEST: usize = 64 << 20;

/// Why a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// No answer came: the server cannot be reached, or the page's policy forbids the request.
    NoAnswer,
    /// The server stopped sending, or took too long.
    TimedOut,
    /// The answer began, and its end did not come: the connection broke, or what the server packed cannot be unpacked.
    Incomplete,
    /// The answer is longer than [`LARGEST`].
    TooLarge,
    /// The server answered with an error: its status.
    Status(u16),
    /// The server redirects in a loop.
    Redirects,
    /// Another origin answered, and does not let this page read the answer (CORS).
    CrossOrigin,
    /// The server sent a web page (`text/html`).
    WebPage,
    /// The text is not UTF-8.
    Encoding,
}

/// A request, which is aborted when it is dropped.
#[must_use = "dropped, the request is aborted"]
pub(crate) struct Fetch(AbortController);

impl Fetch {
    /// Creates a request, not yet sent.
    pub(crate) fn new() -> Self {
        Self(super::certain(AbortController::new()))
    }

    /// Fetches text in UTF-8. The future does not keep the request alive: it fails when the guard is dropped.
    pub(crate) fn text(&self, url: &str) -> impl Future<Output = Result<String, FetchError>> + use<> {
        let (controller, url) = (self.0.clone(), url.to_owned());
        async move {
            let clock = Watchdog::new(controller);
            let result = clock.read(&url).await;
            match result {
                Err(_) if clock.fired.get() => Err(FetchError::TimedOut),
                Err(FetchError::NoAnswer) => Err(reason(&url, &clock.controller).await),
                result => result,
            }
        }
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Aborts a request that takes too long.
struct Watchdog {
    controller: AbortController,
    fired: Rc<Cell<bool>>,
}

impl Watchdog {
    fn new(controller: AbortController) -> Self {
        Self { controller, fired: Rc::default() }
    }

    /// Returns the guard of a time limit.
    fn limit(&self, ms: f64) -> Timeout {
        let (controller, fired) = (self.controller.clone(), self.fired.clone());
        Timeout::new(ms, move || {
            fired.set(true);
            controller.abort();
        })
    }

    async fn read(&self, url: &str) -> Result<String, FetchError> {
        let _total = self.limit(TOTAL);
        let mut silence = self.limit(SILENCE);
        let response = send(url, &self.controller, &RequestInit::new()).await.ok_or(FetchError::NoAnswer)?;
        if !response.ok() {
            return Err(FetchError::Status(response.status()));
        }
        let header = |name| response.headers().get(name).ok().flatten().unwrap_or_default();
        let announced = header("content-length").parse::<usize>().unwrap_or(0);
        let body = response.body().filter(|_| announced <= LARGEST);
        let mut bytes = Vec::with_capacity(announced.min(4 << 20));
        let Some(body) = body else { return Err(FetchError::TooLarge) };
        let reader = call(&body, "getReader");
        loop {
            let part = call(&reader, "read").dyn_into::<Promise>().map_err(|_| FetchError::Incomplete)?;
            let part = JsFuture::from(part).await.map_err(|_| FetchError::Incomplete)?;
            let Ok(part) = get(&part, "value").dyn_into::<Uint8Array>() else { break };
            if bytes.len() + part.length() as usize > LARGEST {
                self.controller.abort();
                return Err(FetchError::TooLarge);
            }
            let end = bytes.len();
            bytes.resize(end + part.length() as usize, 0);
            part.copy_to(&mut bytes[end..]);
            silence = self.limit(SILENCE);
        }
        drop(silence);
        let is_page = |bytes: &[u8]| bytes.trim_ascii_start().first() == Some(&b'<');
        if is_page(&bytes) || header("content-type").starts_with("text/html") {
            return Err(FetchError::WebPage);
        }
        // UTF-16 has a zero beside each letter of ASCII, which UTF-8 would take for a character.
        if bytes.iter().take(4).any(|byte| *byte == 0) {
            return Err(FetchError::Encoding);
        }
        let text = String::from_utf8(bytes).map_err(|_| FetchError::Encoding)?;
        // A byte order mark is no JSON.
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

/// Sends a request. Returns `None` where no answer came that the page may read.
async fn send(url: &str, controller: &AbortController, init: &RequestInit) -> Option<Response> {
    init.set_signal(Some(&controller.signal()));
    let response = JsFuture::from(window().fetch_with_str_and_init(url, init)).await.ok()?;
    Some(response.unchecked_into())
}

/// Finds out why no answer came. The browser does not tell, so the request is repeated in other modes.
async fn reason(url: &str, controller: &AbortController) -> FetchError {
    match ask(url, controller).await {
        Answer::Redirects => FetchError::Redirects,
        Answer::Opaque => FetchError::CrossOrigin,
        Answer::Heard { .. } | Answer::None => FetchError::NoAnswer,
    }
}

/// Returns the page's referrer policy, from its markup or its server; empty where neither sets one.
pub(crate) async fn referrer_policy() -> String {
    let meta = document().query_selector("meta[name=referrer]").ok().flatten();
    if let Some(policy) = meta.and_then(|meta| meta.get_attribute("content")) {
        return policy;
    }
    let fetch = Fetch::new();
    let init = RequestInit::new();
    init.set_method("HEAD");
    let response = send(&page_url(), &fetch.0, &init).await;
    let header = response.and_then(|response| response.headers().get("referrer-policy").ok().flatten());
    header.unwrap_or_default()
}

/// The answer of a server, as far as the page may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// An answer that the page may read.
    Heard {
        /// The HTTP status.
        status: u16,
        /// The media type in lower case without parameters, such as `audio/mpeg`; empty if there is none.
        media_type: String,
    },
    /// It redirects without an end.
    Redirects,
    /// Another origin answered, and its answer may not be read.
    Opaque,
    /// No answer came in time.
    None,
}

/// Returns how a server answers for an address. The body is not loaded.
pub(crate) async fn probe(url: String) -> Answer {
    let fetch = Fetch::new();
    ask(&url, &fetch.0).await
}

// Words of options are set and read as texts: the lists of all words of `web_sys` are 150 bytes to download.
async fn ask(url: &str, controller: &AbortController) -> Answer {
    let probe = Watchdog::new(controller.clone());
    let _limit = probe.limit(PROBE);
    if let Some(response) = send(url, controller, &RequestInit::new()).await {
        let media_type = response.headers().get("content-type").ok().flatten().unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        return Answer::Heard { status: response.status(), media_type };
    }
    let init = RequestInit::new();
    set(&init, "redirect", &"manual".into());
    let response = send(url, controller, &init).await;
    if response.is_some_and(|response| get(&response, "type") == *"opaqueredirect") {
        return Answer::Redirects;
    }
    if !is_same_origin(url) {
        let init = RequestInit::new();
        set(&init, "mode", &"no-cors".into());
        if send(url, controller, &init).await.is_some() {
            return Answer::Opaque;
        }
    }
    Answer::None
}
