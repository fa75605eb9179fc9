//! The example apps of Leptos, built as their READMEs say.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;
use crate::tools::Tools;

/// What was built.
pub(crate) struct Apps {
    /// The folder of the app that renders in the browser.
    pub(crate) csr: PathBuf,
    /// The folder of the app that shows the component beside the element.
    pub(crate) beside: PathBuf,
    /// The server of the app that renders on one.
    pub(crate) server: PathBuf,
    /// What that serves.
    pub(crate) site: PathBuf,
}

/// Builds the apps.
pub(crate) fn build(tools: &Tools) -> Result<Apps> {
    println!("Building the example apps of Leptos: some five minutes at first on two cores.");
    let csr = in_browser(tools, "leptos-csr", "csr")?;
    let beside = in_browser(tools, "leptos-beside", "beside")?;
    let target = target();
    let in_examples = |program: &str| in_examples(tools, program);
    run(in_examples("cargo").args(["build", "--package", "leptos-ssr", "--features", "ssr"]))?;
    let wasm = [
        "build",
        "--package",
        "leptos-ssr",
        "--lib",
        "--features",
        "hydrate",
        "--target",
        "wasm32-unknown-unknown",
    ];
    run(in_examples("cargo").args(wasm))?;
    // As cargo-leptos lays it out.
    let site = target.join("site");
    let package = site.join("pkg");
    let module = target.join("wasm32-unknown-unknown/debug/leptos_ssr.wasm");
    run(in_examples("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-name", "leptos-ssr", "--out-dir"])
        .arg(&package)
        .arg(module))?;
    let assets = std::fs::read_dir(root().join("demo"))
        .map_err(|error| Failure::file(&root().join("demo"), &error))?;
    for asset in assets.flatten().filter(|asset| asset.path().is_file()) {
        std::fs::copy(asset.path(), site.join(asset.file_name()))
            .map_err(|error| Failure::file(&asset.path(), &error))?;
    }
    Ok(Apps { csr, beside, server: target.join("debug/leptos-ssr"), site })
}

/// Builds the app that renders in the browser; returns its folder.
pub(crate) fn csr(tools: &Tools) -> Result<PathBuf> {
    println!("Building an example app of Leptos: some two minutes at first on two cores.");
    in_browser(tools, "leptos-csr", "csr")
}

/// Builds an app by Trunk into a folder of this name; returns the folder.
fn in_browser(tools: &Tools, app: &str, name: &str) -> Result<PathBuf> {
    let dist = target().join(name);
    let mut trunk = in_examples(tools, "trunk");
    run(trunk.current_dir(root().join("examples").join(app)).args(["build", "--dist"]).arg(&dist))?;
    Ok(dist)
}

fn target() -> PathBuf {
    root().join("target/examples")
}

fn in_examples(tools: &Tools, program: &str) -> Command {
    let mut command = tools.command(program);
    command.current_dir(root().join("examples")).env("CARGO_TARGET_DIR", target());
    command
}
