//! MDX in a page, put out of the Markdown parser's way.
//!
//! An MDX parser fails whole on a lone `{`, on `<5%` and on `<https://…>`, which authors write every day, so
//! pages are read as GitHub's Markdown. What is MDX's own is masked first, byte for byte, so that every
//! place in the tree is still a place in the source: imports, exports and comments by blanks, and the fences of
//! Docusaurus' admonitions (`:::tip`) by thematic breaks, which the parser never merges with what is around.

use std::ops::Range;

use crate::problem::Log;

/// A page without its MDX, as long as the page.
pub(crate) fn mask(source: &str, log: &mut Log<'_>) -> String {
    let mut out = source.to_owned().into_bytes();
    let mut fence: Option<(u8, usize)> = None;
    let mut skip_to = 0;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        if range.start < skip_to {
            continue;
        }
        let text = line.trim();
        if let Some(mark) = code_fence(line) {
            fence = match fence {
                None => Some(mark),
                Some(open) if open.0 == mark.0 && mark.1 >= open.1 && is_only(text, open.0) => None,
                open => open,
            };
        } else if fence.is_some() {
            continue;
        } else if text.starts_with(":::") {
            let start = range.start + line.len() - line.trim_start().len();
            out[start..start + text.len()].fill(b'*');
        } else if is_module_code(text) {
            log.note(start_of(&range, line, text), "an MDX import or export; it stays with the page");
            blank(&mut out, range);
        } else if let Some(open) = line.find("{/*") {
            let open = range.start + open;
            let end = source[open..].find("*/}").map_or(source.len(), |i| open + i + 3);
            log.note(open..end, "an MDX comment; it stays with the page");
            blank(&mut out, open..end);
            skip_to = end;
        }
    }
    String::from_utf8(out).expect("whole characters were replaced by ASCII ones")
}

fn start_of(range: &Range<usize>, line: &str, text: &str) -> Range<usize> {
    let start = range.start + line.len() - line.trim_start().len();
    start..start + text.len()
}

fn blank(out: &mut [u8], range: Range<usize>) {
    out[range].iter_mut().filter(|b| !matches!(b, b'\n' | b'\r')).for_each(|b| *b = b' ');
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

/// An import or export of JavaScript, not a sentence that starts with the word.
fn is_module_code(line: &str) -> bool {
    let quoted = |s: &str| s.starts_with(['\'', '"']);
    if let Some(rest) = line.strip_prefix("import ") {
        return quoted(rest)
            || rest.split_once(" from ").is_some_and(|(_, module)| quoted(module.trim_start()));
    }
    line.strip_prefix("export ").is_some_and(|rest| {
        let declares = ["const ", "let ", "function ", "default ", "{"].iter().any(|k| rest.starts_with(k));
        declares && (rest.ends_with([';', '{', '}', ')']) || rest.contains(" = "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(source: &str) -> (String, usize) {
        let mut log = Log::new(source);
        let out = mask(source, &mut log);
        assert_eq!(out.len(), source.len());
        (out.trim().to_owned(), log.finish().len())
    }

    #[test]
    fn imports_and_comments_are_noted_and_masked() {
        assert_eq!(masked("import X from './x';\n"), (String::new(), 1));
        assert_eq!(masked("import './x.css'\n"), (String::new(), 1));
        assert_eq!(masked("{/* a\n\n b */}\nc"), ("c".into(), 1));
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
        let code = "```js\nimport X from 'x';\n:::\n```\n";
        assert_eq!(masked(code), (code.trim().into(), 0));
    }

    #[test]
    fn an_admonitions_fences_become_breaks_of_the_same_length() {
        assert_eq!(masked(":::tip Ü\nx\n:::").0, "********\nx\n***".replace("********", "*********"));
    }
}
