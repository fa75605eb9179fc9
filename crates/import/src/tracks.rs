//! Captions in several languages: which of them are the episode's own, and which are translations.

use episode::captions::Captions;
use episode::{Transcript, Turn};

use crate::diagnostics::{Kind, Log};
use crate::options::{Options, Track};
use crate::sections::turns::Spoken;
use crate::timing::align;
use crate::values::languages::{common_subtags, is_language, is_same};

/// The captions of a recording, by what they are for.
#[derive(Debug, Default)]
pub(crate) struct Tracks<'a> {
    /// In the language of the episode.
    pub(crate) own: Option<Own<'a>>,
    /// In other languages, none twice.
    pub(crate) translations: Vec<&'a Track>,
}

/// Captions in the language of the episode.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'a> {
    pub(crate) captions: &'a Captions,
    /// As far as it is known.
    pub(crate) language: Option<&'a str>,
    /// A speech recogniser made them.
    pub(crate) is_generated: bool,
}

impl<'a> Tracks<'a> {
    /// Selects the own captions for a page in a language, with these turns; none, where the page has no transcript. What is
    /// not used is told.
    pub(crate) fn new(
        options: &'a Options,
        language: Option<&str>,
        turns: &[Spoken],
        log: &mut Log<'_>,
    ) -> Self {
        let mut tracks = with_text(options, log);
        let given = options.captions.as_ref();
        let own = given.filter(|captions| !captions.cues.is_empty() || tracks.is_empty());
        let own = own.map(|captions| Own {
            captions,
            language: language_of(captions, options, language, &tracks, log),
            is_generated: options.is_generated,
        });
        let own = own.or_else(|| {
            let index = select(&tracks, language, turns, log)?;
            let Track { captions, language, is_generated, .. } = tracks.remove(index);
            let is_generated = *is_generated || options.is_generated;
            Some(Own { captions, language: Some(language), is_generated })
        });
        let translations = others(tracks, own, language, log);
        Self { own, translations }
    }
}

/// The tracks in which something is said.
fn with_text<'a>(options: &'a Options, log: &mut Log<'_>) -> Vec<&'a Track> {
    let (tracks, empty): (Vec<&Track>, Vec<&Track>) =
        options.tracks.iter().partition(|track| !track.captions.cues.is_empty());
    for track in empty {
        leave_out(track, log);
    }
    tracks
}

/// Tells of captions in which nothing is said.
pub(crate) fn leave_out(track: &Track, log: &mut Log<'_>) {
    let message = format!("{} has no text, and is left out", track.name);
    log.warn(Kind::Captions, 0..0, message, "choose a captions file that has text");
}

/// The language of captions that are the episode's own for sure.
fn language_of<'a>(
    captions: &Captions,
    options: &'a Options,
    language: Option<&str>,
    tracks: &[&'a Track],
    log: &mut Log<'_>,
) -> Option<&'a str> {
    let said = options.captions_language.as_deref();
    if let (Some(said), Some(language)) = (said, language)
        && !is_language(said, language)
    {
        let message = format!(
            "the captions say that their language is {said:?}, but that of the page is {language:?}, which is used"
        );
        let help =
            format!("correct one of them; a translation has its language in its name: NAME.{said}.vtt");
        log.warn(Kind::Captions, 0..0, message, &help);
        return None;
    }
    // The same file under two names.
    let again = || tracks.iter().find(|track| track.captions == *captions).map(|track| &*track.language);
    said.or_else(again)
}

/// Which of the tracks is in the language of the page.
fn select(tracks: &[&Track], language: Option<&str>, turns: &[Spoken], log: &mut Log<'_>) -> Option<usize> {
    let of_page = |language: &str| {
        let common = |index: &usize| common_subtags(&tracks[*index].language, language);
        (0..tracks.len()).rev().max_by_key(common).filter(|index| common(index) > 0)
    };
    if let Some(index) = language.and_then(of_page) {
        return Some(index);
    }
    let first = tracks.first()?;
    if turns.is_empty() {
        if tracks.len() > 1 {
            let message = match language {
                Some(language) => format!(
                    "no captions are in the page's language, {language:?}; {} is taken as the transcript",
                    first.name
                ),
                None => format!(
                    "the page does not name its language; {} is taken as the transcript, the others as translations",
                    first.name
                ),
            };
            let help = format!(
                "write the language of the recording into the front matter: language: {}",
                first.language
            );
            log.warn(Kind::Captions, 0..0, message, &help);
        }
        return Some(0);
    }
    match language {
        Some(_) => None,
        None => heard(tracks, turns),
    }
}

/// The track that has the most words of the page's turns, if it has half of them.
fn heard(tracks: &[&Track], turns: &[Spoken]) -> Option<usize> {
    let turns = turns.iter().map(|turn| Turn { text: turn.text.clone(), ..Turn::default() }).collect();
    let transcript = Transcript { turns, ..Transcript::default() };
    let heard = |index: usize| align::align(&mut transcript.clone(), &tracks[index].captions);
    let heard = (0..tracks.len()).rev().map(|index| (heard(index), index));
    let (heard, index) = heard.max_by_key(|(heard, _)| heard.words)?;
    (heard.words * 2 >= heard.of).then_some(index)
}

/// The translations: each language once, and not the episode's own.
fn others<'a>(
    tracks: Vec<&'a Track>,
    own: Option<Own<'_>>,
    page: Option<&str>,
    log: &mut Log<'_>,
) -> Vec<&'a Track> {
    let own_language = own.and_then(|own| own.language).or(page);
    let mut kept: Vec<&Track> = Vec::new();
    for track in tracks {
        let is_copy = own.is_some_and(|own| *own.captions == track.captions);
        let is_own = own_language.is_some_and(|language| is_same(&track.language, language));
        let again = kept.iter().find(|kept| kept.language.eq_ignore_ascii_case(&track.language));
        if is_copy {
            continue;
        }
        let why = match again {
            _ if is_own => "it is in the language of the episode, which has other captions".to_owned(),
            Some(again) => format!("{} is in the same language", again.name),
            None => {
                kept.push(track);
                continue;
            }
        };
        log.warn(
            Kind::Captions,
            0..0,
            format!("{} is not used: {why}", track.name),
            "delete the file, or correct the language in its name",
        );
    }
    kept
}
