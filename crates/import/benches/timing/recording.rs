//! A recording of the corpus: its page, the true start of its turns, and its captions in every format.

use std::fs;
use std::path::{Path, PathBuf};

use episode::captions::Captions;
use episode::{Episode, Millis, Transcript};
use serde_json::Value;

/// What estimates take is chosen on these; the others are told by themselves.
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
        let episode = episode_import::import(&page, &episode_import::Options::default()).episode;
        assert_eq!(episode.transcript.turns.len(), self.truth.len(), "{}", self.name);
        episode
    }

    /// A chapter at every tenth minute, with the first six words there for a title.
    pub(crate) fn chapters(&self) -> Vec<(f64, String)> {
        let transcript = self.imported(&[]).transcript;
        let words: Vec<&str> = transcript.turns.iter().flat_map(|t| episode::text::words(&t.text)).collect();
        let minutes = (0..).step_by(10).map(|m| f64::from(m) * 60.0).take_while(|t| *t < self.duration);
        let of = |start| {
            let word = self.words.iter().position(|w| w.is_some_and(|w| w >= start))?;
            Some((start, words.get(word..)?.iter().take(6).copied().collect::<Vec<_>>().join(" ")))
        };
        minutes.filter_map(of).collect()
    }

    /// Its name, and whether constants were tuned on it.
    pub(crate) fn shown(&self) -> String {
        format!("{}{}", self.name, if self.tuned_on { "" } else { " (not tuned on)" })
    }

    /// Spreads the words of a transcript evenly over the recording.
    pub(crate) fn spread_evenly(&self, transcript: &mut Transcript) {
        let count: usize = transcript.turns.iter().map(|t| episode::text::words(&t.text).count()).sum();
        let times: Vec<f64> = (0..count).map(|w| self.duration * w as f64 / count as f64).collect();
        write(transcript, &times);
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

/// Sets all words of a transcript to times in seconds.
pub(crate) fn write(transcript: &mut Transcript, times: &[f64]) {
    let mut times = times.iter().map(|time| Millis::from_seconds(*time).expect("a time"));
    for turn in &mut transcript.turns {
        let words: Vec<Millis> = times.by_ref().take(episode::text::words(&turn.text).count()).collect();
        turn.start = words.first().copied().or(turn.start);
        turn.words = words.iter().map(|w| (*w - words[0]).0).collect();
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
