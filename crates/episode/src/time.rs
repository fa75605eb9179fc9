//! Time is integer milliseconds, from the model to the last line of a view.

use std::fmt;
use std::ops::{Add, Sub};
use std::str::FromStr;

/// A time or a length, in whole milliseconds from 0 to about 49 days.
///
/// Seconds exist only in JSON and in foreign protocols: see [`Millis::from_seconds`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Millis(pub u32);

impl Millis {
    /// The start.
    pub const ZERO: Self = Self(0);
    /// Later than every time.
    pub const MAX: Self = Self(u32::MAX);

    /// Rounds seconds to the nearest millisecond. `None` if negative, not finite, or over 49 days.
    pub fn from_seconds(seconds: f64) -> Option<Self> {
        let millis = (seconds * 1000.0).round();
        (millis >= 0.0 && millis <= f64::from(u32::MAX)).then_some(Self(millis as u32))
    }

    /// Whole seconds.
    pub const fn from_secs(seconds: u32) -> Self {
        Self(seconds * 1000)
    }

    /// Seconds with three decimals, as the JSON and the foreign protocols have them.
    pub fn seconds(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// The whole second that this time lies in: 61,999 ms → 61.
    pub const fn whole_seconds(self) -> u32 {
        self.0 / 1000
    }

    /// `self - other`, not below 0.
    #[must_use]
    pub const fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// As a person writes a length: `2:05`, `1:02:03`. No leading zero, unlike a time's [`Display`](fmt::Display).
    pub fn as_length(self) -> impl fmt::Display {
        Length(self)
    }

    /// How far into `whole` this time is, from 0.0 to 1.0. 0.0 if `whole` is 0.
    pub fn fraction_of(self, whole: Self) -> f64 {
        if whole.0 == 0 { 0.0 } else { (f64::from(self.0) / f64::from(whole.0)).min(1.0) }
    }
}

impl Add for Millis {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Millis {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.saturating_sub(other)
    }
}

/// As a clock shows it: `03:30`, `1:02:03`.
impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = self.whole_seconds();
        match s / 3600 {
            0 => write!(f, "{:02}:{:02}", s / 60, s % 60),
            h => write!(f, "{h}:{:02}:{:02}", s / 60 % 60, s % 60),
        }
    }
}

struct Length(Millis);

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = self.0.whole_seconds();
        match s / 3600 {
            0 => write!(f, "{}:{:02}", s / 60, s % 60),
            _ => self.0.fmt(f),
        }
    }
}

/// The text is not a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time: write mm:ss or h:mm:ss, with .mmm if need be")
    }
}

impl std::error::Error for NotATime {}

/// Reads `mm:ss` or `h:mm:ss`, with up to three decimals of a second. Minutes may pass 59 where no hours
/// stand before them (`75:10`); seconds never do.
impl Millis {
    /// Reads a time as it stands in addresses: after `#t=` and `?t=`, and in the attribute `start`.
    ///
    /// Seconds (`210`, `210s`, `210.5`), `3:30` or `1:02:03`, units as YouTube writes them (`1h2m3s`, `90m`), and a
    /// range of [media fragments](https://www.w3.org/TR/media-frags/#naming-time), of which the start counts
    /// (`npt:10,20`). Letters may be capitals. `None` for anything else.
    pub fn parse_address(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("npt:").unwrap_or(text);
        let start = text.split_once(',').map_or(text, |(start, _)| start);
        if start.contains(':') {
            return start.parse().ok();
        }
        let mut rest = start;
        let mut total: u64 = 0;
        for (unit, millis) in [('h', 3_600_000), ('m', 60_000), ('s', 1000)] {
            let Some((number, after)) = rest.split_once([unit, unit.to_ascii_uppercase()]) else { continue };
            total += amount(number, unit == 's')? * millis / 1000;
            rest = after;
        }
        if rest.len() == start.len() {
            total = amount(rest, true)?; // Seconds, without a unit.
        } else if !rest.is_empty() {
            return None;
        }
        u32::try_from(total).ok().map(Self)
    }

