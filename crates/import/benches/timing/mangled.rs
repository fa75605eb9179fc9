//! The same where transcript and captions are not of one piece: the turns that remain are scored.

use episode::captions::{Captions, Cue};
use episode::{Millis, Transcript};

use crate::recording::Recording;
use crate::score::Score;
use crate::{in_halves, kind, plain};

/// How long the other speech is that is put in.
const OTHER: Millis = Millis::from_secs(300);

/// A transcript, captions, and what is true of them.
struct Case {
    transcript: Transcript,
    captions: Captions,
    /// The index that each turn has in the recording.
    turns: Vec<usize>,
    /// What is later than in the recording, and by how much, in seconds.
    later: Option<(f64, f64)>,
    /// What is not scored, in seconds.
    gone: (f64, f64),
}

type Mangle = fn(&Recording, &Captions, &Captions, f64) -> Case;

const WAYS: [(&str, Mangle); 3] = [
    ("a quarter of the transcript cut out", transcript_cut),
    ("a quarter of the captions cut out", captions_cut),
    ("five minutes of other speech put in", speech_put_in),
];

/// Each way, at four places of each recording; all turns of the four together.
pub(crate) fn alignment(recordings: &[Recording]) {
    for (name, mangle) in WAYS {
        println!("\n### Captions, {name}\n");
        println!(
            "| recording | captions | times | turns | median | 90 % | 95 % | max | over 2 s | plain: median | 90 % | 95 % | max | over 2 s |"
        );
        println!("|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        for recording in in_halves(recordings) {
            for (format, captions) in &recording.captions {
                let other = recordings.iter().filter(|r| r.name != recording.name);
                let other =
                    other.flat_map(|r| &r.captions).find(|(f, _)| f == format).map_or(captions, |c| &c.1);
                let (mut ours, mut theirs) = (Vec::new(), Vec::new());
                for place in [0.0, 0.25, 0.5, 0.75] {
                    let mut case = mangle(recording, captions, other, place);
                    let mut plain = case.transcript.clone();
                    episode_import::align(&mut case.transcript, &case.captions);
                    plain::align(&mut plain, &case.captions);
                    ours.extend(case.errors(recording, &case.transcript));
                    theirs.extend(case.errors(recording, &plain));
                }
                let (ours, theirs) = (Score::of(ours), Score::of(theirs));
                println!(
                    "| {} | {format} | {} | {} | {ours} | {theirs} |",
                    recording.shown(),
                    kind(captions),
                    ours.count()
                );
            }
        }
    }
}

impl Case {
    fn errors(&self, recording: &Recording, transcript: &Transcript) -> Vec<f64> {
        let scored = |(turn, index): (&episode::Turn, &usize)| {
            let (word, truth) = recording.truth[*index]?;
            let later = self.later.filter(|(from, _)| truth >= *from).map_or(0.0, |(_, by)| by);
            let is_gone = (self.gone.0..self.gone.1).contains(&truth);
            let at = turn.start? + Millis(*turn.words.get(word)?);
            (!is_gone).then_some((at.seconds() - truth - later).abs())
        };
        transcript.turns.iter().zip(&self.turns).filter_map(scored).collect()
    }
}

fn transcript_cut(recording: &Recording, captions: &Captions, _: &Captions, place: f64) -> Case {
    let mut transcript = recording.imported(&[]).transcript;
    let counts: Vec<usize> = transcript.turns.iter().map(|t| episode::text::words(&t.text).count()).collect();
    let all: usize = counts.iter().sum();
    let mut before = 0;
    let mut turns = Vec::new();
    for (i, count) in counts.iter().enumerate() {
        let share = before as f64 / all as f64;
        if !(place..place + 0.25).contains(&share) {
            turns.push(i);
        }
        before += count;
    }
    transcript.turns = turns.iter().map(|i| transcript.turns[*i].clone()).collect();
    Case { transcript, captions: captions.clone(), turns, later: None, gone: (0.0, 0.0) }
}

fn captions_cut(recording: &Recording, captions: &Captions, _: &Captions, place: f64) -> Case {
    let transcript = recording.imported(&[]).transcript;
    let gone = (recording.duration * place, recording.duration * (place + 0.25));
    let [from, to] = [gone.0, gone.1].map(|time| Millis::from_seconds(time).expect("a time"));
    let captions = without(captions, from, to);
    Case { turns: (0..transcript.turns.len()).collect(), transcript, captions, later: None, gone }
}

fn speech_put_in(recording: &Recording, captions: &Captions, other: &Captions, place: f64) -> Case {
    let transcript = recording.imported(&[]).transcript;
    let at = captions.cues[(captions.cues.len() as f64 * place) as usize].start;
    let captions = with(captions, other, at, OTHER);
    // A turn may start a little before its first cue.
    let later = Some((at.seconds() - 0.5, OTHER.seconds()));
    Case { turns: (0..transcript.turns.len()).collect(), transcript, captions, later, gone: (0.0, 0.0) }
}

/// Captions without those that start within a time.
fn without(captions: &Captions, from: Millis, to: Millis) -> Captions {
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
