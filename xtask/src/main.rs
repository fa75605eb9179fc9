//! Every developer command: `cargo xtask help` lists them. Each installs what it needs, outside of the checkout.

mod bench;
mod dist;
mod failure;
mod fresh;
mod integrity;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod languages;
mod leptos;
mod licences;
mod npm;
mod program;
mod release;
mod serve;
mod size;
mod tally;
mod test;
mod third_party;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use failure::Result;

/// Developer commands, each as `cargo xtask COMMAND`.
///
/// Tools are kept in $EPISODE_PLAYER_CACHE, else $XDG_CACHE_HOME/episode-player, else ~/.cache/episode-player.
/// Tests on real pages and recordings run where EPISODE_CORPUS names their folder, and are skipped elsewhere.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Command {
    /// Serve the demo page, or a page or an episode of your own, and build anew after each change
    Serve(serve::Arguments),
    /// Pass every test, or those of one suite, or one test
    Test(test::Arguments),
    /// Print measurements: all, or those named
    Bench(bench::Arguments),
    /// Build what is shipped into dist/
    Dist,
    /// Say what a release would publish, and check that its versions are one
    Release(release::Arguments),
    /// Print the sizes of what is shipped beside their budgets
    Size,
    /// Join style/*.css into one file: Trunk calls it
    Style,
    /// Install everything that the other commands need
    Setup,
}

fn main() -> ExitCode {
    match run(&Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &Command) -> Result {
    match command {
        Command::Serve(arguments) => serve::serve(arguments),
        Command::Test(arguments) => test::test(arguments),
        Command::Bench(arguments) => bench::bench(arguments),
        Command::Dist => dist::dist(),
        Command::Release(arguments) => release::release(arguments),
        Command::Size => size::size(),
        Command::Style => dist::style(),
        Command::Setup => tools::Tools::get(&tools::ALL).map(drop),
    }
}

/// The root of the checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this crate is in a folder of the checkout")
        .to_owned()
}
