//! Files, read with a message that names them, and written whole or not at all.

use import::{Problem, Severity};
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What went wrong.
#[derive(Debug)]
pub(crate) enum Failure {
    /// With which file.
    File { doing: &'static str, path: PathBuf, error: io::Error },
    /// With how the command was called.
    Usage(String),
}

impl Failure {
    pub(crate) fn new(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::File { doing, path: path.to_owned(), error }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { doing, path, error } => write!(f, "cannot {doing} {}: {error}", path.display()),
            Self::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}

/// A text that was read.
#[derive(Debug)]
pub(crate) struct Input {
    pub(crate) text: String,
    /// Where it is not UTF-8, which `text` has U+FFFD for.
    pub(crate) broken: Option<Problem>,
}

/// Reads a text; `-` is the standard input.
pub(crate) fn read(path: &Path) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    let result = if path.as_os_str() == "-" {
        io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    result.map_err(|error| Failure::new("read", path, error))?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Input { text, broken: None },
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let broken = Some(not_utf8(&text, at, error.as_bytes()[at]));
            Input { text, broken }
        }
    })
}

/// Reads a text of which nothing can be used if it is damaged.
pub(crate) fn read_whole(path: &Path) -> Result<String, Failure> {
    let Input { text, broken } = read(path)?;
    broken.map_or(Ok(text), |broken| {
        let message = format!("{} (line {}, column {})", broken.message, broken.line, broken.column);
        Err(Failure::new("read", path, io::Error::new(io::ErrorKind::InvalidData, message)))
    })
}

fn not_utf8(text: &str, at: usize, byte: u8) -> Problem {
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    Problem {
        severity: Severity::Error,
        line: text[..at].matches('\n').count() + 1,
        column: text[line_start..at].chars().count() + 1,
        span: at..at + '\u{fffd}'.len_utf8(),
        message: format!("not UTF-8: a byte {byte:#04x}, which starts no letter"),
        help: Some("save the file as UTF-8".into()),
    }
}

/// Writes a line to the standard output. Where nobody reads it any more, there is nobody to tell.
pub(crate) fn line(text: impl fmt::Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Writes a text, whole or not at all: a reader of the file, or a crash, never sees half of it. Folders that
/// are missing are made. `None` or `-` is the standard output.
pub(crate) fn write(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    let path = path.filter(|p| p.as_os_str() != "-");
    let result = match path {
        None => io::stdout().write_all(text.as_bytes()),
        Some(path) => replace(path, text),
    };
    result.map_err(|error| Failure::new("write", path.unwrap_or(Path::new("-")), error))
}

/// A new file in the same folder takes the old one's place in one step.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".episode-");
    #[cfg(unix)]
    builder.permissions(permissions());
    let mut file = builder.tempfile_in(folder)?;
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
