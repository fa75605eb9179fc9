//! What a test may ask of the fake embed, per video.

use serde::Serialize;
use serde_json::Value;

/// How the fake embed behaves for one video. The default is an embed that works, and plays a video of 60 seconds.
///
/// Times that end in `_ms` are milliseconds of the clock on the wall, all others seconds of the media.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Knobs {
    /// How long the video is. Before its media is loaded the embed announces it rounded up.
    pub duration: f64,
    /// Before the script has its message channel: what is sent earlier is lost, but for the first message.
    pub boot_ms: u32,
    /// From the channel to a player that answers.
    pub ready_ms: u32,
    /// The least time before the iframe's `load` event; in the recordings it comes after the player is ready.
    pub load_ms: u32,
    /// Never a word, as behind a blocker or without a network.
    pub silent: bool,
    /// `listening` is ignored for this long: what happens meanwhile waits in a queue, and comes out of date.
    pub deaf_ms: u32,
    /// `"2026"`, or `"2024"`: no `alreadyInitialized`, no `readyToListen`, a `listening` before the player is ready
    /// is forgotten, and an error at load is a string.
    pub dialect: &'static str,
    /// No `id` in any message, as before the embed echoed it.
    pub omit_id: bool,
    /// An `onError` number that is known when the page loads (0: none).
    pub error_at_load: u16,
    /// An `onError` number that comes when the video is to be played (0: none).
    pub error_at_play: u16,
    /// Error numbers are sent as strings.
    pub error_as_string: bool,
    /// `playVideo` does nothing until the reader presses play inside the frame.
    pub ignores_play: bool,
    /// A press inside the frame ends the error of `error_at_play`, as a sign-in does.
    pub sign_in: bool,
    /// Who decides whether sound may start.
    pub autoplay: Autoplay,
    /// The first buffering.
    pub buffer_ms: u32,
    /// From a seek to the moving of the media.
    pub seek_ms: u32,
    /// A seek lands on the multiple of this many seconds before its target (0: exactly there).
    pub keyframe_s: f64,
    /// Every n-th time message is not sent (0: all are).
    pub drop_ticks: u32,
    /// The frame's clocks and timers run fast for a while.
    pub hurry: Option<Hurry>,
    /// What happens inside the frame when playback comes to a position, each once.
    pub inside: Vec<Inside>,
}

/// A while in which all clocks and timers of a document run many times as fast. Every document of a page needs the same.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Hurry {
    /// When it begins, by the clock on the wall: milliseconds since 1970.
    pub from: f64,
    /// When it ends.
    pub until: f64,
    /// How many times as fast.
    pub times: f64,
}

impl Hurry {
    /// The script that does it, before any other. It reads these values from the element `knobs` of the document.
    pub const SCRIPT: &str = include_str!("../fake-embed/hurry.js");
}

/// Who decides whether sound may start.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Autoplay {
    /// The browser's own policy, with the iframe's `allow` and the gestures so far.
    Browser,
    /// Only a gesture inside the frame counts.
    Refused,
    /// It always may.
    Allowed,
}

/// Something that happens at a position without the host page asking for it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "action", rename_all = "camelCase")]
pub enum Inside {
    /// The reader pauses in the frame.
    Pause {
        /// The position, in seconds.
        at: f64,
    },
    /// The reader seeks in the frame.
    Seek {
        /// The position, in seconds.
        at: f64,
        /// Where to, in seconds.
        to: f64,
    },
    /// The buffer runs dry.
    Stall {
        /// The position, in seconds.
        at: f64,
        /// For how long.
        ms: u32,
    },
    /// State 0, taken back at once.
    SpuriousEnd {
        /// The position, in seconds.
        at: f64,
    },
    /// Playback fails.
    Error {
        /// The position, in seconds.
        at: f64,
        /// The number of `onError`.
        to: u16,
    },
    /// It neither plays nor speaks nor hears any more.
    Die {
        /// The position, in seconds.
        at: f64,
    },
    /// The frame reloads itself, the first time that it is loaded.
    Reload {
        /// The position, in seconds.
        at: f64,
    },
}

impl Default for Knobs {
    fn default() -> Self {
        Self {
            duration: 60.0,
            boot_ms: 30,
            ready_ms: 30,
            load_ms: 150,
            silent: false,
            deaf_ms: 0,
            dialect: "2026",
            omit_id: false,
            error_at_load: 0,
            error_at_play: 0,
            error_as_string: false,
            ignores_play: false,
            sign_in: false,
            autoplay: Autoplay::Browser,
            buffer_ms: 0,
            seek_ms: 5,
            keyframe_s: 0.0,
            drop_ticks: 0,
            hurry: None,
            inside: Vec::new(),
        }
    }
}

impl Knobs {
    /// As text that may stand in a `script` element.
    pub(crate) fn to_json(&self) -> String {
        let value: Value = serde_json::to_value(self).expect("numbers, strings and lists are JSON");
        value.to_string().replace('<', "\\u003c")
    }
}
