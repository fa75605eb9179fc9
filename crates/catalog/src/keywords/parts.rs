//! The parts of a text in a script without blanks between words, and what each may be.

use episode::text::is_unspaced;
use std::collections::HashMap;
use std::ops::Range;

use super::common::{AFTER_NOUNS, COMMON_CHARACTERS, COMMON_PARTS, COUNTERS, KEPT, NUMERALS, is_common};

/// Parts a text of such a script by a dictionary, and returns the range of each word in bytes. Marks are in none.
///
/// That of a program without a dictionary returns none.
pub type Segmenter<'a> = dyn Fn(&str) -> Vec<Range<usize>> + 'a;

/// What the dictionary found.
pub(super) struct Part {
    /// Its place in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Whether it follows the one before without a mark or anything else between.
    pub(super) follows: bool,
    /// Whether it has a meaning of its own: it is no particle or the like, and no number.
    pub(super) has_content: bool,
    /// Whether a word may end with it.
    pub(super) ends_word: bool,
    /// Whether it may be a word by itself.
    pub(super) is_word: bool,
}

/// Returns the ranges that the dictionary finds where a text is in such scripts.
pub(super) fn ranges(text: &str, segmenter: &Segmenter<'_>) -> Vec<Range<usize>> {
    let of_stretch = |stretch: Range<usize>| {
        let within = &text[stretch.clone()];
        let found = segmenter(within).into_iter();
        let found = found.filter(|range| within.get(range.clone()).is_some_and(|part| !part.is_empty()));
        found.map(|range| stretch.start + range.start..stretch.start + range.end).collect::<Vec<_>>()
    };
    stretches(text).into_iter().flat_map(of_stretch).collect()
}

/// Moves the boundary before a single Chinese character, where the dictionary took the character before it to a word that is said
/// less often than what these two are together: 离地|球 is 离|地球.
pub(super) fn correct(text: &str, ranges: &mut [Range<usize>], said: &HashMap<&str, u32>) {
    for at in 1..ranges.len() {
        let [before, after] = [&ranges[at - 1], &ranges[at]];
        let mut of_before = text[before.clone()].char_indices();
        let (Some((_, x)), Some((y_at, y)), None) = (of_before.next(), of_before.next(), of_before.next())
        else {
            continue;
        };
        if before.end != after.start
            || !is_character(&text[after.clone()])
            || ![x, y].into_iter().all(is_chinese)
        {
            continue;
        }
        let count = |range: Range<usize>| said.get(&text[range]).copied().unwrap_or(0);
        let boundary = before.start + y_at;
        if count(boundary..after.end) >= 2 * count(before.clone()) {
            ranges[at - 1].end = boundary;
            ranges[at].start = boundary;
        }
    }
}

/// Returns what each of these ranges may be.
pub(super) fn parts(text: &str, ranges: &[Range<usize>]) -> Vec<Part> {
    let is_japanese = text.chars().any(is_kana);
    let part = |(index, range): (usize, &Range<usize>)| {
        let word = &text[range.clone()];
        let next =
            ranges.get(index + 1).filter(|next| next.start == range.end).map(|next| &text[next.clone()]);
        let before = text[..range.start].chars().next_back();
        let is_counter = single(word).is_some_and(|c| COUNTERS.contains(&c))
            && before.is_some_and(|c| c.is_numeric() || NUMERALS.contains(&c));
        let has_content = !is_counter && has_content(word, is_japanese);
        let ends_word = ends_word(word, next, is_japanese);
        Part {
            range: range.clone(),
            follows: index > 0 && ranges[index - 1].end == range.start,
            has_content,
            ends_word,
            // In Chinese a character alone is often of a word that the dictionary lacks.
            is_word: has_content && ends_word && (is_japanese || single(word).is_none()),
        }
    };
    ranges.iter().enumerate().map(part).collect()
}

/// The longest parts of a text without anything of other scripts.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_part(*c)) {
        match stretches.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += c.len_utf8(),
            None => stretches.push(at..at + c.len_utf8()),
        }
    }
    stretches
}

/// Of such a script, or what stands for a character of it: 々, 〆, 〇.
fn is_part(c: char) -> bool {
    is_unspaced(c) || matches!(c, '\u{3005}'..='\u{3007}')
}

fn is_kana(c: char) -> bool {
    is_hiragana(c) || matches!(c, '\u{30A1}'..='\u{30FA}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}')
}

fn is_chinese(c: char) -> bool {
    is_part(c)
        && matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

/// Whether a part is one Chinese character.
pub(super) fn is_character(part: &str) -> bool {
    single(part).is_some_and(is_chinese)
}

fn single(word: &str) -> Option<char> {
    let mut letters = word.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// Whether a part has a meaning of its own, and is whole.
fn has_content(part: &str, is_japanese: bool) -> bool {
    let is_listed = || match single(part) {
        Some(c) => !is_chinese(c) || !is_japanese && COMMON_CHARACTERS.contains(c) || NUMERALS.contains(&c),
        // Particles, auxiliaries and endings of verbs are in Hiragana; before a Chinese character are those of another word, and
        // prefixes of courtesy.
        None if is_japanese => {
            part.chars().all(is_hiragana) || part.starts_with(is_hiragana) && !part.starts_with(['お', 'ご'])
        }
        None => part.contains(COMMON_PARTS) && !KEPT.contains(&part),
    };
    part.starts_with(char::is_alphabetic)
        && !is_broken(part)
        && !part.starts_with(['ฯ', 'ๆ', 'ໆ'])
        && !is_number(part)
        && !is_listed()
        && !is_common(part, is_japanese)
}

/// Whether a word may end with a part. A Chinese character alone is a noun before a Japanese particle, and else the start of a
/// verb.
fn ends_word(part: &str, next: Option<&str>, is_japanese: bool) -> bool {
    !is_japanese || single(part).is_none() || next.is_none_or(|next| AFTER_NOUNS.contains(&next))
}

/// Returns whether a part of Thai or Lao is broken off from a word: it starts with a vowel or sign that is written after its
/// consonant, or ends with a vowel that is written before it. Where a dictionary lacks a word it goes astray to the next blank.
pub fn is_broken(part: &str) -> bool {
    let starts = matches!(
        part.chars().next(),
        Some(
            '\u{E30}'..='\u{E3A}'
            | '\u{E45}'
            | '\u{E47}'..='\u{E4E}'
            | '\u{EB0}'..='\u{EBC}'
            | '\u{EC8}'..='\u{ECE}',
        )
    );
    starts || matches!(part.chars().next_back(), Some('\u{E40}'..='\u{E44}' | '\u{EC0}'..='\u{EC4}'))
}

/// Whether a word is a number in Chinese characters, alone or with what it counts.
fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches('第').trim_start_matches(NUMERALS);
    rest.len() < word.len() && (rest.is_empty() || single(rest).is_some_and(|c| COUNTERS.contains(&c)))
}
