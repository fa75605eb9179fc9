//! Style sheets that a strict policy allows: made by the object model, not written into the page.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use super::set;

#[wasm_bindgen]
extern "C" {
    /// The browser's type of the same name.
    #[wasm_bindgen(js_name = CSSStyleSheet)]
    pub(crate) type StyleSheet;

    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet")]
    fn new() -> StyleSheet;

    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &StyleSheet, text: &str);
}

impl StyleSheet {
    pub(crate) fn with_text(text: &str) -> Self {
        let sheet = Self::new();
        sheet.replace_sync(text);
        sheet
    }

    /// Makes it the only style sheet of a shadow root.
    pub(crate) fn adopt(&self, root: &ShadowRoot) {
        set(root, "adoptedStyleSheets", &Array::of1(self));
    }
}
