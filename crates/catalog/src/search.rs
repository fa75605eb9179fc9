//! The search: from a query and the parts that are loaded to hits, or to the parts that it needs.

use std::collections::HashMap;

use crate::part::{Part, Place};
use crate::root::{Root, Segment};
use crate::words::Query;

/// A turn that has all words of the query.
pub type Hit = Place;

/// What a search comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It goes on once these parts are loaded; in the meantime, these are the hits in newer episodes.
    Needs {
        /// Their numbers.
        parts: Vec<u32>,
        /// The newest first.
        so_far: Vec<Hit>,
    },
    /// It is done.
    Found {
        /// The newest episode first, and each in the order of its turns.
        hits: Vec<Hit>,
        /// The older episodes were not looked at, since these hits are enough.
        may_be_more: bool,
    },
}

/// Words that stand in so few parts of a segment are loaded at once, the others once it is known for which episodes.
const FEW: u32 = 2;

/// Searches all episodes, the newest first, until there are `enough` hits. A hit's time is when the last of the words is
/// first said in the turn.
pub fn search(root: &Root, parts: &HashMap<u32, Part>, query: &Query, enough: usize) -> Step {
    let mut hits = Vec::new();
    if query.is_empty() {
        return Step::Found { hits, may_be_more: false };
    }
    for segment in &root.segments {
        if hits.len() >= enough {
            return Step::Found { hits, may_be_more: true };
        }
        match in_segment(segment, parts, query) {
            Ok(mut found) => hits.append(&mut found),
            Err(parts) => return Step::Needs { parts, so_far: hits },
        }
    }
    Step::Found { hits, may_be_more: false }
}

/// # Errors
/// The parts that are needed first.
fn in_segment(segment: &Segment, loaded: &HashMap<u32, Part>, query: &Query) -> Result<Vec<Hit>, Vec<u32>> {
    let all = (segment.episodes.start, segment.episodes.end - 1);
    let span = |(word, is_start): (&str, bool)| segment.parts(word, is_start, all);
    let mut words: Vec<(&str, bool)> = query.parts().collect();
    if words.iter().any(|word| span(*word).is_empty()) {
        return Ok(Vec::new());
    }
    let few = words.iter().map(|word| span(*word)).filter(|parts| parts.len() as u32 <= FEW);
    are_loaded(loaded, &ascending(few.flatten()))?;
    let mut hits: Option<Vec<Hit>> = None;
    // The rarest leave least to be loaded of the others.
    while let Some(rarest) = (0..words.len()).min_by_key(|i| span(words[*i]).len()) {
        let (word, is_start) = words.swap_remove(rarest);
        let numbers = match hits.as_deref() {
            None => span((word, is_start)).collect(),
            Some(hits) => {
                let episodes = hits.chunk_by(|a, b| a.episode == b.episode).map(|hits| hits[0].episode);
                ascending(episodes.flat_map(|episode| segment.parts(word, is_start, (episode, episode))))
            }
        };
        are_loaded(loaded, &numbers)?;
        let parts = numbers.iter().filter_map(|part| loaded.get(part));
        let places = places(parts, word, is_start);
        hits = Some(match hits {
            None => places,
            Some(hits) => common(&hits, &places),
        });
    }
    Ok(hits.unwrap_or_default())
}

/// # Errors
/// The parts that are not.
fn are_loaded(loaded: &HashMap<u32, Part>, parts: &[u32]) -> Result<(), Vec<u32>> {
    let missing: Vec<u32> = parts.iter().copied().filter(|part| !loaded.contains_key(part)).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing) }
}

/// Puts each of these once, ascending. They nearly are, so this is quick; and each sort of the standard library is 1.5 KB to
/// download.
pub(crate) fn ascending<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut sorted = Vec::new();
    for each in all {
        let at = sorted.partition_point(|other| *other < each);
        if sorted.get(at) != Some(&each) {
            sorted.insert(at, each);
        }
    }
    sorted
}

/// The turns that have a word, or one that starts with it, each once: when the first is said.
fn places<'p>(parts: impl Iterator<Item = &'p Part>, word: &str, is_start: bool) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for part in parts {
        part.places(word, is_start).for_each(|found| places.extend_from_slice(found));
    }
    if is_start {
        places.sort_unstable();
        places.dedup_by_key(|place| (place.episode, place.turn));
    }
    places
}

/// The turns that are in both, with the later time.
fn common(hits: &[Hit], places: &[Place]) -> Vec<Hit> {
    let mut places = places.iter().peekable();
    let mut common = Vec::new();
    for hit in hits {
        let key = (hit.episode, hit.turn);
        while places.next_if(|place| (place.episode, place.turn) < key).is_some() {}
        if let Some(place) = places.next_if(|place| (place.episode, place.turn) == key) {
            common.push(Hit { second: hit.second.max(place.second), ..*hit });
        }
    }
    common
}
