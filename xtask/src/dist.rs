//! What is shipped: `dist/episode-player/`, and the demo page around it, built by Trunk; then the package of npm.

mod closures;
mod names;
mod order;
mod script;

use std::fs;
use std::path::{Path, PathBuf};

use wasm_encoder::reencode::Error as Unreadable;

use crate::failure::{Failure, Result};
use crate::npm;
use crate::program::run;
use crate::root;
use crate::tools::{DIST, Tools};

/// The scripts and style sheets that are ours.
const MINIFIED: &[&str] = &[
    "episode-player.js",
    "episode-player.css",
    "page.css",
    "text.js",
    "quick-start.js",
    "embed.js",
    "episode-search.js",
];
/// The folders of the scripts that a player loads once it is there: what it has beyond playing, and the languages of its
/// interface.
const LATER: [&str; 2] = ["more", "languages"];
/// Of the scripts, those that import parts: they are put into one file with them.
const BUNDLED: [&str; 2] = ["quick-start.js", "episode-search.js"];
const PARTS: &str = "parts";
/// The modules of WebAssembly: the player, and what is loaded where it is used.
const PLAYER: &str = "episode-player";
const MODULES: &[&str] = &[PLAYER, "episode-quick-start", "episode-talk-panel", "episode-search"];

/// Builds `dist/` as it is shipped.
pub(crate) fn dist() -> Result {
    let tools = Tools::get(&DIST)?;
    eprintln!("Building the player for release: some four minutes at first on two cores.");
    let mut trunk = tools.command("trunk");
    trunk.args(["build", "--release", "--offline"]).env_remove("NO_COLOR");
    // Panics name their files: the folders of this machine are nothing to a reader, and cost 1 KB.
    if let Some(flags) = nameless_folders() {
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    }
    run(&mut trunk).map_err(|failure| failure.mend("what went wrong stands above"))?;
    // Trunk's own minifier does not know all of today's JavaScript.
    let folder = root().join("dist/episode-player");
    for name in MINIFIED.iter().map(ToString::to_string).chain(later(&folder)?) {
        minify(&tools, &folder, &name)?;
    }
    let parts = folder.join(PARTS);
    fs::remove_dir_all(&parts).map_err(|e| Failure::file(&parts, &e))?;
    for name in MODULES {
        module(&tools, &folder, name)?;
    }
    npm::npm(&tools)
}

/// Returns the scripts that a player loads once it is there, by their paths in the folder.
pub(crate) fn later(folder: &Path) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for part in LATER {
        all.extend(npm::names(&folder.join(part))?.into_iter().map(|name| format!("{part}/{name}")));
    }
    Ok(all)
}

/// Makes a WebAssembly module and its script smaller.
fn module(tools: &Tools, folder: &Path, name: &str) -> Result {
    let path = format!("wasm/{name}.js");
    let script = folder.join(&path);
    let module = folder.join(format!("wasm/{name}_bg.wasm"));
    write(&script, script::shorter(&read(&script)?, name == PLAYER)?)?;
    // Trunk's own pass of wasm-opt kept the names, which tell the closures.
    rewrite(&module, closures::remove_callers)?;
    let mut strip = tools.command("wasm-opt");
    strip.args([
        "--low-memory-unused",
        "--remove-unused-module-elements",
        "--strip-debug",
        "--strip-producers",
    ]);
    run(strip.arg(&module).arg("-o").arg(&module))?;
    short_names(&script, &module)?;
    // Last, as it measures what is shipped. Each of the tries takes a second or two; the other modules are far from their budgets.
    let tries = if name == PLAYER { 80 } else { 1 };
    rewrite(&module, |module| order::by_similarity(module, tries))?;
    minify(tools, folder, &path)
}

fn minify(tools: &Tools, folder: &Path, name: &str) -> Result {
    let mut esbuild = tools.command("esbuild");
    esbuild.current_dir(folder).args([
        "--minify",
        "--target=es2022",
        "--charset=utf8",
        "--log-level=warning",
    ]);
    if name.ends_with(".js") && name != "episode-player.js" {
        esbuild.args(["--format=esm", "--tree-shaking=true"]);
    }
    if BUNDLED.contains(&name) {
        // The languages stay files: a page loads its own alone.
        esbuild.args(["--bundle", "--external:./wasm/*", "--external:./languages/*"]);
    }
    run(esbuild.args([name, "--allow-overwrite", &format!("--outfile={name}")]))
}

/// Flags for the compiler, by which panics do not name the folder of dependencies.
pub(crate) fn nameless_folders() -> Option<String> {
    registry().map(|folder| format!("--remap-path-prefix={}=", folder.display()))
}

/// Changes a WebAssembly module.
fn rewrite(module: &Path, change: impl Fn(&[u8]) -> std::result::Result<Vec<u8>, Unreadable>) -> Result {
    let wasm = fs::read(module).map_err(|e| Failure::file(module, &e))?;
    let wasm = change(&wasm).map_err(|e| Failure::new(format!("{}: {e}", module.display())))?;
    write(module, wasm)
}

/// Shortens the names of imports and exports in the module and in its script.
fn short_names(script: &Path, module: &Path) -> Result {
    let text = read(script)?;
    let wasm = fs::read(module).map_err(|e| Failure::file(module, &e))?;
    let shorter = names::shorten(&text, &wasm);
    let (text, wasm) = shorter.map_err(|e| Failure::new(format!("{}: {e}", module.display())))?;
    write(script, text)?;
    write(module, wasm)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(|e| Failure::file(file, &e))
}

fn write(file: &Path, contents: impl AsRef<[u8]>) -> Result {
    fs::write(file, contents).map_err(|e| Failure::file(file, &e))
}

/// Where cargo keeps the sources of dependencies.
fn registry() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    let mut folders = fs::read_dir(home.join("registry/src")).ok()?.flatten();
    folders.next().map(|folder| folder.path())
}

/// Joins the style sheets in their order into one: the player constructs one sheet per document, and a constructed
/// sheet may not import.
pub(crate) fn style() -> Result {
    let folder = root().join("style");
    let mut all = String::new();
    for name in read(&folder.join("order.txt"))?.lines() {
        all.push_str(&squeeze(&read(&folder.join(name))?));
    }
    // Trunk says where it gathers the page.
    let dist = std::env::var_os("TRUNK_STAGING_DIR").map_or_else(|| root().join("dist"), PathBuf::from);
    write(&dist.join("episode-player/episode-player.css"), all)
}

/// Leaves out comments and the white space at line starts: no string of the sheets holds either.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_look_the_same_in_an_app_and_in_a_page() {
        let read = |name: &str| fs::read_to_string(root().join(name)).expect("it is there");
        let script = read("src/more/parts.js");
        for rule in squeeze(&read("style/parts.css")).lines() {
            assert!(script.contains(rule), "src/more/parts.js lacks {rule}");
        }
    }

    #[test]
    fn comments_and_indents_are_left_out() {
        assert_eq!(squeeze("/* a\n b */\n.x {\n  y: z; /* c */\n}\n\n"), ".x {\ny: z;\n}\n");
    }
}
