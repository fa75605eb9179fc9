//! Real pages, captions and recordings of the embed: tests and benchmarks read them in place. They are not part of the
//! project; the environment variable `EPISODE_CORPUS` names their folder.

use std::io::Write;
use std::path::PathBuf;

/// Returns the folder.
///
/// # Errors
///
/// Without it, `None`, and a line says that the calling test is skipped: "skipped: NAME, for EPISODE_CORPUS names no …".
/// `cargo xtask test` counts these lines.
///
/// ```
/// # fn a_test() {
/// let Some(corpus) = corpus::folder() else { return };
/// let pages = corpus.join("episodes");
/// # }
/// ```
pub fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("EPISODE_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        let thread = std::thread::current();
        let name = thread.name().unwrap_or("a test");
        let why = "EPISODE_CORPUS names no folder of real pages and recordings";
        // `println!` would be kept back by the test harness. Without an output, nobody is there to be told.
        let _ = writeln!(std::io::stdout(), "skipped: {name}, for {why}");
    }
    folder
}
