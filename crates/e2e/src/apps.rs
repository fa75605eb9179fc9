//! Folders of apps and sites that tests build: their files, the package in them, and the programs that are run there.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU16, Ordering};

/// The path that a variable names, which `suite` of `cargo xtask test` sets.
///
/// # Panics
/// If it is not set; the message tells what to do.
#[must_use]
pub fn variable(name: &str, suite: &str) -> PathBuf {
    let value = std::env::var_os(name);
    value.unwrap_or_else(|| panic!("{name} is not set: run `cargo xtask test {suite}`")).into()
}

/// A port for a server that is told one, and may take a minute until it listens. The system gives ports from 32768 on to who asks
/// for any: one below does not become a browser's or another server's in the meantime, and no connection is made to itself.
///
/// # Panics
/// If none is free.
#[must_use]
pub fn free_port() -> u16 {
    const FIRST: u16 = 20_000;
    const COUNT: u16 = 10_000;
    static GIVEN: AtomicU16 = AtomicU16::new(0);
    // Several programs of tests may run at once.
    let own = (std::process::id() % u32::from(COUNT)) as u16;
    (0..COUNT)
        .map(|_| FIRST + (own + GIVEN.fetch_add(1, Ordering::Relaxed)) % COUNT)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("one of ten thousand ports is free")
}

/// Puts a file, in folders that may not be there yet.
///
/// # Panics
/// If it cannot be written.
pub fn put_file(file: &Path, text: &str) {
    let folder = file.parent().expect("a file is in a folder");
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(file, text)).expect("a file can be put");
}

/// Unpacks a package of npm.
///
/// # Panics
/// If there is no such tarball.
pub fn unpack(tarball: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    let mut tar = Command::new("tar");
    tar.args(["--strip-components=1", "-xzf"]).arg(tarball).arg("-C").arg(to);
    assert!(tar.status().is_ok_and(|status| status.success()), "the tarball can be unpacked");
}

/// What a program said, on both outputs.
#[must_use]
pub fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

/// Runs a command to its end.
///
/// # Panics
/// If it fails, with `line`, which names it, and what it says.
#[track_caller]
pub fn run(command: &mut Command, line: &str) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{line}: {error}"));
    assert!(output.status.success(), "{line}\n{}", said(&output));
    output
}
