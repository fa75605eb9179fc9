//! axe-core finds nothing to object to in the component, in a layout of parts and in the server's text.

use e2e::Page;

use crate::ssr::Server;
use crate::{csr, go, stage};

/// Everything that axe-core objects to, light and dark. The page is given a ground and a text colour of both.
fn objections(page: Page<'_>) -> Vec<String> {
    let modules =
        std::env::var("E2E_NODE_MODULES").expect("E2E_NODE_MODULES is set by `cargo xtask test leptos`");
    let axe =
        std::fs::read_to_string(format!("{modules}/axe-core/axe.min.js")).expect("axe-core is installed");
    page.run::<()>(
        "for (const [name, text] of [['script', arguments[0]], ['style', arguments[1]]])
            document.head.append(Object.assign(document.createElement(name), { textContent: text }));",
        vec![
            axe.into(),
            // Said outright: axe-core takes the browser's own dark background for white.
            ":root { color-scheme: light dark; color: CanvasText; background: Canvas; }".into(),
        ],
    );
    page.objections()
}

#[track_caller]
fn assert_in_order(page: Page<'_>) {
    let found = objections(page);
    assert!(found.is_empty(), "{}", found.join("\n"));
    page.run::<()>(
        "q('.player, article, [class^=episode-] > div').append(document.createElement('img'))",
        vec![],
    );
    let found = objections(page);
    assert!(found.iter().any(|fault| fault.contains("image-alt")), "what is inside is looked at: {found:?}");
}

#[test]
fn the_ready_player_is_in_order() {
    let stage = stage();
    let page = csr::open(&stage);
    page.wait_for("the app is there", "q('nav a')");
    go(page, "/player");
    page.wait_for("the player is there", "q('.turn') && q('audio')");
    assert_in_order(page);
}

#[test]
fn a_layout_of_parts_is_in_order() {
    let stage = stage();
    let page = csr::open(&stage);
    page.wait_for("the app is there", "q('nav a')");
    go(page, "/layout");
    page.wait_for("the parts are there", "qa('.is-part').length === 6 && q('.turn') && q('audio')");
    assert_in_order(page);
}

#[test]
fn the_servers_text_is_in_order_and_so_is_what_takes_its_place() {
    let server = Server::start();
    let stage = stage();
    for path in ["/player", "/layout"] {
        assert_in_order(server.text(&stage, path));
        let page = server.open(stage.page(), path);
        page.wait_for("the player is there", "q('.turn') && q('audio')");
        assert_in_order(page);
    }
}
