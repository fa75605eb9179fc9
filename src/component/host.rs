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

/// Puts a view into the shadow root of an element; the element's own children are no longer shown.
pub(super) fn fill(host: &HtmlElement, view: &El) {
    let root =
        host.shadow_root().or_else(|| host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok());
    let Some(root) = root else { return };
    SHEET.with(|sheet| sheet.adopt(&root));
    // It fails only where a node would contain itself.
    let _ = root.append_child(&view.element());
}
