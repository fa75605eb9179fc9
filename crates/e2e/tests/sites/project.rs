//! The project's own site: a page becomes an episode in the browser, and its pages say what is so.

use std::sync::LazyLock;

use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::support::{Example, root};

/// A page without a problem.
const PAGE: &str = "# Low water\n\n**Speakers**: Ada & Bo\n\n<iframe src=\"https://www.youtube.com/embed/aqz-KE-bpKQ\"></iframe>\n\n\
    ## Synopsis\n\nWhen the sea is away.\n\n## Chapters\n\n- 00:00 - Away\n- 00:30 - Back\n\n\
    ## Transcript\n\n**Ada**: At low water you can walk to the island.\n\n**Bo**: And how do I come back?\n";
const CAPTIONS: &str = "WEBVTT\n\n00:02.000 --> 00:05.000\nat low water you can walk to the island\n\n\
    00:41.000 --> 00:43.000\nand how do i come back\n";

/// The site as it is built, once for all tests.
fn built() -> &'static Example {
    static BUILT: LazyLock<Example> = LazyLock::new(|| {
        let example = Example::project();
        example.run("npm run --silent build");
        example
    });
    &BUILT
}

/// A browser and a server with the site.
pub(crate) fn stage() -> Stage {
    let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
    stage.site.mount("/", built().path(".vitepress/dist"));
    stage.site.policy_of_all("");
    stage
}

#[test]
fn a_page_becomes_an_episode_in_the_browser_and_nothing_leaves_it() {
    let stage = stage();
    let page = stage.open("/try.html");
    paste(page, PAGE, CAPTIONS);
    page.wait_for("the player has both turns", "qa('.turn').length === 2");
    page.q("p.status").wait_for("it is said", "element.textContent.includes('with no problems')");
    let times: Vec<String> = page.eval("qa('.turn .who').map((name) => name.dataset.at)");
    assert_eq!(times, ["00:02", "00:41"], "the times are those of the captions");
    page.screenshot("site-project-try");

    saves(page, built());
    shows_problems_with_their_places(page);
    shows_why_there_is_no_episode(page);

    assert_eq!(stage.embed.asked().len(), 0, "asked: {:?}", stage.embed.asked());
    assert!(stage.elsewhere.requests().is_empty());
    refuses_to_send(&stage, page);
}

/// Puts texts into the fields, as a paste does, and makes the episode.
fn paste(page: Page<'_>, text: &str, captions: &str) {
    page.by_role("textbox", "Page, in Markdown or MDX").fill(text);
    page.by_role("textbox", "Captions, if there are any").fill(captions);
    page.button("Make the episode").click();
}

/// The JSON that the reader saves is the one that is shown.
fn saves(page: Page<'_>, example: &Example) {
    let folder = example.path("saved");
    page.cdp("Browser.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": folder }));
    page.link("Save page.json").click();
    let saved: Value = page.wait_until("the file is saved", || {
        let text = std::fs::read_to_string(folder.join("page.json")).map_err(|error| error.to_string())?;
        serde_json::from_str(&text).map_err(|error| error.to_string())
    });
    assert_eq!(saved["title"], "Low water");
    assert_eq!(saved["transcript"]["turns"].as_array().map(Vec::len), Some(2), "{saved}");
}

/// A problem has its line and column, and leads to the text in the field.
fn shows_problems_with_their_places(page: Page<'_>) {
    // Before it is a letter that has two bytes, and a pair of surrogates.
    paste(page, &PAGE.replace("When", "É 🌊 [When](javascript:x)"), CAPTIONS);
    page.button("page.md:9:5").click();
    let selected: String = page
        .eval("((area) => area.value.slice(area.selectionStart, area.selectionEnd))(document.activeElement)");
    assert_eq!(selected, "[When](javascript:x)");
    page.q(".problems li")
        .wait_for("it says what is wrong", "element.textContent.includes('is not allowed')");
}

/// Captions without a cue are no episode: the player is not shown.
fn shows_why_there_is_no_episode(page: Page<'_>) {
    paste(page, "", "WEBVTT\n\n00:01.000 --> 00:99.000\nhello\n");
    page.button("captions:3:1").wait();
    page.q("p.status").wait_for("it is said", "element.textContent.startsWith('There is no episode')");
    page.q("episode-player").wait_gone();
}

