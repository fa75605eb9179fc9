//! The app that renders on a server.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use e2e::{Page, Stage};

use crate::{built, go, plays_and_seeks, stage};

/// The server, ended when dropped.
pub(crate) struct Server {
    process: Child,
    address: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        let mut process = Command::new(built("E2E_LEPTOS_SERVER"))
            .env("LEPTOS_OUTPUT_NAME", "leptos-ssr")
            .env("LEPTOS_SITE_ROOT", built("E2E_LEPTOS_SITE"))
            .env("LEPTOS_SITE_ADDR", "127.0.0.1:0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server can be started");
        let mut address = String::new();
        let output = process.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut address).expect("it says its address");
        Self { process, address: address.trim().to_owned() }
    }

    /// Opens what the server sent as readers without script have it.
    pub(crate) fn text<'a>(&self, stage: &'a Stage, path: &str) -> Page<'a> {
        let page = self.open(stage.page(), path);
        let html: String = page.run(
            "const html = await (await fetch(location.href)).text();
             const page = new DOMParser().parseFromString(html, 'text/html');
             for (const script of page.querySelectorAll('script, link')) script.remove();
             return '<!DOCTYPE html>' + page.documentElement.outerHTML;",
            vec![],
        );
        stage.site.put("/text.html", html);
        stage.site.policy("/text.html", "");
        stage.open("/text.html")
    }

    pub(crate) fn open<'a>(&self, page: Page<'a>, path: &str) -> Page<'a> {
        page.go(&format!("{}{path}", self.address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_servers_text_is_whole_without_script() {
    let server = Server::start();
    let stage = stage();
    let page = server.open(stage.page(), "/");
    let html: String = page.run("return fetch('/player').then((answer) => answer.text());", vec![]);
    let text: Vec<String> = page.run(
        "const page = new DOMParser().parseFromString(arguments[0], 'text/html');
         const texts = (selector) => [...page.querySelectorAll(selector)].map((e) => e.textContent);
         return ['h2', 'nav ol a[href^=\"#t=\"]', 'table td', 'section p b'].map((s) => texts(s).join('|'));",
        vec![html.into()],
    );
    let episode: serde_json::Value =
        page.run("return fetch('/episode.json').then((answer) => answer.json());", vec![]);
    let of = |list: &str, key: &str| -> Vec<String> {
        let list = episode[list].as_array().expect("a list");
        list.iter().map(|item| item[key].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(text[0], episode["title"].as_str().expect("a title"));
    assert_eq!(text[1], of("chapters", "title").join("|"));
    assert!(of("statistics", "value").iter().all(|value| text[2].contains(value.as_str())), "{}", text[2]);
    assert!(!text[3].is_empty(), "turns have their speakers");
}

#[test]
fn the_player_takes_the_place_of_the_text_without_a_shift_or_a_warning() {
    let server = Server::start();
    let stage = stage();
    let page = server.open(stage.page(), "/player");
    page.wait_for("the player is there", "q('.chapter-list') && q('audio')");
    assert!(page.eval::<bool>("!q('.episode-player > article')"), "the text gave way");
    assert_shift(page);
    plays_and_seeks(page);
    // The stage fails the test for whatever the console holds.
}

/// The page's layout shift so far is small.
#[track_caller]
fn assert_shift(page: Page<'_>) {
    // An observer is told of the past before the next frame but one.
    let (shift, moved): (f64, Vec<String>) = page.run(
        "return new Promise((done) => {
            let sum = 0;
            const moved = [];
            new PerformanceObserver((list) => {
                for (const { value, sources } of list.getEntries()) {
                    sum += value;
                    moved.push(...sources.map(({ node, previousRect, currentRect }) => [node?.className ?? node?.nodeName,
                        value, JSON.stringify(previousRect), JSON.stringify(currentRect)].join(' ')));
                }
            }).observe({ type: 'layout-shift', buffered: true });
            const after = (frames) => frames ? requestAnimationFrame(() => after(frames - 1)) : done([sum, moved]);
            after(3);
        });",
        vec![],
    );
    assert!(shift < 0.02, "it shifts by {shift}: {moved:#?}");
}

/// Class, top and height of the player, or of each part.
fn places(page: Page<'_>) -> Vec<(String, f64, f64)> {
    page.eval(
        "[...document.querySelectorAll('main [class^=episode-]')].map((host) => {
            const { top, height } = host.getBoundingClientRect();
            return [host.className, top, height];
        })",
    )
}

#[test]
fn the_text_takes_the_space_of_the_player_and_of_each_part_at_any_width() {
    let server = Server::start();
    let stage = stage();
    for (width, height) in [(1280, 757), (800, 600), (390, 844)] {
        stage.page().resize(width, height);
        for (path, count) in [("/player", 1), ("/layout", 6)] {
            let text = places(server.text(&stage, path));
            let page = server.open(stage.page(), path);
            page.wait_for("the player is there", "q('.chapter-list') && q('.turn') && q('audio')");
            assert_shift(page);
            let player = places(page);
            assert_eq!((text.len(), player.len()), (count, count));
            for (before, after) in text.iter().zip(&player) {
                let moved = (before.1 - after.1).abs().max((before.2 - after.2).abs());
                assert!(moved < 8.0, "at {width} px, text and player: {before:?}, {after:?}");
            }
        }
    }
}

#[test]
fn pages_are_gone_to_and_come_back_from() {
    let server = Server::start();
    let stage = stage();
    let page = server.open(stage.page(), "/player");
    page.wait_for("the player is there", "q('.chapter-list')");
    go(page, "/layout");
    page.wait_for("the parts are there", "qa('.is-part').length === 6 && q('audio')");
    plays_and_seeks(page);
    go(page, "/player");
    page.wait_for("the player is there again", "qa('.player').length === 1 && q('audio')");
    plays_and_seeks(page);
}

#[test]
fn the_text_and_the_player_are_in_the_language_of_the_prop() {
    let server = Server::start();
    let stage = stage();
    let text = server.text(&stage, "/german");
    assert_eq!(text.eval::<String>("q('section > h3').textContent"), "Transkript");
    assert_eq!(
        text.eval::<[String; 3]>(
            "[q('section > h3').lang, q('nav:has(ol)').ariaLabel, q('caption').textContent]"
        ),
        ["de", "Kapitel", "Wichtige Zahlen"]
    );
    let page = server.open(stage.page(), "/german");
    page.wait_for("the player is there", "q('.chapter-list') && q('audio')");
    assert_eq!(page.eval::<String>("nameOf(q('.play'))"), "Abspielen");
    // The stage fails the test for whatever the console holds.
}
