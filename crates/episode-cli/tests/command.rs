//! The command as a user calls it: what is written, what is said, and the exit code.

mod place;

use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

use place::{BAD, PAGE, Place};

#[test]
fn one_page_goes_to_the_standard_output_or_into_a_file() {
    let place = Place::new(&[("ebb.md", PAGE)]);
    let ran = place.run(&["import", "ebb.md"]).ended(0);
    let json: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(json["title"], "Ebb");
    assert_eq!(json["id"], "ebb");
    assert_eq!(json["$schema"], "episode-v1.schema.json");
    let ran = place.run(&["import", "ebb.md", "-o", "new/e.json"]).ended(0);
    assert_eq!(ran.out, "");
    let told =
        "new/e.json: Ebb: 0 chapters, 2 turns, 0 statistics; times are estimated; give --captions FILE";
    assert!(ran.err.contains(told), "{}", ran.err);
    assert_eq!(place.json("new/e.json"), json);
    assert_eq!(place.files(), ["ebb.md", "new/e.json"]);
}

#[test]
fn a_page_may_come_from_the_standard_input() {
    let place = Place::new(&[]);
    let mut child = place
        .command(&["import", "-", "-o", "e.json"])
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command runs");
    child.stdin.take().expect("piped").write_all(PAGE.as_bytes()).expect("read");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(place.json("e.json")["title"], "Ebb");
}

#[test]
fn a_folder_of_pages_becomes_a_folder_of_episodes() {
    let place = Place::new(&[
        ("pages/ebb.md", PAGE),
        ("pages/more/flood.mdx", &PAGE.replace("Ebb", "Flood")),
        ("pages/notes.txt", "no page"),
        ("pages/.drafts/x.md", PAGE),
        ("pages/node_modules/x.md", PAGE),
    ]);
    let ran = place.run(&["import", "pages", "-o", "out"]).ended(0);
    assert_eq!(place.json("out/ebb.json")["title"], "Ebb");
    assert_eq!(place.json("out/more/flood.json")["title"], "Flood");
    let mut files = place.files();
    files.retain(|file| file.starts_with("out/") && !file.starts_with("out/search/"));
    assert_eq!(files, ["out/ebb.json", "out/episodes.json", "out/more/flood.json"]);
    assert!(ran.err.contains("2 pages: 2 written"), "{}", ran.err);
    assert!(!ran.err.contains("<Player>"), "what is not used is not listed: {}", ran.err);
    assert!(place.run(&["import", "pages", "-o", "out", "--verbose"]).ended(0).err.contains("<Player>"));
    assert_eq!(place.run(&["import", "pages", "-o", "out", "--quiet"]).ended(0).err, "");
}

#[test]
fn an_error_in_one_page_keeps_its_good_file_and_stops_no_other_page() {
    let place = Place::new(&[("a.md", BAD), ("b.md", PAGE), ("out/a.json", "good")]);
    let pages = ["import", "a.md", "missing.md", "b.md", "-o", "out/"];
    let ran = place.run(&pages).ended(1);
    assert_eq!(place.read("out/a.json"), "good");
    assert_eq!(place.json("out/b.json")["title"], "Ebb");
    assert!(ran.err.contains("error: \"none\" is not a YouTube video id"), "{}", ran.err);
    assert!(ran.err.contains("cannot read missing.md"), "{}", ran.err);
    assert!(ran.err.contains("3 pages: 1 written, 2 with errors"), "{}", ran.err);
    place.run(&["import", "a.md", "-o", "out/a.json", "--force"]).ended(1);
    assert_eq!(place.json("out/a.json")["title"], "Bad");
    assert_eq!(place.files(), ["a.md", "b.md", "out/a.json", "out/b.json"], "nothing is left over");
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let place = Place::new(&[("a.md", PAGE), ("out", "a file, not a folder")]);
    let ran = place.run(&["import", "a.md", "-o", "out/a.json"]).ended(1);
    assert!(ran.err.contains("cannot write out/a.json"), "{}", ran.err);
    assert_eq!(place.files(), ["a.md", "out"]);
}

