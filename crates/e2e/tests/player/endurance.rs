//! Hours of playback, by clocks and timers that run fast in the page and in the frame: nothing grows, and nothing drifts.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use e2e::{Engine, Hurry, Knobs, Page, Stage};
use serde_json::json;

use crate::support::start;

const VIDEO: &str = "aaaaaaaaaaa";
const RATE: f64 = 2.0;
/// How many times as fast. A browser's timers take 4 ms at least: at this factor, less of the recording than a word.
const TIMES: f64 = 40.0;
const WORDS: usize = 20;
/// Of one word, in milliseconds of the recording.
const WORD: usize = 400;
const TURN: usize = WORDS * WORD;
/// From the opening of the page to the fast clock: it is measured meanwhile at the speed of every day.
const BEFORE: f64 = 25_000.0;
/// How long words are watched, in milliseconds.
const WATCHED: u32 = 6_000;

/// What a page holds.
#[derive(Debug)]
struct Held {
    /// Of all WebAssembly modules, in bytes.
    memory: f64,
    /// Elements and texts of the page and of its players.
    nodes: f64,
    /// What was added less what was removed.
    listeners: f64,
    /// What no other engine tells.
    chromium: Option<Chromium>,
}

/// What Chromium itself counts.
#[derive(Debug)]
struct Chromium {
    /// Of JavaScript, in bytes, without garbage.
    heap: f64,
    listeners: f64,
    nodes: f64,
}

fn held(page: Page<'_>) -> Held {
    Held {
        memory: page.eval("memories.reduce((all, memory) => all + memory.buffer.byteLength, 0)"),
        nodes: page.eval("countNodes(document)"),
        listeners: page.eval("listening"),
        chromium: (Engine::current() == Engine::Chromium).then(|| held_in_chromium(page)),
    }
}

fn held_in_chromium(page: Page<'_>) -> Chromium {
    let heap = page.heap() as f64;
    page.cdp("Performance.enable", json!({}));
    let metrics = page.cdp("Performance.getMetrics", json!({}));
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().expect("the protocol gives a list");
        all.iter().find(|m| m["name"] == name).and_then(|m| m["value"].as_f64()).expect("it gives numbers")
    };
    Chromium { heap, listeners: metric("JSEventListeners"), nodes: metric("Nodes") }
}

/// Plays for so many minutes at twice the speed.
fn listen(minutes: f64) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs_f64() * 1000.0;
    let from = now + BEFORE;
    let hurry = Hurry { from, until: from + minutes * 60_000.0 / TIMES, times: TIMES };
    let turns = (minutes * 60_000.0 * RATE / TURN as f64) as usize + 30;
    let length = (turns * TURN) as f64 / 1000.0;
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: length, hurry: Some(hurry), ..Knobs::default() });
    let page = open(&stage, hurry, turns);
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    page.run::<()>("q('episode-player').playbackRate = arguments[0]", vec![json!(RATE)]);
    page.wait_for("the rate is confirmed", &format!("q('episode-player').playbackRate === {RATE}"));
    let late_at_first = late(page);
    let before = held(page);
    let played: f64 = page.eval("q('episode-player').currentTime");
    wait_through(page, hurry);
    let played = page.eval::<f64>("q('episode-player').currentTime") - played;
    let late_at_last = late(page);
    let after = held(page);
    println!("played {played:.0} s of {length:.0} s; late {late_at_first:?}, then {late_at_last:?}");
    println!("before {before:?}\nafter  {after:?}");
    assert!(played >= minutes * 60.0 * RATE * 0.99, "{played} s were played");
    assert!(page.eval::<bool>("!q('episode-player').paused && !q('.stage-notice').textContent"));
    assert!(after.memory <= before.memory, "memory of WebAssembly: {before:?}, then {after:?}");
    assert!(after.nodes <= before.nodes + 50.0, "nodes: {before:?}, then {after:?}");
    assert!(after.listeners <= before.listeners * 1.02 + 8.0, "listeners: {before:?}, then {after:?}");
    if let (Some(before), Some(after)) = (before.chromium, after.chromium) {
        assert!(after.listeners <= before.listeners * 1.02 + 8.0, "listeners: {before:?}, then {after:?}");
        // A turn that comes into view for the first time gets one, as was measured: what is not in view is not styled.
        assert!(after.nodes <= before.nodes + turns as f64 + 50.0, "nodes: {before:?}, then {after:?}");
        assert!(after.heap <= before.heap + 500_000.0, "heap: {before:?}, then {after:?}");
    }
    let drift = late_at_last[0] - late_at_first[0];
    assert!(drift.abs() < 34.0, "words are {drift} ms later than at first");
}

