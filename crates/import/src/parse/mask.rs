//! MDX in a page, put out of the Markdown parser's way.
//!
//! An MDX parser fails whole on a lone `{`, on `<5%` and on `<https://…>`, which authors write every day, so
//! pages are read as GitHub's Markdown. What is MDX's own is masked first, byte for byte, so that every
//! place in the tree is still a place in the source: front matter, imports, exports, comments, the tags of
//! components and the braces of attributes by blanks, and the fences of Docusaurus' admonitions (`:::tip`) by thematic breaks, which the
//! parser never merges with what is around.

use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::html::Ends;

/// A page without its front matter, which ends at `from`, and without its MDX; as long as the page.
pub(crate) fn mask(source: &str, from: usize, log: &mut Log<'_>) -> String {
    let mut mask = Mask { source, out: source.to_owned().into_bytes(), ends: Ends::default(), log };
    let mark = if source.starts_with('\u{feff}') { 3 } else { 0 };
    mask.blank(0..from.max(mark));
    let mut code: Option<(u8, usize)> = None;
    // What a comment, an import or a tag has taken beyond its line.
    let mut taken = from;
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if range.start < taken {
            taken = mask.comments(taken..range.end.max(taken));
            continue;
        }
        let text = line.trim();
        if let Some(mark) = code_fence(line) {
            code = match code {
                None => Some(mark),
                Some(open) if open.0 == mark.0 && mark.1 >= open.1 && is_only(text, open.0) => None,
                open => open,
            };
        } else if code.is_none() {
            taken = mask.line(range, line);
        }
    }
    String::from_utf8(mask.out).expect("whole characters were replaced by ASCII ones")
}

struct Mask<'a, 's> {
    source: &'a str,
    out: Vec<u8>,
    ends: Ends,
    log: &'a mut Log<'s>,
}

impl Mask<'_, '_> {
    /// Masks what stands in a line of Markdown, and gives back where that ends.
    fn line(&mut self, range: Range<usize>, line: &str) -> usize {
        let text = line.trim();
        let start = range.start + line.len() - line.trim_start().len();
        if text.starts_with(":::") {
            self.out[start..start + text.len()].fill(b'*');
            return range.end;
        }
        if let Some(length) = module_code(&self.source[start..]) {
            self.log.note(Kind::Component, start..start + length, "an MDX import or export is not used");
            self.blank(start..start + length);
            return start + length;
        }
        let mut at = start;
        while let Some(name) = tag_name(&self.source[at..])
            && let Some(end) = self.ends.find(self.source, at)
        {
            if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
                self.braces(at..end);
            } else {
                if !self.source[at..].starts_with("</") {
                    let message = format!("the component <{name}> is not used");
                    self.log.note(Kind::Component, at..end, message);
                }
                self.blank(at..end);
            }
            at = end;
            at += self.source[at..].len() - self.source[at..].trim_start_matches([' ', '\t']).len();
        }
        self.comments(at..range.end.max(at))
    }

    /// Makes HTML of a tag with `src={"x"}` and `style={{…}}`: the texts stay, what JavaScript computes goes.
    fn braces(&mut self, tag: Range<usize>) {
        let mut at = tag.start;
        while let Some(equals) = self.source[at..tag.end].find("={").map(|i| at + i) {
            let open = equals + 1;
            let end = brace_end(&self.source[open..tag.end]).map_or(tag.end - 1, |length| open + length);
            let inner = self.source[open + 1..end].trim_end_matches('}').trim();
            let quote = inner.chars().next().filter(|q| matches!(q, '"' | '\'' | '`'));
            let is_text =
                quote.is_some_and(|q| inner.len() >= 2 && inner[1..].find(q) == Some(inner.len() - 2));
            if is_text && !inner.contains("${") {
                self.out[open] = b' ';
                self.out[end - 1] = b' ';
                self.out[open..end].iter_mut().filter(|b| **b == b'`').for_each(|b| *b = b'"');
            } else {
                // The name stays: an empty line would end the HTML.
                self.blank(equals..end);
            }
            at = end;
        }
    }

    /// Masks the comments that start in a range, and gives back where the last one ends.
    fn comments(&mut self, mut range: Range<usize>) -> usize {
        while let Some(open) = self.source[range.clone()].find("{/*").map(|i| range.start + i) {
            let end = self.source[open..].find("*/}").map_or(self.source.len(), |i| open + i + 3);
            self.log.note(Kind::Unused, open..end, "a comment is not used");
            self.blank(open..end);
            range = end..range.end.max(end);
        }
        range.start
    }

    fn blank(&mut self, range: Range<usize>) {
        self.out[range].iter_mut().filter(|b| !matches!(b, b'\n' | b'\r')).for_each(|b| *b = b' ');
    }
}

/// The mark of a code fence and its length.
fn code_fence(line: &str) -> Option<(u8, usize)> {
    let text = line.trim_start();
    let mark = *text.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = text.bytes().take_while(|b| *b == mark).count();
    (length >= 3 && !text[length..].contains('`')).then_some((mark, length))
}

