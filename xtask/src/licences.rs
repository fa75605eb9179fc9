//! The licences of all dependencies, and where they come from, against what `deny.toml` allows.
//!
//! The suite takes a second and needs no tool. `cargo-deny`, which the forge's workflow runs, takes four minutes of a
//! processor's time to build: 8.5 minutes on two cores that have other work. Both read `deny.toml`.

use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::failure::{Failure, Result};
use crate::program::output;
use crate::root;

/// The folders of the workspaces, each with a `Cargo.lock`.
const WORKSPACES: [&str; 2] = [".", "fuzz"];

/// The source of a crate of crates.io, also where it is fetched from a mirror.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Checks each crate of each workspace, on whatever platform it is used.
pub(crate) fn licences() -> Result {
    let path = root().join("deny.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
    let policy = Policy::read(&text)?;
    let mut faults = Vec::new();
    for workspace in WORKSPACES {
        let packages = packages(&root().join(workspace).join("Cargo.toml"))?;
        println!("{} crates in {workspace}/Cargo.lock", packages.len());
        faults.extend(packages.iter().filter_map(|package| policy.fault(package)));
    }
    if faults.is_empty() {
        return Ok(());
    }
    Err(Failure::new(faults.join("\n       "))
        .mend("use another crate; or, if the licence may be used, add it to deny.toml with the reason"))
}

/// The part of `deny.toml` that is read here.
#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

/// What is allowed.
struct Policy {
    /// For every crate.
    allow: Vec<Licensee>,
    /// For a crate by its name.
    exceptions: Vec<(String, Vec<Licensee>)>,
}

impl Policy {
    fn read(deny: &str) -> Result<Self> {
        let Deny { licenses } =
            toml::from_str(deny).map_err(|error| Failure::new(format!("deny.toml: {error}")))?;
        let exceptions = licenses.exceptions.iter();
        Ok(Self {
            allow: licensees(&licenses.allow)?,
            exceptions: exceptions
                .map(|exception| Ok((exception.name.clone(), licensees(&exception.allow)?)))
                .collect::<Result<_>>()?,
        })
    }

    /// Returns what is wrong with a crate.
    fn fault(&self, Package { name, version, license, source }: &Package) -> Option<String> {
        if let Some(source) = source.as_deref().filter(|source| *source != CRATES_IO) {
            return Some(format!("{name} {version} comes from {source}, expected crates.io"));
        }
        let Some(license) = license else {
            return Some(format!("{name} {version} names no licence, expected one that deny.toml allows"));
        };
        // Old crates write `MIT/Apache-2.0`.
        let Ok(expression) = Expression::parse_mode(license, ParseMode::LAX) else {
            return Some(format!(
                "{name} {version} has the licence {license:?}, expected an SPDX expression"
            ));
        };
        let exception = self.exceptions.iter().filter(|(crate_name, _)| crate_name == name);
        let allowed: Vec<_> = self.allow.iter().chain(exception.flat_map(|(_, allow)| allow)).collect();
        let is_allowed = expression.evaluate(|required| allowed.iter().any(|one| one.satisfies(required)));
        (!is_allowed).then(|| {
            format!("{name} {version} has the licence {license}, expected one that deny.toml allows")
        })
    }
}

fn licensees(names: &[String]) -> Result<Vec<Licensee>> {
    let parse = |name: &String| {
        Licensee::parse(name).map_err(|error| Failure::new(format!("deny.toml: {name:?}: {error}")))
    };
    names.iter().map(parse).collect()
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// A crate, as `cargo metadata` has it.
#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    /// `None`: it is in the checkout.
    source: Option<String>,
}

/// All crates that a workspace may use.
fn packages(manifest: &Path) -> Result<Vec<Package>> {
    let mut cargo = Command::new("cargo");
    cargo.args(["metadata", "--format-version", "1", "--all-features", "--locked", "--manifest-path"]);
    let json = output(cargo.arg(manifest)).ok_or_else(|| {
        let manifest = manifest.display();
        Failure::new(format!("cargo cannot read the dependencies of {manifest}"))
            .mend(format!("`cargo metadata --locked --manifest-path {manifest}` says why"))
    })?;
    let metadata: Metadata =
        serde_json::from_str(&json).map_err(|error| Failure::new(format!("cargo metadata: {error}")))?;
    Ok(metadata.packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0", "Unicode-3.0"]
        exceptions = [{ crate = "driver", allow = ["MPL-2.0"] }]
    "#;

    fn package(name: &str, license: Option<&str>) -> Package {
        Package {
            name: name.into(),
            version: "1.2.3".into(),
            license: license.map(Into::into),
            source: Some(CRATES_IO.into()),
        }
    }

    fn fault(name: &str, license: Option<&str>) -> Option<String> {
        Policy::read(DENY).expect("it is valid").fault(&package(name, license))
    }

    #[test]
    fn a_licence_is_allowed_by_any_of_its_alternatives_and_all_of_its_parts() {
        for license in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "MIT / Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "GPL-3.0-only OR MIT",
        ] {
            assert_eq!(fault("tides", Some(license)), None, "{license}");
        }
    }

    #[test]
    fn a_crate_with_another_licence_fails() {
        for license in ["GPL-3.0-only", "MPL-2.0", "MIT AND GPL-2.0-or-later", "SSPL-1.0 OR AGPL-3.0-only"] {
            let told = fault("tides", Some(license)).expect("it is not allowed");
            assert!(told.starts_with(&format!("tides 1.2.3 has the licence {license}")), "{told}");
        }
        assert!(fault("tides", Some("as you like")).is_some_and(|told| told.contains("SPDX")));
        assert!(fault("tides", None).is_some_and(|told| told.contains("no licence")));
    }

    #[test]
    fn an_exception_is_for_its_crate_alone() {
        assert_eq!(fault("driver", Some("MPL-2.0")), None);
        assert!(fault("driver-more", Some("MPL-2.0")).is_some());
    }

    #[test]
    fn a_crate_from_elsewhere_fails_and_one_of_the_checkout_does_not() {
        let policy = Policy::read(DENY).expect("it is valid");
        let from = |source: Option<&str>| {
            policy.fault(&Package { source: source.map(Into::into), ..package("tides", Some("MIT")) })
        };
        assert!(from(Some("git+https://example.org/tides")).is_some_and(|told| told.contains("crates.io")));
        assert_eq!(from(None), None);
    }
}
