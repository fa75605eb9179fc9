//! The distinctive words of episodes, against counts made another way.

use episode::{Episode, Keywords, Speaker, Transcript, Turn, text};
use episode_catalog::{MOST_KEYWORDS, keywords};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

fn episode(turns: &[&str]) -> Episode {
    let turns = turns.iter().map(|text| Turn { text: (*text).into(), ..Turn::default() });
    Episode {
        transcript: Transcript { turns: turns.collect(), ..Transcript::default() },
        ..Episode::default()
    }
}

fn of(episodes: &[Episode]) -> Vec<Option<Keywords>> {
    keywords(&episodes.iter().collect::<Vec<_>>(), &|_| Vec::new())
}

/// Each word, and how many times it is said.
fn listed(keywords: &Option<Keywords>) -> Vec<(&str, u32)> {
    let words = keywords.iter().flat_map(|keywords| &keywords.words);
    words.map(|word| (&*word.text, word.count)).collect()
}

#[test]
fn what_only_one_episode_says_is_distinctive_and_what_all_say_is_not() {
    let all = of(&[
        episode(&["The tide is in. The tide is the sea’s.", "Tide, moon, and the moon."]),
        episode(&["The wind is strong. The wind is the air."]),
        episode(&["The moon is the moon; the moon is full. Once."]),
    ]);
    assert_eq!(listed(&all[0]), [("tide", 3), ("moon", 2)]);
    assert_eq!(listed(&all[1]), [("wind", 2)]);
    assert_eq!(listed(&all[2]), [("moon", 3)]);
    let first = all[0].as_ref().expect("words");
    assert_eq!(first.others, 2);
    assert_eq!((first.words[1].turn, first.words[1].word), (1, 1), "where it is said first");
}

#[test]
fn one_episode_alone_has_none_and_each_language_is_compared_by_itself() {
    assert_eq!(of(&[episode(&["Tide, tide."])]), [None]);
    let mut german = episode(&["Die Ebbe und die Flut, die Ebbe."]);
    german.language = Some("de-AT".into());
    let english = [episode(&["The ebb, the ebb."]), episode(&["The flood, the flood."])];
    let all = of(&[english[0].clone(), german.clone(), english[1].clone()]);
    assert_eq!(all.iter().map(listed).collect::<Vec<_>>(), [vec![("ebb", 2)], vec![], vec![("flood", 2)]]);
    let mut second = episode(&["Die Nacht."]);
    second.language = Some("en".into());
    second.transcript.language = Some("de".into());
    assert_eq!(listed(&of(&[german, second])[0]), [("Ebbe", 2), ("Flut", 1)][..1]);
}

#[test]
fn forms_are_one_word_and_the_most_frequent_is_shown() {
    let all = of(&[
        episode(&["Agents plan. An agent’s plan: the AGENT, agents, agents. Café, CAFE, Cafés."]),
        episode(&["Nothing."]),
    ]);
    assert_eq!(listed(&all[0]), [("agents", 5), ("Café", 3), ("plan", 2)]);
}

#[test]
fn numbers_single_letters_and_speakers_are_no_topics() {
    let mut ada = episode(&[
        "Ada, Ada’s 2025 2025 4.4× 4.4× 80s 80s s3 s3 twenty twenty b b 海 海 Lovelace Lovelace Turing Turing Rivers River",
    ]);
    ada.speakers =
        ["Ada Lovelace", "Bo Rivers"].map(|name| Speaker { id: name.into(), name: name.into() }).into();
    assert_eq!(listed(&of(&[ada, episode(&["Nothing."])])[0]), [("s3", 2), ("Turing", 2)]);
}

#[test]
fn the_number_of_others_changes_seldom() {
    let others = |count: usize| {
        let mut all = vec![episode(&["tide tide"])];
        all.resize(count, episode(&["wind wind"]));
        of(&all)[0].as_ref().map(|keywords| keywords.others)
    };
    assert_eq!(
        [2, 10, 11, 20, 21, 43, 100, 101, 250].map(others),
        [1, 9, 10, 10, 20, 40, 90, 100, 200].map(Some)
    );
}

/// Takes the longest of these words each time, else a character with its marks; marks of punctuation are none.
fn dictionary(words: &'static [&'static str]) -> impl Fn(&str) -> Vec<Range<usize>> {
    move |text| {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(c) = text[at..].chars().next() {
            let known =
                words.iter().filter(|word| text[at..].starts_with(**word)).map(|word| word.len()).max();
            let length = known.unwrap_or(c.len_utf8());
            if c.is_alphabetic() {
                found.push(at..at + length);
            }
            at += length;
        }
        found
    }
}

