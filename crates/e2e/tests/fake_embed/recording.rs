//! One line of a recording, and what of it two runs have in common.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value, json};

/// What the host page or the embed did at a moment. The form is that of the recordings.
#[derive(Debug, Deserialize)]
pub(crate) struct Record {
    /// Milliseconds since the host page loaded.
    t: f64,
    /// What the host sent.
    out: Option<Value>,
    /// The origin of a message that came in.
    o: Option<String>,
    /// The message, as text; or a note of what happened.
    d: Option<String>,
}

impl Record {
    /// As much as is needed to send the same again.
    pub(crate) fn without_answers(&self) -> Value {
        match (&self.out, &self.o, &self.d) {
            (Some(out), ..) => json!({ "t": self.t, "out": out }),
            (None, None, note) => json!({ "t": self.t, "d": note }),
            (None, Some(_), Some(answer)) if answer.contains("initialDelivery") => {
                json!({ "t": self.t, "d": "ANSWER" })
            }
            _ => json!({ "t": self.t }),
        }
    }

    /// The message from the embed that this is, if it is one.
    pub(crate) fn message(&self) -> Option<Value> {
        self.o.as_ref()?;
        serde_json::from_str(self.d.as_ref()?).ok()
    }
}

/// The messages of a run in short, in an order that does not depend on milliseconds:
/// what the browser's timing decides is left out (how often the volume was repeated, how many time messages came,
/// which of the three that end a seek came first).
pub(crate) fn summary(records: &[Record]) -> Vec<String> {
    let messages: Vec<Value> = records.iter().filter_map(Record::message).collect();
    let mut tokens: Vec<String> = Vec::new();
    for (place, message) in messages.iter().enumerate() {
        let next = messages.get(place + 1).map(|next| &next["event"]);
        let repeats_volume = message["info"] == json!({ "muted": false, "volume": 100 });
        if message["event"] == "alreadyInitialized"
            || (repeats_volume && next != Some(&"onVolumeChange".into()))
        {
            continue;
        }
        tokens.push(token(message));
    }
    for run in tokens.chunk_by_mut(|a, b| ends_seek(a) && ends_seek(b)) {
        run.sort();
    }
    tokens.dedup();
    tokens
}

/// Adds the path and type of each value of a message, under the kind of message that it is.
pub(crate) fn shape(message: &Value, shapes: &mut BTreeSet<String>) {
    let info = &message["info"];
    let part = ["apiInterface", "playerState", "currentTime", "playbackRate", "muted"]
        .iter()
        .find(|key| !info[**key].is_null());
    let kind = format!("{} {}", message["event"], part.unwrap_or(&"")).replace('"', "");
    walk(&kind, message, shapes);
}

fn walk(path: &str, value: &Value, shapes: &mut BTreeSet<String>) {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    shapes.insert(format!("{path}: {name}"));
    for (key, value) in value.as_object().into_iter().flatten() {
        walk(&format!("{path}.{key}"), value, shapes);
    }
}

fn ends_seek(token: &str) -> bool {
    ["ticks", "SEEK_COMPLETE", "playing", "onStateChange:1"].iter().any(|start| token.starts_with(start))
}

fn token(message: &Value) -> String {
    let (event, info) = (message["event"].as_str().unwrap_or_default(), &message["info"]);
    let id = if message["id"] == 1 { String::new() } else { format!("#{}", message["id"]) };
    let part = |key: &str| info[key].to_string();
    let what = match (event, info.as_object()) {
        ("initialDelivery" | "infoDelivery", Some(keys)) if keys.contains_key("apiInterface") => {
            format!("{event}:{}", part("playerState"))
        }
        ("infoDelivery", Some(keys)) if keys.contains_key("playerState") => {
            let name = if info["playerState"] == 1 {
                "playing".into()
            } else {
                format!("state:{}", part("playerState"))
            };
            format!("{name}/{}", part("duration"))
        }
        ("infoDelivery", Some(keys)) if keys.contains_key("currentTime") => "ticks".into(),
        ("infoDelivery", _) => format!("{info}"),
        _ => format!("{event}:{info}"),
    };
    what + &id
}
