//! What a reader finds.

use episode::search::{Found, Hit, Index, Match};
use episode::{Episode, Transcript, Turn};
use proptest::prelude::*;

fn episode(turns: &[&str]) -> Episode {
    let turn = |text: &&str| Turn { text: (*text).to_owned(), ..Turn::default() };
    let turns = turns.iter().map(turn).collect();
    Episode { transcript: Transcript { turns, ..Transcript::default() }, ..Episode::default() }
}

/// What is lit in the turns, as the DOM cuts it out.
fn found(turns: &[&str], query: &str) -> Vec<String> {
    let hits = Index::new(&episode(turns)).find(query);
    hits.iter().map(|hit| lit(turns, hit)).collect()
}

fn lit(turns: &[&str], hit: &Hit) -> String {
    let units: Vec<u16> = turns[hit.turn as usize].encode_utf16().collect();
    String::from_utf16(&units[hit.start as usize..hit.end as usize]).expect("no character is cut in two")
}

#[track_caller]
fn assert_found(text: &str, query: &str, lit: &[&str]) {
    assert_eq!(found(&[text], query), lit, "{query:?} in {text:?}");
}

#[test]
fn it_is_found_from_the_first_letter_on() {
    let text = "The twenty twenty-five release";
    let query = "twenty twenty-five";
    for length in 1..=query.len() {
        let lit = found(&[text], &query[..length]);
        assert!(lit.iter().any(|lit| query.starts_with(lit.as_str())), "{:?}", &query[..length]);
    }
    assert_found(text, "twenty twenty-f", &["twenty twenty-f"]);
}

#[test]
fn case_accents_and_apostrophes_make_no_difference() {
    assert_found("Un CAFÉ, un café", "cafe", &["CAFÉ", "café"]);
    assert_found("un cafe", "Café", &["cafe"]);
    assert_found("cafe\u{301}s", "cafe", &["cafe\u{301}"]);
    assert_found("cafe\u{301}s", "café", &["cafe\u{301}"]);
    assert_found("I don’t and I don't", "dont", &["don’t", "don't"]);
    assert_found("I dont", "don’t", &["dont"]);
    assert_found("I don’t", "don", &["don"]);
    assert_found("’Tis so", "tis", &["Tis"]);
    assert_found("He said “spill”.", "\"spill\"", &["“spill”"]);
    assert_found("die Straße", "strasse", &["Straße"]);
    assert_found("die Straße", "stras", &["Straß"]);
    assert_found("die Strasse", "straße", &["Strasse"]);
    assert_found("Æsop, Œuvre", "oe", &["Œ"]);
}

#[test]
fn dashes_and_white_space_are_all_one_blank() {
    assert_found(
        "an e-mail, an e mail, an e–mail, an e \n mail",
        "e-mail",
        &["e-mail", "e mail", "e–mail", "e \n mail"],
    );
    assert_found("well—known", "well known", &["well—known"]);
    assert_found("a\u{a0}b", "a b", &["a\u{a0}b"]);
}

#[test]
fn a_blank_at_an_end_of_the_query_is_an_end_of_a_word() {
    assert_found("then the art. The", "the ", &["the", "The"]);
    assert_found("start, art", " art", &["art"]);
    assert_found("art of war", "art ", &["art"]);
    assert_found("start art", "  ", &[]);
    assert_found("start art", "", &[]);
    assert_found("don’t", "’", &[]);
}

#[test]
fn a_hit_stays_in_its_turn_and_is_counted_as_the_dom_counts() {
    let turns = ["🦀🦀 one more", "one’s 🦀 “more”", "More"];
    let hits = Index::new(&episode(&turns)).find("more");
    let expected = [(0, 9, 13), (1, 10, 14), (2, 0, 4)].map(|(turn, start, end)| Hit { turn, start, end });
    assert_eq!(hits, expected);
    assert_eq!(found(&turns, "more one"), [""; 0]);
    assert_eq!(found(&turns, "🦀"), ["🦀"; 3]);
}

#[test]
fn hits_do_not_overlap() {
    assert_found("banana", "ana", &["ana"]);
    assert_found("Straße", "s", &["S", "ß"]);
    assert_found("ßß", "s", &["ß", "ß"]);
}

