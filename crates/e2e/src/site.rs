//! The server of the pages: the built artifact, and what each test puts beside it.

mod answers;
mod ranges;

use std::collections::HashMap;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request as HttpRequest, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tower_http::services::ServeDir;

use crate::requests::{Request, RequestLog};
use crate::sound;
pub use answers::Answer;
pub use ranges::WrongRange;

/// The policy every page is served with, unless [`Site::policy`] says otherwise: what a strict site would send.
pub const STRICT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    frame-src https://www.youtube-nocookie.com https://www.youtube.com; connect-src 'self'; media-src 'self'; \
    img-src 'self'; require-trusted-types-for 'script'";

/// A web site on the loopback, gone when dropped. It answers ranges, as players of sound need them.
pub struct Site {
    address: SocketAddr,
    files: TempDir,
    shared: Arc<Shared>,
}

struct Shared {
    log: RequestLog,
    rules: Mutex<Rules>,
}

#[derive(Default)]
struct Rules {
    folders: Vec<(String, PathBuf)>,
    policies: HashMap<String, String>,
    policy: Option<String>,
    answers: HashMap<String, Answer>,
    headers: HashMap<String, Vec<(&'static str, String)>>,
    held: HashMap<String, watch::Receiver<()>>,
}

/// Answers to one path wait until this is dropped.
#[must_use = "the answer goes out as soon as this is dropped"]
pub struct Hold(#[expect(dead_code, reason = "its drop tells the waiting answers")] watch::Sender<()>);

impl Site {
    /// Serves the folder `E2E_DIST`, else `dist` of the workspace.
    pub(crate) fn start(runtime: &Handle) -> Self {
        let files = tempfile::tempdir().expect("a temporary folder can be made");
        let built =
            std::env::var_os("E2E_DIST").map_or_else(|| crate::workspace().join("dist"), PathBuf::from);
        let folders = vec![("/".to_owned(), built), ("/".to_owned(), files.path().to_owned())];
        let rules = Mutex::new(Rules { folders, ..Rules::default() });
        let shared = Arc::new(Shared { log: RequestLog::default(), rules });
        let app = Router::new().fallback(respond).with_state(Arc::clone(&shared));
        let listener =
            runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("the loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { address, files, shared }
    }

    /// The full address of a path that begins with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Puts a file at this path, before the built files. Its ending gives its media type.
    pub fn put(&self, path: &str, contents: impl AsRef<[u8]>) {
        let file = self.files.path().join(path.trim_start_matches('/'));
        let folder = file.parent().expect("a file is in a folder");
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&file, contents))
            .expect("a file can be put");
    }

    /// Puts a silent sound of so many seconds at this path. However long it is, it takes no room: the file is a hole.
    pub fn put_silence(&self, path: &str, seconds: f64) {
        let (head, length) = sound::head(seconds, 2);
        self.put(path, &head);
        let file = self.files.path().join(path.trim_start_matches('/'));
        let file = std::fs::OpenOptions::new().write(true).open(file).expect("it was put just now");
        file.set_len(head.len() as u64 + u64::from(length)).expect("a file may have a hole");
    }

    /// The file that is served at this path.
    #[must_use]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        let folders = self.rules(|rules| rules.folders.clone());
        folders
            .iter()
            .rev()
            .find_map(|(prefix, folder)| std::fs::read(folder.join(path.strip_prefix(prefix.as_str())?)).ok())
    }

    /// Serves a folder under a prefix such as `/vendor/`.
    pub fn mount(&self, prefix: &str, folder: impl Into<PathBuf>) {
        self.rules(|rules| rules.folders.push((prefix.to_owned(), folder.into())));
    }

    /// Serves one path with this content security policy in place of [`STRICT_POLICY`].
    pub fn policy(&self, path: &str, policy: &str) {
        self.rules(|rules| rules.policies.insert(path.to_owned(), policy.to_owned()));
    }

    /// Serves every path without one of its own with this content security policy, or with none.
    pub fn policy_of_all(&self, policy: &str) {
        self.rules(|rules| rules.policy = Some(policy.to_owned()));
    }

    /// Answers this path with an error from now on, such as 500.
    pub fn fail(&self, path: &str, status: u16) {
        self.answer(path, Answer::Status(status));
    }

    /// Answers this path so from now on, whatever file is there.
    pub fn answer(&self, path: &str, answer: Answer) {
        self.rules(|rules| rules.answers.insert(path.to_owned(), answer));
    }

    /// Answers this path with its file again.
    pub fn recover(&self, path: &str) {
        self.rules(|rules| rules.answers.remove(path));
    }

    /// Sends one more header with this path.
    pub fn header(&self, path: &str, name: &'static str, value: &str) {
        self.rules(|rules| {
            rules.headers.entry(path.to_owned()).or_default().push((name, value.to_owned()));
        });
    }

    /// Holds back the answers to a path until the returned value is dropped.
    pub fn hold(&self, path: &str) -> Hold {
        let (sender, receiver) = watch::channel(());
        self.rules(|rules| rules.held.insert(path.to_owned(), receiver));
        Hold(sender)
    }

    /// What was asked for so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.shared.log.all()
    }

    fn rules<T>(&self, change: impl FnOnce(&mut Rules) -> T) -> T {
        change(&mut self.shared.rules.lock().expect("no holder panics"))
    }
}

async fn respond(State(shared): State<Arc<Shared>>, request: HttpRequest<Body>) -> Response {
    let request = request.into_parts().0;
    shared.log.note(&request.uri, &request.headers);
    let path = request.uri.path().to_owned();
    let (folders, policy, answer, extra, held) = {
        let rules = shared.rules.lock().expect("no holder panics");
        let policy = rules.policies.get(&path).or(rules.policy.as_ref());
        let policy = policy.map_or(STRICT_POLICY, String::as_str).to_owned();
        (
            rules.folders.clone(),
            policy,
            rules.answers.get(&path).cloned(),
            rules.headers.get(&path).cloned().unwrap_or_default(),
            rules.held.get(&path).cloned(),
        )
    };
    if let Some(mut held) = held {
        // An error says that the sender is gone, which is the release.
        let _ = held.changed().await;
    }
    let mut response = match answer {
        Some(answer) => answer.respond(&request.headers),
        None => file(&folders, &request).await,
    };
    for (name, value) in extra {
        let value = HeaderValue::from_str(&value).expect("a test gives a valid header");
        response.headers_mut().insert(name, value);
    }
    let policy = HeaderValue::from_str(&policy).expect("a test gives a valid policy");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// The file from the folder that was named last and has it.
async fn file(folders: &[(String, PathBuf)], request: &Parts) -> Response {
    let path = request.uri.path();
    for (prefix, folder) in folders.iter().rev() {
        let Some(rest) = path.strip_prefix(prefix.as_str()) else { continue };
        let response = from_folder(folder, &format!("/{rest}"), request).await;
        if response.status() != StatusCode::NOT_FOUND {
            return response;
        }
    }
    // Browsers ask for it of themselves, and would write an error to the console.
    let missing = if path == "/favicon.ico" { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND };
    missing.into_response()
}

async fn from_folder(folder: &Path, path: &str, request: &Parts) -> Response {
    let mut inner = HttpRequest::new(Body::empty());
    *inner.method_mut() = request.method.clone();
    *inner.headers_mut() = request.headers.clone();
    *inner.uri_mut() = path.parse().expect("a part of a valid path is one");
    match ServeDir::new(folder).try_call(inner).await {
        Ok(response) => response.map(Body::new),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            StatusCode::NOT_FOUND.into_response()
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
