//! All tests, the cheap ones first, with one closing line over all of them.

mod engines;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use self::engines::{Engine, Exceptions};
use crate::failure::{Failure, Result};
use crate::program::{name, run};
use crate::tally::Tally;
use crate::tools::{DIST, PACKAGE, Tool, Tools};
use crate::{dist, npm, root, size};

/// Names the folder of real pages and recordings.
const CORPUS: &str = "EPISODE_CORPUS";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The suite; else all but `package`, which installs from the registry of npm
    #[arg(value_parser = SUITES.map(|suite| suite.name))]
    suite: Option<String>,
    /// Only tests with this in their names
    name: Option<String>,
    /// A browser for the tests that need one, more than once for several; else all three, and Chromium alone for one
    /// suite
    #[arg(long, value_name = "ENGINE")]
    engine: Vec<Engine>,
}

/// What every suite is given.
struct Context {
    tools: Tools,
    engines: BTreeSet<Engine>,
    name: Option<String>,
}

struct Suite {
    name: &'static str,
    /// The tools it needs whatever the engine.
    tools: &'static [Tool],
    in_browsers: bool,
    /// It runs only where it is named.
    by_name: bool,
    run: fn(&Context) -> Tally,
}

const SUITES: [Suite; 10] = [
    Suite { name: "fmt", tools: &[], in_browsers: false, by_name: false, run: fmt },
    Suite { name: "clippy", tools: &[Tool::WasmTarget], in_browsers: false, by_name: false, run: clippy },
    Suite { name: "doc", tools: &[Tool::WasmTarget], in_browsers: false, by_name: false, run: doc },
    Suite { name: "native", tools: &[], in_browsers: false, by_name: false, run: native },
    Suite { name: "types", tools: &[Tool::Packages], in_browsers: false, by_name: false, run: types },
    Suite {
        name: "wasm",
        tools: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack],
        in_browsers: true,
        by_name: false,
        run: wasm,
    },
    Suite { name: "dist", tools: &DIST, in_browsers: false, by_name: false, run: |_| check(dist::dist()) },
    Suite { name: "size", tools: &DIST, in_browsers: false, by_name: false, run: |_| check(size::size()) },
    Suite { name: "e2e", tools: &DIST, in_browsers: true, by_name: false, run: e2e },
    Suite { name: "package", tools: &PACKAGE, in_browsers: true, by_name: true, run: package },
];

