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
    let ids = |tokens: &[Token]| tokens.iter().map(|token| token.id).collect::<Vec<_>>();
    let (in_a, in_b) = (ids(&a[within.0.clone()]), ids(&b[within.1.clone()]));
    let (once_in_a, once_in_b) = (once(&in_a, length), once(&in_b, length));
    let (from_a, from_b) = (within.0.start, within.1.start);
    let mut pairs: Vec<Pair> =
        once_in_a.iter().filter_map(|(run, i)| Some((from_a + i, from_b + once_in_b.get(run)?))).collect();
    pairs.sort_unstable();
    chained(&pairs)
}

/// Where each run of words stands that stands there once.
fn once(words: &[u32], length: usize) -> HashMap<&[u32], usize> {
    let mut places: HashMap<&[u32], Option<usize>> = HashMap::with_capacity(words.len());
    for (i, run) in words.windows(length).enumerate() {
        places.entry(run).and_modify(|place| *place = None).or_insert(Some(i));
    }
    places.into_iter().filter_map(|(run, place)| Some((run, place?))).collect()
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
