//! Rich text as HTML.

use episode::Node;
use episode::node::Align;
use maud::{Markup, html};
use url::Url;

use super::heading;
use crate::Addresses;

/// Which images may be shown: those of the site itself.
pub(super) struct Images<'a> {
    addresses: &'a Addresses,
}

impl<'a> Images<'a> {
    pub(super) fn of(addresses: &'a Addresses) -> Self {
        Self { addresses }
    }

    /// Whether an image is fetched from the page's own host.
    fn is_own(&self, url: &str) -> bool {
        let is_relative = !url.starts_with("//") && Url::parse(url).is_err();
        let page = self.addresses.page.as_ref();
        is_relative || page.is_some_and(|page| page.join(url).is_ok_and(|url| url.origin() == page.origin()))
    }
}

/// Blocks whose highest heading is of a level: the others keep their distance to it.
pub(super) fn blocks(nodes: &[Node], level: u8, images: &Images<'_>) -> Markup {
    let depths = nodes.iter().filter_map(|node| match node {
        Node::Heading { depth, .. } => Some(*depth),
        _ => None,
    });
    let shift = level as i8 - depths.min().unwrap_or(level) as i8;
    children(nodes, &Context { shift, images })
}

struct Context<'a> {
    /// What is added to the depth of a heading.
    shift: i8,
    images: &'a Images<'a>,
}

fn children(nodes: &[Node], context: &Context<'_>) -> Markup {
    html! { @for node in nodes { (one(node, context)) } }
}

fn one(node: &Node, context: &Context<'_>) -> Markup {
    let inner = |nodes: &[Node]| children(nodes, context);
    match node {
        Node::Paragraph(nodes) => html! { p { (inner(nodes)) } "\n" },
        Node::Heading { depth, children } => {
            heading(depth.saturating_add_signed(context.shift), None, &inner(children))
        }
        Node::List { ordered: true, start, children } => {
            html! { ol start=[(*start != 1).then_some(start)] { (inner(children)) } }
        }
        Node::List { children, .. } => html! { ul { (inner(children)) } },
        Node::ListItem { checked, children } => html! {
            li {
                @match checked { Some(true) => "☑ ", Some(false) => "☐ ", None => "" }
                (tight(children, context))
            }
        },
        Node::Blockquote(nodes) => html! { blockquote { (inner(nodes)) } },
        Node::Code { value, .. } => html! { pre { code { (value) } } },
        Node::Table { align, rows } => table(align, rows, context),
        Node::ThematicBreak => html! { hr; },
        Node::Admonition { title, children, .. } => html! {
            div role="note" {
                @if let Some(title) = title { p { strong { (title) } } }
                (inner(children))
            }
        },
        Node::Text(text) => html! { (text) },
        Node::Emphasis(nodes) => html! { em { (inner(nodes)) } },
        Node::Strong(nodes) => html! { strong { (inner(nodes)) } },
        Node::Delete(nodes) => html! { del { (inner(nodes)) } },
        Node::InlineCode(text) => html! { code { (text) } },
        Node::Link { url, title, children } => link(url.as_deref(), title.as_deref(), &inner(children)),
        Node::Image { url: Some(url), alt, title } if context.images.is_own(url) => {
            html! { img src=(url) alt=(alt) title=[title.as_deref()] loading="lazy"; }
        }
        Node::Image { url, alt, title } => {
            let text = if alt.is_empty() { "Image" } else { alt };
            link(url.as_deref(), title.as_deref(), &html! { (text) })
        }
        Node::Break => html! { br; },
    }
}

/// The content of a list's item: a single paragraph is its text.
fn tight(nodes: &[Node], context: &Context<'_>) -> Markup {
    match nodes {
        [Node::Paragraph(first), rest @ ..] if rest.iter().all(|node| matches!(node, Node::List { .. })) => {
            html! { (children(first, context)) (children(rest, context)) }
        }
        _ => children(nodes, context),
    }
}

/// A link; without an address, its text.
pub(super) fn link(url: Option<&str>, title: Option<&str>, text: &Markup) -> Markup {
    match url {
        Some(url) => html! { a href=(url) title=[title] { (text) } },
        None => text.clone(),
    }
}

fn table(align: &[Align], rows: &[Vec<Vec<Node>>], context: &Context<'_>) -> Markup {
    let style = |column: usize| match align.get(column) {
        Some(Align::Center) => Some("center"),
        Some(Align::Right) => Some("right"),
        _ => None,
    };
    let (head, body) = rows.split_at(rows.len().min(1));
    html! {
        table {
            @for cells in head {
                thead { tr {
                    @for (column, cell) in cells.iter().enumerate() {
                        th scope="col" class=[style(column)] { (children(cell, context)) }
                    }
                } }
            }
            tbody {
                @for cells in body {
                    tr {
                        @for (column, cell) in cells.iter().enumerate() {
                            td class=[style(column)] { (children(cell, context)) }
                        }
                    }
                }
            }
        }
    }
}
