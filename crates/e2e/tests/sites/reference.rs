//! The live examples in the reference of the project's own site.

use std::collections::BTreeSet;

use e2e::{Page, Stage};
use serde_json::{Value, json};

use crate::project;
use crate::support::{root, variable};

#[test]
fn every_member_of_the_player_has_a_live_example_that_works() {
    let stage = project::stage();
    let page = stage.open("/reference.html");
    page.wait_for(
        "all players are there",
        "qa('episode-player').length === 7 && qa('.player .play').length >= 6 && q('.is-part')",
    );
    assert_eq!(shown(page, "episode-player"), members("episode-player"));

    makes_an_episode_of_attributes(page);
    starts_where_the_attribute_says(page);
    shows_a_part_of_another_player(page);
    plays_and_lists_events(page);
    refuses_an_episode_with_a_fault(page);
    asks_before_youtube(&stage, page);
    takes_style(page);
    has_no_objections(page);
    fits_on_a_phone(page);
    assert!(stage.elsewhere.requests().is_empty());
}

#[test]
fn every_member_of_the_search_has_a_live_example_that_works() {
    let stage = project::stage();
    let page = stage.open("/reference.html");
    page.wait_for("the list is there", "qa('.row').length === 4");
    assert_eq!(shown(page, "episode-search"), members("episode-search"));

    lists_as_many_as_the_attribute_says(page);
    searches_for_what_the_property_says(page);
    tells_that_a_folder_has_no_list(&stage, page);
    leads_to_the_second_and_keeps_the_place(&stage);
    assert!(stage.elsewhere.requests().is_empty());
}

/// The members that the live examples of an element show: `attribute:src`, `event:play`, `part:stage`.
fn shown(page: Page<'_>, element: &str) -> BTreeSet<String> {
    let shown = "[...document.querySelectorAll(`[data-element=${arguments[0]}] [data-shows]`)].map((e) => e.dataset.shows)";
    page.run(&format!("return {shown}"), vec![element.into()])
}

/// What `custom-elements.json` says of an element.
fn members(of: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("src/custom-elements.json")).expect("the file is there");
    let all: Value = serde_json::from_str(&text).expect("it is JSON");
    let modules = all["modules"].as_array().into_iter().flatten();
    let mut declarations = modules.flat_map(|module| module["declarations"].as_array().into_iter().flatten());
    let element = declarations.find(|one| one["tagName"] == of).expect("it has the element");
    let mut members = BTreeSet::new();
    for (list, kind) in [
        ("attributes", "attribute"),
        ("members", "property"),
        ("events", "event"),
        ("slots", "slot"),
        ("cssProperties", "css"),
        ("cssParts", "part"),
    ] {
        for member in element[list].as_array().into_iter().flatten() {
            let kind = if member["kind"] == "method" { "method" } else { kind };
            members.insert(format!("{kind}:{}", member["name"].as_str().expect("it has a name")));
        }
    }
    assert!(members.len() > 9, "only {members:?}");
    members
}

/// The control of a member of the player, by a selector.
fn control(member: &str) -> String {
    control_of("episode-player", member)
}

fn control_of(element: &str, member: &str) -> String {
    format!("[data-element={element}] [data-shows='{member}'] :is(input, select)")
}

fn set(page: Page<'_>, member: &str, value: &str) {
    page.q(&control(member)).fill(value);
}

fn choose(page: Page<'_>, member: &str, text: &str) {
    page.q(&control(member)).choose(text);
}

fn makes_an_episode_of_attributes(page: Page<'_>) {
    page.wait_for(
        "it has chapters",
        "q('#live-sources').shadowRoot.querySelectorAll('.chapter').length === 3",
    );
    set(page, "attribute:episode-title", "Low water");
    page.wait_for(
        "it has the title",
        "q('#live-sources').shadowRoot.querySelector('.player').ariaLabel.includes('Low water')",
    );
    page.q(&control("attribute:video")).click();
    page.wait_for("it has the film", "q('#live-sources').outerHTML.includes('film.webm') && q('#live-sources').shadowRoot.querySelector('.play')");
    page.q("[data-example=sources] pre")
        .wait_for("the code has it", "element.textContent.includes('video=\"/examples/film.webm\"')");
    choose(page, "attribute:src", "/demo/episode.json");
    page.wait_for(
        "it has the episode of the file",
        "q('#live-sources').shadowRoot.querySelector('.player').ariaLabel.includes('A page that listens')",
    );
}

