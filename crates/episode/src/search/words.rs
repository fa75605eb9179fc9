//! What a query finds beside its phrase: all of its words in any order, other forms of them, and, where there is nothing
//! else, words with one typing error.

use super::quantities::is_letter;
use super::{Hit, Index, Place, fold};
use crate::text::{is_unspaced, part};

/// How a hit was found. Those that are more like the query come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the query.
    #[default]
    Phrase,
    /// It has all words of the query, in another order or with others between them.
    AllWords,
    /// A word in it is another form of one of the query: `deploy` of `deployments`.
    Form,
    /// A word in it has one letter more, less or changed, or two letters exchanged.
    Spelling,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits, in the order of the text. No two overlap, and each lies within a turn. One that has the words apart goes
    /// from the first of them to the last.
    pub hits: Vec<Hit>,
    /// How each hit was found, in the same order.
    pub matches: Vec<Match>,
    /// What is marked: the words of each hit, or all of it, in the order of the text.
    pub marks: Vec<Hit>,
}

/// The longest text from the first to the last of the words that are found together, in bytes: some 40 seconds of speech.
const LONGEST: usize = 600;
/// In a shorter word another letter makes another word.
const SHORTEST_MISSPELLED: usize = 4;
/// From so many letters on, a word may be misspelled before it is typed whole.
const SHORTEST_UNFINISHED: usize = 6;

impl Index {
    /// Searches for a query as a reader means it: the phrase, as [`Index::find`] does; all of its words within a turn, in
    /// any order; and, of an English transcript, their forms. Only where nothing of that is found, words with one typing
    /// error.
    ///
    /// The last word may be unfinished, unless a space follows it. A query in double quotes is searched for as a phrase alone.
    pub fn search(&self, query: &str) -> Found {
        let query = fold(query);
        let phrase = self.places(&query);
        if let Some(quoted) = query.trim().strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            let places = if phrase.is_empty() { self.places(quoted) } else { phrase };
            return self.found(&places, Vec::new());
        }
        let mut groups = self.groups(&query, false);
        if phrase.is_empty() && groups.is_empty() {
            groups = self.groups(&query, true);
        }
        self.found(&phrase, groups)
    }

    /// Puts the groups of words between the phrases that they do not overlap.
    fn found(&self, phrases: &[Place], groups: Vec<Vec<Place>>) -> Found {
        let (mut wholes, mut words) = (Vec::new(), Vec::new());
        for group in groups {
            let whole = whole(&group);
            let after = phrases.partition_point(|phrase| phrase.end <= whole.start);
            if phrases.get(after).is_none_or(|phrase| phrase.start >= whole.end) {
                wholes.push(whole);
                words.extend(group);
            }
        }
        let (hits, matches) = self.hits(&merge(phrases, &wholes));
        let marks = if wholes.is_empty() { hits.clone() } else { self.hits(&merge(phrases, &words)).0 };
        Found { hits, matches, marks }
    }

    /// Returns the places of all words of a query, wherever they stand near each other. They are in order, and no two groups
    /// overlap.
    fn groups(&self, query: &str, misspelled: bool) -> Vec<Vec<Place>> {
        let mut words = Vec::new();
        for (start, end) in runs(query, is_of_query) {
            let word = without_point(part(query, start..end));
            // A point may stand alone.
            if !word.is_empty() {
                words.push(word);
            }
        }
        let is_open = query.bytes().last().is_some_and(is_letter);
        let mut places = Vec::new();
        for (index, word) in words.iter().enumerate() {
            let is_open = is_open && index + 1 == words.len();
            let mut of_word = self.alike(word, is_open, misspelled);
            if words.len() > 1 {
                let mut literal = self.places(&bordered(word, is_open));
                literal.iter_mut().for_each(|place| place.found_as = Match::AllWords);
                of_word = merge(&literal, &of_word);
            }
            of_word.iter_mut().for_each(|place| place.word = index);
            places = merge(&places, &of_word);
        }
        let mut groups = Vec::new();
        // The last place of each word so far, in order.
        let mut group = Vec::<Place>::new();
        for place in places {
            if let Some(before) = group.iter().position(|before| before.word == place.word) {
                group.remove(before);
            }
            group.push(place);
            if group.len() == words.len() {
                let Place { start, end, .. } = whole(&group);
                let has_end = |text: &[u8]| text.contains(&(super::END as u8));
                if end - start <= LONGEST && !has_end(&self.text.as_bytes()[start..end]) {
                    groups.push(std::mem::take(&mut group));
                }
            }
        }
        groups
    }

    /// Returns the words of the text that are another form of a word or, if asked for, that word misspelled.
    fn alike(&self, word: &str, is_open: bool, misspelled: bool) -> Vec<Place> {
        let form = (self.is_english && is_alphabetic(word)).then(|| stem(word));
        let misspelled = misspelled && word.chars().count() >= SHORTEST_MISSPELLED && !has_digit(word);
        let is_open = is_open && word.len() >= SHORTEST_UNFINISHED;
        let mut places = Vec::new();
        if form.is_none() && !misspelled {
            return places;
        }
        for (start, end) in runs(&self.text, is_letter) {
            let other = part(&self.text, start..end);
            let is_form = || form.is_some_and(|form| is_alphabetic(other) && stem(other) == form);
            let found_as = if other == word {
                continue;
            } else if other.starts_with(part(word, ..2)) && is_form() {
                Match::Form
            } else if misspelled && !has_digit(other) && is_misspelled(word, other, is_open) {
                Match::Spelling
            } else {
                continue;
            };
            places.push(Place { start, end, found_as, word: 0 });
        }
        places
    }
}

