//! What is in the package, and what it does in Node.js.

use serde_json::{Value, json};

use crate::support::{App, tarball};

#[test]
fn publint_has_nothing_to_say() {
    let app = App::new();
    let said = app.run("publint --strict node_modules/episode-player");
    assert!(String::from_utf8_lossy(&said.stdout).contains("All good!"), "{said:?}");
}

#[test]
fn its_types_are_found_by_each_way_of_resolution() {
    let app = App::new();
    // A module of today for tools of today, and a file that is no code.
    let tarball = tarball();
    app.run(&format!(
        "attw {} --profile esm-only --exclude-entrypoints talk.wasm episode-player.wasm quick-start.wasm search.wasm episode.wasm page.css kept-space.css starlight.css vitepress.css custom-elements.json episode-v1.schema.json",
        tarball.display()
    ));
}

#[test]
fn it_is_installed_into_an_empty_folder_and_runs_no_script_there() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let npm = |line: &[&str]| {
        let mut npm = std::process::Command::new("npm");
        let output = npm.args(line).current_dir(folder.path()).output().expect("npm is there");
        assert!(output.status.success(), "{line:?}: {output:?}");
        String::from_utf8(output.stdout).expect("npm prints text")
    };
    let tarball = tarball();
    npm(&["install", "--offline", "--no-audit", "--no-fund", tarball.to_str().expect("its path is text")]);
    assert!(npm(&["exec", "--offline", "--", "episode", "--version"]).starts_with("episode "));
    let modules = folder.path().join("node_modules");
    let names: Vec<_> =
        std::fs::read_dir(&modules).expect("it is installed").flatten().map(|e| e.file_name()).collect();
    assert!(
        names.iter().all(|name| name == "episode-player" || name == ".bin" || name == ".package-lock.json"),
        "{names:?}"
    );
    let manifest = std::fs::read(modules.join("episode-player/package.json")).expect("it is there");
    let manifest: Value = serde_json::from_slice(&manifest).expect("it is JSON");
    assert_eq!(
        (&manifest["version"], &manifest["scripts"]),
        (&json!(env!("CARGO_PKG_VERSION")), &Value::Null)
    );
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "THIRD-PARTY.txt", "custom-elements.json", "README.md"] {
        assert!(modules.join("episode-player").join(name).is_file(), "{name} is not there");
    }
}

#[test]
fn on_a_server_the_element_does_nothing_and_throws_nothing() {
    let app = App::new();
    let names = "import * as all from 'episode-player';\n\
        all.configure({ wasm: '/elsewhere.wasm' });\n\
        console.log(Object.keys(all).join(), typeof globalThis.customElements);";
    assert_eq!(app.node(names), "configure undefined\n");
    assert_eq!(app.node("import 'episode-player/vue'; import 'episode-player/svelte';"), "");
}

#[test]
fn the_importer_the_checker_and_the_exporter_are_functions() {
    let app = App::new();
    let script = r####"
        import { importPage, wrapPage, checkEpisode, exportEpisode } from "episode-player/node";
        const page = "# Tides\n\n## Chapters\n\n- 0:00 Ebb\n- 0:10 Flow\n\n## Transcript\n\n**Ada**: The sea comes.\n\n**Bo**: It goes.\n";
        const captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nThe sea comes.\n\n00:11.000 --> 00:12.000\nIt goes.\n";
        const german = "WEBVTT\n\n00:01.000 --> 00:02.000\nDas Meer kommt.\n\n00:11.000 --> 00:12.000\nEs geht.\n";
        const { episode, problems } = importPage(page, { name: "042-tides.md", captions });
        let refused, untimed;
        try { importPage(page, { captions: "# Tides" }); } catch (error) { refused = error.message; }
        try { exportEpisode({ title: "Tides" }, "vtt"); } catch (error) { untimed = error.message; }
        console.log(JSON.stringify({
            title: episode.title, id: episode.id, timing: episode.transcript.timing,
            severities: problems.map((problem) => problem.severity),
            valid: checkEpisode(episode).filter((fault) => fault.severity === "error"), faults: checkEpisode({ title: "Tides", chapters: [{ start: "1:99", title: "Ebb" }] }),
            broken: checkEpisode("{").length,
            text: exportEpisode(episode, "text"), vtt: exportEpisode(episode, "vtt").split("\n")[0],
            refused, untimed,
            german: exportEpisode(importPage(page, { captions, translations: { de: german } }).episode, "text", { language: "de" }),
            wrapped: wrapPage(page, { captions, translations: { de: german } }).episode?.translations?.length,
        }));"####;
    let said: Value = serde_json::from_str(&app.node(script)).expect("it prints JSON");
    assert_eq!(
        (&said["title"], &said["id"], &said["timing"]),
        (&json!("Tides"), &json!("042-tides"), &json!("captions"))
    );
    assert_eq!((&said["valid"], &said["broken"], &said["vtt"]), (&json!([]), &json!(1), &json!("WEBVTT")));
    assert_eq!(said["faults"][0]["path"], "chapters[0].start", "{said}");
    assert!(said["text"].as_str().is_some_and(|text| text.contains("The sea comes.")), "{said}");
    assert!(said["refused"].as_str().is_some_and(|text| text.contains("cannot read captions")), "{said}");
    assert_eq!(said["german"], "Ada: Das Meer kommt.\n\nBo: Es geht.\n");
    assert_eq!(said["wrapped"], 1);
    assert!(said["untimed"].as_str().is_some_and(|text| text.contains("no transcript")), "{said}");
}

#[test]
fn a_page_gets_the_player_by_a_function() {
    let app = App::new();
    let script = r####"
        import { wrapPage } from "episode-player/node";
        const page = '# Tides\n\n<iframe src="https://www.youtube.com/embed/aaaaaaaaaaa"></iframe>\n\n## Transcript\n\n**Ada**: It comes.\n\n**Bo**: It goes.\n';
        const captions = "WEBVTT\n\n00:01.000 --> 00:02.000\nIt comes.\n\n00:11.000 --> 00:12.000\nIt goes.\n";
        const wrapped = wrapPage(page, { name: "tides.mdx", src: "/e/tides.json", captions });
        const about = wrapPage("# About\n");
        console.log(JSON.stringify({ ...wrapped, about }));"####;
    let said: Value = serde_json::from_str(&app.node(script)).expect("it prints JSON");
    let page = said["page"].as_str().expect("a page");
    assert!(page.contains("<episode-player src=\"/e/tides.json\">") && !page.contains("<iframe"), "{page}");
    assert_eq!(said["episode"]["transcript"]["timing"], "captions");
    assert_eq!((&said["about"]["page"], &said["about"]["episode"]), (&json!("# About\n"), &Value::Null));
}
