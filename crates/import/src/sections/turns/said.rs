//! What of a line is said: not its times, nor what is struck out.

use episode::{Millis, Node};

use crate::sections::fields::{COLONS, plain};
use crate::sections::turns::labels::Names;
use crate::values::times;

/// A character that takes no place, between letters or before them.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A line, cut where a name in bold stands within it: `It ebbs. **Bo:** Ah.`
pub(super) fn parts(line: Vec<Node>, names: &Names) -> Vec<Vec<Node>> {
    let mut out: Vec<Vec<Node>> = vec![Vec::new()];
    for node in line {
        if let Node::Strong(inner) = &node
            && plain(inner).strip_suffix(COLONS).is_some_and(|name| names.has_bold(name.trim_end()))
            && out.last().is_some_and(|part| times::whole(&plain(part)).is_none())
        {
            out.push(Vec::new());
        }
        out.last_mut().expect("never empty").push(node);
    }
    out.retain(|part| !part.is_empty());
    out
}

/// Takes out what is struck out; whether there was any.
pub(super) fn strike(node: &mut Node) -> bool {
    let children = match node {
        Node::Paragraph(c)
        | Node::Emphasis(c)
        | Node::Strong(c)
        | Node::Blockquote(c)
        | Node::List { children: c, .. }
        | Node::ListItem { children: c, .. }
        | Node::Link { children: c, .. } => c,
        _ => return false,
    };
    let count = children.len();
    children.retain(|child| !matches!(child, Node::Delete(_)));
    let found = children.len() < count;
    children.iter_mut().fold(found, |found, child| strike(child) | found)
}

/// A text without the times in brackets that stand in it, such as `[00:04:12.15]`, and before which word each stood.
/// Of a mark with a time, `[unintelligible 00:04:12.15]`, the mark stays.
pub(super) fn without_times(text: &str) -> (String, Vec<(usize, Millis)>) {
    let mut out = String::with_capacity(text.len());
    let mut anchors = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(['[', '(']) {
        let closing = if rest[open..].starts_with('[') { ']' } else { ')' };
        out.push_str(&rest[..open]);
        let inner =
            rest[open + 1..].split_once(closing).map(|(inner, _)| inner).filter(|inner| inner.len() < 60);
        let found = inner.and_then(|inner| {
            let (label, clock) = inner.trim().rsplit_once(' ').unwrap_or(("", inner.trim()));
            let time: Millis = clock.trim().parse().ok()?;
            // A time of day may stand in round brackets.
            let is_sure = closing == ']' || clock.matches(':').count() == 2;
            is_sure.then_some((label.trim(), time, inner.len()))
        });
        match found {
            Some((label, time, length)) => {
                anchors.push((out.split_whitespace().count(), time));
                if label.is_empty() {
                    out.push(' ');
                } else {
                    out.push_str(&format!("{}{label}{closing}", &rest[open..=open]));
                }
                rest = &rest[open + length + 2..];
            }
            None => {
                out.push_str(&rest[open..=open]);
                rest = &rest[open + 1..];
            }
        }
    }
    out.push_str(rest);
    (out.split_whitespace().collect::<Vec<_>>().join(" "), anchors)
}
