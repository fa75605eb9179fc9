//! The transcript in other languages: which captions are the episode's own, and the turns of the others.

use episode::captions::{Captions, Cue};
use episode::{Episode, Millis, Timing, TranscriptSource, Turn};
use episode_import::{Import, Options, Track, add_translations};
use proptest::prelude::*;

fn cue(start: u32, end: u32, text: &str) -> Cue {
    let (speaker, text) = match text.split_once(": ") {
        Some((name, text)) => (Some(name.to_owned()), text),
        None => (None, text),
    };
    Cue { start: Millis(start), end: Millis(end), speaker, text: text.into(), words: Vec::new() }
}

/// Cues of two seconds each, one after the other.
fn captions(texts: &[&str]) -> Captions {
    Captions { cues: (0..).zip(texts).map(|(i, text)| cue(i * 2000, i * 2000 + 2000, text)).collect() }
}

fn track(language: &str, texts: &[&str]) -> Track {
    let name = format!("tides.{language}.vtt");
    Track { name, language: language.into(), captions: captions(texts), is_generated: false }
}

const ENGLISH: [&str; 4] =
    ["The moon pulls the sea.", "Twice a day?", "Twice, as the Earth", "turns below it."];
const GERMAN: [&str; 4] =
    ["Der Mond zieht das Meer an.", "Zweimal am Tag?", "Zweimal, denn die Erde", "dreht sich darunter."];
const FRENCH: [&str; 4] =
    ["La lune attire la mer.", "Deux fois par jour ?", "Deux fois, car la Terre", "tourne en dessous."];

const TRANSCRIPT: &str = "## Transcript\n\n**Ada**: The moon pulls the sea.\n\n**Bo**: Twice a day?\n\n\
    **Ada**: Twice, as the Earth turns below it.\n";

fn page(front: &str, transcript: &str) -> String {
    format!("---\ntitle: Tides\naudio: /tides.mp3\n{front}\n---\n\n{transcript}")
}

fn import(page: &str, own: Option<Captions>, tracks: &[Track]) -> Import {
    let options =
        Options { id: "tides".into(), captions: own, tracks: tracks.to_vec(), ..Options::default() };
    let imported = episode_import::import(page, &options);
    let json = serde_json::to_string(&imported.episode).expect("JSON");
    let read = episode::read(&json).expect("an episode that can be shown").episode;
    assert_eq!(read, imported.episode, "nothing is mended when it is read");
    imported
}

fn languages(episode: &Episode) -> Vec<&str> {
    episode.translations.iter().map(|t| t.language.as_deref().expect("a language")).collect()
}

/// Who says what from when.
fn said<'e>(episode: &'e Episode, turns: &'e [Turn]) -> Vec<(&'e str, u32, &'e str)> {
    let name = |turn: &'e Turn| episode.speaker_of(turn).map_or("", |speaker| &speaker.name);
    turns.iter().map(|turn| (name(turn), turn.start.expect("timed").0, &*turn.text)).collect()
}

fn messages(import: &Import) -> Vec<&str> {
    import.problems.iter().map(|problem| &*problem.message).collect()
}

#[test]
fn the_captions_in_the_language_of_the_page_are_its_own() {
    let tracks = [track("de", &GERMAN), track("en-US", &ENGLISH), track("fr", &FRENCH)];
    for transcript in [TRANSCRIPT, ""] {
        let import = import(&page("language: en", transcript), None, &tracks);
        let own = &import.episode.transcript;
        assert_eq!(own.timing, Timing::Captions);
        assert!(own.turns[0].text.starts_with("The moon"), "{own:?}");
        assert_eq!(languages(&import.episode), ["de", "fr"]);
        assert_eq!(messages(&import), [""; 0]);
    }
}

