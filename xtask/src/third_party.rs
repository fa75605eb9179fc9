//! The licences of what is inside of what is shipped.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::program::output;
use crate::root;

/// What is shipped as WebAssembly: the package, its target, and options.
const SHIPPED: [(&str, &str, &[&str]); 5] = [
    ("episode-player", "wasm32-unknown-unknown", &["--features", "element"]),
    ("episode-quick-start", "wasm32-unknown-unknown", &[]),
    ("episode-search", "wasm32-unknown-unknown", &[]),
    ("episode-talk-panel", "wasm32-unknown-unknown", &[]),
    ("episode-cli", "wasm32-wasip1", &["--no-default-features"]),
];

/// Beginnings of the names of files that have a licence, or what it wants to be said.
const FILES: [&str; 4] = ["license", "licence", "copying", "notice"];

/// Every crate inside, with its licence, and the texts of these licences, each once.
///
/// # Errors
/// Cargo does not know the dependencies, or one of them has no licence.
pub(crate) fn third_party() -> Result<String> {
    let mut inside = BTreeSet::new();
    for (package, target, options) in SHIPPED {
        let mut tree =
            cargo(&["tree", "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
        tree.args(["--package", package, "--target", target]).args(options);
        let tree = output(&mut tree)
            .ok_or_else(|| Failure::new(format!("`cargo tree --package {package}` failed")))?;
        // `serde v1.0.1 (*)`
        inside.extend(tree.lines().filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
        }));
    }
    let metadata = output(&mut cargo(&["metadata", "--format-version", "1"]));
    let metadata: Value = metadata
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or_else(|| Failure::new("`cargo metadata` failed"))?;
    let mut text = "What is inside of these WebAssembly files, and the terms of each.\n\n".to_owned();
    // Each text, with the crates that have it.
    let mut texts = BTreeMap::<String, Vec<String>>::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let of = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        // What is of this project has no source elsewhere.
        if package["source"].is_null() || !inside.contains(&(of("name"), of("version"))) {
            continue;
        }
        let name = format!("{} {}", of("name"), of("version"));
        if of("license").is_empty() && of("license_file").is_empty() {
            return Err(Failure::new(format!("{name} has no licence")));
        }
        let _ = writeln!(text, "{name}: {}", of("license"));
        let folder = Path::new(package["manifest_path"].as_str().unwrap_or_default()).parent();
        for words in folder.into_iter().flat_map(licences) {
            texts.entry(words).or_default().push(name.clone());
        }
    }
    for (words, crates) in texts {
        let line = "-".repeat(80);
        let _ = write!(text, "\n{line}\n{}\n{line}\n\n{words}\n", crates.join(", "));
    }
    Ok(text)
}

/// The texts of the licences in a folder.
fn licences(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_licence = |name: &str| FILES.iter().any(|start| name.to_lowercase().starts_with(start));
    let files = entries.filter(|entry| is_licence(&entry.file_name().to_string_lossy()));
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    texts.map(|text| text.replace("\r\n", "\n").trim().to_owned()).collect()
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).args(arguments);
    cargo
}
