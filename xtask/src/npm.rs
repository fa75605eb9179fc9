//! The package of npm, and the same player as a folder to copy to a site: both from what Trunk built.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::dist::later;
use crate::failure::{Failure, Result};
use crate::integrity::integrity;
use crate::program::{output, run};
use crate::root;
use crate::third_party;
use crate::tools::Tools;

/// The player as it was built, and where its copies go.
const PLAYER: &str = "dist/episode-player";
const PACKAGE: &str = "dist/npm";
const STATIC: &str = "dist/static/episode-player";

/// Files of the player that both have as they are.
const FILES: &[&str] = &[
    "wasm/episode-player.js",
    "wasm/episode-player_bg.wasm",
    "page.css",
    "text.js",
    "quick-start.js",
    "wasm/episode-quick-start.js",
    "wasm/episode-quick-start_bg.wasm",
    "episode-search.js",
    "wasm/episode-search.js",
    "wasm/episode-search_bg.wasm",
    "wasm/episode-talk-panel.js",
    "wasm/episode-talk-panel_bg.wasm",
];
/// Files of the checkout that both have.
const PAPERS: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];
const THIRD_PARTY: &str = "THIRD-PARTY.txt";
const INTEGRITY: &str = "integrity.json";
const CLASSIC: &str = "episode-player.classic.js";
const SPACE: &str = "kept-space.css";

/// The folder of the package.
pub(crate) fn package() -> PathBuf {
    root().join(PACKAGE)
}

/// The packed package.
pub(crate) fn tarball() -> PathBuf {
    root().join("dist").join(format!("episode-player-{}.tgz", version()))
}

/// The version of everything: that of the workspace.
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Makes `dist/npm/` and its tarball, `dist/static/` and its archive.
pub(crate) fn npm(tools: &Tools) -> Result {
    let third_party = third_party::third_party()?;
    let command = command()?;
    copy_static(&third_party)?;
    // For sites without a bundler, which have no other way to the folder.
    for name in files(&root().join(STATIC))? {
        copy(&root().join(STATIC).join(&name), &package().join("static").join(&name))?;
    }
    let (source, to) = (root().join("npm"), package());
    for name in names(&source)?.iter().filter(|name| !["configure.d.ts", CLASSIC].contains(&name.as_str())) {
        copy(&source.join(name), &to.join(name))?;
    }
    for name in FILES.iter().map(ToString::to_string).chain(later(&root().join(PLAYER))?) {
        copy(&root().join(PLAYER).join(&name), &to.join(&name))?;
    }
    for name in PAPERS {
        copy(&root().join(name), &to.join(name))?;
    }
    copy(&root().join("src/episode-search.d.ts"), &to.join("episode-search.d.ts"))?;
    copy(&root().join("src/custom-elements.json"), &to.join("custom-elements.json"))?;
    copy(&root().join("docs/episode-v1.schema.json"), &to.join("episode-v1.schema.json"))?;
    copy(&command, &to.join("episode.wasm"))?;
    write(&to.join(THIRD_PARTY), &third_party)?;
    let types = read(&root().join("src/episode-player.d.ts"))? + &read(&source.join("configure.d.ts"))?;
    write(&to.join("episode-player.d.ts"), &types)?;
    let style = serde_json::Value::from(read(&root().join(PLAYER).join("episode-player.css"))?);
    write(&to.join("wasm/style.js"), &format!("export default {style};\n"))?;
    let manifest = read(&source.join("package.json"))?.replace("0.0.0", version());
    write(&to.join("package.json"), &manifest)?;
    entry(tools, &source, &to)?;
    pack(tools, &to)
}

/// The package's entry: the element inside of a condition, with its own way to the other files.
fn entry(tools: &Tools, source: &Path, to: &Path) -> Result {
    let shell = root().join("src/episode-player.js");
    let text = read(&shell)?;
    let element = text
        .split_once("// The other files.")
        .and_then(|(before, rest)| Some((before, rest.split_once("\n};\n")?.1)))
        .map(|(before, after)| format!("{before}{after}"))
        .ok_or_else(|| Failure::new(format!("{} does not say where its other files are", shell.display())))?;
    let name = "episode-player.js";
    let file = to.join(name);
    write(&file, &read(&source.join(name))?.replace("ELEMENT;", &element))?;
    let mut esbuild = tools.command("esbuild");
    esbuild.args(["--minify", "--target=es2022", "--log-level=warning", "--allow-overwrite"]);
    run(esbuild.arg(&file).arg(format!("--outfile={}", file.display())))
}

