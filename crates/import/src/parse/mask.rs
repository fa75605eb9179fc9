//! MDX in a page, put out of the Markdown parser's way.
//!
//! An MDX parser fails whole on a lone `{`, on `<5%` and on `<https://…>`, which authors write every day, so
//! pages are read as GitHub's Markdown. What is MDX's own is masked first, byte for byte, so that every
//! place in the tree is still a place in the source: front matter, imports, exports, comments, the tags of
//! components and of templates and the braces of attributes by blanks, and the fences of Docusaurus' admonitions
//! (`:::tip`) and the [`marks`] of the page's parts by thematic breaks, which the parser never merges with what is
//! around.

use std::ops::Range;

use crate::diagnostics::{Kind, Log};
use crate::parse::embeds::Embeds;
use crate::parse::html::{Ends, Tag};
use crate::parse::marks::{self, Mark};
use crate::parse::strike::{self, NOTHING};
use crate::words::Words;

/// A page without its front matter, which ends at `from`, and without its MDX; as long as the page. What components
/// and templates embed is found.
pub(crate) fn mask(
    source: &str,
    from: usize,
    words: &Words,
    embeds: &mut Embeds,
    log: &mut Log<'_>,
) -> String {
    let out = source.to_owned().into_bytes();
    let mut mask = Mask { source, out, ends: Ends::default(), parts: Vec::new(), words, embeds, log };
    let mark = if source.starts_with('\u{feff}') { 3 } else { 0 };
    mask.blank(0..from.max(mark));
    let mut code: Option<(u8, usize)> = None;
    // What a comment, an import or a tag has taken beyond its line.
    let mut taken = from;
    let mut paragraph = from..from;
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let text = line.trim();
        if text.is_empty() || code.is_some() {
            mask.strike(std::mem::replace(&mut paragraph, at..at));
        }
        paragraph.end = at;
        if range.start < taken {
            taken = mask.comments(taken..range.end.max(taken));
            continue;
        }
        if let Some(mark) = code_fence(line) {
            code = match code {
                None => Some(mark),
                Some(open) if open.0 == mark.0 && mark.1 >= open.1 && is_only(text, open.0) => None,
                open => open,
            };
            paragraph = at..at;
        } else if code.is_none() {
            taken = mask.line(range, line);
        }
    }
    mask.strike(paragraph);
    String::from_utf8(mask.out).expect("whole characters were replaced by ASCII ones")
}

struct Mask<'a, 's> {
    source: &'a str,
    out: Vec<u8>,
    ends: Ends,
    /// The elements that started parts of the page, and are open.
    parts: Vec<String>,
    words: &'a Words,
    embeds: &'a mut Embeds,
    log: &'a mut Log<'s>,
}

