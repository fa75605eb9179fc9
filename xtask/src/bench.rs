//! Measurements, each a bench target of the crate that is measured: they print tables and judge nothing.

use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;
use crate::tools::{Tool, Tools};

struct Bench {
    name: &'static str,
    package: &'static str,
    /// The package's bench target.
    target: &'static str,
    /// What it is built in: what waits for a browser need not be fast itself.
    profile: &'static str,
    tools: &'static [Tool],
}

const BENCHES: [Bench; 8] = [
    Bench { name: "clock", package: "e2e", target: "clock", profile: "dev", tools: &[Tool::Chromium] },
    Bench {
        name: "player",
        package: "e2e",
        target: "player",
        profile: "bench",
        tools: &[Tool::Chromium, Tool::Peers],
    },
    Bench {
        name: "load",
        package: "e2e",
        target: "load",
        profile: "dev",
        tools: &[Tool::Chromium, Tool::Peers],
    },
    Bench { name: "import", package: "episode-import", target: "import", profile: "bench", tools: &[] },
    Bench { name: "import", package: "episode-cli", target: "facts", profile: "bench", tools: &[] },
    Bench { name: "search", package: "episode", target: "search", profile: "bench", tools: &[] },
    Bench { name: "search", package: "episode-catalog", target: "growth", profile: "bench", tools: &[] },
    Bench { name: "timing", package: "episode-import", target: "timing", profile: "bench", tools: &[] },
];

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Which to run
    #[arg(value_name = "NAME", value_parser = BENCHES.map(|bench| bench.name))]
    names: Vec<String>,
    /// Options of the measurement
    #[arg(last = true, value_name = "OPTION")]
    options: Vec<String>,
}

pub(crate) fn bench(Arguments { names, options }: &Arguments) -> Result {
    for Bench { name, package, target, profile, tools } in BENCHES {
        if names.is_empty() || names.iter().any(|n| n == name) {
            if package == "e2e" {
                is_built()?;
            }
            let mut cargo = Tools::get(tools)?.command("cargo");
            cargo.args(["bench", "--package", package, "--profile", profile, "--bench", target, "--"]);
            run(cargo.args(options).env("E2E_PEERS", Tools::peers()))?;
        }
    }
    Ok(())
}

/// What runs in a browser is the player as it is shipped.
fn is_built() -> Result {
    let dist = std::env::var_os("E2E_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    let script = dist.join("episode-player/episode-player.js");
    if script.is_file() {
        return Ok(());
    }
    Err(Failure::new(format!("there is no {}", script.display()))
        .mend("`cargo xtask dist` builds it; E2E_DIST names another folder than dist/"))
}
