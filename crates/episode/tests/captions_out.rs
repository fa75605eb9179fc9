//! Captions and chapters as they are written: what is read again is what was written.

#![cfg(feature = "formats")]

mod common;

use common::good;
use episode::captions::{Captions, Cue};
use episode::formats::{write_chapters, write_srt, write_text, write_vtt};
use episode::{Chapter, Episode, Millis, Speaker, Timing, Transcript, Turn};
use proptest::prelude::*;

fn episode() -> Episode {
    let speaker = |id: &str, name: &str| Speaker { id: id.into(), name: name.into() };
    let turn = |speaker, start: u32, text: &str, words: &[u32]| Turn {
        speaker,
        start: Some(Millis(start)),
        text: text.into(),
        words: words.to_vec(),
        ..Turn::default()
    };
    Episode {
        title: "Tides".into(),
        duration: Some(Millis(20_000)),
        speakers: vec![speaker("ada", "Ada"), speaker("bo", "Bo & Co")],
        chapters: vec![
            Chapter { start: Millis(0), title: "Ebb".into(), url: None },
            Chapter { start: Millis(90_500), title: "Flood \"2\"".into(), url: None },
        ],
        transcript: Transcript {
            timing: Timing::Captions,
            turns: vec![
                turn(Some(0), 0, "The sea rises twice a day. Why?", &[0, 300, 600, 900, 1_200, 1_400, 2_000]),
                turn(Some(1), 4_000, "Since a < b.", &[]),
                turn(Some(1), 8_000, "Yes -->", &[]),
            ],
            ..Transcript::default()
        },
        ..Episode::default()
    }
}

#[test]
fn a_turn_is_cut_into_cues_at_its_sentences() {
    let captions = Captions::from(&episode());
    let told: Vec<_> = captions.cues.iter().map(|c| (c.start.0, c.end.0, c.text.as_str())).collect();
    assert_eq!(
        told,
        [
            (0, 2_000, "The sea rises twice a day."),
            (2_000, 4_000, "Why?"),
            (4_000, 8_000, "Since a < b."),
            (8_000, 20_000, "Yes -->"),
        ]
    );
    assert_eq!(captions.cues[0].words.len(), 6);
    let long = "and so the sea rises, ".repeat(50);
    let turns = vec![Turn { start: Some(Millis(0)), text: long, ..Turn::default() }];
    let transcript = Transcript { timing: Timing::Estimated, turns, ..Transcript::default() };
    let cues = Captions::from(&Episode { transcript, ..Episode::default() }).cues;
    assert!(
        cues.iter().all(|cue| (42..=84).contains(&cue.text.len()) && cue.text.ends_with(',')),
        "{cues:?}"
    );
}

#[test]
fn text_without_blanks_is_cut_at_its_punctuation_where_each_character_is_said() {
    let text = "海は広い。そして深い、とても深くて暗いので、誰も底まで行ったことがないと言われています。「本当？」はい。";
    let units = episode::text::units(text).len() as u32;
    let cues_of = |words: Vec<u32>| {
        let turns = vec![Turn {
            start: Some(Millis(1_000)),
            end: Some(Millis(99_000)),
            text: text.into(),
            words,
            ..Turn::default()
        }];
        let transcript = Transcript { timing: Timing::Captions, turns, ..Transcript::default() };
        Captions::from(&Episode { transcript, ..Episode::default() }).cues
    };
    let cues = cues_of((0..units).map(|unit| unit * 100).collect());
    let told: Vec<_> = cues.iter().map(|cue| (cue.start.0, cue.text.as_str())).collect();
    assert_eq!(
        told,
        [
            (1_000, "海は広い。そして深い、とても深くて暗いので、"),
            (2_900, "誰も底まで行ったことがないと言われています。"),
            (5_000, "「本当？」はい。"),
        ]
    );
    let is_each_timed = |cue: &Cue| cue.words.len() == episode::text::units(&cue.text).len();
    assert!(cues.iter().all(|cue| is_each_timed(cue) && cue.words[0] == cue.start), "{cues:?}");
    // With a time for the turn alone, which is one run without blanks, its characters share it.
    let spread: Vec<u32> = cues_of(vec![0]).iter().map(|cue| cue.start.0).collect();
    assert_eq!(spread, [0, 19, 40].map(|unit| 1_000 + 98_000 * unit / units));
}

