//! Captions and chapters of every format: as they should be, as hosts publish them, and real ones.

#![cfg(feature = "formats")]

mod common;

use common::{good, said, text};
use episode::captions::{CaptionFault, CaptionFaultKind};
use episode::formats::{Format, read};
use episode::{Chapter, Millis};

/// Start, end, speaker and text of each cue, and its words if they have times.
fn told(text: &str) -> Vec<String> {
    let tell = |cue: &episode::captions::Cue| {
        let words = cue.words.iter().map(|word| word.0.to_string()).collect::<Vec<_>>().join(" ");
        let speaker = cue.speaker.as_ref().map_or(String::new(), |name| format!("{name}: "));
        let words = if words.is_empty() { String::new() } else { format!(" [{words}]") };
        format!("{}-{} {speaker}{}{words}", cue.start.0, cue.end.0, cue.text)
    };
    good(text).captions.cues.iter().map(tell).collect()
}

#[test]
fn webvtt_has_voices_references_and_times_within_a_cue() {
    let text = "\u{feff}WEBVTT - tides\n\nNOTE a comment\nof two lines\n\nSTYLE\n::cue { color: red }\n\n\
        first\n00:01.000 --> 00:03.000 align:start\n<v.loud Ada>The <i>sea</i>\nrises &amp; falls\n\n\
        00:03.000 --> 00:05.000\n<v Bo>Why?</v> <v Ada>The <ruby>moon<rt>luna</rt></ruby>.\n\n\
        00:00:05.000 --> 00:00:07.000\n<v Bo>So<00:00:05.500> <c>it</c> pulls<00:00:06.500> us\n";
    assert_eq!(
        told(text),
        [
            "1000-3000 Ada: The sea rises & falls",
            "3000-3714 Bo: Why? [3000]",
            "3714-5000 Ada: The moon.",
            "5000-7000 Bo: So it pulls us [5000 5500 5833 6500]",
        ]
    );
}

#[test]
fn rolling_captions_say_each_line_once() {
    let vtt = "WEBVTT\nKind: captions\n\n\
        00:00:01.000 --> 00:00:03.000 align:start position:0%\n \nthe<00:00:01.400><c> sea</c><00:00:02.000><c> is</c>\n\n\
        00:00:03.000 --> 00:00:03.010 align:start position:0%\nthe sea is\n \n\n\
        00:00:03.010 --> 00:00:05.000 align:start position:0%\nthe sea is\nis\n\n\
        00:00:05.000 --> 00:00:05.010 align:start position:0%\nis\n \n\n\
        00:00:09.000 --> 00:00:11.000 align:start position:0%\nis\nrising<00:00:10.000><c> now</c>\n";
    let wanted = [
        "1000-3000 the sea is [1000 1400 2000]",
        "3010-5000 is [3010]",
        "9000-11000 rising now [9000 10000]",
    ];
    assert_eq!(told(vtt), wanted);
    // The same, made into SRT by another program, which drops the times within.
    let srt = "1\n00:00:01,000 --> 00:00:03,000\nthe sea is\n\n2\n00:00:03,000 --> 00:00:03,010\nthe sea is\n\n\
        3\n00:00:03,010 --> 00:00:05,000\nthe sea is\nrising now\n\n4\n00:00:05,000 --> 00:00:05,010\nrising now\n\n\
        5\n00:00:06,000 --> 00:00:07,000\nrising now\nand then\n\n";
    assert_eq!(told(srt), ["1000-3000 the sea is", "3010-5000 rising now", "6000-7000 and then"]);
    // People do say the same words twice.
    let twice = "1\n00:01,000 --> 00:02,000\nOh no.\n\n2\n00:02,000 --> 00:03,000\nOh no.\n\n\
        3\n00:03,000 --> 00:04,000\nOh no.\n\n4\n00:04,000 --> 00:05,000\nIt rises.\n";
    assert_eq!(told(twice).len(), 4);
}

