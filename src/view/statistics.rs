//! The panel of statistics: the number first, with the times at which it is said. A figure is lit while it is said.

use episode::figure::Figure;
use episode::timeline::SAID_FOR;
use episode::{Millis, Statistic};

use super::time_link;
use crate::dom::{El, el};
use crate::language::Localized as _;
use crate::state::{EpisodeSignal, PlaybackHandle};
use crate::strings;

/// Fills the panel.
pub(super) fn statistics(episode: EpisodeSignal, playback: PlaybackHandle, panel: El) -> El {
    let figures = move || {
        let timed_episode = episode.get();
        let statistics = timed_episode.statistics.iter().enumerate();
        statistics.map(|(index, s)| figure(episode, playback, index, s)).collect::<Vec<_>>()
    };
    panel
        .child(el("h3").class("vh").interface_lang().child(strings::KEY_FIGURES))
        .child(el("ul").class("figures").child(figures))
}

fn figure(episode: EpisodeSignal, playback: PlaybackHandle, index: usize, statistic: &Statistic) -> El {
    let said_at =
        (!statistic.mentions.is_empty()).then(|| el("span").class("vh").child(strings::SAID_AT).child(" "));
    let times = statistic.mentions.iter().map(|mention| chip(episode, playback, mention.start));
    el("li")
        .class("figure")
        .dir_auto()
        .class(("is-now", move || playback.is_said(index)))
        .child(value(&Figure::parse(&statistic.value)))
        .child(el("p").class("metric").child(&statistic.metric))
        .child(el("p").class("source").child(statistic.source.as_deref().unwrap_or_default()))
        .child(el("p").class("times").interface_lang().child(said_at).children(times))
}

/// The parts of a value, in the order in which they are read.
fn value(figure: &Figure<'_>) -> El {
    let part =
        |class: &'static str, text: &str| (!text.is_empty()).then(|| el("span").class(class).child(text));
    let unit = if figure.tight { "unit tight" } else { "unit" };
    el("p")
        .class("value")
        .child(part("qualifier", figure.qualifier).map(|part| part.child(" ")))
        .child(part("number", figure.number))
        .child(if figure.tight { "" } else { " " })
        .child(part(unit, figure.unit))
        .child(" ")
        .child(part("rest", figure.rest))
}

/// A time at which a figure is said.
fn chip(episode: EpisodeSignal, playback: PlaybackHandle, start: Millis) -> El {
    let is_said = move || (start..start + SAID_FOR).contains(&playback.time().get());
    time_link(episode, playback, "chip", start)
        .class(("is-now", is_said))
        .attr("aria-current", move || is_said().then_some("true"))
        .child(start.to_string())
        .child(move || if is_said() { format!(" {}", strings::NOW.get()) } else { String::new() })
}
