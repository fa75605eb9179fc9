//! What WASI has no calls for.

use std::io;
use std::path::{Component, Path, PathBuf};

/// How many links a path may lead through, as on Linux.
const LINKS: usize = 40;

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
