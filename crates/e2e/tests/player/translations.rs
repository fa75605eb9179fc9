//! The transcript in other languages: the reader's own first, another one by choice, all on one clock.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{LIT_TURN, LIT_WORD, episode, search_field, sound_stage, wait_ready};

fn stage(size: (u32, u32)) -> Stage {
    sound_stage(size, &translated())
}

/// The episode in English, in German with half as many words, each twice as long, and in French by a machine.
fn translated() -> Value {
    let mut episode = episode(&json!([{ "audio": "/sound.wav" }]));
    episode["language"] = json!("en");
    let turns = |word: &str, words: usize| {
        let turn = |turn: usize| {
            let text: Vec<String> = (0..words).map(|at| format!("{word}{turn}x{at}")).collect();
            let words: Vec<usize> = (0..words).map(|at| at * 4000 / words).collect();
            let speaker = ["ada", "bo"][turn % 2];
            json!({ "speaker": speaker, "start": turn * 5, "end": turn as f64 * 5.0 + 4.5,
                    "text": text.join(" "), "words": words })
        };
        (0..12).map(turn).collect::<Vec<_>>()
    };
    episode["translations"] = json!([
        { "language": "de", "timing": "captions", "turns": turns("wort", 10) },
        { "language": "fr-CA", "generated": true, "timing": "estimated", "turns": turns("mot", 10) },
    ]);
    episode
}

/// A page for a reader whose browser prefers these languages.
fn open<'a>(stage: &'a Stage, languages: &[&str]) -> Page<'a> {
    stage.site.put(
        "/reader.js",
        format!("Object.defineProperty(navigator, 'languages', {{ value: {} }})", json!(languages)),
    );
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>An episode</title><script src=/modules/axe-core/axe.min.js></script>\
             <script src=/reader.js></script>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <main><h1>An episode</h1><episode-player src=/1.json></episode-player></main>",
    );
    let page = stage.open("/page.html");
    wait_ready(page);
    page.q(".more-button").wait();
    page
}

fn first_turn(page: Page<'_>) -> String {
    page.q("#turn-0 p").text()
}

fn selected(page: Page<'_>) -> String {
    page.q(".language select").eval("element.selectedOptions[0].textContent")
}

/// What the browser calls a language in that language: browsers differ in varieties.
fn name_of(page: Page<'_>, tag: &str) -> String {
    page.run(
        "return new Intl.DisplayNames(arguments[0], { type: 'language' }).of(arguments[0])",
        vec![json!(tag)],
    )
}

#[test]
fn the_first_is_the_reader_s_own() {
    for (languages, word, tag) in [
        (&["de-AT", "en"][..], "wort0x0", "de"),
        (&["fr", "de"], "mot0x0", "fr-CA"),
        (&["es", "en-GB"], "word0x0", "en"),
        (&["es"], "word0x0", "en"),
    ] {
        let stage = stage((1280, 900));
        let page = open(&stage, languages);
        assert!(first_turn(page).starts_with(word), "{languages:?}: {}", first_turn(page));
        assert_eq!(selected(page), name_of(page, tag));
        assert_eq!(page.q("#turn-0").eval::<String>("element.closest('[lang]').lang"), tag);
    }
}

#[test]
fn another_language_is_said_at_the_same_time_by_the_same_recording() {
    let stage = stage((1280, 900));
    let page = open(&stage, &["en"]);
    page.run::<()>("window.sound = q('audio'); q('episode-player').currentTime = 31.3", vec![]);
    let lit = |turn: &str, word: &str| {
        page.wait_for(
            &format!("{word} is lit"),
            &format!("({LIT_TURN}) === {} && ({LIT_WORD}) === {}", json!(turn), json!(word)),
        );
    };
    lit("turn-6", "word6x6");
    page.q(".language select").choose("Deutsch");
    lit("turn-6", "wort6x3");
    assert_eq!(page.q(".notice").count(), 0);
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), 31.3);
    assert!(page.eval::<bool>("q('audio') === sound"), "the recording stays");

    // It goes on, and clicks and keys lead where that word is said.
    page.run::<()>("q('episode-player').currentTime = 51.7", vec![]);
    lit("turn-10", "wort10x4");
    page.q(".language select").choose(&name_of(page, "fr-CA"));
    page.text("Translated by a machine: it can have errors.").wait();
    page.wait_for("the turn is lit", &format!("({LIT_TURN}) === 'turn-10' && ({LIT_WORD}) === null"));
    assert!(page.q("#turn-10 p").text().starts_with("mot10x0"));
    page.q(".language select").choose("English");
    lit("turn-10", "word10x8");
    assert_eq!(page.q(".notice").count(), 0);
}

#[test]
fn the_search_looks_into_what_is_shown() {
    let stage = stage((1280, 900));
    let page = open(&stage, &["de"]);
    search_field(page).fill("wort3");
    page.wait_for("ten are found", "q('.found').textContent.includes('10')");
    search_field(page).fill("");
    page.q(".language select").choose("English");
    search_field(page).fill("wort3");
    page.wait_for("none is found", "q('.found').textContent === 'No matches'");
    search_field(page).fill("word3");
    page.wait_for("twenty are found", "q('.found').textContent.includes('20')");
    // Another language while something is searched for: by the list that has no room then.
    page.run::<()>(
        "const list = q('.language select'); list.value = 1; list.dispatchEvent(new Event('change'))",
        vec![],
    );
    page.wait_for("none is found", "q('.found').textContent === 'No matches'");
}

