//! What a release would publish. Nothing is uploaded: that is a person's act, with a person's keys.

use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::npm;
use crate::program::{output, run};
use crate::root;
use crate::tools::{DIST, Tools};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Say what would be published, and check it; there is no other way yet
    #[arg(long, required = true)]
    dry_run: bool,
}

/// Checks that versions are one, and lists what is in each crate and in the package of npm.
pub(crate) fn release(_: &Arguments) -> Result {
    let version = npm::version();
    let crates = crates()?;
    println!("Version {version}");
    for (name, found) in &crates {
        is_one(name, found)?;
    }
    is_one("the package of npm", &npm_version()?)?;
    let names: Vec<_> = crates.iter().map(|(name, _)| name.as_str()).collect();
    println!(
        "\nFor crates.io: {}",
        if names.is_empty() { "nothing (`publish = false`)".into() } else { names.join(", ") }
    );
    if !names.is_empty() {
        // As they are packed, not as they are built: the suites build them.
        let mut cargo = Command::new("cargo");
        cargo.current_dir(root()).args(["package", "--no-verify", "--allow-dirty", "--quiet"]);
        run(cargo.args(names.iter().flat_map(|name| ["--package", name])))?;
        println!("  packed in {}", npm::target().join("package").display());
    }
    println!("\nFor npm: {}", npm::tarball().display());
    let mut pack = Tools::get(&DIST)?.command("npm");
    run(pack.current_dir(npm::package()).args(["pack", "--dry-run", "--ignore-scripts"]))
}

fn is_one(name: &str, found: &str) -> Result {
    let version = npm::version();
    if found == version {
        return Ok(());
    }
    Err(Failure::new(format!("{name} has version {found}, the workspace {version}"))
        .mend("take it from the workspace: `version.workspace = true`; then `cargo xtask dist`"))
}

/// The crates that may be published, each with its version.
fn crates() -> Result<Vec<(String, String)>> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).args(["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = output(&mut cargo)
        .and_then(|text| serde_json::from_str(&text).ok())
        .ok_or_else(|| Failure::new("`cargo metadata` failed"))?;
    let of = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    // `null`: to any registry; `[]`: to none.
    let published = packages.filter(|package| package["publish"].is_null());
    Ok(published.map(|package| (of(package, "name"), of(package, "version"))).collect())
}

/// The version in the package that was built.
fn npm_version() -> Result<String> {
    let file = npm::package().join("package.json");
    let text = std::fs::read_to_string(&file)
        .map_err(|e| Failure::file(&file, &e).mend("`cargo xtask dist` builds what is published"))?;
    let manifest: Value = serde_json::from_str(&text).map_err(|e| Failure::new(e.to_string()))?;
    Ok(manifest["version"].as_str().unwrap_or_default().to_owned())
}
