//! Names of people.

use crate::words::{Concept, Words};

/// How many speakers a page has at most.
pub(crate) const MAX_SPEAKERS: usize = 100;

/// Names in a text: parted by commas, signs or words for "and".
pub(crate) fn split(text: &str, words: &Words) -> Vec<String> {
    let mut out = Vec::new();
    for part in text.split([',', '&', '/', ';', '\n']) {
        let mut name: Vec<&str> = Vec::new();
        for word in part.split_whitespace() {
            if word.chars().all(|c| !c.is_uppercase()) && words.is(Concept::And, word) {
                out.push(std::mem::take(&mut name).join(" "));
            } else {
                name.push(word);
            }
        }
        out.push(name.join(" "));
    }
    out.retain(|name| !name.is_empty());
    out
}

/// Whether a text is a name as it is shown, not an id or an address: it has a capital letter, or no small ones to
/// tell.
pub(crate) fn is_name(text: &str) -> bool {
    let has_case = text.chars().any(char::is_lowercase);
    let is_capital = text.chars().any(char::is_uppercase);
    (is_capital || !has_case) && text.chars().any(char::is_alphabetic) && !text.contains(['/', '@', '\\'])
}
