//! Text that comes in pieces, some of them with a time.

use crate::captions::{Cue, lengths, share};
use crate::text::{
    PER_WORD, append, is_unbroken, is_unspaced, is_wide_mark, join, part, starts_unit, units, words,
};
use crate::time::Millis;

/// In the units of a cue that is not finished: the time is not known.
pub(super) const UNKNOWN: Millis = Millis::MAX;

/// What is said in one cue, as its pieces come in.
#[derive(Debug, Default)]
pub(super) struct TimedText {
    pub(super) text: String,
    /// One for each unit up to the last that has a time; the others are [`UNKNOWN`].
    times: Vec<Millis>,
    count: usize,
    last: Option<char>,
    next: Option<Millis>,
}

impl TimedText {
    /// Text alone.
    pub(super) fn plain(text: &str) -> Self {
        let mut timed = Self::default();
        timed.push(text);
        timed
    }

    /// The unit that starts next, starts at this time, in milliseconds.
    pub(super) fn at(&mut self, time: u64) {
        self.next = Some(u32::try_from(time).map_or(UNKNOWN, Millis));
    }

    /// Adds a piece. Line breaks stay until the cue is finished; what takes no room on the screen (U+200B and
    /// U+FEFF, which YouTube sets around its lines) goes, and a NUL becomes U+FFFD as in WebVTT.
    pub(super) fn push(&mut self, piece: &str) {
        let mut is_first = true;
        for c in piece.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}')) {
            let c = if c == '\0' { '\u{fffd}' } else { c };
            self.text.push(c);
            let before = self.last.replace(c).unwrap_or(' ');
            if !c.is_whitespace() && starts_unit(before, c) {
                if let Some(time) = self.next.take() {
                    self.times.resize(self.count, UNKNOWN);
                    self.times.push(time);
                }
                self.count += 1;
            } else if !c.is_whitespace() && is_first {
                self.next = None; // A time within a unit is none of a unit's start.
            }
            is_first = false;
        }
    }

    /// Adds a piece that is said from one time to another, in milliseconds: its units share this time, not what is left until the
    /// next piece.
    pub(super) fn push_said(&mut self, start: u64, end: Option<u64>, piece: &str) {
        let (first, at) = (self.count, self.text.len());
        self.at(start);
        self.push(piece);
        let times = u32::try_from(start).ok().zip(end.and_then(|end| u32::try_from(end).ok()));
        let Some((start, end)) = times.filter(|(start, end)| start < end) else { return };
        // Only where the first unit of the piece has taken its start.
        if self.times.len() == first + 1 {
            let starts = share(Millis(start), Millis(end), &lengths(units(part(&self.text, at..))));
            self.times.extend(starts.into_iter().skip(1));
        }
    }

    /// Another's text, which goes on where this ends: a time that waits for the next unit goes along.
    pub(super) fn go_on(&mut self) -> Self {
        Self { next: self.next.take(), ..Self::default() }
    }

    /// Whether this goes on with a text in a script without blanks between words.
    pub(super) fn goes_on(&self, next: &str) -> bool {
        self.last.zip(next.chars().next()).is_some_and(|(before, c)| is_unbroken(before, c))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A cue whose times are not filled in yet.
    pub(super) fn cue(mut self, start: Millis, end: Millis, speaker: Option<String>) -> Cue {
        if !self.times.is_empty() {
            self.times.resize(self.count, UNKNOWN);
        }
        Cue { start, end, speaker, text: self.text, words: self.times }
    }
}

/// Finishes a cue: a single line, with single blanks; and a time for each unit if any is known.
pub(super) fn finish(cue: &mut Cue) {
    if cue.text.split(' ').any(|word| word.is_empty() || word.contains(char::is_whitespace)) {
        cue.text = one_line(&cue.text, cue.words.is_empty());
    }
    let lengths = lengths(units(&cue.text));
    if cue.words.is_empty() {
        // A cue of a single unit says when that unit starts.
        if lengths.len() == 1 {
            cue.words.push(cue.start);
        }
        return;
    }
    fill(cue, &lengths);
}

