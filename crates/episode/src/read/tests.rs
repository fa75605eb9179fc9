//! The reader and the schema know the same keys.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{At, Episode, Json, Report, keys, read_episode};

const WHOLE: &str = include_str!("../../tests/whole.json");

/// A type of the schema, and one of its keys.
type Key = (String, String);

/// The name of the type that a property holds, by itself or in a list.
fn held(property: &Value) -> Option<String> {
    let reference = [&property["$ref"], &property["items"]["$ref"], &property["anyOf"][0]["$ref"]];
    let name = reference.into_iter().find_map(Value::as_str)?;
    name.strip_prefix("#/$defs/").map(str::to_owned)
}

/// The properties of a type, or of the file.
fn properties<'a>(schema: &'a Value, of: &str) -> &'a Value {
    let is_file = schema["title"] == of;
    if is_file { &schema["properties"] } else { &schema["$defs"][of]["properties"] }
}

/// The key at the end of a path such as `chapters[3].start`.
fn key_at(schema: &Value, path: &str) -> Key {
    let mut of = "Episode".to_owned();
    let mut key = String::new();
    for part in path.split('.') {
        if !key.is_empty() {
            of = held(&properties(schema, &of)[&key]).unwrap_or_default();
        }
        key = part.split('[').next().unwrap_or_default().to_owned();
    }
    (of, key)
}

/// The path of each key that stands in a file.
fn standing(json: &Value, at: At<'_>, out: &mut Vec<String>) {
    match json {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            out.push(at.key(key).to_string());
            standing(value, at.key(key), out);
        }),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| standing(item, at.index(i), out));
        }
        _ => {}
    }
}

#[test]
fn the_reader_asks_for_the_keys_of_the_schema_and_the_example_has_them_all() {
    let schema = crate::wire::schema();
    let types = schema["$defs"].as_object().expect("types").keys().map(String::as_str);
    let known: BTreeSet<Key> = types
        .chain(["Episode"])
        .filter_map(|of| Some((of, properties(&schema, of).as_object()?)))
        .flat_map(|(of, properties)| properties.keys().map(move |key| (of.to_owned(), key.clone())))
        .collect();

    let mut report = Report::default();
    let json = Json::parse(WHOLE).expect("the example is JSON");
    keys::object(&json, At::Root, &mut report, &mut |keys| read_episode(keys, &mut Episode::default()));
    assert_eq!((report.faults.listed, report.warnings.listed), (vec![], vec![]));
    assert_eq!(report.asked.iter().map(|path| key_at(&schema, path)).collect::<BTreeSet<_>>(), known);

    let mut paths = Vec::new();
    standing(&serde_json::from_str(WHOLE).expect("the example is JSON"), At::Root, &mut paths);
    assert_eq!(paths.iter().map(|path| key_at(&schema, path)).collect::<BTreeSet<_>>(), known);
}
