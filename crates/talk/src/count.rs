//! What is counted as a word.

use episode::text::{is_unspaced, words};

/// What the words of a talk are, for the texts beside their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words between blanks.
    Words,
    /// Characters: most of the talk is in a script that puts no blanks between words.
    Characters,
}

impl Unit {
    /// Returns what most of these texts consist of.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut words, mut characters) = (0, 0);
        for text in texts {
            let unspaced = characters_of(text);
            characters += unspaced;
            words += count(text) - unspaced;
        }
        if characters > words { Self::Characters } else { Self::Words }
    }
}

/// Returns the number of words of a text. Marks alone are none. In scripts that put no blanks between words, each letter
/// counts: where such words end, only a dictionary knows.
#[must_use]
pub fn count(text: &str) -> usize {
    words(text).map(count_run).sum()
}

/// Counts the words of a run without white space: its unspaced letters, and each stretch of others between them.
fn count_run(run: &str) -> usize {
    let other = run.split(is_unspaced).filter(|part| part.contains(char::is_alphanumeric)).count();
    characters_of(run) + other
}

fn characters_of(text: &str) -> usize {
    text.chars().filter(|c| is_unspaced(*c) && c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words_and_scripts_without_blanks_are_counted_by_letter() {
        for (text, words) in [
            ("Well — 4.4× faster, isn’t it?", 5),
            ("", 0),
            ("… – !", 0),
            ("GPU東京 2025年", 5),
            ("「東京」は、", 3),
            ("ไทย", 3),
        ] {
            assert_eq!(count(text), words, "{text}");
        }
    }

    #[test]
    fn the_unit_is_what_most_of_the_text_consists_of() {
        assert_eq!(Unit::of(["We use 東京 here.", "Yes."].into_iter()), Unit::Words);
        assert_eq!(Unit::of(["Dockerを使います。"].into_iter()), Unit::Characters);
        assert_eq!(Unit::of([""].into_iter()), Unit::Words);
    }

    proptest::proptest! {
        #[test]
        fn a_text_in_a_script_with_blanks_has_as_many_words_as_runs_with_a_letter(text in "[a-zé0-9 .,—\n]{0,40}") {
            let (mut naive, mut is_counted) = (0, false);
            for c in text.chars() {
                if c.is_whitespace() {
                    is_counted = false;
                } else if c.is_alphanumeric() && !is_counted {
                    is_counted = true;
                    naive += 1;
                }
            }
            proptest::prop_assert_eq!(count(&text), naive);
        }

        #[test]
        fn texts_side_by_side_have_the_words_of_both(a in "\\PC{0,20}", b in "\\PC{0,20}") {
            proptest::prop_assert_eq!(count(&format!("{a} {b}")), count(&a) + count(&b));
        }
    }
}
