//! Languages, directions, and the theme of a player on a page of the other theme.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence};

fn open<'a>(stage: &'a Stage, json: &Value, html: &str, attributes: &str) -> Page<'a> {
    if stage.site.read("/page.css").is_none() {
        stage.site.put("/page.css", "");
    }
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/episode.json", json.to_string());
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html {html}><title>t</title><link rel=stylesheet href=/page.css>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <episode-player src=/episode.json {attributes}></episode-player>"
        ),
    );
    let page = stage.open("/page.html");
    page.wait_for("the player is there", "q('.go') && q('episode-player').duration > 0");
    page
}

/// An Arabic sentence about the tide, and a name.
fn arabic() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    json["language"] = json!("ar");
    json["title"] = json!("كيف يعمل المد");
    json["speakers"][0]["name"] = json!("سلمى");
    json["chapters"][0]["title"] = json!("المد");
    json
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn on_a_page_from_right_to_left_the_timeline_is_drawn_and_clicked_in_one_direction() {
    let stage = Stage::new();
    let page = open(&stage, &arabic(), "lang=ar dir=rtl", "");
    for share in [0.25, 0.75] {
        let [x, y]: [f64; 2] = page.eval(&format!(
            "(() => {{ const r = q('.track').getBoundingClientRect(); return [r.x + r.width * {share}, r.y + r.height / 2]; }})()"
        ));
        page.click_at(x, y);
        let time = LENGTH * share;
        page.wait_for(
            "the click seeks there",
            &format!("Math.abs(q('episode-player').currentTime - {time}) < 1"),
        );
        page.wait_for(
            "the needle is under the pointer",
            &format!(
                "(() => {{ const r = q('.timeline > .needle:not(.ghost)').getBoundingClientRect(); return Math.abs(r.x + r.width / 2 - {x}) < 12; }})()"
            ),
        );
        page.wait_for(
            "so is the end of what is filled",
            &format!(
                "(() => {{ const s = q('.segment.is-now, .track i.is-now').getBoundingClientRect(); return s.left - 1 <= {x} && {x} <= s.right + 1; }})()"
            ),
        );
    }
    page.q(".timeline").click();
    let before: f64 = page.eval("q('episode-player').currentTime");
    page.press("\u{e014}"); // the arrow to the right
    page.wait_for("it goes on", &format!("q('episode-player').currentTime > {before}"));
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn texts_of_the_episode_have_its_language_and_their_own_direction() {
    let stage = Stage::new();
    let page = open(&stage, &arabic(), "lang=en", "");
    assert_eq!(page.eval::<String>("q('.player').lang"), "ar");
    let direction =
        |selector: &str| page.eval::<String>(&format!("getComputedStyle(q('{selector}')).direction"));
    assert_eq!(direction(".card-title"), "rtl");
    assert_eq!(direction("li:nth-child(1) > .chapter .title"), "rtl");
    assert_eq!(direction("li:nth-child(2) > .chapter .title"), "ltr");
    assert_eq!(page.eval::<String>("q('.speakers .chip bdi').textContent"), "سلمى", "names are isolated");
    // The interface's own words are English.
    let language = |selector: &str| page.eval::<String>(&format!("q('{selector}').closest('[lang]').lang"));
    assert_eq!((language(".tab"), language(".start")), ("en".into(), "en".into()));
    let wide: f64 = page.eval("document.documentElement.scrollWidth - innerWidth");
    assert!(wide <= 0.0, "the page is {wide} px too wide");
}

/// Light text on the page's own light ground, and the reverse.
#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn a_theme_of_its_own_has_a_surface_of_its_own() {
    for (theme, page_css) in [
        ("dark", ":root { color-scheme: light } body { color: #111; background: #fff }"),
        ("light", ":root { color-scheme: dark } body { color: #eee; background: #111 }"),
    ] {
        let stage = Stage::new();
        stage.site.put("/page.css", page_css);
        let page =
            open(&stage, &episode(&json!([{ "audio": "sound.wav" }])), "lang=en", &format!("theme={theme}"));
        // The luminance of text, and of the first opaque ground below it.
        let contrast: f64 = page.run(
            "const root = document.querySelector('episode-player').shadowRoot, canvas = new OffscreenCanvas(1, 1).getContext('2d');
             const light = (colour) => {
                 canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                 const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                 const [R, G, B] = [r, g, b].map((v) => ((v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4));
                 return [.2126 * R + .7152 * G + .0722 * B, a];
             };
             const ground = (e) => {
                 for (; e; e = e.parentElement ?? e.getRootNode().host) {
                     const [l, a] = light(getComputedStyle(e).backgroundColor);
                     if (a > 250) return l;
                 }
                 return light('Canvas')[0];
             };
             return Math.min(...['.turn', '.tab', '.chapter', '.clock'].map((selector) => {
                 const e = root.querySelector(selector), a = light(getComputedStyle(e).color)[0], b = ground(e);
                 return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
             }))",
            vec![],
        );
        assert!(contrast >= 4.5, "theme={theme}: {contrast}");
    }
}
