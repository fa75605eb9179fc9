//! The size of the player: the page around it does not move, lines of the transcript are in view on small screens,
//! and nothing makes the page wider.

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, search_field, silence, start, wait_ready};

const VIDEO: &str = "aaaaaaaaaaa";
const WIDTHS: [u32; 7] = [320, 390, 568, 700, 900, 1280, 1600];
/// The most that the page may move: a quarter of what counts as good.
const MOST: f64 = 0.02;
const SCRIPT: &str = "/episode-player/episode-player.js";
const STYLE: &str = "/episode-player/episode-player.css";
const WASM: &str = "/episode-player/wasm/episode-player_bg.wasm";

/// Adds up how far the page moves, from its first frame on, and remembers what moved.
const OBSERVE: &str = "window.moved = [];
    new PerformanceObserver((list) => list.getEntries().forEach((e) => moved.push([e.value, e.sources.map((s) =>
        [s.node?.className || s.node?.nodeName, s.previousRect.y, s.currentRect.y, s.currentRect.height].join(' ')).join('; ')])))
        .observe({ type: 'layout-shift', buffered: true });";

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/observe.js", OBSERVE);
    // The engines have fonts of their own, some a quarter wider.
    stage.site.put("/page.css", "body { font-family: 'Liberation Serif', serif; }");
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>An episode</title><link rel=stylesheet href=/page.css><script src=/observe.js></script><script type=module blocking=render src={SCRIPT}></script>\
             <h1>An episode</h1><p>Text above.</p><episode-player src=/episode.json></episode-player>{}",
            "<p>The page goes on with a paragraph of its own.</p>".repeat(40)
        ),
    );
    stage
}

/// The same, where nothing comes from the browser's cache: neither does what a test holds back.
fn fresh_stage() -> Stage {
    let stage = stage();
    stage.page().cdp("Network.enable", json!({}));
    stage.page().cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true }));
    stage
}

/// An episode with so many words, in turns of 50, and so many chapters.
fn of_words(words: usize, chapters: usize) -> Value {
    let turns = words.div_ceil(50).max(1);
    let length = turns as f64 * 20.0;
    let text = "alpha beta gamma delta epsilon ".repeat(words.min(50).div_ceil(5));
    let turns = (0..turns).map(|turn| {
        let speaker = ["ada", "bo"][turn % 2];
        json!({ "speaker": speaker, "start": turn * 20, "text": text.trim_end() })
    });
    let chapters = (0..chapters).map(|chapter| {
        let start = (length * chapter as f64 / chapters as f64 * 1000.0).floor() / 1000.0;
        json!({ "start": start, "title": format!("Chapter {chapter}") })
    });
    let mut json = episode(&json!([{ "youtube": VIDEO }]));
    json["duration"] = json!(length);
    json["chapters"] = chapters.collect();
    json["statistics"] = json!([]);
    json["transcript"]["turns"] = turns.collect();
    json
}

/// How far the page moves from its first frame until all of the transcript is there.
fn shift(page: Page<'_>, turns: usize) -> (f64, Value) {
    page.wait_for("the player is there", "q('.go, .card') && q('.side')");
    page.wait_for("so are all turns", &format!("qa('.turn').length === {turns}"));
    // A shift is told some frames later.
    page.run::<()>(
        "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))",
        vec![],
    );
    let moved: Value = page.eval("moved");
    let sum = moved.as_array().into_iter().flatten().filter_map(|shift| shift[0].as_f64()).sum();
    (sum, moved)
}

