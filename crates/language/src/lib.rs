//! The texts of the interface, and how they are translated.
//!
//! A text is English where it stands, and that is its key in a translation: whoever reads the code reads what is shown, and
//! what a translation lacks is shown in English. Fluent was weighed and refused: `fluent-bundle` is larger than the whole
//! player, and of what it can do these texts need values and the forms of a number alone, which browsers have by `Intl`.

use episode::text::fill;

/// A text. `{name}` in it stands for a value. What depends on a number has two forms, separated by `|`: the first is for 1.
/// A translation has as many forms as its language needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(
    /// The English text, and the key in a translation.
    pub &'static str,
);

/// A value in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// A number, which is written as the language does. The form of the text depends on the one that is called `n`.
    Number(u32),
}

/// The values of a text, each with its name.
pub type Values<'a> = [(&'static str, Value<'a>)];

/// Returns the translation of a text with its values, by its key; `None` where there is none.
pub type Translate = dyn Fn(&str, &Values<'_>) -> Option<String>;

/// The key of a length as it is read aloud, such as "1 hour 2 minutes". Its value `n` is a number of seconds.
pub const SPOKEN: &str = "spoken";

impl Text {
    /// Returns the text in English.
    pub fn english(self, values: &Values<'_>) -> String {
        self.english_with(values, |number| number.to_string())
    }

    /// Returns the text in English, with its numbers as `write` writes them.
    pub fn english_with(self, values: &Values<'_>, write: impl Fn(u32) -> String) -> String {
        let is_one = values.contains(&("n", Value::Number(1)));
        let mut forms = self.0.split('|');
        let first = forms.next().unwrap_or_default();
        let form = if is_one { first } else { forms.next().unwrap_or(first) };
        fill(form, &|name| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some(match value {
                Value::Text(text) => (*text).to_owned(),
                Value::Number(number) => write(*number),
            })
        })
    }
}

/// Returns the translation that a function of JavaScript has, with its language's BCP 47 tag, as `src/more/texts.js` makes it.
/// The function takes a key and an object of the values, and has the tag as `language`.
#[cfg(feature = "js")]
pub fn from_js(text: js_sys::Function) -> (String, Box<Translate>) {
    use wasm_bindgen::JsValue;
    let tag = js_sys::Reflect::get(&text, &"language".into()).ok().and_then(|tag| tag.as_string());
    let translate = move |key: &str, values: &Values<'_>| {
        let object = js_sys::Object::new();
        for (name, value) in values {
            let value = match value {
                Value::Text(text) => JsValue::from_str(text),
                Value::Number(number) => JsValue::from_f64((*number).into()),
            };
            // It fails only on a frozen object.
            let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), &value);
        }
        text.call2(&JsValue::NULL, &key.into(), &object).ok()?.as_string()
    };
    (tag.unwrap_or_default(), Box::new(translate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_the_number() {
        let matches = Text("{n} match|{n} matches");
        let of = |n| matches.english(&[("n", Value::Number(n))]);
        assert_eq!([0, 1, 2].map(of), ["0 matches", "1 match", "2 matches"]);
    }

    #[test]
    fn values_stand_where_they_are_named() {
        let text = Text("{name}, part {part} of {of}");
        let values =
            [("of", Value::Number(3)), ("part", Value::Number(1)), ("name", Value::Text("{of} tides"))];
        assert_eq!(text.english(&values), "{of} tides, part 1 of 3");
    }
}
