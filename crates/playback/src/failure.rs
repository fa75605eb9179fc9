//! Why nothing plays, and what a person can do about it.

use std::fmt;

/// Why a medium cannot be played. Its [`Display`](fmt::Display) tells a reader what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer: no network, or a blocker. [`Request::Play`](crate::Request::Play) tries again.
    Unreachable,
    /// The video's id, or another parameter, is wrong.
    Invalid,
    /// The browser cannot play it.
    Unsupported,
    /// There is no such video or file any more.
    NotFound,
    /// Its owner does not allow it here; or it is private, or wants a sign-in.
    Refused,
    /// Rights or the reader's country stand against it.
    Rights,
    /// The page did not tell YouTube who embeds the video.
    Unidentified,
    /// A number that is in no list; 0 where none was given.
    Other(i32),
}

impl Failure {
    /// From the number of YouTube's `onError`. 2, 5, 100, 101 and 150 are documented, 151 to 153 were read in
    /// the player.
    pub fn from_youtube(code: i32) -> Self {
        match code {
            2 => Self::Invalid,
            5 => Self::Unsupported,
            100 => Self::NotFound,
            101 | 150 => Self::Refused,
            151 => Self::Rights,
            152 | 153 => Self::Unidentified,
            _ => Self::Other(code),
        }
    }

    /// From the player's own word for an error, which its state carries. A number, where one comes too, is
    /// more exact.
    pub fn from_youtube_word(word: &str) -> Self {
        match word {
            "api.invalidparam" => Self::Invalid,
            "auth" => Self::Refused,
            "mrm.blocked" => Self::Rights,
            _ if word.starts_with("embedder.identity") => Self::Unidentified,
            _ => Self::Other(0),
        }
    }

    /// Whether another try could help without anyone changing the page or the video.
    pub fn is_retryable(self) -> bool {
        matches!(self, Self::Unreachable | Self::Unsupported | Self::Other(_))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => {
                "The player does not answer. Look at the network connection, and allow the player in content blockers; then try again."
            }
            Self::Invalid => "The address of this recording is wrong. The page's author can mend it.",
            Self::Unsupported => {
                "This browser could not play the recording. Try again, or open it in another browser or an app."
            }
            Self::NotFound => "This recording is no longer there.",
            Self::Refused => {
                "This recording may not be played here: it is private, wants a sign-in, or its owner does not allow it on other sites. Open it where it was published."
            }
            Self::Rights => "This recording is blocked for reasons of rights, here or in this country.",
            Self::Unidentified => {
                "YouTube refuses to play here because the page does not say who it is. Open the recording on YouTube; the site's owner can allow the Referer header (strict-origin-when-cross-origin)."
            }
            Self::Other(0) => "This recording cannot be played.",
            Self::Other(code) => return write!(f, "This recording cannot be played (error {code})."),
        })
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_number_has_a_meaning_of_its_own_and_an_unknown_one_is_shown() {
        for code in [2, 5, 100, 101, 150, 151, 152, 153] {
            assert!(!matches!(Failure::from_youtube(code), Failure::Other(_)), "{code}");
        }
        assert!(Failure::from_youtube(77).to_string().contains("77"));
        assert!(!Failure::from_youtube_word("something.new").to_string().contains('0'));
    }

    #[test]
    fn the_word_and_the_number_of_one_error_agree() {
        for (word, code) in [
            ("auth", 150),
            ("mrm.blocked", 151),
            ("embedder.identity.denied", 152),
            ("embedder.identity.missing.referrer", 153),
        ] {
            assert_eq!(Failure::from_youtube_word(word), Failure::from_youtube(code), "{word}");
        }
    }
}
