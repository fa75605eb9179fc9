//! Pages of a real show, as its authors wrote them, on a built site.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Each warning has a place, and says what to do.
#[track_caller]
pub(crate) fn warnings_have_places<'a>(warnings: impl Iterator<Item = &'a str>) {
    for line in warnings {
        assert!(line.contains(".md:") && line.ends_with(')'), "{line}");
    }
}

/// As many pages of the site have a player as there are pages in a folder, each with its episode.
#[track_caller]
pub(crate) fn has_a_player_on_each_page(pages: &Path, site: &Path) {
    let mut players = 0;
    for html in html_files(site) {
        let text = std::fs::read_to_string(&html).expect("the generator wrote it");
        let Some((_, rest)) = text.split_once("<episode-player src=") else { continue };
        players += 1;
        let src = rest.split(['>', ' ']).next().unwrap_or_default().trim_matches('"');
        let json = site.join(src.trim_start_matches('/'));
        let json =
            std::fs::read_to_string(&json).unwrap_or_else(|error| panic!("{}: {error}", json.display()));
        let episode: Value = serde_json::from_str(&json).expect("it is JSON");
        assert!(episode["title"].is_string(), "{}", html.display());
    }
    let all = std::fs::read_dir(pages).expect("a folder").flatten();
    let all = all.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md")).count();
    assert_eq!(players, all);
}

/// Every page that was written.
fn html_files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            out.extend(html_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "html") {
            out.push(path);
        }
    }
    out
}
