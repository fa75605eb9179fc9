//! Coming and going: a player that leaves the page leaves nothing behind, and one that is moved goes on.

use e2e::{Options, Stage};
use serde_json::json;

use crate::support::{LENGTH, episode, silence, start, wait_ready};

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

#[test]
fn removal_ends_everything_and_coming_back_goes_on_where_it_was() {
    let stage = stage();
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    wait_ready(page);
    page.run::<()>(
        "window.e = document.querySelector('episode-player'); e.currentTime = 12; return e.play()",
        vec![],
    );
    page.wait_for("it plays", "e.currentTime > 12");
    page.wait_for("a word is lit", "CSS.highlights.get('episode-word')?.size === 1");
    assert!(page.eval::<bool>("q('audio').hasAttribute('src')"));
    page.run::<()>("window.sound = q('audio'); e.remove()", vec![]);
    assert_eq!(
        page.eval::<(bool, bool, bool)>("[sound.paused, sound.hasAttribute('src'), sound.isConnected]"),
        (true, false, false)
    );
    assert_eq!(
        page.eval::<usize>("[...CSS.highlights.get('episode-word') ?? []].length"),
        0,
        "no range is kept"
    );
    page.run::<()>("document.body.append(e)", vec![]);
    page.wait_for(
        "it is where it was",
        "q('audio') && Math.abs(q('audio').currentTime - e.currentTime) < .1 && e.currentTime > 12",
    );
    assert!(page.eval::<bool>("e.paused"), "it does not start by itself");
}

/// Leaks on unmount: media-elements' PR 256, react-youtube#74, plyr#1001 and #2482.
#[test]
fn a_hundred_comings_and_goings_leave_no_listener_and_no_heap() {
    let stage = stage();
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    start(page).wait();
    let around = |times: usize| {
        page.run::<()>(
            "return (async (times) => {
             const e = document.querySelector('episode-player'), root = e.shadowRoot;
             const until = async (f) => { while (!f()) await new Promise(requestAnimationFrame); };
             for (let i = 0; i < times; i++) {
                 await until(() => root.querySelector('.go'));
                 e.remove();
                 document.body.append(e);
             }
             await until(() => root.querySelector('.go'));
             })(arguments[0])",
            vec![json!(times)],
        );
    };
    let count = || page.cdp("Performance.getMetrics", json!({}));
    let metric = |metrics: &serde_json::Value, name: &str| {
        let all = metrics["metrics"].as_array().unwrap();
        all.iter().find(|m| m["name"] == name).unwrap()["value"].as_f64().unwrap()
    };
    page.cdp("Performance.enable", json!({}));
    around(20); // Caches fill.
    let heap_before = page.heap();
    let before = count();
    around(80);
    let heap_after = page.heap();
    let after = count();
    for name in ["JSEventListeners", "Nodes"] {
        let (before, after) = (metric(&before, name), metric(&after, name));
        assert!(after <= before * 1.02 + 8.0, "{name}: {before} before, {after} after");
    }
    // A leak of one player a time would be some 80 times 100 KB.
    assert!(heap_after < heap_before + 1_000_000, "heap: {heap_before} before, {heap_after} after");
}

#[test]
fn a_player_that_is_moved_goes_on_playing() {
    let stage = stage();
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    wait_ready(page);
    page.run::<()>("window.e = document.querySelector('episode-player'); return e.play()", vec![]);
    page.wait_for("it plays", "e.currentTime > 0");
    page.run::<()>("const d = document.createElement('div'); document.body.append(d); window.sound = q('audio'); d.moveBefore(e, null)", vec![]);
    assert!(page.eval::<bool>("q('audio') === sound && !sound.paused"));
}

#[test]
fn after_a_fault_inside_every_player_of_the_page_says_so_and_its_text_stays_readable() {
    let stage = Stage::new();
    stage.expect_console("not today");
    // What is thrown through WebAssembly may be another error on the way.
    stage.expect_console("nreachable");
    stage.site.put("/a.json", episode(&json!([])).to_string());
    // What is thrown in a script of WebDriver's own reaches no handler of the page.
    stage.site.put(
        "/fault.js",
        "window.told = 0;
         document.addEventListener('error', () => { told += 1; }, true);
         window.spoil = () => setTimeout(() => {
             Object.defineProperty(CharacterData.prototype, 'data', { set() { throw new Error('not today'); } });
             document.querySelector('episode-player').shadowRoot.querySelector('li:nth-child(2) > .chapter').click();
         });",
    );
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><title>t</title><script src=/fault.js></script>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/a.json><p>The text of one.</p></episode-player>\
         <episode-player src=/a.json><p>The text of two.</p></episode-player>",
    );
    let page = stage.open("/page.html");
    page.wait_for("both are there", "qa('.chapters').length === 2");
    page.run::<()>("spoil();", vec![]);
    page.wait_for("both say so", "qa('[role=alert] button').length === 2 && told === 2");
    assert!(
        page.eval::<bool>("qa('episode-player > p').every((p) => p.checkVisibility())"),
        "the text is readable"
    );
}
