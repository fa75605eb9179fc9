//! Quotations: the reader's selection in the transcript as text, to be pasted into notes, a mail or Markdown.

use crate::model::{Episode, Timing};
use crate::text::{append, join, part_utf16, unit_ranges_utf16, words};
use crate::time::Millis;
use crate::timeline::Timeline;

/// A selection in the transcript, from a place in one turn to a place in the same or a later one. A place is the index of
/// a turn and an offset in its text, in UTF-16 code units as in the DOM's ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it starts.
    pub start: (usize, u32),
    /// Where it ends.
    pub end: (usize, u32),
}

/// The whole words of a selection, and when they are said.
#[derive(Clone, Debug)]
pub struct Quotation<'a> {
    episode: &'a Episode,
    /// Turns by index, and their words in the selection, separated by single spaces. Never empty.
    said: Vec<(usize, String)>,
    /// When its first word is said; `None` where the transcript has no times.
    pub start: Option<Millis>,
}

impl<'a> Quotation<'a> {
    /// Quotes the words of a selection, including those selected in part. `None` if there are none.
    pub fn new(episode: &'a Episode, timeline: &Timeline, selection: Selection) -> Option<Self> {
        let Selection { start: first, end: last } = selection;
        let mut said = Vec::new();
        let mut start = None;
        let turns = episode.transcript.turns.iter().enumerate();
        for (index, turn) in turns.take(last.0.saturating_add(1)).skip(first.0) {
            let from = if index == first.0 { first.1 } else { 0 };
            let to = if index == last.0 { last.1 } else { u32::MAX };
            let units = unit_ranges_utf16(&turn.text);
            let first = units.partition_point(|unit| unit.end <= from);
            let end = units.partition_point(|unit| unit.start < to);
            if first < end {
                if said.is_empty() {
                    start = timeline.unit_start(episode, index, first);
                }
                let selected = part_utf16(&turn.text, units[first].start..units[end - 1].end);
                said.push((index, join(words(selected), " ")));
            }
        }
        (!said.is_empty()).then_some(Self { episode, said, start })
    }

    /// Returns plain text: the words, then their speaker, episode and time, then the address. Where several people
    /// speak, each turn starts with a name.
    ///
    /// `address` is absolute, and best contains the time; an empty one is left out.
    ///
    /// ```text
    /// “And then you spill.”
    /// — Mara Lindqvist, How a compiler learns to wait (episode 50), 12:48
    /// https://example.org/episodes/50?t=768
    /// ```
    pub fn text(&self, address: &str) -> String {
        let turns = &self.episode.transcript.turns;
        let first = &turns[self.said[0].0];
        let is_one_speaker = self.said.iter().all(|(index, _)| turns[*index].speaker == first.speaker);
        let mut text = String::new();
        for (index, said) in &self.said {
            let name = self.episode.speaker_of(&turns[*index]).filter(|_| !is_one_speaker);
            let line = quoted(name.map(|speaker| speaker.name.as_str()), said);
            append(&mut text, "\n", &line);
        }
        text.push_str("\n— ");
        if let Some(speaker) = self.episode.speaker_of(first).filter(|_| is_one_speaker) {
            text.push_str(&speaker.name);
            text.push_str(", ");
        }
        text.push_str(&self.episode.title);
        if let Some(number) = self.episode.number {
            text.push_str(&format!(" (episode {number})"));
        }
        if let Some(start) = self.start {
            let is_estimated = self.episode.transcript.timing == Timing::Estimated || first.estimated;
            text.push_str(if is_estimated { ", about " } else { ", " });
            text.push_str(&start.to_string());
        }
        if !address.is_empty() {
            append(&mut text, "\n", address);
        }
        text
    }
}

