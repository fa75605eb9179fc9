//! The language of the interface: the page's, where there is a translation, else English.
//!
//! Each player of a page can have its own: views are built in it, and the effects and listeners that they create run in it
//! again.

use std::cell::Cell;
use std::rc::Rc;

use language::{Text, Translate, Values};

use crate::reactive::*;

thread_local! {
    static CURRENT: Cell<Language> = const { Cell::new(Language(None)) };
}

/// The language of the interface of one player: English, or a translation.
#[derive(Clone, Copy, Default)]
pub(crate) struct Language(Option<StoredValue<Rc<Translation>>>);

struct Translation {
    /// A BCP 47 tag.
    tag: String,
    translate: Box<Translate>,
}

impl Language {
    /// Creates a language, which the current reactive owner owns.
    pub(crate) fn new(tag: String, translate: Box<Translate>) -> Self {
        Self(Some(StoredValue::new_local(Rc::new(Translation { tag, translate }))))
    }

    /// Runs `run` in this language.
    pub(crate) fn run<T>(self, run: impl FnOnce() -> T) -> T {
        let before = CURRENT.replace(self);
        let result = run();
        CURRENT.set(before);
        result
    }

    /// Returns the language of what runs now. What waits for an answer takes it before.
    pub(crate) fn current() -> Self {
        CURRENT.get()
    }

    /// Returns its BCP 47 tag.
    pub(crate) fn tag(self) -> String {
        self.translation().map_or_else(|| "en".to_owned(), |translation| translation.tag.clone())
    }

    /// Returns the direction that the player has by its language; `None` where it is the page's.
    pub(crate) fn direction(self) -> Option<&'static str> {
        // Of the languages that there are; a site that has texts of its own in another such one says it by `dir`.
        (self.tag() == "ar").then_some("rtl")
    }

    /// Returns a text that has no values.
    pub(crate) fn get(self, text: Text) -> String {
        self.with(text, &[])
    }

    /// Returns a text with its values.
    pub(crate) fn with(self, text: Text, values: &Values<'_>) -> String {
        self.translated(text.0, values).unwrap_or_else(|| text.english(values))
    }

    /// Returns what the translation has for a key; `None` in English.
    pub(crate) fn translated(self, key: &str, values: &Values<'_>) -> Option<String> {
        self.translation().and_then(|translation| (translation.translate)(key, values))
    }

    fn translation(self) -> Option<Rc<Translation>> {
        self.0.and_then(StoredValue::try_get_value)
    }
}

/// A text in the current language.
pub(crate) trait Localized {
    /// Returns the text.
    fn get(self) -> String;
    /// Returns the text with its values.
    fn with(self, values: &Values<'_>) -> String;
}

impl Localized for Text {
    fn get(self) -> String {
        Language::current().get(self)
    }

    fn with(self, values: &Values<'_>) -> String {
        Language::current().with(self, values)
    }
}
