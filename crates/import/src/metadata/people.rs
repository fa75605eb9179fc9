//! Who takes part, as the front matter names them.

use serde_json::Value;

use super::keys::{Field, Keys, text};
use crate::diagnostics::{Kind, Log};
use crate::values::names::{is_name, split};
use crate::words::Words;

/// The names that the keys of people have, and the ids, which stand for names elsewhere on the site: they are told, for
/// nobody is shown by an id.
pub(super) fn read(keys: Keys<'_>, words: &Words, log: &mut Log<'_>) -> (Vec<String>, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut all_ids: Vec<String> = Vec::new();
    for found in keys.find(Field::Speakers) {
        let mut ids = Vec::new();
        for name in listed(found.value, words) {
            if !is_name(&name) {
                ids.push(name);
            } else if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
                names.push(name);
            }
        }
        if !ids.is_empty() {
            let message = format!("the front matter's {} has ids, not names: {}", found.key, ids.join(", "));
            log.note(Kind::Unused, found.place, message);
            all_ids.append(&mut ids);
        }
    }
    (names, all_ids)
}

fn listed(value: &Value, words: &Words) -> Vec<String> {
    match value {
        Value::String(text) => split(text, words),
        Value::Array(list) => list.iter().flat_map(|item| listed(item, words)).collect(),
        Value::Object(map) => {
            let name = ["name", "title", "fullname", "fullName", "full_name"]
                .iter()
                .find_map(|k| map.get(*k).and_then(text));
            name.into_iter().collect()
        }
        _ => Vec::new(),
    }
}
