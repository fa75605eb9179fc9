//! Words, and their places in a text.

use std::ops::Range;
use std::slice::SliceIndex;

use crate::time::Millis;

/// The time that a spoken word takes, where nothing else is known: 155 words a minute, the middle of measurements of
/// English conversation (150 to 160).
pub const PER_WORD: Millis = Millis(60_000 / 155);

/// Returns the words of a text: maximal runs without white space, as the format counts them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// Returns the number of words of a text. ASCII text takes a fast path.
pub fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return words(text).count();
    }
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    text.as_bytes().split(is_space).filter(|word| !word.is_empty()).count()
}

/// Returns whether a character is of a script that puts no blanks between words: Thai to Lao, Myanmar, Khmer; Kana, and
/// Chinese characters.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Returns a part of a text; nothing where the range is not one of whole characters in it.
///
/// Indexing panics there, and in the widget its message takes 2 KB: it quotes the character, by Unicode's tables.
pub fn part(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Appends `next` to a text, separated by `between` unless the text is empty.
pub fn append(text: &mut String, between: &str, next: &str) {
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(next);
}

/// Joins texts, separated by `between`. The standard library's `join` takes 1 KB in the widget for each type of list.
pub fn join<'a>(parts: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    let mut text = String::new();
    parts.into_iter().for_each(|part| append(&mut text, between, part));
    text
}

/// Puts values into a text: each `{name}` is replaced by what `value` returns for the name. A name without a value stays as
/// it stands.
pub fn fill(pattern: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        let (before, after) = (part(rest, ..at), part(rest, at + 1..));
        text.push_str(before);
        rest = after;
        let end = after.find('}').unwrap_or(0);
        match value(part(after, ..end)) {
            Some(value) => {
                text.push_str(&value);
                rest = part(after, end + 1..);
            }
            None => text.push('{'),
        }
    }
    text.push_str(rest);
    text
}

/// The punctuation after a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Punctuation {
    /// It ends a sentence.
    Sentence,
    /// It ends a part of one: a clause, an item of a list.
    Part,
}

/// Returns the punctuation at the end of a word, before closing quotes, brackets and emphasis.
pub fn punctuation(word: &str) -> Option<Punctuation> {
    match word.trim_end_matches(['"', '\'', '”', '’', ')', ']', '*']).chars().next_back()? {
        '.' | '?' | '!' | '…' => Some(Punctuation::Sentence),
        ',' | ';' | ':' | '-' | '–' | '—' => Some(Punctuation::Part),
        _ => None,
    }
}

/// Returns the range of each word in UTF-16 code units, as the DOM's ranges count.
pub fn word_ranges_utf16(text: &str) -> Vec<Range<u32>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    let mut start = None;
    for c in text.chars() {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(s)) => {
                ranges.push(s..at);
                start = None;
            }
            _ => {}
        }
        at += c.len_utf16() as u32;
    }
    ranges.extend(start.map(|s| s..at));
    ranges
}

/// Returns the index of the word at a UTF-16 offset: the one that covers it, else the one before it. `None` before the
/// first word.
pub fn word_at_utf16(ranges: &[Range<u32>], offset: u32) -> Option<usize> {
    ranges.partition_point(|r| r.start <= offset).checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_text_names_them_and_what_has_none_stays() {
        let value = |name: &str| (name == "n").then(|| "7 {n}".to_owned());
        assert_eq!(fill("{n} of {m}, {n}", &value), "7 {n} of {m}, 7 {n}");
        assert_eq!(fill("no end {n", &value), "no end {n");
        assert_eq!(fill("{} { {n}}", &value), "{} { 7 {n}}");
        assert_eq!(fill("", &value), "");
    }

    #[test]
    fn ranges_are_counted_as_the_dom_counts() {
        let text = " Ünïcode 🦀🦀 x";
        assert_eq!(word_ranges_utf16(text), [1..8, 9..13, 14..15]);
        assert_eq!(word_ranges_utf16("").len(), 0);
    }

    #[test]
    fn punctuation_is_found_before_closing_quotes_and_brackets() {
        let of = |words: &str| words.split(' ').map(punctuation).collect::<Vec<_>>();
        assert_eq!(of("rises. rises?\" (rises!) [rises…] *rises.*"), [Some(Punctuation::Sentence); 5]);
        assert_eq!(of("rises, rises;\" (rises:) —"), [Some(Punctuation::Part); 4]);
        assert_eq!(of("rises 4.4x ”"), [None; 3]);
    }

    #[test]
    fn a_click_between_words_is_the_word_before() {
        let ranges = word_ranges_utf16("ab  cd");
        assert_eq!([0, 1, 2, 3, 4, 9].map(|o| word_at_utf16(&ranges, o)), [0, 0, 0, 0, 1, 1].map(Some));
        assert_eq!(word_at_utf16(&word_ranges_utf16(" a"), 0), None);
    }

    proptest::proptest! {
        #[test]
        fn words_are_counted_alike_in_every_text(text in "[a-z \\t\\n\\x0b\\x0c\\x1c\\x85\\u{a0}é]{0,20}") {
            proptest::prop_assert_eq!(count(&text), words(&text).count());
        }

        #[test]
        fn there_is_a_range_for_each_word(text in "\\PC*") {
            proptest::prop_assert_eq!(word_ranges_utf16(&text).len(), words(&text).count());
        }
    }
}
