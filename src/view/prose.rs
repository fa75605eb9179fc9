//! Rich text: mdast nodes as elements. There is no way from a text to markup.

use episode::Node;
use episode::node::Align;

use crate::dom::{El, el};

impl El {
    /// Nodes of rich text, one after the other.
    pub(super) fn prose(self, nodes: &[Node]) -> Self {
        nodes.iter().fold(self, append)
    }
}

fn append(parent: El, node: &Node) -> El {
    let inside = |tag: &str, children: &[Node]| el(tag).prose(children);
    let element = match node {
        Node::Text(text) => return parent.text(text),
        Node::Link { url: None, children, .. } => return parent.prose(children),
        Node::Image { url: None, alt, .. } => return parent.text(alt),
        Node::Paragraph(c) => inside("p", c),
        // A section's own title is an h3: what stands in it starts below.
        Node::Heading { depth, children } => {
            inside(["h4", "h4", "h4", "h5", "h6", "h6"][usize::from(*depth).clamp(1, 6) - 1], children)
        }
        Node::List { ordered: true, start, children } => {
            inside("ol", children).attr_some("start", (*start != 1).then(|| start.to_string()).as_deref())
        }
        Node::List { children, .. } => inside("ul", children),
        Node::ListItem { checked, children } => item(el("li").children(checked.map(check)), children),
        Node::Blockquote(c) => inside("blockquote", c),
        // A long line scrolls: so the keyboard must reach it.
        Node::Code { value, .. } => el("pre").attr("tabindex", "0").child(el("code").text(value)),
        Node::Table { align, rows } => table(align, rows),
        Node::ThematicBreak => el("hr"),
        Node::Admonition { kind, title, children } => {
            let title = title.as_deref().unwrap_or(kind);
            el("div")
                .class("admonition")
                .attr("role", "note")
                .child(el("p").class("kind").text(title))
                .prose(children)
        }
        Node::Emphasis(c) => inside("em", c),
        Node::Strong(c) => inside("strong", c),
        Node::Delete(c) => inside("del", c),
        Node::InlineCode(text) => el("code").text(text),
        Node::Link { url: Some(url), title, children } => {
            link(url).attr_some("title", title.as_deref()).prose(children)
        }
        Node::Image { url: Some(url), alt, title } => el("img")
            .attr("loading", "lazy")
            .attr("alt", alt)
            .attr_some("title", title.as_deref())
            .attr("src", url),
        Node::Break => el("br"),
    };
    parent.child(element)
}

/// A link. Its address passed the allow-list when the episode was read.
pub(super) fn link(url: &str) -> El {
    el("a").attr("href", url)
}

/// In a tight list an item's first paragraph is none.
fn item(element: El, children: &[Node]) -> El {
    match children {
        [Node::Paragraph(first), rest @ ..] if rest.iter().all(|n| matches!(n, Node::List { .. })) => {
            element.prose(first).prose(rest)
        }
        _ => element.prose(children),
    }
}

fn check(checked: bool) -> El {
    el("input")
        .attr("type", "checkbox")
        .attr("disabled", "")
        .attr("aria-label", if checked { "done" } else { "to do" })
        .attr_some("checked", checked.then_some(""))
}

fn table(align: &[Align], rows: &[Vec<Vec<Node>>]) -> El {
    let class = |column: usize| match align.get(column) {
        Some(Align::Center) => Some("center"),
        Some(Align::Right) => Some("right"),
        _ => None,
    };
    let row = |tag: &'static str, cells: &[Vec<Node>]| {
        let cells =
            cells.iter().enumerate().map(|(i, cell)| el(tag).attr_some("class", class(i)).prose(cell));
        el("tr").children(cells)
    };
    let (head, body) = rows.split_at(rows.len().min(1));
    el("div").class("table").attr("tabindex", "0").attr("role", "group").attr("aria-label", "Table").child(
        el("table")
            .child(el("thead").children(head.iter().map(|cells| row("th", cells))))
            .child(el("tbody").children(body.iter().map(|cells| row("td", cells)))),
    )
}
