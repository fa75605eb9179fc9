//! The only export to JavaScript. Text goes in and JSON comes out, so that little is needed to call it.
#![allow(unreachable_pub, reason = "JavaScript is who reaches it")]
#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript is owned")]

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{Attributes, Fault, quick_start};

#[derive(Serialize)]
struct Refused {
    faults: Vec<Fault>,
}

/// Makes an episode: `{episode, warnings}`, or `{faults}`, as JSON.
#[wasm_bindgen(js_name = quickStart)]
pub fn export(
    title: String,
    youtube: Option<String>,
    video: Option<String>,
    audio: Option<String>,
    captions: Option<String>,
    chapters: Option<String>,
) -> String {
    let attributes = Attributes { title, youtube, video, audio, captions, chapters };
    let answer = match quick_start(&attributes) {
        Ok(made) => serde_json::to_string(&made),
        Err(faults) => serde_json::to_string(&Refused { faults }),
    };
    answer.expect("texts, numbers and lists are JSON")
}