fn is_only(text: &str, mark: u8) -> bool {
    text.bytes().all(|b| b == mark)
}

/// The name of the tag that a text starts with.
fn tag_name(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("</").or(text.strip_prefix('<'))?;
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_'))?;
    let (name, after) = inner.split_at(end);
    let is_tag = after.starts_with(['>', '/', ' ', '\t', '\n', '\r']);
    Some(name).filter(|name| is_tag && name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The length of a text in braces that starts with one.
fn brace_end(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (i, b) in text.bytes().enumerate() {
        match b {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i + 1);
        }
    }
    None
}

/// The length of an import or export of JavaScript that a text starts with; not of a sentence that starts
/// with the word. One may take several lines, but no empty one.
fn module_code(text: &str) -> Option<usize> {
    let line = text.lines().next()?;
    let first = line.trim_end();
    let quoted = |s: &str| s.trim_start().starts_with(['\'', '"']);
    if let Some(rest) = first.strip_prefix("import ") {
        if quoted(rest) || rest.split_once(" from ").is_some_and(|(_, module)| quoted(module)) {
            return Some(first.len());
        }
        let several = rest.starts_with(['{', '*']) && !rest.contains('}');
        return several
            .then(|| statement(text, |line| line.contains(" from ") || line.starts_with("from ")))
            .flatten();
    }
    let rest = first.strip_prefix("export ")?;
    let declares = ["const ", "let ", "function ", "default ", "{"].iter().any(|k| rest.starts_with(k));
    if !declares || !(rest.ends_with([';', '{', '}', ')', '(', '[']) || rest.contains(" = ")) {
        return None;
    }
    if rest.ends_with(['{', '(', '[']) {
        return statement(text, |line| line.starts_with(['}', ')', ']'])).or(Some(first.len()));
    }
    Some(first.len())
}

/// The length of the lines up to one that ends it; `None` if an empty one, or a hundred others, come first.
fn statement(text: &str, ends: impl Fn(&str) -> bool) -> Option<usize> {
    let mut length = 0;
    for line in text.split_inclusive('\n').take(100).take_while(|line| !line.trim().is_empty()) {
        let is_first = length == 0;
        if !is_first && ends(line.trim_end()) {
            return Some(length + line.trim_end().len());
        }
        length += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(source: &str) -> (String, usize) {
        let mut log = Log::new(source);
        let out = mask(source, 0, &mut log);
        assert_eq!(out.len(), source.len());
        (out.trim().to_owned(), log.finish().len())
    }

    #[test]
    fn imports_and_comments_are_noted_and_masked() {
        assert_eq!(masked("import X from './x';\n"), (String::new(), 1));
        assert_eq!(masked("import './x.css'\n"), (String::new(), 1));
        assert_eq!(masked("import {\n  X,\n  Y,\n} from './x';\nz"), ("z".into(), 1));
        assert_eq!(masked("export const x = {\n  a: 1,\n};\nz"), ("z".into(), 1));
        assert_eq!(masked("{/* a\n\n b */}\nc"), ("c".into(), 1));
        assert_eq!(masked("a {/* b */} c {/* d\n e */} f {/* g */}").1, 3);
        assert_eq!(masked("a {/* b").0, "a");
    }

    #[test]
    fn a_sentence_that_starts_with_import_is_a_sentence() {
        for text in ["import duties rose from 3 to 5 percent.", "export of tea", "export const is a keyword."]
        {
            assert_eq!(masked(text), (text.into(), 0));
        }
    }

    #[test]
    fn code_is_left_alone() {
        let code = "```js\nimport X from 'x';\n:::\n<Tide />\n```\n";
        assert_eq!(masked(code), (code.trim().into(), 0));
    }

    #[test]
    fn the_tags_of_components_are_masked_and_what_is_between_them_is_not() {
        assert_eq!(masked("<Tabs style={{ a: '>' }}\n  b>\nebb\n</Tabs>"), ("ebb".into(), 1));
        for text in ["<Https://x.y> z", "<5% of <A", "<aside>", "a <Tide /> b"] {
            assert_eq!(masked(text), (text.into(), 0));
        }
    }

    #[test]
    fn attributes_in_braces_become_html() {
        assert_eq!(masked("<i style={{ a: 1 }} b>").0, "<i style            b>");
        assert_eq!(
            masked("<i src={\"x\"}\nb={`y`} c={z} d='e'>").0,
            "<i src= \"x\" \nb= \"y\"  c     d='e'>"
        );
        for text in ["<i a={", "<i a={>", "<i a={}>", "<i ={\"}>", "<i a={{b}>x"] {
            masked(text);
        }
    }

    #[test]
    fn an_admonitions_fences_become_breaks_of_the_same_length() {
        assert_eq!(masked(":::tip Ü\nx\n:::").0, "*********\nx\n***");
    }

    #[test]
    fn front_matter_and_a_byte_order_mark_are_masked() {
        let mut log = Log::new("");
        assert_eq!(mask("---\nü: 1\n---\n# T", 14, &mut log), "   \n     \n   \n# T");
        assert_eq!(mask("\u{feff}# T", 0, &mut log), "   # T");
    }
}