impl Mask<'_, '_> {
    /// Masks what stands in a line of Markdown, and gives back where that ends.
    fn line(&mut self, range: Range<usize>, line: &str) -> usize {
        let text = line.trim();
        if text.is_empty() {
            return range.end;
        }
        let start = range.start + line.len() - line.trim_start().len();
        if text.starts_with(":::") || self.is_mark(text) {
            self.out[start..start + text.len()].fill(b'*');
            return range.end;
        }
        if text.starts_with("<details") && self.opens_mark(text, range.end) {
            self.blank(start..start + text.len());
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
                let closing = self.source[at..].starts_with("</");
                if !closing {
                    let message = format!("the component <{name}> is not used");
                    self.log.note(Kind::Component, at..end, message);
                }
                let tag = Tag { name, closing, source: &self.source[at..end] };
                self.embeds.tag(&tag, &(at..end), self.log);
                self.blank(at..end);
            }
            at = end;
            at += self.source[at..].len() - self.source[at..].trim_start_matches([' ', '\t']).len();
        }
        let end = self.comments(at..range.end.max(at));
        self.templates(start..range.end);
        end
    }

    /// Whether the next line's summary names a part of the page that this line's tag opens.
    fn opens_mark(&self, text: &str, end: usize) -> bool {
        let next = self.source[end..].lines().next().unwrap_or_default();
        let is_alone = text.ends_with('>') && text.matches('<').count() == 1;
        is_alone && next.trim().starts_with("<summary") && marks::read(next, self.words).is_some()
    }

    /// Whether a line starts or ends a part of the page.
    fn is_mark(&mut self, text: &str) -> bool {
        match marks::read(text, self.words) {
            Some(Mark::Start { closing, .. }) => {
                self.parts.extend(closing);
                true
            }
            Some(Mark::End(name)) if self.parts.last() == Some(&name) => {
                self.parts.pop();
                true
            }
            _ => false,
        }
    }

    /// Masks the tags of templates in a line: `{{< youtube ID >}}`, `{% include x.html %}`, `{{ youtube(id="x") }}`.
    fn templates(&mut self, line: Range<usize>) {
        let mut at = line.start;
        while let Some(open) =
            self.source[at..line.end].find("{{").into_iter().chain(self.source[at..line.end].find("{%")).min()
        {
            let open = at + open;
            let rest = &self.source[open..line.end];
            let tag = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")]
                .into_iter()
                .filter(|(start, _)| rest.starts_with(start))
                .find_map(|(start, close)| {
                    let inner = rest[start.len()..].find(close)?;
                    Some((start, start.len() + inner + close.len(), close))
                });
            let Some((start, length, close)) = tag else {
                at = open + 2;
                continue;
            };
            let inner = rest[start.len()..length - close.len()].trim().trim_matches('-').trim();
            // Braces of other kinds are text, such as `{{ name }}`, but for the call of a function.
            let is_tag = start != "{{" || (inner.contains('(') && inner.ends_with(')'));
            at = open + length;
            if is_tag {
                let place = open..open + length;
                self.embeds.template(inner, &place, self.log);
                self.log.note(Kind::Component, place.clone(), "a template's tag is not used");
                let alone = self.source[line.clone()].trim().len() == length;
                self.out[place].fill(if alone { b' ' } else { NOTHING });
            }
        }
    }

    /// Masks what is struck out in a paragraph where the parser would not see it.
    fn strike(&mut self, paragraph: Range<usize>) {
        for place in strike::unseen(&self.source[paragraph.clone()]) {
            let place = paragraph.start + place.start..paragraph.start + place.end;
            self.log.note(Kind::Unused, place.clone(), "struck-out words are not used");
            self.out[place].iter_mut().filter(|b| !matches!(b, b'\n' | b'\r')).for_each(|b| *b = NOTHING);
        }
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

    fn masked_from(source: &str, from: usize, log: &mut Log<'_>) -> String {
        let words = Words::new(&std::collections::BTreeMap::new());
        mask(source, from, &words, &mut Embeds::default(), log)
    }

    fn masked(source: &str) -> (String, usize) {
        let mut log = Log::new(source);
        let out = masked_from(source, 0, &mut log);
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
    fn signs_of_a_template_that_share_a_letter_are_text() {
        for text in ["a {%} b", "a {{%}} b", "a {{<}} b"] {
            assert_eq!(masked(text), (text.into(), 0));
        }
        assert_eq!(masked("{%} {% include x.html %}").1, 1);
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
        assert_eq!(masked_from("---\nü: 1\n---\n# T", 14, &mut log), "   \n     \n   \n# T");
        assert_eq!(masked_from("\u{feff}# T", 0, &mut log), "   # T");
    }

    #[test]
    fn marks_of_parts_become_breaks_and_their_ends_too() {
        assert_eq!(masked("{/* TAB: Notes */}\nx").0, "******************\nx");
        assert_eq!(
            masked("<TabItem label=\"Transcript\">\n\nx\n\n</TabItem>\n</Tabs>").0.matches('*').count(),
            38
        );
    }

    #[test]
    fn templates_are_masked_and_other_braces_are_text() {
        assert_eq!(masked("{{< youtube abc-DEF_123 >}}"), (String::new(), 1));
        assert_eq!(masked("a {% include x %}b").0, format!("a {}b", "\u{1a}".repeat(15)));
        for text in ["{{ tide }}", "{{ tide", "{% tide", "100 {{"] {
            assert_eq!(masked(text), (text.into(), 0));
        }
    }

    #[test]
    fn what_is_struck_out_in_words_only_is_masked() {
        assert_eq!(masked("~~uh, ~~so\n\n~~it~~").0, format!("{}so\n\n~~it~~", "\u{1a}".repeat(8)));
    }
}
