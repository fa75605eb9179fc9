//! What the command writes: files, whole or not at all, and lines for programs and for people.

#[cfg(not(target_os = "wasi"))]
use same_file::Handle;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;

pub(crate) use pages::files::{Failure, Input, read, read_whole};

#[cfg(target_os = "wasi")]
use crate::wasi::Handle;

/// Writes a line to the standard output. Where nobody reads it any more (`| head`), it ends quietly.
pub(crate) fn line(text: impl fmt::Display) {
    if let Err(error) = quietly(writeln!(io::stdout(), "{text}")) {
        message(format_args!("error: cannot write to the standard output: {error}"));
        std::process::exit(1);
    }
}

/// Writes a line for people to the standard error. Where that is closed, there is nobody to tell.
pub(crate) fn message(text: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A reader that has seen enough is no failure.
fn quietly(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Refuses to write over a file that is read: over a source of the author's.
///
/// # Errors
/// An output is one of the inputs, by whatever name: a link to it, or another way to write its path.
pub(crate) fn refuse_sources<'p>(
    outputs: impl IntoIterator<Item = &'p Path>,
    inputs: impl IntoIterator<Item = &'p Path>,
) -> Result<(), Failure> {
    let inputs: Vec<(Handle, &Path)> =
        inputs.into_iter().filter_map(|path| Some((Handle::from_path(path).ok()?, path))).collect();
    // What is not there yet is no input.
    for (output, path) in outputs.into_iter().filter_map(|path| Some((Handle::from_path(path).ok()?, path))) {
        if let Some((_, input)) = inputs.iter().find(|(input, _)| *input == output) {
            let (path, input) = (path.display(), input.display());
            return Err(Failure::usage(format!(
                "{path} would be written over the input {input}; choose another name with --output"
            )));
        }
    }
    Ok(())
}

/// Writes a text, as [`pages::files::write`]. `None` or `-` is the standard output. Returns whether anything was written.
pub(crate) fn write(path: Option<&Path>, text: &str) -> Result<bool, Failure> {
    match path.filter(|path| path.as_os_str() != "-") {
        Some(path) => pages::files::write(path, text.as_bytes()),
        None => {
            let mut out = io::stdout().lock();
            let written = quietly(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
            written.map(|()| true).map_err(|error| Failure::new("write", Path::new("-"), error))
        }
    }
}
