//! mdBook.

use e2e::Stage;
use serde_json::Value;

use crate::called;
use crate::reader::{Built, is_ready};
use crate::support::Example;

const PAGE: &str = "src/podcast/tides.md";

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "mdbook",
        output: example.path("book"),
        base: "/guide/",
        video: "/guide/podcast/tides.html",
        sound: "/guide/podcast/harbours.html",
        sentence: "The moon pulls the sea, and the sea follows it around the earth.",
        dark: "document.querySelector('#mdbook-theme-navy').click()",
    }
}

#[test]
fn mdbook_puts_the_player_into_the_pages_that_are_episodes() {
    let example = Example::new("mdbook");
    let read = |name: &str| std::fs::read_to_string(example.path(name)).expect("it is there");
    example.run("mdbook-episode install");
    let installed = ["book.toml", "theme/head.hbs", ".gitignore"].map(read);
    example.run("mdbook-episode install");
    assert_eq!(
        installed,
        ["book.toml", "theme/head.hbs", ".gitignore"].map(read),
        "a second time changes nothing"
    );
    called::put_pages(&example, "src");
    let lines: String = called::names().map(|name| format!("- [{name}]({name}.md)\n")).collect();
    example.put("src/SUMMARY.md", &(read("src/SUMMARY.md") + &lines));
    example.run("mdbook build");
    called::have_players(&example, "book/*.html");
    let site = built(&example);
    let stage = site.stage();
    stays_in_its_themes(&site, &stage);
    arrows_outside_turn_pages(&site, &stage);
    reads_as_text_where_all_pages_are_one(&stage);
    site.contents_lead_into_the_player(&stage, "#mdbook-sidebar a[href$='#transcript']");
    site.keeps_the_space(&stage, "*/episode-player.js");
    drop(stage);
    site.is_good_for_readers();
}

/// The surface and the accent are those of each theme, and follow the reader's choice.
#[track_caller]
fn stays_in_its_themes(site: &Built, stage: &Stage) {
    let page = is_ready(stage.open(site.video));
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        page.run::<Value>(
            &format!("document.querySelector('#mdbook-theme-{theme}').click(); return null"),
            vec![],
        );
        let same = "(() => {
            const probe = document.body.appendChild(document.createElement('i'));
            const style = (value) => (probe.style.color = value, getComputedStyle(probe).color);
            const host = getComputedStyle(q('episode-player'));
            const same = ['surface/--bg', 'accent/--links'].every((pair) => {
                const [ours, theirs] = pair.split('/');
                return style(host.getPropertyValue('--episode-' + ours)) === style(`var(${theirs})`);
            });
            probe.remove();
            return same && host.getPropertyValue('--episode-sticky-top').trim() === '50px';
        })()";
        page.wait_for(&format!("the colours of {theme}"), same);
    }
}

/// Outside of the player, the book's keys are the book's.
#[track_caller]
fn arrows_outside_turn_pages(site: &Built, stage: &Stage) {
    let page = is_ready(stage.open(site.video));
    page.run::<Value>("document.querySelector('h1 a').focus(); return null", vec![]);
    page.press("\u{E014}");
    page.wait_for("the next page", &format!("location.pathname === '{}'", site.sound));
}

/// The page that prints the book has all episodes: it loads no player.
#[track_caller]
fn reads_as_text_where_all_pages_are_one(stage: &Stage) {
    let page = stage.open("/guide/print.html");
    let text: String = page.eval("document.querySelector('main').innerText");
    for part in ["The moon pulls the sea", "A harbour needs deep water"] {
        assert!(text.contains(part), "{text}");
    }
    assert!(!text.contains("youtube:"), "front matter is no text: {text}");
    assert!(page.eval::<bool>("document.readyState === 'complete' && !customElements.get('episode-player')"));
}

#[test]
fn an_error_of_a_page_fails_mdbook_with_its_place() {
    let example = Example::new("mdbook");
    let page = std::fs::read_to_string(example.path(PAGE)).expect("it is there");
    example.put(PAGE, &page.replace("aqz-KE-bpKQ", "aqz"));
    let output = example.command("mdbook build").output().expect("mdBook starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("error: src/podcast/tides.md:4:3: \"aqz\" is not a YouTube video id"), "{said}");
}
