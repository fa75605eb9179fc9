//! The longest turns, and the questions: lists of what leads to its second.

use dom::{El, el};
use episode::Episode;
use talk::{LongTurn, Question, Talk};

use crate::section::{english, figure, seeks, speaker};
use crate::text::{Words, about, beginning, grouped};

/// So many letters of a turn are shown.
const BEGINNING: usize = 90;
/// So many questions are shown at once; more stand behind a disclosure.
const FEW: usize = 3;

/// The longest turns.
pub(crate) fn longest(episode: &Episode, talk: &Talk, words: Words) -> Option<El> {
    let item = |turn: &LongTurn| {
        let text = beginning(&episode.transcript.turns[turn.turn].text, BEGINNING);
        let at = turn.start.map(|start| about(talk.timing, start)).unwrap_or_default();
        let button = seeks("talk-turn", turn.start)
            .children(speaker(episode, Some(turn.speaker)))
            .text(" ")
            .child(english("b", "", &format!("{} {}", grouped(turn.words), words.plural)))
            .text(" ")
            .child(english("span", "at", &at))
            .text(" ")
            .child(el("span").class("text").attr("dir", "auto").text(&text));
        el("li").child(button)
    };
    let list = || el("ol").class("talk-turns").children(talk.longest.iter().map(item));
    (!talk.longest.is_empty()).then(|| figure("Longest turns", "without a break by another").child(list()))
}

/// The questions.
pub(crate) fn questions(episode: &Episode, talk: &Talk) -> Option<El> {
    let questions = &talk.questions;
    let item = |question: &Question| {
        let at = question.start.map(|start| about(talk.timing, start)).unwrap_or_default();
        let badge = question.speaker.map(|_| speaker(episode, question.speaker));
        let button = seeks("talk-question", question.start)
            .children(badge.map(|[badge, name]| [badge, name.class("vh")]).into_iter().flatten())
            .text(" ")
            .child(el("span").class("text").attr("dir", "auto").text(&question.text))
            .text(" ")
            .child(english("span", "at", &at));
        el("li").child(button)
    };
    let list = || el("ol").class("talk-questions").children(questions.iter().map(item));
    let whole = || match questions.len() {
        ..=FEW => list(),
        count => {
            el("details").child(english("summary", "", &format!("Show {count} questions"))).child(list())
        }
    };
    let about = format!("{} in the transcript", grouped(questions.len()));
    (!questions.is_empty()).then(|| figure("Questions", &about).child(whole()))
}
