//! `<episode-search>`: the list of all episodes, and the search over every transcript.

use e2e::{Options, Page, Stage, silence};
use episode::{Episode, Media, Millis, Series, Source, Speaker, Timing, Transcript, Turn};
use episode_catalog::{Catalog, Page as Listed};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{mount_modules, wait_ready};

#[path = "../../../catalog/tests/made/mod.rs"]
mod made;

/// How long an episode is, in seconds: a turn every five.
const LENGTH: u32 = 60;
const SENTENCES: [&str; 4] = [
    "The harbour keeps a gauge, and somebody reads it every morning before the boats go out.",
    "A spring tide comes twice a month, whatever the season is.",
    "We measured it for a year, and then we measured it again with better instruments.",
    "Don’t trust one reading: the wind piles the water up against the wall.",
];

/// An episode of this number, a day newer than the one before: three of each four are of a series.
fn listed(number: u32) -> Listed {
    let series = (number % 4 != 3).then(|| Series {
        name: ["Tides", "Instruments", "Harbours"][number as usize % 4].to_owned(),
        part: Some(number / 4 + 1),
        of: None,
    });
    let turns = (0..LENGTH / 5).map(|turn| {
        let mut text = SENTENCES[(turn + number) as usize % SENTENCES.len()].to_owned();
        // A word for each episode, which no other has, in its fourth turn: the seventh word there.
        if turn == 3 {
            text = format!("Somebody asked what the lantern{number} is for, and nobody knew.");
        }
        Turn {
            speaker: Some(turn as usize % 2),
            start: Some(Millis(turn * 5000)),
            words: (0..episode::text::count(&text) as u32).map(|word| word * 250).collect(),
            text,
            ..Turn::default()
        }
    });
    let speaker = |name: &str| Speaker { id: name.to_lowercase(), name: name.to_owned() };
    Listed {
        src: format!("{number}.json"),
        url: Some(format!("/talks/{number}.html")),
        episode: Episode {
            title: format!("Talk {number}: what the water does"),
            number: Some(number),
            series,
            published: Some(format!("2025-{:02}-{:02}", number / 28 + 1, number % 28 + 1)),
            duration: Some(Millis(LENGTH * 1000)),
            media: vec![Media { source: Source::Audio("/sound.wav".into(), None), offset: 0 }],
            speakers: vec![speaker("Ada"), speaker("Bo")],
            transcript: Transcript {
                timing: Timing::Captions,
                turns: turns.collect(),
                ..Transcript::default()
            },
            ..Episode::default()
        },
    }
}

fn stage(episodes: u32, options: &Options) -> Stage {
    let stage = Stage::with(options);
    put(&stage, &(0..episodes).map(listed).collect::<Vec<_>>());
    stage.site.put("/bare.css", ":root { color-scheme: light dark; color: CanvasText; background: Canvas; font: 16px/1.5 sans-serif; } body { margin: 24px; }");
    mount_modules(&stage);
    stage
}

/// The files of a site's import, and a page with the player for each episode.
fn put(stage: &Stage, pages: &[Listed]) {
    put_catalog(stage, pages);
    stage.site.put("/sound.wav", silence(f64::from(LENGTH)));
    for page in pages.iter().filter_map(|page| Some((page.url.as_deref()?, page))) {
        let (url, Listed { src, episode, .. }) = page;
        stage.site.put(&format!("/episodes/{src}"), serde_json::to_string(episode).expect("JSON"));
        stage.site.put(
            url,
            format!(
                "<!doctype html><html lang=en><title>t</title>\
                 <script type=module src=/episode-player/episode-player.js></script>\
                 <episode-player src=/episodes/{src}><p>The text.</p></episode-player>"
            ),
        );
    }
}

fn put_catalog(stage: &Stage, pages: &[Listed]) {
    for (name, bytes) in Catalog::new(pages).files {
        stage.site.put(&format!("/episodes/{name}"), bytes);
    }
}

/// A page of all episodes, whose own list is a link.
fn open<'a>(stage: &'a Stage, html: &str, attributes: &str, query: &str) -> Page<'a> {
    stage.site.put(
        "/all.html",
        format!(
            "<!doctype html><html {html}><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>All episodes</title><link rel=stylesheet href=/bare.css>\
             <script src=/modules/axe-core/axe.min.js></script>\
             <script type=module src=/episode-player/episode-search.js></script>\
             <main><h1>All episodes</h1><episode-search {attributes}><p>The page's own list.</p></episode-search></main>"
        ),
    );
    stage.open(&format!("/all.html{query}"))
}

