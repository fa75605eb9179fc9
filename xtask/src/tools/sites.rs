//! What the examples under `sites/`, and the project's own site, are built with: of npm and of Python what each names in its
//! own file, and generators that are programs of their own.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cache;
use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;

/// Installs what a file names into a folder.
type Install = fn(&Path, &Path) -> Result;

/// The files in which an example names its packages.
const KINDS: [(&str, Install); 2] = [("package.json", npm), ("requirements.txt", python)];

const MDBOOK: &str = "0.5.4";
const MATURIN: &str = "maturin==1.16.0";

/// Installs everything; returns the folders of programs.
pub(super) fn generators() -> Result<Vec<PathBuf>> {
    for (name, file, install) in examples()? {
        let home = home(&name, &file)?;
        // In place, since programs of Python know their folder; what is half filled has no mark.
        let mark = home.join("installed");
        if mark.is_file() {
            continue;
        }
        eprintln!("What the site {name} is built with is missing: fetching it, a minute or two.");
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).map_err(|e| Failure::file(&home, &e))?;
        install(&file, &home).map_err(|failure| failure.mend("the registry is needed this once"))?;
        std::fs::write(&mark, "").map_err(|e| Failure::file(&mark, &e))?;
    }
    if !super::is_found(&["hugo"]) {
        super::system_packages(&["hugo"], "Hugo", "a minute")
            .map_err(|failure| failure.mend("install Hugo 0.111 or newer"))?;
    }
    let mdbook = super::crate_tool("mdbook", "mdbook", MDBOOK, true, "two minutes")?;
    Ok(mdbook.into_iter().collect())
}

/// The variable of each example, and the folder that it names.
pub(super) fn folders() -> Result<Vec<(String, PathBuf)>> {
    let of = |(name, file, _): (String, PathBuf, _)| {
        Ok((format!("E2E_SITE_{}", name.to_uppercase()), home(&name, &file)?))
    };
    examples()?.into_iter().map(of).collect()
}

type Example = (String, PathBuf, Install);

/// The examples that name packages, and the project's own site.
fn examples() -> Result<Vec<Example>> {
    let sites = root().join("sites");
    let entries = std::fs::read_dir(&sites).map_err(|e| Failure::file(&sites, &e))?;
    let mut all = Vec::new();
    for folder in entries.flatten().map(|entry| entry.path()).chain([root().join("site")]) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let kind = KINDS.iter().find(|(file, _)| folder.join(file).is_file());
        all.extend(kind.map(|(file, install)| (name, folder.join(file), *install)));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(all)
}

/// Where an example's packages are: by what the file says, so that another version is another folder.
fn home(name: &str, file: &Path) -> Result<PathBuf> {
    let text = std::fs::read(file).map_err(|e| Failure::file(file, &e))?;
    let mut hasher = DefaultHasher::new();
    (text, MATURIN).hash(&mut hasher);
    Ok(cache().join("sites").join(format!("{name}-{:016x}", hasher.finish())))
}

/// Without our own package, which the tests put in.
fn npm(manifest: &Path, to: &Path) -> Result {
    let text = std::fs::read_to_string(manifest).map_err(|e| Failure::file(manifest, &e))?;
    let mut json: serde_json::Value = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("{} is no JSON: {error}", manifest.display())))?;
    for key in ["dependencies", "devDependencies"] {
        if let Some(packages) = json[key].as_object_mut() {
            packages.remove("episode-player");
        }
    }
    let own = to.join("package.json");
    std::fs::write(&own, json.to_string()).map_err(|e| Failure::file(&own, &e))?;
    std::fs::create_dir_all(to.join("node_modules")).map_err(|e| Failure::file(to, &e))?;
    // With their scripts: one of them fetches the Node.js that some want.
    let mut npm = Command::new("npm");
    run(npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(to))
}

/// In a virtual environment, with what builds our own package.
fn python(requirements: &Path, to: &Path) -> Result {
    run(Command::new("python3").args(["-m", "venv", "--copies"]).arg(to))?;
    let mut pip = Command::new(to.join("bin/python"));
    run(pip
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", MATURIN, "-r"])
        .arg(requirements))
}
