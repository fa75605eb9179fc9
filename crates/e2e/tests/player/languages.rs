//! The interface in the reader's language: the page's, the element's, or the site's own texts.

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::accessibility::{assert_none, objections};
use crate::support::{episode, search_field, sound_stage};

/// The languages that have a file, with what the button to play is called in each.
const PLAY: [(&str, &str); 7] = [
    ("ar", "تشغيل"),
    ("de", "Abspielen"),
    ("es", "Reproducir"),
    ("fr", "Lire"),
    ("ja", "再生"),
    ("pt", "Reproduzir"),
    ("zh", "播放"),
];

fn stage(size: (u32, u32)) -> Stage {
    sound_stage(size, &sound())
}

fn sound() -> Value {
    episode(&json!([{ "audio": "/sound.wav" }]))
}

/// A page in a language, with what stands in its body.
fn open<'a>(stage: &'a Stage, html: &str, body: &str) -> Page<'a> {
    stage.site.put("/page.css", ":root { color-scheme: light dark; color: CanvasText; background: Canvas; }");
    stage.site.put(
        "/page.html",
        format!(
            "<!doctype html><html {html}><meta charset=utf-8><meta name=viewport content='width=device-width'>\
             <title>An episode</title><link rel=stylesheet href=/page.css><script src=/modules/axe-core/axe.min.js></script>\
             <script type=module src=/episode-player/episode-player.js></script><main><h1>An episode</h1>{body}</main>"
        ),
    );
    let page = stage.open("/page.html");
    page.wait_for(
        "every player is there",
        "qa('episode-player').every((player) => player.duration > 0 && player.shadowRoot.querySelector('.more-button'))",
    );
    page
}

const PLAYER: &str = "<episode-player src=/1.json></episode-player>";

fn requested(stage: &Stage) -> Vec<String> {
    let files = stage.site.requests().into_iter().map(|request| request.path);
    files.filter(|path| path.contains("/languages/")).collect()
}

fn name(page: Page<'_>, selector: &str) -> String {
    page.eval(&format!("nameOf(q('{selector}'))"))
}

#[test]
fn each_language_is_one_file_that_only_its_pages_load() {
    for (language, play) in PLAY {
        let stage = stage((1280, 900));
        let page = open(&stage, &format!("lang={language}"), PLAYER);
        assert_eq!(name(page, ".play"), play);
        assert_eq!(page.q(".play").eval::<String>("element.closest('[lang]').lang"), language);
        assert_eq!(requested(&stage), [format!("/episode-player/languages/{language}.js")]);
    }
    for language in ["lang=en-GB", "lang=nl", "", "lang=constructor", "lang='not a tag'"] {
        let stage = stage((1280, 900));
        let page = open(&stage, language, PLAYER);
        assert_eq!(
            [name(page, ".play"), page.q(".play").eval("element.closest('[lang]').lang")],
            ["Play", "en"]
        );
        assert_eq!(requested(&stage), Vec::<String>::new(), "{language}");
    }
}

#[test]
fn two_players_of_a_page_speak_two_languages_and_go_on_in_them() {
    let stage = stage((1280, 900));
    let body = format!("<div lang=de-AT>{PLAYER}</div><episode-player src=/1.json lang=fr></episode-player>");
    let page = open(&stage, "lang=en", &body);
    page.run::<()>("navigator.clipboard.writeText = async () => {}", vec![]);
    let in_player = |at: usize, what: &str| {
        page.eval::<String>(&format!("(({{ shadowRoot: root }}) => {what})(qa('episode-player')[{at}])"))
    };
    for (at, play, pause, toast) in [
        (0, "Abspielen", "Pausieren", "Link zu 00:00 kopiert"),
        (1, "Lire", "Mettre en pause", "Lien vers 00:00 copié"),
    ] {
        assert_eq!(in_player(at, "root.querySelector('.play').ariaLabel"), play);
        // What a listener, and what an effect of a later time writes.
        page.run::<()>(
            "const root = qa('episode-player')[arguments[0]].shadowRoot;
             [...root.querySelectorAll('.controls > .control')].find((button) => button.getAttribute('aria-label') === arguments[1]).click()",
            vec![json!(at), json!(if at == 0 { "Link zu dieser Stelle kopieren" } else { "Copier le lien vers ce moment" })],
        );
        page.wait_until("the toast is in its language", || {
            let text = in_player(at, "root.querySelector('.toast').textContent");
            if text == toast { Ok(()) } else { Err(text) }
        });
        page.run::<()>(
            "qa('episode-player')[arguments[0]].shadowRoot.querySelector('.play').click()",
            vec![json!(at)],
        );
        page.wait_until("it plays", || {
            let name = in_player(at, "root.querySelector('.play').ariaLabel");
            if name == pause { Ok(()) } else { Err(name) }
        });
        page.run::<()>("qa('episode-player')[arguments[0]].pause()", vec![json!(at)]);
    }
}

