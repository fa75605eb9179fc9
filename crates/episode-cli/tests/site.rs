//! What only a whole folder tells of an episode: the words that set it apart, and the next part of its series.

mod place;

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::SystemTime;

use place::{Place, Running, wait_until};
use serde_json::{Value, json};

/// A page on which Ada says something.
fn page(series: &str, said: &str) -> String {
    let transcript = format!("## Transcript\n\n**Ada**: {said}\n\n**Bo**: So it is.\n");
    format!("---\nepisode: {{ audio: a.mp3 }}\n---\n\n# About {said}\n\n{series}\n\n{transcript}")
}

fn series(part: u32) -> String {
    format!("**Series**: The Sea (Part {part} of 3)")
}

fn site() -> Place {
    Place::new(&[
        ("pages/ebb.md", &page(&series(1), "Tide after tide, and the moon. So it is.")),
        ("pages/deep/flood.md", &page(&series(2), "Water, water, and the moon. So it is.")),
        ("pages/wind.md", &page("", "Wind and wind. So it is.")),
    ])
}

const IMPORT: [&str; 6] = ["import", "pages", "-o", "out", "--page-url", "/talks/{path}/"];

/// The words of an episode.
fn words(place: &Place, name: &str) -> Vec<String> {
    let json = place.json(name);
    let words = json["keywords"]["words"].as_array().into_iter().flatten();
    words.map(|word| word["text"].as_str().expect("a text").to_owned()).collect()
}

/// Each file of the output, and when it was written.
fn stamps(place: &Place) -> BTreeMap<String, SystemTime> {
    let files = place.files().into_iter().filter(|file| file.starts_with("out/"));
    let modified =
        |file: &str| fs::metadata(place.path(file)).and_then(|data| data.modified()).expect("a time");
    files.map(|file| (file.clone(), modified(&file))).collect()
}

#[test]
fn a_folder_s_episodes_have_the_words_that_set_them_apart() {
    let place = site();
    place.run(&IMPORT).ended(0);
    let tide = json!({ "others": 2, "words": [{ "text": "tide", "count": 2, "turn": 0, "word": 0 }] });
    assert_eq!(place.json("out/ebb.json")["keywords"], tide);
    assert_eq!(words(&place, "out/deep/flood.json"), ["water"]);
    assert_eq!(words(&place, "out/wind.json"), ["wind"]);
    assert_eq!(place.run(&["check", "out/ebb.json"]).ended(0).out, "out/ebb.json: valid\n");
    let alone = Place::new(&[("pages/wind.md", &page("", "Wind and wind."))]);
    alone.run(&IMPORT).ended(0);
    assert_eq!(alone.json("out/wind.json").get("keywords"), None, "there is nothing to compare with");
}

#[test]
fn the_next_part_of_a_series_is_next_unless_the_page_says_another() {
    let place = site();
    place.run(&IMPORT).ended(0);
    let next = json!({ "title": "About Water, water, and the moon. So it is.", "url": "/talks/deep/flood/" });
    assert_eq!(place.json("out/ebb.json")["next"], next);
    for last in ["out/deep/flood.json", "out/wind.json"] {
        assert_eq!(place.json(last).get("next"), None);
    }
    place.write("pages/more.md", page(&series(3), "Salt and salt."));
    place.run(&["import", "pages", "-o", "out", "--page-url", "../talks/{path}.html"]).ended(0);
    assert_eq!(place.json("out/ebb.json")["next"]["url"], "../talks/deep/flood.html");
    assert_eq!(
        place.json("out/deep/flood.json")["next"]["url"],
        "../../talks/more.html",
        "relative to its file"
    );
    let own = page(&series(1), "Tide.").replace("a.mp3", "a.mp3, next: { title: Wind, url: /wind }");
    place.write("pages/ebb.md", own);
    place.run(&IMPORT).ended(0);
    assert_eq!(place.json("out/ebb.json")["next"], json!({ "title": "Wind", "url": "/wind" }));
    place.run(&["import", "pages", "-o", "out"]).ended(0);
    assert_eq!(place.json("out/deep/flood.json").get("next"), None, "without the address of its page");
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let place = site();
    place.run(&IMPORT).ended(0);
    let before = stamps(&place);
    let ran = place.run(&IMPORT).ended(0);
    assert!(ran.err.contains("3 pages: 0 written, 3 unchanged"), "{}", ran.err);
    let one = place.run(&["import", "pages/ebb.md", "-o", "out/ebb.json"]).ended(0);
    assert!(one.err.contains("; unchanged"), "{}", one.err);
    assert_eq!(stamps(&place), before);
}

