//! Who speaks how much: a bar with a pattern for each speaker, and the key to it.

use dom::{El, el};
use episode::{Episode, Millis};
use talk::{Share, Talk};

use crate::section::{english, figure, name, seeks, speaker, voice};
use crate::table::{cell, link, table};
use crate::text::{Words, about, grouped};

/// Returns the figure. `None` where the transcript does not tell speakers apart.
pub(crate) fn share_figure(episode: &Episode, talk: &Talk, words: Words) -> Option<El> {
    let shares = &talk.speakers;
    if shares.len() < 2 {
        return None;
    }
    let described =
        shares.iter().map(|share| format!("{} {} percent", name(episode, share.speaker), share.percent));
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
        .attr("aria-label", &described.collect::<Vec<_>>().join(", "))
        .children(shares.iter().map(part));
    let time = |time: Millis| about(talk.timing, time.as_length());
    let key = |share: &Share| {
        el("li")
            .child(el("span").class(&format!("voice {}", voice(share.speaker))).attr("aria-hidden", "true"))
            .child(seeks("talk-who", share.first).children(speaker(episode, share.speaker)))
            .child(english("b", "", &format!("{} %", share.percent)))
            .child(english("span", "length", &share.time.map(time).unwrap_or_default()))
    };
    let row = |share: &Share| {
        let asked = talk.questions.iter().filter(|question| question.speaker == share.speaker).count();
        vec![
            link(name(episode, share.speaker), share.first),
            cell(grouped(share.words)),
            cell(format!("{} %", share.percent)),
            cell(share.time.map_or("–".into(), time)),
            cell(asked.to_string()),
        ]
    };
    let head = ["Speaker", words.title, "Share", "Time", "Questions"];
    let about = format!("share of the {}", words.plural);
    let figure = figure("Who speaks", &about)
        .child(bar)
        .child(el("ul").class("talk-key").children(shares.iter().map(key)))
        .child(table("Who speaks", &head, shares.iter().map(row)));
    Some(figure)
}
