//! Hugo.

use crate::reader::Built;
use crate::support::Example;

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
