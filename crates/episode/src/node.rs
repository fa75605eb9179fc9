//! Rich text: a subset of mdast, the Markdown tree of the unified world, and one node of our own.
//!
//! <https://github.com/syntax-tree/mdast>. There are no HTML nodes: text is text.

/// A piece of rich text.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the fields are mdast's")]
pub enum Node {
    // Blocks.
    Paragraph(Vec<Node>),
    /// `depth` from 1 to 6.
    Heading {
        depth: u8,
        children: Vec<Node>,
    },
    /// `start` is the first number, where the list is ordered.
    List {
        ordered: bool,
        start: u32,
        children: Vec<Node>,
    },
    /// `checked` is set in a task list.
    ListItem {
        checked: Option<bool>,
        children: Vec<Node>,
    },
    Blockquote(Vec<Node>),
    Code {
        lang: Option<String>,
        value: String,
    },
    /// Rows of cells; the first row is the head.
    Table {
        align: Vec<Align>,
        rows: Vec<Vec<Vec<Node>>>,
    },
    ThematicBreak,
    /// Ours: a tip, a note, a warning. Docusaurus writes them `:::tip`.
    Admonition {
        kind: String,
        title: Option<String>,
        children: Vec<Node>,
    },
    // Inside them.
    Text(String),
    Emphasis(Vec<Node>),
    Strong(Vec<Node>),
    Delete(Vec<Node>),
    InlineCode(String),
    /// Without a `url` it was not one that may be followed: the text stays.
    Link {
        url: Option<String>,
        title: Option<String>,
        children: Vec<Node>,
    },
    /// Without a `url` it was not one that may be fetched: the description stays.
    Image {
        url: Option<String>,
        alt: String,
        title: Option<String>,
    },
    Break,
}

/// How a table's column is aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Align {
    #[default]
    None,
    Left,
    Center,
    Right,
}

/// Every type name that the format knows, for messages.
pub(crate) const TYPES: &str = "paragraph, heading, list, listItem, blockquote, code, table, tableRow, tableCell, \
     thematicBreak, image, admonition, text, emphasis, strong, delete, inlineCode, link or break";

impl Node {
    /// All words of a node, without its form: for titles, labels and search.
    pub fn plain_text(nodes: &[Node]) -> String {
        fn walk(nodes: &[Node], out: &mut String) {
            for node in nodes {
                match node {
                    Node::Text(t) | Node::InlineCode(t) | Node::Code { value: t, .. } => out.push_str(t),
                    Node::Image { alt, .. } => out.push_str(alt),
                    Node::Break => out.push(' '),
                    Node::ThematicBreak => {}
                    Node::Table { rows, .. } => rows.iter().flatten().for_each(|cell| {
                        walk(cell, out);
                        out.push(' ');
                    }),
                    Node::Emphasis(c)
                    | Node::Strong(c)
                    | Node::Delete(c)
                    | Node::Link { children: c, .. } => {
                        walk(c, out);
                    }
                    Node::Paragraph(c)
                    | Node::Blockquote(c)
                    | Node::Heading { children: c, .. }
                    | Node::List { children: c, .. }
                    | Node::ListItem { children: c, .. }
                    | Node::Admonition { children: c, .. } => {
                        walk(c, out);
                        out.push(' ');
                    }
                }
            }
        }
        let mut out = String::new();
        walk(nodes, &mut out);
        out.truncate(out.trim_end().len());
        out
    }
}

/// Whether an address may become a link: `http`, `https`, `mailto`, `tel`, or relative to the page.
///
/// Browsers skip control characters and white space in front of a scheme, and tabs and line breaks inside
/// one: an address with any of these is refused rather than mended.
pub fn is_safe_url(url: &str) -> bool {
    if url.is_empty() || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    let bytes = url.as_bytes();
    match bytes.iter().position(|b| matches!(b, b':' | b'/' | b'?' | b'#')) {
        Some(i) if bytes[i] == b':' => {
            ["http", "https", "mailto", "tel"].iter().any(|s| s.as_bytes().eq_ignore_ascii_case(&bytes[..i]))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_schemes_and_relative_addresses_are_links() {
        for good in [
            "https://a.b/c",
            "HTTP://a",
            "mailto:a@b",
            "tel:+1",
            "/p/1",
            "../x",
            "#t",
            "?a=b:c",
            "a/b:c",
            "//cdn/x",
        ] {
            assert!(is_safe_url(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "JavaScript:x",
            "java\tscript:x",
            " javascript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc",
        ] {
            assert!(!is_safe_url(bad), "{bad:?}");
        }
    }

    #[test]
    fn plain_text_keeps_the_words() {
        let nodes = [Node::Paragraph(vec![
            Node::Text("a ".into()),
            Node::Strong(vec![Node::Text("b".into())]),
            Node::InlineCode(" c".into()),
        ])];
        assert_eq!(Node::plain_text(&nodes), "a b c");
    }
}