fn starts_where_the_attribute_says(page: Page<'_>) {
    choose(page, "attribute:start", "1:50");
    page.wait_for("it starts there", "q('#live-menu').currentTime === 110");
    page.q(&control("attribute:download")).click();
    page.run::<()>("[...q('#live-menu').shadowRoot.querySelectorAll('button')].find((button) => button.textContent.includes('More') || button.ariaLabel?.includes('More')).click()", vec![]);
    page.wait_for("the menu offers the file", "q('#live-menu').shadowRoot.querySelector('a[download]')");
}

fn shows_a_part_of_another_player(page: Page<'_>) {
    let shows = |part: &str| format!("q('#live-parts').shadowRoot.querySelector('.is-part > .{part}')");
    page.wait_for("its chapters are there", &shows("chapters"));
    choose(page, "attribute:show", "transcript");
    page.wait_for("its transcript is there", &shows("transcript"));
    choose(page, "attribute:hide", "chapters");
    page.wait_for(
        "the player hides its own chapters",
        "q('#live-hidden').shadowRoot.querySelector('.chapters')?.checkVisibility() === false",
    );
    set(page, "attribute:for", "live-menu");
    page.wait_for("it is of another player", "q('#live-parts').getAttribute('for') === 'live-menu'");
    page.wait_for("its transcript is there", &shows("transcript"));
}

fn plays_and_lists_events(page: Page<'_>) {
    page.q("[data-shows='method:play']").click();
    page.wait_for("it plays", "!q('#live-playback').paused && q('#live-playback').currentTime > 0.2");
    set(page, "property:playbackRate", "1.5");
    page.wait_for("it is faster", "q('#live-playback').playbackRate === 1.5");
    page.q("[data-shows='method:pause']").click();
    page.q("[data-example=playback] .events li:first-child")
        .wait_for("it is told", "/^(pause|timeupdate)/.test(element.textContent)");
    page.q("[data-shows='property:paused'] output")
        .wait_for("the property is", "element.textContent === 'true'");
    page.q("[data-example=playback] pre")
        .wait_for("the code has it", "element.textContent.includes('player.playbackRate = 1.5;')");
}

fn refuses_an_episode_with_a_fault(page: Page<'_>) {
    choose(page, "property:episode", "faulty");
    page.q("[data-example=playback] .events li:first-child").wait_for("it is told", "element.textContent.includes('throws EpisodeError') && element.textContent.includes('chapters[0].start')");
    choose(page, "property:episode", "tides");
    page.wait_for(
        "it has the other episode",
        "q('#live-playback').shadowRoot.querySelector('.player').ariaLabel.includes('Two tides')",
    );
}

fn asks_before_youtube(stage: &Stage, page: Page<'_>) {
    choose(page, "attribute:youtube-host", "www.youtube.com");
    set(page, "slot:consent", "A film of the sea.");
    page.wait_for("it is there", "q('#live-consent').shadowRoot.querySelector('.play') && q('#live-consent [slot=consent]').textContent === 'A film of the sea.'");
    page.run::<()>("q('#live-consent').shadowRoot.querySelector('.play').click()", vec![]);
    page.q("[data-example=consent] .events li").wait_for(
        "it is told",
        "element.textContent.includes('beforeconnect') && element.textContent.includes('www.youtube.com')",
    );
    assert_eq!(stage.embed.connections(), 0, "nothing is requested from YouTube");
}

fn takes_style(page: Page<'_>) {
    let style = |of: &str, name: &str| {
        format!("getComputedStyle(q('#live-style').shadowRoot.querySelector('{of}')).{name}")
    };
    choose(page, "attribute:theme", "dark");
    page.wait_for("its text is light", &format!("/\\d+/.exec({})[0] > 128", style(".player", "color")));
    set(page, "css:--episode-accent", "#ff0000");
    page.wait_for(
        "it has the colour",
        "getComputedStyle(q('#live-style')).getPropertyValue('--episode-accent').trim() === '#ff0000'",
    );
    page.q("[data-example=style] select:has([data-shows='part:transport'])").choose("transport");
    page.wait_for(
        "the part is outlined",
        &format!("{} === 'solid'", style("[part~=transport]", "outlineStyle")),
    );
    page.q("[data-example=style] pre")
        .wait_for("the code has it", "element.textContent.includes('episode-player::part(transport)')");
    page.run::<()>("[...q('[data-example=style]').querySelectorAll('button')].find((b) => b.textContent === 'Reset').click()", vec![]);
    page.wait_for("all is as before", "!q('#live-style').hasAttribute('theme') && !q('[data-example=style] pre').textContent.includes('<style>')");
}

/// The control of a member of the search.
fn of_search(member: &str) -> String {
    control_of("episode-search", member)
}

