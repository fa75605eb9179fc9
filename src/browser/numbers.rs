//! Numbers, their forms and lengths of time by the rules of a language, for translations that are in Rust.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::set;

/// The rules of a language, of which there are as many as browsers know: another one has those of the browser's own.
pub(crate) struct NumberRules {
    language: String,
    numbers: NumberFormat,
    plurals: PluralRules,
}

impl NumberRules {
    /// Returns the rules of a language, by its canonical tag.
    pub(crate) fn new(language: &str) -> Self {
        Self {
            numbers: NumberFormat::new(language, &number_options()),
            plurals: PluralRules::new(language),
            language: language.to_owned(),
        }
    }

    /// Writes a number.
    pub(crate) fn write(&self, number: u32) -> String {
        self.numbers.format(number)
    }

    /// Returns the name of the form that a text has with a number, such as `one`.
    pub(crate) fn form(&self, number: u32) -> String {
        self.plurals.select(number)
    }

    /// Writes a length in seconds as it is read aloud, such as "1 hour 2 minutes".
    pub(crate) fn spoken(&self, seconds: u32) -> String {
        let units = [("hour", seconds / 3600), ("minute", seconds / 60 % 60), ("second", seconds % 60)];
        let spoken = Array::new();
        for (unit, number) in units {
            if number > 0 || (unit == "second" && seconds == 0) {
                let options = number_options();
                for (name, value) in [("style", "unit"), ("unit", unit), ("unitDisplay", "long")] {
                    set(&options, name, &value.into());
                }
                spoken.push(&NumberFormat::new(&self.language, &options).format(number).into());
            }
        }
        let options = Object::new();
        set(&options, "type", &"unit".into());
        ListFormat::new(&self.language, &options).format(&spoken)
    }
}

/// With the digits that times have.
fn number_options() -> Object {
    let options = Object::new();
    set(&options, "numberingSystem", &"latn".into());
    options
}

/// Returns the canonical form of a language tag; `None` where it is not one.
pub(crate) fn canonical_language(tag: &str) -> Option<String> {
    canonical_locales(tag).ok()?.get(0).as_string()
}

/// Returns the nearest `lang` of an element, also outside of shadow roots around it.
pub(crate) fn nearest_language(element: &web_sys::Element) -> Option<String> {
    let mut next = Some(element.clone());
    while let Some(element) = next {
        let nearest = element.closest("[lang]").ok().flatten();
        let language = nearest.and_then(|nearest| nearest.get_attribute("lang"));
        if let Some(language) = language.filter(|language| !language.is_empty()) {
            return Some(language);
        }
        next = element.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().map(|root| root.host());
    }
    None
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> NumberFormat;

    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: u32) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str) -> PluralRules;

    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, number: u32) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> ListFormat;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, list: &Array) -> String;
}
