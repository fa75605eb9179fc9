//! What an episode is: the checked form, with times in [`Millis`].
//!
//! [`read`](crate::read()) makes one from JSON and refuses what would show wrong; a program that builds one
//! by hand can have it checked by writing it out and reading it back.

use std::ops::Range;

use crate::node::Node;
use crate::text;
use crate::time::Millis;
use crate::timeline::unit_starts;

/// One episode: everything that the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Episode {
    /// A slug, unique on the site. Empty if the file names none.
    pub id: String,
    /// The number that listeners know it by.
    pub number: Option<u32>,
    /// Never empty.
    pub title: String,
    /// A BCP 47 tag, such as `en`. `None`: the page's own.
    pub language: Option<String>,
    /// `YYYY-MM-DD`.
    pub published: Option<String>,
    /// As the page says; the recording's own wins once it is known.
    pub duration: Option<Millis>,
    /// In order of preference: the first that works is used.
    pub media: Vec<Media>,
    /// An image of the site itself. Without one, the player draws a title card.
    pub poster: Option<String>,
    /// Everyone who speaks, in the order of the list; the order gives each a colour.
    pub speakers: Vec<Speaker>,
    /// The series that this is a part of.
    pub series: Option<Series>,
    /// What to go on with at the end.
    pub next: Option<Link>,
    /// Whom it is for, in a sentence.
    pub audience: Option<String>,
    /// What it is about.
    pub synopsis: Vec<Node>,
    /// By start, none equal. What comes before the first one is in no chapter.
    pub chapters: Vec<Chapter>,
    /// The key figures, in the page's order.
    pub statistics: Vec<Statistic>,
    /// Who says what, and when.
    pub transcript: Transcript,
    /// The transcript in other languages, on the same clock. Each has a language, and a turn or more.
    pub translations: Vec<Transcript>,
    /// The words that tell it from the site's other episodes, as the import of a folder finds them.
    #[cfg(feature = "keywords")]
    pub keywords: Option<Keywords>,
    /// Everything else on the page, under its own headings.
    pub sections: Vec<Section>,
    /// Other episodes.
    pub related: Vec<Related>,
    /// Links, by group.
    pub resources: Vec<ResourceGroup>,
}

/// A recording of the episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Where it comes from.
    pub source: Source,
    /// How much later everything is in this recording than the transcript says, in milliseconds.
    /// Negative where the recording is cut shorter.
    pub offset: i32,
}

/// Where a recording comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A YouTube video: its 11 characters.
    YouTube(String),
    /// A sound file, by address relative to the JSON, and its MIME type.
    Audio(String, Option<String>),
    /// A video file, by address relative to the JSON, and its MIME type.
    Video(String, Option<String>),
}

impl Source {
    /// Returns the address of its file, or its id at its host.
    pub fn address(&self) -> &str {
        match self {
            Self::YouTube(id) => id,
            Self::Audio(url, _) | Self::Video(url, _) => url,
        }
    }
}

/// Someone who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// What turns name it by; unique in the episode.
    pub id: String,
    /// As it is shown.
    pub name: String,
}

/// The series that an episode is a part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Which part this is, from 1.
    pub part: Option<u32>,
    /// How many parts there are.
    pub of: Option<u32>,
}

/// A chapter: it lasts until the next one starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chapter {
    /// Where it starts.
    pub start: Millis,
    /// Its title.
    pub title: String,
    /// Where its subject has a page. `None`: nowhere.
    pub url: Option<String>,
}

/// The turns of a chapter: see [`Episode::turns_by_chapter`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterTurns {
    /// Index of the chapter. `None`: the turns are in no chapter.
    pub chapter: Option<usize>,
    /// Indices of the turns.
    pub turns: Range<usize>,
}

/// One key figure of the episode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistic {
    /// What is counted.
    pub metric: String,
    /// The figure, as the page has it: `up to 35%`, `15.6 million`.
    pub value: String,
    /// Who says so.
    pub source: Option<String>,
    /// Where it is said, by time.
    pub mentions: Vec<Mention>,
}

