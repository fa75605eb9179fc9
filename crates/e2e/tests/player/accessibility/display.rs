//! Enlarged, spaced out, and in the system's few colours: nothing is lost or cut, and each state can be told.

use e2e::{Engine, Options, Page, Stage};
use serde_json::{Value, json};

use super::tree::whole;
use crate::support::{LENGTH, alert, search_field, silence, wait_ready};

/// What is cut: texts that are wider or higher than the box that hides the rest. Shortened titles stand elsewhere in full.
const CUT: &str = "
    const shortened = '.now-title, .eyebrow, .card-title, .byline, .speakers bdi, .vh, .scroll, .panel, .chapter-list, .speakers, .tabs, select, .tab span';
    return qa('.player *').filter((e) => {
        if (!isShown(e) || !trim(e.textContent) || e.matches(shortened) || e.closest('[aria-hidden=true], svg, .vh')) return false;
        const { overflowX, overflowY } = getComputedStyle(e);
        return (overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1) || (overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1);
    }).map(outline);";

/// What reaches out of the page at its side, though it is brought into view.
const OUTSIDE: &str = "
    const { scrollX, scrollY } = window;
    const outside = qa('.player :is(a, button, input, select, summary, [role=slider], p, h2, h3, h4)').filter((e) => {
        if (!isShown(e) || e.closest('.vh, [aria-hidden=true]')) return false;
        e.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
        const box = e.getBoundingClientRect();
        return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1);
    }).map(outline);
    scrollTo(scrollX, scrollY);
    if (document.documentElement.scrollWidth > innerWidth) outside.push('the page scrolls sideways');
    return outside;";

/// Targets of less than 24 by 24 CSS pixels that are nearer to another than that, apart from links in a text.
const SMALL: &str = "
    const targets = qa('.player :is(a, button, input, select, summary, [role=slider])').filter((e) => isShown(e) && !e.closest('.vh'));
    const boxes = targets.map((e) => {
        const box = (e.closest('label') ?? e).getBoundingClientRect();
        return { e, box, x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }).filter(({ box }) => box.width > 0);
    const isSmall = ({ box }) => box.width < 23.9 || box.height < 23.9;
    const toBox = (one, { box }) => Math.hypot(
        Math.max(box.left - one.x, one.x - box.right, 0), Math.max(box.top - one.y, one.y - box.bottom, 0));
    const isNear = (one, other) => toBox(one, other) < 12
        || (isSmall(other) && Math.hypot(one.x - other.x, one.y - other.y) < 24);
    return boxes.filter((one) => isSmall(one) && !one.e.closest('.prose p, .prose li')
        && boxes.some((other) => other !== one && !one.e.contains(other.e) && isNear(one, other)))
        .map(({ e, box }) => `${outline(e)} ${Math.round(box.width)} × ${Math.round(box.height)}`);";

fn open<'a>(stage: &'a Stage, (width, height): (u32, u32), css: &str) -> Page<'a> {
    stage.site.put("/sound.wav", silence(LENGTH));
    let mut json = whole();
    json["media"] = json!([{ "audio": "sound.wav" }]);
    stage.site.put("/episode.json", json.to_string());
    stage
        .site
        .put("/page.css", format!(":root {{ color-scheme: light dark; }} body {{ margin: 16px; }} {css}"));
    stage.site.put(
        "/page.html",
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>An episode</title>\
         <link rel=stylesheet href=/page.css>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <main><h1>An episode</h1><episode-player src=/episode.json></episode-player></main>",
    );
    stage.page().resize(width, height);
    let page = stage.open("/page.html");
    search_field(page).wait();
    wait_ready(page);
    page.button("More").wait();
    page
}

