//! A recording of the corpus: its page, the true start of its turns, and its captions in every format.

use std::fs;
use std::path::{Path, PathBuf};

use episode::captions::{Captions, Cue};
use episode::{Episode, Millis, Transcript};
use serde_json::Value;

/// Constants are tuned on these; the others are told by themselves.
const TUNED_ON: [&str; 2] = ["earnings21-4385939", "syntax-99"];

/// Its captions are its truth.
const WITHOUT_TRUTH: &str = "syntax-99";

/// How far apart the sources of a true start may lie, in seconds.
const AGREED: f64 = 0.5;

pub(crate) struct Recording {
    pub(crate) name: String,
    pub(crate) tuned_on: bool,
    pub(crate) page: String,
    pub(crate) duration: f64,
    /// For each turn, the first word whose true start is known, and that in seconds. `None`: not scored.
    pub(crate) truth: Vec<Option<(usize, f64)>>,
    /// The true start of each word, where it is known.
    pub(crate) words: Vec<Option<f64>>,
    /// By format: what follows `captions.` in the file's name.
    pub(crate) captions: Vec<(String, Captions)>,
}

/// The folder of real pages and recordings.
pub(crate) fn corpus() -> Option<PathBuf> {
    std::env::var_os("EPISODE_CORPUS").map(PathBuf::from)
}

/// All recordings, by name.
pub(crate) fn all(corpus: &Path) -> Vec<Recording> {
    let entries = fs::read_dir(corpus.join("captions")).expect("a folder of recordings");
    let mut folders: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    folders.sort();
    folders.iter().map(|folder| Recording::read(folder)).collect()
}

impl Recording {
    fn read(folder: &Path) -> Self {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let read = |file: &str| fs::read_to_string(folder.join(file)).expect("a file of the recording");
        let truth: Value = serde_json::from_str(&read("truth.json")).expect("JSON");
        let mut files: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|file| file.starts_with("captions."))
            .collect();
        files.sort();
        let captions = |file: &String| {
            let format = file.trim_start_matches("captions.").to_owned();
            (format, episode::formats::read(&read(file)).expect("captions").captions)
        };
        let turns = truth["turns"].as_array().expect("turns");
        let list = truth["word_starts"].as_array();
        Self {
            tuned_on: TUNED_ON.contains(&&*name),
            page: read("transcript.md"),
            duration: truth["duration"].as_f64().expect("a duration"),
            truth: turns.iter().map(agreed).collect(),
            words: list.map_or_else(|| spread(turns), |list| list.iter().map(Value::as_f64).collect()),
            captions: if name == WITHOUT_TRUTH { Vec::new() } else { files.iter().map(captions).collect() },
            name,
        }
    }

    /// The page as it is imported: with a duration, and chapters.
    pub(crate) fn imported(&self, chapters: &[(f64, String)]) -> Episode {
        let clock = |seconds: f64| Millis::from_seconds(seconds).expect("a time").to_string();
        let mut page = format!("# Recording\n\n**Duration:** {}\n\n", clock(self.duration));
        if !chapters.is_empty() {
            page += "## Chapters\n\n";
            page.extend(chapters.iter().map(|(start, title)| format!("- {} {title}\n", clock(*start))));
        }
        let page = page + "\n" + &self.page;
        let episode = import::import(&page, &import::Options::default()).episode;
        assert_eq!(episode.transcript.turns.len(), self.truth.len(), "{}", self.name);
        episode
    }

    /// Its name, and whether constants were tuned on it.
    pub(crate) fn shown(&self) -> String {
        format!("{}{}", self.name, if self.tuned_on { "" } else { " (held out)" })
    }

    /// How far off a transcript is, in seconds: at each turn that is scored, by the index that it has here.
    pub(crate) fn errors(&self, transcript: &Transcript, turns: &[usize]) -> Vec<f64> {
        let of = |(turn, index): (&episode::Turn, &usize)| {
            let (word, truth) = self.truth[*index]?;
            let offset = *turn.words.get(word)?;
            Some(((turn.start? + Millis(offset)).seconds() - truth).abs())
        };
        transcript.turns.iter().zip(turns).filter_map(of).collect()
    }
}

/// A turn's true start. Where nobody heard its first words, that of the first word which was heard.
fn agreed(turn: &Value) -> Option<(usize, f64)> {
    let start = turn["start"].as_f64()?;
    let sources = turn["start_by"].as_object();
    let by: Vec<f64> = sources.into_iter().flat_map(|s| s.values()).filter_map(Value::as_f64).collect();
    let spread = by.iter().copied().fold(0.0, f64::max) - by.iter().copied().fold(f64::MAX, f64::min);
    let word = turn["start_word_offset"].as_u64().unwrap_or(0);
    (spread <= AGREED).then_some((word as usize, start))
}

/// The words of turns whose ends alone are known.
fn spread(turns: &[Value]) -> Vec<Option<f64>> {
    let of = |turn: &Value| {
        let [start, end, words] = ["start", "end", "words"].map(|key| turn[key].as_f64().expect("a number"));
        (0..words as usize).map(move |w| Some(start + (end - start) * w as f64 / words))
    };
    turns.iter().flat_map(of).collect()
}

/// Captions without those that start within a time.
pub(crate) fn without(captions: &Captions, from: Millis, to: Millis) -> Captions {
    let mut out = captions.clone();
    out.cues.retain(|cue| cue.start < from || cue.start >= to);
    out
}

/// Captions with the first part of others put in at a time.
pub(crate) fn with(captions: &Captions, other: &Captions, at: Millis, length: Millis) -> Captions {
    let put = |cue: &Cue, by: Millis| {
        let words = cue.words.iter().map(|w| *w + by).collect();
        Cue { start: cue.start + by, end: cue.end + by, words, ..cue.clone() }
    };
    let (before, after): (Vec<_>, Vec<_>) = captions.cues.iter().partition(|cue| cue.start < at);
    let others = other.cues.iter().filter(|cue| cue.end < length).map(|cue| put(cue, at));
    let cues = before.into_iter().cloned().chain(others).chain(after.into_iter().map(|cue| put(cue, length)));
    Captions { cues: cues.collect() }
}
