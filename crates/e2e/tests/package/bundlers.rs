//! One page, built by each bundler as it is installed, without a file of configuration.

use std::net::TcpStream;

use e2e::Stage;
use e2e::apps::free_port;

use crate::support::{App, CLASSIC, MODULE, POLICY, Running, dist, page, plays};

const SCRIPT: &str = "import 'episode-player';\n";

#[test]
fn vite_builds_it() {
    let app = App::of_page(SCRIPT, MODULE);
    app.run("vite build --outDir out");
    let stage = Stage::new();
    plays(app.open(&stage));
}

#[test]
fn vite_serves_it_while_a_page_is_written() {
    let app = App::of_page(SCRIPT, MODULE);
    for name in ["episode.json", "episode.mp3"] {
        let to = app.path("public/demo").join(name);
        std::fs::create_dir_all(app.path("public/demo")).expect("a folder can be made");
        std::fs::copy(dist().join("demo").join(name), to).expect("the demo is there");
    }
    let port = free_port();
    let mut vite = app.command(&format!("vite --host 127.0.0.1 --strictPort --port {port}"));
    let _server = Running(vite.spawn().expect("Vite starts"));
    let stage = Stage::new();
    // The browser asks for it of itself.
    stage.expect_console("favicon.ico");
    let page = stage.page();
    page.wait_until("Vite answers", || TcpStream::connect(("127.0.0.1", port)));
    plays(page.go(&format!("http://127.0.0.1:{port}/")));
}

#[test]
fn webpack_builds_it() {
    let app = App::of_page(SCRIPT, CLASSIC);
    app.run("webpack --mode production --entry ./main.js --output-path out");
    app.put("out/index.html", &page(CLASSIC));
    let stage = Stage::new();
    plays(app.open(&stage));
}

#[test]
fn rspack_builds_it() {
    let app = App::of_page(SCRIPT, CLASSIC);
    app.run("rspack build --mode production --entry ./main.js --output-path out");
    app.put("out/index.html", &page(CLASSIC));
    let stage = Stage::new();
    plays(app.open(&stage));
}

#[test]
fn parcel_builds_it() {
    let app = App::of_page(SCRIPT, MODULE);
    app.run("parcel build index.html --dist-dir out --no-cache");
    let stage = Stage::new();
    // Parcel writes an import map into the page.
    plays(app.open_under(&stage, &POLICY.replace("script-src", "script-src 'unsafe-inline'")));
}

/// esbuild does not follow `new URL(…, import.meta.url)`: the page gives the address.
#[test]
fn esbuild_builds_it_with_the_address_of_the_webassembly_file() {
    let script = "import { configure } from 'episode-player';\n\
        import wasm from 'episode-player/episode-player.wasm';\n\
        configure({ wasm: new URL(wasm, import.meta.url) });\n";
    let app = App::of_page(script, MODULE);
    app.run("esbuild main.js --bundle --format=esm --splitting --loader:.wasm=file --outdir=out");
    app.put("out/index.html", &page(MODULE));
    let stage = Stage::new();
    plays(app.open(&stage));
}

/// What an author sees who forgot the address, and a reader whose connection breaks.
#[test]
fn a_failure_while_it_loads_is_told_in_its_place_and_another_try_succeeds() {
    let app = App::of_page(SCRIPT, MODULE);
    app.run("vite build --outDir out");
    let wasm = std::fs::read_dir(app.path("out/assets")).expect("Vite makes it").flatten();
    let wasm = wasm.map(|file| file.file_name().to_string_lossy().into_owned());
    let wasm = format!(
        "/assets/{}",
        wasm.into_iter()
            .find(|name| name.starts_with("episode-player_bg") && name.ends_with(".wasm"))
            .expect("it is there")
    );
    let stage = Stage::new();
    stage.expect_console("wasm");
    stage.site.fail(&wasm, 500);
    let page = app.open(&stage);
    page.wait_for("it is told", "q('[role=alert]')?.textContent.includes('could not be loaded')");
    stage.site.recover(&wasm);
    page.q("[role=alert] button").click();
    plays(page);
}

/// Two ways to have it without a bundler: the folder to copy, by a classic script, on a site's sub-path.
#[test]
fn the_folder_to_copy_works_by_a_classic_script() {
    let stage = Stage::new();
    stage.site.mount("/some/where/", dist().join("static"));
    let tag = "<script src=\"/some/where/episode-player/episode-player.classic.js\"></script>";
    stage.site.put("/index.html", page(tag));
    plays(stage.open("/index.html"));
}
