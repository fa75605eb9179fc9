//! The component beside the element.

use crate::{built, stage};

/// What is inside, by its words and the sizes of its parts.
const LOOK: &str = "((host) => [...host.shadowRoot.querySelectorAll(
    '.player, .stage, .transport, .chapters, .chapter, .side, .turn')].map((e) => {
        const { width, height } = e.getBoundingClientRect();
        return [e.className, e.textContent, Math.round(width), Math.round(height)].join(' ');
    }))";

#[test]
fn the_component_looks_as_the_element_does() {
    let stage = stage();
    stage.site.mount("/", built("E2E_LEPTOS_BESIDE"));
    // Trunk starts the app by a script in the page.
    stage.site.policy("/", "");
    let page = stage.open("/");
    page.wait_for("both are there", "qa('.player .turn').length > 1 && qa('audio').length === 2");
    page.wait_for(
        "both have all turns",
        "new Set(['div.episode-player', 'episode-player'].map((host) =>
            document.querySelector(host).shadowRoot.querySelectorAll('.turn').length)).size === 1",
    );
    for (width, height) in [(1280, 757), (390, 844)] {
        page.resize(width, height);
        page.screenshot(&format!("leptos-beside-{width}"));
        let [component, element] = ["div.episode-player", "episode-player"]
            .map(|host| page.eval::<Vec<String>>(&format!("{LOOK}(document.querySelector('{host}'))")));
        assert!(component.len() > 10, "it is looked at: {component:?}");
        assert_eq!(component, element, "at {width} px");
    }
}
