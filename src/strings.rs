//! The texts of the interface, in English: see `language` for how they are translated.
//!
//! Why a recording cannot be played is written in `playback::Failure` and `playback::Notice`, and the few texts without
//! the WebAssembly module in `episode-player.js`. What a site's author or a developer reads is in English alone: what is
//! wrong in an episode's file, the console, the errors of promises.

use episode::search::Match;
use episode::text::append;
use episode::{Millis, Series, Source};
use language::{SPOKEN, Text, Value};
use playback::{Failure, Notice};

use crate::browser::FetchError;
use crate::language::{Language, Localized as _};
use crate::load::LoadError;

/// A text that another language must have: a test reads this file for them.
const fn text(english: &'static str) -> Text {
    Text(english)
}

// Errors of the promises of `play()`.
pub(crate) const NOT_ALLOWED: &str = "The browser requires that the reader presses play.";
pub(crate) const NO_CONSENT: &str = "The page prevented it.";
pub(crate) const NO_RECORDING: &str = "The episode has no recording.";
pub(crate) const PAUSED_BEFORE: &str = "Playback was paused before it started.";
pub(crate) const REMOVED_BEFORE: &str = "The player was removed from the page.";
pub(crate) const REPLACED_BEFORE: &str = "Another episode was requested.";

// Panels.
pub(crate) const TABS_LABEL: Text = text("About this episode");
pub(crate) const TRANSCRIPT: Text = text("Transcript");
pub(crate) const CHAPTERS: Text = text("Chapters");
pub(crate) const STATISTICS: Text = text("Statistics");
pub(crate) const NOTES: Text = text("Notes");

// Loading.
pub(crate) const LOADING: Text = text("The episode is loading");
pub(crate) const CANNOT_LOAD: Text = text("This episode could not be loaded");
pub(crate) const TRY_AGAIN: Text = text("Try again");

// What is wrong in an episode's file, for its author.
pub(crate) const CANNOT_SHOW: &str = "This episode cannot be shown";
pub(crate) const INVALID_FILE: [&str; 2] = ["The file ", " is not a valid episode file."];
pub(crate) const INVALID_OBJECT: &str = "The object is not a valid episode.";
pub(crate) const TO_FIX_IT: &str = " To fix it:";
pub(crate) const THE_FILE: &str = "the file";
pub(crate) const FOUND: &str = "found ";
pub(crate) const WANTED: &str = "wanted: ";
pub(crate) const RUN_CHECK: [&str; 2] = ["To list these errors, run ", "."];
pub(crate) const TRY_AGAIN_ENGLISH: &str = TRY_AGAIN.0;

pub(crate) fn more_errors(count: usize) -> String {
    format!("And {count} more errors.")
}

pub(crate) fn more_warnings(count: usize) -> String {
    format!("and {count} more warnings")
}

/// Why a file could not be loaded, and what the reader or the site's author can do.
pub(crate) fn load_error(error: LoadError) -> String {
    let reason = match error {
        LoadError::Address => text("This is not a valid address."),
        LoadError::Fetch(FetchError::NoAnswer) => {
            text("The server did not answer. Check the network connection.")
        }
        LoadError::Fetch(FetchError::TimedOut) => text("The server took too long to send the file."),
        LoadError::Fetch(FetchError::Incomplete) => text("The file did not arrive whole."),
        LoadError::Fetch(FetchError::TooLarge) => text("The file is too large: up to 64 MB are read."),
        LoadError::Fetch(FetchError::Redirects) => text("The server redirects this address in a loop."),
        LoadError::Fetch(FetchError::CrossOrigin) => text(
            "The file is on another origin, which must send the header Access-Control-Allow-Origin (CORS).",
        ),
        LoadError::Fetch(FetchError::WebPage) => text(
            "The server sent a web page (HTML) instead of JSON: perhaps a sign-in, or the address is wrong.",
        ),
        LoadError::Fetch(FetchError::Encoding) => text("The file is not in UTF-8, as JSON must be."),
        LoadError::Fetch(FetchError::Status(status)) => {
            let reason = match status {
                404 | 410 => text("There is no file at this address ({status})."),
                401 | 403 => text("The server refuses to send this file; it may want a sign-in ({status})."),
                _ => text("The server had an error ({status})."),
            };
            return reason.with(&[("status", Value::Text(&status.to_string()))]);
        }
    };
    reason.get()
}

