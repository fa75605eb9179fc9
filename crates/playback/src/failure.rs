//! Why a recording cannot be played, and what the reader and the site's author can do about it.

use std::fmt;

use episode::text::fill;

/// The reason why a recording cannot be played. [`Display`](fmt::Display) tells the reader what happened and what can be
/// done, and claims nothing that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No answer from the host, or from an embed that never answered before: no network, a blocked address,
    /// a content blocker, or a server that is down.
    Unreachable,
    /// An embed that answered before does not answer since its frame loaded again. The frame may show
    /// another page, such as a sign-in or a question for consent.
    Disconnected,
    /// There is nothing at this address: HTTP 404 or 410, YouTube's 100 (removed or private).
    NotFound,
    /// The server wants to know who asks: HTTP 401, 403 or 407.
    AccessDenied,
    /// The server sent a web page in place of a file: perhaps a sign-in, perhaps an error page.
    WebPage,
    /// The server labels what it sends as something other than audio or video.
    NotMedia,
    /// Any other answer of a file's server, with its HTTP status.
    Server(u16),
    /// The file was found, and the browser cannot decode it.
    Unsupported,
    /// The file did not play, and its server does not let this page read why (no CORS).
    Unverifiable,
    /// YouTube's 5: an error of its player in this browser. Also its answer where it has no better number.
    PlayerError,
    /// YouTube's 101 and 150: the owner does not allow the video on other sites, or it is private, or YouTube
    /// asks for a sign-in, which it also does where it suspects a bot.
    EmbeddingRefused,
    /// YouTube's 151, HTTP 451: blocked for legal reasons.
    Rights,
    /// YouTube's 153: the request for the embed named no page.
    NoReferrer,
    /// YouTube's 152: the request named a page, and YouTube does not accept it.
    ReferrerRefused,
    /// The page is cross-origin isolated (`Cross-Origin-Embedder-Policy`), and the browser has no frames without
    /// credentials, which are the only ones of other sites that such a page may have.
    Isolated,
    /// YouTube's 2: the video's id, or another parameter, is wrong.
    Invalid,
    /// A number of YouTube's that is in no list; 0 where it gave none.
    Unknown(i32),
}

/// The result of a request for a file that the browser could not play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe<'a> {
    /// The request failed without an answer.
    NoAnswer,
    /// There was an answer which this page may not read: the file is on another host, without CORS.
    Opaque,
    /// An answer. If it was redirected, the last one.
    Answer {
        /// The HTTP status.
        status: u16,
        /// The header `Content-Type`, as it came.
        content_type: Option<&'a str>,
    },
}

impl Failure {
    /// One failure for each text.
    pub const EXAMPLES: [Self; 19] = [
        Self::Unreachable,
        Self::Disconnected,
        Self::NotFound,
        Self::AccessDenied,
        Self::WebPage,
        Self::NotMedia,
        Self::Server(400),
        Self::Server(503),
        Self::Unsupported,
        Self::Unverifiable,
        Self::PlayerError,
        Self::EmbeddingRefused,
        Self::Rights,
        Self::NoReferrer,
        Self::ReferrerRefused,
        Self::Isolated,
        Self::Invalid,
        Self::Unknown(0),
        Self::Unknown(77),
    ];

    /// Returns the failure for the number of YouTube's `onError`. 2, 5, 100, 101, 150 and 153 are documented;
    /// 151 and 152 were read in the player.
    pub fn from_youtube(code: i32) -> Self {
        match code {
            2 => Self::Invalid,
            5 => Self::PlayerError,
            100 => Self::NotFound,
            101 | 150 => Self::EmbeddingRefused,
            151 => Self::Rights,
            152 => Self::ReferrerRefused,
            153 => Self::NoReferrer,
            _ => Self::Unknown(code),
        }
    }

