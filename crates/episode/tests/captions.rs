//! Captions of every format: real ones, broken ones, and hostile ones.

#![cfg(feature = "formats")]

use episode::Millis;
use episode::captions::{Captions, Cue};
use episode::formats::{Format, Read, read};
use episode::text::words;
use std::path::PathBuf;

fn corpus(path: &str) -> PathBuf {
    PathBuf::from(std::env::var_os("EPISODE_CORPUS").expect("the caller asked for this test")).join(path)
}

/// What every reader keeps to.
#[track_caller]
fn assert_well_formed(captions: &Captions) {
    let mut before = Millis::ZERO;
    for cue in &captions.cues {
        assert!(before <= cue.start && cue.start <= cue.end, "{cue:?}");
        before = cue.start;
        let texts: Vec<&str> = words(&cue.text).collect();
        assert!(!texts.is_empty() && texts.join(" ") == cue.text, "{cue:?}");
        assert!(cue.words.is_empty() || cue.words.len() == texts.len(), "{cue:?}");
        assert!(cue.words.is_sorted(), "{cue:?}");
        assert!(cue.words.iter().all(|word| (cue.start..=cue.end).contains(word)), "{cue:?}");
    }
}

#[track_caller]
fn good(text: &str) -> Read {
    let read = read(text).unwrap_or_else(|fault| panic!("{fault}"));
    assert_well_formed(&read.captions);
    read
}

fn texts(captions: &Captions) -> String {
    captions.cues.iter().map(|cue| cue.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
fn captions_of_real_recordings_are_read_whole() {
    let mut count = 0;
    for folder in std::fs::read_dir(corpus("captions")).expect("recordings") {
        for file in std::fs::read_dir(folder.expect("a recording").path()).expect("files") {
            let path = file.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if !name.starts_with("captions.") {
                continue;
            }
            let read = good(&std::fs::read_to_string(&path).expect("captions"));
            eprintln!(
                "{} {:?} {} cues, {} words, {:?}",
                path.display(),
                read.format,
                read.captions.cues.len(),
                words(&texts(&read.captions)).count(),
                read.faults
            );
            count += 1;
        }
    }
    assert_eq!(count, 19);
}
