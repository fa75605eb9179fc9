//! WebKitGTK, by WebKitWebDriver, on a screen that nobody sees.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Options, Processes, Started, free_port, log, program, wait};

/// The browser: see there.
const HOST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/webkit-host/host.py");

pub(super) fn start(options: &Options, proxy: Option<&str>, profile: &Path) -> Started {
    let mut processes = Processes::default();
    let display = screen(&mut processes);
    let port = free_port();
    let mut driver = program("WEBKITDRIVER", "WebKitWebDriver");
    driver.arg(format!("--port={port}")).env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
    // A sound server makes it start slowly; without one it plays to nowhere.
    driver.env_remove("PULSE_SERVER").env("NO_AT_BRIDGE", "1").env("GDK_BACKEND", "x11");
    for variable in ["HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
        driver.env(variable, profile);
    }
    // As root it would refuse to put its own processes into a sandbox.
    driver.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    log(profile, &mut driver);
    processes.start(&mut driver);
    wait("WebKitWebDriver answers", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    Started { processes, port, capabilities: capabilities(options, proxy) }
}

/// Starts a screen, and returns its name.
fn screen(processes: &mut Processes) -> String {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]);
    let process = processes.start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut number = String::new();
    let mut output = BufReader::new(process.stdout.take().expect("its output is piped"));
    output.read_line(&mut number).expect("Xvfb says the number of its screen");
    format!(":{}", number.trim())
}

fn capabilities(options: &Options, proxy: Option<&str>) -> Value {
    let (width, height) = options.size;
    let mut args = vec![format!("--width={width}"), format!("--height={height}")];
    args.extend(proxy.map(|proxy| format!("--proxy={proxy}")));
    if options.autoplay {
        args.push("--autoplay=1".into());
    }
    json!({
        "webkitgtk:browserOptions": { "binary": HOST, "args": args },
    })
}
