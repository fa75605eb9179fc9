//! All tests, the cheap ones first, with one closing line over all of them.

mod by_name;
mod engines;
mod fuzz_hours;
mod html;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use self::engines::{Engine, Exceptions};
use crate::failure::{Failure, Result};
use crate::program::{name, output, run};
use crate::tally::{self, Tally};
use crate::tools::{DIST, PACKAGE, SITES, Tool, Tools};
use crate::{dist, fresh, licences, root, size};

/// Names the folder of real pages and recordings.
const CORPUS: &str = "EPISODE_CORPUS";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The suite; else all but `million`, `endurance` and `fuzz-hours`, which take long, and `leptos`, `package` and `sites`,
    /// which build and install much more
    #[arg(value_parser = SUITES.map(|suite| suite.name))]
    suite: Option<String>,
    /// Only tests with this in their names
    name: Option<String>,
    /// The examples under sites/: the same as the suite `sites`
    #[arg(long, conflicts_with = "suite")]
    sites: bool,
    /// A browser for the tests that need one, more than once for several; else all three, and Chromium alone for one
    /// suite
    #[arg(long, value_name = "ENGINE")]
    engine: Vec<Engine>,
}

/// The workspace of the fuzz targets.
const FUZZ: &str = "fuzz/Cargo.toml";

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

/// A suite of the gate that needs no browser.
const fn suite(name: &'static str, tools: &'static [Tool], run: fn(&Context) -> Tally) -> Suite {
    Suite { name, tools, in_browsers: false, by_name: false, run }
}

/// A suite of the gate that runs in browsers.
const fn in_browsers(name: &'static str, tools: &'static [Tool], run: fn(&Context) -> Tally) -> Suite {
    Suite { in_browsers: true, ..suite(name, tools, run) }
}

const SUITES: [Suite; 19] = [
    suite("fmt", &[], fmt),
    suite("licences", &[], |_| check(licences::licences())),
    suite("clippy", &[Tool::WasmTarget], clippy),
    suite("features", &[Tool::WasmTarget], features),
    suite("doc", &[Tool::WasmTarget], doc),
    suite("native", &[], native),
    suite("fuzz", &[], fuzz),
    suite("types", &[Tool::Packages], types),
    suite("html", &[Tool::Packages], html),
    in_browsers("wasm", &[Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack], wasm),
    suite("dist", &DIST, |_| check(dist::dist())),
    suite("size", &DIST, |_| check(size::size())),
    in_browsers("e2e", &DIST, e2e),
    // It takes some ten minutes.
    Suite { by_name: true, ..suite("million", &[], by_name::million) },
    // It takes an hour for each target.
    Suite { by_name: true, ..suite("fuzz-hours", &[], fuzz_hours::fuzz_hours) },
    // It listens for five minutes in each browser.
    Suite { by_name: true, ..in_browsers("endurance", &DIST, by_name::endurance) },
    // It builds two more apps with all of Leptos, some eight minutes at first.
    Suite { by_name: true, ..in_browsers("leptos", &DIST, by_name::leptos_apps) },
    // It installs from the registry of npm.
    Suite { by_name: true, ..in_browsers("package", &PACKAGE, by_name::package) },
    // It installs and runs a generator of sites for each.
    Suite { by_name: true, ..in_browsers("sites", &SITES, by_name::sites) },
];