// The stage.
pub(crate) const RECORDING: Text = text("Recording");
/// Between the names of speakers: before the last one, and before the others.
pub(crate) const AND: Text = text(" and ");
pub(crate) const COMMA: Text = text(", ");
pub(crate) const YOUTUBE_NOTE: Text = text("YouTube loads when you press play");
pub(crate) const YOUTUBE_UNREACHABLE: Text = text("YouTube did not answer");
pub(crate) const VIDEO_UNPLAYABLE: Text = text("The video cannot be played here");
pub(crate) const SERVER_UNREACHABLE: Text = text("The recording's server did not answer");
pub(crate) const RECORDING_UNPLAYABLE: Text = text("The recording cannot be played here");
pub(crate) const TRY_OTHER_HOST: Text = text("Try www.youtube.com");
pub(crate) const BLOCKED: Text = text("The browser did not let the recording start by itself: press play.");
pub(crate) const ELSE_WORKS: Text = text("Everything else here works: chapters, transcript and statistics.");

pub(crate) fn player_label(title: &str) -> String {
    text("Episode: {title}").with(&[("title", Value::Text(title))])
}

pub(crate) fn episode_number(number: u32) -> String {
    // Not a quantity: it is written without a separator.
    text("Episode {number}").with(&[("number", Value::Text(&number.to_string()))])
}

pub(crate) fn series(series: &Series) -> String {
    let text = match (series.part, series.of) {
        (Some(_), Some(_)) => text("{name}, part {part} of {of}"),
        (Some(_), None) => text("{name}, part {part}"),
        _ => return series.name.clone(),
    };
    text.with(&[
        ("name", Value::Text(&series.name)),
        ("part", Value::Number(series.part.unwrap_or_default())),
        ("of", Value::Number(series.of.unwrap_or_default())),
    ])
}

pub(crate) fn play_from(time: Millis) -> String {
    match time {
        Millis::ZERO => PLAY.get(),
        time => at(text("Play from {time}"), time),
    }
}

/// A text with a time.
fn at(text: Text, time: Millis) -> String {
    text.with(&[("time", Value::Text(&time.to_string()))])
}

pub(crate) fn in_minutes(length: Millis) -> String {
    let seconds = length.whole_seconds();
    let (text, number) = match (seconds + 30) / 60 {
        0 => (text("{n} s"), seconds),
        minutes => (text("{n} min"), minutes),
    };
    text.with(&[("n", Value::Number(number))])
}

/// Why the recording cannot be played, and what can be done.
pub(crate) fn failure(failure: Failure) -> String {
    let number = failure.number().unwrap_or_default().to_string();
    Text(failure.text()).with(&[("number", Value::Text(&number))])
}

pub(crate) fn notice(notice: Notice) -> String {
    let [recording, page] = notice.lengths().unwrap_or_default();
    Text(notice.text())
        .with(&[("recording", Value::Text(&recording.to_string())), ("page", Value::Text(&page.to_string()))])
}

/// What a recording is called, with a number where there are several of its kind, and what is said where it does not play.
pub(crate) struct Kind {
    pub(crate) name: Text,
    pub(crate) numbered: Text,
    pub(crate) replaced: Text,
}

