//! What a page embeds, with all that is around it alone: `<div class="video"><iframe …></iframe></div>`.

use std::ops::Range;

use crate::page::Layout;
use crate::parse::html::{Ends, Token, tokens};

/// Elements whose content is one recording.
const MEDIA: [&str; 2] = ["audio", "video"];

/// Returns the places of all that is embedded after the page's title, in their order.
pub(super) fn places(source: &str, layout: &Layout) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for span in layout.embeds.iter().filter(|span| span.start >= layout.content) {
        let span = without_line_end(source, around(source, layout.content, whole(source, span.clone())));
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The whole element that a tag belongs to.
fn whole(source: &str, span: Range<usize>) -> Range<usize> {
    for name in MEDIA {
        let open = source[..span.end].rfind(&format!("<{name}"));
        let close = format!("</{name}>");
        if let Some(open) = open
            && !source[open..span.start.max(open)].contains(&close)
            && let Some(end) = source[span.end..].find(&close)
        {
            return open..span.end + end + close.len();
        }
    }
    let Some((name, is_open)) = tag(&source[span.clone()]) else { return span };
    let close = format!("</{name}>");
    let rest = &source[span.end..];
    match rest.find(&close) {
        // The fallback text of a frame goes with it.
        Some(at) if is_open && !rest[..at].contains("\n\n") => span.start..span.end + at + close.len(),
        _ => span,
    }
}

/// A place and the elements that hold nothing else.
fn around(source: &str, from: usize, mut span: Range<usize>) -> Range<usize> {
    let mut ends = Ends::default();
    loop {
        let before = source[from..span.start].trim_end();
        let Some(open) = before.rfind('<').map(|at| from + at).filter(|_| before.ends_with('>')) else {
            return span;
        };
        let Some((name, true)) = tag(&source[open..from + before.len()]) else { return span };
        let close = format!("</{name}>");
        let rest = &source[span.end..];
        let after = rest.trim_start();
        if ends.find(source, open) != Some(from + before.len()) || !after.starts_with(&close) {
            return span;
        }
        span = open..span.end + rest.len() - after.len() + close.len();
    }
}

/// The name of a tag, and whether it opens an element.
fn tag(text: &str) -> Option<(String, bool)> {
    match tokens(text).first()? {
        Token::Tag(tag, 0) => Some((tag.name.to_owned(), !tag.closing && !tag.source.ends_with("/>"))),
        _ => None,
    }
}

/// With the end of its line, where nothing else stands in it.
fn without_line_end(source: &str, span: Range<usize>) -> Range<usize> {
    let start = source[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[span.end..].find('\n').map_or(source.len(), |at| span.end + at + 1);
    let is_alone = source[start..span.start].trim().is_empty() && source[span.end..end].trim().is_empty();
    if is_alone { start..end } else { span }
}
