//! Loading: it always ends, with the player or with a message that is true; and the element always mounts.

use e2e::{Answer, Page, STRICT_POLICY, Stage};
use serde_json::{Value, json};

use crate::support::{alert, episode};

const SCRIPT: &str = "<script type=module src=/episode-player/episode-player.js></script>";

fn open<'a>(stage: &'a Stage, body: &str) -> Page<'a> {
    stage.site.put("/page.html", format!("<!doctype html><html lang=en><title>t</title>{SCRIPT}{body}"));
    stage.open("/page.html")
}

/// A page whose element loads this address, and what the message says of it.
#[track_caller]
fn message(stage: &Stage, address: &str) -> String {
    let page =
        open(stage, &format!("<episode-player src='{address}'><p>The page's text.</p></episode-player>"));
    alert(page).wait();
    assert!(
        page.eval::<bool>("q('episode-player > p').checkVisibility()"),
        "{address}: the page's text is readable"
    );
    let text = alert(page).text();
    assert!(text.contains("Try again"), "{address}: {text}");
    text
}

#[test]
fn each_load_that_fails_has_a_sentence_of_its_own() {
    let stage = Stage::new();
    for part in ["/403.json", "/404.json", "/500.json", "/loop.json", "127.0.0.1", "CORS", "ERR_"] {
        stage.expect_console(part);
    }
    let json = episode(&json!([])).to_string();
    stage.site.fail("/403.json", 403);
    stage.site.fail("/500.json", 500);
    stage.site.answer("/loop.json", Answer::Redirect("/loop.json".into()));
    stage
        .site
        .answer("/html.json", Answer::Typed("text/html", b"<!doctype html><title>Sign in</title>".to_vec()));
    let utf16 = json.encode_utf16().flat_map(u16::to_le_bytes).collect();
    stage.site.answer("/utf16.json", Answer::Typed("application/json", utf16));
    stage.site.answer("/latin1.json", Answer::Typed("application/json", b"{\"title\":\"\xe9\"}".to_vec()));
    stage.site.answer("/huge.json", Answer::Huge(100 << 20));
    stage.elsewhere.put("/episode.json", &json);
    let elsewhere = stage.elsewhere.url("/episode.json");
    stage.site.policy("/page.html", &STRICT_POLICY.replace("connect-src 'self'", "connect-src *"));
    for (address, part) in [
        ("/403.json", "sign-in"),
        ("/404.json", "no file at this address (404)"),
        ("/500.json", "(500)"),
        ("/loop.json", "in a loop"),
        ("/html.json", "web page (HTML)"),
        ("/utf16.json", "UTF-8"),
        ("/latin1.json", "UTF-8"),
        ("/huge.json", "too large"),
        (&elsewhere, "CORS"),
        ("http://127.0.0.1:9/episode.json", "did not answer"),
        ("http://[", "not a valid address"),
    ] {
        let text = message(&stage, address);
        assert!(text.contains(part), "{address}: {text}");
    }
    stage.elsewhere.header("/episode.json", "access-control-allow-origin", "*");
    let page = open(&stage, &format!("<episode-player src='{elsewhere}'></episode-player>"));
    page.by_role("navigation", "Chapters").wait();
}

#[test]
fn an_answer_that_never_comes_or_never_ends_is_told_and_tried_again() {
    let stage = Stage::new();
    let hold = stage.site.hold("/never.json");
    stage.site.answer("/unfinished.json", Answer::Unfinished("application/json", b"{\"title\":".to_vec()));
    let page = open(
        &stage,
        "<episode-player src=/never.json><p>Text one.</p></episode-player>\
         <episode-player src=/unfinished.json><p>Text two.</p></episode-player>",
    );
    // The page's own texts are there meanwhile.
    page.wait_for("both players wait", "qa('.waiting').length === 2");
    assert!(page.eval::<bool>("qa('episode-player > p').every((p) => p.checkVisibility())"));
    page.wait_until("both are told", || {
        let told: usize =
            page.eval("qa('.refused').filter((e) => e.textContent.includes('took too long')).length");
        if told == 2 { Ok(()) } else { Err(told) }
    });
    assert!(page.eval::<bool>("qa('episode-player > p').every((p) => p.checkVisibility())"));
    stage.site.put("/never.json", episode(&json!([])).to_string());
    drop(hold);
    page.button("Try again").nth(0).click();
    page.by_role("navigation", "Chapters").wait();
}

