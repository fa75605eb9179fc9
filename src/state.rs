//! The state of one player: a `Copy` handle to its signals, built in one place.
//!
//! One direction: the medium confirms, the clock says what time it is, the timeline what is active then, and the views
//! show it. A view only requests.

mod recording;
mod signals;

use std::cell::{Cell, OnceCell, RefCell};
use std::ops::{Deref, Range};
use std::rc::Rc;

use episode::search::{Hit, Index};
use episode::{ChapterTurns, Episode, Media, Millis, Source, Timeline};
use playback::{Failure, Notice, Status};
use web_sys::HtmlElement;

use crate::YouTubeHost;
use crate::address;
use crate::browser::Timeout;
use crate::media::Medium;
use crate::reactive::*;
use crate::settings::Settings;
pub(crate) use recording::Replaced;
use signals::Signals;

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
pub(crate) struct Player(StoredValue<Rc<Parts>>);

/// The signals, and what no view follows.
struct Parts {
    signals: Signals,
    shown: RefCell<Rc<EpisodeView>>,
    /// How long it is by the page.
    length: Millis,
    /// The JSON's address, absolute.
    base: String,
    youtube_host: Cell<YouTubeHost>,
    settings: Rc<Settings>,
    /// What links to a time of this player have after the time.
    link_suffix: String,
    /// Where the medium plays.
    container: RefCell<Option<HtmlElement>>,
    medium: RefCell<Option<Rc<dyn Medium>>>,
    /// The timer to the next change.
    next: RefCell<Option<Timeout>>,
    /// Where a seek that was asked for leads, until it is there.
    target: Cell<Option<Millis>>,
    /// The recordings that could not be played, by index.
    failed: RefCell<Vec<usize>>,
    /// The reader chose the recording.
    chosen_by_hand: Cell<bool>,
    /// The transcript as it is searched, once it is.
    index: OnceCell<Index>,
    /// The timer to the end of what is told.
    telling: RefCell<Option<Timeout>>,
}

/// The episode, and what is active in it when.
struct EpisodeView {
    episode: Rc<Episode>,
    timeline: Timeline,
    by_chapter: Vec<ChapterTurns>,
}

impl EpisodeView {
    fn new(episode: Rc<Episode>) -> Rc<Self> {
        let timeline = Timeline::new(&episode, None);
        let by_chapter = episode.turns_by_chapter();
        Rc::new(Self { episode, timeline, by_chapter })
    }
}

/// A part, and what keeps it alive.
struct Part<T>(Rc<EpisodeView>, fn(&EpisodeView) -> &T);

impl<T> Deref for Part<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.1(&self.0)
    }
}

impl Player {
    /// `base` is the JSON's address, absolute.
    pub(crate) fn new(
        episode: Rc<Episode>,
        base: String,
        youtube_host: YouTubeHost,
        settings: Rc<Settings>,
        link_suffix: String,
    ) -> Self {
        let length = episode.end();
        let panel = if episode.transcript.turns.is_empty() { Panel::Notes } else { Panel::Transcript };
        let parts = Parts {
            signals: Signals::new(panel, length),
            shown: EpisodeView::new(episode).into(),
            length,
            base,
            youtube_host: Cell::new(youtube_host),
            settings,
            link_suffix,
            container: RefCell::default(),
            medium: RefCell::default(),
            next: RefCell::default(),
            target: Cell::default(),
            failed: RefCell::default(),
            chosen_by_hand: Cell::default(),
            index: OnceCell::new(),
            telling: RefCell::default(),
        };
        let start = parts.settings.take_start();
        let player = Self(StoredValue::new_local(Rc::new(parts)));
        player.show(start);
        player
    }

    /// Shows a time, and what is active in it.
    fn show(self, now: Millis) {
        let timeline = self.timeline();
        let turn = timeline.turn(now);
        self.now().set_if_changed(now);
        self.second().set_if_changed(Millis::from_secs(now.whole_seconds()));
        self.chapter().set_if_changed(timeline.chapter(now));
        self.turn().set_if_changed(turn);
        self.word().set_if_changed(turn.and_then(|turn| timeline.word(turn, now)));
    }

    /// Whether the page ended it: what comes late asks first.
    pub(crate) fn is_disposed(self) -> bool {
        self.0.is_disposed()
    }

    /// What plays, if anything does; nothing once the player is gone.
    fn medium(self) -> Option<Rc<dyn Medium>> {
        self.0.try_get_value()?.medium.borrow().clone()
    }

    fn shown(self) -> Rc<EpisodeView> {
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

    /// The absolute address of a file that the episode names.
    pub(crate) fn resolve(self, url: &str) -> Option<String> {
        crate::browser::resolve(url, &self.parts().base)
    }

    /// Whether nothing was played yet.
    pub(crate) fn is_poster(self) -> bool {
        self.playback().with(|p| matches!(p.status, Status::Idle | Status::Ready))
    }

    /// Whether it plays, or will as soon as it can: what a button shows as "pause".
    pub(crate) fn is_running(self) -> bool {
        self.playback().with(|p| p.status.is_running() || p.status == Status::Connecting)
    }

    /// Whether the frame stays although the recording failed: it may offer the way on, such as a sign-in.
    pub(crate) fn keeps_frame(self) -> bool {
        let is_youtube = self.media().is_some_and(|m| matches!(m.source, Source::YouTube(_)));
        is_youtube && self.failure().is_some_and(Failure::keeps_frame)
    }

    /// Whether YouTube is asked on its host without cookies.
    pub(crate) fn is_without_cookies(self) -> bool {
        self.parts().youtube_host.get() == YouTubeHost::NoCookie
    }

    /// A notice where the recording is far shorter than the page says. An advertisement may tell its own length before
    /// the video plays.
    pub(crate) fn is_shorter(self) -> Option<Notice> {
        let recording = self.playback().with(|p| p.duration.filter(|_| p.status.is_running()))?;
        let (recording, page) = (self.on_the_page(recording), self.episode().duration?);
        playback::is_much_shorter(recording, page).then_some(Notice::Shorter { recording, page })
    }

    /// Why nothing can be played.
    pub(crate) fn failure(self) -> Option<Failure> {
        self.playback().with(|p| match p.status {
            Status::Failed(failure) => Some(failure),
            _ => None,
        })
    }

    /// A link to a time of this player.
    pub(crate) fn link_to(self, time: Millis) -> String {
        address::link_to(time, &self.parts().link_suffix)
    }

    /// Where the transcript has what a reader types.
    pub(crate) fn find(self, query: &str) -> Rc<[Hit]> {
        // That times are fitted changes no word.
        let parts = self.parts();
        parts.index.get_or_init(|| Index::new(&self.episode())).find(query).into()
    }

    /// Says for a moment what was done. The player may be gone by now.
    pub(crate) fn tell(self, what: String) {
        if !self.is_disposed() {
            self.told().set(what);
            let timer = Timeout::new(TOLD_FOR, move || self.told().set(String::new()));
            self.parts().telling.replace(Some(timer));
        }
    }
}
