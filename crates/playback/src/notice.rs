//! Notices about a recording that plays, waits, or could play.

use std::fmt;

use episode::Millis;
use episode::text::fill;

/// A line below the recording. [`Display`](fmt::Display) is its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The embed did not start: [`Status::Blocked`](crate::Status::Blocked).
    PressPlay,
    /// It has been waiting for [`STALL_AFTER`](crate::stall::STALL_AFTER).
    Stalled,
    /// The file's server does not support requests for a part (HTTP `Range`).
    NotSeekable,
    /// The recording is much shorter than the page says: see [`is_much_shorter`].
    Shorter {
        /// The length of the recording.
        recording: Millis,
        /// The length that the page gives.
        page: Millis,
    },
}

impl Notice {
    /// One notice for each text.
    pub const EXAMPLES: [Self; 4] = [
        Self::PressPlay,
        Self::Stalled,
        Self::NotSeekable,
        Self::Shorter { recording: Millis::ZERO, page: Millis::ZERO },
    ];

    /// Returns its text in English. `{recording}` and `{page}` stand for [`Notice::lengths`]. It is the key of its
    /// translations.
    pub fn text(self) -> &'static str {
        match self {
            Self::PressPlay => {
                "The recording has not started. Press play inside the frame; if it asks for a sign-in or consent, do that first."
            }
            Self::Stalled => {
                "The recording has been loading for several seconds. It continues when data arrives; if not, check the network connection."
            }
            Self::NotSeekable => {
                "This file can only be played from the start: its server cannot send a part of it."
            }
            Self::Shorter { .. } => {
                "The recording lasts {recording}, the page says {page}: it may be another version or only a part."
            }
        }
    }

    /// Returns the lengths of the recording and of the page, where the text has them.
    pub fn lengths(self) -> Option<[Millis; 2]> {
        match self {
            Self::Shorter { recording, page } => Some([recording, page]),
            _ => None,
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fill(self.text(), &|name| {
            let [recording, page] = self.lengths()?;
            Some(if name == "page" { page } else { recording }.to_string())
        }))
    }
}

/// Returns whether a recording is so much shorter than the page says that it is probably another one, or
/// only a part: less than 90 % of that, and at least 30 seconds.
///
/// Pages round ("14 minutes" is up to 30 seconds off) and leave intros in or out, which is a few percent.
/// Both must be known: `false` where one is zero. While YouTube shows an advertisement it may tell its
/// length in place of the video's, so ask after the video has played for a while, and again when the length
/// changes.
pub fn is_much_shorter(recording: Millis, page: Millis) -> bool {
    const TOLERATED: Millis = Millis(30_000);
    recording > Millis::ZERO
        && u64::from(recording.0) * 10 < u64::from(page.0) * 9
        && page - recording >= TOLERATED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_much_shorter_below_nine_tenths_and_by_half_a_minute() {
        let minutes = |minutes: u32| Millis(minutes * 60_000);
        assert!(is_much_shorter(minutes(12), minutes(14)));
        assert!(!is_much_shorter(Millis(13 * 60_000 + 30_001), minutes(14)), "the page may round");
        assert!(!is_much_shorter(minutes(110), minutes(120)), "an intro may be left out");
        assert!(!is_much_shorter(Millis(40_000), Millis(60_000)), "20 seconds are no other recording");
        assert!(is_much_shorter(Millis(30_000), Millis(60_000)));
        assert!(!is_much_shorter(minutes(20), minutes(14)), "longer is another matter");
        assert!(!is_much_shorter(Millis::ZERO, minutes(14)), "its length is unknown");
        assert!(!is_much_shorter(minutes(14), Millis::ZERO), "the page says nothing");
        assert!(is_much_shorter(Millis(1), Millis(u32::MAX)));
    }

    #[test]
    fn a_shorter_recording_is_told_with_both_lengths() {
        let notice = Notice::Shorter { recording: Millis(750_000), page: Millis(3_720_000) };
        let text = notice.to_string();
        assert!(text.contains("12:30") && text.contains("1:02:00"), "{text}");
    }
}
