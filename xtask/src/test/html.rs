//! Exported pages: the demo, and real ones where there are any.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::CORPUS;
use crate::failure::{Failure, Result};
use crate::program::run;
use crate::{npm, root};

/// Writes them, and returns their paths.
pub(super) fn pages() -> Result<Vec<PathBuf>> {
    let mut sources = vec![root().join("demo/episode.md")];
    if let Some(corpus) = std::env::var_os(CORPUS) {
        let folder = Path::new(&corpus).join("episodes");
        let entries = std::fs::read_dir(&folder).map_err(|e| Failure::file(&folder, &e))?;
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        sources.extend(paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    run(Command::new("cargo").current_dir(root()).args(["build", "--quiet", "--package", "episode-cli"]))?;
    let episode = || Command::new(npm::target().join("debug/episode"));
    let folder = npm::target().join("html");
    let mut pages = Vec::new();
    for source in sources {
        let name = folder.join(source.file_stem().unwrap_or_default());
        let (json, page) = (name.with_extension("json"), name.with_extension("html"));
        run(episode().arg("import").arg(source).args(["--quiet", "--output"]).arg(&json))?;
        let url = ["--to", "html", "--url", "https://example.org/", "--output"];
        run(episode().arg("export").arg(&json).args(url).arg(&page))?;
        pages.push(page);
    }
    Ok(pages)
}
