//! Chapters in the front matter: objects, texts, or a map of times.

use episode::{Chapter, Millis};
use serde_json::{Map, Value};
use std::ops::Range;

use super::keys::{Field, Keys, plain, text};
use crate::diagnostics::{Kind, Log};
use crate::values::{addresses, times};

/// The chapters of the first key that has some, and its place.
pub(super) fn read(keys: Keys<'_>, base: &str, log: &mut Log<'_>) -> (Vec<Chapter>, Range<usize>) {
    for found in keys.find(Field::Chapters) {
        let (mut chapters, mut broken) = (Vec::new(), Vec::new());
        let mut add = |item: Option<Chapter>, value: &dyn Fn() -> String| match item {
            Some(chapter) => chapters.push(chapter),
            None => broken.push(value()),
        };
        match found.value {
            Value::Array(list) => list.iter().for_each(|item| add(chapter(item, base), &|| item.to_string())),
            Value::Object(map) => map.iter().for_each(|(time, title)| {
                let text = || format!("{time} {}", title.as_str().unwrap_or_default());
                add(line(&text(), base), &text);
            }),
            Value::String(lines) => {
                let lines = lines.lines().filter(|l| !l.trim().is_empty());
                lines.for_each(|text| add(line(text, base), &|| text.to_owned()));
            }
            // `chapters: true`
            _ => continue,
        }
        if let Some(first) = broken.first() {
            let first: String = first.chars().take(60).collect();
            let message = format!(
                "{} of the front matter's {} are no chapters and left out; the first is {first}",
                broken.len(),
                found.key
            );
            let help = "give each a start and a title: - { start: \"00:01:30\", title: \"The first wave\" }";
            log.warn(Kind::Chapters, found.place.clone(), message, help);
        }
        if !chapters.is_empty() {
            return (chapters, found.place);
        }
    }
    (Vec::new(), 0..0)
}

fn chapter(item: &Value, base: &str) -> Option<Chapter> {
    match item {
        Value::String(text) => line(text, base),
        Value::Object(map) => {
            let start = value(
                map,
                &["start", "starttime", "time", "timestamp", "at", "begin", "from", "offset", "seconds"],
            )?;
            let title = value(map, &["title", "name", "label", "text", "chapter", "topic", "description"])?;
            let url = value(map, &["url", "href", "link"]).and_then(text);
            let url = url.filter(|url| addresses::time(url).is_none());
            let url = url.and_then(|url| addresses::rooted(&url, base));
            Some(Chapter { start: time(start)?, title: text(title)?, url })
        }
        // `[95, "Tides"]`
        Value::Array(pair) => {
            let [start, title] = &pair[..] else { return None };
            Some(Chapter { start: time(start)?, title: text(title)?, url: None })
        }
        _ => None,
    }
}

fn value<'v>(map: &'v Map<String, Value>, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| map.iter().find(|(key, _)| plain(key) == *name).map(|(_, value)| value))
}

/// Seconds, or a time as a text.
fn time(value: &Value) -> Option<Millis> {
    if let Some(seconds) = value.as_f64() {
        return Millis::from_seconds(seconds);
    }
    let text = text(value)?;
    let seconds = || Millis::from_seconds(text.parse().ok()?);
    times::whole(&text).or_else(seconds).or_else(|| times::units(&text))
}

/// A time and a title, in either order, with a link perhaps: `00:00:30.000 Title <https://example.org>`.
fn line(text: &str, base: &str) -> Option<Chapter> {
    let text = text.trim().trim_start_matches(['-', '*']).trim();
    let (start, title) = times::leading(text).or_else(|| times::trailing(text))?;
    // Podlove's simple chapters name an address at the end.
    let (title, url) = match title.strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
        Some((title, url)) if url.contains("://") => (title.trim(), addresses::rooted(url, base)),
        _ => (title, None),
    };
    (!title.is_empty()).then(|| Chapter { start, title: title.to_owned(), url })
}
