//! YouTube's embed, played by the fake one under its own host name.

use e2e::{Knobs, Page, Stage};
use serde_json::json;

use crate::support::{
    LENGTH, LIT_TURN, alert, episode, open_two, press_turn, random_times, start, to_boundary, turn_at,
};

const VIDEO: &str = "aaaaaaaaaaa";

fn open(stage: &Stage) -> Page<'_> {
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    let page = stage.open_episode(&episode(&json!([{ "youtube": VIDEO }])), "");
    start(page).wait();
    page
}

fn play(page: Page<'_>) {
    start(page).click();
    page.wait_for(
        "it plays",
        "q('iframe') && !q('episode-player').paused && q('episode-player').currentTime > 0",
    );
}

/// The embed's own time, in seconds.
fn now(page: Page<'_>) -> f64 {
    page.embed(|frame| frame.eval("__now()"))
}

#[test]
fn nothing_is_requested_from_another_host_before_play() {
    let stage = Stage::new();
    let page = open(&stage);
    page.link("Two …").click(); // A choice of where to start is no consent.
    page.button("Play from 00:20 …").wait();
    assert_eq!(stage.embed.connections(), 0);
    assert!(stage.embed.asked().is_empty(), "{:?}", stage.embed.asked());
    start(page).click();
    page.wait_for("it plays from there", "q('episode-player').currentTime > 20");
    assert!(now(page) > 20.0);
    assert!(stage.embed.requests().iter().any(|r| r.path.starts_with("/embed/aaaaaaaaaaa")));
}

#[test]
fn the_frame_is_as_youtube_wants_it() {
    let stage = Stage::new();
    let page = open(&stage);
    play(page);
    assert_eq!(
        page.q("iframe").attribute("referrerpolicy").as_deref(),
        Some("strict-origin-when-cross-origin")
    );
    assert_eq!(page.q("iframe").attribute("title").as_deref(), Some("Counting"));
    let source = page.q("iframe").attribute("src").unwrap();
    for part in [
        "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?",
        "enablejsapi=1",
        "origin=",
        "widgetid=",
        "playsinline=1",
    ] {
        assert!(source.contains(part), "{part} is not in {source}");
    }
    // At the narrowest, still as large as YouTube's terms want it, and with nothing in front of it.
    page.resize(300, 700);
    let [width, height]: [f64; 2] =
        page.eval("(() => { const r = q('iframe').getBoundingClientRect(); return [r.width, r.height]; })()");
    assert!(width >= 200.0 && height >= 200.0, "{width} × {height}");
    let covered: Vec<String> = page.eval(
        "(() => {
            const frame = q('iframe'), r = frame.getBoundingClientRect(), root = frame.getRootNode();
            const seen = new Set();
            for (let i = 1; i < 20; i++) for (let j = 1; j < 20; j++)
                seen.add(root.elementFromPoint(r.x + r.width * i / 20, r.y + r.height * j / 20)?.tagName ?? 'nothing');
            return [...seen];
        })()",
    );
    assert_eq!(covered, ["IFRAME"]);
}

#[test]
fn a_chapter_and_a_turn_seek_while_it_plays() {
    let stage = Stage::new();
    let page = open(&stage);
    play(page);
    page.link("Three …").click();
    page.wait_for("the turn of the chapter is lit", &format!("({LIT_TURN}) === 'turn-8'"));
    let there = now(page);
    assert!((40.0..45.0).contains(&there), "{there}");
    press_turn(page, 2);
    page.wait_for("the turn is lit", &format!("({LIT_TURN}) === 'turn-2'"));
    let there = now(page);
    assert!((10.0..14.5).contains(&there), "{there}");
}

#[test]
fn at_random_times_playing_and_paused_the_turn_that_is_lit_covers_the_embeds_clock() {
    let stage = Stage::new();
    let page = open(&stage);
    play(page);
    // Far enough from the end, however slow the machine.
    for (index, time) in random_times(20).into_iter().map(|time| time / 2.0).enumerate() {
        let paused = index % 2 == 1;
        let request = if paused { "e.pause()" } else { "e.play()" };
        page.run::<()>(
            &format!(
                "const e = document.querySelector('episode-player'); {request}; e.currentTime = arguments[0];"
            ),
            vec![json!(time)],
        );
        page.wait_for(
            "the player is there",
            &format!(
                "(() => {{ const e = q('episode-player'), t = e.currentTime;
               return e.paused === {paused} && t >= {time} - .01 && t < {time} + 3; }})()"
            ),
        );
        // Three looks: the embed's clock before and after, and what is lit between them.
        let (lit, at) = page.wait_until("a moment in which nothing changes", || {
            let before = now(page);
            let lit: Option<String> = page.eval(LIT_TURN);
            let after = now(page);
            let quiet =
                turn_at(before) == turn_at(after) && to_boundary(before).min(to_boundary(after)) > 0.03;
            if quiet || paused { Ok((lit, before)) } else { Err((before, after)) }
        });
        assert_eq!(lit, turn_at(at).map(|turn| format!("turn-{turn}")), "at {at}, paused: {paused}");
    }
}

