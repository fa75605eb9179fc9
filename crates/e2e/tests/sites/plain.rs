//! Pages in HTML, without a generator.

use e2e::{Options, Stage};

use crate::reader::{Built, is_ready};
use crate::support::{Example, blocks, root};

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "plain",
        output: example.path("public"),
        base: "/",
        video: "/tides.html",
        sound: "/harbours.html",
        sentence: "The moon pulls the sea, and the sea follows it around the earth.",
        dark: "document.querySelector('#mode').click()",
    }
}

/// An episode, and the captions beside it.
pub(crate) const EPISODE: &str = "---\ndate: 2026-03-01\n---\n\n# The lamp at the pier\n\n<audio src=\"/demo/episode.mp3\"></audio>\n\n## Transcript\n\n\
    **Ines**: The lamp stood still for twelve years.\n\n**Tom**: We found the gear in a shed.\n";
pub(crate) const CAPTIONS: &str = "1\n00:00:01,000 --> 00:00:03,000\nThe lamp stood still for twelve years.\n\n\
    2\n00:00:20,000 --> 00:00:22,000\nWe found the gear in a shed.\n";

/// Asserts that a page that was built of this episode has the player, with the times of the captions.
pub(crate) fn is_played_with_captions(folder: &Example, path: &str) {
    let stage = Stage::with(&Options::default());
    stage.site.mount("/", folder.path("public"));
    stage.site.policy_of_all("");
    let page = is_ready(stage.open(path));
    page.wait_for("the captions time the turns", "qa('.who')[1]?.dataset.at === '00:20'");
}

#[test]
fn plain_pages_have_the_player_and_the_text() {
    let example = Example::new("plain");
    example.run("npm run --silent build");
    // A second time changes nothing.
    let read = || std::fs::read_to_string(example.path("public/tides.html")).expect("the page is there");
    let first = read();
    example.run("npm run --silent build");
    assert_eq!(first, read());
    let site = built(&example);
    site.is_good_for_readers();
}

#[test]
fn plain_pages_get_the_player_by_the_steps_of_the_readme() {
    let read =
        |name: &str| std::fs::read_to_string(root().join("sites/plain").join(name)).expect("it is there");
    let readme = read("README.md");
    let comments = &blocks(&readme, "html")[0];
    assert_eq!(blocks(&readme, "sh")[0], read("build.sh"), "what the example has is what is shown");
    let folder = Example::empty("plain-by-hand");
    let page =
        format!("<!doctype html>\n<head><title>The lamp</title></head>\n<h1>The lamp</h1>\n{comments}");
    let said = folder.follow(
        &readme,
        &[("episodes/lamp.md", EPISODE), ("episodes/lamp.srt", CAPTIONS), ("public/lamp.html", &page)],
    );
    assert!(!said.contains("warning"), "{said}");
    is_played_with_captions(&folder, "/lamp.html");
}
