//! Captions in other languages beside a page: which are found, and what becomes of them in an export.

mod place;

use std::process::Stdio;

use place::{Place, Running, wait_until};
use serde_json::Value;

const PAGE: &str = "---\ntitle: Ebb\nlanguage: en\naudio: ebb.mp3\npublished: 2026-03-01\n---\n\n## Transcript\n\n\
    **Ada**: It ebbs.\n\n**Bo**: It floods.\n";
const BARE: &str = "---\ntitle: Ebb\nlanguage: en\naudio: ebb.mp3\n---\n\nNotes.\n";
const ENGLISH: &str = "WEBVTT\n\n00:01.000 --> 00:02.000\nIt ebbs.\n\n00:04.000 --> 00:05.000\nIt floods.\n";
const GERMAN: &str =
    "WEBVTT\n\n00:01.000 --> 00:02.000\nEs ist Ebbe.\n\n00:04.000 --> 00:05.000\nEs ist Flut.\n";
const BRAZIL: &str =
    "1\n00:00:01,000 --> 00:00:02,000\nA maré baixa.\n\n2\n00:00:04,000 --> 00:00:05,000\nA maré sobe.\n";

fn imported(place: &Place, page: &str) -> Value {
    let ran = place.run(&["import", page, "-o", "out/e.json"]).ended(0);
    assert_eq!(ran.err.matches("warning").count(), 0, "{}", ran.err);
    place.json("out/e.json")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The language, the first speaker and the first words of each translation.
fn translations(e: &Value) -> Vec<(&str, &str, &str)> {
    let all = e["translations"].as_array().into_iter().flatten();
    all.map(|t| {
        let first = &t["turns"][0];
        (text(&t["language"]), text(&first["speaker"]), text(&first["text"]))
    })
    .collect()
}

const BOTH: [(&str, &str, &str); 2] = [("de", "ada", "Es ist Ebbe."), ("pt-BR", "ada", "A maré baixa.")];

#[test]
fn captions_beside_a_page_with_a_language_in_their_names_are_translations() {
    for (page, own, german, brazil) in [
        ("ebb.md", "ebb.vtt", "ebb.de.vtt", "ebb.pt-BR.srt"),
        ("ebb.md", "ebb.en.vtt", "ebb.de.vtt", "ebb.pt_br.srt"),
        ("ebb.md", "ebb.en-US.vtt", "ebb.DE.vtt", "ebb.pt-BR.srt"),
        ("2026-03-01-ebb.md", "ebb.vtt", "ebb.de.vtt", "ebb.pt-BR.srt"),
        ("ebb/index.md", "ebb/transcript.vtt", "ebb/transcript.de.vtt", "ebb/captions.pt-BR.srt"),
        ("ebb/only.md", "ebb/captions.en.vtt", "ebb/only.de.vtt", "ebb/subtitles.pt-BR.srt"),
        ("ebb.en.md", "ebb.en.vtt", "ebb.de.vtt", "ebb.pt-BR.srt"),
    ] {
        let place = Place::new(&[(page, PAGE), (own, ENGLISH), (german, GERMAN), (brazil, BRAZIL)]);
        let e = imported(&place, page);
        assert_eq!(e["transcript"]["timing"], "captions", "{own}");
        assert_eq!(translations(&e), BOTH, "{page} {german} {brazil}");
    }
}

#[test]
fn what_is_no_language_or_no_captions_is_no_translation() {
    let place = Place::new(&[
        ("ebb.md", PAGE),
        ("ebb.vtt", ENGLISH),
        ("ebb.old.vtt", GERMAN),
        ("ebb.v2.vtt", GERMAN),
        ("ebb.de.json", r#"{"title": "Ebbe"}"#),
        ("ebb.de.md", PAGE),
        ("ebb.de.png", "x"),
        ("other.de.vtt", GERMAN),
    ]);
    assert_eq!(translations(&imported(&place, "ebb.md")), []);
    // The same in two formats is no doubt.
    place.write("ebb.de.srt", BRAZIL);
    place.write("ebb.de.vtt", GERMAN);
    assert_eq!(translations(&imported(&place, "ebb.md")), BOTH[..1]);
}

#[test]
fn front_matter_and_project_name_translations() {
    for front in [
        "captions: [t/a.vtt, t/b.de.vtt, t/c.pt-BR.srt]",
        "captions: { en: t/a.vtt, de: t/b.vtt, pt-BR: t/c.srt }",
        "captions: [{ src: t/a.vtt, lang: en }, { src: t/b.vtt, lang: de }, { url: t/c.srt, language: pt-BR }]",
        "subtitles: { de: t/b.vtt, pt-br: t/c.srt }\ntranscript: t/a.vtt",
    ] {
        let page = PAGE.replace("language: en", &format!("language: en\n{front}"));
        let place = Place::new(&[
            ("ebb.md", &page),
            ("t/a.vtt", ENGLISH),
            ("t/b.vtt", GERMAN),
            ("t/b.de.vtt", GERMAN),
            ("t/c.srt", BRAZIL),
            ("t/c.pt-BR.srt", BRAZIL),
        ]);
        let e = imported(&place, "ebb.md");
        assert_eq!(
            (&e["transcript"]["timing"], translations(&e)),
            (&"captions".into(), BOTH.to_vec()),
            "{front}"
        );
    }
    // The folder of captions, and the language of the site.
    let place = Place::new(&[
        ("episode.toml", "captions = \"texts\"\nlanguage = \"en\"\ngenerated = true\n"),
        ("p/ebb.md", &PAGE.replace("language: en\n", "")),
        ("texts/ebb.en.vtt", ENGLISH),
        ("texts/ebb.de.vtt", GERMAN),
        ("p/ebb.pt-BR.srt", BRAZIL),
    ]);
    let e = imported(&place, "p/ebb.md");
    assert_eq!(translations(&e), [BOTH[1], BOTH[0]]);
    assert_eq!(e["translations"][1]["generated"], true);
}

#[test]
fn the_command_line_names_translations() {
    let place = Place::new(&[("ebb.md", PAGE), ("a.vtt", ENGLISH), ("b.de.vtt", GERMAN), ("c.vtt", BRAZIL)]);
    let import = |more: &[&str]| place.run(&[&["import", "ebb.md", "-o", "e.json"], more].concat());
    import(&["--captions", "a.vtt", "--captions", "b.de.vtt"]).ended(0);
    assert_eq!(translations(&place.json("e.json")), BOTH[..1]);
    let ran = import(&["--captions", "a.vtt", "--captions", "c.vtt"]).ended(2);
    assert!(ran.err.contains("c.vtt: of several --captions"), "{}", ran.err);
    // Captions alone have translations as well.
    place.write("a.en.vtt", ENGLISH.replace("It", "<v Ada>It"));
    place.run(&["import", "a.en.vtt", "--captions", "b.de.vtt", "-o", "e.json"]).ended(0);
    let e = place.json("e.json");
    assert_eq!((&e["language"], translations(&e)), (&"en".into(), BOTH[..1].to_vec()));
}

#[test]
fn what_a_machine_made_is_told() {
    // As yt-dlp names what YouTube recognized, and translated from English.
    let place = Place::new(&[("ebb.md", BARE), ("ebb.en-orig.vtt", ENGLISH), ("ebb.de-en.vtt", GERMAN)]);
    let e = imported(&place, "ebb.md");
    assert_eq!(
        (&e["transcript"]["generated"], &e["translations"][0]["generated"]),
        (&true.into(), &true.into())
    );
    let words = GERMAN.replace("Es ist Ebbe", "Es<00:01.500><c> ist</c><c> Ebbe</c>");
    let place = Place::new(&[("ebb.md", BARE), ("ebb.vtt", ENGLISH), ("ebb.de.vtt", &words)]);
    let e = imported(&place, "ebb.md");
    assert_eq!((e["transcript"].get("generated"), &e["translations"][0]["generated"]), (None, &true.into()));
}

#[test]
fn a_translation_that_comes_changes_or_goes_is_imported_anew() {
    let place = Place::new(&[("pages/ebb.md", PAGE), ("pages/ebb.vtt", ENGLISH)]);
    let child = place.command(&["import", "pages", "-o", "out", "--watch"]).stderr(Stdio::null()).spawn();
    let _child = Running(child.expect("the command runs"));
    let has = |text: &str| {
        let file = std::fs::read_to_string(place.path("out/ebb.json"));
        file.is_ok_and(|file| file.contains(text))
    };
    wait_until(|| has("It ebbs."));
    assert!(!has("translations"));
    place.write("pages/ebb.de.vtt", GERMAN);
    wait_until(|| has("Es ist Ebbe."));
    place.write("pages/ebb.de.vtt", GERMAN.replace("Ebbe.", "Niedrigwasser."));
    wait_until(|| has("Es ist Niedrigwasser."));
    std::fs::remove_file(place.path("pages/ebb.de.vtt")).expect("deleted");
    wait_until(|| !has("translations"));
}

/// A page with captions in three languages.
fn in_three_languages() -> Place {
    Place::new(&[("ebb.md", PAGE), ("ebb.vtt", ENGLISH), ("ebb.de.vtt", GERMAN), ("ebb.pt-BR.srt", BRAZIL)])
}

#[test]
fn an_export_has_the_transcript_in_the_language_that_is_asked_for() {
    let place = in_three_languages();
    place.run(&["import", "ebb.md", "-o", "e.json"]).ended(0);
    let export = |more: &[&str]| place.run(&[&["export", "e.json"], more].concat());
    for (language, said) in
        [("de", "Es ist Ebbe."), ("pt-br", "A maré baixa."), ("pt", "A maré baixa."), ("en", "It ebbs.")]
    {
        for format in ["vtt", "srt", "text"] {
            let text = export(&["--to", format, "--language", language]).ended(0).out;
            assert!(text.contains(said), "{language} {format}: {text}");
        }
    }
    assert!(export(&["--to", "text"]).ended(0).out.contains("It ebbs."));
    let ran = export(&["--to", "vtt", "--language", "fr"]).ended(1);
    assert!(
        ran.err.contains("there is no transcript in \"fr\"; there are transcripts in en, de, pt-BR"),
        "{}",
        ran.err
    );
    export(&["--to", "chapters", "--language", "de"]).ended(2);
}

#[test]
fn page_and_feed_lead_to_the_captions_of_each_language() {
    let place = in_three_languages();
    place.run(&["import", "ebb.md", "-o", "out/ebb.json"]).ended(0);
    for (language, file) in [("en", "out/ebb.vtt"), ("de", "out/ebb.de.vtt")] {
        place.run(&["export", "out/ebb.json", "--to", "vtt", "--language", language, "-o", file]).ended(0);
    }
    place.run(&["export", "out/ebb.json", "--to", "html", "-o", "out/ebb.html"]).ended(0);
    let page = place.read("out/ebb.html");
    let link = |language: &str, file: &str| {
        format!(
            "<link rel=\"alternate\" type=\"text/vtt\" hreflang=\"{language}\" title=\"Transcript\" href=\"{file}\">"
        )
    };
    assert!(page.contains(&link("en", "ebb.vtt")) && page.contains(&link("de", "ebb.de.vtt")), "{page}");
    // There is no file of it.
    assert!(!page.contains("pt-BR"), "{page}");
    let feed = [
        "--to",
        "rss",
        "--title",
        "T",
        "--description",
        "D",
        "--link",
        "https://example.org/",
        "--url",
        "https://example.org/{id}/",
        "--src",
        "/e/ebb.json",
    ];
    let feed = place.run(&[&["export", "out/ebb.json"], &feed[..]].concat()).ended(0).out;
    for (language, file) in [("en", "ebb.vtt"), ("de", "ebb.de.vtt")] {
        let tag = format!(
            "<podcast:transcript language=\"{language}\" type=\"text/vtt\" url=\"https://example.org/e/{file}\">"
        );
        assert!(feed.contains(&tag), "{feed}");
    }
}

#[test]
fn check_tells_what_is_wrong_in_a_translation() {
    let episode = |turn: &str| {
        format!(
            r#"{{"title": "Ebb", "transcript": {{"turns": [{{"text": "It ebbs."}}]}}, "translations": [{{"language": "de", "turns": [{turn}]}}]}}"#
        )
    };
    let place = Place::new(&[("e.json", &episode(r#"{"text": "Es ist Ebbe.", "speaker": "ada"}"#))]);
    let ran = place.run(&["check", "e.json"]).ended(1);
    assert!(ran.err.contains("translations[0].turns[0].speaker"), "{}", ran.err);
    place.write("e.json", episode(r#"{"text": "Es ist Ebbe."}"#));
    place.run(&["check", "e.json"]).ended(0);
}
