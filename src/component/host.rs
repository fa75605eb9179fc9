//! The element of a component, and the shadow root in it.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

use super::STYLE;
use crate::browser;
use crate::dom::El;

#[wasm_bindgen]
extern "C" {
    type CSSStyleSheet;

    #[wasm_bindgen(constructor)]
    fn new() -> CSSStyleSheet;

    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, text: &str);
}

thread_local! {
    /// All players and parts of a page share one style sheet.
    static SHEET: CSSStyleSheet = {
        let sheet = CSSStyleSheet::new();
        sheet.replace_sync(STYLE);
        sheet
    };
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
    SHEET.with(|sheet| browser::set(&root, "adoptedStyleSheets", &js_sys::Array::of1(sheet)));
    // It fails only where a node would contain itself.
    let _ = root.append_child(&view.element());
}
