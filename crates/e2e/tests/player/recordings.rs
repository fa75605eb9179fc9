//! Recordings that do not play, or not at once: what the reader sees, and what is used instead.

use e2e::{Answer, Autoplay, Inside, Knobs, Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, silence, start};

const VIDEO: &str = "aaaaaaaaaaa";

fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    stage
}

fn open<'a>(stage: &'a Stage, media: &Value) -> Page<'a> {
    let page = stage.open_episode(&episode(media), "");
    start(page).wait();
    page
}

fn knobs() -> Knobs {
    Knobs { duration: LENGTH, ..Knobs::default() }
}

/// The text below the stage.
fn notice(page: Page<'_>) -> String {
    page.eval("q('.stage-notice').textContent")
}

const FRAME_IS_USABLE: &str = "(() => {
    const frame = q('iframe'), r = frame?.getBoundingClientRect();
    return !!r && r.width >= 200 && r.height >= 200 && frame.checkVisibility()
        && frame.getRootNode().elementFromPoint(r.x + r.width / 2, r.y + r.height / 2) === frame;
})()";

#[test]
fn a_file_that_is_not_there_gives_way_to_the_next_and_says_so() {
    let stage = stage();
    stage.expect_console("none.wav");
    let page = open(&stage, &json!([{ "audio": "none.wav" }, { "audio": "sound.wav" }]));
    page.wait_for(
        "the second is used, and it is said",
        "q('episode-player').duration > 0 && /audio file does not play.*not found/.test(q('.stage-notice').textContent)",
    );
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
}

#[test]
fn a_video_that_fails_while_it_plays_gives_way_at_the_same_time() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { inside: vec![Inside::Error { at: 2.0, to: 150 }], ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }, { "audio": "sound.wav" }]));
    page.link("Two …").click();
    page.run::<()>("q('episode-player').currentTime = 1", vec![]);
    start(page).click();
    page.wait_for("the sound goes on", "q('audio') && !q('audio').paused && q('audio').currentTime > 1.5");
    assert!(page.eval::<f64>("q('audio').currentTime") < 8.0, "at the same time");
    assert!(notice(page).contains("YouTube video does not play"), "{}", notice(page));
    // What the reader chooses does not give way.
    stage.embed.knobs(VIDEO, Knobs { error_at_play: 150, ..knobs() });
    page.by_role("combobox", "Recording").choose("YouTube video");
    page.heading("The video cannot be played here").wait();
    assert!(notice(page).contains("The video cannot be played here"), "{}", notice(page));
}

#[test]
fn a_video_that_wants_a_sign_in_keeps_its_frame_and_offers_the_other_host() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { error_at_play: 150, ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    start(page).click();
    page.heading("The video cannot be played here").wait();
    assert!(page.eval::<bool>(FRAME_IS_USABLE), "the frame stays");
    assert!(!page.eval::<bool>("q('.card').checkVisibility()"), "the poster does not come back");
    stage.embed.knobs(VIDEO, knobs());
    page.button("Try www.youtube.com").click();
    page.wait_for("it plays there", "q('episode-player').currentTime > 0");
    assert!(page.q("iframe").attribute("src").unwrap().starts_with("https://www.youtube.com/embed/"));
    assert_eq!(notice(page), "");
}

#[test]
fn autoplay_refused_keeps_the_frame_and_asks_for_a_press_in_it() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { autoplay: Autoplay::Refused, ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    start(page).click();
    page.text("…Press play inside the frame…").wait();
    assert!(page.eval::<bool>(FRAME_IS_USABLE));
    assert!(!page.eval::<bool>("q('.card').checkVisibility()"));
    assert!(page.eval::<bool>("q('episode-player').paused"), "nothing says that it plays");
    page.embed(|frame| frame.button("Play or pause").click());
    page.wait_for(
        "it plays after the press",
        "q('episode-player').currentTime > 0 && !q('.stage-notice').textContent",
    );
}

#[test]
fn an_embed_that_ignores_the_command_asks_for_a_press_in_the_frame() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { ignores_play: true, ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    page.run::<()>("q('episode-player').addEventListener('playing', () => { window.told = true; })", vec![]);
    start(page).click();
    page.text("…Press play inside the frame…").wait();
    assert!(page.eval::<bool>(FRAME_IS_USABLE));
    assert!(!page.eval::<bool>("!!window.told"), "nothing says that it plays");
    page.embed(|frame| frame.button("Play or pause").click());
    page.wait_for("it plays", "q('episode-player').currentTime > 0 && !q('.stage-notice').textContent");
    page.wait_for("that is said", "window.told");
}

#[test]
fn a_sign_in_inside_the_frame_is_a_way_on() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { error_at_play: 150, sign_in: true, ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    start(page).click();
    page.heading("The video cannot be played here").wait();
    assert!(page.eval::<bool>(FRAME_IS_USABLE));
    page.embed(|frame| frame.button("Play or pause").click());
    page.wait_for("it plays", "q('episode-player').currentTime > 0 && !q('.stage-notice').textContent");
}

