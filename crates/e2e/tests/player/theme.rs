//! The theme of a player on a page of the other theme.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence, wait_ready};

fn open<'a>(stage: &'a Stage, json: &Value, html: &str, attributes: &str) -> Page<'a> {
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
    wait_ready(page);
    page
}

/// Light text on the page's own light ground, and the reverse.
#[test]
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