pub(crate) const YOUTUBE: Kind = Kind {
    name: text("YouTube video"),
    numbered: text("YouTube video {number}"),
    replaced: text("The YouTube video does not play, so another recording is used."),
};
pub(crate) const AUDIO: Kind = Kind {
    name: text("Audio file"),
    numbered: text("Audio file {number}"),
    replaced: text("The audio file does not play, so another recording is used."),
};
pub(crate) const VIDEO: Kind = Kind {
    name: text("Video file"),
    numbered: text("Video file {number}"),
    replaced: text("The video file does not play, so another recording is used."),
};

/// The kind of a recording.
pub(crate) fn kind(source: &Source) -> &'static Kind {
    match source {
        Source::YouTube(_) => &YOUTUBE,
        Source::Audio(..) => &AUDIO,
        Source::Video(..) => &VIDEO,
    }
}

pub(crate) fn play_recording(name: &str) -> String {
    text("Play: {recording}").with(&[("recording", Value::Text(name))])
}

pub(crate) fn open_on_youtube(time: Millis) -> String {
    at(text("Open at {time} on YouTube"), time)
}

// Controls.
pub(crate) const CONTROLS: Text = text("Controls");
pub(crate) const PLAY: Text = text("Play");
pub(crate) const PAUSE: Text = text("Pause");
pub(crate) const BACK_15: Text = text("Back 15 seconds");
pub(crate) const FORWARD_15: Text = text("Forward 15 seconds");
pub(crate) const SPEED: Text = text("Speed");
pub(crate) const MUTE: Text = text("Mute");
pub(crate) const VOLUME: Text = text("Volume");
pub(crate) const PREVIOUS_CHAPTER: Text = text("Previous chapter");
pub(crate) const NEXT_CHAPTER: Text = text("Next chapter");
pub(crate) const SEEK_BAR: Text = text("Timeline");
pub(crate) const COPY_LINK: Text = text("Copy link at this time");

pub(crate) fn time_left(time: Millis) -> String {
    text("{time} left").with(&[("time", Value::Text(&time.as_length().to_string()))])
}

/// The position of the seek bar, as it is read aloud. A chapter is its number, from 1, and title.
pub(crate) fn position(time: Millis, duration: Millis, chapter: Option<(usize, &str)>) -> String {
    let (number, title) = chapter.unwrap_or_default();
    let text = match number {
        0 => text("{time} of {length}"),
        _ => text("{time} of {length}, chapter {number}, {title}"),
    };
    text.with(&[
        ("time", Value::Text(&spoken(time))),
        ("length", Value::Text(&spoken(duration))),
        ("number", Value::Number(number as u32)),
        ("title", Value::Text(title)),
    ])
}

/// A time as it is read aloud. A translation writes it by its language's own rules, for a number of seconds.
fn spoken(time: Millis) -> String {
    let s = time.whole_seconds();
    Language::current().translated(SPOKEN, &[("n", Value::Number(s))]).unwrap_or_else(|| {
        let mut spoken = String::new();
        for (n, unit) in [(s / 3600, "hour"), (s / 60 % 60, "minute"), (s % 60, "second")] {
            if n > 0 || s == 0 && unit == "second" {
                append(&mut spoken, " ", &n.to_string());
                append(&mut spoken, " ", unit);
                spoken.push_str(if n == 1 { "" } else { "s" });
            }
        }
        spoken
    })
}

// Shortcuts.
pub(crate) const SHORTCUTS: Text = text("Keyboard shortcuts");
pub(crate) const SHORTCUTS_SCOPE: Text =
    text("Keys work while the focus is in the player. The page keeps its own.");
pub(crate) const SPACE_KEY: Text = text("Space");
pub(crate) const HOME_KEY: Text = text("Home");
pub(crate) const END_KEY: Text = text("End");
pub(crate) const PLAY_OR_PAUSE: Text = text("Play or pause");
pub(crate) const SEEK_BACK_FORWARD: Text = text("15 seconds back, forward");
pub(crate) const CHAPTER_BACK_FORWARD: Text = text("Chapter back, forward");
pub(crate) const FOLLOW_SPEECH: Text = text("Follow the speech");
pub(crate) const SLOWER_FASTER: Text = text("Slower, faster");
pub(crate) const MUTE_UNMUTE: Text = text("Sound off or on");
pub(crate) const START_END: Text = text("Start, end (on the timeline)");