#[test]
fn each_form_of_srt_has_both_of_its_cues() {
    let times = "1\n00:00:01,000 --> 00:00:02,000\nEbb\n\n2\n00:00:03,000 --> 00:00:04,000\nFlow\n";
    for (found, form) in [
        ("", ""),
        (" --> ", "-->"),
        ("-->", "->"),
        ("-->", "--&gt;"),
        (",", "."),
        ("00:00:", "00:"),
        (",000", ",00"),
        ("\n", "\r\n"),
        (":02,000\n", ":02,000 X1:40 X2:600 Y1:20 Y2:50\n"),
        ("Ebb\n", "Ebb\n\nand\n"),
    ] {
        assert_eq!(told(&times.replace(found, form)).len(), 2, "{form:?} for {found:?}");
    }
    let unnumbered = times.replace("1\n00", "00").replace("2\n00", "00");
    assert_eq!(told(&unnumbered).len(), 2, "{unnumbered}");
    let broken = times.replace("2\n00", "2\n00:00:xx,000 --> 00:00:03,000\nlost\n\n3\n00");
    let read = good(&broken);
    assert_eq!((read.captions.cues.len(), read.faults.len()), (2, 1), "{broken}");
}

#[test]
fn srt_is_read_as_hosts_publish_it() {
    let good = "1\r\n00:00:01,000 --> 00:00:02,500\r\nThe sea\r\nrises.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n42\r\n";
    let wanted = ["1000-2500 The sea rises.", "3000-4000 42 [3000]"];
    assert_eq!(told(good), wanted);
    for broken in [
        // Arrows without spaces; full stops; no hours; no numbers; escaped.
        "1\n00:00:01,000-->00:00:02,500\nThe sea\nrises.\n\n2\n00:00:03,000-->00:00:04,000\n42\n",
        "1\n00:00:01.0 --> 00:00:02.5\nThe sea rises.\n\n2\n0:0:3.000 --> 0:0:4.000\n42",
        "00:01,000 --> 00:02,500\nThe sea rises.\n\n00:03,000 --> 00:04,000\n42\n",
        "1\n00:00:01,000 --&gt; 00:00:02,500\nThe sea rises.\n2\n00:00:03,000 --&gt; 00:00:04,000\n42\n",
        // Every line twice as far apart; an empty line within a cue; looks and positions.
        "1\n\n00:00:01,000 --> 00:00:02,500\n\nThe sea\n\nrises.\n\n2\n\n00:00:03,000 --> 00:00:04,000\n\n42\n\n",
        "1\n00:00:01,000 --> 00:00:02,500 X1:40 Y1:20\n{\\an8}<i>The <font color=\"red\">sea</i>\nrises.</font>\n\n\
         2\n00:00:03,000 --> 00:00:04,000\n42\n",
        // With WebVTT's first line; and WebVTT without it.
        "WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,500\nThe sea rises.\n\n2\n00:00:03,000 --> 00:00:04,000\n42\n",
        "00:00:01.000 --> 00:00:02.500 align:start\nThe<c> sea</c> rises.\n\n00:00:03.000 --> 00:00:04.000\n42\n",
    ] {
        assert_eq!(told(broken), wanted, "{broken}");
    }
    // A sign that is no tag stays, and so does an arrow in a sentence.
    assert_eq!(
        told("1\n00:01,000 --> 00:02,000\n2 -> 3 if a < b <3 {x}\n"),
        ["1000-2000 2 -> 3 if a < b <3 {x}"]
    );
}

#[test]
fn names_in_the_text_are_speakers() {
    let srt = "1\n00:00,000 --> 00:02,000\nAda Lovelace: The sea\nrises.\n\n2\n00:02,000 --> 00:03,000\nEvery morning: twice.\n\n\
        3\n00:03,000 --> 00:05,000\nDr. Bo: Why?\nAda Lovelace: The moon.\n";
    assert_eq!(
        told(srt),
        [
            "0-2000 Ada Lovelace: The sea rises.",
            "2000-3000 Every morning: twice.",
            "3000-3666 Dr. Bo: Why? [3000]",
            "3666-5000 Ada Lovelace: The moon.",
        ]
    );
    // A colon alone makes no name: this one comes once, and not at the start.
    let prose = "00:00,000 --> 00:02,000\nThe sea rises.\n\n00:02,000 --> 00:03,000\nMind: it falls.\n";
    assert_eq!(told(prose), ["0-2000 The sea rises.", "2000-3000 Mind: it falls."]);
}

