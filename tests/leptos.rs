//! The Leptos components as an app uses them: props, callbacks, the handle, and the parts in a layout of the app's own.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod support;

use std::sync::{Arc, Mutex};

use episode_player::{
    Chapters, EpisodeHandle, EpisodePlayer, EpisodeProvider, Notes, STYLE, Source, Stage, Statistics, Texts,
    Theme, Timeline, Transcript, Transport, use_episode,
};
use leptos::prelude::*;
use support::{Mounted, episode};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Event, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

fn source() -> Source {
    Source::from_json(&episode().to_string()).unwrap()
}

#[wasm_bindgen_test]
async fn the_element_takes_classes_attributes_and_a_theme_and_its_own_classes_stay_inside() {
    let is_dark = RwSignal::new(true);
    let theme = move || if is_dark.get() { Theme::Dark } else { Theme::Page };
    let page =
        Mounted::app(move || view! { <EpisodePlayer source=source() class="wide" theme attr:id="player" /> })
            .await;
    let host = page.one("#player");
    assert_eq!(host.class_name().split_whitespace().collect::<Vec<_>>(), ["episode-player", "wide"]);
    assert_eq!(host.get_attribute("theme").as_deref(), Some("dark"));
    is_dark.set(false);
    page.until("the page's colours are back", |_| !host.has_attribute("theme")).await;
    assert_eq!(page.root.query_selector_all(".play, .card, .links").unwrap().length(), 0);
    assert_eq!(page.count(".play"), 1);
    let sheet = page.style(".player", "display");
    assert_eq!(sheet, "grid", "the component brings its style sheet");
}

#[wasm_bindgen_test]
async fn the_handle_seeks_and_reads_what_is_active() {
    let handle = EpisodeHandle::new();
    handle.seek(31.0);
    let page = Mounted::app(move || view! { <EpisodePlayer source=source() handle /> }).await;
    page.until("it starts where it was asked to", |_| handle.time().get_untracked() == 31.0).await;
    assert_eq!(handle.chapter().get_untracked(), Some(1));
    assert_eq!(handle.episode().get_untracked().unwrap().title, "How tides work");
    assert_eq!(handle.duration().get_untracked(), 60.0);
    assert!(handle.paused().get_untracked());
    handle.seek(0.95);
    page.until("the first turn is active", |_| handle.turn().get_untracked() == Some(0)).await;
    assert_eq!(handle.chapter().get_untracked(), Some(0));
    assert_eq!(page.text(".clock .now"), "00:00");
    drop(page);
    assert!(
        handle.episode().try_get_untracked().flatten().is_some()
            || handle.time().try_get_untracked().is_some()
    );
}