fn lists_as_many_as_the_attribute_says(page: Page<'_>) {
    page.q(&of_search("attribute:page-size")).choose("2");
    page.wait_for("two are listed", "qa('.row').length === 2");
    page.q(&of_search("attribute:page-size")).choose("not set");
    page.wait_for("all are listed", "qa('.row').length === 4");
}

fn searches_for_what_the_property_says(page: Page<'_>) {
    page.q(&of_search("property:query")).fill("tide");
    page.wait_for("both talks of the sea are found", "qa('.results .match').length >= 3");
    // What is not in view is not quoted.
    page.run::<()>("q('#live-search').scrollIntoView({ behavior: 'instant' })", vec![]);
    page.wait_for("they are quoted", "qa('.match mark').length >= 3");
    page.q("[data-example=search] pre")
        .wait_for("the code has it", "element.textContent.includes('search.query = \"tide\";')");
    for (width, name) in [(1500, "wide"), (390, "phone")] {
        page.resize(width, 844);
        for mode in ["light", "dark"] {
            page.run::<()>("document.documentElement.classList.toggle('dark', arguments[0] === 'dark'); q('#live-search').scrollIntoView({ behavior: 'instant', block: 'end' }); return new Promise(requestAnimationFrame).then(() => null)", vec![mode.into()]);
            page.screenshot(&format!("site-project-reference-search-{mode}-{name}"));
        }
        page.wait_for("nothing is wider than the page", "document.documentElement.scrollWidth <= innerWidth");
    }
    page.resize(1280, 900);
}

fn tells_that_a_folder_has_no_list(stage: &Stage, page: Page<'_>) {
    stage.expect_console("404");
    page.q(&of_search("attribute:src")).choose("/demo/");
    page.wait_for("it is told", "q('#live-search').shadowRoot.textContent.includes('could not be loaded')");
    page.q("[data-example=search] .events li")
        .wait_for("the event is listed", "element.textContent.startsWith('error')");
}

/// A match leads to its second on a page of the site, which can be read without script; the list shows what was begun.
fn leads_to_the_second_and_keeps_the_place(stage: &Stage) {
    let page = stage.open("/reference.html?q=diamond");
    page.wait_for("a turn is found", "qa('.match').length === 1");
    page.run::<()>("q('.match').click()", vec![]);
    page.wait_for("its page is there", "location.pathname === '/episodes/a-page-that-listens.html'");
    page.wait_for("it starts at the second", "q('episode-player').currentTime > 150");
    page.q(".play").click();
    page.wait_for("the place is kept", "localStorage['episode-player /episodes/a-page-that-listens']");
    let page = stage.open("/reference.html");
    page.wait_for(
        "the list shows what is left",
        "qa('.row').some((row) => row.textContent.includes('left'))",
    );

    page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    let text: String = stage.open("/episodes/tides.html").eval("document.body.innerText");
    page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": false }));
    assert!(text.contains("The moon pulls the sea"), "without script: {text}");
}

/// But for one: each of several players has its controls and its search, and most show the same episode.
fn has_no_objections(page: Page<'_>) {
    let axe = std::fs::read_to_string(variable("E2E_NODE_MODULES").join("axe-core/axe.min.js"))
        .expect("axe-core is installed");
    for dark in [false, true] {
        page.run::<()>("document.documentElement.classList.toggle('dark', arguments[0])", vec![dark.into()]);
        let objections: Vec<Value> = page.run(
            &format!(
                "{axe};
                // The site's colours pass into each other.
                const changes = document.getAnimations().filter((change) => change instanceof CSSTransition);
                return Promise.allSettled(changes.map((change) => change.finished)).then(() => axe.run({{ include: ['.live'] }}, {{ iframes: false, resultTypes: ['violations'], rules: {{ 'landmark-unique': {{ enabled: false }} }} }})).then((result) =>
                    result.violations.map((v) => [v.id, v.nodes.map((n) => [n.target.flat().join(' '), n.failureSummary])]))"
            ),
            vec![],
        );
        assert!(objections.is_empty(), "dark: {dark}: {objections:#?}");
    }
}

fn fits_on_a_phone(page: Page<'_>) {
    for (width, name) in [(1500, "wide"), (390, "phone")] {
        page.resize(width, 844);
        for of in ["sources", "playback", "style"] {
            page.run::<()>("q(`[data-example=${arguments[0]}]`).scrollIntoView({ behavior: 'instant' }); return new Promise(requestAnimationFrame).then(() => null)", vec![of.into()]);
            page.screenshot(&format!("site-project-reference-{of}-{name}"));
        }
        page.wait_for("nothing is wider than the page", "document.documentElement.scrollWidth <= innerWidth");
    }
}
