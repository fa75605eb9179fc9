//! The whole section.

use dom::{El, el};
use episode::{Episode, Millis, Timeline, Timing};
use language::{Text, Value};
use talk::Talk;

use crate::chapters::Chapters;
use crate::pace::PaceChart;
use crate::texts::{Counted, Texts, number, text};
use crate::{keywords, share, turns};

/// The section, and what changes in it with time.
pub(crate) struct Section {
    element: El,
    timeline: Timeline,
    pace: Option<PaceChart>,
    chapters: Option<Chapters>,
    texts: Texts,
}

impl Section {
    pub(crate) fn new(episode: &Episode, timeline: Timeline, talk: Talk, texts: Texts) -> Self {
        let (counted, end) = (Counted::of(talk.unit), timeline.end);
        let chapters = Chapters::new(episode, &talk.chapters, end, &texts);
        let questions = turns::questions(episode, &talk, &texts);
        let shares = share::share_figure(episode, &talk, counted, &texts);
        let longest = turns::longest(episode, &talk, counted, &texts);
        let keywords = keywords::keywords(episode, &texts);
        let summary = summary(&talk, counted, end, &texts);
        let pace = talk.pace.map(|pace| PaceChart::new(episode, pace, end, counted, &texts));
        let element = el("section")
            .class("talk")
            .attr("lang", texts.tag())
            .child(el("h3").class("talk-title").text(&texts.get(text("The talk itself"))))
            .child(said("p", "talk-summary", &summary))
            .child(shares)
            .child(pace.as_ref().map(|pace| pace.element.clone()))
            .child(chapters.as_ref().map(|chapters| chapters.element.clone()))
            .child(longest)
            .child(questions)
            .child(keywords);
        Self { element, timeline, pace, chapters, texts }
    }

    pub(crate) fn element(&self) -> &El {
        &self.element
    }

    pub(crate) fn set_time(&mut self, time: Millis) {
        if let Some(pace) = &mut self.pace {
            pace.set_time(time, &self.texts);
        }
        if let Some(chapters) = &mut self.chapters {
            chapters.set_time(self.timeline.chapter(time), time);
        }
    }
}

/// How much is said, and why there is no pace.
fn summary(talk: &Talk, counted: &Counted, end: Millis, texts: &Texts) -> String {
    let length = end.as_length().to_string();
    let values = [("n", number(talk.words)), ("length", Value::Text(&length))];
    let is_long = end > Millis::ZERO;
    let summary = texts.with(if is_long { counted.summary_with_length } else { counted.summary }, &values);
    let no_pace = match talk.timing {
        Timing::Captions => return summary,
        Timing::Estimated => {
            text("The times of this transcript are estimated (≈), so its pace is not known.")
        }
        Timing::None => text("This transcript has no times, so its pace is not known."),
    };
    format!("{summary} {}", texts.get(no_pace))
}

/// A figure with its caption: a name, and what is counted.
pub(crate) fn figure(texts: &Texts, name: Text, about: &str) -> El {
    let caption = el("figcaption").text(&texts.get(name)).text(" ").child(said("span", "", about));
    el("figure").class("picture").child(caption)
}

/// An element with words or numbers of the interface, which run in their own direction on every page.
pub(crate) fn said(tag: &str, class: &str, text: &str) -> El {
    el(tag).class(class).attr("dir", "auto").text(text)
}

/// A button that seeks where the time is known, else the same without. `data-seek` is in milliseconds.
pub(crate) fn seeks(class: &str, to: Option<Millis>) -> El {
    match to {
        Some(to) => el("button").attr("type", "button").class(class).attr("data-seek", &to.0.to_string()),
        None => el("span").class(class),
    }
}

/// The class that gives a speaker its colour and pattern, as in the rest of the player.
pub(crate) fn voice(speaker: Option<usize>) -> &'static str {
    speaker.map_or("s0", |speaker| ["s1", "s2", "s3", "s4"][speaker % 4])
}

/// A speaker's initial in a circle, and the name.
pub(crate) fn speaker(episode: &Episode, speaker: Option<usize>, texts: &Texts) -> [El; 2] {
    let name = name(episode, speaker, texts);
    let initial: String = name.chars().take(1).collect();
    let badge = el("span").class(&format!("talk-badge {}", voice(speaker))).attr("aria-hidden", "true");
    [badge.text(&initial), said("span", "name", &name)]
}

pub(crate) fn name(episode: &Episode, speaker: Option<usize>, texts: &Texts) -> String {
    match speaker.and_then(|speaker| episode.speakers.get(speaker)) {
        Some(speaker) => speaker.name.to_string(),
        None => texts.get(text("Not named")),
    }
}
