//! The format's rules, each by an example: what is refused, what is mended, what is kept.
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

use episode::{Episode, Fault, Keywords, Millis, Node, Read, Refused, Source, Timing};
use serde_json::{Value, json};

fn read(json: &Value) -> Result<Read, Refused> {
    episode::read(&json.to_string())
}

/// An episode that uses every key.
fn whole() -> Value {
    serde_json::from_str(include_str!("whole.json")).unwrap()
}

#[test]
fn an_episode_with_every_key_is_read_whole() {
    let Read { episode, warnings, .. } = read(&whole()).unwrap();
    assert_eq!(warnings, []);
    assert_eq!(episode.duration, Some(Millis::from_secs(600)));
    assert_eq!(episode.media[0].source, Source::YouTube("abc-DEF_123".into()));
    assert_eq!(episode.media[0].offset, -1500);
    assert_eq!(episode.chapters[1].start, Millis::from_secs(300));
    assert_eq!(episode.transcript.timing, Timing::Captions);
    assert_eq!(episode.transcript.turns[1].speaker, Some(1));
    assert_eq!(episode.translations[0].language.as_deref(), Some("de"));
    assert_eq!(episode.translations[0].turns[1].speaker, Some(1));
    assert_eq!(episode.statistics[0].mentions[0].start, Millis(500));
    assert!(matches!(episode.sections[0].children[6], Node::Table { .. }));
}

#[test]
fn what_is_written_reads_back_the_same() {
    let episode: Episode = read(&whole()).unwrap().episode;
    let written = serde_json::to_value(&episode).unwrap();
    assert_eq!(read(&written).unwrap().episode, episode);
    assert_eq!(written["chapters"][1]["start"], json!(300), "whole seconds have no decimals");
    assert_eq!(written["transcript"]["turns"][0]["end"], json!(4.25));
}

/// The faults of the whole example with one change.
fn faults(change: impl FnOnce(&mut Value)) -> Vec<Fault> {
    let mut json = whole();
    change(&mut json);
    read(&json).expect_err("it should be refused").faults
}

#[track_caller]
fn refused(change: impl FnOnce(&mut Value), path: &str, found: &str, wanted: &str) {
    let faults = faults(change);
    let [fault] = &faults[..] else { panic!("one fault expected: {faults:?}") };
    assert_eq!(fault.path, path, "{fault}");
    assert!(fault.found.contains(found), "{fault}");
    assert!(fault.wanted.contains(wanted), "{fault}");
}

#[test]
fn each_fault_is_told_with_place_value_and_what_would_be_right() {
    refused(|j| drop(j.as_object_mut().unwrap().remove("title")), "title", "nothing", "a text");
    refused(|j| j["version"] = json!(2), "version", "2", "version 1");
    refused(|j| j["duration"] = json!(-1), "duration", "-1", "a time");
    refused(|j| j["chapters"][1]["start"] = json!("5:99"), "chapters[1].start", "\"5:99\"", "mm:ss");
    refused(|j| j["chapters"][1]["start"] = json!(1e300), "chapters[1].start", "1", "a time");
    refused(
        |j| drop(j["chapters"][1].as_object_mut().unwrap().remove("start")),
        "chapters[1].start",
        "nothing",
        "a time",
    );
    refused(
        |j| {
            j["chapters"] =
                json!([{"start": 0, "title": "a"}, {"start": 9, "title": "b"}, {"start": 8, "title": "c"}]);
        },
        "chapters[2].start",
        "00:08",
        "after the chapter before, 00:09",
    );
    refused(
        |j| j["transcript"]["turns"][1]["start"] = json!(-0.5),
        "transcript.turns[1].start",
        "-0.5",
        "a time",
    );
    refused(
        |j| j["transcript"]["turns"][2]["start"] = json!(4),
        "transcript.turns[2].start",
        "00:04",
        "not before the turn before, 00:05",
    );
    refused(
        |j| j["transcript"]["turns"][0]["words"] = json!([0, 1]),
        "transcript.turns[0].words",
        "2 times",
        "one for each word, 3",
    );
    refused(
        |j| j["transcript"]["turns"][0]["words"] = json!([0, 9, 8]),
        "transcript.turns[0].words[2]",
        "8",
        "not less than the one before, 9",
    );
    refused(
        |j| j["transcript"]["turns"][0]["speaker"] = json!("cy"),
        "transcript.turns[0].speaker",
        "\"cy\"",
        "listed speaker",
    );
    refused(
        |j| j["transcript"]["timing"] = json!("guessed"),
        "transcript.timing",
        "\"guessed\"",
        "estimated",
    );
    refused(|j| j["media"][0]["youtube"] = json!("tooshort"), "media[0].youtube", "\"tooshort\"", "11 of");
    refused(|j| j["media"][1]["youtube"] = json!("abc-DEF_123"), "media[1]", "several", "exactly one");
    refused(|j| j["synopsis"][0]["type"] = json!("html"), "synopsis[0].type", "\"html\"", "paragraph");
    refused(
        |j| j["sections"][0]["children"][0]["depth"] = json!(7),
        "sections[0].children[0].depth",
        "7",
        "1 to 6",
    );
    refused(
        |j| j["sections"][0]["children"][6]["children"][0]["type"] = json!("row"),
        "sections[0].children[6].children[0].type",
        "\"row\"",
        "tableRow",
    );
    refused(
        |j| j["translations"][0]["turns"][1]["speaker"] = json!("cy"),
        "translations[0].turns[1].speaker",
        "\"cy\"",
        "listed speaker",
    );
    refused(
        |j| _ = j["translations"][0].as_object_mut().unwrap().remove("language"),
        "translations[0].language",
        "none",
        "a language tag",
    );
    let twice = |j: &mut Value| {
        j["speakers"][1]["id"] = json!("ada");
        j["transcript"]["turns"][1]["speaker"] = json!("ada");
    };
    refused(twice, "speakers[1].id", "\"ada\" again", "of its own");
}

