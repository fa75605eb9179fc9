//! Parts of a player in elements of their own: `<episode-player show="chapters" for="player">`.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{episode, sound_stage};

const PLAYER: &str = "<episode-player id=player src=/1.json></episode-player>";
const PARTS: [&str; 7] = ["stage", "transport", "timeline", "chapters", "transcript", "statistics", "notes"];

fn stage_of(size: (u32, u32)) -> Stage {
    let stage = sound_stage(size, &sound());
    let mut other = sound();
    other["title"] = json!("Another");
    other["chapters"] = json!([{ "start": 0, "title": "Uno" }, { "start": 30, "title": "Due" }]);
    stage.site.put("/2.json", other.to_string());
    stage.page().emulate(&[("prefers-reduced-motion", "reduce")]);
    stage
}

fn stage() -> Stage {
    stage_of((1280, 900))
}

fn sound() -> Value {
    episode(&json!([{ "audio": "/sound.wav" }]))
}

fn part(name: &str) -> String {
    format!(
        "<episode-player show={name} for=player id=part-{name}><p>The page's own {name}.</p></episode-player>"
    )
}

/// A page with this in its body. In its scripts `part(NAME)` is the shadow root of a part, `main` that of the player.
fn open<'a>(stage: &'a Stage, body: &str) -> Page<'a> {
    stage.site.put(
        "/page.css",
        ":root { color-scheme: light dark; color: CanvasText; background: Canvas; --episode-panel-height: 320px }
         main { display: grid; gap: 1rem; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) }
         h1, #player { grid-column: 1 / -1 }
         @media (max-width: 600px) { main { grid-template-columns: minmax(0, 1fr) } }",
    );
    stage.site.put(
        "/page.js",
        "window.part = (name) => document.getElementById(`part-${name}`).shadowRoot;
         window.view = (name) => part(name).querySelector('.is-part');
         window.main = () => document.getElementById('player').shadowRoot;
         window.player = () => document.getElementById('player');
         window.add = (attributes) => {
             const element = document.createElement('episode-player');
             for (const name in attributes) element.setAttribute(name, attributes[name]);
             document.querySelector('main').append(element);
         };",
    );
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>An episode</title><link rel=stylesheet href=/page.css><script src=/page.js></script>\
             <script src=/modules/axe-core/axe.min.js></script>\
             <script type=module src=/episode-player/episode-player.js></script>\
             <main><h1>An episode</h1>{body}</main>"
        ),
    );
    stage.open("/page.html")
}

fn open_all<'a>(stage: &'a Stage, main: &str) -> Page<'a> {
    let parts: Vec<String> = PARTS.map(part).into();
    let page = open(stage, &format!("{main}{}", parts.join("")));
    wait_parts(page, &PARTS);
    page
}

fn wait_parts(page: Page<'_>, names: &[&str]) {
    for name in names {
        page.wait_for(&format!("{name} is there"), &format!("view('{name}')?.firstElementChild"));
    }
    page.wait_for("the length is known", "player().duration > 0");
}

#[test]
fn every_part_shows_on_the_player_s_clock_and_nothing_is_loaded_twice() {
    let stage = stage();
    let page = open_all(&stage, PLAYER);
    let texts: Vec<String> = page
        .eval("qa('episode-player[for] > p').filter((p) => p.checkVisibility()).map((p) => p.textContent)");
    assert_eq!(texts, Vec::<String>::new(), "the part takes the place of the page's own text");
    for (name, what) in [
        ("stage", ".card-title"),
        ("transport", ".play"),
        ("timeline", "[role=slider]"),
        ("chapters", ".chapter"),
        ("transcript", ".turn"),
        ("statistics", ".figure"),
        ("notes", ".panel"),
    ] {
        page.wait_for(name, &format!("view('{name}').querySelector('{what}')?.checkVisibility()"));
    }
    assert!(!page.eval::<bool>("!!main().querySelector('.stage')"), "the recording is in one place");
    page.run::<()>("view('chapters').querySelector('li:nth-child(2) > a').click()", vec![]);
    page.wait_for("the player went there", "player().currentTime === 20");
    page.wait_for(
        "both are at it",
        "[view('transcript'), main()].every((root) => root.querySelector('.turn.is-now')?.id === 'turn-4')",
    );
    page.wait_for("the words are lit in both", "CSS.highlights.get('episode-word')?.size === 2");
    page.run::<()>("view('transport').querySelector('.play').click()", vec![]);
    page.wait_for("it plays", "!player().paused && player().currentTime > 20.2");
    page.wait_for("the part says so", "view('transport').querySelector('.play').ariaLabel === 'Pause'");
    page.run::<()>("player().pause()", vec![]);
    // The talk's own figures are below those of the page.
    page.wait_for("the talk itself", "view('statistics').querySelector('.talk-summary')");
    let mut requests: Vec<String> = stage.site.requests().into_iter().map(|request| request.path).collect();
    requests.retain(|path| path.starts_with("/episode-player/"));
    let all = requests.len();
    requests.sort();
    requests.dedup();
    assert_eq!(requests.len(), all, "{requests:?}");
}

