//! A page that is left and comes back, is covered by another tab, or gives its film to a window of its own.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LIT_WORD, episode, open_with_sound, search_field, start, word_at};

fn stage() -> Stage {
    Stage::with(&Options { autoplay: true, ..Options::default() })
}

/// A page whose player plays its sound, from the twelfth second on; `e` is the player.
fn open_playing(stage: &Stage) -> Page<'_> {
    let page = open_with_sound(stage, &episode(&json!([{ "audio": "sound.wav" }])));
    page.run::<()>(
        "window.e = document.querySelector('episode-player'); e.currentTime = 12; return e.play()",
        vec![],
    );
    page.wait_for("it plays", "e.currentTime > 12.1");
    page
}

/// Waits until the word is lit that is said, give or take a frame.
fn in_step(page: Page<'_>) {
    const FRAME: f64 = 0.02;
    page.wait_until("the word is lit that is said", || {
        let (time, word): (f64, Option<String>) =
            page.eval(&format!("[q('audio, video').currentTime, {LIT_WORD}]"));
        let said = [-FRAME, 0.0, FRAME].map(|late| word_at(time + late));
        said.contains(&word).then_some(()).ok_or((time, word))
    });
}

#[test]
fn a_page_that_comes_back_from_the_cache_is_at_its_place_and_plays_on() {
    let stage = stage();
    stage.site.put("/other.html", "<!doctype html><title>Other</title>");
    let page = open_playing(&stage);
    page.run::<()>(
        "window.left = e.currentTime; setTimeout(() => { location.href = '/other.html'; })",
        vec![],
    );
    page.wait_for("the other page is there", "document.title === 'Other'");
    page.run::<()>("setTimeout(() => history.back())", vec![]);
    page.wait_for("the page is back", "document.title !== 'Other'");
    search_field(page).wait();
    assert!(page.eval::<bool>("!!window.left"), "the page comes from the cache");
    // Some engines pause it, some play on.
    page.wait_for("the sound is at its place", "q('audio').currentTime >= left");
    page.wait_for("so is the player", "Math.abs(e.currentTime - q('audio').currentTime) < .1");
    page.wait_for(
        "it says whether it plays",
        "e.paused === q('audio').paused && byRole('button', e.paused ? 'Play' : 'Pause').length === 1",
    );
    in_step(page);
    let place: f64 = page.eval("e.currentTime");
    page.run::<()>("return e.play()", vec![]);
    page.wait_for("it plays on", &format!("!e.paused && e.currentTime > {place} + .2"));
    in_step(page);
}

#[test]
fn a_player_that_another_tab_covers_plays_on_and_is_in_step_when_it_is_seen_again() {
    let stage = stage();
    let page = open_playing(&stage);
    page.run::<()>(
        "window.covered = []; addEventListener('visibilitychange', () => covered.push(document.hidden), true)",
        vec![],
    );
    let before: f64 = page.eval("e.currentTime");
    // Time passes while it is covered: longer than any smoothing of the clock.
    page.in_new_tab(|other| {
        other.run::<()>("return new Promise((done) => setTimeout(done, 2500, null))", vec![]);
    });
    page.wait_for("it was covered, and is seen", "covered.join() === 'true,false'");
    let after: f64 = page.eval("e.currentTime");
    assert!(after > before + 0.5, "it played on: {before} to {after}");
    in_step(page);
    assert!(page.eval::<bool>("Math.abs(e.currentTime - q('audio').currentTime) < .1"));
}

/// A film of one second, recorded by the browser itself: `window.film` is its address.
const FILM: &str = "return (async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
    const context = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
    const parts = [];
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.start();
    for (const end = performance.now() + 1000; performance.now() < end;) {
        context.fillStyle = `hsl(${performance.now() / 10} 50% 50%)`;
        context.fillRect(0, 0, 320, 180);
        await new Promise(requestAnimationFrame);
    }
    await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return [...bytes];
})()";

#[test]
fn a_film_in_a_window_of_its_own_is_in_step() {
    let stage = stage();
    stage.site.put("/blank.html", "<!doctype html><title>t</title>");
    let film: Vec<u8> = stage.open("/blank.html").run(FILM, vec![]);
    stage.site.put("/film.webm", film);
    let page = stage.open_episode(&episode(&json!([{ "video": "film.webm" }])), "");
    search_field(page).wait();
    page.wait_for("the film is loaded", "q('video').readyState > 0");
    page.run::<()>("window.e = document.querySelector('episode-player')", vec![]);
    start(page).click();
    page.wait_for("it plays", "e.currentTime > 0");
    page.run::<()>(
        "addEventListener('click', () => { window.apart = q('video').requestPictureInPicture().then(() => true, String); })",
        vec![],
    );
    page.heading("Chapters").click();
    assert_eq!(page.eval::<Value>("apart"), json!(true));
    page.run::<()>("q('video').loop = true; return e.play()", vec![]);
    page.wait_for("it plays there", "document.pictureInPictureElement && q('video').currentTime > .2");
    in_step(page);
    page.run::<()>("return document.exitPictureInPicture()", vec![]);
    page.button("Pause").click();
    page.wait_for("it pauses", "e.paused && q('video').paused");
    in_step(page);
}
