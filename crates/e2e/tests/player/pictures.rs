//! The poster and the pictures in the notes: those of another host are not asked for before the reader acts.

use e2e::{Options, STRICT_POLICY, Stage};
use serde_json::json;

use crate::support::episode;

/// A picture of one pixel.
const PIXEL: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"><rect width="16" height="9"/></svg>"#;

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn the_poster_is_in_the_title_card_and_one_that_is_missing_leaves_the_drawn_card() {
    let stage = Stage::new();
    stage.expect_console("none.svg");
    stage.site.put("/img/poster.svg", PIXEL);
    let mut json = episode(&json!([]));
    json["poster"] = json!("img/poster.svg");
    let page = stage.open_episode(&json, "");
    page.wait_for("it is shown", "q('.card img')?.naturalWidth === 16 && q('.card img').checkVisibility()");
    assert_eq!(page.q(".card img").attribute("alt").as_deref(), Some(""));
    let covered: bool = page.eval(
        "(() => { const r = q('.card-title').getBoundingClientRect();
          return !!q('.card-title').getRootNode().elementFromPoint(r.x + 5, r.y + r.height / 2)?.closest('img'); })()",
    );
    assert!(!covered, "the title is readable");
    json["poster"] = json!("img/none.svg");
    let page = stage.open_episode(&json, "");
    page.wait_for(
        "the drawn card is there",
        "q('.score')?.checkVisibility() && !q('.card img')?.checkVisibility()",
    );
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn a_picture_of_another_host_is_loaded_when_the_reader_asks() {
    let stage = Stage::with(&Options { network_log: true, ..Options::default() });
    stage.elsewhere.put("/there.svg", PIXEL);
    stage.site.put("/here.svg", PIXEL);
    let there = stage.elsewhere.url("/there.svg");
    let mut json = episode(&json!([]));
    json["poster"] = json!(there);
    let image = |url: &str, alt: &str| json!({ "type": "paragraph", "children": [{ "type": "image", "url": url, "alt": alt }] });
    json["sections"] =
        json!([{ "title": "Pictures", "children": [image("/here.svg", "Here"), image(&there, "The tide")] }]);
    stage.site.policy("/page.html", &STRICT_POLICY.replace("img-src 'self'", "img-src *"));
    let page = stage.open_episode(&json, "");
    page.wait_for("the player is there", "q('#tab-notes')");
    page.q("#tab-notes").click();
    page.wait_for("our own is loaded", "q('.notes img[alt=Here]')?.naturalWidth === 16");
    assert_eq!(stage.elsewhere.requests(), [], "nothing is asked of another host");
    assert!(page.q(".notes").text().contains("The tide"), "its description stands there");
    page.q(".load-image button").click();
    page.wait_for("it is loaded", "q('.notes img[alt=\"The tide\"]')?.naturalWidth === 16");
    assert!(page.eval::<bool>("q('.notes img[alt=\"The tide\"]').matches(':focus')"), "the focus is on it");
    assert_eq!(stage.elsewhere.requests().len(), 1);
}
