//! chromedriver and the browser it starts: on a free port, with a profile of its own, gone when dropped.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::http::Method;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use url::{ParseError, Url};

use crate::stage::Options;

/// What keeps Chromium quiet, off the network and able to run anywhere.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--ignore-certificate-errors", // the fake embed's certificate is made on the spot
];

/// A WebDriver session with the processes behind it.
pub(crate) struct Driver {
    pub(crate) client: Client,
    process: Child,
    profile: TempDir,
}

impl Driver {
    /// `CHROMEDRIVER` and `CHROMIUM` name the programs, else they are looked for where systems put them.
    pub(crate) fn start(runtime: &Runtime, options: &Options, resolver_rules: &str) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let (process, port) = chromedriver();
        let capabilities = capabilities(options, resolver_rules, profile.path());
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let session = runtime.block_on(builder.connect(&format!("http://127.0.0.1:{port}")));
        match session {
            Ok(client) => Self { client, process, profile },
            Err(error) => {
                end(process, profile.path());
                panic!(
                    "no browser session: {error}. Chromium is set by CHROMIUM, chromedriver by CHROMEDRIVER"
                );
            }
        }
    }

    /// Ends the session in the regular way where the browser still answers, else by force.
    pub(crate) fn stop(mut self, runtime: &Runtime) {
        let close = async { tokio::time::timeout(Duration::from_secs(5), self.client.clone().close()).await };
        // Whether it answered does not matter: what is left is ended next.
        let _ = runtime.block_on(close);
        let _ = self.process.kill();
        end(self.process, self.profile.path());
    }
}

/// Starts chromedriver on a free port. Once in some hundred times another program takes the port first.
fn chromedriver() -> (Child, u16) {
    const TRIES: usize = 3;
    let started = (0..TRIES).find_map(|_| try_chromedriver());
    started.expect("chromedriver says its port")
}

fn try_chromedriver() -> Option<(Child, u16)> {
    let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut process = Command::new(&program)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}. Set CHROMEDRIVER to its path", program.display()));
    let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
    });
    // Its output is read to the end, or it would block on a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    if port.is_none() {
        let _ = process.kill();
        let _ = process.wait();
    }
    Some((process, port?))
}

fn capabilities(options: &Options, resolver_rules: &str, profile: &Path) -> Capabilities {
    let (width, height) = options.size;
    let mut args: Vec<String> = FLAGS.map(String::from).into();
    args.push(format!("--window-size={width},{height}"));
    args.push(format!("--user-data-dir={}", profile.display()));
    args.push(format!("--host-resolver-rules={resolver_rules}"));
    if options.autoplay {
        args.push("--autoplay-policy=no-user-gesture-required".into());
    }
    args.extend(options.flags.iter().cloned());
    let binary = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    let mut logs = json!({ "browser": "ALL" });
    if options.network_log {
        logs["performance"] = "ALL".into();
    }
    let all = json!({
        "goog:chromeOptions": { "args": args, "binary": binary },
        "goog:loggingPrefs": logs,
        "acceptInsecureCerts": true,
        "pageLoadStrategy": "normal",
        "timeouts": { "script": 120_000 },
    });
    let Value::Object(all) = all else { unreachable!("written as an object above") };
    all
}

/// Ends what is left: chromedriver, and the browser whose id its profile names.
fn end(mut process: Child, profile: &Path) {
    let _ = process.kill();
    let _ = process.wait();
    let Ok(lock) = std::fs::read_link(profile.join("SingletonLock")) else { return };
    // "host-1234"
    if let Some((_, id)) = lock.to_string_lossy().rsplit_once('-') {
        let _ = Command::new("kill").args(["-KILL", id]).stderr(Stdio::null()).status();
    }
}

/// A command of chromedriver's own beside the standard ones.
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
