//! The keys at the top of a page, in YAML, TOML or JSON.
//!
//! Which key says what about the episode is decided in [`metadata`](crate::metadata).

mod formats;

use serde_json::{Map, Value};
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use formats::Format;

/// The longest front matter that is read, in bytes: every key's place is looked for in all of it. It may hold a
/// transcript.
const MAX: usize = 256 * 1024;

/// The most keys, with those of blocks in it, that are read: every key's place is looked for by itself.
const MAX_KEYS: usize = 2_000;

/// The keys of a page.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    /// What is said at the top level, and in blocks.
    pub(crate) keys: Map<String, Value>,
    /// Its place, with its fences. Empty if there is none.
    pub(crate) span: Range<usize>,
}

impl FrontMatter {
    /// Reads it; a page without any has an empty one.
    pub(crate) fn read(source: &str, log: &mut Log<'_>) -> Self {
        let Some((format, span, inner)) = formats::locate(source) else { return Self::default() };
        let too_long = span.len() > MAX;
        if too_long || source[span.clone()].lines().count() > MAX_KEYS * 10 {
            let message = if too_long {
                format!("the front matter is {} bytes long; up to {MAX} are read", span.len())
            } else {
                format!("the front matter has too many lines; up to {} are read", MAX_KEYS * 10)
            };
            log.error(Kind::FrontMatter, span.clone(), message, "move long texts into the page itself");
            return Self { keys: Map::new(), span };
        }
        let keys = match format.parse(&source[inner.clone()]) {
            Ok(keys) => keys,
            Err(error) => {
                let place = line_span(source, &inner, error.line);
                let saved = if format == Format::Yaml {
                    formats::piece_by_piece(&source[inner.clone()])
                } else {
                    Map::new()
                };
                let used = if saved.is_empty() {
                    "none of it is used"
                } else {
                    "only the keys that can be read are used"
                };
                let message =
                    format!("the front matter is not valid {}, so {used}: {}", format.name(), error.message);
                log.warn(Kind::FrontMatter, place, message, format.help());
                log.note(Kind::FrontMatter, span.clone(), "this front matter is not used as a whole");
                saved
            }
        };
        if count(&keys) > MAX_KEYS {
            let message = format!("the front matter has more keys than are read: up to {MAX_KEYS}");
            log.error(Kind::FrontMatter, span.clone(), message, "move long lists into the page itself");
            return Self { keys: Map::new(), span };
        }
        Self { keys, span }
    }

    /// The place of a key with its value on its line, or of the front matter. `path` leads through blocks.
    pub(crate) fn place(&self, source: &str, path: &[&str]) -> Range<usize> {
        let mut from = self.span.start;
        let mut found = None;
        for key in path {
            let Some(place) = self.place_of_key(source, from, key) else { break };
            from = place.start + key.len();
            found = Some(place);
        }
        found.unwrap_or_else(|| self.span.clone())
    }

    fn place_of_key(&self, source: &str, from: usize, key: &str) -> Option<Range<usize>> {
        let mut at = from;
        for line in source[from..self.span.end].split_inclusive('\n') {
            for (from, _) in line.match_indices(key) {
                let (before, after) = (line[..from].trim(), line[from + key.len()..].trim_start());
                let before = before.trim_start_matches("- ").trim_start_matches('-').trim();
                let alone = before.is_empty() || before.ends_with(['{', ',', '"', '\'', '[']);
                let after = after.trim_start_matches(['"', '\'']).trim_start();
                if alone && after.starts_with([':', '=', ']']) {
                    let ends = |c: char| !before.is_empty() && matches!(c, ',' | '}');
                    let length = line[from..].find(ends).unwrap_or(line.len() - from);
                    return Some(at + from..at + from + line[from..from + length].trim_end().len());
                }
            }
            at += line.len();
        }
        None
    }
}

/// How many keys there are in all blocks.
fn count(keys: &Map<String, Value>) -> usize {
    fn of_value(value: &Value) -> usize {
        match value {
            Value::Object(map) => count(map),
            Value::Array(list) => list.iter().map(of_value).sum(),
            _ => 0,
        }
    }
    keys.len() + keys.values().map(of_value).sum::<usize>()
}

