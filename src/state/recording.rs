//! The recording that is chosen: opening it, asking it, taking over what it confirms, and giving way to the next one
//! when it fails.

use std::rc::Rc;

use episode::Millis;
use playback::{Failure, Playback, Request, Status};
use web_sys::HtmlElement;

use super::{EpisodeView, PLAYING, Player};
use crate::browser::Timeout;
use crate::media::{self, Stage};
use crate::reactive::*;

/// A step of the time longer than this is a seek, even if nobody here asked for it: no rate makes one, and no
/// timer of a hidden tab, which fires once a second.
const JUMP: Millis = Millis::from_secs(4);

/// A seek has arrived this near to its target: YouTube may land on a keyframe before it.
const ARRIVED: Millis = Millis::from_secs(2);

/// A recording that gave way to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// Its index.
    pub(crate) index: usize,
    /// Why it cannot be played.
    pub(crate) failure: Failure,
}

impl Player {
    /// Gives the media their place; the chosen recording is opened in it.
    pub(crate) fn enter(self, container: HtmlElement) {
        self.parts().container.replace(Some(container));
        self.open();
    }

    /// Opens the chosen recording anew, at the time that is shown and with the reader's settings.
    pub(crate) fn open(self) {
        let parts = self.parts();
        parts.medium.take(); // The old one leaves the stage first.
        let container = parts.container.borrow().clone();
        let episode = self.episode();
        let media = episode.media.get(self.chosen().get_untracked());
        let Some((media, container)) = media.zip(container) else { return };
        let stage = Stage {
            container,
            title: episode.title.clone(),
            base: parts.base.clone(),
            youtube_host: parts.youtube_host.get().name(),
            changed: Rc::new(move || self.update()),
        };
        parts.medium.replace(Some(media::open(media, stage)));
        for request in parts.settings.requests() {
            self.ask(request);
        }
        let start = self.now().get_untracked();
        if start > Millis::ZERO {
            self.ask(Request::Seek(self.in_the_medium(start)));
        }
        self.update();
    }

    /// Takes the recording that the reader chose, at the same time; goes on playing if the one before played.
    pub(crate) fn choose(self, index: usize) {
        self.parts().chosen_by_hand.set(true);
        self.replaced().set(None);
        self.switch_to(index);
    }

    /// Opens the chosen recording once more, and plays it.
    pub(crate) fn try_again(self) {
        self.open();
        self.play();
    }

    /// Tries YouTube's usual host in place of the one without cookies.
    pub(crate) fn use_youtube_host(self, host: crate::YouTubeHost) {
        self.parts().youtube_host.set(host);
        self.try_again();
    }

    fn switch_to(self, index: usize) {
        let goes_on = untrack(|| self.is_running());
        self.chosen().set(index);
        self.open();
        if goes_on {
            self.play();
        }
    }

    /// The first recording that works is used: one that fails gives way to the next that did not fail yet, at the same
    /// time. Returns whether there is one. A recording that the reader chose does not.
    fn give_way(self, failure: Failure) -> bool {
        let parts = self.parts();
        let index = self.chosen().get_untracked();
        parts.failed.borrow_mut().push(index);
        let count = self.episode().media.len();
        let next = (0..count).find(|index| !parts.failed.borrow().contains(index));
        let Some(next) = next.filter(|_| !parts.chosen_by_hand.get()) else { return false };
        self.replaced().set(Some(Replaced { index, failure }));
        self.switch_to(next);
        true
    }

    /// Now to the millisecond, where [`Player::now`] is as old as the last change.
    pub(crate) fn exact_now(self) -> Millis {
        let medium = self.medium();
        medium.map_or_else(|| self.now().get_untracked(), |medium| self.on_the_page(medium.now()))
    }

    pub(crate) fn play(self) {
        self.request(Request::Play);
    }

    pub(crate) fn pause(self) {
        self.request(Request::Pause);
    }

    pub(crate) fn toggle(self) {
        self.request(if untrack(|| self.is_running()) { Request::Pause } else { Request::Play });
    }