#[test]
fn one_page_alone_keeps_the_words_of_what_is_said_and_the_next_of_its_series() {
    let place = site();
    place.run(&IMPORT).ended(0);
    let before = place.json("out/ebb.json");
    let text = place.read("pages/ebb.md");
    place.write("pages/ebb.md", text.replace("# About Tide", "# On tide"));
    let import = ["import", "pages/ebb.md", "-o", "out/ebb.json"];
    place.run(&import).ended(0);
    let now = place.json("out/ebb.json");
    assert_ne!(now["title"], before["title"]);
    assert_eq!((&now["keywords"], &now["next"]), (&before["keywords"], &before["next"]));
    place.write("pages/ebb.md", page("", "Wind after wind."));
    place.run(&import).ended(0);
    let now = place.json("out/ebb.json");
    assert_eq!((now.get("keywords"), now.get("next")), (None, None));
}

#[test]
fn another_page_changes_only_the_files_whose_words_are_others() {
    let place = site();
    place.run(&IMPORT).ended(0);
    let before = stamps(&place);
    // The wind is in all episodes but two now, and of no other one's words.
    place.write("pages/gale.md", page("", "Wind and wind and gale and gale. So it is."));
    place.run(&IMPORT).ended(0);
    let of = |name: &str| place.json(name)["keywords"]["others"].clone();
    assert_eq!(words(&place, "out/gale.json"), ["gale", "wind"]);
    assert_eq!((of("out/ebb.json"), of("out/gale.json")), (json!(3), json!(3)));
    // From ten others on, the number is rounded.
    for number in 0..9 {
        place.write(&format!("pages/{number}.md"), page("", "So it is."));
    }
    place.run(&IMPORT).ended(0);
    let (ten, unchanged) = (stamps(&place), ["out/ebb.json", "out/wind.json", "out/gale.json"]);
    place.write("pages/last.md", page("", "So it is."));
    place.run(&IMPORT).ended(0);
    assert_eq!((of("out/ebb.json"), of("out/gale.json")), (json!(10), json!(10)));
    assert!(
        unchanged
            .iter()
            .all(|name| stamps(&place)[*name] == ten[*name] && before.get(*name) != ten.get(*name))
    );
}

#[test]
fn watched_pages_are_compared_with_those_that_did_not_change() {
    let place = site();
    let child = place.command(&[&IMPORT[..], &["--watch"]].concat()).stderr(Stdio::null()).spawn();
    let _child = Running(child.expect("the command runs"));
    let of = |name: &str| -> Value {
        let text = fs::read_to_string(place.path(name)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    };
    wait_until(|| {
        of("out/wind.json")["keywords"]["words"][0]["text"] == "wind"
            && place.path("out/search/root.bin").exists()
    });
    place.write(
        "pages/new.md",
        page(&series(3), "Tide, tide, wind, and wind. Moon and salt, salt. So it is."),
    );
    wait_until(|| of("out/new.json")["keywords"]["words"][0]["text"] == "salt");
    wait_until(|| of("out/deep/flood.json")["next"]["url"] == "/talks/new/");
    fs::remove_file(place.path("pages/new.md")).expect("deleted");
    wait_until(|| {
        of("out/deep/flood.json").get("next").is_none() && of("out/ebb.json")["keywords"]["others"] == 2
    });
}