    /// Writes a time for an address, in seconds: `95`, or `95.25` with its milliseconds, since a rounded time could be in
    /// the turn before. [`parse_address`](Self::parse_address) reads it back.
    pub fn for_address(self) -> String {
        let seconds = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        seconds.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

/// A number of up to nine digits in thousandths, with up to three decimals where it `may_be_broken`.
fn amount(text: &str, may_be_broken: bool) -> Option<u64> {
    let (whole, decimals) = match text.split_once('.') {
        Some((whole, decimals)) if may_be_broken && !decimals.is_empty() => (whole, decimals),
        Some(_) => return None,
        None => (text, ""),
    };
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !(1..=9).contains(&whole.len()) || decimals.len() > 3 || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let thousandths = format!("{whole}{decimals:0<3}");
    thousandths.parse().ok()
}

impl FromStr for Millis {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let mut rest = text.trim().bytes();
        let (hours, (minutes, seconds, then)) = match (field(&mut rest), field(&mut rest)) {
            ((hours, 1..=3, Some(b':')), (minutes @ 0..60, 2, Some(b':'))) => match field(&mut rest) {
                (seconds, 2, then) => (hours, (minutes, seconds, then)),
                _ => return Err(NotATime),
            },
            ((minutes, 1..=4, Some(b':')), (seconds, 2, then)) => (0, (minutes, seconds, then)),
            _ => return Err(NotATime),
        };
        let millis = match then {
            None => 0,
            Some(b'.') => match field(&mut rest) {
                (tenths, 1, None) => tenths * 100,
                (hundredths, 2, None) => hundredths * 10,
                (millis, 3, None) => millis,
                _ => return Err(NotATime),
            },
            _ => return Err(NotATime),
        };
        if seconds > 59 {
            return Err(NotATime);
        }
        Ok(Self(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis))
    }
}

/// A number of up to four digits, how many they are, and the byte after them.
fn field(bytes: &mut std::str::Bytes<'_>) -> (u32, usize, Option<u8>) {
    let (mut number, mut digits) = (0, 0);
    loop {
        match bytes.next() {
            Some(digit @ b'0'..=b'9') if digits < 4 => number = number * 10 + u32::from(digit - b'0'),
            then => return (number, digits, then),
        }
        digits += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_in_an_address_is_read_in_each_form() {
        for (text, millis) in [
            ("210", 210_000),
            (" 210s ", 210_000),
            ("210.5", 210_500),
            ("0.125s", 125),
            ("12345", 12_345_000),
            ("3:30", 210_000),
            ("1:02:03.5", 3_723_500),
            ("1h2m3s", 3_723_000),
            ("1H2M3.5S", 3_723_500),
            ("1h", 3_600_000),
            ("90m", 5_400_000),
            ("2h5s", 7_205_000),
            ("npt:10,20", 10_000),
            ("10,20", 10_000),
            ("0", 0),
        ] {
            assert_eq!(Millis::parse_address(text), Some(Millis(millis)), "{text}");
        }
    }

    #[test]
    fn nonsense_in_an_address_is_no_time() {
        for text in [
            "",
            " ",
            "soon",
            "-1",
            "+1",
            "1e3",
            "NaN",
            "Infinity",
            "1:99",
            "3:30s",
            "1h30",
            "3s2m",
            "1.5h",
            "1.",
            ".5",
            "1.2345",
            "1h1h",
            "h",
            "1hm",
            "1m 2s",
            "9999999999",
            "4294968",
            "99999999h",
            ",20",
            "1:2:3",
            "٣",
        ] {
            assert_eq!(Millis::parse_address(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_time_is_read_back_from_hours_minutes_and_seconds(s in 0..4_000_000_u32) {
            let text = format!("{}h{}m{}s", s / 3600, s / 60 % 60, s % 60);
            proptest::prop_assert_eq!(Millis::parse_address(&text), Some(Millis(s * 1000)));
            proptest::prop_assert_eq!(Millis::parse_address(&s.to_string()), Some(Millis(s * 1000)));
        }

        #[test]
        fn no_text_makes_it_panic(text in r"[0-9hmsHMS:.,npt\-]{0,14}") {
            let _ = Millis::parse_address(&text);
        }
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, millis) in [
            ("0:00", 0),
            ("03:30", 210_000),
            ("75:10", 4_510_000),
            ("1:02:03", 3_723_000),
            ("00:01.5", 1_500),
            ("00:01.050", 1_050),
            (" 2:05 ", 125_000),
        ] {
            assert_eq!(text.parse(), Ok(Millis(millis)), "{text}");
        }
        for text in ["", "12", "1:2", "1:60", "1:61:00", "-1:00", "a:bc", "1:00.", "1:00.1234", "1:00:00:00"]
        {
            assert_eq!(text.parse::<Millis>(), Err(NotATime), "{text}");
        }
    }

    #[test]
    fn a_time_is_shown_as_a_clock_and_a_length_without_its_zero() {
        assert_eq!(Millis(210_999).to_string(), "03:30");
        assert_eq!(Millis(3_723_000).to_string(), "1:02:03");
        assert_eq!(Millis(125_000).as_length().to_string(), "2:05");
        assert_eq!(Millis(3_723_000).as_length().to_string(), "1:02:03");
    }

    #[test]
    fn seconds_that_are_no_time_are_refused() {
        assert_eq!(Millis::from_seconds(1.2345), Some(Millis(1235)));
        for bad in [-0.001, f64::NAN, f64::INFINITY, 5e6] {
            assert_eq!(Millis::from_seconds(bad), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_for_an_address_reads_back_the_same(ms: u32) {
            proptest::prop_assert_eq!(Millis::parse_address(&Millis(ms).for_address()), Some(Millis(ms)));
        }

        #[test]
        fn what_is_shown_reads_back_to_the_second(ms in 0u32..360_000_000) {
            let shown = Millis(ms).to_string();
            proptest::prop_assert_eq!(shown.parse::<Millis>(), Ok(Millis(ms - ms % 1000)), "{}", shown);
        }
    }
}
