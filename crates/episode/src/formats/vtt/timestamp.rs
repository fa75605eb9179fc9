//! Times as WebVTT writes them.

/// "Collect a WebVTT timestamp" (section 6.3): the time in milliseconds, and what follows it.
pub(super) fn timestamp(text: &str) -> Option<(u64, &str)> {
    let (first, digits, rest) = number(text)?;
    let (second, rest) = two(rest.strip_prefix(':')?)?;
    let (hours, minutes, seconds, rest) = match rest.strip_prefix(':') {
        Some(rest) => {
            let (third, rest) = two(rest)?;
            (first, second, third, rest)
        }
        // Only hours have another length than two, or are above 59.
        None if digits != 2 || first > 59 => return None,
        None => (0, first, second, rest),
    };
    let (millis, 3, rest) = number(rest.strip_prefix('.')?)? else { return None };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    let whole = hours.saturating_mul(3600).saturating_add(minutes * 60 + seconds);
    Some((whole.saturating_mul(1000).saturating_add(millis), rest))
}

/// Digits at the start: their number, how many they are, and what follows them.
fn number(text: &str) -> Option<(u64, usize, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    (digits > 0).then(|| (number.parse().unwrap_or(u64::MAX), digits, rest))
}

fn two(text: &str) -> Option<(u64, &str)> {
    number(text).filter(|(_, digits, _)| *digits == 2).map(|(number, _, rest)| (number, rest))
}
