//! How far off the times of turns are: aligned to captions, and estimated without; and which figures are found.
//!
//! The recordings and pages are found by the environment variable `EPISODE_CORPUS`.

mod hostile;
mod mangled;
mod memory;
#[path = "../../tests/mentions/mod.rs"]
mod mentions;
mod plain;
mod recording;
mod score;

use episode::captions::Captions;
use episode::{Millis, Transcript};
use recording::Recording;
use score::{Score, millis};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

fn main() {
    hostile::captions();
    let Some(corpus) = corpus::folder() else { return };
    let recordings = recording::all(&corpus);
    alignment(&recordings);
    long(&recordings);
    mangled::alignment(&recordings);
    estimation(&recordings);
    figures(&corpus);
}

/// Every recording in every format, whole.
fn alignment(recordings: &[Recording]) {
    println!("\n### Captions\n");
    println!(
        "| recording | captions | times | turns | median | 90 % | 95 % | max | over 2 s | heard | time | memory | plain: median | 90 % | 95 % | max | over 2 s |"
    );
    println!("|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for recording in in_halves(recordings) {
        let transcript = recording.imported(&[]).transcript;
        let turns: Vec<usize> = (0..transcript.turns.len()).collect();
        for (format, captions) in &recording.captions {
            let mut aligned = transcript.clone();
            let start = Instant::now();
            let (heard, bytes) = memory::peak(|| episode_import::align(&mut aligned, captions));
            let took = start.elapsed().as_secs_f64();
            let ours = Score::of(recording.errors(&aligned, &turns));
            let mut plain = transcript.clone();
            plain::align(&mut plain, captions);
            let theirs = Score::of(recording.errors(&plain, &turns));
            println!(
                "| {} | {format} | {} | {} | {ours} | {:.1} % | {} ms | {:.1} MB | {theirs} |",
                recording.shown(),
                kind(captions),
                ours.count(),
                heard.words as f64 * 100.0 / heard.of as f64,
                millis(took),
                bytes as f64 / 1e6
            );
        }
    }
}

/// All recordings one after the other, and again: some 33,000 words, and no run of them stands there once.
fn long(recordings: &[Recording]) {
    let formats: BTreeSet<&String> = recordings.iter().flat_map(|r| &r.captions).map(|(f, _)| f).collect();
    println!("\n### All recordings in a row, twice\n");
    println!("| captions | words | time | memory | heard |");
    println!("|---|--:|--:|--:|--:|");
    for format in formats {
        let mut captions = Captions::default();
        let mut transcript = Transcript::default();
        for recording in recordings.iter().chain(recordings) {
            let Some((_, of_one)) = recording.captions.iter().find(|(f, _)| f == format) else { continue };
            let end = captions.cues.iter().map(|cue| cue.end).max().unwrap_or_default();
            captions = mangled::with(&captions, of_one, end, Millis::MAX);
            transcript.turns.extend(recording.imported(&[]).transcript.turns);
        }
        let start = Instant::now();
        let (heard, bytes) = memory::peak(|| episode_import::align(&mut transcript, &captions));
        let (took, share) = (start.elapsed().as_secs_f64(), heard.words as f64 * 100.0 / heard.of as f64);
        println!(
            "| {format} | {} | {} ms | {:.1} MB | {share:.1} % |",
            heard.of,
            millis(took),
            bytes as f64 / 1e6
        );
    }
}

/// The recordings that constants were tuned on, and then the others.
fn in_halves(recordings: &[Recording]) -> impl Iterator<Item = &Recording> {
    let (tuned_on, others): (Vec<_>, Vec<_>) = recordings.iter().partition(|r| r.tuned_on);
    tuned_on.into_iter().chain(others)
}

fn kind(captions: &Captions) -> &'static str {
    let with_words = captions.cues.iter().filter(|cue| !cue.words.is_empty()).count();
    if with_words * 2 > captions.cues.len() { "words" } else { "cues" }
}

/// Without captions, beside words spread evenly.
fn estimation(recordings: &[Recording]) {
    println!("\n### Estimated\n");
    println!(
        "| recording | chapters | turns | median | 90 % | 95 % | max | over 2 s | even: median | 90 % | 95 % | max | over 2 s | ratio of medians |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for with_chapters in [false, true] {
        let mut ratios = Vec::new();
        for recording in in_halves(recordings) {
            let chapters = if with_chapters { recording.chapters() } else { Vec::new() };
            let transcript = recording.imported(&chapters).transcript;
            let turns: Vec<usize> = (0..transcript.turns.len()).collect();
            let ours = Score::of(recording.errors(&transcript, &turns));
            let mut plain = transcript.clone();
            recording.spread_evenly(&mut plain);
            let even = Score::of(recording.errors(&plain, &turns));
            let ratio = ours.median() / even.median();
            ratios.push(ratio);
            println!(
                "| {} | {} | {} | {ours} | {even} | {ratio:.2} |",
                recording.shown(),
                chapters.len(),
                ours.count()
            );
        }
        let mean = (ratios.iter().map(|r| r.ln()).sum::<f64>() / ratios.len() as f64).exp();
        println!("\nGeometric mean of the ratios: {mean:.2}.\n");
    }
}

/// The figures of the pages that have labels.
fn figures(corpus: &Path) {
    println!("\n### Figures\n");
    println!("| page | said, as labelled | found | precision | recall |");
    println!("|---|--:|--:|--:|--:|");
    let (labelled, found) = (mentions::labelled(), mentions::found(&corpus.join("episodes")));
    let pages: BTreeSet<&String> = labelled.iter().map(|(page, ..)| page).collect();
    let of = |all: &BTreeSet<mentions::Place>, page: &str| -> BTreeSet<mentions::Place> {
        all.iter().filter(|(p, ..)| p == page).cloned().collect()
    };
    let row = |name: &str, labelled: &BTreeSet<mentions::Place>, found: &BTreeSet<mentions::Place>| {
        let (precision, recall) = mentions::precision_and_recall(labelled, found);
        println!("| {name} | {} | {} | {precision:.2} | {recall:.2} |", labelled.len(), found.len());
    };
    for page in pages {
        row(page, &of(&labelled, page), &of(&found, page));
    }
    row("all", &labelled, &found);
}
