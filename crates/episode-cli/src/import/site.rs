//! What only all episodes of a folder tell of each: the words that set it apart, and the next part of its series.

use catalog::{keywords, next_parts};
use episode::{Episode, Link};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::catalog::page_url;
use super::jobs::Job;
use crate::output::{self, Failure};
use pages::json;

/// The episodes of pages, by the file that each has. Of a page that has errors now it is the one before.
#[derive(Default)]
pub(super) struct Site(BTreeMap<Option<PathBuf>, Imported>);

/// An episode, as its page and the folder have it.
struct Imported {
    episode: Episode,
    /// What the page itself names as next.
    next: Option<Link>,
}

impl Site {
    /// Takes what a page has become.
    pub(super) fn put(&mut self, job: &Job, episode: Episode) {
        let next = episode.next.clone();
        self.0.insert(job.output.clone(), Imported { episode, next });
    }

    /// Forgets what is of a page that is no episode any more.
    pub(super) fn remove(&mut self, job: &Job) {
        self.0.remove(&job.output);
    }

    /// Forgets what is of no page any more.
    pub(super) fn retain(&mut self, jobs: &[Job]) {
        let outputs: HashSet<_> = jobs.iter().map(|job| &job.output).collect();
        self.0.retain(|output, _| outputs.contains(output));
    }

    /// Compares the episodes of a folder. A link to the next part needs the address of its page, by the template `page_url`;
    /// what the page itself names as next goes before it.
    pub(super) fn compare(&mut self, folder: &Path, template: Option<&str>) {
        let episodes: Vec<&Episode> = self.0.values().map(|imported| &imported.episode).collect();
        let outputs: Vec<Option<&Path>> = self.0.keys().map(Option::as_deref).collect();
        let link = |from: usize, to: usize| {
            let address = page_url(folder, outputs[to]?, template?);
            let url = Some(from_file(folder, outputs[from]?, address));
            Some(Link { title: episodes[to].title.clone(), url })
        };
        let next = next_parts(&episodes).into_iter().enumerate();
        let next: Vec<Option<Link>> = next.map(|(from, to)| link(from, to?)).collect();
        let keywords = keywords(&episodes, &super::words::words);
        for ((imported, keywords), next) in self.0.values_mut().zip(keywords).zip(next) {
            imported.episode.keywords = keywords;
            imported.episode.next = imported.next.clone().or(next);
        }
    }

    /// Keeps what the import of a folder has found before, where single pages are imported again.
    pub(super) fn keep(&mut self) {
        for (output, Imported { episode, next }) in &mut self.0 {
            let text = output.as_ref().and_then(|file| std::fs::read_to_string(file).ok());
            let Some(before) = text.and_then(|text| episode::read(&text).ok()) else { continue };
            let before = before.episode;
            if spoken(episode).eq(spoken(&before)) {
                episode.keywords = before.keywords;
            }
            let is_part = episode.series.as_ref().is_some_and(|series| series.part.is_some());
            let is_same = is_part && episode.series == before.series;
            episode.next = next.clone().or_else(|| before.next.filter(|_| is_same));
        }
    }

    /// Writes the files. Returns for each whether anything was written.
    pub(super) fn write(&self) -> BTreeMap<&Option<PathBuf>, Result<bool, Failure>> {
        let written = self
            .0
            .par_iter()
            .map(|(output, imported)| (output, output::write(output.as_deref(), &json(&imported.episode))));
        written.collect()
    }
}

fn spoken(episode: &Episode) -> impl Iterator<Item = &str> {
    episode.transcript.turns.iter().map(|turn| &*turn.text)
}

/// An address that is relative to the folder, relative to a file in it.
fn from_file(folder: &Path, file: &Path, address: String) -> String {
    let is_relative =
        !address.starts_with('/') && !address.split('/').next().is_some_and(|first| first.contains(':'));
    let depth = file.strip_prefix(folder).map_or(0, |place| place.components().count().saturating_sub(1));
    if is_relative { "../".repeat(depth) + &address } else { address }
}
