//! An example in a folder of its own, with what it needs installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use e2e::apps;

/// A copy of `sites/NAME`, in `target/sites/NAME`: left there to be looked at.
pub(crate) struct Example {
    folder: PathBuf,
    /// Where its programs are, before those of the system.
    programs: PathBuf,
}

impl Example {
    /// Copies the example, and puts in what it names in `package.json` or `requirements.txt`, and our package.
    pub(crate) fn new(name: &str) -> Self {
        Self::variant(name, "")
    }

    /// Does so in a folder of another name, for what is changed in it.
    pub(crate) fn variant(name: &str, suffix: &str) -> Self {
        let folder = root().join("target/sites").join(format!("{name}{suffix}"));
        Self::copied(name, &root().join("sites").join(name), folder)
    }

    /// The project's own site. Around it is the rest of the repository, which its pages include and link to.
    pub(crate) fn project() -> Self {
        let around = root().join("target/sites/project");
        let _ = std::fs::remove_dir_all(&around);
        let example = Self::copied("site", &root().join("site"), around.join("site"));
        for entry in std::fs::read_dir(root()).expect("the repository is there").flatten() {
            let name = entry.file_name();
            if name != "site" && name != "target" {
                std::os::unix::fs::symlink(entry.path(), around.join(name)).expect("a link can be made");
            }
        }
        example
    }

    /// A folder that has nothing but what `npm install episode-player` puts into it.
    pub(crate) fn empty(name: &str) -> Self {
        let folder = root().join("target/sites").join(name);
        let _ = std::fs::remove_dir_all(&folder);
        let example = Self { programs: folder.join("node_modules/.bin"), folder };
        example.put_package(&example.path("node_modules/episode-player"));
        example
    }

    fn copied(name: &str, from: &Path, folder: PathBuf) -> Self {
        let _ = std::fs::remove_dir_all(&folder);
        copy(from, &folder);
        let mut example = Self { programs: folder.join("node_modules/.bin"), folder };
        let installed = std::env::var_os(format!("E2E_SITE_{}", name.to_uppercase())).map(PathBuf::from);
        if example.path("package.json").is_file() {
            let installed = installed.expect("`cargo xtask test sites` says where the packages are");
            let modules = example.path("node_modules");
            // Links where the file system allows them: a generator has some hundred megabytes.
            let copied = cp("-rlP", &installed.join("node_modules"), &modules)
                || cp("-rP", &installed.join("node_modules"), &modules);
            assert!(copied, "the packages of {name} can be copied");
            example.put_package(&modules.join("episode-player"));
        } else if let Some(installed) = installed {
            example.programs = installed.join("bin");
        }
        example
    }

    /// A folder in which the `README.md` of an example was followed, with these files: the shell runs all of its commands but the
    /// installation. Returns what they say.
    pub(crate) fn follow(&self, readme: &str, files: &[(&str, &str)]) -> String {
        for (name, text) in files {
            self.put(name, text);
        }
        let scripts = blocks(readme, "sh");
        let [build, commands] = scripts.as_slice() else { panic!("it has a script and the commands") };
        self.put("build.sh", build);
        let rest = commands.strip_prefix("npm install episode-player\n").expect("this is the first step");
        apps::said(&self.run(&format!("set -e\nnpm init --yes\n{rest}")))
    }

    /// Unpacks the tarball, and puts its command among the programs.
    fn put_package(&self, to: &Path) {
        apps::unpack(&variable("E2E_PACKAGE"), to);
        let programs = self.path("node_modules/.bin");
        std::fs::create_dir_all(&programs).expect("a folder can be made");
        let _ = std::fs::remove_file(programs.join("episode"));
        std::os::unix::fs::symlink("../episode-player/episode.js", programs.join("episode"))
            .expect("a link can be made");
        let mut mode = Command::new("chmod");
        assert!(mode.arg("+x").arg(programs.join("episode")).status().is_ok_and(|status| status.success()));
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        apps::put_file(&self.path(name), text);
    }

    /// A command line of the shell in the example's folder.
    pub(crate) fn command(&self, line: &str) -> Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        // Those that cargo built come last of ours: a package brings its own.
        let built = variable("E2E_COMMAND").parent().expect("a program is in a folder").to_owned();
        let path = [self.programs.clone(), built].into_iter().chain(std::env::split_paths(&path));
        let path = std::env::join_paths(path).expect("no folder has the separator in its name");
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(&self.folder).stdin(Stdio::null());
        // Generators ask their makers for news, and send figures.
        let quiet = ["ASTRO_TELEMETRY_DISABLED", "DO_NOT_TRACK", "NO_UPDATE_NOTIFIER", "NO_COLOR"];
        command.env("PATH", path).envs(quiet.map(|name| (name, "1")));
        command
    }

    /// Runs it; fails with what it says.
    #[track_caller]
    pub(crate) fn run(&self, line: &str) -> Output {
        apps::run(&mut self.command(line), line)
    }

    /// Starts a server that ends when the returned value is dropped.
    #[track_caller]
    pub(crate) fn start(&self, line: &str) -> Running {
        use std::os::unix::process::CommandExt;
        let mut command = self.command(line);
        command.process_group(0).stdout(Stdio::null());
        Running(command.spawn().unwrap_or_else(|error| panic!("{line}: {error}")))
    }
}

/// A program with all that it started.
pub(crate) struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-TERM", "--", &group]).status();
        let _ = self.0.wait();
    }
}

fn cp(how: &str, from: &Path, to: &Path) -> bool {
    Command::new("cp").arg(how).arg(from).arg(to).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Copies a folder, without what a trial by hand left in it.
fn copy(from: &Path, to: &Path) {
    const LEFT: [&str; 9] =
        ["node_modules", "build", "dist", "cache", "book", "site", ".docusaurus", ".astro", "resources"];
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the example is there").flatten() {
        let name = entry.file_name();
        if entry.path().is_dir() {
            if !LEFT.iter().any(|left| name == *left) {
                copy(&entry.path(), &to.join(name));
            }
        } else {
            std::fs::copy(entry.path(), to.join(name)).expect("a file can be copied");
        }
    }
}

/// The blocks of code in a language that a page of Markdown has, without the indentation of a list.
pub(crate) fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut lines = page.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.find(|line| line.trim() == fence) {
        let indent = line.len() - line.trim_start().len();
        let block = lines.by_ref().take_while(|line| line.trim() != "```");
        blocks.push(block.map(|line| line.get(indent..).unwrap_or_default().to_owned() + "\n").collect());
    }
    blocks
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this crate is in crates/").to_owned()
}

/// The path that a variable names.
pub(crate) fn variable(name: &str) -> PathBuf {
    apps::variable(name, "sites")
}
