//! Real pages of several shows, read in place: what page 00050 holds, and that nothing of any page is lost.

mod accounting;

use episode::{Episode, Source, Timing};
use import::{Import, Options, Severity};
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    PathBuf::from(std::env::var_os("EPISODE_CORPUS").expect("the caller asked for this test"))
}

/// Every page, by name.
fn pages() -> Vec<(String, String)> {
    let mut out = Vec::new();
    for folder in ["episodes", "pages-elsewhere"] {
        let entries = std::fs::read_dir(corpus().join(folder)).expect("a folder of pages");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        for path in paths.filter(|p| p.extension().is_some_and(|e| e == "md")) {
            out.push((name(&path), std::fs::read_to_string(&path).expect("a page")));
        }
    }
    out.sort();
    assert!(out.len() >= 47, "{} pages", out.len());
    out
}

fn name(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn import(name: &str, source: &str) -> Import {
    import::import(source, &Options { id: name.into(), ..Options::default() })
}

/// What a file of the episode reads back as.
fn reread(episode: &Episode) -> episode::Read {
    let json = serde_json::to_string(episode).expect("JSON");
    episode::read(&mut serde_json::Deserializer::from_str(&json))
        .unwrap_or_else(|refused| panic!("{refused}"))
}

#[test]
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
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

#[test]
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
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
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
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
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
fn page_50_is_read_whole() {
    let (name, source) =
        pages().into_iter().find(|(name, _)| name.starts_with("00050-aws")).expect("page 50");
    let Import { episode: e, problems } = import(&name, &source);
    assert_eq!(problems.iter().filter(|p| p.severity > Severity::Note).count(), 0, "{problems:?}");
    assert_eq!((e.number, e.id.as_str()), (Some(50), name.as_str()));
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
#[ignore = "needs EPISODE_CORPUS: the folder of real pages and recordings"]
fn a_garbled_front_matter_is_a_warning_and_the_episode_is_the_same() {
    let pages = pages();
    let find = |start: &str| pages.iter().find(|(name, _)| name.starts_with(start)).expect("the page");
    let (good, garbled) = (find("00050-aws"), find("00050-mojibake"));
    let (good, garbled) = (import("x", &good.1), import("x", &garbled.1));
    assert_eq!(good.episode, garbled.episode);
    let warnings: Vec<_> = garbled.problems.iter().filter(|p| p.severity == Severity::Warning).collect();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}
