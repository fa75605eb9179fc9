//! Files, read with a message that names them, and written whole or not at all.

use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What went wrong with which file.
#[derive(Debug)]
pub(crate) struct Failure {
    doing: &'static str,
    path: PathBuf,
    error: io::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.doing, self.path.display(), self.error)
    }
}

impl std::error::Error for Failure {}

impl Failure {
    /// A file whose content is wrong.
    pub(crate) fn reading(path: &Path, fault: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { doing: "read", path: path.to_owned(), error: io::Error::other(fault) }
    }
}

/// Reads a text; `-` is the standard input.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    let text = if path.as_os_str() == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    text.map_err(|error| Failure { doing: "read", path: path.to_owned(), error })
}

/// Writes a text, whole or not at all: a reader of the file, or a crash, never sees half of it. `None` or `-`
/// is the standard output.
pub(crate) fn write(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    let path = path.filter(|p| p.as_os_str() != "-");
    let result = match path {
        None => io::stdout().write_all(text.as_bytes()),
        Some(path) => replace(path, text),
    };
    result.map_err(|error| Failure { doing: "write", path: path.unwrap_or(Path::new("-")).to_owned(), error })
}

/// A new file in the same folder takes the old one's place in one step.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file =
        tempfile::Builder::new().prefix(".episode-").permissions(permissions()).tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Those of an ordinary new file: a temporary one would be its owner's alone, and a web server could not read it.
#[cfg(unix)]
fn permissions() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}
