//! Times and figures of real recordings and pages, against what is true of them. The benchmark `timing` prints the
//! whole of it.

mod mentions;
#[path = "../benches/timing/recording.rs"]
mod recording;
#[path = "../benches/timing/score.rs"]
mod score;

use recording::Recording;
use score::{Score, millis};

/// All recordings; none where there is no corpus.
fn recordings() -> Vec<Recording> {
    corpus::folder().map_or_else(Vec::new, |corpus| recording::all(&corpus))
}

#[test]
fn turns_start_when_the_captions_say() {
    for recording in recordings() {
        let transcript = recording.imported(&[]).transcript;
        let turns: Vec<usize> = (0..transcript.turns.len()).collect();
        for (format, captions) in &recording.captions {
            let mut aligned = transcript.clone();
            episode_import::align(&mut aligned, captions);
            let score = Score::of(recording.errors(&aligned, &turns));
            let told = format!("{} {format}: {} turns: {score}", recording.shown(), score.count());
            assert!(score.median() <= 0.06, "{told}");
            assert!(score.share(0.9) <= 0.5, "{told}");
            assert!(score.share(1.0) <= 2.0, "{told}");
        }
    }
}

/// What was chosen on two recordings holds on these. On the others nothing can be promised: of the two here one is at
/// 0.93 of an even rate's median, one of 16 turns at 1.51, at 9.1 s with chapters (1.46 and 8.6 before marks such as
/// `<inaudible>` stayed in the text, without a length of their own); the bounds lie just above what was measured, so
/// that no change makes them worse unseen.
#[test]
fn an_estimate_is_near_words_spread_evenly_and_chapters_hold_it() {
    let mut product = 1.0;
    let mut count = 0.0;
    for recording in recordings() {
        let turns: Vec<usize> = (0..recording.truth.len()).collect();
        let score = |chapters: &[(f64, String)]| {
            Score::of(recording.errors(&recording.imported(chapters).transcript, &turns)).median()
        };
        let mut even = recording.imported(&[]).transcript;
        recording.spread_evenly(&mut even);
        let even = Score::of(recording.errors(&even, &turns)).median();
        let (estimated, with_chapters) = (score(&[]), score(&recording.chapters()));
        let told = format!(
            "{}: {} ms, {} with chapters, {} evenly",
            recording.shown(),
            millis(estimated),
            millis(with_chapters),
            millis(even)
        );
        let (worst, farthest) = if recording.tuned_on { (0.95, 5.0) } else { (1.52, 9.2) };
        assert!(estimated <= worst * even && with_chapters <= farthest, "{told}");
        product *= estimated / even;
        count += 1.0;
    }
    if count > 0.0 {
        let mean = f64::powf(product, 1.0 / count);
        assert!(mean <= 1.05, "{mean}");
    }
}

#[test]
fn figures_are_found_where_they_are_said() {
    let Some(corpus) = corpus::folder() else { return };
    let (labelled, found) = (mentions::labelled(), mentions::found(&corpus.join("episodes")));
    let (precision, recall) = mentions::precision_and_recall(&labelled, &found);
    assert!(precision >= 0.93 && recall >= 0.88, "precision {precision:.2}, recall {recall:.2}");
}
