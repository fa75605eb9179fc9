//! The cases of the web platform tests, in `formats/webvtt-js-wpt` of the corpus.
//!
//! Of the files, what an episode has use for is checked: how many cues there are, their identifiers, texts and times.
//! Not checked, since an episode has no use for it and it is not read: what the files `settings-*` and `regions-*`
//! say of the settings of a cue, and `nulls` of its alignment. `stylesheets.js` checks nothing by itself.
//! Of the texts of cues, all is checked.

use super::{Block, Blocks, Event, Events, Raw, Tag};
use std::path::{Path, PathBuf};

fn cases() -> Option<PathBuf> {
    Some(corpus::folder()?.join("formats/webvtt-js-wpt/test"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cues(text: &str) -> Vec<Raw<'_>> {
    if !super::is(text) {
        return Vec::new();
    }
    let cues = Blocks::new(text).filter_map(|block| match block {
        Block::Cue(cue) => Some(cue),
        Block::Dropped(..) | Block::NoLabels => None,
    });
    cues.collect()
}

#[test]
fn every_file_has_the_cues_of_its_case() {
    let Some(cases) = cases() else { return };
    let folder = cases.join("wpt-file-parsing");
    let mut checked = 0;
    let mut paths: Vec<_> =
        std::fs::read_dir(&folder).expect("cases").map(|e| e.expect("a case").path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "vtt")) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let (text, case) = (read(&path), read(&path.with_extension("js")));
        let cues = cues(&text);
        let count = case
            .split_once("cues.length, ")
            .map(|(_, rest)| rest.split([')', ',']).next().expect("a number"));
        match count {
            Some(count) => assert_eq!(cues.len().to_string(), count, "{name}"),
            None => assert_eq!(name, "stylesheets", "the only case that counts nothing"),
        }
        if !name.starts_with("settings") && !name.starts_with("regions") {
            assert!(cues.iter().all(|cue| !cue.text.starts_with("invalid")), "{name}");
        }
        checked += assertions(&name, &case, &cues);
        checked += usize::from(count.is_some());
    }
    assert_eq!(checked, 36 + 83, "files and single cues that say something");
}

/// Checks what a case says of single cues: `cues[1].text, 'text1'`, or in a loop `cues[i].text, 'text' + i`, or as
/// a list of times.
fn assertions(name: &str, case: &str, cues: &[Raw<'_>]) -> usize {
    let seconds = |millis: u64| (millis as f64 / 1000.0).to_string();
    let mut checked = 0;
    let mut check = |i: usize, key: &str, wanted: &str| {
        let cue = &cues[i];
        let found = match key {
            "id" => cue.id.replace('\0', "\u{fffd}"),
            "text" => cue.text.clone(),
            "startTime" => seconds(cue.start),
            "endTime" => seconds(cue.end),
            _ => return,
        };
        assert_eq!(found, wanted, "{name}: cue {i}, {key}");
        checked += 1;
    };
    for line in case.lines() {
        let Some((at, rest)) =
            line.trim().strip_prefix("assert_equals(cues[").and_then(|l| l.split_once("]."))
        else {
            continue;
        };
        let (key, wanted) = rest.split_once(", ").expect("two arguments");
        let wanted =
            wanted.split_once(", 'Failed").map_or(wanted.trim_end_matches(");"), |(wanted, _)| wanted);
        let plain = wanted.trim_matches(['\'', '"']).replace("\\uFFFD", "\u{fffd}");
        match at.parse() {
            Ok(i) => check(i, key, &plain),
            Err(_) if wanted.starts_with("'text' + ") => {
                (0..cues.len()).for_each(|i| check(i, key, &format!("text{i}")));
            }
            Err(_) if ["startTime", "endTime"].contains(&wanted) => {
                let pairs = case.lines().filter_map(|l| l.trim().strip_prefix('[')?.strip_suffix("],"));
                for (i, (start, end)) in pairs.map(|p| p.split_once(", ").expect("a pair")).enumerate() {
                    check(i, key, if key == "startTime" { start } else { end });
                }
            }
            Err(_) => (0..cues.len()).for_each(|i| check(i, key, &plain)),
        }
    }
    checked
}

#[test]
fn every_text_is_the_tree_of_its_case() {
    let Some(folder) = cases() else { return };
    let folder = folder.join("wpt-cue-parsing");
    let mut checked = 0;
    for name in ["entities", "tags", "text", "timestamps", "tree-building"] {
        let text = read(&folder.join(name).with_extension("vtt"));
        let cases: serde_json::Value =
            serde_json::from_str(&read(&folder.join(name).with_extension("json"))).expect("JSON");
        let (cases, cues) = (cases.as_array().expect("a list"), cues(&text));
        assert_eq!(cues.len(), cases.len(), "{name}");
        for (cue, case) in cues.iter().zip(cases) {
            assert_eq!(
                tree(&cue.text),
                case["expectedTree"].as_str().expect("a tree"),
                "{name}: {:?}",
                cue.text
            );
            checked += 1;
        }
    }
    assert_eq!(checked, 77);
}

/// A tree as the cases write it.
fn tree(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for event in Events::new(text) {
        let mut line = |depth: usize, text: &str| out.push_str(&format!("| {}{text}\n", "  ".repeat(depth)));
        match event {
            Event::Start { tag, classes, annotation } => {
                line(
                    depth,
                    match tag {
                        Tag::Class | Tag::Voice | Tag::Language => "<span>",
                        Tag::Italic => "<i>",
                        Tag::Bold => "<b>",
                        Tag::Underline => "<u>",
                        Tag::Ruby => "<ruby>",
                        Tag::RubyText => "<rt>",
                    },
                );
                depth += 1;
                let classes: Vec<&str> = classes.split('.').filter(|class| !class.is_empty()).collect();
                if !classes.is_empty() {
                    line(depth, &format!("class={:?}", classes.join(" ")));
                }
                match tag {
                    Tag::Voice => line(depth, &format!("title={annotation:?}")),
                    Tag::Language => line(depth, &format!("lang={annotation:?}")),
                    _ => {}
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => line(depth, &format!("\"{text}\"")),
            Event::Time(t) => {
                let (h, m, s) = (t / 3_600_000, t / 60_000 % 60, t / 1000 % 60);
                line(depth, &format!("<?timestamp {h:02}:{m:02}:{s:02}.{:03}>", t % 1000));
            }
        }
    }
    out
}
