//! Times and lengths as pages write them.

use episode::Millis;

use crate::words::{Concept, Words};

/// A time at the start of a text, in whatever brackets, and the text after it.
///
/// `00:12 Title`, `[00:12] Title`, `~4:00 - Title`, `@1:02:03`, `00:00 – 00:34 Title`.
pub(crate) fn leading(text: &str) -> Option<(Millis, &str)> {
    let (time, mut rest) = one(text)?;
    // "from – to": the end is where the next one starts.
    let after = rest.trim_start().trim_start_matches(is_dash);
    if after.len() < rest.trim_start().len()
        && let Some((end, beyond)) = one(after)
        && end >= time
    {
        rest = beyond;
    }
    Some((time, rest.trim_start().trim_start_matches(|c| is_dash(c) || c == ':').trim_start()))
}

fn one(text: &str) -> Option<(Millis, &str)> {
    let text = text.trim_start();
    let open = text.trim_start_matches(['[', '(', '~', '@', '≈']);
    let bracketed = text[..text.len() - open.len()].contains(['[', '(']);
    let end = open.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(open.len());
    // A dot that ends a sentence is not a fraction's; captions of two decimals are common.
    let clock = open[..end].trim_end_matches(['.', ':']);
    let time = clock.parse().ok().filter(|_| clock.contains(':'))?;
    let rest = &open[clock.len()..];
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some((time, if bracketed { rest.trim_start_matches([']', ')']) } else { rest }))
}

/// A hyphen, a dash of any length, a bar or a dot between a time and a title.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '|' | '·' | '>')
}

/// A text that is a time and nothing else, in whatever brackets.
pub(crate) fn whole(text: &str) -> Option<Millis> {
    leading(text).filter(|(_, rest)| rest.is_empty()).map(|(time, _)| time)
}

/// A time at the end of a text, and the text before it: `Title (00:12)`, `Title - 0:12`, `Title [1:00:12]`.
pub(crate) fn trailing(text: &str) -> Option<(Millis, &str)> {
    let text = text.trim_end();
    let is_of_clock =
        |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '[' | ']' | '(' | ')' | '@' | '~');
    let start = text.char_indices().rev().take_while(|(_, c)| is_of_clock(*c)).last()?.0;
    let before = &text[..start];
    let time = whole(&text[start..])?;
    let title = before.trim_end().trim_end_matches(|c| is_dash(c) || c == ':' || c == ',').trim_end();
    // Brackets or a sign part it from the title; a time in a sentence is none.
    let is_parted = text[start..].starts_with(['[', '(', '@']) || title.len() < before.trim_end().len();
    is_parted.then_some((time, title))
}

/// A length as a page gives it, and whether it is exact.
///
/// `14 minutes`, `~12 min`, `12-15 minutes` (the middle), `15 minutes 44 seconds`, `1 hour 5 minutes`, `15:44`,
/// `PT15M44S`, `1h 5m`, `14 Minuten`.
pub(crate) fn length(text: &str, words: &Words) -> Option<(Millis, bool)> {
    let says_about = |word: &str| words.is(Concept::About, word.trim_matches(|c: char| !c.is_alphanumeric()));
    let exact = !text.contains(['~', '≈', '+']) && !text.split_whitespace().any(says_about);
    let text = text.trim().trim_start_matches(['~', '≈', ' ']);
    if let Ok(time) = text.parse() {
        return Some((time, exact));
    }
    if let Some(time) = iso(text) {
        return Some((time, true));
    }
    let spaced = spaced(text);
    let mut parts = spaced.split_whitespace().peekable();
    let (mut total, mut plain) = (0.0, true);
    let mut found = false;
    while let Some(word) = parts.next() {
        let Ok(mut value) = word.parse::<f64>() else {
            plain &= word == "," || words.is(Concept::And, word);
            continue;
        };
        if parts.next_if(|w| w.chars().all(is_dash) || *w == "to").is_some() {
            let upper = parts.next()?.parse::<f64>().ok()?;
            value = f64::midpoint(value, upper);
            plain = false;
        }
        let unit = parts.next()?;
        let unit = unit.trim_end_matches(['.', ',']);
        let units = [(Concept::Hour, 3600.0), (Concept::Minute, 60.0), (Concept::Second, 1.0)];
        let (_, seconds) = units.into_iter().find(|(concept, _)| words.is(*concept, unit))?;
        total += value * seconds;
        found = true;
    }
    let millis = Millis::from_seconds(total).filter(|_| found)?;
    Some((millis, exact && plain))
}

