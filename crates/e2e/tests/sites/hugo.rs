//! Hugo.

use crate::plain::{CAPTIONS, EPISODE, is_played_with_captions};
use crate::reader::Built;
use crate::support::{Example, blocks, root};

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "hugo",
        output: example.path("public"),
        base: "/",
        video: "/podcast/tides/",
        sound: "/podcast/harbours/",
        sentence: "The moon pulls the sea, and the sea follows it around the earth.",
        dark: "document.querySelector('#mode').click()",
    }
}

#[test]
fn hugo_has_the_player_where_the_shortcode_stands() {
    let example = Example::new("hugo");
    example.run("npm run --silent build");
    // A second time does the same.
    let read = || std::fs::read_to_string(example.path("public/podcast/tides/index.html"));
    let first = read().expect("the page is there");
    example.run("npm run --silent build");
    assert_eq!(first, read().expect("the page is there"));
    let site = built(&example);
    site.is_good_for_readers();
}

#[test]
fn a_new_site_of_hugo_gets_the_player_by_the_steps_of_the_readme() {
    const LAYOUT: &str =
        "<!doctype html>\n<head><title>{{ .Title }}</title></head>\n<h1>{{ .Title }}</h1>\n{{ .Content }}\n";
    let read =
        |name: &str| std::fs::read_to_string(root().join("sites/hugo").join(name)).expect("it is there");
    let readme = read("README.md");
    let shortcode = &blocks(&readme, "html")[0];
    assert_eq!(*shortcode, read("layouts/shortcodes/episode.html"), "what the example has is what is shown");
    assert_eq!(blocks(&readme, "sh")[0], read("build.sh"));
    let folder = Example::empty("hugo-by-hand");
    folder.run("hugo new site --force .");
    let said = folder.follow(
        &readme,
        &[
            ("layouts/_default/single.html", LAYOUT),
            ("layouts/shortcodes/episode.html", shortcode),
            ("episodes/lamp.md", EPISODE),
            ("episodes/lamp.srt", CAPTIONS),
            ("content/podcast/lamp.md", &blocks(&readme, "md")[0]),
            ("episodes/gear.md", EPISODE),
            ("content/podcast/gear.md", "---\ntitle: The gear\ndraft: true\n---\n\n{{< episode >}}\n"),
        ],
    );
    // A draft is no error: others are built.
    assert!(said.contains("warning: Hugo built no public/podcast/gear/index.html"), "{said}");
    assert!(!said.contains("warning: public/"), "{said}");
    is_played_with_captions(&folder, "/podcast/lamp/");
}
