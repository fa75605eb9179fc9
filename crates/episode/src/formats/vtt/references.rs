//! Character references in the text of a cue.
//!
//! With the feature `formats` all that HTML has. Their 2,231 names are 85 KB, which is too much for a page to load for the
//! sake of captions: without it, the names that tools write, and references by number.

#[cfg(feature = "formats")]
pub(super) use htmlize::unescape;

#[cfg(not(feature = "formats"))]
pub(super) use few::unescape;

#[cfg(any(test, not(feature = "formats")))]
mod few {
    use std::borrow::Cow;

    const NAMES: [(&str, char); 8] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("lrm", '\u{200e}'),
        ("rlm", '\u{200f}'),
    ];

    /// Replaces the references that are known; the others stay as they are written.
    pub(in super::super) fn unescape(text: &str) -> Cow<'_, str> {
        let Some((first, mut rest)) = text.split_once('&') else { return text.into() };
        let mut out = first.to_owned();
        loop {
            let (before, after) = rest.split_once('&').map_or((rest, None), |(one, more)| (one, Some(more)));
            let known = before.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest)));
            match known {
                Some((character, rest)) => {
                    out.push(character);
                    out.push_str(rest);
                }
                None => {
                    out.push('&');
                    out.push_str(before);
                }
            }
            match after {
                Some(after) => rest = after,
                None => return out.into(),
            }
        }
    }

    fn character(name: &str) -> Option<char> {
        let Some(number) = name.strip_prefix('#') else {
            return NAMES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character);
        };
        let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
        char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?).filter(|c| *c != '\0')
    }

    #[cfg(test)]
    mod tests {
        use super::unescape;

        #[test]
        fn the_few_are_read_as_all_are() {
            for text in [
                "",
                "a",
                "&",
                "a &amp; b",
                "&lt;i&gt;",
                "&#65;&#x42;&#X43;",
                "&amp",
                "&;",
                "&nbsp;&lrm;x&rlm;",
                "&&amp;&",
            ] {
                assert_eq!(unescape(text), htmlize_of(text), "{text}");
            }
            assert_eq!(unescape("caf&eacute; &#99999999; &#x;"), "caf&eacute; &#99999999; &#x;");
        }

        #[cfg(feature = "formats")]
        fn htmlize_of(text: &str) -> String {
            // HTML takes the names of its oldest version without a semicolon as well, which the few do not.
            if text == "&amp" { text.to_owned() } else { htmlize::unescape(text).into_owned() }
        }

        #[cfg(not(feature = "formats"))]
        fn htmlize_of(text: &str) -> String {
            unescape(text).into_owned()
        }
    }
}
