//! Captions that nobody should have written: they take time and memory in proportion to their length, and end in
//! captions that keep to the rules, or in a fault with its line. Never in a panic.

#![cfg(feature = "formats")]

mod common;

use common::{assert_well_formed, good, said};
use episode::Millis;
use episode::captions::CaptionFaultKind;
use episode::formats::{MAX_FAULTS, read};
use proptest::prelude::*;
use std::fmt::Write;

/// What takes quadratic time takes minutes at this count; the benchmark `timing` has the times of a million cues.
const MANY: u32 = 100_000;
/// What takes quadratic time takes minutes at this length.
const LONG: usize = 64 * 1024;
const VERY_LONG: usize = 10 * 1024 * 1024;

/// `h:mm:ss` and three decimals.
fn clock(millis: u32, point: char) -> String {
    let s = millis / 1000;
    format!("{:02}:{:02}:{:02}{point}{:03}", s / 3600, s / 60 % 60, s % 60, millis % 1000)
}

/// So many cues of a second, written by this.
fn many(count: u32, head: &str, tail: &str, cue: impl Fn(u32, &mut String)) -> String {
    let mut out = head.to_owned();
    (0..count).for_each(|i| cue(i * 1000, &mut out));
    out + tail
}

#[test]
fn many_cues_in_each_format() {
    let vtt = many(MANY, "WEBVTT\n\n", "", |t, out| {
        _ = write!(out, "{} --> {}\n<v Ada>a sea\n\n", clock(t, '.'), clock(t + 1000, '.'));
    });
    let srt = many(MANY, "", "", |t, out| {
        _ = write!(out, "{}\n{} --> {}\nAda: a sea\n\n", t / 1000 + 1, clock(t, ','), clock(t + 1000, ','));
    });
    let podcast = many(MANY, "{\"segments\": [", "{\"startTime\": 1000000, \"body\": \" \"}]}", |t, out| {
        _ = writeln!(out, "{{\"startTime\": {}, \"body\": \"a sea\"}},", t / 1000);
    });
    let sbv = many(MANY, "", "", |t, out| {
        _ = write!(out, "{},{}\na sea\n\n", clock(t, '.'), clock(t + 1000, '.'));
    });
    let ass = many(MANY, "[Events]\nFormat: Start, End, Name, Text\n", "", |t, out| {
        _ = writeln!(out, "Dialogue: {},{},Ada,a {{\\b1}}sea", clock(t, '.'), clock(t + 1000, '.'));
    });
    let json3 = many(MANY, "{\"events\": [", "{\"tStartMs\": 1000000000}]}", |t, out| {
        _ = writeln!(
            out,
            "{{\"tStartMs\": {t}, \"dDurationMs\": 1000, \"segs\": [{{\"utf8\": \"a sea\"}}]}},"
        );
    });
    let whisper =
        many(MANY, "{\"segments\": [", "{\"start\": 1e6, \"end\": 1e6, \"text\": \"\"}]}", |t, out| {
            let s = t / 1000;
            _ = writeln!(out, "{{\"start\": {s}, \"end\": {}, \"text\": \"a sea\"}},", s + 1);
        });
    let podlove = many(
        MANY,
        "{\"transcripts\": [",
        "{\"start\": \"99:00:00\", \"end\": \"99:00:00\", \"text\": \"\"}]}",
        |t, out| {
            let (start, end) = (clock(t, '.'), clock(t + 1000, '.'));
            _ = writeln!(
                out,
                "{{\"start\": \"{start}\", \"end\": \"{end}\", \"voice\": \"A\", \"text\": \"a sea\"}},"
            );
        },
    );
    for text in [vtt, srt, sbv, ass, podcast, json3, whisper, podlove] {
        let read = good(&text);
        assert_eq!(read.captions.cues.len(), MANY as usize, "{}", &text[..60]);
        assert_eq!(read.captions.cues.last().map(|cue| cue.start), Some(Millis((MANY - 1) * 1000)));
        assert!(read.faults.is_empty(), "{:?}", read.faults);
    }
}

