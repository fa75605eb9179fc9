//! `mdbook-episode`: puts `<episode-player>` into the pages of an mdBook that are episodes.
//!
//! mdBook calls it without arguments, with the book on its standard input; `mdbook-episode install` makes a book do so.

mod book;
mod install;
mod player;
mod preprocess;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Puts the player into the pages of an mdBook that are episodes. Without a command it is the preprocessor, which
/// mdBook calls.
#[derive(Parser)]
#[command(name = "mdbook-episode", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Sets up a book: book.toml, theme/head.hbs and .gitignore. Once more, it changes nothing
    Install {
        /// The folder of book.toml
        #[arg(default_value = ".")]
        book: PathBuf,
    },
    /// Whether a renderer of mdBook's has a use for the player: mdBook asks
    Supports {
        /// Its name
        renderer: String,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        None => preprocess::run(),
        Some(Command::Install { book }) => install::run(&book),
        Some(Command::Supports { renderer }) if renderer == "html" => Ok(()),
        Some(Command::Supports { .. }) => return ExitCode::FAILURE,
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
