//! Numbers in a text, in digits or as English speaks them: `98%`, "ninety-eight percent",
//! "fifteen point six million", "nineteen eighty-nine".

use episode::search::NUMBER_WORDS;
use episode::text::punctuation;

/// A number, and which words say it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) value: f64,
    /// The index of its first word.
    pub(crate) first: usize,
    /// The index after its last word.
    pub(crate) end: usize,
    /// What is written right after the digits: `%`, `x`, `year`.
    pub(crate) unit: String,
}

/// One piece of a word: `ninety-eight` has two.
struct Piece {
    text: String,
    word: usize,
    /// A number does not go on past this piece.
    last: bool,
}

/// All numbers in words, in their order.
pub(crate) fn numbers(words: &[&str]) -> Vec<Number> {
    let pieces = pieces(words);
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let parsed = digits(&pieces, at).or_else(|| spoken(&pieces, at));
        match parsed {
            Some((value, unit, end)) => {
                out.push(Number { value, first: pieces[at].word, end: pieces[end - 1].word + 1, unit });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

fn pieces(words: &[&str]) -> Vec<Piece> {
    let mut out = Vec::new();
    for (word, text) in words.iter().enumerate() {
        let parts: Vec<&str> = text.split(['-', '–', '—', '/']).filter(|p| !p.is_empty()).collect();
        for (i, part) in parts.iter().enumerate() {
            let bare = part
                .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '$' | '€' | '£' | '×'));
            let ends = punctuation(part).is_some() || part.ends_with([')', '"']);
            out.push(Piece { text: bare.to_lowercase(), word, last: i + 1 == parts.len() && ends });
        }
    }
    out
}

/// `15.6`, `1,200`, `98%`, `$30k`, and a scale that follows.
fn digits(pieces: &[Piece], at: usize) -> Option<(f64, String, usize)> {
    let text = pieces[at].text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let skipped = pieces[at].text.len() - text.len();
    if pieces[at].text[..skipped].contains(char::is_alphabetic) {
        return None;
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(text.len());
    let mut value: f64 = text[..end].replace(',', "").parse().ok()?;
    let mut unit = text[end..].to_owned();
    let mut next = at + 1;
    if let Some(factor) = letter_scale(unit.trim_end_matches('+')) {
        value *= factor;
        unit.clear();
    }
    if unit.is_empty()
        && !pieces[at].last
        && let Some(factor) = pieces.get(next).and_then(|p| scale(&p.text))
    {
        value *= factor;
        next += 1;
    }
    Some((value, unit, next))
}

/// Words such as "one hundred and ninety-two" or "four point four".
fn spoken(pieces: &[Piece], at: usize) -> Option<(f64, String, usize)> {
    // `group` is below the next scale, `total` above it.
    let (mut total, mut group) = (0.0, None::<f64>);
    let mut end = at;
    let mut next = at;
    while let Some(piece) = pieces.get(next).filter(|_| next == at || !pieces[next - 1].last) {
        let text = piece.text.as_str();
        if let Some(small) = small(text) {
            group = Some(match group {
                None => small,
                Some(g) if fits(g, small) => g + small,
                // "nineteen eighty-nine", "twenty twenty-five".
                Some(g) if total == 0.0 && (10.0..100.0).contains(&g) && small >= 10.0 => g * 100.0 + small,
                Some(_) => break,
            });
        } else if text == "hundred" {
            group = Some(group.unwrap_or(1.0) * 100.0);
        } else if let Some(factor) = scale(text).filter(|_| group.is_some() || next == at) {
            total += group.take().unwrap_or(1.0) * factor;
        } else if text == "point"
            && let Some(g) = group
        {
            let (decimals, after) = decimals(pieces, next + 1)?;
            group = Some(g + decimals);
            next = after;
            end = after;
            continue;
        } else if text == "and" && (total > 0.0 || group.is_some_and(|g| g >= 100.0)) {
            next += 1;
            continue;
        } else {
            break;
        }
        next += 1;
        end = next;
    }
    // "hundred" or "million" alone count nothing.
    let counts = end > at && small(&pieces[at].text).is_some();
    let article = at > 0 && end > at && pieces[at - 1].text == "a";
    (counts || article).then(|| (total + group.unwrap_or(0.0), String::new(), end))
}

/// Whether a small number goes on from what was said: "sixty" "two", "hundred" "sixty".
fn fits(group: f64, small: f64) -> bool {
    let room = if group % 100.0 == 0.0 {
        100.0
    } else if group % 10.0 == 0.0 && group % 100.0 >= 20.0 {
        10.0
    } else {
        0.0
    };
    group > 0.0 && small < room && small > 0.0
}

/// "six", "two five", "twenty-five" after "point".
fn decimals(pieces: &[Piece], from: usize) -> Option<(f64, usize)> {
    let mut text = String::new();
    let mut at = from;
    while let Some(mut value) = pieces.get(at).and_then(|p| small_number(&p.text)) {
        at += 1;
        // "twenty" "five" are two digits together.
        let ones = pieces.get(at).filter(|_| value >= 20 && !pieces[at - 1].last);
        if let Some(ones) = ones.and_then(|p| small_number(&p.text)).filter(|ones| (1..10).contains(ones)) {
            value += ones;
            at += 1;
        }
        text += &value.to_string();
        if pieces[at - 1].last {
            break;
        }
    }
    let value = format!("0.{text}").parse().ok().filter(|_| !text.is_empty())?;
    Some((value, at))
}

/// "zero" to "nineteen".
const ONES: &[&str] = NUMBER_WORDS.split_at(20).0;
/// "twenty" to "ninety".
const TENS: &[&str] = NUMBER_WORDS.split_at(20).1.split_at(8).0;

fn small(word: &str) -> Option<f64> {
    small_number(word).map(f64::from)
}

fn small_number(word: &str) -> Option<u32> {
    let of = |list: &[&str]| list.iter().position(|w| *w == word).map(|i| i as u32);
    of(ONES).or_else(|| of(TENS).map(|i| i * 10 + 20))
}

/// Thousands and above.
pub(crate) fn scale(word: &str) -> Option<f64> {
    match word {
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

fn letter_scale(unit: &str) -> Option<f64> {
    match unit {
        "k" => Some(1e3),
        "m" => Some(1e6),
        "b" | "bn" => Some(1e9),
        _ => None,
    }
}

/// Says digits, with decimals or not, and what is written right after them: `4.4` and `x`, `30` and `m`, `5` and
/// `th`. Gives back how many letters of that were said.
pub(crate) fn say(digits: &str, letters: &str, out: &mut Vec<String>) -> usize {
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    // "twenty twenty-five", but "two thousand five".
    let may_be_year = decimals.is_none() && whole.len() == 4;
    let is_year = |value: u64| may_be_year && (1100..2100).contains(&value) && value % 1000 >= 10;
    let whole = whole.replace(',', "");
    match whole.parse::<u64>() {
        Ok(value) if is_year(value) => {
            say_below_thousand(value / 100, out);
            match value % 100 {
                0 => out.push("hundred".into()),
                rest => say_below_thousand(rest, out),
            }
        }
        Ok(value) if whole.len() <= 12 && (whole == "0" || !whole.starts_with('0')) => {
            say_whole(value, out);
        }
        _ => say_each(&whole, out),
    }
    for part in decimals.into_iter().flat_map(|d| d.split('.')) {
        out.push("point".into());
        say_each(part, out);
    }
    let said = match letters {
        "x" => "times",
        "k" => "thousand",
        "m" | "mm" => "million",
        "b" | "bn" => "billion",
        "st" | "nd" | "rd" | "th" => {
            if let Some(last) = out.last_mut() {
                *last = ordinal(last);
            }
            return letters.len();
        }
        "s" => return 1,
        _ => return 0,
    };
    out.push(said.into());
    letters.len()
}

fn say_each(digits: &str, out: &mut Vec<String>) {
    out.extend(
        digits.bytes().filter_map(|b| ONES.get(usize::from(b.wrapping_sub(b'0')))).map(|w| (*w).into()),
    );
}

fn say_whole(value: u64, out: &mut Vec<String>) {
    let mut rest = value;
    for (name, factor) in [("billion", 1_000_000_000), ("million", 1_000_000), ("thousand", 1_000)] {
        if rest >= factor {
            say_below_thousand(rest / factor, out);
            out.push(name.into());
            rest %= factor;
        }
    }
    if rest > 0 || value == 0 {
        say_below_thousand(rest, out);
    }
}

fn say_below_thousand(value: u64, out: &mut Vec<String>) {
    let mut rest = value as usize % 1000;
    if rest >= 100 {
        out.extend([ONES[rest / 100].into(), "hundred".into()]);
        rest %= 100;
        if rest == 0 {
            return;
        }
    }
    if rest >= 20 {
        out.push(TENS[rest / 10 - 2].into());
        rest %= 10;
        if rest == 0 {
            return;
        }
    }
    out.push(ONES[rest].into());
}

/// `first` for `one`.
pub(crate) fn ordinal(word: &str) -> String {
    match word {
        "one" => "first".into(),
        "two" => "second".into(),
        "three" => "third".into(),
        "five" => "fifth".into(),
        "eight" => "eighth".into(),
        "nine" => "ninth".into(),
        "twelve" => "twelfth".into(),
        _ => word.strip_suffix('y').map_or_else(|| format!("{word}th"), |stem| format!("{stem}ieth")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        let words: Vec<&str> = text.split_whitespace().collect();
        numbers(&words).into_iter().map(|n| n.value).collect()
    }

    #[test]
    fn numbers_are_read_as_they_are_spoken() {
        for (text, expected) in [
            ("ninety-eight percent", &[98.0][..]),
            ("one hundred ninety-two cores", &[192.0]),
            ("one hundred and five", &[105.0]),
            ("three hundred sixty-two", &[362.0]),
            ("fifteen point six million", &[15.6e6]),
            ("four point four times", &[4.4]),
            ("one point twenty-five, two point two five", &[1.25, 2.25]),
            ("one million two hundred thousand", &[1.2e6]),
            ("twenty twenty-five", &[2025.0]),
            ("nineteen eighty-nine", &[1989.0]),
            ("a hundred boats", &[100.0]),
            ("one two three", &[1.0, 2.0, 3.0]),
            ("thirty-five to sixty percent", &[35.0, 60.0]),
            ("cost two. Five left", &[2.0, 5.0]),
            ("hundreds of boats, millions and a point", &[]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, expected) in [
            ("98%", &[98.0][..]),
            ("$1,200/month", &[1200.0]),
            ("15.6 million", &[15.6e6]),
            ("$30K", &[30_000.0]),
            ("35-60%", &[35.0, 60.0]),
            ("(4.4x)", &[4.4]),
            ("v2 and C9g", &[]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_knows_its_words() {
        let words: Vec<&str> = "up to one hundred ninety-two cores.".split_whitespace().collect();
        let found = &numbers(&words)[0];
        assert_eq!((found.first, found.end), (2, 5));
    }
}
