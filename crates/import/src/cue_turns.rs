//! Turns of cues: what is said, word by word, until somebody else speaks or enough is said.

use std::mem::take;

use episode::captions::Cue;
use episode::text::{Punctuation, is_unbroken, is_wide, punctuation, units};
use episode::{Millis, Turn};

/// After a pause like this, a sentence that follows another is a new turn.
const PAUSE: Millis = Millis::from_secs(2);
/// After so many words a new sentence is a new turn: somebody has to read it.
const LONG: usize = 120;
/// After so many words, where nothing ends a sentence (automatic captions lack full stops), a new cue is one.
const TOO_LONG: usize = 200;
/// How captions say that somebody else speaks, without a name.
const CHANGE: &str = ">>";

/// A word of a cue; in scripts without blanks between words, a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'c> {
    pub(crate) text: &'c str,
    pub(crate) time: Millis,
    /// A blank or another cue stands before it.
    pub(crate) is_apart: bool,
    /// It is the first of its cue.
    pub(crate) starts_cue: bool,
    /// A mark before it says that somebody else speaks from here on.
    pub(crate) is_change: bool,
}

/// The words of a cue, without the marks of a change.
pub(crate) fn words(cue: &Cue) -> impl Iterator<Item = Word<'_>> {
    let units = episode::text::words(&cue.text)
        .flat_map(|run| units(run).into_iter().enumerate().map(|(index, text)| (text, index == 0)));
    let (mut starts_cue, mut is_change) = (true, false);
    units.zip(cue.unit_starts()).filter_map(move |((text, is_apart), time)| {
        let marked = text.strip_prefix(CHANGE);
        is_change |= marked.is_some();
        let text = marked.map_or(text, |text| text.trim_start_matches('>'));
        (!text.is_empty()).then(|| Word {
            text,
            time,
            is_apart,
            starts_cue: take(&mut starts_cue),
            is_change: take(&mut is_change),
        })
    })
}

/// Whether a text ends with the end of a sentence.
pub(crate) fn ends_sentence(text: &str) -> bool {
    punctuation(text) == Some(Punctuation::Sentence)
}

/// Turns that are made word by word.
#[derive(Debug, Default)]
pub(crate) struct CueTurns {
    pub(crate) turns: Vec<Turn>,
    /// Who speaks, as the captions said last.
    pub(crate) speaker: Option<usize>,
    /// How many words the last turn has.
    count: usize,
}

impl CueTurns {
    /// Adds a cue, with the speaker whom it names; `None` also where it names nobody who is known. A turn ends where the
    /// speaker changes, and where sentences end before a pause or after a while.
    pub(crate) fn cue(&mut self, cue: &Cue, named: Option<usize>) {
        if cue.speaker.is_some() {
            self.speaker = named;
        }
        let mut breaks = self.breaks_before(cue);
        for word in words(cue) {
            if word.is_change {
                self.speaker = named;
                breaks = true;
            }
            self.word(word, breaks);
            breaks = false;
        }
        if cue.text.ends_with(CHANGE) {
            self.speaker = named;
        }
        self.last_until(cue.end);
    }

    /// Adds a word.
    pub(crate) fn word(
        &mut self,
        Word { text, time, is_apart, starts_cue, is_change }: Word<'_>,
        breaks: bool,
    ) {
        let before = self.turns.last().and_then(|turn| turn.start).unwrap_or_default();
        match self.turns.last_mut().filter(|_| !breaks) {
            Some(turn) => {
                let offset = (time - turn.start.unwrap_or_default()).0;
                turn.words.push(offset.max(turn.words.last().copied().unwrap_or(0)));
                // Cues of Chinese and Japanese are cut anywhere; of Thai, where a phrase ends, which has a blank.
                let ends = turn.text.chars().next_back().zip(text.chars().next()).filter(|_| starts_cue);
                let goes_on = ends.is_some_and(|(last, c)| is_wide(c) && is_unbroken(last, c));
                if (is_apart || is_change) && !goes_on {
                    turn.text.push(' ');
                }
                turn.text.push_str(text);
                self.count += 1;
            }
            None => {
                // Cues may overlap; turns do not start before the one before.
                let start = Some(time.max(before));
                let (speaker, text) = (self.speaker, text.to_owned());
                self.turns.push(Turn { speaker, start, end: start, text, words: vec![0], estimated: false });
                self.count = 1;
            }
        }
    }

    /// Lets the last turn last until a time at least.
    pub(crate) fn last_until(&mut self, end: Millis) {
        if let Some(turn) = self.turns.last_mut() {
            turn.end = turn.end.max(Some(end));
        }
    }

    /// Whether a new turn starts with this cue.
    fn breaks_before(&self, cue: &Cue) -> bool {
        let Some(turn) = self.turns.last() else { return true };
        let ends = ends_sentence(&turn.text);
        let pause = cue.start - turn.end.unwrap_or_default();
        turn.speaker != self.speaker
            || ends && (pause >= PAUSE || self.count >= LONG)
            || self.count >= TOO_LONG
    }
}
