//! Copying to the clipboard, with a toast.

use crate::browser;
use crate::state::Toast;
use crate::strings;

/// Copies a text, and says in a toast that `what` was copied.
pub(super) fn copy(toast: Toast, text: String, what: String) {
    browser::spawn_local(async move {
        let has_copied = browser::copy(text).await;
        toast.show(if has_copied { strings::copied(&what) } else { strings::NOT_COPIED.into() });
    });
}
