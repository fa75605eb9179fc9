//! Pages in HTML, without a generator.

use crate::reader::Built;
use crate::support::Example;

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
