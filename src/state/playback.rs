//! Playback: the selected recording, its confirmed state, what is active at its time, and the requests to it.

mod provider;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use episode::{Media, Millis, Source};
use playback::{Failure, Notice, Playback, Request, Status};
use web_sys::HtmlElement;

use super::{EpisodeSignal, TimedEpisode};
use crate::YouTubeHost;
use crate::browser::Timeout;
use crate::media::MediaProvider;
use crate::reactive::*;
use crate::settings::Settings;

/// A recording that another one replaced, since it cannot be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// Its index.
    pub(crate) index: usize,
    /// Why it cannot be played.
    pub(crate) failure: Failure,
}

/// The playback of one player: signals to read, and requests. A request changes no signal by itself: the provider
/// confirms it, or not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaybackHandle(StoredValue<Rc<Inner>>);

struct Inner {
    signals: Signals,
    episode: RwSignal<Rc<TimedEpisode>>,
    /// The episode's own length, before the provider knows a better one.
    length: Millis,
    youtube_host: Cell<YouTubeHost>,
    settings: Rc<Settings>,
    /// The element that holds the provider's frame or media element.
    container: RefCell<Option<HtmlElement>>,
    provider: RefCell<Option<Rc<dyn MediaProvider>>>,
    /// The timer to the next change.
    next_update: RefCell<Option<Timeout>>,
    /// The target of the requested seek, until it is reached.
    seek_target: Cell<Option<Millis>>,
    /// The recordings that could not be played, by index.
    failed: RefCell<Vec<usize>>,
    /// Whether the reader selected the recording.
    is_selected_by_reader: Cell<bool>,
}

/// Declares the signals, and how views read them.
macro_rules! signals {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        struct Signals {
            $($name: RwSignal<$type>,)*
        }

        impl PlaybackHandle {
            $($(#[$doc])* pub(crate) fn $name(self) -> ReadSignal<$type> {
                self.inner().signals.$name.read_only()
            })*
        }
    };
}

signals! {
    /// What the provider confirmed.
    state: Playback,
    /// The time of the episode. It changes when something on the page does, not between.
    time: Millis,
    /// The time in whole seconds, for clocks.
    second: Millis,
    /// The length of the episode: that of the recording, once it is known.
    duration: Millis,
    /// Counts the requested seeks.
    seek_count: usize,
    /// Counts the seeks that took place, whoever requested them.
    seeked_count: usize,
    /// The index of the selected recording.
    media_index: usize,
    /// The recording that the selected one replaced.
    replaced: Option<Replaced>,
    /// The active chapter.
    chapter: Option<usize>,
    /// The active turn.
    turn: Option<usize>,
    /// The active unit of the active turn's text: a word, as a rule.
    unit: Option<usize>,
}

impl PlaybackHandle {
    pub(super) fn new(
        episode: RwSignal<Rc<TimedEpisode>>,
        youtube_host: YouTubeHost,
        settings: Rc<Settings>,
    ) -> Self {
        let length = episode.with_untracked(|episode| episode.end());
        let start = settings.take_start();
        let signals = Signals {
            state: RwSignal::new_local(Playback::default()),
            time: RwSignal::new_local(Millis::ZERO),
            second: RwSignal::new_local(Millis::ZERO),
            duration: RwSignal::new_local(length),
            seek_count: RwSignal::new_local(0),
            seeked_count: RwSignal::new_local(0),
            media_index: RwSignal::new_local(0),
            replaced: RwSignal::new_local(None),
            chapter: RwSignal::new_local(None),
            turn: RwSignal::new_local(None),
            unit: RwSignal::new_local(None),
        };
        let playback = Self(StoredValue::new_local(Rc::new(Inner {
            signals,
            episode,
            length,
            youtube_host: Cell::new(youtube_host),
            settings,
            container: RefCell::default(),
            provider: RefCell::default(),
            next_update: RefCell::default(),
            seek_target: Cell::default(),
            failed: RefCell::default(),
            is_selected_by_reader: Cell::default(),
        })));
        playback.set_time(start);
        playback
    }

    /// Returns whether the player was disposed. Late callbacks must check this.
    pub(crate) fn is_disposed(self) -> bool {
        self.0.is_disposed()
    }

    fn inner(self) -> Rc<Inner> {
        self.0.get_value()
    }

    fn episode(self) -> EpisodeSignal {
        self.inner().episode.read_only()
    }

    /// Sets the time, and what is active at it.
    fn set_time(self, time: Millis) {
        let inner = self.inner();
        let (signals, episode) = (&inner.signals, inner.episode.get_untracked());
        let turn = episode.timeline.turn(time);
        signals.time.set_if_changed(time);
        signals.second.set_if_changed(Millis::from_secs(time.whole_seconds()));
        signals.chapter.set_if_changed(episode.timeline.chapter(time));
        signals.turn.set_if_changed(turn);
        signals.unit.set_if_changed(turn.and_then(|turn| episode.timeline.unit(turn, time)));
    }

    /// Returns whether a statistic is being said.
    pub(crate) fn is_said(self, statistic: usize) -> bool {
        let time = self.time().get();
        self.episode().with_untracked(|episode| episode.timeline.is_said(statistic, time))
    }

