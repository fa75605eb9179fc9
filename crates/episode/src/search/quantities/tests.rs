//! Tests of quantities.

use super::*;

/// What stands at the start of a text: value, sign and text of it.
fn read(text: &str) -> Option<(u64, u8, &str)> {
    let quantity = *quantities(text.as_bytes()).first().filter(|quantity| quantity.range(true).0 == 0)?;
    Some((quantity.value, quantity.sign, &text[..quantity.range(true).1]))
}

#[test]
fn numbers_are_read_in_digits_and_in_words() {
    for (text, value, sign) in [
        ("2025", 2_025_000, 0),
        ("twenty twenty five", 2_025_000, 0),
        ("two thousand and twenty five", 2_025_000, 0),
        ("nineteen eighty nine", 1_989_000, 0),
        ("three sixty two", 362_000, 0),
        ("4.4x", 4_400, b'x'),
        ("four point four times", 4_400, b'x'),
        ("one point thirty five", 1_350, 0),
        ("$30", 30_000, b'$'),
        ("$1.2 million", 1_200_000_000, b'$'),
        ("$1.2m", 1_200_000_000, b'$'),
        ("thirty dollars", 30_000, b'$'),
        ("25 per cent", 25_000, b'%'),
        ("1,000,000", 1_000_000_000, 0),
        ("a hundred and five", 105_000, 0),
        ("twelve hundred", 1_200_000, 0),
    ] {
        assert_eq!(read(text), Some((value, sign, text)), "{text}");
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
        assert_eq!(read(text).map(|(.., text)| text), Some(number), "{text}");
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
        "1.2345",
    ] {
        assert_eq!(read(none), None, "{none}");
    }
}

#[test]
fn figures_are_whole() {
    let text = "c5, v1.2 and 1.2.3; 5th: five-5 (2025), $30...twenty-two";
    let text = text.replace('-', " ");
    let found: Vec<&str> = quantities(text.as_bytes())
        .iter()
        .map(|quantity| {
            let (start, end) = quantity.range(true);
            &text[start..end]
        })
        .collect();
    assert_eq!(found, ["five", "5", "2025", "$30", "twenty two"]);
}

/// As in Britain, or without "and" as in the USA.
fn say(number: u64, and: &str) -> String {
    let join = |head: String, rest: u64, and: &str| match rest {
        0 => head,
        rest => head + " " + if rest < 100 { and } else { "" } + &say(rest, and),
    };
    match number {
        0..20 => NUMBER_WORDS[number as usize].into(),
        20..100 => join(NUMBER_WORDS[(number / 10 + 18) as usize].into(), number % 10, ""),
        100..1000 => join(say(number / 100, and) + " hundred", number % 100, and),
        1000..1_000_000 => join(say(number / 1000, and) + " thousand", number % 1000, and),
        _ => join(say(number / 1_000_000, and) + " million", number % 1_000_000, and),
    }
}

proptest::proptest! {
    #[test]
    fn what_is_said_is_what_is_written(number in proptest::prop_oneof![0..3000u64, 0..1_000_000_000u64]) {
        for text in [say(number, ""), say(number, "and "), number.to_string()] {
            proptest::prop_assert_eq!(read(&text), Some((number * 1000, 0, text.as_str())));
        }
    }

    #[test]
    fn no_text_is_too_odd_to_be_read(
        text in "\\PC*",
        numbers in "([0-9.,$%kmx ]|(one|twenty|hundred|point|and|a|million|zero) ){0,12}",
    ) {
        quantities(text.as_bytes());
        let quantities = quantities(numbers.as_bytes());
        let ranges: Vec<_> = quantities.iter().map(|quantity| quantity.range(true)).collect();
        proptest::prop_assert!(ranges.iter().all(|(start, end)| start < end));
        proptest::prop_assert!(ranges.is_sorted_by(|a, b| a.1 <= b.0));
    }
}