#[test]
fn cues_that_cannot_be_read_are_counted() {
    let vtt = many(MANY, "WEBVTT\n\n", "", |_, out| out.push_str("00:61.000 --> 00:62.000\nlost\n\n"));
    let read = good(&vtt);
    assert_eq!((read.captions.cues.len(), read.faults.len()), (0, MAX_FAULTS));
    assert_eq!(read.untold, MANY as usize - MAX_FAULTS);
    let notes = many(MANY, "WEBVTT\n\n", "", |_, out| out.push_str("NOTE\n\n"));
    assert_eq!(good(&notes).untold, 0);
}

#[test]
fn cues_that_run_backwards_are_put_in_order() {
    let back = many(MANY, "WEBVTT\n\n", "", |t, out| {
        let start = MANY * 1000 - t;
        _ = write!(out, "{} --> {}\na sea\n\n", clock(start, '.'), clock(start + 2000, '.'));
    });
    let read = good(&back);
    assert_eq!(read.captions.cues.len(), MANY as usize);
    assert_eq!(read.captions.cues[0].start, Millis(1000));
}

#[test]
fn cues_all_at_once() {
    let at_once = "00:00:00,000 --> 99:00:00,000\na sea\nb sea\n\n".repeat(10_000);
    assert_eq!(good(&at_once).captions.cues.len(), 10_000);
}

#[test]
fn times_past_a_year_have_a_fault_with_their_line() {
    for text in [
        "WEBVTT\n\n00:00.000 --> 8761:00:00.000\nlate\n",
        "WEBVTT\n\n99999999999999999999999:00:00.000 --> 99999999999999999999999:00:01.000\nlate\n",
        "1\n00:00:00,000 --> 00:00:01,000\n3\n8761:00:00,000 --> 8762:00:00,000\nlate\n",
        "0:00:00.000,0:00:01.000\n\n8761:00:00.000,8761:00:00.000\nlate\n",
        "[{\"start\": 0, \"text\": \" \"},\n\n {\"start\": 1e300, \"end\": 1e301, \"text\": \"late\"}]",
        "{\"events\":\n [{\"tStartMs\": 0},\n{\"tStartMs\": 99999999999, \"segs\": [{\"utf8\": \"late\"}]}]}",
        "{\"version\": \"1.2.0\",\n\"chapters\": [{\"startTime\": 0},\n{\"startTime\": 31536000, \"title\": \"late\"}]}",
    ] {
        let read = good(text);
        let late: Vec<usize> = read
            .faults
            .iter()
            .filter(|f| matches!(f.kind, CaptionFaultKind::TooLate(_)))
            .map(|f| f.line)
            .collect();
        let line = text.lines().position(|l| {
            l.contains("8761") || l.contains("999") || l.contains("e300") || l.contains("31536000")
        });
        assert_eq!(late, [line.expect("it is there") + 1], "{text}");
        assert_eq!(said(&read.captions), "");
    }
}

#[test]
fn numbers_that_are_none() {
    for number in
        ["-1", "1e999", "\"x\"", "\"1:99:00\"", "null", "[]", "{}", "true", "\"NaN\"", "\"-1\"", "\"\""]
    {
        let json = format!(
            "{{\"segments\": [\n{{\"startTime\": {number}, \"body\": \"lost\"}},\n{{\"startTime\": 1, \"body\": \"a sea\"}}]}}"
        );
        let read = good(&json);
        assert_eq!(said(&read.captions), "a sea", "{number}");
        let [fault] = &read.faults[..] else { panic!("{number}: {:?}", read.faults) };
        assert!(fault.line == 2 && matches!(fault.kind, CaptionFaultKind::Json(..)), "{number}: {fault}");
    }
    assert_eq!(read("[{\"start\": NaN, \"text\": \"\"}]").expect_err("not JSON").line, 1);
    let time = "00:00:00.000 --> 00:00:01.000";
    for (i, c) in time.char_indices().filter(|(_, c)| !c.is_ascii_whitespace()) {
        for other in ["", "-", "x", "٣", "\0", ":", "."] {
            let line = format!("{}{other}{}", &time[..i], &time[i + c.len_utf8()..]);
            for head in ["WEBVTT\n\n", "00:00:00,000 --> 00:00:01,000\na\n\n"] {
                good(&format!("{head}{line}\na sea\n"));
            }
        }
    }
}