#[test]
fn sbv_is_read() {
    let sbv = "0:00:00.599,0:00:04.160\n>> ADA: The sea\nrises.\n\n0:00:04.160,0:00:06.770\n>> BO: And falls.\n\n\
        oops\n\n0:00:07,x\nlost\n";
    assert_eq!(told(sbv), ["599-4160 ADA: The sea rises.", "4160-6770 BO: And falls."]);
    let read = good(sbv);
    assert_eq!(read.format, Format::Sbv);
    let faults =
        [(8, CaptionFaultKind::Stray("oops".into())), (10, CaptionFaultKind::Timing("0:00:07,x".into()))];
    assert_eq!(read.faults, faults.map(|(line, kind)| CaptionFault { line, kind }));
}

#[test]
fn substation_alpha_has_names_and_loses_its_tags() {
    let ass = "[Script Info]\nTitle: Tides\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n\
        [Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n\
        Dialogue: 0,0:00:01.00,0:00:03.50,Default,Ada,0,0,0,,The {\\i1}sea{\\i0}, it\\Nrises.\n\
        Comment: 0,0:00:03.00,0:00:03.50,Default,,0,0,0,,not said\n\
        Dialogue: 0,0:00:04.00,x,Default,Bo,0,0,0,,lost\n\
        Dialogue: 0,0:00:05.00,0:00:06.00,Default,Bo,0,0,0,,And {falls.\n";
    assert_eq!(told(ass), ["1000-3500 Ada: The sea, it rises.", "5000-6000 Bo: And {falls."]);
    let read = good(ass);
    assert_eq!(read.format, Format::Ass);
    assert_eq!(read.faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [12]);
}

#[test]
fn json3_has_a_time_for_each_word() {
    let json = r#"{"wireMagic": "pb3", "events": [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
        {"tStartMs": 1000, "dDurationMs": 4000, "wWinId": 1, "segs": [{"utf8": "the"}, {"utf8": " sea", "tOffsetMs": 400}]},
        {"tStartMs": 2990, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 3000, "dDurationMs": 4000, "wWinId": 1, "segs": [{"utf8": "is"}, {"utf8": " ris", "tOffsetMs": 500}, {"utf8": "ing", "tOffsetMs": 700}]}
    ]}"#;
    assert_eq!(told(json), ["1000-3000 the sea [1000 1400]", "3000-7000 is rising [3000 3500]"]);
    // As a person has typed them, they have none.
    let typed =
        r#"{"events": [{"tStartMs": 1000, "dDurationMs": 2000, "segs": [{"utf8": "The sea\nrises."}]}]}"#;
    assert_eq!(told(typed), ["1000-3000 The sea rises."]);
}

#[test]
fn whisper_in_all_its_kinds() {
    let wanted = ["0-1500 The sea [0 400]", "2000-3000 rises. [2000]"];
    for json in [
        // openai-whisper.
        r#"{"text": " The sea rises.", "language": "en", "segments": [
            {"id": 0, "start": 0.0, "end": 1.5, "text": " The sea", "words": [
                {"word": " The", "start": 0.0, "end": 0.4, "probability": 0.9}, {"word": " sea", "start": 0.4, "end": 1.5}]},
            {"id": 1, "start": 2.0, "end": 3.0, "text": " rises.", "words": [{"word": " rises.", "start": 2.0, "end": 3.0}]}]}"#,
        // A list of segments, as people write faster-whisper's out.
        r#"[{"start": 0, "end": 1.5, "text": "The sea", "words": [{"word": " The", "start": 0}, {"word": " sea", "start": 0.4}]},
            {"start": 2, "end": 3, "text": "rises.", "words": null}]"#,
        // The API: words beside the segments, without their marks.
        r#"{"task": "transcribe", "segments": [{"start": 0.0, "end": 1.5, "text": " The sea"}, {"start": 2, "end": 3, "text": " rises."}],
            "words": [{"word": "The", "start": 0, "end": 0.4}, {"word": "sea", "start": 0.4, "end": 1}, {"word": "rises", "start": 2, "end": 3}]}"#,
        // whisper.cpp, in full: tokens are parts of words.
        r#"{"result": {"language": "en"}, "transcription": [
            {"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": 0, "to": 1500}, "text": " The sea", "tokens": [
                {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}}, {"text": " The", "offsets": {"from": 0, "to": 400}},
                {"text": " s", "offsets": {"from": 400, "to": 700}}, {"text": "ea", "offsets": {"from": 700, "to": 1500}}]},
            {"offsets": {"from": 2000, "to": 3000}, "text": " rises."}]}"#,
    ] {
        assert_eq!(told(json), wanted, "{json}");
        assert_eq!(good(json).format, Format::Whisper);
    }
    // WhisperX: speakers, and a word that could not be placed.
    let x = r#"{"segments": [{"start": 1, "end": 2, "text": "In 2025, yes", "speaker": "SPEAKER_01", "words": [
        {"word": "In", "start": 1, "end": 1.2, "score": 0.9}, {"word": "2025,"}, {"word": "yes", "start": 1.8}]}]}"#;
    assert_eq!(told(x), ["1000-2000 SPEAKER_01: In 2025, yes [1000 1266 1800]"]);
    // The API asked for words alone.
    let words =
        r#"{"words": [{"word": "The", "start": 0, "end": 0.4}, {"word": "sea", "start": 0.4, "end": 1}]}"#;
    assert_eq!(told(words), ["0-400 The [0]", "400-1000 sea [400]"]);
}

