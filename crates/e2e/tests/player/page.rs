//! The element on a page: states, addresses, safety, size.

use e2e::{Options, Stage};
use serde_json::{Value, json};

use crate::support::{LENGTH, alert, episode, open_two, silence, start, wait_ready};

#[test]
fn a_refused_file_is_shown_with_place_and_value() {
    let stage = Stage::new();
    let mut json = episode(&json!([]));
    json["chapters"][2]["start"] = json!("1:99");
    let page = stage.open_episode(&json, "");
    alert(page).wait();
    let text = alert(page).text();
    for part in ["chapters[2].start", "\"1:99\"", "mm:ss", "episode check"] {
        assert!(text.contains(part), "{part} is not in: {text}");
    }
    assert_eq!(page.tab("Transcript").count(), 0);
    stage.site.put("/episode.json", episode(&json!([])).to_string());
    page.button("Try again").click();
    page.tab("Transcript").wait();
}

#[test]
fn a_file_that_comes_late_is_waited_for_and_a_missing_one_tried_again() {
    let stage = Stage::new();
    stage.expect_console("episode.json");
    stage.site.put("/page.html", "<!doctype html><html lang=en><title>t</title><script type=module src=/episode-player/episode-player.js></script><episode-player src=/episode.json></episode-player>");
    let page = stage.open("/page.html");
    alert(page).wait_for("it is told", "element.textContent.includes('404')");
    stage.site.put("/episode.json", episode(&json!([])).to_string());
    page.button("Try again").click();
    page.by_role("navigation", "Chapters").wait();
}

#[test]
fn the_address_tells_where_to_start() {
    for (address, attributes, clock) in [
        ("#t=0:42", "start=7", "00:42"),
        ("?t=21", "", "00:21"),
        ("#t=21s", "", "00:21"),
        ("", "start=33", "00:33"),
        ("#section", "start=0:05", "00:05"),
    ] {
        let stage = Stage::new();
        stage.site.put("/sound.wav", silence(LENGTH));
        stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), attributes);
        let page = stage.open(&format!("/page.html{address}"));
        page.wait_for(
            &format!("{address} {attributes} starts at {clock}"),
            &format!("q('.clock .now')?.textContent === '{clock}'"),
        );
        page.wait_for("so does the sound", "q('audio').currentTime > 0");
    }
}

#[test]
fn text_of_an_episode_never_becomes_markup_or_a_script() {
    let stage = Stage::new();
    let mut json = episode(&json!([]));
    stage.site.put("/good.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='9'/>");
    let evil = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";
    json["title"] = json!(evil);
    json["chapters"][1]["title"] = json!(evil);
    json["transcript"]["turns"][0]["text"] = json!(evil);
    json["transcript"]["turns"][0]["words"] = json!([]);
    json["sections"] = json!([{ "title": evil, "children": [{ "type": "paragraph", "children": [
        { "type": "text", "value": evil },
        { "type": "link", "url": "javascript:window.hit=1", "children": [{ "type": "text", "value": "press" }] },
        { "type": "link", "url": "/good", "children": [{ "type": "text", "value": "A good link" }] },
        { "type": "image", "url": "/good.svg", "alt": "A good image" },
    ] }] }]);
    let page = stage.open_episode(&json, "");
    page.by_role("navigation", "Chapters").wait();
    assert_eq!(page.heading(evil).count(), 1);
    page.tab("Notes").click();
    let notes = page.by_role("tabpanel", "Notes").text();
    assert!(notes.contains(&evil.repeat(2)) && notes.contains("press"), "{notes}");
    // Only what is no script and has a good address is a link or an image.
    assert_eq!(page.eval::<Vec<String>>("qa('.player .notes a').map((a) => a.textContent)"), ["A good link"]);
    assert_eq!(page.eval::<Vec<String>>("qa('.player img').map((image) => image.alt)"), ["A good image"]);
    assert_eq!(page.eval::<usize>("qa('script').length"), 1, "the page's own");
    assert!(page.eval::<bool>("window.hit === undefined"));
}

