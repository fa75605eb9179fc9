//! An episode without a tool: recording, captions and chapters as attributes, where there is no `src`.

use e2e::{Answer, Knobs, Page, STRICT_POLICY, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, LIT_TURN, alert, episode, silence, start, wait_chapter};

const VIDEO: &str = "aaaaaaaaaaa";
const CAPTIONS: &str = "WEBVTT\n\n00:00.500 --> 00:04.000\n<v Ada>The sea rises &amp; falls.\n\n\
    00:20.000 --> 00:24.000\n<v Bo>Why is that?\n\n00:25.000 --> 00:29.000\n<v Ada>The moon pulls at it.\n";
const CHAPTERS: &str = r#"{ "version": "1.2.0", "chapters": [
    { "startTime": 0, "title": "Part 1: Ebb" }, { "startTime": 20, "title": "Flow" }] }"#;
const SRT: &str =
    "1\n00:00:00,500 --> 00:00:04,000\nAda: The sea rises.\n\n2\n00:00:20,000 --> 00:00:24,000\nBo: Why?\n";
const VTT_CHAPTERS: &str =
    "WEBVTT\n\n00:00.000 --> 00:20.000\nPart 1: Ebb\n\n00:20.000 --> 01:00.000\nFlow\n";
const ALL: &str = "youtube=aaaaaaaaaaa chapters=chapters.json captions=captions.vtt";

fn stage() -> Stage {
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/captions.vtt", CAPTIONS);
    stage.site.put("/captions.srt", SRT);
    stage.site.put("/chapters.json", CHAPTERS);
    stage.site.put("/chapters.vtt", VTT_CHAPTERS);
    stage
}

fn open<'a>(stage: &'a Stage, attributes: &str) -> Page<'a> {
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><title>Tides</title>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <episode-player {attributes}><p>The page's text.</p></episode-player>"
        ),
    );
    stage.open("/page.html")
}

/// The speakers and what they say, as a reader sees them.
fn turns(page: Page<'_>) -> Vec<[String; 2]> {
    page.eval("qa('.turn').map((turn) => ['.who', 'p'].map((part) => turn.querySelector(part).textContent))")
}

/// Sets attributes of the element; `null` takes one away.
fn set(page: Page<'_>, attributes: &Value) {
    page.run::<()>(
        "for (const [name, value] of Object.entries(arguments[0]))
             value === null ? q('episode-player').removeAttribute(name) : q('episode-player').setAttribute(name, value);",
        vec![attributes.clone()],
    );
}

#[test]
fn a_video_its_captions_and_chapters_are_an_episode_in_step() {
    let stage = stage();
    let page = open(&stage, ALL);
    page.heading("Tides").wait();
    page.link("Part 1: Ebb …").wait();
    let said = turns(page);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said[0][0].contains("Ada") && said[0][1].contains("The sea rises & falls."), "{said:?}");
    assert!(said[1][0].contains("Bo") && said[1][1].contains("Why is that?"), "{said:?}");
    assert_eq!(stage.embed.connections(), 0, "nothing of YouTube's before play");
    page.link("Flow …").click();
    start(page).click();
    page.wait_for("it plays from there", "q('iframe') && q('episode-player').currentTime > 20");
    wait_chapter(page, "Flow");
    page.wait_for("the turn is lit", &format!("({LIT_TURN}) === 'turn-1'"));
    page.wait_for("the next turn is lit as the video goes on", &format!("({LIT_TURN}) === 'turn-2'"));
    assert!(page.embed(|frame| frame.eval::<f64>("__now()")) >= 24.9);
}

#[test]
fn srt_and_webvtt_chapters_with_a_sound_file_and_a_title_are_one_too() {
    let stage = stage();
    let page =
        open(&stage, "audio=sound.wav chapters=chapters.vtt captions=captions.srt episode-title='Of tides'");
    page.heading("Of tides").wait();
    page.link("Part 1: Ebb …").wait();
    let said = turns(page);
    assert!(said[0][0].contains("Ada") && said[1][0].contains("Bo"), "{said:?}");
    start(page).click();
    page.wait_for("it plays", "q('audio').currentTime > 0");
}

