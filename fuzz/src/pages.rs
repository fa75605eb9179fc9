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

/// A page that gets the player put into it: the changes are places of the page, in order, and a page that has the player
/// gets no other.
pub fn wrap(page: &str) {
    for has_anchors in [false, true] {
        let options = Options { id: "fuzz".into(), has_anchors, ..Options::default() };
        let import::Wrap { edits, .. } = import::wrap(page, &options, "/tides.json");
        let mut at = 0;
        for edit in &edits {
            assert!(edit.span.start >= at && page.get(edit.span.clone()).is_some(), "{edit:?}");
            at = edit.span.end;
        }
        if edits.is_empty() {
            continue;
        }
        let wrapped = import::apply(page, &edits);
        assert!(wrapped.contains("<episode-player"), "{wrapped}");
        let again = import::wrap(&wrapped, &options, "/tides.json");
        assert!(again.edits.is_empty(), "{wrapped}");
    }
    assert!(page.get(import::front_matter(page)).is_some());
    import::is_called_episode(page);
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
