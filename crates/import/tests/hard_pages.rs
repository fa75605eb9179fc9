//! Pages that are made to be hard end, plainly: with an episode that reads back, or with an error that says why.

mod hostile;

use import::{Options, Severity};

#[test]
fn a_page_that_is_made_to_be_hard_ends() {
    for (name, source) in hostile::pages() {
        let imported = import::import(&source, &Options { id: "made".into(), ..Options::default() });
        let errors: Vec<_> = imported.problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert!(imported.problems.len() <= 1_001, "{name}: {} problems", imported.problems.len());
        for error in &errors {
            assert!(error.message.contains("up to") && error.help.is_some(), "{name}: {error:?}");
        }
        // What is written is not many times what was read, and reads back.
        let json = serde_json::to_string(&imported.episode).expect("JSON");
        assert!(json.len() < 40 * source.len().max(1000), "{name}: {} bytes", json.len());
        if errors.is_empty() {
            let read = episode::read(&mut serde_json::Deserializer::from_str(&json));
            assert!(read.is_ok_and(|read| read.episode == imported.episode), "{name}");
        }
    }
}