#[test]
fn with_src_none_of_its_files_is_asked_for() {
    let stage = stage();
    stage.site.put("/episode.json", episode(&json!([])).to_string());
    let page = open(&stage, &format!("src=/episode.json {ALL}"));
    page.heading("Counting").wait();
    set(page, &json!({ "captions": "other.vtt" }));
    let quick =
        |path: &str| path.contains("quick-start") || path.contains("captions") || path.contains("chapters");
    let asked: Vec<_> = stage.site.requests().into_iter().map(|request| request.path).collect();
    assert!(!asked.iter().any(|path| quick(path)), "{asked:?}");
    assert_eq!(asked.iter().filter(|path| *path == "/episode.json").count(), 1, "{asked:?}");
    // Without `src` they are.
    set(page, &json!({ "src": null, "captions": "captions.vtt" }));
    page.heading("Tides").wait();
    let asked = stage.site.requests();
    assert!(asked.iter().any(|request| request.path == "/episode-player/quick-start.js"));
    assert_eq!(asked.iter().filter(|request| request.path == "/captions.vtt").count(), 1);
}

#[test]
fn the_latest_of_attributes_and_episode_wins() {
    let stage = stage();
    stage.site.put("/other.vtt", CAPTIONS.replace("Bo", "Cleo"));
    let page = open(&stage, ALL);
    page.heading("Tides").wait();
    set(page, &json!({ "captions": "other.vtt", "chapters": null, "episode-title": "Others" }));
    page.heading("Others").wait();
    assert!(turns(page)[1][0].contains("Cleo"), "{:?}", turns(page));
    page.run::<()>("q('episode-player').episode = arguments[0]", vec![episode(&json!([]))]);
    page.heading("Counting").wait();
    page.run::<()>("q('episode-player').episode = null", vec![]);
    page.heading("Others").wait();
    set(page, &json!({ "captions": null, "youtube": null, "episode-title": null }));
    page.wait_for("the page's text is back", "q('episode-player > p').checkVisibility()");
}

#[test]
fn each_file_that_cannot_be_read_is_told_with_its_address_or_line_and_tried_again() {
    let stage = stage();
    for part in ["none.vtt", "127.0.0.1", "CORS", "ERR_", "Cross-Origin", "access control", "Access-Control"]
    {
        stage.expect_console(part);
    }
    stage.site.put("/bad.vtt", CAPTIONS.replace("00:20.000", "00:2O.000"));
    stage
        .site
        .answer("/page.vtt", Answer::Typed("text/html", b"<!doctype html><title>Sign in</title>".to_vec()));
    stage.site.put("/prose.txt", "Once upon a time there was a sea.");
    stage.site.put("/broken.json", "{ \"chapters\": [");
    stage.elsewhere.put("/captions.vtt", CAPTIONS);
    let elsewhere = stage.elsewhere.url("/captions.vtt");
    let origin = stage.elsewhere.url("");
    stage.site.policy("/page.html", &STRICT_POLICY.replace("connect-src 'self'", "connect-src *"));
    for (attributes, parts) in [
        ("captions=none.vtt", &["no file at this address (404)", "none.vtt"][..]),
        ("captions=bad.vtt", &["bad.vtt, line 6", "00:2O.000 --> 00:24.000", "times such as"]),
        ("captions=page.vtt", &["web page (HTML)", "page.vtt"]),
        ("captions=prose.txt", &["prose.txt, line 1", "WebVTT, SRT"]),
        ("chapters=broken.json", &["broken.json, line 1", "column"]),
        (
            "youtube=https://youtu.be/aaaaaaaaaaa",
            &["attribute youtube", "https://youtu.be/aaaaaaaaaaa", "11 of"],
        ),
        ("captions='http://['", &["not a valid address", "http://["]),
        (&format!("captions={elsewhere}"), &[&*origin, "Access-Control-Allow-Origin"]),
    ] {
        let page = open(&stage, attributes);
        alert(page).wait();
        let text = alert(page).text();
        for part in parts {
            assert!(text.contains(part), "{attributes}: {part} is not in {text}");
        }
        assert!(page.eval::<bool>("q('episode-player > p').checkVisibility()"), "{attributes}");
    }
    let page = open(&stage, "captions=bad.vtt");
    alert(page).wait();
    stage.site.put("/bad.vtt", CAPTIONS);
    page.button("Try again").click();
    page.heading("Tides").wait();
    alert(page).wait_gone();
    // An attribute that changes is another try, too.
    set(page, &json!({ "captions": "none.vtt" }));
    alert(page).wait_for("it is told", "element.textContent.includes('404')");
    let error: Value = page.eval("q('episode-player').play().catch((error) => error.message)");
    assert!(error.as_str().is_some_and(|text| text.contains("none.vtt")), "{error}");
    set(page, &json!({ "captions": "captions.srt" }));
    page.heading("Tides").wait();
}