#[wasm_bindgen_test]
async fn callbacks_are_called_with_what_changed() {
    let told = Arc::new(Mutex::new(Vec::<String>::new()));
    let tell = |name: &'static str| {
        let told = told.clone();
        move |text: String| told.lock().unwrap().push(format!("{name} {text}"))
    };
    let (chapter, turn, loaded, time) = (tell("chapter"), tell("turn"), tell("loaded"), tell("time"));
    let page = Mounted::app(move || {
        view! {
            <EpisodePlayer
                source=source()
                on_loadedmetadata=Callback::new(move |()| loaded(String::new()))
                on_chapterchange=Callback::new(move |index: Option<usize>| chapter(format!("{index:?}")))
                on_turnchange=Callback::new(move |index: Option<usize>| turn(format!("{index:?}")))
                on_timeupdate=Callback::new(move |seconds: f64| time(format!("{seconds}")))
            />
        }
    })
    .await;
    page.until("the player is there", |page| page.count(".chapter") == 2).await;
    page.click(".chapters li:nth-child(2) .chapter");
    let all = ["loaded ", "chapter Some(1)", "turn Some(2)", "time 30"];
    page.until("each is told", |_| {
        let told = told.lock().unwrap();
        all.iter().all(|one| told.iter().any(|line| line == one))
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_error_is_told_to_its_callback() {
    let told = RwSignal::new(String::new());
    let page = Mounted::app(move || {
        view! { <EpisodePlayer source=Source::from("data:application/json,{}") on_error=Callback::new(move |message| told.set(message)) /> }
    })
    .await;
    page.until("it is told", |_| told.get_untracked().contains("title")).await;
}

#[wasm_bindgen_test]
async fn another_source_shows_another_episode() {
    let current = RwSignal::new(source());
    let page = Mounted::app(move || view! { <EpisodePlayer source=current /> }).await;
    page.until("the first is there", |page| page.text(".card-title") == "How tides work").await;
    let mut other = episode();
    other["title"] = "Another".into();
    current.set(Source::from_json(&other.to_string()).unwrap());
    page.until("the second is there", |page| page.text(".card-title") == "Another").await;
    assert_eq!(page.count(".player"), 1);
}

/// As where a `Suspend` is ready anew: Leptos then keeps the element of a component.
#[wasm_bindgen_test]
async fn a_view_that_is_built_again_in_place_shows_the_new_episode_alone() {
    let current = RwSignal::new(source());
    let page = Mounted::app(move || {
        move || {
            let source = current.get();
            view! {
                <EpisodePlayer source=source.clone() />
                <EpisodeProvider source><Chapters>"Below"</Chapters></EpisodeProvider>
            }
        }
    })
    .await;
    page.until("the first is there", |page| page.count(".is-part") == 1 && page.count(".player") == 2).await;
    let mut other = episode();
    other["title"] = "Another".into();
    other["chapters"] = serde_json::json!([]);
    other["statistics"] = serde_json::json!([]);
    current.set(Source::from_json(&other.to_string()).unwrap());
    page.until("the second is there", |page| page.text(".card-title") == "Another").await;
    page.until("nothing of the first is left", |page| {
        page.count(".player") == 1 && page.count(".is-part, .chapter") == 0 && page.count("slot") == 1
    })
    .await;
}

#[wasm_bindgen_test]
async fn parts_in_any_order_and_repeated_are_on_one_clock() {
    let page = Mounted::app(|| {
        view! {
            <EpisodeProvider source=source()>
                <Transcript />
                <Chapters class="left" />
                <div>
                    <Chapters class="right" attr:title="Again" />
                    <Clock />
                </div>
                <Timeline />
                <Statistics />
                <Stage>"Below the stage"</Stage>
                <Transport />
                <Notes />
            </EpisodeProvider>
        }
    })
    .await;
    page.until("all parts are there", |page| page.count(".is-part") == 8).await;
    assert_eq!(page.one(".right").title(), "Again");
    page.click(".chapters li:nth-child(2) .chapter");
    page.until("both lists follow", |page| page.texts(".chapter[aria-current] .title") == ["Flood", "Flood"])
        .await;
    assert_eq!(page.attr(".turn[aria-current]", "id"), "turn-2");
    assert_eq!(page.text(".clock .now"), "00:30");
    assert_eq!(page.text("#clock"), "30 of 60");
    assert_eq!(page.text(".episode-stage"), "Below the stage", "{}", page.root.inner_html());
    page.click(".figure .chip");
    page.until("the figure is lit", |page| page.count(".figure.is-now") == 1).await;
}

#[component]
fn Clock() -> impl IntoView {
    let episode = use_episode();
    view! { <p id="clock">{move || episode.time().get()} " of " {move || episode.duration().get()}</p> }
}

#[wasm_bindgen_test]
async fn each_part_works_alone() {
    type Alone = (&'static str, fn() -> AnyView);
    let alone: [Alone; 7] = [
        (".card-title", || view! { <Stage /> }.into_any()),
        (".play", || view! { <Transport /> }.into_any()),
        ("[role=slider]", || view! { <Timeline /> }.into_any()),
        (".chapter", || view! { <Chapters /> }.into_any()),
        (".turn", || view! { <Transcript /> }.into_any()),
        (".figure", || view! { <Statistics /> }.into_any()),
        (".prose", || view! { <Notes /> }.into_any()),
    ];
    for (selector, part) in alone {
        let page =
            Mounted::app(move || view! { <EpisodeProvider source=source()>{part()}</EpisodeProvider> }).await;
        page.until(selector, |page| page.count(selector) > 0).await;
        assert_eq!(page.count(".is-part"), 1);
    }
}

#[wasm_bindgen_test]
async fn the_stage_says_why_there_is_no_episode() {
    let page = Mounted::app(|| {
        view! { <EpisodeProvider source=Source::from("no-such-file.json")><Chapters /><Stage /></EpisodeProvider> }
    })
    .await;
    page.until("it is told", |page| page.text("[role=alert]").contains("no-such-file.json")).await;
    assert_eq!(page.count(".chapters"), 0);
}

#[wasm_bindgen_test]
async fn a_part_that_is_unmounted_leaves_the_others() {
    let is_shown = RwSignal::new(true);
    let page = Mounted::app(move || {
        view! {
            <EpisodeProvider source=source()>
                <Show when=move || is_shown.get()><Transcript /></Show>
                <Chapters />
            </EpisodeProvider>
        }
    })
    .await;
    page.until("both are there", |page| page.count(".is-part") == 2).await;
    is_shown.set(false);
    page.until("the transcript is gone", |page| page.count(".is-part") == 1).await;
    page.click(".chapters li:nth-child(2) .chapter");
    page.until("the chapters go on", |page| page.text(".chapter[aria-current] .title") == "Flood").await;
    is_shown.set(true);
    page.until("it is back, at its place", |page| page.attr(".turn[aria-current]", "id") == "turn-2").await;
}

/// What the button to play is called, its language, and the direction of its player.
fn play_button(page: &Mounted, host: &str) -> [String; 3] {
    let root = page.one(host).shadow_root().unwrap();
    let play = root.query_selector(".play").unwrap().unwrap();
    let language = play.closest("[lang]").unwrap().unwrap();
    let player = play.closest(".player").unwrap().unwrap();
    [(&play, "aria-label"), (&language, "lang"), (&player, "dir")]
        .map(|(element, name)| element.get_attribute(name).unwrap_or_default())
}

#[wasm_bindgen_test]
async fn the_language_is_the_nearest_of_the_page_or_english() {
    let page = Mounted::app(|| {
        view! {
            <div lang="de-AT"><EpisodePlayer source=source() attr:id="german" /></div>
            <div lang="ar"><EpisodePlayer source=source() attr:id="arabic" /></div>
            <div lang="nl"><EpisodePlayer source=source() attr:id="dutch" /></div>
            <div lang="not a tag"><EpisodePlayer source=source() attr:id="none" /></div>
        }
    })
    .await;
    page.until("the players are there", |page| page.count(".player .play") == 4).await;
    assert_eq!(play_button(&page, "#german"), ["Abspielen", "de", ""]);
    assert_eq!(play_button(&page, "#arabic"), ["تشغيل", "ar", "rtl"]);
    assert_eq!(play_button(&page, "#dutch"), ["Play", "en", ""]);
    assert_eq!(play_button(&page, "#none"), ["Play", "en", ""]);
}

#[wasm_bindgen_test]
async fn numbers_and_lengths_have_the_forms_of_the_language() {
    let handle = EpisodeHandle::new();
    handle.seek(31.0);
    let page = Mounted::app(move || view! { <EpisodePlayer source=source() handle language="de" /> }).await;
    page.until("the player is there", |page| page.count(".turn") == 3).await;
    assert_eq!(page.attr("[role=slider]", "aria-valuetext"), "31 Sekunden von 1 Minute, Kapitel 2, Flood");
    let page = Mounted::app(|| view! { <EpisodePlayer source=source() language="ar" /> }).await;
    page.until("the player is there", |page| page.count(".turn") == 3).await;
    let field: HtmlInputElement = page.one(".search-bar input").unchecked_into();
    field.set_value("al");
    field.dispatch_event(&Event::new("input").unwrap()).unwrap();
    page.until("the counts are in Arabic", |page| page.texts(".hits .vh") == ["نتيجة واحدة", "نتيجتان"])
        .await;
}

#[wasm_bindgen_test]
async fn a_language_that_changes_keeps_the_time_and_the_same_one_keeps_the_player() {
    let language = RwSignal::new("de".to_owned());
    let handle = EpisodeHandle::new();
    let runs = StoredValue::new(0);
    let count = move || {
        language.track();
        runs.update_value(|runs| *runs += 1);
        runs.get_value()
    };
    let page = Mounted::app(
        move || view! { <EpisodePlayer source=source() handle language /><p id="runs">{count}</p> },
    )
    .await;
    page.until("it is in German", |page| page.attr(".play", "aria-label") == "Abspielen").await;
    page.click(".chapters li:nth-child(2) .chapter");
    page.until("it is at the second chapter", |_| handle.time().get_untracked() == 30.0).await;
    let player = page.one(".player");
    language.set("de".to_owned());
    page.until("the effects of it ran", |page| page.text("#runs") == "2").await;
    assert!(player.is_connected(), "nothing changed");
    language.set("fr".to_owned());
    page.until("it is in French", |page| page.attr(".play", "aria-label") == "Lire").await;
    assert_eq!(page.count(".player"), 1);
    page.until("it is where it was", |page| page.text(".clock .now") == "00:30").await;
    assert_eq!(handle.chapter().get_untracked(), Some(1));
}

#[wasm_bindgen_test]
async fn another_episode_in_another_language_starts_at_its_start() {
    let (language, current) = (RwSignal::new("de".to_owned()), RwSignal::new(source()));
    let handle = EpisodeHandle::new();
    let page = Mounted::app(move || view! { <EpisodePlayer source=current handle language /> }).await;
    page.until("it is in German", |page| page.attr(".play", "aria-label") == "Abspielen").await;
    page.click(".chapters li:nth-child(2) .chapter");
    page.until("it is at the second chapter", |_| handle.time().get_untracked() == 30.0).await;
    let mut other = episode();
    other["title"] = "Une autre".into();
    language.set("fr".to_owned());
    current.set(Source::from_json(&other.to_string()).unwrap());
    page.until("it is in French", |page| page.attr(".play", "aria-label") == "Lire").await;
    page.until("it is the other one", |page| page.text(".card-title") == "Une autre").await;
    assert_eq!(page.text(".clock .now"), "00:00");
}

#[wasm_bindgen_test]
async fn an_app_has_texts_of_its_own() {
    let own = r#"{ "Play": "Afspelen", "Notes": null, "Chapters": { "other": "Hoofdstukken" } }"#;
    let own = Texts::from_json(own).unwrap();
    assert!(Texts::from_json("[]").is_err());
    let of_pairs: Texts = [("Play", "Los")].into_iter().collect();
    let page = Mounted::app(move || {
        view! {
            <div lang="nl"><EpisodePlayer source=source() texts=own attr:id="dutch" /></div>
            <EpisodePlayer source=source() language="de" texts=of_pairs attr:id="german" />
        }
    })
    .await;
    page.until("the players are there", |page| page.count(".player .play") == 2).await;
    assert_eq!(play_button(&page, "#dutch"), ["Afspelen", "nl", ""]);
    assert_eq!(play_button(&page, "#german"), ["Los", "de", ""]);
    let tabs = page.texts("#tab-notes");
    assert_eq!(tabs, ["Notes", "Notizen"], "what has no text is in the language, or in English");
}

#[wasm_bindgen_test]
async fn each_part_is_in_the_language_of_its_place_or_of_its_provider() {
    let page = Mounted::app(|| {
        view! {
            <EpisodeProvider source=source()>
                <div lang="ar"><Transport attr:id="arabic" /></div>
                <div lang="es"><Transport attr:id="spanish" /></div>
            </EpisodeProvider>
            <EpisodeProvider source=source() language="ja">
                <div lang="ar"><Transport attr:id="japanese" /></div>
            </EpisodeProvider>
            <EpisodeProvider source=Source::from("no-such-file.json") language="de"><Stage /></EpisodeProvider>
        }
    })
    .await;
    page.until("the parts are there", |page| page.count(".is-part .play") == 3).await;
    assert_eq!(play_button(&page, "#arabic"), ["تشغيل", "ar", "rtl"]);
    assert_eq!(play_button(&page, "#spanish"), ["Reproducir", "es", ""]);
    assert_eq!(play_button(&page, "#japanese"), ["再生", "ja", ""]);
    page.until("why there is no episode is in German", |page| {
        page.text("[role=alert]").contains("Diese Folge konnte nicht geladen werden")
    })
    .await;
}

#[wasm_bindgen_test]
fn the_style_sheet_has_all_files_in_their_order() {
    let mut at = 0;
    for line in include_str!("../style/order.txt").lines().chain(["parts.css"]) {
        let file = match line {
            "tokens.css" => include_str!("../style/tokens.css"),
            "preferences.css" => include_str!("../style/preferences.css"),
            "parts.css" => include_str!("../style/parts.css"),
            _ => continue,
        };
        let found = STYLE[at..].find(file).unwrap_or_else(|| panic!("{line} is missing, or out of order"));
        at += found + file.len();
    }
}
