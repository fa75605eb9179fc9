//! Pages of a site, at its build: the player in them, and the JSON among the site's assets.

use e2e::Stage;

use crate::support::{App, CLASSIC, MODULE, POLICY, page};

/// A page with captions beside it, which a page's front matter calls an episode.
const PAGE: &str = "---\ntitle: How tides work\nepisode: true\n---\n\n# How tides work\n\n\
    <audio controls src=\"/demo/episode.mp3\"></audio>\n\n<Harbour />\n\n## Transcript\n\n\
    **Ada**: The moon pulls it.\n\n**Bo**: Twice a day?\n";
const CAPTIONS: &str =
    "WEBVTT\n\n00:01.000 --> 00:02.000\nThe moon pulls it.\n\n00:05.000 --> 00:06.000\nTwice a day?\n";

/// Makes a module of a page, as a tool for Markdown does; our element's tag is HTML in it.
const AS_MODULE: &str = "`export default ${JSON.stringify(text)};`";

const SCRIPT: &str = "import 'episode-player';\n\
    import tides from './pages/tides.mdx';\n\
    import about from './pages/about.md';\n\
    document.querySelector('episode-player').remove();\n\
    const html = tides.slice(tides.indexOf('<episode-player'));\n\
    document.querySelector('#app').append(document.createRange().createContextualFragment(html + about));\n";

fn app(tag: &str) -> App {
    let app = App::of_page(SCRIPT, tag);
    app.put("pages/tides.mdx", PAGE);
    app.put("pages/tides.vtt", CAPTIONS);
    app.put("pages/about.md", "# About us\n\n<audio src=\"/sea.mp3\"></audio>\n");
    app
}

/// The player shows the page's transcript, timed by the captions, and the other page is as it was.
#[track_caller]
fn shows_the_page(app: &App) {
    let stage = Stage::new();
    stage.expect_console("sea.mp3");
    let page = app.open_under(&stage, POLICY);
    page.text("Twice a day?").wait();
    page.wait_for(
        "the turn has the time of the captions",
        "q('episode-player').shadowRoot && qa('.turn').length === 2",
    );
    let html: String = page.eval("document.querySelector('#app').innerHTML");
    assert!(!html.contains("episode.mp3") && html.contains("sea.mp3"), "{html}");
}

#[test]
fn vite_puts_the_player_into_the_pages_that_are_episodes() {
    let app = app(MODULE);
    let config = format!(
        "import episodePlayer from 'episode-player/vite';\n\
         const markdown = {{ name: 'markdown', transform: (text, id) => (/\\.mdx?$/.test(id) ? {AS_MODULE} : undefined) }};\n\
         export default {{ plugins: [markdown, episodePlayer()] }};\n"
    );
    app.put("vite.config.js", &config);
    app.run("vite build --outDir out");
    shows_the_page(&app);
}

#[test]
fn webpack_and_rspack_put_the_player_into_the_pages_that_are_episodes() {
    for tool in ["webpack", "rspack build"] {
        let app = app(CLASSIC);
        app.put("markdown.js", &format!("export default (text) => {AS_MODULE};\n"));
        app.put(
            "config.mjs",
            "export default { mode: 'production', entry: './main.js', output: { path: import.meta.dirname + '/out', publicPath: '/' },\n\
             module: { rules: [{ test: /\\.mdx?$/, use: ['./markdown.js', 'episode-player/loader'] }] } };\n",
        );
        app.run(&format!("{tool} --config config.mjs"));
        app.put("out/index.html", &page(CLASSIC));
        shows_the_page(&app);
    }
}

#[test]
fn an_error_of_a_page_fails_the_build_with_its_place() {
    let app = app(MODULE);
    app.put(
        "vite.config.js",
        "import episodePlayer from 'episode-player/vite';\nexport default { plugins: [episodePlayer()] };\n",
    );
    app.put(
        "pages/tides.mdx",
        "---\nepisode:\n  youtube: [unclosed\n---\n\n## Transcript\n\n**Ada**: Hello.\n\n**Bo**: Hi.\n",
    );
    let output = app.command("vite build --outDir out").output().expect("Vite starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("tides.mdx:"), "{said}");
}

#[test]
fn mdx_puts_the_player_into_the_pages_that_are_episodes() {
    let app = app(MODULE);
    // As sites do that read the front matter themselves.
    let script = r####"
        import { readFileSync, readdirSync } from "node:fs";
        import { evaluate } from "@mdx-js/mdx";
        import { createElement } from "react";
        import { renderToString } from "react-dom/server";
        import * as runtime from "react/jsx-runtime";
        import episodePlayer from "episode-player/remark";
        const html = async (path) => {
            const value = readFileSync(path, "utf8").replace(/^---[^]*?---\n/, "");
            const { default: Page } = await evaluate({ path, value }, { ...runtime, remarkPlugins: [episodePlayer] });
            return renderToString(createElement(Page, { components: { Harbour: () => "The harbour." } }));
        };
        const [page, about] = [await html("pages/tides.mdx"), await html("pages/about.md")];
        const [json] = readdirSync("public/episodes");
        console.log(JSON.stringify({ page, about, json, episode: JSON.parse(readFileSync("public/episodes/" + json, "utf8")) }));"####;
    let said: serde_json::Value = serde_json::from_str(&app.node(script)).expect("it prints JSON");
    let page = said["page"].as_str().expect("a page");
    let json = said["json"].as_str().expect("a name");
    let (before, inside) =
        page.split_once(&format!("<episode-player src=\"/episodes/{json}\">")).expect("the player");
    assert!(before.contains("<h1>How tides work</h1>") && before.contains("The harbour."), "{page}");
    assert!(inside.contains("<h2>Transcript</h2>") && !page.contains("<audio"), "{page}");
    assert!(said["about"].as_str().is_some_and(|about| !about.contains("episode-player")), "{said}");
    assert_eq!(said["episode"]["transcript"]["timing"], "captions");
}

#[test]
fn a_build_of_a_site_does_not_wait_for_the_disk_at_each_page() {
    let app = app(MODULE);
    let script = r####"
        import { readFileSync } from "node:fs";
        import { WASI } from "node:wasi";
        let syncs = 0;
        const { getImportObject } = WASI.prototype;
        WASI.prototype.getImportObject = function () {
            const { wasi_snapshot_preview1: system } = getImportObject.call(this);
            const { fd_sync } = system;
            const counted = { ...system, fd_sync: (...args) => ((syncs += 1), fd_sync(...args)) };
            return { wasi_snapshot_preview1: counted };
        };
        const { wrapPage } = await import("episode-player/node");
        const { episode } = wrapPage(readFileSync("pages/tides.mdx", "utf8"), { name: "tides.mdx" });
        const atBuild = syncs;
        process.argv.splice(2, Infinity, "import", "pages/tides.mdx", "-o", "tides.json", "--quiet");
        await import("./node_modules/episode-player/episode.js");
        console.log(JSON.stringify({ title: episode.title, atBuild, byCommand: syncs - atBuild }));"####;
    // Node.js calls its WASI an experiment.
    app.put("quiet.mjs", script);
    let output = app.run("node --no-warnings quiet.mjs");
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    assert_eq!(said["title"], "How tides work");
    assert_eq!(said["atBuild"], 0, "its files are read and deleted at once");
    assert!(
        said["byCommand"].as_u64() > Some(0),
        "what the command writes is on the disk when it ends: {said}"
    );
}
