//! The transcript in other languages: which one a reader gets first, and the episode with another one.
//!
//! Transcripts are counted from 0: the episode's own, then its translations.

use crate::model::{Episode, Transcript};

impl Episode {
    /// Returns all transcripts: the episode's own first.
    pub fn transcripts(&self) -> impl Iterator<Item = &Transcript> {
        std::iter::once(&self.transcript).chain(&self.translations)
    }

    /// Returns the language of each transcript. `page` is that of an episode that names none.
    pub fn transcript_languages<'a>(
        &'a self,
        page: Option<&'a str>,
    ) -> impl Iterator<Item = Option<&'a str>> + use<'a> {
        let own = self.transcript.language.as_deref().or(self.language.as_deref()).or(page);
        std::iter::once(own).chain(self.translations.iter().map(|other| other.language.as_deref()))
    }

    /// Returns the index of the transcript for a reader of these languages, the preferred first: the first of them that
    /// there is, in the variety that has the most in common (`zh-Hant-TW`, `zh-Hant`, `zh`). 0 where there is none of them,
    /// or where nobody says in what language the episode is.
    pub fn preferred_transcript(&self, page: Option<&str>, readers: &[String]) -> usize {
        if self.transcript_languages(page).next().flatten().is_none() {
            return 0;
        }
        let best = |reader: &String| {
            let mut best = (0, 0);
            for (index, language) in self.transcript_languages(page).enumerate() {
                let common = language.map_or(0, |language| common_parts(language, reader));
                if common > best.0 {
                    best = (common, index);
                }
            }
            (best.0 > 0).then_some(best.1)
        };
        readers.iter().find_map(best).unwrap_or(0)
    }

    /// Returns the episode with another of its transcripts as the only one. Its figures keep their times; their turns and
    /// words are still those of the episode's own transcript.
    #[must_use]
    pub fn with_transcript(&self, index: usize) -> Self {
        let transcript = self.transcripts().nth(index).unwrap_or(&self.transcript).clone();
        Self { transcript, translations: Vec::new(), ..self.clone() }
    }
}

/// Returns how many parts two language tags have in common, from their start.
fn common_parts(a: &str, b: &str) -> usize {
    a.split('-').zip(b.split('-')).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
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
        let german = episode(&["en", "de"]).with_transcript(1);
        assert_eq!(german, Episode { title: "T".into(), ..episode(&["de"]) });
        assert_eq!(episode(&["en", "de"]).with_transcript(2), episode(&["en"]));
    }
}
