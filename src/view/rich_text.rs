//! Rich text: mdast nodes as elements. Nothing here parses HTML.

use episode::Node;
use episode::node::Align;

use super::button;
use crate::browser;
use crate::dom::{El, el};
use crate::strings;

impl El {
    /// Adds blocks of rich text, each in the direction of its own text.
    pub(super) fn rich_text(self, nodes: &[Node]) -> Self {
        nodes.iter().fold(self, |parent, node| append(parent, node, Some("auto"), None))
    }

    /// Adds the content of a block. Buttons of images in a link are collected, since a link cannot contain them.
    fn inner(self, nodes: &[Node], mut buttons: Option<&mut Vec<Self>>) -> Self {
        nodes.iter().fold(self, |parent, node| append(parent, node, None, buttons.as_deref_mut()))
    }
}

fn append(parent: El, node: &Node, dir: Option<&str>, mut buttons: Option<&mut Vec<El>>) -> El {
    let mut inside = |tag: &str, children: &[Node]| el(tag).inner(children, buttons.as_deref_mut());
    let element = match node {
        Node::Text(text) => return parent.child(text),
        Node::Link { url: None, children, .. } => return parent.inner(children, buttons),
        Node::Image { url: None, alt, .. } => return parent.child(alt),
        Node::Paragraph(c) => inside("p", c),
        // A section's own title is an h3: what stands in it starts below.
        Node::Heading { depth, children } => {
            inside(["h4", "h4", "h4", "h5", "h6", "h6"][usize::from(*depth).clamp(1, 6) - 1], children)
        }
        Node::List { ordered: true, start, children } => {
            inside("ol", children).attr("start", (*start != 1).then(|| start.to_string()).as_deref())
        }
        Node::List { children, .. } => inside("ul", children),
        Node::ListItem { checked, children } => item(el("li").children(checked.map(check)), children),
        Node::Blockquote(c) => inside("blockquote", c),
        // A long line scrolls: so the keyboard must reach it.
        Node::Code { value, .. } => el("pre").attr("tabindex", "0").child(code(value)),
        Node::Table { align, rows } => table(align, rows),
        Node::ThematicBreak => el("hr"),
        Node::Admonition { kind, title, children } => {
            let title = title.as_deref().unwrap_or(kind);
            el("div")
                .class("admonition")
                .attr("role", "note")
                .child(el("p").class("kind").child(title))
                .inner(children, None)
        }
        Node::Emphasis(c) => inside("em", c),
        Node::Strong(c) => inside("strong", c),
        Node::Delete(c) => inside("del", c),
        Node::InlineCode(text) => code(text),
        Node::Link { url: Some(url), title, children } => {
            let mut buttons = Vec::new();
            let link = link(url).attr("title", title.as_deref()).inner(children, Some(&mut buttons));
            return parent.child(link).children(buttons);
        }
        Node::Image { url: Some(url), alt, title } => image(url, alt, title.as_deref(), buttons),
        Node::Break => el("br"),
    };
    parent.child(element.attr("dir", dir))
}

/// Code runs from left to right in every language.
fn code(text: &str) -> El {
    el("code").attr("dir", "ltr").child(text)
}

/// A link. Its address passed the allow-list when the episode was read.
pub(super) fn link(url: &str) -> El {
    el("a").attr("href", url)
}

/// An image of the page's own origin. One of another origin is its alternative text and a button that loads it.
fn image(url: &str, alt: &str, title: Option<&str>, buttons: Option<&mut Vec<El>>) -> El {
    let image = el("img").attr("alt", alt).attr("title", title);
    let url = browser::resolve(url, "").unwrap_or_else(|| url.to_owned());
    if browser::is_same_origin(&url) {
        return image.attr("loading", "lazy").attr("src", &url);
    }
    // As resolved, it is scheme://host/path.
    let name = strings::load_image(url.split('/').nth(2).unwrap_or_default());
    let text = if alt.is_empty() { el("span").child(strings::IMAGE) } else { el("span").child(alt) };
    let (place, actions) = (text.clone(), el("span"));
    let shown = actions.clone();
    let load = button("button", move || {
        place.set_text("");
        place.append(&image.clone().attr("tabindex", "-1").attr("src", &url));
        shown.remove();
        browser::focus_in_place(&image.element());
    });
    let actions = actions.class("load-image").child(" ").child(load.interface_lang().child(&name));
    match buttons {
        Some(buttons) => {
            buttons.push(actions);
            text
        }
        None => el("span").child(text).child(actions),
    }
}

/// An item of a list. In a tight list its first paragraph is unwrapped.
fn item(element: El, children: &[Node]) -> El {
    match children {
        [Node::Paragraph(first), rest @ ..] if rest.iter().all(|n| matches!(n, Node::List { .. })) => {
            element.inner(first, None).inner(rest, None)
        }
        _ => element.inner(children, None),
    }
}

fn check(checked: bool) -> El {
    el("input")
        .attr("type", "checkbox")
        .attr("disabled", "")
        .attr("aria-label", if checked { strings::DONE } else { strings::TO_DO })
        .attr("checked", checked)
}

fn table(align: &[Align], rows: &[Vec<Vec<Node>>]) -> El {
    let class = |column: usize| match align.get(column) {
        Some(Align::Center) => Some("center"),
        Some(Align::Right) => Some("right"),
        _ => None,
    };
    let row = |tag: &'static str, cells: &[Vec<Node>]| {
        let cells =
            cells.iter().enumerate().map(|(i, cell)| el(tag).attr("class", class(i)).inner(cell, None));
        el("tr").children(cells)
    };
    let (head, body) = rows.split_at(rows.len().min(1));
    el("div")
        .class("table")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", strings::TABLE)
        .child(
            el("table")
                .child(el("thead").children(head.iter().map(|cells| row("th", cells))))
                .child(el("tbody").children(body.iter().map(|cells| row("td", cells)))),
        )
}
