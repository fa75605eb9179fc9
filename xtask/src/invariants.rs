//! What must hold of the code as it is written: ARCHITECTURE.md numbers these.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;

/// The files of a folder and of those in it, by a path from the root of the checkout.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder of the checkout can be listed");
            open.extend(entries.map(|entry| entry.expect("an entry can be read").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
            out.push((name(&path), fs::read_to_string(&path).expect("source is text")));
        }
    }
    assert!(!out.is_empty(), "{folder} has no source");
    out
}

fn name(path: &Path) -> String {
    let relative: PathBuf = path.strip_prefix(root()).expect("it is in the checkout").into();
    relative.to_string_lossy().replace('\\', "/")
}

/// The places of any of these texts in the source, without tests and comments.
fn places(folder: &str, texts: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for (file, source) in files(folder) {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
            let found = texts.iter().filter(|text| line.contains(**text));
            places.extend(found.map(|text| format!("{file}: {text}")));
        }
    }
    places
}

#[test]
fn invariant_1_the_pure_crates_know_no_web_no_files_no_threads_and_no_clock() {
    for (name, package) in [
        ("episode", "episode"),
        ("playback", "episode-playback"),
        ("import", "episode-import"),
        ("catalog", "episode-catalog"),
        ("talk", "episode-talk"),
    ] {
        let tree =
            ["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{lib}"];
        let output = Command::new("cargo").current_dir(root()).args(tree).output().expect("cargo is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8_lossy(&output.stdout);
        for web in ["web_sys", "js_sys", "wasm_bindgen", "leptos", "reactive_graph", "tokio"] {
            assert!(tree.lines().all(|package| package != web), "{name} depends on {web}");
        }
        let impure = ["std::fs", "std::thread", "std::net", "Instant", "SystemTime"];
        assert_eq!(places(&format!("crates/{name}/src"), &impure), [""; 0]);
    }
}

#[test]
fn invariant_2_only_the_element_exports_and_views_know_types_of_the_web_only() {
    let exports = places("src", &["#[wasm_bindgen"]);
    let strange = |place: &&String| !place.starts_with("src/element.rs") && !place.starts_with("src/browser");
    assert_eq!(exports.iter().filter(strange).count(), 0, "{exports:?}");
    let reached =
        places("src/view", &["web_sys::window", "document()", "js_sys::eval", "add_event_listener"]);
    assert_eq!(reached, [""; 0]);
}

#[test]
fn invariant_6_no_text_becomes_markup_script_or_style() {
    let markup = [
        "inner_html",
        "innerHTML",
        "outer_html",
        "outerHTML",
        "insert_adjacent_html",
        "insertAdjacentHTML",
        "eval(",
        "document.write",
        "new Function",
        "attr(\"style\"",
        "el(\"style\"",
        "el(\"script\"",
    ];
    assert_eq!(places("src", &markup), [""; 0]);
}
