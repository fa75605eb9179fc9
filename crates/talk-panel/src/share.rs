//! Who speaks how much: a bar with a pattern for each speaker, and the key to it.

use dom::{El, el};
use episode::{Episode, Millis};
use language::Value;
use talk::{Share, Talk};

use crate::section::{figure, name, said, seeks, speaker, voice};
use crate::table::{cell, link, table};
use crate::texts::{Counted, Texts, number, text};

/// Returns the figure. `None` where the transcript does not tell speakers apart.
pub(crate) fn share_figure(episode: &Episode, talk: &Talk, counted: &Counted, texts: &Texts) -> Option<El> {
    let shares = &talk.speakers;
    if shares.len() < 2 {
        return None;
    }
    let described = shares.iter().map(|share| {
        let name = name(episode, share.speaker, texts);
        let values = [("name", Value::Text(&name)), ("n", number(share.percent))];
        texts.with(text("{name} {n} percent"), &values)
    });
    let part = |share: &Share| {
        let part = el("span").class(&format!("voice {}", voice(share.speaker)));
        let part = part.style("flex-grow", &share.words.to_string());
        match share.first {
            Some(first) => part.attr("data-seek", &first.0.to_string()),
            None => part,
        }
    };
    let bar = el("div")
        .class("talk-share")
        .attr("role", "img")
        .attr("aria-label", &described.collect::<Vec<_>>().join(&texts.get(text(", "))))
        .children(shares.iter().map(part));
    let time = |time: Millis| texts.time(talk.timing, &time.as_length());
    let key = |share: &Share| {
        el("li")
            .child(el("span").class(&format!("voice {}", voice(share.speaker))).attr("aria-hidden", "true"))
            .child(seeks("talk-who", share.first).children(speaker(episode, share.speaker, texts)))
            .child(said("b", "", &texts.percent(share.percent)))
            .child(said("span", "length", &share.time.map(time).unwrap_or_default()))
    };
    let row = |share: &Share| {
        let asked = talk.questions.iter().filter(|question| question.speaker == share.speaker).count();
        vec![
            link(name(episode, share.speaker, texts), share.first),
            cell(texts.number(share.words)),
            cell(texts.percent(share.percent)),
            cell(share.time.map_or("–".into(), time)),
            cell(texts.number(asked)),
        ]
    };
    let title = text("Who speaks");
    let head = [text("Speaker"), counted.title, text("Share"), text("Time"), text("Questions")];
    let figure = figure(texts, title, &texts.get(counted.share))
        .child(bar)
        .child(el("ul").class("talk-key").children(shares.iter().map(key)))
        .child(table(texts, title, &head, shares.iter().map(row)));
    Some(figure)
}
