//! The element of a component, and the shadow root in it.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

use super::STYLE;
use crate::browser::StyleSheet;
use crate::dom::El;

thread_local! {
    /// All players and parts of a page share one style sheet.
    static SHEET: StyleSheet = StyleSheet::with_text(STYLE);
}

/// Calls `fill` with the element once that is in the page, under the component's owner. Never on a server.
pub(super) fn on_mount(element: NodeRef<Div>, fill: impl FnOnce(&HtmlElement) + 'static) {
    let owner = Owner::current().unwrap_or_default();
    element.on_load(move |element| {
        // Untracked: the effect that waits for the element must not run again for what `fill` reads.
        owner.with(|| untrack(|| fill(&element)));
    });
}

/// Puts views into the shadow root of an element, in place of what is in it; the element's own children are no longer
/// shown, unless one of the views is a slot.
///
/// What is in it is of a component before: Leptos keeps an element where it builds a view of the same type again.
pub(super) fn fill(host: &HtmlElement, views: &[El]) {
    let root =
        host.shadow_root().or_else(|| host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok());
    let Some(root) = root else { return };
    SHEET.with(|sheet| sheet.adopt(&root));
    root.set_text_content(None);
    for view in views {
        // It fails only where a node would contain itself.
        let _ = root.append_child(&view.element());
    }
}