#[test]
fn captions_without_a_language_are_the_page_s_own() {
    let tracks = [track("de", &GERMAN)];
    let import = import(&page("language: en", TRANSCRIPT), Some(captions(&ENGLISH)), &tracks);
    let e = &import.episode;
    assert_eq!(e.transcript.timing, Timing::Captions);
    assert_eq!(messages(&import), [""; 0]);
    let [german] = &e.translations[..] else { panic!("{:?}", e.translations) };
    assert_eq!((german.timing, german.source), (Timing::Captions, TranscriptSource::Captions));
    // The captions name nobody: they have the speakers and the turns of the transcript.
    assert_eq!(
        said(e, &german.turns),
        [
            ("Ada", 0, "Der Mond zieht das Meer an."),
            ("Bo", 2000, "Zweimal am Tag?"),
            ("Ada", 4000, "Zweimal, denn die Erde dreht sich darunter."),
        ]
    );
}

#[test]
fn captions_in_another_language_alone_are_a_translation_of_the_page_s_transcript() {
    for front in ["language: en", ""] {
        let import = import(&page(front, TRANSCRIPT), None, &[track("de", &GERMAN)]);
        assert_eq!(import.episode.transcript.timing, Timing::Estimated, "{front}");
        assert_eq!(languages(&import.episode), ["de"], "{front}");
    }
}

#[test]
fn captions_in_another_language_alone_are_the_transcript_of_a_page_without_one() {
    let import = import(&page("language: en", ""), None, &[track("de", &GERMAN), track("fr", &FRENCH)]);
    let own = &import.episode.transcript;
    assert_eq!((own.language.as_deref(), &*own.turns[0].text), (Some("de"), GERMAN.join(" ").as_str()));
    assert_eq!(languages(&import.episode), ["fr"]);
    let told = messages(&import);
    assert!(told.len() == 1 && told[0].contains("tides.de.vtt is taken as the transcript"), "{told:?}");
}

#[test]
fn of_a_page_that_names_no_language_the_words_tell() {
    let tracks = [track("de", &GERMAN), track("en", &ENGLISH)];
    let import = import(&page("", TRANSCRIPT), None, &tracks);
    let own = &import.episode.transcript;
    assert_eq!((own.timing, own.language.as_deref()), (Timing::Captions, Some("en")));
    assert_eq!(languages(&import.episode), ["de"]);
}

#[test]
fn of_two_files_in_one_language_one_is_used_and_the_other_is_told() {
    let again = Track { name: "more/tides.de.srt".into(), ..track("de", &FRENCH) };
    let tracks = [track("de", &GERMAN), again, track("en-GB", &ENGLISH[1..]), track("de-AT", &GERMAN[1..])];
    let import = import(&page("language: en", TRANSCRIPT), Some(captions(&ENGLISH)), &tracks);
    assert_eq!(languages(&import.episode), ["de", "de-AT"]);
    assert!(import.episode.translations[0].turns[0].text.starts_with("Der Mond"));
    let told = messages(&import);
    assert_eq!(
        told,
        [
            "more/tides.de.srt is not used: tides.de.vtt is in the same language",
            "tides.en-GB.vtt is not used: it is in the language of the episode, which has other captions"
        ]
    );
    // Two names of one file leave no doubt, and say the language.
    let both = [track("en", &ENGLISH), track("de", &GERMAN)];
    let import = self::import(&page("", ""), Some(captions(&ENGLISH)), &both);
    assert_eq!((languages(&import.episode), messages(&import)), (vec!["de"], vec![]));
    assert_eq!(import.episode.transcript.language.as_deref(), Some("en"));
}

#[test]
fn captions_that_say_another_language_than_the_page_are_told() {
    let options = Options {
        captions: Some(captions(&ENGLISH)),
        captions_language: Some("fr".into()),
        ..Options::default()
    };
    let import = episode_import::import(&page("language: en", ""), &options);
    assert!(messages(&import)[0].contains("their language is \"fr\", but that of the page is \"en\""));
    assert_eq!(import.episode.transcript.language, None);
    let import = episode_import::import(&page("", ""), &options);
    assert_eq!(import.episode.transcript.language.as_deref(), Some("fr"));
}