/// The page's policy forbids what no script of it does.
fn refuses_to_send(stage: &Stage, page: Page<'_>) {
    stage.expect_console("Content Security Policy");
    let sent: bool = page.run(
        "return fetch(arguments[0], { method: 'POST', mode: 'no-cors', body: 'x' }).then(() => true, () => false)",
        vec![json!(stage.elsewhere.url("/"))],
    );
    assert!(!sent, "the policy lets data leave");
}

/// Links of all pages, to pages, to headings in them, and to files.
#[test]
fn no_link_of_the_project_site_is_dead() {
    const DEAD: &str = "
        const load = async (path) => {
            const answer = await fetch(path);
            const isPage = answer.headers.get('content-type')?.startsWith('text/html');
            const page = isPage && new DOMParser().parseFromString(await answer.text(), 'text/html');
            return { ok: answer.ok, page };
        };
        const loaded = new Map();
        const get = (path) => loaded.get(path) ?? loaded.set(path, load(path)).get(path);
        const dead = [];
        let count = 0;
        for (const path of pages) {
            const { page } = await get(path);
            for (const link of page.querySelectorAll('a[href], img[src]')) {
                const url = new URL(link.getAttribute('href') ?? link.getAttribute('src'), new URL(path, location.origin));
                if (url.origin !== location.origin) continue;
                count++;
                const target = await get(url.pathname);
                const id = decodeURIComponent(url.hash.slice(1));
                if (!target.ok || (id && target.page && !target.page.getElementById(id))) dead.push(`${path}: ${url.pathname}${url.hash}`);
            }
        }
        return [count, dead];";
    let folder = built().path(".vitepress/dist");
    let mut pages = Vec::new();
    for (under, prefix) in [("", "/"), ("generators", "/generators/"), ("episodes", "/episodes/")] {
        for entry in std::fs::read_dir(folder.join(under)).expect("the site is built").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            pages.extend((name.ends_with(".html") && name != "404.html").then(|| format!("{prefix}{name}")));
        }
    }
    let stage = stage();
    let page = stage.open("/privacy.html");
    let body = format!("return (async (pages) => {{ {DEAD} }})(arguments[0])");
    let (count, dead): (usize, Vec<String>) = page.run(&body, vec![json!(pages)]);
    assert!(count > 500, "only {count} links on {pages:?}");
    assert!(dead.is_empty(), "{dead:#?}");
}

/// Each example has its pictures in the gallery, and so has Leptos, of the size that the page keeps for them.
#[test]
fn the_gallery_shows_every_example_and_leptos() {
    let stage = stage();
    let page = stage.open("/gallery.html");
    let examples = std::fs::read_dir(root().join("sites")).expect("a folder").flatten();
    let examples = examples.filter(|entry| entry.path().is_dir());
    let names = examples.map(|entry| entry.file_name().to_string_lossy().into_owned());
    for name in names.chain(["leptos".to_owned()]) {
        page.q(&format!("img[src*='/gallery/{name}-']")).wait_count(4);
    }
    page.run::<()>("for (const image of qa('img')) image.loading = 'eager'", vec![]);
    page.wait_for("all are there", "qa('img').every((image) => image.complete)");
    let wrong: Vec<String> = page.eval(
        "qa('.pictures img').filter((image) => image.naturalWidth !== +image.getAttribute('width') || image.naturalHeight !== +image.getAttribute('height') || !image.alt).map((image) => image.src)",
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    page.screenshot("site-project-gallery");
    page.resize(390, 844);
    page.wait_for("nothing is wider than the page", "document.documentElement.scrollWidth <= innerWidth");
    page.screenshot("site-project-gallery-phone");
}

/// Each message of the page on troubleshooting stands in the source of what says it.
#[test]
fn the_messages_of_troubleshooting_are_those_of_the_sources() {
    let said = sources();
    let page =
        std::fs::read_to_string(root().join("site/troubleshooting.md")).expect("the site has this page");
    let cells = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let messages: Vec<&str> = cells.map(|(message, _)| message).collect();
    assert!(messages.len() > 30, "only {} messages were found in the page", messages.len());
    for message in messages {
        for part in message.split('…').map(str::trim).filter(|part| !part.is_empty()) {
            assert!(said.contains(part), "nothing says {part:?}, of {message:?}");
        }
    }
}

/// The texts of all sources that say something to readers and authors, with strings that go on in the next line as one.
fn sources() -> String {
    let mut text = String::new();
    let mut folders = ["src", "npm", "crates"].map(|name| root().join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.extend((!path.ends_with("tests")).then_some(path));
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "js") {
                text += &std::fs::read_to_string(&path).unwrap_or_default();
            }
        }
    }
    let mut lines = text.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |joined, line| joined + line.trim_start())
}
