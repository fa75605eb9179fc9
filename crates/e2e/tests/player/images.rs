//! Pictures: the site's own poster, and images in the notes. Nothing of another host before the reader asks.

use e2e::{Knobs, Options, Page, STRICT_POLICY, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence, start};

const VIDEO: &str = "aaaaaaaaaaa";
/// A picture of another host, which counts what it is asked for.
const FOREIGN: &str = "https://www.youtube.com/fake-embed/late.svg?ms=7";
const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='900'><rect width='1600' height='900' fill='#f80'/></svg>";

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/pictures/poster.svg", PICTURE);
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    stage
}

fn open<'a>(stage: &'a Stage, json: &Value) -> Page<'a> {
    stage.site.policy("/page.html", &STRICT_POLICY.replace("img-src 'self'", "img-src 'self' https:"));
    // Files that an episode names are relative to its JSON.
    stage.site.put("/pictures/episode.json", json.to_string());
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>t</title>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/pictures/episode.json></episode-player>",
    );
    let page = stage.open("/page.html");
    start(page).wait();
    page
}

fn with_poster(url: &str) -> Value {
    let mut json = episode(&json!([{ "youtube": VIDEO }]));
    json["poster"] = json!(url);
    json
}

#[test]
fn the_poster_fills_the_card_and_the_title_stands_on_a_ground_of_its_own() {
    let stage = stage();
    for (width, height) in [(1280, 900), (700, 900), (390, 844), (320, 568)] {
        stage.page().resize(width, height);
        let page = open(&stage, &with_poster("poster.svg"));
        page.wait_for("the picture is loaded", "q('.card img')?.complete && q('.card img').naturalWidth > 0");
        let (card, picture): ([f64; 4], [f64; 4]) = page.eval(
            "['.card', '.card img'].map((s) => { const r = q(s).getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; })",
        );
        assert_eq!(card, picture, "at {width}");
        assert!(!page.eval::<bool>("q('.waveform').checkVisibility()"), "not both");
        // Each text lies on a ground that hides the picture: a gradient of one colour over a colour.
        let texts: usize = page.eval(
            "qa('.card :is(.eyebrow, h2, .byline, .go-text)').filter((e) => e.checkVisibility()).length",
        );
        assert!(texts >= 2, "a title and a button at {width}: {texts}");
        let bare: Vec<String> = page.eval(
            "qa('.card :is(.eyebrow, h2, .byline, .go-text)').filter((e) => e.checkVisibility()).filter((e) => {
                const ground = e.closest('.card-text'), g = ground.getBoundingClientRect(), r = e.getBoundingClientRect();
                const is_opaque = !/^(rgba|transparent)/.test(getComputedStyle(ground).backgroundColor);
                return !is_opaque || r.left < g.left || r.right > g.right || r.top < g.top || r.bottom > g.bottom;
            }).map((e) => e.className || e.tagName)",
        );
        assert_eq!(bare, Vec::<String>::new(), "at {width}");
        start(page).click();
        page.wait_for("it plays", "q('episode-player').currentTime > 0 && !q('.card').checkVisibility()");
    }
}

#[test]
fn a_poster_that_is_missing_leaves_the_drawn_card() {
    let stage = stage();
    stage.expect_console("none.svg");
    let page = open(&stage, &with_poster("none.svg"));
    page.wait_for(
        "the drawn card is shown",
        "q('.waveform').checkVisibility() && !q('.card img').checkVisibility()",
    );
}

#[test]
fn a_poster_of_another_host_is_not_asked_for() {
    let stage = stage();
    let page = open(&stage, &with_poster(FOREIGN));
    page.wait_for("all is there", "qa('.turn').length === 12");
    assert!(page.eval::<bool>("q('.waveform').checkVisibility()"), "the drawn card is shown");
    assert_eq!(stage.embed.connections(), 0);
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    assert!(!stage.embed.requests().iter().any(|request| request.path.contains("ms=7")));
}

#[test]
fn an_image_of_another_host_is_loaded_after_the_reader_asks() {
    let stage = stage();
    let node = |url: &str, alt: &str| json!({ "type": "image", "url": url, "alt": alt });
    let paragraph = |child: Value| json!({ "type": "paragraph", "children": [child] });
    let mut json = episode(&json!([{ "youtube": VIDEO }]));
    let link = json!({ "type": "link", "url": "/more", "children": [node(FOREIGN, "The tides as a badge")] });
    json["sections"] = json!([{ "title": "Pictures", "children": [
        paragraph(node(FOREIGN, "A chart of the tides")),
        paragraph(link),
        paragraph(node("/pictures/poster.svg", "The poster")),
        paragraph(node("/none.svg", "A picture that is not there")),
    ] }]);
    stage.expect_console("none.svg");
    let page = open(&stage, &json);
    page.tab("Notes").click();
    let image = |name: &str| page.by_role("img", name);
    image("The poster").wait_for("it is loaded", "element.complete && element.naturalWidth > 0");
    assert_eq!(image("The poster").eval::<String>("element.loading"), "lazy");
    let missing = image("A picture that is not there");
    missing.wait_for("it is known to be missing", "element.complete && element.naturalWidth === 0");
    assert!(missing.eval::<bool>("element.getBoundingClientRect().width > 100"), "its text is shown");
    assert_eq!(stage.embed.connections(), 0, "nothing of the other host");
    let text = page.by_role("tabpanel", "Notes").text();
    for part in ["A chart of the tides", "The tides as a badge", "Load image from www.youtube.com"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    let link = page.link("The tides as a badge");
    assert_eq!(link.attribute("href").as_deref(), Some("/more"), "the link has its words");
    let load = page.button("Load image from www.youtube.com");
    assert_eq!(load.count(), 2);
    assert!(load.nth(1).eval::<bool>("!element.closest('a')"), "no button is in a link");
    load.nth(0).focus();
    page.press("\u{e007}");
    image("A chart of the tides").wait_for("it is loaded", "element.complete");
    assert_eq!(stage.embed.requests().iter().filter(|request| request.path.contains("ms=7")).count(), 1);
    assert_eq!(page.focused(), "A chart of the tides");
    load.click();
    image("The tides as a badge")
        .wait_for("the other one is in its link", "element.complete && element.closest('a')");
    assert_eq!(load.count(), 0);
}