/// A duration of ISO 8601: `PT1H21M48S`.
fn iso(text: &str) -> Option<Millis> {
    if !text.starts_with(['P', 'p']) {
        return None;
    }
    let duration: jiff::SignedDuration = text.parse().ok()?;
    Millis::from_seconds(duration.as_secs_f64())
}

/// A time in units without spaces: `1h2m3s`, `90s`.
pub(crate) fn units(text: &str) -> Option<Millis> {
    Millis::parse_address(text.trim()).filter(|_| text.trim().ends_with(['h', 'm', 's']))
}

/// With a space wherever digits meet something else: `12-15min` is `12 - 15 min`.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        let of_number = |c: char| c.is_ascii_digit() || c == '.';
        if of_number(before) != of_number(c) {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_stand_in_brackets_and_be_a_range() {
        for (text, millis, rest) in [
            ("00:12 Ebb", 12_000, "Ebb"),
            ("[00:01:15] Ebb", 75_000, "Ebb"),
            ("(00:00:36)", 36_000, ""),
            ("~4:00 - Ebb", 240_000, "Ebb"),
            ("@11:47 – Ebb: and flow", 707_000, "Ebb: and flow"),
            ("00:00:00 – 00:00:34 Ebb", 0, "Ebb"),
            ("[00:04:12.15] x", 252_150, "x"),
            ("04:33: 5:1 odds", 273_000, "5:1 odds"),
        ] {
            assert_eq!(leading(text), Some((Millis(millis), rest)), "{text}");
        }
        for text in ["12 tides", "Ebb 00:12", "3:1ratio", "", "["] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn a_length_is_read_as_people_write_it() {
        let words = Words::new(&std::collections::BTreeMap::new());
        for (text, seconds, exact) in [
            ("14 minutes", 840, true),
            ("~12 minutes", 720, false),
            ("12-15 minutes", 810, false),
            ("12–15min", 810, false),
            ("15 minutes 44 seconds", 944, true),
            ("1 hour, 5 minutes", 3900, true),
            ("15:44", 944, true),
            ("30 minutes (with songs)", 1800, false),
            ("1.5 hours", 5400, true),
            ("PT1H2M3S", 3723, true),
            ("1h 5m", 3900, true),
            ("etwa 14 Minuten", 840, false),
            ("1 heure et 5 minutes", 3900, true),
            ("14 minutos", 840, true),
        ] {
            assert_eq!(length(text, &words), Some((Millis::from_secs(seconds), exact)), "{text}");
        }
        for text in ["TBD", "", "14", "14 apples", "- minutes"] {
            assert_eq!(length(text, &words), None, "{text}");
        }
    }

    #[test]
    fn a_time_may_follow_its_title() {
        for (text, millis, title) in [
            ("Ebb (00:12)", 12_000, "Ebb"),
            ("Ebb: and flow - 1:00:12.5", 3_612_500, "Ebb: and flow"),
            ("Ebb [00:12]", 12_000, "Ebb"),
        ] {
            assert_eq!(trailing(text), Some((Millis(millis), title)), "{text}");
        }
        for text in ["We met at 10:30", "Ebb 12", "Ebb", "", "Odds of (3:1"] {
            assert_eq!(trailing(text), None, "{text}");
        }
    }
}
