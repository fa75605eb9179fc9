//! `episode export`: an episode's transcript and chapters in the formats of other players and hosts, as a page, and in a
//! podcast's feed.

mod site;

use clap::Args;
use episode::captions::Captions;
use episode::{Episode, formats};
use std::borrow::Cow;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::check;
use crate::output::{self, Failure};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The episode file; - for the standard input. A feed may have more than one
    #[arg(value_name = "EPISODE", required = true)]
    episodes: Vec<PathBuf>,
    /// The format
    #[arg(long, value_enum)]
    to: To,
    /// The file to write; without it, the standard output
    #[arg(short, long, value_name = "FILE", allow_hyphen_values = true)]
    output: Option<PathBuf>,
    /// Write the time of each word, too: WebVTT has a place for it
    #[arg(long)]
    words: bool,
    /// Write the transcript in this language, as captions or as text; without it, the episode's own
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    #[command(flatten)]
    site: site::Site,
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
    /// A page that is readable without script, with the player around its text and data for search engines
    Html,
    /// A podcast's feed in RSS, with the tags of Podcasting 2.0
    Rss,
}

/// Writes an episode in another format.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Arguments { episodes, to, output, words, language, site } = arguments;
    if episodes.len() > 1 && *to != To::Rss {
        return Err(Failure::usage("only a feed (--to rss) has more than one episode"));
    }
    if language.is_some() && !matches!(to, To::Vtt | To::Srt | To::Text) {
        return Err(Failure::usage("--language selects a transcript for --to vtt, srt or text"));
    }
    let outputs = [output.as_deref(), site.into.as_deref()];
    output::refuse_sources(outputs.into_iter().flatten(), episodes.iter().map(PathBuf::as_path))?;
    let mut read = Vec::new();
    for path in episodes {
        let json = output::read_whole(path)?;
        // `*.json` meets the list of all episodes beside them.
        if episodes.len() > 1 && catalog::is_list(json.as_bytes()) {
            continue;
        }
        let Some(episode) = check::read(&json, &path.display().to_string()) else {
            return Ok(ExitCode::FAILURE);
        };
        read.push((path.as_path(), episode));
    }
    let [(path, episode), ..] = &read[..] else {
        return Err(Failure::usage("these are lists of episodes; give the files of episodes"));
    };
    let exported = match to {
        To::Rss => Ok(site::feed(&read, site)?),
        To::Html => site::page(path, episode, site, output.as_deref())?,
        _ => in_language(episode, language.as_deref())
            .and_then(|episode| export(&episode, *to, *words).map_err(str::to_owned)),
    };
    match exported {
        Ok(text) => {
            output::write(site.into.as_deref().or(output.as_deref()), &text)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(lack) => {
            output::message(format_args!("error: {}: {lack}", path.display()));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The episode with its transcript in a language, in whatever variety where only one is there.
///
/// # Errors
/// There is none in this language.
fn in_language<'e>(episode: &'e Episode, language: Option<&str>) -> Result<Cow<'e, Episode>, String> {
    let Some(wanted) = language else { return Ok(Cow::Borrowed(episode)) };
    let languages = episode.transcript_languages(None);
    let find = |is: &dyn Fn(&str) -> bool| {
        let mut found = (0..languages.len()).filter(|index| is(languages[*index]));
        found.next().filter(|_| found.next().is_none())
    };
    let index = find(&|language| language.eq_ignore_ascii_case(wanted))
        .or_else(|| find(&|language| import::is_language(language, wanted)));
    let Some(index) = index else {
        let there: Vec<&str> = languages
            .into_iter()
            .map(|tag| if tag.is_empty() { "a language that is not named" } else { tag })
            .collect();
        let transcripts =
            if there.len() == 1 { "the only transcript is in" } else { "there are transcripts in" };
        return Err(format!("there is no transcript in {wanted:?}; {transcripts} {}", there.join(", ")));
    };
    Ok(Cow::Owned(episode.with_transcript(index)))
}

/// # Errors
/// What the episode lacks.
fn export(episode: &Episode, to: To, words: bool) -> Result<String, &'static str> {
    match to {
        To::Chapters if episode.chapters.is_empty() => return Err("there are no chapters to export"),
        To::Chapters => return Ok(formats::write_chapters(episode)),
        _ if episode.transcript.turns.is_empty() => return Err("there is no transcript to export"),
        To::Text => return Ok(formats::write_text(episode)),
        _ => {}
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
