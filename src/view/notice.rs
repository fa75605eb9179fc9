//! The line below the stage: what the reader should know, or do, while the frame of the recording stays.

use playback::{Failure, Notice, Status};

use super::stage::{actions, failure_title};
use crate::dom::{El, el};
use crate::language::Localized as _;
use crate::reactive::*;
use crate::state::{EpisodeSignal, PlaybackHandle, Replaced};
use crate::strings;

/// The kinds of lines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The recording cannot be played; its frame may offer a way on.
    Failed(Failure),
    /// The browser did not let a file start.
    Blocked,
    Notice(Notice),
    /// The selected recording replaced another that cannot be played.
    Replaced(Replaced),
}

/// Returns the most urgent line.
fn most_urgent(playback: PlaybackHandle) -> Option<Line> {
    let state = playback.state().get();
    match state.status {
        Status::Failed(failure) => playback.keeps_frame().then_some(Line::Failed(failure)),
        Status::Blocked if !playback.is_youtube() => Some(Line::Blocked),
        _ => {
            let notice = state.notice.map(Line::Notice);
            let replaced = playback.replaced().get().map(Line::Replaced);
            notice.or(replaced).or_else(|| playback.duration_notice().map(Line::Notice))
        }
    }
}

/// The element of the line; empty while there is none.
pub(super) fn notice(episode: EpisodeSignal, playback: PlaybackHandle) -> El {
    let line = Memo::new(move || most_urgent(playback));
    el("div")
        .class("stage-notice")
        .interface_lang()
        .attr("role", "status")
        .child(move || line.get().map(|line| view(episode, playback, line)).unwrap_or_default())
}

fn view(episode: EpisodeSignal, playback: PlaybackHandle, line: Line) -> Vec<El> {
    let text = |text: &str| el("p").child(text);
    match line {
        Line::Failed(failure) => vec![
            el("h2").child(failure_title(playback, failure)),
            text(&strings::failure(failure)),
            actions(episode, playback, Some(failure)),
        ],
        Line::Blocked => vec![text(&strings::BLOCKED.get())],
        Line::Notice(notice @ Notice::Stalled) => {
            vec![text(&strings::notice(notice)), actions(episode, playback, None)]
        }
        Line::Notice(notice) => vec![text(&strings::notice(notice))],
        Line::Replaced(Replaced { index, failure }) => {
            let episode = episode.get_untracked();
            let failed = episode.media.get(index).map(|media| strings::kind(&media.source).replaced.get());
            vec![text(&failed.unwrap_or_default()).child(" ").child(strings::failure(failure))]
        }
    }
}
