//! The command itself: from captions to an episode, and from an episode to captions.

use std::path::Path;
use std::process::{Command, Output};

const VTT: &str = "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Ada>The sea <00:00:01.500>rises.\n\n\
    00:00:02.000 --> 00:00:03.000\n<v Bo>Why?\n";

fn episode(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_episode"));
    command.current_dir(folder).args(arguments).output().expect("the command starts")
}

/// Runs it, and gives back what it writes.
#[track_caller]
fn good(folder: &Path, arguments: &[&str]) -> String {
    let output = episode(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

#[test]
fn captions_alone_become_an_episode_and_captions_again() {
    let folder = folder();
    let folder = folder.path();
    // Under another format's name, as hosts have it.
    std::fs::write(folder.join("tides.srt"), VTT).expect("captions");
    good(folder, &["import", "tides.srt", "-o", "tides.json"]);
    assert!(good(folder, &["check", "tides.json"]).contains("valid"));
    let vtt = good(folder, &["export", "tides.json", "--to", "vtt", "--words"]);
    let read = |text: &str| episode::formats::read(text).expect("captions").captions;
    let starts = |text: &str| {
        let cues = read(text).cues.into_iter();
        cues.map(|cue| (cue.start, cue.speaker, cue.text, cue.words[0])).collect::<Vec<_>>()
    };
    assert_eq!(starts(&vtt), starts(VTT));
    let text = good(folder, &["export", "tides.json", "--to", "text"]);
    assert_eq!(text, "Ada: The sea rises.\n\nBo: Why?\n");
    good(folder, &["export", "tides.json", "--to", "srt", "-o", "out.srt"]);
    let srt = std::fs::read_to_string(folder.join("out.srt")).expect("SRT");
    assert!(srt.starts_with("1\n00:00:00,000 --> 00:00:02,000\nAda: The sea rises.\n"), "{srt}");
}

#[test]
fn a_failed_export_leaves_the_old_file_and_says_why() {
    let folder = folder();
    let folder = folder.path();
    std::fs::write(folder.join("out.json"), "old").expect("a file");
    for (json, why) in
        [("{\"title\": \"Tides\"}", "no chapters"), ("{\"title\": 1}", "title: found 1"), ("{", "not JSON")]
    {
        std::fs::write(folder.join("episode.json"), json).expect("an episode");
        let output = episode(folder, &["export", "episode.json", "--to", "chapters", "-o", "out.json"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(1) && told.contains(why), "{told}");
        assert!(output.stdout.is_empty());
        assert_eq!(std::fs::read_to_string(folder.join("out.json")).expect("a file"), "old");
    }
}

#[test]
fn captions_of_real_recordings_alone_make_episodes() {
    let Some(corpus) = corpus::folder() else { return };
    let folder = folder();
    let folder = folder.path();
    let mut count = 0;
    for recording in std::fs::read_dir(corpus.join("captions")).expect("recordings") {
        for file in std::fs::read_dir(recording.expect("a recording").path()).expect("files") {
            let path = file.expect("a file").path();
            if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("captions.")) {
                continue;
            }
            let path = std::path::absolute(path).expect("a path");
            good(folder, &["import", path.to_str().expect("UTF-8"), "-q", "-o", "x.json"]);
            assert!(good(folder, &["check", "x.json"]).contains("valid"));
            // No word is lost on the way, nor a mark of a change of speaker taken for one.
            let words = |text: &str| {
                let captions = episode::formats::read(text).expect("captions").captions;
                let texts: Vec<String> = captions.cues.into_iter().map(|cue| cue.text).collect();
                texts
                    .join(" ")
                    .split_whitespace()
                    .filter(|w| *w != ">>")
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let source = std::fs::read_to_string(&path).expect("captions");
            let vtt = good(folder, &["export", "x.json", "--to", "vtt"]);
            assert!(words(&vtt) == words(&source), "{}", path.display());
            count += 1;
        }
    }
    assert_eq!(count, 19);
}
