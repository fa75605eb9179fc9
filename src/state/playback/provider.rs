//! The provider of the selected recording: opening it, taking over what it confirms, and replacing it by the next
//! recording when it fails.

use std::cell::Cell;
use std::rc::Rc;

use episode::Millis;
use playback::{Failure, Playback, Request, Status};
use web_sys::HtmlElement;

use super::{PlaybackHandle, Replaced};
use crate::YouTubeHost;
use crate::browser::{self, Timeout};
use crate::media::{self, MediaProvider, ProviderOptions};
use crate::reactive::*;

/// A larger step of the time is a seek, even if no view requested it: no rate makes one, nor a timer of a hidden tab,
/// which fires once a second.
const SEEK_THRESHOLD: Millis = Millis::from_secs(4);

/// A seek is complete this near to its target: YouTube may land on a keyframe before it.
const SEEK_TOLERANCE: Millis = Millis::from_secs(2);

thread_local! {
    /// The player of this page that plays, or played last.
    static PLAYING: Cell<Option<PlaybackHandle>> = const { Cell::new(None) };
}

impl PlaybackHandle {
    /// Sets the element that holds the recording, and opens the selected recording in it.
    pub(crate) fn attach_container(self, container: HtmlElement) {
        self.inner().container.replace(Some(container));
        self.open();
    }

    /// Opens the recording out of sight, if nothing took it into the page.
    pub(crate) fn open_unseen(self) {
        if self.inner().container.borrow().is_none() {
            self.attach_container(browser::create("div"));
        }
    }

    /// Selects a recording for the reader, at the same time. It plays on if the one before played.
    pub(crate) fn select_media(self, index: usize) {
        let inner = self.inner();
        inner.is_selected_by_reader.set(true);
        inner.signals.replaced.set(None);
        self.switch_to(index);
    }

    /// Opens the selected recording once more, and plays it.
    pub(crate) fn retry(self) {
        self.open();
        self.play();
    }

    /// Opens the YouTube embed on another host, and plays it.
    pub(crate) fn use_youtube_host(self, host: YouTubeHost) {
        self.inner().youtube_host.set(host);
        self.retry();
    }

    /// Opens the selected recording at the current time and with the reader's settings.
    fn open(self) {
        let inner = self.inner();
        inner.provider.take(); // The old one leaves the container first.
        let container = inner.container.borrow().clone();
        let episode = inner.episode.get_untracked();
        let media = episode.media.get(self.media_index().get_untracked());
        let Some((media, container)) = media.zip(container) else { return };
        let options = ProviderOptions {
            container,
            title: episode.title.clone(),
            base: episode.base().to_owned(),
            youtube_host: inner.youtube_host.get().name(),
            on_change: Rc::new(move || self.update()),
        };
        inner.provider.replace(Some(media::open(media, options)));
        for request in inner.settings.requests() {
            self.send(request);
        }
        let start = self.time().get_untracked();
        if start > Millis::ZERO {
            self.send(Request::Seek(self.to_media(start)));
        }
        self.update();
    }

    fn switch_to(self, index: usize) {
        let was_running = untrack(|| self.is_running());
        self.inner().signals.media_index.set(index);
        self.open();
        if was_running {
            self.play();
        }
    }

    /// Replaces a recording that failed by the first one that did not, at the same time. Returns whether there is one.
    /// A recording that the reader selected is not replaced.
    fn replace_failed(self, failure: Failure) -> bool {
        let inner = self.inner();
        let index = self.media_index().get_untracked();
        inner.failed.borrow_mut().push(index);
        let count = inner.episode.with_untracked(|episode| episode.media.len());
        let next = (0..count).find(|index| !inner.failed.borrow().contains(index));
        let Some(next) = next.filter(|_| !inner.is_selected_by_reader.get()) else { return false };
        inner.signals.replaced.set(Some(Replaced { index, failure }));
        self.switch_to(next);
        true
    }

    /// Returns the provider; `None` where nothing is open, and once the player is disposed.
    pub(super) fn provider(self) -> Option<Rc<dyn MediaProvider>> {
        self.0.try_get_value()?.provider.borrow().clone()
    }

    pub(super) fn send(self, request: Request) {
        // A provider may answer at once: it must not be borrowed then.
        if let Some(provider) = self.provider() {
            provider.request(request);
        }
    }

    /// Takes over the provider's state, and waits for the next change.
    fn update(self) {
        let Some(provider) = self.provider() else { return };
        let after = provider.playback();
        let before = self.state().get_untracked();
        if let Status::Failed(failure) = after.status
            && !matches!(before.status, Status::Failed(_))
            && self.replace_failed(failure)
        {
            return;
        }
        // At the start only: an embed plays on for a while after it was asked to pause, and must not ask back.
        let starts = after.status.is_running() && !before.status.is_running();
        if after != before {
            self.confirm(&before, after);
        }
        if starts {
            self.pause_others();
        }
        let before = self.time().get_untracked();
        let time = self.to_episode(provider.time());
        self.set_time(time);
        let inner = self.inner();
        let arrived = |target: Millis| time.0.abs_diff(target.0) < SEEK_TOLERANCE.0;
        if inner.seek_target.get().is_some_and(arrived) || time < before || time > before + SEEK_THRESHOLD {
            inner.seek_target.set(None);
            inner.signals.seeked_count.increment();
        }
        let second = Millis::from_secs(time.whole_seconds() + 1);
        let next = inner.episode.with_untracked(|episode| episode.timeline.next_change(time));
        let boundary = next.map_or(second, |change| change.min(second));
        let wait = provider.until(self.to_media(boundary));
        // Rounded up: too early, nothing would have changed, and it would wait again.
        inner.next_update.replace(wait.map(|ms| Timeout::new(ms.ceil(), move || self.update())));
    }

    fn confirm(self, before: &Playback, after: Playback) {
        let inner = self.inner();
        inner.settings.confirm(before, &after);
        if let Some(length) = after.duration {
            self.rescale(length);
        }
        inner.signals.duration.set_if_changed(after.duration.unwrap_or(inner.length));
        inner.signals.state.set(after);
    }

    /// Estimated times are made for the length that the page gives; the recording knows better.
    fn rescale(self, length: Millis) {
        let episode = self.inner().episode;
        let rescaled = episode.with_untracked(|episode| episode.rescaled_to(self.to_episode(length)));
        if let Some(rescaled) = rescaled {
            episode.set(rescaled);
        }
    }

    /// One player of the page plays at a time.
    fn pause_others(self) {
        let other = PLAYING.replace(Some(self)).filter(|other| *other != self);
        // The other may have left the page.
        if let Some(other) = other.filter(|other| !other.is_disposed()) {
            other.pause();
        }
    }

    fn offset(self) -> i32 {
        self.inner().episode.with_untracked(|episode| {
            episode.media.get(self.media_index().get_untracked()).map_or(0, |media| media.offset)
        })
    }

    /// Converts a time of the episode to one of the recording.
    pub(super) fn to_media(self, time: Millis) -> Millis {
        Millis(time.0.saturating_add_signed(self.offset()))
    }

    /// Converts a time of the recording to one of the episode.
    pub(super) fn to_episode(self, time: Millis) -> Millis {
        Millis(time.0.saturating_add_signed(self.offset().saturating_neg()))
    }
}