#[test]
fn a_value_of_the_wrong_type_is_told_with_its_path() {
    refused(|j| j["transcript"]["turns"][1]["text"] = json!(5), "transcript.turns[1].text", "5", "a text");
    refused(|j| j["chapters"][0]["start"] = json!([1]), "chapters[0].start", "a list", "mm:ss");
    refused(|j| *j = json!("text"), "", "\"text\"", "an object");
}

#[test]
fn every_value_of_a_wrong_type_is_told() {
    let faults = faults(|j| {
        j["title"] = json!(["T"]);
        j["number"] = json!(-1);
        j["transcript"]["turns"][0]["words"] = json!([0, 0.5, "1"]);
    });
    let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
    let words = "transcript.turns[0].words";
    assert_eq!(
        told,
        [
            "number: found -1, wanted a whole number from 0".to_owned(),
            "title: found a list, wanted a text".to_owned(),
            format!("{words}[1]: found 0.5, wanted a whole number from 0"),
            format!("{words}[2]: found \"1\", wanted a whole number from 0"),
        ]
    );
}

#[test]
fn every_fault_is_told_not_only_the_first() {
    let faults = faults(|j| {
        j["title"] = json!(" ");
        j["media"][0]["youtube"] = json!("x");
        j["transcript"]["turns"][0]["speaker"] = json!("cy");
    });
    assert_eq!(faults.len(), 3, "{faults:?}");
}

/// What is told of the whole example with one change.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    faults(change).iter().map(ToString::to_string).collect()
}

#[test]
fn what_only_follows_from_a_fault_is_not_told() {
    let wrong_types = told(|j| {
        j["speakers"][0]["id"] = json!(5); // and the turns of ada name nobody
        j["media"][0]["youtube"] = json!(["abc-DEF_123"]); // and there is no recording in it
        j["chapters"][0]["start"] = json!("9:99"); // and the second chapter is the first
        j["transcript"]["turns"][0]["words"] = json!([0, "500"]); // and there are too few
        j["transcript"]["turns"][1]["text"] = json!(null);
        j["transcript"]["turns"][1]["words"] = json!([0, 5]);
        j["transcript"]["turns"][1]["start"] = json!([5]);
    });
    assert_eq!(
        wrong_types,
        [
            "media[0].youtube: found a list, wanted a text",
            "speakers[0].id: found 5, wanted a text",
            "chapters[0].start: found \"9:99\", wanted a time: seconds from 0, or \"mm:ss\", or \"h:mm:ss\"",
            "transcript.turns[0].words[1]: found \"500\", wanted a whole number from 0",
            "transcript.turns[1].start: found a list, wanted a time: seconds from 0, or \"mm:ss\", or \"h:mm:ss\"",
            "transcript.turns[1].text: found nothing, wanted a text",
        ]
    );
    let lists = told(|j| {
        j["speakers"] = json!("Ada");
        j["transcript"]["turns"] = json!({});
        j["chapters"][0] = json!("Ebb");
    });
    assert_eq!(
        lists,
        [
            "speakers: found \"Ada\", wanted a list",
            "chapters[0]: found \"Ebb\", wanted an object",
            "transcript.turns: found an object, wanted a list",
        ]
    );
}

