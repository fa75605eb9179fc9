//! "The talk itself" in the panel of statistics: its numbers, its tables, and where they lead.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{LENGTH, episode, mount_modules, silence, start, wait_ready};

const SECTION: &str = "The talk itself";
/// What computes the figures.
const MODULE: &str = "/episode-player/wasm/episode-talk-panel_bg.wasm";
const PARTS: &str = "qa('.talk figure').map((figure) => figure.querySelector('figcaption').textContent)";

/// Ada has the first three turns and Bo the other nine. The eighth, at 35 s, is a question of three words and two more
/// words in place of twenty: 60 words of Ada's, and 165 of Bo's.
fn counted() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    for (index, turn) in json["transcript"]["turns"].as_array_mut().expect("turns").iter_mut().enumerate() {
        turn["speaker"] = json!(if index < 3 { "ada" } else { "bo" });
        if index == 7 {
            turn["text"] = json!("Is it so? It is.");
            turn["words"] = json!([0, 200, 400, 600, 800]);
        }
    }
    json
}

fn stage_of(size: (u32, u32)) -> Stage {
    let stage = Stage::with(&Options { size, autoplay: true });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.page().emulate(&[("prefers-reduced-motion", "reduce")]);
    stage
}

fn stage() -> Stage {
    stage_of((1280, 900))
}

fn open<'a>(stage: &'a Stage, json: &Value, html: &str, head: &str) -> Page<'a> {
    stage.site.put("/episode.json", json.to_string());
    stage.site.put("/page.css", ":root { color-scheme: light dark; color: CanvasText; background: Canvas; }");
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html {html}><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>An episode</title><link rel=stylesheet href=/page.css>{head}\
             <script type=module src=/episode-player/episode-player.js></script>\
             <main><h1>An episode</h1><episode-player src=/episode.json></episode-player></main>"
        ),
    );
    let page = stage.open("/page.html");
    wait_ready(page);
    page
}

fn open_panel(page: Page<'_>) {
    page.tab("Statistics").click();
    page.heading(SECTION).wait();
}

fn is_loaded(stage: &Stage) -> bool {
    stage.site.requests().iter().any(|request| request.path == MODULE)
}

/// The rows of a table, each as its texts.
fn rows(page: Page<'_>, name: &str) -> Vec<Vec<String>> {
    page.eval(&format!(
        "[...q('table[aria-label=\"{name}\"]').rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
    ))
}

fn wait_time(page: Page<'_>, seconds: f64) {
    page.wait_for(&format!("it is at {seconds}"), &format!("q('episode-player').currentTime === {seconds}"));
}

#[test]
fn the_numbers_are_those_counted_by_hand_and_come_when_the_panel_is_opened() {
    let stage = stage();
    let page = open(&stage, &counted(), "lang=en", "");
    page.run::<()>("q('episode-player').currentTime = 1", vec![]);
    wait_time(page, 1.0);
    assert!(!is_loaded(&stage), "nothing is loaded before a reader opens the panel");
    open_panel(page);
    assert!(is_loaded(&stage));
    assert_eq!(page.q(".talk-summary").text(), "225 words in 1:00.");
    let captions: Vec<String> = page.eval(PARTS);
    assert_eq!(
        captions,
        [
            "Who speaks share of the words",
            "Pace words per minute, average 225",
            "Chapter lengths minutes",
            "Longest turns without a break by another",
            "Questions 1 in the transcript",
        ]
    );
    page.by_role("img", "Ada 27 percent, Bo 73 percent").wait();
    let description = "Words per minute over time. Average 225; least 150 at 00:30; most 240 at 00:00.";
    page.by_role("img", description).wait();
    assert_eq!(
        rows(page, "Who speaks"),
        [
            ["Speaker", "Words", "Share", "Time", "Questions"],
            ["Ada", "60", "27 %", "0:13", "0"],
            ["Bo", "165", "73 %", "0:40", "1"],
        ]
    );
    // Two turns of twenty words in ten seconds; from 30 s on, one of twenty and one of five.
    let pace = [40, 40, 40, 25, 40, 40].iter().enumerate();
    let pace = pace.map(|(step, words)| [format!("00:{step}0"), words.to_string(), (words * 6).to_string()]);
    assert_eq!(rows(page, "Pace")[1..], pace.collect::<Vec<_>>());
    let chapters = [("One", "00:00"), ("Two", "00:20"), ("Three", "00:40")];
    let chapters = chapters.map(|(title, at)| [title, at, "0:20", "33 %"]);
    assert_eq!(rows(page, "Chapter lengths")[1..], chapters);
    let longest: Vec<String> = page.eval("qa('.talk-turn').map((turn) => turn.textContent)");
    assert!(longest[0].starts_with("BBo 165 words 00:15 word3x0"), "{longest:?}");
    assert!(longest[1].starts_with("AAda 60 words 00:00 word0x0"), "{longest:?}");
    assert_eq!(longest.len(), 2);
    page.button("Bo Is it so? 00:35").wait();
}

