//! Rich text: mdast nodes as elements. There is no way from a text to markup.

use episode::Node;
use episode::node::Align;
use leptos::html::{
    a, aside, blockquote, br, code, del, div, em, h4, h5, h6, hr, img, input, li, ol, p, pre, strong, table,
    tbody, td, th, thead, tr, ul,
};
use leptos::prelude::*;

/// Nodes, one after the other.
pub(super) fn prose(nodes: &[Node]) -> AnyView {
    nodes.iter().map(node).collect_view().into_any()
}

fn node(node: &Node) -> AnyView {
    match node {
        Node::Paragraph(c) => p().child(prose(c)).into_any(),
        // A section's own title is an h3: what stands in it starts below.
        Node::Heading { depth: 1..=3, children } => h4().child(prose(children)).into_any(),
        Node::Heading { depth: 4, children } => h5().child(prose(children)).into_any(),
        Node::Heading { children, .. } => h6().child(prose(children)).into_any(),
        Node::List { ordered: true, start, children } => {
            ol().attr("start", (*start != 1).then(|| start.to_string())).child(prose(children)).into_any()
        }
        Node::List { children, .. } => ul().child(prose(children)).into_any(),
        Node::ListItem { checked, children } => li().child((checked.map(check), item(children))).into_any(),
        Node::Blockquote(c) => blockquote().child(prose(c)).into_any(),
        // A long line scrolls: so the keyboard must reach it.
        Node::Code { value, .. } => pre().attr("tabindex", "0").child(code().child(value.clone())).into_any(),
        Node::Table { align, rows } => grid(align, rows),
        Node::ThematicBreak => hr().into_any(),
        Node::Admonition { kind, title, children } => {
            let title = title.clone().unwrap_or_else(|| kind[..1].to_uppercase() + &kind[1..]);
            aside().class("admonition").child((p().class("kind").child(title), prose(children))).into_any()
        }
        Node::Text(text) => text.clone().into_any(),
        Node::Emphasis(c) => em().child(prose(c)).into_any(),
        Node::Strong(c) => strong().child(prose(c)).into_any(),
        Node::Delete(c) => del().child(prose(c)).into_any(),
        Node::InlineCode(text) => code().child(text.clone()).into_any(),
        Node::Link { url: Some(url), title, children } => link(url, title.clone(), prose(children)),
        Node::Link { children, .. } => prose(children),
        Node::Image { url: Some(url), alt, title } => img()
            .attr("src", url.clone())
            .attr("alt", alt.clone())
            .attr("title", title.clone())
            .attr("loading", "lazy")
            .into_any(),
        Node::Image { alt, .. } => alt.clone().into_any(),
        Node::Break => br().into_any(),
    }
}

/// A link. Its address passed the allow-list when the episode was read.
pub(super) fn link(url: &str, title: Option<String>, children: AnyView) -> AnyView {
    a().attr("href", url.to_owned()).attr("title", title).child(children).into_any()
}

/// In a tight list an item's only paragraph is none.
fn item(children: &[Node]) -> AnyView {
    match children {
        [Node::Paragraph(c)] => prose(c),
        [Node::Paragraph(c), rest @ ..] if rest.iter().all(|n| matches!(n, Node::List { .. })) => {
            (prose(c), prose(rest)).into_any()
        }
        _ => prose(children),
    }
}

fn check(checked: bool) -> AnyView {
    input()
        .attr("type", "checkbox")
        .attr("disabled", "")
        .attr("aria-label", if checked { "done" } else { "to do" })
        .attr("checked", checked.then_some(""))
        .into_any()
}

fn grid(align: &[Align], rows: &[Vec<Vec<Node>>]) -> AnyView {
    let class = |column: usize| match align.get(column).copied().unwrap_or_default() {
        Align::None | Align::Left => "",
        Align::Center => "center",
        Align::Right => "right",
    };
    let [head, body @ ..] = rows else { return ().into_any() };
    let head =
        head.iter().enumerate().map(|(i, c)| th().attr("scope", "col").class(class(i)).child(prose(c)));
    let body = body.iter().map(|row| {
        tr().child(row.iter().enumerate().map(|(i, c)| td().class(class(i)).child(prose(c))).collect_view())
    });
    div()
        .class("table")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", "Table")
        .child(
            table()
                .child((thead().child(tr().child(head.collect_view())), tbody().child(body.collect_view()))),
        )
        .into_any()
}
