//! Pages and captions in a script without blanks between words, through the command.

mod place;

use place::Place;
use serde_json::{Value, json};

const PAGE: &str = "---\ntitle: 潮汐\nlanguage: zh\naudio: tides.mp3\nduration: \"0:30\"\n---\n\n## Transcript\n\n\
    **Ada**: 大家好，欢迎收听海洋节目。今天我们谈谈潮汐：海水为什么每天涨落两次？\n\n\
    **Bo**: 因为月亮的引力。它把海水拉向自己，所以水位会升高。\n";

/// The same words without marks, cut where the recording rests; one is misheard, and one is missing.
const CAPTIONS: [(u32, u32, &str); 6] = [
    (1_000, 3_400, "大家好欢迎收听海洋节目"),
    (4_000, 6_000, "今天我们谈谈朝汐"),
    (6_200, 8_800, "海水为什么每天涨落两次"),
    (9_500, 11_300, "因为月亮的引力"),
    (12_000, 14_600, "它把海水拉自己"),
    (14_800, 16_900, "所以水位会升高"),
];

fn captions() -> String {
    let time = |ms: u32| format!("00:{:02}.{:03}", ms / 1000, ms % 1000);
    let cue = |(from, to, text): &(u32, u32, &str)| format!("{} --> {}\n{text}\n\n", time(*from), time(*to));
    "WEBVTT\n\n".to_owned() + &CAPTIONS.iter().map(cue).collect::<String>()
}

/// Each character of the transcript, and when it is said.
fn said(episode: &Value) -> Vec<(String, u32)> {
    let text = serde_json::to_string(episode).expect("JSON");
    let episode = episode::read(&text).expect("an episode that can be shown").episode;
    let of_turn = |turn: &episode::Turn| {
        let start = turn.start.expect("a time").0;
        let of_part = |(part, offset): (&str, u32)| (part.to_owned(), start + offset);
        turn.timed_parts().map(of_part).collect::<Vec<_>>()
    };
    episode.transcript.turns.iter().flat_map(of_turn).collect()
}

fn imported(place: &Place) -> Value {
    let ran = place.run(&["import", "tides.md", "-o", "tides.json"]).ended(0);
    assert_eq!(ran.err.matches("warning").count(), 0, "{}", ran.err);
    place.json("tides.json")
}

#[test]
fn each_character_of_a_chinese_page_has_the_time_of_the_captions_beside_it() {
    let place = Place::new(&[("tides.md", PAGE), ("tides.vtt", &captions())]);
    let episode = imported(&place);
    assert_eq!(episode["transcript"]["timing"], "captions");
    let said = said(&episode);
    // Each character that the captions have, spread over its cue.
    let mut off = Vec::new();
    let mut at = 0;
    for (from, to, text) in CAPTIONS {
        let count = text.chars().count() as u32;
        for (n, c) in text.chars().enumerate() {
            let Some(found) = said[at..].iter().take(4).position(|(part, _)| part.starts_with(c)) else {
                continue;
            };
            at += found + 1;
            let time = said[at - 1].1;
            assert!((from..=to).contains(&time), "{c} is said at {time}, not in {from} to {to}");
            off.push(time.abs_diff(from + (to - from) * n as u32 / count));
        }
    }
    off.sort_unstable();
    assert_eq!(off.len(), 50, "all but the one that is misheard");
    assert!(off[25] <= 60 && off[49] <= 300, "{off:?}");
    // The sentences that start with a cue are exact.
    for (c, time) in [("大", 1_000), ("今", 4_000), ("因", 9_500), ("它", 12_000), ("所", 14_800)] {
        assert!(said.contains(&(c.to_owned(), time)), "{c}: {said:?}");
    }
}

#[test]
fn a_name_may_have_a_full_width_colon() {
    let ascii = Place::new(&[("tides.md", PAGE), ("tides.vtt", &captions())]);
    let wanted = imported(&ascii);
    assert_eq!(wanted["speakers"].as_array().map(Vec::len), Some(2));
    for (bold, plain) in [("**Ada**：", "**Bo**："), ("**Ada：** ", "**Bo：** "), ("Ada：", "Bo：")] {
        let page = PAGE.replace("**Ada**: ", bold).replace("**Bo**: ", plain);
        let place = Place::new(&[("tides.md", &page), ("tides.vtt", &captions())]);
        assert_eq!(imported(&place)["transcript"], wanted["transcript"], "{bold}");
    }
}