pub(crate) fn test(Arguments { suite, name, sites, engine }: &Arguments) -> Result {
    let chosen = &if *sites { Some("sites".to_owned()) } else { suite.clone() };
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
    if matches!(chosen.as_deref(), Some("e2e" | "size" | "endurance" | "package" | "sites")) {
        // What is looked at is what is shipped, and not what was shipped before.
        fresh::dist()?;
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
    let mut tally = Tally::default();
    for manifest in ["Cargo.toml", FUZZ] {
        let fmt = ["fmt", "--all", "--manifest-path", manifest];
        let mend = format!("`cargo {}`", fmt.join(" "));
        tally += check(run(cargo().args(fmt).arg("--check")).map_err(|failure| failure.mend(mend)));
    }
    tally
}

fn clippy(_: &Context) -> Tally {
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    const TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
    // The tests in browsers are behind features.
    let native = ["clippy", "--workspace", "--exclude", "episode-player", "--all-targets", "--all-features"];
    let widget = ["clippy", "--package", "episode-player", "--all-targets"];
    let mut tally = check(run(cargo().args(native).args(DENY)));
    tally += check(run(cargo().args(widget).args(TARGET).args(DENY)));
    tally
}

/// The documentation: no broken link, and nothing public without a word.
fn doc(_: &Context) -> Tally {
    let native = ["doc", "--no-deps", "--workspace", "--exclude", "episode-player"];
    let widget = ["doc", "--no-deps", "--package", "episode-player", "--features", "csr,element"];
    let widget = widget.into_iter().chain(["--target", "wasm32-unknown-unknown"]);
    let mut tally = check(run(cargo().args(native).env("RUSTDOCFLAGS", "-D warnings")));
    tally += check(run(cargo().args(widget).env("RUSTDOCFLAGS", "-D warnings")));
    // The examples of docs/leptos.md; those of the other crates are in the native suite.
    tally += count(cargo().args(["test", "--doc", "--package", "episode-player", "--features", "csr"]));
    tally
}

/// Everything without a browser. The widget has none of these: it runs nowhere else.
fn native(context: &Context) -> Tally {
    let mut cargo = cargo();
    cargo.args([
        "test",
        "--workspace",
        "--no-fail-fast",
        "--exclude",
        "episode-player",
        "--exclude",
        "e2e",
        "--",
    ]);
    count(cargo.args(&context.name))
}

/// The fuzz targets compile, and pass with their seeds. No fuzzer runs: the suite `fuzz-hours` is for that.
fn fuzz(context: &Context) -> Tally {
    // Without libFuzzer, which is C++: nothing that is checked is linked.
    let of = ["--manifest-path", FUZZ, "--locked", "--no-default-features"];
    let mut tally =
        check(run(cargo().arg("clippy").args(of).args(["--all-targets", "--", "-D", "warnings"])));
    tally += count(cargo().arg("test").args(of).args(["--lib", "--"]).args(&context.name));
    tally
}

/// The element's types, by what a page may write and must not.
fn types(context: &Context) -> Tally {
    let mut tsc = context.tools.command("tsc");
    tsc.args(["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"]);
    check(run(tsc.arg("crates/e2e/types/use.ts")))
}

/// The pages that `episode export --to html` writes, by a validator.
fn html(context: &Context) -> Tally {
    match html::pages() {
        Ok(pages) => {
            let mut validate = context.tools.command("html-validate");
            check(run(validate.args(["--config", "xtask/html-validate.json"]).args(pages)))
        }
        Err(failure) => check(Err(failure)),
    }
}

/// The components, in each browser.
fn wasm(context: &Context) -> Tally {
    let mut tally = Tally::default();
    for engine in &context.engines {
        println!("In {}:", engine.title());
        let run = || count(engine.component_tests(&context.tools).args(&context.name));
        let mut all = run();
        // The runner gives up on a browser that is slow to start, and then no test of it is named.
        if all.failed == 1 {
            println!("Once more:");
            let again = run();
            if again.failed == 0 && again.passed > all.passed {
                println!("Flaky in {}: passed at the second time", engine.title());
                all = again;
            }
        }
        tally += all;
    }
    tally
}

/// What a reader does, on what is shipped, in each browser.
fn e2e(context: &Context) -> Tally {
    let exceptions = match Exceptions::read() {
        Ok(exceptions) => exceptions,
        Err(failure) => return check(Err(failure)),
    };
    // Without the corpus, the tests on its pages and recordings are not built.
    let features = if std::env::var_os(CORPUS).is_some() { "browser,corpus" } else { "browser" };
    let mut tally = Tally::default();
    for engine in &context.engines {
        println!("In {}:", engine.title());
        let tests = || {
            let mut cargo = context.tools.command("cargo");
            cargo.args(["test", "--package", "e2e", "--no-fail-fast", "--features", features]);
            cargo.env("E2E_ENGINE", engine.name()).env("E2E_DIST", root().join("dist"));
            cargo.env("E2E_NODE_MODULES", Tools::node_modules());
            if *engine != Engine::Chromium {
                // What is said in code is the same in each.
                cargo.args(["--lib", "--tests"]);
            }
            cargo.arg("--");
            cargo
        };
        let mut all = vec!["--test-threads=2".to_owned()];
        all.extend(context.name.clone());
        if context.name.is_none() {
            for exception in exceptions.of(*engine) {
                println!("skipped in {}: {}, for {}", engine.title(), exception.test, exception.why);
                all.extend(["--skip".to_owned(), exception.test.clone()]);
                tally.skipped += 1;
            }
        }
        tally += twice(tests, &all, engine.title());
    }
    tally
}

/// Runs tests, and those that failed once more, alone, where that is worth it.
fn twice(tests: impl Fn() -> Command, arguments: &[String], engine: &str) -> Tally {
    let mut failed = Vec::new();
    let mut first = count_each(tests().args(arguments), |name| failed.push(name.to_owned()));
    if is_worth_another_try(&first, &failed) {
        println!("Once more, alone: {}", failed.join(", "));
        let again = count(tests().args(["--test-threads=1", "--exact"]).args(&failed));
        if again.failed == 0 && again.passed >= first.failed {
            println!("Flaky in {engine}, passed alone: {}", failed.join(", "));
            first.passed += first.failed;
            first.failed = 0;
        }
    }
    first
}

/// A browser that shares a busy machine may miss a moment: few tests that failed are run once more, alone, and printed as
/// flaky where they pass then. Where many fail, or one fails again, something is wrong.
fn is_worth_another_try(tally: &Tally, failed: &[String]) -> bool {
    const FEW: usize = 4;
    (1..=FEW).contains(&failed.len()) && failed.len() == tally.failed as usize
}

/// The widget with each of its features alone, since none may need another; and no feature of the component turns on
/// effects in a server.
fn features(_: &Context) -> Tally {
    const CHECK: [&str; 6] =
        ["clippy", "--package", "episode-player", "--lib", "--no-default-features", "--features"];
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    let mut tally = Tally::default();
    for feature in ["", "ssr"] {
        tally += check(run(cargo().args(CHECK).arg(feature).args(DENY)));
    }
    for feature in ["element", "csr", "hydrate"] {
        let target = ["--target", "wasm32-unknown-unknown"];
        tally += check(run(cargo().args(CHECK).arg(feature).args(target).args(DENY)));
    }
    for (feature, has_effects) in [("ssr", false), ("csr", true)] {
        let mut tree = cargo();
        tree.args(["tree", "--package", "episode-player", "--edges", "features,no-dev"]);
        tree.args(["--invert", "reactive_graph", "--no-default-features", "--features", feature]);
        let users = output(&mut tree).unwrap_or_default();
        let is_right =
            !users.is_empty() && users.contains("reactive_graph feature \"effects\"") == has_effects;
        if !is_right {
            eprintln!("error: effects are not as `{feature}` wants them: see `{}`", name(&tree));
        }
        tally += Tally::check(is_right);
    }
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
    count_each(command, |_| ())
}

/// Does the same, and tells the name of each test that failed.
fn count_each(command: &mut Command, mut on_failed: impl FnMut(&str)) -> Tally {
    let mut tally = Tally::default();
    let mut skipped = 0;
    // Programs of tests that have started and not told their result.
    let mut unfinished = 0u32;
    let child = command.stdout(Stdio::piped()).spawn();
    let status = child.and_then(|mut child| {
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).split(b'\n').map_while(std::result::Result::ok) {
                let line = String::from_utf8_lossy(&line);
                println!("{line}");
                unfinished += u32::from(tally::is_start(&line));
                if let Some(result) = Tally::of_line(&line) {
                    unfinished = unfinished.saturating_sub(1);
                    tally += result;
                }
                if let Some(name) = tally::failed(&line) {
                    on_failed(name);
                }
                skipped += u32::from(tally::is_skipped(&line));
            }
        }
        child.wait()
    });
    // Each of these passed, for its runner.
    tally.passed = tally.passed.saturating_sub(skipped);
    tally.skipped += skipped;
    if unfinished > 0 {
        eprintln!("error: tests ended before their result: {unfinished} of `{}`", name(command));
        tally.failed += unfinished;
    }
    let went_well = status.as_ref().is_ok_and(std::process::ExitStatus::success);
    if !went_well && tally.failed == 0 {
        eprintln!("error: `{}` did not go well: {status:?}", name(command));
        tally.failed = 1;
    }
    tally
}
