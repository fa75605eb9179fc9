//! The texts of the interface, in one language.
//!
//! Why a recording cannot be played is written in `playback::Failure` and `playback::Notice`, the form of a quotation in
//! `episode::quotation`, and the few texts without the WebAssembly module in `episode-player.js`.

use episode::search::Match;
use episode::{Millis, Series, Source};
use playback::Failure;

use crate::browser::FetchError;
use crate::load::LoadError;

/// The language of these texts, as a BCP 47 tag.
pub(crate) const LANGUAGE: &str = "en";

// Errors of the promises of `play()`.
pub(crate) const NOT_ALLOWED: &str = "The browser requires that the reader presses play.";
pub(crate) const NO_CONSENT: &str = "The page prevented it.";
pub(crate) const NO_RECORDING: &str = "The episode has no recording.";
pub(crate) const PAUSED_BEFORE: &str = "Playback was paused before it started.";
pub(crate) const REMOVED_BEFORE: &str = "The player was removed from the page.";
pub(crate) const REPLACED_BEFORE: &str = "Another episode was requested.";

// Panels.
pub(crate) const TABS_LABEL: &str = "About this episode";
pub(crate) const TRANSCRIPT: &str = "Transcript";
pub(crate) const CHAPTERS: &str = "Chapters";
pub(crate) const STATISTICS: &str = "Statistics";
pub(crate) const NOTES: &str = "Notes";

// Loading.
pub(crate) const LOADING: &str = "The episode is loading";
pub(crate) const CANNOT_SHOW: &str = "This episode cannot be shown";
pub(crate) const CANNOT_LOAD: &str = "This episode could not be loaded";
pub(crate) const INVALID_FILE: [&str; 2] = ["The file ", " is not a valid episode file."];
pub(crate) const INVALID_OBJECT: &str = "The object is not a valid episode.";
pub(crate) const TO_FIX_IT: &str = " To fix it:";
pub(crate) const THE_FILE: &str = "the file";
pub(crate) const FOUND: &str = "found ";
pub(crate) const WANTED: &str = "wanted: ";
pub(crate) const RUN_CHECK: [&str; 2] = ["To list these errors, run ", "."];
pub(crate) const TRY_AGAIN: &str = "Try again";

pub(crate) fn more_warnings(count: usize) -> String {
    format!("and {count} more warnings")
}

/// Why a file could not be loaded, and what the reader or the site's author can do.
pub(crate) fn load_error(error: LoadError) -> String {
    let text = match error {
        LoadError::Address => "This is not a valid address.",
        LoadError::Fetch(FetchError::NoAnswer) => "The server did not answer. Check the network connection.",
        LoadError::Fetch(FetchError::TimedOut) => "The server took too long to send the file.",
        LoadError::Fetch(FetchError::TooLarge) => "The file is too large: up to 64 MB are read.",
        LoadError::Fetch(FetchError::Redirects) => "The server redirects this address in a loop.",
        LoadError::Fetch(FetchError::CrossOrigin) => {
            "The file is on another origin, which must send the header Access-Control-Allow-Origin (CORS)."
        }
        LoadError::Fetch(FetchError::WebPage) => {
            "The server sent a web page (HTML) instead of JSON: perhaps a sign-in, or the address is wrong."
        }
        LoadError::Fetch(FetchError::Encoding) => "The file is not in UTF-8, as JSON must be.",
        LoadError::Fetch(FetchError::Status(status)) => {
            let what = match status {
                404 | 410 => "There is no file at this address",
                401 | 403 => "The server refuses to send this file; it may want a sign-in",
                _ => "The server had an error",
            };
            return format!("{what} ({status}).");
        }
    };
    text.into()
}

pub(crate) fn more_errors(count: usize) -> String {
    format!("And {count} more errors.")
}