/// A place where a figure is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the turn.
    pub turn: u32,
    /// Index of its word; see [`words`](crate::text::words).
    pub word: u32,
    /// When.
    pub start: Millis,
}

/// Who says what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    /// A BCP 47 tag, such as `en`. `None`: the episode's.
    pub language: Option<String>,
    /// Where the words come from.
    pub source: TranscriptSource,
    /// Whether a speech recogniser or a machine translation made it. The player says so.
    pub generated: bool,
    /// How the times came about.
    pub timing: Timing,
    /// By start where they are timed. They may overlap.
    pub turns: Vec<Turn>,
}

/// Where the words of a transcript come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TranscriptSource {
    /// The episode's page.
    #[default]
    Page,
    /// Captions of the recording.
    Captions,
}

/// How the times of a transcript came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timing {
    /// From captions: exact.
    Captions,
    /// From the chapters and the words: they can be some seconds off, and the page says so.
    Estimated,
    /// There are none: turns have no start.
    #[default]
    None,
}

/// What one speaker says until another does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Index into [`Episode::speakers`]. `None` where the page names nobody.
    pub speaker: Option<usize>,
    /// `None` with [`Timing::None`] only.
    pub start: Option<Millis>,
    /// `None`: the next turn's start.
    pub end: Option<Millis>,
    /// The words as they are shown. Never empty.
    pub text: String,
    /// One start for each word, or for each [unit](crate::text::units), in milliseconds after the turn's start, never
    /// falling; or empty. Where words have blanks between them, a unit is a word.
    pub words: Vec<u32>,
    /// The time of this turn is a guess even if the transcript's are not.
    pub estimated: bool,
}

/// The words that are frequent in an episode and rare in the site's others.
#[cfg(feature = "keywords")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keywords {
    /// At least so many other episodes are compared with.
    pub others: u32,
    /// The most distinctive first.
    pub words: Vec<Keyword>,
}

/// A word that is frequent in an episode and rare in the site's others.
#[cfg(feature = "keywords")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keyword {
    /// As it is written most often.
    pub text: String,
    /// How many times it is said, in all its forms.
    pub count: u32,
    /// Index of the turn in which it is said first.
    pub turn: u32,
    /// Index of its first unit there; see [`units`](crate::text::units).
    pub word: u32,
}

/// A part of the page under a heading of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What stands under it.
    pub children: Vec<Node>,
}

/// Another episode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// Its title.
    pub title: String,
    /// Its page. `None`: shown as text.
    pub url: Option<String>,
    /// Why it is related.
    pub note: Option<String>,
}

/// Links under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceGroup {
    /// The heading. `None` where the page has none.
    pub title: Option<String>,
    /// The links.
    pub links: Vec<Link>,
}

/// A link to somewhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Its text.
    pub title: String,
    /// Its address. `None` where it was not one that may be followed: shown as text.
    pub url: Option<String>,
}

impl Episode {
    /// Where everything ends: the duration if it is known, else the latest time that the episode names.
    pub fn end(&self) -> Millis {
        let named = || {
            let last = self.transcript.turns.iter().filter_map(Turn::last_known).max();
            let chapter = self.chapters.last().map(|c| c.start);
            last.max(chapter).unwrap_or_default()
        };
        self.duration.unwrap_or_else(named)
    }

    /// The speaker of a turn, if the page names one.
    pub fn speaker_of(&self, turn: &Turn) -> Option<&Speaker> {
        turn.speaker.and_then(|index| self.speakers.get(index))
    }

    /// All turns in their order, under the chapter that each starts in: those before the first chapter under none. A
    /// chapter in which nobody starts to speak is left out. Without chapters, or without times, all turns are together.
    pub fn turns_by_chapter(&self) -> Vec<ChapterTurns> {
        let turns = &self.transcript.turns;
        if self.chapters.is_empty() || self.transcript.timing == Timing::None {
            return vec![ChapterTurns { chapter: None, turns: 0..turns.len() }];
        }
        let chapters = self.chapters.iter();
        let starts = chapters.map(|chapter| turns.partition_point(|turn| turn.start < Some(chapter.start)));
        let starts: Vec<usize> = [0].into_iter().chain(starts).chain([turns.len()]).collect();
        let ranges = starts.windows(2).map(|w| w[0]..w[1]).enumerate();
        ranges
            .filter(|(_, turns)| !turns.is_empty())
            .map(|(after, turns)| ChapterTurns { chapter: after.checked_sub(1), turns })
            .collect()
    }
}

