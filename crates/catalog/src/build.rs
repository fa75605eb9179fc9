//! From all episodes to the files of the list and the index.

use episode::{Episode, Timing};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;

use crate::bytes::{self, hash, push, push_word, zigzag};
use crate::list::{Entry, List};
use crate::{FOLDER, LIST, ROOT, Text, list_file, part, part_file, root, text_file, words};

/// How many episodes the first segment has.
pub const FIRST_SEGMENT: usize = 64;
/// How much larger each segment is than the one before.
pub const GROWTH: usize = 4;
/// How many episodes a file of the list has that a search loads for its hits.
pub const LISTED: usize = 64;
/// Parts are no smaller, in bytes: a request has a cost of its own.
const SMALLEST_PART: usize = 8 << 10;
/// What the root grows by for each part: some 8 bytes, which count three times, since every reader loads them.
const PER_PART: u64 = 24;

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
        let (mut index, mut vocabulary) = (Index::default(), Vocabulary::default());
        let (mut first, mut length) = (0, FIRST_SEGMENT);
        while first < pages.len() {
            let end = pages.len().min(first + length);
            let mut segment = Segment::default();
            for (number, (_, episode)) in pages.iter().enumerate().take(end).skip(first) {
                segment.add(number as u32, episode, &mut vocabulary);
            }
            index.add(end as u32, &segment.sorted(&vocabulary));
            (first, length) = (end, length * GROWTH);
        }
        let mut files = vec![(LIST.to_owned(), json(&List::new(&entries, entries.len())))];
        let lists = entries.chunks(LISTED).map(|chunk| json(&List::new(chunk, entries.len())));
        let texts = pages.iter().map(|(_, episode)| json(&Text::new(episode)));
        files.extend(lists.enumerate().map(|(i, bytes)| (in_folder(&list_file(i as u32)), bytes)));
        files.extend(texts.enumerate().map(|(i, bytes)| (in_folder(&text_file(i as u32)), bytes)));
        let stamp = index.parts.iter().chain(files.iter().map(|(_, bytes)| bytes));
        let stamp = stamp.fold(bytes::HASH, |all, bytes| hash(all, bytes));
        files.push((in_folder(ROOT), [&root::MARK[..], &stamp.to_le_bytes(), &index.root].concat()));
        for (i, rows) in index.parts.iter().enumerate() {
            let bytes = [&part::MARK[..], &stamp.to_le_bytes(), rows].concat();
            files.push((in_folder(&part_file(i as u32)), bytes));
        }
        Self { files }
    }
}

fn in_folder(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).expect("texts and numbers are JSON");
    bytes.push(b'\n');
    bytes
}

/// The words of all episodes, by number: of millions that are spoken, most were met before.
#[derive(Default)]
struct Vocabulary<'a> {
    /// The words of what stands between blanks.
    known: HashMap<&'a str, Vec<u32>>,
    numbers: HashMap<String, u32>,
}

impl<'a> Vocabulary<'a> {
    fn numbers(&mut self, spoken: &'a str) -> &[u32] {
        self.known.entry(spoken).or_insert_with(|| {
            let numbers = words(spoken).into_iter().map(|word| {
                let next = self.numbers.len() as u32;
                *self.numbers.entry(word).or_insert(next)
            });
            numbers.collect()
        })
    }
}

/// The rows of some episodes.
#[derive(Default)]
struct Segment {
    /// By the word's number.
    words: HashMap<u32, Rows>,
}

/// The rows of a word, one for each episode, in their order.
#[derive(Default)]
struct Rows {
    bytes: Vec<u8>,
    /// The episode of each, and where it ends in the bytes.
    ends: Vec<(u32, usize)>,
}

impl Segment {
    fn add<'a>(&mut self, number: u32, episode: &'a Episode, vocabulary: &mut Vocabulary<'a>) {
        let is_timed = episode.transcript.timing != Timing::None;
        // Where each word is said: turn and second, its first in the turn.
        let mut said: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for (turn_number, turn) in episode.transcript.turns.iter().enumerate() {
            let start = turn.start.unwrap_or_default();
            for (spoken, offset) in turn.timed_parts() {
                let second = start.0.saturating_add(offset) / 1000;
                for word in vocabulary.numbers(spoken) {
                    let places = said.entry(*word).or_default();
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

    /// Its words, ascending, and their rows.
    fn sorted<'v>(&self, vocabulary: &'v Vocabulary<'_>) -> Vec<(&'v str, &Rows)> {
        let numbers = vocabulary.numbers.iter();
        let rows = numbers.filter_map(|(word, number)| Some((word.as_str(), self.words.get(number)?)));
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable_by_key(|(word, _)| *word);
        rows
    }
}

/// The size of a segment's parts: larger ones in a larger segment, so that the root, which names each, grows as they do.
/// Both grow by the square root.
fn part_size(rows: &[(&str, &Rows)]) -> usize {
    let all: u64 = rows.iter().map(|(word, rows)| (word.len() + rows.bytes.len()) as u64).sum();
    ((all * PER_PART).isqrt() as usize).max(SMALLEST_PART)
}

#[derive(Default)]
struct Index {
    root: Vec<u8>,
    parts: Vec<Vec<u8>>,
}

impl Index {
    /// Cuts a segment into parts. `end` is the number of the first episode after it.
    fn add(&mut self, end: u32, rows: &[(&str, &Rows)]) {
        let size = part_size(rows);
        // The first row of each part.
        let mut firsts: Vec<(&str, u32)> = Vec::new();
        let mut part = Vec::new();
        let mut last_word = "";
        for (word, Rows { bytes, ends }) in rows {
            let (mut start, mut next) = (0, None);
            for &(episode, end) in ends {
                if firsts.is_empty() || part.len() >= size {
                    if next.take().is_some() {
                        push(&mut part, 0);
                    }
                    if !firsts.is_empty() {
                        self.parts.push(std::mem::take(&mut part));
                    }
                    firsts.push((*word, episode));
                    last_word = "";
                }
                if next.is_none() {
                    push_word(&mut part, last_word, word);
                    last_word = *word;
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
