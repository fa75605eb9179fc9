//! The fake embed against the recordings of the real one: the same commands at the same times, the same answers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use e2e::{Autoplay, Knobs, Options, Stage};
use serde_json::{Value, json};

use crate::host::Host;
use crate::recording::{Record, shape, summary};

/// The recordings that say what was sent, with the parameters of the address and the fault of their run.
fn runs() -> Vec<(&'static str, Value, Knobs)> {
    let knobs = || Knobs {
        duration: 59.9,
        boot_ms: 100,
        ready_ms: 80,
        load_ms: 250,
        autoplay: Autoplay::Allowed,
        ..Knobs::default()
    };
    let plain = |name| (name, json!({}), knobs());
    let at = |name, params| (name, params, knobs());
    let at_load = |name, number| (name, json!({}), Knobs { error_at_load: number, ..knobs() });
    let at_play = |name| (name, json!({}), Knobs { error_at_play: 150, ..knobs() });
    let slow = |name, buffer_ms| (name, json!({}), Knobs { buffer_ms, ..knobs() });
    let blocked = |name, params| (name, params, Knobs { autoplay: Autoplay::Browser, ..knobs() });
    vec![
        plain("basic"),
        plain("ended"),
        plain("load"),
        plain("nochannel"),
        plain("onelisten-afterload"),
        plain("precmd"),
        plain("rate"),
        plain("sameplay"),
        plain("seekcued"),
        plain("seekcuedpause"),
        plain("stallpaused"),
        plain("stop"),
        plain("vol"),
        at("autoplay", json!({ "autoplay": "1" })),
        at("o-none", json!({ "origin": null })),
        at("o-http", json!({ "origin": "https://127.0.0.1" })),
        at("o-mismatch", json!({ "origin": "https://example.com" })),
        at("o-slash", json!({ "origin": "/" })),
        at("nojsapi", json!({ "enablejsapi": null })),
        at("startend", json!({ "start": "10", "end": "13" })),
        at("widgetid", json!({ "widgetid": "5" })),
        at("widgetid-noorigin", json!({ "widgetid": "5", "origin": null })),
        at_load("error-embedder-identity-denied", 152),
        at_load("error-embedder-identity-missing-referrer", 153),
        at_load("error-permission-denied", 150),
        at_load("error-undefined", 150),
        at_load("error-video-block-by-mrm", 151),
        at_play("err-embed-disabled"),
        at_play("err-generic"),
        at_play("err-login"),
        slow("stall", 6000),
        slow("stallseek", 6000),
        blocked("blocked", json!({})),
        blocked("blocked-autoplay1", json!({ "autoplay": "1" })),
    ]
}

/// What the recordings say, and what the fake said to the same, all replayed at once.
static REPLAYS: LazyLock<Vec<Replay>> = LazyLock::new(|| {
    let stage = Stage::with(&Options { autoplay: false, ..Options::default() });
    // What was recorded as sent to a frame that was still blank is an error on Firefox's console.
    stage.expect_console("postMessage");
    let page = Host::page(&stage);
    let runs = runs();
    for (number, (name, params, knobs)) in runs.iter().enumerate() {
        let video = format!("replay{number:05}");
        stage.embed.knobs(&video, knobs.clone());
        let sent: Vec<Value> = recording(name).iter().map(Record::without_answers).collect();
        let script = "const [name, video, params, sent] = arguments; (window.hosts ??= {})[name] = host(video, params); \
             hosts[name].replayed = hosts[name].replay(sent);";
        page.run::<()>(script, vec![(*name).into(), video.into(), params.clone(), sent.into()]);
    }
    page.run::<()>(
        "return Promise.all(Object.values(hosts).map((host) => host.replayed)).then(() => null);",
        vec![],
    );
    let fake = |name: &str| page.run("return hosts[arguments[0]].record;", vec![name.into()]);
    runs.iter().map(|(name, ..)| Replay { name, real: recording(name), fake: fake(name) }).collect()
});

struct Replay {
    name: &'static str,
    real: Vec<Record>,
    fake: Vec<Record>,
}

#[test]
fn the_fake_answers_the_recorded_commands_as_the_recordings_do() {
    let mut differences = Vec::new();
    for Replay { name, real, fake } in REPLAYS.iter() {
        let (expected, actual) = (summary(real), summary(fake));
        if expected != actual {
            differences.push(format!(
                "{name}\n  recorded {}\n  fake     {}",
                expected.join(" "),
                actual.join(" ")
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn every_message_of_the_fake_has_the_keys_and_types_of_the_recorded_ones() {
    let (mut real, mut fake) = (BTreeSet::new(), BTreeSet::new());
    for replay in REPLAYS.iter() {
        replay.real.iter().filter_map(Record::message).for_each(|message| shape(&message, &mut real));
        replay.fake.iter().filter_map(Record::message).for_each(|message| shape(&message, &mut fake));
    }
    assert_eq!(real.difference(&fake).collect::<Vec<_>>(), [""; 0], "recorded, but not in the fake");
    assert_eq!(fake.difference(&real).collect::<Vec<_>>(), [""; 0], "in the fake, but not recorded");
}

fn recording(name: &str) -> Vec<Record> {
    let corpus = corpus::folder().expect("EPISODE_CORPUS is set where this test runs");
    let file = corpus.join("youtube/traces").join(format!("{name}.json"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).expect("a recording is a list of records")
}
