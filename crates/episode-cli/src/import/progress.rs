//! How far it is, for people who wait.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on the standard error, if that is a terminal and there is something to wait for.
pub(crate) fn bar(pages: usize, quiet: bool) -> ProgressBar {
    if quiet || pages < 2 {
        return ProgressBar::hidden();
    }
    // indicatif draws nothing where the standard error is no terminal.
    let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages").expect("a template of known keys");
    bar.with_style(style)
}