#[test]
fn cues_of_chinese_are_one_text_without_blanks() {
    let srt = "1\n00:00:01,000 --> 00:00:03,000\n潮水每天上涨两\n\n2\n00:00:03,000 --> 00:00:05,000\n次。因为月亮\n\n\
        3\n00:00:05,000 --> 00:00:07,000\n用 Rust\n\n4\n00:00:07,000 --> 00:00:09,000\n计算\n";
    let place = Place::new(&[("tides.srt", srt)]);
    place.run(&["import", "tides.srt", "-o", "tides.json"]).ended(0);
    assert_eq!(
        place.json("tides.json")["transcript"]["turns"][0]["text"],
        "潮水每天上涨两次。因为月亮用 Rust 计算"
    );
}

/// Any two texts of a language have some words in common.
#[test]
fn captions_of_another_talk_leave_the_times_as_they_were() {
    let page = "---\ntitle: Tides\naudio: a.mp3\nduration: \"2:00\"\n---\n\n## Transcript\n\n\
        [00:00] **Ada**: Twice a day the water climbs up to the quay, and fishermen carry baskets along the wall.\n\n\
        [01:00] **Bo**: Nobody measures these marks any more, although brass plates still show every flood since the war.\n";
    let vtt = "WEBVTT\n\n01:40.000 --> 01:45.000\nWhoever bakes bread before dawn the kitchen smells\n\n\
        01:45.000 --> 01:59.000\nyeast flour salt patience oven stone crust steam butter honey jam\n";
    let place = Place::new(&[("tides.md", page), ("tides.vtt", vtt)]);
    let ran = place.run(&["import", "tides.md", "-o", "tides.json"]).ended(0);
    assert!(ran.err.contains("words, and are not used"), "{}", ran.err);
    let transcript = &place.json("tides.json")["transcript"];
    assert_eq!(transcript["timing"], "estimated");
    assert_eq!(transcript["turns"][1]["start"], 60.0);
}

#[test]
fn captions_of_a_chinese_transcript_are_cut_at_its_marks() {
    let place = Place::new(&[("tides.md", PAGE), ("tides.vtt", &captions())]);
    imported(&place);
    let out = place.run(&["export", "tides.json", "--to", "vtt"]).ended(0).out;
    let texts: Vec<&str> =
        out.lines().filter(|line| !line.is_empty() && !line.contains("-->")).skip(1).collect();
    assert_eq!(
        texts,
        [
            "<v Ada>大家好，欢迎收听海洋节目。",
            "<v Ada>今天我们谈谈潮汐：海水为什么每天涨落两次？",
            "<v Bo>因为月亮的引力。",
            "它把海水拉向自己，所以水位会升高。"
        ],
        "{out}"
    );
}

#[test]
fn without_captions_characters_take_about_the_same_time_each() {
    let place = Place::new(&[("tides.md", &PAGE.replace("duration: \"0:30\"\n", ""))]);
    let episode = imported(&place);
    assert_eq!(episode["transcript"]["timing"], "estimated");
    let said = said(&episode);
    // 52 characters, of which some 245 are said in a minute.
    let last = said[said.len() - 1].1;
    assert!((11_000..14_000).contains(&last), "{last}");
    let widest = said.windows(2).map(|two| two[1].1 - two[0].1).max();
    assert!(widest < Some(1_500), "{said:?}");
}

