//! Real pages of several shows, read in place: what page 00050 holds, and that nothing of any page is lost.

mod accounting;

use episode::{Episode, Source, Timing};
use episode_import::{Import, Options, Severity};
use std::path::Path;

/// Every page, by name; none where there is no corpus.
fn pages() -> Vec<(String, String)> {
    let mut out = Vec::new();
    let Some(corpus) = corpus::folder() else { return out };
    for folder in ["episodes", "pages-elsewhere"] {
        let entries = std::fs::read_dir(corpus.join(folder)).expect("a folder of pages");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        for path in paths.filter(|p| p.extension().is_some_and(|e| e == "md")) {
            out.push((name(&path), std::fs::read_to_string(&path).expect("a page")));
        }
    }
    out.sort();
    assert!(out.len() >= 47, "{} pages", out.len());
    out
}

/// The page whose name starts so.
fn page<'a>(pages: &'a [(String, String)], start: &str) -> (&'a str, &'a str) {
    let (name, source) = pages.iter().find(|(name, _)| name.starts_with(start)).expect("it is there");
    (name, source)
}

fn name(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn import(name: &str, source: &str) -> Import {
    episode_import::import(source, &Options { id: name.into(), ..Options::default() })
}

/// What a file of the episode reads back as.
fn reread(episode: &Episode) -> episode::Read {
    let json = serde_json::to_string(episode).expect("JSON");
    episode::read(&json).unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
fn every_page_becomes_an_episode_that_reads_back_the_same() {
    for (name, source) in pages() {
        let imported = import(&name, &source);
        let errors: Vec<_> = imported.problems.iter().filter(|p| p.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let read = reread(&imported.episode);
        assert_eq!(read.episode, imported.episode, "{name}");
        // What the file lacks, the page lacks; nothing had to be mended.
        for warning in &read.warnings {
            assert!(warning.found == "none", "{name}: {warning}");
        }
    }
}

/// What each page holds, counted on the page: recordings, speakers, turns, chapters, statistics, sections,
/// related episodes, links.
#[rustfmt::skip]
const HELD: [(&str, [usize; 8]); 47] = [
    ("00002-", [1, 2, 108, 0, 0, 0, 0, 0]),
    ("00004-", [1, 2, 69, 9, 0, 0, 0, 0]),
    ("00006-", [1, 2, 161, 0, 0, 0, 0, 0]),
    ("00008-", [1, 2, 71, 0, 0, 0, 0, 0]),
    ("00010-", [1, 1, 75, 0, 0, 4, 0, 0]),
    ("00012-", [0, 2, 100, 0, 0, 0, 0, 0]),
    ("00014-", [1, 2, 77, 0, 0, 0, 0, 0]),
    ("00018-", [1, 2, 54, 0, 0, 0, 0, 0]),
    ("00020-", [1, 2, 84, 0, 0, 0, 0, 0]),
    ("00022-", [2, 2, 165, 0, 0, 0, 0, 0]),
    ("00024-", [2, 2, 126, 0, 0, 0, 0, 0]),
    ("00026-", [1, 2, 65, 0, 0, 1, 0, 0]),
    ("00028-", [0, 2, 86, 0, 0, 0, 0, 0]),
    ("00030-", [1, 2, 64, 0, 0, 0, 0, 0]),
    ("00032-", [1, 2, 73, 0, 0, 0, 0, 0]),
    ("00034-", [1, 2, 101, 0, 0, 0, 0, 0]),
    ("00036-", [1, 2, 104, 0, 0, 0, 0, 0]),
    ("00038-", [1, 2, 29, 0, 0, 0, 0, 0]),
    ("00040-", [1, 2, 66, 0, 0, 1, 0, 10]),
    ("00042-", [1, 2, 102, 0, 6, 1, 3, 8]),
    ("00044-", [1, 2, 98, 8, 0, 0, 1, 5]),
    ("00046-", [1, 2, 65, 12, 7, 3, 0, 0]),
    ("00048-", [1, 2, 65, 9, 7, 2, 0, 0]),
    ("00050-aws", [1, 2, 53, 9, 9, 2, 2, 4]),
    ("00050-mojibake", [1, 2, 53, 9, 9, 2, 2, 4]),
    ("00052-", [1, 2, 154, 10, 0, 4, 0, 7]),
    ("00054-", [0, 0, 0, 0, 0, 1, 0, 3]),
    ("00056-", [1, 2, 42, 8, 9, 3, 0, 0]),
    ("00058-", [1, 2, 56, 14, 8, 4, 2, 0]),
    ("00060-", [1, 2, 43, 0, 0, 5, 0, 9]),
    ("00062-", [1, 2, 62, 0, 0, 0, 0, 5]),
    ("00064-", [1, 2, 57, 0, 0, 2, 0, 5]),
    ("00066-", [1, 2, 116, 0, 0, 0, 0, 8]),
    ("00068-", [1, 2, 57, 0, 6, 3, 0, 4]),
    ("00070-", [1, 2, 55, 0, 0, 7, 0, 4]),
    ("00072-", [1, 2, 0, 0, 3, 9, 5, 5]),
    ("00074-", [1, 2, 77, 0, 4, 7, 3, 4]),
    ("00076-", [1, 2, 93, 11, 11, 7, 2, 0]),
    ("00078-", [0, 2, 86, 0, 0, 2, 0, 8]),
    ("00080-", [1, 2, 121, 0, 0, 4, 0, 8]),
    ("00082-", [0, 2, 71, 0, 0, 5, 0, 5]),
    ("00084-", [1, 2, 122, 0, 0, 2, 0, 5]),
    ("00086-", [1, 2, 56, 0, 8, 3, 2, 6]),
    ("00092-", [1, 2, 112, 0, 0, 3, 0, 6]),
    ("oxide-2024-01-08", [1, 0, 0, 0, 0, 1, 0, 0]),
    ("syntax-099", [1, 0, 0, 11, 0, 3, 0, 1]),
    ("the-changelog-594", [0, 5, 945, 0, 0, 0, 0, 0]),
];

#[test]
fn what_each_page_holds_is_in_its_episode() {
    for (name, source) in pages() {
        let (_, held) = HELD.iter().find(|(start, _)| name.starts_with(start)).expect("a known page");
        let e = import(&name, &source).episode;
        let found = [
            e.media.len(),
            e.speakers.len(),
            e.transcript.turns.len(),
            e.chapters.len(),
            e.statistics.len(),
            e.sections.len(),
            e.related.len(),
            e.resources.iter().map(|group| group.links.len()).sum(),
        ];
        assert_eq!(found, *held, "{name}");
    }
}

#[test]
fn every_word_of_every_page_is_in_its_episode_or_in_a_problem() {
    let mut lost = Vec::new();
    for (name, source) in pages() {
        let missing = accounting::missing(&source, &import(&name, &source));
        if !missing.is_empty() {
            lost.push(format!("{name}: {missing:?}"));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn a_place_of_a_problem_is_a_place_in_the_page() {
    for (name, source) in pages() {
        for problem in import(&name, &source).problems {
            assert!(source.get(problem.span.clone()).is_some(), "{name}: {problem:?}");
            let lines = source.lines().count().max(1);
            assert!((1..=lines).contains(&problem.line), "{name}: {problem:?}");
        }
    }
}

#[test]
fn page_50_is_read_whole() {
    let pages = pages();
    if pages.is_empty() {
        return;
    }
    let (name, source) = page(&pages, "00050-aws");
    let Import { episode: e, problems, .. } = import(name, source);
    assert_eq!(problems.iter().filter(|p| p.severity > Severity::Note).count(), 0, "{problems:?}");
    assert_eq!((e.number, e.id.as_str()), (Some(50), name));
    assert_eq!(e.media[0].source, Source::YouTube("Y2LchNnHaSE".into()));
    assert_eq!(e.duration, Some(episode::Millis::from_secs(14 * 60)));
    assert_eq!(e.speakers.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Jordan", "Alex"]);
    let series = e.series.as_ref().expect("a series");
    assert_eq!((series.part, series.of), (Some(2), Some(4)));
    assert!(e.audience.is_some());
    assert_eq!((e.synopsis.len(), e.chapters.len(), e.statistics.len()), (1, 9, 9));
    for statistic in &e.statistics {
        assert!(statistic.source.is_some() && !statistic.mentions.is_empty(), "{statistic:?}");
    }
    assert_eq!((e.transcript.timing, e.transcript.turns.len()), (Timing::Estimated, 53));
    assert!(e.transcript.turns.iter().all(|t| t.speaker.is_some() && t.estimated));
    let [news, announcements] = &e.sections[..] else { panic!("{:?}", e.sections) };
    let [episode::Node::List { children: items, .. }] = &news.children[..] else { panic!("{news:?}") };
    assert_eq!(items.len(), 3);
    let groups =
        announcements.children.iter().filter(|n| matches!(n, episode::Node::Heading { depth: 3, .. }));
    assert_eq!(groups.count(), 6);
    assert_eq!(e.related.len(), 2);
    assert!(e.related.iter().all(|r| r.note.is_some() && r.url.is_some()));
    let [resources] = &e.resources[..] else { panic!("{:?}", e.resources) };
    assert_eq!((resources.title.is_some(), resources.links.len()), (true, 4));
}

#[test]
fn a_garbled_front_matter_is_a_warning_and_the_episode_is_the_same() {
    let pages = pages();
    if pages.is_empty() {
        return;
    }
    let import = |start| import("x", page(&pages, start).1);
    let (good, garbled) = (import("00050-aws"), import("00050-mojibake"));
    assert_eq!(good.episode, garbled.episode);
    let warnings: Vec<_> = garbled.problems.iter().filter(|p| p.severity == Severity::Warning).collect();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}
