//! The state of one player: a `Copy` handle to its signals, built in one place.
//!
//! One direction: the medium confirms, the clock says what time it is, the timeline what is active then, and the views
//! show it. A view only requests.

mod signals;

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::{Deref, Range};
use std::rc::Rc;

use episode::search::{Hit, Index};
use episode::{ChapterTurns, Episode, Media, Millis, Source, Timeline};
use playback::{Failure, Request, Status};
use web_sys::HtmlElement;

use crate::browser::Timeout;
use crate::media::{self, Medium, Stage};
use crate::reactive::*;
use signals::Signals;

/// A step of the time longer than this is a seek, even if nobody here asked for it: no rate makes one, and no
/// timer of a hidden tab, which fires once a second.
const JUMP: Millis = Millis::from_secs(4);

/// A seek has arrived this near to its target: YouTube may land on a keyframe before it.
const ARRIVED: Millis = Millis::from_secs(2);

/// How long it stays said that something was done, in milliseconds.
const TOLD_FOR: f64 = 2500.0;

thread_local! {
    /// The player of this page that plays, or played last.
    static PLAYING: Cell<Option<Player>> = const { Cell::new(None) };
}

/// What is shown in the panel column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Panel {
    Transcript,
    Chapters,
    Statistics,
    Notes,
}

/// Everything that a view of a loaded episode needs. A handle: the closures that hold it stay small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Player(Held<Rc<Parts>>);

/// The signals, and what no view follows.
struct Parts {
    signals: Signals,
    shown: RefCell<Rc<Shown>>,
    /// How long it is by the page.
    length: Millis,
    /// The JSON's address, absolute.
    base: String,
    youtube_host: &'static str,
    /// Where the medium plays.
    container: RefCell<Option<HtmlElement>>,
    medium: RefCell<Option<Rc<dyn Medium>>>,
    /// The timer to the next change.
    next: RefCell<Option<Timeout>>,
    /// Where a seek that was asked for leads, until it is there.
    target: Cell<Option<Millis>>,
    /// The transcript as it is searched, once it is.
    index: OnceCell<Index>,
    /// The timer to the end of what is told.
    telling: RefCell<Option<Timeout>>,
}

/// The episode, and what is active in it when.
struct Shown {
    episode: Rc<Episode>,
    timeline: Timeline,
    by_chapter: Vec<ChapterTurns>,
}

impl Shown {
    fn new(episode: Rc<Episode>) -> Rc<Self> {
        let timeline = Timeline::new(&episode, None);
        let by_chapter = episode.turns_by_chapter();
        Rc::new(Self { episode, timeline, by_chapter })
    }
}

/// A part, and what keeps it alive.
struct Part<T>(Rc<Shown>, fn(&Shown) -> &T);

impl<T> Deref for Part<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.1(&self.0)
    }
}

impl Player {
    /// `base` is the JSON's address, absolute.
    pub(crate) fn new(episode: Rc<Episode>, base: String, youtube_host: &'static str, start: Millis) -> Self {
        let length = episode.end();
        let panel = if episode.transcript.turns.is_empty() { Panel::Notes } else { Panel::Transcript };
        let parts = Parts {
            signals: Signals::new(panel, length),
            shown: Shown::new(episode).into(),
            length,
            base,
            youtube_host,
            container: RefCell::default(),
            medium: RefCell::default(),
            next: RefCell::default(),
            target: Cell::default(),
            index: OnceCell::new(),
            telling: RefCell::default(),
        };
        let player = Self(Held::new(Rc::new(parts)));
        player.show(start);
        player
    }

    /// Shows a time, and what is active in it.
    fn show(self, now: Millis) {
        let timeline = self.timeline();
        let turn = timeline.turn(now);
        self.now().change(now);
        self.second().change(Millis::from_secs(now.whole_seconds()));
        self.chapter().change(timeline.chapter(now));
        self.turn().change(turn);
        self.word().change(turn.and_then(|turn| timeline.word(turn, now)));
    }

    /// Whether the page ended it: what comes late asks first.
    pub(crate) fn is_gone(self) -> bool {
        self.0.is_gone()
    }

    /// What plays, if anything does; nothing once the player is gone.
    fn medium(self) -> Option<Rc<dyn Medium>> {
        self.0.try_get_value()?.medium.borrow().clone()
    }

    fn shown(self) -> Rc<Shown> {
        self.parts().shown.borrow().clone()
    }

    fn parts(self) -> Rc<Parts> {
        self.0.get_value()
    }

    /// Whether a statistic is being said.
    pub(crate) fn is_said(self, statistic: usize) -> bool {
        let now = self.now().get();
        self.timeline().is_said(statistic, now)
    }

    pub(crate) fn episode(self) -> impl Deref<Target = Episode> {
        Part(self.shown(), |shown| &*shown.episode)
    }

    pub(crate) fn timeline(self) -> impl Deref<Target = Timeline> {
        Part(self.shown(), |shown| &shown.timeline)
    }

    /// The chapter's turns that start with this one.
    pub(crate) fn group_from(self, turn: usize) -> Option<ChapterTurns> {
        let shown = self.shown();
        let at = shown.by_chapter.binary_search_by_key(&turn, |group| group.turns.start).ok()?;
        Some(shown.by_chapter[at].clone())
    }

    /// One of the groups of turns.
    pub(crate) fn group(self, at: usize) -> Option<ChapterTurns> {
        self.shown().by_chapter.get(at).cloned()
    }

