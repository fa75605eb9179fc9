//! The parts of the player, each alone: for a layout of the app's own.

use super::{chapters, frame, notes, shortcuts, stage, statistics, transcript, transport};
use crate::dom::{El, el};
use crate::reactive::*;
use crate::state::Player;
use crate::strings;

/// A part of the player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Stage,
    Transport,
    Timeline,
    Chapters,
    Transcript,
    Statistics,
    Notes,
}

impl Part {
    /// Returns the view of the part; nothing where the episode has nothing for it.
    pub(crate) fn view(self, player: Player) -> Option<El> {
        let Player { episode, playback, .. } = player;
        let shown = episode.get_untracked();
        let content = match self {
            Self::Stage => stage::stage(episode, playback),
            Self::Transport => {
                let is_help_open = RwSignal::new_local(false);
                transport::section(strings::CONTROLS)
                    .child(transport::controls(player, is_help_open))
                    .child(move || is_help_open.get().then(|| shortcuts::list(player)))
            }
            Self::Timeline => transport::timeline(player, transport::section(strings::SEEK_BAR)),
            Self::Chapters => chapters::chapters(player)?,
            Self::Transcript if shown.transcript.turns.is_empty() => return None,
            Self::Transcript => transcript::transcript(player, panel("transcript", strings::TRANSCRIPT)),
            Self::Statistics if shown.statistics.is_empty() => return None,
            Self::Statistics => {
                statistics::statistics(episode, playback, panel("statistics", strings::STATISTICS))
            }
            Self::Notes => notes::notes(&shown, panel("notes", strings::NOTES)),
        };
        Some(frame(player).class(("is-part", || true)).child(content))
    }

    /// The class of its element in the app's page.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Stage => "episode-stage",
            Self::Transport => "episode-transport",
            Self::Timeline => "episode-timeline",
            Self::Chapters => "episode-chapters",
            Self::Transcript => "episode-transcript",
            Self::Statistics => "episode-statistics",
            Self::Notes => "episode-notes",
        }
    }
}

/// A panel. Its heading is heard and not seen: in the whole player a tab has that name, and what is in the panel has
/// headings below this one.
fn panel(id: &str, title: &str) -> El {
    el("section")
        .class(&format!("panel {id}"))
        .attr("part", id)
        .attr("aria-label", title)
        .child(el("h2").class("vh").child(title))
}
