//! The app that renders in the browser.

use e2e::{Page, Stage};

use crate::{built, go, plays_and_seeks, stage};

pub(crate) fn open(stage: &Stage) -> Page<'_> {
    stage.site.mount("/", built("E2E_LEPTOS_CSR"));
    // Trunk starts the app by a script in the page.
    stage.site.policy("/", "");
    stage.open("/")
}

#[test]
fn the_ready_player_plays_seeks_and_is_read_by_the_app() {
    let stage = stage();
    let page = open(&stage);
    page.wait_for("the app is there", "q('nav a')");
    go(page, "/player");
    page.wait_for("the player is there", "q('.chapter-list') && q('audio')");
    page.wait_for(
        "the app has its title",
        "document.querySelector('h1').textContent === q('.card-title').textContent",
    );
    plays_and_seeks(page);
    page.wait_for("the app knows", "q('#status').textContent.startsWith('Playing at 1')");
    page.run::<()>("[...document.querySelectorAll('button')].at(-1).click()", vec![]);
    page.wait_for("the app seeks", "Math.abs(q('audio').currentTime - 60) < 5");
}

#[test]
fn the_styles_of_app_and_player_do_not_meet() {
    let stage = stage();
    let page = open(&stage);
    page.wait_for("the app is there", "q('main .card')");
    let of_app: String = page.eval("getComputedStyle(document.querySelector('.card')).borderTopWidth");
    assert_eq!(of_app, "4px");
    go(page, "/player");
    page.wait_for("the player is there", "q('.card-title')");
    assert_eq!(page.eval::<String>("getComputedStyle(q('.card')).borderTopWidth"), "0px");
    assert!(page.eval::<bool>("getComputedStyle(q('.play')).color !== 'rgb(255, 99, 71)'"));
    // Chapters and transcript stand beside one another.
    page.wait_for("the layout is whole", "q('.turn')");
    let apart: bool = page.eval(
        "(() => { const [a, b] = [q('.chapters'), q('.transcript')].map((e) => e.getBoundingClientRect());
            return a.right <= b.left || a.bottom <= b.top || b.bottom <= a.top; })()",
    );
    assert!(apart, "chapters and transcript do not cover each other");
    page.screenshot("leptos-player");
}

#[test]
fn a_layout_of_the_apps_own_is_on_one_clock_and_survives_navigation() {
    let stage = stage();
    let page = open(&stage);
    page.wait_for("the app is there", "q('nav a')");
    go(page, "/layout");
    page.wait_for("the parts are there", "qa('.is-part').length === 6 && q('audio')");
    plays_and_seeks(page);
    let title: String = page.eval("q('.chapter[aria-current] .title').textContent");
    page.wait_for(
        "the app's own part follows",
        &format!("q('#now-playing').textContent === 'Chapter: {title}'"),
    );
    page.screenshot("leptos-layout");
    page.run::<()>("window.sound = q('audio')", vec![]);
    go(page, "/");
    page.wait_for("nothing is left of it", "!q('.is-part') && sound.paused && !sound.isConnected");
    go(page, "/layout");
    page.wait_for("it is there again", "qa('.is-part').length === 6 && q('audio') && q('audio') !== sound");
    plays_and_seeks(page);
}
