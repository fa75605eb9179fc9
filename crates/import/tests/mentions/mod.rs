//! How many of the figures of real pages are found where they are said: held against what a person found.

use std::collections::BTreeSet;
use std::path::Path;

/// Page, row of its statistics, turn.
pub(crate) type Place = (String, usize, u32);

/// What a person found.
pub(crate) fn labelled() -> BTreeSet<Place> {
    let lines = include_str!("labels.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            (fields[0].into(), fields[1].parse().expect("a row"), fields[2].parse().expect("a turn"))
        })
        .collect()
}

/// What is found in the pages of a folder that have labels.
pub(crate) fn found(pages: &Path) -> BTreeSet<Place> {
    let labelled: BTreeSet<String> = labelled().into_iter().map(|(page, ..)| page).collect();
    let mut out = BTreeSet::new();
    for entry in std::fs::read_dir(pages).expect("a folder of pages") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let Some(page) = labelled.iter().find(|page| name.starts_with(page.as_str())) else { continue };
        let source = std::fs::read_to_string(&path).expect("a page");
        let episode = episode_import::import(&source, &episode_import::Options::default()).episode;
        for (row, statistic) in episode.statistics.iter().enumerate() {
            out.extend(statistic.mentions.iter().map(|m| (page.clone(), row, m.turn)));
        }
    }
    out
}

/// Which share of what is found is right, and which share of what is right is found.
pub(crate) fn precision_and_recall(labelled: &BTreeSet<Place>, found: &BTreeSet<Place>) -> (f64, f64) {
    let both = labelled.intersection(found).count() as f64;
    (both / found.len().max(1) as f64, both / labelled.len().max(1) as f64)
}
