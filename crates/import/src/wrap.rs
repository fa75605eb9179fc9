//! The page with the player in it: what the player shows is put into `<episode-player>` as it stands, in place of what the
//! page embeds. The site's own components, and what the importer did not take, stay outside.

mod embeds;
mod turns;
mod units;

use std::ops::Range;

use episode::Episode;

use crate::diagnostics::{Kind, Log};
use crate::page::Layout;
use crate::parse::html::{Token, tokens};

/// A change of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the page. Empty: the text is put in.
    pub span: Range<usize>,
    /// What takes its place.
    pub text: String,
}

/// Returns the page with its changes.
///
/// `edits` are in the order of the page and do not overlap, as those of [`Wrap`](crate::Wrap).
pub fn apply(page: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(page.len());
    let mut at = 0;
    for Edit { span, text } in edits {
        out.push_str(&page[at..span.start]);
        out.push_str(text);
        at = span.end;
    }
    out.push_str(&page[at..]);
    out
}

/// What a line of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// The player shows it.
    Taken,
    /// It shows nothing, or nothing any more: it is empty, a comment, or held what was embedded.
    Nothing,
    /// It stays outside.
    Foreign,
}

/// The player that is put into a page.
pub(crate) struct Player<'a> {
    pub(crate) episode: &'a Episode,
    /// The address of the episode's JSON.
    pub(crate) address: &'a str,
    /// Whether each turn gets an anchor with its time.
    pub(crate) has_anchors: bool,
}

/// Returns the changes that put the player into a page. A transcript that stands beside the page is written into it. What
/// stays outside though the player shows it is a note. A page that has a player has no changes.
pub(crate) fn edits(source: &str, layout: &Layout, player: &Player<'_>, log: &mut Log<'_>) -> Vec<Edit> {
    if has_player(&layout.masked) {
        return Vec::new();
    }
    let removed = embeds::places(source, layout);
    let foreign = units::foreign(source, layout);
    let lines = lines(source, layout.content, &removed, &foreign, &layout.masked);
    let runs: Vec<Range<usize>> = runs(&lines);
    let Player { episode, address, has_anchors } = *player;
    let newline = if source.contains("\r\n") { "\r\n" } else { "\n" };
    let open = open_tag(address);
    let is_beside = layout.turns.is_empty() && !episode.transcript.turns.is_empty();
    let beside = if is_beside { turns::markdown(episode, has_anchors, newline) } else { String::new() };
    let mut edits: Vec<Edit> =
        removed.iter().map(|span| Edit { span: span.clone(), text: String::new() }).collect();
    // Most of what the player shows; the transcript, as a rule.
    let Some(run) = runs.iter().max_by_key(|run| (run.len(), std::cmp::Reverse(run.start))) else {
        let inside = if is_beside { format!("{newline}{beside}") } else { beside };
        let text = format!("{open}{inside}</episode-player>");
        let at = layout.content;
        match edits.first_mut() {
            Some(first) if is_beside && source[first.span.clone()].ends_with('\n') => {
                first.text = text + newline;
            }
            Some(first) => first.text = text,
            None if episode.media.is_empty() && !is_beside => {}
            None => {
                edits
                    .push(Edit { span: at..at, text: format!("{newline}{newline}{text}{newline}{newline}") });
            }
        }
        return edits;
    };
    let before = if source[..run.start].ends_with(['\n', '\r']) || run.start == 0 { "" } else { newline };
    edits.push(Edit { span: run.start..run.start, text: format!("{before}{open}{newline}{newline}") });
    let end = if source[..run.end].ends_with('\n') { "" } else { newline };
    edits.push(Edit {
        span: run.end..run.end,
        text: format!("{end}{beside}{newline}</episode-player>{newline}"),
    });
    if has_anchors {
        let anchors = turns::anchors(episode, &layout.turns, run);
        let is_within =
            |edit: &Edit, span: &Range<usize>| span.start < edit.span.start && edit.span.start < span.end;
        edits.extend(anchors.into_iter().filter(|edit| !removed.iter().any(|span| is_within(edit, span))));
    }
    // Of two at one place, the one that puts in comes first.
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    for other in runs.iter().filter(|other| *other != run) {
        let message = "this part stays outside of the player, which shows it too: a component stands between";
        let help = "move the component above or below what the player shows";
        log.advise(Kind::Component, other.clone(), message, help);
    }
    edits
}

/// Returns whether a page has a player. `masked` is the page without what MDX and code hide.
pub(crate) fn has_player(masked: &str) -> bool {
    tokens(masked).iter().any(|token| matches!(token, Token::Tag(tag, _) if tag.name == "episode-player"))
}

/// The opening tag. The address is text in an attribute, of HTML and of JSX.
fn open_tag(address: &str) -> String {
    let address =
        address.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<episode-player src=\"{address}\">")
}

/// Each line of the page after its title, with its place.
fn lines(
    source: &str,
    from: usize,
    removed: &[Range<usize>],
    foreign: &[Range<usize>],
    masked: &str,
) -> Vec<(Line, Range<usize>)> {
    let mut at = from;
    let mut lines = Vec::new();
    for text in source[from..].split_inclusive('\n') {
        let span = at..at + text.len();
        at = span.end;
        let of = |ranges: &[Range<usize>]| {
            ranges.iter().find(|range| range.start < span.end && span.start < range.end).cloned()
        };
        let line = if of(foreign).is_some() {
            Line::Foreign
        } else if let Some(removed) = of(removed) {
            let before = &masked[span.start..span.start.max(removed.start)];
            let after = &masked[span.end.min(removed.end)..span.end];
            if format!("{before}{after}").trim().is_empty() { Line::Nothing } else { Line::Taken }
        } else if is_comment(text) || text.trim().is_empty() {
            Line::Nothing
        } else {
            Line::Taken
        };
        lines.push((line, span));
    }
    lines
}

fn is_comment(line: &str) -> bool {
    let line = line.trim();
    let is = |open, close| line.starts_with(open) && line.ends_with(close);
    is("<!--", "-->") || is("{/*", "*/}")
}

/// The longest stretches of lines that the player shows, with nothing foreign between.
fn runs(lines: &[(Line, Range<usize>)]) -> Vec<Range<usize>> {
    let stretches = lines.split(|(line, _)| *line == Line::Foreign);
    let bounds = |stretch: &[(Line, Range<usize>)]| {
        let mut taken = stretch.iter().filter(|(line, _)| *line == Line::Taken);
        let first = taken.next()?;
        let last = taken.next_back().unwrap_or(first);
        Some(first.1.start..last.1.end)
    };
    stretches.filter_map(bounds).collect()
}
