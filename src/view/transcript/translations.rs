//! The choice among the languages of the transcript.

use super::super::transport::{option, select};
use crate::browser;
use crate::dom::El;
use crate::language::Localized as _;
use crate::state::{EpisodeSignal, PlaybackHandle};
use crate::strings;

/// A list of the languages, each by its own name; nothing where there is one.
pub(super) fn choice(episode: EpisodeSignal, playback: PlaybackHandle) -> Option<El> {
    let timed_episode = episode.get_untracked();
    let languages = timed_episode.languages();
    let options = languages.iter().enumerate().map(|(index, &tag)| {
        let is_known = !tag.is_empty();
        let name = if is_known { browser::language_name(tag) } else { strings::ORIGINAL.get() };
        option(&index.to_string(), &name).attr("lang", is_known.then_some(tag))
    });
    let on_change = move |event| playback.select_transcript(browser::value_of(&event).parse().unwrap_or(0));
    let value = move || episode.get().selected.to_string();
    (languages.len() > 1)
        .then(|| select("pick language", strings::TRANSCRIPT_LANGUAGE, options, value, on_change))
}