#[test]
fn the_choice_is_kept_for_other_episodes() {
    let stage = stage((1280, 900));
    let page = open(&stage, &["en"]);
    page.q(".language select").choose("Deutsch");
    page.wait_for("it is in German", "q('#turn-0 p').textContent.startsWith('wort')");
    // In the same player.
    let mut other = translated();
    other["title"] = json!("Another one");
    page.run::<()>("q('episode-player').episode = arguments[0]", vec![other]);
    page.wait_for("the other is shown", "q('.player').ariaLabel.includes('Another one')");
    page.wait_for("it is in German", "q('#turn-0 p')?.textContent.startsWith('wort')");
    // On another page.
    page.reload();
    wait_ready(page);
    page.wait_for("it is in German", "q('#turn-0 p')?.textContent.startsWith('wort')");
    assert_eq!(selected(page), "Deutsch");
}

#[test]
fn it_is_named_and_has_room() {
    for size in [(1280, 900), (390, 844), (568, 320)] {
        let stage = stage(size);
        let page = open(&stage, &["fr-CA"]);
        assert_eq!(page.by_role("combobox", "Language of the transcript").count(), 1);
        assert_none(&objections(page, &format!("{size:?}")));
        let outside: Vec<String> = page.eval(
            "qa('.search-bar > *').filter((element) => element.getBoundingClientRect().width > 0).filter((element) => {
               const [box, bar] = [element, q('.search-bar')].map((of) => of.getBoundingClientRect());
               return box.left < bar.left - .5 || box.right > bar.right + .5;
             }).map((element) => element.className)",
        );
        assert_eq!(outside, Vec::<String>::new(), "{size:?}");
        assert!(page.q(".search-bar .field").eval::<f64>("element.getBoundingClientRect().width") >= 120.0);
        page.screenshot(&format!("translations-{}", size.0));
    }
}

#[test]
fn an_episode_in_one_language_has_no_choice() {
    let stage = stage((1280, 900));
    stage.site.put("/1.json", episode(&json!([{ "audio": "/sound.wav" }])).to_string());
    let page = open(&stage, &["de"]);
    assert_eq!(page.q(".language").count(), 0);
}

/// Words of a script without blanks: the captions' line is said in ten seconds, a second for each character.
#[test]
fn in_a_script_without_blanks_the_word_is_lit_that_a_dictionary_knows() {
    let stage = stage((1280, 900));
    let mut episode = episode(&json!([{ "audio": "/sound.wav" }]));
    let text = "今日の海は静かです。";
    assert_eq!(text.chars().count(), 10, "the full stop belongs to the character before it");
    episode["transcript"] = json!({ "language": "ja", "timing": "captions", "turns": [
        { "speaker": "ada", "start": 0, "end": 9, "text": text, "words": [0] },
        { "speaker": "bo", "start": 9, "end": 20, "text": "Sea is 海 in Japanese", "words": [0, 1000, 2000, 3000, 4000] },
    ] });
    stage.site.put("/1.json", episode.to_string());
    let page = open(&stage, &["ja"]);
    let lit_at = |time: f64| -> String {
        page.run::<()>("q('episode-player').currentTime = arguments[0]", vec![json!(time)]);
        page.wait_for(
            "it is there",
            &format!("!q('audio').seeking && Math.abs(q('audio').currentTime - {time}) < .01"),
        );
        page.wait_until("a word is lit", || {
            let lit: Option<String> = page.eval(LIT_WORD);
            let place: Option<u64> = page.eval(
                "[...CSS.highlights.get('episode-word') ?? []].map((range) => range.startOffset)[0] ?? null",
            );
            // The one that is said now, not the one before.
            let at = if time < 9.0 { time as u64 } else { u64::MAX };
            match lit.zip(place) {
                Some((lit, place))
                    if at == u64::MAX || (place..place + lit.chars().count() as u64).contains(&at) =>
                {
                    Ok(lit)
                }
                other => Err(other),
            }
        })
    };
    let words: Vec<String> = page.run(
        "return [...new Intl.Segmenter('ja', { granularity: 'word' }).segment(arguments[0])].map(({ segment }) => segment)",
        vec![json!(text)],
    );
    assert!(words.contains(&"今日".to_owned()), "{words:?}");
    for (time, character) in text.chars().take(9).enumerate() {
        let lit = lit_at(time as f64 + 0.5);
        assert!(words.contains(&lit) && lit.contains(character), "{lit:?} at {time} in {words:?}");
    }
    assert_eq!([10.5, 11.5, 12.5].map(lit_at), ["is", "海", "in"]);

    // A click leads to the character.
    let [x, y]: [f64; 2] = page.run(
        "const range = new Range(), text = q('#turn-0 p').firstChild;
         range.setStart(text, 5);
         range.setEnd(text, 6);
         const { x, y, width, height } = range.getBoundingClientRect();
         return [x + width / 2, y + height / 2];",
        vec![],
    );
    page.click_at(x, y);
    page.wait_for("it is where the character is said", "q('episode-player').currentTime === 5");
}
