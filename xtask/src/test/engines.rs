//! The browsers that tests run in, and what one of them cannot run.

use std::process::Command;

use crate::failure::{Failure, Result};
use crate::program::find;
use crate::root;
use crate::tools::{Tool, Tools};

/// An engine, by the browser that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    #[value(name = "webkit")]
    WebKit,
}

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// As `E2E_ENGINE` has it.
    pub(crate) fn name(self) -> String {
        self.title().to_lowercase()
    }

    /// The browser and its driver.
    pub(crate) fn tool(self) -> Tool {
        match self {
            Self::Chromium => Tool::Chromium,
            Self::Firefox => Tool::Firefox,
            Self::WebKit => Tool::WebKit,
        }
    }

    /// A command that runs the component tests; what is added to it are names of tests.
    pub(crate) fn component_tests(self, tools: &Tools) -> Command {
        let mut command = match self {
            Self::Chromium => {
                let mut pack = tools.command("wasm-pack");
                pack.args(["test", "--headless", "--chrome"]);
                let path = std::env::var_os("PATH").unwrap_or_default();
                let named = std::env::var_os("CHROMEDRIVER").map(Into::into);
                if let Some(driver) = named.or_else(|| find("chromedriver", &path)) {
                    pack.arg("--chromedriver").arg(driver);
                }
                // Its first argument is a folder. What follows the next `--` is for the tests alone, not for their build.
                pack.args(["--", ".", "--"]);
                pack
            }
            // wasm-pack knows neither a browser of another name nor WebKit on Linux; what it calls does.
            Self::Firefox | Self::WebKit => {
                let mut cargo = tools.command("cargo");
                cargo.args(["run", "--quiet", "--package", "e2e", "--example", "webdriver", "--"]);
                cargo.args(["cargo", "test", "--target", "wasm32-unknown-unknown", "--"]);
                cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
                cargo.env("E2E_ENGINE", self.name());
                cargo
            }
        };
        // In seconds, for all tests of a file and the start of the browser; 20 are too few for the first start there is.
        command.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        command
    }
}

/// A test that an engine cannot run.
pub(crate) struct Exception {
    engine: Engine,
    /// Its path: `layout::a_test`.
    pub(crate) test: String,
    pub(crate) why: String,
}

/// The table of them, in `docs/engines.md`.
pub(crate) struct Exceptions(Vec<Exception>);

impl Exceptions {
    pub(crate) fn read() -> Result<Self> {
        let file = root().join("docs/engines.md");
        let text = std::fs::read_to_string(&file).map_err(|e| Failure::file(&file, &e))?;
        Ok(Self(text.lines().filter_map(exception).collect()))
    }

    pub(crate) fn of(&self, engine: Engine) -> impl Iterator<Item = &Exception> {
        self.0.iter().filter(move |exception| exception.engine == engine)
    }
}

/// Reads a row: "| Firefox | `layout::a_test` | the reason |".
fn exception(line: &str) -> Option<Exception> {
    let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
    let title = cells.next()?;
    let engine = Engine::ALL.into_iter().find(|engine| engine.title() == title)?;
    let test = cells.next()?.strip_prefix('`')?.strip_suffix('`')?;
    Some(Exception { engine, test: test.to_owned(), why: cells.next()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_row_with_a_test_is_an_exception_and_no_other() {
        let read = exception("| WebKit | `layout::paper` | no print media |").expect("it is one");
        assert_eq!(
            (read.engine, read.test.as_str(), read.why.as_str()),
            (Engine::WebKit, "layout::paper", "no print media")
        );
        for row in ["| --- | --- | --- |", "| engine | test | why |", "| `@scope` | 118 | 17.4 |", "text"] {
            assert!(exception(row).is_none(), "{row}");
        }
    }

    #[test]
    fn every_exception_is_a_test_and_says_why() {
        let exceptions = Exceptions::read().expect("the table is there");
        for Exception { test, why, .. } in &exceptions.0 {
            let (module, function) = test.rsplit_once("::").unwrap_or(("harness", test));
            let tests = root().join("crates/e2e/tests");
            let is_there = ["player", "fake_embed", "."].iter().any(|binary| {
                let file = tests.join(binary).join(Path::new(module).with_extension("rs"));
                std::fs::read_to_string(file).is_ok_and(|text| text.contains(&format!("\nfn {function}()")))
            });
            assert!(is_there, "`{test}` is no test of crates/e2e/tests");
            assert!(!why.is_empty(), "`{test}` has no reason");
        }
    }
}