/// In scripts without blanks between words, each character.
#[test]
fn characters_have_the_times_of_the_words_that_they_are_in() {
    let json3 = r#"{"events": [{"tStartMs": 1000, "dDurationMs": 4000, "segs": [
        {"utf8": "潮汐"}, {"utf8": "每天", "tOffsetMs": 600}, {"utf8": "两次", "tOffsetMs": 1400}]}]}"#;
    assert_eq!(told(json3), ["1000-5000 潮汐每天两次 [1000 1300 1600 1987 2400 2787]"]);
    let vtt = "WEBVTT\n\n00:00.000 --> 00:03.000\nน้ำ<00:01.000>ทะเล<00:02.000>ขึ้น\n";
    assert_eq!(told(vtt), ["0-3000 น้ำทะเลขึ้น [0 1000 1428 1714 2000 2516]"]);
    let whisper = |text: &str, words: &[&str], beside: bool| {
        let words =
            words.iter().enumerate().map(|(i, word)| format!(r#"{{"word": "{word}", "start": {i}}}"#));
        let words = format!(r#""words": [{}]"#, words.collect::<Vec<_>>().join(", "));
        let segment = format!(r#""start": 0, "end": 4, "text": "{text}""#);
        match beside {
            true => format!(r#"{{"segments": [{{{segment}}}], {words}}}"#),
            false => format!(r#"{{"segments": [{{{segment}, {words}}}]}}"#),
        }
    };
    let wanted = ["0-4000 潮汐，用Rust写。 [0 309 1000 2000 3000]"];
    // openai-whisper gives a word its mark; WhisperX a character at a time; the API no marks.
    assert_eq!(told(&whisper("潮汐，用Rust写。", &["潮汐，", "用", "Rust", "写。"], false)), wanted);
    assert_eq!(told(&whisper("潮汐，用Rust写。", &["潮汐", "用", "Rust", "写"], true)), wanted);
    assert_eq!(
        told(&whisper("", &["海", "は、", "広", "い"], false)),
        ["0-4000 海は、広い [0 1000 2000 3000]"]
    );
}

/// Where a format says when a word ends, its characters end there too; and a character takes no longer than a word does.
#[test]
fn characters_are_not_spread_over_a_rest() {
    let whisper = |ends: [u32; 3]| {
        let [a, b, c] = ends;
        format!(
            r#"{{"segments": [{{"start": 0, "end": 30, "text": "潮汐每天两次", "words": [
                {{"word": "潮汐", "start": 0, "end": {a}}}, {{"word": "每天", "start": 4, "end": {b}}},
                {{"word": "两次", "start": 6, "end": {c}}}]}}]}}"#
        )
    };
    assert_eq!(told(&whisper([2, 5, 7])), ["0-30000 潮汐每天两次 [0 1000 4000 4500 6000 6500]"]);
    // An end after the next start, or before its own, is none.
    assert_eq!(told(&whisper([9, 3, 6])), ["0-30000 潮汐每天两次 [0 2000 4000 4387 6000 6387]"]);
    let vtt = "WEBVTT\n\n00:00.000 --> 00:30.000\n<00:01.000>潮汐<00:20.000>每天\n";
    assert_eq!(told(vtt), ["0-30000 潮汐每天 [1000 1387 20000 20387]"]);
}

