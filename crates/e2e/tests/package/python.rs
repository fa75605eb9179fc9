//! The wheel, with the native command, the extension of Python-Markdown and the player in it.

use e2e::apps::said;
use std::path::Path;
use std::process::Command;

const MATURIN: &str = "maturin==1.16.0";

#[test]
fn the_wheel_is_built_and_installed_and_has_the_command() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../python");
    let run = |program: &Path, line: &str| {
        let mut command = Command::new(program);
        let output = command.args(line.split(' ')).current_dir(&python).output();
        let output = output.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it prints text")
    };
    let [here, wheels] = ["env", "wheels"].map(|name| folder.path().join(name));
    run(Path::new("python3"), &format!("-m venv {}", here.display()));
    let bin = here.join("bin");
    run(&bin.join("pip"), &format!("install --quiet {MATURIN}"));
    // As it is built for tests: a release is the same, and takes minutes.
    run(&bin.join("maturin"), &format!("build --profile dev --out {}", wheels.display()));
    run(
        &bin.join("pip"),
        &format!("install --quiet --no-index --find-links {} episode-player", wheels.display()),
    );
    assert_eq!(run(&bin.join("episode"), "--version"), concat!("episode ", env!("CARGO_PKG_VERSION"), "\n"));
    // The extension finds the command where pip put it, whatever is on the path, and has the player.
    let script = "from episode_player import command, markdown; print(command.episode('--version')[1], \
        *sorted(path.name for path in markdown.STATIC.glob('*player.js')), end='')";
    run(&bin.join("pip"), "install --quiet markdown==3.11.3");
    let output =
        Command::new(bin.join("python")).args(["-c", script]).env("PATH", "").output().expect("it starts");
    let said = said(&output);
    assert_eq!(said, concat!("episode ", env!("CARGO_PKG_VERSION"), "\n episode-player.js"));
}
