//! MkDocs in the look of Material.

use crate::called;
use crate::python::Site;

pub(crate) fn site() -> Site {
    Site::new("mkdocs", "NO_MKDOCS_2_WARNING=1 mkdocs build --strict")
}

#[test]
fn mkdocs_puts_the_player_into_the_pages_that_are_episodes() {
    let site = site();
    called::put_pages(&site.example, "docs");
    let said = site.build();
    assert!(said.contains("Documentation built") && !said.contains("WARNING"), "{said}");
    called::have_players(&site.example, "site/*/index.html");
    site.is_good_for_readers("mkdocs");
    site.is_good_for_authors("site/search/search_index.json");
}
