//! The YAML at the top of a page.
//!
//! Read: `title`, `slug`, `number`, `date`, `language`, `description`, `url`/`audio` of a sound file, and keys
//! of our own under `episode`: `youtube`, `audio`, `video`, `poster`, `number`, `title`, `language`,
//! `published`, `duration`. The rest stays the site's.

use serde_json::{Map, Value};
use std::ops::Range;

use crate::problem::Log;

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
        let yaml = source[span.clone()].trim().trim_matches('-');
        let keys = match serde_saphyr::from_str::<Option<Map<String, Value>>>(yaml) {
            Ok(keys) => keys.unwrap_or_default(),
            Err(error) => {
                let line = error.location().map_or(1, |l| usize::try_from(l.line()).unwrap_or(1));
                let place = line_span(source, &span, line);
                let message = error.to_string().lines().next().unwrap_or_default().to_owned();
                log.warn(
                    place,
                    format!("the front matter is not YAML: {message}"),
                    "its keys are not read; quote texts with a colon",
                );
                Map::new()
            }
        };
        let front = Self { keys, span };
        front.note_the_rest(source, log);
        front
    }

    /// The first of some keys that is set, ours before the site's, as a text.
    pub(crate) fn text(&self, own: &str, others: &[&str]) -> Option<String> {
        let own = self.keys.get("episode").and_then(|e| e.get(own));
        let value = own.or_else(|| others.iter().find_map(|k| self.keys.get(*k)))?;
        match value {
            Value::String(s) => Some(s.trim().to_owned()),
            Value::Number(n) => Some(n.to_string()),
            _ => None,
        }
        .filter(|s| !s.is_empty())
    }

    /// The place of a key, or of the front matter.
    pub(crate) fn place(&self, source: &str, key: &str) -> Range<usize> {
        let text = &source[self.span.clone()];
        let mut at = self.span.start;
        for line in text.split_inclusive('\n') {
            if line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')) {
                return at..at + line.trim_end().len();
            }
            at += line.len();
        }
        self.span.clone()
    }

    /// One note for each key that is not the episode's.
    fn note_the_rest(&self, source: &str, log: &mut Log<'_>) {
        const OURS: [&str; 11] = [
            "title",
            "slug",
            "number",
            "date",
            "language",
            "lang",
            "description",
            "url",
            "audio",
            "episode",
            "published",
        ];
        for key in self.keys.keys().filter(|k| !OURS.contains(&k.as_str())) {
            log.note(self.place(source, key), format!("the front matter's {key:?} stays with the page"));
        }
    }
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
