//! Whatever a page holds: the importer ends without a panic, its places are places of the page, what it writes
//! reads back, and every word is in the episode or in a problem.

use episode_import::{Import, Options, Severity};
use proptest::prelude::*;

/// Pieces of pages. `W` becomes a word that stands nowhere else.
const PIECES: [&str; 76] = [
    "# W W\n\n",
    "## W\n\n",
    "### W W\n\n",
    "## Transcript\n\n",
    "## Chapters\n\n",
    "## Key Statistics\n\n",
    "## Related Episodes\n\n",
    "## Resources\n\n",
    "## Summary\n\n",
    "W W W.\n\n",
    "W W\nW W\n",
    "W",
    " W ",
    "\n",
    "\n\n",
    "\r\n",
    "- W: W\n",
    "- **W**: W\n",
    "  - W\n",
    "1. W\n\n   W\n",
    "- [ ] W\n",
    "- 00:10 - W\n",
    "- **1:30** W W\n",
    "- [W](/x?t=90)\n",
    "00:20 W\n",
    "[00:30] W\n\n",
    "#### [00:01:40] W\n\n",
    "**Ada**: W W.\n\n",
    "**Ada:** W.\n\n",
    "**Bo** (00:50): W.\n\n",
    "**W**: W\n\n",
    "__W__: W\n",
    "Ada (00:01:00): W\n\n",
    "**Break**: [02:00]\n\n",
    "**Duration**: W | **Speakers**: Ada & W\n",
    "**Series**: W (Part 1 of 2)\n",
    "**Target Audience**: W W\n",
    "**Published**: W\n",
    "**Speakers**:\n- W (W) - W\n\n",
    "| Metric | Value | Source |\n|---|---|---|\n| W | W | W |\n| W | | W |\n\n",
    "| W | W |\n|---|---|\n| 00:10 | W |\n\n",
    "|W|\n|-|\n",
    "> W\n",
    "> ",
    "---\n",
    "***\n\n",
    ":::tip W\n",
    ":::\n",
    "```sh\nW\n",
    "```\n",
    "~~~W\n",
    "    W\n\n",
    "[W](/x) - W\n",
    "- [W](/W) (W)\n\n",
    "- **[W](https://example.org/W)**: W\n\n",
    "[W][W]\n",
    "[W]: /W\n\n",
    "![W](/W)",
    "https://example.org/W ",
    "[W](javascript:W)",
    "[^W]: W\n\n",
    "[^W]",
    "*W",
    "**",
    "_",
    "`W`",
    "~~W~~",
    "\\",
    "&amp;W",
    "<div>\nW\n</div>\n\n",
    "<b>W</b>",
    "<i>W",
    "<!-- W -->\n",
    "{/* W */}",
    "<script>W</script>\n",
    "import W from 'W';\n\n",
];

/// A page of pieces, and its words.
fn page() -> impl Strategy<Value = (String, Vec<String>)> {
    let front = prop_oneof![
        3 => Just("\n".to_owned()),
        1 => Just("---\ntitle: W\nmood: W\n---\n\n".to_owned()),
        1 => Just("---\nepisode: { number: 7, W: 1 }\n---\n".to_owned()),
        1 => Just("---\nW: [\n---\n".to_owned()),
    ];
    (front, prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)).prop_map(|(front, pieces)| {
        let text = front + &pieces.concat();
        let mut page = String::new();
        let mut words = Vec::new();
        for (i, part) in text.split('W').enumerate() {
            if i > 0 {
                let word = format!("w{i}q");
                page.push_str(&word);
                words.push(word);
            }
            page.push_str(part);
        }
        (page, words)
    })
}

fn import(page: &str) -> Import {
    episode_import::import(page, &Options { id: "made".into(), ..Options::default() })
}

fn check(page: &str) -> Result<(Import, String), TestCaseError> {
    let imported = import(page);
    for problem in &imported.problems {
        prop_assert!(page.get(problem.span.clone()).is_some(), "{problem:?}");
        prop_assert!(problem.line >= 1 && problem.line <= page.matches('\n').count() + 1, "{problem:?}");
    }
    let json = serde_json::to_string(&imported.episode).expect("JSON");
    if imported.problems.iter().all(|p| p.severity < Severity::Error) {
        let read = episode::read(&json);
        let read = read.map_err(|refused| TestCaseError::fail(refused.to_string()))?;
        prop_assert_eq!(&read.episode, &imported.episode);
    }
    Ok((imported, json))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_page_is_in_its_episode_or_in_a_problem((page, words) in page()) {
        let (imported, json) = check(&page)?;
        let json = json.to_lowercase();
        for word in words {
            let told = |p: &episode_import::Problem| page[p.span.clone()].contains(&word);
            prop_assert!(
                json.contains(&word) || imported.problems.iter().any(told),
                "{} is lost; {:?}", word, imported.problems
            );
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(page in "(?s).{0,300}") {
        check(&page)?;
    }

    #[test]
    fn any_marks_are_read_without_a_panic(page in "[-#*_`~<>|:\\[\\](){}!&/ \\na0.\"'\t=\\\\]{0,300}") {
        check(&page)?;
    }
}