#[test]
fn names_in_captions_are_those_of_the_episode() {
    let named = ["ADA Byron: Der Mond zieht das Meer an.", "Bo: Zweimal am Tag?", "Ada: Zweimal,", "Cy: ja."];
    let import = import(&page("language: en", TRANSCRIPT), None, &[track("de", &named)]);
    let e = &import.episode;
    let turns = said(e, &e.translations[0].turns);
    assert_eq!(turns.iter().map(|turn| turn.0).collect::<Vec<_>>(), ["Ada", "Bo", "Ada", ""]);
    assert_eq!(e.speakers.len(), 2);
    let told = messages(&import);
    assert!(
        told.len() == 1 && told[0] == "tides.de.vtt has names of nobody in the episode: \"Cy\"",
        "{told:?}"
    );
}

#[test]
fn where_times_are_estimated_nobody_is_guessed() {
    let import = self::import(&page("language: en", TRANSCRIPT), None, &[track("de", &GERMAN)]);
    let e = &import.episode;
    assert!(e.translations[0].turns.iter().all(|turn| turn.speaker.is_none()));
    assert!(messages(&import)[0].contains("does not say who speaks"), "{:?}", messages(&import));
    // One speaker is enough to know who speaks.
    let alone = "## Transcript\n\n**Ada**: The moon pulls the sea.\n\n**Ada**: Twice a day.\n";
    let import = self::import(&page("language: en", alone), None, &[track("de", &GERMAN)]);
    let e = &import.episode;
    assert!(e.translations[0].turns.iter().all(|turn| turn.speaker == Some(0)), "{:?}", e.translations);
    assert_eq!(messages(&import), [""; 0]);
}

#[test]
fn a_cue_of_two_sentences_is_of_two_speakers() {
    let own = Captions {
        cues: vec![cue(0, 2000, "Ada: Why is that so?"), cue(2000, 4000, "Bo: Because of the moon.")],
    };
    let both = Track {
        captions: Captions { cues: vec![cue(0, 4000, "Warum ist das so? Wegen des Mondes.")] },
        ..track("de", &[])
    };
    let marked = Track {
        captions: Captions { cues: vec![cue(0, 4000, "warum das so ist >> des Mondes wegen")] },
        ..track("nl", &[])
    };
    let import = import(&page("language: en", ""), Some(own), &[both, marked]);
    for translation in &import.episode.translations {
        let turns = said(&import.episode, &translation.turns);
        assert_eq!(turns.iter().map(|turn| turn.0).collect::<Vec<_>>(), ["Ada", "Bo"], "{turns:?}");
    }
}

#[test]
fn a_sentence_is_not_cut_where_its_speaker_s_next_paragraph_begins() {
    let own = Captions {
        cues: vec![
            cue(0, 2000, "The sea comes."),
            cue(5000, 7000, "And the sea goes."),
            cue(7000, 9000, "Twice a day."),
        ],
    };
    let german = vec![
        cue(0, 1000, "Das Meer"),
        cue(4500, 6000, "kommt."),
        cue(6000, 7000, "Und es geht."),
        cue(7000, 9000, "Zweimal."),
    ];
    let translation = Track { captions: Captions { cues: german }, ..track("de", &[]) };
    let import = import(&page("language: en", ""), Some(own), &[translation]);
    let e = &import.episode;
    assert_eq!(e.transcript.turns.len(), 2);
    let turns = said(e, &e.translations[0].turns);
    assert_eq!(turns, [("", 0, "Das Meer kommt."), ("", 6000, "Und es geht. Zweimal.")]);
}

#[test]
fn captions_alone_have_translations_too() {
    let named: Vec<String> = ENGLISH.iter().map(|text| format!("Ada: {text}")).collect();
    let own = captions(&named.iter().map(String::as_str).collect::<Vec<_>>());
    let mut episode = episode_import::from_captions(&own, &Options::default()).episode;
    episode.language = Some("en".into());
    assert_eq!(add_translations(&mut episode, &[track("de", &GERMAN)]), []);
    assert_eq!(said(&episode, &episode.translations[0].turns), [("Ada", 0, &*GERMAN.join(" "))]);
}

