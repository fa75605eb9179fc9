//! Counting what the suites say into one closing line.

use std::fmt;
use std::ops::AddAssign;

/// How many tests went how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) skipped: u32,
}

impl Tally {
    /// A check that is one test by itself.
    pub(crate) fn check(passed: bool) -> Self {
        Self { passed: passed.into(), failed: (!passed).into(), skipped: 0 }
    }

    /// Reads a line of libtest or of wasm-bindgen's runner: "test result: ok. 5 passed; 0 failed; 1 ignored; …".
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let counts = line.trim().strip_prefix("test result: ")?.split_once(". ")?.1;
        let count = |what: &str| {
            let part = counts.split("; ").find_map(|part| part.strip_suffix(what))?;
            part.trim().parse().ok()
        };
        Some(Self { passed: count("passed")?, failed: count("failed")?, skipped: count("ignored")? })
    }
}

/// The name of the test of a line that says that it failed: "test a::name ... FAILED".
pub(crate) fn failed(line: &str) -> Option<&str> {
    let name = line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?;
    Some(name.strip_suffix(" - should panic").unwrap_or(name))
}

/// Whether a line says that a program of tests starts: "running 5 tests". Its result follows, unless it crashes.
pub(crate) fn is_start(line: &str) -> bool {
    let count = line.trim().strip_prefix("running ").and_then(|rest| rest.split_once(" test"));
    count.is_some_and(|(count, plural)| count.parse::<u32>().is_ok() && matches!(plural, "" | "s"))
}

/// Whether a line says that a test did nothing, as `corpus::folder` does: "skipped: a::name, for …".
pub(crate) fn is_skipped(line: &str) -> bool {
    line.starts_with("skipped: ")
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_read_and_other_lines_are_not() {
        let tally = |passed, failed, skipped| Some(Tally { passed, failed, skipped });
        let native = "test result: FAILED. 20 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.05s";
        assert_eq!(Tally::of_line(native), tally(20, 1, 2));
        let browser = "test result: ok. 10 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.48s";
        assert_eq!(Tally::of_line(browser), tally(10, 0, 0));
        assert_eq!(Tally::of_line("test a_name ... ok"), None);
    }

    #[test]
    fn the_line_of_a_failed_test_names_it() {
        assert_eq!(failed("test page::a_name ... FAILED"), Some("page::a_name"));
        assert_eq!(failed("test a_name - should panic ... FAILED"), Some("a_name"));
        assert_eq!(failed("test page::a_name ... ok"), None);
        assert_eq!(failed("test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured"), None);
    }

    #[test]
    fn the_line_of_a_start_is_known() {
        assert!(is_start("running 184 tests") && is_start("running 1 test"));
        assert!(!is_start("running tests of 2 files") && !is_start("test running ... ok"));
    }

    #[test]
    fn the_line_of_a_skipped_test_is_known() {
        assert!(is_skipped("skipped: page::a_name, for there is nothing to read"));
        assert!(!is_skipped("test page::a_name ... ok"));
    }

    #[test]
    fn the_closing_line_is_plain() {
        let mut all = Tally::check(true);
        all += Tally::check(false);
        assert_eq!(all.to_string(), "1 passed, 1 failed, 0 skipped");
    }
}
