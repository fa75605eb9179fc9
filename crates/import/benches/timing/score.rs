//! Errors, summed up.

use std::fmt;

/// Errors of turns, in seconds, the least first.
pub(crate) struct Score(Vec<f64>);

impl Score {
    pub(crate) fn of(mut errors: Vec<f64>) -> Self {
        errors.sort_by(f64::total_cmp);
        Self(errors)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn median(&self) -> f64 {
        self.share(0.5)
    }

    /// What this share of errors is within.
    pub(crate) fn share(&self, share: f64) -> f64 {
        let index = (self.0.len() as f64 * share).ceil() as usize;
        self.0.get(index.saturating_sub(1)).copied().unwrap_or(0.0)
    }
}

/// Median, 90th and 95th percentile and maximum in milliseconds, and how many are over two seconds.
impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [median, most, nearly_all, all] = [0.5, 0.9, 0.95, 1.0].map(|share| millis(self.share(share)));
        let over = self.0.iter().filter(|error| **error > 2.0).count();
        write!(f, "{median} | {most} | {nearly_all} | {all} | {over}")
    }
}

/// Seconds in milliseconds.
pub(crate) fn millis(seconds: f64) -> String {
    format!("{:.0}", seconds * 1000.0)
}
