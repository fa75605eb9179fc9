//! What is posted to the embed. Every message is a string of one JSON object; an object is dropped.

use std::fmt;

use episode::Millis;

/// A message to the embed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outgoing {
    /// "Here I am": answered with a snapshot the first time, shortly after that.
    Listening {
        /// The number that the embed repeats in its messages.
        widget: u32,
    },
    /// A command. There is never a reply, only, sometime, a change.
    Command {
        /// The same number. Older embeds ignore commands without it.
        widget: u32,
        /// What to do.
        command: Command,
    },
}

/// What the embed can be told to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Send this event from now on.
    AddEventListener(&'static str),
    /// Play. Silent if it plays already.
    PlayVideo,
    /// Pause. Silent if it does not play.
    PauseVideo,
    /// Go there: clamped to the length. Starts what is neither playing nor paused.
    SeekTo(Millis),
    /// In hundredths of the normal rate. Clamped to 25 to 200, then rounded down to a multiple of 5.
    SetPlaybackRate(u32),
    /// In hundredths. Does not unmute.
    SetVolume(u32),
    /// Sound off.
    Mute,
    /// Sound on, and at least at 5 of 100.
    UnMute,
}

impl Outgoing {
    /// The text to post.
    pub fn to_json(&self) -> String {
        match self {
            Self::Listening { widget } => {
                format!(r#"{{"event":"listening","id":{widget},"channel":"widget"}}"#)
            }
            Self::Command { widget, command } => {
                format!(r#"{{"event":"command",{command},"id":{widget},"channel":"widget"}}"#)
            }
        }
    }
}

/// The members `func` and `args`. All of them are numbers and fixed names, so that nothing needs escaping.
impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, argument) = match self {
            Self::AddEventListener(event) => {
                return write!(f, r#""func":"addEventListener","args":["{event}"]"#);
            }
            Self::SeekTo(time) => {
                // The second argument must be true: false drags, and freezes playback.
                let (seconds, millis) = (time.0 / 1000, time.0 % 1000);
                return write!(f, r#""func":"seekTo","args":[{seconds}.{millis:03},true]"#);
            }
            // A rate must be a JSON number: text is ignored.
            Self::SetPlaybackRate(rate) => {
                return write!(f, r#""func":"setPlaybackRate","args":[{}.{:02}]"#, rate / 100, rate % 100);
            }
            Self::SetVolume(volume) => ("setVolume", Some(volume)),
            Self::PlayVideo => ("playVideo", None),
            Self::PauseVideo => ("pauseVideo", None),
            Self::Mute => ("mute", None),
            Self::UnMute => ("unMute", None),
        };
        match argument {
            Some(argument) => write!(f, r#""func":"{name}","args":[{argument}]"#),
            None => write!(f, r#""func":"{name}","args":[]"#),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn posted(command: Command) -> Value {
        let text = Outgoing::Command { widget: 7, command }.to_json();
        let message: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!((&message["event"], &message["channel"]), (&json!("command"), &json!("widget")));
        assert_eq!(message["id"], 7);
        json!([message["func"], message["args"]])
    }

    #[test]
    fn a_greeting_carries_the_number() {
        let message: Value =
            serde_json::from_str(&Outgoing::Listening { widget: 7 }.to_json()).expect("it is JSON");
        assert_eq!(message, json!({ "event": "listening", "id": 7, "channel": "widget" }));
    }

    #[test]
    fn commands_carry_the_arguments_that_the_embed_understands() {
        assert_eq!(posted(Command::AddEventListener("onError")), json!(["addEventListener", ["onError"]]));
        assert_eq!(posted(Command::PlayVideo), json!(["playVideo", []]));
        assert_eq!(posted(Command::PauseVideo), json!(["pauseVideo", []]));
        assert_eq!(posted(Command::SeekTo(Millis(0))), json!(["seekTo", [0.0, true]]));
        assert_eq!(posted(Command::SeekTo(Millis(40_050))), json!(["seekTo", [40.05, true]]));
        assert_eq!(posted(Command::SetPlaybackRate(105)), json!(["setPlaybackRate", [1.05]]));
        assert_eq!(posted(Command::SetVolume(33)), json!(["setVolume", [33]]));
        assert_eq!(posted(Command::Mute), json!(["mute", []]));
        assert_eq!(posted(Command::UnMute), json!(["unMute", []]));
    }
}
