//! What stands beside a page, what a site says once for all its pages, and which pages are episodes.

mod place;

use std::process::Stdio;

use place::{PAGE, Place, Running, wait_until};
use serde_json::json;

const CAPTIONS: &str =
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>It ebbs.\n\n00:04.000 --> 00:05.000\n<v Bo>It floods.\n";
const SRT: &str =
    "1\n00:00:01,000 --> 00:00:02,000\nAda: It ebbs.\n\n2\n00:00:04,000 --> 00:00:05,000\nBo: It floods.\n";
const ASS: &str = "[Script Info]\n\n[Events]\nFormat: Start, End, Name, Text\n\
    Dialogue: 0:00:01.00,0:00:02.00,Ada,It {\\i1}ebbs{\\i0}.\nDialogue: 0:00:04.00,0:00:05.00,Bo,It\\Nfloods.\n";
const BARE: &str = "---\ntitle: Ebb\nyoutube: abc-DEF_123\n---\nNotes.\n";

#[test]
fn captions_with_the_page_s_name_are_its_transcript() {
    for (page, captions, text) in [
        ("050.md", "050.vtt", CAPTIONS),
        ("050.md", "050.srt", SRT),
        ("050.md", "050.ass", ASS),
        ("2025-06-01-ebb.md", "ebb.vtt", CAPTIONS),
        ("050/index.mdx", "050/transcript.srt", SRT),
    ] {
        let place = Place::new(&[(page, BARE), (captions, text)]);
        place.run(&["import", page, "-o", "e.json"]).ended(0);
        let e = place.json("e.json");
        let transcript = &e["transcript"];
        assert_eq!(transcript["source"], "captions", "{captions}");
        assert_eq!(transcript["timing"], "captions", "{captions}");
        let speakers: Vec<_> = e["speakers"].as_array().into_iter().flatten().map(|s| &s["name"]).collect();
        assert_eq!(speakers, ["Ada", "Bo"], "{captions}");
        assert_eq!(
            (&transcript["turns"][0]["start"], &transcript["turns"][1]["start"]),
            (&json!(1), &json!(4))
        );
        assert_eq!(transcript.get("generated"), None, "{captions}");
    }
}

#[test]
fn captions_of_each_ending_are_found_beside_the_page_and_the_readme_has_them() {
    const README: &str = include_str!("../../../README.md");
    for ending in episode::formats::endings() {
        // What is in the file decides how it is read.
        let place = Place::new(&[("050.md", BARE), (&format!("050.{ending}"), CAPTIONS)]);
        place.run(&["import", "050.md", "-o", "e.json"]).ended(0);
        assert_eq!(place.json("e.json")["transcript"]["source"], "captions", "{ending}");
        assert!(README.contains(&format!("`.{ending}`")), "the README does not tell of .{ending}");
    }
}

#[test]
fn captions_time_the_words_of_a_page_that_has_a_transcript() {
    let place = Place::new(&[("ebb.md", PAGE), ("ebb.vtt", CAPTIONS)]);
    place.run(&["import", "ebb.md", "-o", "e.json"]).ended(0);
    let transcript = &place.json("e.json")["transcript"];
    assert_eq!((transcript.get("source"), &transcript["timing"]), (None, &json!("captions")));
}

#[test]
fn captions_of_a_speech_recogniser_say_so() {
    let words = "WEBVTT\n\n00:01.000 --> 00:02.000\nIt<00:01.500><c> ebbs.</c>\n";
    let place = Place::new(&[("ebb.md", BARE), ("ebb.vtt", words)]);
    place.run(&["import", "ebb.md", "-o", "e.json"]).ended(0);
    assert_eq!(place.json("e.json")["transcript"]["generated"], true);
}

#[test]
fn a_file_that_the_front_matter_names_is_read_and_one_that_is_not_there_is_told() {
    let page = BARE.replace("youtube", "transcript: ../t/ebb.txt\nyoutube");
    let place = Place::new(&[("p/ebb.md", &page), ("t/ebb.txt", "Ada: It ebbs.\n\nBo: It floods.\n")]);
    place.run(&["import", "p/ebb.md", "-o", "e.json"]).ended(0);
    let e = place.json("e.json");
    assert_eq!(
        (&e["transcript"]["turns"][1]["speaker"], &e["transcript"]["turns"][1]["text"]),
        (&json!("bo"), &json!("It floods."))
    );
    place.write("p/ebb.md", page.replace("ebb.txt", "gone.vtt"));
    let ran = place.run(&["import", "p/ebb.md", "-o", "e.json"]).ended(0);
    assert!(
        ran.err.contains("there is no file \"../t/gone.vtt\"") && ran.err.contains("p/ebb.md:3:1"),
        "{}",
        ran.err
    );
}

