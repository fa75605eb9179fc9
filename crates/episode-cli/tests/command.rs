//! The command as a user calls it: what is written, what is said, and the exit code.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A folder of a test's own, and the command in it.
struct Place(TempDir);

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let place = Self(TempDir::new().expect("a folder"));
        files.iter().for_each(|(name, text)| place.write(name, text));
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("in the folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).expect("JSON")
    }

    /// Every file, hidden ones too, by its path in the folder.
    fn files(&self) -> Vec<String> {
        fn walk(folder: &Path, root: &Path, out: &mut Vec<String>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, root, out);
                } else {
                    let name = path.strip_prefix(root).expect("in the folder");
                    out.push(name.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        let mut out = Vec::new();
        walk(self.0.path(), self.0.path(), &mut out);
        out.sort();
        out
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_episode"));
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the command runs"))
    }
}

#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    #[track_caller]
    fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// The JSON objects of its output.
    fn objects(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("an object on a line")).collect()
    }
}

const PAGE: &str = "---\nepisode: { audio: ebb.mp3 }\n---\n\n# Ebb\n\n<Player />\n\n## Transcript\n\n**Ada**: It ebbs.\n\n**Bo**: It floods.\n";
/// It has an error, for it names a video that cannot be.
const BAD: &str =
    "---\nepisode: { youtube: none }\n---\n\n# Bad\n\n## Transcript\n\n**Ada**: No.\n\n**Bo**: No.\n";

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
    let told = "new/e.json: Ebb: 0 chapters, 2 turns, 0 statistics; times are estimated: --captions FILE";
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
    assert_eq!(place.files().iter().filter(|f| f.starts_with("out/")).count(), 2);
    assert!(ran.err.contains("2 pages: 2 written; 2 notes"), "{}", ran.err);
    assert!(!ran.err.contains("<Player>"), "notes of several pages are counted: {}", ran.err);
    assert!(place.run(&["import", "pages", "-o", "out", "--notes"]).ended(0).err.contains("<Player>"));
    assert_eq!(place.run(&["import", "pages", "-o", "out", "--quiet"]).ended(0).err, "");
}

#[test]
fn an_error_in_one_page_keeps_its_good_file_and_stops_no_other_page() {
    let place = Place::new(&[("a.md", BAD), ("b.md", PAGE), ("out/a.json", "good")]);
    let pages = ["import", "a.md", "missing.md", "b.md", "-o", "out/"];
    let ran = place.run(&pages).ended(1);
    assert_eq!(place.read("out/a.json"), "good");
    assert_eq!(place.json("out/b.json")["title"], "Ebb");
    assert!(ran.err.contains("error: \"none\" is not a YouTube id"), "{}", ran.err);
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

#[test]
fn a_wrong_call_ends_with_2_and_writes_nothing() {
    let place = Place::new(&[("a.md", PAGE), ("x/a.mdx", PAGE), ("empty/b.txt", "")]);
    for (arguments, message) in [
        (&["import"][..], "required"),
        (&["import", "a.md", "--mood"], "--mood"),
        (&["import", "a.md", "--format", "json"], "--output"),
        (&["import", "a.md", "--watch"], "--output"),
        (&["import", "a.md", "x/a.mdx"], "--output FOLDER"),
        (&["import", "x"], "--output FOLDER"),
        (&["import", "a.md", "x/a.mdx", "-o", "out"], "the same file"),
        (&["import", "empty", "-o", "out"], "no pages"),
        (&["import", ".", "-o", "out", "--youtube", "abc-DEF_123"], "one page"),
        (&["swim"], "swim"),
    ] {
        let ran = place.run(arguments).ended(2);
        assert!(ran.err.contains(message) && ran.out.is_empty(), "{arguments:?}: {ran:?}");
    }
    assert_eq!(place.files(), ["a.md", "empty/b.txt", "x/a.mdx"]);
}

#[test]
fn a_problem_is_shown_in_its_line_with_the_place_marked() {
    let place = Place::new(&[("a.md", "# T\n\nÜber [it](javascript:x).\n")]);
    let ran = place.run(&["import", "a.md", "-o", "a.json"]).ended(0);
    let marked = "--> a.md:3:6\n  |\n3 | Über [it](javascript:x).\n  |      ^^^^^^^^^^^^^^^^^^";
    assert!(ran.err.contains(marked), "{}", ran.err);
    assert!(ran.err.contains("help: write an http, https, mailto, tel or relative address"), "{}", ran.err);
    let long = format!("# T\n\n{} [it](javascript:x)\n", "word ".repeat(2_000));
    place.write("b.md", long);
    let ran = place.run(&["import", "b.md", "-o", "b.json"]).ended(0);
    assert!(ran.err.contains("b.md:3:10002") && ran.err.len() < 2_000, "{}", ran.err);
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
    assert!(ran.err.contains("not UTF-8: a byte 0xff") && ran.err.contains("a.md:3:3"), "{}", ran.err);
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

/// A process that is ended with its test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until something is so.
#[track_caller]
fn wait_until(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "it did not come about");
        std::thread::sleep(Duration::from_millis(20));
    }
}

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

#[test]
fn check_tells_every_fault_with_its_path_its_value_and_what_would_be_right() {
    let place = Place::new(&[
        (
            "good.json",
            r#"{"version": 1, "title": "T", "media": [{"audio": "a.mp3"}], "transcript": {"turns": [{"text": "Ebb."}]}}"#,
        ),
        (
            "bad.json",
            r#"{"title": "", "chapters": [{"start": "9:99", "title": "A"}], "media": [{"youtube": "x"}]}"#,
        ),
        ("broken.json", "{\n  \"title\": ,\n}"),
    ]);
    assert_eq!(place.run(&["check", "good.json"]).ended(0).out, "good.json: valid\n");
    let ran = place.run(&["check", "bad.json", "good.json"]).ended(1);
    for told in
        ["title: found", "chapters[0].start: found \"9:99\", wanted", "media[0].youtube: found \"x\", wanted"]
    {
        assert!(ran.err.contains(&format!("bad.json: {told}")), "{told}: {}", ran.err);
    }
    assert!(ran.out.contains("bad.json: invalid") && ran.out.contains("good.json: valid"), "{}", ran.out);
    let ran = place.run(&["check", "broken.json", "gone.json", "good.json"]).ended(1);
    assert!(
        ran.err.contains("--> broken.json:2:12") && ran.err.contains("cannot read gone.json"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("good.json: valid"), "{}", ran.out);
    let objects = place.run(&["check", "bad.json", "--format", "json"]).ended(1).objects();
    let start = objects.iter().find(|o| o["path"] == "chapters[0].start").expect("the fault");
    assert_eq!((&start["severity"], &start["file"]), (&"error".into(), &"bad.json".into()));
    assert!(start["found"].is_string() && start["wanted"].is_string(), "{start}");
}

#[test]
fn the_schema_is_written_for_editors() {
    let place = Place::new(&[]);
    place.run(&["schema", "-o", "episode-v1.schema.json"]).ended(0);
    let schema = place.json("episode-v1.schema.json");
    assert_eq!(schema["required"], serde_json::json!(["title"]));
    assert_eq!(place.run(&["schema"]).ended(0).out, place.read("episode-v1.schema.json"));
}