#[test]
fn a_part_that_is_pressed_leads_to_its_second() {
    let stage = stage();
    let page = open(&stage, &counted(), "lang=en", "");
    open_panel(page);
    page.button("Bo Is it so? 00:35").click();
    wait_time(page, 35.0);
    page.wait_for("the pace is that of 30 to 40 s", "q('.talk-now').textContent === '150 now'");
    let bar: f64 = page.eval("parseFloat(q('.talk-needle').style.getPropertyValue('--at'))");
    assert!((bar - 35.0 / 60.0 * 100.0).abs() < 0.1, "{bar}");
    page.wait_for(
        "the second chapter is current",
        "q('.talk-chapter[aria-current]')?.textContent.includes('Two')",
    );
    page.button("Three 0:20").click();
    wait_time(page, 40.0);
    page.button("Bo").click();
    wait_time(page, 15.0);
    // The chart, where it is pressed: in the fifth of six steps.
    let [x, y]: [f64; 2] = page.run(
        "const plot = q('.talk-plot'), box = (plot.scrollIntoView({ block: 'center', behavior: 'instant' }), plot.getBoundingClientRect());
         return [box.x + box.width * 0.75, box.y + box.height / 2];",
        vec![],
    );
    page.click_at(x, y);
    wait_time(page, 40.0);
    // Without a pointer, the table leads there.
    page.q(".talk-table summary").nth(1).click();
    page.button("00:20").focus();
    page.press("\u{e007}");
    wait_time(page, 20.0);
    assert_eq!(
        page.eval::<String>("q('.talk-chapter[aria-current]').textContent.trim().slice(0, 4)"),
        "2Two"
    );
}

/// Bo says "word" first at 15 s, in the fourth turn, and the second word of the eighth at 35.2 s.
fn with_keywords(others: u32) -> Value {
    let mut json = counted();
    json["keywords"] = json!({ "others": others, "words": [
        { "text": "word", "count": 1220, "turn": 3, "word": 0 },
        { "text": "is", "count": 2, "turn": 7, "word": 1 },
        { "text": "unaufhaltsamkeitsbescheinigungsverfahrensordnung", "count": 2, "turn": 7, "word": 2 },
        { "text": "مد", "count": 2, "turn": 7, "word": 3 },
    ]});
    json
}

#[test]
fn distinctive_words_lead_to_where_they_are_said_first() {
    let stage = stage();
    let page = open(&stage, &with_keywords(40), "lang=en", "");
    open_panel(page);
    let captions: Vec<String> = page.eval(PARTS);
    assert_eq!(
        captions.last().map(String::as_str),
        Some("Distinctive words frequent here and rare elsewhere, compared with at least 40 other episodes")
    );
    page.button("word said 1,220 times").click();
    wait_time(page, 15.0);
    page.button("is said 2 times").focus();
    page.press("\u{e007}");
    wait_time(page, 35.2);
    // A site of two episodes.
    let page = open(&stage, &with_keywords(1), "lang=en", "");
    open_panel(page);
    let captions: Vec<String> = page.eval(PARTS);
    assert!(
        captions.last().is_some_and(|caption| caption.ends_with("at least 1 other episode")),
        "{captions:?}"
    );
    // Without times there is nowhere to lead to.
    let mut json = with_keywords(40);
    json["transcript"]["timing"] = json!("none");
    json["statistics"] = json!([{ "metric": "Tides a day", "value": "2" }]);
    let page = open(&stage, &json, "lang=en", "");
    open_panel(page);
    assert_eq!(page.q(".talk-word").count(), 4);
    assert_eq!(page.q("button.talk-word").count(), 0);
    // The import of one page finds none, and an empty list is none.
    json = counted();
    json["keywords"] = json!({ "others": 3, "words": [] });
    for json in [json, counted()] {
        let page = open(&stage, &json, "lang=en", "");
        open_panel(page);
        assert_eq!(page.q(".talk-words").count(), 0);
    }
}