// The stage.
pub(crate) const RECORDING: &str = "Recording";
pub(crate) const AND: &str = " and ";
pub(crate) const YOUTUBE_NOTE: &str = "YouTube loads when you press play";
pub(crate) const YOUTUBE_UNREACHABLE: &str = "YouTube did not answer";
pub(crate) const VIDEO_UNPLAYABLE: &str = "The video cannot be played here";
pub(crate) const SERVER_UNREACHABLE: &str = "The recording's server did not answer";
pub(crate) const RECORDING_UNPLAYABLE: &str = "The recording cannot be played here";
pub(crate) const TRY_OTHER_HOST: &str = "Try www.youtube.com";
pub(crate) const BLOCKED: &str = "The browser did not let the recording start by itself: press play.";

pub(crate) fn player_label(title: &str) -> String {
    format!("Episode: {title}")
}

pub(crate) fn episode_number(number: u32) -> String {
    format!("Episode {number}")
}

pub(crate) fn series(series: &Series) -> String {
    match (series.part, series.of) {
        (Some(part), Some(of)) => format!("{}, part {part} of {of}", series.name),
        (Some(part), None) => format!("{}, part {part}", series.name),
        _ => series.name.clone(),
    }
}

pub(crate) fn play_from(time: Millis) -> String {
    match time {
        Millis::ZERO => PLAY.to_owned(),
        time => format!("Play from {time}"),
    }
}

pub(crate) fn in_minutes(length: Millis) -> String {
    match (length.whole_seconds() + 30) / 60 {
        0 => format!("{} s", length.whole_seconds()),
        minutes => format!("{minutes} min"),
    }
}

pub(crate) fn unplayable(failure: Failure) -> String {
    format!("{failure} Everything else here works: chapters, transcript and statistics.")
}

pub(crate) fn replaced(kind: &str, failure: Failure) -> String {
    format!("The {kind} does not play, so another recording is used. {failure}")
}

pub(crate) fn play_the(recording: &str) -> String {
    format!("Play the {recording}")
}

pub(crate) fn open_on_youtube(time: Millis) -> String {
    format!("Open at {time} on YouTube")
}

/// The kind of a recording.
pub(crate) fn media_kind(source: &Source) -> &'static str {
    match source {
        Source::YouTube(_) => "YouTube video",
        Source::Audio(..) => "audio file",
        Source::Video(..) => "video file",
    }
}

// Controls.
pub(crate) const CONTROLS: &str = "Controls";
pub(crate) const PLAY: &str = "Play";
pub(crate) const PAUSE: &str = "Pause";
pub(crate) const BACK_15: &str = "Back 15 seconds";
pub(crate) const FORWARD_15: &str = "Forward 15 seconds";
pub(crate) const SPEED: &str = "Speed";
pub(crate) const MUTE: &str = "Mute";
pub(crate) const VOLUME: &str = "Volume";
pub(crate) const PREVIOUS_CHAPTER: &str = "Previous chapter";
pub(crate) const NEXT_CHAPTER: &str = "Next chapter";
pub(crate) const SEEK_BAR: &str = "Timeline";
pub(crate) const COPY_LINK: &str = "Copy link at this time";

pub(crate) fn time_left(time: Millis) -> String {
    format!("{} left", time.as_length())
}

/// The position of the seek bar, as it is read aloud. A chapter is its number and title.
pub(crate) fn position(time: Millis, duration: Millis, chapter: Option<(usize, &str)>) -> String {
    let chapter = chapter.map(|(number, title)| format!(", chapter {number}, {title}"));
    format!("{} of {}{}", spoken(time), spoken(duration), chapter.unwrap_or_default())
}

/// A time as it is read aloud.
fn spoken(time: Millis) -> String {
    let s = time.whole_seconds();
    let unit = |n: u32, name: &str| match n {
        0 => None,
        1 => Some(format!("1 {name}")),
        n => Some(format!("{n} {name}s")),
    };
    let parts = [unit(s / 3600, "hour"), unit(s / 60 % 60, "minute"), unit(s % 60, "second")];
    let spoken = episode::text::join(parts.iter().flatten().map(String::as_str), " ");
    if spoken.is_empty() { "0 seconds".into() } else { spoken }
}