#[test]
fn a_part_may_come_before_its_player_in_the_page_and_in_time() {
    let stage = stage();
    let page = open(&stage, &format!("{}{PLAYER}", part("chapters")));
    wait_parts(page, &["chapters"]);
    // An address without a name is for the first player, and a part is none.
    page.run::<()>("location.hash = '#t=25'", vec![]);
    page.wait_for("it is there", "player().currentTime === 25");
    assert_eq!(page.eval::<String>("new URL(view('chapters').querySelector('.chapter').href).hash"), "#t=0");

    let page = open(&stage, &part("chapters"));
    page.wait_for("it is loaded", "part('chapters').querySelector('.part')");
    page.text("The page's own chapters.").wait();
    page.run::<()>("add({ src: '/1.json', id: 'player' })", vec![]);
    wait_parts(page, &["chapters"]);
    page.wait_for("it takes the place of the text", "!qa('#part-chapters > p')[0].checkVisibility()");
}

#[test]
fn both_may_leave_and_come_back_and_nothing_stays_behind() {
    let stage = stage();
    let page = open_all(&stage, PLAYER);
    page.run::<()>("window.e = player(); e.currentTime = 22; e.remove()", vec![]);
    page.wait_for("the parts are empty", "qa('.is-part').length === 0");
    page.text("The page's own transcript.").wait();
    page.run::<()>("document.querySelector('main').prepend(e)", vec![]);
    wait_parts(page, &PARTS);
    page.wait_for(
        "they are where it is",
        "view('transcript').querySelector('.turn.is-now')?.id === 'turn-4'",
    );

    page.run::<()>(
        "window.parts = qa('episode-player[for]'); window.old = qa('.is-part'); parts.forEach((part) => part.remove())",
        vec![],
    );
    page.wait_for("the recording is back", "main().querySelector('.player > .stage:first-child audio')");
    page.wait_for("only the player's word is lit", "CSS.highlights.get('episode-word')?.size === 1");
    let before: String = page.eval("old.map((part) => part.textContent).join()");
    page.run::<()>("e.currentTime = 45", vec![]);
    page.wait_for("the player goes on", "main().querySelector('.turn.is-now')?.id === 'turn-9'");
    assert_eq!(
        page.eval::<String>("old.map((part) => part.textContent).join()"),
        before,
        "what left is not changed any more"
    );
    page.run::<()>("document.querySelector('main').append(...parts)", vec![]);
    wait_parts(page, &PARTS);
    page.wait_for(
        "it is where the player is",
        "view('transcript').querySelector('.turn.is-now')?.id === 'turn-9'",
    );
}

#[test]
fn another_episode_rebuilds_the_parts_and_a_refused_one_empties_them() {
    let stage = stage();
    stage.expect_console("404");
    let page = open_all(&stage, PLAYER);
    page.run::<()>("player().setAttribute('src', '/2.json')", vec![]);
    let titles = "[...view('chapters')?.querySelectorAll('.chapter .title') ?? []].map((title) => title.textContent).join()";
    page.wait_for("its chapters", &format!("{titles} === 'Uno,Due'"));
    page.wait_for("its title", "view('stage').querySelector('.card-title').textContent === 'Another'");
    assert_eq!(page.eval::<usize>("qa('.is-part').length"), PARTS.len());
    page.run::<()>("player().setAttribute('src', '/none.json')", vec![]);
    page.wait_for("they are empty", "qa('.is-part').length === 0 && qa('[role=alert]').length === 1");
    page.run::<()>("player().setAttribute('src', '/1.json')", vec![]);
    wait_parts(page, &PARTS);
}

