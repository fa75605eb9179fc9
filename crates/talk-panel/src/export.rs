//! The exports to JavaScript.
#![allow(unreachable_pub, reason = "JavaScript is who reaches it")]

use episode::{Millis, Timeline};
use js_sys::Function;
use talk::Talk;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::section::Section;
use crate::texts::Texts;

/// The section of one episode.
#[wasm_bindgen]
pub struct TalkPanel(Option<Section>);

#[wasm_bindgen]
impl TalkPanel {
    /// Reads an episode, as JSON, and computes its figures. `duration` is the length of the recording in seconds, where
    /// it is known: estimated times are rescaled to it, as the player does. `text` is the function of `src/more/texts.js` that
    /// gives the texts of the interface, with the tag of their `language`; English without it.
    ///
    /// # Errors
    /// The player itself refuses the same JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &str, duration: Option<f64>, text: Option<Function>) -> Result<TalkPanel, JsError> {
        let read = episode::read(json).map_err(|_| JsError::new("The episode is not valid."))?;
        let mut episode = read.episode;
        if let Some(length) = duration.and_then(Millis::from_seconds).filter(|length| *length > Millis::ZERO)
        {
            episode = episode.rescaled_to(length).unwrap_or(episode);
            episode.duration = Some(length);
        }
        let timeline = Timeline::new(&episode);
        let talk = Talk::new(&episode, &timeline);
        let texts = || text.map(language::from_js).map_or_else(Texts::english, Texts::translated);
        Ok(Self(talk.map(|talk| Section::new(&episode, timeline, talk, texts()))))
    }

    /// Returns the section; nothing where the episode has no transcript.
    #[wasm_bindgen(getter)]
    pub fn element(&self) -> Option<Element> {
        self.0.as_ref().map(|section| section.element().node().clone())
    }

    /// Marks what is current at a time in seconds.
    #[wasm_bindgen(js_name = setTime)]
    pub fn set_time(&mut self, seconds: f64) {
        if let (Some(section), Some(time)) = (&mut self.0, Millis::from_seconds(seconds)) {
            section.set_time(time);
        }
    }

    /// Returns the style sheet of the section.
    pub fn style() -> String {
        include_str!("talk.css").to_owned()
    }
}
