//! The harness itself: what the other tests rely on.

use e2e::{Page, STRICT_POLICY, Stage};
use serde_json::json;

#[test]
fn a_part_of_a_file_is_served_as_a_part_with_its_type_and_the_policy() {
    let stage = Stage::new();
    stage.site.put("/page.html", "<!doctype html><title>Page</title>");
    stage.site.put("/sound.mp3", [7; 1000]);
    let page = stage.open("/page.html");
    let (status, kind, policy, length): (u16, String, String, usize) = page.run(
        "return fetch('/sound.mp3', { headers: { Range: 'bytes=100-299' } }).then(async (response) => [response.status, \
         response.headers.get('content-type'), response.headers.get('content-security-policy'), \
         (await response.arrayBuffer()).byteLength]);",
        vec![],
    );
    assert_eq!((status, &*kind, &*policy, length), (206, "audio/mpeg", STRICT_POLICY, 200));
    assert_eq!(stage.site.requests().last().map(|request| &*request.range), Some("bytes=100-299"));
}

#[test]
#[should_panic(expected = "script-src")]
fn a_breach_of_the_policy_fails_a_test() {
    let stage = Stage::new();
    stage.site.put("/page.html", "<!doctype html><title>Page</title><script>1</script>");
    let _ = stage.open("/page.html");
}

#[test]
#[should_panic(expected = "innerHTML")]
fn a_text_taken_for_html_fails_a_test() {
    let stage = Stage::new();
    stage
        .site
        .put("/page.html", "<!doctype html><title>Page</title><script type=module src=/page.js></script>");
    stage.site.put("/page.js", "document.body.innerHTML = '<b>bold</b>';");
    let _ = stage.open("/page.html");
}

#[test]
#[should_panic(expected = "it was not caught")]
fn an_error_that_nobody_catches_fails_a_test() {
    let stage = Stage::new();
    stage
        .site
        .put("/page.html", "<!doctype html><title>Page</title><script type=module src=/page.js></script>");
    stage.site.put("/page.js", "Promise.reject(new Error('it was not caught'));");
    let _ = stage.open("/page.html");
}

#[test]
fn every_other_host_is_nowhere_and_a_try_is_seen() {
    let stage = Stage::new();
    stage.expect_console("example.com/a.png");
    stage.site.put("/page.html", "<!doctype html><title>Page</title><img src=https://example.com/a.png>");
    stage.site.policy("/page.html", "img-src *");
    let _ = stage.open("/page.html");
    assert_eq!(stage.embed.asked(), ["example.com".to_owned()].into());
    assert_eq!(stage.embed.connections(), 0);
}

#[test]
fn a_held_answer_comes_when_it_is_let_go_and_a_failing_path_fails() {
    let stage = Stage::new();
    stage.expect_console("/episode.json");
    stage.site.put("/page.html", "<!doctype html><title>Page</title>");
    stage.site.put("/episode.json", "{}");
    let page = stage.open("/page.html");
    let hold = stage.site.hold("/episode.json");
    page.run::<()>("fetch('/episode.json').then(({ status }) => { window.status = status; });", vec![]);
    page.wait_until("it is asked for", || {
        stage.site.requests().iter().any(|request| request.path == "/episode.json").then_some(()).ok_or(())
    });
    assert_eq!(page.eval::<String>("window.status"), "");
    drop(hold);
    page.wait_for("the answer", "window.status === '200'");
    stage.site.fail("/episode.json", 500);
    // Not what the browser kept of the first answer: an old enough file it may take for fresh.
    let status = "fetch('/episode.json', { cache: 'no-store' }).then(({ status }) => status)";
    assert_eq!(page.eval::<u16>(status), 500);
}

#[test]
fn elements_in_shadow_roots_are_found_read_and_pressed() {
    let stage = Stage::new();
    stage.site.put(
        "/page.html",
        "<!doctype html><title>Page</title><div></div><script type=module src=/page.js></script>",
    );
    let script = "const root = document.querySelector('div').attachShadow({ mode: 'open' }); \
        const button = document.createElement('button'); button.textContent = 'Press'; button.ariaLabel = 'a button'; \
        button.onclick = () => { button.textContent = navigator.userActivation.isActive ? 'pressed' : 'not by hand'; }; \
        const input = document.createElement('input'); root.append(button, input); \
        addEventListener('keydown', ({ key }) => { window.lastKey = key; });";
    stage.site.put("/page.js", script);
    let page = stage.open("/page.html");
    page.q("button").click();
    assert_eq!(page.q("button").text(), "pressed");
    assert_eq!(page.q("button").attribute("aria-label").as_deref(), Some("a button"));
    page.q("input").type_text("Tide");
    assert_eq!(page.eval::<String>("q('input').value"), "Tide");
    page.press("k");
    assert_eq!(page.eval::<String>("window.lastKey"), "k");
    page.run::<()>("q('input').remove();", vec![]);
    page.q("input").wait_gone();
    assert_eq!((page.q("input").count(), page.q("button").count()), (0, 1));
}

