//! Speakers that are named in the text, as in `Sarah: In today's episode`.
//!
//! Podcasting 2.0 asks for it in SRT, where the speaker changes
//! (<https://github.com/Podcastindex-org/podcast-namespace>, transcripts); YouTube's own captions have `>> SARAH:`.

use std::collections::{HashMap, HashSet};

use super::timed_text::divide;
use crate::captions::Cue;
use crate::text::words;

const LONGEST: usize = 40;
const MOST_WORDS: usize = 4;

/// Makes speakers of labels, where no cue has a speaker yet. Any sentence may have a colon: a label names somebody
/// if it comes twice at least, or if the very first words have one.
pub(super) fn take(cues: &mut Vec<Cue>) {
    if cues.iter().any(|cue| cue.speaker.is_some()) {
        return;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in cues.iter().flat_map(|cue| cue.text.split('\n')).filter_map(label) {
        *counts.entry(name).or_default() += 1;
    }
    let first = cues.iter().find(|cue| !cue.text.trim().is_empty());
    let all = first.is_some_and(|cue| label(cue.text.trim_start()).is_some());
    let often = counts.into_iter().filter(|(_, count)| all || *count > 1);
    let names: HashSet<String> = often.map(|(name, _)| name.to_owned()).collect();
    if names.is_empty() {
        return;
    }
    let is_name = |name: &str| names.contains(name);
    let mut out = Vec::with_capacity(cues.len());
    for cue in cues.drain(..) {
        split(cue, &is_name, &mut out);
    }
    *cues = out;
}

/// A cue for each label at the start of a line, and one for what is before.
fn split(cue: Cue, is_name: &dyn Fn(&str) -> bool, out: &mut Vec<Cue>) {
    let Cue { start, end, text, mut words, .. } = cue;
    let first = out.len();
    for line in text.split('\n') {
        let named = label(line).filter(|(name, _)| is_name(name));
        let (name, rest) = named.map_or((None, line), |(name, rest)| (Some(name), rest));
        words.drain(..(count(line) - count(rest)).min(words.len()));
        let times = words.drain(..count(rest).min(words.len()));
        if name.is_some() || out.len() == first {
            let speaker = name.map(str::to_owned);
            out.push(Cue { start, end, speaker, text: rest.to_owned(), words: times.collect() });
        } else if let Some(last) = out.last_mut() {
            last.text.push('\n');
            last.text.push_str(rest);
            last.words.extend(times);
        }
    }
    let kept: Vec<Cue> = out.drain(first..).filter(|cue| !cue.text.trim().is_empty()).collect();
    if kept.is_empty() {
        // A name with nothing after it is what is said.
        out.push(Cue { start, end, text, ..Cue::default() });
    }
    out.extend(kept);
    divide(&mut out[first..]);
}

fn count(text: &str) -> usize {
    words(text).count()
}

/// The name at the start of a line, and what follows it: up to four words, each with a capital, a digit or a letter
/// of a script without capitals, none that ends a sentence.
fn label(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start().trim_start_matches('>').trim_start();
    let (name, rest) = line.split_once(':').filter(|(name, _)| name.len() <= LONGEST)?;
    let fits = |word: &str| {
        let first = word.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
        let short = word.chars().count() <= 3;
        (first || short)
            && !word.contains(['?', '!', ',', ';', '"'])
            && (!word.ends_with('.') || short || word.len() == 4)
    };
    let first = name.chars().next()?;
    let is_name = first.is_alphanumeric()
        && !first.is_lowercase()
        && name.contains(char::is_alphabetic)
        && words(name).count() <= MOST_WORDS
        && words(name).all(fits);
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_name && ends).then_some((name.trim_end(), rest))
}
