//! A small page in each framework: the episode as an object, another one later, and an event, without a declaration of
//! types of the page's own.

use std::path::Path;

use e2e::{Page, Stage};

use crate::support::{App, MODULE, POLICY, path, plays};

/// The page's files are in `apps`.
macro_rules! put {
    ($app:ident, $folder:literal: $($name:literal)*) => {
        $app.put("episodes.js", include_str!("apps/episodes.js"));
        $($app.put($name, include_str!(concat!("apps/", $folder, "/", $name)));)*
    };
}

/// What every page does: the first episode plays and tells of its chapter, and another one takes its place.
fn is_alive(page: Page<'_>) {
    page.wait_for("the first episode is there", "q('.card-title')?.textContent === 'First'");
    assert!(page.eval::<bool>("q('episode-player').className === 'wide'"));
    plays(page);
    page.wait_for("the event was heard", "q('output').textContent === 'Flow'");
    page.q("#next").click();
    page.wait_for("the second episode is there", "q('.card-title')?.textContent === 'Second'");
}

/// The app of React: the page's, or on a page that the server rendered.
fn react(version: u8, is_rendered: bool) {
    let start = if is_rendered {
        "import { hydrateRoot } from 'react-dom/client';\nhydrateRoot(document.getElementById('app'), app);\n"
    } else {
        "import { createRoot } from 'react-dom/client';\ncreateRoot(document.getElementById('app')).render(app);\n"
    };
    let app = App::of_page(&format!("import {{ app }} from './app.js';\n{start}"), MODULE);
    put!(app, "react": "app.js" "types.tsx");
    if version == 18 {
        of_react_18(&app);
    }
    let rendered = if is_rendered {
        app.node("import { renderToString } from 'react-dom/server';\nimport { app } from './app.js';\nprocess.stdout.write(renderToString(app));")
    } else {
        String::new()
    };
    assert_eq!(rendered.contains("The text of the page."), is_rendered);
    app.put(
        "index.html",
        &without_player().replace("<div id=\"app\">", &format!("<div id=\"app\">{rendered}")),
    );
    app.run("vite build --outDir out");
    let stage = Stage::new();
    is_alive(app.open(&stage));
    app.run(
        "tsc --noEmit --strict --jsx react-jsx --target es2022 --module preserve --skipLibCheck types.tsx",
    );
}

fn of_react_18(app: &App) {
    for name in ["react", "react-dom", "@types/react"] {
        let link = app.path("node_modules").join(name);
        std::fs::create_dir_all(link.parent().expect("it is in a folder")).expect("a folder can be made");
        std::os::unix::fs::symlink(path("E2E_REACT_18").join(Path::new(name)), link)
            .expect("a link can be made");
    }
}

#[test]
fn react_18_has_it_as_a_component() {
    react(18, false);
}

#[test]
fn react_19_has_it_as_a_component() {
    react(19, false);
}

#[test]
fn react_18_hydrates_a_page_with_it() {
    react(18, true);
}

#[test]
fn react_19_hydrates_a_page_with_it() {
    react(19, true);
}

#[test]
fn vue_has_it_in_a_template() {
    let script =
        "import { createApp } from 'vue';\nimport App from './App.vue';\ncreateApp(App).mount('#app');\n";
    let app = App::of_page(script, MODULE);
    app.put("index.html", &without_player());
    put!(app, "vue": "App.vue" "vite.config.js" "tsconfig.json");
    app.run("vue-tsc --noEmit --project tsconfig.json");
    app.run("vite build --outDir out");
    let stage = Stage::new();
    is_alive(app.open(&stage));
}

#[test]
fn svelte_has_it_in_a_template() {
    let script = "import { mount } from 'svelte';\nimport App from './App.svelte';\n\
        mount(App, { target: document.getElementById('app') });\n";
    let app = App::of_page(script, MODULE);
    app.put("index.html", &without_player());
    put!(app, "svelte": "App.svelte" "vite.config.js" "tsconfig.json");
    app.run("svelte-check --tsconfig tsconfig.json");
    app.run("vite build --outDir out");
    let stage = Stage::new();
    is_alive(app.open(&stage));
}

#[test]
fn angular_has_it_in_a_template() {
    let app = App::of_page("", MODULE);
    app.put("index.html", &without_player().replace("./main.js", "./compiled/main.js"));
    put!(app, "angular": "app.ts" "main.ts" "tsconfig.json");
    app.run("ngc --project tsconfig.json");
    app.run("vite build --outDir out");
    let stage = Stage::new();
    // For what links Angular's packages when the page starts, not for the player.
    let policy = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'");
    is_alive(app.open_under(&stage, &policy));
}

/// The page of the other tests has a player in HTML; here the framework has it.
fn without_player() -> String {
    crate::support::page(MODULE).replace("<episode-player src=\"/demo/episode.json\"></episode-player>\n", "")
}
