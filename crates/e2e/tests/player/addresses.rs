//! Times in addresses, and sources that follow each other.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, episode, silence, start, wait_ready};

const SCRIPT: &str = "<script type=module src=/episode-player/episode-player.js></script>";

fn stage() -> Stage {
    let stage = Stage::new();
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/a.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    let mut other = episode(&json!([{ "audio": "sound.wav" }]));
    other["title"] = json!("Another");
    stage.site.put("/b.json", other.to_string());
    stage
}

fn open<'a>(stage: &'a Stage, body: &str, address: &str) -> Page<'a> {
    stage.site.put("/page.html", format!("<!doctype html><html lang=en><title>t</title>{SCRIPT}{body}"));
    stage.open(&format!("/page.html{address}"))
}

fn clocks(page: Page<'_>) -> Vec<String> {
    page.eval("qa('.clock .now').map((e) => e.textContent)")
}

#[test]
fn start_and_t_are_for_the_first_episode_and_not_for_a_later_src() {
    let stage = stage();
    let page = open(&stage, "<episode-player src=/a.json start=21></episode-player>", "");
    page.wait_for("it starts there", "q('.clock .now')?.textContent === '00:21'");
    page.run::<()>("document.querySelector('episode-player').setAttribute('src', '/b.json')", vec![]);
    page.heading("Another").wait();
    assert_eq!(clocks(page), ["00:00"]);
}

#[test]
fn the_same_link_to_a_time_seeks_every_time() {
    let stage = stage();
    let page =
        open(&stage, "<a id=link href='#t=0:42'>42</a><episode-player src=/a.json></episode-player>", "");
    start(page).wait();
    for _ in 0..3 {
        page.link("42").click();
        page.wait_for("it is at 42 s", "q('.clock .now').textContent === '00:42'");
        page.run::<()>("document.querySelector('episode-player').currentTime = 5", vec![]);
        page.wait_for("it is elsewhere", "q('.clock .now').textContent === '00:05'");
    }
}

#[test]
fn a_time_as_youtube_writes_it_works_and_nonsense_is_ignored() {
    let stage = stage();
    let page = open(&stage, "<episode-player src=/a.json start=3></episode-player>", "#t=0h0m42s");
    page.wait_for("it is there", "q('.clock .now')");
    assert_eq!(clocks(page), ["00:42"]);
    for nonsense in ["1:99", "-3", "soon", "1e3", ""] {
        for hash in [&*format!("t={nonsense}"), ""] {
            page.run::<()>(
                "return new Promise((done) => {
                     addEventListener('hashchange', () => setTimeout(done), { once: true });
                     location.hash = arguments[0];
                 })",
                vec![json!(hash)],
            );
        }
        assert_eq!(clocks(page), ["00:42"], "{nonsense}");
    }
    page.run::<()>("location.hash = 't=33s'", vec![]);
    page.wait_for("a time seeks", "q('.clock .now').textContent === '00:33'");
}

#[test]
fn a_link_of_the_second_player_leads_to_the_second_player() {
    let stage = stage();
    let body =
        "<episode-player src=/a.json></episode-player><episode-player id=two src=/a.json></episode-player>";
    let page = open(&stage, body, "");
    start(page).wait_count(2);
    let link: String = page.link("Two …").nth(1).eval("element.href");
    assert!(link.ends_with("#t=20&player=two"), "{link}");
    let address = link.split_once('#').expect("it has a fragment").1;
    let page = open(&stage, body, &format!("#{address}"));
    page.wait_for("both are there", "qa('.clock .now').length === 2");
    assert_eq!(clocks(page), ["00:00", "00:20"]);
    page.run::<()>("location.hash = 't=7&player=2'", vec![]);
    page.wait_for("by its number as well", "qa('.clock .now')[1].textContent === '00:07'");
    assert_eq!(clocks(page), ["00:00", "00:07"]);
}

#[test]
fn a_base_element_breaks_neither_links_nor_sources() {
    let stage = stage();
    stage.site.put("/deep/a.json", episode(&json!([{ "audio": "../sound.wav" }])).to_string());
    let page = open(&stage, "<base href=/deep/><episode-player src=a.json></episode-player>", "");
    wait_ready(page);
    let link: String = page.link("Two …").eval("element.href");
    assert!(link.ends_with("/page.html#t=20"), "{link}");
}

#[test]
fn the_latest_of_src_and_episode_wins_also_after_a_move() {
    let stage = stage();
    let page = open(&stage, "<episode-player src=/a.json></episode-player><main></main>", "");
    start(page).wait();
    let mut third = episode(&json!([]));
    third["title"] = json!("Third");
    page.run::<()>(
        "window.e = document.querySelector('episode-player'); e.episode = arguments[0]",
        vec![third],
    );
    page.heading("Third").wait();
    page.run::<()>("document.querySelector('main').append(e)", vec![]);
    page.heading("Third").wait();
    page.run::<()>("e.setAttribute('src', '/b.json')", vec![]);
    page.heading("Another").wait();
    page.run::<()>("document.body.append(e)", vec![]);
    page.heading("Another").wait();
}

#[test]
fn null_clears_the_episode() {
    let stage = stage();
    let page = open(&stage, "<episode-player><p>The page's text.</p></episode-player>", "");
    page.run::<()>(
        "document.querySelector('episode-player').episode = arguments[0]",
        vec![episode(&json!([]))],
    );
    page.heading("Counting").wait();
    page.run::<()>("document.querySelector('episode-player').episode = null", vec![]);
    page.heading("Counting").wait_gone();
    assert_eq!(page.eval::<Value>("q('episode-player').episode"), json!(null));
    assert!(page.eval::<bool>("q('episode-player > p').checkVisibility()"), "the page's text is readable");
}