/// Each is found by the other.
#[test]
fn figures_are_found_in_both_spellings() {
    for (figure, spelled) in [
        ("2025", "twenty twenty-five"),
        ("2025", "two thousand twenty-five"),
        ("2025", "two thousand and twenty-five"),
        ("twenty twenty-five", "two thousand and twenty-five"),
        ("1989", "nineteen eighty-nine"),
        ("1900", "nineteen hundred"),
        ("4.4", "four point four"),
        ("4.4x", "four point four times"),
        ("4.4×", "four point four times"),
        ("1.35", "one point three five"),
        ("1.35", "one point thirty-five"),
        ("$30", "thirty dollars"),
        ("$30", "30 dollars"),
        ("$1", "one dollar"),
        ("£5", "five pounds"),
        ("€1.5 billion", "one point five billion euros"),
        ("$1.5bn", "one point five billion dollars"),
        ("$30k", "thirty thousand dollars"),
        ("25%", "twenty-five percent"),
        ("25%", "twenty-five per cent"),
        ("25%", "25 percent"),
        ("15.6 million", "fifteen point six million"),
        ("15.6M", "fifteen point six million"),
        ("15,600,000", "fifteen point six million"),
        ("1,000", "1000"),
        ("1,000", "a thousand"),
        ("1000", "one thousand"),
        ("one thousand", "a thousand"),
        ("192", "one hundred and ninety-two"),
        ("192", "one hundred ninety-two"),
        ("192", "a hundred and ninety-two"),
        ("192 cores", "one hundred and ninety-two cores"),
        ("192 cor", "one ninety-two cor"),
        ("1,200", "twelve hundred"),
        ("from 20 to 30%", "from twenty to thirty percent"),
        ("0.5", "zero point five"),
    ] {
        for (text, query) in [(figure, spelled), (spelled, figure)] {
            assert_eq!(found(&[&format!("So: {text}, then")], query), [text], "{query:?}");
            assert_eq!(found(&[text], query), [text], "{query:?}");
        }
    }
}

#[test]
fn another_spelling_is_found_whole_only() {
    assert_found("2025 and 5.5 and 5,000 and C5 and 5th and 5", "five", &["5"]);
    assert_found("4.4x", "four point four", &["4.4"]);
    assert_found("$30 or $30k", "thirty dollars", &["$30"]);
    assert_found("seventeen, seventy, seven", "7", &["seven"]);
    // As it is typed, it may stand anywhere.
    assert_found("2025 and 15", "5", &["5", "5"]);
}

#[test]
fn a_figure_is_the_same_one_only_as_a_whole() {
    assert_found("15.6 million and fifteen point six", "fifteen point six", &["fifteen point six"]);
    assert_found("twenty twenty-five, twenty and 20", "20", &["twenty", "20"]);
    assert_found("$30, 30 and thirty dollars", "$30", &["$30", "thirty dollars"]);
    assert_found("$30 and 30%", "thirty", &["30", "30"]);
}

#[test]
fn each_figure_of_a_query_may_be_spelled_otherwise() {
    let figures = "1, 2, 30, 4.5x, $6, 7%, 80";
    assert_found(
        "one, 2, thirty, four point five times, $6, seven percent, 80",
        figures,
        &["one, 2, thirty, four point five times, $6, seven percent, 80"],
    );
    assert_found("one, 2, thirty, four point five times, $7, seven percent, 80", figures, &[]);
}

/// What is marked of each hit, and how it was found.
fn searched(turns: &[&str], query: &str) -> Vec<(Match, Vec<String>)> {
    let Found { hits, matches, marks } = Index::new(&episode(turns)).search(query);
    let is_in =
        |hit: &Hit, mark: &Hit| mark.turn == hit.turn && mark.start >= hit.start && mark.end <= hit.end;
    let marked =
        |hit: &Hit| marks.iter().filter(|mark| is_in(hit, mark)).map(|mark| lit(turns, mark)).collect();
    assert_eq!(
        hits.iter().map(|hit| marks.iter().filter(|mark| is_in(hit, mark)).count()).sum::<usize>(),
        marks.len()
    );
    matches.into_iter().zip(hits.iter().map(marked)).collect()
}

#[track_caller]
fn assert_searched(turns: &[&str], query: &str, wanted: &[(Match, &[&str])]) {
    let wanted: Vec<(Match, Vec<String>)> = wanted
        .iter()
        .map(|(found, words)| (*found, words.iter().map(|word| (*word).to_owned()).collect()))
        .collect();
    assert_eq!(searched(turns, query), wanted, "{query:?}");
}

