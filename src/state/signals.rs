//! The signals that views follow.

use std::rc::Rc;

use episode::Millis;
use episode::search::Hit;
use playback::Playback;

use super::{Panel, Player, Replaced};
use crate::reactive::Live;

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
    playback: Live<Playback>,
    /// The time that everything on the page shows: it moves when something changes, not between.
    now: Live<Millis>,
    /// Counts the seeks that were asked for.
    seeks: Live<usize>,
    /// Counts the seeks that came about, whoever asked for them.
    jumps: Live<usize>,
    /// Counts how often the estimated times were fitted to the medium's length.
    edition: Live<usize>,
    /// The transcript follows the speech: until the reader scrolls it, and again after a seek.
    following: Live<bool>,
    /// Which of the episode's recordings is chosen.
    chosen: Live<usize>,
    /// The recording that gave way to the chosen one because it cannot be played.
    replaced: Live<Option<Replaced>>,
    /// The panel in view.
    panel: Live<Panel>,
    /// One column: the chapters are a tab.
    narrow: Live<bool>,
    /// Something is looked for in the transcript.
    searching: Live<bool>,
    /// Where it stands.
    hits: Live<Rc<[Hit]>>,
    /// At which of these places the reader is.
    hit: Live<usize>,
    /// Counts how often the reader paused in typing: what takes longer to show follows this.
    settled: Live<usize>,
    /// Counts how often a key asked for the search.
    asked_to_search: Live<usize>,
    /// The one speaker whose words are not dimmed.
    only: Live<Option<usize>>,
    /// What was done last, for a moment.
    told: Live<String>,

    /// What is active now. These tell of changes only, as everything that [`Player::show`] sets.
    chapter: Live<Option<usize>>,
    turn: Live<Option<usize>>,
    /// The word in that turn.
    word: Live<Option<usize>>,
    /// The time in whole seconds, for clocks.
    second: Live<Millis>,
    /// How long it all is: the medium's own length once it is known.
    end: Live<Millis>,
}

impl Signals {
    pub(super) fn new(panel: Panel, length: Millis) -> Self {
        Self {
            playback: Live::new(Playback::default()),
            now: Live::new(Millis::ZERO),
            seeks: Live::new(0),
            jumps: Live::new(0),
            edition: Live::new(0),
            following: Live::new(true),
            chosen: Live::new(0),
            replaced: Live::new(None),
            panel: Live::new(panel),
            narrow: Live::new(false),
            searching: Live::new(false),
            hits: Live::new(Rc::new([])),
            hit: Live::new(0),
            settled: Live::new(0),
            asked_to_search: Live::new(0),
            only: Live::new(None),
            told: Live::new(String::new()),
            chapter: Live::new(None),
            turn: Live::new(None),
            word: Live::new(None),
            second: Live::new(Millis::ZERO),
            end: Live::new(length),
        }
    }
}
