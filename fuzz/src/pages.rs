//! The importer: pages, and parts of pages.

use import::{Import, Options, Severity, Site};

/// Any text is a page: the places of its problems are places of the page, and an episode without an error reads back the
/// same.
pub fn import(page: &str) {
    check(page, &Options { id: "fuzz".into(), ..Options::default() });
}

/// Front matter in YAML, TOML or JSON, and the files that it names.
pub fn front_matter(keys: &str) {
    for page in [
        format!("---\n{keys}\n---\n\n# T\n"),
        format!("+++\n{keys}\n+++\n\n# T\n"),
        format!("{{\n{keys}\n}}\n\n# T\n"),
    ] {
        import(&page);
        for reference in import::references(&page, &Site::default()) {
            assert!(page.get(reference.span.clone()).is_some(), "{reference:?}");
        }
    }
}

/// A transcript: in the page, and in a file beside it.
pub fn transcript(text: &str) {
    import(&format!("# T\n\n**Speakers**: Ada & Bo\n\n## Transcript\n\n{text}\n"));
    let beside = Options { id: "fuzz".into(), transcript: Some(text.into()), ..Options::default() };
    check("# T\n\nNotes.\n", &beside);
}

/// Chapters: in the page, and in the formats of hosts.
pub fn chapters(text: &str) {
    let page = format!("# T\n\n## Chapters\n\n{text}\n");
    let Import { episode, .. } = check(&page, &Options { id: "fuzz".into(), ..Options::default() });
    assert!(episode.chapters.is_sorted_by_key(|chapter| chapter.start));
    crate::captions(text);
    crate::captions(&format!("{{\"version\": \"1.2.0\", \"chapters\": [{text}]}}"));
}

fn check(page: &str, options: &Options) -> Import {
    let imported = import::import(page, options);
    for problem in &imported.problems {
        assert!(page.get(problem.span.clone()).is_some(), "{problem:?}");
        assert!((1..=page.matches('\n').count() + 1).contains(&problem.line), "{problem:?}");
    }
    if imported.problems.iter().all(|problem| problem.severity < Severity::Error) {
        crate::episodes::assert_reads_back(&imported.episode);
    }
    imported
}
