//! What a site has beside one episode: the search over all of them, and their pages.

use std::collections::HashMap;

use catalog::{Catalog, FOLDER, Page, Part, Query, ROOT, Root, Step, excerpt, part_file, search, words};
use episode::{Episode, Timeline, Transcript, Turn, text};
use publish::{Addresses, feed, page};
use talk::Talk;
use url::Url;

/// The first line is a query. In the rest each line is a turn, and an empty line starts another episode. The index finds the
/// turns that have all words of the query, and no other; what is quoted of them has the words.
pub fn catalog(text: &str) {
    let (query, text) = text.split_once('\n').unwrap_or((text, text));
    let pages: Vec<Page> = text.split("\n\n").enumerate().map(page_of).collect();
    let files: HashMap<String, Vec<u8>> = Catalog::new(&pages).files.into_iter().collect();
    let root = Root::read(&files[&format!("{FOLDER}/{ROOT}")]).expect("it was written just now");
    let part = |number: u32| {
        let bytes = &files[&format!("{FOLDER}/{}", part_file(number))];
        Part::read(bytes, &root).expect("it was written just now")
    };
    let query = Query::new(query);
    let hits = found(&root, part, &query);
    // Of episodes without a date and a number, the one with the last address comes first.
    let turns = pages.iter().rev().enumerate().flat_map(|(number, page)| {
        let turns = page.episode.transcript.turns.iter().enumerate();
        turns.map(move |(turn, said)| (number as u32, turn as u32, &said.text))
    });
    let has_all = |said: &str| {
        let said = words(said);
        let has_start = |start: &String| said.iter().any(|word| word.starts_with(start.as_str()));
        query.whole.iter().all(|word| said.contains(word)) && query.start.iter().all(has_start)
    };
    let wanted: Vec<_> = turns.filter(|(.., said)| !query.is_empty() && has_all(said)).collect();
    let places: Vec<_> = wanted.iter().map(|(episode, turn, _)| (*episode, *turn)).collect();
    assert_eq!(hits, places, "{query:?}");
    for (.., said) in wanted {
        let quoted = excerpt(said, &query).unwrap_or_else(|| panic!("{query:?} is in {said:?}"));
        let units: Vec<u16> = said.encode_utf16().collect();
        for range in quoted.marks.iter().chain([&quoted.range]) {
            let part = units.get(range.start as usize..range.end as usize).expect("it is in the text");
            String::from_utf16(part).expect("whole characters");
        }
    }
}

fn page_of((number, text): (usize, &str)) -> Page {
    let turns = text
        .lines()
        .map(|line| Turn { text: text::words(line).collect::<Vec<_>>().join(" "), ..Turn::default() });
    let transcript = Transcript { turns: turns.collect(), ..Transcript::default() };
    Page {
        src: format!("{number:05}.json"),
        url: None,
        episode: Episode { transcript, ..Episode::default() },
    }
}

/// The turns of all hits. The search asks for each part once, and ends.
fn found(root: &Root, mut part: impl FnMut(u32) -> Part, query: &Query) -> Vec<(u32, u32)> {
    let mut parts = HashMap::new();
    loop {
        match search(root, &parts, query, usize::MAX) {
            Step::Found { hits, .. } => {
                assert!(hits.iter().all(|hit| hit.episode < root.episodes()), "{hits:?}");
                return hits.iter().map(|hit| (hit.episode, hit.turn)).collect();
            }
            Step::Needs { parts: needed, .. } => {
                assert!(!needed.is_empty(), "it would wait for ever");
                for number in needed {
                    assert!(parts.insert(number, part(number)).is_none(), "it has part {number}");
                }
            }
        }
    }
}

/// What stands between the files of [`index`].
const BETWEEN: &[u8] = b"|";

/// A query, the rows of a root, and those of a part, which is every part. The files' marks and stamps are not written: no
/// fuzzer finds them. Whatever the files have is read or is damaged, and the search ends.
pub fn index(bytes: &[u8]) {
    let (query, bytes) = split(bytes);
    let (root, part) = split(bytes);
    let _ = Root::read(bytes);
    let Ok(root) = Root::read(&[b"EPr1\0\0\0\0", root].concat()) else { return };
    let Ok(part) = Part::read(&[b"EPp1\0\0\0\0", part].concat(), &root) else { return };
    found(&root, |_| part.clone(), &Query::new(&String::from_utf8_lossy(query)));
}

fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.windows(BETWEEN.len()).position(|window| window == BETWEEN).unwrap_or(bytes.len());
    (&bytes[..at], bytes.get(at + BETWEEN.len()..).unwrap_or_default())
}

/// An episode file, and all that is written of an episode: nothing of it becomes a script or a link that runs one, its data
/// is JSON, and its figures are in their ranges.
pub fn publish(text: &str) {
    let Ok(read) = episode::read(text) else { return };
    let episode = &read.episode;
    let addresses = Addresses {
        page: Some(Url::parse("https://docs.example/7/").expect("it is valid")),
        episode: "episode.json".into(),
        player: "player/episode-player.js".into(),
        captions: Some("episode.vtt".into()),
        translations: Vec::new(),
        strict: false,
    };
    let (html, _) = page::whole(episode, &addresses);
    for (at, _) in html.match_indices("<script") {
        let script = &html[at..];
        let (tag, body) = script.split_once('>').expect("a tag ends");
        if tag.contains("ld+json") {
            let (json, _) = body.split_once("</script>").expect("an element ends");
            serde_json::from_str::<serde::de::IgnoredAny>(json)
                .unwrap_or_else(|error| panic!("{error}: {json}"));
        } else {
            assert!(body.starts_with("</script>"), "{script}");
        }
    }
    for href in html.split("href=\"").skip(1) {
        let address = href.split('"').next().unwrap_or_default().to_lowercase();
        assert!(!address.trim_start().starts_with("javascript:"), "{address}");
    }
    let channel = feed::Channel {
        title: episode.title.clone(),
        link: Url::parse("https://docs.example/").expect("it is valid"),
        description: episode.title.clone(),
    };
    let item = feed::Item { episode, addresses: &addresses, bytes: None, chapters: None };
    assert!(feed::feed(&channel, &[item]).0.trim_end().ends_with("</rss>"));
    if let Some(talk) = Talk::new(episode, &Timeline::new(episode)) {
        let words: usize = episode.transcript.turns.iter().map(|turn| talk::count(&turn.text)).sum();
        assert_eq!(talk.words, words);
        assert_eq!(talk.chapters.len(), episode.chapters.len());
    }
}

/// An address in an episode. What may be a link leads to one of four schemes, as browsers read addresses.
pub fn link(address: &str) {
    if !episode::node::is_safe_url(address) {
        return;
    }
    let base = Url::parse("https://docs.example/7/").expect("it is valid");
    let Ok(url) = base.join(address) else { return };
    assert!(["http", "https", "mailto", "tel"].contains(&url.scheme()), "{address:?} is {url}");
}
