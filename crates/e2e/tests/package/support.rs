//! An app in a folder of its own, with the package installed and the tools at hand.

use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use e2e::{Page, Stage, apps};
use tempfile::TempDir;

/// What a site with a policy sends. Trusted Types are left out: the loaders that bundlers add do without.
pub(crate) const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    media-src 'self'; img-src 'self'";

/// The page of every app: `TAG` is the tag of its script.
const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>An episode</title>\n\
    <body>\n<episode-player src=\"/demo/episode.json\"></episode-player>\n<div id=\"app\"></div>\nTAG\n</body>\n</html>\n";
pub(crate) const MODULE: &str = "<script type=\"module\" src=\"./main.js\"></script>";
pub(crate) const CLASSIC: &str = "<script defer src=\"main.js\"></script>";

/// A folder that is gone when this is dropped.
pub(crate) struct App {
    folder: TempDir,
}

impl App {
    /// An app with the package and without a file.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let app = Self { folder };
        // Node.js looks for packages in each folder above: those of the tools are in the one above the app.
        std::os::unix::fs::symlink(path("E2E_PACKAGE_TOOLS"), app.folder.path().join("node_modules"))
            .expect("a link can be made");
        let modules = app.path("node_modules/episode-player");
        apps::unpack(&tarball(), &modules);
        let manifest = r#"{ "type": "module", "private": true, "dependencies": { "episode-player": "*" } }"#;
        app.put("package.json", manifest);
        app
    }

    /// An app of one page whose script is this.
    pub(crate) fn of_page(script: &str, tag: &str) -> Self {
        let app = Self::new();
        app.put("main.js", script);
        app.put("index.html", &page(tag));
        app
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("app").join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        apps::put_file(&self.path(name), text);
    }

    /// A program of the tools, or of the system, in the app's folder.
    pub(crate) fn command(&self, line: &str) -> Command {
        let mut words = line.split(' ');
        let name = words.next().expect("a line has a program");
        let tool = path("E2E_PACKAGE_TOOLS").join(".bin").join(name);
        let mut command = Command::new(if tool.is_file() { tool } else { name.into() });
        command.args(words).current_dir(self.path("")).stdin(Stdio::null());
        command
    }

    /// Runs it; fails with what it says.
    #[track_caller]
    pub(crate) fn run(&self, line: &str) -> Output {
        apps::run(&mut self.command(line), line)
    }

    /// Runs a module in Node.js; returns what it prints.
    #[track_caller]
    pub(crate) fn node(&self, script: &str) -> String {
        self.put("run.mjs", script);
        let output = self.run("node run.mjs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "it says nothing of itself");
        String::from_utf8(output.stdout).expect("it prints text")
    }

    /// Opens `out/index.html` on a site that has the demo, too.
    pub(crate) fn open<'a>(&self, stage: &'a Stage) -> Page<'a> {
        self.open_under(stage, POLICY)
    }

    /// Does so under a policy.
    pub(crate) fn open_under<'a>(&self, stage: &'a Stage, policy: &str) -> Page<'a> {
        stage.site.mount("/", self.path("out"));
        stage.site.policy("/index.html", policy);
        stage.open("/index.html")
    }
}

/// The page with a tag for its script.
pub(crate) fn page(tag: &str) -> String {
    PAGE.replace("TAG", tag)
}

/// The player is there, and plays the demo's sound.
#[track_caller]
pub(crate) fn plays(page: Page<'_>) {
    page.wait_for("the episode is there", "q('.chapters') && q('episode-player').duration > 0");
    page.q(".play").click();
    page.wait_for("it plays", "!q('audio').paused && q('audio').currentTime > 0.3");
    page.q(".play").click();
}

/// A server that ends when this is dropped.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn tarball() -> PathBuf {
    path("E2E_PACKAGE")
}

/// The built folder.
pub(crate) fn dist() -> PathBuf {
    path("E2E_DIST")
}

/// The path that a variable names.
pub(crate) fn path(variable: &str) -> PathBuf {
    apps::variable(variable, "package")
}