/// Brings the player into each of its states, and returns what is wrong in them by these scripts. Each is a picture.
fn faults(page: Page<'_>, name: &str, scripts: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut look = |state: &str, selector: &str| {
        for script in scripts {
            let found: Vec<String> = page.run(script, vec![]);
            faults.extend(found.into_iter().map(|fault| format!("{name}, {state}: {fault}")));
        }
        page.run::<()>(
            "q(arguments[0]).scrollIntoView({ block: 'start', behavior: 'instant' })",
            vec![selector.into()],
        );
        page.screenshot(&format!("{name}-{state}"));
    };
    look("stage", ".stage");
    page.run::<()>("q('episode-player').currentTime = 6", vec![]);
    page.wait_for("a turn is lit", "q('.turn.is-now')?.id === 'turn-1'");
    look("transport", ".transport");
    page.button("More").click();
    page.button("Copy link").wait();
    look("menu", ".transport");
    page.button("More").click();
    page.button("Copy link").wait_gone();
    page.button("Ada").click();
    search_field(page).type_text("word1x1");
    page.text("1 of 11 matches").wait();
    look("search", ".side");
    page.button("End the search").click();
    for panel in page.tab("…").names() {
        // What sticks to the top may be above it.
        page.run::<()>("byRole('tab', arguments[0])[0].click()", vec![json!(panel)]);
        page.wait_for("it is there", "q('#statistics').hidden || q('.talk')");
        if panel == "Statistics" {
            page.q(".talk summary").nth(0).click();
        }
        look(&panel.to_lowercase(), ".side");
    }
    page.run::<()>("q('.tab').click()", vec![]);
    faults
}

fn stage() -> Stage {
    Stage::with(&Options { autoplay: true, ..Options::default() })
}

#[track_caller]
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_scripts_find_what_is_wrong() {
    let stage = stage();
    let page = open(&stage, (390, 844), "");
    page.q("#turn-0 p").wait();
    for (script, fault) in [
        (CUT, "q('#turn-0 p').style.cssText = 'overflow: hidden; block-size: 1em'"),
        (OUTSIDE, "q('.play').style.cssText = 'position: relative; left: -60px'"),
        (OUTSIDE, "document.body.style.inlineSize = '500px'"),
        (SMALL, "q('.fifteen').style.cssText = 'inline-size: 10px'"),
    ] {
        assert_eq!(page.run::<Value>(script, vec![]), json!([]), "before {fault}");
        page.run::<Value>(&format!("{fault}; return null"), vec![]);
        assert_ne!(page.run::<Value>(script, vec![]), json!([]), "{fault}");
        page.run::<Value>("for (const e of [document.body, ...qa('#turn-0 p, .play, .fifteen')]) e.style.cssText = ''; return null", vec![]);
    }
}

/// A window of 1280 by 1024 px at 400 %.
#[test]
fn at_400_percent_nothing_is_cut_and_nothing_scrolls_sideways() {
    let stage = stage();
    let page = open(&stage, (320, 256), "");
    assert_none(&faults(page, "zoom-400", &[CUT, OUTSIDE]));
}

#[test]
fn with_text_of_twice_the_size_nothing_is_cut() {
    let stage = stage();
    let page = open(&stage, (1280, 900), "html { font-size: 200%; }");
    assert_none(&faults(page, "text-200", &[CUT, OUTSIDE]));
}

