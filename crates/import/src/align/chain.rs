//! Anchors: runs of words that stand once in each text, as far as they keep their order.

use std::collections::HashMap;
use std::ops::Range;

use super::tokens::Token;

/// A pair of equal tokens: their indices in the transcript and in the captions.
pub(super) type Pair = (usize, usize);

/// How far back an anchor looks for the one before it. A chain that other speech interrupts with more false
/// anchors than this ends there.
const LOOK_BACK: usize = 64;

/// What a chain loses, in tokens, where it leaves its diagonal: an island of chance that lies in other speech
/// leaves it twice and gains less.
const LEAP: f32 = 3.0;

/// The anchors of `length` words each within two ranges, by both indices.
pub(super) fn anchors(
    a: &[Token],
    b: &[Token],
    within: &(Range<usize>, Range<usize>),
    length: usize,
) -> Vec<Pair> {
    let once_in_a = once(a, &within.0, length);
    let once_in_b = once(b, &within.1, length);
    let mut pairs: Vec<Pair> =
        once_in_a.iter().filter_map(|(words, i)| Some((*i, *once_in_b.get(words)?))).collect();
    pairs.sort_unstable();
    chained(&pairs)
}

/// Where each run of words stands that stands there once.
fn once(tokens: &[Token], within: &Range<usize>, length: usize) -> HashMap<Vec<u32>, usize> {
    let mut places: HashMap<Vec<u32>, Option<usize>> = HashMap::with_capacity(within.len());
    for (i, run) in tokens[within.clone()].windows(length).enumerate() {
        let words = run.iter().map(|t| t.id).collect();
        places.entry(words).and_modify(|place| *place = None).or_insert(Some(within.start + i));
    }
    places.into_iter().filter_map(|(words, place)| Some((words, place?))).collect()
}

/// The best chain of pairs that rise in both indices.
fn chained(pairs: &[Pair]) -> Vec<Pair> {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (i, (a, b)) in pairs.iter().enumerate() {
        let mut top = (0.0, None);
        for j in (i.saturating_sub(LOOK_BACK)..i).rev() {
            let (before_a, before_b) = pairs[j];
            if before_a >= *a || before_b >= *b {
                continue;
            }
            let leap = (a - before_a).abs_diff(b - before_b);
            let cost = if leap == 0 { 0.0 } else { LEAP.min(leap as f32 * 0.1) };
            if best[j].0 - cost > top.0 {
                top = (best[j].0 - cost, Some(j));
            }
        }
        best.push((top.0 + 1.0, top.1));
    }
    let mut at = (0..pairs.len()).max_by(|i, j| best[*i].0.total_cmp(&best[*j].0));
    let mut out = Vec::new();
    while let Some(i) = at {
        out.push(pairs[i]);
        at = best[i].1;
    }
    out.reverse();
    out
}
