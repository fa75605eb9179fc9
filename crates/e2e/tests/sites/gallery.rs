//! The pictures of the gallery: the demo of the repository as a page of each example, and in an app of Leptos, light and dark,
//! wide and on a phone.
//! `cargo xtask test sites gallery` takes them, and writes them into `site/public/gallery/`.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};
use e2e::{Options, Page, Stage};
use serde_json::{Value, json};

use crate::reader::Built;
use crate::support::{Example, root, variable};
use crate::{astro, docusaurus, hugo, mdbook, mkdocs, plain, starlight, vitepress, zensical};

/// The names, widths and heights of the screens in CSS pixels, and how many pixels of a picture are one of them:
/// `site/.vitepress/Pictures.vue` has the same.
const SCREENS: [(&str, u32, u32, f64); 2] = [("wide", 1280, 960, 0.75), ("phone", 390, 844, 1.0)];
/// Of WebP: text can be read, and the whole gallery stays below a megabyte.
const QUALITY: u32 = 60;

/// What the reader's system wants.
const CALM: (&str, &str) = ("prefers-reduced-motion", "reduce");
const TITLE: &str = "A page that listens";
/// What the example's page is called, in the page and where others name it.
const TITLE_BEFORE: &str = "How tides work";
/// A figure is said a moment after it.
const TIME: u32 = 160;

macro_rules! pictures {
    ($($test:ident: $site:expr, $page:literal, $build:expr, $built:expr;)*) => {
        $(
            #[test]
            #[ignore = "it writes into the repository: `cargo xtask test sites gallery`"]
            fn $test() {
                let site = $site;
                put_demo(&site, $page);
                site.run($build);
                take_site(&$built(&site));
            }
        )*
    };
}

pictures! {
    gallery_docusaurus: Example::new("docusaurus"), "docs/episodes/tides.mdx", "docusaurus build", docusaurus::built;
    gallery_starlight: Example::new("starlight"), "src/content/docs/episodes/tides.mdx", "astro build", starlight::built;
    gallery_astro: Example::new("astro"), "src/pages/episodes/tides.md", "astro build", astro::built;
    gallery_vitepress: Example::new("vitepress"), "docs/podcast/tides.md", "npm run --silent build", vitepress::built;
    gallery_mdbook: Example::new("mdbook"), "src/podcast/tides.md", "mdbook-episode install && mdbook build", mdbook::built;
    gallery_hugo: Example::new("hugo"), "episodes/tides.md", "npm run --silent build", hugo::built;
    gallery_plain: Example::new("plain"), "episodes/tides.md", "npm run --silent build", plain::built;
}

#[test]
#[ignore = "it writes into the repository: `cargo xtask test sites gallery`"]
fn gallery_mkdocs() {
    take_of_python("mkdocs", &mkdocs::site());
}

#[test]
#[ignore = "it writes into the repository: `cargo xtask test sites gallery`"]
fn gallery_zensical() {
    take_of_python("zensical", &zensical::site());
}

/// The app has the demo, and the mode that the reader's system has.
#[test]
#[ignore = "it writes into the repository: `cargo xtask test sites gallery`"]
fn gallery_leptos() {
    let stage = || {
        let stage = Stage::with(&Options { autoplay: true, ..Options::default() });
        stage.site.mount("/", variable("E2E_LEPTOS_CSR"));
        // Trunk starts the app by a script in the page.
        stage.site.policy_of_all("");
        stage
    };
    let open = |stage: &Stage| {
        // There is a file for the app's first page alone.
        let page = stage.open("/");
        page.q("nav a[href='/player']").click();
    };
    let darken = |page: Page<'_>| page.emulate(&[CALM, ("prefers-color-scheme", "dark")]);
    take("leptos", stage, open, darken);
}

fn take_of_python(name: &'static str, site: &crate::python::Site) {
    put_demo(&site.example, "docs/podcast/tides.md");
    site.build();
    take_site(&site.built(name));
}