/// Numbers and their forms, and lengths as they are read aloud, by the browser's own rules for the language.
#[test]
fn numbers_have_the_forms_of_the_language() {
    let stage = stage((1280, 900));
    let page = open(&stage, "lang=de", PLAYER);
    page.run::<()>("q('episode-player').currentTime = 21", vec![]);
    let position = "21 Sekunden von 1 Minute, Kapitel 2, Two";
    page.q(".timeline")
        .wait_for("the position is read in German", &format!("element.ariaValueText === '{position}'"));
    let field = page.by_role("searchbox", "Transkript durchsuchen");
    field.click();
    field.type_text("word1x1");
    page.q(".search-bar [role=status]")
        .wait_for("the count is read in German", "/^Treffer 1 von \\d+$/.test(element.textContent)");
    let counts: Vec<String> =
        page.eval("qa('.chapter .hits').map((hits) => hits.textContent).filter(Boolean)");
    assert!(!counts.is_empty() && counts.iter().all(|count| count.ends_with(" Treffer")), "{counts:?}");
}

#[test]
fn arabic_runs_from_right_to_left_wherever_its_player_stands() {
    let stage = stage((1280, 900));
    let page = open(&stage, "lang=en", "<episode-player src=/1.json lang=ar></episode-player>");
    assert_eq!(page.q(".player").attribute("dir").as_deref(), Some("rtl"));
    let [first, last]: [f64; 2] =
        page.eval("[q('#tab-transcript'), q('#tab-notes')].map((tab) => tab.getBoundingClientRect().x)");
    assert!(first > last, "the tabs begin on the right: {first}, {last}");
    page.run::<()>("q('#tab-statistics').click()", vec![]);
    page.q(".talk-summary").wait();
    assert_eq!(page.q(".talk").attribute("lang").as_deref(), Some("ar"));
}

#[test]
fn a_site_has_texts_of_its_own_by_property_or_attribute() {
    let stage = stage((1280, 900));
    let own = json!({ "Statistics": null, "Chapters": ["?"], "Play": "Afspelen", "Transcript": "Uitgeschreven", "{n} match|{n} matches": { "one": "{n} keer", "other": "{n} keer" } });
    stage.site.put("/own.json", own.to_string());
    let page = open(&stage, "lang=nl", "<episode-player src=/1.json texts=/own.json></episode-player>");
    page.tab("Uitgeschreven").wait();
    assert_eq!(name(page, ".play"), "Afspelen");
    assert_eq!(page.q(".play").eval::<String>("element.closest('[lang]').lang"), "nl");
    page.tab("Statistics").wait();
    let page = open(&stage, "lang=de", "");
    page.run::<()>(
        "const player = document.createElement('episode-player');
         player.texts = arguments[0];
         player.setAttribute('src', '/1.json');
         document.querySelector('main').append(player);",
        vec![own],
    );
    page.tab("Notizen").wait();
    assert_eq!(
        [name(page, ".play"), name(page, "#tab-notes")],
        ["Afspelen", "Notizen"],
        "its own before those of the language"
    );
}

/// In Russian, 21 has the form of 1.
#[test]
fn a_text_that_a_site_leaves_out_has_the_forms_of_english() {
    let mut json = sound();
    json["transcript"]["turns"][0] = json!({ "start": 0.0, "text": "echo ".repeat(21).trim_end() });
    let stage = sound_stage((1280, 900), &json);
    stage.site.put("/own.json", json!({ "Play": "Играть" }).to_string());
    let page = open(&stage, "lang=ru", "<episode-player src=/1.json texts=/own.json></episode-player>");
    search_field(page).fill("echo");
    page.wait_for("the matches are counted", "qa('.chapter .hits').some((hits) => hits.textContent)");
    let counts: Vec<String> =
        page.eval("qa('.chapter .hits').map((hits) => hits.textContent).filter(Boolean)");
    // As it is seen, and as it is read aloud.
    assert_eq!(counts, ["2121 matches"]);
}

#[test]
fn the_player_is_in_english_where_its_texts_do_not_come() {
    let stage = stage((1280, 900));
    stage.site.fail("/episode-player/languages/de.js", 404);
    stage.site.fail("/own.json", 500);
    stage.expect_console("de.js");
    stage.expect_console("own.json");
    stage.expect_console("is in English");
    let page = open(&stage, "lang=de", "<episode-player src=/1.json texts=/own.json></episode-player>");
    assert_eq!(name(page, ".play"), "Play");
}

#[test]
fn every_language_fits_and_axe_finds_nothing() {
    for size in [(1280, 900), (390, 844)] {
        let stage = stage(size);
        let mut found = Vec::new();
        for (language, _) in PLAY {
            let page = open(
                &stage,
                &format!("lang={language}{}", if language == "ar" { " dir=rtl" } else { "" }),
                PLAYER,
            );
            page.resize(size.0, size.1);
            for panel in ["transcript", "statistics", "notes"] {
                page.run::<()>("q(`#tab-${arguments[0]}`).click()", vec![json!(panel)]);
                if panel == "statistics" {
                    page.q(".talk-summary").wait();
                }
                page.screenshot(&format!("language-{language}-{panel}-{}", size.0));
                found.extend(objections(page, &format!("{language}, {panel}, {}", size.0)));
                assert!(
                    page.eval::<bool>("document.documentElement.scrollWidth <= innerWidth"),
                    "{language}, {panel}, {}",
                    size.0
                );
            }
            page.q(".more-button").click();
            page.q(".more").wait();
            page.screenshot(&format!("language-{language}-more-{}", size.0));
            found.extend(objections(page, &format!("{language}, the menu, {}", size.0)));
        }
        assert_none(&found);
    }
}
