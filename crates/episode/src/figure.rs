//! A statistic's value, taken apart so that the number can stand first: `up to 35%` is
//! "up to", 35, "%", and nothing more.

#![warn(clippy::string_slice)]

use crate::text::part;

/// The parts of a value, in the order of its text. Joined with what was between them they are the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure<'a> {
    /// What stands before the number: `up to`.
    pub qualifier: &'a str,
    /// The number as it is written, with its sign or currency: `15.6`, `$30`. Empty if there is none.
    pub number: &'a str,
    /// What belongs to the number: `%`, `x`, `million`.
    pub unit: &'a str,
    /// Whether the unit is written right after the number: `4.4x`, but `1 year`.
    pub tight: bool,
    /// The rest: `vs Graviton4`.
    pub rest: &'a str,
}

impl<'a> Figure<'a> {
    /// Takes a value apart. Nothing of the text is lost but the white space between the parts.
    pub fn parse(value: &'a str) -> Self {
        let value = value.trim();
        let Some(digit) = value.find(|c: char| c.is_ascii_digit()) else {
            return Self { rest: value, ..Self::default() };
        };
        // A currency, a sign or a tilde right before the digits belongs to them.
        let start = part(value, ..digit)
            .char_indices()
            .rev()
            .take_while(|(_, c)| !c.is_whitespace() && !c.is_alphanumeric() && !matches!(c, '(' | '[' | '"'))
            .last()
            .map_or(digit, |(i, _)| i);
        let end = number_end(value, digit);
        let after = part(value, end..);
        let tight = !after.is_empty() && !after.starts_with(char::is_whitespace);
        let after = after.trim_start();
        let unit_end = after.find(char::is_whitespace).unwrap_or(after.len());
        let unit = part(after, ..unit_end);
        let unit = if tight || is_unit(unit) { unit } else { "" };
        Self {
            qualifier: part(value, ..start).trim_end(),
            number: part(value, start..end),
            unit,
            tight,
            rest: part(after, unit.len()..).trim_start(),
        }
    }
}

/// Digits, and points or commas between digits.
fn number_end(value: &str, digit: usize) -> usize {
    let bytes = value.as_bytes();
    let mut end = digit;
    while end < bytes.len() {
        let between = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !between {
            break;
        }
        end += 1;
    }
    end
}

/// A word that is set beside its number rather than under it.
fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 29] = [
        "%", "x", "×", "percent", "thousand", "million", "billion", "trillion", "year", "years", "month",
        "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes", "second", "seconds",
        "ms", "KB", "MB", "GB", "TB", "cores", "times",
    ];
    UNITS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_set_apart() {
        let parts = |v| {
            let f = Figure::parse(v);
            (f.qualifier, f.number, f.unit, f.tight, f.rest)
        };
        assert_eq!(parts("192"), ("", "192", "", false, ""));
        assert_eq!(parts("up to 35%"), ("up to", "35", "%", true, ""));
        assert_eq!(parts("25% vs last year"), ("", "25", "%", true, "vs last year"));
        assert_eq!(parts("15.6 million"), ("", "15.6", "million", false, ""));
        assert_eq!(parts("362 FP8"), ("", "362", "", false, "FP8"));
        assert_eq!(parts("~$1,200/month"), ("", "~$1,200", "/month", true, ""));
        assert_eq!(parts("twice as many"), ("", "", "", false, "twice as many"));
        assert_eq!(parts("3.5."), ("", "3.5", ".", true, ""));
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(value in "\\PC{0,30}") {
            let f = Figure::parse(&value);
            let joined = [f.qualifier, f.number, f.unit, f.rest].concat();
            let squeeze = |s: &str| s.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(squeeze(&joined), squeeze(&value));
        }
    }
}