/// A page with this in its body.
fn open<'a>(stage: &'a Stage, body: &str) -> Page<'a> {
    stage.site.put("/page.html", format!("<!doctype html><html lang=en><title>Page</title>{body}"));
    stage.open("/page.html")
}

#[test]
fn elements_are_found_by_role_and_accessible_name() {
    let stage = Stage::new();
    let page = open(
        &stage,
        "<h2 id=a>High <i>tide</i></h2><nav aria-labelledby=a>navigation</nav><button>Play<p>12 min</p></button>\
         <button aria-label='Pause'>Play</button><button title=Mute><svg></svg></button><p id=b>Follow</p>\
         <button><img alt=Save><span aria-hidden=true>!</span></button><a href=/x>Flow</a><a>no link</a>\
         <label>Speed <select><option>1<option>2</select></label><input type=search aria-label=Search>\
         <input type=range aria-label=Volume><div role=tab>Notes</div><div role=tabpanel aria-label=Notes></div>",
    );
    for (role, name) in [
        ("heading", "High tide"),
        ("navigation", "High tide"),
        ("button", "Play 12 min"),
        ("button", "Play …"),
        ("button", "… 12 min"),
        ("button", "…ay 12…"),
        ("button", "Pause"),
        ("button", "Mute"),
        ("button", "Save"),
        ("link", "Flow"),
        ("combobox", "Speed"),
        ("searchbox", "Search"),
        ("slider", "Volume"),
        ("tab", "Notes"),
        ("tabpanel", "Notes"),
    ] {
        assert_eq!(page.by_role(role, name).count(), 1, "{role} {name}");
    }
    for (role, name) in [("button", "Play"), ("button", "Pau"), ("link", "no link"), ("button", "Save!")] {
        assert_eq!(page.by_role(role, name).count(), 0, "{role} {name}");
    }
    assert_eq!(page.button("…").names(), ["Play 12 min", "Pause", "Mute", "Save"]);
    assert_eq!(page.text("Follow").attribute("id").as_deref(), Some("b"));
    page.by_role("combobox", "Speed").choose("2");
    assert_eq!(page.by_role("combobox", "Speed").eval::<String>("element.value"), "2");
    page.by_role("searchbox", "Search").fill("ebb");
    assert_eq!(
        (page.by_role("searchbox", "Search").eval::<String>("element.value"), page.focused()),
        ("ebb".into(), "Search".into())
    );
}

#[test]
fn what_nobody_perceives_has_no_role() {
    let stage = Stage::new();
    let page = open(
        &stage,
        "<button>A</button><button hidden>A</button><div inert><button>A</button></div>\
         <div aria-hidden=true><button>A</button></div><div hidden=until-found><button>A</button></div>",
    );
    assert_eq!((page.button("A").count(), page.q("button").count()), (1, 5));
    page.button("A").wait();
    page.run::<()>("q('[hidden]').hidden = false", vec![]);
    page.button("A").wait_count(2);
    page.button("A").nth(1).wait_for("the second is the one that was hidden", "element === qa('button')[1]");
}

#[test]
#[should_panic(expected = "2 elements are")]
fn a_press_on_one_of_two_fails_a_test() {
    let stage = Stage::new();
    open(&stage, "<button>A</button><button>A</button>").button("A").click();
}

#[test]
fn the_browser_pretends_to_be_what_it_is_told() {
    let stage = Stage::new();
    stage.site.put(
        "/page.html",
        "<!doctype html><title>Page</title><meta name=viewport content='width=device-width'>",
    );
    let page = stage.open("/page.html");
    page.emulate(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]);
    for feature in ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"] {
        assert!(
            page.run::<bool>("return matchMedia(arguments[0]).matches;", vec![json!(feature)]),
            "{feature}"
        );
    }
    page.resize(360, 640);
    assert_eq!(page.eval::<(u32, u32)>("[innerWidth, innerHeight]"), (360, 640));
    assert!(page.screenshot("harness").is_file());
}

#[test]
fn colours_can_be_forced() {
    let stage = Stage::new();
    stage.site.put("/page.html", "<!doctype html><title>Page</title>");
    let page = stage.open("/page.html");
    page.emulate(&[("forced-colors", "active")]);
    assert!(page.eval::<bool>("matchMedia('(forced-colors: active)').matches"));
}

#[test]
fn the_memory_of_scripts_is_told() {
    let stage = Stage::new();
    stage.site.put("/page.html", "<!doctype html><title>Page</title>");
    assert!(stage.open("/page.html").heap() > 0);
}
