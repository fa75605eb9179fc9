//! Words that are struck out by `~~` in places where Markdown does not see it: `~~uh, ~~so` has a space before the
//! second mark, so that it closes nothing. Makers of transcripts write that everywhere.

use std::ops::Range;

/// Stands for a byte that is not there. No page has it, Markdown takes it for a letter, and the reader drops it.
pub(crate) const NOTHING: u8 = 0x1a;

/// The places of what is struck out in a paragraph where Markdown does not see all of it; nothing where it does.
pub(crate) fn unseen(paragraph: &str) -> Vec<Range<usize>> {
    let marks: Vec<usize> = paragraph.match_indices("~~").map(|(at, _)| at).collect();
    if marks.len() < 2 || paragraph.contains("~~~") {
        return Vec::new();
    }
    let pairs = marks.chunks_exact(2).map(|pair| (pair[0], pair[1]));
    let is_seen = |(open, close): (usize, usize)| opens(paragraph, open) && closes(paragraph, close);
    if pairs.clone().all(is_seen) && marks.len().is_multiple_of(2) {
        return Vec::new();
    }
    pairs.map(|(open, close)| open..close + 2).collect()
}

/// The characters before and after a mark.
fn around(text: &str, at: usize) -> (char, char) {
    (text[..at].chars().next_back().unwrap_or(' '), text[at + 2..].chars().next().unwrap_or(' '))
}

/// Whether a mark can open: <https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>.
fn opens(text: &str, at: usize) -> bool {
    let (before, after) = around(text, at);
    !after.is_whitespace() && (after.is_alphanumeric() || !before.is_alphanumeric())
}

/// Whether a mark can close.
fn closes(text: &str, at: usize) -> bool {
    let (before, after) = around(text, at);
    !before.is_whitespace() && (before.is_alphanumeric() || !after.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_markdown_does_not_see_are_paired_in_their_order() {
        let struck =
            |text: &'static str| -> Vec<&str> { unseen(text).into_iter().map(|r| &text[r]).collect() };
        assert_eq!(struck("~~uh, ~~so ~~it~~ ebbs"), ["~~uh, ~~", "~~it~~"]);
        assert_eq!(struck("a ~~b,~~c"), ["~~b,~~"]);
        assert_eq!(struck("~~a ~~ b ~~c"), ["~~a ~~"]);
        for text in ["~~it~~ ebbs", "no", "one ~~ alone", "~~~\ncode ~~\n~~~"] {
            assert_eq!(struck(text), Vec::<&str>::new(), "{text}");
        }
    }
}