#[track_caller]
fn assert_still(stage: &Stage, what: &str, json: &Value, size: (u32, u32), path: &str, held: &[&str]) {
    let page = stage.page();
    page.resize(size.0, size.1);
    stage.site.put("/episode.json", json.to_string());
    let mut holds: Vec<_> = held.iter().map(|path| stage.site.hold(path)).collect();
    let page = stage.open(path);
    // One comes after the other, each in a frame of its own.
    while !holds.is_empty() {
        page.run::<()>(
            "return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))",
            vec![],
        );
        drop(holds.remove(0));
    }
    let turns = json["transcript"]["turns"].as_array().map_or(0, Vec::len);
    let (sum, moved) = shift(page, turns);
    assert!(sum < MOST, "{what} at {size:?} moves by {sum}: {moved:#}");
}

#[test]
fn the_page_does_not_move_at_any_width_and_length() {
    let stage = fresh_stage();
    let (short, long) = (of_words(30, 3), of_words(100_000, 40));
    for width in WIDTHS {
        assert_still(&stage, "three lines", &short, (width, 900), "/page.html", &[]);
        assert_still(
            &stage,
            "three lines, slowly",
            &short,
            (width, 2400),
            "/page.html",
            &[WASM, STYLE, "/episode.json"],
        );
        assert_still(&stage, "100,000 words", &long, (width, 2400), "/page.html", &[]);
    }
    assert_still(&stage, "100,000 words from the middle", &long, (1280, 900), "/page.html?t=20000", &[]);
    assert_observed(stage.page());
}

#[test]
fn the_page_does_not_move_whatever_is_in_the_episode() {
    let stage = fresh_stage();
    let long = "Donaudampfschifffahrtsgesellschaft ".repeat(6);
    let audio = {
        let mut json = episode(&json!([{ "audio": "sound.wav" }, { "youtube": VIDEO }]));
        json["transcript"]["timing"] = json!("estimated");
        json
    };
    let without_transcript = {
        let mut json = of_words(30, 3);
        json["transcript"]["turns"] = json!([]);
        json["sections"] = json!([{ "title": "Notes", "children": vec![json!({
            "type": "paragraph", "children": [{ "type": "text", "value": "A sentence of the notes. ".repeat(20) }]
        }); 30] }]);
        json
    };
    let long_titles = {
        let mut json = of_words(3000, 4);
        json["title"] = json!(long);
        json["series"] = json!({ "name": long });
        json["speakers"][0]["name"] = json!(long);
        json["chapters"][1]["title"] = json!(long);
        json
    };
    let bare = json!({ "title": "Bare", "media": [{ "youtube": VIDEO }] });
    for (what, json) in [
        ("a sound with estimated times", audio),
        ("no transcript", without_transcript),
        ("no chapters", of_words(3000, 0)),
        ("many speakers", with_speakers(of_words(3000, 8), 30)),
        ("300 chapters", of_words(3000, 300)),
        ("long titles", long_titles),
        ("a title alone", bare),
    ] {
        for width in [320, 390, 700, 1280] {
            assert_still(&stage, what, &json, (width, 2400), "/page.html", &["/episode.json"]);
        }
    }
    assert_observed(stage.page());
}

#[test]
fn the_page_does_not_move_when_an_episode_cannot_be_shown() {
    let stage = fresh_stage();
    stage.expect_console("missing.json");
    for width in [390, 700, 1280] {
        let page = stage.page();
        page.resize(width, 2400);
        let hold = stage.site.hold("/missing.json");
        stage.site.put(
            "/missing.html",
            format!(
                "<!doctype html><html lang=en><title>t</title><script src=/observe.js></script>\
                 <script type=module blocking=render src={SCRIPT}></script><p>Text above.</p>\
                 <episode-player src=/missing.json><p>The page's own text.</p></episode-player>{}",
                "<p>Text below.</p>".repeat(40)
            ),
        );
        let page = stage.open("/missing.html");
        page.wait_for("the player waits below the text", "q('.waiting')");
        drop(hold);
        alert(page).wait();
        let (sum, moved) = {
            page.run::<()>("return new Promise((done) => setTimeout(done, 300))", vec![]);
            let moved: Value = page.eval("moved");
            (moved.as_array().into_iter().flatten().filter_map(|shift| shift[0].as_f64()).sum::<f64>(), moved)
        };
        assert!(sum < MOST, "at {width} it moves by {sum}: {moved:#}");
        assert_observed(page);
    }
}

