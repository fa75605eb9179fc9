//! What WASI has no calls for, so that the command runs under Node.js as well: `npx episode-player` (npm/episode.js).

use rustix::fs::{Stat, stat};
use std::io;
use std::path::{Component, Path, PathBuf};

/// How many links a path may lead through, as on Linux.
const LINKS: usize = 40;

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

/// The path from the root, without links: in place of `Path::canonicalize`.
pub(crate) fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    let mut open: Vec<PathBuf> = vec![std::env::current_dir()?.join(path)];
    let mut whole = PathBuf::new();
    let mut links = 0;
    while let Some(path) = open.pop() {
        let mut components = path.components();
        let Some(first) = components.next() else { continue };
        open.push(components.as_path().to_owned());
        match first {
            Component::RootDir | Component::Prefix(_) => whole = PathBuf::from("/"),
            Component::CurDir => {}
            Component::ParentDir => drop(whole.pop()),
            Component::Normal(name) => {
                whole.push(name);
                if std::fs::symlink_metadata(&whole)?.is_symlink() {
                    links += 1;
                    if links > LINKS {
                        return Err(io::ErrorKind::InvalidInput.into());
                    }
                    let target = std::fs::read_link(&whole)?;
                    whole.pop();
                    open.push(target);
                }
            }
        }
    }
    Ok(whole)
}
