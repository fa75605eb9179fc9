//! What pages of other shows hold, and how much of it `episode import` finds.
//!
//! The catalogue reads each page line by line, by what this one show does; it uses nothing of the importer, so that
//! it does not share its mistakes.

use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How a show's pages were read.
#[derive(Debug, Default)]
pub(crate) struct Score {
    pub(crate) show: String,
    pub(crate) pages: usize,
    pub(crate) right: usize,
    /// The facts that are not right, each with its page.
    pub(crate) wrong: Vec<String>,
    /// Words of transcripts in the catalogue, and those of them that are nowhere in the episode, or in its notes.
    pub(crate) words: usize,
    pub(crate) lost: usize,
    pub(crate) moved: usize,
}

impl Score {
    fn fact(&mut self, page: &str, name: &str, is_right: bool, detail: impl fmt::Display) {
        if is_right {
            self.right += 1;
        } else {
            self.wrong.push(format!("{page}: {name}: {detail}"));
        }
    }

    pub(crate) fn share(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong.len()).max(1) as f64
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.right + self.wrong.len();
        write!(
            f,
            "| {} | {} | {} of {facts} | {:.1} % | {} | {} | {} |",
            self.show,
            self.pages,
            self.right,
            self.share() * 100.0,
            self.words,
            self.lost,
            self.moved
        )
    }
}

/// The scores of the shows under a corpus.
pub(crate) fn scores(corpus: &Path) -> Vec<Score> {
    let elsewhere = corpus.join("pages-elsewhere");
    vec![made(&elsewhere.join("made")), devtools(&elsewhere.join("devtools-fm"))]
}

