//! The player's files, and the folder among the book's pages that has them and the episodes: mdBook copies it.

use pages::files;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The folder's name, among the pages and on the built site.
pub(crate) const FOLDER: &str = "episode-player";

/// The player, as it is released.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/player.rs"));
/// How the player looks in a book.
const STYLE: &str = include_str!("mdbook.css");

/// Writes the player's files.
pub(crate) fn write(folder: &Path) -> Result<(), String> {
    if FILES.is_empty() {
        return Err("error: this mdbook-episode was built without the player's files; in a checkout, \
             `cargo xtask dist` makes them: run it, and build mdbook-episode again"
            .into());
    }
    for (name, content) in FILES.iter().copied().chain([("mdbook.css", STYLE.as_bytes())]) {
        files::write(&folder.join(name), content).map_err(|failure| format!("error: {failure}"))?;
    }
    Ok(())
}

/// Deletes the episodes of pages that are no episodes any more.
pub(crate) fn prune(folder: &Path, written: &HashSet<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            prune(&path, written);
            // It stays where anything is in it.
            let _ = std::fs::remove_dir(&path);
        } else if path.extension().is_some_and(|ending| ending == "json") && !written.contains(&path) {
            let _ = std::fs::remove_file(&path);
        }
    }
}