/// The distances of WCAG's criterion 1.4.12.
#[test]
fn with_text_spaced_out_nothing_is_cut() {
    let stage = stage();
    for size in [(1280, 900), (390, 844)] {
        let page = open(&stage, size, "");
        page.run::<()>(
            "const sheet = new CSSStyleSheet();
             sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
                 p { margin-block-end: 2em !important; }`);
             q('episode-player').shadowRoot.adoptedStyleSheets.push(sheet)",
            vec![],
        );
        assert_none(&faults(page, &format!("spaced-{}", size.0), &[CUT, OUTSIDE]));
    }
}

#[test]
fn targets_are_large_enough_or_far_enough_apart() {
    let stage = stage();
    for size in [(1280, 900), (390, 844)] {
        let page = open(&stage, size, "");
        assert_none(&faults(page, &format!("targets-{}", size.0), &[SMALL]));
    }
}

/// The colour of a part of an element is one of the system's.
#[track_caller]
fn assert_colour(page: Page<'_>, selector: &str, pseudo: &str, property: &str, system: &str) {
    let [found, wanted]: [String; 2] = page.run(
        "const probe = document.body.appendChild(document.createElement('i'));
         probe.style.backgroundColor = arguments[3];
         const wanted = getComputedStyle(probe).backgroundColor;
         probe.remove();
         return [getComputedStyle(q(arguments[0]), arguments[1] || null)[arguments[2]], wanted];",
        vec![selector.into(), pseudo.into(), property.into(), system.into()],
    );
    assert_eq!(found, wanted, "{property} of {selector}{pseudo} is {system}");
}

/// Without a colour of its own, and without the row of figures, which may stay as it is.
#[test]
fn a_button_that_is_on_looks_it() {
    let stage = stage();
    let page = open(&stage, (1280, 900), "");
    page.tab("Statistics").click();
    for (panel, name) in [("Statistics", "In the order of the talk"), ("Transcript", "Ada")] {
        page.tab(panel).click();
        let weight = "Number(getComputedStyle(element).fontWeight)";
        let off: f64 = page.button(name).eval(weight);
        page.button(name).click();
        page.button(name).wait_for("it is on", "element.ariaPressed === 'true'");
        assert!(page.button(name).eval::<f64>(weight) > off, "{name}");
    }
}

#[test]
fn in_forced_colours_each_state_has_a_shape_in_the_systems_colour() {
    if Engine::current() == Engine::WebKit {
        return; // It has no forced colours.
    }
    let stage = stage();
    for scheme in ["light", "dark"] {
        let page = open(&stage, (1280, 900), "");
        page.emulate(&[("prefers-color-scheme", scheme), ("forced-colors", "active")]);
        assert!(page.eval::<bool>("matchMedia('(forced-colors: active)').matches"));
        assert_none(&faults(page, &format!("forced-{scheme}"), &[CUT]));

        for (selector, pseudo, property) in [
            (".tab[aria-selected=true]", "::after", "backgroundColor"),
            (".turn.is-now", "::after", "backgroundColor"),
            (".chapter.is-now", "::before", "backgroundColor"),
            (".chip[aria-pressed=true]", "", "borderTopColor"),
            (".track.played i", "", "backgroundColor"),
        ] {
            assert_colour(page, selector, pseudo, property, "Highlight");
        }
        assert_colour(page, ".needle", "", "backgroundColor", "CanvasText");
        assert_ne!(
            page.eval::<String>("getComputedStyle(q('.volume input')).appearance"),
            "none",
            "the slider is drawn"
        );
        // Others have no such shape.
        for (selector, pseudo) in
            [(".tab[aria-selected=false]", "::after"), (".chapter:not(.is-now)", "::before")]
        {
            let content: String = page.run(
                "return getComputedStyle(q(arguments[0]), arguments[1]).content",
                vec![selector.into(), pseudo.into()],
            );
            assert_eq!(content, "none", "{selector}");
        }
        page.button("Mute").focus();
        page.press("\u{e004}");
        assert_ne!(page.eval::<String>("getComputedStyle(q(':focus-visible')).outlineStyle"), "none");
        page.screenshot(&format!("forced-{scheme}-focus"));
        let boxes = "qa('.button, .field input, .follow').filter(isShown)
            .filter((e) => getComputedStyle(e).borderTopStyle === 'none').map(outline)";
        assert_eq!(page.eval::<Vec<String>>(boxes), Vec::<String>::new(), "controls have an edge");
    }
}

#[test]
fn failures_are_whole_when_enlarged_and_in_forced_colours() {
    let stage = stage();
    stage.expect_console("episode.json");
    stage.site.fail("/episode.json", 404);
    stage.site.put(
        "/failure.html",
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>An episode</title>\
         <script type=module src=/episode-player/episode-player.js></script>\
         <episode-player src=/episode.json></episode-player>",
    );
    let page = stage.page();
    page.resize(320, 256);
    let page = stage.open("/failure.html");
    alert(page).wait();
    for script in [CUT, OUTSIDE] {
        assert_eq!(page.run::<Value>(script, vec![]), json!([]));
    }
    page.screenshot("zoom-400-failure");
    if Engine::current() != Engine::WebKit {
        page.emulate(&[("forced-colors", "active")]);
        page.screenshot("forced-failure");
    }
}