/// The place of a line within a span, from 0.
fn line_span(source: &str, span: &Range<usize>, line: usize) -> Range<usize> {
    let mut at = span.start;
    for (i, text) in source[span.clone()].split_inclusive('\n').enumerate() {
        if i == line {
            return at..at + text.trim_end().len();
        }
        at += text.len();
    }
    span.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (FrontMatter, Vec<String>) {
        let mut log = Log::new(source);
        let front = FrontMatter::read(source, &mut log);
        (front, log.finish().into_iter().map(|p| format!("{}: {}", p.line, p.message)).collect())
    }

    #[test]
    fn each_format_is_read() {
        for source in [
            "---\ntitle: Ebb\ndate: 2026-03-01\nepisode: { number: 7 }\n---\nx",
            "---yaml\ntitle: Ebb\ndate: 2026-03-01\nepisode:\n  number: 7\n...\nx",
            "+++\ntitle = \"Ebb\"\ndate = 2026-03-01\n[episode]\nnumber = 7\n+++\nx",
            "---toml\ntitle = \"Ebb\"\ndate = 2026-03-01\nepisode.number = 7\n---\nx",
            "{\n  \"title\": \"Ebb\", \"date\": \"2026-03-01\",\n  \"episode\": {\"number\": 7}\n}\nx",
            "---json\n{ \"title\": \"Ebb\", \"date\": \"2026-03-01\", \"episode\": {\"number\": 7} }\n---\nx",
            ";;;\n{ \"title\": \"Ebb\", \"date\": \"2026-03-01\", \"episode\": {\"number\": 7} }\n;;;\nx",
        ] {
            let (front, told) = read(source);
            assert_eq!(told, Vec::<String>::new(), "{source}");
            let wanted =
                serde_json::json!({ "title": "Ebb", "date": "2026-03-01", "episode": { "number": 7 } });
            assert_eq!(Value::Object(front.keys), wanted, "{source}");
            assert_eq!(source[front.span.end..].trim(), "x", "{source}");
        }
    }

    #[test]
    fn a_page_that_starts_otherwise_has_none() {
        for source in ["# T\n---\n", "{{< tide >}}\n", "{% tide %}\n", "{/* tide */}\n", "---\n", "+++ a\n"] {
            assert_eq!(read(source).0.span, 0..0, "{source}");
        }
        assert_eq!(read("---\n---\n# T\n").1, Vec::<String>::new());
    }

    #[test]
    fn what_is_broken_is_told_at_its_line_and_the_rest_is_read() {
        let (front, told) = read("---\ntitle: Ebb: and flow\nnumber: 7\nhosts:\n  - Ada\n---\n# T\n");
        assert_eq!(front.keys["title"], "Ebb: and flow");
        assert_eq!((&front.keys["number"], &front.keys["hosts"][0]), (&Value::from(7), &Value::from("Ada")));
        assert!(told.iter().any(|t| t.starts_with("2: the front matter is not valid YAML")), "{told:?}");
        let (front, told) = read("+++\ntitle = \"Ebb\"\nnumber = x\n+++\n# T\n");
        assert!(front.keys.is_empty() && told.iter().any(|t| t.starts_with("3: ")), "{told:?}");
    }

    #[test]
    fn a_key_that_stands_twice_has_its_last_value() {
        let (front, told) = read("---\ntitle: Ebb\ntitle: Flood\n---\n");
        assert_eq!((&front.keys["title"], told.len()), (&Value::from("Flood"), 0));
    }

    #[test]
    fn a_key_has_its_place_in_its_block() {
        let source = "---\nurl: a\naudio:\n  - {type: x, url: b}\n---\n";
        let (front, _) = read(source);
        assert_eq!(&source[front.place(source, &["audio", "url"])], "url: b");
        assert_eq!(&source[front.place(source, &["url"])], "url: a");
        assert_eq!(front.place(source, &["nothing"]), front.span);
    }
}
