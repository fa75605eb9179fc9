//! Times as programs write them.

use crate::time::Millis;

/// Reads `h:mm:ss`, `mm:ss` or either with a fraction after a comma or a full stop, in milliseconds. Fields may have
/// any number of digits, seconds and minutes after hours are under 60, and of the fraction three digits count.
pub(super) fn millis(text: &str) -> Option<u64> {
    let text = text.trim();
    let (clock, fraction) =
        text.split_once([',', '.']).map_or((text, "0"), |(clock, f)| (clock.trim_end(), f.trim()));
    let mut parts = clock.split(':').map(|part| number(part.trim()));
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next());
    let (hours, minutes, seconds) = match third {
        Some(seconds) => (first, second, seconds?),
        None => (0, first, second),
    };
    if parts.next().is_some() || seconds > 59 || (third.is_some() && minutes > 59) {
        return None;
    }
    number(fraction)?;
    let three =
        fraction.bytes().chain(*b"00").take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    let whole = hours.saturating_mul(60).saturating_add(minutes).saturating_mul(60).saturating_add(seconds);
    Some(whole.saturating_mul(1000).saturating_add(three))
}

/// `hh:mm:ss`, and three decimals after this point.
pub(super) fn stamp(time: Millis, point: char) -> String {
    let (seconds, millis) = (time.whole_seconds(), time.0 % 1000);
    format!("{:02}:{:02}:{:02}{point}{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A number of digits alone; one that is past every time is as large as can be.
pub(super) fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_however_it_is_written() {
        for (text, time) in [
            ("00:00:01,500", 1_500),
            ("0:00:01.5", 1_500),
            (" 01:02:03,04 ", 3_723_040),
            ("00:00:2.000", 2_000),
            ("75:10", 4_510_000),
            ("1:0:0,123456", 3_600_123),
            ("00: 00: 01, 500", 1_500),
        ] {
            assert_eq!(millis(text), Some(time), "{text}");
        }
        assert_eq!(millis("99999999999999999999:00:00"), Some(u64::MAX));
        for text in ["", "1", "1:60", "1:60:00", "-1:00", "1:00,", "1:00,5x", "1:00:00:00", ":", "1:٣"] {
            assert_eq!(millis(text), None, "{text}");
        }
    }
}
