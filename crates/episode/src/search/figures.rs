//! Figures in a query: `2025` is looked for as "twenty twenty-five", and the other way round.

use super::number;

/// A query in all the spellings of its figures.
pub(super) struct Spellings {
    /// As it is first. At most [`MOST`].
    pub(super) texts: Vec<String>,
    /// Whether it starts with a figure.
    pub(super) figure_first: bool,
    /// Whether it ends with a figure.
    pub(super) figure_last: bool,
}

/// A query with several figures has more spellings than that: those of the later ones are left out.
const MOST: usize = 32;

/// The spellings of a folded query.
pub(super) fn spellings(query: &str) -> Spellings {
    let mut texts = vec![String::new()];
    let (mut figure_first, mut figure_last) = (false, false);
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let inside = before.is_alphanumeric() || matches!(before, '.' | ',');
        let figure = if inside { None } else { number::read(&query[at..]) };
        let end = at + figure.as_ref().map_or(c.len_utf8(), |(_, length)| *length);
        let as_it_is = &query[at..end];
        if let Some((figure, _)) = figure {
            figure_first |= at == 0;
            figure_last = end == query.len();
            let others: Vec<String> = figure.spellings().into_iter().filter(|s| s != as_it_is).collect();
            let room = MOST / texts.len() - 1;
            let with =
                |spelling: &str| texts.iter().map(|text| [text, spelling].concat()).collect::<Vec<_>>();
            let mut all = with(as_it_is);
            for other in others.iter().take(room) {
                all.extend(with(other));
            }
            texts = all;
        } else {
            texts.iter_mut().for_each(|text| text.push_str(as_it_is));
        }
        before = query[..end].chars().next_back().unwrap_or(' ');
        at = end;
    }
    Spellings { texts, figure_first, figure_last }
}
