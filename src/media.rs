//! What plays: YouTube's embed and the browser's own media elements, behind one interface.
//!
//! A medium confirms; it never obeys at once. Views send [`Request`]s, and what they show changes when the
//! medium says that it did.

mod file;
mod youtube;

use std::rc::Rc;

use episode::{Media, Millis, Source};
use playback::{Playback, Request};
use web_sys::HtmlElement;

/// A recording that is being played, or could be.
pub(crate) trait Medium {
    /// Asks for something. What comes of it is told by a call of [`Stage::changed`].
    fn request(&self, request: Request);
    /// The confirmed state.
    fn playback(&self) -> Playback;
    /// Its own time, now.
    fn now(&self) -> Millis;
    /// Milliseconds until its own time reaches `time`, if it goes on like this.
    fn until(&self, time: Millis) -> Option<f64>;
}

/// What a medium is given to play on.
#[derive(Clone)]
pub(crate) struct Stage {
    /// Where its frame or element goes.
    pub(crate) container: HtmlElement,
    /// The episode's title, to name the frame by.
    pub(crate) title: String,
    /// The JSON's address: files are relative to it.
    pub(crate) base: String,
    /// The host of YouTube's embed.
    pub(crate) youtube_host: &'static str,
    /// To be called after every change of state, and every sample of time.
    pub(crate) changed: Rc<dyn Fn()>,
}

/// Opens a recording. Nothing is requested from another host before [`Request::Play`].
pub(crate) fn open(media: &Media, stage: Stage) -> Rc<dyn Medium> {
    match &media.source {
        Source::YouTube(id) => youtube::YouTube::open(id, stage),
        Source::Audio(url, mime) => file::File::open("audio", url, mime.as_deref(), stage),
        Source::Video(url, mime) => file::File::open("video", url, mime.as_deref(), stage),
    }
}