/// Writes the demo in place of a page, with the sound that every test's server has, and captions beside it.
fn put_demo(example: &Example, page: &str) {
    let read = |path: &Path| std::fs::read_to_string(path).expect("the file is there");
    rename(&example.path(""));
    let before = read(&example.path(page));
    let (_, demo) = parted(&read(&root().join("demo/episode.md")));
    let (front, body) = parted(&before);
    // What the generator wants to know of the page stays. Where it writes the heading itself, the page has none.
    let front: String = front
        .lines()
        .filter(|line| line.starts_with("slug:") || line.starts_with("layout:"))
        .map(|line| format!("{line}\n"))
        .collect();
    let demo = if body.contains("\n# ") {
        demo
    } else {
        demo.lines().filter(|line| !line.starts_with("# ")).collect::<Vec<_>>().join("\n")
    };
    example
        .put(page, &format!("---\n{front}title: {TITLE}\nepisode:\n  audio: /demo/episode.mp3\n---\n{demo}"));
    let captions = example.path(page).with_extension("vtt");
    let json = root().join("demo/episode.json");
    example.run(&format!("episode export --to vtt --words {} -o {}", json.display(), captions.display()));
}

/// The front matter of a page, and the rest.
fn parted(page: &str) -> (String, String) {
    let (front, body) =
        page.trim_start_matches("---\n").split_once("\n---\n").expect("the page has front matter");
    (front.to_owned(), body.to_owned())
}

/// Gives the page its title in navigation and configuration, too.
fn rename(folder: &Path) {
    for path in std::fs::read_dir(folder).expect("the example is there").flatten().map(|entry| entry.path()) {
        let is_installed = [".python", "node_modules", ".wheels"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !is_installed {
            rename(&path);
        } else if let Ok(text) = std::fs::read_to_string(&path)
            && text.contains(TITLE_BEFORE)
        {
            std::fs::write(&path, text.replace(TITLE_BEFORE, TITLE)).expect("a file can be written");
        }
    }
}

fn take_site(site: &Built) {
    let open = |stage: &Stage| {
        stage.open(site.video);
    };
    let darken = |page: Page<'_>| {
        page.run::<Value>(&format!("{}; return null", site.dark), vec![]);
    };
    take(site.name, || site.stage(), open, darken);
}

/// Takes all pictures of a site, while a figure is said: `open` opens the page with the player, and `darken` switches to dark.
fn take(name: &str, stage: impl Fn() -> Stage, open: impl Fn(&Stage), darken: impl Fn(Page<'_>)) {
    let folder = root().join("site/public/gallery");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    for (screen, width, height, scale) in SCREENS {
        // Some sites decide at the load what a phone is shown, and keep the mode that was chosen.
        let stage = stage();
        stage.page().resize(width, height);
        stage.page().emulate(&[CALM]);
        stage.page().cdp("Emulation.setScrollbarsHidden", json!({ "hidden": true }));
        open(&stage);
        let page = stage.page();
        page.wait_for("the player is there", "q('.play') && q('.turn')");
        // The transcript follows in the part of it that is on the screen.
        page.run::<()>(SETTLE, vec![]);
        plays_to_a_figure(page);
        for mode in ["light", "dark"] {
            if mode == "dark" {
                darken(page);
            }
            page.run::<()>(SETTLE, vec![]);
            let file = folder.join(format!("{name}-{mode}-{screen}.webp"));
            std::fs::write(file, picture(page, [width, height], scale)).expect("a picture can be written");
        }
    }
}

/// By the sound itself: the component has no properties.
fn plays_to_a_figure(page: Page<'_>) {
    page.run::<()>("q('.play').click()", vec![]);
    page.wait_for("it plays", "q('audio')?.currentTime > 0");
    page.run::<()>(&format!("q('audio').currentTime = {TIME}"), vec![]);
    let is_said = format!("q('audio').currentTime > {TIME}.5 && q('.turn.is-now')");
    page.wait_for("a figure is said", &is_said);
    page.run::<()>("q('audio').pause()", vec![]);
    page.wait_for("it is paused", "q('audio').paused");
}

fn picture(page: Page<'_>, [width, height]: [u32; 2], scale: f64) -> Vec<u8> {
    let [x, y]: [f64; 2] = page.eval("[scrollX, scrollY]");
    let clip = json!({ "x": x, "y": y, "width": width, "height": height, "scale": scale });
    let picture =
        page.cdp("Page.captureScreenshot", json!({ "format": "webp", "quality": QUALITY, "clip": clip }));
    BASE64_STANDARD.decode(picture["data"].as_str().expect("it is a text")).expect("the text is base64")
}

/// The player below the site's header, after the last change of the layout.
const SETTLE: &str = "document.activeElement?.blur();
    const player = q('.turn').getRootNode().host;
    document.documentElement.style.scrollPaddingTop = 0;
    player.style.scrollMarginTop = 'calc(var(--episode-sticky-top, 0px) + 16px)';
    player.scrollIntoView({ behavior: 'instant' });
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 400))))";