/// The lines as one: with a blank between two, unless a script without blanks goes on. A line that starts with a blank has one
/// there all the same: Thai puts it between sentences.
fn one_line(text: &str, is_untimed: bool) -> String {
    let mut all = String::with_capacity(text.len());
    for line in text.split('\n') {
        let words = join(words(line), " ");
        let Some(first) = words.chars().next() else { continue };
        let goes_on = |last| is_unbroken(last, first) || is_untimed && is_unspaced_around(&all, first);
        let has_blank = line.starts_with(' ') || !all.chars().next_back().is_some_and(goes_on);
        append(&mut all, if has_blank { " " } else { "" }, &words);
    }
    all
}

/// Whether a script without blanks goes on after marks that it shares with other scripts. In one line such a mark and the character
/// after it are one unit, and in two lines two: a cue whose units have times would have one time too many.
fn is_unspaced_around(before: &str, first: char) -> bool {
    let last = before.trim_end_matches(['…', '—', '”', '’']).chars().next_back();
    is_unspaced(first) && last.is_some_and(|c| is_unspaced(c) || is_wide_mark(c))
}

/// Units without a time are spread by their length between those that have one. A time that is not in the cue,
/// or goes back, is none.
fn fill(cue: &mut Cue, lengths: &[usize]) {
    debug_assert_eq!(lengths.len(), cue.words.len());
    let is_unspaced = cue.text.contains(is_unspaced);
    let (mut from, mut latest) = (0, cue.start);
    for i in 0..=cue.words.len() {
        let time = cue.words.get(i).copied().unwrap_or(cue.end);
        let known = i == cue.words.len() || (time >= latest && time <= cue.end);
        if !known {
            continue;
        }
        // The units from `from` up to this one share the time in between. The first unit of all starts with
        // the cue unless it says otherwise. A character takes no longer than a word does: the rest is silence.
        let most = PER_WORD.0.saturating_mul((i - from) as u32);
        let end = if is_unspaced { time.min(latest + Millis(most)) } else { time };
        cue.words.splice(from..i, share(latest, end, &lengths[from..i]));
        (from, latest) = (i, time);
    }
}

/// Cues that are parts of one, each with the whole's time, take their own share of it: from when the first word is
/// said if that is known, else by length.
pub(super) fn divide(parts: &mut [Cue]) {
    let Some(Cue { start, end, .. }) = parts.first() else { return };
    let lengths: Vec<usize> = parts.iter().map(|cue| cue.text.len()).collect();
    let mut starts = share(*start, *end, &lengths);
    for (i, cue) in parts.iter_mut().enumerate().skip(1) {
        let known = cue.words.first().filter(|time| (cue.start..=cue.end).contains(time));
        starts[i] = known.copied().unwrap_or(starts[i]).max(starts[i - 1]);
        cue.start = starts[i];
    }
    for (i, cue) in parts.iter_mut().enumerate() {
        cue.end = starts.get(i + 1).copied().unwrap_or(cue.end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pieces: &[(Option<u64>, &str)], start: u32, end: u32) -> (String, Vec<u32>) {
        let mut timed = TimedText::default();
        for (time, piece) in pieces {
            if let Some(time) = time {
                timed.at(*time);
            }
            timed.push(piece);
        }
        let mut cue = timed.cue(Millis(start), Millis(end), None);
        finish(&mut cue);
        (cue.text, cue.words.iter().map(|w| w.0).collect())
    }

    #[test]
    fn a_word_without_a_time_is_between_its_neighbours() {
        let pieces = [(None, "one"), (Some(500), " two six"), (Some(900), "\n ten  "), (None, " end")];
        assert_eq!(
            words(&pieces, 100, 1_300),
            ("one two six ten end".into(), vec![100, 500, 700, 900, 1_100])
        );
    }

    #[test]
    fn a_time_within_a_word_or_out_of_the_cue_is_no_words_time() {
        assert_eq!(words(&[(None, "hel"), (Some(200), "lo you")], 0, 1_000).1, Vec::<u32>::new());
        let pieces = [(Some(0), "a"), (Some(5_000), " b"), (Some(500), " c"), (Some(400), " d")];
        assert_eq!(words(&pieces, 0, 1_000).1, [0, 250, 500, 750]);
    }

    #[test]
    fn a_single_word_starts_with_its_cue() {
        assert_eq!(words(&[(None, " yes \n")], 70, 90), ("yes".into(), vec![70]));
        assert_eq!(words(&[(None, "oh yes")], 70, 90), ("oh yes".into(), vec![]));
    }
}
