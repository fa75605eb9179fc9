//! What the tests of captions have in common.

#![allow(dead_code, reason = "each test takes what it needs")]

use episode::Millis;
use episode::captions::Captions;
use episode::formats::{MAX_FAULTS, Read, read};
use episode::text::{units, words};
use std::path::Path;

/// A file's text.
pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What every reader keeps to.
#[track_caller]
pub(crate) fn assert_well_formed(read: &Read) {
    let mut before = Millis::ZERO;
    for cue in &read.captions.cues {
        assert!(before <= cue.start && cue.start <= cue.end, "{cue:?}");
        before = cue.start;
        let texts: Vec<&str> = words(&cue.text).collect();
        assert!(!texts.is_empty() && texts.join(" ") == cue.text, "{cue:?}");
        assert!(cue.words.is_empty() || cue.words.len() == units(&cue.text).len(), "{cue:?}");
        assert!(cue.words.is_sorted(), "{cue:?}");
        assert!(cue.words.iter().all(|word| (cue.start..=cue.end).contains(word)), "{cue:?}");
    }
    assert!(read.chapters.is_sorted_by_key(|chapter| chapter.start));
    assert!(read.chapters.iter().all(|chapter| !chapter.title.is_empty()));
    assert!(read.faults.len() <= MAX_FAULTS);
}

/// Reads what can be read.
#[track_caller]
pub(crate) fn good(text: &str) -> Read {
    let read = read(text).unwrap_or_else(|fault| panic!("{fault}"));
    assert_well_formed(&read);
    read
}

/// Everything that is said.
pub(crate) fn said(captions: &Captions) -> String {
    captions.cues.iter().map(|cue| cue.text.as_str()).collect::<Vec<_>>().join(" ")
}
