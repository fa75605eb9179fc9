//! Text that was once decoded with the wrong encoding: `Ã¼` for `ü`.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use std::ops::Range;

use crate::problem::Log;

/// Warns of letters that are UTF-8 which was read as another encoding: at the first place, with how many
/// there are.
pub(crate) fn warn(source: &str, log: &mut Log<'_>) {
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
    log.warn(span, message, "save the page as UTF-8 and write it anew; it is imported as it stands");
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
}
