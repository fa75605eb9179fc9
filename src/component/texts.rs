//! The language of a component: that of its place in the page, or of its props, by the texts that the app has in itself.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use episode::json::{Json, SyntaxError};
use episode::text::fill;
use language::{SPOKEN, Value, Values};
use leptos::prelude::*;
use web_sys::Element;

use crate::browser::{NumberRules, canonical_language, nearest_language};
use crate::dom::render_effect;
use crate::language::Language;

/// The languages that the app has by its features, each with its file.
const LANGUAGES: &[(&str, &str)] = &[
    #[cfg(feature = "lang-ar")]
    ("ar", include_str!("../languages/ar.js")),
    #[cfg(feature = "lang-de")]
    ("de", include_str!("../languages/de.js")),
    #[cfg(feature = "lang-es")]
    ("es", include_str!("../languages/es.js")),
    #[cfg(feature = "lang-fr")]
    ("fr", include_str!("../languages/fr.js")),
    #[cfg(feature = "lang-ja")]
    ("ja", include_str!("../languages/ja.js")),
    #[cfg(feature = "lang-pt")]
    ("pt", include_str!("../languages/pt.js")),
    #[cfg(feature = "lang-zh")]
    ("zh", include_str!("../languages/zh.js")),
];

/// Texts of the interface of an app's own: `texts` of [`EpisodePlayer`](crate::EpisodePlayer) and
/// [`EpisodeProvider`](crate::EpisodeProvider).
///
/// A text's key is what it is in English, as in `src/languages/de.js`. What has no text here is in the language of the
/// component, else in English.
///
/// ```
/// use episode_player::Texts;
///
/// let texts = Texts::from_json(r#"{ "{n} match|{n} matches": { "one": "{n} resultaat", "other": "{n} resultaten" } }"#);
/// assert!(texts.is_ok());
/// let texts: Texts = [("Play", "Afspelen"), ("Pause", "Pauzeren")].into_iter().collect();
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(Arc<BTreeMap<String, Forms>>);

/// The forms of a text, by the names that `Intl.PluralRules` has for them; `other` alone where it depends on no number.
type Forms = BTreeMap<String, String>;

const OTHER: &str = "other";

impl Texts {
    /// Reads an object in JSON: each key has its text, or an object of the forms of a text that depends on the number `n`.
    /// A key that has neither is left out.
    ///
    /// # Errors
    /// The first place that is not JSON, or the start where it is no object.
    pub fn from_json(json: &str) -> Result<Self, SyntaxError> {
        let Json::Object(entries) = Json::parse(json)? else {
            let found = "another value".to_owned();
            return Err(SyntaxError { at: 0, line: 1, column: 1, found, wanted: "an object" });
        };
        let texts = entries.into_iter().filter_map(|(key, value)| Some((key.into_owned(), forms(value)?)));
        Ok(Self(Arc::new(texts.collect())))
    }

    /// Returns the texts of a language that the app has.
    fn of_language(language: &str) -> Option<Self> {
        let (_, file) = LANGUAGES.iter().find(|(known, _)| *known == language)?;
        let (_, object) = file.split_once("export default ")?;
        Self::from_json(object.trim_end().trim_end_matches(';')).ok()
    }

    fn form(&self, key: &str, name: impl FnOnce() -> String) -> Option<&String> {
        let forms = self.0.get(key)?;
        // Only a text that depends on a number asks the browser for its rules.
        let form = if forms.len() > 1 { forms.get(&name()) } else { None };
        form.or_else(|| forms.get(OTHER))
    }
}

fn forms(value: Json<'_>) -> Option<Forms> {
    let text = |value: Json<'_>| if let Json::Text(text) = value { Some(text.into_owned()) } else { None };
    match value {
        Json::Object(forms) => Some(
            forms.into_iter().filter_map(|(name, form)| Some((name.into_owned(), text(form)?))).collect(),
        ),
        value => text(value).map(|text| [(OTHER.to_owned(), text)].into()),
    }
}