    /// Returns the failure for the player's own word for an error, which its state carries. A number, where
    /// one comes too, is more exact.
    pub fn from_youtube_word(word: &str) -> Self {
        match word {
            "api.invalidparam" => Self::Invalid,
            "auth" => Self::EmbeddingRefused,
            "mrm.blocked" => Self::Rights,
            "embedder.identity.denied" => Self::ReferrerRefused,
            _ if word.starts_with("embedder.identity") => Self::NoReferrer,
            _ => Self::Unknown(0),
        }
    }

    /// Returns the failure of a file that the browser could not play, from what a request for it found out.
    pub fn from_http(probe: Probe<'_>) -> Self {
        let (status, content_type) = match probe {
            Probe::NoAnswer => return Self::Unreachable,
            Probe::Opaque => return Self::Unverifiable,
            Probe::Answer { status, content_type } => (status, content_type),
        };
        match status {
            200..=299 => Self::from_content_type(content_type.unwrap_or_default()),
            401 | 403 | 407 => Self::AccessDenied,
            404 | 410 => Self::NotFound,
            451 => Self::Rights,
            // The server refuses the probe's method or range, which says nothing about the file.
            405 | 416 | 501 => Self::Unverifiable,
            _ => Self::Server(status),
        }
    }

    fn from_content_type(header: &str) -> Self {
        let name = header.split(';').next().unwrap_or_default().trim();
        let is = |other: &&str| name.eq_ignore_ascii_case(other);
        // What browsers and players accept for a recording without the prefix.
        const MEDIA: [&str; 7] = [
            "",
            "application/octet-stream",
            "binary/octet-stream",
            "application/ogg",
            "application/mp4",
            "application/vnd.apple.mpegurl",
            "application/dash+xml",
        ];
        let starts =
            |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        match () {
            () if ["text/html", "application/xhtml+xml"].iter().any(is) => Self::WebPage,
            () if starts("audio/") || starts("video/") || MEDIA.iter().any(is) => Self::Unsupported,
            () => Self::NotMedia,
        }
    }