/// Cues in any order, of any length, with any text and names.
fn any_captions() -> impl Strategy<Value = Captions> {
    let text =
        prop::collection::vec("(>>)?[a-zü。]{1,4}[.?!,]?|>>|[A-C]", 1..6).prop_map(|words| words.join(" "));
    let name = prop::option::of(prop::sample::select(vec!["Ada", "Bo", "Cy", "ada lovelace", "Ada Bo"]));
    let cue = (0..60_000u32, 0..9_000u32, text, name).prop_map(|(start, length, text, name)| Cue {
        speaker: name.map(str::to_owned),
        ..cue(start, start + length, &text)
    });
    prop::collection::vec(cue, 1..30).prop_map(|mut cues| {
        cues.sort_by_key(|cue| cue.start);
        Captions { cues }
    })
}

fn words_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let words = texts.flat_map(str::split_whitespace);
    let said = words.map(|word| if word.starts_with(">>") { word.trim_start_matches('>') } else { word });
    said.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_word_of_any_captions_is_in_the_translation_in_its_order(
        own in any_captions(), other in any_captions(), has_page in any::<bool>(), is_timed in any::<bool>(),
    ) {
        let page = page("language: en", if has_page { TRANSCRIPT } else { "" });
        let tracks = [Track { captions: other.clone(), ..track("de", &[]) }];
        let import = import(&page, Some(own).filter(|_| is_timed || !has_page), &tracks);
        prop_assume!(!import.episode.transcript.turns.is_empty());
        let words = words_of(other.cues.iter().map(|cue| &*cue.text));
        let Some(translation) = import.episode.translations.first() else {
            prop_assert_eq!(words, Vec::<String>::new());
            return Ok(());
        };
        prop_assert_eq!(words_of(translation.turns.iter().map(|turn| &*turn.text)), words);
        prop_assert!(translation.turns.is_sorted_by_key(|turn| turn.start));
        for turn in &translation.turns {
            prop_assert_eq!(turn.words.len(), episode::text::units(&turn.text).len());
            prop_assert!(turn.words.is_sorted() && turn.end >= turn.start);
        }
    }

    #[test]
    fn a_translation_runs_parallel_to_the_transcript(
        turns in prop::collection::vec((0..3usize, prop::collection::vec((800..4000u32, -150..150i32), 1..4), 0..1500u32), 1..20),
    ) {
        const NAMES: [&str; 3] = ["Ada", "Bo", "Cy"];
        let (mut own, mut other, mut at) = (Vec::new(), Vec::new(), 1000);
        let mut expected: Vec<(&str, String)> = Vec::new();
        for (n, (speaker, cues, pause)) in turns.iter().enumerate() {
            // The same speaker twice would be one turn.
            if turns.get(n.wrapping_sub(1)).is_some_and(|(before, ..)| before == speaker) {
                continue;
            }
            let mut text = Vec::new();
            for (k, (length, shift)) in cues.iter().enumerate() {
                own.push(cue(at, at + length, &format!("{}: the sea {n} {k}.", NAMES[*speaker])));
                let said = format!("das Meer {n} {k}.");
                other.push(cue(at.saturating_add_signed(*shift), at + length, &said));
                text.push(said);
                at += length;
            }
            expected.push((NAMES[*speaker], text.join(" ")));
            at += pause;
        }
        // Without pauses of two seconds and long turns, own turns are those of the speakers.
        let tracks = [Track { captions: Captions { cues: other }, ..track("de", &[]) }];
        let import = import(&page("language: en", ""), Some(Captions { cues: own }), &tracks);
        let e = &import.episode;
        let found: Vec<(&str, String)> = said(e, &e.translations[0].turns)
            .into_iter().map(|(name, _, text)| (name, text.to_owned())).collect();
        prop_assert_eq!(found, expected);
    }
}