#[test]
fn nuls_are_replaced() {
    for text in [
        "WEBVTT\n\n\0\n00:00.000 --> 00:01.000\n<v A\0da>a\0b\n",
        "\0\n00:00,000 --> 00:01,000\na\0b\n",
        "0:00:00.000,0:00:01.000\na\0b\n",
        "[{\"start\": 0, \"end\": 1, \"text\": \"a\\u0000b\"}]",
    ] {
        assert_eq!(said(&good(text).captions), "a\u{fffd}b", "{text:?}");
    }
}

#[test]
fn lines_of_ten_megabytes() {
    let long = "a sea<b>".repeat(VERY_LONG / 8);
    good(&format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{long}"));
    good(&format!("00:00,000 --> 00:01,000\n{long}"));
    good(&format!("[{{\"start\": 0, \"end\": 1, \"text\": \"{long}\"}}]"));
}

#[test]
fn long_lines_of_everything_that_means_something() {
    let time = "00:00:00.000 --> 00:00:01.000";
    for piece in [
        "a",
        "a ",
        "\0",
        " ",
        "&",
        "&amp;",
        "&#",
        "<",
        "<b>",
        "<b",
        "</b>",
        "<v a>b",
        "<v a>b</v>",
        "<ruby><rt>",
        "<00:00:00.500>a ",
        "<00:00:00.500>",
        "-->",
        "{\\",
        ">> ",
        "a:",
        "A: b ",
        ":",
        "1",
        ".",
        "é",
        "[",
        "{\"a\":",
        "\u{200b}",
        "\r",
        "\r\r1",
        "a\n",
    ] {
        let long = piece.repeat(LONG / piece.len());
        for text in [
            format!("WEBVTT\n\n{time}\n{long}\n"),
            format!("WEBVTT\n\n{long} --> {long}\n{long}"),
            format!("1\n{time}\n{long}\n"),
            format!("{long}{time}{long}"),
            format!("0:00:00.000,0:00:01.000\n{long}"),
            format!("0:00:00.000,{long}"),
        ] {
            if let Ok(read) = read(&text) {
                assert_well_formed(&read);
            }
        }
        if !piece.contains(['\0', '\\', '"', '\r', '\n']) {
            good(&format!("[{{\"start\": 0, \"end\": 1, \"text\": \"{long}\"}}]"));
            good(&format!(
                "{{\"events\": [{{\"tStartMs\": 0, \"{long}\": 1, \"segs\": [{{\"utf8\": \"{long}\"}}]}}]}}"
            ));
        }
        assert!(read(&long).is_err(), "{piece}");
    }
}

/// Texts made of what the formats are made of.
fn soup() -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = vec![
        "WEBVTT",
        "NOTE",
        "STYLE",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "00:00:01.000",
        "00:00:02,000",
        "00:03.5",
        "99:59.999",
        "9999:00:00.000",
        "0:00:04.000,0:00:05.000",
        " --> ",
        "-->",
        "->",
        "<v Ada>",
        "</v>",
        "<c>",
        "<ruby>",
        "<rt>",
        "</ruby>",
        "<00:00:01.500>",
        "<00:00:00.100>",
        "&amp;",
        "&lt",
        "&#0;",
        "Ada: ",
        ">> ",
        "1",
        "a sea",
        "rises",
        "\0",
        "\u{200b}",
        "ü",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"start\":",
        "\"text\":",
        "\"segments\":",
        "\"words\":",
        "\"events\":",
        "1.5",
        "-1",
        "null",
    ];
    prop::collection::vec(
        prop_oneof![9 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => "\\PC{0,8}"],
        0..60,
    )
    .prop_map(|pieces| pieces.concat())
}

