//! Files, read with a message that names them, and written whole or not at all.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use import::{Kind, Problem, Severity};
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// What went wrong.
#[derive(Debug)]
pub enum Failure {
    /// With which file.
    #[allow(missing_docs, reason = "the names say it")]
    File { doing: &'static str, path: PathBuf, error: io::Error },
    /// With what the project file says.
    #[allow(missing_docs, reason = "the names say it")]
    Project { path: PathBuf, line: Option<usize>, message: String },
    /// With how the command was called.
    Usage(String),
}

impl Failure {
    /// Says what was done with which file when it failed.
    pub fn new(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::File { doing, path: path.to_owned(), error }
    }

    /// Says what is wrong with a call.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { doing, path, error } => write!(f, "cannot {doing} {}: {error}", path.display()),
            Self::Project { path, line: Some(line), message } => {
                write!(f, "{}, line {line}: {message}", path.display())
            }
            Self::Project { path, line: None, message } => write!(f, "{}: {message}", path.display()),
            Self::Usage(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}

/// A text that was read.
#[derive(Debug)]
pub struct Input {
    /// Without a byte order mark.
    pub text: String,
    /// Where it is not UTF-8, which `text` has U+FFFD for.
    pub broken: Option<Problem>,
}

/// Reads a text; `-` is the standard input.
///
/// # Errors
/// The file cannot be read.
pub fn read(path: &Path) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    let result = if path.as_os_str() == "-" {
        io::stdin().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    result.map_err(|error| Failure::new("read", path, error))?;
    Ok(decode(bytes))
}

/// The text of some bytes: UTF-8, or UTF-16 by its byte order mark or the zeros beside its letters.
fn decode(bytes: Vec<u8>) -> Input {
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    match marked.or_else(|| utf16_by_zeros(&bytes)) {
        Some(encoding) if encoding != encoding_rs::UTF_8 => {
            let (text, _, is_broken) = encoding.decode(&bytes);
            let lost = text.find('\u{fffd}').filter(|_| is_broken);
            let broken =
                lost.map(|at| not_text(&text, at, format!("the text is not valid {}", encoding.name())));
            return Input { text: text.into_owned(), broken };
        }
        _ => {}
    }
    let (text, broken) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let message =
                format!("the text is not UTF-8: the byte {:#04x} starts no character", error.as_bytes()[at]);
            let broken = Some(not_text(&text, at, message));
            (text, broken)
        }
    };
    Input { text: text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text), broken }
}

/// UTF-16 without a byte order mark: in the text of most pages every other byte is zero.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(64) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let most = start.len() / 2 * 3 / 4;
    match (zeros(0), zeros(1)) {
        _ if start.len() < 8 => None,
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// Reads a text of which nothing can be used if it is damaged.
///
/// # Errors
/// The file cannot be read, or is not UTF-8 or UTF-16.
pub fn read_whole(path: &Path) -> Result<String, Failure> {
    let Input { text, broken } = read(path)?;
    broken.map_or(Ok(text), |broken| {
        let message = format!("{} (line {}, column {})", broken.message, broken.line, broken.column);
        Err(Failure::new("read", path, io::Error::new(io::ErrorKind::InvalidData, message)))
    })
}

fn not_text(text: &str, at: usize, message: String) -> Problem {
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    Problem {
        severity: Severity::Error,
        kind: Kind::Encoding,
        line: text[..at].matches('\n').count() + 1,
        column: text[line_start..at].chars().count() + 1,
        span: at..at + '\u{fffd}'.len_utf8(),
        message,
        help: Some("save the file as UTF-8".into()),
    }
}

/// Returns the path from the root, without links.
///
/// # Errors
/// There is nothing at the path.
pub fn canonicalize(path: &Path) -> io::Result<PathBuf> {
    #[cfg(target_os = "wasi")]
    return crate::wasi::canonicalize(path);
    #[cfg(not(target_os = "wasi"))]
    path.canonicalize()
}

/// Writes bytes, whole or not at all: a reader of the file, or a crash, never sees half of it. Folders that are missing are
/// made. A file that has these bytes already is left alone. Returns whether anything was written.
///
/// # Errors
/// The file cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<bool, Failure> {
    if std::fs::read(path).is_ok_and(|before| before == bytes) {
        return Ok(false);
    }
    replace(path, bytes).map(|()| true).map_err(|error| Failure::new("write", path, error))
}

/// A new file in the same folder takes the old one's place in one step.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".episode-");
    #[cfg(unix)]
    builder.permissions(permissions());
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Those of an ordinary new file: a temporary one would be its owner's alone, and a web server could not read it.
#[cfg(unix)]
fn permissions() -> std::fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(0o666)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(of).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let text = "# The tide\n\nÄbb und Flut\n";
        for bytes in [
            utf16(&format!("\u{feff}{text}"), u16::to_le_bytes),
            utf16(&format!("\u{feff}{text}"), u16::to_be_bytes),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
            format!("\u{feff}{text}").into_bytes(),
            text.as_bytes().to_vec(),
        ] {
            let input = decode(bytes);
            assert_eq!((input.text.as_str(), input.broken), (text, None));
        }
    }

    #[test]
    fn half_a_letter_of_utf_16_is_told_at_its_place() {
        let mut bytes = utf16("\u{feff}one\ntwo", u16::to_le_bytes);
        bytes.push(b'x');
        let broken = decode(bytes).broken.expect("half a letter");
        assert_eq!((broken.line, broken.column), (2, 4));
    }
}
