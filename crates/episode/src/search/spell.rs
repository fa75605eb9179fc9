//! How a number is spelled.

use super::number::{
    AND, HUNDRED, Number, POINT, SCALES, SIGNS, THOUSAND, TRILLION, TWENTY, factor, is_currency, nth,
    says_one,
};

/// All spellings of a number, after one that is known: in digits and in words, with its sign and with the words for it.
pub(super) fn spellings(number: Number, known: &[u8]) -> Vec<Vec<u8>> {
    let mut out = Spellings { sign: number.sign, all: vec![known.to_vec()] };
    out.in_digits(number.value, b"", b"");
    out.in_digits(number.value, b",", b"");
    out.in_words(number.value, b"");
    for (letters, word) in SCALES {
        let scaled = number.value / factor(word);
        // "1.25 million", but not "2.025 thousand".
        if number.value.is_multiple_of(factor(word) * 10) && (1000..1_000_000).contains(&scaled) {
            let name = [b" ", nth(word)].concat();
            out.in_digits(scaled, b"", &name);
            out.in_digits(scaled, b"", letters.as_bytes());
            out.in_words(scaled, &name);
        }
    }
    out.all
}

struct Spellings {
    sign: u8,
    all: Vec<Vec<u8>>,
}

impl Spellings {
    /// Thousandths in digits.
    fn in_digits(&mut self, value: u64, comma: &[u8], scale: &[u8]) {
        let mut text = Vec::new();
        write(value / 1000, comma, &mut text);
        let mut rest = value % 1000;
        if rest > 0 {
            text.push(b'.');
        }
        while rest > 0 {
            text.push(b'0' + (rest / 100) as u8);
            rest = rest % 100 * 10;
        }
        self.add(&text, scale);
    }

    /// Thousandths in words: "two thousand twenty five", "two thousand and twenty five", "twenty twenty five".
    fn in_words(&mut self, value: u64, scale: &[u8]) {
        let whole = value / 1000;
        for and in [false, true] {
            let mut text = Vec::new();
            spell(whole, and, &mut text);
            let mut rest = value % 1000;
            if rest > 0 {
                say(POINT, &mut text);
            }
            // "one point thirty five", as versions are called.
            if rest > 100 && !rest.is_multiple_of(100) && rest.is_multiple_of(10) {
                let mut text = text.clone();
                spell_small(rest / 10, &mut text);
                self.add(&text, scale);
            }
            while rest > 0 {
                say((rest / 100) as usize, &mut text);
                rest = rest % 100 * 10;
            }
            self.add(&text, scale);
        }
        let (hundreds, rest) = (whole / 100, whole % 100);
        let in_pairs = rest >= 10 || rest == 0 && !hundreds.is_multiple_of(10);
        if value.is_multiple_of(1000) && (1..100).contains(&hundreds) && in_pairs {
            let mut text = Vec::new();
            spell_small(hundreds, &mut text);
            if rest == 0 {
                say(HUNDRED, &mut text);
            } else {
                spell_small(rest, &mut text);
            }
            self.add(&text, scale);
        }
    }

    /// Adds a number with its scale, and with its sign or the words for that.
    fn add(&mut self, number: &[u8], scale: &[u8]) {
        let text = [number, scale].concat();
        for (sign, word) in SIGNS {
            if sign == self.sign {
                self.push(b"", &text, word.as_bytes());
            }
        }
        let sign: &[u8] = &[self.sign];
        if !number[0].is_ascii_digit() {
            if says_one(&text, b"one ") {
                self.add(b"a", &text[3..]);
            }
        } else if is_currency(self.sign) {
            self.push(sign, &text, b"");
        } else if scale.is_empty() && self.sign > 0 {
            self.push(b"", &text, sign);
        }
    }

    fn push(&mut self, before: &[u8], number: &[u8], after: &[u8]) {
        let text = [before, number, after].concat();
        if !self.all.contains(&text) {
            self.all.push(text);
        }
    }
}

fn write(whole: u64, comma: &[u8], out: &mut Vec<u8>) {
    let goes_on = whole >= 1000;
    if goes_on {
        write(whole / 1000, comma, out);
        out.extend_from_slice(comma);
    }
    for place in [100, 10, 1] {
        if goes_on || whole >= place || place == 1 {
            out.push(b'0' + (whole / place % 10) as u8);
        }
    }
}

/// In words, as in the USA or, with "and", as in Britain.
fn spell(whole: u64, and: bool, out: &mut Vec<u8>) {
    let mut rest = whole;
    for scale in (THOUSAND..=TRILLION).rev() {
        let factor = factor(scale);
        if rest >= factor {
            spell(rest / factor, and, out);
            say(scale, out);
            rest %= factor;
        }
    }
    if rest >= 100 {
        say((rest / 100) as usize, out);
        say(HUNDRED, out);
        rest %= 100;
    }
    if rest > 0 || whole == 0 {
        if and && whole > rest {
            say(AND, out);
        }
        spell_small(rest, out);
    }
}

/// A number below 100.
fn spell_small(number: u64, out: &mut Vec<u8>) {
    let number = number as usize;
    if number < TWENTY {
        return say(number, out);
    }
    say(number / 10 + 18, out);
    if !number.is_multiple_of(10) {
        say(number % 10, out);
    }
}

/// Appends a word.
fn say(word: usize, out: &mut Vec<u8>) {
    if !out.is_empty() {
        out.push(b' ');
    }
    out.extend_from_slice(nth(word));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::{EURO, POUND};
    use crate::search::number::read;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_spelled_as_people_write_and_say_it() {
        let spelled = |text: &str| {
            let (number, _) = read(text.as_bytes()).expect("a number");
            let all = spellings(number, text.as_bytes());
            all.into_iter().map(|s| String::from_utf8(s).expect("ASCII")).collect::<Vec<_>>()
        };
        assert_eq!(spelled("$5"), ["$5", "5 dollars", "5 dollar", "five dollars", "five dollar"]);
        assert_eq!(spelled("2.5x"), ["2.5x", "2.5 times", "two point five times"]);
        assert_eq!(
            spelled("1900"),
            [
                "1900",
                "1,900",
                "one thousand nine hundred",
                "a thousand nine hundred",
                "nineteen hundred",
                "1.9 thousand",
                "1.9k",
                "one point nine thousand",
            ]
        );
    }

    proptest! {
        #[test]
        fn every_spelling_says_the_same_number(
            value in prop_oneof![0u64..10_000, 0u64..2_000_000_000],
            factor in proptest::sample::select(&[1u64, 10, 100, 1000, 1_000_000][..]),
            sign in proptest::sample::select(&[0, b'%', b'x', b'$', EURO, POUND][..]),
        ) {
            let number = Number { value: value * factor, sign };
            let spellings = spellings(number, b"");
            prop_assert!(spellings.len() > 1);
            for text in &spellings[1..] {
                let shown = String::from_utf8_lossy(text);
                prop_assert_eq!(read(text), Some((number, text.len())), "{}", shown);
            }
        }
    }
}
