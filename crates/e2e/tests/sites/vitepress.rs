//! VitePress.

use crate::called;
use crate::reader::Built;
use crate::support::Example;

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "vitepress",
        output: example.path("docs/.vitepress/dist"),
        base: "/",
        video: "/podcast/tides.html",
        sound: "/podcast/harbours.html",
        sentence: "The moon pulls the sea, and the sea follows it around the earth.",
        dark: "document.querySelector('.VPSwitchAppearance').click()",
    }
}

#[test]
fn vitepress_has_the_player_on_each_page_that_is_an_episode() {
    let example = Example::new("vitepress");
    called::put_pages(&example, "docs");
    example
        .put("docs/talks.md", "# Talks\n\n<episode-search src=\"/episodes/\">All talks</episode-search>\n");
    example.run("npm run --silent build");
    called::have_players(&example, "docs/.vitepress/dist/*.html");
    let page = std::fs::read_to_string(example.path("docs/.vitepress/dist/talks.html")).expect("it is built");
    assert!(page.contains(r#"<episode-search src="/episodes/">All talks</episode-search>"#), "{page}");
    let site = built(&example);
    site.is_good_for_readers();
    links_in_the_player_are_routes(&site);
    stands_apart_from_the_heading(&site);
}

/// As the theme's own blocks do.
fn stands_apart_from_the_heading(site: &Built) {
    let stage = site.stage();
    let page = crate::reader::is_ready(stage.open(site.video));
    let gap: f64 = page.eval(
        "q('episode-player').getBoundingClientRect().top - q('episode-player').previousElementSibling.getBoundingClientRect().bottom",
    );
    assert!(gap >= 16.0, "{gap} px between the player and what is before it");
}

/// A link to another page's file leads to that page, in the player, too.
fn links_in_the_player_are_routes(site: &Built) {
    let stage = site.stage();
    let page = crate::reader::is_ready(stage.open(site.video));
    let links: Vec<String> = page
        .eval("[...q('episode-player').shadowRoot.querySelectorAll('[id=notes] a')].map((a) => a.pathname)");
    assert_eq!(links, ["/podcast/harbours.html"]);
}
