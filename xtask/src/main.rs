//! Every developer command: `cargo xtask help` lists them. Each installs what it needs, outside of the checkout.

mod bench;
mod dist;
mod failure;
mod imports;
#[cfg(test)]
mod invariants;
mod program;
mod serve;
mod size;
mod tally;
mod test;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use failure::{Failure, Result};

const HELP: &str = "\
Developer commands, each as `cargo xtask COMMAND`:

  serve [PAGE.md | EPISODE.json] [--port N] [-- OPTIONS OF episode import]
               serves the demo page, or a page with this episode, and builds anew after each change
  test [SUITE…]
               passes every suite, or those named: fmt clippy native types wasm dist size e2e
  bench [NAME…] [-- OPTIONS OF THE MEASUREMENT]
               prints measurements: all, or those named
  dist         builds what is shipped into dist/
  size         prints the sizes of what is shipped beside their budgets
  style        joins style/*.css into one file: Trunk calls it
  setup        installs everything that the other commands need
  help         prints this

Tools are kept in $EPISODE_PLAYER_CACHE, else $XDG_CACHE_HOME/episode-player, else ~/.cache/episode-player.
Tests on real pages and recordings run where EPISODE_CORPUS names their folder, and are skipped elsewhere.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{HELP}");
        return Ok(());
    };
    match (command.as_str(), rest) {
        ("serve", options) => serve::serve(options),
        ("test", suites) => test::test(suites),
        ("bench", arguments) => bench::bench(arguments),
        ("dist", []) => dist::dist(),
        ("size", []) => size::size(),
        ("style", []) => dist::style(),
        ("setup", []) => tools::Tools::get(&tools::ALL).map(drop),
        ("help" | "--help" | "-h", _) => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(Failure::new(format!("`{}` is not a command", arguments.join(" ")))
            .mend("`cargo xtask help` lists them")),
    }
}

/// The root of the checkout.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("this crate is in a folder of the checkout")
        .to_owned()
}