/// As YouTube repeats its automatic captions.
#[test]
fn characters_of_captions_that_roll_have_their_times() {
    let vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\n \n潮汐<00:01.000><c>每天</c>\n\n\
        00:02.000 --> 00:02.010\n潮汐每天\n \n\n\
        00:02.010 --> 00:04.000\n潮汐每天\n两次<00:03.000><c>上涨</c>\n\n\
        00:04.000 --> 00:04.010\n两次上涨\n \n\n\
        00:04.010 --> 00:06.000\n两次上涨\n然后<00:05.000><c>下降</c>\n";
    assert_eq!(
        told(vtt),
        [
            "0-2000 潮汐每天 [0 387 1000 1387]",
            "2010-4000 两次上涨 [2010 2397 3000 3387]",
            "4010-6000 然后下降 [4010 4397 5000 5387]"
        ]
    );
}

/// whisper.cpp writes the bytes of a character that it has no token for one by one.
#[test]
fn a_character_in_several_tokens_has_the_time_of_the_first() {
    let of_tokens = |tokens: &str| {
        let json = format!(
            r#"{{"transcription": [{{"offsets": {{"from": 0, "to": 6000}}, "text": " 潮汐每天涨", "tokens": [{tokens}]}}]}}"#
        );
        told(&json)
    };
    let token = |text: &str, from: u32| {
        format!(r#"{{"text": "{text}", "offsets": {{"from": {from}, "to": {}}}}}"#, from + 500)
    };
    let tokens = |all: &[(&str, u32)]| {
        all.iter().map(|(text, from)| token(text, *from)).collect::<Vec<_>>().join(", ")
    };
    let split = [
        ("[_BEG_]", 0),
        (" 潮", 0),
        ("\u{fffd}", 700),
        ("\u{fffd}", 900),
        ("每天", 1_500),
        ("\u{fffd}", 4_000),
    ];
    assert_eq!(of_tokens(&tokens(&split)), ["0-6000 潮汐每天涨 [0 700 1500 1887 4000]"]);
    // Tokens that are another text say nothing.
    assert_eq!(of_tokens(&tokens(&[("潮", 0), ("每", 700)])), ["0-6000 潮汐每天涨"]);
    assert_eq!(of_tokens(&tokens(&[("潮汐", 0), ("每天", 700)])), ["0-6000 潮汐每天涨"]);
}

/// As CSS has it: what ends a line of Chinese or Japanese is no blank.
#[test]
fn lines_of_a_script_without_blanks_are_one_text() {
    let srt = "1\n00:00,000 --> 00:03,000\n潮水每天上涨两次，\n因为月亮\n吸引着海水\n\n\
        2\n00:03,000 --> 00:06,000\n用\nRust\n写 的\n\n3\n00:06,000 --> 00:09,000\n- 本当？\n- はい\n\n\
        4\n00:09,000 --> 00:12,000\n她说“好……”\n我知道\n然后想——\n不行 \n了。\n\n\
        5\n00:12,000 --> 00:15,000\nลงวันละสองครั้ง\n เพราะแรงดึงดูด\nของดวงจันทร์\n";
    assert_eq!(
        told(srt),
        [
            "0-3000 潮水每天上涨两次，因为月亮吸引着海水",
            "3000-6000 用 Rust 写 的",
            "6000-9000 - 本当？ - はい",
            "9000-12000 她说“好……”我知道然后想——不行了。",
            "12000-15000 ลงวันละสองครั้ง เพราะแรงดึงดูดของดวงจันทร์"
        ]
    );
}

#[test]
fn podcasting_and_podlove_transcripts() {
    let podcast = r#"{"version": "1.0.0", "segments": [
        {"speaker": "Ada", "startTime": 0.5, "body": "The sea\n"}, {"startTime": 1, "endTime": "1.25", "body": "rises."}]}"#;
    assert_eq!(told(podcast), ["500-1000 Ada: The sea", "1000-1250 rises. [1000]"]);
    let podlove = r#"[{"start": "00:00:00.5", "start_ms": 500, "end": "00:00:2.000", "end_ms": 99, "speaker": "3", "voice": "Ada", "text": "The sea"},
        {"start": "00:00:02.000", "end": "00:00:03.000", "speaker": 4, "text": "rises, yes"}]"#;
    let wanted = ["500-2000 Ada: The sea", "2000-3000 4: rises, yes"];
    assert_eq!(told(podlove), wanted);
    assert_eq!(told(&format!(r#"{{"title": "Tides", "transcripts": {podlove}}}"#)), wanted);
}

#[test]
fn chapters_of_podcasting_and_podlove() {
    let chapter = |start, title: &str| Chapter { start: Millis(start), title: title.into(), url: None };
    let podcast = r#"{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Ebb"}, {"startTime": 90.5, "title": "Flood"},
        {"startTime": 91, "img": "a.png", "toc": false},
        {"startTime": 95}]}"#;
    let told = good(podcast);
    assert_eq!(
        (told.format, told.chapters),
        (Format::PodcastChapters, vec![chapter(0, "Ebb"), chapter(90_500, "Flood")])
    );
    assert_eq!(told.faults, [CaptionFault { line: 3, kind: CaptionFaultKind::Untitled }]);
    let podlove = r#"[{"start": "00:00:00.000", "title": "Ebb", "href": ""}, {"start": "00:01:30.500", "title": "Flood"}]"#;
    let told = good(podlove);
    assert_eq!(
        (told.format, told.chapters),
        (Format::PodloveChapters, vec![chapter(0, "Ebb"), chapter(90_500, "Flood")])
    );
    assert_eq!(good(&format!(r#"{{"chapters": {podlove}}}"#)).chapters.len(), 2);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_is_read() {
    let vtt = "WEBVTT\n\n00:00:60.000 --> 00:01:02.000\nlost\n\n00:03.000 --> 00:02.000\nearly\n\nstray\n\n\
        00:00.500 --> 00:01.000\nback\n\n9999:00:00.000 --> 9999:00:01.000\nlate\n";
    let read = good(vtt);
    let faults = [
        (3, CaptionFaultKind::Timing("00:00:60.000 --> 00:01:02.000".into())),
        (6, CaptionFaultKind::EndsEarly(Millis(2_000))),
        (9, CaptionFaultKind::Stray("stray".into())),
        (11, CaptionFaultKind::GoesBack(Millis(500))),
        (14, CaptionFaultKind::TooLate("9999 hours".into())),
    ];
    assert_eq!(read.faults, faults.map(|(line, kind)| CaptionFault { line, kind }));
    assert_eq!(said(&read.captions), "back early");
    let srt = good("1\n00:01,000 --> 00:02,000\nThe sea.\n\n2\n00:xx,000 --> 00:03,000\nlost\n");
    assert_eq!(
        srt.faults,
        [CaptionFault { line: 6, kind: CaptionFaultKind::Timing("00:xx,000 --> 00:03,000".into()) }]
    );
    assert_eq!(said(&srt.captions), "The sea.");
    let json = good(
        "{\"segments\": [\n{\"startTime\": 0, \"body\": \"The sea\"},\n {\"startTime\": -1, \"body\": \"lost\"}]}",
    );
    let [CaptionFault { line: 3, kind: CaptionFaultKind::Json(17, why) }] = &json.faults[..] else {
        panic!("{:?}", json.faults)
    };
    assert!(why.contains("-1") && why.contains("a time from 0"), "{why}");
}

#[test]
fn what_is_no_captions_is_refused_with_a_line() {
    assert_eq!(read("").expect_err("nothing").kind, CaptionFaultKind::Empty);
    assert_eq!(read("# Tides\n\nThe sea.\n").expect_err("a page").kind, CaptionFaultKind::Format);
    assert_eq!(read("{\"title\": \"Tides\"}").expect_err("JSON").kind, CaptionFaultKind::Format);
    let broken = read("{\"segments\": [\n  {\"start\": 0,,\n").expect_err("JSON that breaks off");
    assert!(matches!((broken.line, &broken.kind), (2, CaptionFaultKind::Json(15, _))), "{broken}");
}

/// The first that differs, rather than all.
#[track_caller]
fn same<T: PartialEq + std::fmt::Debug>(a: &[T], b: &[T]) {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).for_each(|(a, b)| assert_eq!(a, b));
}

#[test]
fn captions_of_real_recordings_are_read_whole() {
    let Some(corpus) = corpus::folder() else { return };
    for recording in ["earnings21-4374910", "earnings21-4385939", "earnings21-4386541"] {
        let file = |name: &str| {
            let read = good(&text(&corpus.join(format!("captions/{recording}/captions.{name}"))));
            assert!(read.faults.is_empty(), "{recording} {name}: {:?}", read.faults);
            read.captions.cues
        };
        // The same captions in two formats are the same.
        same(&file("speechmatics.vtt"), &file("speechmatics.srt"));
        // But for some ends.
        let starts =
            |name| file(name).into_iter().map(|cue| (cue.start, cue.speaker, cue.text)).collect::<Vec<_>>();
        same(&starts("amazon.voice.vtt"), &starts("amazon.podcast2.json"));
        let words =
            |name| file(name).into_iter().map(|cue| (cue.start, cue.text, cue.words)).collect::<Vec<_>>();
        let json3 = words("rev-kaldi.json3");
        assert!(json3.iter().all(|(_, _, words)| !words.is_empty()));
        same(&words("rev-kaldi.rolling.vtt"), &json3);
    }
    let syntax = good(&text(&corpus.join("captions/syntax-99/captions.srt")));
    assert!(syntax.faults.is_empty() && syntax.captions.cues.iter().all(|cue| cue.speaker.is_some()));
}

#[test]
fn examples_of_the_formats_are_read_whole() {
    let Some(corpus) = corpus::folder() else { return };
    let folder = "formats/podcast-namespace/docs/examples";
    for (path, format, cues, chapters) in [
        (format!("{folder}/transcripts/example.vtt"), Format::Vtt, 7, 0),
        (format!("{folder}/transcripts/example.srt"), Format::Srt, 222, 0),
        (format!("{folder}/transcripts/example.json"), Format::Podcast, 5, 0),
        (format!("{folder}/chapters/example.json"), Format::PodcastChapters, 0, 9),
        (format!("{folder}/chapters/exampleComplex.json"), Format::PodcastChapters, 0, 10),
        ("formats/podlove-ui/apps/docs/public/podcast/transcripts.json".into(), Format::Podlove, 675, 0),
        ("formats/podlove-ui/apps/docs/public/podcast/chapters.json".into(), Format::PodloveChapters, 0, 16),
        ("formats/podlove-ui/apps/player/cypress/fixtures/transcripts.json".into(), Format::Podlove, 3, 0),
        (
            "formats/podlove-ui/apps/player/cypress/fixtures/chapters.json".into(),
            Format::PodloveChapters,
            0,
            3,
        ),
    ] {
        let read = good(&text(&corpus.join(&path)));
        let found = (read.format, read.captions.cues.len(), read.chapters.len());
        assert_eq!(found, (format, cues, chapters), "{path}");
        assert!(read.faults.is_empty(), "{path}: {:?}", read.faults);
    }
}

#[test]
fn names_in_a_cue_that_overlaps_the_next_leave_the_cues_in_order() {
    let srt = "1\n00:00:00,500 --> 00:00:04,000\nAda: The sea rises.\nBo: Why?\n\n\
        2\n00:00:00,500 --> 00:00:04,000\nAda: The moon.\n";
    let read = good(srt);
    assert_eq!(said(&read.captions), "The sea rises. The moon. Why?");
}

#[test]
fn a_voice_of_white_space_alone_is_nobody() {
    assert_eq!(told("WEBVTT\n\n00:00.000 --> 00:02.000\n<v \u{b}\u{b}>The sea.\n"), ["0-2000 The sea."]);
}

#[test]
fn a_name_with_nothing_after_it_is_what_is_said() {
    let srt = "1\n00:00,000 --> 00:03,000\nAda: The sea.\nBo:\n\n2\n00:03,000 --> 00:06,000\nBo:\nAda: It rises.\n\n\
        3\n00:06,000 --> 00:09,000\nBo:\nWhy?\n";
    assert_eq!(
        told(srt),
        [
            "0-3000 Ada: The sea. Bo:",
            "3000-3642 Bo: [3000]",
            "3642-6000 Ada: It rises.",
            "6000-9000 Bo: Why? [6000]"
        ]
    );
}

#[test]
fn a_name_is_cleaned_as_the_text_is() {
    let srt = "00:00,000 --> 00:03,000\nAda \t Lovelace: The sea.\n";
    assert_eq!(told(srt), ["0-3000 Ada Lovelace: The sea."]);
    let vtt = "WEBVTT\n\n00:00.000 --> 00:03.000\n<v Ada\u{a0}&nbsp;Lovelace>The sea.\n";
    assert_eq!(told(vtt), ["0-3000 Ada Lovelace: The sea."]);
    let as_srt = "00:00,000 --> 00:03,000\n<v Ada\0>The sea.\n";
    assert_eq!(told(as_srt), ["0-3000 Ada\u{fffd}: The sea."]);
}
