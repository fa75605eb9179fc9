//! The fuzz targets with libFuzzer, each for an hour. What it finds new is kept outside of the checkout, so that the hours of
//! one run add up with those of the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use super::{Context, FUZZ, cargo, check};
use crate::failure::{Failure, Result};
use crate::program::{find, output, run};
use crate::tally::Tally;
use crate::{npm, root, tools};

/// Sets another time than an hour for each target, in seconds.
const SECONDS: &str = "FUZZ_SECONDS";

/// The targets that read Markdown. Their inputs touch so much code that libFuzzer's own schedule takes most of the time.
const PAGES: [&str; 5] = ["chapters", "front_matter", "import", "transcript", "wrap"];

/// What counts the branches that an input takes: the passes that `cargo fuzz` asks for, without a sanitizer of memory, since
/// what is fuzzed has no unsafe code. The stable compiler has them too.
const FLAGS: [&str; 8] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "-Cdebug-assertions",
];

pub(super) fn fuzz_hours(context: &Context) -> Tally {
    fuzz(context.name.as_deref()).unwrap_or_else(|failure| check(Err(failure)))
}

fn fuzz(name: Option<&str>) -> Result<Tally> {
    let seconds = seconds()?;
    let targets = targets(name)?;
    let programs = build()?;
    let folder = tools::cache().join("fuzz");
    let at_once = thread::available_parallelism().map_or(1, usize::from).min(targets.len());
    let minutes = (seconds * targets.len().div_ceil(at_once) as u64).div_ceil(60);
    println!(
        "{} targets for {seconds} s each, {at_once} at a time: {} h {} min. Inputs are kept in {}.",
        targets.len(),
        minutes / 60,
        minutes % 60,
        folder.display()
    );
    let queue = Mutex::new(targets.iter());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut done = Vec::new();
        while let Some(target) = next() {
            let result = Fuzzed::run(target, &programs, &folder, seconds);
            match &result {
                Ok(fuzzed) => println!("{}", fuzzed.row()),
                Err(failure) => eprintln!("{failure}"),
            }
            done.push(result);
        }
        done
    };
    let mut all: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..at_once).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("it does not panic")).collect()
    });
    all.sort_by_key(|result| result.as_ref().map_or_else(|_| String::new(), |fuzzed| fuzzed.target.clone()));
    println!("\n| target | seconds | runs | seconds of all runs | inputs kept | finding |");
    println!("| --- | --- | --- | --- | --- | --- |");
    all.iter().flatten().for_each(|fuzzed| println!("{}", fuzzed.row()));
    let mut tally = Tally::default();
    for result in &all {
        tally += Tally::check(result.as_ref().is_ok_and(|fuzzed| fuzzed.finding.is_none()));
    }
    if all.iter().flatten().any(|fuzzed| fuzzed.finding.is_some()) {
        println!(
            "\nA finding goes into fuzz/seeds/TARGET; `cargo xtask test fuzz` then fails until it is repaired."
        );
    }
    Ok(tally)
}

fn seconds() -> Result<u64> {
    let Ok(text) = std::env::var(SECONDS) else { return Ok(3_600) };
    let seconds = text.parse().ok().filter(|seconds| *seconds > 0);
    seconds.ok_or_else(|| Failure::new(format!("{SECONDS} is {text:?}: expected a number of seconds")))
}

/// The targets of this name, else those with this in their names, else all.
fn targets(name: Option<&str>) -> Result<Vec<String>> {
    let folder = root().join("fuzz/fuzz_targets");
    let entries = fs::read_dir(&folder).map_err(|error| Failure::file(&folder, &error))?;
    let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let mut all: Vec<String> = entries.flatten().filter_map(|entry| stem(entry.path())).collect();
    all.sort_unstable();
    let Some(name) = name else { return Ok(all) };
    if all.iter().any(|target| target == name) {
        return Ok(vec![name.to_owned()]);
    }
    let (named, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|target| target.contains(name));
    if named.is_empty() {
        return Err(Failure::new(format!("no fuzz target is called {name:?}"))
            .mend(format!("take one of these: {}", others.join(", "))));
    }
    Ok(named)
}

/// Builds all targets: the folder of their programs.
fn build() -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if std::env::var_os("CXX").is_none() && find("c++", &path).is_none() {
        return Err(Failure::new("a C++ compiler is missing, which libFuzzer is built with")
            .mend("install one (on Debian or Ubuntu: `sudo apt-get install g++`), or name it in CXX"));
    }
    let says = output(Command::new("rustc").arg("-vV")).unwrap_or_default();
    let host = says.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or_else(|| Failure::new("`rustc -vV` names no host"))?;
    let folder = npm::target().join("fuzz-hours");
    println!("Building the targets with libFuzzer: two to four minutes at first.");
    let mut cargo = cargo();
    cargo.args(["build", "--quiet", "--release", "--locked", "--bins", "--manifest-path", FUZZ]);
    // With a target named, build scripts and macros are built without these flags.
    cargo.args(["--target", host, "--target-dir"]).arg(&folder);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    run(&mut cargo)?;
    Ok(folder.join(host).join("release"))
}

