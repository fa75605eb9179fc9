//! The signals that views follow.

use std::rc::Rc;

use episode::Millis;
use episode::search::Hit;
use playback::Playback;

use super::{Panel, Player, Replaced};
use crate::reactive::RwSignal;

/// Declares the signals, and how a player is asked for each.
macro_rules! signals {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        pub(super) struct Signals {
            $($name: $type,)*
        }

        impl Player {
            $($(#[$doc])* pub(crate) fn $name(self) -> $type {
                self.parts().signals.$name
            })*
        }
    };
}

signals! {
    /// What the medium confirmed.
    playback: RwSignal<Playback>,
    /// The time that everything on the page shows: it moves when something changes, not between.
    now: RwSignal<Millis>,
    /// Counts the seeks that were asked for.
    seeks: RwSignal<usize>,
    /// Counts the seeks that came about, whoever asked for them.
    jumps: RwSignal<usize>,
    /// Counts how often the estimated times were fitted to the medium's length.
    edition: RwSignal<usize>,
    /// The transcript follows the speech: until the reader scrolls it, and again after a seek.
    following: RwSignal<bool>,
    /// Which of the episode's recordings is chosen.
    chosen: RwSignal<usize>,
    /// The recording that gave way to the chosen one because it cannot be played.
    replaced: RwSignal<Option<Replaced>>,
    /// The panel in view.
    panel: RwSignal<Panel>,
    /// One column: the chapters are a tab.
    narrow: RwSignal<bool>,
    /// Something is looked for in the transcript.
    searching: RwSignal<bool>,
    /// Where it stands.
    hits: RwSignal<Rc<[Hit]>>,
    /// At which of these places the reader is.
    hit: RwSignal<usize>,
    /// Counts how often the reader paused in typing: what takes longer to show follows this.
    settled: RwSignal<usize>,
    /// Counts how often a key asked for the search.
    asked_to_search: RwSignal<usize>,
    /// The one speaker whose words are not dimmed.
    only: RwSignal<Option<usize>>,
    /// What was done last, for a moment.
    told: RwSignal<String>,

    /// What is active now. These tell of changes only, as everything that [`Player::show`] sets.
    chapter: RwSignal<Option<usize>>,
    turn: RwSignal<Option<usize>>,
    /// The word in that turn.
    word: RwSignal<Option<usize>>,
    /// The time in whole seconds, for clocks.
    second: RwSignal<Millis>,
    /// How long it all is: the medium's own length once it is known.
    end: RwSignal<Millis>,
}

impl Signals {
    pub(super) fn new(panel: Panel, length: Millis) -> Self {
        Self {
            playback: RwSignal::new_local(Playback::default()),
            now: RwSignal::new_local(Millis::ZERO),
            seeks: RwSignal::new_local(0),
            jumps: RwSignal::new_local(0),
            edition: RwSignal::new_local(0),
            following: RwSignal::new_local(true),
            chosen: RwSignal::new_local(0),
            replaced: RwSignal::new_local(None),
            panel: RwSignal::new_local(panel),
            narrow: RwSignal::new_local(false),
            searching: RwSignal::new_local(false),
            hits: RwSignal::new_local(Rc::new([])),
            hit: RwSignal::new_local(0),
            settled: RwSignal::new_local(0),
            asked_to_search: RwSignal::new_local(0),
            only: RwSignal::new_local(None),
            told: RwSignal::new_local(String::new()),
            chapter: RwSignal::new_local(None),
            turn: RwSignal::new_local(None),
            word: RwSignal::new_local(None),
            second: RwSignal::new_local(Millis::ZERO),
            end: RwSignal::new_local(length),
        }
    }
}
