//! A number of a folded text, in digits or in English words, and how else it is spelled. Whole numbers only: those of
//! the standard library that know fractions bring 11 KB of tables.

/// A number, and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// In thousandths.
    value: u64,
    /// `%`, `x`, `$`, `€`, `£` or nothing.
    sign: &'static str,
}

const SMALL: [&str; 28] = [
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
];

/// Name, letters that stand for it after digits, factor; the largest first.
const SCALES: [(&str, &str, u64); 5] = [
    ("trillion", "t", 1_000_000_000_000),
    ("billion", "b", 1_000_000_000),
    ("billion", "bn", 1_000_000_000),
    ("million", "m", 1_000_000),
    ("thousand", "k", 1_000),
];

/// A sign, and the words for it.
const SIGNS: [(&str, &str); 9] = [
    ("%", "percent"),
    ("%", "per cent"),
    ("x", "times"),
    ("$", "dollars"),
    ("$", "dollar"),
    ("€", "euros"),
    ("€", "euro"),
    ("£", "pounds"),
    ("£", "pound"),
];

/// Larger ones are no figures that anybody says.
const LARGEST: u64 = 1_000_000_000_000_000;

/// Reads the number that a text starts with; with its length in bytes.
pub(super) fn read(text: &str) -> Option<(Number, usize)> {
    let currency = SIGNS.iter().find(|(sign, _)| is_currency(sign) && text.starts_with(sign));
    let mut sign = currency.map_or("", |(sign, _)| *sign);
    let (value, mut at) = match digits(&text[sign.len()..]) {
        Some((value, length)) => scaled(value, text, sign.len() + length)?,
        None if sign.is_empty() => spoken(text)?,
        None => return None,
    };
    if sign.is_empty()
        && let Some((found, length)) = sign_after(&text[at..])
    {
        sign = found;
        at += length;
    }
    is_end(&text[at..]).then_some((Number { value, sign }, at))
}

fn is_currency(sign: &str) -> bool {
    !matches!(sign, "%" | "x")
}

/// Whether no letter or digit follows.
fn is_end(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// `%`, `x`, " percent" after a number.
fn sign_after(rest: &str) -> Option<(&'static str, usize)> {
    SIGNS.iter().find_map(|(sign, word)| {
        let spelled = rest.strip_prefix(' ').and_then(|rest| rest.strip_prefix(word)).is_some_and(is_end);
        let written = !is_currency(sign) && rest.starts_with(sign);
        let length = if spelled { word.len() + 1 } else { sign.len() };
        (spelled || written).then_some((*sign, length))
    })
}

/// `1,200` and `4.4`, in thousandths.
fn digits(text: &str) -> Option<(u64, usize)> {
    let digit =
        |at: usize| text.as_bytes().get(at).filter(|b| b.is_ascii_digit()).map(|b| u64::from(b - b'0'));
    let is = |at: usize, c: u8| text.as_bytes().get(at) == Some(&c);
    let (mut whole, mut at) = (0, 0);
    while let Some(next) = digit(at) {
        whole = whole * 10 + next;
        at += 1;
        if whole > LARGEST || whole < 10 && at > 1 {
            return None;
        }
        if is(at, b',') && (1..4).all(|i| digit(at + i).is_some()) && digit(at + 4).is_none() {
            at += 1;
        }
    }
    let mut value = whole * 1000;
    if at > 0 && is(at, b'.') && digit(at + 1).is_some() {
        at += 1;
        let mut place = 100;
        while let Some(next) = digit(at) {
            value += next * place;
            if place == 0 {
                return None;
            }
            place /= 10;
            at += 1;
        }
    }
    // A date, a version, an address.
    let goes_on = (is(at, b'.') || is(at, b',')) && digit(at + 1).is_some();
    (at > 0 && !goes_on).then_some((value, at))
}

/// Digits may be followed by `k` or "million".
fn scaled(value: u64, text: &str, at: usize) -> Option<(u64, usize)> {
    let rest = &text[at..];
    for (name, letters, factor) in SCALES {
        let spaced = usize::from(rest.starts_with(' '));
        let scale = if spaced == 1 { name } else { letters };
        if rest[spaced..].strip_prefix(scale).is_some_and(is_end) {
            return Some((value.checked_mul(factor)?, at + spaced + scale.len()));
        }
    }
    Some((value, at))
}

/// "one hundred and ninety two", "twenty twenty five", "fifteen point six million", in thousandths.
fn spoken(text: &str) -> Option<(u64, usize)> {
    // What stands above the last scale, in thousandths; what is below it; its decimals; the last scale.
    let (mut total, mut group, mut decimals, mut above) = (0, None::<u64>, None::<u64>, u64::MAX);
    let (mut at, mut end) = (0, 0);
    loop {
        let word = word_at(text, at);
        let after = at + word.len();
        let mut next = after;
        if let Some(small) = small(word).filter(|_| decimals.is_none()) {
            group = Some(match group {
                None => small,
                Some(g) if fits(g, small) => g + small,
                // "nineteen eighty nine", "three sixty two".
                Some(g @ 1..100) if total == 0 && small >= 10 => g * 100 + small,
                Some(_) => break,
            });
        } else if word == "a" && at == 0 && text.strip_prefix("a ").is_some_and(starts_with_unit) {
            group = Some(1);
        } else if word == "hundred"
            && let Some(g @ 1..100) = group.filter(|_| decimals.is_none())
        {
            group = Some(g * 100);
        } else if let Some((.., factor)) = SCALES.iter().find(|(name, ..)| *name == word)
            && let Some(g) = group.filter(|_| *factor < above)
        {
            total += (g * 1000 + decimals.take().unwrap_or(0)) * factor;
            (group, above) = (None, *factor);
        } else if word == "point"
            && let Some((read, length)) = group.and_then(|_| decimals_at(&text[after..]))
            && decimals.is_none()
        {
            decimals = Some(read);
            next = after + length;
        } else if word == "and" && (total > 0 || group.is_some_and(|g| g >= 100 && g % 100 == 0)) {
            // It belongs to the number if one goes on after it.
            next = 0;
        } else {
            break;
        }
        if next > 0 {
            end = next;
        }
        at = next.max(after);
        if !text[at..].starts_with(' ') {
            break;
        }
        at += 1;
    }
    (end > 0).then_some((total + group.unwrap_or(0) * 1000 + decimals.unwrap_or(0), end))
}

/// Whether "hundred" or a scale comes first.
fn starts_with_unit(text: &str) -> bool {
    let word = word_at(text, 0);
    word == "hundred" || SCALES.iter().any(|(name, ..)| *name == word)
}

/// The word at a place; nothing if it is not of ASCII letters alone.
fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
    if is_end(&rest[end..]) { &rest[..end] } else { "" }
}