#[test]
fn the_controls_do_not_move_when_a_sound_starts_whatever_the_size_of_the_text() {
    let stage = stage();
    stage.site.put("/episode.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    for text in [100, 150, 200] {
        stage.site.put(
            "/page.css",
            format!("html {{ font-family: 'Liberation Serif', serif; font-size: {text}% }}"),
        );
        for width in [320, 390, 700] {
            let page = stage.page();
            page.resize(width, 844);
            let page = stage.open("/page.html");
            wait_ready(page);
            let controls = "q('.transport').getBoundingClientRect().top + scrollY";
            let before: f64 = page.eval(controls);
            start(page).click();
            page.wait_for("it plays for a while", "q('episode-player').currentTime > 1.1");
            let after: f64 = page.eval(controls);
            assert!(
                (after - before).abs() < 1.0,
                "{text} % of the size, {width} px: from {before} to {after}"
            );
        }
    }
}

#[cfg(feature = "corpus")]
#[test]
fn a_real_page_does_not_move() {
    let stage = fresh_stage();
    let corpus = corpus::folder().expect("EPISODE_CORPUS names the folder");
    let file = corpus.join("episodes/00050-aws-reinvent-2025-infrastructure-developer-experience.md");
    let text = std::fs::read_to_string(file).expect("the page is there");
    let options = import::Options { id: "00050".into(), ..import::Options::default() };
    let imported = import::import(&text, &options).episode;
    let json = serde_json::to_value(&imported).expect("an episode can be written");
    for width in WIDTHS {
        for height in [900, 2400] {
            let slow = [WASM, "/episode.json"];
            assert_still(&stage, "page 00050", &json, (width, height), "/page.html", &slow);
        }
    }
}

/// Moves the page, and waits until that is seen: an observer that sees nothing would prove nothing.
#[track_caller]
fn assert_observed(page: Page<'_>) {
    let before: usize = page.eval("moved.length");
    page.run::<()>("document.body.style.paddingTop = '300px'", vec![]);
    page.wait_for("the observer sees that", &format!("moved.length > {before}"));
}

/// The same with so many speakers, who take turns.
fn with_speakers(mut json: Value, count: usize) -> Value {
    let id = |index: usize| format!("s{index}");
    json["speakers"] = (0..count)
        .map(|index| json!({ "id": id(index), "name": format!("Speaker Number {index}") }))
        .collect();
    let turns = json["transcript"]["turns"].as_array_mut().expect("there are turns");
    turns.iter_mut().enumerate().for_each(|(index, turn)| turn["speaker"] = json!(id(index % count)));
    json
}

/// How many lines of the transcript's text can be read: whole, inside the viewport, and with nothing on top of them.
const READABLE_LINES: &str = "(() => {
    const root = q('episode-player').shadowRoot, range = new Range(), area = q('.scroll').getBoundingClientRect();
    let count = 0;
    for (const turn of qa('.turn')) {
        const box = turn.getBoundingClientRect();
        if (box.bottom < 0 || box.top > innerHeight) continue;
        range.selectNodeContents(turn.querySelector('p'));
        for (const line of range.getClientRects()) {
            const inside = line.top >= Math.max(0, area.top) && line.bottom <= Math.min(innerHeight, area.bottom)
                && line.left >= 0 && line.right <= innerWidth;
            const xs = [line.left + 1, (line.left + line.right) / 2, line.right - 1];
            const ys = [line.top + 1, line.bottom - 1];
            if (inside && xs.every((x) => ys.every((y) => root.elementFromPoint(x, y)?.closest('.turn') === turn))) count++;
        }
    }
    return count;
})()";

