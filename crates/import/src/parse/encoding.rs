//! Text that was damaged on its way: read once with the wrong encoding (`Ã¼` for `ü`), or holding what is no
//! text.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use std::ops::Range;

use crate::diagnostics::{Kind, Log};

/// Warns of both.
pub(crate) fn warn(source: &str, log: &mut Log<'_>) {
    mojibake(source, log);
    let no_text = |c: char| matches!(c, '\0' | '\u{fffd}');
    if let Some(at) = source.find(no_text) {
        let (what, length) = if source[at..].starts_with('\0') {
            ("a NUL character", 1)
        } else {
            ("a character that was lost (U+FFFD)", 3)
        };
        let count = source.matches(no_text).count();
        let more = if count > 1 { format!(" ({count} such places)") } else { String::new() };
        log.warn(
            Kind::Encoding,
            at..at + length,
            format!("{what} is in the text{more}"),
            "replace it by the character that was meant, and save the file as UTF-8",
        );
    }
}

/// Warns of letters that are UTF-8 which was read as another encoding: at the first place, with how many
/// there are.
fn mojibake(source: &str, log: &mut Log<'_>) {
    let meant = |span: &Range<usize>| {
        [WINDOWS_1252, MACINTOSH].iter().find_map(|e| repaired(&source[span.clone()], e))
    };
    let mut places = runs(source).into_iter().filter_map(|span| Some((meant(&span)?, span)));
    let Some((meant, span)) = places.next() else { return };
    let more = match places.count() {
        0 => String::new(),
        more => format!(", and {more} more places"),
    };
    let message =
        format!("{:?} looks like {meant:?}, read with the wrong encoding{more}", &source[span.clone()]);
    log.warn(
        Kind::Encoding,
        span,
        message,
        "correct the text and save the page as UTF-8; it is imported unchanged",
    );
}

fn repaired(run: &str, encoding: &'static Encoding) -> Option<String> {
    let (bytes, _, lost) = encoding.encode(run);
    if lost {
        return None;
    }
    std::str::from_utf8(&bytes).ok().map(str::to_owned)
}

/// Maximal runs of two or more characters that are not ASCII.
fn runs(source: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in source.char_indices().chain([(source.len(), ' ')]) {
        match (c.is_ascii(), start) {
            (false, None) => start = Some(i),
            (true, Some(from)) => {
                if source[from..i].chars().nth(1).is_some() {
                    out.push(from..i);
                }
                start = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_read_with_the_wrong_encoding_is_told_with_what_was_meant() {
        for (text, meant) in [("GrÃ¼n", "ü"), ("don‚Äôt", "’")] {
            let mut log = Log::new(text);
            warn(text, &mut log);
            let problems = log.finish();
            assert!(problems[0].message.contains(&format!("looks like {meant:?}")), "{problems:?}");
        }
    }

    #[test]
    fn text_of_any_language_is_left_alone() {
        for text in ["Grün", "naïve – “so”", "Größe", "海の潮", "🎙️ Ebb", "ÄÖÜ", "приливы"]
        {
            let mut log = Log::new(text);
            warn(text, &mut log);
            assert_eq!(log.finish(), [], "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_once() {
        let source = "a\0b\0";
        let mut log = Log::new(source);
        warn(source, &mut log);
        let problems = log.finish();
        assert_eq!(problems.len(), 1);
        assert!(problems[0].span == (1..2) && problems[0].message.contains("2 such places"), "{problems:?}");
    }
}
