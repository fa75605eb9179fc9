//! The longest turns, and the questions.

use std::cmp::Reverse;

use episode::text::unit_ranges_utf16;
use episode::{Episode, Millis, Timeline};

use crate::count::count;

/// How many of the longest turns are told.
pub const MOST_LONG: usize = 3;

/// What one speaker says until another does, in one turn of the transcript or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongTurn {
    /// Index of its first turn.
    pub turn: usize,
    /// Index of the speaker.
    pub speaker: usize,
    /// Where it starts. `None` where turns have no times.
    pub start: Option<Millis>,
    /// Its words.
    pub words: usize,
}

/// A sentence that ends with a question mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Index of its turn.
    pub turn: usize,
    /// Index of who asks. `None` where the page names nobody.
    pub speaker: Option<usize>,
    /// When its first word is said, or its turn starts where words are not timed. `None` where turns have no times.
    pub start: Option<Millis>,
    /// The sentence.
    pub text: String,
}

/// Returns the longest turns, the longest first, among equal ones the earliest. Nothing where only one speaks.
pub(crate) fn longest(episode: &Episode, counts: &[usize]) -> Vec<LongTurn> {
    let turns = &episode.transcript.turns;
    let mut first = 0;
    let mut all = Vec::new();
    for same in turns.chunk_by(|a, b| a.speaker == b.speaker) {
        let words = counts[first..first + same.len()].iter().sum();
        let named = same[0].speaker;
        all.extend(named.map(|speaker| LongTurn { turn: first, speaker, start: same[0].start, words }));
        first += same.len();
    }
    if all.iter().all(|turn| turn.speaker == all[0].speaker) {
        return Vec::new();
    }
    all.sort_by_key(|turn| Reverse(turn.words));
    all.truncate(MOST_LONG);
    all
}

/// Returns the questions.
pub(crate) fn questions(episode: &Episode, timeline: &Timeline) -> Vec<Question> {
    let mut questions = Vec::new();
    for (index, turn) in episode.transcript.turns.iter().enumerate() {
        for (at, sentence) in sentences(&turn.text) {
            if is_question(sentence) && count(sentence) > 0 {
                // The unit with which the sentence begins.
                let begun = at + sentence.chars().next().map_or(0, char::len_utf8);
                let unit = unit_ranges_utf16(&turn.text[..begun]).len().saturating_sub(1);
                let (speaker, text) = (turn.speaker, sentence.to_owned());
                let start = timeline.unit_start(episode, index, unit);
                questions.push(Question { turn: index, speaker, start, text });
            }
        }
    }
    questions
}

/// What stands after the mark that ends a sentence.
const CLOSING: [char; 11] = ['"', '\'', '”', '’', ')', ']', '*', '»', '」', '』', '）'];
/// Question marks: of Latin, Chinese and Arabic script, of Armenian, Ethiopic and Greek, and doubled ones.
const QUESTION_MARKS: [char; 9] = ['?', '？', '؟', '՞', '፧', '\u{37E}', '⁇', '⁈', '⁉'];
/// Marks after which a sentence ends only where white space or the end follows: `1.5`, `a.rs`.
const ENDS_BEFORE_BLANK: [char; 3] = ['.', '!', '…'];
/// Marks after which a sentence always ends.
const ENDS: [char; 4] = ['。', '！', '।', '։'];

/// Returns the sentences of a text, each with its place.
fn sentences(text: &str) -> Vec<(usize, &str)> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((_, c)) = rest.next() {
        let is_mark =
            |c: &char| ENDS_BEFORE_BLANK.contains(c) || ENDS.contains(c) || QUESTION_MARKS.contains(c);
        if !is_mark(&c) {
            continue;
        }
        let mut always = !c.is_ascii() && c != '…';
        while let Some((_, next)) = rest.next_if(|(_, next)| is_mark(next) || CLOSING.contains(next)) {
            always |= ENDS.contains(&next);
        }
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        if always || text[end..].chars().next().is_none_or(char::is_whitespace) {
            sentences.push((start, end));
            start = end;
        }
    }
    sentences.push((start, text.len()));
    let trimmed = sentences.into_iter().map(|(start, end)| {
        let sentence = text[start..end].trim_start();
        (end - sentence.len(), sentence.trim_end())
    });
    trimmed.filter(|(_, sentence)| !sentence.is_empty()).collect()
}

fn is_question(sentence: &str) -> bool {
    let is_end =
        |c: &char| CLOSING.contains(c) || ENDS_BEFORE_BLANK.contains(c) || QUESTION_MARKS.contains(c);
    sentence.chars().rev().take_while(is_end).any(|c| QUESTION_MARKS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|(_, sentence)| sentence).collect()
    }

    #[test]
    fn sentences_end_at_marks() {
        assert_eq!(
            texts("It is 1.5. Is it?! “Why?” he said. a.rs"),
            ["It is 1.5.", "Is it?!", "“Why?”", "he said.", "a.rs"]
        );
        assert_eq!(texts("海。なぜですか？「月」です"), ["海。", "なぜですか？", "「月」です"]);
        assert_eq!(texts("  "), [""; 0]);
    }

    #[test]
    fn a_question_ends_with_a_question_mark() {
        fn asks(text: &str) -> Vec<&str> {
            texts(text).into_iter().filter(|text| is_question(text)).collect()
        }
        assert_eq!(asks("Really? Yes. (Is it?) No! Wh…?"), ["Really?", "(Is it?)", "Wh…?"]);
        assert_eq!(asks("لماذا؟ نعم."), ["لماذا؟"]);
        assert_eq!(asks("See a?b=c for more."), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn sentences_have_all_of_a_text_in_their_places(text in "[a-c .?!…」。？ \n]{0,30}") {
            let all: String = texts(&text).concat();
            let is_black = |c: &char| !c.is_whitespace();
            proptest::prop_assert!(all.chars().filter(is_black).eq(text.chars().filter(is_black)));
            for (at, sentence) in sentences(&text) {
                proptest::prop_assert!(text[at..].starts_with(sentence));
            }
        }
    }
}
