//! The suites that run only by name: they take long, or build and install much more to use what is shipped as others do. Those
//! that need a browser run in Chromium; `endurance` in each that is named.

use super::{CORPUS, Context, Engine, cargo, check, count, twice};
use crate::program::run;
use crate::tally::Tally;
use crate::tools::Tools;
use crate::{leptos, npm, root};

/// A million random steps of YouTube's protocol, by nonsense and by a model of the embed. It prints its seed;
/// `PROPTEST_RNG_SEED` takes one.
pub(super) fn million(_: &Context) -> Tally {
    let mut cargo = cargo();
    cargo.args(["test", "--package", "episode-playback", "--test", "nonsense", "--test", "convergence"]);
    count(cargo.args(["--", "--ignored", "--nocapture", "a_million_steps"]))
}

/// Three hours of playback, by a clock that runs fast.
pub(super) fn endurance(context: &Context) -> Tally {
    let in_engine = |engine: &Engine| {
        println!("In {}:", engine.title());
        let mut cargo = context.tools.command("cargo");
        cargo.args(["test", "--package", "e2e", "--features", "browser", "--test", "player"]);
        cargo.env("E2E_ENGINE", engine.name()).env("E2E_DIST", root().join("dist"));
        count(cargo.args(["--", "--ignored", "--nocapture", "after_three_hours"]))
    };
    let mut all = Tally::default();
    context.engines.iter().map(in_engine).for_each(|tally| all += tally);
    all
}

/// The example apps of Leptos in Chromium.
pub(super) fn leptos_apps(context: &Context) -> Tally {
    let apps = match leptos::build(&context.tools) {
        Ok(apps) => apps,
        Err(failure) => return check(Err(failure)),
    };
    let mut cargo = context.tools.command("cargo");
    cargo.args([
        "test",
        "--package",
        "e2e",
        "--features",
        "leptos",
        "--test",
        "leptos",
        "--",
        "--test-threads=2",
    ]);
    cargo
        .env("E2E_NODE_MODULES", Tools::node_modules())
        .env("E2E_LEPTOS_CSR", apps.csr)
        .env("E2E_LEPTOS_BESIDE", apps.beside)
        .env("E2E_LEPTOS_SERVER", apps.server)
        .env("E2E_LEPTOS_SITE", apps.site);
    count(cargo.args(&context.name))
}

/// The package of npm, with bundlers of the registry: four minutes on two cores.
pub(super) fn package(context: &Context) -> Tally {
    let mut native = cargo();
    let mut tally = check(run(native.args(["build", "--quiet", "--package", "episode-cli"])));
    let mut cargo = context.tools.command("cargo");
    cargo.args(["test", "--package", "e2e", "--features", "package", "--test", "package", "--no-fail-fast"]);
    cargo.env("E2E_DIST", root().join("dist")).env("E2E_PACKAGE", npm::tarball());
    cargo.env("E2E_REACT_18", Tools::react_18());
    cargo.env("E2E_PACKAGE_TOOLS", Tools::bundlers()).env("E2E_COMMAND", npm::target().join("debug/episode"));
    cargo.args(["--", "--test-threads=2"]).args(&context.name);
    if std::env::var_os(CORPUS).is_none() {
        cargo.args(["--skip", "corpus_"]);
    }
    tally += count(&mut cargo);
    tally
}

/// The examples under `sites/`, each built by its generator, in Chromium.
pub(super) fn sites(context: &Context) -> Tally {
    const BUILD: [&str; 6] = ["build", "--quiet", "--package", "episode-cli", "--package", "mdbook-episode"];
    let folders = match Tools::sites() {
        Ok(folders) => folders,
        Err(failure) => return check(Err(failure)),
    };
    let mut tally = check(run(cargo().args(BUILD)));
    // Those that take the pictures of the site's gallery run only where they are named.
    let name = context.name.as_deref().unwrap_or_default();
    let are_pictures = name.starts_with("gallery_");
    let mut app = None;
    if are_pictures && "gallery_leptos".starts_with(name) {
        match leptos::csr(&context.tools) {
            Ok(folder) => app = Some(folder),
            Err(failure) => return check(Err(failure)),
        }
    }
    let tests = || {
        let mut cargo = context.tools.command("cargo");
        cargo.args(["test", "--package", "e2e", "--features", "sites", "--test", "sites", "--no-fail-fast"]);
        cargo.env("E2E_DIST", root().join("dist")).env("E2E_PACKAGE", npm::tarball()).envs(folders.clone());
        cargo.env("E2E_NODE_MODULES", Tools::node_modules()).env("E2E_REACT_18", Tools::react_18());
        cargo.envs(app.iter().map(|folder| ("E2E_LEPTOS_CSR", folder)));
        cargo.env("E2E_COMMAND", npm::target().join("debug/episode")).arg("--");
        cargo
    };
    // Each builds a site, and then uses it.
    let mut arguments = vec!["--test-threads=2".to_owned()];
    if are_pictures {
        arguments.push("--ignored".to_owned());
    }
    arguments.extend(context.name.clone());
    tally += twice(tests, &arguments, Engine::Chromium.title());
    tally
}