// The transcript.
pub(crate) const GENERATED_TRANSLATION: Text = text("Translated by a machine: it can have errors.");
pub(crate) const GENERATED: Text = text("Transcribed by a machine: it can have errors.");
pub(crate) const ESTIMATED_TIMES: Text = text(
    "There are no captions: times are estimated from the chapters and the words, and can be some seconds off.",
);
pub(crate) const SEARCH_TRANSCRIPT: Text = text("Search the transcript");
pub(crate) const PREVIOUS_MATCH: Text = text("Previous match");
pub(crate) const NEXT_MATCH: Text = text("Next match");
pub(crate) const NO_MATCHES: Text = text("No matches");
pub(crate) const END_SEARCH: Text = text("End the search");
pub(crate) const FOLLOW: Text = text("Follow");
pub(crate) const SPEAKER_FILTER: Text = text("Dim all but");

pub(crate) fn match_count(count: usize) -> String {
    text("{n} match|{n} matches").with(&[("n", Value::Number(count as u32))])
}

/// The current match, from 1, the number of all, and how it is found where it is not what was typed.
pub(crate) fn match_position(current: usize, count: usize, found: Match, aloud: bool) -> String {
    let text = match found {
        Match::Phrase if aloud => text("{i} of {n} matches"),
        Match::Phrase => text("{i} of {n}"),
        Match::AllWords => text("{i} of {n}, all words"),
        Match::Form => text("{i} of {n}, other form"),
        Match::Spelling => text("{i} of {n}, similar spelling"),
    };
    text.with(&[("i", Value::Number(current as u32)), ("n", Value::Number(count as u32))])
}

// Export.
pub(crate) const COPY_QUOTATION: Text = text("Copy quotation");
pub(crate) const COPY_AS_QUOTATION: Text = text("Copy as quotation");
pub(crate) const QUOTATION_COPIED: Text = text("Quotation copied");
pub(crate) const TRANSCRIPT_LANGUAGE: Text = text("Language of the transcript");
/// A language that nobody names.
pub(crate) const ORIGINAL: Text = text("Original");
pub(crate) const SAVE_TRANSCRIPT: Text = text("Save the transcript");
pub(crate) const PLAIN_TEXT: Text = text("Plain text");
pub(crate) const NOT_COPIED: Text = text("The browser did not let it copy");

pub(crate) fn copy_link_to(time: Millis) -> String {
    at(text("Copy link to {time}"), time)
}

pub(crate) fn link_copied(time: Millis) -> String {
    at(text("Link to {time} copied"), time)
}

pub(crate) fn saved(file: &str) -> String {
    text("{file} saved").with(&[("file", Value::Text(file))])
}

// Statistics.
pub(crate) const KEY_FIGURES: Text = text("Key figures");
pub(crate) const SAID_AT: Text = text("Said at");
pub(crate) const NOW: Text = text("now");

// Notes.
pub(crate) const NO_TRANSCRIPT: Text = text("This episode has no transcript yet.");
pub(crate) const SPEAKERS: Text = text("Speakers");
pub(crate) const SERIES: Text = text("Series");
pub(crate) const AUDIENCE: Text = text("For");
pub(crate) const PUBLISHED: Text = text("Published");
pub(crate) const RELATED_EPISODES: Text = text("Related episodes");
pub(crate) const RESOURCES: Text = text("Resources");
pub(crate) const IMAGE: Text = text("Image");
pub(crate) const TABLE: Text = text("Table");
pub(crate) const DONE: Text = text("done");
pub(crate) const TO_DO: Text = text("to do");

pub(crate) fn load_image(host: &str) -> String {
    text("Load image from {host}").with(&[("host", Value::Text(host))])
}
