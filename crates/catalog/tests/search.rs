//! The search against a plain scan of all transcripts, and against damaged files.

#[path = "made/mod.rs"]
mod made;
#[path = "made/reader.rs"]
mod reader;

use episode::{Episode, Millis, Speaker, Timing, Transcript, Turn, text};
use episode_catalog::{
    Catalog, Damaged, FOLDER, Hit, LIST, Page, Part, Query, ROOT, Root, Text, excerpt, is_list, is_text,
    part_file, text_file, words,
};
use proptest::prelude::*;
use reader::Reader;
use std::sync::LazyLock;

/// The pages in the order of the list.
fn ordered<'p>(pages: &'p [Page], reader: &Reader) -> Vec<&'p Page> {
    let list = reader.list();
    list.episodes.iter().map(|entry| pages.iter().find(|p| p.src == entry.src).expect("listed")).collect()
}

/// Each word of a turn with its second, by a way of its own.
fn said(episode: &Episode, turn: &Turn) -> Vec<(String, Option<u32>)> {
    let is_timed = episode.transcript.timing != Timing::None;
    let spoken = text::words(&turn.text).enumerate().flat_map(|(i, spoken)| {
        let at = turn.start.unwrap_or_default() + Millis(turn.words.get(i).copied().unwrap_or(0));
        words(spoken).into_iter().map(move |word| (word, is_timed.then_some(at.whole_seconds())))
    });
    spoken.collect()
}

/// The hits, by a scan of everything.
fn scan(pages: &[&Page], query: &str) -> Vec<Hit> {
    let query = Query::new(query);
    let mut hits = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (turn_number, turn) in page.episode.transcript.turns.iter().enumerate() {
            let said = said(&page.episode, turn);
            let first = |is: &dyn Fn(&str) -> bool| said.iter().find(|(word, _)| is(word)).map(|(_, at)| *at);
            let whole = query.whole.iter().map(|word| first(&|said| said == word));
            let start = query.start.iter().map(|start| first(&|said| said.starts_with(start.as_str())));
            let times: Option<Vec<_>> = whole.chain(start).collect();
            if let Some(second) = times.and_then(|times| times.into_iter().max()) {
                hits.push(Hit { episode: number as u32, turn: turn_number as u32, second });
            }
        }
    }
    hits
}

/// A site of a few words, so that they meet.
fn site() -> impl Strategy<Value = Vec<Page>> {
    let word = prop_oneof![
        8 => "(ebb|Ebbs|flood|tide|tides|tidal|the|a|moon|sun|stream|don’t|Äther|well-known|4\\.4×|東京)",
        1 => "\\PC{1,8}",
    ];
    let turn = (prop::collection::vec(word, 1..12), 0u32..90_000, any::<bool>());
    let episode = (prop::collection::vec(turn, 0..6), any::<bool>(), prop::option::of(0u8..20));
    prop::collection::vec(episode, 0..75).prop_map(|episodes| {
        let pages = episodes.into_iter().enumerate().map(|(number, (turns, is_timed, day))| {
            let mut start = 0;
            let turns = turns.into_iter().map(|(words, length, has_words)| {
                start += length;
                let text = words.join(" ");
                let words = (0..text::count(&text) as u32).map(|i| i * 700).filter(|_| has_words && is_timed);
                Turn {
                    start: is_timed.then_some(Millis(start)),
                    words: words.collect(),
                    text,
                    ..Turn::default()
                }
            });
            let turns = turns.collect();
            let timing = if is_timed { Timing::Estimated } else { Timing::None };
            Page {
                src: format!("{number}.json"),
                url: None,
                episode: Episode {
                    published: day.map(|day| format!("2025-01-{:02}", day + 1)),
                    transcript: Transcript { timing, turns, ..Transcript::default() },
                    ..Episode::default()
                },
            }
        });
        pages.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_found_is_what_a_scan_finds(
        pages in site(),
        queries in prop::collection::vec("(ebb|eb|the |TIDE|tid|a|sun|moon|dont|ather|known|4\\.4x|東|nowhere)( the| tid| ebb|, moon|  )?", 1..9),
    ) {
        let mut reader = Reader::new(Catalog::new(&pages));
        let ordered = ordered(&pages, &reader);
        for query in queries {
            prop_assert_eq!(reader.search(&query, usize::MAX), scan(&ordered, &query), "{}", query);
        }
    }

    #[test]
    fn every_word_is_found_in_its_turn_at_its_time(pages in site()) {
        let mut reader = Reader::new(Catalog::new(&pages));
        for (number, page) in ordered(&pages, &reader).into_iter().enumerate() {
            for (turn_number, turn) in page.episode.transcript.turns.iter().enumerate() {
                for (word, _) in said(&page.episode, turn) {
                    let hits = reader.search(&format!("{word} "), usize::MAX);
                    let hit = hits.iter().find(|hit| (hit.episode as usize, hit.turn as usize) == (number, turn_number));
                    let start = turn.start.map(Millis::whole_seconds);
                    prop_assert!(hit.is_some_and(|hit| hit.second >= start), "{} in {:?}", word, turn);
                }
            }
        }
    }

    #[test]
    fn the_files_do_not_depend_on_the_order(pages in site().prop_shuffle()) {
        let mut sorted = pages.clone();
        sorted.sort_by(|a, b| a.src.cmp(&b.src));
        prop_assert_eq!(Catalog::new(&pages), Catalog::new(&sorted));
    }

    /// No bytes make it panic, and a changed byte is an error or other places.
    #[test]
    fn damaged_files_are_errors(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), noise in prop::collection::vec(any::<u8>(), 0..99)) {
        let files = small();
        let root = Root::read(&files.0).expect("a root");
        for (file, is_root) in [(&files.0, true), (&files.1, false)] {
            let mut changed = file.clone();
            let at = at.index(changed.len());
            changed[at] = byte;
            let noise = [&file[..8], &noise].concat();
            for bytes in [&changed[..], &file[..cut.index(file.len())], &noise] {
                if is_root {
                    if let Ok(root) = Root::read(bytes) {
                        let _ = episode_catalog::search(&root, &Default::default(), &Query::new("tide moon"), 9);
                    }
                } else if let Ok(part) = Part::read(bytes, &root) {
                    let parts = [(0, part)].into();
                    let _ = episode_catalog::search(&root, &parts, &Query::new("tide th"), 9);
                }
            }
        }
    }
}

/// A root and its first part.
fn small() -> (Vec<u8>, Vec<u8>) {
    static SMALL: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
        let reader = Reader::new(Catalog::new(&made::site(3, 200)));
        let file = |name: &str| reader.file(&format!("{FOLDER}/{name}")).to_owned();
        (file(ROOT), file(&part_file(0)))
    });
    SMALL.clone()
}