#[test]
fn lines_of_the_transcript_are_in_view_on_small_screens_and_with_many_speakers() {
    let stage = stage();
    let mut json = with_speakers(of_words(3000, 6), 30);
    stage.site.put_silence("/long.wav", 1200.0);
    json["media"] = json!([{ "audio": "long.wav" }]);
    // Without gliding: what is measured is where it comes to rest.
    stage.page().emulate(&[("prefers-reduced-motion", "reduce")]);
    let mut estimated = json.clone();
    estimated["transcript"]["timing"] = json!("estimated");
    for (width, height) in
        [(568, 320), (320, 256), (390, 844), (390, 500), (700, 600), (1024, 400), (1280, 900)]
    {
        for json in [&json, &estimated] {
            let page = stage.page();
            page.resize(width, height);
            stage.site.put("/episode.json", json.to_string());
            let page = stage.open("/page.html");
            wait_ready(page);
            page.run::<()>("q('.transcript').scrollIntoView()", vec![]);
            let widths: (u32, u32) = page.eval(WIDTHS_OF_THE_PAGE);
            assert_eq!(widths.0, widths.1, "at {width} by {height}: {}", page.eval::<Value>(STICKING_OUT));
            let readable = |what: &str| {
                page.wait_for(
                    &format!("three lines are readable at {width} by {height}, {what}"),
                    &format!("{READABLE_LINES} >= 3"),
                );
            };
            readable("before it plays");
            page.run::<()>("return q('episode-player').play()", vec![]);
            page.wait_for("it plays", "q('episode-player').currentTime > 0 && q('.turn.is-now')");
            readable("while it plays");
            search_field(page).fill("gamma");
            page.q(".found").wait_for("something is found", "element.textContent.startsWith('1 of')");
            readable("with the search open");
        }
    }
}

/// YouTube asks for at least 200 by 200 pixels, and nothing on top.
#[test]
fn the_frame_is_large_enough_and_uncovered_on_the_smallest_screen() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    for (width, height) in [(568, 320), (320, 256), (240, 320)] {
        let page = stage.page();
        page.resize(width, height);
        stage.site.put("/episode.json", of_words(3000, 6).to_string());
        let page = stage.open("/page.html");
        start(page).wait();
        page.run::<()>("return q('episode-player').play()", vec![]);
        page.wait_for("it plays", "q('iframe') && q('episode-player').currentTime > 0");
        page.run::<()>("q('.frame').scrollIntoView({ block: 'end' })", vec![]);
        let covered: Vec<String> = page.eval(
            "(() => {
                const frame = q('iframe'), r = frame.getBoundingClientRect(), found = [];
                if (r.bottom < 20 || r.top > innerHeight - 20) found.push(`it is out of view, at ${r.top}`);
                if (r.width < 200 || r.height < 200) found.push(`${r.width} by ${r.height}`);
                for (let x = r.left + 5; x < r.right; x += 20)
                    for (let y = Math.max(1, r.top + 5); y < Math.min(r.bottom, innerHeight); y += 20) {
                        const top = frame.getRootNode().elementFromPoint(x, y);
                        if (top !== frame) found.push(`${top?.className} at ${x}, ${y}`);
                    }
                return found;
            })()",
        );
        assert_eq!(covered, Vec::<String>::new(), "at {width} by {height}");
    }
}

/// Text without a space in it.
fn unbroken(length: usize) -> String {
    "Rindfleischetikettierungsueberwachungsaufgabe".chars().cycle().take(length).collect()
}

