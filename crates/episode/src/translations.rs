//! The transcript in other languages: which one a reader gets first, and the episode with another one.
//!
//! Transcripts are counted from 0: the episode's own, then its translations.

use crate::model::{Episode, Transcript};

impl Episode {
    /// Returns all transcripts: the episode's own first.
    pub fn transcripts(&self) -> impl Iterator<Item = &Transcript> {
        std::iter::once(&self.transcript).chain(&self.translations)
    }

    /// Returns the language of each transcript. `page` is that of an episode that names none; empty where nobody says it.
    pub fn transcript_languages<'a>(&'a self, page: Option<&'a str>) -> Vec<&'a str> {
        let own = self.transcript.language.as_deref().or(self.language.as_deref()).or(page);
        let mut languages = vec![own.unwrap_or_default()];
        for translation in &self.translations {
            languages.push(translation.language.as_deref().unwrap_or_default());
        }
        languages
    }

    /// Returns the index of the transcript for a reader of these languages, the preferred first: the first of them that
    /// there is, in the variety that has the most in common (`zh-Hant-TW`, `zh-Hant`, `zh`). 0 where there is none of them,
    /// or where nobody says in what language the episode is.
    pub fn preferred_transcript(&self, page: Option<&str>, readers: &[String]) -> usize {
        let languages = self.transcript_languages(page);
        if languages.first().is_none_or(|own| own.is_empty()) {
            return 0;
        }
        for reader in readers {
            let mut best = (0, 0);
            for (index, language) in languages.iter().enumerate() {
                let common = common_subtags(language, reader);
                if common > best.0 {
                    best = (common, index);
                }
            }
            if best.0 > 0 {
                return best.1;
            }
        }
        0
    }

    /// Returns the episode with another of its transcripts as its own, which takes the place of that one. Its figures keep
    /// their times; their turns and words are still those of the transcript before.
    #[must_use]
    pub fn with_transcript(&self, index: usize) -> Self {
        let mut episode = self.clone();
        if let Some(translation) = index.checked_sub(1).and_then(|at| episode.translations.get_mut(at)) {
            std::mem::swap(&mut episode.transcript, translation);
        }
        episode
    }
}

/// Returns how many subtags two language tags (BCP 47) have in common, from their start: 0 where they are of different
/// languages.
pub fn common_subtags(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut subtags = 0;
    for at in 0.. {
        match (a.get(at), b.get(at)) {
            (Some(b'-'), Some(b'-')) => subtags += 1,
            (None | Some(b'-'), None | Some(b'-')) => return subtags + 1,
            (Some(a), Some(b)) if a.eq_ignore_ascii_case(b) => {}
            _ => break,
        }
    }
    subtags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Turn;

    fn transcript(language: &str) -> Transcript {
        Transcript {
            language: Some(language.into()),
            turns: vec![Turn { text: language.into(), ..Turn::default() }],
            ..Transcript::default()
        }
    }

    fn episode(languages: &[&str]) -> Episode {
        Episode {
            title: "T".into(),
            transcript: transcript(languages[0]),
            translations: languages[1..].iter().map(|language| transcript(language)).collect(),
            ..Episode::default()
        }
    }

    fn preferred(languages: &[&str], readers: &[&str]) -> usize {
        let readers: Vec<String> = readers.iter().map(|&reader| reader.to_owned()).collect();
        episode(languages).preferred_transcript(None, &readers)
    }

    #[test]
    fn a_reader_gets_the_first_language_that_there_is() {
        assert_eq!(preferred(&["en", "de", "fr"], &["fr-CA", "de"]), 2);
        assert_eq!(preferred(&["en", "de", "fr"], &["es", "de"]), 1);
        assert_eq!(preferred(&["en", "de"], &["es"]), 0);
        assert_eq!(preferred(&["en-US", "en-GB", "de"], &["en-gb"]), 1);
        assert_eq!(preferred(&["en", "zh-Hans", "zh-Hant"], &["zh-Hant-TW"]), 2);
        assert_eq!(preferred(&["en", "zh-Hans", "zh-Hant"], &["zh"]), 1);
        assert_eq!(preferred(&["en", "de"], &[]), 0);
        assert_eq!(preferred(&["en", "deu"], &["de"]), 0, "subtags are compared whole");
    }

    #[test]
    fn an_episode_without_a_language_has_that_of_the_page() {
        let mut episode = episode(&["en", "de"]);
        episode.transcript.language = None;
        let readers = ["de".to_owned()];
        assert_eq!(episode.preferred_transcript(None, &readers), 0, "it may be German");
        assert_eq!(episode.preferred_transcript(Some("en"), &readers), 1);
        episode.language = Some("de".into());
        assert_eq!(episode.preferred_transcript(Some("en"), &readers), 0);
    }

    #[test]
    fn another_transcript_takes_the_place_of_the_own() {
        assert_eq!(episode(&["en", "de"]).with_transcript(1), episode(&["de", "en"]));
        assert_eq!(episode(&["en", "de", "fr"]).with_transcript(2), episode(&["fr", "de", "en"]));
        for index in [0, 2] {
            assert_eq!(episode(&["en", "de"]).with_transcript(index), episode(&["en", "de"]));
        }
    }
}
