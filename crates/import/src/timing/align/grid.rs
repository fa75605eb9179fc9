//! Between two anchors: the best alignment of few words to few, by dynamic programming with affine gaps (Gotoh's
//! algorithm), in a band around the diagonal where they are many.

use std::ops::Range;

use super::tokens::{Match, Token};

/// How many cells are computed at most: for 1,000 words to 1,000 all of them, for more a band.
const CELLS: usize = 1 << 20;

/// What an alignment gains and loses. To miss words on either side costs once, however many they are; a wrong
/// word for a word is cheaper than a gap on both sides, three are not.
const EQUAL: f32 = 4.0;
const EQUAL_SHORT: f32 = 2.0;
const GAP: f32 = -3.0;
const WRONG: f32 = -2.0;
/// Other speech rather comes between two turns than within one.
const GAP_BETWEEN_TURNS: f32 = -2.0;

/// From which likeness on two words count as one that was misheard.
const ALIKE: f32 = 0.5;

/// Which step led to a cell.
#[derive(Clone, Copy, PartialEq)]
#[repr(u8)]
enum Step {
    /// One word to one.
    Both,
    /// Two words of the transcript to one of the captions.
    TwoOfA,
    /// One of the transcript to two of the captions.
    TwoOfB,
}

/// How a cell is left: 0 after a match, else by what was skipped.
const SKIPPED_A: usize = 1;
const SKIPPED_B: usize = 2;

/// Where each of the three states of a cell comes from.
#[derive(Clone, Copy)]
struct Trace {
    step: Step,
    before: [u8; 3],
}

/// What matches between two ranges.
pub(super) fn matches(a: &[Token], b: &[Token], within: &(Range<usize>, Range<usize>)) -> Vec<Match> {
    let all = a;
    let (a, b) = (&a[within.0.clone()], &b[within.1.clone()]);
    if a.is_empty() || b.is_empty() {
        return Vec::new();
    }
    let band = Band::new(a.len(), b.len());
    let mut traces: Vec<Vec<Trace>> = Vec::with_capacity(a.len() + 1);
    // The scores of the last three rows, by state.
    let mut rows: [Vec<[f32; 3]>; 3] = Default::default();
    const NEVER: f32 = f32::NEG_INFINITY;
    for i in 0..=a.len() {
        rows.rotate_right(1);
        let columns = band.columns(i);
        let mut row = std::mem::take(&mut rows[0]);
        row.clear();
        let mut trace = Vec::with_capacity(columns.len());
        let opens = all.get(within.0.start + i).is_none_or(|token| token.opens);
        let gap = if opens { GAP_BETWEEN_TURNS } else { GAP };
        for j in columns.clone() {
            let at = |rows: &[Vec<[f32; 3]>; 3], up: usize, left: usize| -> [f32; 3] {
                if i < up || j < left {
                    return [NEVER; 3];
                }
                let columns = band.columns(i - up);
                let found = columns.contains(&(j - left)).then(|| rows[up][j - left - columns.start]);
                found.unwrap_or([NEVER; 3])
            };
            if (i, j) == (0, 0) {
                row.push([0.0, NEVER, NEVER]);
                trace.push(Trace { step: Step::Both, before: [0; 3] });
                continue;
            }
            let mut step = Step::Both;
            let mut matched = (NEVER, 0);
            let mut take = |from: [f32; 3], gain: f32, by: Step| {
                let (state, score) = top(from);
                if score + gain > matched.0 {
                    matched = (score + gain, state);
                    step = by;
                }
            };
            if i > 0 && j > 0 {
                take(at(&rows, 1, 1), gain(&a[i - 1], &b[j - 1]), Step::Both);
                if i > 1
                    && let Some(gain) = gain_of_two(&b[j - 1], &a[i - 2], &a[i - 1])
                {
                    take(at(&rows, 2, 1), gain, Step::TwoOfA);
                }
                if j > 1
                    && let Some(gain) = gain_of_two(&a[i - 1], &b[j - 2], &b[j - 1])
                {
                    take(at(&rows, 1, 2), gain, Step::TwoOfB);
                }
            }
            let skip = |from: [f32; 3], state: usize, gap: f32| {
                let mut open = from.map(|score| score + gap);
                open[state] = from[state];
                top(open)
            };
            let skipped_a = skip(at(&rows, 1, 0), SKIPPED_A, GAP);
            let left = if j > columns.start { row[j - 1 - columns.start] } else { [NEVER; 3] };
            let skipped_b = skip(left, SKIPPED_B, gap);
            row.push([matched.0, skipped_a.1, skipped_b.1]);
            trace.push(Trace { step, before: [matched.1, skipped_a.0, skipped_b.0].map(|s| s as u8) });
        }
        rows[0] = row;
        traces.push(trace);
    }
    let last = rows[0].last().copied().unwrap_or([NEVER; 3]);
    trace_back(&traces, &band, top(last).0, a, b, within)
}

fn trace_back(
    traces: &[Vec<Trace>],
    band: &Band,
    state: usize,
    a: &[Token],
    b: &[Token],
    within: &(Range<usize>, Range<usize>),
) -> Vec<Match> {
    let (mut i, mut j, mut state) = (a.len(), b.len(), state);
    let mut out = Vec::new();
    while i > 0 || j > 0 {
        let trace = traces[i][j - band.columns(i).start];
        let before = usize::from(trace.before[state]);
        match (state, trace.step) {
            (SKIPPED_A, _) => i -= 1,
            (SKIPPED_B, _) => j -= 1,
            (_, step) => {
                let (of_a, of_b) = match step {
                    Step::Both => (1, 1),
                    Step::TwoOfA => (2, 1),
                    Step::TwoOfB => (1, 2),
                };
                i -= of_a;
                j -= of_b;
                let heard = step != Step::Both || gain(&a[i], &b[j]) > 0.0;
                out.push(Match { ours: within.0.start + i, theirs: within.1.start + j, heard });
            }
        }
        state = before;
    }
    out.reverse();
    out
}

fn top(scores: [f32; 3]) -> (usize, f32) {
    let mut best = 0;
    for state in 1..3 {
        if scores[state] > scores[best] {
            best = state;
        }
    }
    (best, scores[best])
}

fn gain(a: &Token, b: &Token) -> f32 {
    if a.id == b.id {
        return if a.is_short() { EQUAL_SHORT } else { EQUAL };
    }
    let likeness = a.likeness(b);
    if likeness >= ALIKE { EQUAL * likeness - 1.0 } else { WRONG + likeness }
}

fn gain_of_two(one: &Token, first: &Token, second: &Token) -> Option<f32> {
    let likeness = one.likeness_of_two(first, second);
    (likeness > 0.7).then_some(EQUAL * likeness)
}

/// Which columns of each row are computed: those near the straight line from corner to corner.
struct Band {
    rows: usize,
    columns: usize,
    half: usize,
}

impl Band {
    fn new(rows: usize, columns: usize) -> Self {
        let slope = columns / rows + 2;
        Self { rows, columns, half: (CELLS / (2 * (rows + 1))).max(slope) }
    }

    fn columns(&self, row: usize) -> Range<usize> {
        let middle = row * self.columns / self.rows;
        middle.saturating_sub(self.half)..(middle + self.half).min(self.columns) + 1
    }
}