impl Turn {
    /// The start of a [unit](crate::text::units), or of the turn where its words are not timed; `None` where neither is.
    pub fn unit_start(&self, unit: usize) -> Option<Millis> {
        let start = self.start?;
        let starts = unit_starts(self, self.end.unwrap_or(start));
        Some(starts.get(unit).copied().unwrap_or(start))
    }

    /// The parts of the text that have a start each, and these starts; words, with 0, where it has none.
    pub fn timed_parts(&self) -> impl Iterator<Item = (&str, u32)> {
        let parts =
            if self.is_by_unit() { text::units(&self.text) } else { text::words(&self.text).collect() };
        parts.into_iter().zip(self.words.iter().copied().chain(std::iter::repeat(0)))
    }

    /// Whether each unit has a start, rather than each word.
    fn is_by_unit(&self) -> bool {
        !self.words.is_empty() && self.words.len() != text::count(&self.text)
    }

    /// The latest time that this turn itself names.
    fn last_known(&self) -> Option<Millis> {
        let start = self.start?;
        Some(self.end.unwrap_or_else(|| start + Millis(self.words.last().copied().unwrap_or(0))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn episode(chapters: &[u32], turns: &[u32]) -> Episode {
        let chapter = |start: &u32| Chapter { start: Millis(*start), ..Chapter::default() };
        let turn = |start: &u32| Turn { start: Some(Millis(*start)), ..Turn::default() };
        Episode {
            chapters: chapters.iter().map(chapter).collect(),
            transcript: Transcript {
                timing: Timing::Captions,
                turns: turns.iter().map(turn).collect(),
                ..Transcript::default()
            },
            ..Episode::default()
        }
    }

    fn grouped(episode: &Episode) -> Vec<(Option<usize>, Range<usize>)> {
        episode.turns_by_chapter().into_iter().map(|group| (group.chapter, group.turns)).collect()
    }

    #[test]
    fn a_turn_stands_under_the_chapter_that_it_starts_in() {
        // At the very start of a chapter it is in that one, and nobody starts to speak in the third.
        let episode = episode(&[0, 100, 200, 300], &[0, 99, 100, 199, 300]);
        assert_eq!(grouped(&episode), [(Some(0), 0..2), (Some(1), 2..4), (Some(3), 4..5)]);
    }

    #[test]
    fn what_is_said_before_the_first_chapter_stands_under_none() {
        assert_eq!(grouped(&episode(&[95], &[0, 94, 95])), [(None, 0..2), (Some(0), 2..3)]);
    }

    #[test]
    fn without_chapters_or_times_all_turns_are_together() {
        assert_eq!(grouped(&episode(&[], &[0, 1])), [(None, 0..2)]);
        let mut untimed = episode(&[0, 100], &[0, 100]);
        untimed.transcript.timing = Timing::None;
        assert_eq!(grouped(&untimed), [(None, 0..2)]);
        assert_eq!(grouped(&episode(&[0], &[])), []);
    }

    proptest::proptest! {
        #[test]
        fn each_turn_is_in_one_group(
            mut chapters in proptest::collection::vec(1u32..20, 0..5),
            mut turns in proptest::collection::vec(0u32..20, 0..9),
        ) {
            chapters.sort_unstable();
            chapters.dedup();
            turns.sort_unstable();
            let groups = grouped(&episode(&chapters, &turns));
            proptest::prop_assert!(groups.is_sorted_by_key(|(chapter, _)| *chapter));
            let all: Vec<usize> = groups.into_iter().flat_map(|(_, turns)| turns).collect();
            proptest::prop_assert_eq!(all, (0..turns.len()).collect::<Vec<_>>());
        }
    }
}