/// JSON of any kind under the keys of the formats, with values that are mostly of the right kind.
fn json() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        4 => (-2.0..20.0f64).prop_map(|n| format!("{n:.3}")),
        2 => (0..20_000u32).prop_map(|n| n.to_string()),
        2 => prop::sample::select(vec!["\"00:00:01.5\"", "\"2\"", "null", "1e12", "true", "[]", "{}"]).prop_map(str::to_owned),
        4 => prop::sample::select(vec!["\" a sea\"", "\" rises\"", "\"ing,\"", "\"Ada: b\"", "\"\\u0000\"", "\"\\n\""]).prop_map(str::to_owned),
    ];
    let keys = vec![
        "start",
        "end",
        "text",
        "word",
        "words",
        "speaker",
        "voice",
        "start_ms",
        "startTime",
        "endTime",
        "body",
        "title",
        "toc",
        "tStartMs",
        "dDurationMs",
        "tOffsetMs",
        "utf8",
        "segs",
        "offsets",
        "from",
        "to",
        "tokens",
    ];
    let value = scalar.prop_recursive(3, 40, 6, move |inner| {
        let object = prop::collection::hash_map(prop::sample::select(keys.clone()), inner.clone(), 0..6).prop_map(|entries| {
            let entries: Vec<String> = entries.into_iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
            format!("{{{}}}", entries.join(", "))
        });
        prop_oneof![2 => object, 1 => prop::collection::vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(",\n")))]
    });
    let lists = vec![
        ("segments", "{\"start\": 0, \"end\": 1, \"text\": \"a\"}"),
        ("", "{\"start\": 0, \"end\": 1, \"text\": \"a\"}"),
        ("words", "{\"start\": 0, \"word\": \"a\"}"),
        ("transcription", "{\"offsets\": {\"from\": 0, \"to\": 9}, \"text\": \"a\"}"),
        ("segments", "{\"startTime\": 0, \"body\": \"a\"}"),
        ("events", "{\"tStartMs\": 0}"),
        ("transcripts", "{\"start\": \"0:01\", \"end\": \"0:02\", \"voice\": \"A\", \"text\": \"a\"}"),
        ("chapters", "{\"startTime\": 0, \"title\": \"a\"}"),
        ("chapters", "{\"start\": 1, \"title\": \"a\"}"),
    ];
    (prop::sample::select(lists), prop::collection::vec(value, 0..8)).prop_map(|((key, first), rest)| {
        let list = format!("[{first}{}]", rest.iter().map(|v| format!(",\n{v}")).collect::<String>());
        if key.is_empty() { list } else { format!("{{\"{key}\": {list}}}") }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_captions_or_a_fault(text in prop_oneof!["\\PC*", "(?s).*", soup(), json()]) {
        match read(&text) {
            Ok(read) => assert_well_formed(&read),
            Err(fault) => prop_assert!(fault.line >= 1 && fault.line <= text.lines().count() + 1, "{fault}"),
        }
    }

    #[test]
    fn any_text_after_the_start_of_each_format_is_read(rest in prop_oneof!["\\PC*", "(?s).*", soup()]) {
        for start in ["WEBVTT\n\n00:00.000 --> 00:09.000\n", "1\n00:00,000 --> 00:09,000\n", "0:00:00.000,0:00:09.000\n"] {
            let text = format!("{start}{rest}");
            let read = good(&text);
            let lines = text.split(['\n', '\r']).count();
            prop_assert!(read.faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
        }
    }

    #[test]
    fn any_json_in_the_form_of_a_format_is_read(text in json()) {
        let read = good(&text);
        prop_assert!(read.faults.iter().all(|fault| (1..=text.lines().count()).contains(&fault.line)));
    }
}
