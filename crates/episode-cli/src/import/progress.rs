//! How far it is, for people who wait.

#[cfg(target_os = "wasi")]
pub(crate) use nowhere::bar;
#[cfg(not(target_os = "wasi"))]
pub(crate) use terminal::bar;

#[cfg(not(target_os = "wasi"))]
mod terminal {
    use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

    /// A bar on the standard error, if that is a terminal and there is something to wait for.
    pub(crate) fn bar(pages: usize, quiet: bool) -> ProgressBar {
        if quiet || pages < 2 {
            return ProgressBar::hidden();
        }
        // indicatif draws nothing where the standard error is no terminal.
        let bar = ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::stderr());
        let style =
            ProgressStyle::with_template("{bar:40} {pos}/{len} pages").expect("a template of known keys");
        bar.with_style(style)
    }
}

/// Under WASI, which tells nobody how wide a terminal is.
#[cfg(target_os = "wasi")]
mod nowhere {
    /// A bar that nobody sees.
    pub(crate) struct Hidden;

    impl Hidden {
        pub(crate) fn inc(&self, _: u64) {}

        pub(crate) fn finish_and_clear(&self) {}
    }

    pub(crate) fn bar(_: usize, _: bool) -> Hidden {
        Hidden
    }
}
