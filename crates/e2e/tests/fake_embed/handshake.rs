//! Who may speak, and how a conversation starts.

use e2e::{Autoplay, Inside, Knobs, Stage};
use serde_json::{Value, json};

use crate::host::Host;

#[test]
fn a_client_that_asks_gets_the_snapshot_and_onready_once() {
    let stage = Stage::new();
    let host = Host::open(&stage, Knobs::default(), &json!({}));
    host.page.run::<()>("h.listen();", vec![]);
    host.wait_for("alreadyInitialized");
    let events = host.events();
    assert_eq!(events[..2], ["initialDelivery", "onReady"]);
    assert_eq!(events.iter().filter(|event| *event == "initialDelivery").count(), 1);
    let snapshot = &host.messages()[0]["info"];
    assert_eq!((&snapshot["playerState"], &snapshot["duration"]), (&json!(5), &json!(60)));
}

#[test]
fn every_message_carries_the_id_of_the_last_listening_and_a_falsy_one_leaves_none() {
    let stage = Stage::new();
    let host = Host::open(&stage, Knobs::default(), &json!({}));
    for id in [json!("a"), json!({ "x": 1 }), json!(7)] {
        host.page.run::<()>("h.listen(arguments[0]);", vec![id.clone()]);
        host.page.wait_until("the id is echoed", || match host.messages().last() {
            Some(message) if message["id"] == id => Ok(()),
            last => Err(last.cloned()),
        });
    }
    host.page.run::<()>("h.listen(0);", vec![]);
    host.page.wait_for("no id", "!('id' in h.messages().at(-1))");
}

#[test]
fn a_page_of_another_origin_than_the_address_names_is_not_answered() {
    let stage = Stage::new();
    let host = Host::silent(&stage, Knobs::default(), &json!({ "origin": "/" }));
    host.page.run::<()>("h.connect();", vec![]);
    host.wait_dropped("origin http://127.0.0.1");
    assert!(host.messages().is_empty());
}

#[test]
fn what_is_not_a_string_or_comes_from_another_window_is_not_heard() {
    let stage = Stage::new();
    stage.site.policy("/host.html", "frame-src 'self' https://www.youtube-nocookie.com");
    let host = Host::open(&stage, Knobs::default(), &json!({}));
    host.page
        .run::<()>("h.frame.contentWindow.postMessage({ event: 'command', func: 'mute' }, '*');", vec![]);
    host.wait_dropped("not a string");
    // Another window of the same origin.
    host.page.run::<()>(
        "const other = document.createElement('iframe'); other.id = 'other'; other.src = '/host.html'; \
         document.body.append(other); return new Promise((done) => { other.onload = () => done(null); });",
        vec![],
    );
    let speak = "parent.h.frame.contentWindow.postMessage('{\"event\":\"command\",\"func\":\"mute\"}', '*');";
    host.page.in_frame("#other", |frame| frame.run::<()>(speak, vec![]));
    host.wait_dropped("another window");
    assert_eq!(host.told()["muted"], false);
}

#[test]
fn an_embed_that_knows_its_widget_id_asks_to_be_listened_to() {
    let stage = Stage::new();
    let host = Host::silent(&stage, Knobs::default(), &json!({ "widgetid": "5" }));
    host.wait_for("readyToListen");
    assert_eq!(host.messages(), [json!({ "event": "readyToListen", "channel": "widget", "id": 5 })]);
    host.page.run::<()>("h.listen();", vec![]);
    host.wait_for("onReady");
}

#[test]
fn after_a_late_handshake_old_messages_follow_the_snapshot() {
    let stage = Stage::new();
    let knobs = Knobs { deaf_ms: 1500, autoplay: Autoplay::Allowed, ..Knobs::default() };
    let host = Host::open(&stage, knobs, &json!({ "autoplay": "1" }));
    let messages = host.messages();
    let stamp = |message: &Value| message["info"]["currentTimeLastUpdated_"].as_f64();
    let snapshot = stamp(&messages[0]).expect("the snapshot has a stamp");
    assert_eq!(messages[0]["info"]["playerState"], 1);
    assert!(messages[2..].iter().filter_map(stamp).any(|old| old < snapshot), "{messages:?}");
}

#[test]
fn the_dialect_of_2024_forgets_a_listening_that_comes_too_early_and_answers_no_later_one() {
    let stage = Stage::new();
    let knobs = Knobs { dialect: "2024", ready_ms: 1000, error_at_load: 150, ..Knobs::default() };
    let host = Host::silent(&stage, knobs, &json!({ "widgetid": "5" }));
    host.page.embed(|frame| frame.wait_for("it can hear", "window.__log"));
    host.page.run::<()>("h.listen();", vec![]);
    host.page.embed(|frame| frame.wait_for("it is ready", "__user.error && __ready()"));
    host.settle();
    assert!(host.events().is_empty());
    host.page.run::<()>("h.listen(); h.listen();", vec![]);
    host.wait_for("onError");
    assert_eq!(host.events(), ["initialDelivery", "onReady", "onError"]);
    assert_eq!(host.messages()[2]["info"], "150", "a string");
}

#[test]
fn an_embed_behind_a_blocker_never_says_a_word() {
    let stage = Stage::new();
    let host = Host::silent(&stage, Knobs { silent: true, ..Knobs::default() }, &json!({ "widgetid": "5" }));
    host.page.run::<()>("h.connect();", vec![]);
    host.page.embed(|frame| frame.wait_for("it is ready", "__ready()"));
    host.page.wait_for("three were sent", "h.record.filter(({ out }) => out).length > 2");
    assert!(host.messages().is_empty());
}

#[test]
fn a_frame_that_reloads_itself_starts_anew() {
    let stage = Stage::new();
    let host = Host::ready(&stage, Knobs { inside: vec![Inside::Reload { at: 0.2 }], ..Knobs::default() });
    host.command("playVideo", json!([]));
    host.page.wait_for("a second load", "h.record.filter(({ d }) => d === 'IFRAME_LOAD').length === 2");
    host.page.run::<()>("h.listen();", vec![]);
    host.page.wait_for(
        "a second snapshot",
        "h.messages().filter(({ event }) => event === 'onReady').length === 2",
    );
    let all = host.messages();
    let second = all.iter().rfind(|message| message["event"] == "initialDelivery").expect("there are two");
    assert_eq!(second["info"]["playerState"], 5);
}

#[test]
fn a_frame_without_a_referrer_says_error_153() {
    let stage = Stage::new();
    let page = Host::page(&stage);
    page.run::<()>(
        "window.h = host('aaaaaaaaaaa', {}, { referrerPolicy: 'no-referrer' }); h.connect();",
        vec![],
    );
    let host = Host { page };
    host.wait_for("onError");
    assert_eq!(host.messages()[2]["info"], 153);
    assert_eq!(stage.embed.requests()[0].referrer, "");
}
