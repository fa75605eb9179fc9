//! Servers that lie about what they send: what arrives is shown, or a message says what is wrong, in a bounded time.

use e2e::{Answer, Options, Page, Stage, WrongRange};
use serde_json::json;

use crate::support::{alert, episode, silence, start, wait_chapter};

const SCRIPT: &str = "<script type=module src=/episode-player/episode-player.js></script>";
const JSON: &str = "application/json";
const VTT: &str = "text/vtt";
const CAPTIONS: &str = "WEBVTT\n\n00:00.500 --> 00:04.000\n<v Ada>The sea rises.\n\n\
    00:20.000 --> 00:24.000\n<v Bo>Why is that?\n";

/// Makes waits of the page so many times shorter.
const IMPATIENT: &str = "
    const [wait, timeout] = [setTimeout, AbortSignal.timeout], TIMES = 20;
    window.setTimeout = (call, ms = 0, ...values) => wait(call, ms / TIMES, ...values);
    AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / TIMES);
";

fn open<'a>(stage: &'a Stage, attributes: &str) -> Page<'a> {
    stage.site.put("/impatient.js", IMPATIENT);
    let before = if attributes.contains("drip") { "<script src=/impatient.js></script>" } else { "" };
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><title>Tides</title>{before}{SCRIPT}\
             <episode-player {attributes}><p>The page's text.</p></episode-player>"
        ),
    );
    stage.open("/page.html")
}

/// Opens a player that cannot show what it is given: what it says. The page's text stays, and the next try succeeds.
#[track_caller]
fn told(stage: &Stage, path: &str, attributes: &str, content: &str) -> String {
    let page = open(stage, attributes);
    alert(page).wait();
    let text = alert(page).text();
    assert!(
        page.eval::<bool>("q('episode-player > p').checkVisibility()"),
        "{path}: the page's text is readable"
    );
    stage.site.recover(path);
    stage.site.put(path, content);
    page.button("Try again").click();
    page.by_role("searchbox", "Search the transcript").wait();
    text
}

#[test]
fn an_episode_that_is_not_sent_as_announced_is_told_and_tried_again() {
    let stage = Stage::new();
    stage.expect_console("ERR_");
    let json = episode(&json!([])).to_string();
    let (bytes, half) = (json.clone().into_bytes(), json.len() / 2);
    for (path, answer, part) in [
        ("/longer.json", Answer::BrokenOff(JSON, bytes.clone()), "did not arrive whole"),
        ("/shorter.json", Answer::Shorter(JSON, half, bytes.clone()), "found the end"),
        ("/broken.json", Answer::BrokenOff(JSON, bytes[..half].to_vec()), "did not arrive whole"),
        ("/gzip.json", Answer::Typed(JSON, bytes.clone()), "did not arrive whole"),
        ("/drip.json", Answer::Dripping(JSON, b"{".to_vec()), "took too long"),
    ] {
        stage.site.answer(path, answer);
        if path == "/gzip.json" {
            stage.site.header(path, "content-encoding", "gzip");
        }
        // What is recovered is not what the browser kept.
        stage.site.header(path, "cache-control", "no-store");
        let page = open(&stage, &format!("src={path}"));
        alert(page).wait();
        let text = alert(page).text();
        assert!(text.contains(part), "{path}: {text}");
        assert!(
            page.eval::<bool>("q('episode-player > p').checkVisibility()"),
            "{path}: the page's text is readable"
        );
    }
    let text = told(&stage, "/longer.json", "src=/longer.json", &json);
    assert!(text.contains("/longer.json"), "{text}");
}

#[test]
fn an_episode_with_the_wrong_charset_in_its_header_is_read_as_utf_8() {
    let stage = Stage::new();
    let mut json = episode(&json!([]));
    json["title"] = "Größe 潮".into();
    for charset in ["utf-16", "windows-1252", "nonsense"] {
        stage.site.put("/episode.json", json.to_string());
        stage.site.header("/episode.json", "content-type", &format!("application/json; charset={charset}"));
        open(&stage, "src=/episode.json").heading("Größe 潮").wait();
    }
}

