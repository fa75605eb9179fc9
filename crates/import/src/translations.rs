//! The transcript in other languages: turns of captions, with the speakers of the episode.
//!
//! Captions of one recording have one clock: a translation's times are those of its file, whatever the page's own captions or
//! estimates are.

use std::collections::{BTreeSet, HashMap, HashSet};

use episode::captions::{Captions, Cue};
use episode::{Episode, Millis, Speaker, Timeline, Timing, Transcript, TranscriptSource};

use crate::cue_turns::{CueTurns, Word, ends_sentence, words};
use crate::diagnostics::{Kind, Log, Problem};
use crate::options::Track;
use crate::speech::slug;
use crate::tracks::leave_out;

/// How many names of nobody are told.
const MOST_NAMES: usize = 5;

/// Adds translations to an episode that has a transcript, from captions of its recording. Returns what its author should know.
///
/// Names in the captions that are those of the episode's speakers are kept. Where the captions name nobody, a turn has the
/// speaker and the extent of the one that the episode's own transcript has at this time, if its times are not estimated.
pub fn add_translations(episode: &mut Episode, tracks: &[Track]) -> Vec<Problem> {
    let mut log = Log::new("");
    add(episode, &tracks.iter().collect::<Vec<_>>(), &mut log);
    log.finish()
}

pub(crate) fn add(episode: &mut Episode, tracks: &[&Track], log: &mut Log<'_>) {
    if episode.transcript.turns.is_empty() || tracks.is_empty() {
        return;
    }
    if episode.language.is_none() && episode.transcript.language.is_none() {
        log.advise(
            Kind::Captions,
            0..0,
            "the page does not name its language, so that readers get a translation only when they select it",
            "write it into the front matter: language: en",
        );
    }
    let timeline = Timeline::new(episode);
    for track in tracks {
        let translation = translation(track, episode, &timeline, log);
        if translation.turns.is_empty() {
            leave_out(track, log);
        } else {
            episode.translations.push(translation);
        }
    }
}

fn translation(track: &Track, episode: &mut Episode, timeline: &Timeline, log: &mut Log<'_>) -> Transcript {
    let mut speakers = Speakers::new(&mut episode.speakers);
    let turns = if episode.transcript.timing == Timing::Captions {
        parallel(&track.captions, &mut speakers, &OwnTurns { transcript: &episode.transcript, timeline })
    } else {
        grouped(&track.captions, &mut speakers, &episode.transcript)
    };
    if !speakers.unknown.is_empty() {
        let names = speakers.unknown.iter().take(MOST_NAMES).map(|name| format!("{name:?}"));
        let mut message = format!("{} has names of nobody in the episode: ", track.name);
        message.push_str(&names.collect::<Vec<_>>().join(", "));
        if let more @ 1.. = speakers.unknown.len().saturating_sub(MOST_NAMES) {
            message.push_str(&format!(" and {more} more"));
        }
        log.warn(Kind::Speakers, 0..0, message, "write the names as the page has them");
    } else if speakers.is_unsure
        && !turns.turns.is_empty()
        && turns.turns.iter().all(|turn| turn.speaker.is_none())
    {
        let message = format!(
            "{} does not say who speaks, and the times of the page's own transcript are estimated",
            track.name
        );
        let help = "add captions in the language of the episode, or names to these: <v Ada>";
        log.warn(Kind::Speakers, 0..0, message, help);
    }
    Transcript {
        language: Some(track.language.clone()),
        source: TranscriptSource::Captions,
        generated: track.is_generated,
        timing: Timing::Captions,
        turns: turns.turns,
    }
}

/// Turns by the captions alone. Where all of the episode is said by one speaker, this is who speaks here, too.
fn grouped(captions: &Captions, speakers: &mut Speakers<'_>, own: &Transcript) -> CueTurns {
    let mut turns = CueTurns::default();
    for cue in &captions.cues {
        turns.cue(cue, cue.speaker.as_deref().and_then(|name| speakers.named(name)));
    }
    let first = own.turns.first().and_then(|turn| turn.speaker);
    if own.turns.iter().all(|turn| turn.speaker == first) {
        turns.turns.iter_mut().for_each(|turn| turn.speaker = turn.speaker.or(first));
    } else {
        speakers.is_unsure = true;
    }
    turns
}

