//! The search in the transcript: its query, its hits, and the hit that the reader is at.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use episode::search::{Found, Hit, Index, Match};

use super::EpisodeSignal;
use crate::reactive::*;

/// The search of one player.
#[derive(Clone, Copy)]
pub(crate) struct SearchHandle(StoredValue<Rc<Inner>>);

struct Inner {
    episode: EpisodeSignal,
    is_active: RwSignal<bool>,
    hits: RwSignal<Rc<[Hit]>>,
    /// What was found with the hits.
    found: RefCell<Found>,
    current: RwSignal<usize>,
    debounced: RwSignal<usize>,
    focus_requests: RwSignal<usize>,
    /// The index of a transcript, by number: rescaling times changes no word.
    index: RefCell<Option<(usize, Index)>>,
}

impl SearchHandle {
    pub(super) fn new(episode: EpisodeSignal) -> Self {
        Self(StoredValue::new_local(Rc::new(Inner {
            episode,
            is_active: RwSignal::new_local(false),
            hits: RwSignal::new_local(Rc::new([])),
            found: RefCell::default(),
            current: RwSignal::new_local(0),
            debounced: RwSignal::new_local(0),
            focus_requests: RwSignal::new_local(0),
            index: RefCell::default(),
        })))
    }

    /// Whether there is a query.
    pub(crate) fn is_active(self) -> ReadSignal<bool> {
        self.0.get_value().is_active.read_only()
    }

    /// The hits, in the order of the transcript.
    pub(crate) fn hits(self) -> ReadSignal<Rc<[Hit]>> {
        self.0.get_value().hits.read_only()
    }

    /// The index of the current hit among all hits.
    pub(crate) fn current(self) -> ReadSignal<usize> {
        self.0.get_value().current.read_only()
    }

    /// Counts the pauses in typing: what takes longer to show follows this.
    pub(crate) fn debounced(self) -> ReadSignal<usize> {
        self.0.get_value().debounced.read_only()
    }

    /// Counts the requests to focus the search field.
    pub(crate) fn focus_requests(self) -> ReadSignal<usize> {
        self.0.get_value().focus_requests.read_only()
    }

    /// Returns the current hit.
    pub(crate) fn current_hit(self) -> Option<Hit> {
        let current = self.current();
        self.hits().with(|hits| hits.get(current.get()).copied())
    }

    /// Returns how the current hit was found.
    pub(crate) fn current_match(self) -> Match {
        let current = self.current().get();
        self.hits().track();
        self.0.get_value().found.borrow().matches.get(current).copied().unwrap_or_default()
    }

    /// Calls `read` with what is marked of the hits.
    pub(crate) fn with_marks<T>(self, read: impl FnOnce(&[Hit]) -> T) -> T {
        read(&self.0.get_value().found.borrow().marks)
    }

    /// Returns how many hits lie in a range of turns.
    pub(crate) fn count_in(self, turns: &Range<usize>) -> usize {
        self.hits().with_untracked(|hits| {
            let before = |turn: usize| hits.partition_point(|hit| (hit.turn as usize) < turn);
            before(turns.end) - before(turns.start)
        })
    }

    /// Requests that the search field gets the focus.
    pub(crate) fn request_focus(self) {
        self.0.get_value().focus_requests.increment();
    }

    /// Notifies that the reader paused in typing.
    pub(crate) fn notify_debounced(self) {
        self.0.get_value().debounced.increment();
    }

    /// Builds the index, so that the first letter of a query need not wait for it.
    pub(crate) fn prepare(self) {
        drop(self.find(""));
    }

    /// Searches. The first hit at or after `from` (turn, UTF-16 offset in its text) becomes the current one; after the
    /// last hit the first one does. An empty query ends the search.
    pub(crate) fn set_query(self, query: &str, from: (u32, u32)) {
        let inner = self.0.get_value();
        inner.is_active.set(!query.trim().is_empty());
        let found = self.find(query);
        let hits: Rc<[Hit]> = found.hits.as_slice().into();
        let at = hits.partition_point(|hit| (hit.turn, hit.start) < from);
        inner.current.set(if at < hits.len() { at } else { 0 });
        inner.found.replace(found);
        inner.hits.set(hits);
    }

    /// Makes the next hit (1) or the previous one (-1) the current one. Returns whether there is any.
    pub(crate) fn step(self, by: isize) -> bool {
        let inner = self.0.get_value();
        let count = inner.hits.with_untracked(|hits| hits.len());
        if count > 0 {
            let current = inner.current.get_untracked();
            inner.current.set((current + count).wrapping_add_signed(by) % count);
        }
        count > 0
    }

    fn find(self, query: &str) -> Found {
        let inner = self.0.get_value();
        let episode = inner.episode.get_untracked();
        let mut index = inner.index.borrow_mut();
        if index.as_ref().is_none_or(|(of, _)| *of != episode.selected) {
            *index = Some((episode.selected, Index::new(&episode)));
        }
        index.as_ref().map(|(_, index)| index.search(query)).unwrap_or_default()
    }
}