#[test]
fn captions_that_are_not_sent_as_announced_are_told_and_tried_again() {
    let stage = Stage::new();
    stage.expect_console("ERR_");
    let bytes = CAPTIONS.as_bytes().to_vec();
    for (path, answer, part) in [
        ("/longer.vtt", Answer::BrokenOff(VTT, bytes.clone()), "did not arrive whole"),
        ("/broken.vtt", Answer::BrokenOff(VTT, bytes[..40].to_vec()), "did not arrive whole"),
        ("/gzip.vtt", Answer::Typed(VTT, bytes.clone()), "did not arrive whole"),
        ("/drip.vtt", Answer::Dripping(VTT, b"WEBVTT\n".to_vec()), "took too long"),
        ("/latin1.vtt", Answer::Typed(VTT, b"WEBVTT\n\n00:00.500 --> 00:04.000\n\xe9\n".to_vec()), "UTF-8"),
        ("/huge.vtt", Answer::Huge(100 << 20), "too large"),
    ] {
        stage.site.answer(path, answer);
        if path == "/gzip.vtt" {
            stage.site.header(path, "content-encoding", "gzip");
        }
        stage.site.header(path, "cache-control", "no-store");
        let page = open(&stage, &format!("captions={path}"));
        alert(page).wait();
        let text = alert(page).text();
        assert!(text.contains(part) && text.contains(path), "{path}: {text}");
        assert!(
            page.eval::<bool>("q('episode-player > p').checkVisibility()"),
            "{path}: the page's text is readable"
        );
    }
    let text = told(&stage, "/longer.vtt", "captions=/longer.vtt", CAPTIONS);
    assert!(text.contains("/longer.vtt"), "{text}");
}

#[test]
fn captions_of_fifty_megabytes_end_in_a_message_and_the_page_stays_usable() {
    let stage = Stage::new();
    let clock = |cue: usize| format!("{:02}:{:02}:{:02}.000", cue / 3600, cue / 60 % 60, cue % 60);
    let said = "The sea rises and falls, twice a day. ".repeat(4);
    let cue = |cue: usize| format!("{} --> {}\n<v Ada>{said}\n\n", clock(cue), clock(cue + 1));
    let mut captions = String::from("WEBVTT\n\n");
    (0..)
        .map(cue)
        .take_while(|cue| {
            captions.push_str(cue);
            captions.len() < 50 << 20
        })
        .for_each(drop);
    stage.site.put("/captions.vtt", captions);
    let page = open(&stage, "captions=captions.vtt");
    alert(page).wait();
    assert!(alert(page).text().contains("too large"), "{}", alert(page).text());
    assert!(page.eval::<bool>("q('episode-player > p').checkVisibility()"));
}

#[test]
fn a_sound_whose_server_is_wrong_about_its_parts_plays_or_is_told() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    for part in ["sound", "ERR_", "Range"] {
        stage.expect_console(part);
    }
    // Long enough that no browser loads all of it at once.
    let sound = silence(3000.0);
    for wrong in [
        WrongRange::Whole,
        WrongRange::First,
        WrongRange::Mislabelled,
        WrongRange::Short,
        WrongRange::LongerFile,
        WrongRange::Unnamed,
    ] {
        let path = format!("/sound-{wrong:?}.wav");
        stage.site.answer(&path, Answer::Ranges(wrong, "audio/wav", sound.clone()));
        let page = stage.open_episode(&episode(&json!([{ "audio": path }])), "");
        start(page).wait();
        page.run::<()>("const e = q('episode-player'); e.play().catch(() => {}); e.currentTime = 41", vec![]);
        let ended = page.wait_for(
            &format!("{wrong:?}: it plays, or it is said why not"),
            "(q('audio')?.currentTime > 0 && !q('audio').paused && 'plays')
                || byRole('alert', '…')[0]?.textContent || q('.stage-notice')?.textContent",
        );
        println!("{wrong:?}: {ended}");
        // The transcript stays usable.
        page.link("Two …").click();
        if ended != "plays" {
            wait_chapter(page, "Two");
        }
    }
}
