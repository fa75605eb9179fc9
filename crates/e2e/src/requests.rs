//! What a server was asked for, so that a test can say "nothing was requested before the reader acted".

use std::sync::{Arc, Mutex};

use axum::http::{HeaderMap, Uri, header};

/// One request as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The host asked for, without a port: `www.youtube-nocookie.com`.
    pub host: String,
    /// Path and query: `/embed/aaaaaaaaaaa?enablejsapi=1`.
    pub path: String,
    /// The `Referer` header; empty where there was none.
    pub referrer: String,
    /// The `Range` header; empty where there was none.
    pub range: String,
}

/// The requests of one server, in their order. Clones share one list.
#[derive(Debug, Clone, Default)]
pub(crate) struct RequestLog(Arc<Mutex<Vec<Request>>>);

impl RequestLog {
    pub(crate) fn note(&self, uri: &Uri, headers: &HeaderMap) {
        let header = |name| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let request = Request {
            host: header(header::HOST).split(':').next().unwrap_or_default().to_owned(),
            path: uri.to_string(),
            referrer: header(header::REFERER).to_owned(),
            range: header(header::RANGE).to_owned(),
        };
        self.0.lock().expect("no holder panics").push(request);
    }

    pub(crate) fn all(&self) -> Vec<Request> {
        self.0.lock().expect("no holder panics").clone()
    }
}
