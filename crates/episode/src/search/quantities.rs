//! Quantities of a folded text, in digits or in English words: `2025` and "twenty twenty five" are the same one.
//!
//! It works on bytes, since no quantity has a letter that is not ASCII, and in whole numbers: the standard library's parser
//! of floats brings 11 KB of tables.

use super::fold::{EURO, POUND};

/// A quantity, and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quantity {
    /// In thousandths.
    pub(super) value: u64,
    /// What it counts: `%`, `x`, `$`, [`EURO`], [`POUND`]; 0 for nothing.
    pub(super) sign: u8,
    /// The lengths of the signs, or of the words for them, before and after the number, in bytes.
    around: (u8, u8),
    start: u32,
    end: u32,
}

impl Quantity {
    /// Returns its range in the text, with its signs or without.
    pub(super) fn range(&self, with_sign: bool) -> (usize, usize) {
        let (before, after) = if with_sign { self.around } else { (0, 0) };
        ((self.start - u32::from(before)) as usize, (self.end + u32::from(after)) as usize)
    }
}

/// All quantities of a text, in order.
pub(super) fn quantities(text: &[u8]) -> Vec<Quantity> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let is_decimal = at > 0 && is_point(text[at - 1]) && text[at].is_ascii_digit();
        if !is_decimal
            && may_start(text, at)
            && let Some(quantity) = quantity(text, at)
        {
            at = quantity.range(true).1;
            out.push(quantity);
        } else {
            // None starts inside a word.
            let word = text[at..].iter().position(|byte| !is_letter(*byte));
            at = word.map_or(text.len(), |length| at + length + 1);
        }
    }
    out
}

/// Returns whether a quantity may start at a place, by its first bytes.
fn may_start(text: &[u8], at: usize) -> bool {
    const PAIRS: &[u8; 26] = b"zeontwthfofisiseeiniteela ";
    let pair = text.get(at..at + 2).unwrap_or_default();
    text[at].is_ascii_digit()
        || is_currency(text[at])
        || PAIRS.as_chunks::<2>().0.iter().any(|known| known == pair)
}

/// Reads the quantity at a place.
fn quantity(text: &[u8], at: usize) -> Option<Quantity> {
    let is_prefixed = is_currency(text[at]);
    let from = at + usize::from(is_prefixed);
    let (value, end) = match digits(text, from) {
        Some((value, end)) => {
            let (factor, end) = scale(text, end);
            (value.checked_mul(factor)?, end)
        }
        None if is_prefixed => return None,
        None => spoken(text, at)?,
    };
    let rest = &text[end..];
    let (mut sign, mut after) = (0, 0);
    if is_prefixed {
        sign = text[at];
    } else {
        for (mark, word) in SIGNS {
            let spelled = rest.starts_with(word.as_bytes()) && is_end(rest, word.len());
            if spelled || !is_currency(mark) && rest.first() == Some(&mark) {
                sign = mark;
                after = if spelled { word.len() } else { 1 };
                break;
            }
        }
    }
    let around = (u8::from(is_prefixed), after as u8);
    is_end(rest, after).then_some(Quantity { value, sign, around, start: from as u32, end: end as u32 })
}

/// What numbers are said with in English. A word is known by its place: up to "twenty" that is its value; the other tens
/// follow, then "hundred" and on.
pub const NUMBER_WORDS: [&str; 35] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "point",
    "and",
];
const TWENTY: usize = 20;
const NINETY: usize = 27;
const HUNDRED: usize = 28;
const THOUSAND: usize = 29;
const BILLION: usize = 31;
const TRILLION: usize = 32;
const POINT: usize = 33;
const AND: usize = 34;

/// Letters right after digits, and the word for them.
const SCALES: [(&str, usize); 5] =
    [("k", THOUSAND), ("m", THOUSAND + 1), ("b", BILLION), ("bn", BILLION), ("t", TRILLION)];

/// A sign, and the words for it.
const SIGNS: [(u8, &str); 9] = [
    (b'%', " percent"),
    (b'%', " per cent"),
    (b'x', " times"),
    (b'$', " dollars"),
    (b'$', " dollar"),
    (EURO, " euros"),
    (EURO, " euro"),
    (POUND, " pounds"),
    (POUND, " pound"),
];

/// Larger ones are no quantities that anybody says.
const LARGEST: u64 = 1_000_000_000_000_000;

/// Returns whether a sign is written before its number.
fn is_currency(sign: u8) -> bool {
    matches!(sign, b'$' | EURO | POUND)
}

/// Whether a byte belongs to a letter or a digit.
pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// Returns whether a byte may separate digits.
pub(super) fn is_point(byte: u8) -> bool {
    matches!(byte, b'.' | b',')
}

/// Returns whether there is neither a letter nor a digit at a place.
fn is_end(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| !is_letter(*byte))
}