#[test]
fn the_page_does_not_jump_when_the_player_arrives() {
    let stage = Stage::new();
    let hold = stage.site.hold("/episode.json");
    let page = stage.open_episode(&episode(&json!([])), "");
    page.by_role("status", "The episode is loading").wait();
    // Not every engine tells of layout shifts.
    let height = || page.eval::<f64>("q('episode-player').getBoundingClientRect().height");
    let before = height();
    drop(hold);
    page.by_role("navigation", "Chapters").wait();
    page.run::<()>(
        "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))",
        vec![],
    );
    let after = height();
    assert!(before > 300.0 && (after - before).abs() < 2.0, "{before} px before, {after} px after");
}

/// Two players that overwrite one callback: hyperaudio-lite's #226.
#[test]
fn two_players_on_a_page_have_states_of_their_own() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = open_two(&stage, &episode(&json!([{ "audio": "sound.wav" }])));
    start(page).wait_count(2);
    page.link("Two …").nth(0).click();
    page.link("Three …").nth(1).click();
    page.wait_for(
        "each shows its own",
        "qa('.chapter[aria-current] .title').map(e => e.textContent).join() === 'Two,Three'",
    );
}

#[test]
fn the_demo_plays_its_sound() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    let page = stage.open("/index.html");
    wait_ready(page);
    page.run::<()>("return document.querySelector('episode-player').play()", vec![]);
    page.wait_for(
        "a word is lit",
        "[...CSS.highlights.get('episode-word') ?? []].length === 1 && q('.turn.is-now')",
    );
}

#[test]
fn the_page_is_told_by_events_named_as_on_a_media_element() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    page.run::<()>(
        "window.e = document.querySelector('episode-player'); window.log = [];
         for (const type of ['loadedmetadata', 'play', 'playing', 'pause', 'seeking', 'seeked', 'timeupdate', 'ended',
             'ratechange', 'volumechange', 'durationchange', 'chapterchange', 'turnchange'])
             e.addEventListener(type, (event) => log.push([type, event.detail ?? null, e.currentTime]));
         window.told = (type) => log.filter(([t]) => t === type);",
        vec![],
    );
    wait_ready(page);
    page.run::<()>("log.length = 0; e.currentTime = 20", vec![]);
    page.wait_for("the chapter is told", "told('chapterchange').length === 1 && told('seeked').length >= 1");
    assert_eq!(
        page.eval::<Value>("told('chapterchange')[0][1]"),
        json!({ "index": 1, "start": 20, "title": "Two" })
    );
    let turn: Value = page.eval("told('turnchange').at(-1)[1]");
    assert_eq!((&turn["index"], &turn["speaker"], &turn["start"]), (&json!(4), &json!("Ada"), &json!(20)));
    page.run::<()>("e.playbackRate = 2; e.volume = .5; e.currentTime = 57; return e.play()", vec![]);
    page.wait_for("its end is told", "told('ended').length === 1");
    for event in ["seeking", "play", "playing", "timeupdate", "ratechange", "volumechange", "pause"] {
        assert!(
            page.eval::<bool>(&format!("told('{event}').length > 0")),
            "{event}: {}",
            page.eval::<Value>("log")
        );
    }
    assert_eq!(
        page.eval::<Value>("[e.playbackRate, e.volume, e.ended, e.paused]"),
        json!([2, 0.5, true, true])
    );
}

#[test]
fn an_object_is_an_episode_too_and_its_faults_are_thrown() {
    let stage = Stage::new();
    stage.site.put("/page.html", "<!doctype html><html lang=en><title>t</title><script type=module src=/episode-player/episode-player.js></script><episode-player></episode-player>");
    let page = stage.open("/page.html");
    page.wait_for("the element is there", "q('slot')");
    page.run::<()>(
        "document.querySelector('episode-player').episode = arguments[0]",
        vec![episode(&json!([]))],
    );
    page.heading("Counting").wait();
    let thrown: Value = page.eval(
        "(() => { try { document.querySelector('episode-player').episode = { title: 'x', media: [{ youtube: 'short' }] }; }
          catch (error) { return [error.name, error.faults]; } })()",
    );
    assert_eq!(thrown[0], "EpisodeError");
    assert_eq!(thrown[1][0]["path"], "media[0].youtube");
    assert_eq!(page.heading("Counting").count(), 1, "the good one stays");
}

