//! Reads rich text.

use super::keys::Keys;
use crate::json::Json;
use crate::node::{self, Align, Node};
use crate::report::Quoted;

/// Reads the nodes of a list.
pub(super) fn nodes(keys: &mut Keys<'_>, key: &'static str) -> Vec<Node> {
    let mut nodes = Vec::new();
    keys.objects(key, &mut |keys| nodes.extend(node(keys)));
    nodes
}

fn node(keys: &mut Keys<'_>) -> Option<Node> {
    let kind = keys.text("type").unwrap_or_default();
    Some(match kind.as_str() {
        "paragraph" => Node::Paragraph(children(keys)),
        "heading" => {
            let depth = keys.number("depth").unwrap_or(0);
            if !(1..=6).contains(&depth) {
                keys.fault("depth", &depth, "1 to 6");
            }
            Node::Heading { depth: depth as u8, children: children(keys) }
        }
        "list" => Node::List {
            ordered: keys.flag("ordered").unwrap_or(false),
            start: keys.number("start").unwrap_or(1),
            children: children(keys),
        },
        "listItem" => Node::ListItem { checked: keys.flag("checked"), children: children(keys) },
        "blockquote" => Node::Blockquote(children(keys)),
        "code" => Node::Code { lang: keys.text("lang"), value: value(keys) },
        "table" => table(keys),
        "thematicBreak" => Node::ThematicBreak,
        "admonition" => Node::Admonition {
            kind: keys.text("kind").unwrap_or_else(|| "note".into()),
            title: keys.text("title"),
            children: children(keys),
        },
        "text" => Node::Text(value(keys)),
        "emphasis" => Node::Emphasis(children(keys)),
        "strong" => Node::Strong(children(keys)),
        "delete" => Node::Delete(children(keys)),
        "inlineCode" => Node::InlineCode(value(keys)),
        "break" => Node::Break,
        "link" => Node::Link { url: keys.url("url"), title: keys.text("title"), children: children(keys) },
        "image" => Node::Image {
            url: keys.url("url"),
            alt: keys.text("alt").unwrap_or_default(),
            title: keys.text("title"),
        },
        other => {
            keys.fault("type", &Quoted(other), node::TYPES);
            return None;
        }
    })
}

fn children(keys: &mut Keys<'_>) -> Vec<Node> {
    nodes(keys, "children")
}

fn value(keys: &mut Keys<'_>) -> String {
    keys.text("value").unwrap_or_default()
}

fn table(keys: &mut Keys<'_>) -> Node {
    let (mut align, mut rows) = (Vec::new(), Vec::new());
    for (i, item) in keys.items("align").iter().enumerate() {
        align.push(match item {
            Json::Text(side) if side == "left" => Align::Left,
            Json::Text(side) if side == "center" => Align::Center,
            Json::Text(side) if side == "right" => Align::Right,
            Json::Null => Align::None,
            other => {
                let place = keys.at.key("align");
                let mended = "left, center, right or null; the column is not aligned";
                keys.report.warn(place.index(i), other, mended);
                Align::None
            }
        });
    }
    only(keys, "tableRow", &mut |keys| {
        let mut cells = Vec::new();
        only(keys, "tableCell", &mut |keys| cells.push(children(keys)));
        rows.push(cells);
    });
    Node::Table { align, rows }
}

/// Reads each child; all are of one type.
fn only(keys: &mut Keys<'_>, kind: &'static str, read: &mut dyn FnMut(&mut Keys<'_>)) {
    keys.objects("children", &mut |keys| {
        let found = keys.text("type").unwrap_or_default();
        if found == kind {
            read(keys);
        } else {
            keys.fault("type", &Quoted(&found), kind);
        }
    });
}
