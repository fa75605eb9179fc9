//! Times and figures of real recordings and pages, against what is true of them. The benchmark `timing` prints the
//! whole of it.

mod mentions;
#[path = "../benches/timing/recording.rs"]
mod recording;
#[path = "../benches/timing/score.rs"]
mod score;

use recording::Recording;
use score::{Score, millis};

fn recordings() -> Vec<Recording> {
    recording::all(&recording::corpus().expect("the caller asked for this test"))
}

#[test]
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
fn turns_start_when_the_captions_say() {
    for recording in recordings() {
        let transcript = recording.imported(&[]).transcript;
        let turns: Vec<usize> = (0..transcript.turns.len()).collect();
        for (format, captions) in &recording.captions {
            let mut aligned = transcript.clone();
            import::align(&mut aligned, captions);
            let score = Score::of(recording.errors(&aligned, &turns));
            let told = format!("{} {format}: {} turns: {score}", recording.shown(), score.count());
            assert!(score.median() <= 0.06, "{told}");
            assert!(score.share(0.9) <= 0.5, "{told}");
            assert!(score.share(1.0) <= 2.0, "{told}");
        }
    }
}

#[test]
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
fn an_estimate_is_better_than_words_spread_evenly_and_chapters_hold_it() {
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
        let told = format!("{}: {} ms, evenly {}", recording.shown(), millis(estimated), millis(even));
        assert!(estimated < even, "{told}");
        assert!(with_chapters <= 8.0, "{}: {} ms with chapters", recording.shown(), millis(with_chapters));
        product *= estimated / even;
        count += 1.0;
    }
    let mean = f64::powf(product, 1.0 / count);
    assert!(mean <= 0.8, "{mean}");
}

#[test]
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
fn figures_are_found_where_they_are_said() {
    let corpus = recording::corpus().expect("the caller asked for this test");
    let (labelled, found) = (mentions::labelled(), mentions::found(&corpus.join("episodes")));
    let (precision, recall) = mentions::precision_and_recall(&labelled, &found);
    assert!(precision >= 0.93 && recall >= 0.88, "precision {precision:.2}, recall {recall:.2}");
}
