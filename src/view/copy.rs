//! What a reader takes along: links to a time, and whatever else is copied; and that it was.

use episode::Millis;

use crate::browser;
use crate::state::Player;

/// Puts a text on the clipboard, and says that `what` was copied.
pub(super) fn copy(player: Player, text: String, what: String) {
    browser::spawn_local(async move {
        let worked = browser::copy(text).await;
        player.tell(if worked { what + " copied" } else { "The browser did not let it copy".into() });
    });
}

/// The page's address with a time in it, to the millisecond: a turn's first word is not the end of the one before.
pub(super) fn link_to(time: Millis) -> String {
    let page = browser::page_url();
    let page = page.split('#').next().unwrap_or_default();
    let link = format!("{page}#t={}.{:03}", time.0 / 1000, time.0 % 1000);
    link.trim_end_matches('0').trim_end_matches('.').to_owned()
}