#[test]
fn what_plays_goes_on_when_the_stage_comes_and_goes() {
    let stage = stage();
    let page = open(&stage, PLAYER);
    page.wait_for("the length is known", "player().duration > 0");
    page.run::<()>("return player().play()", vec![]);
    page.wait_for("it plays", "player().currentTime > 0");
    page.run::<()>(
        "window.sound = q('audio'); add({ show: 'stage', for: 'player', id: 'part-stage' })",
        vec![],
    );
    page.wait_for("it is there", "view('stage')?.querySelector('audio') === sound");
    let at: f64 = page.eval("player().currentTime");
    page.wait_for("it plays on", &format!("!player().paused && player().currentTime > {at} + .1"));
    page.run::<()>("document.getElementById('part-stage').remove()", vec![]);
    page.wait_for("it is back", "main().querySelector('audio') === sound");
    let at: f64 = page.eval("player().currentTime");
    page.wait_for(
        "it plays on",
        &format!("!sound.paused && !player().paused && player().currentTime > {at} + .1"),
    );
}

#[test]
fn keys_work_in_a_part() {
    let stage = stage();
    let page = open_all(&stage, PLAYER);
    let press = |part: &str, focus: &str, key: &str| {
        page.run::<()>(
            "view(arguments[0]).querySelector(arguments[1]).focus()",
            vec![json!(part), json!(focus)],
        );
        page.press(key);
    };
    press("chapters", ".chapter[tabindex='0']", "l");
    page.wait_for("it seeks", "player().currentTime === 15");
    press("chapters", ".chapter[tabindex='0']", "\u{e015}");
    page.press("\u{e007}");
    page.wait_for("the arrow goes to the next chapter, and Enter there", "player().currentTime === 20");
    press("timeline", "[role=slider]", "\u{e010}");
    page.wait_for("the End key", "player().currentTime > 59");
    press("transport", ".play", "m");
    page.wait_for("it is muted", "player().muted");
    press("timeline", "[role=slider]", "\u{e011}");
    page.wait_for("the Home key", "player().currentTime === 0");
    press("stage", ".go", "\u{e007}");
    page.wait_for("it plays", "!player().paused");
    page.press("k");
    page.wait_for("the key is heard where the button was", "player().paused");
    press("transport", ".play", "/");
    page.wait_for(
        "the part's field is the one that is used",
        "part('transcript').activeElement?.type === 'search'",
    );
}

#[test]
fn the_player_hides_what_is_shown_apart_where_its_author_says_so() {
    let stage = stage();
    let main = "<episode-player id=player src=/1.json hide='transport timeline chapters transcript'></episode-player>";
    let page = open_all(&stage, main);
    let visible = |selector: &str| {
        page.eval::<bool>(&format!("main().querySelector('{selector}')?.checkVisibility() ?? false"))
    };
    assert_eq!(
        [".controls", ".timeline", ".chapters", "#transcript", "#tab-transcript"].map(visible),
        [false; 5]
    );
    page.wait_for("another panel is open", "main().querySelector('[aria-selected=true]')?.checkVisibility()");
    page.tab("Statistics").click();
    page.press("\u{e014}");
    page.wait_for("the arrow goes to the next one", "main().activeElement?.id === 'tab-notes'");
    page.press("\u{e014}");
    page.wait_for("and round", "main().activeElement?.id === 'tab-statistics' && main().getElementById('statistics').checkVisibility()");
    page.run::<()>(
        "player().setAttribute('hide', 'transport timeline chapters transcript statistics notes')",
        vec![],
    );
    page.wait_for("no panel is left", "!main().querySelector('.side').checkVisibility()");
    assert_none(&objections(page, "all hidden"));
    page.run::<()>("player().removeAttribute('hide')", vec![]);
    page.wait_for("all is back", "main().querySelector('.side').checkVisibility() && main().querySelector('.controls').checkVisibility()");
}

