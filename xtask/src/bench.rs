//! Measurements, each a bench target of the crate that is measured: they print tables and judge nothing.

use std::process::Command;

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;

/// What is measured: its name, the package with the bench target of that name, and the profile that it is built in:
/// what waits for a browser need not be fast itself.
const BENCHES: [(&str, &str, &str); 4] = [
    ("clock", "e2e", "dev"),
    ("import", "import", "bench"),
    ("search", "episode", "bench"),
    ("timing", "import", "bench"),
];

/// Runs the measurements of these names, or all.
pub(crate) fn bench(names: &[String]) -> Result {
    if let Some(unknown) = names.iter().find(|name| BENCHES.iter().all(|(known, ..)| known != name)) {
        let known = BENCHES.map(|(name, ..)| name).join(", ");
        return Err(
            Failure::new(format!("there is no benchmark `{unknown}`")).mend(format!("they are {known}"))
        );
    }
    for (name, package, profile) in BENCHES {
        if names.is_empty() || names.iter().any(|n| n == name) {
            let arguments = ["bench", "--package", package, "--profile", profile, "--bench", name];
            run(Command::new("cargo").current_dir(root()).args(arguments))?;
        }
    }
    Ok(())
}
