//! All tests, the cheap ones first, with one closing line over all of them.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::failure::{Failure, Result};
use crate::program::{find, name, run};
use crate::tally::Tally;
use crate::tools::{ALL, Tools};
use crate::{dist, root, size};

/// Names the folder of real pages and recordings.
const CORPUS: &str = "EPISODE_CORPUS";

struct Suite {
    name: &'static str,
    run: fn(&Tools) -> Tally,
}

const SUITES: [Suite; 8] = [
    Suite { name: "fmt", run: fmt },
    Suite { name: "clippy", run: clippy },
    Suite { name: "native", run: native },
    Suite { name: "types", run: types },
    Suite { name: "wasm", run: wasm },
    Suite { name: "dist", run: |_| check(dist::dist()) },
    Suite { name: "size", run: |_| check(size::size()) },
    Suite { name: "e2e", run: e2e },
];

/// Passes the suites of these names, or all.
pub(crate) fn test(names: &[String]) -> Result {
    if let Some(unknown) = names.iter().find(|name| SUITES.iter().all(|suite| suite.name != **name)) {
        let known: Vec<_> = SUITES.iter().map(|suite| suite.name).collect();
        return Err(Failure::new(format!("there is no suite `{unknown}`"))
            .mend(format!("they are {}", known.join(", "))));
    }
    let tools = Tools::get(&ALL)?;
    let mut all = Tally::default();
    let mut times = Vec::new();
    for suite in SUITES.iter().filter(|suite| names.is_empty() || names.iter().any(|name| name == suite.name))
    {
        println!("\n── {} ──", suite.name);
        let start = Instant::now();
        let tally = (suite.run)(&tools);
        times.push(format!("{:<8} {:>4} s   {tally}", suite.name, start.elapsed().as_secs()));
        all += tally;
    }
    println!("\n{}", times.join("\n"));
    if std::env::var_os(CORPUS).is_none() {
        println!("{CORPUS} names no folder of real pages and recordings: the tests on them were skipped.");
    }
    println!("{all}");
    if all.failed == 0 { Ok(()) } else { Err(Failure::new("tests failed")) }
}

fn fmt(_: &Tools) -> Tally {
    check(run(cargo().args(["fmt", "--all", "--check"])).map_err(|failure| failure.mend("`cargo fmt --all`")))
}

fn clippy(_: &Tools) -> Tally {
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    const TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
    let native = ["clippy", "--workspace", "--exclude", "episode-player", "--all-targets"];
    let widget = ["clippy", "--package", "episode-player", "--all-targets"];
    let mut tally = check(run(cargo().args(native).args(DENY)));
    tally += check(run(cargo().args(widget).args(TARGET).args(DENY)));
    tally
}

/// Everything without a browser. The widget has none of these: it runs nowhere else.
fn native(_: &Tools) -> Tally {
    let mut cargo = cargo();
    cargo.args(["test", "--workspace", "--exclude", "episode-player", "--exclude", "e2e"]);
    if std::env::var_os(CORPUS).is_some() {
        cargo.args(["--", "--include-ignored"]);
    }
    count(&mut cargo)
}

/// The element's types, by what a page may write and must not.
fn types(tools: &Tools) -> Tally {
    let mut tsc = tools.command("tsc");
    tsc.args(["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"]);
    check(run(tsc.arg("crates/e2e/types/use.ts")))
}

/// The components, in a browser.
fn wasm(tools: &Tools) -> Tally {
    let mut pack = tools.command("wasm-pack");
    pack.args(["test", "--headless", "--chrome"]);
    let path = std::env::var_os("PATH").unwrap_or_default();
    if let Some(driver) =
        std::env::var_os("CHROMEDRIVER").map(Into::into).or_else(|| find("chromedriver", &path))
    {
        pack.arg("--chromedriver").arg(driver);
    }
    count(&mut pack)
}

/// What a reader does, on what is shipped.
fn e2e(tools: &Tools) -> Tally {
    let mut cargo = tools.command("cargo");
    cargo.args(["test", "--package", "e2e", "--no-fail-fast", "--", "--include-ignored", "--test-threads=2"]);
    if std::env::var_os(CORPUS).is_none() {
        // The fake embed is held against recordings, and a page is shown, that are not there.
        cargo.args(["--skip", "recordings::", "--skip", "corpus::"]);
    }
    cargo.env("E2E_DIST", root().join("dist")).env("E2E_NODE_MODULES", Tools::node_modules());
    count(&mut cargo)
}

fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root());
    cargo
}

fn check(result: Result) -> Tally {
    let failed = result.map_err(|failure| eprintln!("{failure}")).is_err();
    Tally::check(!failed)
}

/// Runs tests, shows what they print, and counts them. A run that fails without a failed test is one failure.
fn count(command: &mut Command) -> Tally {
    let mut tally = Tally::default();
    let child = command.stdout(Stdio::piped()).spawn();
    let status = child.and_then(|mut child| {
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n').map_while(std::result::Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                tally += Tally::of_line(&line).unwrap_or_default();
            }
        }
        child.wait()
    });
    let went_well = status.as_ref().is_ok_and(std::process::ExitStatus::success);
    if !went_well && tally.failed == 0 {
        eprintln!("error: `{}` did not go well: {status:?}", name(command));
        tally.failed = 1;
    }
    tally
}