/// The words of the first of two episodes.
fn by_dictionary(words: &'static [&'static str], turns: &[&str]) -> Vec<(String, u32)> {
    let both = [episode(turns), episode(&["无"])];
    let all = keywords(&both.iter().collect::<Vec<_>>(), &dictionary(words));
    listed(&all[0]).into_iter().map(|(word, count)| (word.to_owned(), count)).collect()
}

fn owned(words: &[(&str, u32)]) -> Vec<(String, u32)> {
    words.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect()
}

#[test]
fn without_a_dictionary_there_are_words_in_other_scripts_alone() {
    let all = of(&[episode(&["用 Rust 写潮汐，Rust 潮汐。潮汐。"]), episode(&["无"])]);
    assert_eq!(listed(&all[0]), [("Rust", 2)]);
    assert_eq!(
        by_dictionary(&["潮汐"], &["用 Rust 写潮汐，Rust 潮汐。潮汐。"]),
        owned(&[("潮汐", 3), ("Rust", 2)])
    );
}

#[test]
fn parts_that_are_never_apart_are_one_word_and_those_that_are_also_alone_stay_words() {
    // Each is said with others alone, and one of them alone, too.
    let words = &["烘焙", "咖啡", "机器", "温度"];
    assert_eq!(
        by_dictionary(words, &["咖啡机器好，咖啡机器贵，咖啡机器。", "咖啡好，咖啡，温度，温度。"]),
        owned(&[("咖啡", 5), ("咖啡机器", 3), ("温度", 2)])
    );
    // Of a name that the dictionary lacks.
    assert_eq!(by_dictionary(words, &["嫦娥好，嫦娥，温度嫦娥，温度。"]), owned(&[("嫦娥", 3), ("温度", 2)]));
    // Twice may be chance, unless neither is said otherwise.
    assert_eq!(
        by_dictionary(words, &["咖啡机器，咖啡机器，咖啡。", "温度烘焙，温度烘焙。"]),
        owned(&[("咖啡", 3), ("机器", 2), ("温度烘焙", 2)])
    );
    // A mark between parts them.
    assert_eq!(by_dictionary(words, &["咖啡，机器。咖啡、机器。"]), owned(&[("咖啡", 2), ("机器", 2)]));
}

#[test]
fn a_character_that_the_dictionary_took_to_the_word_before_is_given_back() {
    let words = &["地球", "离地", "和地", "大学", "学生"];
    assert_eq!(by_dictionary(words, &["地球。地球。离地球。和地球。"]), owned(&[("地球", 4)]));
    assert_eq!(by_dictionary(words, &["学生。大学。大学生。大学。"])[0], ("大学".to_owned(), 3));
}

#[test]
fn particles_pronouns_and_numbers_of_scripts_without_blanks_are_no_topics() {
    let said = "我们的潮汐。我们的潮汐。因为三百年，因为三百年，第二次，第二次。";
    assert_eq!(by_dictionary(&["我们", "潮汐", "因为", "三百"], &[said]), owned(&[("潮汐", 2)]));
    let said = "月が、月は。話した、話した。潮汐について。潮汐について。二十年、20年、5分。5分。彼の、彼の。";
    assert_eq!(by_dictionary(&["潮汐", "について", "二十"], &[said]), owned(&[("月", 2), ("潮汐", 2)]));
    // Parts of words: of vowels that are written around a consonant.
    let said = "ทะเลครับ ทะเลครับ นแ นแ ะน ะน";
    assert_eq!(by_dictionary(&["ทะเล", "ครับ", "นแ", "ะน"], &[said]), owned(&[("ทะเล", 2)]));
}

#[test]
fn names_of_speakers_are_no_topics_in_scripts_without_blanks() {
    let mut first = episode(&["山田です。山田です。潮汐、潮汐。"]);
    first.speakers = [Speaker { id: "y".into(), name: "山田太郎".into() }].into();
    let all = keywords(&[&first, &episode(&["無"])], &dictionary(&["山田", "太郎", "潮汐", "です"]));
    assert_eq!(listed(&all[0]), [("潮汐", 2)]);
}

#[test]
fn the_place_of_a_word_is_that_of_its_first_character_with_its_marks() {
    let first = episode(&["え。", "「海」の Rust と、潮汐。潮汐。"]);
    let all = keywords(&[&first, &episode(&["無"])], &dictionary(&["潮汐"]));
    let words = &all[0].as_ref().expect("words").words;
    let units = text::units(&first.transcript.turns[1].text);
    assert_eq!((words[0].turn, units[words[0].word as usize]), (1, "潮"));
}

