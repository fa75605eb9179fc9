//! What is searched for: the words of a text, folded.

use episode::search::fold;
use std::ops::Range;

use crate::search::ascending;
use episode::text::is_unspaced;

/// Returns the words of a text, folded as the search in one transcript folds: without case, accents, apostrophes. Scripts
/// that put no blanks between words are searched by letter.
pub fn words(text: &str) -> Vec<String> {
    spans(text).into_iter().map(|span| span.word).collect()
}

/// A word, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Folded.
    pub(crate) word: String,
    /// In UTF-16 code units of the text, with the marks that are combined with its last letter.
    pub(crate) range: Range<u32>,
}

pub(crate) fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let (mut at, mut goes_on) = (0, false);
    for c in text.chars() {
        let end = at + c.len_utf16() as u32;
        // Each character is folded by itself, whatever stands beside it.
        let folded = fold(c.encode_utf8(&mut [0; 4]));
        for letter in folded.chars() {
            let is_alone = is_unspaced(letter);
            if !letter.is_alphanumeric() {
                goes_on = false;
                continue;
            }
            match spans.last_mut().filter(|_| goes_on && !is_alone) {
                Some(span) => {
                    span.word.push(letter);
                    span.range.end = end;
                }
                None => spans.push(Span { word: letter.into(), range: at..end }),
            }
            goes_on = !is_alone;
        }
        if let Some(span) = spans.last_mut().filter(|_| goes_on && folded.is_empty() && is_combined(c)) {
            span.range.end = end;
        }
        at = end;
    }
    spans
}

/// Of what is folded to nothing: not an apostrophe, which may also end a quotation.
fn is_combined(c: char) -> bool {
    c >= '\u{300}' && !('\u{2018}'..='\u{2032}').contains(&c)
}

/// What a reader typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Whole words, each once.
    pub whole: Vec<String>,
    /// The start of the word that is being typed.
    pub start: Option<String>,
}

impl Query {
    /// Reads a query. A turn is found that has all its words, in any order; the last one may go on, unless a blank or a mark
    /// follows. A single letter is a whole word: of what starts with it there is too much.
    pub fn new(text: &str) -> Self {
        let mut whole = words(text);
        let is_open = fold(text).ends_with(char::is_alphanumeric);
        let start = whole.pop_if(|word| is_open && word.chars().nth(1).is_some());
        Self { whole: ascending(whole.into_iter()), start }
    }

    /// Returns whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.start.is_none()
    }

    /// Each word, and whether it may go on.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (&str, bool)> {
        let whole = self.whole.iter().map(|word| (word.as_str(), false));
        whole.chain(self.start.as_deref().map(|start| (start, true)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_and_arabic_letters_are_folded() {
        assert_eq!(words("Ｒｕｓｔ版本１２"), words("rust版本12"));
        assert_eq!(words("قال أحمد إن المدَّ في الـيوم"), words("قال احمد ان المد في اليوم"));
    }

    #[test]
    fn words_are_folded_and_parted() {
        assert_eq!(
            words("Don’t  panic — “Café-Crème”, 4.4×!"),
            ["dont", "panic", "cafe", "creme", "4", "4x"]
        );
        assert_eq!(words("GPU東京 2025年"), ["gpu", "東", "京", "2025", "年"]);
        assert_eq!(words(" … "), [""; 0]);
    }

    #[test]
    fn the_last_word_may_go_on() {
        let query = |text, whole: &[&str], start: Option<&str>| {
            let whole = whole.iter().map(ToString::to_string).collect();
            assert_eq!(Query::new(text), Query { whole, start: start.map(str::to_owned) }, "{text}");
        };
        query("The tid", &["the"], Some("tid"));
        query("tide the tide ", &["the", "tide"], None);
        query("to be, to", &["be", "to"], Some("to"));
        query("tides?", &["tides"], None);
        query("plan b", &["b", "plan"], None);
        query("東", &["東"], None);
        query("", &[], None);
    }
}
