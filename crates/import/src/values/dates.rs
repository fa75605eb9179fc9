//! Dates as pages write them.

use jiff::civil::Date;

use crate::words::MONTHS;

/// The years that a date of an episode can have.
const YEARS: std::ops::Range<i16> = 1990..2200;

/// A date as `YYYY-MM-DD`; `None` where the text is no date, or may be two.
///
/// `2025-12-08` with or without a time after it, `2025/12/08`, `8.12.2025`, `December 8th, 2025`, `8 décembre 2025`,
/// `Mon, 08 Dec 2025 10:00:00 +0100`, or seconds or milliseconds since 1970. `12/8/2025` may be two dates, `12/28/2025`
/// is one.
pub(crate) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    since_1970(text).or_else(|| of_digits(text)).or_else(|| of_words(text)).map(|date| date.to_string())
}

fn of(year: i16, month: i16, day: i16) -> Option<Date> {
    let small = |n: i16| i8::try_from(n).ok();
    Date::new(year, small(month)?, small(day)?).ok().filter(|_| YEARS.contains(&year))
}

fn since_1970(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        9..=10 => number,
        12..=13 => number / 1000,
        _ => return None,
    };
    let date = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?).date();
    of(date.year(), date.month().into(), date.day().into())
}

/// Three numbers with one sign between them, at the start.
fn of_digits(text: &str) -> Option<Date> {
    let first = text.split(|c: char| c.is_whitespace() || matches!(c, 'T' | ',')).next()?;
    let sign = first.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Option<Vec<(usize, i16)>> =
        first.trim_end_matches(sign).split(sign).map(|part| Some((part.len(), part.parse().ok()?))).collect();
    match parts?[..] {
        [(4, year), (_, month), (_, day)] => of(year, month, day),
        [(_, day), (_, month), (4, year)] if sign == '.' => of(year, month, day),
        // Day and month stand either way round: only one of them may be possible.
        [(_, a), (_, b), (4, year)] => match (of(year, b, a), of(year, a, b)) {
            (Some(one), None) | (None, Some(one)) => Some(one),
            (Some(one), Some(other)) => (one == other).then_some(one),
            (None, None) => None,
        },
        _ => None,
    }
}

/// A day, a month's name and a year, in any order.
fn of_words(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    // A weekday may come first, and the time of day last.
    for word in words.take(6) {
        let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let ending = word[number.len()..].to_lowercase();
        if is_number && number.len() == 4 && year.is_none() {
            year = number.parse().ok();
        } else if is_number
            && number.len() <= 2
            && matches!(ending.as_str(), "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º")
            && day.is_none()
        {
            day = number.parse().ok();
        } else if month.is_none() {
            month = month_of(word);
        }
    }
    of(year?, month?, day?)
}

fn month_of(word: &str) -> Option<i16> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_one_way() {
        for text in [
            "2026-03-01",
            "March 1, 2026",
            "2026-03-01T10:00:00Z",
            "2026-03-01 10:00:00 +0100",
            "Mar 1 2026",
            "March 1st 2026",
            "1. März 2026",
            "1er mars 2026",
            "1 de marzo de 2026",
            "2026/3/1",
            "01.03.2026",
            "Sun, 01 Mar 2026 10:00:00 +0100",
        ] {
            assert_eq!(date(text).as_deref(), Some("2026-03-01"), "{text}");
        }
        assert_eq!(date("1544450400837").as_deref(), Some("2018-12-10"));
        assert_eq!(date("1544450400").as_deref(), Some("2018-12-10"));
        assert_eq!(date("12/28/2025").as_deref(), Some("2025-12-28"));
    }

    #[test]
    fn what_is_no_date_or_two_is_none() {
        for text in
            ["", "1544", "March 2026", "2026-13-01", "2026-02-31", "Märchen 1, 2026", "3/4/2026", "soon"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
