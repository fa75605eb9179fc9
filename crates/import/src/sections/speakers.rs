//! Who the page and its site say speaks.

use std::collections::{HashMap, HashSet};

/// The names that are known before the transcript is read, by what turns call them.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    /// What the page lists: a name, or its first word, and the name that it stands for; in lower case.
    listed: HashMap<String, String>,
    /// Names of the front matter or the site, their first words, and ids; in lower case.
    known: HashSet<String>,
}

impl Speakers {
    /// `listed` are names on the page; `people` and `ids` those of the front matter and the site.
    pub(crate) fn new(listed: &[String], people: &[String], ids: &[String]) -> Self {
        let mut keys: HashMap<String, String> =
            listed.iter().map(|name| (name.to_lowercase(), name.to_lowercase())).collect();
        for name in listed {
            let lower = name.to_lowercase();
            let first = first_word(&lower).to_owned();
            keys.entry(first).or_insert(lower);
        }
        let mut known = HashSet::new();
        for name in people {
            let lower = name.to_lowercase();
            known.insert(first_word(&lower).to_owned());
            known.insert(lower);
        }
        for id in ids {
            let spaced = id.to_lowercase().replace(['-', '_', '.'], " ");
            known.insert(first_word(&spaced).to_owned());
            known.insert(spaced);
        }
        Self { listed: keys, known }
    }

    /// Whether a label is one of them.
    pub(crate) fn has(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.listed.contains_key(&lower) || self.known.contains(&lower)
    }

    /// What tells one speaker from another: the listed name that a turn's name is, or is the first word of, in
    /// lower case.
    pub(crate) fn key(&self, name: &str) -> String {
        let lower = name.to_lowercase();
        self.listed.get(&lower).cloned().unwrap_or(lower)
    }
}

fn first_word(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}