#[test]
fn long_words_wrap_and_nothing_makes_the_page_wider() {
    let stage = stage();
    let long = unbroken(150);
    let text = |value: &str| json!({ "type": "text", "value": value });
    let cell = |value: &str| json!({ "type": "tableCell", "children": [text(value)] });
    let mut json = episode(&json!([{ "audio": "sound.wav" }, { "youtube": VIDEO }]));
    json["title"] = json!(long);
    json["series"] = json!({ "name": long, "part": 1 });
    json["audience"] = json!(long);
    json["speakers"][0]["name"] = json!(long);
    json["chapters"][0]["title"] = json!(long);
    json["statistics"] = json!([{ "metric": long, "value": format!("192 {long}"), "source": long,
        "mentions": [{ "turn": 0, "word": 0, "start": 0 }] }]);
    json["transcript"]["turns"][0]["text"] = json!(format!("{long} https://example.org/{long}"));
    json["transcript"]["turns"][0]["words"] = json!([]);
    json["sections"] = json!([{ "title": long, "children": [
        { "type": "paragraph", "children": [{ "type": "inlineCode", "value": long },
            { "type": "link", "url": format!("https://example.org/{long}"), "children": [text(&long)] }] },
        { "type": "code", "value": long },
        { "type": "heading", "depth": 2, "children": [text(&long)] },
        { "type": "blockquote", "children": [{ "type": "list", "children": [{ "type": "listItem", "children": [
            { "type": "paragraph", "children": [text(&long)] }] }] }] },
        { "type": "admonition", "kind": "tip", "title": long, "children": [{ "type": "paragraph", "children": [text(&long)] }] },
        { "type": "table", "children": vec![json!({ "type": "tableRow", "children": vec![cell("A measured column"); 8] }); 3] },
    ] }]);
    json["related"] = json!([{ "title": long, "url": "/a", "note": long }]);
    json["resources"] = json!([{ "title": long, "links": [{ "title": long, "url": "/b" }] }]);
    stage.site.put("/episode.json", json.to_string());
    stage.site.put("/bare.css", "body { margin: 0; } td, th { white-space: nowrap; }");
    stage.site.put(
        "/bare.html",
        format!(
            "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>t</title>\
             <link rel=stylesheet href=/bare.css><script type=module src={SCRIPT}></script>\
             <episode-player src=/episode.json></episode-player>"
        ),
    );
    for width in [320, 390, 620, 700, 900, 1280] {
        let page = stage.page();
        page.resize(width, 800);
        let page = stage.open("/bare.html");
        wait_ready(page);
        let panels = page.tab("…").names();
        assert!(panels.len() >= 3, "{panels:?} at {width}");
        for panel in &panels {
            page.tab(panel).click();
            page.by_role("tabpanel", panel).wait();
            let widths: (u32, u32) = page.eval(WIDTHS_OF_THE_PAGE);
            assert_eq!(widths.0, widths.1, "{panel} at {width}: {}", page.eval::<Value>(STICKING_OUT));
            let cut: Vec<String> = page.eval(CUT_OFF);
            assert_eq!(cut, Vec::<String>::new(), "{panel} at {width}");
        }
        page.tab("Transcript").click();
        // By script: at 320 px a press of WebKit's driver does not open it.
        page.button("Save the transcript").eval::<Value>("(element.click(), null)");
        page.button("Plain text .txt").wait();
        let widths: (u32, u32) = page.eval(WIDTHS_OF_THE_PAGE);
        assert_eq!(widths.0, widths.1, "the formats at {width}");
    }
}

/// Every width of a phone, with the longest times.
#[test]
fn the_controls_fit_at_every_width() {
    let stage = stage();
    let mut json = of_words(300, 6);
    stage.site.put_silence("/long.wav", 36_000.0);
    json["media"] = json!([{ "audio": "long.wav" }]);
    json["duration"] = json!(36_000);
    stage.site.put("/episode.json", json.to_string());
    let page = stage.open("/page.html");
    wait_ready(page);
    page.run::<()>("return q('episode-player').play()", vec![]);
    page.run::<()>("q('episode-player').currentTime = 35990", vec![]);
    page.wait_for("the time is shown", "q('.now').textContent === '9:59:50'");
    page.run::<()>("q('episode-player').style.display = 'block'", vec![]);
    let out = "(() => {
        const player = q('episode-player'), out = [];
        for (let width = 260; width < 800; width += 3) {
            player.style.width = `${width}px`;
            const end = player.getBoundingClientRect().right + 1;
            for (const e of qa('.transport *'))
                if (e.checkVisibility() && e.getBoundingClientRect().right > end)
                    out.push(`${width}: ${e.tagName}.${e.className} ${e.getBoundingClientRect().right - end}`);
        }
        return out;
    })()";
    assert_eq!(page.eval::<Vec<String>>(out), Vec::<String>::new());
}

