//! The languages of the interface: each has every text. `src/languages/` has a file for each; a text's key is what it is in
//! English, in a call `text("…")` of the source.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::invariants::files;
use crate::root;

/// Where texts are written.
const SOURCES: [&str; 5] =
    ["src/strings.rs", "src/more", "src/parts", "src/episode-search.js", "crates/talk-panel/src"];
/// The languages beside English, with the forms of a number that `Intl.PluralRules` tells apart in each, but for those of
/// millions and fractions.
const LANGUAGES: [(&str, &[&str]); 7] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("ja", &["other"]),
    ("pt", &["one", "other"]),
    ("zh", &["other"]),
];
/// What stands between the names of a list, as lists are written in every language.
const SEPARATORS: [&str; 2] = [" and ", ", "];

/// The keys of all texts.
fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (_, source) in SOURCES.into_iter().flat_map(files) {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        keys.extend(literals(code));
    }
    keys.extend(playback::Failure::EXAMPLES.map(|failure| failure.text().to_owned()));
    keys.extend(playback::Notice::EXAMPLES.map(|notice| notice.text().to_owned()));
    keys
}

/// The literals in calls `text("…")`; not in those of a method.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, call) in code.match_indices("text(") {
        let is_call = code[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric() && !"._".contains(before));
        let rest = code[at + call.len()..].trim_start();
        let Some(quote) = rest.chars().next().filter(|first| is_call && matches!(first, '"' | '\'')) else {
            continue;
        };
        let mut text = String::new();
        let mut letters = rest[1..].chars();
        while let Some(letter) = letters.next().filter(|letter| *letter != quote) {
            text.push(if letter == '\\' { letters.next().unwrap_or_default() } else { letter });
        }
        found.push(text);
    }
    found
}

fn table(language: &str) -> Map<String, Value> {
    let file = root().join(format!("src/languages/{language}.js"));
    let source = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let (_, object) = source.split_once("export default ").expect("it exports its texts");
    let object = object.trim_end().trim_end_matches(';');
    serde_json::from_str(object).unwrap_or_else(|e| panic!("{language} is written as JSON: {e}"))
}

/// The names of values in a text.
fn values(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[test]
fn every_language_has_every_text_and_no_other() {
    let keys = keys();
    assert!(keys.contains("Play"), "the source is read");
    for (language, _) in LANGUAGES {
        let table = table(language);
        let missing: Vec<_> = keys.iter().filter(|key| !table.contains_key(*key)).collect();
        let unknown: Vec<_> = table.keys().filter(|key| !keys.contains(*key)).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "{language} lacks {missing:#?}, and has {unknown:#?} without use"
        );
    }
}

#[test]
fn every_translation_has_the_values_of_its_text_and_the_forms_of_its_language() {
    for (language, forms) in LANGUAGES {
        for (key, translation) in table(language) {
            let translations: Vec<(&str, &str)> = match &translation {
                Value::String(text) => vec![("other", text)],
                Value::Object(of) => {
                    of.iter().map(|(form, text)| (form.as_str(), text.as_str().unwrap_or_default())).collect()
                }
                _ => panic!("{language}: {key} is neither a text nor forms of one"),
            };
            assert!(
                translations.iter().any(|(form, _)| *form == "other"),
                "{language}: {key} has no form `other`"
            );
            if key.contains('|') && forms.len() > 1 {
                let has: Vec<_> =
                    forms.iter().filter(|form| translations.iter().any(|(has, _)| has == *form)).collect();
                assert_eq!(has.len(), forms.len(), "{language}: {key} has the forms {has:?}");
            }
            let wanted = values(key.split('|').next_back().unwrap_or_default());
            for (form, text) in translations {
                assert!(!text.trim().is_empty(), "{language}: {key} is empty");
                assert!(forms.contains(&form), "{language} has no form {form}: {key}");
                // "one match" needs no number.
                let has = values(text);
                let may_lack = if matches!(form, "zero" | "one" | "two") { "n" } else { "" };
                let lacks: Vec<_> = wanted.difference(&has).filter(|name| **name != may_lack).collect();
                assert!(
                    lacks.is_empty() && has.is_subset(&wanted),
                    "{language}: {text} has the values {has:?} of {wanted:?}"
                );
            }
        }
    }
}

#[test]
fn every_language_is_in_the_element_and_a_feature_of_the_components() {
    let read = |file: &str| std::fs::read_to_string(root().join(file)).expect("a file of the checkout");
    let (element, components, manifest) =
        (read("src/more/texts.js"), read("src/component/texts.rs"), read("Cargo.toml"));
    let all = LANGUAGES.map(|(language, _)| format!("\"lang-{language}\"")).join(", ");
    assert!(manifest.contains(&format!("\nlanguages = [{all}]\n")), "the feature `languages` is {all}");
    for (language, _) in LANGUAGES {
        assert!(
            element.contains(&format!("import(\"../languages/{language}.js\")")),
            "{language}: the element"
        );
        let feature = format!("#[cfg(feature = \"lang-{language}\")]");
        let table = format!("(\"{language}\", include_str!(\"../languages/{language}.js\"))");
        let lines = components.lines().map(str::trim).collect::<Vec<_>>();
        let is_there = lines.windows(2).any(|pair| pair[0] == feature && pair[1].starts_with(&table));
        assert!(is_there, "{language}: the components");
    }
}

/// A text that starts or ends with a blank, or that is a word of a sentence alone, is a part of a sentence.
#[test]
fn no_sentence_is_joined_of_texts() {
    let parts: Vec<_> =
        keys().into_iter().filter(|key| key.trim() != key && !SEPARATORS.contains(&key.as_str())).collect();
    assert_eq!(parts, Vec::<String>::new());
}

#[test]
fn a_literal_is_read_as_the_language_reads_it() {
    let code = r#"text("a \"b\" {n}") x.text("method") my_text("other") text(
        'it\'s',
    )"#;
    assert_eq!(literals(code), ["a \"b\" {n}", "it's"]);
}
