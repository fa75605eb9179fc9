//! Chromium, by chromedriver.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Options, Processes, Started, program};

/// What keeps Chromium quiet, off the network and able to run anywhere.
const FLAGS: [&str; 13] = [
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
    "--dns-prefetch-disable",      // the proxy alone resolves names
    "--ignore-certificate-errors", // the fake embed's certificate is made on the spot
];

pub(super) fn start(options: &Options, proxy: Option<&str>, profile: &Path) -> Started {
    const TRIES: usize = 3;
    let mut processes = Processes::default();
    // Once in some hundred times another program takes the port first.
    let port = (0..TRIES).find_map(|_| chromedriver(&mut processes)).expect("chromedriver says its port");
    Started { processes, port, capabilities: capabilities(options, proxy, profile) }
}

fn chromedriver(processes: &mut Processes) -> Option<u16> {
    let mut command = program("CHROMEDRIVER", "chromedriver");
    let process = processes.start(command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
    });
    // Its output is read to the end, or it would block on a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    if port.is_none() {
        processes.end_last();
    }
    port
}

fn capabilities(options: &Options, proxy: Option<&str>, profile: &Path) -> Value {
    let (width, height) = options.size;
    let mut args: Vec<String> = FLAGS.map(String::from).into();
    args.push(format!("--window-size={width},{height}"));
    args.push(format!("--user-data-dir={}", profile.display()));
    args.extend(proxy.map(|proxy| format!("--proxy-server=http://{proxy}")));
    if options.autoplay {
        args.push("--autoplay-policy=no-user-gesture-required".into());
    }
    let binary = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    json!({
        "goog:chromeOptions": { "args": args, "binary": binary },
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

/// Ends the browser whose id its profile names: chromedriver puts it into another group of processes.
pub(super) fn end(profile: &Path) {
    let Ok(lock) = std::fs::read_link(profile.join("SingletonLock")) else { return };
    // "host-1234"
    if let Some((_, id)) = lock.to_string_lossy().rsplit_once('-') {
        let _ = Command::new("kill").args(["-KILL", id]).stderr(Stdio::null()).status();
    }
}
