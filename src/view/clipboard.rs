//! Copying to the clipboard, with a toast.

use crate::browser;
use crate::language::Localized as _;
use crate::state::Toast;
use crate::strings;

/// Copies a text, and says in a toast what was copied, or that nothing was.
pub(super) fn copy(toast: Toast, text: String, copied: String) {
    let not_copied = strings::NOT_COPIED.get();
    browser::spawn_local(async move {
        let has_copied = browser::copy(text).await;
        toast.show(if has_copied { copied } else { not_copied });
    });
}
