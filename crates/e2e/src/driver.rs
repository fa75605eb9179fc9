//! A WebDriver with the browser that it starts: on a free port, with a profile of its own, gone when dropped.

mod chromium;
mod firefox;
mod webkit;

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::Method;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::{ParseError, Url};

use crate::engine::Engine;

/// How a browser is set up; the default is a desktop window and the browser's own policies, but that sound may start
/// in WebKit: there a press in the page counts for no frame in it, so that no video of YouTube's would start.
#[derive(Debug, Clone)]
pub struct Options {
    /// Width and height of the window, in pixels.
    pub size: (u32, u32),
    /// Sound may start without a gesture.
    pub autoplay: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { size: (1280, 900), autoplay: Engine::current() == Engine::WebKit }
    }
}

/// A WebDriver session with the processes behind it.
pub(crate) struct Driver {
    pub(crate) client: Client,
    pub(crate) profile: TempDir,
    processes: Processes,
}

/// A WebDriver of the current engine, for other programs than these tests.
pub struct Server {
    started: Started,
    profile: TempDir,
}

impl Server {
    /// Starts it, with a profile of its own.
    ///
    /// # Panics
    /// If the driver or its browser is not there.
    #[must_use]
    pub fn start() -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let started = start(&Options::default(), None, profile.path());
        Self { started, profile }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.started.port)
    }

    /// Ends it, with the browsers that it started.
    pub fn stop(self) {
        end(self.started.processes, self.profile.path());
    }
}

/// Programs that end, with all that they started, when this is dropped.
#[derive(Default)]
struct Processes(Vec<Child>);

/// What an engine's part starts: its programs, the port of its driver, and the capabilities that it alone has.
struct Started {
    processes: Processes,
    port: u16,
    capabilities: Value,
}

impl Driver {
    /// Each program is looked for where systems put it, unless an environment variable names it.
    pub(crate) fn start(runtime: &Runtime, options: &Options, proxy: &str) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let Started { processes, port, capabilities } = start(options, Some(proxy), profile.path());
        let Value::Object(mut capabilities) = capabilities else {
            unreachable!("each is written as an object")
        };
        capabilities.insert("acceptInsecureCerts".into(), true.into());
        capabilities.insert("pageLoadStrategy".into(), "normal".into());
        capabilities.insert("timeouts".into(), json!({ "script": 120_000 }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(Capabilities::from(capabilities));
        let session = runtime.block_on(builder.connect(&format!("http://127.0.0.1:{port}")));
        match session {
            Ok(client) => Self { client, profile, processes },
            Err(error) => {
                end(processes, profile.path());
                panic!("no browser session: {error}");
            }
        }
    }

    /// Ends the session in the regular way where the browser still answers, else by force.
    pub(crate) fn stop(self, runtime: &Runtime) {
        let close = async { tokio::time::timeout(Duration::from_secs(5), self.client.clone().close()).await };
        // Whether it answered does not matter: what is left is ended next.
        let _ = runtime.block_on(close);
        end(self.processes, self.profile.path());
    }
}

/// Starts the driver of the current engine.
fn start(options: &Options, proxy: Option<&str>, profile: &Path) -> Started {
    match Engine::current() {
        Engine::Chromium => chromium::start(options, proxy, profile),
        Engine::Firefox => firefox::start(options, proxy, profile),
        Engine::WebKit => webkit::start(options, proxy, profile),
    }
}

/// Ends what is left of a session.
fn end(processes: Processes, profile: &Path) {
    drop(processes);
    if Engine::current() == Engine::Chromium {
        chromium::end(profile);
    }
}

impl Processes {
    /// Starts a program at the head of a group of its own, so that it can be ended with its children.
    fn start(&mut self, command: &mut Command) -> &mut Child {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.process_group(0).stdin(Stdio::null()).spawn();
        let child = child.unwrap_or_else(|error| panic!("{name}: {error}. `cargo xtask setup` installs it"));
        self.0.push(child);
        self.0.last_mut().expect("it was added just now")
    }

    /// Ends what was started last.
    fn end_last(&mut self) {
        drop(Self(self.0.pop().into_iter().collect()));
    }
}

impl Drop for Processes {
    fn drop(&mut self) {
        for process in self.0.iter_mut().rev() {
            let group = format!("-{}", process.id());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
            let _ = process.wait();
        }
    }
}

/// A program's path, by an environment variable, else by its name.
fn program(variable: &str, name: &str) -> Command {
    Command::new(std::env::var_os(variable).unwrap_or_else(|| name.into()))
}

/// A port that is free now. A driver that cannot say its own gets it, and hardly another program takes it before.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("the loopback has a free port");
    listener.local_addr().expect("a bound listener has an address").port()
}

/// Waits until something is true that a program brings about.
fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(30), "waited half a minute: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What a program prints, in a file of the profile.
fn log(profile: &Path, command: &mut Command) {
    let file = std::fs::File::create(profile.join(LOG)).expect("a file can be made in a new folder");
    command.stdout(file.try_clone().expect("a file can be shared")).stderr(file);
}

/// The name of that file.
pub(crate) const LOG: &str = "driver.log";

/// A command of a driver's own beside the standard ones.
#[derive(Debug)]
pub(crate) struct Extra {
    /// Below the session: `se/log`.
    pub(crate) path: &'static str,
    pub(crate) body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
