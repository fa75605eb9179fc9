//! What the interface shows beside the episode: the open panel, the filter on speakers, the toast.

use std::rc::Rc;

use crate::browser::Timeout;
use crate::reactive::*;

/// How long a toast is shown, in milliseconds.
const TOAST_DURATION: f64 = 2500.0;

/// The id of a panel: `view/panels.rs` lists them.
pub(crate) type PanelId = &'static str;

/// The signals of the interface.
#[derive(Clone, Copy)]
pub(crate) struct InterfaceHandle(StoredValue<Rc<Signals>>);

struct Signals {
    panel: RwSignal<PanelId>,
    is_narrow: RwSignal<bool>,
    is_following: RwSignal<bool>,
    speaker_filter: RwSignal<Option<usize>>,
    toast: Toast,
}

impl InterfaceHandle {
    pub(super) fn new(panel: PanelId) -> Self {
        Self(StoredValue::new_local(Rc::new(Signals {
            panel: RwSignal::new_local(panel),
            is_narrow: RwSignal::new_local(false),
            is_following: RwSignal::new_local(true),
            speaker_filter: RwSignal::new_local(None),
            toast: Toast { text: RwSignal::new_local(String::new()), timer: StoredValue::new_local(None) },
        })))
    }

    /// Returns the signals for a part that stands alone: always open and never narrow, it shares what the reader chose.
    pub(crate) fn apart(self) -> Self {
        let panel = RwSignal::new_local(crate::view::TRANSCRIPT);
        let is_narrow = RwSignal::new_local(false);
        Self(StoredValue::new_local(Rc::new(Signals { panel, is_narrow, ..*self.0.get_value() })))
    }

    /// Returns whether the player was disposed.
    pub(crate) fn is_disposed(self) -> bool {
        self.0.is_disposed()
    }

    /// The open panel.
    pub(crate) fn panel(self) -> RwSignal<PanelId> {
        self.0.get_value().panel
    }

    /// Whether the player is one column, in which the chapters are a tab.
    pub(crate) fn is_narrow(self) -> RwSignal<bool> {
        self.0.get_value().is_narrow
    }

    /// Whether the transcript follows the speech: until the reader scrolls it, and again after a seek.
    pub(crate) fn is_following(self) -> RwSignal<bool> {
        self.0.get_value().is_following
    }

    /// The one speaker whose turns are not dimmed.
    pub(crate) fn speaker_filter(self) -> RwSignal<Option<usize>> {
        self.0.get_value().speaker_filter
    }

    pub(crate) fn toast(self) -> Toast {
        self.0.get_value().toast
    }
}

/// A short message about what was done, shown for [`TOAST_DURATION`].
#[derive(Clone, Copy)]
pub(crate) struct Toast {
    text: RwSignal<String>,
    timer: StoredValue<Option<Timeout>>,
}

impl Toast {
    /// The message; empty while there is none.
    pub(crate) fn text(self) -> ReadSignal<String> {
        self.text.read_only()
    }

    /// Shows a message. Does nothing once the player is disposed.
    pub(crate) fn show(self, message: String) {
        if !self.timer.is_disposed() {
            self.text.set(message);
            let clear = move || self.text.set(String::new());
            self.timer.set_value(Some(Timeout::new(TOAST_DURATION, clear)));
        }
    }
}
