//! Firefox, by geckodriver, with a sound device that nobody hears: without any, it plays no sound.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::{Options, Processes, Started, free_port, log, program, wait};

/// Between the size of a window without a screen and that of its viewport.
const TOOLBARS: u32 = 86;

pub(super) fn start(options: &Options, proxy: Option<&str>, profile: &Path) -> Started {
    let mut processes = Processes::default();
    let socket = profile.join("sound"); // "pulse" is a folder of its own
    let mut sound = Command::new("pulseaudio");
    sound.args([
        "-n",
        "--daemonize=no",
        "--exit-idle-time=-1",
        "--use-pid-file=no",
        // A slow machine must not make it end itself.
        "--no-cpu-limit=yes",
        "--realtime=no",
        "--high-priority=no",
        "-L",
        "module-null-sink",
        "-L",
    ]);
    sound.arg(format!("module-native-protocol-unix auth-anonymous=1 socket={}", socket.display()));
    sound.stdout(Stdio::null()).stderr(Stdio::null()).envs(home(profile));
    processes.start(&mut sound);
    wait("the sound device is there", || socket.exists());

    let port = free_port();
    let mut driver = program("GECKODRIVER", "geckodriver");
    // With the rights of the browser itself tests set what it pretends to be, and read the console.
    driver.args(["--allow-system-access", "--port", &port.to_string()]).envs(home(profile));
    driver.arg("--binary").arg(std::env::var_os("FIREFOX").unwrap_or_else(|| "/usr/bin/firefox-esr".into()));
    driver.env("PULSE_SERVER", format!("unix:{}", socket.display()));
    log(profile, &mut driver);
    processes.start(&mut driver);
    wait("geckodriver answers", || TcpStream::connect(("127.0.0.1", port)).is_ok());
    Started { processes, port, capabilities: capabilities(options, proxy) }
}

fn capabilities(options: &Options, proxy: Option<&str>) -> Value {
    let (width, height) = options.size;
    let proxy = proxy.map_or_else(
        || json!({ "proxyType": "direct" }),
        |proxy| json!({ "proxyType": "manual", "httpProxy": proxy, "sslProxy": proxy }),
    );
    json!({
        "proxy": proxy,
        "moz:firefoxOptions": {
            "args": ["-headless", format!("--width={width}"), format!("--height={}", height + TOOLBARS)],
            "prefs": {
                "media.autoplay.default": i32::from(!options.autoplay), // 0 allows, 1 asks for a gesture
                "media.volume_scale": "0.0",
                "network.proxy.failover_direct": false,
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
            },
        },
    })
}

/// Nothing is read of the user's own settings, nor written there.
fn home(profile: &Path) -> [(&'static str, &Path); 3] {
    [("HOME", profile), ("XDG_RUNTIME_DIR", profile), ("XDG_CONFIG_HOME", profile)]
}
