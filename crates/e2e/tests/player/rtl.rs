//! Languages and directions: a page or an episode that runs from right to left, and texts of several languages.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence, wait_ready};

/// "Layla" and "Nour": two names without a letter that runs from left to right.
const NAMES: [&str; 2] = ["ليلى", "نور"];
const SENTENCES: [&str; 3] = [
    "البحر يرتفع مرتين في اليوم، ونسأل عن Docker أيضا.",
    "القمر بعيد، والماء يتبعه.",
    "And a turn in English.",
];

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.page().emulate(&[("prefers-reduced-motion", "reduce")]);
    stage
}

/// An episode in Arabic, with a turn and a chapter in English. Chapters at 0, 20 and 40 s.
fn arabic() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    json["title"] = json!("لماذا يرتفع البحر");
    json["language"] = json!("ar");
    json["speakers"] = json!([{ "id": "ada", "name": NAMES[0] }, { "id": "bo", "name": NAMES[1] }]);
    json["chapters"][0]["title"] = json!("البداية");
    json["sections"] = json!([{ "title": "ملاحظات", "children": [
        { "type": "paragraph", "children": [{ "type": "text", "value": "كل شيء يتحرك." }] },
        { "type": "paragraph", "children": [{ "type": "text", "value": "An English paragraph." }] },
    ] }]);
    let turns = json["transcript"]["turns"].as_array_mut().expect("there are turns");
    for (turn, sentence) in turns.iter_mut().zip(SENTENCES.iter().cycle()) {
        turn["text"] = json!(sentence);
        turn["words"] = json!([]);
    }
    json
}

fn open<'a>(stage: &'a Stage, json: &Value, html: &str) -> Page<'a> {
    stage.site.put("/episode.json", json.to_string());
    stage.site.put("/bare.css", "body { margin: 0; }");
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html {html}><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>t</title><link rel=stylesheet href=/bare.css>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <episode-player src=/episode.json></episode-player>"
        ),
    );
    let page = stage.open("/page.html");
    wait_ready(page);
    page
}

const PAGES: [&str; 2] = ["lang=he dir=rtl", "lang=en"];

/// How far an element's middle is along the timeline, from the left: 0 to 1.
fn along(page: Page<'_>, selector: &str) -> f64 {
    page.eval(&format!(
        "(() => {{ const t = q('.timeline').getBoundingClientRect(), r = q('{selector}').getBoundingClientRect();
            return ((r.left + r.right) / 2 - t.left) / t.width; }})()"
    ))
}

/// A place on an element, as a share of its width from the left.
fn at(page: Page<'_>, selector: &str, share: f64) -> (f64, f64) {
    page.eval(&format!(
        "(() => {{ const r = q('{selector}').getBoundingClientRect(); return [r.left + r.width * {share}, r.top + r.height / 2]; }})()"
    ))
}

#[track_caller]
fn assert_near(value: f64, wanted: f64, what: &str) {
    assert!((value - wanted).abs() < 0.02, "{what}: {value}, wanted {wanted}");
}

/// Drawn the other way round than it is clicked: video.js's #2860 and others.
#[test]
fn the_timeline_is_drawn_clicked_and_stepped_in_one_direction() {
    for html in PAGES {
        let stage = stage();
        let page = open(&stage, &arabic(), html);
        let (x, y) = at(page, ".timeline", 0.25);
        page.click_at(x, y);
        page.wait_for("it seeks", "Math.abs(q('episode-player').currentTime - 15) < .5");
        page.wait_for("so does the clock", "/00:1[45]/.test(q('.clock .now').textContent)");
        assert_near(along(page, ".needle"), 0.25, "the needle is where the click was");
        assert!(along(page, ".track i.is-now") < 0.34, "the first chapter is the first third from the left");
        // What is cut off from the bar that is filled: on the right and on the left.
        let (right, left): (f64, f64) = page.eval(
            "(() => { const [, right, , left] = getComputedStyle(q('.track.played')).clipPath.match(/[\\d.]+(?=px|%|\\))/g).map(Number);
                return [right, left ?? 0]; })()",
        );
        assert!(
            (right - 75.0).abs() < 2.0 && left == 0.0,
            "played is what lies to the left: {right}, {left}"
        );
        page.run::<()>("q('.timeline').focus()", vec![]);
        page.press("\u{e014}"); // the arrow to the right
        page.wait_for("it goes on", "Math.abs(q('episode-player').currentTime - 20) < .5");
        page.wait_for("the clock too", "/00:(19|20)/.test(q('.clock .now').textContent)");
        assert_near(along(page, ".needle"), 20.0 / 60.0, "the needle went to the right");
        let (x, y) = at(page, ".timeline", 0.75);
        page.point_at(x, y);
        page.wait_for("the card is there", "/00:4[45]/.test(q('.card-at')?.textContent)");
        assert_near(along(page, ".needle.ghost"), 0.75, "the needle under the pointer");
        assert!((along(page, ".card-at") - 0.75).abs() < 0.2, "the card is near the pointer");
    }
}

#[test]
fn the_volume_is_drawn_and_pressed_in_one_direction() {
    for html in PAGES {
        let stage = stage();
        let page = open(&stage, &arabic(), html);
        let (x, y) = at(page, ".volume input", 0.25);
        page.click_at(x, y);
        page.wait_for("it is low", "Math.abs(q('episode-player').volume - .25) < .12");
        // It is drawn by a gradient from the left.
        assert_eq!(page.eval::<String>("getComputedStyle(q('.volume input')).direction"), "ltr");
        let before: f64 = page.eval("q('episode-player').volume");
        page.press("\u{e014}");
        page.wait_for(
            "the arrow to the right makes it louder",
            &format!("q('episode-player').volume > {before}"),
        );
    }
}