#[test]
fn an_author_is_told_what_is_wrong_and_the_page_s_text_stays() {
    let stage = stage();
    let wrong = [
        ("show=chapter for=player", "names no part of a player"),
        ("show=chapters for=nobody", "names no element of this page"),
        ("show=chapters for=there", "names a "),
        ("show=chapters for=part-notes", "names another part"),
    ];
    let elements: String = wrong
        .iter()
        .map(|(attributes, _)| {
            format!("<episode-player {attributes}><p>The page's own.</p></episode-player>")
        })
        .collect();
    for (_, message) in wrong {
        stage.expect_console(message);
    }
    let page = open(&stage, &format!("{PLAYER}<p id=there>A paragraph.</p>{}{elements}", part("notes")));
    for (_, message) in wrong {
        page.wait_for(
            message,
            &format!("qa('[role=alert]').some((alert) => alert.checkVisibility() && alert.textContent.includes('{message}'))"),
        );
    }
    assert_eq!(
        page.eval::<usize>("qa('episode-player > p').filter((p) => p.checkVisibility()).length"),
        wrong.len()
    );
    page.run::<()>(
        "qa('[show=chapter]')[0].setAttribute('show', 'chapters'); qa('#there')[0].remove()",
        vec![],
    );
    page.run::<()>("qa('[for=nobody]')[0].setAttribute('for', 'player')", vec![]);
    page.wait_for("the mended ones show their part", "qa('.is-part > .chapters').length === 2");
}

#[test]
fn a_part_that_the_episode_has_nothing_for_takes_no_room() {
    let stage = stage();
    let mut bare = sound();
    bare["chapters"] = json!([]);
    stage.site.put("/1.json", bare.to_string());
    let page = open(&stage, &format!("{PLAYER}{}{}", part("chapters"), part("notes")));
    wait_parts(page, &["notes"]);
    page.wait_for("it takes no room", "document.getElementById('part-chapters').offsetHeight === 0");
    assert!(!page.eval::<bool>("qa('#part-chapters > p')[0].checkVisibility()"));
    page.run::<()>("player().setAttribute('src', '/2.json')", vec![]);
    wait_parts(page, &["chapters"]);
    assert!(page.eval::<bool>("document.getElementById('part-chapters').offsetHeight > 0"));
}

/// The stage may be apart, the consent is the player's.
#[test]
fn the_player_is_asked_before_youtube_where_its_stage_is_apart() {
    let stage = stage();
    stage.site.put("/1.json", episode(&json!([{ "youtube": "aaaaaaaaaaa" }])).to_string());
    let page = open(&stage, &format!("{PLAYER}{}", part("stage")));
    page.wait_for("it is there", "view('stage')?.querySelector('.go')");
    page.run::<()>(
        "window.asked = []; player().addEventListener('beforeconnect', (event) => { asked.push(event.detail.youtube); event.preventDefault(); });
         view('stage').querySelector('.go').click()",
        vec![],
    );
    page.wait_for("it is asked", "asked.join() === 'aaaaaaaaaaa'");
    assert!(!page.eval::<bool>("!!q('iframe')"));
}

#[test]
fn axe_finds_nothing_with_every_part_apart() {
    for size in [(1280, 900), (390, 844)] {
        let stage = stage_of(size);
        let mut found = Vec::new();
        for (state, main) in [
            ("beside", PLAYER),
            (
                "hidden",
                "<episode-player id=player src=/1.json hide='transport timeline chapters transcript statistics notes'></episode-player>",
            ),
        ] {
            let page = open_all(&stage, main);
            page.resize(size.0, size.1);
            page.q("#part-statistics")
                .wait_for("the talk", "element.shadowRoot.querySelector('.talk-summary')");
            for scheme in ["light", "dark"] {
                page.emulate(&[("prefers-color-scheme", scheme)]);
                page.screenshot(&format!("parts-{state}-{}-{scheme}", size.0));
            }
            found.extend(objections(page, &format!("{state}, {}", size.0)));
            let over: Vec<String> = page.eval(
                "qa('*').filter((e) => document.documentElement.scrollWidth > innerWidth && e.getBoundingClientRect().right > innerWidth)
                     .map((e) => `${e.localName}.${e.getAttribute('class')} ${e.getBoundingClientRect().right}`)",
            );
            assert_eq!(over, Vec::<String>::new(), "{state}, {}", size.0);
            let names: Vec<String> = page.eval("qa('section, [role=region], [role=navigation], [role=search]').filter((region) => region.checkVisibility()).map(nameOf).filter(Boolean)");
            let mut unique = names.clone();
            unique.sort();
            unique.dedup();
            assert_eq!(unique.len(), names.len(), "{names:?}");
        }
        assert_none(&found);
    }
}
