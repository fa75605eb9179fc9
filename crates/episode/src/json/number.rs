//! The value of a number, exactly, in integers: the standard library's parser of floats brings 11 KB of tables to the
//! widget.

/// A number, as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'a>(&'a str);

impl<'a> Number<'a> {
    /// `text` is a number of JSON.
    pub(super) fn new(text: &'a str) -> Self {
        Self(text)
    }

    pub(super) fn text(self) -> &'a str {
        self.0
    }

    /// Returns its value if it is a whole number from 0 and fits. `1.0` and `1e3` are whole numbers.
    pub fn whole(self) -> Option<u32> {
        // The first way is the faster: a long transcript has a hundred thousand of these.
        self.0.parse().ok().or_else(|| match self.scaled(0)? {
            (value, true) => value.try_into().ok(),
            _ => None,
        })
    }

    /// Returns its value in thousandths, rounded half away from zero. `None` if it does not fit.
    pub fn thousandths(self) -> Option<i64> {
        self.scaled(3).map(|(value, _)| value)
    }

    /// Returns its value, rounded to the millionth: as `str::parse` reads a number of up to six decimals. `None` beyond
    /// 9,007,199,254, where not every millionth is an `f64`.
    pub fn value(self) -> Option<f64> {
        let (millionths, _) = self.scaled(6)?;
        (millionths.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS).then_some(millionths as f64 / 1e6)
    }

    /// Returns its value with the decimal point moved right by some places, rounded half away from zero, and whether no
    /// rounding was needed. `None` if it does not fit.
    fn scaled(self, places: i32) -> Option<(i64, bool)> {
        let bytes = self.0.as_bytes();
        let end = bytes.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(bytes.len());
        let (mantissa, exponent) = bytes.split_at(end);
        let power =
            digits(exponent).fold(0_i32, |power, digit| power.saturating_mul(10).saturating_add(digit));
        let power = if exponent.get(1) == Some(&b'-') { -power } else { power };
        let point = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(end);
        // How many of the digits stand before the point.
        let mut left = power.saturating_add(places + digits(&mantissa[..point]).count() as i32);
        let (mut value, mut is_exact) = (0_i64, true);
        for digit in digits(mantissa) {
            if left > 0 {
                value = value.checked_mul(10)?.checked_add(digit.into())?;
            } else {
                value = value.saturating_add((left == 0 && digit >= 5).into());
                is_exact &= digit == 0;
            }
            left = left.saturating_sub(1);
        }
        while left > 0 && value > 0 {
            value = value.checked_mul(10)?;
            left -= 1;
        }
        Some((if self.0.starts_with('-') { -value } else { value }, is_exact))
    }
}

fn digits(bytes: &[u8]) -> impl Iterator<Item = i32> {
    bytes.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| i32::from(byte - b'0'))
}
