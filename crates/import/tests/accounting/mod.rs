//! Counts the words of a page, those of its episode, and those that a problem names; what is left is lost.
//!
//! It reads the page's source letter by letter, not by the importer's parser, so that it does not share its
//! mistakes.

use episode_import::Import;
use std::collections::HashMap;

/// Words that tell what a part of a page is: the episode's own keys say it instead.
const STRUCTURE: &str = "episode episode number title slug date url description target audience duration length minutes seconds \
     speakers presenter hosts series part of synopsis summary overview description about this episode chapter chapters \
     markers timestamps key statistics metric value data point source sources transcript full dialogue lesson related \
     episodes resources and news segment links";

/// The words that are neither in the episode nor in the place of a problem, with how often.
pub(crate) fn missing(source: &str, imported: &Import) -> Vec<(String, usize)> {
    let mut page = source.to_owned().into_bytes();
    for problem in &imported.problems {
        page[problem.span.clone()].fill(b' ');
    }
    let page = String::from_utf8(page).expect("whole characters were blanked");
    let page = without_title(&page, &imported.episode.title);
    let page = without_times(&without_tags(&page));
    let json = serde_json::to_value(&imported.episode).expect("JSON");
    let mut have = HashMap::new();
    count(&strings(&json), &mut have);
    count(STRUCTURE, &mut have);
    if let Some(duration) = imported.episode.duration {
        let seconds = duration.whole_seconds();
        count(&format!("{} {}", seconds / 60, seconds % 60), &mut have);
    }
    // A duration that cannot be is told at the chapters that it contradicts.
    for problem in imported.problems.iter().filter(|p| p.message.contains("gives a duration of")) {
        count(&problem.message, &mut have);
    }
    let mut need = HashMap::new();
    count(&page, &mut need);
    let lost = need.into_iter().filter_map(|(word, n)| {
        let left = n.saturating_sub(have.get(&word).copied().unwrap_or(0));
        (left > 0).then_some((word, left))
    });
    let mut lost: Vec<_> = lost.collect();
    lost.sort();
    lost
}

/// Without the front matter's title, where it is the heading's once more.
fn without_title(page: &str, title: &str) -> String {
    let is_title = |line: &str| line.starts_with("title:") && line.trim_end_matches('"').ends_with(title);
    let mut lines = page.split_inclusive('\n');
    let head: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("# ")).collect();
    let repeated = head.len() < page.split_inclusive('\n').count();
    let kept = head.into_iter().filter(|line| !repeated || !is_title(line.trim_end()));
    let body = page.find("\n# ").map_or("", |i| &page[i..]);
    kept.collect::<String>() + body
}

fn count(text: &str, counts: &mut HashMap<String, usize>) {
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        // An episode's number has no zeros before it.
        let word = if word.starts_with('0') { word.trim_start_matches('0') } else { word };
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
}

/// All texts of the episode, and its numbers.
fn strings(json: &serde_json::Value) -> String {
    use serde_json::Value as V;
    match json {
        V::String(text) => format!("{text}\n"),
        V::Number(number) => format!("{number}\n"),
        V::Array(list) => list.iter().map(strings).collect(),
        V::Object(map) => map.values().map(strings).collect(),
        V::Null | V::Bool(_) => String::new(),
    }
}

/// Without tags, whose texts in quotes are not the page's, and without character references.
fn without_tags(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
            && !rest.starts_with("<http");
        let end = rest.find('>').filter(|_| is_tag).unwrap_or(0);
        rest = &rest[end + 1..];
        out.push(' ');
    }
    out.push_str(rest);
    ["&lt;", "&gt;", "&amp;"].iter().fold(out, |text, reference| text.replace(reference, " "))
}

/// Without times, lengths and the numbers of lists: they are numbers in the episode, in another form.
fn without_times(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    for line in page.split_inclusive('\n') {
        let line = line.trim_start();
        // Front matter's date becomes YYYY-MM-DD, whatever its form.
        let line = line.strip_prefix("date:").map_or(line, |_| "");
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let line = if digits > 0 && line[digits..].starts_with(". ") { &line[digits..] } else { line };
        for word in line.split_inclusive(char::is_whitespace) {
            let is_time = |w: &str| {
                let clock = w.trim_matches(|c: char| !c.is_ascii_digit());
                clock.contains(':') && clock.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.')
            };
            out.push_str(if is_time(word) { " " } else { word });
        }
        out.push('\n');
    }
    out
}
