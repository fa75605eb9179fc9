//! The importer on every known page, and on pages that are made to be hard: what is found, what is lost, how
//! long it takes.

#[path = "../tests/accounting/mod.rs"]
mod accounting;
#[path = "../tests/hostile/mod.rs"]
mod hostile;

use episode::Episode;
use episode_import::{Import, Options, Severity};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Runs of each measurement; the middle one counts.
const RUNS: usize = 5;

fn main() {
    match std::env::var_os("EPISODE_CORPUS") {
        Some(corpus) => pages(&PathBuf::from(corpus)),
        None => println!("EPISODE_CORPUS names no folder of real pages: only made ones are measured.\n"),
    }
    made();
}

fn pages(corpus: &std::path::Path) {
    let mut paths: Vec<PathBuf> = ["episodes", "pages-elsewhere"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(corpus.join(folder)).expect("a folder of pages"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    paths.sort();
    println!("| page | turns | words | chapters | statistics | problems | unaccounted words | ms |");
    println!("| --- | --: | --: | --: | --: | --: | --: | --: |");
    let (mut bytes, mut all, mut lost) = (0, Duration::ZERO, 0);
    for path in &paths {
        let source = std::fs::read_to_string(path).expect("a page");
        let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let options = Options { id: id.clone(), ..Options::default() };
        let (time, imported) = timed(|| episode_import::import(&source, &options));
        let unaccounted: usize = accounting::missing(&source, &imported).iter().map(|(_, n)| n).sum();
        let Import { episode, problems, .. } = &imported;
        let told = |severity| problems.iter().filter(|p| p.severity == severity).count();
        let (warnings, errors) = (told(Severity::Warning), told(Severity::Error));
        let notes = told(Severity::Note);
        println!(
            "| {} | {} | {} | {} | {} | {} | {unaccounted} | {} |",
            id,
            episode.transcript.turns.len(),
            words(episode),
            episode.chapters.len(),
            episode.statistics.len(),
            [(errors, "errors"), (warnings, "warnings"), (notes, "notes")]
                .iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, what)| format!("{n} {}", if *n == 1 { what.trim_end_matches('s') } else { what }))
                .collect::<Vec<_>>()
                .join(", "),
            millis(time),
        );
        bytes += source.len();
        all += time;
        lost += unaccounted;
    }
    println!(
        "\n{} pages, {} KB, {lost} unaccounted words, {} ms: {:.1} MB/s\n",
        paths.len(),
        bytes / 1000,
        millis(all),
        bytes as f64 / 1e6 / all.as_secs_f64(),
    );
}

fn made() {
    println!("| made page of | KB | ms | error |");
    println!("| --- | --: | --: | --- |");
    for (name, source) in hostile::pages(episode_import::MAX_PAGE - 64) {
        let start = Instant::now();
        let imported = episode_import::import(&source, &Options { id: "made".into(), ..Options::default() });
        let time = start.elapsed();
        let error = imported.problems.iter().find(|p| p.severity == Severity::Error);
        let error = error.map_or("", |p| p.message.as_str());
        println!("| {name} | {} | {} | {error} |", source.len() / 1000, millis(time));
    }
}

/// The words that are said.
fn words(episode: &Episode) -> usize {
    episode.transcript.turns.iter().map(|t| episode::text::words(&t.text).count()).sum()
}

fn timed<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut out = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        out = Some(run());
        times.push(start.elapsed());
    }
    times.sort();
    (times[RUNS / 2], out.expect("at least one run"))
}

fn millis(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}
