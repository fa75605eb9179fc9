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
///
/// The marks are those of Latin, Chinese and Japanese, Arabic, and Devanagari script. A full-width mark is the one of ASCII,
/// moved.
pub fn punctuation(word: &str) -> Option<Punctuation> {
    let is_closing =
        |c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '*' | '»' | '」' | '』' | '）' | '》');
    match word.trim_end_matches(is_closing).chars().next_back()? {
        '.' | '?' | '!' | '…' | '。' | '．' | '？' | '！' | '؟' | '۔' | '।' => {
            Some(Punctuation::Sentence)
        }
        ',' | ';' | ':' | '-' | '–' | '—' | '、' | '，' | '；' | '：' | '،' | '؛' => {
            Some(Punctuation::Part)
        }
        _ => None,
    }
}

/// Returns the range of each unit of a text in UTF-16 code units, as the DOM's ranges count.
///
/// A unit is the smallest part of a text that has a time of its own: a word; in scripts without blanks between words, where
/// only a dictionary knows the words, a character with its marks.
pub fn unit_ranges_utf16(text: &str) -> Vec<Range<u32>> {
    unit_ranges(text, char::len_utf16)
}

/// Returns the range of each unit of a text, whose characters have these lengths.
pub(crate) fn unit_ranges(text: &str, length: fn(char) -> usize) -> Vec<Range<u32>> {
    let mut ranges = Vec::<Range<u32>>::new();
    let (mut at, mut before) = (0, ' ');
    for c in text.chars() {
        let end = at + length(c) as u32;
        if !c.is_whitespace() {
            match ranges.last_mut() {
                Some(last) if !starts_unit(before, c) => last.end = end,
                _ => ranges.push(at..end),
            }
        }
        (at, before) = (end, c);
    }
    ranges
}

/// Returns the units of a text; see [`unit_ranges_utf16`].
pub fn units(text: &str) -> Vec<&str> {
    if text.is_ascii() {
        return words(text).collect();
    }
    unit_ranges(text, char::len_utf8)
        .into_iter()
        .map(|r| part(text, r.start as usize..r.end as usize))
        .collect()
}

/// Returns whether a unit starts with a character, after another one.
pub(crate) fn starts_unit(before: char, c: char) -> bool {
    before.is_whitespace()
        || is_opening(c)
        || is_unspaced(c) && !is_joined(c) && !is_opening(before)
        || is_unspaced(before) && c.is_ascii_alphanumeric()
}

/// Returns whether a character is an opening bracket of Chinese and Japanese, which belongs to what follows.
fn is_opening(c: char) -> bool {
    matches!(c, '\u{3008}'..='\u{3011}' | '（') && (c as u32).is_multiple_of(2)
}

/// Returns whether a character of such a script belongs to the one before: vowel signs, tone marks, stacked consonants;
/// the signs of Kana for voice and for length.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{E30}'..='\u{E3A}' | '\u{E45}'..='\u{E4E}' | '\u{EB0}'..='\u{EBC}' | '\u{EC6}'..='\u{ECE}'
        | '\u{102B}'..='\u{103E}' | '\u{1056}'..='\u{1060}' | '\u{17B4}'..='\u{17D3}' | '\u{3099}'..='\u{309C}'
        | '\u{30FB}'..='\u{30FC}')
}

/// Returns whether a text goes on from one character to the next without a blank, where a line ended between them: in scripts
/// without blanks between words, as in CSS (Text Module 3, segment break transformation). The next one starts a unit.
pub fn is_unbroken(before: char, c: char) -> bool {
    (is_unspaced(before) || is_wide_mark(before))
        && (is_unspaced(c) || is_opening(c))
        && starts_unit(before, c)
}

/// Returns whether a character is a mark of Chinese and Japanese.
pub(crate) fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// Returns whether a character is as wide as two letters: one of Chinese, Japanese or Korean, or a mark of theirs.
pub fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
}

/// Returns the number of units of each word, in order.
pub fn units_of_words(text: &str) -> impl Iterator<Item = u32> {
    words(text).map(|word| {
        let (mut count, mut before) = (0, ' ');
        for c in word.chars() {
            count += u32::from(starts_unit(before, c));
            before = c;
        }
        count
    })
}

/// Returns the number of units of a text.
pub fn count_units(text: &str) -> usize {
    units_of_words(text).sum::<u32>() as usize
}

/// Returns the index of the unit at a UTF-16 offset: the one that covers it, else the one before it. `None` before the
/// first one.
pub fn unit_at_utf16(ranges: &[Range<u32>], offset: u32) -> Option<usize> {
    ranges.partition_point(|r| r.start <= offset).checked_sub(1)
}