/// Builds the command `episode` for Node.js.
fn command() -> Result<PathBuf> {
    eprintln!("Building the command for Node.js: some two minutes at first on two cores.");
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).args(["build", "--quiet", "--package", "episode-cli", "--profile", "command"]);
    // The dictionaries would make the package larger by 80 %.
    cargo.args(["--target", "wasm32-wasip1", "--no-default-features"]);
    if let Some(flags) = crate::dist::nameless_folders() {
        cargo.env("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", flags);
    }
    run(&mut cargo)?;
    Ok(target().join("wasm32-wasip1/command/episode.wasm"))
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// `npm pack`.
fn pack(tools: &Tools, folder: &Path) -> Result {
    let mut npm = tools.command("npm");
    npm.current_dir(folder).args(["pack", "--ignore-scripts", "--pack-destination"]).arg(root().join("dist"));
    output(&mut npm).map(drop).ok_or_else(|| Failure::new("`npm pack` failed in dist/npm"))
}

/// The folder to copy to a site, and the same as an archive.
fn copy_static(third_party: &str) -> Result {
    let (from, to) = (root().join(PLAYER), root().join(STATIC));
    for name in files(&from)? {
        copy(&from.join(&name), &to.join(&name))?;
    }
    for name in [CLASSIC, SPACE] {
        copy(&root().join("npm").join(name), &to.join(name))?;
    }
    for name in PAPERS {
        copy(&root().join(name), &to.join(name))?;
    }
    write(&to.join(THIRD_PARTY), third_party)?;
    let mut hashes = BTreeMap::new();
    for name in
        files(&to)?.into_iter().filter(|name| [".js", ".css", ".wasm"].iter().any(|e| name.ends_with(e)))
    {
        let content = fs::read(to.join(&name)).map_err(|e| Failure::file(&to.join(&name), &e))?;
        hashes.insert(name, integrity(&content));
    }
    let hashes = serde_json::to_string_pretty(&hashes).expect("texts are JSON");
    write(&to.join(INTEGRITY), &(hashes + "\n"))?;
    let archive = root().join("dist/static").join(format!("episode-player-{}.zip", version()));
    let file = fs::File::create(&archive).map_err(|e| Failure::file(&archive, &e))?;
    zip(file, &to).map_err(|e| Failure::file(&archive, &e))
}

/// Packs a folder under its own name.
fn zip(file: impl Write + Seek, folder: &Path) -> std::io::Result<()> {
    let mut zip = ZipWriter::new(file);
    let top = folder.file_name().unwrap_or_default().to_string_lossy();
    for name in files(folder).map_err(|failure| std::io::Error::other(failure.to_string()))? {
        // Without the time of day: the same files make the same archive.
        zip.start_file(format!("{top}/{name}"), SimpleFileOptions::default())?;
        zip.write_all(&fs::read(folder.join(&name))?)?;
    }
    zip.finish().map(drop).map_err(Into::into)
}

/// The files under a folder, by their paths in it, in their order.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for name in names(folder)? {
        let path = folder.join(&name);
        if path.is_dir() {
            all.extend(files(&path)?.iter().map(|inner| format!("{name}/{inner}")));
        } else {
            all.push(name);
        }
    }
    Ok(all)
}

pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|e| Failure::file(folder, &e))?;
    let mut names: Vec<_> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|e| Failure::file(file, &e))
}

fn write(file: &Path, text: &str) -> Result {
    make_folder(file)?;
    fs::write(file, text).map_err(|e| Failure::file(file, &e))
}

fn copy(from: &Path, to: &Path) -> Result {
    make_folder(to)?;
    fs::copy(from, to).map(drop).map_err(|e| Failure::file(from, &e))
}

fn make_folder(of: &Path) -> Result {
    let folder = of.parent().expect("it is in a folder");
    fs::create_dir_all(folder).map_err(|e| Failure::file(folder, &e))
}
