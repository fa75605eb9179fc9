//! The protocol of YouTube's embed, without Google's script in the page.
//!
//! [`incoming`] and [`outgoing`] are the messages as types; [`session`] is one embed: a message or a request
//! and the time in, effects out. It is made of a handshake (a first answer), a freshness tracker (new or
//! stale), a player (from the embed's states to a status) and a position (the clock, and where a seek leads).
//!
//! The embed is not documented at this level and changes: every key is optional, and unknown keys and events
//! are ignored. Its habits as of January 2026 are named where they matter.

mod embed_player;
mod freshness;
mod handshake;
pub mod incoming;
pub mod outgoing;
mod position;
pub mod session;
mod target;

use std::fmt::Write;

use episode::Millis;

pub use freshness::Arrival;
pub use incoming::{Event, Incoming};
pub use outgoing::{Command, Outgoing};
pub use session::{Effect, Session};

/// The host that sets no cookie before the reader plays.
pub const NO_COOKIE_HOST: &str = "www.youtube-nocookie.com";
/// The usual host.
pub const HOST: &str = "www.youtube.com";

/// Which video, where, and how to begin.
#[derive(Clone, Debug)]
pub struct Options {
    /// The video's id, eleven characters.
    pub video: String,
    /// [`NO_COOKIE_HOST`] (the default) or [`HOST`].
    pub host: &'static str,
    /// The origin of the document that holds the iframe (`location.origin`). Where it is opaque (`null`) or
    /// empty it is not sent: a wrong one silences the embed for good.
    pub page_origin: String,
    /// A number that no other embed on the page has, from 1 up.
    pub widget: u32,
    /// Where to begin.
    pub start: Millis,
    /// Whether to play as soon as the embed answers. Default: not.
    pub play: bool,
}

impl Options {
    /// From the start, not at once.
    pub fn new(video: impl Into<String>, page_origin: impl Into<String>, widget: u32) -> Self {
        Self {
            video: video.into(),
            host: NO_COOKIE_HOST,
            page_origin: page_origin.into(),
            widget,
            start: Millis::ZERO,
            play: false,
        }
    }

    /// The origin that messages are posted to, and that accepted ones come from.
    pub fn embed_origin(&self) -> String {
        format!("https://{}", self.host)
    }

    /// The address for the iframe, which needs `referrerpolicy="strict-origin-when-cross-origin"` (else
    /// error 153) and `allow="autoplay; encrypted-media; fullscreen; picture-in-picture"`.
    pub fn embed_url(&self) -> String {
        let mut url = format!("{}/embed/{}", self.embed_origin(), Encoded(&self.video));
        let _ = write!(url, "?enablejsapi=1&widgetid={}&playsinline=1&rel=0", self.widget);
        if !matches!(self.page_origin.as_str(), "" | "null") {
            let _ = write!(url, "&origin={}", Encoded(&self.page_origin));
        }
        // For a reader who presses the embed's own button before it answers. It takes whole seconds.
        if self.start.whole_seconds() > 0 {
            let _ = write!(url, "&start={}", self.start.whole_seconds());
        }
        url
    }
}

/// Percent-encoded, but for the unreserved characters of RFC 3986.
struct Encoded<'a>(&'a str);

impl std::fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.bytes().try_for_each(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => f.write_char(byte.into()),
            _ => write!(f, "%{byte:02X}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_opens_the_channel_and_names_the_page() {
        let mut options = Options::new("abcdefghijk", "https://docs.example:8443", 3);
        options.start = Millis(210_900);
        assert_eq!(
            options.embed_url(),
            "https://www.youtube-nocookie.com/embed/abcdefghijk?enablejsapi=1&widgetid=3&playsinline=1&rel=0\
             &origin=https%3A%2F%2Fdocs.example%3A8443&start=210"
        );
    }

    #[test]
    fn an_opaque_origin_is_not_sent_and_a_strange_id_cannot_break_out() {
        let mut options = Options::new("a/../b?x&y#é", "null", 1);
        options.host = HOST;
        assert_eq!(
            options.embed_url(),
            "https://www.youtube.com/embed/a%2F..%2Fb%3Fx%26y%23%C3%A9\
             ?enablejsapi=1&widgetid=1&playsinline=1&rel=0"
        );
    }
}