#[test]
fn one_player_of_a_page_plays_at_a_time() {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = open_two(&stage, &episode(&json!([{ "audio": "sound.wav" }])));
    page.wait_for(
        "both are there",
        "qa('.go').length === 2 && qa('episode-player').every(e => e.duration > 0)",
    );
    for turn in [0, 1, 0] {
        page.run::<()>("return qa('episode-player')[arguments[0]].play()", vec![json!(turn)]);
        page.wait_for("it alone plays", &format!("qa('audio').every((a, i) => a.paused === (i !== {turn}))"));
    }
}

#[test]
fn the_manifest_and_the_readme_say_what_the_element_has() {
    const MANIFEST: &str = include_str!("../../../../src/custom-elements.json");
    const README: &str = include_str!("../../../../README.md");
    let manifest: Value = serde_json::from_str(MANIFEST).expect("it is JSON");
    let element = &manifest["modules"][0]["declarations"][0];
    let names = |list: &str| -> Vec<String> {
        let entries = element[list].as_array().expect("it is a list").iter();
        entries.map(|entry| entry["name"].as_str().expect("each has a name").to_owned()).collect()
    };
    let stage = Stage::new();
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    start(page).wait();
    let mut own: Vec<String> = page.eval(
        "Object.getOwnPropertyNames(customElements.get('episode-player').prototype)
            .filter((name) => !/^_|^constructor$|Callback$/.test(name))",
    );
    let mut members = names("members");
    own.sort();
    members.sort();
    assert_eq!(own, members);
    let mut parts: Vec<String> = page.eval("qa('[part]').map((e) => e.part.value)");
    let mut known = names("cssParts");
    parts.sort();
    known.sort();
    assert_eq!(parts, known);
    let css: String = page
        .run("return fetch('/episode-player/episode-player.css').then((answer) => answer.text())", vec![]);
    for property in names("cssProperties") {
        assert!(css.contains(&format!("var({property}")), "{property} is in no style sheet");
    }
    for list in ["attributes", "members", "events", "cssProperties", "cssParts"] {
        for name in names(list).iter().filter(|name| !name.starts_with("--episode-speaker")) {
            let told = README.contains(&format!("`{name}`")) || README.contains(&format!("`{name}()`"));
            assert!(told, "the README does not tell of {name}");
        }
    }
}

/// Keys that the page wants for itself: vidstack#1148.
#[test]
fn keys_are_ours_only_with_the_focus_in_the_player_and_without_a_modifier() {
    let stage = Stage::new();
    stage.site.put("/sound.wav", silence(LENGTH));
    let page = stage.open_episode(&episode(&json!([{ "audio": "sound.wav" }])), "");
    page.wait_for("it is there", "q('.timeline') && q('episode-player').duration > 0");
    page.run::<()>(
        "window.mine = []; addEventListener('keydown', (event) => event.defaultPrevented || mine.push(event.key))",
        vec![],
    );
    page.press("ljnp/f");
    assert_eq!(page.eval::<String>("mine.join('')"), "ljnp/f", "the page has its keys");
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), 0.0);
    page.by_role("slider", "Timeline").click();
    let there = page.eval::<f64>("q('episode-player').currentTime");
    page.run::<()>(
        "q('.timeline').dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, bubbles: true, composed: true }))",
        vec![],
    );
    assert_eq!(page.eval::<f64>("q('episode-player').currentTime"), there, "nor one with a modifier");
    page.press("j");
    page.wait_for("one of ours", &format!("q('episode-player').currentTime === {}", there - 15.0));
}
