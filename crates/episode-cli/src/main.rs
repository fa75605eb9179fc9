//! The command `episode`: makes an episode's JSON from its page, checks it, and writes it in other formats.
//!
//! Exit codes: 0 when all went well (warnings may have been told), 1 when an input has errors or a file cannot be
//! read or written, 2 when the command was not called rightly.

mod captions;
mod check;
mod export;
mod import;
mod output;
mod problems;
mod schema;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

use output::Failure;

/// Makes and checks the files that <episode-player> shows.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes an episode file from a page in Markdown or MDX, or from captions alone
    Import(import::Arguments),
    /// Tells every fault of episode files, with its place and what would be right
    Check(check::Arguments),
    /// Writes an episode as captions, as text, or its chapters, for other players
    Export(export::Arguments),
    /// Writes the format's JSON Schema
    Schema(schema::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Import(arguments) => import::run(&arguments),
        Command::Check(arguments) => Ok(check::run(&arguments)),
        Command::Export(arguments) => export::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(failure @ Failure::Usage(_)) => {
            eprintln!("error: {failure}\n\nFor more information, try '--help'.");
            ExitCode::from(2)
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
