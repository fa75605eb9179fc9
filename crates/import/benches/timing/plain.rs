//! What is measured against: the longest common subsequence of the words as they are written, and words spread
//! evenly between those that it matches.

use episode::Transcript;
use episode::captions::Captions;

use crate::recording;

/// Aligns a transcript.
pub(crate) fn align(transcript: &mut Transcript, captions: &Captions) {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let ours: Vec<String> =
        transcript.turns.iter().flat_map(|t| episode::text::words(&t.text)).map(bare).collect();
    let mut theirs = Vec::new();
    for cue in &captions.cues {
        let words: Vec<String> = episode::text::words(&cue.text).map(bare).collect();
        let count = words.len();
        for (i, word) in words.into_iter().enumerate() {
            let share = cue.start.seconds() + (cue.end - cue.start).seconds() * i as f64 / count as f64;
            theirs.push((word, cue.words.get(i).map_or(share, |w| w.seconds())));
        }
    }
    let mut known = vec![(0, 0.0)];
    known.extend(common(&ours, &theirs).into_iter().map(|(i, j)| (i, theirs[j].1)));
    known.push((ours.len(), theirs.last().map_or(0.0, |w| w.1)));
    let mut times = vec![0.0; ours.len()];
    for pair in known.windows(2) {
        let ((from, start), (to, end)) = (pair[0], pair[1]);
        for (k, time) in times[from..to].iter_mut().enumerate() {
            *time = start + (end - start) * k as f64 / (to - from) as f64;
        }
    }
    recording::write(transcript, &times);
}

fn common(ours: &[String], theirs: &[(String, f64)]) -> Vec<(usize, usize)> {
    let columns = theirs.len() + 1;
    // Of the rest of both, from each place on.
    let mut longest = vec![0u16; (ours.len() + 1) * columns];
    for i in (0..ours.len()).rev() {
        for j in (0..theirs.len()).rev() {
            longest[i * columns + j] = if ours[i] == theirs[j].0 {
                longest[(i + 1) * columns + j + 1] + 1
            } else {
                longest[(i + 1) * columns + j].max(longest[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < ours.len() && j < theirs.len() {
        if ours[i] == theirs[j].0 {
            out.push((i, j));
            i += 1;
            j += 1;
        } else if longest[(i + 1) * columns + j] >= longest[i * columns + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}
