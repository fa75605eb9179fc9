//! A page around an episode's text, or the places of it in a page that there is.

use std::fmt;
use std::ops::Range;

use episode::Episode;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::html::article;
use crate::structured_data::{Lack, structured_data};
use crate::{Addresses, folder};

/// The marks that the text is written between.
pub const BODY: [&str; 2] = ["<!-- episode-player -->", "<!-- /episode-player -->"];

/// The marks that what belongs into the head is written between. Where a page has none, they are put in front of `</head>`.
pub const HEAD: [&str; 2] = ["<!-- episode-player head -->", "<!-- /episode-player head -->"];

/// Why a page is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has not both marks, once each and in their order.
    Marks([&'static str; 2]),
    /// It has neither `</head>` nor the marks of the head.
    Head,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Marks([start, end]) => {
                write!(f, "the episode is written between `{start}` and `{end}`: put each into the page once")
            }
            Self::Head => write!(
                f,
                "the page has no `</head>`: put `{}` and `{}` where scripts and links may stand",
                HEAD[0], HEAD[1]
            ),
        }
    }
}

impl std::error::Error for Refused {}

/// Returns a whole page, and what search engines are not told.
pub fn whole(episode: &Episode, addresses: &Addresses) -> (String, Vec<Lack>) {
    let (head, lacks) = head(episode, addresses);
    let page = html! {
        (DOCTYPE)
        html lang=(episode.language.as_deref().unwrap_or("en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (episode.title) }
                "\n" (between(HEAD, &head)) "\n"
            }
            body { main { "\n" h1 { (episode.title) } "\n" (between(BODY, &body(episode, addresses, None))) "\n" } }
        }
    };
    (page.into_string() + "\n", lacks)
}

/// Returns a page with the episode between its marks, in place of what stood there, and what search engines are not told.
///
/// # Errors
/// The page has not the marks, or no head.
pub fn into(page: &str, episode: &Episode, addresses: &Addresses) -> Result<(String, Vec<Lack>), Refused> {
    let (head, lacks) = head(episode, addresses);
    let text = body(episode, addresses, Some(2));
    let body_at = find(page, BODY)?.ok_or(Refused::Marks(BODY))?;
    let (head_at, head) = match find(page, HEAD)? {
        Some(inside) => (inside, format!("\n{}", head.into_string())),
        None => {
            let lower = page.to_ascii_lowercase();
            let end = lower.find("</head>").filter(|end| *end < body_at.start).ok_or(Refused::Head)?;
            (end..end, between(HEAD, &head).into_string() + "\n")
        }
    };
    if head_at.start >= body_at.start {
        return Err(Refused::Head);
    }
    let mut out = page.to_owned();
    // The later place first, since it moves the other.
    out.replace_range(body_at, &format!("\n{}", text.into_string()));
    out.replace_range(head_at, &head);
    Ok((out, lacks))
}

/// Returns what is between two marks; `None` where there is none of them.
fn find(page: &str, marks: [&'static str; 2]) -> Result<Option<Range<usize>>, Refused> {
    let [starts, ends] = marks.map(|mark| page.match_indices(mark).map(|(at, _)| at).collect::<Vec<_>>());
    match (&starts[..], &ends[..]) {
        ([], []) => Ok(None),
        ([start], [end]) if start < end => Ok(Some(start + marks[0].len()..*end)),
        _ => Err(Refused::Marks(marks)),
    }
}

fn between([start, end]: [&str; 2], content: &Markup) -> Markup {
    html! { (PreEscaped(start)) "\n" (content) (PreEscaped(end)) }
}

/// What gives the text the player's height from the first. The sizes are those of `src/episode-player.js`.
const STYLE: &str = include_str!("page.css");

/// The script, and what it will ask for, so that the browser asks for all of it at once.
fn head(episode: &Episode, addresses: &Addresses) -> (Markup, Vec<Lack>) {
    let (data, lacks) = structured_data(episode, addresses);
    let folder = folder(&addresses.player);
    let head = html! {
        @if addresses.strict {
            link rel="stylesheet" href={ (folder) "page.css" }; "\n"
        } @else {
            // In the page itself: a file would delay its first paint.
            style { "\n" (PreEscaped(STYLE)) } "\n"
        }
        script type="module" src=(addresses.player) {} "\n"
        link rel="preload" as="fetch" crossorigin href=(addresses.episode); "\n"
        link rel="preload" as="fetch" crossorigin href={ (folder) "wasm/episode-player_bg.wasm" }; "\n"
        link rel="modulepreload" href={ (folder) "wasm/episode-player.js" }; "\n"
        link rel="modulepreload" href={ (folder) "text.js" }; "\n"
        link rel="preload" as="fetch" crossorigin href={ (folder) "episode-player.css" }; "\n"
        @for (language, captions) in addresses.transcripts(episode) {
            link rel="alternate" type="text/vtt" hreflang=[language] title="Transcript" href=(captions); "\n"
        }
        @if let Some(data) = data {
            script type="application/ld+json" { (PreEscaped(data)) } "\n"
        }
    };
    (head, lacks)
}

fn body(episode: &Episode, addresses: &Addresses, title: Option<u8>) -> Markup {
    html! { episode-player src=(addresses.episode) { "\n" (article(episode, addresses, title)) } "\n" }
}