fn small(word: &str) -> Option<u64> {
    SMALL.iter().position(|small| *small == word).map(|i| if i < 20 { i } else { i * 10 - 180 } as u64)
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

/// " six", " two five", " thirty five" after "point", in thousandths.
fn decimals_at(text: &str) -> Option<(u64, usize)> {
    let (mut value, mut place, mut at) = (0, 1000, 0);
    while text[at..].starts_with(' ')
        && let word = word_at(text, at + 1)
        && let Some(small) = small(word)
    {
        if small < 10 && place == 1 {
            return None;
        } else if small < 10 {
            place /= 10;
            value += small * place;
        } else if at == 0 {
            value = small * 10;
            // "thirty" leaves a place for "five".
            place = if small % 10 == 0 && small > 10 { 100 } else { 1 };
        } else {
            break;
        }
        at += 1 + word.len();
    }
    (at > 0).then_some((value, at))
}

impl Number {
    /// How it is spelled: in digits and in words, with its sign and with the word for it.
    pub(super) fn spellings(self) -> Vec<String> {
        let mut figures = Vec::new();
        let mut words = Vec::new();
        for comma in ["", ","] {
            add(&mut figures, written(self.value, comma));
        }
        self.in_words(&mut words);
        for (name, letters, factor) in SCALES {
            let scaled = self.value / factor;
            // "1.25 million", but not "2.025 thousand".
            if self.value.is_multiple_of(factor * 10) && (1000..1_000_000).contains(&scaled) {
                let part = Self { value: scaled, sign: "" };
                add(&mut figures, [&written(scaled, ""), " ", name].concat());
                add(&mut figures, written(scaled, "") + letters);
                let from = words.len();
                part.in_words(&mut words);
                words[from..].iter_mut().for_each(|text| say(name, text));
            }
        }
        for i in 0..words.len() {
            if let Some(rest) = words[i].strip_prefix("one ").filter(|rest| starts_with_unit(rest)) {
                let article = ["a ", rest].concat();
                words.push(article);
            }
        }
        self.with_sign(figures, words)
    }

    fn with_sign(self, figures: Vec<String>, words: Vec<String>) -> Vec<String> {
        let mut all = Vec::new();
        for figure in &figures {
            if is_currency(self.sign) {
                add(&mut all, [self.sign, figure].concat());
            } else if figure.ends_with(|c: char| c.is_ascii_digit()) {
                add(&mut all, [figure, self.sign].concat());
            }
        }
        for number in words.into_iter().chain(figures) {
            if self.sign.is_empty() {
                add(&mut all, number);
            } else {
                for (_, word) in SIGNS.iter().filter(|(sign, _)| *sign == self.sign) {
                    add(&mut all, [&number, " ", word].concat());
                }
            }
        }
        all
    }

    /// "two thousand twenty five", "two thousand and twenty five", "twenty twenty five".
    fn in_words(self, out: &mut Vec<String>) {
        let (whole, decimals) = (self.value / 1000, self.value % 1000);
        for and in [false, true] {
            let mut text = String::new();
            spell(whole, and, &mut text);
            if decimals > 0 {
                say("point", &mut text);
                let mut rest = decimals;
                // "one point thirty five", as versions are called.
                if decimals > 100 && decimals % 100 > 0 && decimals % 10 == 0 {
                    let mut text = text.clone();
                    spell_below_hundred(decimals / 10, &mut text);
                    add(out, text);
                }
                while rest > 0 {
                    say(SMALL[(rest / 100) as usize], &mut text);
                    rest = rest % 100 * 10;
                }
            }
            add(out, text);
        }
        let (hundreds, rest) = (whole / 100, whole % 100);
        if decimals == 0 && (1..100).contains(&hundreds) && (rest >= 10 || rest == 0 && hundreds % 10 > 0) {
            let mut text = String::new();
            spell_below_hundred(hundreds, &mut text);
            if rest == 0 {
                say("hundred", &mut text);
            } else {
                spell_below_hundred(rest, &mut text);
            }
            add(out, text);
        }
    }
}

fn add(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

/// In digits, with their decimals, and with commas or without.
fn written(value: u64, comma: &str) -> String {
    let mut text = String::new();
    write(value / 1000, comma, &mut text);
    let mut rest = value % 1000;
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        push_digit(rest / 100, &mut text);
        rest = rest % 100 * 10;
    }
    text
}

fn write(whole: u64, comma: &str, out: &mut String) {
    let goes_on = whole >= 1000;
    if goes_on {
        write(whole / 1000, comma, out);
        out.push_str(comma);
    }
    for place in [100, 10, 1] {
        if goes_on || whole >= place || place == 1 {
            push_digit(whole / place, out);
        }
    }
}

/// The last digit of a number.
fn push_digit(number: u64, out: &mut String) {
    out.push(char::from(b'0' + (number % 10) as u8));
}

/// In words, as in the USA or, with "and", as in Britain.
fn spell(whole: u64, and: bool, out: &mut String) {
    let mut rest = whole;
    for (name, _, factor) in SCALES {
        if rest >= factor {
            spell(rest / factor, and, out);
            say(name, out);
            rest %= factor;
        }
    }
    if rest >= 100 {
        say(SMALL[(rest / 100) as usize], out);
        say("hundred", out);
        rest %= 100;
    }
    if rest > 0 || whole == 0 {
        if and && whole > rest {
            say("and", out);
        }
        spell_below_hundred(rest, out);
    }
}

fn spell_below_hundred(number: u64, out: &mut String) {
    if number < 20 {
        return say(SMALL[number as usize], out);
    }
    say(SMALL[(number / 10 + 18) as usize], out);
    if !number.is_multiple_of(10) {
        say(SMALL[(number % 10) as usize], out);
    }
}

/// Appends a word.
fn say(word: &str, out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        for (text, value, sign) in [
            ("2025", 2_025_000, ""),
            ("twenty twenty five", 2_025_000, ""),
            ("two thousand and twenty five", 2_025_000, ""),
            ("nineteen eighty nine", 1_989_000, ""),
            ("three sixty two", 362_000, ""),
            ("4.4x", 4_400, "x"),
            ("four point four times", 4_400, "x"),
            ("one point thirty five", 1_350, ""),
            ("$30", 30_000, "$"),
            ("$1.2 million", 1_200_000_000, "$"),
            ("$1.2m", 1_200_000_000, "$"),
            ("thirty dollars", 30_000, "$"),
            ("25 per cent", 25_000, "%"),
            ("1,000,000", 1_000_000_000, ""),
            ("a hundred and five", 105_000, ""),
            ("twelve hundred", 1_200_000, ""),
        ] {
            assert_eq!(read(text), Some((Number { value, sign }, text.len())), "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_it_is_said_to_end() {
        for (text, number) in [
            ("twenty twenty f", "twenty twenty"),
            ("two and three", "two"),
            ("a hundred and", "a hundred"),
            ("one two three", "one"),
            ("five, six", "five"),
            ("25 percentage", "25"),
            ("one point five twenty", "one point five"),
            ("2025.", "2025"),
        ] {
            assert_eq!(read(text).map(|(_, length)| &text[..length]), Some(number), "{text}");
        }
        for none in [
            "a ten",
            "hundred",
            "million",
            "c9",
            "30ms",
            "007",
            "1.2.3",
            "12,34",
            "tend",
            "ten\u{444}",
            "$five",
            "",
            "1.2345",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn every_spelling_says_the_same_number(
            value in prop_oneof![0u64..10_000, 0u64..2_000_000_000],
            factor in proptest::sample::select(&[1u64, 10, 100, 1000, 1_000_000][..]),
            sign in proptest::sample::select(&["", "%", "x", "$", "€", "£"][..]),
        ) {
            let number = Number { value: value * factor, sign };
            let spellings = number.spellings();
            prop_assert!(!spellings.is_empty());
            for text in spellings {
                prop_assert_eq!(read(&text), Some((number, text.len())), "{}", text);
            }
        }

        #[test]
        fn no_text_is_too_odd_to_be_read(
            text in "\\PC*",
            numbers in "([0-9.,$%kmx ]|(one|twenty|hundred|point|and|a|million|zero) ){0,12}",
        ) {
            let _ = read(&text);
            if let Some((number, length)) = read(&numbers) {
                prop_assert!(length <= numbers.len());
                let _ = number.spellings();
            }
        }
    }
}
