//! The longest turns, and the questions: lists of what leads to its second.

use dom::{El, el};
use episode::Episode;
use talk::{LongTurn, Question, Talk};

use crate::section::{figure, said, seeks, speaker};
use crate::text::beginning;
use crate::texts::{Counted, Texts, text};

/// So many letters of a turn are shown.
const BEGINNING: usize = 90;
/// So many questions are shown at once; more stand behind a disclosure.
const FEW: usize = 3;

/// The longest turns.
pub(crate) fn longest(episode: &Episode, talk: &Talk, counted: &Counted, texts: &Texts) -> Option<El> {
    let item = |turn: &LongTurn| {
        let beginning = beginning(&episode.transcript.turns[turn.turn].text, BEGINNING);
        let at = turn.start.map(|start| texts.time(talk.timing, &start)).unwrap_or_default();
        let button = seeks("talk-turn", turn.start)
            .children(speaker(episode, Some(turn.speaker), texts))
            .text(" ")
            .child(said("b", "", &texts.counted(counted.number, turn.words)))
            .text(" ")
            .child(said("span", "at", &at))
            .text(" ")
            .child(said("span", "text", &beginning));
        el("li").child(button)
    };
    let list = || el("ol").class("talk-turns").children(talk.longest.iter().map(item));
    let about = || texts.get(text("without a break by another"));
    (!talk.longest.is_empty()).then(|| figure(texts, text("Longest turns"), &about()).child(list()))
}

/// The questions.
pub(crate) fn questions(episode: &Episode, talk: &Talk, texts: &Texts) -> Option<El> {
    let questions = &talk.questions;
    let item = |question: &Question| {
        let at = question.start.map(|start| texts.time(talk.timing, &start)).unwrap_or_default();
        let badge = question.speaker.map(|_| speaker(episode, question.speaker, texts));
        let button = seeks("talk-question", question.start)
            .children(badge.map(|[badge, name]| [badge, name.class("vh")]).into_iter().flatten())
            .text(" ")
            .child(said("span", "text", &question.text))
            .text(" ")
            .child(said("span", "at", &at));
        el("li").child(button)
    };
    let list = || el("ol").class("talk-questions").children(questions.iter().map(item));
    let whole = || match questions.len() {
        ..=FEW => list(),
        count => {
            let show = texts.counted(text("Show {n} question|Show {n} questions"), count);
            el("details").child(said("summary", "", &show)).child(list())
        }
    };
    let about = || texts.counted(text("{n} in the transcript"), questions.len());
    (!questions.is_empty()).then(|| figure(texts, text("Questions"), &about()).child(whole()))
}
