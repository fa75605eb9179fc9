//! From an episode's page to an episode: what it says, and what the importer could not do with the rest.
//!
//! [`import`] never fails: it returns what it understood, and a [`Problem`] with line and column for
//! everything else. Every block of a page ends in the episode or in a problem.
//!
//! A page goes through these modules, each of which uses only those before it:
//!
//! 1. `words`: the table of words in several languages; `values`: times, dates, names and addresses as pages write them;
//! 2. `parse`: `front_matter`, `mask` (MDX out of the way), `markdown` (blocks of rich text), `embeds` (the recordings
//!    that are embedded or linked);
//! 3. `metadata`: what the keys of the front matter say;
//! 4. `sections`: `outline` takes the page apart; then one module for each thing that a section can be: `labelled_lines`,
//!    `chapters`, `statistics`, `turns`, `links`, or rich text; and `media`, the recordings;
//! 5. `timing`: when each word is said (`align` with captions, else `estimate`), and where each figure is (`mentions`);
//!    `speech`: speakers and turns; `tracks`: which captions are in the episode's language, and `translations`: the
//!    transcript in others.
//!
//! `page` leads through them. `wrap` puts the player into the page. `diagnostics` gathers what the page's author should know. `from_captions` is the way without
//! a page.
//!
//! Pure: no files, no clock, no threads.

mod cue_turns;
mod diagnostics;
mod from_captions;
mod metadata;
mod options;
mod outcome;
mod page;
mod parse;
mod sections;
mod speech;
mod timing;
mod tracks;
mod translations;
mod values;
mod words;
mod wrap;

pub use diagnostics::{Kind, Problem, Severity};
pub use from_captions::from_captions;
pub use options::{Options, Site, Track};
pub use outcome::{Import, Reference, Wrap};
pub use timing::align::{Heard, align};
pub use translations::add_translations;
pub use values::languages::{Language, is_language, language};
pub use wrap::{Edit, apply};

use episode::Episode;

use page::Page;

/// The longest page that is read, in bytes: several times what people say in a day.
pub const MAX_PAGE: usize = 2 * 1024 * 1024;

/// The files of captions, or of a transcript, that a page's front matter names, in order of trust.
pub fn references(source: &str, site: &Site) -> Vec<Reference> {
    let mut log = diagnostics::Log::new(source);
    if source.len() > MAX_PAGE {
        return Vec::new();
    }
    let front = parse::front_matter::FrontMatter::read(source, &mut log);
    metadata::references(&front, site, source)
}

/// Returns the language of a page, as its front matter or its site names it.
pub fn page_language(source: &str, site: &Site) -> Option<String> {
    let front = parse::front_matter::FrontMatter::read(source, &mut diagnostics::Log::new(source));
    metadata::language(&front, site, source).or_else(|| values::languages::tag(site.language.as_deref()?))
}

/// Returns where a page's front matter stands, with its fences; empty if it has none.
pub fn front_matter(source: &str) -> std::ops::Range<usize> {
    parse::front_matter::FrontMatter::read(source, &mut diagnostics::Log::new(source)).span
}

/// Returns whether a page calls itself an episode in its front matter: `episode: true`, or `episode:` with keys of its own.
/// All plugins decide by this: those for JavaScript and Python by the command, `episode wrap --called`.
pub fn is_called_episode(source: &str) -> bool {
    use serde_json::Value;
    let front = parse::front_matter::FrontMatter::read(source, &mut diagnostics::Log::new(source));
    match front.keys.get("episode") {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::Object(keys)) => !keys.is_empty(),
        // Other readers of YAML take these words for `false`.
        Some(Value::String(text)) => !["", "no", "off", "n"].contains(&text.to_lowercase().as_str()),
        Some(_) => true,
    }
}

/// The names of the fields that a site may have keys of its own for: [`Site::keys`].
pub fn field_names() -> impl Iterator<Item = &'static str> {
    metadata::keys::field_names()
}

/// The names of what a word can mean: [`Site::words`].
pub fn concept_names() -> impl Iterator<Item = &'static str> {
    words::concept_names()
}

/// Reads an episode's page.
pub fn import(source: &str, options: &Options) -> Import {
    let mut log = diagnostics::Log::new(source);
    if source.len() > MAX_PAGE {
        let message = format!("the page has {} bytes, but up to {MAX_PAGE} are read", source.len());
        log.error(Kind::Size, 0..0, message, "split the page, or move the transcript to a file of its own");
        return Import { episode: Episode::default(), problems: log.finish(), is_episode: true };
    }
    let Page { episode, is_episode, log, .. } = page::read(source, options, log);
    Import { episode, problems: log.finish(), is_episode }
}

/// Reads an episode's page, and puts the player into it: `address` is that of the episode's JSON, for the page.
///
/// What the player shows is put into `<episode-player>` as it stands, in place of what the page embeds; the site's own
/// components, and what the importer did not take, stay outside. A page that has a player, is no episode, or has errors, has
/// no edits.
pub fn wrap(source: &str, options: &Options, address: &str) -> Wrap {
    if source.len() > MAX_PAGE {
        return Wrap { import: import(source, options), edits: Vec::new() };
    }
    let Page { episode, is_episode, layout, mut log } =
        page::read(source, options, diagnostics::Log::new(source));
    let mut edits = Vec::new();
    if is_episode && !log.has_errors() {
        let player = wrap::Player { episode: &episode, address, has_anchors: options.has_anchors };
        edits = wrap::edits(source, &layout, &player, &mut log);
        if let Some(first) = edits.first()
            && !wrap::has_player(&page::masked(&apply(source, &edits), options))
        {
            let message = "the player that is put in here could not be seen: something above it is opened and never closed";
            let help = "close the comment, the tag or the braces";
            log.error(Kind::Component, first.span.clone(), message, help);
            edits.clear();
        }
    }
    Wrap { import: Import { episode, problems: log.finish(), is_episode }, edits }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_is_called_an_episode_by_a_key() {
        for (value, is_episode) in [
            (" true", true),
            (" True # as YAML has it", true),
            (" yes", true),
            (" 42", true),
            (" \"42\"", true),
            ("\n  audio: a.mp3", true),
            (" { audio: a.mp3 }", true),
            ("", false),
            (" # to be recorded", false),
            (" ~", false),
            (" null", false),
            (" {}", false),
            (" \"\"", false),
            (" false", false),
            (" FALSE", false),
            (" no", false),
            (" No", false),
            (" off", false),
        ] {
            let page = format!("---\ntitle: Tides\nepisode:{value}\n---\n\n# Tides\n");
            assert_eq!(super::is_called_episode(&page), is_episode, "{page}");
            assert_eq!(page[super::front_matter(&page).end..].trim_start(), "# Tides\n");
        }
        for (page, is_episode) in [
            ("---\n\"episode\": true\n---\n", true),
            ("+++\nepisode = true\n+++\n", true),
            ("{ \"episode\": { \"number\": 7 } }\n", true),
            ("---\nseries:\n  episode: true\n---\n", false),
            ("---\ntitle: T\n---\n\n---\nepisode: true\n---\n", false),
            ("episode: true\n", false),
            ("", false),
        ] {
            assert_eq!(super::is_called_episode(page), is_episode, "{page}");
        }
    }
}
