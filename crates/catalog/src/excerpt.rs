//! What of a turn is quoted for a hit, with the words that were searched for.

use std::ops::Range;

use crate::search::ascending;
use crate::words::{Query, Span, spans};

/// How long an excerpt is, in UTF-16 code units: two or three lines.
const LENGTH: u32 = 180;
/// How much of it stands before the first word that was searched for.
const LEAD: u32 = 40;

/// A part of a turn's text. Places are UTF-16 code units of that text, as JavaScript counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The part. It starts and ends where words do.
    pub range: Range<u32>,
    /// The words in it that were searched for, in order.
    pub marks: Vec<Range<u32>>,
}

/// Chooses the part of a text that has most of a query's words; of several, the first. `None`: it has none of them.
pub fn excerpt(text: &str, query: &Query) -> Option<Excerpt> {
    let spans = spans(text);
    let marks: Vec<(usize, &Range<u32>)> =
        spans.iter().filter_map(|span| Some((place_in(query, span)?, &span.range))).collect();
    let start = densest(&marks)?;
    let length = text.encode_utf16().count() as u32;
    let range = if length <= LENGTH { 0..length } else { window(&spans, start, length) };
    let is_inside = |mark: &Range<u32>| range.start <= mark.start && mark.end <= range.end;
    let marks = marks.into_iter().map(|(_, mark)| mark).filter(|mark| is_inside(mark)).cloned().collect();
    Some(Excerpt { range, marks })
}

/// Which word of the query this is.
fn place_in(query: &Query, span: &Span) -> Option<usize> {
    let is = |(word, is_start): (&str, bool)| {
        if is_start { span.word.starts_with(word) } else { span.word == word }
    };
    query.parts().position(is)
}

/// The mark after which most words of the query follow closely.
fn densest<'m>(marks: &[(usize, &'m Range<u32>)]) -> Option<&'m Range<u32>> {
    let count = |first: usize| {
        let end = marks[first].1.start + LENGTH - LEAD;
        let near = marks[first..].iter().take_while(|(_, mark)| mark.end <= end);
        ascending(near.map(|(word, _)| *word)).len()
    };
    // Of equal ones `max_by_key` returns the last.
    let best = (0..marks.len()).rev().max_by_key(|first| count(*first))?;
    Some(marks[best].1)
}

/// Whole words around a mark: no more than fit, but always the mark.
fn window(spans: &[Span], mark: &Range<u32>, length: u32) -> Range<u32> {
    // Where the text ends soon after the mark, more of what is before it fits.
    let from = mark.start.saturating_sub(LEAD).min(length - LENGTH);
    // What stands before the first word is kept only where the window starts with the text.
    let start = match from {
        0 => 0,
        _ => spans[spans.partition_point(|span| span.range.start < from)..]
            .first()
            .map_or(mark.start, |span| span.range.start),
    };
    let start = if mark.end <= start + LENGTH { start.min(mark.start) } else { mark.start };
    // And what stands after the last, only where all of it fits.
    if length <= start + LENGTH {
        return start..length;
    }
    let last = spans.partition_point(|span| span.range.end <= start + LENGTH);
    start..spans[..last].last().map_or(mark.end, |span| span.range.end).max(mark.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;
    use proptest::prelude::*;

    /// The excerpt as text, with its marks in brackets.
    fn quoted(text: &str, query: &str) -> Option<String> {
        let Excerpt { range, marks } = excerpt(text, &Query::new(query))?;
        let units: Vec<u16> = text.encode_utf16().collect();
        let part = |range: Range<u32>| {
            String::from_utf16(&units[range.start as usize..range.end as usize]).expect("whole characters")
        };
        let (mut quoted, mut at) = (String::new(), range.start);
        for mark in marks {
            quoted += &format!("{}[{}]", part(at..mark.start), part(mark.clone()));
            at = mark.end;
        }
        Some(quoted + &part(at..range.end))
    }

    #[test]
    fn words_are_marked_as_they_are_written() {
        for (text, query, wanted) in [
            ("The Tides’ pull.", "tide", "The [Tides]’ pull."),
            ("Don’t panic, don't!", "dont ", "[Don’t] panic, [don't]!"),
            ("A cafe\u{301} 🦀 and a Café", "cafe", "A [cafe\u{301}] 🦀 and a [Café]"),
            ("well-known, known", "well known ", "[well]-[known], [known]"),
            ("In 東京 today", "東", "In [東]京 today"),
            ("… 4.4× …", "4x", "… 4.[4×] …"),
        ] {
            assert_eq!(quoted(text, query).as_deref(), Some(wanted));
        }
        assert_eq!(quoted("The tides.", "tide "), None);
        assert_eq!(quoted("", ""), None);
    }

    #[test]
    fn of_a_long_turn_the_part_with_most_words_is_quoted() {
        let filler = "so it goes on and on ".repeat(20);
        let text = format!("The moon. {filler} the moon and the tide {filler}");
        let found = quoted(&text, "moon tide").expect("both are there");
        assert!(found.contains("the [moon] and the [tide] so it goes"), "{found}");
        assert!(found.starts_with("goes") || found.starts_with("it") || found.starts_with("on"), "{found}");
        assert!(found.len() <= LENGTH as usize + 4, "{found}");
        assert!(quoted(&text, "moon").expect("it is there").starts_with("The [moon]. so it"));
    }

    #[test]
    fn no_row_of_signs_around_the_words_makes_an_excerpt_long() {
        let signs = ". ".repeat(LENGTH as usize);
        for text in
            [format!("The moon {signs}"), format!("{signs}The moon"), format!("{signs}The moon {signs}")]
        {
            let Excerpt { range, marks } = excerpt(&text, &Query::new("moon ")).expect("it is there");
            assert!(range.len() <= LENGTH as usize && marks.len() == 1, "{range:?} of {text}");
        }
        let long = format!("The moon {}", "moon".repeat(LENGTH as usize));
        assert_eq!(excerpt(&long, &Query::new("moonm")).map(|found| found.marks.len()), Some(1));
    }

    proptest! {
        #[test]
        fn an_excerpt_is_short_and_has_whole_words_and_all_of_its_marks(
            text in "((tide|Tides|moon|Ä|é🦀|東京|don’t|\\PC)[ ,.]{1,3}){0,120}",
            query in "(tide|tid|moon |dont|東|a|nothing)( moon| tide )?",
        ) {
            let query = Query::new(&query);
            let matches = |word: &String| query.whole.contains(word)
                || query.start.as_ref().is_some_and(|start| word.starts_with(start.as_str()));
            let of = |text: &str| words(text).into_iter().filter(matches).collect::<Vec<_>>();
            let Some(Excerpt { range, marks }) = excerpt(&text, &query) else {
                prop_assert!(of(&text).is_empty());
                return Ok(());
            };
            let units: Vec<u16> = text.encode_utf16().collect();
            let part = |range: &Range<u32>| String::from_utf16(&units[range.start as usize..range.end as usize]).expect("whole characters");
            let quoted = part(&range);
            let longest = marks.iter().map(|mark| mark.end - mark.start).max().unwrap_or(0);
            prop_assert!(range.end - range.start <= LENGTH.max(longest));
            // What is marked is what the words of the excerpt, counted another way, have of the query.
            prop_assert_eq!(marks.iter().flat_map(|mark| words(&part(mark))).collect::<Vec<_>>(), of(&quoted));
            prop_assert!(!marks.is_empty());
        }
    }
}
