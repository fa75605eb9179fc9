//! The command without Rust, beside the native one: the same bytes and the same messages.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{App, Running};

const PAGE: &str = "# Tides\n\n**Duration:** about 5 minutes\n\n## Transcript\n\n**Ada**: The sea comes.\n\n**Bo**: It goes.\n";

/// The command by its two names, in the folder of the app.
fn both(app: &App) -> [Command; 2] {
    let native =
        std::env::var_os("E2E_COMMAND").expect("E2E_COMMAND is not set: run `cargo xtask test package`");
    let mut commands = [Command::new(native), Command::new("node")];
    commands[1].arg("node_modules/episode-player/episode.js");
    commands.map(|mut command| {
        command.current_dir(app.path(""));
        command
    })
}

/// What a command says and how it ends, on an input: exit code, standard output and standard error.
fn said(command: &mut Command, input: &str) -> (Option<i32>, String, String) {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    // It may end without reading.
    let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it prints text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Both say the same to these arguments; what they say is returned.
#[track_caller]
fn same(app: &App, line: &str, input: &str) -> (Option<i32>, String, String) {
    let [native, node] = both(app).map(|mut command| {
        let said = said(command.args(line.split(' ')), input);
        // The next one finds what this one found.
        let _ = std::fs::remove_dir_all(app.path("out"));
        said
    });
    assert_eq!(node, native, "{line}");
    node
}

#[test]
fn it_says_what_the_native_command_says_and_writes_the_same() {
    let app = App::new();
    app.put("pages/042.md", PAGE);
    app.put("pages/043.md", &PAGE.replace("Tides", "Winds"));
    app.put("pages/deep/044.md", PAGE);
    app.put("pages/episode.toml", "base = \"/docs\"\npages = [\"**/04?.md\"]\n");
    app.put("vtt/045.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>The sea comes.\n");
    app.put("inside/here.txt", "");
    std::os::unix::fs::symlink("042.md", app.path("pages/link.md")).expect("a link can be made");
    for line in [
        "--version",
        "--help",
        "import --help",
        "import pages/042.md",
        "import ./pages/../pages/042.md --verbose",
        "import -",
        "import vtt/045.vtt",
        "import pages/042.md --captions vtt/045.vtt --format json --output out/a.json",
        "import pages/ --output out/",
        "import pages/ --output out/ --verbose",
        "import pages/042.md --output pages/link.md",
        "import pages/042.md pages/043.md",
        "imprt",
        "schema",
    ] {
        same(&app, line, PAGE);
    }
    let (code, json, _) = same(&app, "import pages/042.md", "");
    assert_eq!(code, Some(0));
    app.put("042.json", &json);
    app.put("broken.json", "{ \"title\": \"Tides\", \"chapters\": [{ \"start\": \"1:99\" }] }");
    for line in [
        "check 042.json broken.json",
        "check broken.json --format json",
        "check -",
        "export 042.json --to text",
        "export 042.json --to chapters",
    ] {
        same(&app, line, "{");
    }
    // The author's page is never written over, whatever its name.
    assert_eq!(std::fs::read_to_string(app.path("pages/042.md")).expect("it is there"), PAGE);
}

#[test]
fn a_folder_above_and_an_absolute_path_are_found() {
    let app = App::new();
    app.put("above.md", PAGE);
    app.put("inside/here.txt", "");
    let absolute = app.path("above.md");
    for page in ["../above.md", absolute.to_str().expect("its path is text")] {
        let [native, node] = both(&app).map(|mut command| {
            let program = command.get_program().to_owned();
            let script = app.path("node_modules/episode-player/episode.js");
            if program == "node" {
                command = Command::new("node");
                command.arg(script);
            }
            said(command.args(["import", page]).current_dir(app.path("inside")), "")
        });
        assert_eq!(node, native);
        assert_eq!(node.0, Some(0));
    }
}

#[test]
fn files_of_deleted_pages_are_deleted_and_changed_pages_are_imported_again() {
    let app = App::new();
    app.put("pages/042.md", PAGE);
    app.put("pages/043.md", PAGE);
    let [_, mut node] = both(&app);
    node.args(["import", "pages", "--output", "out/", "--prune", "--watch"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = node.spawn().expect("the command starts");
    let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let _running = Running(child);
    let mut said =
        |part: &str| assert!(lines.by_ref().map_while(Result::ok).any(|line| line.contains(part)), "{part}");
    said("watching for changes");
    app.put("pages/042.md", &PAGE.replace("Tides", "Winds"));
    wait("it is imported again", || read(&app.path("out/042.json")).contains("Winds"));
    std::fs::remove_file(app.path("pages/043.md")).expect("it is there");
    said("out/043.json: deleted");
    assert!(!app.path("out/043.json").exists());
}

/// Every page of the corpus.
#[test]
fn corpus_every_page_becomes_the_same_bytes_with_the_same_messages() {
    let pages = corpus::folder().expect("EPISODE_CORPUS names the folder of real pages").join("episodes");
    let app = App::new();
    let mut times = Vec::new();
    let [native, node] = both(&app).map(|mut command| {
        let out = app.path("out");
        let start = Instant::now();
        let said = said(command.arg("import").arg(&pages).args(["--output", "out/", "--verbose"]), "");
        times.push(start.elapsed());
        let files = files(&out);
        std::fs::remove_dir_all(out).expect("it was written");
        (said, files)
    });
    assert!(node.1.len() > 1);
    assert_eq!(node, native);
    println!("{} pages: {:?} natively, {:?} in Node.js", node.1.len(), times[0], times[1]);
}

/// The files under a folder, with what is in them.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(folder).expect("it was written").flatten().map(|entry| entry.path());
    let mut all: Vec<_> = entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![(path.clone(), read(&path))] })
        .collect();
    all.sort();
    all
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_default()
}

fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(40), "waited: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}
