//! What is written, what is left alone, and what is deleted: nothing of an author's is lost.

mod place;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use place::{BAD, PAGE, Place, Running, wait_until};
use serde_json::Value;

#[test]
fn pages_are_imported_anew_as_they_change() {
    let place = Place::new(&[("pages/ebb.md", PAGE)]);
    let child = place.command(&["import", "pages", "-o", "out", "--watch"]).stderr(Stdio::piped()).spawn();
    let mut child = Running(child.expect("the command runs"));
    let mut told = std::io::BufReader::new(child.0.stderr.take().expect("piped"));
    let mut line = String::new();
    while !line.contains("watching") {
        line.clear();
        assert!(std::io::BufRead::read_line(&mut told, &mut line).expect("text") > 0, "it ended");
    }
    let title = |name: &str| {
        let text = fs::read_to_string(place.path(name)).ok()?;
        // Never half of a file.
        Some(serde_json::from_str::<Value>(&text).expect("whole JSON")["title"].as_str()?.to_owned())
    };
    assert_eq!(title("out/ebb.json").as_deref(), Some("Ebb"));
    place.write("pages/ebb.md", PAGE.replace("# Ebb", "# Flood"));
    wait_until(|| title("out/ebb.json").as_deref() == Some("Flood"));
    place.write("pages/new.md", PAGE);
    wait_until(|| title("out/new.json").as_deref() == Some("Ebb"));
    place.write("pages/ebb.md", BAD);
    place.write("pages/last.md", PAGE);
    wait_until(|| title("out/last.json").is_some());
    assert_eq!(title("out/ebb.json").as_deref(), Some("Flood"), "an error replaces no good file");
    assert!(child.0.try_wait().expect("a state").is_none(), "it goes on");
}

/// Runs `import pages --watch` with more arguments, and collects what it prints.
fn watch(place: &Place, more: &[&str]) -> (Running, std::sync::mpsc::Receiver<String>) {
    let arguments = [&["import", "pages", "--watch"], more].concat();
    let mut child =
        Running(place.command(&arguments).stderr(Stdio::piped()).spawn().expect("the command runs"));
    let lines = BufReader::new(child.0.stderr.take().expect("piped")).lines();
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
    while !receiver.recv().expect("it runs").contains("watching") {}
    (child, receiver)
}

#[test]
fn reading_a_page_and_writing_its_file_are_no_changes() {
    let place = Place::new(&[("pages/ebb.md", PAGE)]);
    // The files are written among the pages, and pages are read all the while.
    let (_child, lines) = watch(&place, &["-o", "pages"]);
    for _ in 0..20 {
        place.read("pages/ebb.md");
        fs::read_dir(place.path("pages")).expect("a folder").for_each(drop);
    }
    place.write("pages/ebb.md", PAGE.replace("# Ebb", "# Flood"));
    wait_until(|| place.read("pages/ebb.json").contains("Flood"));
    place.write("pages/last.md", PAGE);
    wait_until(|| place.path("pages/last.json").exists());
    let line = lines.recv().expect("the page that changed");
    let imported: Vec<String> =
        std::iter::once(line).chain(lines.try_iter()).filter(|l| l.contains("chapters")).collect();
    assert!((1..=3).contains(&imported.len()), "{imported:#?}");
}

#[test]
fn a_file_that_has_the_same_text_is_not_written() {
    let place = Place::new(&[("pages/ebb.md", PAGE), ("pages/flood.md", PAGE)]);
    place.run(&["import", "pages", "-o", "out"]).ended(0);
    let modified = || fs::metadata(place.path("out/ebb.json")).and_then(|m| m.modified()).expect("a time");
    let before = modified();
    place.write("pages/flood.md", PAGE.replace("# Ebb", "# Flood"));
    let ran = place.run(&["import", "pages", "-o", "out"]).ended(0);
    assert_eq!(modified(), before);
    assert!(ran.err.contains("2 pages: 1 written, 1 unchanged"), "{}", ran.err);
}