#[test]
fn values_of_wrong_types_do_not_hide_other_faults() {
    let told = told(|j| {
        j["number"] = json!("7");
        j["media"][0]["youtube"] = json!("x");
        j["sections"][0]["children"][0]["depth"] = json!(0);
    });
    let places: Vec<_> = told.iter().filter_map(|fault| fault.split(": ").next()).collect();
    assert_eq!(places, ["number", "media[0].youtube", "sections[0].children[0].depth"]);
}

#[track_caller]
fn mended(change: impl FnOnce(&mut Value), path: &str) -> Episode {
    let mut json = whole();
    change(&mut json);
    let Read { episode, warnings, .. } = read(&json).unwrap();
    let [warning] = &warnings[..] else { panic!("one warning expected: {warnings:?}") };
    assert_eq!(warning.path, path, "{warning}");
    episode
}

#[test]
fn what_can_be_mended_is_mended_with_a_warning() {
    let e = mended(|j| j["chapters"][1]["start"] = json!(0), "chapters[1].start");
    assert_eq!(e.chapters[0].title, "Ebb / Flood");
    let e = mended(|j| j["chapters"][1]["start"] = json!(601), "chapters[1].start");
    assert_eq!(e.end(), Millis::from_secs(601), "no chapter lies past the end");
    assert_eq!(mended(|j| j["media"] = json!([]), "media").media, []);
    assert_eq!(
        mended(|j| j["related"][0]["url"] = json!("javascript:alert(1)"), "related[0].url").related[0].url,
        None
    );
    let e =
        mended(|j| j["statistics"][0]["mentions"][0]["turn"] = json!(9), "statistics[0].mentions[0].turn");
    assert_eq!(e.statistics[0].mentions, []);
    let e = mended(|j| j["translations"][0]["turns"] = json!([]), "translations[0].turns");
    assert_eq!(e.translations, []);
    let e = mended(|j| j["keywords"]["words"][0]["word"] = json!(1), "keywords.words[0].word");
    assert_eq!(e.keywords, Some(Keywords { others: 40, words: vec![] }));
    let table = |j: &mut Value| j["sections"][0]["children"][6]["align"][1] = json!("middle");
    mended(table, "sections[0].children[6].align[1]");
    let e = mended(
        |j| {
            j["transcript"] = json!({});
            j["statistics"] = json!([]);
            j["keywords"] = Value::Null;
        },
        "transcript.turns",
    );
    assert_eq!(e.transcript.turns, []);
}

#[test]
fn what_comes_before_the_first_chapter_is_in_none() {
    let mut json = whole();
    json["chapters"][0]["start"] = json!(2.125);
    let Read { episode, warnings, .. } = read(&json).unwrap();
    assert_eq!((episode.chapters[0].start, warnings), (Millis(2_125), vec![]));
    assert_eq!(episode.turns_by_chapter()[0].chapter, None);
}

#[test]
fn an_unknown_key_is_left_out_with_a_warning() {
    let mut json = whole();
    json["mood"] = json!("calm");
    let Read { episode, warnings, .. } = read(&json).unwrap();
    assert_eq!(episode, read(&whole()).unwrap().episode);
    assert_eq!((warnings.len(), &*warnings[0].path), (1, "mood"));
    mended(|j| j["synopsis"][0]["depth"] = json!(2), "synopsis[0].depth");
}

#[test]
fn of_a_key_that_stands_twice_the_last_value_counts() {
    let Read { episode, warnings, .. } = episode::read(r#"{"title": "A", "title": "B"}"#).unwrap();
    assert_eq!(episode.title, "B");
    let told: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(told[0], "title: found \"A\", wanted the key once; its last value was taken");
}

#[test]
fn a_transcript_without_times_needs_none() {
    let json = json!({ "title": "T", "transcript": { "turns": [{ "text": "Hello there." }] } });
    let episode = read(&json).unwrap().episode;
    assert_eq!(episode.transcript.timing, Timing::None);
    assert_eq!(episode.transcript.turns[0].start, None);
}

#[test]
fn a_language_that_is_no_tag_and_a_poster_that_is_no_picture_are_left_out_with_a_warning() {
    let read = episode::read(r#"{"title":"A","language":"en us","poster":"mailto:a@b.example"}"#).unwrap();
    assert_eq!((read.episode.language, read.episode.poster), (None, None));
    let places: Vec<_> = read.warnings.iter().map(|warning| warning.path.as_str()).collect();
    assert!(places.contains(&"language") && places.contains(&"poster"), "{places:?}");
    let read = episode::read(r#"{"title":"A","language":"zh-Hant-TW","poster":"a.jpg"}"#).unwrap();
    assert_eq!(read.episode.language.as_deref(), Some("zh-Hant-TW"));
    assert_eq!(read.episode.poster.as_deref(), Some("a.jpg"));
}