    /// Asks for a time of the episode.
    pub(crate) fn seek(self, time: Millis) {
        self.following().set(true);
        self.seeks().increment();
        let time = time.min(self.end().get_untracked());
        let parts = self.parts();
        if parts.medium.borrow().is_none() {
            self.show(time); // Nothing plays: the page alone moves.
            self.jumps().increment();
            return;
        }
        parts.target.set(Some(time));
        self.request(Request::Seek(self.in_the_medium(time)));
    }

    /// Asks for a time so much later, or earlier.
    pub(crate) fn seek_by(self, seconds: i32) {
        let now = self.now().get_untracked();
        let by = Millis::from_secs(seconds.unsigned_abs());
        self.seek(if seconds < 0 { now - by } else { now + by });
    }

    /// Asks for the chapter before or after. Back goes to this chapter's own start first.
    pub(crate) fn seek_chapter(self, forward: bool) {
        let now = self.now().get_untracked();
        let episode = self.episode();
        let mut starts = episode.chapters.iter().map(|c| c.start);
        let to = if forward {
            starts.find(|start| *start > now)
        } else {
            starts.rfind(|start| *start + Millis::from_secs(3) <= now).or(Some(Millis::ZERO))
        };
        if let Some(to) = to {
            self.seek(to);
        }
    }

    /// Asks the medium. What is no number is ignored.
    pub(crate) fn request(self, request: Request) {
        if let Some(request) = self.parts().settings.accept(request) {
            self.ask(request);
        }
    }

    fn ask(self, request: Request) {
        // A medium may answer at once: it must not be borrowed then.
        if let Some(medium) = self.medium() {
            medium.request(request);
        }
    }

    /// Takes over what the medium says, and waits for the next change.
    fn update(self) {
        let Some(medium) = self.medium() else { return };
        let playback = medium.playback();
        let before = self.playback().get_untracked();
        if let Status::Failed(failure) = playback.status
            && !matches!(before.status, Status::Failed(_))
            && self.give_way(failure)
        {
            return;
        }
        if playback != before {
            self.confirm(&before, playback.clone());
        }
        // At the start only: an embed goes on for a while after it was asked to pause, and must not ask back.
        if playback.status.is_running() && !before.status.is_running() {
            self.silence_others();
        }
        let before = self.now().get_untracked();
        let now = self.on_the_page(medium.now());
        self.show(now);
        let parts = self.parts();
        let arrived = parts.target.get().is_some_and(|target| now.0.abs_diff(target.0) < ARRIVED.0);
        if arrived || now < before || now > before + JUMP {
            parts.target.set(None);
            self.jumps().increment();
        }
        let second = Millis::from_secs(now.whole_seconds() + 1);
        let boundary = self.timeline().next_change(now).map_or(second, |change| change.min(second));
        let wait = medium.until(self.in_the_medium(boundary));
        // Early by a rounding would find nothing changed and wait again.
        parts.next.replace(wait.map(|ms| Timeout::new(ms.ceil(), move || self.update())));
    }

    fn confirm(self, before: &Playback, after: Playback) {
        self.parts().settings.confirm(before, &after);
        self.fit(after.duration);
        self.end().set_if_changed(after.duration.unwrap_or(self.parts().length));
        self.playback().set(after);
    }

    /// Estimated times are made for the length that the page tells; the medium knows better.
    fn fit(self, length: Option<Millis>) {
        if let Some(fitted) = length.and_then(|length| self.episode().fitted(self.on_the_page(length))) {
            self.parts().shown.replace(EpisodeView::new(Rc::new(fitted)));
            self.edition().increment();
        }
    }

    /// One player of the page plays at a time.
    fn silence_others(self) {
        let other = PLAYING.replace(Some(self)).filter(|other| *other != self);
        // The other may have left the page.
        if let Some(other) = other.filter(|other| !other.is_disposed()) {
            other.pause();
        }
    }

    fn offset(self) -> i32 {
        let chosen = self.chosen().get_untracked();
        self.episode().media.get(chosen).map_or(0, |m| m.offset)
    }

    fn in_the_medium(self, time: Millis) -> Millis {
        Millis(time.0.saturating_add_signed(self.offset()))
    }

    pub(super) fn on_the_page(self, time: Millis) -> Millis {
        Millis(time.0.saturating_add_signed(self.offset().saturating_neg()))
    }
}
