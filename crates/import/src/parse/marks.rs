//! Lines that start a part of the page without being a heading: a comment (`{/* TAB: TRANSCRIPT */}`), a tab
//! (`<TabItem label="Transcript">`), a component of that name (`<Transcript>`), or what can be unfolded
//! (`<details><summary>Transcript</summary>`).
//!
//! They count only where they name a part that the importer knows, and stand on a line of their own.

use crate::parse::html::{Token, tokens};
use crate::words::{Concept, Words, words};

/// What a line says of the parts of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A part of this title starts. `closing` names the element that ends it, if one does.
    Start { title: String, closing: Option<String> },
    /// The part ends that an element of this name started.
    End(String),
}

/// The parts that a mark can name, and what may stand beside their names.
const PARTS: [Concept; 7] = [
    Concept::Transcript,
    Concept::Chapters,
    Concept::Notes,
    Concept::Resources,
    Concept::Synopsis,
    Concept::Related,
    Concept::Statistics,
];
const BESIDE: [Concept; 3] = [Concept::ResourcesBeside, Concept::Episode, Concept::Filler];

/// The longest line that is a mark, in bytes.
const LONGEST: usize = 400;

/// Reads a line.
pub(crate) fn read(line: &str, words_: &Words) -> Option<Mark> {
    let line = line.trim();
    if line.len() > LONGEST || !line.starts_with(['{', '<']) {
        return None;
    }
    if let Some(inner) = within(line, "{/*", "*/}").or_else(|| within(line, "<!--", "-->")) {
        return Some(Mark::Start { title: of_comment(inner, words_)?, closing: None });
    }
    if let Some(inner) = within(line, "{{<", ">}}").or_else(|| within(line, "{{%", "%}}")) {
        return of_template(inner.trim(), words_);
    }
    if !line.starts_with('<') {
        return None;
    }
    of_tags(line, words_)
}

fn within<'a>(line: &'a str, open: &str, close: &str) -> Option<&'a str> {
    line.strip_prefix(open)?
        .strip_suffix(close)
        .filter(|inner| !inner.contains(open) && !inner.contains(close))
}

/// `Transcript`, or `TAB: Anything`.
fn of_comment(text: &str, words_: &Words) -> Option<String> {
    let text = text.trim();
    if let Some((tab, title)) = text.split_once(':')
        && words_.is(Concept::Tab, tab)
        && !title.trim().is_empty()
    {
        return Some(title.trim().to_owned());
    }
    is_part(text, words_).then(|| text.to_owned())
}

fn is_part(text: &str, words_: &Words) -> bool {
    let words = words(text);
    words.len() <= 5
        && PARTS.iter().any(|part| words_.has(*part, &words))
        && words_.are_all(&[&PARTS[..], &BESIDE].concat(), &words)
}

fn of_template(text: &str, words_: &Words) -> Option<Mark> {
    if let Some(name) = text.strip_prefix('/') {
        return Some(Mark::End(name.trim().to_owned()));
    }
    let name = text.split_whitespace().next()?;
    let title = text.split('"').nth(1)?;
    let closing = Some(name.to_owned());
    is_part(title, words_).then(|| Mark::Start { title: title.to_owned(), closing })
}

fn of_tags(line: &str, words_: &Words) -> Option<Mark> {
    let mut title: Option<String> = None;
    let mut closing: Option<String> = None;
    let mut in_summary = false;
    for token in tokens(line) {
        match token {
            Token::Text(text, _) if in_summary => title = Some(title.unwrap_or_default() + &text),
            Token::Text(text, _) if text.trim().is_empty() => {}
            Token::Text(..) => return None,
            Token::Tag(tag, _) => match (tag.name, tag.closing) {
                ("summary", is_end) => in_summary = !is_end,
                ("details", false) => closing = Some("details".into()),
                (name, true) if in_summary || title.is_some() => {
                    // What closes on the same line starts nothing, but for the summary's own marks of form.
                    if Some(name) == closing.as_deref() {
                        return None;
                    }
                }
                (name, true) => return Some(Mark::End(name.to_owned())),
                (_, false) if in_summary => {}
                (name, false) if tag.is_component() && !tag.source.ends_with("/>") => {
                    let label =
                        ["label", "title", "name", "value", "heading"].iter().find_map(|a| tag.attribute(a));
                    title = label.map_or_else(|| Some(spaced(name)), |label| Some(label.to_owned()));
                    closing = Some(name.to_owned());
                }
                _ => return None,
            },
        }
    }
    let title = title?.split_whitespace().collect::<Vec<_>>().join(" ");
    // A summary stands in its details.
    let closing = closing.or_else(|| Some("details".into()));
    is_part(&title, words_).then_some(Mark::Start { title, closing })
}

/// `ShowNotes` as `Show Notes`.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<(String, Option<String>)> {
        match read(line, &Words::new(&std::collections::BTreeMap::new()))? {
            Mark::Start { title, closing } => Some((title, closing)),
            Mark::End(name) => Some((format!("/{name}"), None)),
        }
    }

    #[test]
    fn a_comment_a_tab_and_a_summary_start_a_part() {
        for (line, title, closing) in [
            ("{/* TAB: Tide tables */}", "Tide tables", None),
            ("{/* Transcript */}", "Transcript", None),
            ("<!-- show notes -->", "show notes", None),
            ("<TabItem value=\"t\" label=\"Transkript\">", "Transkript", Some("TabItem")),
            ("<ShowNotes>", "Show Notes", Some("ShowNotes")),
            ("<details><summary><b>Full transcript</b></summary>", "Full transcript", Some("details")),
            ("<summary>Transcript</summary>", "Transcript", Some("details")),
            ("{{< tab \"Transcript\" >}}", "Transcript", Some("tab")),
            ("</TabItem>", "/TabItem", None),
        ] {
            assert_eq!(told(line), Some((title.into(), closing.map(str::to_owned))), "{line}");
        }
    }

    #[test]
    fn anything_else_starts_none() {
        for line in [
            "",
            "Transcript",
            "{/* Paste the transcript here */}",
            "<!-- more -->",
            "<Player title=\"Tides\">",
            "<Transcript />",
            "<b>Transcript</b>",
            "<details><summary>Transcript</summary>It ebbs.</details>",
            "<summary>How tides work</summary>",
            "{{< tide \"High\" >}}",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }
}
