//! Figures in a query: `2025` is looked for as "twenty twenty-five", and the other way round.

use super::number::{is_letter, read};
use super::spell;

/// A query in all the spellings of its figures.
pub(super) struct Spellings {
    /// As it is first. At most [`MOST`].
    pub(super) texts: Vec<Vec<u8>>,
    /// Whether it starts with a figure.
    pub(super) figure_first: bool,
    /// Whether it ends with a figure.
    pub(super) figure_last: bool,
}

/// A query with several figures has more spellings than that: those of the later ones are left out.
const MOST: usize = 32;

/// The spellings of a folded query.
pub(super) fn spellings(query: &[u8]) -> Spellings {
    let mut out = Spellings { texts: vec![Vec::new()], figure_first: false, figure_last: false };
    let (mut at, mut before) = (0, b' ');
    while at < query.len() {
        let inside = is_letter(before) || matches!(before, b'.' | b',');
        let room = MOST / out.texts.len();
        let figure = if inside || room < 2 { None } else { read(&query[at..]) };
        let end = at + figure.map_or(1, |(_, length)| length);
        if let Some((number, _)) = figure {
            out.figure_first |= at == 0;
            out.figure_last = end == query.len();
            let mut texts = Vec::new();
            for spelling in spell::spellings(number, &query[at..end]).iter().take(room) {
                for text in &out.texts {
                    texts.push([text.as_slice(), spelling].concat());
                }
            }
            out.texts = texts;
        } else {
            for text in &mut out.texts {
                text.push(query[at]);
            }
        }
        before = query[end - 1];
        at = end;
    }
    out
}
