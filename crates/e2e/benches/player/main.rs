//! The player beside others: what each costs, how soon it can be used, and how well it keeps up, in one table.
//!
//! `docs/yardstick.md` says what is measured and how.

mod hyperaudio;
mod measure;
mod native;
mod ours;
mod player;
mod podlove;
mod table;
mod workload;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Parser, ValueEnum};

use measure::Job;
use player::Player;
use table::Results;
use workload::Workload;

/// In the order of the table.
const ALL: [&Player; 4] = [&native::NATIVE, &ours::OURS, &hyperaudio::HYPERAUDIO, &podlove::PODLOVE];

/// Measures players of transcripts side by side: `cargo xtask bench player -- OPTIONS`.
#[derive(Parser)]
#[command(name = "player")]
struct Options {
    /// How many words the episodes have.
    #[arg(long, value_delimiter = ',', default_values_t = [2_000, 20_000, 100_000])]
    sizes: Vec<usize>,
    /// Which players: native, ours, hyperaudio, podlove.
    #[arg(long, value_delimiter = ',', value_parser = player, default_value = "native,ours,hyperaudio,podlove")]
    players: Vec<&'static Player>,
    /// How often each is measured.
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// What is measured.
    #[arg(long, value_delimiter = ',', value_enum, default_values_t = Phase::value_variants().to_vec())]
    only: Vec<Phase>,
    #[arg(long, hide = true)]
    bench: bool, // What cargo tells every benchmark.
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Phase {
    /// Sizes, and from navigation to the transcript.
    Load,
    /// The main thread while it plays.
    Play,
    Seek,
    /// The highlight against the media.
    Lag,
    Search,
    /// From an episode in memory to its transcript: ours alone.
    Memory,
}

fn main() {
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let options = Options::parse();
    let peers = PathBuf::from(std::env::var_os("E2E_PEERS").unwrap_or_default());
    for package in options.players.iter().filter_map(|player| player.package) {
        let folder = peers.join(package);
        assert!(folder.is_dir(), "there is no {}: `cargo xtask bench player` installs it", folder.display());
    }
    let workloads: Vec<Workload> = options.sizes.iter().map(|size| Workload::new(*size)).collect();
    let jobs = jobs(&options, &workloads, &peers);
    let seconds: u32 = jobs.iter().map(|job| job.seconds(&options.only)).sum();
    eprintln!("{} measurements, about {} minutes on two cores.", jobs.len(), seconds.div_ceil(60));

    let start = Instant::now();
    let mut results = Results::default();
    let mut failed = Vec::new();
    for (done, job) in jobs.iter().enumerate() {
        let name = job.name();
        eprintln!("{:>5} s  {:>3}/{}  {name}", start.elapsed().as_secs(), done + 1, jobs.len());
        // One that fails must not waste the others. What went wrong was printed.
        if catch_unwind(AssertUnwindSafe(|| job.measure(&options.only, &mut results))).is_err() {
            failed.push(name);
        }
    }
    println!("{}", results.table(&options.sizes, &options.players));
    if !failed.is_empty() {
        println!("Failed, and not in the table: {}.", failed.join("; "));
    }
}

/// Everything that is measured, in its order: players take turns within each run, and begin with another in each.
fn jobs<'a>(options: &Options, workloads: &'a [Workload], peers: &'a Path) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for run in 0..options.runs {
        for workload in workloads {
            for (slower, shows) in [(1.0, false), (4.0, false), (1.0, true), (4.0, true)] {
                let mut players = options.players.clone();
                players.rotate_left(run % options.players.len());
                jobs.extend(players.into_iter().map(|player| Job {
                    player,
                    workload,
                    run,
                    peers,
                    slower,
                    shows,
                }));
            }
        }
    }
    jobs.retain(|job| job.is_wanted(&options.only));
    jobs
}

fn player(name: &str) -> Result<&'static Player, String> {
    ALL.into_iter().find(|player| player.name == name).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|player| player.name).collect();
        format!("they are {}", known.join(", "))
    })
}
