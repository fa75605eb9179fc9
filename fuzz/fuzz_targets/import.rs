//! Any text is a page: it ends without a panic, its problems' places are places of the page, and an episode
//! without an error reads back the same.
#![no_main]

use import::{Options, Severity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &str| {
    let imported = import::import(page, &Options { id: "fuzz".into(), ..Options::default() });
    for problem in &imported.problems {
        assert!(page.get(problem.span.clone()).is_some(), "{problem:?}");
    }
    if imported.problems.iter().all(|p| p.severity < Severity::Error) {
        let json = serde_json::to_string(&imported.episode).expect("JSON");
        let read = episode::read(&json).expect("an episode");
        assert_eq!(read.episode, imported.episode);
    }
});
