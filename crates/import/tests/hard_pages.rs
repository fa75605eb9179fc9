//! Pages that are made to be hard end, plainly: with an episode that reads back, or with an error that says why.

mod hostile;

use episode_import::{Import, MAX_PAGE, Options, Severity};

fn import(source: &str) -> Import {
    episode_import::import(source, &Options { id: "made".into(), ..Options::default() })
}

/// An episode that reads back, or an error with a cure; and neither is many times what was read.
fn check(name: &str, source: &str) {
    let Import { episode, problems, .. } = import(source);
    assert!(problems.len() <= 1_001, "{name}: {} problems", problems.len());
    let json = serde_json::to_string(&episode).expect("JSON");
    assert!(json.len() < 40 * source.len().max(1000), "{name}: {} bytes", json.len());
    match problems.iter().find(|p| p.severity == Severity::Error) {
        Some(error) => assert!(error.message.contains("up to") && error.help.is_some(), "{name}: {error:?}"),
        None => {
            let read = episode::read(&json);
            assert!(read.is_ok_and(|read| read.episode == episode), "{name}");
        }
    }
}

/// Each costs as much for a byte as any page (`cargo xtask bench import` has the times of 2 MB): a small one
/// shows what a large one does.
#[test]
fn a_page_that_is_made_to_be_hard_ends() {
    for (name, source) in hostile::pages(100_000) {
        check(name, &source);
    }
}

#[test]
fn as_long_as_a_page_may_be_is_no_harder() {
    for piece in ["<", "*a _", ">", "#\n", "[", "\0"] {
        check(piece, &format!("# T\n\n{}", piece.repeat((MAX_PAGE - 5) / piece.len())));
    }
}

#[test]
fn a_page_that_is_too_long_is_an_error_that_says_so() {
    let Import { episode, problems, .. } = import(&"word ".repeat(2_000_000));
    assert_eq!(episode, episode::Episode::default());
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert_eq!((problem.severity, problem.line), (Severity::Error, 1));
    assert!(problem.message.contains("10000000 bytes") && problem.message.contains("2097152"), "{problem:?}");
}