#[test]
fn each_text_runs_in_its_own_direction_and_names_are_isolated() {
    for html in PAGES {
        let stage = stage();
        let page = open(&stage, &arabic(), html);
        let direction =
            |selector: &str| page.eval::<String>(&format!("getComputedStyle(q('{selector}')).direction"));
        assert_eq!(direction(".card-title"), "rtl");
        assert_eq!([direction("#turn-0"), direction("#turn-2")], ["rtl", "ltr"]);
        assert_eq!(
            [direction("li:first-child > .chapter .title"), direction("li:nth-child(2) > .chapter .title")],
            ["rtl", "ltr"]
        );
        assert_eq!([direction(".turn-group .t"), direction(".turn-group:nth-child(2) .t")], ["rtl", "ltr"]);
        // Also if the name is written in the other direction than what is said.
        let starts_right = |turn: usize| {
            page.eval::<bool>(&format!(
                "(() => {{ const turn = q('#turn-{turn}'), range = new Range();
                    range.selectNodeContents(turn.querySelector('.who'));
                    const name = range.getBoundingClientRect(), box = turn.getBoundingClientRect();
                    return box.right - name.right < name.left - box.left; }})()"
            ))
        };
        assert_eq!([starts_right(0), starts_right(1), starts_right(2)], [true, true, false]);
        page.tab("Notes").click();
        page.by_role("tabpanel", "Notes").wait();
        assert_eq!(
            page.eval::<Vec<String>>(
                "[...q('.prose').querySelectorAll('p')].slice(-2).map((p) => getComputedStyle(p).direction)"
            ),
            ["rtl", "ltr"]
        );
        // Two names of one script would change places around the comma.
        let order: (f64, f64) =
            page.eval("[...q('.facts').querySelectorAll('bdi')].map((e) => e.getBoundingClientRect().left)");
        assert_eq!(order.0 < order.1, html == "lang=en", "the first name comes first: {order:?}");
    }
}

/// The language of an element, through shadow roots.
const LANGUAGE: &str = "(element) => {
    for (let e = element; e; e = e.parentElement ?? e.getRootNode().host) {
        if (e.hasAttribute('lang')) return e.lang;
    }
    return '';
}";

#[test]
fn texts_have_the_language_of_the_episode_and_the_interface_is_english() {
    const TEXTS: [&str; 9] = [
        ".card-title",
        ".byline bdi",
        ".turn",
        ".chapter .title",
        ".turn-group .t",
        ".speakers bdi",
        ".metric",
        ".prose p",
        ".now-title",
    ];
    const INTERFACE: [&str; 10] = [
        ".go-text",
        ".controls",
        ".timeline",
        "[role=tab]",
        ".field input",
        ".bar-head h2",
        ".follow",
        ".facts dt",
        ".times",
        "#speakers-title",
    ];
    let stage = stage();
    for (language, html, wanted) in [
        (Some("ar"), "lang=en", "ar"),
        (Some("ar"), "lang=nl", "ar"),
        (None, "lang=nl", "nl"),
        (Some("en"), "lang=nl", "en"),
    ] {
        let mut json = arabic();
        json["language"] = json!(language);
        let page = open(&stage, &json, html);
        let language = |selector: &str| page.eval::<String>(&format!("({LANGUAGE})(q('{selector}'))"));
        for selector in TEXTS {
            assert_eq!(language(selector), wanted, "{selector} of {json} on {html}", json = json["language"]);
        }
        for selector in INTERFACE {
            assert_eq!(language(selector), "en", "{selector} on {html}");
        }
    }
    let mut json = arabic();
    json["transcript"]["language"] = json!("fa");
    let page = open(&stage, &json, "lang=en");
    let language = |selector: &str| page.eval::<String>(&format!("({LANGUAGE})(q('{selector}'))"));
    assert_eq!(
        [language(".turn"), language(".card-title")],
        ["fa", "ar"],
        "a transcript of another language"
    );
}

#[test]
fn nothing_covers_a_name_and_nothing_reaches_out_of_the_page() {
    let stage = stage();
    let mut json = arabic();
    json["speakers"][0]["name"] = json!("ليلى بنت عبد الرحمن بن محمد الكبير");
    json["speakers"][1]["name"] = json!("Theodora Wintergreen-Castellanos of Harbour Street");
    for html in PAGES {
        for width in [320, 390, 700, 1280] {
            stage.page().resize(width, 900);
            let page = open(&stage, &json, html);
            for turn in 0..3 {
                page.run::<()>(
                    "q(arguments[0]).dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
                    vec![json!(format!("#turn-{turn}"))],
                );
                let covered: bool = page.eval(&format!(
                    "(() => {{ const turn = q('#turn-{turn}'), range = new Range();
                        range.selectNodeContents(turn.querySelector('.who'));
                        const tools = turn.querySelector('.turn-tools').getBoundingClientRect();
                        return [...range.getClientRects()].some((r) =>
                            r.left < tools.right && tools.left < r.right && r.top < tools.bottom && tools.top < r.bottom); }})()"
                ));
                assert!(!covered, "the tools are not on the name of turn {turn} at {width} on {html}");
            }
            page.button("Save the transcript").click();
            page.button("Plain text .txt").wait();
            let (left, right): (f64, f64) =
                page.eval("(() => { const r = q('.menu').getBoundingClientRect(); return [r.left, r.right - innerWidth]; })()");
            assert!(
                left > -0.5 && right < 0.5,
                "the formats are in view at {width} on {html}: {left}, {right}"
            );
            let widths: (u32, u32) =
                page.eval("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
            assert_eq!(widths.0, widths.1, "at {width} on {html}");
        }
    }
}
