//! The JSON, letter by letter: format version 1 as it is written.
//!
//! The [`model`](crate::model) is written as these types, and the JSON Schema is made from them.
//! [`read`](crate::read()) goes straight from the keys to the model; a test holds the two together. Unknown keys are
//! left out with a warning, so that version 1 can grow.

use serde::{Serialize, Serializer};

use crate::time::Millis;

/// The version that this crate reads and writes.
pub const VERSION: u32 = 1;

/// A time: in the JSON seconds as a number, or `"mm:ss"`, `"h:mm:ss"`, with `.mmm` if need be. It is written in
/// seconds.
impl Serialize for Millis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        seconds(self.0.into(), serializer)
    }
}

/// How much later a recording is, in milliseconds; seconds in the JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offset(pub i32);

impl Serialize for Offset {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        seconds(self.0.into(), serializer)
    }
}

/// Whole seconds without a ".0".
fn seconds<S: Serializer>(millis: i64, serializer: S) -> Result<S::Ok, S::Error> {
    if millis % 1000 == 0 {
        serializer.serialize_i64(millis / 1000)
    } else {
        serializer.serialize_f64(millis as f64 / 1000.0)
    }
}

/// Declares wire structs: all fields optional, empty ones not written. A field is named as its key, or has it
/// after `=`.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($(#[$meta:meta])* $field:ident $(= $key:literal)?: $type:ty,)* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(default))]
        $(#[$doc])*
        pub struct $name {
            $(
                #[serde($(rename = $key,)? skip_serializing_if = "is_empty")]
                $(#[$meta])*
                pub $field: $type,
            )*
        }
    )*};
}

/// What need not be written.
fn is_empty<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

