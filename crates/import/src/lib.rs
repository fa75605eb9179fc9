//! From an episode's page to an episode: what it says, and what the importer could not do with the rest.
//!
//! [`import`] never fails: it returns what it understood, and a [`Problem`] with line and column for
//! everything else. Every block of a page ends in the episode or in a problem.
//!
//! A page goes through these modules:
//!
//! 1. `parse`: `front_matter`, `mask` (MDX out of the way), `markdown` (blocks of rich text);
//! 2. `page`: title and sections;
//! 3. `sections`: one module for each thing that a section can be: `meta`, `chapters`, `statistics`, `turns`,
//!    `links`, or rich text; and `media`, the recordings;
//! 4. `timing`: when each word is said (`align` with captions, else `estimate`), and where each figure is
//!    (`mentions`).
//!
//! `diagnostics` gathers what the page's author should know. `from_captions` is the way without a page.
//!
//! Pure: no files, no clock, no threads.

mod diagnostics;
mod from_captions;
mod page;
mod parse;
mod sections;
mod timing;

pub use diagnostics::{Kind, Problem, Severity};
pub use from_captions::from_captions;
pub use timing::align::{Heard, align};

use episode::Episode;

/// The longest page that is read, in bytes: several times what people say in a day.
pub const MAX_PAGE: usize = 2 * 1024 * 1024;

/// What the page cannot say by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What goes before addresses that start at the site's root, such as `/docs`. Empty: nothing.
    pub base: String,
    /// A YouTube id, which goes before what the page embeds.
    pub youtube: Option<String>,
    /// Captions of the recording, which say when each word of the page is said. `None`: that is estimated.
    pub captions: Option<episode::captions::Captions>,
    /// The episode's id where the front matter has no `slug`: the page's file name without its ending, say.
    pub id: String,
}

/// An episode, and what its author should know. With an [`Error`](Severity::Error) among the problems the
/// episode is not one that can be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// What was understood.
    pub episode: Episode,
    /// The rest, by its place in the page.
    pub problems: Vec<Problem>,
}

/// Reads an episode's page.
pub fn import(source: &str, options: &Options) -> Import {
    let mut log = diagnostics::Log::new(source);
    if source.len() > MAX_PAGE {
        let message = format!("the page has {} bytes, but up to {MAX_PAGE} are read", source.len());
        log.error(Kind::Size, 0..0, message, "split the page, or move the transcript to a file of its own");
        return Import { episode: Episode::default(), problems: log.finish() };
    }
    let (episode, log) = page::read(source, options, log);
    Import { episode, problems: log.finish() }
}