/// The player itself has no use for them, and knows them all the same.
#[test]
fn distinctive_words_are_no_unknown_key() {
    let stage = stage();
    let page = open(&stage, &counted(), "lang=en", "");
    page.run::<()>("window.warned = []; console.warn = (text) => warned.push(`${text}`)", vec![]);
    let mut json = with_keywords(40);
    json["keyword"] = json!("a slip");
    page.run::<()>("q('episode-player').episode = arguments[0]", vec![json]);
    page.wait_for("the slip is told", "warned.length > 0");
    let warned: Vec<String> = page.eval("warned");
    assert!(warned.len() == 1 && warned[0].contains("keyword: found an unknown key"), "{warned:?}");
}

/// Times that are estimated say nothing of a pace. They are rescaled to the recording, as in the rest of the player.
#[test]
fn estimated_times_have_no_pace_and_are_marked() {
    let stage = stage();
    let mut json = counted();
    json["transcript"]["timing"] = json!("estimated");
    json["duration"] = json!(55);
    let page = open(&stage, &json, "lang=en", "");
    open_panel(page);
    assert_eq!(
        page.q(".talk-summary").text(),
        "225 words in 1:00. The times of this transcript are estimated (≈), so its pace is not known."
    );
    assert_eq!(page.q(".talk-pace").count(), 0);
    let captions: Vec<String> = page.eval(PARTS);
    assert!(!captions.iter().any(|caption| caption.starts_with("Pace")), "{captions:?}");
    assert_eq!(rows(page, "Who speaks")[1][3], "≈ 0:13");
    // Chapters keep the page's times; the last one ends with the recording.
    assert_eq!(rows(page, "Chapter lengths")[3], ["Three", "00:40", "0:20", "33 %"]);
}

#[test]
fn only_measured_transcripts_have_the_panel_without_a_table_of_figures() {
    let stage = stage();
    let mut json = counted();
    json["statistics"] = json!([]);
    let page = open(&stage, &json, "lang=en", "");
    open_panel(page);
    assert_eq!(page.heading("Key figures").count(), 0);
    json["transcript"]["timing"] = json!("estimated");
    let page = open(&stage, &json, "lang=en", "");
    page.tab("Transcript").wait();
    assert_eq!(page.tab("Statistics").count(), 0);
    // Measured, and empty: a sentence in place of a blank panel.
    json["transcript"] = json!({ "timing": "captions", "turns": [] });
    let page = open(&stage, &json, "lang=en", "");
    page.tab("Statistics").click();
    page.text("This episode has no figures.").wait();
    // A table of figures, and nothing that is said.
    json = counted();
    json["transcript"] = json!({ "turns": [] });
    let page = open(&stage, &json, "lang=en", "");
    page.tab("Statistics").click();
    page.wait_for("the figures of the page are there", "q('.figure').checkVisibility()");
    page.wait_for(
        "the module has been asked",
        "performance.getEntriesByName(`${origin}/episode-player/wasm/episode-talk-panel_bg.wasm`).length",
    );
    assert_eq!(page.heading(SECTION).count(), 0);
}

#[test]
fn another_episode_has_figures_of_its_own() {
    let stage = stage();
    let page = open(&stage, &counted(), "lang=en", "");
    open_panel(page);
    page.run::<()>(
        "q('episode-player').episode = arguments[0]",
        vec![episode(&json!([{ "audio": "sound.wav" }]))],
    );
    page.wait_for("the other one is there", "!q('.talk')");
    start(page).wait();
    open_panel(page);
    assert_eq!(page.q(".talk-summary").text(), "240 words in 1:00.");
    page.by_role("img", "Ada 50 percent, Bo 50 percent").wait();
}

#[test]
fn what_cannot_be_loaded_is_told_and_tried_again() {
    let stage = stage();
    stage.expect_console("episode-talk-panel");
    stage.site.fail(MODULE, 503);
    let page = open(&stage, &counted(), "lang=en", "");
    page.tab("Statistics").click();
    page.by_role("alert", "…").wait_for(
        "it says what",
        "element.textContent.startsWith('The figures of the talk could not be loaded')",
    );
    stage.site.recover(MODULE);
    page.button("Try again").click();
    page.heading(SECTION).wait();
    page.by_role("alert", "…").wait_gone();
}

