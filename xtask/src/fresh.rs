//! What is shipped, built again only where it is older than what it is built of.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::failure::{Failure, Result};
use crate::{dist, root};

/// All that the player and the demo page are built of. A folder is as new as its newest file.
const SOURCES: &[&str] = &[
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/catalog/Cargo.toml",
    "crates/catalog/src",
    "crates/episode-cli/Cargo.toml",
    "crates/episode-cli/src",
    "crates/episode/Cargo.toml",
    "crates/episode/src",
    "crates/import/Cargo.toml",
    "crates/import/src",
    "crates/language/Cargo.toml",
    "crates/language/src",
    "crates/pages/Cargo.toml",
    "crates/pages/src",
    "crates/playback/Cargo.toml",
    "crates/playback/src",
    "crates/publish/Cargo.toml",
    "crates/publish/src",
    "crates/quick-start/Cargo.toml",
    "crates/quick-start/src",
    "crates/search-element/Cargo.toml",
    "crates/search-element/src",
    "crates/dom/Cargo.toml",
    "crates/dom/src",
    "crates/talk-panel/Cargo.toml",
    "crates/talk-panel/src",
    "crates/talk/Cargo.toml",
    "crates/talk/src",
    "demo",
    "index.html",
    "npm",
    "src",
    "style",
    "xtask/src",
];

/// Builds `dist/`, unless it was built here after the last change of a source.
pub(crate) fn dist() -> Result {
    // Trunk empties the folder first, so a build that fails leaves no mark.
    let mark = root().join("dist/.built");
    let built = fs::metadata(&mark).and_then(|metadata| metadata.modified());
    if built.is_ok_and(|built| SOURCES.iter().all(|source| newest(&root().join(source)) < Some(built))) {
        eprintln!("dist/ is newer than its sources: it is not built again.");
        return Ok(());
    }
    dist::dist()?;
    fs::write(&mark, "").map_err(|error| Failure::file(&mark, &error))
}

/// When a file, or any file of a folder, was last changed.
fn newest(path: &Path) -> Option<SystemTime> {
    // What the demo page is served from is made of the rest.
    if path.ends_with("demo/served") {
        return None;
    }
    let Ok(entries) = fs::read_dir(path) else { return fs::metadata(path).ok()?.modified().ok() };
    // The folder itself, too: it is changed when a file is deleted.
    let own = fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let paths = entries.flatten().map(|entry| entry.path());
    paths.map(|path: PathBuf| newest(&path)).chain([own]).max().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_is_in_the_checkout() {
        for source in SOURCES {
            assert!(root().join(source).exists(), "{source}");
        }
    }

    #[test]
    fn every_crate_is_a_source_unless_it_is_not_in_dist() {
        const NOT_IN_DIST: [&str; 3] = ["corpus", "e2e", "mdbook-episode"];
        for entry in fs::read_dir(root().join("crates")).expect("they are there").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_source = SOURCES.contains(&format!("crates/{name}/src").as_str());
            assert_ne!(is_source, NOT_IN_DIST.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn a_folder_is_as_new_as_its_newest_file() {
        let folder = root().join("xtask");
        let modified =
            |name: &str| fs::metadata(root().join(name)).and_then(|m| m.modified()).expect("a time");
        assert!(newest(&folder) >= Some(modified("xtask/src/fresh.rs")));
        assert!(newest(&folder) >= Some(modified("xtask/Cargo.toml")));
        assert_eq!(newest(&root().join("no/such/file")), None);
    }
}
