//! What is announced over a whole use: each event once, and nothing while it plays on.

use e2e::{Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, open_with_sound, search_field, silence, start};

/// Keeps in `said` what a screen reader says by itself: each new text of a live region, and each new name or value of the
/// element that has the focus.
const LISTEN: &str = "
    window.said = [];
    const root = q('episode-player').shadowRoot;
    const LIVE = '[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])';
    const told = new WeakMap();
    const heard = (e) => [e, nameOf(e), e.getAttribute('aria-valuetext')];
    let focused = [];
    const hear = (region) => {
        const text = trim(contentOf(region)) || region.ariaLabel || '';
        if (told.get(region) !== text) {
            told.set(region, text);
            if (text) said.push(text);
        }
    };
    const regions = (node) => [...(node.closest?.(LIVE) ? [node.closest(LIVE)] : []), ...(node.querySelectorAll?.(LIVE) ?? [])];
    for (const region of root.querySelectorAll(LIVE)) told.set(region, trim(contentOf(region)));
    new MutationObserver((changes) => {
        const changed = new Set(changes.flatMap(({ type, target, addedNodes }) => [
            ...regions(target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement),
            ...(type === 'childList' ? [...addedNodes].flatMap(regions) : []),
        ]));
        for (const region of changed) if (region.isConnected) hear(region);
        const now = root.activeElement ? heard(root.activeElement) : [];
        if (now[0] === focused[0] && `${now}` !== `${focused}`) said.push(`focus: ${now[2] ?? now[1]}`);
        focused = now;
    }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    root.addEventListener('focusin', ({ target }) => (focused = heard(target)));
    // Clipboards differ by engine.
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.resolve() } });";

/// Takes what was said since the last time, once there is so much of it.
#[track_caller]
fn said(page: Page<'_>, count: usize) -> Vec<String> {
    page.wait_for(&format!("{count} texts are said"), &format!("said.length >= {count}"));
    page.eval("said.splice(0)")
}

/// Waits until the recording has played on for so many seconds.
#[track_caller]
fn play_on(page: Page<'_>, seconds: f64) {
    let from: f64 = page.eval("q('episode-player').currentTime");
    page.wait_for("it plays on", &format!("q('episode-player').currentTime > {}", from + seconds));
}

/// Compares texts by what they start with.
#[track_caller]
fn assert_starts(said: &[String], starts: &[&str]) {
    let is_same = said.iter().zip(starts).all(|(said, start)| said.starts_with(start));
    assert!(is_same && said.len() == starts.len(), "{said:#?} and not {starts:#?}");
}

fn stage() -> Stage {
    Stage::with(&Options { autoplay: true, ..Options::default() })
}

/// A player that plays, of which all that is announced is taken down from before its start.
fn playing(stage: &Stage) -> Page<'_> {
    let page = open_with_sound(stage, &episode(&json!([{ "audio": "sound.wav" }])));
    page.button("More").wait();
    page.run::<()>(LISTEN, vec![]);
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    page
}

#[test]
fn a_whole_use_announces_each_event_once() {
    let stage = stage();
    let page = playing(&stage);
    play_on(page, 6.0); // over the end of a turn
    page.run::<Value>("q('episode-player').currentTime = 18.5; return null", vec![]);
    play_on(page, 3.0); // over the start of a chapter
    page.button("Pause").click();
    page.wait_for("it is paused", "q('episode-player').paused");
    page.run::<Value>("q('episode-player').currentTime = 21; return null", vec![]);
    page.wait_for("it is there", "q('episode-player').currentTime === 21");
    page.tab("Notes").click();
    page.tab("Transcript").click();
    // The button says what it does now; playing on, seeking, another turn, chapter and panel are no news.
    assert_eq!(said(page, 2), ["focus: Pause", "focus: Play"]);

    search_field(page).type_text("word1x1");
    assert_eq!(said(page, 1), ["1 of 11 matches"], "once, not for each letter");
    page.press("\u{e007}");
    assert_eq!(said(page, 1), ["2 of 11 matches"]);
    search_field(page).type_text("y");
    assert_eq!(said(page, 1), ["No matches"]);
    page.press("\u{e00c}");
    page.button("Next match").wait_gone();

    page.button("Copy link at this time").click();
    assert_eq!(said(page, 1), ["Link to 00:21 copied"]);
    page.button("Save the transcript").click();
    page.button("Plain text .txt").click();
    assert_eq!(said(page, 1), ["1.txt saved"]);
    page.button("More").click();
    page.button("Copy link").click();
    assert_eq!(said(page, 1), ["Link copied."]);
}

/// A screen reader says the new name of what has the focus: ten times in ten seconds, while the reader listens.
#[test]
fn what_has_the_focus_says_nothing_while_it_plays() {
    let stage = stage();
    let page = playing(&stage);
    page.run::<()>(
        "q('.scroll').dispatchEvent(new WheelEvent('wheel', { bubbles: true, composed: true }))",
        vec![],
    );
    for (role, name) in [
        ("button", "Pause"),
        ("button", "Copy link at this time"),
        ("button", "More"),
        ("link", "One …"),
        ("tab", "Transcript"),
        ("button", "Follow"),
    ] {
        page.by_role(role, name).focus();
        page.run::<Value>("return said.splice(0)", vec![]);
        play_on(page, 2.5);
        assert_eq!(said(page, 0), Vec::<String>::new(), "the focus is on {name}");
    }
}

#[test]
fn a_failure_is_announced_once() {
    const VIDEO: &str = "aaaaaaaaaaa";
    let stage = stage();
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.embed.knobs(VIDEO, Knobs { silent: true, ..Knobs::default() });
    let page = stage.open_episode(&episode(&json!([{ "youtube": VIDEO }])), "");
    start(page).wait();
    page.run::<()>(LISTEN, vec![]);
    start(page).click();
    alert(page).wait();
    let starts = ["focus: Pause", "The recording has been loading", "YouTube did not answer", "focus: Play"];
    assert_starts(&said(page, 4), &starts);
}

#[test]
fn another_recording_in_place_of_one_that_fails_is_announced_once() {
    const VIDEO: &str = "aaaaaaaaaaa";
    let stage = stage();
    stage.site.put("/sound.wav", silence(LENGTH));
    stage.embed.knobs(VIDEO, Knobs { error_at_play: 150, ..Knobs::default() });
    let page = stage.open_episode(&episode(&json!([{ "youtube": VIDEO }, { "audio": "sound.wav" }])), "");
    start(page).wait();
    page.run::<()>(LISTEN, vec![]);
    start(page).click();
    page.wait_for("the sound plays", "q('audio') && q('episode-player').currentTime > 1");
    assert_starts(&said(page, 2), &["focus: Pause", "The YouTube video does not play"]);
}