/// What they print is in `cmd/usage.trycmd`.
#[test]
fn a_wrong_call_ends_with_2_and_writes_nothing() {
    let place = Place::new(&[("a.md", PAGE), ("x/a.mdx", PAGE), ("empty/b.txt", "")]);
    for arguments in [
        &["import"][..],
        &["import", "a.md", "--mood"],
        &["import", "a.md", "--format", "json"],
        &["import", "a.md", "--watch"],
        &["import", "a.md", "x/a.mdx"],
        &["import", "x"],
        &["import", "a.md", "x/a.mdx", "-o", "out"],
        &["import", "empty", "-o", "out"],
        &["import", ".", "-o", "out", "--youtube", "abc-DEF_123"],
        &["swim"],
    ] {
        let ran = place.run(arguments).ended(2);
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{arguments:?}: {ran:?}");
    }
    assert_eq!(place.files(), ["a.md", "empty/b.txt", "x/a.mdx"]);
}

#[test]
fn problems_are_objects_for_machines() {
    let place = Place::new(&[("a.md", "# T\n\nÜber [it](javascript:x).\n"), ("b.md", BAD)]);
    let ran = place.run(&["import", "a.md", "b.md", "gone.md", "-o", "out", "--format", "json"]).ended(1);
    let objects = ran.objects();
    let link = objects.iter().find(|o| o["line"] == 3).expect("the link");
    assert_eq!(
        (&link["file"], &link["severity"], &link["column"]),
        (&"a.md".into(), &"warning".into(), &6.into())
    );
    assert_eq!((&link["start"], &link["end"]), (&11.into(), &29.into()), "bytes");
    assert!(objects.iter().any(|o| o["severity"] == "error" && o["file"] == "b.md" && o["line"] == 2));
    assert!(objects.iter().any(|o| o["severity"] == "error" && o["file"] == "gone.md"));
    assert_eq!(ran.err, "");
}

#[test]
fn a_page_that_is_not_utf_8_is_an_error_at_its_place() {
    let place = Place::new(&[]);
    place.write("a.md", b"# T\n\n\xc3\xbc \xff b\n");
    let ran = place.run(&["import", "a.md", "-o", "a.json"]).ended(1);
    assert!(ran.err.contains("not UTF-8: the byte 0xff") && ran.err.contains("a.md:3:3"), "{}", ran.err);
    assert_eq!(place.files(), ["a.md"]);
}

#[test]
fn the_video_and_the_base_may_be_given() {
    let place = Place::new(&[("a.md", "# T\n\n[x](/y)\n")]);
    place.run(&["import", "a.md", "-o", "a.json", "--youtube", "abc-DEF_123", "--base", "/docs"]).ended(0);
    let json = place.json("a.json");
    assert_eq!(json["media"][0]["youtube"], "abc-DEF_123");
    assert!(json["synopsis"].to_string().contains("/docs/y"), "{json}");
}

#[test]
fn the_demo_is_imported_without_a_problem() {
    let place = Place::new(&[]);
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/episode.md");
    let ran = place.run(&["import", page, "-o", "demo.json"]).ended(0);
    assert!(!ran.err.contains("warning") && !ran.err.contains("note"), "{}", ran.err);
    let json = place.json("demo.json");
    assert_eq!(json["media"][0]["audio"], "episode.mp3");
    assert_eq!(place.run(&["check", "demo.json"]).ended(0).out, "demo.json: valid\n");
}

#[test]
fn the_schema_is_written_for_editors() {
    let place = Place::new(&[]);
    place.run(&["schema", "-o", "episode-v1.schema.json"]).ended(0);
    let schema = place.json("episode-v1.schema.json");
    assert_eq!(schema["required"], serde_json::json!(["title"]));
    assert_eq!(place.run(&["schema"]).ended(0).out, place.read("episode-v1.schema.json"));
}
