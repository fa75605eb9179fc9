//! The texts of the section: see `language` for how they are translated.

use episode::Timing;
use language::{Text, Translate, Value, Values};
use talk::Unit;

use crate::text::grouped;

/// A text that another language must have: a test reads the sources for them.
pub(crate) const fn text(english: &'static str) -> Text {
    Text(english)
}

/// A number by itself. No translation has it: how it is written is the language's.
const NUMBER: Text = Text("{n}");

/// The language of the section: English, or a translation.
pub(crate) struct Texts {
    /// A BCP 47 tag.
    tag: String,
    translate: Option<Box<Translate>>,
}

impl Texts {
    /// English, with its numbers written here.
    pub(crate) fn english() -> Self {
        Self { tag: "en".to_owned(), translate: None }
    }

    /// A translation, and the tag of its language.
    pub(crate) fn translated((tag, translate): (String, Box<Translate>)) -> Self {
        Self { tag, translate: Some(translate) }
    }

    pub(crate) fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns a text that has no values.
    pub(crate) fn get(&self, text: Text) -> String {
        self.with(text, &[])
    }

    /// Returns a text with its values.
    pub(crate) fn with(&self, text: Text, values: &Values<'_>) -> String {
        let translated = self.translate.as_ref().and_then(|translate| translate(text.0, values));
        translated.unwrap_or_else(|| text.english_with(values, |number| grouped(number as usize)))
    }

    /// Returns a text whose one value is the number `n`.
    pub(crate) fn counted(&self, text: Text, n: usize) -> String {
        self.with(text, &[("n", number(n))])
    }

    pub(crate) fn number(&self, n: usize) -> String {
        self.counted(NUMBER, n)
    }

    pub(crate) fn percent(&self, n: usize) -> String {
        self.counted(text("{n} %"), n)
    }

    /// Returns a time or a length, marked where times are estimated.
    pub(crate) fn time(&self, timing: Timing, time: &impl ToString) -> String {
        let time = time.to_string();
        match timing {
            Timing::Estimated => self.with(text("≈ {time}"), &[("time", Value::Text(&time))]),
            _ => time,
        }
    }
}

pub(crate) fn number(n: usize) -> Value<'static> {
    Value::Number(u32::try_from(n).unwrap_or(u32::MAX))
}

/// What is said of that which is counted: words, or characters where no blanks stand between words.
pub(crate) struct Counted {
    pub(crate) title: Text,
    pub(crate) number: Text,
    pub(crate) summary: Text,
    pub(crate) summary_with_length: Text,
    pub(crate) share: Text,
    pub(crate) per_minute: Text,
    pub(crate) average: Text,
    pub(crate) chart: Text,
    pub(crate) chart_with_extremes: Text,
}

impl Counted {
    pub(crate) fn of(unit: Unit) -> &'static Self {
        match unit {
            Unit::Words => &WORDS,
            Unit::Characters => &CHARACTERS,
        }
    }
}

static WORDS: Counted = Counted {
    title: text("Words"),
    number: text("{n} word|{n} words"),
    summary: text("{n} word.|{n} words."),
    summary_with_length: text("{n} word in {length}.|{n} words in {length}."),
    share: text("share of the words"),
    per_minute: text("Words per minute"),
    average: text("words per minute, average {average}"),
    chart: text("Words per minute over time. Average {average}."),
    chart_with_extremes: text(
        "Words per minute over time. Average {average}; least {least} at {least_at}; most {most} at {most_at}.",
    ),
};
static CHARACTERS: Counted = Counted {
    title: text("Characters"),
    number: text("{n} character|{n} characters"),
    summary: text("{n} character.|{n} characters."),
    summary_with_length: text("{n} character in {length}.|{n} characters in {length}."),
    share: text("share of the characters"),
    per_minute: text("Characters per minute"),
    average: text("characters per minute, average {average}"),
    chart: text("Characters per minute over time. Average {average}."),
    chart_with_extremes: text(
        "Characters per minute over time. Average {average}; least {least} at {least_at}; most {most} at {most_at}.",
    ),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_numbers_have_commas_and_their_form() {
        let texts = Texts::english();
        let words = Counted::of(Unit::Words);
        assert_eq!([1, 12_345].map(|n| texts.counted(words.number, n)), ["1 word", "12,345 words"]);
        assert_eq!(texts.number(1234), "1,234");
        assert_eq!(texts.time(Timing::Estimated, &"0:13"), "≈ 0:13");
    }

    #[test]
    fn what_a_translation_lacks_is_in_english() {
        let translate = |key: &str, _: &Values<'_>| (key == "Words").then(|| "Wörter".to_owned());
        let texts = Texts::translated(("de".to_owned(), Box::new(translate)));
        assert_eq!([text("Words"), text("Share")].map(|text| texts.get(text)), ["Wörter", "Share"]);
    }
}