/// Turns beside those of the episode's own transcript: each sentence is in the turn that is said at its middle.
fn parallel(captions: &Captions, speakers: &mut Speakers<'_>, own: &OwnTurns<'_>) -> CueTurns {
    let mut turns = CueTurns::default();
    let has_sentences = captions.cues.iter().any(|cue| ends_sentence(&cue.text));
    // Who is named last, and the own turn that the present one stands beside.
    let mut named = None;
    let mut beside = None;
    for cue in &captions.cues {
        let name = cue.speaker.as_deref().and_then(|name| speakers.named(name));
        if cue.speaker.is_some() {
            named = name;
        }
        for piece in pieces(cue) {
            if piece.words[0].is_change {
                named = name;
            }
            let index = own.at(piece.middle());
            let speaker = named.or(own.transcript.turns[index].speaker);
            let is_new = turns.turns.last().zip(beside).is_none_or(|(turn, beside)| {
                // A sentence that goes on where the same speaker's next paragraph begins is not cut.
                let goes_on = index == beside + 1 && has_sentences && !ends_sentence(&turn.text);
                turn.speaker != speaker || index != beside && !goes_on
            });
            turns.speaker = speaker;
            if is_new {
                beside = Some(index);
            }
            for (n, word) in piece.words.iter().enumerate() {
                turns.word(*word, is_new && n == 0);
            }
            turns.last_until(piece.end);
        }
    }
    turns
}

/// What of a cue one speaker says: a sentence, or less.
struct Piece<'c> {
    words: Vec<Word<'c>>,
    end: Millis,
}

impl Piece<'_> {
    fn middle(&self) -> Millis {
        let start = self.words[0].time;
        start + Millis((self.end - start).0 / 2)
    }
}

/// The sentences of a cue. A mark of a change ends one, too.
fn pieces(cue: &Cue) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for word in words(cue) {
        let goes_on = |piece: &&mut Piece<'_>| {
            !word.is_change && piece.words.last().is_none_or(|last| !ends_sentence(last.text))
        };
        match pieces.last_mut().filter(goes_on) {
            Some(piece) => piece.words.push(word),
            None => {
                if let Some(before) = pieces.last_mut() {
                    before.end = word.time;
                }
                pieces.push(Piece { words: vec![word], end: cue.end });
            }
        }
    }
    pieces
}

/// The turns of the episode's own transcript, by time.
struct OwnTurns<'e> {
    transcript: &'e Transcript,
    timeline: &'e Timeline,
}

impl OwnTurns<'_> {
    /// The turn that is said at a time; where nothing is said, the nearest.
    fn at(&self, time: Millis) -> usize {
        self.timeline.turn(time).unwrap_or_else(|| {
            let turns = &self.transcript.turns;
            let after = turns.partition_point(|turn| turn.start <= Some(time));
            let since = |turn: usize| time - turns[turn].end.or(turns[turn].start).unwrap_or_default();
            let until = |turn: usize| turns[turn].start.unwrap_or_default() - time;
            match after.checked_sub(1) {
                Some(before) if after == turns.len() || since(before) <= until(after) => before,
                _ => after.min(turns.len() - 1),
            }
        })
    }
}

/// The speakers of an episode, by the names that captions have for them.
struct Speakers<'e> {
    speakers: &'e mut Vec<Speaker>,
    by_name: HashMap<String, Option<usize>>,
    ids: HashSet<String>,
    /// The own transcript names nobody: the captions may.
    is_open: bool,
    /// Names of nobody in the episode.
    unknown: BTreeSet<String>,
    /// Nothing tells who speaks where the captions do not.
    is_unsure: bool,
}

impl<'e> Speakers<'e> {
    fn new(speakers: &'e mut Vec<Speaker>) -> Self {
        let mut by_name = HashMap::new();
        for (index, speaker) in speakers.iter().enumerate() {
            // A first name is enough where only one has it.
            by_name.entry(first_word(&speaker.name)).and_modify(|other| *other = None).or_insert(Some(index));
        }
        for (index, speaker) in speakers.iter().enumerate().rev() {
            by_name.insert(speaker.name.to_lowercase(), Some(index));
        }
        let is_open = speakers.is_empty();
        let ids = speakers.iter().map(|speaker| speaker.id.clone()).collect();
        Self { speakers, by_name, ids, is_open, unknown: BTreeSet::new(), is_unsure: false }
    }

    /// The speaker of a name: in full, by the first name, or with a family name that the page has not.
    fn named(&mut self, name: &str) -> Option<usize> {
        let name = name.trim();
        let index = |name: &str| self.by_name.get(name).copied().flatten();
        let first = || index(&first_word(name)).filter(|index| !self.speakers[*index].name.contains(' '));
        if let Some(index) = index(&name.to_lowercase()).or_else(first) {
            return Some(index);
        }
        if !self.is_open {
            self.unknown.insert(name.to_owned());
            return None;
        }
        let index = self.speakers.len();
        self.speakers.push(Speaker { id: slug(name, &mut self.ids), name: name.to_owned() });
        self.by_name.insert(name.to_lowercase(), Some(index));
        Some(index)
    }
}

fn first_word(name: &str) -> String {
    name.split_whitespace().next().unwrap_or_default().to_lowercase()
}
