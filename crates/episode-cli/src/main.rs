//! The command `episode`: makes an episode's JSON from its page, checks it, and writes it in other formats.
//!
//! Exit codes: 0 when all went well (warnings may have been told), 1 when an input has errors or a file cannot be
//! read or written, 2 when the command was not called rightly.

mod check;
mod export;
mod import;
mod output;
mod problems;
mod schema;
#[cfg(target_os = "wasi")]
mod wasi;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use output::Failure;

/// Makes and checks the files that `<episode-player>` shows.
#[derive(Parser)]
#[command(name = "episode", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes an episode file from a page in Markdown or MDX, or from captions alone
    Import(import::Arguments),
    /// Validates episode files: lists each error with its place, the value found and what is expected
    Check(check::Arguments),
    /// Writes a page with the player in it, in place of the video that it embeds
    Wrap(import::wrap::Arguments),
    /// Writes an episode as captions, as text, its chapters, as a page, or in a feed
    Export(export::Arguments),
    /// Writes the format's JSON Schema
    Schema(schema::Arguments),
}

fn main() -> ExitCode {
    #[cfg(target_os = "wasi")]
    wasi::enter_folder();
    let result = match Arguments::parse_from(arguments()).command {
        Command::Import(arguments) => import::run(&arguments),
        Command::Check(arguments) => Ok(check::run(&arguments)),
        Command::Wrap(arguments) => import::wrap::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(failure @ Failure::Usage(_)) => {
            output::message(format_args!("error: {failure}\n\nFor more information, try '--help'."));
            ExitCode::from(2)
        }
        Err(failure) => {
            output::message(format_args!("error: {failure}"));
            ExitCode::FAILURE
        }
    }
}

/// The arguments, where the name of a file that begins with `-` is no option: `-042.md` becomes `./-042.md`.
fn arguments() -> Vec<OsString> {
    let as_path = |argument: OsString| {
        let is_name = argument.to_string_lossy().strip_prefix('-').is_some_and(|rest| rest.len() > 1);
        if is_name && Path::new(&argument).is_file() {
            Path::new(".").join(argument).into()
        } else {
            argument
        }
    };
    std::env::args_os().map(as_path).collect()
}
