//! Measurements, each a bench target of the crate that is measured: they print tables and judge nothing.

use std::process::Command;

use crate::failure::{Failure, Result};
use crate::program::run;
use crate::root;

/// What is measured: its name, and the package with the bench target of that name.
const BENCHES: [(&str, &str); 2] = [("clock", "e2e"), ("import", "import")];

/// Runs the measurements of these names, or all.
pub(crate) fn bench(names: &[String]) -> Result {
    if let Some(unknown) = names.iter().find(|name| BENCHES.iter().all(|(known, _)| known != name)) {
        let known = BENCHES.map(|(name, _)| name).join(", ");
        return Err(
            Failure::new(format!("there is no benchmark `{unknown}`")).mend(format!("they are {known}"))
        );
    }
    BENCHES.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|n| n == name)).try_for_each(
        |(name, package)| {
            run(Command::new("cargo").current_dir(root()).args([
                "bench",
                "--package",
                package,
                "--bench",
                name,
            ]))
        },
    )
}