#[test]
fn webvtt_has_voices_and_srt_has_names_where_they_change() {
    let captions = Captions::from(&episode());
    assert_eq!(
        write_vtt(&captions),
        "WEBVTT\n\n\
         00:00:00.000 --> 00:00:02.000\n<v Ada>The <00:00:00.300>sea <00:00:00.600>rises <00:00:00.900>twice \
         <00:00:01.200>a <00:00:01.400>day.\n\n\
         00:00:02.000 --> 00:00:04.000\n<v Ada>Why?\n\n\
         00:00:04.000 --> 00:00:08.000\n<v Bo &amp; Co>Since a &lt; b.\n\n\
         00:00:08.000 --> 00:00:20.000\n<v Bo &amp; Co>Yes --&gt;\n"
    );
    assert_eq!(
        write_srt(&captions),
        "1\n00:00:00,000 --> 00:00:02,000\nAda: The sea rises twice a day.\n\n\
         2\n00:00:02,000 --> 00:00:04,000\nWhy?\n\n\
         3\n00:00:04,000 --> 00:00:08,000\nBo & Co: Since a < b.\n\n\
         4\n00:00:08,000 --> 00:00:20,000\nYes →\n"
    );
}

#[test]
fn a_long_cue_has_two_lines_of_the_same_length() {
    let text = "The sea rises and falls, and then it rises once more as ever".to_owned();
    let captions = Captions { cues: vec![Cue { text, ..Cue::default() }] };
    let srt = write_srt(&captions);
    assert!(srt.ends_with("The sea rises and falls, and\nthen it rises once more as ever\n"), "{srt}");
}

/// As many as are as wide as 42 letters; broken at a mark near the middle, else within a sentence, and never before a mark.
#[test]
fn a_long_cue_without_blanks_has_two_lines_too() {
    for (text, first) in [
        ("潮水每天上涨两次下降两次，因为月亮吸引着海水。", "潮水每天上涨两次下降两次，"),
        ("船长说他在海上从来没有见过这样高的潮水和风浪", "船长说他在海上从来没有"),
        ("海はとても広くて深いと言われています。「本当ですか？」", "海はとても広くて深いと言われています。"),
        ("彼は昨日「潮が満ちる前に戻ってきてください」と私に言った", "彼は昨日「潮が満ちる前に戻っ"),
        ("น้ำทะเลขึ้นและลงวันละสองครั้งเพราะแรงดึงดูดของดวงจันทร์", "น้ำทะเลขึ้นและลงวันละสองครั้"),
        // At a blank where there is one, which stays.
        ("น้ำทะเลขึ้นและลงวันละสองครั้ง เพราะแรงดึงดูดของดวงจันทร์", "น้ำทะเลขึ้นและลงวันละสองครั้ง"),
        ("そうか 明日の朝早く港から船を出すつもりだと彼は言った", "そうか 明日の朝早く港から船"),
        // Not before a small Kana.
        ("昨日の朝は港からとてもちょうど船が見えていたのだ", "昨日の朝は港からとても"),
        // Not at a mark that leaves a line too long.
        (
            "潮水每天上涨两次，因为月亮吸引着海水而海水又把自己推向岸边直到第二天早上又退回去为止",
            "潮水每天上涨两次，因为月亮吸引着海水而海水",
        ),
        // Not after what opens, nor before what closes.
        ("船长在他的日记里面写道说这本书叫做《海洋》是很好的", "船长在他的日记里面写道说"),
        ("他站在码头上对大家大声说：“潮水来了快跑啊”，然后跑", "他站在码头上对大家大声"),
    ] {
        let captions =
            Captions { cues: vec![Cue { text: text.into(), end: Millis(5_000), ..Cue::default() }] };
        let srt = write_srt(&captions);
        let lines: Vec<&str> = srt.lines().skip(2).collect();
        assert_eq!(lines, [first, &text[first.len()..]]);
        assert_eq!(good(&srt).captions.cues[0].text, text);
    }
}

#[test]
fn text_has_a_paragraph_for_each_turn() {
    let text = "Ada: The sea rises twice a day. Why?\n\nBo & Co: Since a < b.\n\nYes -->\n";
    assert_eq!(write_text(&episode()), text);
}

#[test]
fn chapters_read_again_are_the_same() {
    let written = write_chapters(&episode());
    assert!(written.contains("\"version\": \"1.2.0\""), "{written}");
    assert_eq!(good(&written).chapters, episode().chapters);
}

/// Words of a transcript, with what the formats have their signs for.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![4 => "[a-zü]{1,12}[,.?!]?", 1 => "[海潮のーงั「」。，…“”〔〕a1]{1,12}", 1 => "[0-9]{1,4}%?", 1 => "[<>&;{}/]{1,3}", 1 => "&amp;|<v|<b>|NOTE|WEBVTT|\u{1f980}|—"];
    prop::collection::vec(word, 1..30).prop_map(|words| words.join(" "))
}

/// A cue after a pause: how long the pause and each word last, who says it, and whether its words have times.
fn cue() -> impl Strategy<Value = (u32, Vec<u32>, Option<String>, String, bool)> {
    let name = prop::option::of("[A-Z][a-z]{0,8}( [A-Z][a-z]{1,8}){0,2}");
    (0..5_000u32, prop::collection::vec(1..2_000u32, 31), name, text(), any::<bool>())
}