wire! {
    /// One episode, as `<episode-player>` shows it: format version 1. Times are seconds, or "mm:ss", or
    /// "h:mm:ss", with ".mmm" if need be. Unknown keys are left out with a warning.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["title"])))]
    Episode {
        /// The schema that this file follows, for editors.
        schema = "$schema": Option<String>,
        /// The version of the format: 1.
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))] version: Option<u32>,
        /// A slug, unique on the site.
        id: Option<String>,
        /// The number that listeners know it by.
        number: Option<u32>,
        /// Never empty.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] title: Option<String>,
        /// A BCP 47 tag, such as "en"; without it, the page's own.
        language: Option<String>,
        /// YYYY-MM-DD.
        published: Option<String>,
        /// As the page says; the recording's own wins once it is known.
        duration: Option<Millis>,
        /// In order of preference: the first that works is used.
        media: Vec<Media>,
        /// An image of the site itself; without one, the player draws a title card.
        poster: Option<String>,
        /// Everyone who speaks; the order gives each a colour.
        speakers: Vec<Speaker>,
        /// The series that this is a part of.
        series: Option<Series>,
        /// What to go on with: offered at the end.
        next: Option<Link>,
        /// Whom it is for, in a sentence.
        audience: Option<String>,
        /// What it is about.
        synopsis: Vec<Node>,
        /// By start. What comes before the first one is in no chapter.
        chapters: Vec<Chapter>,
        /// The key figures, in the page's order.
        statistics: Vec<Statistic>,
        /// Who says what, and when.
        transcript: Option<Transcript>,
        /// The transcript in other languages, on the same clock; the reader selects one. Each names its language.
        translations: Vec<Transcript>,
        /// The words that tell it from the site's other episodes: the import of a folder finds them.
        #[cfg(feature = "keywords")]
        keywords: Option<Keywords>,
        /// Everything else on the page, under its own headings.
        sections: Vec<Section>,
        /// Other episodes.
        related: Vec<Related>,
        /// Links, by group.
        resources: Vec<ResourceGroup>,
    }
    /// A recording: exactly one of `youtube`, `audio`, `video`.
    Media {
        /// A YouTube video: its 11 characters.
        #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[A-Za-z0-9_-]{11}$")))]
        youtube: Option<String>,
        /// A sound file, by address relative to this file.
        audio: Option<String>,
        /// A video file, by address relative to this file.
        video: Option<String>,
        /// The file's MIME type.
        mime = "type": Option<String>,
        /// How many seconds later everything is in this recording than the transcript says; negative where
        /// the recording is cut shorter.
        offset: Option<Offset>,
    }
    /// Someone who speaks.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "name"])))]
    Speaker {
        /// What turns name them by; unique in the episode.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] id: Option<String>,
        /// As it is shown.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] name: Option<String>,
    }
    /// The series that an episode is a part of.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["name"])))]
    Series {
        /// Its name.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] name: Option<String>,
        /// Which part this is, from 1.
        part: Option<u32>,
        /// How many parts there are.
        of: Option<u32>,
    }
    /// A chapter: it lasts until the next one starts.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["start", "title"])))]
    Chapter {
        /// Where it starts; after the one before.
        #[cfg_attr(feature = "schema", schemars(required))] start: Option<Millis>,
        /// Its title.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] title: Option<String>,
        /// Where its subject has a page.
        url: Option<String>,
    }
    /// A key figure of the episode.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["metric", "value"])))]
    Statistic {
        /// What is counted.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] metric: Option<String>,
        /// The figure, as the page has it: "up to 35%".
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] value: Option<String>,
        /// Who says so.
        source: Option<String>,
        /// Where it is said.
        mentions: Vec<Mention>,
    }
    /// A place where a figure is said.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["start"])))]
    Mention {
        /// Index of the turn, from 0.
        turn: Option<u32>,
        /// Index of its word, from 0.
        word: Option<u32>,
        /// When.
        #[cfg_attr(feature = "schema", schemars(required))] start: Option<Millis>,
    }
    /// The words that are frequent in an episode and rare in the site's others.
    #[cfg(feature = "keywords")]
    Keywords {
        /// How many other episodes they are compared with, rounded down to one digit: one episode more changes few files.
        others: Option<u32>,
        /// The most distinctive first.
        words: Vec<Keyword>,
    }
    /// A word that is frequent in an episode and rare in the site's others.
    #[cfg(feature = "keywords")]
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["text"])))]
    Keyword {
        /// As it is written most often.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] text: Option<String>,
        /// How many times it is said, in all its forms.
        count: Option<u32>,
        /// Index of the turn in which it is said first, from 0.
        turn: Option<u32>,
        /// Index of its unit there, from 0: of its word, or of its first character in scripts without blanks.
        word: Option<u32>,
    }
    /// Who says what.
    Transcript {
        /// A BCP 47 tag, such as "en"; without it, the episode's.
        language: Option<String>,
        /// Where the words come from: "page" (also without this key) or "captions".
        #[cfg_attr(feature = "schema", schemars(regex(pattern = "^(page|captions)$")))]
        source: Option<String>,
        /// Whether a speech recogniser or a machine translation made it; the player says so.
        generated: bool,
        /// How the times came about: "captions", "estimated" or "none"; with "none", turns have no start.
        #[cfg_attr(feature = "schema", schemars(regex(pattern = "^(captions|estimated|none)$")))]
        timing: Option<String>,
        /// By start; they may overlap.
        turns: Vec<Turn>,
    }
    /// What one speaker says until another does.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["text"])))]
    Turn {
        /// The id of a listed speaker.
        speaker: Option<String>,
        /// When it starts; not before the turn before.
        start: Option<Millis>,
        /// When it ends; without it, where the next one starts.
        end: Option<Millis>,
        /// The words as they are shown.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] text: Option<String>,
        /// One start for each word (a run without white space), in milliseconds after the turn's start,
        /// never falling; or one for each unit, which in scripts without blanks between words is a character with its
        /// marks.
        words: Vec<u32>,
        /// The time of this turn is a guess even if the transcript's are not.
        estimated: bool,
    }
    /// A part of the page under a heading of its own.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["title"])))]
    Section {
        /// Its heading.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] title: Option<String>,
        /// What stands under it.
        children: Vec<Node>,
    }
    /// Another episode.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["title"])))]
    Related {
        /// Its title.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] title: Option<String>,
        /// Its page.
        url: Option<String>,
        /// Why it is related.
        note: Option<String>,
    }
    /// Links under a heading.
    ResourceGroup {
        /// The heading.
        title: Option<String>,
        /// The links.
        links: Vec<Link>,
    }
    /// A link to somewhere else.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["title"])))]
    Link {
        /// Its text.
        #[cfg_attr(feature = "schema", schemars(required, length(min = 1)))] title: Option<String>,
        /// Its address: http, https, mailto, tel or relative.
        url: Option<String>,
    }
    /// A piece of rich text, as in mdast: <https://github.com/syntax-tree/mdast>.
    // Every key that any type of node has. One flat type, so that a fault deep in a tree keeps its path.
    #[cfg_attr(feature = "schema", schemars(extend("required" = ["type"])))]
    Node {
        /// paragraph, heading, list, listItem, blockquote, code, table, tableRow, tableCell, thematicBreak,
        /// image, admonition, text, emphasis, strong, delete, inlineCode, link or break.
        #[cfg_attr(feature = "schema", schemars(required))]
        kind = "type": Option<String>,
        /// Of text, code and inlineCode.
        value: Option<String>,
        /// What it holds.
        children: Vec<Node>,
        /// Of a heading: 1 to 6.
        #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 6)))] depth: Option<u32>,
        /// Of a list.
        ordered: Option<bool>,
        /// Of an ordered list: its first number.
        start: Option<u32>,
        /// Of a task list's item.
        checked: Option<bool>,
        /// Of code: its language.
        lang: Option<String>,
        /// Of a table, for each column: "left", "center", "right" or null.
        align: Vec<Option<String>>,
        /// Of a link and an image.
        url: Option<String>,
        /// Of a link, an image and an admonition.
        title: Option<String>,
        /// Of an image: what it shows.
        alt: Option<String>,
        /// Of an admonition: "tip", "note", "warning", …
        admonition = "kind": Option<String>,
    }
}

/// The JSON Schema of a file, made from these types.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Episode).to_value()
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Millis {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Seconds, or \"mm:ss\", or \"h:mm:ss\", with \".mmm\" if need be.",
            "anyOf": [
                { "type": "number", "minimum": 0 },
                { "type": "string", "pattern": "^([0-9]{1,3}:[0-5][0-9]|[0-9]{1,4}):[0-5][0-9](\\.[0-9]{1,3})?$" }
            ]
        })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Offset {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Offset".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number" })
    }
}
