//! The YAML at the top of a page.
//!
//! Read: the site's own keys that say something about the episode ([`SITE`]), and under the key `episode` ours
//! ([`OWN`]), which win. The rest stays the site's.

use serde_json::{Map, Value};
use std::ops::Range;

use crate::diagnostics::{Kind, Log};

/// The longest front matter that is read, in bytes: every key's place is looked for in all of it.
const MAX: usize = 32 * 1024;

/// Keys that sites use. `url` counts where it names a sound file.
const SITE: [&str; 11] = [
    "title",
    "slug",
    "number",
    "date",
    "published",
    "language",
    "lang",
    "description",
    "url",
    "audio",
    "episode",
];

/// Keys of our own, under `episode`: `episode: { youtube: ID }`. `offset` is in seconds, of every recording.
const OWN: [&str; 12] = [
    "youtube",
    "audio",
    "video",
    "offset",
    "poster",
    "base",
    "title",
    "number",
    "slug",
    "language",
    "published",
    "duration",
];

/// The keys that say something about the episode.
#[derive(Debug, Default)]
pub(crate) struct FrontMatter {
    keys: Map<String, Value>,
    /// Its place, with its fences. Empty if there is none.
    pub(crate) span: Range<usize>,
}

impl FrontMatter {
    /// Reads it; a page without any has an empty one.
    pub(crate) fn read(source: &str, log: &mut Log<'_>) -> Self {
        let Some(span) = span(source) else { return Self::default() };
        if span.len() > MAX {
            let message = format!("the front matter is {} bytes long; up to {MAX} are read", span.len());
            log.error(Kind::FrontMatter, span.clone(), message, "move long texts into the page itself");
            return Self { keys: Map::new(), span };
        }
        let yaml = source[span.clone()].trim().trim_matches('-');
        let keys = match serde_saphyr::from_str::<Option<Map<String, Value>>>(yaml) {
            Ok(keys) => keys.unwrap_or_default(),
            Err(error) => {
                let line = error.location().map_or(1, |l| usize::try_from(l.line()).unwrap_or(1));
                let place = line_span(source, &span, line);
                let message = error.to_string().lines().next().unwrap_or_default().to_owned();
                log.warn(
                    Kind::FrontMatter,
                    place,
                    format!("the front matter is not valid YAML, so none of it is used: {message}"),
                    "put texts that have a colon between quotation marks",
                );
                log.note(Kind::FrontMatter, span.clone(), "this front matter is not used");
                Map::new()
            }
        };
        let front = Self { keys, span };
        front.tell_the_rest(source, log);
        front
    }

    /// A key of ours, as a text.
    pub(crate) fn own(&self, key: &str) -> Option<String> {
        self.keys.get("episode").and_then(|own| own.get(key)).and_then(text)
    }

    /// A key of the site's, as a text.
    pub(crate) fn site(&self, key: &str) -> Option<String> {
        self.keys.get(key).and_then(text)
    }

    /// A key that both use; ours wins.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.own(key).or_else(|| self.site(key))
    }

    /// The place of a key with its value, or of the front matter.
    pub(crate) fn place(&self, source: &str, key: &str) -> Range<usize> {
        let mut at = self.span.start;
        for line in source[self.span.clone()].split_inclusive('\n') {
            for (from, _) in line.match_indices(key) {
                let (before, after) = (line[..from].trim_end(), line[from + key.len()..].trim_start());
                let alone = before.is_empty() || before.ends_with(['{', ',', '"', '\'']);
                if alone && after.trim_start_matches(['"', '\'']).trim_start().starts_with(':') {
                    let ends = |c: char| !before.is_empty() && matches!(c, ',' | '}');
                    let length = line[from..].find(ends).unwrap_or(line.len() - from);
                    return at + from..at + from + line[from..from + length].trim_end().len();
                }
            }
            at += line.len();
        }
        self.span.clone()
    }

    /// One note for each key that is not the episode's, and a warning for one of ours that is none.
    fn tell_the_rest(&self, source: &str, log: &mut Log<'_>) {
        for key in self.keys.keys().filter(|k| !SITE.contains(&k.as_str())) {
            log.note(
                Kind::FrontMatterKey,
                self.place(source, key),
                format!("the front matter's {key:?} is not used"),
            );
        }
        let known = format!("the keys are {}", OWN.join(", "));
        match self.keys.get("episode") {
            Some(Value::Object(own)) => {
                for (key, value) in own {
                    let place = self.place(source, key);
                    if !OWN.contains(&key.as_str()) {
                        let message =
                            format!("unknown key episode.{key} in the front matter; it is left out");
                        log.warn(Kind::EpisodeKey, place, message, &known);
                    } else if !matches!(value, Value::String(_) | Value::Number(_)) {
                        let message = format!(
                            "the front matter's episode.{key} is left out: {value} is neither a text nor a number"
                        );
                        log.warn(Kind::EpisodeKey, place, message, "write one text or number");
                    }
                }
            }
            Some(Value::Null) | None => {}
            // A site's own: `episode: 12`.
            Some(_) => {
                let message = "the front matter's \"episode\" is not used: it is not a block of keys";
                log.note(Kind::FrontMatterKey, self.place(source, "episode"), message);
            }
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.trim().to_owned()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
    .filter(|s| !s.is_empty())
}

/// From `---` on the first line to `---`.
fn span(source: &str) -> Option<Range<usize>> {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = source[start..].split_inclusive('\n');
    let first = lines.next().filter(|l| l.trim_end() == "---")?;
    let mut at = start + first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == "---" {
            return Some(start..at);
        }
    }
    None
}

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
    fn our_own_keys_win_over_the_sites() {
        let (front, told) =
            read("---\ntitle: Ebb\ndate: 2026-03-01\nepisode: { title: Flood, number: 7 }\n---\n");
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(front.text("title").as_deref(), Some("Flood"));
        assert_eq!(front.text("number").as_deref(), Some("7"));
        assert_eq!(front.text("date").as_deref(), Some("2026-03-01"));
    }

    #[test]
    fn a_key_that_nobody_reads_is_told_at_its_line() {
        let (_, told) = read("---\nmood: calm\nepisode:\n  yuotube: x\n  poster: [1]\n---\n");
        assert_eq!(
            told,
            [
                "2: the front matter's \"mood\" is not used",
                "4: unknown key episode.yuotube in the front matter; it is left out",
                "5: the front matter's episode.poster is left out: [1] is neither a text nor a number",
            ]
        );
    }

    #[test]
    fn front_matter_that_is_no_yaml_is_told_and_the_page_is_read() {
        let (front, told) = read("---\ntitle: \"a\nb: [\n---\n# T\n");
        assert_eq!((told.len(), front.text("title")), (2, None));
        assert!(told.iter().any(|t| t.contains("not valid YAML")), "{told:?}");
        assert_eq!(read("# T\n---\n").0.span, 0..0);
        assert_eq!(read("---\n---\n# T\n").1, Vec::<String>::new());
    }
}
