//! Numbers and lengths as texts, in English and in CSS.

use episode::Millis;

/// A number with commas: `12,345`.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A part of a whole in units of which the whole has so many, rounded. Whole numbers: what writes others takes 10 KB.
pub(crate) fn part(part: Millis, whole: Millis, units: u32) -> u32 {
    let whole = u64::from(whole.0.max(1));
    ((u64::from(part.0) * u64::from(units) + whole / 2) / whole) as u32
}

/// A part of a whole as a CSS percentage.
pub(crate) fn percent(time: Millis, whole: Millis) -> String {
    hundredths(part(time, whole, 10_000))
}

/// Hundredths of a per cent as a CSS percentage.
pub(crate) fn hundredths(number: u32) -> String {
    format!("{}.{:02}%", number / 100, number % 100)
}

/// The first words of a text, with an ellipsis where it goes on.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let cut = &text[..end];
            // Not within a word, where there are blanks.
            format!("{}…", cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn parts_are_rounded() {
        assert_eq!(percent(Millis(1), Millis(3)), "33.33%");
        assert_eq!(percent(Millis(2), Millis(2000)), "0.10%");
        assert_eq!(part(Millis(2), Millis(3), 100), 67);
        assert_eq!(percent(Millis(0), Millis(0)), "0.00%");
    }

    #[test]
    fn a_beginning_ends_between_words() {
        assert_eq!(beginning("The sea rises.", 20), "The sea rises.");
        assert_eq!(beginning("The sea rises.", 10), "The sea…");
        assert_eq!(beginning("海が満ちます", 2), "海が…");
    }
}
