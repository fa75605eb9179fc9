//! Languages: those of the reader and the page, their names, and where words end in scripts without blanks.

use std::ops::Range;

use js_sys::{JsString, Object};
use wasm_bindgen::prelude::*;

use super::{document, get, set, window};

/// Appends the languages of the reader's browser, the preferred first.
pub(crate) fn push_languages(languages: &mut Vec<String>) {
    let all = window().navigator().languages();
    for index in 0..all.length() {
        languages.extend(all.get(index).as_string());
    }
}

/// Returns the language of the page; `None` where it does not say it.
pub(crate) fn page_language() -> Option<String> {
    document().document_element()?.get_attribute("lang").filter(|language| !language.is_empty())
}

/// Returns the name of a language in that language; its tag where the browser knows none.
pub(crate) fn language_name(tag: &str) -> String {
    let options = Object::new();
    set(&options, "type", &"language".into());
    let names = LanguageNames::new(tag, &options).ok();
    names.and_then(|names| names.of(tag)).unwrap_or_else(|| tag.to_owned())
}

/// Returns the range of the word at a UTF-16 offset of a text, in a script without blanks between words; `None` where the
/// browser does not know.
pub(crate) fn word_at(text: &str, offset: u32) -> Option<Range<u32>> {
    let options = Object::new();
    set(&options, "granularity", &"word".into());
    // By its dictionaries of such scripts, in whatever language.
    let found = Segmenter::new(&JsValue::UNDEFINED, &options).ok()?.segment(text).containing(offset);
    let start = get(&found, "index").as_f64()? as u32;
    let segment: JsString = get(&found, "segment").unchecked_into();
    Some(start..start + segment.length())
}

#[wasm_bindgen]
extern "C" {
    /// `Intl.Segmenter`. That of `js-sys` does not catch the error of a browser that has none.
    #[wasm_bindgen(js_namespace = Intl)]
    type Segmenter;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &JsValue, options: &Object) -> Result<Segmenter, JsValue>;

    #[wasm_bindgen(method)]
    fn segment(this: &Segmenter, text: &str) -> Segments;

    type Segments;

    #[wasm_bindgen(method)]
    fn containing(this: &Segments, offset: u32) -> JsValue;

    /// `Intl.DisplayNames`. That of `js-sys` does not catch the error about an invalid tag.
    #[wasm_bindgen(js_namespace = Intl, js_name = DisplayNames)]
    type LanguageNames;

    #[wasm_bindgen(constructor, catch, js_namespace = Intl, js_class = "DisplayNames")]
    fn new(locale: &str, options: &Object) -> Result<LanguageNames, JsValue>;

    #[wasm_bindgen(method)]
    fn of(this: &LanguageNames, tag: &str) -> Option<String>;
}
