//! Astro without Starlight: under a path, with `unified()`, view transitions, and an episode of front matter and captions.

use std::net::TcpStream;

use e2e::apps::{free_port, said};

use crate::reader::{Built, is_ready};
use crate::support::Example;

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "astro",
        output: example.path("dist"),
        base: "/guide/",
        video: "/guide/episodes/tides/",
        sound: "/guide/podcast/harbours/",
        sentence: "The moon pulls the sea, and the sea follows it around the earth.",
        dark: "document.documentElement.classList.add('dark')",
    }
}

#[test]
fn astro_pages_have_the_player_across_view_transitions() {
    let example = Example::new("astro");
    let output = example.run("astro build");
    let said = said(&output);
    assert!(!said.contains("[episode-player]"), "these pages have no faults: {said}");
    let site = built(&example);
    site.is_good_for_readers();
    the_router_keeps_the_page(&site);

    // Captions beside a page change its episode, though Astro keeps the page that did not change.
    let captions = "src/content/podcast/harbours/transcript.srt";
    let text = std::fs::read_to_string(example.path(captions)).expect("the example has it");
    example.put(captions, &text.replace("four hours", "five hours"));
    example.run("astro build");
    let stage = site.stage();
    let page = is_ready(stage.open(site.sound));
    page.wait_for("the transcript has it", "q('.turn').textContent.includes('five hours')");
    page.wait_for("the page has it", "q('episode-player').textContent.includes('five hours')");
    let left = std::fs::read_dir(example.path("dist/_astro/episodes")).expect("they are there").count();
    assert_eq!(left, 2, "one file for each episode");
}

/// `ClientRouter` puts another page into the present one: the player of the page before is silent, and the next one starts.
fn the_router_keeps_the_page(site: &Built) {
    let stage = site.stage();
    let page = is_ready(stage.open(site.sound));
    page.run::<()>("window.isSame = true", vec![]);
    page.q(".play").click();
    page.wait_for("the sound plays", "q('audio').currentTime > 0.3 && (window.first = q('audio'))");
    page.link("Tides").click();
    page.wait_for(
        "the other page is there",
        &format!("location.pathname === '{}' && window.isSame", site.video),
    );
    is_ready(page);
    page.wait_for("the first sound is silent", "first.paused");
    page.q(".play").click();
    page.wait_for("the video plays", "q('episode-player').currentTime > 0.5");
    page.run::<()>("history.back()", vec![]);
    page.wait_for(
        "the page before is there",
        &format!("location.pathname === '{}' && window.isSame", site.sound),
    );
    is_ready(page);
    assert_eq!(page.eval::<usize>("document.querySelectorAll('episode-player, iframe').length"), 1);
}

#[test]
fn astro_serves_a_page_while_it_is_written() {
    let example = Example::variant("astro", "-dev");
    let port = free_port();
    let _server = example.start(&format!("astro dev --host 127.0.0.1 --port {port}"));
    let site = built(&example);
    let stage = site.stage();
    // The sound is on the other server.
    stage.expect_console("episode.mp3");
    let page = stage.page();
    page.wait_until("the server answers", || TcpStream::connect(("127.0.0.1", port)));
    let change = |file: &str, before: &str, after: &str| {
        let text = std::fs::read_to_string(example.path(file)).expect("the example has it");
        example.put(file, &text.replace(before, after));
        format!("q('.player')?.textContent.includes('{after}')")
    };
    for (path, file, before, after) in [
        (site.video, "src/pages/episodes/tides.md", "follows it", "runs after it"),
        (site.sound, "src/content/podcast/harbours/index.md", "without docks", "of mud"),
    ] {
        is_ready(page.go(&format!("http://127.0.0.1:{port}{path}")));
        page.wait_for("the player has the change", &change(file, before, after));
    }
    // Astro may have the browser reload before it has written what it keeps of its pages.
    let is_there = change("src/content/podcast/harbours/transcript.srt", "four hours", "five hours");
    page.wait_until("the player has the change after a reload", || {
        page.reload();
        is_ready(page);
        if page.eval(&is_there) { Ok(()) } else { Err("it has not") }
    });
}