/// Three episodes in a language, and the distinctive words of each: the word, how many times it is said, and its turn and unit.
fn site(language: &str) -> Value {
    let file = format!("{}/../catalog/tests/unspaced/{language}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(file).expect("a file")).expect("JSON")
}

/// The words that a folder of these episodes gets.
fn keywords(site: &Value) -> Vec<Vec<(String, u64, u64, u64)>> {
    let place = Place::new(&[]);
    let episodes = site["episodes"].as_array().expect("episodes");
    for (index, episode) in episodes.iter().enumerate() {
        let turns = episode["turns"].as_array().expect("turns").iter().enumerate();
        let turn = |(at, text): (usize, &Value)| {
            format!("**{}**: {}\n\n", ["Ada", "Bo"][at % 2], text.as_str().expect("a text"))
        };
        let text: String = turns.map(turn).collect();
        let head = format!(
            "---\ntitle: {}\nlanguage: {}\nepisode: {{ audio: a.mp3 }}\n---\n\n## Transcript\n\n",
            episode["title"], site["language"]
        );
        place.write(&format!("pages/{index}.md"), head + &text);
    }
    place.run(&["import", "pages", "-o", "out"]).ended(0);
    let of_episode = |index: usize| {
        let json = place.json(&format!("out/{index}.json"));
        let words = json["keywords"]["words"].as_array().cloned().unwrap_or_default();
        let number = |word: &Value, key: &str| word[key].as_u64().expect("a number");
        let word = |word: &Value| {
            let text = word["text"].as_str().expect("a text").to_owned();
            (text, number(word, "count"), number(word, "turn"), number(word, "word"))
        };
        words.iter().map(word).collect()
    };
    (0..episodes.len()).map(of_episode).collect()
}

/// Each site's speakers use other particles and auxiliaries, and words that the dictionary parts.
#[test]
fn distinctive_words_are_those_of_a_dictionary_in_chinese_japanese_and_thai() {
    for language in ["zh", "ja", "th"] {
        let site = site(language);
        let found = keywords(&site);
        for (episode, found) in site["episodes"].as_array().expect("episodes").iter().zip(&found) {
            assert_eq!(json!(found), episode["keywords"], "{language}: {}", episode["title"]);
            for (word, count, turn, unit) in found {
                let text = |turn: usize| episode["turns"][turn].as_str().expect("a text");
                let first = episode::text::units(text(*turn as usize))[*unit as usize..].concat();
                assert!(first.starts_with(word), "{word} in {first}");
                let turns = episode["turns"].as_array().expect("turns").len();
                let written: usize = (0..turns).map(|turn| text(turn).matches(word.as_str()).count()).sum();
                assert!(*count as usize <= written, "{word}");
            }
        }
    }
}

/// In Thai a particle of courtesy tells who speaks, not what about.
#[test]
fn particles_are_not_distinctive_where_only_one_episode_has_them() {
    for (language, topic, others) in [
        ("zh", "潮汐的规律很特别，而且潮汐的规律可以预测，而且没有例外。", "风，风，因为风。"),
        ("ja", "潮汐の規則はですね、潮汐の規則について言うと、これについてはですね。", "風、風、風だから。"),
        ("th", "น้ำทะเลขึ้นครับ น้ำทะเลลงครับ เพราะว่าพระจันทร์ครับ เพราะว่าพระจันทร์ครับ", "ลมค่ะ ลมแรงค่ะ"),
    ] {
        let site = json!({ "language": language, "episodes": [
            { "title": "A", "turns": [topic, topic] }, { "title": "B", "turns": [others, others] },
        ] });
        let mut found: Vec<String> = keywords(&site)[0].iter().map(|word| word.0.clone()).collect();
        found.sort();
        let expected: &[&str] = match language {
            "zh" => &["例外", "潮汐", "规律", "预测"],
            "ja" => &["潮汐", "規則"],
            _ => &["น้ำทะเล", "พระจันทร์"],
        };
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(found, expected, "{language}");
    }
}

/// Captions with a time for each run of text: the cues, their ends, and the runs with their starts.
type Runs = [(u32, &'static [(u32, &'static str)])];

const CHINESE: &Runs = &[
    (4_000, &[(1_000, "大家"), (1_500, "好"), (2_000, "欢迎"), (2_600, "收听")]),
    (9_000, &[(5_000, "今天"), (5_600, "我们"), (6_200, "谈谈"), (7_000, "潮汐")]),
];
const THAI: &Runs = &[
    (4_500, &[(1_000, "สวัสดี"), (1_800, "ทุกคน"), (2_600, "ยินดี"), (3_200, "ต้อนรับ")]),
    (9_000, &[(5_000, "วันนี้"), (5_800, "เราคุย"), (6_500, "เรื่อง"), (7_200, "น้ำทะเล")]),
];
/// How long a run is said, where a format tells it.
const SAID: u32 = 300;

/// YouTube's automatic captions.
fn json3(cues: &Runs) -> String {
    let event = |(end, runs): &(u32, &[(u32, &str)])| {
        let start = runs[0].0;
        let segment = |(at, text): &(u32, &str)| json!({ "utf8": text, "tOffsetMs": at - start });
        let segments: Vec<Value> = runs.iter().map(segment).collect();
        json!({ "tStartMs": start, "dDurationMs": end - start, "segs": segments })
    };
    json!({ "events": cues.iter().map(event).collect::<Vec<_>>() }).to_string()
}

/// Whisper with `--word_timestamps True`, which says when a word ends.
fn whisper(cues: &Runs) -> String {
    let seconds = |ms: u32| f64::from(ms) / 1000.0;
    let segment = |(end, runs): &(u32, &[(u32, &str)])| {
        let word = |(at, text): &(u32, &str)| json!({ "word": text, "start": seconds(*at), "end": seconds(at + SAID) });
        let words: Vec<Value> = runs.iter().map(word).collect();
        let text: String = runs.iter().map(|(_, text)| *text).collect();
        json!({ "start": seconds(runs[0].0), "end": seconds(*end), "text": text, "words": words })
    };
    json!({ "segments": cues.iter().map(segment).collect::<Vec<_>>() }).to_string()
}

