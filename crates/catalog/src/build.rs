//! From all episodes to the files of the list and the index.

use episode::{Episode, Timing, text};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::bytes::{self, hash, push, push_word, zigzag};
use crate::list::{Entry, List};
use crate::{FOLDER, LIST, ROOT, list_file, part, part_file, root, words};

/// How many episodes the first segment has.
pub const FIRST_SEGMENT: usize = 64;
/// How much larger each segment is than the one before.
pub const GROWTH: usize = 4;
/// How many episodes a file of the list has that a search loads for its hits.
pub const LISTED: usize = 64;
/// Parts are no smaller, in bytes: a request has a cost of its own.
const SMALLEST_PART: usize = 8 << 10;
/// What the root grows by for each part, in bytes.
const PER_PART: usize = 8;

/// An episode, and where it is.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its JSON, relative to the list.
    pub src: String,
    /// Its page, if it is known.
    pub url: Option<String>,
    /// The episode.
    pub episode: Episode,
}

/// The files of the list and of the index. The same episodes make the same files, in whatever order they are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalog {
    /// Their paths, relative to the folder of the episodes, and their bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Catalog {
    /// Makes the files of all episodes of a site.
    pub fn new(pages: &[Page]) -> Self {
        let mut pages: Vec<(Entry, &Episode)> =
            pages.iter().map(|page| (Entry::new(page), &page.episode)).collect();
        pages.sort_by(|(a, _), (b, _)| Reverse(a.age()).cmp(&Reverse(b.age())));
        let entries: Vec<Entry> = pages.iter().map(|(entry, _)| entry.clone()).collect();
        let mut index = Index::default();
        let (mut first, mut length) = (0, FIRST_SEGMENT);
        while first < pages.len() {
            let end = pages.len().min(first + length);
            let mut segment = Segment::default();
            for (number, (_, episode)) in pages.iter().enumerate().take(end).skip(first) {
                segment.add(number as u32, episode);
            }
            index.add(end as u32, segment);
            (first, length) = (end, length * GROWTH);
        }
        let mut files = vec![(LIST.to_owned(), list(&entries, entries.len()))];
        let lists = entries.chunks(LISTED).map(|chunk| list(chunk, entries.len()));
        files
            .extend(lists.enumerate().map(|(i, bytes)| (format!("{FOLDER}/{}", list_file(i as u32)), bytes)));
        let stamp = index.parts.iter().chain(files.iter().map(|(_, bytes)| bytes));
        let stamp = stamp.fold(bytes::HASH, |all, bytes| hash(all, bytes));
        files.push((
            format!("{FOLDER}/{ROOT}"),
            [&root::MARK[..], &stamp.to_le_bytes(), &index.root].concat(),
        ));
        for (i, rows) in index.parts.iter().enumerate() {
            let bytes = [&part::MARK[..], &stamp.to_le_bytes(), rows].concat();
            files.push((format!("{FOLDER}/{}", part_file(i as u32)), bytes));
        }
        Self { files }
    }
}

fn list(entries: &[Entry], count: usize) -> Vec<u8> {
    let list = List { version: 1, count, episodes: entries.to_vec() };
    let mut bytes = serde_json::to_vec(&list).expect("texts and numbers are JSON");
    bytes.push(b'\n');
    bytes
}

/// The rows of some episodes.
#[derive(Default)]
struct Segment {
    words: BTreeMap<String, Rows>,
}

/// The rows of a word, one for each episode, in their order.
#[derive(Default)]
struct Rows {
    bytes: Vec<u8>,
    /// The episode of each, and where it ends in the bytes.
    ends: Vec<(u32, usize)>,
}

impl Segment {
    fn add(&mut self, number: u32, episode: &Episode) {
        let is_timed = episode.transcript.timing != Timing::None;
        // Where each word is said: turn and second, its first in the turn.
        let mut said: HashMap<String, Vec<(u32, u32)>> = HashMap::new();
        for (turn_number, turn) in episode.transcript.turns.iter().enumerate() {
            let start = turn.start.unwrap_or_default();
            for (i, spoken) in text::words(&turn.text).enumerate() {
                let second = start.0.saturating_add(turn.words.get(i).copied().unwrap_or(0)) / 1000;
                for word in words(spoken) {
                    let places = said.entry(word).or_default();
                    if places.last().is_none_or(|(last, _)| *last != turn_number as u32) {
                        places.push((turn_number as u32, if is_timed { second } else { 0 }));
                    }
                }
            }
        }
        for (word, places) in said {
            let Rows { bytes, ends } = self.words.entry(word).or_default();
            push(bytes, (places.len() as u32) << 1 | u32::from(is_timed));
            let (mut next_turn, mut last_second) = (0, 0);
            for (turn, second) in places {
                push(bytes, turn - next_turn);
                if is_timed {
                    push(bytes, zigzag(last_second, second));
                }
                (next_turn, last_second) = (turn + 1, second);
            }
            ends.push((number, bytes.len()));
        }
    }

    /// The size of its parts: larger ones in a larger segment, so that the root, which names each, grows as they do. Both
    /// grow by the square root.
    fn part_size(&self) -> usize {
        let all: usize = self.words.iter().map(|(word, rows)| word.len() + rows.bytes.len()).sum();
        (all * PER_PART).isqrt().max(SMALLEST_PART)
    }
}

#[derive(Default)]
struct Index {
    root: Vec<u8>,
    parts: Vec<Vec<u8>>,
}

impl Index {
    /// Cuts a segment into parts. `end` is the number of the first episode after it.
    fn add(&mut self, end: u32, segment: Segment) {
        let size = segment.part_size();
        // The first row of each part.
        let mut firsts: Vec<(String, u32)> = Vec::new();
        let mut part = Vec::new();
        let mut last_word = String::new();
        for (word, Rows { bytes, ends }) in segment.words {
            let (mut start, mut next) = (0, None);
            for (episode, end) in ends {
                if firsts.is_empty() || part.len() >= size {
                    if next.take().is_some() {
                        push(&mut part, 0);
                    }
                    if !firsts.is_empty() {
                        self.parts.push(std::mem::take(&mut part));
                    }
                    firsts.push((word.clone(), episode));
                    last_word.clear();
                }
                if next.is_none() {
                    push_word(&mut part, &last_word, &word);
                    last_word.clone_from(&word);
                }
                // Zero ends the rows of a word.
                push(&mut part, episode - next.unwrap_or(0) + 1);
                part.extend_from_slice(&bytes[start..end]);
                (start, next) = (end, Some(episode + 1));
            }
            push(&mut part, 0);
        }
        if !firsts.is_empty() {
            self.parts.push(part);
        }
        push(&mut self.root, end);
        push(&mut self.root, firsts.len() as u32);
        let mut before = "";
        for (word, episode) in &firsts {
            push_word(&mut self.root, before, word);
            push(&mut self.root, *episode);
            before = word;
        }
    }
}
