//! The whole section.

use dom::{El, el};
use episode::{Episode, Millis, Timeline, Timing};
use talk::Talk;

use crate::chapters::Chapters;
use crate::pace::PaceChart;
use crate::text::{Words, grouped};
use crate::{keywords, share, turns};

/// The section, and what changes in it with time.
pub(crate) struct Section {
    element: El,
    timeline: Timeline,
    pace: Option<PaceChart>,
    chapters: Option<Chapters>,
}

impl Section {
    pub(crate) fn new(episode: &Episode, timeline: Timeline, talk: Talk) -> Self {
        let words = Words::of(talk.unit);
        let summary = format!(
            "{} {}{}.{}",
            grouped(talk.words),
            words.plural,
            if timeline.end > Millis::ZERO {
                format!(" in {}", timeline.end.as_length())
            } else {
                String::new()
            },
            no_pace(talk.timing),
        );
        let chapters = Chapters::new(episode, &talk.chapters, timeline.end);
        let questions = turns::questions(episode, &talk);
        let (shares, longest) =
            (share::share_figure(episode, &talk, words), turns::longest(episode, &talk, words));
        let keywords = keywords::keywords(episode, &timeline);
        let pace = talk.pace.map(|pace| PaceChart::new(episode, pace, timeline.end, words));
        let element = el("section")
            .class("talk")
            .attr("lang", "en")
            .child(el("h3").class("talk-title").text("The talk itself"))
            .child(english("p", "talk-summary", &summary))
            .child(shares)
            .child(pace.as_ref().map(|pace| pace.element.clone()))
            .child(chapters.as_ref().map(|chapters| chapters.element.clone()))
            .child(longest)
            .child(questions)
            .child(keywords);
        Self { element, timeline, pace, chapters }
    }

    pub(crate) fn element(&self) -> &El {
        &self.element
    }

    pub(crate) fn set_time(&mut self, time: Millis) {
        if let Some(pace) = &mut self.pace {
            pace.set_time(time);
        }
        if let Some(chapters) = &mut self.chapters {
            chapters.set_time(self.timeline.chapter(time), time);
        }
    }
}

/// Why there is no pace, as a sentence after another.
fn no_pace(timing: Timing) -> &'static str {
    match timing {
        Timing::Captions => "",
        Timing::Estimated => " The times of this transcript are estimated (≈), so its pace is not known.",
        Timing::None => " This transcript has no times, so its pace is not known.",
    }
}

/// A figure with its caption: a name, and what is counted.
pub(crate) fn figure(name: &str, about: &str) -> El {
    let caption = el("figcaption").text(name).text(" ").child(english("span", "", about));
    el("figure").class("picture").child(caption)
}

/// An element with words or numbers of the interface, which run from left to right on every page.
pub(crate) fn english(tag: &str, class: &str, text: &str) -> El {
    el(tag).class(class).attr("dir", "ltr").text(text)
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
pub(crate) fn speaker(episode: &Episode, speaker: Option<usize>) -> [El; 2] {
    let name = name(episode, speaker);
    let initial: String = name.chars().take(1).collect();
    let badge = el("span").class(&format!("talk-badge {}", voice(speaker))).attr("aria-hidden", "true");
    [badge.text(&initial), el("span").class("name").attr("dir", "auto").text(name)]
}

pub(crate) fn name(episode: &Episode, speaker: Option<usize>) -> &str {
    speaker.and_then(|speaker| episode.speakers.get(speaker)).map_or("Not named", |speaker| &speaker.name)
}