#[test]
fn the_project_file_is_found_above_the_page_and_options_override_it() {
    let project = "base = \"/docs\"\nlanguage = \"de\"\ncaptions = \"texts\"\nleave-out = [\"Sponsors\"]\nspeakers = [\"Ada\"]\n[keys]\nyoutube = \"clip\"\n[words]\ntranscript = [\"Protokoll\"]\n";
    let page = "---\ntitle: Ebb\nclip: abc-DEF_123\naudio: /ebb.mp3\n---\n\n## Sponsors\n\nBuy.\n";
    let place = Place::new(&[("episode.toml", project), ("a/b/ebb.md", page), ("texts/ebb.vtt", CAPTIONS)]);
    place.run(&["import", "a", "-o", "out"]).ended(0);
    let e = place.json("out/b/ebb.json");
    assert_eq!(e["media"], json!([{ "youtube": "abc-DEF_123" }, { "audio": "/docs/ebb.mp3" }]));
    assert_eq!((&e["language"], e.get("sections")), (&json!("de"), None));
    assert_eq!(e["transcript"]["source"], "captions");
    place.run(&["import", "a", "-o", "out", "--base", "/other"]).ended(0);
    assert_eq!(place.json("out/b/ebb.json")["media"][1]["audio"], "/other/ebb.mp3");
}

#[test]
fn a_project_file_that_says_something_wrong_is_an_error_with_its_line() {
    let place = Place::new(&[("ebb.md", PAGE)]);
    for (project, told) in [
        ("base = \"/x\"\nbse = 1\n", "episode.toml, line 2: unknown field `bse`"),
        (
            "[keys]\nyoutub = \"x\"\n",
            "episode.toml, line 2: unknown name \"youtub\" in [keys]; the names are youtube,",
        ),
        ("pages = [\"a[\"]\n", "pages: "),
        ("base = \n", "episode.toml, line 1: "),
    ] {
        place.write("episode.toml", project);
        let ran = place.run(&["import", "ebb.md", "-o", "e.json"]).ended(1);
        assert!(ran.err.contains(told), "{project}{}", ran.err);
    }
}

#[test]
fn pages_of_a_folder_that_are_no_episodes_are_skipped_and_counted() {
    let files = [("p/ebb.md", PAGE), ("p/about.md", "# About\n\nUs.\n"), ("p/x/flood.md", PAGE)];
    let place = Place::new(&files);
    let ran = place.run(&["import", "p", "-o", "out", "--prune"]).ended(0);
    assert!(ran.err.contains("3 pages: 2 written, 1 skipped"), "{}", ran.err);
    assert!(!place.path("out/about.json").exists());
    place.run(&["import", "p/about.md", "-o", "about.json"]).ended(0);
    assert!(place.path("about.json").exists(), "a page that is named is imported");
    place.run(&["import", "p", "-o", "some", "--only", "x/*.md", "--only", "about.md"]).ended(0);
    assert!(place.path("some/about.json").exists() && !place.path("some/ebb.json").exists());
    place.write("episode.toml", "pages = [\"p/x/**\"]\n");
    place.run(&["import", "p", "-o", "out", "--prune"]).ended(0);
    assert!(!place.path("out/ebb.json").exists() && place.path("out/x/flood.json").exists());
}

#[test]
fn captions_beside_a_page_are_watched() {
    let place = Place::new(&[("pages/ebb.md", BARE), ("pages/ebb.vtt", CAPTIONS)]);
    let child = place.command(&["import", "pages", "-o", "out", "--watch"]).stderr(Stdio::null()).spawn();
    let _child = Running(child.expect("the command runs"));
    let text =
        |word: &str| std::fs::read_to_string(place.path("out/ebb.json")).is_ok_and(|t| t.contains(word));
    wait_until(|| text("It ebbs."));
    std::thread::sleep(std::time::Duration::from_millis(500));
    place.write("pages/ebb.vtt", CAPTIONS.replace("ebbs", "sinks"));
    wait_until(|| text("It sinks."));
}