proptest! {
    /// Whatever a dictionary returns.
    #[test]
    fn words_of_any_dictionary_are_in_the_text(
        texts in prop::collection::vec("[海月のはー々。 a1น้ำแกะ]{0,30}", 2..4),
        cuts in prop::collection::vec(1usize..9, 1..6),
    ) {
        let segmenter = |text: &str| {
            let (mut ranges, mut at) = (Vec::new(), 0);
            for cut in cuts.iter().cycle().take(text.len() + 1) {
                ranges.push(at..at + cut);
                at += cut;
            }
            ranges
        };
        let episodes: Vec<Episode> = texts.iter().map(|text| episode(&[text])).collect();
        for (episode, found) in episodes.iter().zip(keywords(&episodes.iter().collect::<Vec<_>>(), &segmenter)) {
            for keyword in found.iter().flat_map(|keywords| &keywords.words) {
                let text = &episode.transcript.turns[0].text;
                prop_assert!(keyword.count > 1 && text.contains(&keyword.text));
                prop_assert!((keyword.word as usize) < text::units(text).len());
            }
        }
    }
}

type Site = Vec<Vec<Vec<&'static str>>>;

/// The words of each turn of each episode, in small letters and none a form of another.
fn site() -> impl Strategy<Value = Site> {
    let word = prop::sample::select(vec![
        "ebb", "flood", "tide", "moon", "sun", "wind", "wave", "reef", "sand", "gull", "boat", "rope",
        "salt", "the",
    ]);
    let turn = prop::collection::vec(word, 1..12);
    prop::collection::vec(prop::collection::vec(turn, 0..6), 0..9)
}

fn episodes(site: &Site) -> Vec<Episode> {
    let made = |turns: &Vec<Vec<&str>>| {
        let texts: Vec<String> = turns.iter().map(|turn| turn.join(" ")).collect();
        episode(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    };
    site.iter().map(made).collect()
}

proptest! {
    /// By counting each word in each episode anew, and ordering by the weights themselves.
    #[test]
    fn the_words_are_those_of_a_naive_count(site in site()) {
        let spoken: Vec<Vec<&str>> = site.iter().map(|turns| turns.concat()).filter(|words| !words.is_empty()).collect();
        for (turns, found) in site.iter().zip(of(&episodes(&site))) {
            let said = turns.concat();
            let count = |word: &str, words: &[&str]| words.iter().filter(|other| **other == word).count();
            let mut expected: Vec<(f64, &str)> = Vec::new();
            for word in said.iter().copied().collect::<BTreeSet<_>>() {
                let with = spoken.iter().filter(|words| words.contains(&word)).count();
                let weight = count(word, &said) as f64 * (spoken.len() as f64 / with as f64).ln();
                if count(word, &said) > 1 && with < spoken.len() {
                    expected.push((weight, word));
                }
            }
            let listed = listed(&found);
            prop_assert_eq!(listed.len(), expected.len().min(MOST_KEYWORDS));
            let weights: BTreeMap<&str, f64> = expected.iter().map(|(weight, word)| (*word, *weight)).collect();
            for pair in listed.windows(2) {
                prop_assert!(weights[pair[0].0] >= weights[pair[1].0] - 1e-9, "{:?}", listed);
            }
            for (word, times) in &listed {
                prop_assert_eq!(count(word, &said), *times as usize);
                let lighter = expected.iter().filter(|(weight, _)| *weight > weights[word] + 1e-9).count();
                prop_assert!(lighter < MOST_KEYWORDS, "{} is not of the best", word);
            }
            for keyword in found.iter().flat_map(|keywords| &keywords.words) {
                let first = turns.iter().enumerate().find_map(|(t, turn)| Some((t, turn.iter().position(|w| *w == keyword.text)?)));
                prop_assert_eq!(first, Some((keyword.turn as usize, keyword.word as usize)));
            }
        }
    }

    #[test]
    fn any_text_has_words_that_are_said_where_they_say(texts in prop::collection::vec("[a-c’'sS .é海İß-]{0,40}|\\PC{0,30}", 2..5)) {
        let episodes: Vec<Episode> = texts.iter().filter(|text| !text.trim().is_empty()).map(|text| episode(&[text])).collect();
        for (episode, found) in episodes.iter().zip(of(&episodes)) {
            for keyword in found.iter().flat_map(|keywords| &keywords.words) {
                let spoken = text::units(&episode.transcript.turns[keyword.turn as usize].text).get(keyword.word as usize).copied();
                prop_assert!(spoken.is_some_and(|spoken| !spoken.is_empty()) && !keyword.text.is_empty());
                prop_assert!(episode.transcript.turns[0].text.contains(&keyword.text));
            }
        }
    }

    #[test]
    fn the_order_of_episodes_makes_no_difference(site in site().prop_shuffle()) {
        let mut sorted = site.clone();
        sorted.sort();
        let found = |site: &Site| site.iter().cloned().zip(of(&episodes(site))).collect::<Vec<_>>();
        let mut shuffled = found(&site);
        shuffled.sort_by(|(a, _), (b, _)| a.cmp(b));
        prop_assert_eq!(shuffled, found(&sorted));
    }
}