#[test]
fn files_of_the_player_that_never_come_are_told() {
    let stage = Stage::new();
    stage.expect_console("episode-player.css");
    stage.site.fail("/episode-player/episode-player.css", 500);
    stage.site.put("/episode.json", episode(&json!([])).to_string());
    let page = open(&stage, "<episode-player src=/episode.json><p>Text.</p></episode-player>");
    alert(page).wait_for("it is told", "element.textContent.includes('could not be loaded')");
    assert!(page.eval::<bool>("q('episode-player > p').checkVisibility()"));
    stage.site.recover("/episode-player/episode-player.css");
    page.button("Try again").click();
    page.by_role("navigation", "Chapters").wait();
}

#[test]
fn the_first_hundred_faults_of_many_are_shown_and_the_page_stays_usable() {
    let stage = Stage::new();
    let mut json = episode(&json!([]));
    let chapter = json!({ "start": "soon", "title": "t" });
    json["chapters"] = vec![chapter; 300_000].into();
    stage.site.put("/episode.json", json.to_string());
    let page = open(&stage, "<episode-player src=/episode.json></episode-player>");
    page.wait_for("it is told", "q('.faults')");
    assert_eq!(page.eval::<usize>("qa('.faults dt').length"), 100);
    assert!(alert(page).text().contains("299900 more errors"), "{}", alert(page).text());
}

#[test]
fn the_element_mounts_whenever_its_properties_are_set() {
    let stage = Stage::new();
    stage.site.put("/episode.json", episode(&json!([])).to_string());
    let page = open(&stage, "<main></main>");
    let script = "
        const make = () => Object.assign(document.createElement('episode-player'), { id: arguments[0] });
        const main = document.querySelector('main'), json = arguments[1], e = make();
        const later = (f) => new Promise((done) => setTimeout(() => (f(), done()), 50));
        const cases = {
            early: () => { e.volume = .5; e.setAttribute('src', '/episode.json'); main.append(e); },
            object: () => { e.episode = json; main.append(e); },
            task: () => { e.currentTime = 3; e.setAttribute('src', '/episode.json'); return later(() => main.append(e)); },
            late: () => { main.append(e); return later(() => { e.episode = json; }); },
            removed: () => { e.setAttribute('src', '/episode.json'); main.append(e); e.muted = true; e.remove(); return later(() => main.append(e)); },
            twice: () => { main.append(e); e.setAttribute('src', '/episode.json'); e.remove(); main.append(e); e.remove(); main.append(e); },
            cloned: () => { e.setAttribute('src', '/episode.json'); main.append(e.cloneNode(true)); },
        };
        return cases[arguments[0]]();";
    for name in ["early", "object", "task", "late", "removed", "twice", "cloned"] {
        page.run::<Value>(script, vec![json!(name), episode(&json!([]))]);
        page.wait_for(
            name,
            &format!("document.getElementById('{name}')?.shadowRoot.querySelector('.chapters')"),
        );
    }
}

#[test]
fn an_element_that_is_removed_while_it_loads_and_returns_is_shown() {
    let stage = Stage::new();
    stage.site.put("/episode.json", episode(&json!([])).to_string());
    for path in
        ["/episode.json", "/episode-player/wasm/episode-player_bg.wasm", "/episode-player/episode-player.css"]
    {
        let hold = stage.site.hold(path);
        let page = open(&stage, "<episode-player src=/episode.json></episode-player>");
        page.wait_until("it is asked for", || {
            if stage.site.requests().iter().any(|request| request.path == path) { Ok(()) } else { Err(()) }
        });
        page.run::<()>("window.e = document.querySelector('episode-player'); e.remove()", vec![]);
        drop(hold);
        page.run::<()>(
            "return new Promise((done) => setTimeout(() => (document.body.append(e), done()), 200))",
            vec![],
        );
        page.wait_for(&format!("{path}: it is shown"), "byRole('navigation', 'Chapters').length === 1");
    }
}
