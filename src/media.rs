//! Media providers: YouTube's embed and the browser's own media elements, behind one interface.
//!
//! A [`Request`] changes nothing by itself: the provider confirms it in its [`Playback`], or does not.

mod file;
mod youtube;

use std::rc::Rc;

use episode::{Media, Millis, Source};
use playback::{Playback, Request};
use web_sys::HtmlElement;

/// Plays one recording.
pub(crate) trait MediaProvider {
    /// Sends a request. The provider calls [`ProviderOptions::on_change`] when its state changes.
    fn request(&self, request: Request);
    /// Returns the confirmed state.
    fn playback(&self) -> Playback;
    /// Returns the current time of the recording.
    fn time(&self) -> Millis;
    /// Returns the milliseconds until the recording reaches `time` at its rate; `None` where it does not move, or is
    /// past that time.
    fn until(&self, time: Millis) -> Option<f64>;
}

/// What a provider is created with.
#[derive(Clone)]
pub(crate) struct ProviderOptions {
    /// Holds the frame or the media element.
    pub(crate) container: HtmlElement,
    /// The episode's title: the accessible name of the frame.
    pub(crate) title: String,
    /// The absolute address of the JSON: files are relative to it.
    pub(crate) base: String,
    /// The host of YouTube's embed.
    pub(crate) youtube_host: &'static str,
    /// Called after every change of the state, and every sample of the time.
    pub(crate) on_change: Rc<dyn Fn()>,
}

/// Opens a recording. Nothing is requested from another host before [`Request::Play`].
pub(crate) fn open(media: &Media, options: ProviderOptions) -> Rc<dyn MediaProvider> {
    match &media.source {
        Source::YouTube(id) => youtube::YouTube::open(id, options),
        Source::Audio(url, mime) => file::File::open("audio", url, mime.as_deref(), options),
        Source::Video(url, mime) => file::File::open("video", url, mime.as_deref(), options),
    }
}
