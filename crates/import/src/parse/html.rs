//! HTML and JSX in a page: tags with their attributes, and the text between them.

use std::ops::Range;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A tag, and where it starts in the HTML.
    Tag(Tag<'a>, usize),
    /// Text, with character references resolved, and its place in the HTML.
    Text(String, Range<usize>),
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

/// Takes HTML apart. What is no tag is text; a script or a style is one tag with what it holds.
pub(crate) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut ends = Ends::default();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|i| at + i) {
        let rest = &html[open..];
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map_or(html.len(), |i| open + i + 3)
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
            && let Some(end) = ends.find(html, open)
        {
            end
        } else {
            at = open + 1;
            continue;
        };
        push_text(&mut out, html, text_from..open);
        let inner = rest[1..end - open].trim_start_matches('/');
        let name = inner.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
        let closing = rest[1..].starts_with('/');
        let end =
            if matches!(name, "script" | "style") && !closing { element_end(html, end, name) } else { end };
        out.push(Token::Tag(Tag { name, closing, source: &html[open..end] }, open));
        text_from = end;
        at = end;
    }
    push_text(&mut out, html, text_from..html.len());
    out
}

/// Where the element of a name ends that holds no other elements.
fn element_end(html: &str, from: usize, name: &str) -> usize {
    let close = format!("</{name}>");
    html[from..].find(&close).map_or(html.len(), |i| from + i + close.len())
}

/// How far a tag's end is looked for, in bytes.
const LONGEST_TAG: usize = 16 * 1024;

/// Finds the ends of tags. It looks through no part of a text more than twice, whatever is in it: where one
/// tag has no end near, those in the same stretch are taken to have none either.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    /// Up to here, quotes and braces are not to be trusted.
    careless_until: usize,
    /// Up to here, there is no `>`.
    none_until: usize,
}

impl Ends {
    /// Where the tag that starts at a place ends: after the `>` that is in neither quotes nor braces, else
    /// after any; `None` if there is none near.
    pub(crate) fn find(&mut self, text: &str, at: usize) -> Option<usize> {
        let far = text.len().min(at + LONGEST_TAG);
        if at < self.none_until {
            return None;
        }
        let near = &text.as_bytes()[at..far];
        if at >= self.careless_until {
            if let Some(length) = careful_length(near) {
                return Some(at + length);
            }
            self.careless_until = far;
        }
        let end = near.iter().position(|b| *b == b'>').map(|i| at + i + 1);
        if end.is_none() {
            self.none_until = far;
        }
        end
    }
}

fn careful_length(tag: &[u8]) -> Option<usize> {
    let (mut quote, mut braces) = (None, 0usize);
    for (i, b) in tag.iter().enumerate() {
        match (quote, b) {
            (Some(q), _) if q == b => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(b),
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => return Some(i + 1),
            _ => {}
        }
    }
    None
}

fn push_text(out: &mut Vec<Token<'_>>, html: &str, place: Range<usize>) {
    if !place.is_empty() {
        out.push(Token::Text(htmlize::unescape(&html[place.clone()]).into_owned(), place));
    }
}

/// The elements of HTML. What else stands in angle brackets is a text, such as `<crosstalk>`.
const ELEMENTS: &str = " a abbr acronym address area article aside audio b base bdi bdo big blink blockquote body br \
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed \
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe \
    img input ins kbd label legend li link main map mark marquee math menu meta meter nav noscript object ol optgroup \
    option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span \
    strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u \
    ul var video wbr ";

/// Whether a tag is that of an element of HTML, or of one that a page defines itself.
pub(crate) fn is_element(tag: &Tag<'_>) -> bool {
    let name = tag.name.to_ascii_lowercase();
    let is_bare = tag.source.len() <= name.len() + "</ >".len() + usize::from(tag.closing);
    !is_bare || name.contains('-') || ELEMENTS.contains(&format!(" {name} "))
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
        assert_eq!(tokens[1], Token::Text("b < c".into(), 44..52));
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
        assert_eq!(tokens("a < b <5%"), [Token::Text("a < b <5%".into(), 0..9)]);
        assert_eq!(tokens("<"), [Token::Text("<".into(), 0..1)]);
        let long = format!("<a {}>", "ü".repeat(LONGEST_TAG));
        assert_eq!(tokens(&long), [Token::Text(long.clone(), 0..long.len())]);
    }

    #[test]
    fn what_is_no_element_is_a_word_in_brackets() {
        let is = |html| match tokens(html)[0] {
            Token::Tag(tag, _) => is_element(&tag),
            Token::Text(..) => panic!("{html} is text"),
        };
        assert!(is("<em>") && is("</em>") && is("<BR />") && is("<tide-table>") && is("<tide high>"));
        assert!(!is("<crosstalk>") && !is("</laugh>"));
    }
}