/// Told after eight seconds, and no longer once it goes on: an endless spinner helps nobody.
#[test]
fn a_wait_that_does_not_end_is_told_below_the_frame() {
    let stage = stage();
    let stall = Inside::Stall { at: 1.0, ms: 12_000 };
    stage.embed.knobs(VIDEO, Knobs { inside: vec![stall], ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    start(page).click();
    page.text("…loading for several seconds…").wait();
    page.button("Pause").wait_for("the button says that it waits", "element.ariaBusy === 'true'");
    assert!(page.eval::<bool>(FRAME_IS_USABLE));
    page.wait_for("it goes on", "q('episode-player').currentTime > 1.5 && !q('.stage-notice').textContent");
}

#[test]
fn an_embed_that_dies_is_told_and_can_be_tried_again() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { inside: vec![Inside::Die { at: 1.0 }], ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    start(page).click();
    page.button("Try again").wait();
    stage.embed.knobs(VIDEO, knobs());
    page.button("Try again").click();
    page.wait_for(
        "it plays on from there",
        "q('episode-player').currentTime > 2 && !q('.stage-notice').textContent",
    );
}

#[test]
fn a_file_that_stalls_is_told_until_it_goes_on() {
    let stage = stage();
    let sound = silence(LENGTH);
    stage.site.answer("/slow.wav", Answer::Unfinished("audio/wav", sound[..40_000].to_vec()));
    let page = open(&stage, &json!([{ "audio": "slow.wav" }]));
    start(page).click();
    page.text("…loading for several seconds…").wait();
    stage.site.recover("/slow.wav");
    stage.site.put("/slow.wav", &sound);
    page.button("Try again").click();
    page.wait_for("it plays on", "q('episode-player').currentTime > 5.5 && !q('.stage-notice').textContent");
}

#[test]
fn a_file_of_a_server_without_ranges_says_that_it_cannot_be_sought_in() {
    let stage = stage();
    stage.site.answer("/whole.wav", Answer::WithoutRanges("audio/wav", silence(LENGTH)));
    let page = open(&stage, &json!([{ "audio": "whole.wav" }]));
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    page.text("…only be played from the start…").wait();
    let before: f64 = page.eval("q('audio').currentTime");
    page.link("Three …").click();
    page.wait_for("it plays on", &format!("q('audio').currentTime > {before}"));
}

#[test]
fn a_recording_far_shorter_than_the_page_says_is_told() {
    let stage = stage();
    stage.site.put("/short.wav", silence(4.0));
    let page = open(&stage, &json!([{ "audio": "short.wav" }]));
    start(page).click();
    page.text("…lasts 00:04…").wait();
}

/// Between its answers the embed says "cued" and "unstarted": the poster must not come back for it.
#[test]
fn after_play_the_frame_stays_whatever_the_embed_answers() {
    let stage = stage();
    stage.embed.knobs(VIDEO, Knobs { ready_ms: 400, buffer_ms: 600, ..knobs() });
    let page = open(&stage, &json!([{ "youtube": VIDEO }]));
    page.run::<()>(
        "window.seen = new Set();
         const look = () => {
             seen.add(q('.card').checkVisibility() ? 'card' : q('.frame').checkVisibility() ? 'frame' : 'nothing');
             requestAnimationFrame(look);
         };
         q('.go').addEventListener('click', () => setTimeout(() => { seen.clear(); look(); }));",
        vec![],
    );
    start(page).click();
    page.wait_for("it plays", "q('episode-player').currentTime > 0");
    assert_eq!(page.eval::<Value>("[...seen]"), json!(["frame"]));
}

#[test]
fn each_failure_of_a_file_has_a_sentence_that_is_true() {
    let stage = stage();
    stage.site.put("/text.wav", "This is not a sound.");
    stage.site.put("/text.json", "{}");
    stage.site.put("/sign-in.html", "<!doctype html><title>Sign in</title>");
    stage.site.put("/closed.wav", silence(1.0));
    stage.site.fail("/closed.wav", 403);
    stage.site.put("/broken.wav", silence(1.0));
    stage.site.fail("/broken.wav", 500);
    stage.expect_console("/none.wav");
    stage.expect_console("/closed.wav");
    stage.expect_console("/broken.wav");
    for (address, part, retry) in [
        ("none.wav", "was not found", false),
        ("closed.wav", "sign-in", true),
        ("broken.wav", "HTTP 500", true),
        ("sign-in.html", "web page", true),
        ("text.json", "not labelled as audio or video", false),
        ("text.wav", "may be damaged", false),
    ] {
        // The failure may be there before the button to play would be.
        let page = stage.open_episode(&episode(&json!([{ "audio": address }])), "");
        alert(page).wait();
        let text = alert(page).text();
        assert!(text.contains(part), "{address}: {text}");
        assert_eq!(text.contains("Try again"), retry, "{address}: {text}");
    }
}

#[test]
fn on_error_153_the_sites_author_is_told_the_pages_policy_and_the_one_it_needs() {
    let stage = stage();
    stage.expect_console("Referrer-Policy");
    stage.embed.knobs(VIDEO, Knobs { error_at_load: 153, ..knobs() });
    stage.site.put("/episode.json", episode(&json!([{ "youtube": VIDEO }])).to_string());
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><title>t</title><meta name=referrer content=no-referrer>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/episode.json></episode-player>",
    );
    let page = stage.open("/page.html");
    start(page).wait();
    start(page).click();
    page.text("…which site this page belongs to…").wait();
    page.wait_until("the author is told", || {
        let errors = stage.console_errors();
        let told =
            errors.iter().any(|e| e.contains("no-referrer") && e.contains("strict-origin-when-cross-origin"));
        if told { Ok(()) } else { Err(errors) }
    });
    assert_eq!(page.button("Try again").count(), 0, "another try does not help");
}

#[test]
fn the_switch_between_recordings_has_clear_labels_on_phones_too() {
    let stage = stage();
    let media = json!([{ "audio": "sound.wav" }, { "audio": "sound.wav" }, { "youtube": VIDEO }]);
    let page = open(&stage, &media);
    let labels = || -> Vec<String> {
        page.by_role("combobox", "Recording").eval("[...element.options].map((option) => option.text)")
    };
    assert_eq!(labels(), ["Audio file 1", "Audio file 2", "YouTube video"]);
    page.resize(390, 800);
    page.tab("Chapters").wait();
    assert_eq!(labels(), ["Audio file 1", "Audio file 2", "YouTube video"]);
}
