//! Docusaurus: with Rspack and React 19, with webpack and React 18, its server for development, and pages of a real show.

use std::net::TcpStream;
use std::process::Command;

use e2e::Stage;
use e2e::apps::{free_port, said};
use serde_json::Value;

use crate::reader::{Built, is_ready};
use crate::show;
use crate::support::{Example, variable};

const TIDES: &str = "docs/episodes/tides.mdx";
const HARBOURS: &str = "docs/episodes/harbours.md";
const SENTENCE: &str = "The moon pulls the sea, and the sea follows it around the earth.";

fn read(example: &Example, name: &str) -> String {
    std::fs::read_to_string(example.path(name)).expect("the example has it")
}

/// Changes a file of the example.
#[track_caller]
fn replace(example: &Example, name: &str, before: &str, after: &str) {
    let text = read(example, name);
    assert!(text.contains(before), "{name} has {before:?}");
    example.put(name, &text.replace(before, after));
}

pub(crate) fn built(example: &Example) -> Built {
    Built {
        name: "docusaurus",
        output: example.path("build"),
        base: "/",
        video: "/tides/",
        sound: "/harbours/",
        sentence: SENTENCE,
        dark: "document.querySelector('.navbar [class*=toggleButton]').click()",
    }
}

#[test]
fn docusaurus_has_the_player_on_the_pages_that_are_episodes() {
    let example = Example::new("docusaurus");
    let said = said(&example.run("docusaurus build"));
    assert!(!said.contains("WARNING"), "{said}");
    let site = built(&example);
    site.is_good_for_readers();
    let stage = site.stage();
    site.contents_lead_into_the_player(&stage, ".table-of-contents a[href='#transcript']");
    an_anchor_of_another_page_leads_into_the_player(&stage);
    the_sites_own_parts_stay(&stage);
    site.keeps_the_space(&stage, "*/assets/js/*");
    // What the cache has of the first build, the second one writes again.
    std::fs::remove_dir_all(example.path("build")).expect("the first build is there");
    example.run("docusaurus build");
    is_ready(site.stage().open(site.video));
    an_error_fails_the_build_with_its_place(&example);
}

fn an_error_fails_the_build_with_its_place(example: &Example) {
    replace(example, HARBOURS, "flat bottoms.", &"and on. ".repeat(300_000));
    let output = example.command("docusaurus build").output().expect("Docusaurus starts");
    let said = said(&output);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains("docs/episodes/harbours.md:1:1: the page has 24"), "{said}");
}

/// By the site's router, which the page before stays with.
fn an_anchor_of_another_page_leads_into_the_player(stage: &Stage) {
    let page = is_ready(stage.open("/harbours/"));
    page.run::<Value>(
        "window.isSame = true; document.querySelector('a[href=\"/tides#in-short\"]').click(); return null",
        vec![],
    );
    page.wait_for("the other page is there", "location.pathname === '/tides' && window.isSame");
    is_ready(page);
    page.wait_for(
        "its panel is shown",
        "q('[role=tab][aria-selected=true]').textContent.startsWith('Notes')",
    );
}

/// Its component is alive and outside of the player, and links are its routes.
fn the_sites_own_parts_stay(stage: &Stage) {
    let page = is_ready(stage.open("/tides/"));
    page.wait_for("it is outside", "!q('.moon').closest('episode-player')");
    page.q(".moon").click();
    page.wait_for("it reacts", "q('.moon').textContent.includes('🌓')");
    page.tab("Notes").click();
    let links: Vec<String> = page.eval("qa('[role=tabpanel]:not([hidden]) a').map((link) => link.pathname)");
    assert_eq!(links[0], "/harbours", "{links:?}");
    assert!(links[1].starts_with("/assets/episodes/tides.") && links[1].ends_with(".csv"), "{links:?}");
    assert!(stage.site.read(&links[1]).is_some_and(|table| table.starts_with(b"time,metres")));
}

