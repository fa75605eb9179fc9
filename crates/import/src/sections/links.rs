//! Lists of links (related episodes, resources), and links that are lost where only words are kept.

use episode::{Link, Node, Related, ResourceGroup};
use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::builder::Block;
use crate::sections::fields::plain;
use crate::values::addresses;
use crate::values::times::is_dash;

/// Reads related episodes from lists of links; `None` if there is anything else.
pub(crate) fn related(blocks: &[Node]) -> Option<Vec<Related>> {
    let mut out = Vec::new();
    for block in blocks {
        for item in items(block)? {
            let (title, url, note) = link_item(item)?;
            out.push(Related { title, url, note });
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Reads groups of links under headings; `None` if there is anything else.
///
/// What an item says besides its link goes with the link's title: `Title - what it is`.
pub(crate) fn resources(blocks: &[Node], heading: Option<&str>) -> Option<Vec<ResourceGroup>> {
    let mut out: Vec<ResourceGroup> = Vec::new();
    let group = |title: Option<String>| ResourceGroup { title, links: Vec::new() };
    for block in blocks {
        match block {
            Node::Heading { children, .. } => out.push(group(Some(plain(children)))),
            Node::Paragraph(line) if group_title(line).is_some() => out.push(group(group_title(line))),
            other => {
                if out.is_empty() {
                    out.push(group(heading.map(str::to_owned)));
                }
                let links = &mut out.last_mut().expect("pushed above").links;
                for item in items(other)? {
                    let (title, url, note) = link_item(item)?;
                    let title = note.map_or(title.clone(), |note| format!("{title} - {note}"));
                    links.push(Link { title, url });
                }
            }
        }
    }
    (!out.is_empty() && out.iter().all(|g| !g.links.is_empty())).then_some(out)
}

/// A line in bold alone: a heading in all but name.
fn group_title(line: &[Node]) -> Option<String> {
    let [Node::Strong(bold), rest @ ..] = line else { return None };
    let alone = matches!(plain(rest).as_str(), "" | ":");
    alone.then(|| plain(bold).trim_end_matches(':').to_owned()).filter(|t| !t.is_empty())
}

fn items(block: &Node) -> Option<&[Node]> {
    match block {
        Node::List { children, .. } => Some(children),
        Node::ThematicBreak => Some(&[]),
        _ => None,
    }
}

/// An item with one link at its start (perhaps in bold): title, address, and what else it says.
fn link_item(item: &Node) -> Option<(String, Option<String>, Option<String>)> {
    let Node::ListItem { children, .. } = item else { return None };
    let [Node::Paragraph(line)] = &children[..] else { return None };
    let first = line.iter().position(|n| *n != Node::Text(" ".into()))?;
    let link = match &line[first] {
        Node::Strong(bold) | Node::Emphasis(bold) if bold.len() == 1 => &bold[0],
        other => other,
    };
    let Node::Link { url, title: None, children } = link else { return None };
    let rest = &line[first + 1..];
    if rest.iter().any(|n| !matches!(n, Node::Text(t) if !t.contains('\n'))) {
        return None;
    }
    let note = plain(rest);
    let note = note.trim_start_matches(|c: char| is_dash(c) || c == ':' || c.is_whitespace());
    let note =
        note.strip_prefix('(').and_then(|n| n.strip_suffix(')')).filter(|n| !n.contains('(')).unwrap_or(note);
    let title = plain(children);
    (!title.is_empty()).then(|| (title, url.clone(), (!note.is_empty()).then(|| note.to_owned())))
}

/// Every address that blocks link to, with its block's place.
pub(crate) fn all(blocks: &[Block]) -> Vec<(String, Range<usize>)> {
    let mut out = Vec::new();
    for block in blocks {
        addresses(std::slice::from_ref(&block.node), &mut |url| {
            out.push((url.to_owned(), block.span.clone()));
        });
    }
    out
}

/// Warns of the addresses that are not among the rest. One of a moment in the recording says its time.
pub(crate) fn warn_of_lost(links: &[(String, Range<usize>)], rest: &[Node], log: &mut Log<'_>) {
    let mut kept = HashSet::new();
    addresses(rest, &mut |url| {
        kept.insert(url.to_owned());
    });
    for (url, place) in links.iter().filter(|(url, _)| !kept.contains(url) && addresses::time(url).is_none())
    {
        log.warn(
            Kind::LostLink,
            place.clone(),
            format!("the link to {url} is lost: only plain text is kept here"),
            "add the link to the page's resources to keep it",
        );
    }
}

fn addresses(nodes: &[Node], found: &mut impl FnMut(&str)) {
    for node in nodes {
        match node {
            Node::Link { url, children, .. } => {
                // Words that are the address itself say it.
                url.as_deref().filter(|url| plain(children) != **url).into_iter().for_each(&mut *found);
                addresses(children, found);
            }
            Node::Image { url, .. } => url.as_deref().into_iter().for_each(&mut *found),
            Node::Table { rows, .. } => rows.iter().flatten().for_each(|cell| addresses(cell, found)),
            Node::Paragraph(c)
            | Node::Emphasis(c)
            | Node::Strong(c)
            | Node::Delete(c)
            | Node::Blockquote(c)
            | Node::Heading { children: c, .. }
            | Node::List { children: c, .. }
            | Node::ListItem { children: c, .. }
            | Node::Admonition { children: c, .. } => addresses(c, found),
            Node::Code { .. } | Node::InlineCode(_) | Node::ThematicBreak | Node::Break | Node::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(t: &str) -> Node {
        Node::Text(t.into())
    }

    fn list(lines: Vec<Vec<Node>>) -> Node {
        let item = |line| Node::ListItem { checked: None, children: vec![Node::Paragraph(line)] };
        Node::List { ordered: false, start: 1, children: lines.into_iter().map(item).collect() }
    }

    fn link(title: &str) -> Node {
        Node::Link { url: Some("/x".into()), title: None, children: vec![text(title)] }
    }

    #[test]
    fn what_follows_the_link_is_its_note() {
        let blocks = [list(vec![
            vec![link("Ebb"), text(" (part 1)")],
            vec![Node::Strong(vec![link("Flood")]), text(" - why")],
        ])];
        let found = related(&blocks).expect("links");
        let told: Vec<_> = found.iter().map(|r| (&*r.title, r.note.as_deref())).collect();
        assert_eq!(told, [("Ebb", Some("part 1")), ("Flood", Some("why"))]);
    }

    #[test]
    fn groups_have_headings_of_any_kind() {
        let blocks = [
            Node::Heading { depth: 3, children: vec![text("Books")] },
            list(vec![vec![link("One")]]),
            Node::Paragraph(vec![Node::Strong(vec![text("Films:")])]),
            list(vec![vec![link("Two"), text(": long")]]),
        ];
        let groups = resources(&blocks, Some("Resources")).expect("links");
        let told: Vec<_> = groups.iter().map(|g| (g.title.as_deref(), &*g.links[0].title)).collect();
        assert_eq!(told, [(Some("Books"), "One"), (Some("Films"), "Two - long")]);
    }

    #[test]
    fn anything_else_is_no_list_of_links() {
        assert_eq!(related(&[list(vec![vec![text("no link")]])]), None);
        assert_eq!(resources(&[Node::Paragraph(vec![text("prose")])], None), None);
        assert_eq!(related(&[]), None);
    }
}
