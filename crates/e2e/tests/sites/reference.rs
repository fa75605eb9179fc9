//! The live examples in the reference of the project's own site.

use std::collections::BTreeSet;

use e2e::{Page, Stage};
use serde_json::Value;

use crate::project;
use crate::support::{root, variable};

/// Every element of the reference's page that shows a member: `attribute:src`, `event:play`, `part:stage`.
const SHOWN: &str = "[...document.querySelectorAll('[data-shows]')].map((element) => element.dataset.shows)";

#[test]
fn every_member_of_the_element_has_a_live_example_that_works() {
    let stage = project::stage();
    let page = stage.open("/reference.html");
    page.wait_for(
        "all players are there",
        "qa('episode-player').length === 5 && qa('.player .play').length >= 5",
    );
    let shown: Vec<String> = page.eval(SHOWN);
    assert_eq!(shown.into_iter().collect::<BTreeSet<_>>(), members());

    makes_an_episode_of_attributes(page);
    starts_where_the_attribute_says(page);
    plays_and_lists_events(page);
    refuses_an_episode_with_a_fault(page);
    asks_before_youtube(&stage, page);
    takes_style(page);
    has_no_objections(page);
    fits_on_a_phone(page);
    assert!(stage.elsewhere.requests().is_empty());
}

/// What `custom-elements.json` says of the element.
fn members() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("src/custom-elements.json")).expect("the file is there");
    let all: Value = serde_json::from_str(&text).expect("it is JSON");
    let modules = all["modules"].as_array().into_iter().flatten();
    let mut declarations = modules.flat_map(|module| module["declarations"].as_array().into_iter().flatten());
    let element = declarations.find(|one| one["tagName"] == "episode-player").expect("it has the element");
    let mut members = BTreeSet::new();
    for (list, kind) in [
        ("attributes", "attribute"),
        ("members", "property"),
        ("events", "event"),
        ("slots", "slot"),
        ("cssProperties", "css"),
        ("cssParts", "part"),
    ] {
        for member in element[list].as_array().expect("it is a list") {
            let kind = if member["kind"] == "method" { "method" } else { kind };
            members.insert(format!("{kind}:{}", member["name"].as_str().expect("it has a name")));
        }
    }
    assert!(members.len() > 50, "only {members:?}");
    members
}

/// The control of a member, by a selector.
fn control(member: &str) -> String {
    format!("[data-shows='{member}'] :is(input, select)")
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

/// But for one: each of several players has its controls and its search, and most show the same episode.
fn has_no_objections(page: Page<'_>) {
    let axe = std::fs::read_to_string(variable("E2E_NODE_MODULES").join("axe-core/axe.min.js"))
        .expect("axe-core is installed");
    for dark in [false, true] {
        page.run::<()>("document.documentElement.classList.toggle('dark', arguments[0])", vec![dark.into()]);
        let objections: Vec<Value> = page.run(
            &format!(
                "{axe}; return axe.run({{ include: ['.live'] }}, {{ iframes: false, resultTypes: ['violations'], rules: {{ 'landmark-unique': {{ enabled: false }} }} }}).then((result) =>
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
