//! The formats of front matter, by their fences.

use serde_json::{Map, Value};
use std::ops::Range;

/// A format of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Toml,
    Json,
}

/// Why front matter cannot be read.
#[derive(Debug)]
pub(super) struct Broken {
    /// From 0, within the front matter.
    pub(super) line: usize,
    pub(super) message: String,
}

/// Where the front matter stands: with its fences, and between them.
pub(super) fn locate(source: &str) -> Option<(Format, Range<usize>, Range<usize>)> {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let first = source[start..].split_inclusive('\n').next()?;
    let (format, fence) = match first.trim_end() {
        "---" | "---yaml" | "---yml" | "--- yaml" => (Format::Yaml, "---"),
        "---toml" | "--- toml" => (Format::Toml, "---"),
        "---json" | "--- json" => (Format::Json, "---"),
        "+++" => (Format::Toml, "+++"),
        ";;;" => (Format::Json, ";;;"),
        line if line.starts_with('{') && is_object(&source[start..]) => {
            let end = start + object_length(&source[start..])?;
            return Some((Format::Json, start..end, start..end));
        }
        _ => return None,
    };
    let inner = start + first.len();
    let mut at = inner;
    for line in source[inner..].split_inclusive('\n') {
        let text = line.trim_end();
        if text == fence || (format == Format::Yaml && text == "...") {
            return Some((format, start..at + line.len(), inner..at));
        }
        at += line.len();
    }
    None
}

/// Whether a brace opens an object of JSON, not a template's tag or a comment of MDX.
fn is_object(text: &str) -> bool {
    text[1..].trim_start().starts_with(['"', '}'])
}

fn object_length(text: &str) -> Option<usize> {
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    objects.next()?.ok()?;
    let rest = &text[objects.byte_offset()..];
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    line.trim().is_empty().then_some(text.len() - rest.len() + line.len())
}

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
        }
    }

    /// What most often mends it.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Yaml => "put texts that have a colon between quotation marks",
            Self::Toml => "put texts between quotation marks, and each key on a line of its own",
            Self::Json => "put keys and texts between double quotation marks, and a comma between keys",
        }
    }

    /// Reads the text between the fences.
    pub(super) fn parse(self, text: &str) -> Result<Map<String, Value>, Broken> {
        match self {
            Self::Yaml => yaml(text),
            Self::Toml => {
                let table: toml::Table = toml::from_str(text).map_err(|error| {
                    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
                    Broken { line: before.matches('\n').count(), message: first_line(error.message()) }
                })?;
                Ok(table.into_iter().map(|(key, value)| (key, json(value))).collect())
            }
            Self::Json => serde_json::from_str(text).map_err(|error| Broken {
                line: error.line().saturating_sub(1),
                message: first_line(&error.to_string()),
            }),
        }
    }
}

fn yaml(text: &str) -> Result<Map<String, Value>, Broken> {
    let options = serde_saphyr::options! { duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins };
    let keys = serde_saphyr::from_str_with_options::<Option<Map<String, Value>>>(text, options);
    keys.map(Option::unwrap_or_default).map_err(|error| {
        let line = error.location().map_or(0, |l| usize::try_from(l.line()).unwrap_or(1).saturating_sub(1));
        Broken { line, message: first_line(&error.to_string()) }
    })
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// Dates as texts.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

/// The keys of YAML that is broken somewhere: each top-level key with what belongs to it is read by itself. A value
/// on one line that is no YAML either is a text.
pub(super) fn piece_by_piece(text: &str) -> Map<String, Value> {
    let is_key = |line: &str| {
        let key = line.split(':').next().unwrap_or_default();
        key.len() < line.trim_end().len()
            && !key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    let mut pieces: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match pieces.last_mut().filter(|_| !is_key(line)) {
            Some(piece) => piece.push_str(line),
            None if is_key(line) => pieces.push(line.to_owned()),
            None => {}
        }
    }
    let mut keys = Map::new();
    for piece in pieces {
        if let Ok(own) = yaml(&piece) {
            keys.extend(own);
        } else if let Some((key, value)) =
            piece.split_once(':').filter(|_| piece.trim_end().lines().count() == 1)
        {
            let value = value.trim();
            let value = ['"', '\'']
                .iter()
                .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
                .unwrap_or(value);
            keys.insert(key.to_owned(), value.into());
        }
    }
    keys
}
