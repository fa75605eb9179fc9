//! Search in a transcript of 100,000 words: how long each kind of query takes, and what the index takes.

use episode::search::Index;
use episode::{Episode, Transcript, Turn};
use std::time::{Duration, Instant};

/// Runs of each measurement; the middle one counts.
const RUNS: usize = 31;
const WORDS: usize = 100_000;

/// What speech of 100,000 words is made of here: as long on the average as English words are, with figures.
const VOCABULARY: &str = "the of and to in that is it you we so for this was with are have they what I’m not but on \
    don’t there’s people which would because think really about know going thing time queue compiler memory cluster \
    — well-known latency budget, request. server, together. service number question? actually something engineers, \
    twenty twenty-five 2025 percent 25% thirty dollars $30 million four point four 4.4x café naïve “spill” release";

fn main() {
    let (took, episode) = timed(made);
    let text: usize = episode.transcript.turns.iter().map(|t| t.text.len()).sum();
    println!(
        "{WORDS} words in {} turns, {} KB, made in {}\n",
        episode.transcript.turns.len(),
        text / 1000,
        millis(took)
    );
    let (took, index) = timed(|| Index::new(&episode));
    println!("The index takes {} and {} KB.\n", millis(took), index.bytes() / 1000);
    println!("| query | hits | time |");
    println!("| --- | --: | --: |");
    for query in [
        "e",
        "the",
        "t",
        "compiler",
        "the compiler",
        "nowhere",
        "2025",
        "twenty twenty-five",
        "$30 million",
        "25%",
        "15,600,000",
        "compilers",
        "the compiler cluster memory",
        "memroy clustre",
    ] {
        let (took, hits) = timed(|| index.search(query).hits);
        println!("| {query} | {} | {} |", hits.len(), millis(took));
    }
}

fn made() -> Episode {
    let vocabulary: Vec<&str> = VOCABULARY.split_whitespace().collect();
    let mut state = 1u32;
    // Any number below another: Marsaglia's xorshift.
    let mut any = |below: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below
    };
    let mut turns = Vec::new();
    let mut left = WORDS;
    while left > 0 {
        let length = (any(80) + 20).min(left);
        let words: Vec<&str> = (0..length).map(|_| vocabulary[any(vocabulary.len())]).collect();
        turns.push(Turn { text: words.join(" "), ..Turn::default() });
        left -= length;
    }
    Episode { transcript: Transcript { turns, ..Transcript::default() }, ..Episode::default() }
}

fn timed<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut out = None;
    for _ in 0..RUNS {
        let start = Instant::now();
        out = Some(run());
        times.push(start.elapsed());
    }
    times.sort();
    (times[RUNS / 2], out.expect("at least one run"))
}

fn millis(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