const ALL: &str = "src=/episodes/";

fn field(page: Page<'_>) -> e2e::Locator<'_> {
    page.by_role("searchbox", "Search all episodes")
}

/// What the element says of its search.
fn wait_status(page: Page<'_>, text: &str) {
    page.q(".status").wait_for(text, &format!("element.textContent === {}", Value::from(text)));
}

/// The titles of the list, under the names of their series.
fn sections(page: Page<'_>) -> Vec<(String, Vec<String>)> {
    page.eval("qa('.list section').map((s) => [s.querySelector('h2').textContent, [...s.querySelectorAll('.title')].map((t) => t.textContent)])")
}

fn requested(stage: &Stage, part: &str) -> Vec<String> {
    let paths = stage.site.requests().into_iter().map(|request| request.path);
    paths.filter(|path| path.contains(part)).collect()
}

#[test]
fn episodes_are_listed_by_series_newest_first_and_more_as_a_reader_asks() {
    let stage = stage(130, &Options::default());
    let page = open(&stage, "lang=en", "src=/episodes page-size=50", "");
    field(page).wait();
    let first = sections(page);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Instruments", "Tides", "Single episodes", "Harbours"]);
    assert_eq!(first[0].1[..2], ["Talk 129: what the water does", "Talk 125: what the water does"]);
    assert_eq!(first.iter().map(|(_, titles)| titles.len()).sum::<usize>(), 50);
    let facts: String = page.eval("q('.row .facts').textContent");
    assert_eq!(facts, "#129 · part 33 · May 18, 2025 · 1 min of talk");
    assert_eq!(
        page.link("Talk 129: what the water does").attribute("href"),
        Some(stage.site.url("/talks/129.html"))
    );
    assert!(!page.eval::<bool>("q('episode-search > p').checkVisibility()"), "the page's own list gives way");
    assert_eq!(requested(&stage, "/list/"), ["/episodes/search/list/0.json"]);
    page.button("Show more").click();
    page.wait_for("a hundred are there", "qa('.row').length === 100");
    assert_eq!(page.focused(), "Talk 79: what the water does", "the focus is on the first that is new");
    page.button("Show more").click();
    page.button("Show more").wait_gone();
    let all = sections(page);
    assert_eq!(all.iter().map(|(_, titles)| titles.len()).sum::<usize>(), 130);
    assert_eq!(
        (all.len(), requested(&stage, "episodes.json").len(), requested(&stage, "/list/").len()),
        (4, 0, 3)
    );
}

#[test]
fn a_match_leads_to_the_second_in_the_player_and_the_way_back_to_what_was_found() {
    let stage = stage(12, &Options { autoplay: true, ..Options::default() });
    let page = open(&stage, "lang=en", ALL, "?page=2#top");
    field(page).type_text("lantern7");
    wait_status(page, "1 match in 1 episode");
    let hit = page.link("0:16 Bo Somebody asked what the lantern7 is for, and nobody knew.");
    hit.wait();
    assert_eq!(page.eval::<Vec<String>>("qa('mark').map((mark) => mark.textContent)"), ["lantern7"]);
    assert_eq!(page.eval::<String>("location.search + location.hash"), "?page=2&q=lantern7#top");
    hit.click();
    wait_ready(page);
    assert_eq!(page.eval::<String>("location.pathname + location.hash"), "/talks/7.html#t=16");
    page.wait_for("it is there", "q('episode-player').currentTime === 16");
    page.button("Play").click();
    page.wait_for("it plays", "q('episode-player').currentTime > 17");
    page.button("Pause").click();
    page.run::<()>("history.back()", vec![]);
    page.wait_for("the query is back", "q('#field')?.value === 'lantern7'");
    wait_status(page, "1 match in 1 episode");
    hit.wait();
    // The player keeps the reader's place, and the list says it.
    field(page).fill("");
    page.q(".row .progress").wait_for("it is said", "element.textContent === '1 min left'");
}

#[test]
fn a_reader_types_and_sees_what_is_found_by_episode_newest_first() {
    let stage = stage(30, &Options::default());
    let page = open(&stage, "lang=en", ALL, "");
    field(page).type_text("gauge morn");
    wait_status(page, "82 matches in 30 episodes");
    let titles: Vec<String> = page.eval("qa('.group h2').map((title) => title.textContent)");
    assert_eq!((titles.len(), &*titles[0]), (10, "Talk 29: what the water does"));
    page.wait_for("the first are quoted", "qa('.group')[0].querySelectorAll('mark').length === 4");
    // Of those far below nothing is loaded.
    assert!((1..9).contains(&requested(&stage, "/text/").len()), "{:?}", requested(&stage, "/text/"));
    page.button("Show more").click();
    page.wait_for("twenty are there", "qa('.group').length === 20");
    assert_eq!(page.focused(), "Talk 19: what the water does");
    // Accents, case and apostrophes make no difference, and a word that is being typed may go on.
    for (query, status) in [
        ("DONT TRUST ", "82 matches in 30 episodes"),
        ("lantern", "30 matches in 30 episodes"),
        ("lantern1 ", "1 match in 1 episode"),
        ("periwinkle", "No matches"),
        ("", ""),
    ] {
        field(page).fill(query);
        wait_status(page, status);
    }
    assert_eq!(page.q(".row").count(), 24, "the list is back");
    // Of an episode with many matches the first few are there.
    field(page).fill("the ");
    let matches = "qa('.group')[0].querySelectorAll('.match').length";
    page.wait_for(
        "three are there",
        &format!("{matches} === 3 && qa('.group')[0].querySelectorAll('mark').length > 3"),
    );
    page.button("6 more matches in this episode").nth(0).click();
    assert_eq!(page.eval::<usize>(matches), 9);
    let fourth: String = page.eval("nameOf(qa('.group')[0].querySelectorAll('.match')[3])");
    assert_eq!(page.focused(), fourth, "the focus is on the first that is new");
    field(page).fill("periwinkle");
    page.text("Nothing was found. You can try").wait();
    field(page).fill("…");
    page.text("Type a word: signs alone are not searched.").wait();
}

#[test]
fn the_list_and_the_search_are_in_the_language_of_the_page() {
    let stage = stage(30, &Options::default());
    let texts = json!({
        "Search all episodes": "Zoek in alle afleveringen",
        "#{number}": "nr. {number}",
        "part {part}": "deel {part}",
        "{length} of talk": "{length} spraak",
        "{n} match|{n} matches": { "one": "{n} treffer", "other": "{n} treffers" },
        "{matches} in {n} episode|{matches} in {n} episodes":
            { "one": "{matches} in {n} aflevering", "other": "{matches} in {n} afleveringen" },
        "The search cannot go on. {reason}": "Zoeken gaat niet verder. {reason}",
        "There is no file at this address ({status}).": "Hier is geen bestand ({status}).",
        "{problem} The file is {file}.": "{problem} Het bestand is {file}.",
        "Try again": "Opnieuw",
    });
    stage.site.put("/nl.json", texts.to_string());
    let page = open(&stage, "lang=nl", "src=/episodes/ texts=/nl.json", "");
    let field = page.by_role("searchbox", "Zoek in alle afleveringen");
    field.wait();
    assert_eq!(page.q(".all").attribute("lang").as_deref(), Some("nl"));
    let facts: String = page.eval("q('.row .facts').textContent");
    assert_eq!(facts, "nr. 29 · deel 8 · 2 februari 2025 · 1 min spraak");
    field.type_text("lantern7");
    wait_status(page, "1 treffer in 1 aflevering");
    field.fill("gauge morn");
    wait_status(page, "82 treffers in 30 afleveringen");
    page.button("Show more").wait();
    for part in ["root.bin", "/episodes/"] {
        stage.expect_console(part);
    }
    stage.site.fail("/episodes/search/root.bin", 404);
    let page = open(&stage, "lang=nl", "src=/episodes/ texts=/nl.json", "?q=gauge");
    let said =
        "Zoeken gaat niet verder. Hier is geen bestand (404). Het bestand is /episodes/search/root.bin.";
    page.by_role("alert", "…").wait_for("it says what", &format!("element.textContent === '{said}Opnieuw'"));
}

/// No language of the element is needed for it: the site's own texts are.
#[test]
fn a_language_from_right_to_left_has_its_direction_on_any_page() {
    let stage = stage(4, &Options::default());
    stage.site.put(
        "/fa.json",
        json!({ "Search all episodes": "جستجو", "{length} of talk": "{length} گفتگو" }).to_string(),
    );
    let page = open(&stage, "lang=en", "src=/episodes/ lang=fa texts=/fa.json", "");
    page.by_role("searchbox", "جستجو").wait();
    assert_eq!(page.eval::<String>("getComputedStyle(q('.all')).direction"), "rtl");
    let facts: String = page.eval("q('.row .facts').textContent");
    assert!(facts.chars().all(|sign| !('۰'..='۹').contains(&sign)), "figures are those of times: {facts}");
}

#[test]
fn what_was_begun_and_finished_is_said() {
    let stage = stage(4, &Options::default());
    let page = open(&stage, "lang=en", ALL, "");
    field(page).wait();
    page.run::<()>(
        "localStorage.setItem('episode-player /episodes/3', '15');
         localStorage.setItem('episode-player /episodes/2', 'finished');
         localStorage.setItem('episode-player /episodes/1', 'nonsense');",
        vec![],
    );
    page.reload();
    field(page).wait();
    let said: Vec<(String, Option<String>)> = page.eval(
        "qa('.row').map((row) => [row.querySelector('.title').textContent.slice(0, 6), row.querySelector('.progress')?.textContent ?? null])",
    );
    let said: Vec<_> = said.iter().map(|(title, far)| (title.as_str(), far.as_deref())).collect();
    assert_eq!(
        said,
        [("Talk 3", Some("1 min left")), ("Talk 2", Some("finished")), ("Talk 1", None), ("Talk 0", None)]
    );
    let share: f64 = page.eval(
        "((bar) => (parseFloat(getComputedStyle(bar, '::before').width) / bar.clientWidth))(q('.bar'))",
    );
    assert!((share - 0.25).abs() < 0.02, "{share}");
    // Another tab plays one to its end.
    stage.site.put("/blank.html", "<!doctype html><title>t</title>");
    page.in_new_tab(|tab| {
        let tab = tab.go(&stage.site.url("/blank.html"));
        tab.run::<()>("localStorage.setItem('episode-player /episodes/0', 'finished')", vec![]);
    });
    page.wait_for("it is said here", "qa('.row').at(-1).textContent.endsWith('finished')");
}

#[test]
fn files_that_cannot_be_used_are_told_and_tried_again() {
    let stage = stage(12, &Options::default());
    for part in ["/episodes/", "127.0.0.1", "ERR_"] {
        stage.expect_console(part);
    }
    // A browser asks again for what it has.
    for path in ["/episodes/search/words/0.bin", "/episode-player/wasm/episode-search_bg.wasm"] {
        stage.site.header(path, "cache-control", "no-store");
    }
    let retry = |page: Page<'_>| page.button("Try again").click();
    let root = stage.site.read("/episodes/search/root.bin").expect("it was put");
    let list = "/episodes/search/list/0.json";
    // The list: the page's own one stays.
    for (answer, parts) in [
        (e2e::Answer::Status(404), &["no file at this address (404)"][..]),
        (e2e::Answer::Typed("text/html", b"<!doctype html>".to_vec()), &["web page (HTML)"]),
        (e2e::Answer::Typed("application/json", b"{\"episodes\":[".to_vec()), &["not JSON"]),
        (e2e::Answer::Typed("application/json", b"[]".to_vec()), &["has no episodes"]),
        (e2e::Answer::BrokenOff("application/json", b"{".to_vec()), &["did not arrive whole"]),
    ] {
        stage.site.answer(list, answer);
        let page = open(&stage, "lang=en", ALL, "");
        let alert = page.by_role("alert", "…");
        alert.wait();
        for part in parts.iter().chain(&["could not be loaded", list]) {
            assert!(alert.text().contains(part), "{part} is not in {}", alert.text());
        }
        assert!(page.eval::<bool>("q('episode-search > p').checkVisibility()"));
        stage.site.recover(list);
        retry(page);
        field(page).wait_focused();
        alert.wait_gone();
    }
    let page = open(&stage, "lang=en", "", "");
    page.by_role("alert", "…")
        .wait_for("it says what is missing", "element.textContent.includes('attribute src')");
    // The index: the list stays.
    for (path, answer, part) in [
        ("/episodes/search/root.bin", e2e::Answer::Status(404), "no file at this address (404)"),
        (
            "/episodes/search/root.bin",
            e2e::Answer::Typed("application/octet-stream", b"<html>".to_vec()),
            "not a part of a search index",
        ),
        (
            "/episodes/search/root.bin",
            e2e::Answer::Typed("application/octet-stream", root[..root.len() - 1].to_vec()),
            "damaged at byte",
        ),
        ("/episodes/search/words/0.bin", e2e::Answer::Status(500), "(500)"),
        (
            "/episodes/search/words/0.bin",
            e2e::Answer::Typed("application/octet-stream", b"EPp1\0\0\0\0".to_vec()),
            "different versions",
        ),
        ("/episode-player/wasm/episode-search_bg.wasm", e2e::Answer::Status(404), "could not be loaded"),
    ] {
        stage.site.answer(path, answer);
        let page = open(&stage, "lang=en", ALL, "");
        field(page).type_text("gauge");
        let alert = page.by_role("alert", "…");
        alert.wait();
        assert!(alert.text().contains(part), "{part} is not in {}", alert.text());
        stage.site.recover(path);
        retry(page);
        wait_status(page, "33 matches in 12 episodes");
        alert.wait_gone();
        assert_eq!(page.focused(), "Search all episodes", "the focus is not lost");
    }
    // Without the text to quote from, a match still leads to its second.
    for number in 0..12 {
        stage.site.fail(&format!("/episodes/search/text/{number}.json"), 404);
    }
    let page = open(&stage, "lang=en", ALL, "?q=lantern7");
    page.link("0:16").wait();
    page.q(".is-silent").wait();
}

#[test]
fn text_is_text_links_lead_to_pages_alone_and_two_elements_leave_the_address() {
    let stage = stage(0, &Options::default());
    let mut pages: Vec<Listed> = (0..3).map(listed).collect();
    pages[2].episode.title = "<img src=x onerror=alert(1)>".to_owned();
    pages[1].episode.transcript.turns[0].text = "<b>Bold</b> words.".to_owned();
    pages[1].url = Some("javascript:alert(1)".to_owned());
    pages[0].url = None;
    put_catalog(&stage, &pages);
    let page = open(&stage, "lang=en", ALL, "?q=gauge");
    page.text("<img src=x onerror=alert(1)>").wait();
    wait_status(page, "8 matches in 3 episodes");
    page.wait_for("it is quoted", "qa('mark').length > 3");
    let links: Vec<String> = page.eval("qa('a').map((link) => link.getAttribute('href'))");
    let talk = stage.site.url("/talks/2.html");
    assert!(!links.is_empty() && links.iter().all(|link| link.starts_with(&talk)), "{links:?}");
    field(page).fill("bold");
    page.wait_for("it is quoted", "q('mark')?.parentElement.textContent === '<b>Bold</b> words.'");
    page.run::<()>("document.body.append(document.createElement('episode-search'))", vec![]);
    field(page).fill("gauge");
    wait_status(page, "8 matches in 3 episodes");
    assert_eq!(page.eval::<String>("location.search"), "?q=bold");
}

/// The site is built anew while the page is open.
#[test]
fn an_index_that_changed_meanwhile_is_loaded_anew() {
    let stage = stage(12, &Options::default());
    let page = open(&stage, "lang=en", ALL, "");
    page.wait_for(
        "the root is there",
        "performance.getEntriesByType('resource').some((e) => e.name.includes('root.bin') && e.responseEnd)",
    );
    put(&stage, &(0..13).map(listed).collect::<Vec<_>>());
    field(page).fill("lantern12");
    wait_status(page, "1 match in 1 episode");
    page.link("0:16 Bo Somebody asked what the lantern12 is for, and nobody knew.").wait();
}

#[test]
fn it_is_used_with_keys_alone() {
    const TAB: &str = "\u{e004}";
    let stage = stage(30, &Options::default());
    let page = open(&stage, "lang=en", ALL, "");
    field(page).wait();
    page.press(TAB);
    field(page).wait_focused();
    page.press("measured");
    page.wait_for("it is found", "q('.status').textContent.includes('matches in')");
    page.wait_for("it is quoted", "q('mark')");
    page.press(TAB);
    assert_eq!(page.focused(), "Talk 29: what the water does");
    page.press(TAB);
    assert!(page.focused().contains("We measured it for a year"), "{}", page.focused());
    field(page).focus();
    page.press("\u{e00c}");
    wait_status(page, "");
    assert_eq!(page.eval::<String>("location.search"), "");
    page.press(TAB);
    assert_eq!(page.focused(), "Talk 29: what the water does", "the list is back");
}

#[test]
fn axe_finds_nothing_and_no_width_overflows() {
    for (html, size) in [("lang=en", (1280, 900)), ("lang=en", (390, 844)), ("lang=he dir=rtl", (390, 844))] {
        let name = format!("{}-{}", html.len(), size.0);
        let stage = stage(30, &Options { size, ..Options::default() });
        stage.expect_console("words/");
        let page = open(&stage, html, ALL, "");
        page.resize(size.0, size.1);
        field(page).wait();
        page.run::<()>("localStorage.setItem('episode-player /episodes/29', '21'); localStorage.setItem('episode-player /episodes/25', 'finished')", vec![]);
        page.reload();
        field(page).wait();
        let mut found = objections(page, "list");
        page.screenshot(&format!("search-list-dark-{name}"));
        page.emulate(&[("prefers-color-scheme", "light")]);
        page.screenshot(&format!("search-list-{name}"));
        field(page).type_text("gauge the");
        page.wait_for("it is quoted", "qa('mark').length > 3");
        found.extend(objections(page, "matches"));
        page.screenshot(&format!("search-matches-dark-{name}"));
        page.emulate(&[("prefers-color-scheme", "light")]);
        page.screenshot(&format!("search-matches-{name}"));
        assert!(page.eval::<bool>("document.documentElement.scrollWidth <= innerWidth"), "{name}");
        field(page).fill("periwinkle");
        wait_status(page, "No matches");
        found.extend(objections(page, "no matches"));
        stage.site.fail("/episodes/search/root.bin", 404);
        stage.expect_console("root.bin");
        let page = open(&stage, html, ALL, "?q=gauge");
        page.by_role("alert", "…").wait();
        found.extend(objections(page, "a failure"));
        page.screenshot(&format!("search-failure-{name}"));
        assert_none(&found);
    }
}

/// The goal: 300 episodes of 3,000 words, 40 KB before the first key. How long a keystroke takes is printed: 50 ms is the goal.
#[test]
fn little_is_loaded_before_the_first_key() {
    let stage = stage(0, &Options::default());
    put_catalog(&stage, &made::site(300, 3000));
    let page = open(&stage, "lang=en", ALL, "");
    field(page).wait();
    page.wait_for(
        "the root is there",
        "performance.getEntriesByType('resource').some((e) => e.name.includes('root.bin') && e.responseEnd)",
    );
    page.wait_for(
        "and what reads it",
        "performance.getEntriesByType('resource').some((e) => e.name.includes('_bg.wasm') && e.responseEnd)",
    );
    let asked = |part: &str| requested(&stage, part).into_iter();
    let paths: Vec<String> = asked("/episodes/").chain(asked("/episode-player/")).collect();
    let sizes: Vec<(String, usize)> = paths
        .into_iter()
        .map(|path| {
            let file = stage.site.read(path.split('?').next().expect("a path")).expect("it was served");
            (path, brotli_size(&file))
        })
        .collect();
    let total: usize = sizes.iter().map(|(_, size)| size).sum();
    eprintln!("before the first key: {total} bytes: {sizes:?}");
    assert!(total <= 40_000, "{total} bytes: {sizes:?}");
    // Each keystroke of some queries, in full: the search, what it shows, and its layout.
    let times: Vec<(String, f64)> = page.run(
        "return (async () => {
         const field = q('#field'), times = [];
         for (const query of arguments[0]) for (let end = 1; end <= query.length; end++) {
             const text = query.slice(0, end);
             let best = Infinity;
             for (let time = 0; time < 4; time++) {
                 const start = performance.now();
                 field.value = text;
                 field.dispatchEvent(new Event('input'));
                 // What needs no file is done in this task.
                 const channel = new MessageChannel();
                 await new Promise((done) => { channel.port1.onmessage = done; channel.port2.postMessage(0); });
                 q('.results').getBoundingClientRect();
                 const took = performance.now() - start;
                 while (/Searching/.test(q('.status').textContent)) await new Promise(requestAnimationFrame);
                 // The first may wait for files, and other processes may have the processor.
                 if (time > 0) best = Math.min(best, took);
             }
             times.push([text, best]);
         }
         return times;
         })();",
        vec![serde_json::json!([["the ", "den", "koli re"].map(str::to_owned), [made::word(0), made::word(40), made::word(20_000)]].concat())],
    );
    let slowest = times.iter().max_by(|a, b| a.1.total_cmp(&b.1)).expect("keys were pressed");
    let mut sorted: Vec<f64> = times.iter().map(|(_, time)| *time).collect();
    sorted.sort_by(f64::total_cmp);
    eprintln!("{} keystrokes: median {:.1} ms, slowest {slowest:?}", times.len(), sorted[sorted.len() / 2]);
}

fn brotli_size(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).expect("memory can be written to");
    out.len()
}