#[test]
fn docusaurus_with_webpack_and_react_18_under_a_path() {
    let example = Example::variant("docusaurus", "-webpack");
    replace(&example, "docusaurus.config.js", "faster: true", "faster: false");
    replace(&example, "docusaurus.config.js", "baseUrl: \"/\"", "baseUrl: \"/guide/\"");
    use_react_18(&example);
    // Which pages are episodes is told by a glob, and a warning by its place.
    replace(
        &example,
        "docusaurus.config.js",
        "\"episode-player/docusaurus\"",
        "[\"episode-player/docusaurus\", { include: \"episodes/*\" }]",
    );
    replace(&example, TIDES, "episode: true\n", "");
    replace(&example, HARBOURS, "episode: true\n", "");
    replace(&example, HARBOURS, "Ada & Bo", "Ada & Bo | **Duration**: 20-30 minutes");
    let said = said(&example.run("docusaurus build"));
    assert_eq!(said.matches("WARNING").count(), 1, "{said}");
    assert!(said.contains("docs/episodes/harbours.md:7:1: the duration"), "{said}");
    let site =
        Built { base: "/guide/", video: "/guide/tides/", sound: "/guide/harbours/", ..built(&example) };
    let stage = site.stage();
    stage.site.mount("/guide/demo/", variable("E2E_DIST").join("demo"));
    let page = is_ready(stage.open(site.sound));
    page.q(".play").click();
    page.wait_for("the sound plays", "q('audio').currentTime > 0.3");
    let page = is_ready(stage.open(site.video));
    assert_eq!(page.eval::<String>("q('[role=tabpanel] a[href*=harbours]').pathname"), "/guide/harbours");
}

/// Puts the React before the latest, of the same packages, in its place.
fn use_react_18(example: &Example) {
    for name in ["react", "react-dom", "scheduler"] {
        let to = example.path("node_modules").join(name);
        std::fs::remove_dir_all(&to).expect("it is installed");
        let from = variable("E2E_REACT_18").join(name);
        let copied = Command::new("cp").arg("-r").arg(from).arg(&to).status();
        assert!(copied.is_ok_and(|status| status.success()), "{name} of React 18 can be copied");
    }
}

#[test]
fn docusaurus_shows_a_change_while_a_page_is_written() {
    let example = Example::variant("docusaurus", "-start");
    let captions = "WEBVTT\n\n00:02.000 --> 00:11.000\nThe moon pulls the water.\n\n00:12.000 --> 00:20.000\n\
        So the water comes to us once a day, when the moon is above?\n";
    example.put("docs/episodes/tides.vtt", captions);
    let port = free_port();
    let _server = example.start(&format!("docusaurus start --no-open --host 127.0.0.1 --port {port}"));
    let stage = built(&example).stage();
    stage.expect_console("favicon.ico");
    let page = stage.page();
    page.wait_until("the server answers", || TcpStream::connect(("127.0.0.1", port)));
    let page = is_ready(page.go(&format!("http://127.0.0.1:{port}/tides")));
    page.run::<Value>("window.isSame = true; return null", vec![]);
    replace(&example, TIDES, SENTENCE, "The moon pulls the water.");
    let has = |text: &str| format!("qa('.turn').some((turn) => turn.textContent.includes('{text}'))");
    page.wait_for("the player shows the change", &has("The moon pulls the water."));
    page.wait_for("the text does", "q('episode-player').textContent.includes('The moon pulls the water.')");
    // Captions beside the page are watched as well.
    replace(&example, "docs/episodes/tides.vtt", "00:02.000", "00:07.000");
    page.wait_for("the player has their times", "qa('.turn')[0]?.outerHTML.includes('00:07')");
    assert!(page.eval::<bool>("window.isSame"), "without loading the page anew");
}

/// A player on each page of a show as its authors wrote it.
#[test]
fn corpus_docusaurus_has_a_player_on_every_page_of_a_real_show() {
    let Some(corpus) = corpus::folder() else { return };
    let pages = corpus.join("episodes").canonicalize().expect("the pages are there");
    let example = Example::variant("docusaurus", "-corpus");
    let config = format!(
        r#"export default {{
  title: "A show", url: "https://show.example.org", baseUrl: "/", future: {{ v4: {{ removeLegacyPostBuildHeadAttribute: true }}, faster: true }},
  onBrokenLinks: "ignore", onBrokenAnchors: "ignore",
  plugins: [["episode-player/docusaurus", {{ include: "episodes/*.md" }}]],
  presets: [["classic", {{ docs: {{ path: {pages:?}, routeBasePath: "/", sidebarPath: "./sidebars.js" }}, blog: false }}]],
}};
"#
    );
    example.put("docusaurus.config.js", &config);
    let sidebars = "export default { tutorialSidebar: [{ type: 'autogenerated', dirName: '.' }] };\n";
    example.put("sidebars.js", sidebars);
    // The components of that site show nothing here.
    example.put("src/components/GitHubButtons.js", "export default () => null;\n");
    example.put(
        "src/theme/MDXComponents.js",
        "import all from '@theme-original/MDXComponents';\nconst none = () => null;\n\
         export default { ...all, GitHubButtons: none, PodcastSubscribeButtons: none };\n",
    );
    let said = said(&example.run("docusaurus build"));
    show::warnings_have_places(said.lines().filter(|line| line.contains("[WARNING]")));
    show::has_a_player_on_each_page(&pages, &example.path("build"));
}
