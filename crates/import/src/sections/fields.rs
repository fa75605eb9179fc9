//! Paragraphs of labels and what belongs to them: `**Duration**: 14 minutes | **Speakers**: Ada & Bo`, and
//! `**Ada**: Hello.`

use episode::Node;

use crate::values::times;

/// A label in bold, and what follows its colon.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// Without its colon.
    pub(crate) label: String,
    /// What stands between the label and the colon, `(00:12)`, or the time before the label.
    pub(crate) aside: String,
    /// What follows.
    pub(crate) value: Vec<Node>,
}

impl Field {
    /// Its value in plain words.
    pub(crate) fn text(&self) -> String {
        plain(&self.value)
    }

    /// The field as a piece of a paragraph again.
    pub(crate) fn into_nodes(self) -> Vec<Node> {
        let aside = if self.aside.is_empty() { String::new() } else { format!(" {}", self.aside) };
        let mut nodes = vec![Node::Strong(vec![Node::Text(self.label)]), Node::Text(format!("{aside}: "))];
        nodes.extend(self.value);
        nodes
    }
}

/// The words of nodes, with single spaces.
pub(crate) fn plain(nodes: &[Node]) -> String {
    Node::plain_text(nodes).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a paragraph apart where a label starts: at its start, on a new line, and after `bar` if there is one.
/// What stands before the first label comes first.
pub(crate) fn split(nodes: Vec<Node>, bar: Option<char>) -> (Vec<Node>, Vec<Field>) {
    let mut head = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    for piece in pieces(nodes, bar) {
        match field(piece.nodes) {
            Ok(field) => fields.push(field),
            Err(nodes) => {
                let value = fields.last_mut().map_or(&mut head, |f| &mut f.value);
                if !value.is_empty() {
                    value.push(Node::Text(piece.separator));
                }
                value.extend(nodes);
            }
        }
    }
    (head, fields)
}

/// The lines of a paragraph.
pub(crate) fn lines(nodes: Vec<Node>) -> Vec<Vec<Node>> {
    pieces(nodes, None).into_iter().map(|piece| trim(piece.nodes)).filter(|line| !line.is_empty()).collect()
}

struct Piece {
    /// What stood before it.
    separator: String,
    nodes: Vec<Node>,
}

/// Cuts at line ends and bars.
fn pieces(nodes: Vec<Node>, bar: Option<char>) -> Vec<Piece> {
    let mut out = vec![Piece { separator: String::new(), nodes: Vec::new() }];
    let cut = |out: &mut Vec<Piece>, separator: String| out.push(Piece { separator, nodes: Vec::new() });
    for node in nodes {
        match node {
            Node::Break => cut(&mut out, "\n".into()),
            Node::Text(text) => {
                let is_cut = |c: char| c == '\n' || Some(c) == bar;
                let mut rest = text.as_str();
                while let Some(at) = rest.find(is_cut) {
                    push_text(&mut out, &rest[..at]);
                    let separator = if rest[at..].starts_with('\n') {
                        "\n".into()
                    } else {
                        format!(" {} ", &rest[at..=at])
                    };
                    cut(&mut out, separator);
                    rest = &rest[at + 1..];
                }
                push_text(&mut out, rest);
            }
            other => out.last_mut().expect("never empty").nodes.push(other),
        }
    }
    out
}

fn push_text(out: &mut [Piece], text: &str) {
    let nodes = &mut out.last_mut().expect("never empty").nodes;
    let text = if nodes.is_empty() { text.trim_start() } else { text };
    if !text.is_empty() {
        nodes.push(Node::Text(text.to_owned()));
    }
}

/// What follows a label: the second is that of Chinese and Japanese.
pub(crate) const COLONS: [char; 2] = [':', '：'];

/// A piece that starts with a label, or the piece as it was.
pub(crate) fn field(nodes: Vec<Node>) -> Result<Field, Vec<Node>> {
    if let [Node::Text(time), Node::Strong(_), ..] = &nodes[..]
        && times::leading(time).is_some_and(|(_, rest)| rest.is_empty())
    {
        let time = time.trim().to_owned();
        let Ok(field) = field(nodes[1..].to_vec()) else { return Err(nodes) };
        return Ok(Field { aside: time, ..field });
    }
    let Some(Node::Strong(strong)) = nodes.first() else { return Err(nodes) };
    let bold = plain(strong);
    if let Some(label) = bold.strip_suffix(COLONS) {
        let label = label.trim_end().to_owned();
        return Ok(Field { label, aside: String::new(), value: trim(nodes[1..].to_vec()) });
    }
    let Some(Node::Text(text)) = nodes.get(1) else { return Err(nodes) };
    let Some((aside, rest)) = aside(text) else { return Err(nodes) };
    let (aside, rest) = (aside.to_owned(), Node::Text(rest.to_owned()));
    let value = std::iter::once(rest).chain(nodes[2..].iter().cloned()).collect();
    Ok(Field { label: bold, aside, value: trim(value) })
}

/// `: rest`, or `(aside): rest`.
fn aside(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix(COLONS) {
        return Some(("", rest));
    }
    let end = text.find(if text.starts_with('(') { ')' } else { ']' })?;
    let brackets = text.starts_with(['(', '[']) && end < 40;
    let rest = text[end + 1..].trim_start().strip_prefix(COLONS)?;
    brackets.then_some((&text[..=end], rest))
}

/// Without white space at either end.
fn trim(mut nodes: Vec<Node>) -> Vec<Node> {
    if let Some(Node::Text(first)) = nodes.first_mut() {
        *first = first.trim_start().to_owned();
    }
    if let Some(Node::Text(last)) = nodes.last_mut() {
        last.truncate(last.trim_end().len());
    }
    nodes.retain(|n| *n != Node::Text(String::new()));
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(text: &str) -> Node {
        Node::Strong(vec![Node::Text(text.into())])
    }

    fn told(nodes: Vec<Node>, bar: Option<char>) -> Vec<(String, String, String)> {
        let (head, fields) = split(nodes, bar);
        assert_eq!(head, []);
        fields.into_iter().map(|f| (f.label.clone(), f.aside.clone(), f.text())).collect()
    }

    #[test]
    fn the_colon_may_be_bold_or_not() {
        let nodes =
            vec![strong("Length:"), Node::Text(" 3 | ".into()), strong("By"), Node::Text(": A".into())];
        let fields = told(nodes, Some('|'));
        assert_eq!(
            fields,
            [("Length", "", "3"), ("By", "", "A")].map(|(a, b, c)| (a.into(), b.into(), c.into()))
        );
    }

    #[test]
    fn a_bar_in_prose_is_prose() {
        let nodes = vec![strong("A"), Node::Text(": x | y\nz".into())];
        assert_eq!(told(nodes, Some('|')), [("A".into(), String::new(), "x | y z".into())]);
    }

    #[test]
    fn what_stands_before_the_colon_is_an_aside() {
        let nodes = vec![strong("A"), Node::Text(" (00:12): x".into())];
        assert_eq!(told(nodes, None), [("A".into(), "(00:12)".into(), "x".into())]);
    }

    #[test]
    fn bold_words_without_a_colon_are_no_label() {
        let nodes = vec![strong("A"), Node::Text(" or B: c".into())];
        assert_eq!(split(nodes.clone(), None), (nodes, vec![]));
    }
}
