//! The tools that the commands need: where each is, and how it is installed when it is missing.
//!
//! A tool on `PATH` in the right version is used. Else it is built, or fetched, into a cache outside of the checkout,
//! one folder for each tool and version, so that a fresh checkout finds it again.

mod sites;

use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::program::{find, output, run};
use crate::root;

/// A tool, by what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// The standard library for WebAssembly in browsers.
    WasmTarget,
    /// The standard library for WebAssembly in Node.js.
    WasiTarget,
    WasmBindgen,
    Trunk,
    WasmPack,
    /// Chromium and its driver.
    Chromium,
    /// Firefox, its driver, and a sound device: without one it plays nothing.
    Firefox,
    /// WebKitGTK, its driver, and a screen that nobody sees.
    WebKit,
    /// Packages of npm: `wasm-opt`, a minifier, checkers of types and of HTML, and what the browser tests use.
    Packages,
    /// Other players, of npm, that ours is measured beside.
    Peers,
    /// Bundlers, frameworks and checkers of npm, that the package is tested with.
    Bundlers,
    /// What the examples under `sites/` are built with.
    Sites,
}

/// What building and serving the page needs.
pub(crate) const BUILD: [Tool; 3] = [Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk];
/// What building what is shipped needs.
pub(crate) const DIST: [Tool; 5] =
    [Tool::WasmTarget, Tool::WasiTarget, Tool::WasmBindgen, Tool::Trunk, Tool::Packages];
/// What testing the package needs.
pub(crate) const PACKAGE: [Tool; 6] =
    [Tool::WasmTarget, Tool::WasiTarget, Tool::WasmBindgen, Tool::Trunk, Tool::Packages, Tool::Bundlers];
/// What testing the examples needs.
pub(crate) const SITES: [Tool; 6] =
    [Tool::WasmTarget, Tool::WasiTarget, Tool::WasmBindgen, Tool::Trunk, Tool::Packages, Tool::Sites];
/// Everything, but for what only a measurement, or a suite that is run by name, needs.
pub(crate) const ALL: [Tool; 9] = [
    Tool::WasmTarget,
    Tool::WasiTarget,
    Tool::WasmBindgen,
    Tool::Trunk,
    Tool::WasmPack,
    Tool::Packages,
    Tool::Chromium,
    Tool::Firefox,
    Tool::WebKit,
];

const TRUNK: &str = "0.21.14";
const WASM_PACK: &str = "0.15.1";
const GECKODRIVER: &str = "0.37.1";

/// Packages of npm, each in one version. A `wasm-opt` of Linux distributions is often too old for what rustc emits.
const PACKAGES: [&str; 7] = [
    "axe-core@4.11.0",
    "binaryen@132.0.0",
    "esbuild@0.28.2",
    "html-validate@9.7.1",
    "pagefind@1.6.0",
    "typescript@5.9.3",
    "vidstack@1.15.6",
];
const PEERS: [&str; 3] = ["@podlove/web-player@5.13.0", "hyperaudio-lite@2.6.4", "lite-youtube-embed@0.3.4"];
const BUNDLERS: [&str; 26] = [
    "@angular/common@21.2.26",
    "@angular/compiler@21.2.26",
    "@angular/compiler-cli@21.2.26",
    "@angular/core@21.2.26",
    "@angular/platform-browser@21.2.26",
    "@arethetypeswrong/cli@0.18.5",
    "@mdx-js/mdx@3.1.1",
    "@rspack/cli@2.2.8",
    "@rspack/core@2.3.4",
    "@sveltejs/vite-plugin-svelte@7.3.1",
    "@types/react@19.3.3",
    "@vitejs/plugin-vue@6.0.11",
    "esbuild@0.28.2",
    "parcel@2.16.4",
    "publint@0.3.25",
    "react@19.3.1",
    "react-dom@19.3.1",
    "rxjs@7.8.2",
    "svelte@5.57.3",
    "svelte-check@4.7.8",
    "typescript@5.9.3",
    "vite@8.4.0",
    "vue@3.5.45",
    "vue-tsc@3.3.14",
    "webpack@5.113.0",
    "webpack-cli@7.3.1",
];
const REACT_18: [&str; 3] = ["@types/react@18.3.32", "react@18.3.1", "react-dom@18.3.1"];

