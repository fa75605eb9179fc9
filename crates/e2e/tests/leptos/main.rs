//! The example apps of Leptos, built and served: `cargo xtask test leptos`.

mod accessibility;
mod beside;
mod csr;
mod ssr;

use e2e::{Options, Page, Stage};

/// A browser that lets sound start, and its page's words for what Leptos or Rust complains about.
fn stage() -> Stage {
    Stage::with(&Options { autoplay: true, ..Options::default() })
}

/// Where an app was built to.
fn built(variable: &str) -> std::path::PathBuf {
    std::env::var_os(variable)
        .unwrap_or_else(|| panic!("{variable} is set by `cargo xtask test leptos`"))
        .into()
}

/// Presses a link of the app's navigation.
fn go(page: Page<'_>, href: &str) {
    page.q(&format!("nav a[href='{href}']")).click();
}

/// The player plays and seeks; `host` is the element of the part that has the chapters.
fn plays_and_seeks(page: Page<'_>) {
    page.q(".play").click();
    page.wait_for("it plays", "q('audio') && !q('audio').paused && q('audio').currentTime > 0");
    page.q(".chapter-list li:nth-child(3) .chapter").click();
    page.wait_for(
        "it seeks to the chapter",
        "q('.chapter-list li:nth-child(3) .chapter').ariaCurrent === 'true' && q('audio').currentTime > 100",
    );
    page.wait_for("the turn is lit", "q('.turn.is-now')");
}
