//! The app that renders on a server.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use e2e::Page;

use crate::{built, go, plays_and_seeks, stage};

/// The server, ended when dropped.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> Self {
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

    fn open<'a>(&self, page: Page<'a>, path: &str) -> Page<'a> {
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
    let shift: f64 = page.run(
        "return new Promise((done) => new PerformanceObserver((list) => done(
            list.getEntries().reduce((sum, entry) => sum + entry.value, 0),
        )).observe({ type: 'layout-shift', buffered: true }) || setTimeout(done, 500, 0));",
        vec![],
    );
    assert!(shift < 0.02, "it shifts by {shift}");
    plays_and_seeks(page);
    // The stage fails the test for whatever the console holds.
}

#[test]
fn pages_are_gone_to_and_come_back_from() {
    let server = Server::start();
    let stage = stage();
    let page = server.open(stage.page(), "/player");
    page.wait_for("the player is there", "q('.chapter-list')");
    go(page, "/layout");
    page.wait_for("the parts are there", "qa('.is-part').length === 4 && q('audio')");
    plays_and_seeks(page);
    go(page, "/player");
    page.wait_for("the player is there again", "qa('.player').length === 1 && q('audio')");
    plays_and_seeks(page);
}
