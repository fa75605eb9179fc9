//! The search of `<episode-search>`: [`catalog`]'s, in a form that JavaScript reads without a parser.
//!
//! `export` is how JavaScript calls it. What crosses the border are bytes, texts, and lists of numbers.

mod export;

use catalog::{Excerpt, Hit, Step};

/// Writes what a search came to as numbers: 1 if older episodes were not searched, else 0; how many parts of the index are
/// needed, and their numbers; then for each episode its number, how many hits it has, and for each hit its turn and its
/// second plus one, or 0 where there is no time.
pub fn step_to_numbers(step: &Step) -> Vec<u32> {
    let (may_be_more, parts, hits): (_, &[u32], _) = match step {
        Step::Needs { parts, so_far } => (true, parts, so_far),
        Step::Found { hits, may_be_more } => (*may_be_more, &[], hits),
    };
    let mut numbers = vec![u32::from(may_be_more), parts.len() as u32];
    numbers.extend(parts);
    for hits in hits.chunk_by(|a, b| a.episode == b.episode) {
        numbers.extend([hits[0].episode, hits.len() as u32]);
        numbers.extend(hits.iter().flat_map(|Hit { turn, second, .. }| [*turn, second.map_or(0, |s| s + 1)]));
    }
    numbers
}

/// Writes an excerpt as numbers: where it starts and ends, then the same for each of its marks.
pub fn excerpt_to_numbers(Excerpt { range, marks }: &Excerpt) -> Vec<u32> {
    [range].into_iter().chain(marks).flat_map(|range| [range.start, range.end]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(episode: u32, turn: u32, second: Option<u32>) -> Hit {
        Hit { episode, turn, second }
    }

    #[test]
    fn hits_are_grouped_by_episode() {
        let hits = vec![hit(0, 3, Some(0)), hit(0, 9, Some(75)), hit(4, 0, None)];
        let found = Step::Found { hits: hits.clone(), may_be_more: true };
        assert_eq!(step_to_numbers(&found), [1, 0, 0, 2, 3, 1, 9, 76, 4, 1, 0, 0]);
        let needs = Step::Needs { parts: vec![7, 8], so_far: hits[2..].to_vec() };
        assert_eq!(step_to_numbers(&needs), [1, 2, 7, 8, 4, 1, 0, 0]);
        assert_eq!(step_to_numbers(&Step::Found { hits: vec![], may_be_more: false }), [0, 0]);
    }

    #[test]
    fn an_excerpt_is_its_range_and_its_marks() {
        let excerpt = Excerpt { range: 5..90, marks: vec![10..14, 20..21] };
        assert_eq!(excerpt_to_numbers(&excerpt), [5, 90, 10, 14, 20, 21]);
    }
}
