//! What WASI has no calls for, so that the command runs under Node.js as well: `npx episode-player` (npm/episode.js).

use rustix::fs::{Stat, stat};
use std::io;
use std::path::Path;

/// Enters the folder that the command was called in: a program starts in the root.
pub(crate) fn enter_folder() {
    if let Some(folder) = std::env::var_os("PWD") {
        // Where it cannot be entered, relative paths are told as not there.
        let _ = std::env::set_current_dir(folder);
    }
}

/// A file, whatever its name: in place of the crate `same-file`.
#[derive(PartialEq)]
pub(crate) struct Handle {
    device: u64,
    inode: u64,
}

impl Handle {
    pub(crate) fn from_path(path: &Path) -> io::Result<Self> {
        let Stat { st_dev, st_ino, .. } = stat(path)?;
        Ok(Self { device: st_dev, inode: st_ino })
    }
}
