//! Zensical.

use crate::called;
use crate::python::Site;

pub(crate) fn site() -> Site {
    Site::new("zensical", "zensical build --strict")
}

#[test]
fn zensical_puts_the_player_into_the_pages_that_are_episodes() {
    let site = site();
    called::put_pages(&site.example, "docs");
    let said = site.build();
    assert!(said.contains("No issues found"), "{said}");
    called::have_players(&site.example, "site/*/index.html");
    site.is_good_for_readers("zensical");
    site.is_good_for_authors("site/search.json");
}
