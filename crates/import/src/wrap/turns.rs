//! The transcript in the page: an anchor for each turn, and the turns themselves where they stand beside the page.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use episode::{Episode, Turn};

use super::Edit;

/// Returns an anchor for each paragraph within `run` in which a turn starts; `places` are those of the turns.
pub(super) fn anchors(episode: &Episode, places: &[Option<usize>], run: &Range<usize>) -> Vec<Edit> {
    let mut ids = HashSet::new();
    let turns = episode.transcript.turns.iter().zip(places);
    let placed = turns.filter_map(|(turn, place)| Some((turn, place.filter(|place| run.contains(place))?)));
    placed
        .map(|(turn, place)| Edit { span: place..place, text: anchor(episode, turn, &mut ids) })
        .filter(|edit| !edit.text.is_empty())
        .collect()
}

/// Returns the transcript in Markdown, each line between empty ones.
pub(super) fn markdown(episode: &Episode, has_anchors: bool, newline: &str) -> String {
    let mut ids = HashSet::new();
    let mut out = format!("{newline}## Transcript{newline}{newline}");
    for turn in &episode.transcript.turns {
        if has_anchors {
            out += &anchor(episode, turn, &mut ids);
        }
        if let Some(speaker) = episode.speaker_of(turn) {
            let _ = write!(out, "**{}**: ", literal(&speaker.name));
        }
        out += &literal(&turn.text);
        out += newline;
        out += newline;
    }
    out
}

/// The anchor of a turn, which the player reads as a time; empty where the page has it already, or the turn has no time.
/// Pagefind leads to it, and shows the title.
fn anchor(episode: &Episode, turn: &Turn, ids: &mut HashSet<String>) -> String {
    let Some(start) = turn.start else { return String::new() };
    let id = start.for_address();
    if !ids.insert(id.clone()) {
        return String::new();
    }
    let speaker = episode.speaker_of(turn).map(|speaker| format!("{}, ", literal(&speaker.name)));
    let title = format!("{}{start}", speaker.unwrap_or_default());
    format!("<span id=\"t={id}\" data-pagefind-title=\"{title}\"></span>")
}

/// Text that no kind of Markdown, HTML or MDX takes for its own: by references to characters, which all of them know.
fn literal(text: &str) -> String {
    const MARKS: &str = "\\`*_[]{}<>&\"#|~^$:=";
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let starts_list = at == 0 && matches!(c, '-' | '+' | '0'..='9');
        match c {
            '\n' | '\r' => out.push(' '),
            _ if starts_list || MARKS.contains(c) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn what_is_said_is_text() {
        assert_eq!(literal("Ebb, then flood."), "Ebb, then flood.");
        assert_eq!(literal("a *b* {c} <d>"), "a &#42;b&#42; &#123;c&#125; &#60;d&#62;");
        assert_eq!(literal("1. The moon"), "&#49;. The moon");
        assert_eq!(literal("- at 10:30\n# no"), "&#45; at 10&#58;30 &#35; no");
    }
}