fn cues() -> impl Strategy<Value = Captions> {
    prop::collection::vec(cue(), 0..12).prop_map(|drafts| {
        let mut at = 0;
        let cues = drafts.into_iter().map(|(pause, lengths, speaker, text, timed)| {
            let start = at + pause;
            let count = episode::text::units(&text).len();
            let starts =
                lengths.iter().cycle().scan(start, |at, length| Some(std::mem::replace(at, *at + length)));
            let words =
                if timed || count == 1 { starts.take(count).map(Millis).collect() } else { Vec::new() };
            at = start + lengths.iter().cycle().take(count).sum::<u32>();
            Cue { start: Millis(start), end: Millis(at), speaker, text, words }
        });
        Captions { cues: cues.collect() }
    })
}

/// As SRT has them: names where they change, and times for cues alone.
fn as_srt(captions: &Captions) -> Vec<Cue> {
    let mut before = None;
    let reduce = |cue: &Cue| {
        let speaker = cue.speaker.clone().filter(|name| before.as_ref() != Some(name));
        before = cue.speaker.clone().or(before.take());
        let is_one = episode::text::units(&cue.text).len() == 1;
        let words = if is_one { vec![cue.start] } else { Vec::new() };
        Cue { speaker, words, ..cue.clone() }
    };
    captions.cues.iter().map(reduce).collect()
}

#[test]
fn a_name_that_ends_with_hyphens_makes_no_arrow() {
    let cue =
        Cue { end: Millis(1_000), speaker: Some("Ada--".into()), text: "Why so?".into(), ..Cue::default() };
    let captions = Captions { cues: vec![cue] };
    assert_eq!(good(&write_vtt(&captions)).captions, captions);
}

#[test]
fn a_text_that_looks_like_a_name_is_none_in_webvtt() {
    let cue = |start, text: &str| Cue {
        start: Millis(start),
        end: Millis(start + 1_000),
        text: text.into(),
        ..Cue::default()
    };
    let cues = vec![
        cue(0, "Tides: the sea rises, and it falls on the --> next day."),
        cue(2_000, "Tides: twice a day."),
    ];
    let captions = Captions { cues };
    let written = write_vtt(&captions);
    assert_eq!(good(&written).captions, captions);
    // As others write it, they are names.
    let others = written.replace("NOTE", "NOTE by");
    assert!(good(&others).captions.cues.iter().all(|cue| cue.speaker.as_deref() == Some("Tides")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn webvtt_read_again_is_the_same(captions in cues()) {
        let read = good(&write_vtt(&captions));
        prop_assert_eq!(read.captions, captions);
        prop_assert!(read.faults.is_empty());
    }

    #[test]
    fn srt_read_again_is_the_same(mut captions in cues()) {
        prop_assume!(!captions.cues.is_empty());
        // The format cannot say that `<b>` is text; and a name at the very start says that there are names.
        captions.cues.iter_mut().for_each(|cue| cue.text = cue.text.replace('<', "!"));
        captions.cues[0].speaker.get_or_insert("Ada".into());
        let read = good(&write_srt(&captions));
        prop_assert_eq!(read.captions.cues, as_srt(&captions));
        prop_assert!(read.faults.is_empty());
    }

    #[test]
    fn chapters_of_any_title_read_again_are_the_same(titles in prop::collection::vec("[^\\s\\p{C}]{1,9}( [^\\s\\p{C}]{1,9}){0,3}", 1..9)) {
        let chapters: Vec<Chapter> =
            titles.into_iter().enumerate().map(|(i, title)| Chapter { start: Millis(i as u32 * 1_001), title, url: None }).collect();
        let episode = Episode { chapters, ..Episode::default() };
        prop_assert_eq!(good(&write_chapters(&episode)).chapters, episode.chapters);
    }

    #[test]
    fn the_words_of_a_transcript_are_those_of_its_cues(texts in prop::collection::vec(text(), 1..6)) {
        let turn = |(i, text)| Turn { start: Some(Millis(i as u32 * 9_000)), text, ..Turn::default() };
        let turns: Vec<Turn> = texts.iter().cloned().enumerate().map(turn).collect();
        let transcript = Transcript { timing: Timing::Estimated, turns, ..Transcript::default() };
        let captions = Captions::from(&Episode { transcript, ..Episode::default() });
        let (said, all) = (common::said(&captions), texts.join(" "));
        prop_assert_eq!(episode::text::units(&said), episode::text::units(&all));
        let read = good(&write_vtt(&captions));
        prop_assert_eq!(read.captions, captions);
    }
}