/// Puts places between others, by where they start. Sorting would take 3 KB in the widget.
fn merge(places: &[Place], others: &[Place]) -> Vec<Place> {
    let mut all = Vec::with_capacity(places.len() + others.len());
    let mut others = others.iter().copied().peekable();
    for place in places {
        while let Some(other) = others.next_if(|other| other.start < place.start) {
            all.push(other);
        }
        all.push(*place);
    }
    all.extend(others);
    all
}

/// From the first of some places to the last.
fn whole(group: &[Place]) -> Place {
    let mut whole = group[0];
    for place in group {
        whole.end = whole.end.max(place.end);
        whole.found_as = whole.found_as.max(place.found_as);
    }
    whole
}

/// The longest parts of a folded text that have one kind of bytes: where each starts and ends.
fn runs(text: &str, is_of_kind: fn(u8) -> bool) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|byte| is_of_kind(*byte))?;
        let start = at;
        at += bytes[at..].iter().position(|byte| !is_of_kind(*byte)).unwrap_or(bytes.len() - at);
        Some((start, at))
    })
}

/// Whether a byte of a query belongs to a word, or to a quantity as it is written: `$4.4`.
fn is_of_query(byte: u8) -> bool {
    !matches!(byte, b' ' | b':' | b';' | b'?' | b'!' | b'"' | b'(' | b')' | b'[' | b']')
}

/// A word as a query that finds it only as a word, or at the start of one.
fn bordered(word: &str, is_open: bool) -> String {
    // Where words are not separated, it may stand anywhere.
    if word.chars().any(is_unspaced) {
        return word.to_owned();
    }
    let mut query = String::from(" ") + word;
    if !is_open {
        query.push(' ');
    }
    query
}

/// A word at the end of a sentence, or before a comma, without that.
fn without_point(word: &str) -> &str {
    word.strip_suffix(['.', ',']).unwrap_or(word)
}

fn is_alphabetic(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// What the forms of an English word have in common: `deplo` of `deploys`, `deployed`, `deploying` and `deployments`. It
/// has at least three letters, among them a vowel.
///
/// Endings that often lead to another word are left on, such as `-er` (`custom`, `customer`) and `-ly` (`app`, `apply`).
fn stem(word: &str) -> &str {
    let is_plural = !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending));
    let word = if is_plural { without(word, 3, &["s"]) } else { word };
    let word = without(without(word, 5, &["ion"]), 4, &["ment"]);
    let word = without(without(word, 3, &["ing", "ed"]), 3, &["e"]);
    // `running`: one of two equal letters.
    let word = match word.as_bytes() {
        [_, _, .., a, b] if a == b => part(word, ..word.len() - 1),
        _ => word,
    };
    without(word, 3, &["i", "y"])
}

/// A word without the first of some endings that leaves a number of letters or more.
fn without<'a>(word: &'a str, least: usize, endings: &[&str]) -> &'a str {
    let left = endings.iter().find_map(|ending| word.strip_suffix(ending));
    let is_stem = |left: &&str| left.len() >= least && left.bytes().any(|letter| b"aeiouy".contains(&letter));
    left.filter(is_stem).unwrap_or(word)
}

/// Whether two words differ by one letter, added, missing or another, or by two neighbours exchanged. An open word may go
/// on.
fn is_misspelled(word: &str, other: &str, is_open: bool) -> bool {
    let same = word.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let length = same.map(|(a, _)| a.len_utf8()).sum();
    let (word, other) = (part(word, length..), part(other, length..));
    let is_rest = |word: &str, other: &str| if is_open { other.starts_with(word) } else { other == word };
    let ((first, word_1), (first_there, other_1)) = (split(word), split(other));
    let ((second, word_2), (second_there, other_2)) = (split(word_1), split(other_1));
    is_rest(word_1, other)
        || is_rest(word, other_1)
        || is_rest(word_1, other_1)
        || first == second_there && second == first_there && is_rest(word_2, other_2)
}

/// The first character of a text, and what follows it.
fn split(text: &str) -> (Option<char>, &str) {
    let mut chars = text.chars();
    (chars.next(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            "deploy deploys deployed deploying deployment deployments",
            "run runs running",
            "carry carries carried carrying",
            "configure configures configured configuring",
            "automate automates automated automating automation automations",
            "connect connected connection connections",
            "process processes processed processing",
            "class classes",
            "control controls controlled controlling",
            "agree agrees agreement agreements agreeing",
            "box boxes boxed",
            "library libraries",
        ] {
            let stems: Vec<&str> = forms.split(' ').map(stem).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms}: {stems:?}");
        }
        for (one, other) in [
            ("car", "carry"),
            ("custom", "customer"),
            ("app", "apply"),
            ("state", "station"),
            ("come", "comment"),
            ("thin", "thing"),
            ("stat", "status"),
            ("us", "use"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }

    /// The edit distance with exchanged neighbours (optimal string alignment), by its table.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                    let swap = if swapped { table[i - 2][j - 2] + 1 } else { usize::MAX };
                    change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(swap)
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn one_error_is_a_distance_of_one(a in "[abя]{0,6}", b in "[abя]{0,6}") {
            let [x, y]: [Vec<char>; 2] = [&a, &b].map(|word| word.chars().collect());
            prop_assert_eq!(is_misspelled(&a, &b, false), distance(&x, &y) <= 1);
            let starts = (0..=y.len()).any(|end| distance(&x, &y[..end]) <= 1);
            prop_assert_eq!(is_misspelled(&a, &b, true), starts);
        }

        #[test]
        fn a_stem_is_the_start_of_its_word(word in "[a-z]{1,12}") {
            prop_assert!(word.starts_with(stem(&word)) && (stem(&word).len() > 2 || stem(&word) == word));
        }
    }
}