// Shortcuts.
pub(crate) const SHORTCUTS: &str = "Keyboard shortcuts";
pub(crate) const SHORTCUTS_SCOPE: &str =
    "Keys work while the focus is in the player. The page keeps its own.";
pub(crate) const SPACE_KEY: &str = "Space";
pub(crate) const PLAY_OR_PAUSE: &str = "Play or pause";
pub(crate) const SEEK_BACK_FORWARD: &str = "15 seconds back, forward";
pub(crate) const CHAPTER_BACK_FORWARD: &str = "Chapter back, forward";
pub(crate) const FOLLOW_SPEECH: &str = "Follow the speech";
pub(crate) const SLOWER_FASTER: &str = "Slower, faster";
pub(crate) const MUTE_UNMUTE: &str = "Sound off or on";
pub(crate) const START_END: &str = "Start, end (on the timeline)";

// The transcript.
pub(crate) const GENERATED: &str = "Transcribed by a machine: it can have errors.";
pub(crate) const ESTIMATED_TIMES: &str = "There are no captions: times are estimated from the chapters and the words, \
    and can be some seconds off.";
pub(crate) const SEARCH_TRANSCRIPT: &str = "Search the transcript";
pub(crate) const PREVIOUS_MATCH: &str = "Previous match";
pub(crate) const NEXT_MATCH: &str = "Next match";
pub(crate) const NO_MATCHES: &str = "No matches";
pub(crate) const END_SEARCH: &str = "End the search";
pub(crate) const FOLLOW: &str = "Follow ";
pub(crate) const SPEAKER_FILTER: &str = "Dim all but";

/// What follows a number of matches.
pub(crate) fn matches_suffix(count: usize) -> &'static str {
    if count == 1 { " match" } else { " matches" }
}

/// The current match, from 1, and the number of all.
pub(crate) fn match_position(current: usize, count: usize) -> String {
    format!("{current} of {count}")
}

/// What follows the position of the current match, where it is not what was typed.
pub(crate) fn found_as(found: Match) -> &'static str {
    match found {
        Match::Phrase => "",
        Match::AllWords => ", all words",
        Match::Form => ", other form",
        Match::Spelling => ", similar spelling",
    }
}

// Export.
pub(crate) const COPY_QUOTATION: &str = "Copy quotation";
pub(crate) const COPY_AS_QUOTATION: &str = "Copy as quotation";
pub(crate) const QUOTATION: &str = "Quotation";
pub(crate) const SAVE_TRANSCRIPT: &str = "Save the transcript";
pub(crate) const PLAIN_TEXT: &str = "Plain text ";
pub(crate) const NOT_COPIED: &str = "The browser did not let it copy";

pub(crate) fn link_to(time: Millis) -> String {
    format!("Link to {time}")
}

pub(crate) fn copy_link_to(time: Millis) -> String {
    format!("Copy link to {time}")
}

pub(crate) fn copied(what: &str) -> String {
    format!("{what} copied")
}

pub(crate) fn saved(file: &str) -> String {
    format!("{file} saved")
}

// Statistics.
pub(crate) const KEY_FIGURES: &str = "Key figures";
pub(crate) const SAID_AT: &str = "Said at ";
pub(crate) const NOW: &str = " now";

// Notes.
pub(crate) const NO_TRANSCRIPT: &str = "This episode has no transcript yet.";
pub(crate) const SPEAKERS: &str = "Speakers";
pub(crate) const SERIES: &str = "Series";
pub(crate) const AUDIENCE: &str = "For";
pub(crate) const PUBLISHED: &str = "Published";
pub(crate) const RELATED_EPISODES: &str = "Related episodes";
pub(crate) const RESOURCES: &str = "Resources";
pub(crate) const IMAGE: &str = "Image";
pub(crate) const TABLE: &str = "Table";
pub(crate) const DONE: &str = "done";
pub(crate) const TO_DO: &str = "to do";

pub(crate) fn load_image(host: &str) -> String {
    format!("Load image from {host}")
}
