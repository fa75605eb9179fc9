//! HTML and JSX in a page: tags with their attributes, and the text between them.

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A tag, and where it starts in the HTML.
    Tag(Tag<'a>, usize),
    /// Text, with character references resolved.
    Text(String),
}

/// A tag as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub(crate) name: &'a str,
    pub(crate) closing: bool,
    /// From `<` to `>`.
    pub(crate) source: &'a str,
}

impl<'a> Tag<'a> {
    /// A component of the site: its name starts with a capital letter.
    pub(crate) fn is_component(&self) -> bool {
        self.name.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// The value of an attribute, without its quotes.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.source;
        loop {
            let at = rest.find(name)?;
            let free = rest[..at].ends_with(|c: char| c.is_whitespace());
            rest = &rest[at + name.len()..];
            let Some(value) = rest.trim_start().strip_prefix('=').filter(|_| free) else { continue };
            let value = value.trim_start().trim_start_matches('{').trim_start();
            return match value.chars().next()? {
                quote @ ('"' | '\'' | '`') => value[1..].split(quote).next(),
                _ => value.split([' ', '\n', '>', '}']).next(),
            };
        }
    }
}

/// Takes HTML apart. What is no tag is text.
pub(crate) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(html.len(), |i| open + i + 3)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            open + tag_length(rest)
        } else {
            at = open + 1;
            continue;
        };
        push_text(&mut out, &html[text_from..open]);
        let inner = rest[1..end - open].trim_start_matches('/');
        let name = inner.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
        let closing = rest[1..].starts_with('/');
        out.push(Token::Tag(Tag { name, closing, source: &html[open..end] }, open));
        text_from = end;
        at = end;
    }
    push_text(&mut out, &html[text_from..]);
    out
}

/// How far a tag's end is looked for, in bytes: what hostile input may cost is bounded.
const LONGEST_TAG: usize = 16 * 1024;

/// Up to the `>` that is in neither quotes nor braces, else up to any, else all of it.
fn tag_length(tag: &str) -> usize {
    let (mut quote, mut braces) = (None, 0usize);
    for (i, b) in tag.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, b) {
            (Some(q), _) if q == b => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(b),
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => return i + 1,
            _ => {}
        }
    }
    tag.find('>').map_or(tag.len(), |i| i + 1)
}

fn push_text(out: &mut Vec<Token<'_>>, text: &str) {
    if !text.is_empty() {
        out.push(Token::Text(markdown_entities(text)));
    }
}

/// The character references that authors write by hand.
fn markdown_entities(text: &str) -> String {
    let mut out = text.to_owned();
    for (from, to) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
    {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_outside_its_quotes_and_braces() {
        let html = "<Player style={{a: '>'}} src={\"x\"} alt='>'/>b &lt; c";
        let tokens = tokens(html);
        let Token::Tag(tag, 0) = tokens[0] else { panic!("{tokens:?}") };
        assert!(tag.is_component());
        assert_eq!(tag.attribute("src"), Some("x"));
        assert_eq!(tokens[1], Token::Text("b < c".into()));
    }

    #[test]
    fn an_attribute_is_not_found_in_another() {
        let tokens = tokens("<iframe data-src='no' src='yes'>");
        let Token::Tag(tag, _) = tokens[0] else { panic!("{tokens:?}") };
        assert_eq!(tag.attribute("src"), Some("yes"));
        assert_eq!(tag.attribute("title"), None);
    }

    #[test]
    fn what_is_no_tag_is_text() {
        assert_eq!(tokens("a < b <5%"), [Token::Text("a < b <5%".into())]);
        assert_eq!(tokens("<"), [Token::Text("<".into())]);
    }
}