#[test]
fn other_files_and_other_states_are_told_apart() {
    let (root, part) = small();
    let root = Root::read(&root).expect("a root");
    assert_eq!(Part::read(b"<!doctype html>", &root).err(), Some(Damaged::NotAnIndex));
    let mut older = part.clone();
    older[4] ^= 1;
    assert_eq!(Part::read(&older, &root).err(), Some(Damaged::Stale));
    let end = part.len() - 1;
    assert_eq!(Part::read(&part[..end], &root).err(), Some(Damaged::Invalid { at: end }));
}

#[test]
fn the_list_is_newest_first_and_says_what_is_known() {
    let reader = Reader::new(Catalog::new(&made::site(70, 100)));
    let list = reader.list();
    assert_eq!((list.count, list.episodes.len()), (70, 70));
    assert!(list.episodes.is_sorted_by_key(|entry| std::cmp::Reverse(entry.number)));
    let last: episode_catalog::List =
        serde_json::from_slice(reader.file(&format!("{FOLDER}/list/1.json"))).expect("JSON");
    assert_eq!((last.count, &last.episodes[..]), (70, &list.episodes[64..]));
    let text = std::str::from_utf8(reader.file(LIST)).expect("text");
    let newest = r#"{"version":1,"count":70,"episodes":[{"title":"Talk 69 on lilian and dope","number":69,"published":"2000-03-10","talk":38,"src":"00069.json","url":"/talks/00069/"},"#;
    assert!(text.starts_with(newest), "{}", &text[..300]);
}

#[test]
fn the_text_of_each_hit_is_in_its_episodes_file() {
    let mut pages = made::site(70, 200);
    for page in &mut pages {
        page.episode.speakers =
            ["Ada", "Bo"].map(|name| Speaker { id: name.into(), name: name.into() }).into();
        page.episode.transcript.turns[1].speaker = Some(1);
    }
    let mut reader = Reader::new(Catalog::new(&pages));
    let query = format!("{} ", made::word(2));
    let hits = reader.search(&query, usize::MAX);
    assert!(hits.len() > 70);
    for hit in hits {
        let file = reader.file(&format!("{FOLDER}/{}", text_file(hit.episode)));
        assert!(is_text(file) && !is_list(file) && !is_text(reader.file(LIST)));
        let text: Text = serde_json::from_slice(file).expect("JSON");
        let (speaker, said) = &text.turns[hit.turn as usize];
        assert_eq!(speaker.map(|speaker| &*text.speakers[speaker]), (hit.turn == 1).then_some("Bo"));
        assert!(excerpt(said, &Query::new(&query)).is_some(), "{said}");
    }
}

/// A site of three segments and many parts, so that words and their rows are cut between two.
#[test]
fn what_is_cut_between_parts_is_whole() {
    let pages = made::site(400, 400);
    let mut reader = Reader::new(Catalog::new(&pages));
    let ordered = ordered(&pages, &reader);
    let word = made::word;
    let mut queries: Vec<String> = (0..4).map(|rank| format!("{} ", word(rank))).collect();
    queries.extend([
        format!("{} {}", word(0), word(3000)),
        format!("{} {} ", word(1), word(90)),
        "den".into(),
        "th".into(),
    ]);
    for query in queries {
        reader.forget();
        assert!(reader.search(&query, usize::MAX) == scan(&ordered, &query), "{query}");
        let newest = reader.search(&query, 1);
        assert!(scan(&ordered, &query).starts_with(&newest), "{query}");
    }
}

/// What the reader of a site of 300 episodes of 3,000 words waits for. `benches/growth.rs` measures larger ones.
#[test]
fn a_reader_loads_little() {
    let mut reader = Reader::new(Catalog::new(&made::site(300, 3000)));
    let first = ["root.bin", "list/0.json"].map(|name| reader.file(&format!("{FOLDER}/{name}")).len());
    assert!(first.iter().sum::<usize>() <= 40_000, "{first:?}");
    for (rank, most) in [(0, 150_000), (500, 30_000), (20_000, 30_000)] {
        reader.forget();
        assert!(!reader.search(&format!("{} ", made::word(rank)), 20).is_empty());
        assert!(reader.bytes <= most, "{} bytes for the word of rank {rank}", reader.bytes);
    }
}