/// Tools that are there.
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Installs what is missing of these.
    pub(crate) fn get(tools: &[Tool]) -> Result<Self> {
        let mut folders = Vec::new();
        for tool in tools {
            match tool {
                Tool::WasmTarget => rust_target("wasm32-unknown-unknown")?,
                Tool::WasiTarget => rust_target("wasm32-wasip1")?,
                Tool::WasmBindgen => {
                    let lock = root().join("Cargo.lock");
                    let text = std::fs::read_to_string(&lock).map_err(|e| Failure::file(&lock, &e))?;
                    let version = locked_version(&text, "wasm-bindgen")
                        .ok_or_else(|| Failure::new("wasm-bindgen is not in Cargo.lock"))?;
                    folders.extend(crate_tool(
                        "wasm-bindgen",
                        "wasm-bindgen-cli",
                        version,
                        false,
                        "a minute and a half",
                    )?);
                }
                Tool::Trunk => folders.extend(crate_tool("trunk", "trunk", TRUNK, true, "three minutes")?),
                Tool::WasmPack => {
                    folders.extend(crate_tool("wasm-pack", "wasm-pack", WASM_PACK, true, "a minute")?);
                }
                Tool::Chromium => chromium()?,
                Tool::Firefox => {
                    firefox()?;
                    let takes = "two minutes";
                    folders.extend(crate_tool("geckodriver", "geckodriver", GECKODRIVER, true, takes)?);
                }
                Tool::WebKit => webkit()?,
                Tool::Packages => folders.push(packages(&PACKAGES)?.join(".bin")),
                Tool::Peers => drop(packages(&PEERS)?),
                Tool::Bundlers => {
                    packages(&BUNDLERS)?;
                    packages(&REACT_18)?;
                }
                Tool::Sites => {
                    packages(&REACT_18)?;
                    folders.extend(sites::generators()?);
                }
            }
        }
        Ok(Self { folders })
    }

    /// A command that finds these tools before others of their names.
    pub(crate) fn command(&self, program: &str) -> Command {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&path));
        let path = std::env::join_paths(all).unwrap_or(path);
        // Not every system looks the program up in the path that the command is given.
        let mut command = Command::new(find(program, &path).unwrap_or_else(|| program.into()));
        command.current_dir(root()).env("PATH", path);
        command
    }

    /// Where the packages of npm are.
    pub(crate) fn node_modules() -> PathBuf {
        node_modules(&PACKAGES)
    }

    /// Where the other players are.
    pub(crate) fn peers() -> PathBuf {
        node_modules(&PEERS)
    }

    /// Where the bundlers are, with the frameworks in their latest versions.
    pub(crate) fn bundlers() -> PathBuf {
        node_modules(&BUNDLERS)
    }

    /// The variables that tell the tests where what each example needs is installed.
    pub(crate) fn sites() -> Result<Vec<(String, PathBuf)>> {
        sites::folders()
    }

    /// Where the React before the latest is.
    pub(crate) fn react_18() -> PathBuf {
        node_modules(&REACT_18)
    }
}

/// Where these packages of npm are, together.
fn node_modules(packages: &[&str]) -> PathBuf {
    /// File systems allow 255.
    const LONGEST_NAME: usize = 200;
    let mut name = packages.join("+").replace(['/', '@'], "-");
    if name.len() > LONGEST_NAME {
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        name = format!("{}-packages-{:016x}", packages.len(), hasher.finish());
    }
    cache().join("npm").join(name).join("node_modules")
}

/// The folder for what is built once.
pub(crate) fn cache() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    variable("EPISODE_PLAYER_CACHE").unwrap_or_else(|| {
        let caches = variable("XDG_CACHE_HOME")
            .or_else(|| variable("HOME").or_else(|| variable("USERPROFILE")).map(|home| home.join(".cache")));
        caches.unwrap_or_else(std::env::temp_dir).join("episode-player")
    })
}

fn rust_target(target: &str) -> Result {
    let root = output(Command::new("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if Path::new(&root).join("lib/rustlib").join(target).is_dir() {
        return Ok(());
    }
    eprintln!("The Rust target {target} is missing: fetching it, a few seconds.");
    run(Command::new("rustup").args(["target", "add", target])).map_err(|failure| {
        failure.mend(format!("install {target} for this toolchain: `rustup target add {target}`"))
    })
}

/// A program from crates.io: the folder it is in, or nothing where it is on `PATH`.
fn crate_tool(
    program: &str,
    package: &str,
    version: &str,
    locked: bool,
    takes: &str,
) -> Result<Option<PathBuf>> {
    let says = |program: &Path| output(Command::new(program).arg("--version")).unwrap_or_default();
    let is_right = |program: &Path| says_version(&says(program), version);
    let path = std::env::var_os("PATH").unwrap_or_default();
    if find(program, &path).is_some_and(|found| is_right(&found)) {
        return Ok(None);
    }
    let home = cache().join("tools").join(format!("{package}-{version}"));
    let bin = home.join("bin");
    if is_right(&bin.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))) {
        return Ok(Some(bin));
    }
    eprintln!("{package} {version} is missing: building it, about {takes} on two cores.");
    let work = cache().join(format!("building-{package}-{version}"));
    let mut cargo = Command::new("cargo");
    cargo.arg("install").arg("--root").arg(&home).arg("--target-dir").arg(&work);
    cargo.args(["--version", version, "--force", "--quiet", package]);
    if locked {
        cargo.arg("--locked");
    }
    // Quick to build counts for more here than quick to run.
    for (key, value) in [("LTO", "off"), ("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")] {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    // What is meant for the checkout is not meant for a tool.
    for key in ["CARGO_BUILD_TARGET", "CARGO_TARGET_DIR", "RUSTFLAGS"] {
        cargo.env_remove(key);
    }
    let built = run(cargo.current_dir(std::env::temp_dir()));
    let _ = std::fs::remove_dir_all(&work);
    built.map_err(|failure| {
        failure.mend(format!(
            "see what cargo says above; by hand: `cargo install {package} --version {version}`"
        ))
    })?;
    Ok(Some(bin))
}

