//! "Start in one minute", as its reader follows it.

use e2e::{Options, Stage};

use crate::reader::is_ready;
use crate::support::{Example, blocks, root};

#[test]
fn the_steps_for_an_empty_folder_lead_to_a_page_with_the_player() {
    let page = std::fs::read_to_string(root().join("site/start.md")).expect("the site has this page");
    let (_, steps) = page.split_once("## In an empty folder").expect("it has these steps");
    let folder = Example::empty("start");
    folder.put("042.md", &blocks(steps, "md")[0]);
    folder.put("index.html", &blocks(steps, "html")[0]);
    let commands = &blocks(steps, "sh")[0];
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