pub(crate) fn test(Arguments { suite: chosen, name, engine }: &Arguments) -> Result {
    let is_wanted = |suite: &&Suite| chosen.as_ref().map_or(!suite.by_name, |name| name == suite.name);
    let suites: Vec<_> = SUITES.iter().filter(is_wanted).collect();
    let engines: BTreeSet<Engine> = match (engine.as_slice(), chosen) {
        ([], None) => Engine::ALL.into(),
        ([], Some(_)) => [Engine::Chromium].into(),
        (named, _) => named.iter().copied().collect(),
    };
    let mut wanted: Vec<Tool> = suites.iter().flat_map(|suite| suite.tools).copied().collect();
    if suites.iter().any(|suite| suite.in_browsers) {
        wanted.extend(engines.iter().map(|engine| engine.tool()));
    }
    let context = Context { tools: Tools::get(&wanted)?, engines, name: name.clone() };
    if matches!(chosen.as_deref(), Some("e2e" | "size" | "package")) {
        // What is looked at is what is shipped, and not what was shipped before.
        dist::dist()?;
    }
    let mut all = Tally::default();
    let mut times = Vec::new();
    for suite in suites {
        println!("\n── {} ──", suite.name);
        let start = Instant::now();
        let tally = (suite.run)(&context);
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

fn fmt(_: &Context) -> Tally {
    check(run(cargo().args(["fmt", "--all", "--check"])).map_err(|failure| failure.mend("`cargo fmt --all`")))
}

fn clippy(_: &Context) -> Tally {
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    const TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
    let native = [
        "clippy",
        "--workspace",
        "--exclude",
        "episode-player",
        "--all-targets",
        "--features",
        "e2e/package",
    ];
    let widget = ["clippy", "--package", "episode-player", "--all-targets"];
    let mut tally = check(run(cargo().args(native).args(DENY)));
    tally += check(run(cargo().args(widget).args(TARGET).args(DENY)));
    tally
}

/// The documentation: no broken link, and nothing public without a word.
fn doc(_: &Context) -> Tally {
    let native = ["doc", "--no-deps", "--workspace", "--exclude", "episode-player"];
    let widget = ["doc", "--no-deps", "--package", "episode-player", "--target", "wasm32-unknown-unknown"];
    let mut tally = check(run(cargo().args(native).env("RUSTDOCFLAGS", "-D warnings")));
    tally += check(run(cargo().args(widget).env("RUSTDOCFLAGS", "-D warnings")));
    tally
}

/// Everything without a browser. The widget has none of these: it runs nowhere else.
fn native(context: &Context) -> Tally {
    let mut cargo = cargo();
    cargo.args(["test", "--workspace", "--exclude", "episode-player", "--exclude", "e2e", "--"]);
    if std::env::var_os(CORPUS).is_some() {
        cargo.arg("--include-ignored");
    }
    count(cargo.args(&context.name))
}

/// The element's types, by what a page may write and must not.
fn types(context: &Context) -> Tally {
    let mut tsc = context.tools.command("tsc");
    tsc.args(["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"]);
    check(run(tsc.arg("crates/e2e/types/use.ts")))
}

/// The components, in each browser.
fn wasm(context: &Context) -> Tally {
    let mut tally = Tally::default();
    for engine in &context.engines {
        println!("In {}:", engine.title());
        tally += count(engine.component_tests(&context.tools).args(&context.name));
    }
    tally
}

/// What a reader does, on what is shipped, in each browser.
fn e2e(context: &Context) -> Tally {
    let exceptions = match Exceptions::read() {
        Ok(exceptions) => exceptions,
        Err(failure) => return check(Err(failure)),
    };
    let mut tally = Tally::default();
    for engine in &context.engines {
        println!("In {}:", engine.title());
        let mut cargo = context.tools.command("cargo");
        cargo.args(["test", "--package", "e2e", "--no-fail-fast"]);
        cargo.env("E2E_ENGINE", engine.name()).env("E2E_DIST", root().join("dist"));
        cargo.env("E2E_NODE_MODULES", Tools::node_modules());
        if *engine != Engine::Chromium {
            // What is said in code is the same in each.
            cargo.args(["--lib", "--tests"]);
        }
        cargo.args(["--", "--include-ignored", "--test-threads=2"]).args(&context.name);
        if std::env::var_os(CORPUS).is_none() {
            // The fake embed is held against recordings, and a page is shown, that are not there.
            cargo.args(["--skip", "recordings::", "--skip", "corpus::"]);
        }
        if context.name.is_none() {
            for exception in exceptions.of(*engine) {
                println!("skipped in {}: {}, for {}", engine.title(), exception.test, exception.why);
                cargo.args(["--skip", &exception.test]);
                tally.skipped += 1;
            }
        }
        tally += count(&mut cargo);
    }
    tally
}

/// The package of npm, with bundlers of the registry: four minutes on two cores.
fn package(context: &Context) -> Tally {
    let mut native = cargo();
    let mut tally = check(run(native.args(["build", "--quiet", "--package", "episode-cli"])));
    let mut cargo = context.tools.command("cargo");
    cargo.args(["test", "--package", "e2e", "--features", "package", "--test", "package", "--no-fail-fast"]);
    cargo.env("E2E_DIST", root().join("dist")).env("E2E_PACKAGE", npm::tarball());
    cargo.env("E2E_REACT_18", Tools::react_18());
    cargo.env("E2E_PACKAGE_TOOLS", Tools::bundlers()).env("E2E_COMMAND", npm::target().join("debug/episode"));
    cargo.args(["--", "--include-ignored", "--test-threads=2"]).args(&context.name);
    if std::env::var_os(CORPUS).is_none() {
        cargo.args(["--skip", "corpus_"]);
    }
    tally += count(&mut cargo);
    tally
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
