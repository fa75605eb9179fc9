//! "Start in one minute", as its reader follows it.

use e2e::{Options, Stage};

use crate::reader::is_ready;
use crate::support::{Example, root};

#[test]
fn the_steps_for_an_empty_folder_lead_to_a_page_with_the_player() {
    let page = std::fs::read_to_string(root().join("site/start.md")).expect("the site has this page");
    let (_, steps) = page.split_once("## In an empty folder").expect("it has these steps");
    let folder = Example::empty("start");
    folder.put("042.md", block(steps, "md"));
    folder.put("index.html", block(steps, "html"));
    let commands = block(steps, "sh");
    let rest = commands.strip_prefix("npm install episode-player\n").expect("this is the first step");
    folder.run(&format!("set -e\n{rest}"));

    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.mount("/", folder.path(""));
    let page = is_ready(stage.open("/"));
    page.wait_for("it has all turns and chapters", "qa('.turn').length === 3 && qa('.chapter').length === 2");
    page.q(".play").click();
    page.wait_for("the video plays", "q('episode-player').currentTime > 0.5");
    page.screenshot("site-project-start");
}

/// The code of the first block in a language.
fn block<'a>(text: &'a str, language: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("```{language}\n")).expect("there is such a block");
    rest.split_once("```").expect("it ends").0
}