/// `1,200` or `4.4` at a place, in thousandths; with its end.
fn digits(text: &[u8], from: usize) -> Option<(u64, usize)> {
    let digit =
        |at: usize| text.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u64::from(byte - b'0'));
    let is = |at: usize, byte: u8| text.get(at) == Some(&byte) && digit(at + 1).is_some();
    let (mut whole, mut at) = (digit(from)?, from + 1);
    loop {
        if is(at, b',') && digit(at + 2).is_some() && digit(at + 3).is_some() {
            at += 1;
        }
        let Some(next) = digit(at) else { break };
        // `007` is a name.
        if whole == 0 || whole > LARGEST {
            return None;
        }
        whole = whole * 10 + next;
        at += 1;
    }
    let (mut value, mut place) = (whole * 1000, 100);
    if is(at, b'.') {
        at += 1;
        while let Some(next) = digit(at).filter(|_| place > 0) {
            value += next * place;
            place /= 10;
            at += 1;
        }
    }
    // A date, a version, an address.
    let goes_on = digit(at).is_some() || is(at, b'.') || is(at, b',');
    (!goes_on).then_some((value, at))
}

/// What `k` or " million" after digits multiplies by; with its end.
fn scale(text: &[u8], at: usize) -> (u64, usize) {
    let is_spaced = text.get(at) == Some(&b' ');
    let from = at + usize::from(is_spaced);
    for (letters, word) in SCALES {
        let name = if is_spaced { NUMBER_WORDS[word] } else { letters };
        if text[from..].starts_with(name.as_bytes()) && is_end(text, from + name.len()) {
            return (factor(word), from + name.len());
        }
    }
    (1, at)
}

/// What "thousand" and above multiply by.
fn factor(scale: usize) -> u64 {
    1000u64.pow((scale - HUNDRED) as u32)
}

/// "one hundred and ninety two", "twenty twenty five", "fifteen point six million", in thousandths; with its end.
fn spoken(text: &[u8], from: usize) -> Option<(u64, usize)> {
    // What stands above the last scale, in thousandths; that scale; what is below it; and its decimals, in thousandths.
    let (mut total, mut above, mut group, mut decimals) = (0, TRILLION + 1, None, None);
    let (mut at, mut end) = (from, from);
    if text[at..].starts_with(b"a ") && matches!(word_at(text, at + 2), Some(HUNDRED..=TRILLION)) {
        group = Some(1);
        at += 2;
    }
    while let Some(word) = word_at(text, at) {
        at += NUMBER_WORDS[word].len();
        match (word, group, decimals) {
            (..=NINETY, None, _) => group = Some(small(word)),
            (..=NINETY, Some(g), None) if fits(g, small(word)) => group = Some(g + small(word)),
            // "nineteen eighty nine", "three sixty two".
            (10..=NINETY, Some(g @ 1..100), None) if total == 0 => group = Some(g * 100 + small(word)),
            (HUNDRED, Some(g @ 1..100), None) => group = Some(g * 100),
            (THOUSAND..=TRILLION, Some(g), _) if word < above => {
                total += (g * 1000 + decimals.unwrap_or(0)) * factor(word);
                (above, group, decimals) = (word, None, None);
            }
            (POINT, g, None) if total > 0 || g.is_some() => {
                let (value, after) = decimals_at(text, at)?;
                decimals = Some(value);
                at = after;
            }
            (AND, None, _) => {}
            (AND, Some(g), None) if g >= 100 && g % 100 == 0 => {}
            _ => break,
        }
        // "and" belongs to the number if one goes on after it.
        if word != AND {
            end = at;
        }
        if text.get(at) != Some(&b' ') {
            break;
        }
        at += 1;
    }
    (end > from).then_some((total + group.unwrap_or(0) * 1000 + decimals.unwrap_or(0), end))
}

/// Returns which of [`NUMBER_WORDS`] is at a place.
fn word_at(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let first = rest.first()?;
    let end = rest.iter().position(|byte| !is_letter(*byte)).unwrap_or(rest.len());
    // The first letter tells most of them apart without a call.
    NUMBER_WORDS.iter().position(|word| word.as_bytes()[0] == *first && word.as_bytes() == &rest[..end])
}

/// The value of a word up to "ninety".
fn small(word: usize) -> u64 {
    (if word < TWENTY { word } else { word * 10 - 180 }) as u64
}

/// Whether a small number goes on from what was said: "sixty" "two", "hundred" "sixty".
fn fits(group: u64, small: u64) -> bool {
    let room = match (group % 100, group % 10) {
        (0, _) => 100,
        (20.., 0) => 10,
        _ => 0,
    };
    group > 0 && small > 0 && small < room
}

/// " six", " two five", " thirty five" after "point", in thousandths; with its end.
fn decimals_at(text: &[u8], from: usize) -> Option<(u64, usize)> {
    let (mut value, mut place, mut at) = (0, 1000, from);
    while text.get(at) == Some(&b' ')
        && let Some(word @ ..=NINETY) = word_at(text, at + 1)
    {
        if word < 10 {
            place /= 10;
            value += small(word) * place;
        } else if at == from {
            // "thirty" leaves a place for "five".
            place = if word < TWENTY { 10 } else { 100 };
            value = small(word) * 10;
        } else {
            break;
        }
        // Nobody says more than three.
        if place == 0 {
            return None;
        }
        at += 1 + NUMBER_WORDS[word].len();
    }
    (at > from).then_some((value, at))
}

#[cfg(test)]
mod tests;
