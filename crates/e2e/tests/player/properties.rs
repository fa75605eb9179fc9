//! Properties and methods, whenever they are used.

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, search_field, silence, wait_ready};

const SCRIPT: &str = "<script type=module src=/episode-player/episode-player.js></script>";

fn stage(autoplay: bool) -> Stage {
    let stage = Stage::with(&Options { autoplay, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.site.put("/a.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    stage
}

fn open<'a>(stage: &'a Stage, body: &str) -> Page<'a> {
    stage.site.put("/page.html", format!("<!doctype html><html lang=en><title>t</title>{SCRIPT}{body}"));
    stage.open("/page.html")
}

#[test]
fn what_is_set_before_the_player_is_loaded_holds_and_can_be_read_back() {
    let stage = stage(true);
    let hold = stage.site.hold("/a.json");
    let page = open(&stage, "<episode-player src=/a.json></episode-player>");
    page.run::<()>(
        "window.e = document.querySelector('episode-player');
         e.currentTime = 12; e.playbackRate = 1.5; e.volume = .25; e.muted = true",
        vec![],
    );
    let values = "[e.currentTime, e.playbackRate, e.volume, e.muted]";
    assert_eq!(page.eval::<Value>(values), json!([12, 1.5, 0.25, true]));
    drop(hold);
    page.wait_for("it is there", "q('audio') && e.duration > 0");
    assert_eq!(page.eval::<Value>(values), json!([12, 1.5, 0.25, true]));
    page.wait_for(
        "so is the sound",
        "[q('audio').currentTime, q('audio').playbackRate, q('audio').volume, q('audio').muted].join() === '12,1.5,0.25,true'",
    );
}

#[test]
fn rate_volume_and_mute_survive_a_move_and_another_source() {
    let stage = stage(true);
    stage.site.put("/b.json", episode(&json!([{ "audio": "sound.wav" }])).to_string());
    let page = open(&stage, "<episode-player src=/a.json></episode-player><main></main>");
    wait_ready(page);
    page.run::<()>(
        "window.e = document.querySelector('episode-player'); e.playbackRate = 2; e.volume = .5; e.muted = true;
         document.querySelector('main').append(e)",
        vec![],
    );
    let is_kept = "q('audio') && [q('audio').playbackRate, q('audio').volume, q('audio').muted].join() === '2,0.5,true'";
    page.wait_for("they are kept", is_kept);
    page.run::<()>("e.setAttribute('src', '/b.json')", vec![]);
    page.wait_for("they are kept", is_kept);
}

#[test]
fn values_that_are_no_numbers_or_out_of_range_do_no_harm() {
    let stage = stage(true);
    let page = open(&stage, "<episode-player src=/a.json></episode-player>");
    wait_ready(page);
    let values: Value = page.run(
        "const e = document.querySelector('episode-player');
         for (const value of [NaN, Infinity, -Infinity, -1, 1e9, 'x', undefined, null, {}, []])
             for (const name of ['currentTime', 'playbackRate', 'volume']) e[name] = value;
         e.playbackRate = 100; const fast = e.playbackRate;
         e.volume = 7; const loud = e.volume;
         return [fast, loud, e.currentTime >= 0 && e.currentTime <= e.duration]",
        vec![],
    );
    assert_eq!(values, json!([2, 1, true]));
}

#[test]
fn play_that_the_browser_refuses_rejects_and_the_reader_is_asked_to_press() {
    let stage = stage(false);
    let page = open(&stage, "<episode-player src=/a.json></episode-player>");
    wait_ready(page);
    let error: String = page.run(
        "return document.querySelector('episode-player').play().then(() => 'played', (error) => error.name)",
        vec![],
    );
    assert_eq!(error, "NotAllowedError");
    page.text("…press play…").wait();
    page.button("Play").click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0 && !q('.stage-notice').textContent");
}

#[test]
fn play_is_fulfilled_when_it_plays_and_rejected_when_it_cannot() {
    let stage = stage(true);
    stage.site.put("/none.json", episode(&json!([])).to_string());
    let page = open(&stage, "<episode-player src=/a.json></episode-player>");
    let played: bool = page.run(
        "const e = document.querySelector('episode-player'); return e.play().then(() => !e.paused)",
        vec![],
    );
    assert!(played);
    for (what, script) in [
        ("NotSupportedError", "e.setAttribute('src', '/none.json'); return e.play()"),
        ("AbortError", "e.setAttribute('src', '/a.json'); const p = e.play(); e.remove(); return p"),
        ("AbortError", "document.body.append(e); const p = e.play(); e.pause(); return p"),
    ] {
        let name: String = page.run(
            &format!(
                "const e = window.e ??= document.querySelector('episode-player');
                 return (() => {{ {script} }})().then(() => 'played', (error) => error.name)"
            ),
            vec![],
        );
        assert_eq!(name, what, "{script}");
    }
}

#[test]
fn an_object_with_faults_that_is_set_before_the_player_is_loaded_is_told_as_afterwards() {
    let stage = stage(true);
    stage.site.put(
        "/early.js",
        "window.told = [];
         customElements.whenDefined('episode-player').then(() => {
             const e = document.querySelector('episode-player');
             e.addEventListener('error', (event) => told.push([event.error?.name, event.error?.faults?.[0]?.path]));
             e.episode = { title: 'x', media: [{ youtube: 'short' }] };
         });",
    );
    let page = open(
        &stage,
        "<script src=/early.js></script><episode-player><p>The page's text.</p></episode-player>",
    );
    page.wait_for("it is told", "told.length");
    assert_eq!(page.eval::<Value>("told"), json!([["EpisodeError", "media[0].youtube"]]));
    assert!(alert(page).text().contains("media[0].youtube"));
}

#[test]
fn an_error_is_dispatched_once() {
    let stage = stage(true);
    stage.expect_console("none.wav");
    stage.expect_console("missing.json");
    stage.site.put("/b.json", episode(&json!([{ "audio": "none.wav" }])).to_string());
    let page = open(&stage, "<episode-player src=/b.json></episode-player>");
    page.run::<()>(
        "window.errors = []; document.querySelector('episode-player').addEventListener('error', (e) => errors.push(e.message))",
        vec![],
    );
    alert(page).wait();
    page.button("Play").click();
    let errors: Vec<String> = page.eval("errors");
    assert!(matches!(&errors[..], [message] if message.contains("not found")), "{errors:?}");
    page.run::<()>("document.querySelector('episode-player').setAttribute('src', '/missing.json')", vec![]);
    alert(page).wait();
    assert_eq!(page.eval::<usize>("errors.length"), 2);
}

#[test]
fn shortcuts_work_under_caps_lock_and_typing_in_the_search_stays_there() {
    let stage = stage(true);
    let page = open(&stage, "<episode-player src=/a.json></episode-player>");
    page.wait_for("it is there", "q('.timeline') && q('episode-player').duration > 0");
    page.run::<()>(
        "window.mine = [];
         for (const type of ['keydown', 'keypress', 'keyup'])
             document.addEventListener(type, (event) => event.key.length === 1 && mine.push(event.key));
         q('.timeline').focus();
         q('.timeline').dispatchEvent(new KeyboardEvent('keydown', { key: 'L', bubbles: true, composed: true }))",
        vec![],
    );
    page.wait_for("a capital without Shift is the same key", "q('episode-player').currentTime === 15");
    search_field(page).click();
    page.run::<()>("mine.length = 0", vec![]);
    search_field(page).type_text("word3 k/");
    assert_eq!(search_field(page).eval::<String>("element.value"), "word3 k/");
    assert_eq!(page.eval::<String>("mine.join('')"), "");
    page.run::<()>("const b = document.createElement('button'); document.body.append(b); b.focus()", vec![]);
    page.press("x");
    assert_eq!(page.eval::<String>("mine.join('')"), "xxx", "what is typed on the page is heard there");
}