/// Whether a program that says this is of a version: `trunk 0.21.14`, `mdbook v0.5.4`.
fn says_version(said: &str, version: &str) -> bool {
    said.split_whitespace().nth(1).is_some_and(|own| own.trim_start_matches('v') == version)
}

/// Whether the variable names it, or one of these programs is on `PATH`.
fn is_named_or_found(variable: &str, programs: &[&str]) -> bool {
    std::env::var_os(variable).is_some() || is_found(programs)
}

fn is_found(programs: &[&str]) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    programs.iter().any(|program| find(program, &path).is_some())
}

fn chromium() -> Result {
    let is_there = is_named_or_found("CHROMIUM", &["chromium", "google-chrome"])
        && is_named_or_found("CHROMEDRIVER", &["chromedriver"]);
    if is_there {
        return Ok(());
    }
    system_packages(&["chromium", "chromium-driver", "fonts-liberation"], "Chromium and its driver", "a minute").map_err(|failure| {
        failure.mend("install Chromium and chromedriver, and name them in CHROMIUM and CHROMEDRIVER if they are not on PATH")
    })
}

fn firefox() -> Result {
    if is_named_or_found("FIREFOX", &["firefox", "firefox-esr"]) && is_found(&["pulseaudio"]) {
        return Ok(());
    }
    system_packages(&["firefox-esr", "pulseaudio"], "Firefox with a sound device", "a minute").map_err(|failure| {
        failure.mend("install Firefox and PulseAudio, and name the first in FIREFOX if it is not on PATH; or leave Firefox out: `--engine chromium`")
    })
}

fn webkit() -> Result {
    const PACKAGES: [&str; 6] =
        ["webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "gstreamer1.0-libav", "xvfb", "xauth"];
    const BINDINGS: &str = "import gi; gi.require_version('WebKit2', '4.1')";
    let has_bindings = || output(Command::new("/usr/bin/python3").args(["-c", BINDINGS])).is_some();
    if is_named_or_found("WEBKITDRIVER", &["WebKitWebDriver"]) && is_found(&["Xvfb"]) && has_bindings() {
        return Ok(());
    }
    system_packages(&PACKAGES, "WebKit with its driver and a screen", "a minute").map_err(|failure| {
        failure.mend("install WebKitGTK 4.1 with WebKitWebDriver, its Python bindings and Xvfb; or leave WebKit out: `--engine chromium`")
    })
}

fn packages(packages: &[&str]) -> Result<PathBuf> {
    let modules = node_modules(packages);
    if modules.is_dir() {
        return Ok(modules);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    if find("node", &path).is_none() || find("npm", &path).is_none() {
        system_packages(&["nodejs", "npm"], "Node.js with npm", "two minutes")
            .map_err(|failure| failure.mend("install Node.js 18 or newer with npm"))?;
    }
    let list = packages.join(", ");
    eprintln!("Packages of npm are missing ({list}): fetching them, some seconds.");
    // A folder that is half filled must not count: it gets its name in the end.
    let home = modules.parent().expect("it was joined of two");
    let unfinished = home.with_extension("unfinished");
    let _ = std::fs::remove_dir_all(&unfinished);
    std::fs::create_dir_all(&unfinished).map_err(|e| Failure::file(&unfinished, &e))?;
    let mut npm =
        Command::new(find("npm", &std::env::var_os("PATH").unwrap_or_default()).unwrap_or("npm".into()));
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"]);
    run(npm.arg(&unfinished).args(packages).current_dir(&unfinished)).map_err(|failure| {
        let home = home.display();
        failure.mend(format!("npm needs the network this once; or copy {home} from a machine that has it"))
    })?;
    std::fs::rename(&unfinished, home).map_err(|e| Failure::file(home, &e))?;
    Ok(modules)
}

/// Packages of a Debian-like system, where this user may install any.
fn system_packages(packages: &[&str], name: &str, takes: &str) -> Result {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let list = packages.join(" ");
    let is_root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
    if !is_root || find("apt-get", &path).is_none() {
        return Err(Failure::new(format!(
            "{name} is missing: on Debian or Ubuntu type `sudo apt-get install {list}`"
        )));
    }
    eprintln!("{name} is missing: installing the packages {list}, about {takes}.");
    let apt = |arguments: &[&str]| {
        let quiet: [OsString; 1] = ["-qq".into()];
        run(Command::new("apt-get").args(quiet).args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

/// The version of a package in a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_package_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.1"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    #[test]
    fn a_program_says_its_version_with_or_without_a_letter() {
        assert!(says_version("trunk 0.21.14\n", "0.21.14"));
        assert!(says_version("mdbook v0.5.4\n", "0.5.4"));
        assert!(!says_version("mdbook v0.5.40\n", "0.5.4"));
    }
}