    /// Returns whether another try can help although nobody changes the page, the file or the video: offer
    /// "Try again" only then.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::Unreachable
            | Self::Disconnected
            | Self::AccessDenied
            | Self::WebPage
            | Self::Unverifiable
            | Self::PlayerError
            | Self::Unknown(_) => true,
            // A time-out, too many requests, or a fault of the server's.
            Self::Server(status) => matches!(status, 408 | 425 | 429 | 500..),
            Self::NotFound
            | Self::NotMedia
            | Self::Unsupported
            | Self::EmbeddingRefused
            | Self::Rights
            | Self::NoReferrer
            | Self::ReferrerRefused
            | Self::Isolated
            | Self::Invalid => false,
        }
    }

    /// Returns whether YouTube's usual host ([`HOST`](crate::youtube::HOST)) may play what the one without
    /// cookies refused: there the reader may be signed in.
    pub fn offers_other_host(self) -> bool {
        self == Self::EmbeddingRefused
    }

    /// Returns whether the frame of an embed that failed like this stays in view: the embed answered, so the
    /// frame shows YouTube's own explanation and may offer a way on, such as a sign-in. `false` for an embed
    /// that never answered, whose frame may be blank, and for every failure that only a file has.
    pub fn keeps_frame(self) -> bool {
        match self {
            Self::Disconnected
            | Self::NotFound
            | Self::PlayerError
            | Self::EmbeddingRefused
            | Self::Rights
            | Self::NoReferrer
            | Self::ReferrerRefused
            | Self::Invalid
            | Self::Unknown(_) => true,
            Self::Unreachable
            | Self::AccessDenied
            | Self::WebPage
            | Self::NotMedia
            | Self::Server(_)
            | Self::Unsupported
            | Self::Unverifiable
            | Self::Isolated => false,
        }
    }

    /// Returns a text for the site's author, for the console. `policy` is the page's referrer policy, as far
    /// as it can be found out; empty where it cannot.
    pub fn developer_hint(self, policy: &str) -> Option<String> {
        let found = match self {
            Self::NoReferrer => "error 153: the request had no Referer header",
            Self::ReferrerRefused => "error 152: the page in the Referer header is not accepted",
            _ => return None,
        };
        let policy = if policy.is_empty() { "not stated in the page" } else { policy };
        Some(format!(
            "YouTube {found}. The page's referrer policy: {policy}. Needed: strict-origin-when-cross-origin, by the \
             header Referrer-Policy or <meta name=\"referrer\">, on a page with an origin (not file: or a sandbox)."
        ))
    }

    /// Returns what happened and what can be done, in English. `{number}` stands for [`Failure::number`]. It is the key of its
    /// translations.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unreachable => {
                "No answer came. Check the network connection and any content blocker, then try again."
            }
            Self::Disconnected => {
                "The player no longer answers. If the frame asks for a sign-in or consent, answer it there; else try again."
            }
            Self::NotFound => "The recording was not found: it was moved, removed or made private.",
            Self::AccessDenied => {
                "The server refuses to send the recording. It may want a sign-in: sign in where it was published, then try again."
            }
            Self::WebPage => {
                "The server sent a web page instead of the recording, perhaps a sign-in. Open the recording's address in a new tab to see it, then try again."
            }
            Self::NotMedia => {
                "The server did not send a recording: its answer is not labelled as audio or video."
            }
            Self::Server(_) if self.is_retryable() => {
                "The recording's server had an error (HTTP {number}). Try again in a few minutes."
            }
            Self::Server(_) => "The recording's server refused the request (HTTP {number}).",
            Self::Unsupported => {
                "This browser cannot play the file: it may be damaged, or in a format that the browser does not support."
            }
            Self::Unverifiable => {
                "The recording does not play, and its server does not let this page find out why. Try again, or open its address in a new tab."
            }
            Self::PlayerError => {
                "YouTube's player reported an error. Try again, or open the recording on YouTube."
            }
            Self::EmbeddingRefused => {
                "YouTube does not play this recording here. Its owner may not allow it on other sites, it may be private, or YouTube may want a sign-in or a proof that you are not a robot: do that in the frame if it asks, or open the recording on YouTube."
            }
            Self::Rights => "The recording is blocked for legal reasons, here or in your country.",
            Self::NoReferrer => {
                "YouTube was not told which site this page belongs to, and does not play the recording. Open it on YouTube."
            }
            Self::ReferrerRefused => {
                "YouTube does not accept this page as a place to play the recording. Open it on YouTube."
            }
            Self::Isolated => {
                "This browser loads no frame of YouTube in a cross-origin isolated page. Open the recording on YouTube."
            }
            Self::Invalid => "YouTube does not accept the recording's address.",
            Self::Unknown(0) => "YouTube's player cannot play the recording and gave no reason. Try again.",
            Self::Unknown(_) => "YouTube's player cannot play the recording (error {number}). Try again.",
        }
    }

    /// Returns the number of an answer: an HTTP status, or a number of YouTube's.
    pub fn number(self) -> Option<i32> {
        match self {
            Self::Server(status) => Some(status.into()),
            Self::Unknown(code) => Some(code),
            _ => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fill(self.text(), &|_| self.number().map(|number| number.to_string())))
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Failure; 19] = Failure::EXAMPLES;

    #[test]
    fn every_known_number_has_a_meaning_of_its_own_and_an_unknown_one_is_shown() {
        for code in [2, 5, 100, 101, 150, 151, 152, 153] {
            assert!(!matches!(Failure::from_youtube(code), Failure::Unknown(_)), "{code}");
        }
        assert!(Failure::from_youtube(77).to_string().contains("77"));
        assert!(!Failure::from_youtube_word("something.new").to_string().contains('0'));
    }

    #[test]
    fn the_word_and_the_number_of_one_error_agree() {
        for (word, code) in [
            ("api.invalidparam", 2),
            ("auth", 150),
            ("mrm.blocked", 151),
            ("embedder.identity.denied", 152),
            ("embedder.identity.missing.referrer", 153),
        ] {
            assert_eq!(Failure::from_youtube_word(word), Failure::from_youtube(code), "{word}");
        }
    }

    #[test]
    fn the_answer_of_a_file_s_server_says_why_it_does_not_play() {
        let answer = |status, content_type| Failure::from_http(Probe::Answer { status, content_type });
        assert_eq!(Failure::from_http(Probe::NoAnswer), Failure::Unreachable);
        assert_eq!(Failure::from_http(Probe::Opaque), Failure::Unverifiable);
        for (status, failure) in [
            (400, Failure::Server(400)),
            (401, Failure::AccessDenied),
            (403, Failure::AccessDenied),
            (404, Failure::NotFound),
            (405, Failure::Unverifiable),
            (410, Failure::NotFound),
            (416, Failure::Unverifiable),
            (429, Failure::Server(429)),
            (451, Failure::Rights),
            (500, Failure::Server(500)),
            (503, Failure::Server(503)),
        ] {
            assert_eq!(answer(status, Some("text/html")), failure, "{status}");
        }
        for (content_type, failure) in [
            (Some("text/html; charset=utf-8"), Failure::WebPage),
            (Some("Text/HTML"), Failure::WebPage),
            (Some("application/xhtml+xml"), Failure::WebPage),
            (Some("audio/mpeg"), Failure::Unsupported),
            (Some(" Video/WebM; codecs=\"vp9\""), Failure::Unsupported),
            (Some("application/octet-stream"), Failure::Unsupported),
            (Some("application/ogg"), Failure::Unsupported),
            (None, Failure::Unsupported),
            (Some("application/json"), Failure::NotMedia),
            (Some("text/plain"), Failure::NotMedia),
            (Some("image/png"), Failure::NotMedia),
            (Some("é"), Failure::NotMedia),
        ] {
            assert_eq!(answer(206, content_type), failure, "{content_type:?}");
        }
    }

    #[test]
    fn a_text_says_try_again_only_where_that_can_help() {
        for failure in ALL {
            let text = failure.to_string();
            let says_so = text.to_lowercase().contains("try again");
            assert_eq!(says_so, failure.is_retryable(), "{failure:?}: {text}");
        }
    }

    #[test]
    fn every_text_is_one_or_more_sentences_of_its_own() {
        for (index, failure) in ALL.iter().enumerate() {
            let text = failure.to_string();
            assert!(text.ends_with('.') && !text.contains("  "), "{text}");
            assert!(ALL[..index].iter().all(|other| other.to_string() != text), "{failure:?}");
        }
    }

    #[test]
    fn only_a_refusal_to_embed_is_tried_at_the_other_host() {
        for failure in ALL {
            assert_eq!(failure.offers_other_host(), failure == Failure::from_youtube(101), "{failure:?}");
        }
    }

    #[test]
    fn every_number_of_an_embed_keeps_its_frame_and_an_embed_that_never_answered_does_not() {
        for code in [0, 2, 5, 77, 100, 101, 150, 151, 152, 153] {
            assert!(Failure::from_youtube(code).keeps_frame(), "{code}");
        }
        assert!(!Failure::Unreachable.keeps_frame());
        for status in [200, 400, 401, 403, 500] {
            let failure = Failure::from_http(Probe::Answer { status, content_type: None });
            assert!(!failure.keeps_frame(), "{failure:?}");
        }
    }

    #[test]
    fn the_author_is_told_the_policy_of_the_page_and_the_one_that_is_needed() {
        let hint = Failure::from_youtube(153).developer_hint("no-referrer").expect("153 has a hint");
        assert!(hint.contains("153") && hint.contains(": no-referrer."), "{hint}");
        assert!(hint.contains("strict-origin-when-cross-origin"), "{hint}");
        let hint = Failure::from_youtube(152).developer_hint("").expect("152 has a hint");
        assert!(hint.contains("152") && hint.contains("not stated"), "{hint}");
        assert_eq!(Failure::EmbeddingRefused.developer_hint("no-referrer"), None);
    }
}
