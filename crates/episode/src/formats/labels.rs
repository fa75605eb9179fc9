//! Speakers that are named in the text, as in `Sarah: In today's episode`.
//!
//! Podcasting 2.0 asks for it in SRT, where the speaker changes
//! (<https://github.com/Podcastindex-org/podcast-namespace>, transcripts); YouTube's own captions have `>> SARAH:`.

use std::collections::{HashMap, HashSet};

use super::timed_text::divide;
use crate::captions::Cue;
use crate::text::{self, count_units, join};

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

/// A cue for each label at the start of a line, and one for what is before. A name with nothing after it is part of what is
/// said.
fn split(cue: Cue, is_name: &dyn Fn(&str) -> bool, out: &mut Vec<Cue>) {
    let Cue { start, end, text: all, mut words, .. } = cue;
    let first = out.len();
    let mut rest = Some(&*all);
    while let Some(here) = rest {
        let next =
            line_starts(here).find(|at| label(line(&here[*at..])).is_some_and(|(name, _)| is_name(name)));
        let part = next.map_or(here, |at| &here[..at - 1]);
        rest = next.map(|at| &here[at..]);
        let named = label(part).filter(|(name, said)| is_name(name) && !said.trim().is_empty());
        let (name, said) = named.map_or((None, part), |(name, said)| (Some(name), said));
        words.drain(..(count_units(part) - count_units(said)).min(words.len()));
        let times = words.drain(..count_units(said).min(words.len()));
        if name.is_some() || out.len() == first {
            let speaker = name.map(|name| join(text::words(name), " "));
            out.push(Cue { start, end, speaker, text: said.to_owned(), words: times.collect() });
        } else if let Some(last) = out.last_mut() {
            last.text.push('\n');
            last.text.push_str(said);
            last.words.extend(times);
        }
    }
    // Empty lines before the first name.
    let is_empty = |cue: &Cue| cue.text.trim().is_empty();
    if out.len() > first + 1 && is_empty(&out[first]) {
        out.remove(first);
    }
    divide(&mut out[first..]);
}

/// Where the lines after the first start.
fn line_starts(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices('\n').map(|(at, _)| at + 1)
}

fn line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
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
        && text::words(name).count() <= MOST_WORDS
        && text::words(name).all(fits);
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_name && ends).then_some((name.trim_end(), rest))
}