fn open<'a>(stage: &'a Stage, hurry: Hurry, turns: usize) -> Page<'a> {
    let text: Vec<String> = (0..WORDS).map(|word| format!("w{word}")).collect();
    let words: Vec<usize> = (0..WORDS).map(|word| word * WORD).collect();
    let turns = (0..turns)
        .map(|turn| json!({ "start": turn * TURN / 1000, "text": text.join(" "), "words": words }))
        .collect::<Vec<_>>();
    let chapters: Vec<_> = (0..turns.len() * TURN / 300_000)
        .map(|chapter| json!({ "start": chapter * 300, "title": format!("Chapter {chapter}") }))
        .collect();
    let episode = json!({
        "title": "Endurance", "media": [{ "youtube": VIDEO }], "chapters": chapters,
        "transcript": { "timing": "captions", "turns": turns },
    });
    stage.site.put("/episode.json", episode.to_string());
    stage.site.put("/hurry.js", Hurry::SCRIPT);
    stage.site.put("/held.js", HELD);
    let knobs = json!({ "hurry": hurry });
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>t</title>\
             <script id=knobs type=application/json>{knobs}</script>\
             <script src=/hurry.js></script><script src=/held.js></script>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <episode-player src=/episode.json></episode-player>"
        ),
    );
    stage.open("/page.html")
}

/// Counts what the page holds.
const HELD: &str = "
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const make = WebAssembly[name];
        WebAssembly[name] = async (...values) => {
            const made = await make.apply(WebAssembly, values);
            const { exports } = made.instance ?? made;
            memories.push(...Object.values(exports).filter((value) => value instanceof WebAssembly.Memory));
            return made;
        };
    }
    window.listening = 0;
    for (const [name, by] of [['addEventListener', 1], ['removeEventListener', -1]]) {
        const call = EventTarget.prototype[name];
        EventTarget.prototype[name] = function (...values) {
            if (!values[2]?.once) listening += by;
            return call.apply(this, values);
        };
    }
    window.countNodes = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        let count = 0;
        while (walker.nextNode()) {
            count += 1 + (walker.currentNode.shadowRoot ? countNodes(walker.currentNode.shadowRoot) : 0);
        }
        return count;
    };
";

/// Waits until the clock is slow again, longer than any other wait of a test. It asks seldom, and by scripts that end at once:
/// the time that WebKit's driver gives to a script is short by the fast clock.
fn wait_through(page: Page<'_>, hurry: Hurry) {
    let start = Instant::now();
    let longest = Duration::from_millis((BEFORE + 2.0 * (hurry.until - hurry.from)) as u64);
    while !page.eval::<bool>("hurried()") {
        assert!(start.elapsed() < longest, "the fast clock never ends");
        let asked = Instant::now();
        let has_passed = || (asked.elapsed() > Duration::from_secs(2)).then_some(()).ok_or("not yet");
        page.wait_until("two seconds passed", has_passed);
    }
}

/// How late words are lit, in milliseconds of the recording, by the embed's own clock: the median and the 95th percentile.
fn late(page: Page<'_>) -> [f64; 2] {
    page.run::<()>(WATCH, vec![json!(WATCHED)]);
    let seen = page.wait_until("words were watched", || {
        page.eval::<Option<Vec<[f64; 2]>>>("window.seen ?? null").ok_or("not yet")
    });
    // Both frames have one clock, and it plays on evenly.
    let [wall, position] = page.embed(|frame| frame.eval::<[f64; 2]>("[__wall(), __now()]"));
    let at = |moment: f64| position * 1000.0 - (wall - moment) * RATE;
    let mut late: Vec<f64> = seen.iter().map(|[moment, start]| at(*moment) - start).collect();
    assert!(late.len() > 10, "words were lit: {seen:?}");
    late.sort_by(f64::total_cmp);
    [0.5, 0.95].map(|share| (late[((late.len() - 1) as f64 * share) as usize] * 10.0).round() / 10.0)
}

/// Notes, in each frame in which another word is lit than in the one before, the moment and the word's start.
const WATCH: &str = "
    const seen = [], until = performance.now() + arguments[0];
    window.seen = undefined;
    let last = null;
    const look = () => {
        const [range] = CSS.highlights.get('episode-word') ?? [];
        const turn = range?.startContainer.parentElement.closest('.turn');
        const start = turn && Number(turn.id.slice(5)) * 8000 + Number(String(range).slice(1)) * 400;
        if (last !== null && start !== last) seen.push([performance.timeOrigin + performance.now(), start]);
        last = start ?? null;
        if (performance.now() > until) window.seen = seen;
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
";

#[test]
#[ignore = "it takes five minutes: `cargo xtask test endurance`"]
fn after_three_hours_at_twice_the_speed_nothing_has_grown_or_drifted() {
    listen(180.0);
}