/// What came of a target.
struct Fuzzed {
    target: String,
    seconds: u64,
    runs: u64,
    /// The time of this run and of those before it, with the same inputs.
    seconds_of_all: u64,
    inputs: usize,
    /// The file that breaks the target.
    finding: Option<PathBuf>,
}

impl Fuzzed {
    fn run(target: &str, programs: &Path, folder: &Path, seconds: u64) -> Result<Self> {
        let (corpus, findings) = (folder.join(target), folder.join("findings"));
        for folder in [&corpus, &findings] {
            fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
        }
        let mut command = Command::new(programs.join(target));
        command.current_dir(root().join("fuzz"));
        // Inputs longer than this find nothing new, and take longer.
        command.args(["-max_len=4096", "-timeout=30", "-print_final_stats=1"]);
        command.arg(format!("-max_total_time={seconds}"));
        command.arg(format!("-artifact_prefix={}", findings.join(format!("{target}-")).display()));
        if PAGES.contains(&target) {
            command.args(["-dict=markdown.dict", "-entropic=0"]);
        }
        let start = Instant::now();
        let output = command.arg(&corpus).arg(Path::new("seeds").join(target)).output();
        let output = output.map_err(|error| Failure::new(format!("the fuzz target {target}: {error}")))?;
        let seconds = start.elapsed().as_secs();
        let said = String::from_utf8_lossy(&output.stderr);
        let log = folder.join(format!("{target}.log"));
        fs::write(&log, &*said).map_err(|error| Failure::file(&log, &error))?;
        let finding = finding(&said).filter(|_| !output.status.success());
        let Some(runs) = runs(&said).filter(|_| output.status.success() || finding.is_some()) else {
            return Err(Failure::new(format!("the fuzz target {target} failed: {}", output.status))
                .mend(format!("see {}", log.display())));
        };
        let inputs = fs::read_dir(&corpus).map_err(|error| Failure::file(&corpus, &error))?.count();
        let seconds_of_all = add(&folder.join(format!("{target}.seconds")), seconds)?;
        Ok(Self { target: target.to_owned(), seconds, runs, seconds_of_all, inputs, finding })
    }

    fn row(&self) -> String {
        let Self { target, seconds, runs, seconds_of_all, inputs, finding } = self;
        let finding = finding.as_ref().map_or_else(|| "none".to_owned(), |file| file.display().to_string());
        format!("| `{target}` | {seconds} | {runs} | {seconds_of_all} | {inputs} | {finding} |")
    }
}

/// Adds seconds to those that a file counts.
fn add(file: &Path, seconds: u64) -> Result<u64> {
    let before = fs::read_to_string(file).ok().and_then(|text| text.trim().parse::<u64>().ok());
    let all = before.unwrap_or_default() + seconds;
    fs::write(file, all.to_string()).map_err(|error| Failure::file(file, &error))?;
    Ok(all)
}

/// How many inputs were run, as libFuzzer says at its end.
fn runs(said: &str) -> Option<u64> {
    let runs = said.lines().rev().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"))?;
    runs.trim().parse().ok()
}

/// The last file that libFuzzer wrote: what came before it was slow, and did not end the run.
fn finding(said: &str) -> Option<PathBuf> {
    let mark = "Test unit written to ";
    said.lines().rev().find_map(|line| line.split_once(mark)).map(|(_, file)| file.trim().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_libfuzzer_says_is_read() {
        let said = "#2\tINITED\n==1== ERROR: libFuzzer: deadly signal\n\
            artifact_prefix='/a b/srt-'; Test unit written to /a b/srt-slow-unit-1\n\
            artifact_prefix='/a b/srt-'; Test unit written to /a b/srt-crash-2\nBase64: QQ==\n\
            stat::number_of_executed_units: 171\nstat::average_exec_per_sec:     0\n";
        assert_eq!(runs(said), Some(171));
        assert_eq!(finding(said), Some("/a b/srt-crash-2".into()));
        assert_eq!((runs("Done"), finding("Done")), (None, None));
    }

    #[test]
    fn a_target_is_found_by_its_name_or_a_part_of_it() {
        assert_eq!(targets(Some("ass")).expect("it is one"), ["ass"]);
        assert_eq!(targets(Some("matter")).expect("it is one"), ["front_matter"]);
        assert!(targets(None).expect("they are there").len() > 15);
        let failure = targets(Some("nonsense")).expect_err("none is called so").to_string();
        assert!(failure.contains("\"nonsense\"") && failure.contains("youtube"), "{failure}");
    }

    #[test]
    fn the_targets_of_pages_are_targets() {
        let all = targets(None).expect("they are there");
        assert!(PAGES.iter().all(|target| all.iter().any(|of_all| of_all == target)));
    }
}
