//! `episode export`: an episode's transcript and chapters in the formats of other players and hosts.

use clap::Args;
use episode::captions::Captions;
use episode::{Episode, formats};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::check;
use crate::output::{self, Failure};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The episode file; - for the standard input
    episode: PathBuf,
    /// The format
    #[arg(long, value_enum)]
    to: To,
    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "FILE", allow_hyphen_values = true)]
    output: Option<PathBuf>,
    /// Write the time of each word, too: WebVTT has a place for it
    #[arg(long)]
    words: bool,
}

/// What an episode can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum To {
    /// Captions in WebVTT, with the speakers as voices
    Vtt,
    /// Captions in SRT, with a name where the speaker changes
    Srt,
    /// The transcript as plain text
    Text,
    /// Chapters in JSON, as Podcasting 2.0 has them
    Chapters,
}

/// Writes an episode in another format.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    output::refuse_sources(arguments.output.as_deref(), [arguments.episode.as_path()])?;
    let json = output::read_whole(&arguments.episode)?;
    let name = arguments.episode.display().to_string();
    let Some(episode) = check::read(&json, &name) else { return Ok(ExitCode::FAILURE) };
    match export(&episode, arguments.to, arguments.words) {
        Ok(text) => {
            output::write(arguments.output.as_deref(), &text)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(lack) => {
            output::message(format_args!("error: {name}: {lack}"));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// # Errors
/// What the episode lacks.
fn export(episode: &Episode, to: To, words: bool) -> Result<String, &'static str> {
    match to {
        To::Chapters if episode.chapters.is_empty() => return Err("there are no chapters to export"),
        To::Chapters => return Ok(formats::write_chapters(episode)),
        _ if episode.transcript.turns.is_empty() => return Err("there is no transcript to export"),
        To::Text => return Ok(formats::write_text(episode)),
        To::Vtt | To::Srt => {}
    }
    let mut captions = Captions::from(episode);
    if captions.cues.is_empty() {
        return Err("the transcript has no times to export: import the page with captions, or export text");
    }
    if !words {
        captions.cues.iter_mut().for_each(|cue| cue.words.clear());
    }
    Ok(if to == To::Vtt { formats::write_vtt(&captions) } else { formats::write_srt(&captions) })
}