    /// Returns the time to the millisecond, where [`Self::time`] is as old as the last change.
    pub(crate) fn exact_time(self) -> Millis {
        let provider = self.provider();
        provider.map_or_else(|| self.time().get_untracked(), |provider| self.to_episode(provider.time()))
    }

    /// Returns the selected recording; `None` where the episode has none.
    pub(crate) fn media(self) -> Option<Media> {
        let index = self.media_index().get();
        self.episode().with_untracked(|episode| episode.media.get(index).cloned())
    }

    /// Returns whether the selected recording is an audio file: the title card stays as its cover.
    pub(crate) fn is_audio(self) -> bool {
        self.media().is_some_and(|media| matches!(media.source, Source::Audio(..)))
    }

    /// Returns whether the selected recording is on YouTube.
    #[inline(never)]
    pub(crate) fn is_youtube(self) -> bool {
        self.media().is_some_and(|media| matches!(media.source, Source::YouTube(_)))
    }

    /// Returns the status. Not inlined: some hundred bytes of what is downloaded.
    #[inline(never)]
    pub(crate) fn status(self) -> Status {
        self.state().with(|state| state.status)
    }

    /// Returns whether nothing was played yet.
    #[inline(never)]
    pub(crate) fn is_poster(self) -> bool {
        matches!(self.status(), Status::Idle | Status::Ready)
    }

    /// Returns whether it plays, or will as soon as it can: a button shows "pause" then.
    #[inline(never)]
    pub(crate) fn is_running(self) -> bool {
        let status = self.status();
        status.is_running() || status == Status::Connecting
    }

    /// Returns why the recording cannot be played.
    pub(crate) fn failure(self) -> Option<Failure> {
        match self.status() {
            Status::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// Returns whether the frame stays although the recording failed: it may offer a way on, such as a sign-in.
    pub(crate) fn keeps_frame(self) -> bool {
        self.is_youtube() && self.failure().is_some_and(Failure::keeps_frame)
    }

    /// Returns whether the YouTube embed is on its host without cookies.
    pub(crate) fn is_on_no_cookie_host(self) -> bool {
        self.inner().youtube_host.get() == YouTubeHost::NoCookie
    }

    /// Returns a notice where the recording is much shorter than the page says. Only while it plays: an advertisement
    /// may report its own length before.
    pub(crate) fn duration_notice(self) -> Option<Notice> {
        let recording = self.state().with(|state| state.duration.filter(|_| state.status.is_running()))?;
        let page = self.episode().with_untracked(|episode| episode.duration)?;
        let recording = self.to_episode(recording);
        playback::is_much_shorter(recording, page).then_some(Notice::Shorter { recording, page })
    }

    /// Shows another of the transcripts. The recording goes on.
    pub(crate) fn select_transcript(self, index: usize) {
        let inner = self.inner();
        let selected = inner.episode.with_untracked(|episode| episode.with_selected(index));
        inner.settings.language.replace(selected.languages().get(index).map(|&language| language.to_owned()));
        // First: what lights a turn or a word must find the elements of this transcript.
        inner.episode.set(selected);
        self.set_time(self.exact_time());
    }

    /// Requests to play.
    pub(crate) fn play(self) {
        self.request(Request::Play);
    }

    /// Requests to pause.
    pub(crate) fn pause(self) {
        self.request(Request::Pause);
    }

    /// Requests to pause where it plays, else to play.
    pub(crate) fn toggle(self) {
        self.request(if untrack(|| self.is_running()) { Request::Pause } else { Request::Play });
    }

    /// Requests a seek to a time of the episode.
    pub(crate) fn seek(self, time: Millis) {
        let inner = self.inner();
        inner.signals.seek_count.increment();
        let time = time.min(self.duration().get_untracked());
        if inner.provider.borrow().is_none() {
            self.set_time(time); // Without a recording only the page moves.
            inner.signals.seeked_count.increment();
            return;
        }
        inner.seek_target.set(Some(time));
        self.request(Request::Seek(self.to_media(time)));
    }

    /// Requests a seek by so many seconds; back where negative.
    pub(crate) fn seek_by(self, seconds: i32) {
        let time = self.time().get_untracked();
        let by = Millis::from_secs(seconds.unsigned_abs());
        self.seek(if seconds < 0 { time - by } else { time + by });
    }

    /// Requests a seek to the next chapter, if there is one.
    pub(crate) fn seek_next_chapter(self) {
        let time = self.time().get_untracked();
        let episode = self.episode().get_untracked();
        if let Some(next) = episode.chapters.iter().find(|chapter| chapter.start > time) {
            self.seek(next.start);
        }
    }

    /// Requests a seek to this chapter's start; within its first three seconds, to the previous chapter.
    pub(crate) fn seek_previous_chapter(self) {
        const NEAR: Millis = Millis::from_secs(3);
        let time = self.time().get_untracked();
        let episode = self.episode().get_untracked();
        let previous = episode.chapters.iter().rfind(|chapter| chapter.start + NEAR <= time);
        self.seek(previous.map_or(Millis::ZERO, |chapter| chapter.start));
    }

    /// Requests something of the recording. A number that is not finite is ignored.
    pub(crate) fn request(self, request: Request) {
        if let Some(request) = self.inner().settings.accept(request) {
            self.send(request);
        }
    }
}