#[test]
fn characters_are_counted_where_no_blanks_stand_between_words() {
    let stage = stage();
    let mut json = counted();
    json["language"] = json!("ja");
    for turn in json["transcript"]["turns"].as_array_mut().expect("turns") {
        turn["text"] = json!("海はなぜ満ちますか？月です。");
        turn["words"] = json!([]);
    }
    let page = open(&stage, &json, "lang=en", "");
    open_panel(page);
    assert_eq!(page.q(".talk-summary").text(), "144 characters in 1:00.");
    page.q(".talk summary").nth(3).wait_for("each turn asks", "element.textContent === 'Show 12 questions'");
}

#[test]
fn the_figures_of_the_talk_are_in_the_language_of_the_interface() {
    let stage = stage();
    let mut json = with_keywords(12_345);
    json["speakers"][0]["name"] = json!("عائشة");
    json["transcript"]["turns"][9]["text"] = json!(["woord"; 12_000].join(" "));
    json["transcript"]["turns"][9]["words"] = json!([]);
    let page = open(&stage, &json, "lang=nl", "");
    page.run::<()>("q('episode-player').remove()", vec![]);
    page.run::<()>(
        "const player = document.createElement('episode-player');
         player.texts = {
             'The talk itself': 'Het gesprek zelf',
             '{n} word in {length}.|{n} words in {length}.': { one: '{n} woord in {length}.', other: '{n} woorden in {length}.' },
             'said {n} time|said {n} times': { one: '{n} keer gezegd', other: '{n} keer gezegd' },
             '{name} {n} percent': '{n} procent door {name}',
             'As a table: {name}': '{name} als tabel',
             'As a table': 'Als tabel',
             'Who speaks': 'Wie spreekt',
             '{n} now': 'nu {n}',
             Speaker: 'Spreker',
         };
         player.setAttribute('src', '/episode.json');
         document.querySelector('main').append(player);",
        vec![],
    );
    wait_ready(page);
    page.tab("Statistics").click();
    page.heading("Het gesprek zelf").wait();
    assert_eq!(page.q(".talk").attribute("lang").as_deref(), Some("nl"));
    assert_eq!(page.q(".talk-summary").text(), "12.205 woorden in 1:00.");
    page.button("word 1.220 keer gezegd").wait();
    page.by_role("img", "0 procent door عائشة, 100 procent door Bo").wait();
    assert_eq!(page.eval::<String>("nameOf(q('.talk-table summary'))"), "Wie spreekt als tabel");
    let head = &rows(page, "Wie spreekt")[0];
    assert_eq!(head[..2], ["Spreker", "Words"], "what the translation lacks is in English");
    page.button("Bo Is it so? 00:35").click();
    page.wait_for("the pace is said", "q('.talk-now').textContent.startsWith('nu ')");
}

#[test]
fn it_is_in_order_wide_narrow_and_from_right_to_left() {
    for size in [(1280, 900), (390, 844)] {
        let stage = stage_of(size);
        mount_modules(&stage);
        let axe = "<script src=/modules/axe-core/axe.min.js></script>";
        let page = open(&stage, &with_keywords(40), "lang=en", axe);
        open_panel(page);
        let mut found = objections(page, "closed");
        page.run::<()>(
            "qa('.talk details').forEach((details) => (details.open = true)); q('episode-player').currentTime = 45",
            vec![],
        );
        page.wait_for("the needle is there", "q('.talk-needle').checkVisibility()");
        found.extend(objections(page, "open"));
        let is_within = "qa('.talk *').every((part) => part.getBoundingClientRect().right <= document.documentElement.clientWidth + 1)";
        assert!(page.eval::<bool>(is_within), "nothing runs out of the page");
        let page = open(&stage, &with_keywords(40), "lang=he dir=rtl", axe);
        open_panel(page);
        found.extend(objections(page, "right to left"));
        assert_none(&found);
        let [first, second]: [f64; 2] =
            page.eval("qa('.talk-share .voice').map((part) => part.getBoundingClientRect().x)");
        assert!(first > second, "the bar begins on the right");
    }
}
