//! The figures of the page: copied, linked, in another order, and told apart where nobody says them.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence};

/// Three figures: one said at 30 s, one that nobody says, and one said at 10 and at 55 s.
fn with_figures() -> Value {
    let mut json = episode(&json!([{ "audio": "sound.wav" }]));
    let mention = |turn: u32| json!({ "turn": turn, "word": 0, "start": turn * 5 });
    json["statistics"] = json!([
        { "metric": "Words", "value": "240", "source": "Counted", "mentions": [mention(6)] },
        { "metric": "Tides", "value": "2 a day" },
        { "metric": "Height", "value": "up to 16 m", "source": "The gauge", "mentions": [mention(2), mention(11)] },
    ]);
    json
}

fn open<'a>(stage: &'a Stage, hash: &str) -> Page<'a> {
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/episode.json", with_figures().to_string());
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta charset=utf-8><title>An episode</title>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/episode.json></episode-player><episode-player id=b src=/episode.json></episode-player>",
    );
    let page = stage.open(&format!("/page.html{hash}"));
    page.wait_for("the lengths are known", "qa('episode-player').every((player) => player.duration > 0)");
    page.wait_for("the players have figures", "qa('.figure').length === 6");
    page
}

fn metrics(page: Page<'_>) -> Vec<String> {
    page.eval("qa('.metric').slice(0, 3).map((metric) => metric.textContent)")
}

#[test]
fn a_figure_is_copied_with_its_source_its_time_and_a_link_that_leads_back_to_it() {
    let stage = Stage::new();
    let page = open(&stage, "");
    // What the page may do with the clipboard is the browser's; here it is what is given to it.
    page.run::<()>(
        "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })",
        vec![],
    );
    page.tab("Statistics").nth(0).click();
    page.button("Copy: up to 16 m, Height").click();
    page.text("Copied").wait();
    let copied: String = page.eval("copied");
    let address = stage.site.url("/page.html");
    assert_eq!(copied, format!("up to 16 m: Height (The gauge), 00:10\n{address}#figure-3"));
    page.button("Copy: 2 a day, Tides").click();
    assert_eq!(page.eval::<String>("copied"), format!("2 a day: Tides\n{address}#figure-2"));
    page.link("Link to: up to 16 m, Height").click();
    page.wait_for("it is marked", "q('.figure.is-linked .metric')?.textContent === 'Height'");
    page.wait_for("it is where it is said first", "q('episode-player').currentTime === 10");
    assert_eq!(page.eval::<f64>("document.querySelector('#b').currentTime"), 0.0);
}

#[test]
fn an_address_opens_its_player_at_the_figure() {
    let stage = Stage::new();
    let page = open(&stage, "#figure-1&player=b");
    page.wait_for("the second player is there", "q('#b').currentTime === 30");
    page.wait_for(
        "its figure is marked",
        "qa('.figure.is-linked').length === 1 && qa('.figure')[3].matches('.is-linked')",
    );
    page.wait_for("and has the focus", "q('#b').shadowRoot.activeElement?.matches('.figure')");
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), 0.0);
    page.run::<()>("location.hash = '#figure-3&player=b'", vec![]);
    page.wait_for(
        "another address leads to another",
        "q('#b').currentTime === 10 && qa('.figure')[5].matches('.is-linked')",
    );
    assert!(!page.eval::<bool>("qa('.figure')[3].matches('.is-linked')"));
    // There is no ninth.
    page.run::<()>("location.hash = '#figure-9&player=b'", vec![]);
    page.run::<()>("location.hash = '#figure-1'", vec![]);
    page.wait_for("the first player is meant", "q('episode-player').currentTime === 30");
}

#[test]
fn figures_are_in_the_order_of_the_talk_where_a_reader_wants_it() {
    let stage = Stage::new();
    let page = open(&stage, "");
    page.tab("Statistics").nth(0).click();
    page.button("In the order of the talk").wait();
    assert_eq!(metrics(page), ["Words", "Tides", "Height"]);
    assert_eq!(page.text("Not said in the talk").count(), 1);
    page.button("In the order of the talk").click();
    assert_eq!(metrics(page), ["Height", "Words", "Tides"]);
    page.link("Link to: up to 16 m, Height")
        .wait_for("the number is that of the page", "element.hash === '#figure-3'");
    page.button("In the order of the talk").click();
    assert_eq!(metrics(page), ["Words", "Tides", "Height"]);
}
