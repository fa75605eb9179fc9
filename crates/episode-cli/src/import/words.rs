//! Words of scripts without blanks between them, by the dictionaries of ICU4X: those that browsers have as well.

use std::ops::Range;

/// Returns nothing: the command was built without dictionaries.
#[cfg(not(feature = "dictionaries"))]
pub(super) fn words(_text: &str) -> Vec<Range<usize>> {
    Vec::new()
}

/// Returns the range of each word of a text in bytes.
///
/// ICU4X takes the longest word each time, where ICU looks ahead. In Thai and Lao it then goes astray to the next blank: after
/// "มาน" for "มา" and the start of "นาน" no word starts. So the word before is made shorter there, where that helps.
#[cfg(feature = "dictionaries")]
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    use dictionary::{is_astray, parts, shorter};

    let found = parts(text);
    let mut words: Vec<Range<usize>> = Vec::with_capacity(found.len());
    let mut at = 0;
    while let Some(next) = found.get(at) {
        let before = words.last().filter(|before| before.end == next.start);
        let others = before.filter(|_| is_astray(&text[next.clone()])).and_then(|before| {
            let others = shorter(&text[before.start..])?.into_iter();
            Some(others.map(|word| before.start + word.start..before.start + word.end).collect::<Vec<_>>())
        });
        let Some(others) = others else {
            words.push(next.clone());
            at += 1;
            continue;
        };
        words.pop();
        // As far as a word ends where one ended before.
        let is_end = |word: &Range<usize>| found[at..].binary_search_by_key(&word.end, |old| old.end).is_ok();
        let count = others.iter().skip(1).position(is_end).map_or(others.len(), |index| index + 2);
        words.extend(others.into_iter().take(count));
        let end = words.last().map_or(0, |word| word.end);
        at += found[at..].partition_point(|old| old.start < end).max(1);
    }
    words
}

#[cfg(feature = "dictionaries")]
mod dictionary {
    use catalog::is_broken;
    use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};
    use std::ops::Range;

    /// The words as ICU4X has them.
    pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
        let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
        let ends = segmenter.segment_str(text).iter_with_word_type();
        let mut start = 0;
        let parts = ends.map(|(end, kind)| (std::mem::replace(&mut start, end)..end, kind));
        parts.filter(|(part, kind)| kind.is_word_like() && !part.is_empty()).map(|(part, _)| part).collect()
    }

    /// Whether something of Thai or Lao is no word: one letter, or a part that is broken off from one.
    pub(super) fn is_astray(word: &str) -> bool {
        let mut letters = word.chars();
        let Some(first) = letters.next().filter(|c| ('\u{E01}'..='\u{EDF}').contains(c)) else {
            return false;
        };
        let is_repetition = matches!(first, 'ๆ' | 'ໆ' | 'ฯ' | 'ຯ');
        is_broken(word) || letters.next().is_none() && !is_repetition
    }

    /// How many characters are looked at.
    const AHEAD: usize = 64;

    /// Parts the start of a text with a shorter first word, such that words follow: the longest one.
    pub(super) fn shorter(text: &str) -> Option<Vec<Range<usize>>> {
        let text = text.char_indices().nth(AHEAD).map_or(text, |(end, _)| &text[..end]);
        let first = parts(text).first()?.end;
        text[..first].char_indices().rev().map(|(end, _)| end).filter(|end| *end > 0).find_map(|end| {
            let is_word = parts(&text[..end]).len() == 1 && !is_astray(&text[..end]);
            let rest = parts(&text[end..]);
            let follow = rest.iter().take(2).all(|word| !is_astray(&text[end..][word.clone()]));
            (is_word && follow && !rest.is_empty()).then(|| {
                let rest = rest.into_iter().map(|word| end + word.start..end + word.end);
                std::iter::once(0..end).chain(rest).collect()
            })
        })
    }

    #[cfg(test)]
    mod tests {
        /// The words of a text, as browsers part it.
        fn words(text: &str) -> Vec<&str> {
            super::super::words(text).into_iter().map(|word| &text[word]).collect()
        }

        #[test]
        fn where_the_longest_word_leads_astray_a_shorter_one_is_taken() {
            assert_eq!(words("นี้มานานแล้วใช่ไหมคะ"), ["นี้", "มา", "นาน", "แล้ว", "ใช่", "ไหม", "คะ"]);
            assert_eq!(words("แปลกใจมาก เพราะว่า"), ["แปลก", "ใจ", "มาก", "เพราะ", "ว่า"]);
            assert_eq!(words("เร็วๆ นี้"), ["เร็ว", "ๆ", "นี้"]);
        }

        #[test]
        fn marks_and_blanks_are_no_words() {
            assert_eq!(words("潮汐，月亮。"), ["潮汐", "月亮"]);
            assert_eq!(words(" 、ๆ"), ["ๆ"]);
            assert_eq!(words(""), [""; 0]);
        }
    }
}