/// Returns the part of a text between two UTF-16 offsets: whole characters, where one is in the middle of an offset.
pub fn part_utf16(text: &str, range: Range<u32>) -> &str {
    let byte = |offset: u32| {
        let mut at = 0;
        let found = text.char_indices().find(|(_, c)| {
            let is_there = at >= offset;
            at += c.len_utf16() as u32;
            is_there
        });
        found.map_or(text.len(), |(index, _)| index)
    };
    part(text, byte(range.start)..byte(range.end))
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
        assert_eq!(unit_ranges_utf16(text), [1..8, 9..13, 14..15]);
        assert_eq!(unit_ranges_utf16("").len(), 0);
        assert_eq!(
            [0..1, 1..8, 9..13, 9..99, 99..100].map(|range| part_utf16(text, range)),
            [" ", "Ünïcode", "🦀🦀", "🦀🦀 x", ""]
        );
    }

    #[test]
    fn in_scripts_without_blanks_each_character_is_a_unit() {
        let units = |text: &'static str| -> Vec<&str> {
            unit_ranges_utf16(text).into_iter().map(|range| part_utf16(text, range)).collect()
        };
        assert_eq!(units("海は、青い。"), ["海", "は、", "青", "い。"]);
        assert_eq!(units("データを API で"), ["デー", "タ", "を", "API", "で"]);
        assert_eq!(units("用Rust写的𠀀"), ["用", "Rust", "写", "的", "𠀀"]);
        assert_eq!(units("น้ำทะเล"), ["น้ำ", "ทะ", "เ", "ล"]);
        assert_eq!(units("彼は「海」と（小声で）"), ["彼", "は", "「海」", "と", "（小", "声", "で）"]);
        assert_eq!(units("It’s 바다"), ["It’s", "바다"]);
        assert_eq!(units_of_words("データを API で").collect::<Vec<_>>(), [3, 1, 1]);
    }

    #[test]
    fn punctuation_is_found_before_closing_quotes_and_brackets() {
        let of = |words: &str| words.split(' ').map(punctuation).collect::<Vec<_>>();
        assert_eq!(of("rises. rises?\" (rises!) [rises…] *rises.*"), [Some(Punctuation::Sentence); 5]);
        assert_eq!(of("rises, rises;\" (rises:) —"), [Some(Punctuation::Part); 4]);
        assert_eq!(of("rises 4.4x ”"), [None; 3]);
    }

    #[test]
    fn punctuation_of_other_scripts_is_found() {
        let of = |words: &str| words.split(' ').map(punctuation).collect::<Vec<_>>();
        assert_eq!(of("海。 海？ 「海！」 海．） لماذا؟ ہے۔ है।"), [Some(Punctuation::Sentence); 7]);
        assert_eq!(of("海、 海， 海；」 海： نعم، نعم؛"), [Some(Punctuation::Part); 6]);
        assert_eq!(of("海 「海」 ทะเล ー"), [None; 4]);
    }

    #[test]
    fn a_click_between_words_is_the_word_before() {
        let ranges = unit_ranges_utf16("ab  cd");
        assert_eq!([0, 1, 2, 3, 4, 9].map(|o| unit_at_utf16(&ranges, o)), [0, 0, 0, 0, 1, 1].map(Some));
        assert_eq!(unit_at_utf16(&unit_ranges_utf16(" a"), 0), None);
    }

    proptest::proptest! {
        #[test]
        fn words_are_counted_alike_in_every_text(text in "[a-z \\t\\n\\x0b\\x0c\\x1c\\x85\\u{a0}é]{0,20}") {
            proptest::prop_assert_eq!(count(&text), words(&text).count());
        }

        #[test]
        fn there_is_a_range_for_each_unit_of_each_word(text in "(\\PC|[a-c \\u{e33}น海ー「」])*") {
            let ranges = unit_ranges_utf16(&text);
            proptest::prop_assert_eq!(ranges.len(), units_of_words(&text).map(|units| units as usize).sum::<usize>());
            let of_ranges: Vec<&str> = ranges.into_iter().map(|range| part_utf16(&text, range)).collect();
            proptest::prop_assert_eq!(&of_ranges, &units(&text));
            proptest::prop_assert_eq!(of_ranges.concat(), words(&text).collect::<String>());
        }

        #[test]
        fn where_words_are_spaced_a_unit_is_a_word(text in "[a-zé’ ]*") {
            let units = unit_ranges_utf16(&text).into_iter().map(|range| part_utf16(&text, range));
            proptest::prop_assert!(units.eq(words(&text)));
        }
    }
}
