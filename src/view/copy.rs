//! What a reader takes along: whatever is copied, and that it was.

use crate::browser;
use crate::state::Player;

/// Puts a text on the clipboard, and says that `what` was copied.
pub(super) fn copy(player: Player, text: String, what: String) {
    browser::spawn_local(async move {
        let worked = browser::copy(text).await;
        player.tell(if worked { what + " copied" } else { "The browser did not let it copy".into() });
    });
}