fn quoted(name: Option<&str>, said: &str) -> String {
    match name {
        Some(name) => [name, ": “", said, "”"].concat(),
        None => ["“", said, "”"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Speaker, Transcript, Turn};
    use crate::text::is_unspaced;
    use proptest::prelude::*;

    /// Two people; every word of the first turn is timed.
    fn episode() -> Episode {
        let speaker = |name: &str| Speaker { id: name.to_lowercase(), name: name.to_owned() };
        let turn = |speaker, start, text: &str, words: &[u32]| Turn {
            speaker,
            start: Some(Millis::from_secs(start)),
            text: text.to_owned(),
            words: words.to_vec(),
            ..Turn::default()
        };
        let turns = vec![
            turn(Some(0), 765, "You wait. And then  you spill.", &[0, 1000, 3000, 3500, 4000, 4200]),
            turn(Some(1), 772, "🦀 Spill what?", &[]),
            turn(Some(1), 775, "The tea?", &[]),
            turn(None, 780, "Laughter", &[]),
        ];
        Episode {
            title: "How a compiler learns to wait".into(),
            speakers: vec![speaker("Mara Lindqvist"), speaker("Jo")],
            transcript: Transcript { timing: Timing::Captions, turns, ..Transcript::default() },
            ..Episode::default()
        }
    }

    #[track_caller]
    fn assert_quoted(episode: &Episode, first: (usize, u32), last: (usize, u32), lines: &[&str]) {
        let timeline = Timeline::new(episode);
        let quotation =
            Quotation::new(episode, &timeline, Selection { start: first, end: last }).expect("words");
        assert_eq!(quotation.text("https://example.org/50").lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn a_selection_is_quoted_in_whole_words_with_speaker_episode_time_and_link() {
        let mut episode = episode();
        // From inside of "And" to inside of "spill".
        assert_quoted(
            &episode,
            (0, 11),
            (0, 27),
            &[
                "“And then you spill.”",
                "— Mara Lindqvist, How a compiler learns to wait, 12:48",
                "https://example.org/50",
            ],
        );
        episode.number = Some(50);
        assert_quoted(
            &episode,
            (1, 3),
            (1, 8),
            &["“Spill”", "— Jo, How a compiler learns to wait (episode 50), 12:52", "https://example.org/50"],
        );
    }

    #[test]
    fn several_people_are_named_line_by_line() {
        assert_quoted(
            &episode(),
            (0, 19),
            (3, 4),
            &[
                "Mara Lindqvist: “you spill.”",
                "Jo: “🦀 Spill what?”",
                "Jo: “The tea?”",
                "“Laughter”",
                "— How a compiler learns to wait, 12:49",
                "https://example.org/50",
            ],
        );
        // Who speaks alone is named once.
        assert_quoted(
            &episode(),
            (1, 0),
            (2, 99),
            &[
                "“🦀 Spill what?”",
                "“The tea?”",
                "— Jo, How a compiler learns to wait, 12:52",
                "https://example.org/50",
            ],
        );
        assert_quoted(
            &episode(),
            (3, 0),
            (3, 8),
            &["“Laughter”", "— How a compiler learns to wait, 13:00", "https://example.org/50"],
        );
    }

    #[test]
    fn white_space_at_the_ends_is_not_quoted() {
        // After "wait." up to the blanks after "then"; and past a turn's end, up to the next one's start.
        assert_quoted(
            &episode(),
            (0, 9),
            (0, 20),
            &[
                "“And then”",
                "— Mara Lindqvist, How a compiler learns to wait, 12:48",
                "https://example.org/50",
            ],
        );
        assert_quoted(
            &episode(),
            (0, 30),
            (2, 0),
            &["“🦀 Spill what?”", "— Jo, How a compiler learns to wait, 12:52", "https://example.org/50"],
        );
    }

    #[test]
    fn a_time_is_as_exact_as_the_transcript() {
        let mut episode = episode();
        let line = |episode: &Episode| {
            let selection = Selection { start: (0, 0), end: (0, 3) };
            let timeline = Timeline::new(episode);
            let quotation = Quotation::new(episode, &timeline, selection).expect("words");
            (quotation.start, quotation.text(""))
        };
        episode.transcript.timing = Timing::Estimated;
        let about = "“You”\n— Mara Lindqvist, How a compiler learns to wait, about 12:45".to_owned();
        assert_eq!(line(&episode), (Some(Millis::from_secs(765)), about.clone()));
        episode.transcript.timing = Timing::Captions;
        episode.transcript.turns[0].estimated = true;
        assert_eq!(line(&episode).1, about);
        for turn in &mut episode.transcript.turns {
            (turn.start, turn.words) = (None, Vec::new());
        }
        episode.transcript.timing = Timing::None;
        assert_eq!(
            line(&episode),
            (None, "“You”\n— Mara Lindqvist, How a compiler learns to wait".to_owned())
        );
    }

    #[test]
    fn nothing_selected_is_no_quotation() {
        let (episode, timeline) = (episode(), Timeline::new(&episode()));
        for (first, last) in
            [((0, 18), (0, 18)), ((0, 30), (1, 0)), ((2, 0), (1, 5)), ((4, 0), (9, 9)), ((0, 99), (0, 99))]
        {
            assert!(
                Quotation::new(&episode, &timeline, Selection { start: first, end: last }).is_none(),
                "{first:?} {last:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn every_selected_word_is_in_it(
            texts in proptest::collection::vec("[a-c🦀é .\u{a0}]{1,12}|[a海はー ]{1,12}|\\PC{1,8}", 1..4),
            first in (0..4usize, 0..14u32),
            last in (0..4usize, 0..14u32),
        ) {
            let turns = texts.iter().map(|text| Turn { text: text.clone(), ..Turn::default() }).collect();
            let transcript = Transcript { turns, ..Transcript::default() };
            let episode = Episode { transcript, title: "T".into(), ..Episode::default() };
            let quotation = Quotation::new(&episode, &Timeline::new(&episode), Selection { start: first, end: last });
            let quoted = quotation.map_or(String::new(), |quotation| quotation.text(""));
            for (index, text) in texts.iter().enumerate() {
                // Each word of which a character is selected; of a script without blanks, the characters.
                let mut at = (index, 0);
                let (mut word, mut selected) = (String::new(), String::new());
                for c in text.chars().chain([' ']) {
                    if c.is_whitespace() {
                        let wanted = if word.contains(is_unspaced) { &selected } else { &word };
                        prop_assert!(selected.is_empty() || quoted.contains(wanted), "{wanted:?} {quoted:?}");
                        word.clear();
                        selected.clear();
                    } else {
                        word.push(c);
                        selected.extend((first <= at && at < last).then_some(c));
                    }
                    at.1 += c.len_utf16() as u32;
                }
            }
        }
    }
}
