//! The Markdown parser's tree, as the format's rich text.

use std::collections::HashMap;
use std::ops::Range;

use episode::Node;
use episode::node::{Align, is_safe_url};
use markdown::mdast;

use crate::html::{Token, tokens};
use crate::problem::Log;

/// What the conversion needs to know, and where it says what it left out.
pub(crate) struct Context<'a, 's> {
    pub(crate) source: &'s str,
    /// What goes before addresses that start at the site's root.
    pub(crate) base: &'a str,
    /// Where `[text][label]` leads.
    pub(crate) definitions: HashMap<String, String>,
    pub(crate) log: Log<'s>,
}

/// A block at the top of the page, and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub(crate) node: Node,
    pub(crate) span: Range<usize>,
}

/// Where a node stands in the source.
pub(crate) fn span(node: &mdast::Node) -> Range<usize> {
    node.position().map_or(0..0, |p| p.start.offset..p.end.offset)
}

impl<'s> Context<'_, 's> {
    /// Whether a block is an admonition's fence, which [`mask`](crate::mask) hid as a break: its text.
    pub(crate) fn fence(&self, node: &mdast::Node) -> Option<&'s str> {
        let mdast::Node::ThematicBreak(_) = node else { return None };
        self.source.get(span(node)).and_then(|text| text.trim().strip_prefix(":::"))
    }

    /// Blocks, with what stands between an admonition's fences in an admonition.
    pub(crate) fn blocks(&mut self, nodes: &[mdast::Node]) -> Vec<Node> {
        self.placed(nodes).into_iter().map(|block| block.node).collect()
    }

    /// The same, each with its place.
    pub(crate) fn placed<'n>(&mut self, nodes: impl IntoIterator<Item = &'n mdast::Node>) -> Vec<Block> {
        let mut open: Vec<Admonition> = Vec::new();
        let mut out = Vec::new();
        for node in nodes {
            let place = span(node);
            match self.fence(node).map(|f| f.trim_start_matches(':').trim()) {
                Some("") => close(&mut open, &mut out, place.end),
                Some(fence) => open.push(Admonition::open(fence, place)),
                None => {
                    let nodes = self.block(node);
                    match open.last_mut() {
                        Some(parent) => {
                            parent.span.end = place.end;
                            parent.children.extend(nodes);
                        }
                        None => out.extend(nodes.into_iter().map(|node| Block { node, span: place.clone() })),
                    }
                }
            }
        }
        while let Some(end) = open.last().map(|a| a.span.end) {
            close(&mut open, &mut out, end);
        }
        out
    }

    fn block(&mut self, node: &mdast::Node) -> Vec<Node> {
        use mdast::Node as M;
        vec![match node {
            M::Paragraph(p) => Node::Paragraph(self.inlines(&p.children)),
            M::Heading(h) => Node::Heading { depth: h.depth, children: self.inlines(&h.children) },
            M::List(l) => Node::List {
                ordered: l.ordered,
                start: l.start.unwrap_or(1),
                children: self.blocks(&l.children),
            },
            M::ListItem(i) => Node::ListItem { checked: i.checked, children: self.blocks(&i.children) },
            M::Blockquote(b) => Node::Blockquote(self.blocks(&b.children)),
            M::Code(c) => Node::Code { lang: c.lang.clone(), value: c.value.clone() },
            M::Table(t) => Node::Table {
                align: t.align.iter().map(align).collect(),
                rows: t.children.iter().map(|row| self.cells(row)).collect(),
            },
            M::ThematicBreak(_) => Node::ThematicBreak,
            M::Html(h) => return self.html_blocks(&h.value, span(node)),
            M::FootnoteDefinition(f) => {
                let label = Node::Paragraph(vec![Node::Text(format!("[{}]", f.identifier))]);
                return std::iter::once(label).chain(self.blocks(&f.children)).collect();
            }
            M::Definition(_) => return Vec::new(),
            other => return self.inline(other),
        }]
    }

    /// The cells of a table's row.
    pub(crate) fn cells(&mut self, row: &mdast::Node) -> Vec<Vec<Node>> {
        let cells = row.children().map_or(&[][..], Vec::as_slice);
        cells.iter().map(|cell| self.inlines(cell.children().map_or(&[], Vec::as_slice))).collect()
    }

    /// What stands inside a paragraph, a heading or a cell.
    pub(crate) fn inlines(&mut self, nodes: &[mdast::Node]) -> Vec<Node> {
        nodes.iter().flat_map(|node| self.inline(node)).collect()
    }

    fn inline(&mut self, node: &mdast::Node) -> Vec<Node> {
        use mdast::Node as M;
        vec![match node {
            M::Text(t) => Node::Text(t.value.clone()),
            M::Emphasis(e) => Node::Emphasis(self.inlines(&e.children)),
            M::Strong(s) => Node::Strong(self.inlines(&s.children)),
            M::Delete(d) => Node::Delete(self.inlines(&d.children)),
            M::InlineCode(c) => Node::InlineCode(c.value.clone()),
            M::Break(_) => Node::Break,
            M::Link(l) => Node::Link {
                url: self.url(&l.url, span(node)),
                title: l.title.clone(),
                children: self.inlines(&l.children),
            },
            M::LinkReference(r) => {
                let url = self.definitions.get(&r.identifier).cloned();
                let url = url.and_then(|url| self.url(&url, span(node)));
                Node::Link { url, title: None, children: self.inlines(&r.children) }
            }
            M::Image(i) => {
                Node::Image { url: self.url(&i.url, span(node)), alt: i.alt.clone(), title: i.title.clone() }
            }
            M::ImageReference(r) => {
                let url = self.definitions.get(&r.identifier).cloned();
                Node::Image {
                    url: url.and_then(|u| self.url(&u, span(node))),
                    alt: r.alt.clone(),
                    title: None,
                }
            }
            M::FootnoteReference(f) => Node::Text(format!("[{}]", f.identifier)),
            M::Html(h) => return self.html_inlines(&h.value, span(node)),
            other => Node::Text(other.to_string()),
        }]
    }

    /// An address with the site's base; `None`, with a warning, if it may not be followed.
    pub(crate) fn url(&mut self, url: &str, span: Range<usize>) -> Option<String> {
        if !is_safe_url(url) {
            self.log.warn(
                span,
                format!("the address {url:?} is not one that may be followed; its text is kept"),
                "write an http, https, mailto, tel or relative address",
            );
            return None;
        }
        let of_site = url.starts_with('/') && !url.starts_with("//");
        Some(if of_site { format!("{}{url}", self.base.trim_end_matches('/')) } else { url.to_owned() })
    }

    /// HTML in the line: its words, and a break for `<br>`.
    fn html_inlines(&mut self, html: &str, span: Range<usize>) -> Vec<Node> {
        let mut out = Vec::new();
        for token in tokens(html) {
            match token {
                Token::Text(text) => out.push(Node::Text(text)),
                Token::Tag(tag, _) if tag.name == "br" => out.push(Node::Break),
                Token::Tag(..) => {}
            }
        }
        self.note_tags(html, span);
        out
    }

    /// HTML as a block: its words, a paragraph for each of its own blocks.
    fn html_blocks(&mut self, html: &str, span: Range<usize>) -> Vec<Node> {
        const INLINE: [&str; 10] = ["a", "b", "i", "em", "strong", "code", "span", "sub", "sup", "kbd"];
        let mut out = Vec::new();
        let mut line = Vec::new();
        let flush = |line: &mut Vec<Node>, out: &mut Vec<Node>| {
            let words = std::mem::take(line);
            if !Node::plain_text(&words).trim().is_empty() {
                out.push(Node::Paragraph(words));
            }
        };
        let mut link: Option<(String, usize)> = None;
        for token in tokens(html) {
            match token {
                Token::Text(text) => line.push(Node::Text(text)),
                Token::Tag(tag, _) if tag.name == "br" => line.push(Node::Break),
                Token::Tag(tag, _) if tag.name == "a" && !tag.closing => {
                    link = tag.attribute("href").map(|url| (url.to_owned(), line.len()));
                }
                Token::Tag(tag, _) if tag.name == "a" => {
                    if let Some((url, from)) = link.take() {
                        let children = line.split_off(from.min(line.len()));
                        line.push(Node::Link { url: self.url(&url, span.clone()), title: None, children });
                    }
                }
                Token::Tag(tag, _) if INLINE.contains(&tag.name) => {}
                Token::Tag(..) => {
                    link = None;
                    flush(&mut line, &mut out);
                }
            }
        }
        flush(&mut line, &mut out);
        self.note_tags(html, span);
        out
    }

    /// Names what of a piece of HTML does not go into the episode.
    fn note_tags(&mut self, html: &str, span: Range<usize>) {
        // Frames are the recordings' business; these show nothing by themselves.
        const SILENT: [&str; 6] = ["iframe", "div", "br", "p", "a", "span"];
        let mut others = Vec::new();
        for token in tokens(html) {
            let Token::Tag(tag, at) = token else { continue };
            let place = span.start + at..span.start + at + tag.source.len();
            if tag.source.starts_with("<!--") {
                self.log.note(place, "a comment; it stays with the page");
            } else if tag.is_component() && !tag.closing {
                self.log.note(
                    place,
                    format!("<{}> is a component of the site; it stays with the page", tag.name),
                );
            } else if !tag.closing && !SILENT.contains(&tag.name) && !others.contains(&tag.name) {
                others.push(tag.name);
            }
        }
        if !others.is_empty() {
            let message = format!("HTML ({}): its words are kept, its form is not", others.join(", "));
            self.log.warn(span, message, "write it in Markdown");
        }
    }
}

struct Admonition {
    kind: String,
    title: Option<String>,
    children: Vec<Node>,
    span: Range<usize>,
}

impl Admonition {
    /// `tip Title`, `tip[Title]` or `tip{.class}`, taken apart.
    fn open(fence: &str, span: Range<usize>) -> Self {
        let end = fence.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(fence.len());
        let title = fence[end..].trim().trim_start_matches('[').trim_end_matches(']').trim();
        let title = (!title.is_empty()).then(|| title.to_owned());
        Self { kind: fence[..end].to_lowercase(), title, children: Vec::new(), span }
    }
}

/// Ends the innermost open admonition; a fence without one ends nothing.
fn close(open: &mut Vec<Admonition>, out: &mut Vec<Block>, end: usize) {
    let Some(Admonition { kind, title, children, span }) = open.pop() else { return };
    let node = Node::Admonition { kind, title, children };
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None => out.push(Block { node, span: span.start..end }),
    }
}

fn align(kind: &mdast::AlignKind) -> Align {
    match kind {
        mdast::AlignKind::Left => Align::Left,
        mdast::AlignKind::Right => Align::Right,
        mdast::AlignKind::Center => Align::Center,
        mdast::AlignKind::None => Align::None,
    }
}
