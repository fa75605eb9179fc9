//! What a heading says of what stands under it.

use crate::words::{Concept, Words, words};

/// What a heading promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Transcript,
    Chapters,
    Statistics,
    Synopsis,
    Related,
    Resources,
    Other,
}

/// What a heading promises, by its words.
pub(crate) fn kind(title: &str, words_: &Words) -> Kind {
    let title = words(title);
    let has = |concept| words_.has(concept, &title);
    let after_episode = &title[words_.starts(Concept::Episode, &title)..];
    let synopsis = words_.starts(Concept::Synopsis, after_episode);
    let of_resources = [Concept::Resources, Concept::ResourcesBeside];
    if has(Concept::Transcript) {
        Kind::Transcript
    } else if has(Concept::Chapters) {
        Kind::Chapters
    } else if has(Concept::Statistics) {
        Kind::Statistics
    } else if synopsis > 0 && (synopsis == after_episode.len() || synopsis > 1) {
        Kind::Synopsis
    } else if has(Concept::Resources) && words_.are_all(&of_resources, &title) {
        Kind::Resources
    } else if [title.first(), title.last()]
        .into_iter()
        .flatten()
        .any(|word| words_.is(Concept::Related, word))
    {
        Kind::Related
    } else {
        Kind::Other
    }
}

/// Whether a heading says nothing but what kind of thing stands under it, which its place in the player says
/// as well.
pub(crate) fn is_plain(title: &str, words_: &Words) -> bool {
    const PLAIN: [Concept; 9] = [
        Concept::Transcript,
        Concept::Chapters,
        Concept::Statistics,
        Concept::Synopsis,
        Concept::Related,
        Concept::Resources,
        Concept::ResourcesBeside,
        Concept::Episode,
        Concept::Filler,
    ];
    words_.are_all(&PLAIN, &words(title))
}

/// Whether a heading is only a template's or a tab's: "Episode 14", "#148", "Show Notes".
pub(crate) fn is_template(title: &str, words_: &Words) -> bool {
    let words: Vec<String> =
        words(title).into_iter().filter(|word| !word.bytes().all(|b| b.is_ascii_digit())).collect();
    words_.are_all(&[Concept::Episode, Concept::Notes, Concept::Filler], &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_several_languages_say_what_they_are() {
        let known = Words::new(&std::collections::BTreeMap::new());
        for (title, wanted) in [
            ("Full Transcript", Kind::Transcript),
            ("Transkript der Folge", Kind::Transcript),
            ("Kapitelmarken", Kind::Chapters),
            ("Chapter Markers", Kind::Chapters),
            ("Key Statistics", Kind::Statistics),
            ("Episode Summary", Kind::Synopsis),
            ("About This Episode", Kind::Synopsis),
            ("Résumé", Kind::Synopsis),
            ("A summary of tides", Kind::Other),
            ("Further reading", Kind::Resources),
            ("Enlaces mencionados", Kind::Resources),
            ("Links of the week", Kind::Other),
            ("Related Episodes", Kind::Related),
            ("Épisodes liés", Kind::Related),
            ("Tides", Kind::Other),
        ] {
            assert_eq!(kind(title, &known), wanted, "{title}");
        }
    }

    #[test]
    fn a_template_s_heading_names_nothing() {
        let known = Words::new(&std::collections::BTreeMap::new());
        for title in ["Episode 14", "#148", "Show Notes", "Folge 3"] {
            assert!(is_template(title, &known), "{title}");
        }
        assert!(!is_template("Episode 14: Tides", &known));
    }
}