#[test]
fn an_embed_that_never_answers_is_told_instead_of_a_spinner() {
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { silent: true, ..Knobs::default() });
    let page = stage.open_episode(&episode(&json!([{ "youtube": VIDEO }])), "");
    start(page).wait();
    start(page).click();
    alert(page).wait_for("it is told", "element.textContent.includes('did not answer')");
    let on_youtube = page.link("Open at …");
    assert_eq!(on_youtube.attribute("href").as_deref(), Some("https://youtu.be/aaaaaaaaaaa?t=0"));
    page.link("Two …").click();
    page.wait_for("the rest works", &format!("({LIT_TURN}) === 'turn-4'"));
    assert_eq!(on_youtube.attribute("href").as_deref(), Some("https://youtu.be/aaaaaaaaaaa?t=20"));
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    page.button("Try again").click();
    page.wait_for("another try plays from there", "q('episode-player').currentTime > 20");
    alert(page).wait_gone();
}

#[test]
fn two_players_of_one_video_never_mix_and_only_one_plays() {
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: LENGTH, ..Knobs::default() });
    let page = open_two(&stage, &episode(&json!([{ "youtube": VIDEO }])));
    start(page).wait_count(2);
    // By hand: the browser lets sound start only then.
    start(page).nth(0).click();
    page.wait_for(
        "the first plays",
        "qa('episode-player')[0].currentTime > 0 && !qa('episode-player')[0].paused",
    );
    page.link("Two …").nth(0).click();
    page.wait_for("the first is there", "qa('episode-player')[0].currentTime > 20");
    start(page).click();
    page.wait_for(
        "the second plays, the first has paused",
        "qa('iframe').length === 2 && qa('episode-player')[1].currentTime > 0 && qa('episode-player')[0].paused",
    );
    page.link("Three …").nth(1).click();
    page.wait_for("the second is there", "qa('episode-player')[1].currentTime > 40");
    let first: f64 = page.eval("qa('episode-player')[0].currentTime");
    assert!((20.0..30.0).contains(&first), "the first is at {first}");
    page.run::<()>("qa('iframe').forEach((frame, i) => frame.id = 'frame-' + i)", vec![]);
    let frames =
        ["#frame-0", "#frame-1"].map(|frame| page.in_frame(frame, |frame| frame.eval::<f64>("__now()")));
    assert!((20.0..30.0).contains(&frames[0]) && frames[1] > 40.0, "the embeds are at {frames:?}");
    page.run::<()>("return qa('episode-player')[0].play()", vec![]);
    page.wait_for(
        "the first goes on alone",
        "!qa('episode-player')[0].paused && qa('episode-player')[1].paused",
    );
}

#[test]
fn estimated_times_are_fitted_to_the_videos_own_length() {
    let stage = Stage::new();
    stage.embed.knobs(VIDEO, Knobs { duration: 80.0, ..Knobs::default() });
    let mut json = episode(&json!([{ "youtube": VIDEO }]));
    json["transcript"]["timing"] = json!("estimated");
    let page = stage.open_episode(&json, "");
    start(page).wait();
    let at = |turn: usize| page.eval::<String>(&format!("q('#turn-{turn} .who').dataset.at"));
    assert_eq!((at(3), at(11)), ("≈00:15".into(), "≈00:55".into()));
    play(page);
    // The last chapter starts at 40 s by the page: what follows had 20 s and has 40.
    page.wait_for("the last turn is later", "q('#turn-11 .who').dataset.at === '≈01:10'");
    assert_eq!(at(3), "≈00:15", "before the last chapter nothing changes");
    press_turn(page, 11);
    page.wait_for("it is lit", &format!("({LIT_TURN}) === 'turn-11'"));
    let there = now(page);
    assert!((70.0..80.0).contains(&there), "{there}");
}