    /// The turns that start in a chapter.
    pub(crate) fn turns_of(self, chapter: usize) -> Range<usize> {
        let shown = self.shown();
        let at = shown.by_chapter.binary_search_by_key(&Some(chapter), |group| group.chapter);
        at.map_or(0..0, |at| shown.by_chapter[at].turns.clone())
    }

    /// The recording that is chosen, if there is one.
    pub(crate) fn media(self) -> Option<Media> {
        self.episode().media.get(self.chosen().get()).cloned()
    }

    /// Whether the chosen recording is a sound file: the title card stays as its cover.
    pub(crate) fn is_audio(self) -> bool {
        self.media().is_some_and(|m| matches!(m.source, Source::Audio(..)))
    }

    /// Whether nothing was played yet.
    pub(crate) fn is_poster(self) -> bool {
        self.playback().with(|p| matches!(p.status, Status::Idle | Status::Ready))
    }

    /// Gives the media their place; the chosen recording is opened in it.
    pub(crate) fn enter(self, container: HtmlElement) {
        self.parts().container.replace(Some(container));
        self.open();
    }

    /// Whether it plays, or will as soon as it can: what a button shows as "pause".
    pub(crate) fn is_running(self) -> bool {
        self.playback().with(|p| p.status.is_running() || p.status == Status::Connecting)
    }

    /// Why nothing can be played.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.playback().with(|p| match p.status {
            Status::Failed(failure) => Some(failure),
            _ => None,
        })
    }

    /// Opens the chosen recording anew, at the time that is shown.
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
            youtube_host: parts.youtube_host,
            changed: Rc::new(move || self.update()),
        };
        let medium = media::open(media, stage);
        parts.medium.replace(Some(medium));
        let start = self.now().get_untracked();
        if start > Millis::ZERO {
            self.request(Request::Seek(self.in_the_medium(start)));
        }
        self.update();
    }

    /// Takes another recording, at the same time; goes on playing if it played.
    pub(crate) fn choose(self, index: usize) {
        let was_playing = untrack(|| self.is_running());
        self.chosen().set(index);
        self.open();
        if was_playing {
            self.play();
        }
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

    /// Where the transcript has what a reader types.
    pub(crate) fn find(self, query: &str) -> Rc<[Hit]> {
        // That times are fitted changes no word.
        let parts = self.parts();
        parts.index.get_or_init(|| Index::new(&self.episode())).find(query).into()
    }

    /// Says for a moment what was done. The player may be gone by now.
    pub(crate) fn tell(self, what: String) {
        if !self.is_gone() {
            self.told().set(what);
            let timer = Timeout::new(TOLD_FOR, move || self.told().set(String::new()));
            self.parts().telling.replace(Some(timer));
        }
    }

    /// Asks for a time of the episode.
    pub(crate) fn seek(self, time: Millis) {
        self.following().set(true);
        self.seeks().count();
        let time = time.min(self.end().get_untracked());
        let parts = self.parts();
        if parts.medium.borrow().is_none() {
            self.show(time); // Nothing plays: the page alone moves.
            self.jumps().count();
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

    pub(crate) fn request(self, request: Request) {
        // A medium may answer at once: it must not be borrowed then.
        if let Some(medium) = self.medium() {
            medium.request(request);
        }
    }

    /// Takes over what the medium says, and waits for the next change.
    fn update(self) {
        let Some(medium) = self.medium() else { return };
        let playback = medium.playback();
        let starts =
            playback.status.is_running() && !self.playback().with_untracked(|p| p.status.is_running());
        if self.playback().with_untracked(|p| *p != playback) {
            self.fit(playback.duration);
            self.end().change(playback.duration.unwrap_or(self.parts().length));
            self.playback().set(playback);
        }
        // At the start only: an embed goes on for a while after it was asked to pause, and must not ask back.
        if starts {
            self.silence_others();
        }
        let before = self.now().get_untracked();
        let now = self.on_the_page(medium.now());
        self.show(now);
        let parts = self.parts();
        let arrived = parts.target.get().is_some_and(|target| now.0.abs_diff(target.0) < ARRIVED.0);
        if arrived || now < before || now > before + JUMP {
            parts.target.set(None);
            self.jumps().count();
        }
        let second = Millis::from_secs(now.whole_seconds() + 1);
        let boundary = self.timeline().next_change(now).map_or(second, |change| change.min(second));
        let wait = medium.until(self.in_the_medium(boundary));
        // Early by a rounding would find nothing changed and wait again.
        parts.next.replace(wait.map(|ms| Timeout::new(ms.ceil(), move || self.update())));
    }

    /// Estimated times are made for the length that the page tells; the medium knows better.
    fn fit(self, length: Option<Millis>) {
        if let Some(fitted) = length.and_then(|length| self.episode().fitted(self.on_the_page(length))) {
            self.parts().shown.replace(Shown::new(Rc::new(fitted)));
            self.edition().count();
        }
    }

    /// One player of the page plays at a time.
    fn silence_others(self) {
        let other = PLAYING.replace(Some(self)).filter(|other| *other != self);
        // The other may have left the page.
        if let Some(other) = other.filter(|other| !other.is_gone()) {
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

    fn on_the_page(self, time: Millis) -> Millis {
        Millis(time.0.saturating_add_signed(self.offset().saturating_neg()))
    }
}
