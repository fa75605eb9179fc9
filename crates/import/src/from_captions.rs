//! Captions alone, without a page, also make an episode: who says what, and when.

use episode::captions::{Captions, Cue};
use episode::{Episode, Media, Source, Speaker, Timing, Transcript, TranscriptSource};
use std::collections::{HashMap, HashSet};

use crate::cue_turns::CueTurns;
use crate::diagnostics::{Kind, Log};
use crate::options::Options;
use crate::outcome::Import;

/// Makes an episode of captions: speakers of their voices, turns where the speaker changes, and where sentences end
/// before a pause or after a while. Words have the captions' own times where these have some; else they are spread
/// over their cue by their length.
///
/// Captions name no episode: its title is the file's name, [`Options::id`]. A problem says so, at the start of the
/// file; and an error, if nothing is said in the captions.
pub fn from_captions(captions: &Captions, options: &Options) -> Import {
    let mut log = Log::new("");
    let title = options.id.replace(['-', '_'], " ").trim().to_owned();
    let title = if title.is_empty() { "Episode".to_owned() } else { title };
    if captions.cues.is_empty() {
        log.error(
            Kind::Captions,
            0..0,
            "the captions file has no cues",
            "choose a captions file that has text",
        );
    }
    log.warn(
        Kind::Title,
        0..0,
        format!("captions have no title; the file's name {title:?} is used"),
        "set \"title\" in the episode file",
    );
    let mut draft = Draft::default();
    captions.cues.iter().for_each(|cue| draft.cue(cue));
    let media = options.youtube.iter().map(|id| Media { source: Source::YouTube(id.clone()), offset: 0 });
    let episode = Episode {
        id: options.id.clone(),
        title,
        media: media.collect(),
        speakers: draft.speakers,
        transcript: Transcript {
            source: TranscriptSource::Captions,
            generated: options.is_generated,
            timing: Timing::Captions,
            turns: draft.turns.turns,
            ..Transcript::default()
        },
        ..Episode::default()
    };
    Import { episode, problems: log.finish(), is_episode: true }
}

#[derive(Default)]
struct Draft {
    speakers: Vec<Speaker>,
    by_name: HashMap<String, usize>,
    ids: HashSet<String>,
    turns: CueTurns,
}

impl Draft {
    fn cue(&mut self, cue: &Cue) {
        let named = cue.speaker.as_ref().map(|name| self.index_of(name));
        self.turns.cue(cue, named);
    }

    fn index_of(&mut self, name: &str) -> usize {
        if let Some(index) = self.by_name.get(name) {
            return *index;
        }
        let parts: Vec<String> = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|p| !p.is_empty())
            .map(str::to_lowercase)
            .collect();
        let base = if parts.is_empty() { "speaker".to_owned() } else { parts.join("-") };
        let index = self.speakers.len();
        // A number that no other has: that of the speaker.
        let mut id = base.clone();
        while !self.ids.insert(id.clone()) {
            id = format!("{id}-{}", index + 1);
        }
        self.speakers.push(Speaker { id, name: name.to_owned() });
        self.by_name.insert(name.to_owned(), index);
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use episode::{Millis, Turn};

    fn cue(start: u32, end: u32, speaker: Option<&str>, text: &str, words: &[u32]) -> Cue {
        let (start, end) = (Millis(start), Millis(end));
        let words = words.iter().map(|word| Millis(*word)).collect();
        Cue { start, end, speaker: speaker.map(str::to_owned), text: text.into(), words }
    }

    /// The episode, which is one that can be shown.
    fn episode(cues: Vec<Cue>) -> Episode {
        let options = Options { id: "07-tides".into(), ..Options::default() };
        let Import { episode, .. } = from_captions(&Captions { cues }, &options);
        let json = serde_json::to_string(&episode).expect("JSON");
        let read = episode::read(&json);
        assert_eq!(read.expect("an episode that can be shown").episode, episode);
        episode
    }

    fn turns(cues: Vec<Cue>) -> Vec<(Option<usize>, u32, String)> {
        let told = |turn: Turn| (turn.speaker, turn.start.expect("timed").0, turn.text);
        episode(cues).transcript.turns.into_iter().map(told).collect()
    }

    #[test]
    fn a_turn_lasts_until_another_speaks() {
        let e = episode(vec![
            cue(0, 2_000, Some("Ada"), "The sea", &[0, 900]),
            cue(2_000, 4_000, None, "rises.", &[]),
            cue(5_000, 6_000, Some("Bo"), "Why?", &[5_000]),
            cue(6_000, 7_000, Some("Ada"), "The moon.", &[]),
        ]);
        assert_eq!((e.title.as_str(), e.id.as_str()), ("07 tides", "07-tides"));
        let names: Vec<_> = e.speakers.iter().map(|s| (s.id.as_str(), s.name.as_str())).collect();
        assert_eq!(names, [("ada", "Ada"), ("bo", "Bo")]);
        let [ada, bo, _] = &e.transcript.turns[..] else { panic!("{:?}", e.transcript) };
        assert_eq!(
            (ada.text.as_str(), &ada.words[..], ada.end),
            ("The sea rises.", &[0, 900, 2_000][..], Some(Millis(4_000)))
        );
        assert_eq!((bo.speaker, bo.start), (Some(1), Some(Millis(5_000))));
    }

    #[test]
    fn without_names_sentences_pauses_and_marks_make_turns() {
        let told = turns(vec![
            cue(0, 1_000, None, "The sea", &[]),
            cue(4_000, 5_000, None, "rises.", &[]),
            cue(7_000, 8_000, None, "And falls. >> Why?", &[]),
            cue(8_000, 9_000, None, ">>Ah. So?", &[]),
        ]);
        let told: Vec<_> = told.iter().map(|(_, start, text)| (*start, text.as_str())).collect();
        assert_eq!(told, [(0, "The sea rises."), (7_000, "And falls."), (7_736, "Why?"), (8_000, "Ah. So?")]);
        let drone = |text| (0..100).map(|i| cue(i * 1_000, i * 1_000 + 1_000, None, text, &[])).collect();
        assert_eq!(turns(drone("the sea is rising")).len(), 2);
        assert_eq!(turns(drone("The sea is rising.")).len(), 4);
    }

    #[test]
    fn cues_that_overlap_go_on_in_time() {
        let told = turns(vec![
            cue(0, 9_000, Some("Ada"), "The sea rises.", &[0, 4_000, 8_000]),
            cue(1_000, 2_000, Some("Bo"), "Why?", &[1_000]),
            cue(1_000, 2_000, Some("Bo"), "Why?", &[1_000]),
            cue(1_500, 1_500, Some("bo!"), "Ah.", &[1_500]),
        ]);
        let starts: Vec<_> = told.iter().map(|(speaker, start, _)| (*speaker, *start)).collect();
        assert_eq!(starts, [(Some(0), 0), (Some(1), 1_000), (Some(2), 1_500)]);
        turns(vec![cue(0, 9_000, None, "a >> b", &[0, 0, 8_000]), cue(1_000, 2_000, Some("Bo"), "c d", &[])]);
    }

    #[test]
    fn captions_without_a_word_are_an_error() {
        let Import { problems, .. } = from_captions(&Captions::default(), &Options::default());
        assert!(problems.iter().any(|p| p.severity == crate::Severity::Error));
    }
}