impl<K: Into<String>, V: Into<String>> FromIterator<(K, V)> for Texts {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(texts: I) -> Self {
        let texts =
            texts.into_iter().map(|(key, text)| (key.into(), [(OTHER.to_owned(), text.into())].into()));
        Self(Arc::new(texts.collect()))
    }
}

/// What a component's props say about its language.
#[derive(Clone, Copy)]
pub(super) struct LanguageProps(Memo<(Option<String>, Option<Texts>)>);

impl LanguageProps {
    pub(super) fn new(language: MaybeProp<String>, texts: MaybeProp<Texts>) -> Self {
        Self(Memo::new(move |_| (language.get().filter(|tag| !tag.is_empty()), texts.get())))
    }

    /// Calls `leave` and then `build`, in the language of a component at an element; and again where the props change. What is
    /// built has a reactive owner, which ends between the two.
    pub(super) fn each(self, element: &Element, leave: impl Fn() + 'static, build: impl Fn() + 'static) {
        let element = element.clone();
        // Not the component's own, which would then own an effect that keeps it alive.
        let owner = Owner::new();
        render_effect(move || {
            let (tag, texts) = self.0.get();
            untrack(|| {
                leave();
                owner.cleanup();
                let tag = tag.or_else(|| nearest_language(&element));
                let tag = tag.and_then(|tag| canonical_language(&tag));
                owner.with(|| language(tag, texts).run(&build));
            });
        });
    }

    /// Runs `run` in the language of the text that a server renders: that of the prop, or English, for a component's place is
    /// not known there. Tracked.
    pub(super) fn run_for_text<T>(self, run: impl FnOnce() -> T) -> T {
        let (tag, texts) = self.0.get();
        // Ended on this thread, to which what it owns belongs.
        let owner = Owner::new();
        let result = owner.with(|| language(tag, texts).run(run));
        owner.cleanup();
        result
    }
}

/// Creates a language, which the current reactive owner owns.
fn language(tag: Option<String>, own: Option<Texts>) -> Language {
    let tag = tag.unwrap_or_else(|| "en".to_owned());
    let language = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let table = Texts::of_language(&language);
    if own.is_none() && table.is_none() {
        return Language::default();
    }
    let isolates = ["ar", "fa", "he", "ur"].contains(&&*language);
    let tag = if table.is_some() { language } else { tag };
    let texts = own.into_iter().chain(table).collect();
    let translation = Translation { texts, isolates, tag: tag.clone(), rules: OnceCell::new() };
    Language::new(tag, Box::new(move |key, values| translation.text(key, values)))
}

/// The texts of a component, as `more/texts.js` has those of the element.
struct Translation {
    tag: String,
    /// The app's own, then those of the language.
    texts: Vec<Texts>,
    /// Whether values in a text must not change the order of what is around them: from right to left.
    isolates: bool,
    rules: OnceCell<NumberRules>,
}

impl Translation {
    fn text(&self, key: &str, values: &Values<'_>) -> Option<String> {
        let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        let number = if let Some(Value::Number(number)) = value("n") { number } else { 0 };
        if key == SPOKEN {
            return Some(self.rules().spoken(number));
        }
        let form = self.texts.iter().find_map(|texts| texts.form(key, || self.rules().form(number)))?;
        let write = |name: &str| {
            Some(match value(name)? {
                Value::Number(number) => self.rules().write(number),
                // U+2068 and U+2069 isolate.
                Value::Text(text) if self.isolates => format!("\u{2068}{text}\u{2069}"),
                Value::Text(text) => text.to_owned(),
            })
        };
        Some(fill(form, &write))
    }

    /// Of the browser. What a server renders has no numbers.
    fn rules(&self) -> &NumberRules {
        self.rules.get_or_init(|| NumberRules::new(&self.tag))
    }
}