#[test]
fn prune_deletes_the_files_of_deleted_pages_and_no_others() {
    let place = Place::new(&[
        ("pages/ebb.md", PAGE),
        ("pages/flood.md", PAGE),
        ("pages/edited.md", PAGE),
        ("out/own.json", r#"{"title":"Mine"}"#),
    ]);
    place.run(&["import", "pages", "-o", "out", "--prune"]).ended(0);
    for page in ["pages/flood.md", "pages/edited.md"] {
        fs::remove_file(place.path(page)).expect("deleted");
    }
    place.write("out/edited.json", r#"{"title":"By hand"}"#);
    place.write("pages/ebb.md", BAD);
    place.run(&["import", "pages", "-o", "out"]).ended(1);
    assert!(place.path("out/flood.json").exists(), "without --prune nothing is deleted");
    let ran = place.run(&["import", "pages", "-o", "out", "--prune"]).ended(1);
    assert!(!place.path("out/flood.json").exists());
    assert!(ran.err.contains("edited.json stays although its page is gone"), "{}", ran.err);
    assert_eq!(place.json("out/edited.json")["title"], "By hand");
    assert_eq!(place.json("out/own.json")["title"], "Mine");
    assert_eq!(place.json("out/ebb.json")["title"], "Ebb", "of a page with errors, the good file stays");
    place.run(&["import", "pages/ebb.md", "-o", "x.json", "--prune"]).ended(2);
}

#[test]
fn prune_and_watch_delete_as_pages_go() {
    let place = Place::new(&[("pages/ebb.md", PAGE), ("pages/flood.md", PAGE)]);
    let _child = watch(&place, &["-o", "out", "--prune"]);
    fs::remove_file(place.path("pages/flood.md")).expect("deleted");
    wait_until(|| !place.path("out/flood.json").exists());
    assert!(place.path("out/ebb.json").exists());
}

#[test]
fn list_and_index_follow_the_pages() {
    let place = Place::new(&[("pages/ebb.md", PAGE), ("pages/2025/flood.md", PAGE)]);
    let child = watch(&place, &["-o", "out", "--prune", "--page-url", "/talks/{path}/"]);
    let listed = || {
        let entries = place.json("out/episodes.json")["episodes"].as_array().expect("a list").clone();
        entries.iter().map(|entry| entry["url"].as_str().expect("an address").to_owned()).collect::<Vec<_>>()
    };
    let is_indexed = |word: &str| {
        let part = fs::read(place.path("out/search/words/0.bin")).expect("a part");
        part.windows(word.len()).any(|bytes| bytes == word.as_bytes())
    };
    assert_eq!(listed(), ["/talks/ebb/", "/talks/2025/flood/"]);
    assert!(is_indexed("floods"));
    place.write("pages/new.md", PAGE.replace("It floods", "A neap"));
    wait_until(|| listed() == ["/talks/new/", "/talks/ebb/", "/talks/2025/flood/"]);
    assert!(is_indexed("neap"));
    fs::remove_file(place.path("pages/new.md")).expect("deleted");
    wait_until(|| listed() == ["/talks/ebb/", "/talks/2025/flood/"]);
    assert!(!is_indexed("neap"));
    drop(child);
    // What an earlier state had more of goes; what others put there stays.
    fs::copy(place.path("out/search/words/0.bin"), place.path("out/search/words/1.bin")).expect("copied");
    place.write("out/search/list/1.json", "{}");
    place.run(&["import", "pages", "-o", "out"]).ended(0);
    assert!(!place.path("out/search/words/1.bin").exists());
    // The text of each of the two, and none of what is gone.
    assert!(place.read("out/search/text/0.json").contains("It floods"));
    assert!(place.path("out/search/text/1.json").exists() && !place.path("out/search/text/2.json").exists());
    assert_eq!(place.read("out/search/list/1.json"), "{}");
}

#[test]
fn no_file_of_others_becomes_the_list() {
    let place = Place::new(&[("pages/ebb.md", PAGE), ("out/episodes.json", "[1]")]);
    let ran = place.run(&["import", "pages", "-o", "out"]).ended(1);
    assert!(ran.err.contains("error: cannot write out/episodes.json: the file is not"), "{}", ran.err);
    assert_eq!(place.read("out/episodes.json"), "[1]");
    assert_eq!(place.json("out/ebb.json")["title"], "Ebb");
    assert!(!place.path("out/search").exists());
    place.run(&["import", "pages", "-o", "out", "--no-catalog"]).ended(0);
    place.run(&["import", "pages/ebb.md", "-o", "one/"]).ended(0);
    assert_eq!(place.files(), ["one/ebb.json", "out/ebb.json", "out/episodes.json", "pages/ebb.md"]);
}

#[test]
fn a_source_is_never_written_over() {
    let place = Place::new(&[("ebb.md", PAGE), ("ebb.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nIt ebbs.\n")]);
    place.run(&["import", "ebb.md", "-o", "ebb.json"]).ended(0);
    let json = place.read("ebb.json");
    #[cfg(unix)]
    std::os::unix::fs::symlink("ebb.md", place.path("link.json")).expect("a link");
    fs::hard_link(place.path("ebb.md"), place.path("hard.json")).expect("a link");
    for arguments in [
        &["import", "ebb.md", "-o", "ebb.md"][..],
        &["import", "ebb.md", "-o", "./x/../ebb.md"],
        &["import", "ebb.md", "-o", "hard.json"],
        #[cfg(unix)]
        &["import", "ebb.md", "-o", "link.json"],
        &["import", "ebb.md", "-o", "ebb.vtt", "--captions", "ebb.vtt"],
        &["export", "ebb.json", "--to", "text", "-o", "ebb.json"],
        &["export", "ebb.json", "--to", "text", "-o", "./ebb.json"],
    ] {
        place.write("x/.keep", "");
        let ran = place.run(arguments).ended(2);
        assert!(ran.err.contains("would be written over the input"), "{arguments:?}: {}", ran.err);
    }
    assert_eq!((place.read("ebb.md"), place.read("ebb.json")), (PAGE.to_owned(), json));
    assert!(place.read("ebb.vtt").starts_with("WEBVTT"));
}

#[test]
fn names_that_begin_with_a_hyphen_are_files() {
    let place = Place::new(&[("-ebb.md", PAGE)]);
    place.run(&["import", "-ebb.md", "-o", "-ebb.json"]).ended(0);
    assert_eq!(place.json("-ebb.json")["title"], "Ebb");
    assert!(place.run(&["check", "-ebb.json"]).ended(0).out.contains("valid"));
    assert!(place.run(&["export", "-ebb.json", "--to", "text"]).ended(0).out.contains("It ebbs."));
    place.run(&["import", "--", "-ebb.md"]).ended(0);
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let turns = "\n\n**Ada**: It ebbs and it floods, all day long.".repeat(2_000); // more than a pipe holds
    let place = Place::new(&[("ebb.md", &format!("# Ebb\n\n## Transcript{turns}\n"))]);
    for arguments in [&["import", "ebb.md"][..], &["import", "ebb.md", "--format", "text"]] {
        let child = place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = Running(child.expect("the command runs"));
        let mut start = [0; 10];
        child.0.stdout.take().expect("piped").read_exact(&mut start).expect("some text"); // and closed
        let mut told = String::new();
        child.0.stderr.take().expect("piped").read_to_string(&mut told).expect("text");
        assert!(child.0.wait().expect("it ends").success(), "{told}");
        assert!(!told.contains("error") && !told.contains("panicked"), "{told}");
    }
}

#[test]
fn utf_16_is_read_and_half_of_it_is_an_error() {
    let place = Place::new(&[]);
    let utf16: Vec<u8> = format!("\u{feff}{PAGE}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.write("ebb.md", &utf16);
    place.run(&["import", "ebb.md", "-o", "ebb.json"]).ended(0);
    assert_eq!(place.json("ebb.json")["title"], "Ebb");
    place.write("half.md", &utf16[..utf16.len() - 1]);
    let ran = place.run(&["import", "half.md", "-o", "half.json"]).ended(1);
    assert!(ran.err.contains("not valid UTF-16LE") && ran.err.contains("half.md:"), "{}", ran.err);
    let json: Vec<u8> = place.read("ebb.json").encode_utf16().flat_map(u16::to_be_bytes).collect();
    place.write("big.json", json);
    assert!(place.run(&["check", "big.json"]).ended(0).out.contains("valid"));
}