/// What the command makes of a page.
fn import(page: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_episode"))
        .arg("import")
        .arg(page)
        .output()
        .expect("the command runs");
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// Invented pages, with what each holds in `expected.json`.
fn made(folder: &Path) -> Score {
    let mut score = Score { show: "made".into(), ..Score::default() };
    let expected = std::fs::read_to_string(folder.join("expected.json")).expect("the catalogue");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    for (page, facts) in expected.as_object().expect("pages").iter().filter(|(page, _)| page.contains('.')) {
        score.pages += 1;
        let found = import(&folder.join(page));
        for (name, fact) in facts.as_object().expect("facts").iter().filter(|(name, _)| *name != "captions") {
            let found = made_fact(name, fact, &found);
            score.fact(page, name, found == *fact, format_args!("{found}, expected {fact}"));
        }
    }
    score
}

/// What the episode has, in the form of `expected.json`.
fn made_fact(name: &str, expected: &Value, episode: &Value) -> Value {
    let list = |key: &str| episode[key].as_array().cloned().unwrap_or_default();
    match name {
        "media" => list("media").iter().map(|m| without(m, &["type", "offset"])).collect(),
        "chapters" => list("chapters")
            .iter()
            .map(|c| Value::from(vec![c["start"].clone(), c["title"].clone()]))
            .collect(),
        "chapter_links" => {
            let wanted = expected.as_object().expect("links by index");
            let link = |i: &String| episode["chapters"][i.parse::<usize>().expect("an index")]["url"].clone();
            wanted.keys().map(|i| (i.clone(), link(i))).collect()
        }
        "speakers" => list("speakers").iter().map(|s| s["name"].clone()).collect(),
        "turns" => episode["transcript"]["turns"].as_array().map_or(0, Vec::len).into(),
        other => episode[other].clone(),
    }
}

fn without(value: &Value, keys: &[&str]) -> Value {
    let mut value = value.clone();
    if let Some(map) = value.as_object_mut() {
        keys.iter().for_each(|key| drop(map.remove(*key)));
    }
    value
}

/// 49 pages of one show, which marks the parts of a page by comments: notes, sections, transcript.
fn devtools(folder: &Path) -> Score {
    let mut score = Score { show: "devtools-fm".into(), ..Score::default() };
    let entries = std::fs::read_dir(folder).expect("a folder of pages");
    let mut pages: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    pages.sort();
    for path in pages.iter().filter(|p| p.extension().is_some_and(|e| e == "mdx")) {
        score.pages += 1;
        let page = path.file_stem().expect("a name").to_string_lossy();
        let source = std::fs::read_to_string(path).expect("a page");
        let Catalogue { youtube, title, chapters, words, speakers } = Catalogue::read(&source);
        let episode = import(path);
        let found = &episode["media"];
        let right = found.as_array().is_some_and(|m| m.len() == 1 && m[0]["youtube"] == *youtube);
        score.fact(&page, "recording", right, format_args!("{found}, expected {youtube}"));
        let found = &episode["title"];
        score.fact(&page, "title", *found == *title, format_args!("{found}, expected {title}"));
        let found: Vec<u64> = starts(&episode["chapters"]);
        score.fact(&page, "chapters", found == chapters, format_args!("{found:?}, expected {chapters:?}"));
        let turns = episode["transcript"]["turns"].as_array().cloned().unwrap_or_default();
        let said = count(turns.iter().filter_map(|t| t["text"].as_str()).flat_map(split));
        let listed = count(words.iter().cloned());
        let (missing, more) = (difference(&listed, &said), difference(&said, &listed));
        let off = size(&missing) + size(&more);
        let examples: Vec<_> = missing.iter().take(8).chain(more.iter().take(8)).collect();
        let detail =
            format!("{} missing, {} more of {}: {examples:?}", size(&missing), size(&more), words.len());
        score.fact(&page, "words", off * 100 <= words.len(), detail);
        let found: BTreeSet<String> = episode["speakers"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|s| Some(s["name"].as_str()?.to_lowercase()))
            .collect();
        score.fact(&page, "speakers", found == speakers, format_args!("{found:?}, expected {speakers:?}"));
        let notes =
            strings(&episode["sections"]) + &strings(&episode["synopsis"]) + &strings(&episode["resources"]);
        let others = before_transcript(&source);
        let notes = difference(&count(split(&notes)), &count(split(others)));
        let moved: usize =
            missing.iter().map(|(word, n)| (*n).min(notes.get(word).copied().unwrap_or(0))).sum();
        score.words += words.len();
        score.moved += moved;
        score.lost += size(&missing) - moved;
    }
    score
}

/// What a page of the show holds.
struct Catalogue {
    youtube: String,
    title: String,
    /// In milliseconds.
    chapters: Vec<u64>,
    words: Vec<String>,
    speakers: BTreeSet<String>,
}

fn before_transcript(source: &str) -> &str {
    source.split("{/* TAB: TRANSCRIPT */}").next().unwrap_or_default()
}

impl Catalogue {
    fn read(source: &str) -> Self {
        let front = source.split("\n---\n").next().expect("front matter");
        let value = |key: &str| {
            let line = front.lines().find_map(|line| line.strip_prefix(key));
            line.unwrap_or_default().trim().trim_matches('"').to_owned()
        };
        let address = value("youtube:");
        let youtube = address.rsplit(['=', '/']).next().unwrap_or_default().to_owned();
        let before = before_transcript(source);
        let sections = before.split("{/* TAB: SECTIONS */}").nth(1).unwrap_or_default();
        let chapters =
            sections.lines().filter_map(|line| clock(line.trim().strip_prefix('[')?.split(']').next()?));
        let mut words = Vec::new();
        let mut speakers = BTreeSet::new();
        // One page has names without bold.
        let is_bold = source[before.len()..].contains("\n**");
        for line in without_struck_out(&source[before.len()..]).lines() {
            let line = line.trim();
            if line.starts_with('#') || line.starts_with("{/*") {
                continue;
            }
            let mut text = line;
            let stamped = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
            if let Some((time, rest)) = stamped
                && clock(time).is_some()
            {
                text = rest;
            }
            if let Some((label, rest)) = text.strip_prefix("**").and_then(|rest| rest.split_once(":**"))
                && !label.contains(['*', '#'])
            {
                speakers.insert(label.trim().to_lowercase());
                text = rest;
            } else if !is_bold
                && let Some((label, rest)) = text.split_once(": ")
                && label.split(' ').count() <= 3
                && label.starts_with(char::is_uppercase)
            {
                speakers.insert(label.to_lowercase());
                text = rest;
            }
            words.extend(split(&without_times(text)));
        }
        Self { youtube, title: value("title:"), chapters: chapters.collect(), words, speakers }
    }
}

fn without_struck_out(text: &str) -> String {
    let paragraph = |text: &str| -> String {
        let parts: Vec<&str> = text.split("~~").collect();
        // The last one of an odd number strikes nothing out.
        let open = parts.len().is_multiple_of(2);
        let kept = |(i, part): (usize, &&str)| {
            (i % 2 == 0 || (open && i + 1 == parts.len())).then(|| (*part).to_owned())
        };
        parts.iter().enumerate().filter_map(kept).collect()
    };
    let text = text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n");
    // One mark strikes out as well, where no space stands inside it.
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('~') {
        out.push_str(before);
        let inner = after.split_once('~').filter(|(inner, _)| {
            inner.len() < 100 && inner.trim() == *inner && !inner.is_empty() && !inner.contains('\n')
        });
        rest = inner.map_or(after, |(_, rest)| rest);
    }
    out + rest
}

/// Without times in brackets.
fn without_times(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split('[').enumerate() {
        let rest = part.split_once(']').filter(|(time, _)| clock(time).is_some()).map(|(_, rest)| rest);
        out.push_str(if i == 0 { "" } else { " " });
        out.push_str(rest.unwrap_or(part));
    }
    out
}

/// `00:01:02`, in milliseconds.
fn clock(text: &str) -> Option<u64> {
    let parts: Option<Vec<u64>> = text.trim().split(':').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| (2..=3).contains(&parts.len()))?;
    Some(parts.iter().fold(0, |sum, part| sum * 60 + part) * 1000)
}

fn starts(chapters: &Value) -> Vec<u64> {
    let start = |c: &Value| Some((c["start"].as_f64()? * 1000.0).round() as u64);
    chapters.as_array().into_iter().flatten().filter_map(start).collect()
}

fn split(text: &str) -> impl Iterator<Item = String> {
    let text =
        ["&quot;", "&#39;", "&amp;", "&lt;", "&gt;"].iter().fold(text.to_owned(), |t, e| t.replace(e, " "));
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.into_iter()
}

fn strings(json: &Value) -> String {
    match json {
        Value::String(text) => format!("{text}\n"),
        Value::Array(list) => list.iter().map(strings).collect(),
        Value::Object(map) => map.values().map(strings).collect(),
        _ => String::new(),
    }
}

type Counts = HashMap<String, usize>;

fn count(words: impl Iterator<Item = String>) -> Counts {
    let mut counts = Counts::new();
    words.for_each(|word| *counts.entry(word).or_default() += 1);
    counts
}

fn difference(all: &Counts, others: &Counts) -> Counts {
    let left = |(word, n): (&String, &usize)| {
        let left = n.saturating_sub(others.get(word).copied().unwrap_or(0));
        (left > 0).then(|| (word.clone(), left))
    };
    all.iter().filter_map(left).collect()
}

fn size(counts: &Counts) -> usize {
    counts.values().sum()
}
