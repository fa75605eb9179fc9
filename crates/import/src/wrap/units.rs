//! The site's own: its components with what is in them, its templates, imports and exports, and the sections that its
//! project file leaves out.

use std::ops::Range;

use crate::page::Layout;
use crate::parse::html::{Token, tokens};

/// Elements without content.
const VOID: [&str; 9] = ["br", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// An element or a component, with what is in it.
struct Element {
    span: Range<usize>,
    is_component: bool,
}

/// Returns the places of what stays outside, in their order.
pub(super) fn foreign(source: &str, layout: &Layout) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = layout.left_out.clone();
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (start, text) in stretches(source, layout) {
        if is_of_module(text) || is_template(text) {
            out.push(start..start + text.len());
            continue;
        }
        for token in tokens(text) {
            let Token::Tag(tag, at) = token else { continue };
            let span = start + at..start + at + tag.source.len();
            let is_component = tag.is_component();
            if tag.source.starts_with("<!") || VOID.contains(&tag.name) {
                continue;
            }
            if tag.source.ends_with("/>") {
                elements.push(Element { span, is_component });
            } else if !tag.closing {
                open.push((tag.name, span.start));
            } else if let Some(index) = open.iter().rposition(|(name, _)| *name == tag.name) {
                // What nobody closed holds nothing.
                let (_, start) = open[index];
                open.truncate(index);
                elements.push(Element { span: start..span.end, is_component });
            }
        }
    }
    // The outer ones first.
    elements.sort_by_key(|element| (element.span.start, std::cmp::Reverse(element.span.end)));
    let mut end = 0;
    for Element { span, is_component } in elements {
        if span.start >= end {
            end = span.end;
            if is_component && !holds_part(&span, layout) {
                out.push(span);
            }
        }
    }
    out.retain(|unit| !layout.embeds.iter().any(|embed| unit.start <= embed.start && embed.end <= unit.end));
    out.sort_by_key(|unit| unit.start);
    out
}

/// Whether there is more in an element than what it shows itself: a part of the page, or a heading.
fn holds_part(unit: &Range<usize>, layout: &Layout) -> bool {
    let within = |span: &Range<usize>| unit.start <= span.start && span.end <= unit.end;
    layout.marks.iter().chain(&layout.headings).any(within)
}

/// Stretches of lines that are no Markdown, with the place of each: those that start with a tag, and those of which
/// nothing was left for the Markdown parser.
fn stretches<'s>(source: &'s str, layout: &Layout) -> Vec<(usize, &'s str)> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = layout.content;
    for line in source[at..].split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        let is_masked = layout.masked[span.clone()].trim().is_empty() && !line.trim().is_empty();
        let in_code = layout.code.iter().any(|code| code.start <= span.start && span.start < code.end);
        if in_code || !is_masked && !line.trim_start().starts_with('<') {
            continue;
        }
        match out.last_mut() {
            // A tag or an import may go over several lines.
            Some(last) if last.end == span.start && is_masked && !starts_new(line) => last.end = span.end,
            _ => out.push(span),
        }
    }
    out.into_iter().map(|span| (span.start, &source[span])).collect()
}

fn starts_new(line: &str) -> bool {
    line.starts_with("import ") || line.starts_with("export ") || line.trim_start().starts_with('<')
}

fn is_of_module(text: &str) -> bool {
    text.starts_with("import ") || text.starts_with("export ")
}

fn is_template(text: &str) -> bool {
    let text = text.trim_start();
    ["{{", "{%"].iter().any(|open| text.starts_with(open))
}
