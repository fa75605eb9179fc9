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

#[cfg(test)]
mod tests {
    use super::*;
    use episode::{Chapter, Millis, Timing, Transcript, Turn};

    fn episode(timing: Timing) -> Episode {
        let start = (timing != Timing::None).then_some(Millis::ZERO);
        let words = if start.is_some() { vec![0, 500] } else { Vec::new() };
        let turn = Turn { start, text: "The sea.".into(), words, ..Turn::default() };
        Episode {
            transcript: Transcript { timing, turns: vec![turn], ..Transcript::default() },
            ..Episode::default()
        }
    }

    #[test]
    fn words_have_times_only_when_asked_for() {
        let vtt = |words| export(&episode(Timing::Captions), To::Vtt, words).expect("WebVTT");
        assert!(vtt(false).ends_with("\nThe sea.\n"), "{}", vtt(false));
        assert!(vtt(true).ends_with("\nThe <00:00:00.500>sea.\n"), "{}", vtt(true));
    }

    #[test]
    fn what_an_episode_lacks_is_told() {
        let untimed = episode(Timing::None);
        assert!(export(&untimed, To::Srt, false).expect_err("no times").contains("no times"));
        assert_eq!(export(&untimed, To::Text, false).as_deref(), Ok("The sea.\n"));
        assert!(export(&untimed, To::Chapters, false).expect_err("none").contains("no chapters"));
        assert!(export(&Episode::default(), To::Vtt, false).expect_err("none").contains("no transcript"));
        let chapters = vec![Chapter { start: Millis::ZERO, title: "Ebb".into(), url: None }];
        let json =
            export(&Episode { chapters, ..Episode::default() }, To::Chapters, false).expect("chapters");
        assert!(json.contains("\"startTime\": 0.0"), "{json}");
    }
}
