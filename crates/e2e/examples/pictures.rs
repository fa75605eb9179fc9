//! The pictures in `docs/look`: every panel and state of the built demo, at three widths, light and dark.

use std::path::Path;

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

const VIDEO: &str = "aaaaaaaaaaa";
const WIDTHS: [(&str, u32, u32); 3] = [("wide", 1280, 880), ("medium", 768, 1000), ("phone", 390, 844)];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this crate is in crates/");
    let folder = root.join("docs/look");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).expect("the demo is there");
    let demo: Value = serde_json::from_str(&read("demo/episode.json")).expect("the demo is JSON");

    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.mount("/demo", root.join("demo"));
    stage.embed.knobs(VIDEO, Knobs { duration: 270.0, ..Knobs::default() });
    stage.site.put("/page.html", PAGE);
    let take = |page: Page<'_>, name: &str| {
        // The chapters are a panel on a phone only.
        for (width, x, y) in WIDTHS.into_iter().filter(|(width, ..)| name != "chapters" || *width == "phone")
        {
            page.resize(x, y);
            for scheme in ["light", "dark"] {
                page.emulate(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
                page.run::<()>(SETTLE, vec![]);
                let picture = page.screenshot(name);
                let suffix = if name == "transcript" { String::new() } else { format!("-{name}") };
                std::fs::copy(picture, folder.join(format!("{width}-{scheme}{suffix}.png")))
                    .expect("the picture can be kept");
            }
        }
    };
    let open = |json: &Value| {
        stage.site.put("/demo-episode.json", json.to_string());
        stage.open("/page.html")
    };

    let mut audio = demo.clone();
    audio["media"] = json!([{ "audio": "demo/episode.mp3" }]);
    let page = open(&audio);
    page.wait_for("the player is there", "q('.go') && q('episode-player').duration > 0");
    page.run::<()>("q('episode-player').currentTime = 160; return q('episode-player').play()", vec![]);
    page.wait_for("a figure is said", "q('episode-player').currentTime > 160.5 && q('.turn.is-now')");
    page.run::<()>("q('episode-player').pause()", vec![]);
    page.wait_for("it is paused", "q('episode-player').paused");
    take(page, "transcript");
    let search = "const field = q('.field input'); field.value = arguments[0]; field.dispatchEvent(new Event('input'))";
    page.run::<()>(search, vec!["word".into()]);
    page.wait_for("it is found, and shown on the timeline", "q('.hit-marks path').getAttribute('d')");
    take(page, "search");
    page.run::<()>(search, vec!["".into()]);
    for panel in ["statistics", "notes"] {
        page.run::<()>("q('#tab-' + arguments[0]).click()", vec![panel.into()]);
        take(page, panel);
    }
    page.resize(390, 844);
    page.wait_for("it is narrow", "q('#tab-chapters')");
    page.run::<()>("q('#tab-chapters').click()", vec![]);
    take(page, "chapters");

    let mut video = demo.clone();
    video["media"] = json!([{ "youtube": VIDEO }]);
    video["transcript"]["timing"] = json!("estimated");
    let page = open(&video);
    page.wait_for("the card is there", "q('.go')");
    take(page, "poster");
    stage.embed.knobs(VIDEO, Knobs { silent: true, ..Knobs::default() });
    page.button("Play …").click();
    page.wait_for("it is told", "q('.failure[role=alert]')");
    take(page, "unreachable");

    stage.embed.knobs(VIDEO, Knobs { duration: 270.0, error_at_play: 150, ..Knobs::default() });
    let page = open(&video);
    page.wait_for("the card is there", "q('.go')");
    page.button("Play …").click();
    page.wait_for("it is told", "q('.stage-notice h2')");
    take(page, "refused-by-youtube");

    let page =
        open(&json!({ "title": "Tides", "chapters": [{ "start": "soon", "title": "Ebb" }], "speakers": 2 }));
    page.wait_for("it is refused", "q('.refused')");
    take(page, "refused");

    let hold = stage.site.hold("/demo-episode.json");
    let page = open(&demo);
    page.wait_for("the skeleton is there", "q('.skeleton')");
    take(page, "loading");
    drop(hold);
}

/// What a documentation site writes.
const PAGE: &str = "<!doctype html><html lang=en><meta name=viewport content='width=device-width'>
<title>An episode</title><link rel=stylesheet href=/demo/page.css>
<script type=module src=/episode-player/episode-player.js></script>
<main><episode-player src=/demo-episode.json></episode-player></main>";

/// Two frames after the last change of the layout.
const SETTLE: &str = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))";
