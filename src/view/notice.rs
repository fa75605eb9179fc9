//! Below the stage: what the reader should know of the recording, or do, while its frame stays as it is.

use playback::{Failure, Notice, Status};

use super::stage::{actions, is_youtube, kind, title_of};
use crate::dom::{El, el};
use crate::reactive::Memo;
use crate::state::{Player, Replaced};

/// What is said below the stage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// The recording cannot be played; its frame may offer a way on.
    Failed(Failure),
    /// The browser did not let a file start.
    Blocked,
    Notice(Notice),
    /// This recording is played because another cannot be.
    Replaced(Replaced),
}

/// The most urgent line, if there is any.
fn line(player: Player) -> Option<Line> {
    let playback = player.playback().get();
    match playback.status {
        Status::Failed(failure) => player.keeps_frame().then_some(Line::Failed(failure)),
        Status::Blocked if !is_youtube(player) => Some(Line::Blocked),
        _ => {
            let notice = playback.notice.map(Line::Notice);
            let replaced = player.replaced().get().map(Line::Replaced);
            notice.or(replaced).or_else(|| player.is_shorter().map(Line::Notice))
        }
    }
}

pub(super) fn notice(player: Player) -> El {
    let line = Memo::new(move || line(player));
    el("div")
        .class("stage-notice")
        .interface_lang()
        .attr("role", "status")
        .child(move || line.get().map(|line| show(player, line)).unwrap_or_default())
}

fn show(player: Player, line: Line) -> Vec<El> {
    let text = |text: &str| el("p").child(text);
    match line {
        Line::Failed(failure) => vec![
            el("h2").child(title_of(player, failure)),
            text(&failure.to_string()),
            actions(player, Some(failure)),
        ],
        Line::Blocked => {
            vec![text("The browser did not let the recording start by itself. Press play to start it.")]
        }
        Line::Notice(notice @ Notice::Stalled) => vec![text(&notice.to_string()), actions(player, None)],
        Line::Notice(notice) => vec![text(&notice.to_string())],
        Line::Replaced(Replaced { index, failure }) => {
            let failed = player.episode().media.get(index).map(|media| kind(&media.source));
            let failed = failed.unwrap_or_default();
            vec![text(&format!("The {failed} does not play, so another recording is used. {failure}"))]
        }
    }
}
