//! The parts of the player, each alone: for a layout of the app's own.

use super::{chapters, frame, panels, shortcuts, stage, transport};
use crate::dom::El;
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
            Self::Transcript => panels::alone(panels::TRANSCRIPT, player)?,
            Self::Statistics => panels::alone(panels::STATISTICS, player)?,
            Self::Notes => panels::alone(panels::NOTES, player)?,
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