use Match::{AllWords, Form, Phrase, Spelling};

#[test]
fn all_words_are_found_in_any_order_and_in_the_order_of_the_text() {
    let turns = [
        "A tide, and the moon.",
        "A moon with a tide: the moon, the tide!",
        "The moon alone.",
        "And the tide.",
    ];
    let apart = (AllWords, &["moon", "tide"][..]);
    assert_searched(&turns, "moon tide", &[(AllWords, &["tide", "moon"]), apart, apart]);
    assert_searched(
        &turns,
        "the tide",
        &[
            (AllWords, &["tide", "the"]),
            (AllWords, &["tide", "the"]),
            (Phrase, &["the tide"]),
            (Phrase, &["the tide"]),
        ],
    );
    assert_searched(&turns[..1], "moon, tide.", &[(AllWords, &["tide", "moon"])]);
    // Nor does a point matter that stands alone.
    assert_searched(&turns[..1], "moon . tide", &[(AllWords, &["tide", "moon"])]);
    // Not where the words are far from each other, nor across turns.
    let far = format!("The moon {} the tide.", "goes on ".repeat(100));
    assert_searched(&[&far], "moon tide", &[]);
    assert_searched(&turns, "alone tide", &[]);
    // The last one may be unfinished; a space says that it is not.
    assert_searched(&["Tidal forces of the moon"], "moon tid", &[(AllWords, &["Tid", "moon"])]);
    assert_searched(&["Tidal forces of the moon"], "moon tid ", &[]);
    let spelled = "Twenty-five percent of it by twenty twenty-five";
    assert_searched(&[spelled], "2025 25%", &[(AllWords, &["Twenty-five percent", "twenty twenty-five"])]);
    assert_searched(&["天気は東京で晴れ"], "東京 天気", &[(AllWords, &["天気", "東京"])]);
}

#[test]
fn other_forms_of_english_words_are_found_with_the_word_itself() {
    let turns = ["We deploy: deployed, deploying.", "One deployment, all deployments"];
    assert_searched(
        &turns,
        "deployments",
        &[
            (Form, &["deploy"]),
            (Form, &["deployed"]),
            (Form, &["deploying"]),
            (Form, &["deployment"]),
            (Phrase, &["deployments"]),
        ],
    );
    assert_searched(&["It was running slowly"], "slowly runs", &[(Form, &["running", "slowly"])]);
    assert_searched(&["Custom code for a customer"], "customers", &[(Form, &["customer"])]);
    let german = Episode { language: Some("de-AT".into()), ..episode(&["Wir deployen deployed"]) };
    assert_eq!(Index::new(&german).search("deploy ").hits, []);
}

#[test]
fn a_typing_error_is_forgiven_where_nothing_else_is_found() {
    for query in ["kubernrtes", "kubernnetes", "kubernites", "kubenretes", "kuberne5es"] {
        let wanted: &[(Match, &[&str])] =
            if query.contains('5') { &[] } else { &[(Spelling, &["Kubernetes"])] };
        assert_searched(&["So Kubernetes, the cube"], query, wanted);
    }
    assert_searched(&["a clustre, the cluster"], "clustre", &[(Phrase, &["clustre"])]);
    assert_searched(&["The big cluster"], "clutser big", &[(Spelling, &["big", "cluster"])]);
    // Of an unfinished word the start is enough; a short one, and a number, is another one.
    assert_searched(&["The Kubernetes"], "kubrnet", &[(Spelling, &["Kubernetes"])]);
    assert_searched(&["a cat in 2024"], "bat", &[]);
    assert_searched(&["a cat in 2024"], "2025", &[]);
    assert_searched(&["Большая система"], "системо", &[(Spelling, &["система"])]);
}

#[test]
fn in_quotation_marks_the_phrase_alone_is_found() {
    let turns = ["To be, or not to be", "be to"];
    assert_searched(&turns, "“to be”", &[(Phrase, &["To be"]), (Phrase, &["to be"])]);
    assert_searched(&["He said “to be” and to be"], "\"to be\"", &[(Phrase, &["“to be”"])]);
    assert_searched(&turns, "\"\"", &[]);
}