/// How wide the page is, and how much of it can be seen.
const WIDTHS_OF_THE_PAGE: &str =
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth]";

/// What reaches out of the viewport.
const STICKING_OUT: &str = "qa('.player *').filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > document.documentElement.clientWidth + .5)
    .map((e) => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right}`)";

/// Texts that are wider than where they stand, but for what scrolls or says by an ellipsis that it goes on.
const CUT_OFF: &str = "qa('.player :is(p, h2, h3, h4, li, dd, dt, td, a, b, span, bdi, button)').filter((e) => {
    if (!e.checkVisibility() || e.closest('.table, pre, .vh, .toast, .tabs, .chip, .timeline, .scroll .turn-group:not(:first-child)')) return false;
    const style = getComputedStyle(e);
    return e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && style.textOverflow !== 'ellipsis'
        && !e.matches('.chapter, .turn.is-now, .chapter-list li');
}).map((e) => `${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}`)";

/// How well a text can be read on a ground: WCAG's contrast, from 1 to 21.
const CONTRAST: &str = "const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
};
const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((x, y) => y - x); return (x + .05) / (y + .05); };
const ground = (element) => {
    const style = getComputedStyle(element);
    return [...style.backgroundImage.matchAll(/rgb\\([^)]*\\)/g)].map(String)[0] ?? style.backgroundColor;
};";

/// Dark text of the page on the player's dark ground: the two schemes mixed.
#[test]
fn a_theme_other_than_the_pages_has_a_ground_and_a_text_colour_of_its_own() {
    let stage = stage();
    stage.site.put("/episode.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    for (theme, page_colors) in [
        ("dark", "color-scheme: light; color: #222; background: #fff; --ifm-background-color: #fff"),
        ("light", "color-scheme: dark; color: #eee; background: #111; --md-default-bg-color: #111"),
    ] {
        stage.site.put("/theme.css", format!(":root {{ {page_colors} }}"));
        stage.site.put(
            "/theme.html",
            format!(
                "<!doctype html><html lang=en><title>t</title><link rel=stylesheet href=/theme.css>\
                 <script type=module src={SCRIPT}></script>\
                 <p>Text above.</p><episode-player src=/episode.json theme={theme}></episode-player>"
            ),
        );
        let page = stage.open("/theme.html");
        wait_ready(page);
        page.button("Save the transcript").click();
        page.run::<()>(
            "q('.timeline').dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse', clientX: 300 }));
             q('.scroll').dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true }))",
            vec![],
        );
        page.button("Plain text .txt").wait();
        page.button("Follow").wait();
        page.wait_for("so is the card at the pointer", "q('.card-at')");
        let is_dark: bool =
            page.run(&format!("{CONTRAST} return light(ground(q('episode-player'))) < .2;"), vec![]);
        assert_eq!(is_dark, theme == "dark", "the ground");
        for selector in ["episode-player", ".turn-group-title", ".menu", ".card-at", ".follow"] {
            let contrast: f64 = page.run(
                &format!("{CONTRAST} const e = q('{selector}'); return contrast(getComputedStyle(e).color, ground(e));"),
                vec![],
            );
            assert!(contrast >= 7.0, "{selector} in {theme}: {contrast}");
        }
        assert_eq!(
            page.eval::<String>("getComputedStyle(q('.speed select')).colorScheme"),
            theme,
            "its list"
        );
    }
}