fn vtt(cues: &Runs) -> String {
    let time = |ms: u32| format!("00:{:02}.{:03}", ms / 1000, ms % 1000);
    let cue = |(end, runs): &(u32, &[(u32, &str)])| {
        let text: String = runs.iter().map(|(at, text)| format!("<{}>{text}", time(*at))).collect();
        format!("{} --> {}\n{text}\n\n", time(runs[0].0), time(*end))
    };
    "WEBVTT\n\n".to_owned() + &cues.iter().map(cue).collect::<String>()
}

/// Whether the captions are the transcript, or beside a page with its own marks and blanks.
#[test]
fn each_character_of_a_run_that_has_one_time_has_its_own() {
    let page = |language: &str, transcript: &str| {
        format!(
            "---\ntitle: Tides\nlanguage: {language}\naudio: tides.mp3\nduration: \"0:30\"\n---\n{transcript}"
        )
    };
    let chinese = "\n## Transcript\n\n**Ada**: 大家好，欢迎收听。\n\n**Bo**: 今天我们谈谈潮汐。\n";
    let thai = "\n## Transcript\n\n**Ada**: สวัสดีทุกคน ยินดีต้อนรับ\n\n**Bo**: วันนี้เราคุยเรื่องน้ำทะเล\n";
    for (cues, language, transcript) in
        [(CHINESE, "zh", ""), (CHINESE, "zh", chinese), (THAI, "th", ""), (THAI, "th", thai)]
    {
        for (extension, captions) in [("json3", json3(cues)), ("json", whisper(cues)), ("vtt", vtt(cues))] {
            let case = format!(
                "{language} with {extension}, {} page",
                if transcript.is_empty() { "no" } else { "a" }
            );
            let captions_file = format!("tides.{extension}");
            let place = Place::new(&[("tides.md", &page(language, transcript)), (&captions_file, &captions)]);
            place.run(&["import", "tides.md", "--captions", &captions_file, "-o", "out.json"]).ended(0);
            let said = said(&place.json("out.json"));
            let runs: Vec<(u32, &str)> = cues.iter().flat_map(|(_, runs)| runs.iter().copied()).collect();
            let mut rest = said.iter();
            for (i, (start, run)) in runs.iter().enumerate() {
                let units = episode::text::units(run);
                let here: Vec<_> = rest.by_ref().take(units.len()).collect();
                let texts_fit = here.iter().zip(&units).all(|((said, _), unit)| said.starts_with(unit));
                assert!(here.len() == units.len() && texts_fit, "{case}: {run} is not {here:?}");
                assert_eq!(here[0].1, *start, "{case}: {run} in {said:?}");
                assert!(here.windows(2).all(|two| two[0].1 < two[1].1), "{case}: {run} is at {here:?}");
                let until = if extension == "json" {
                    start + SAID
                } else {
                    runs.get(i + 1).map_or(9_000, |next| next.0)
                };
                assert!(here[here.len() - 1].1 < until, "{case}: {run} is at {here:?}, not before {until}");
                // Nobody takes a second for a character: what is left of a long cue is silence.
                assert!(here.windows(2).all(|two| two[1].1 - two[0].1 < 600), "{case}: {run} is at {here:?}");
            }
            assert!(rest.next().is_none(), "{case}: {said:?}");
        }
    }
}

#[test]
fn a_transcript_without_blanks_is_the_same_when_its_subtitles_are_read_again() {
    let transcript = "潮水每天上涨两次下降两次，因为月亮吸引着海水。她说：“看，水位又升高了”，然后就走了。\n\n\
        **Bo**: 船长在《海洋日记》里写道他从来没有见过这样高的潮水和风浪也没有想到会这样！";
    let place = Place::new(&[("tides.md", &PAGE.replace("因为月亮的引力。", transcript))]);
    imported(&place);
    let texts = |episode: &Value| -> String {
        let turns = episode["transcript"]["turns"].as_array().expect("turns").iter();
        turns.map(|turn| turn["text"].as_str().expect("a text")).collect()
    };
    for format in ["srt", "vtt"] {
        let written = place.run(&["export", "tides.json", "--to", format]).ended(0).out;
        assert!(written.lines().all(|line| line.chars().count() <= 42), "{written}");
        let again = Place::new(&[
            ("again.md", "---\naudio: tides.mp3\n---\n"),
            (&format!("again.{format}"), &written),
        ]);
        again.run(&["import", "again.md", "-o", "again.json"]).ended(0);
        assert_eq!(texts(&again.json("again.json")), texts(&place.json("tides.json")));
    }
}