/// A text that is worth a search: letters of several widths, marks, what is dropped, and figures.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-cA-C]{1,3}",
        2 => "[ \u{a0}—-]{1,2}",
        1 => proptest::sample::select(vec![
            "é", "e\u{301}", "ß", "Æ", "’", "“", "…", "🦀", "я", "Й", "字", "\u{ad}", "\u{301}", "\n", "ﬁ", "İ", "2025",
            "twenty", "twenty-five", "4.4x", "$30", "25%", "a hundred", "1,000", ".", "million", "×",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC",
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

fn is_dropped(text: &str) -> bool {
    Index::new(&episode(&[text])).find(text).is_empty()
}

proptest! {
    #[test]
    fn what_stands_there_is_found_there(
        turns in proptest::collection::vec(text(), 1..4),
        at in any::<(usize, usize, usize)>(),
    ) {
        let turns: Vec<&str> = turns.iter().map(String::as_str).collect();
        let turn = at.0 % turns.len();
        let mut places: Vec<usize> = turns[turn].char_indices().map(|(i, _)| i).collect();
        places.push(turns[turn].len());
        let (a, b) = (places[at.1 % places.len()], places[at.2 % places.len()]);
        let (from, to) = (a.min(b), a.max(b));
        let query = &turns[turn][from..to];
        if !is_dropped(query) {
            let units = |to: usize| turns[turn][..to].encode_utf16().count() as u32;
            let hits = Index::new(&episode(&turns)).find(query);
            let there = |hit: &Hit| hit.turn as usize == turn && hit.start < units(to) && hit.end > units(from);
            prop_assert!(hits.iter().any(there), "{query:?} {hits:?}");
        }
    }

    #[test]
    fn hits_are_in_order_whole_and_what_was_asked_for(
        turns in proptest::collection::vec(text(), 0..4),
        query in prop_oneof![text(), "\\PC{0,3}"],
    ) {
        let turns: Vec<&str> = turns.iter().map(String::as_str).collect();
        let hits = Index::new(&episode(&turns)).find(&query);
        let apart = |a: &Hit, b: &Hit| a.turn < b.turn || a.turn == b.turn && a.end <= b.start;
        prop_assert!(hits.is_sorted_by(apart), "{hits:?}");
        for hit in &hits {
            prop_assert!(hit.start < hit.end);
            let lit = lit(&turns, hit);
            // What is lit is found by the same query, as a whole.
            let again = Index::new(&episode(&[&lit])).find(&query);
            let length = lit.encode_utf16().count() as u32;
            let whole = Hit { turn: 0, start: 0, end: length };
            prop_assert_eq!(again, vec![whole], "{:?} {:?}", query, lit);
        }
    }

    /// Counted another way: by the words of each turn.
    #[test]
    fn a_turn_has_a_hit_where_it_has_all_words(
        turns in proptest::collection::vec("(ab|cd|ef|gh|abc)( (ab|cd|ef|gh|abc)){0,6}", 1..6),
        query in "(ab|cd|ef|gh)( (ab|cd|ef|gh)){1,2} ",
    ) {
        let turns: Vec<&str> = turns.iter().map(String::as_str).collect();
        let Found { hits, matches, .. } = Index::new(&episode(&turns)).search(&query);
        prop_assert_eq!(hits.len(), matches.len());
        prop_assert!(hits.is_sorted_by(|a, b| a.turn < b.turn || a.turn == b.turn && a.end <= b.start), "{hits:?}");
        for (index, turn) in turns.iter().enumerate() {
            let has_all = query.split_whitespace().all(|word| turn.split(' ').any(|there| there == word));
            prop_assert_eq!(hits.iter().any(|hit| hit.turn as usize == index), has_all, "{:?} in {}", query, turn);
        }
    }

    #[test]
    fn whatever_is_searched_for_phrases_are_among_the_hits_and_no_two_overlap(
        turns in proptest::collection::vec(text(), 0..4),
        query in prop_oneof![text(), "\\PC{0,3}"],
    ) {
        let turns: Vec<&str> = turns.iter().map(String::as_str).collect();
        let index = Index::new(&episode(&turns));
        let Found { hits, matches, marks } = index.search(&query);
        let phrases = index.find(&query);
        let found: Vec<Hit> =
            hits.iter().zip(&matches).filter(|(_, found)| **found == Match::Phrase).map(|(hit, _)| *hit).collect();
        prop_assert!(phrases.is_empty() || found == phrases);
        let apart = |a: &Hit, b: &Hit| a.turn < b.turn || a.turn == b.turn && a.end <= b.start;
        prop_assert!(hits.is_sorted_by(apart) && marks.is_sorted_by(apart), "{hits:?} {marks:?}");
    }
}
