//! The key figures: the number first, each linked to where it is said, lit while it is.

use episode::figure::Figure;
use episode::timeline::SAID_FOR;
use episode::{Millis, Statistic};

use super::time_link;
use crate::dom::{El, el};
use crate::state::Player;

pub(super) fn statistics(player: Player) -> [El; 2] {
    let figures = move || {
        player.edition().track();
        player
            .episode()
            .statistics
            .iter()
            .enumerate()
            .map(|(index, s)| figure(player, index, s))
            .collect::<Vec<_>>()
    };
    [el("h3").class("vh").interface_lang().child("Key figures"), el("ul").class("figures").child(figures)]
}

fn figure(player: Player, index: usize, statistic: &Statistic) -> El {
    let said_at = (!statistic.mentions.is_empty()).then(|| el("span").class("vh").child("Said at "));
    let times = statistic.mentions.iter().map(|mention| chip(player, mention.start));
    el("li")
        .class("figure")
        .dir_auto()
        .class(("is-now", move || player.is_said(index)))
        .child(value(&Figure::parse(&statistic.value)))
        .child(el("p").class("metric").child(&statistic.metric))
        .child(el("p").class("source").child(statistic.source.as_deref().unwrap_or_default()))
        .child(el("p").class("times").interface_lang().children(said_at).children(times))
}

/// The parts of a value, in the order in which they are read.
fn value(figure: &Figure<'_>) -> El {
    let part =
        |class: &'static str, text: &str| (!text.is_empty()).then(|| el("span").class(class).child(text));
    let unit = if figure.tight { "unit tight" } else { "unit" };
    el("p")
        .class("value")
        .children(part("qualifier", figure.qualifier).map(|part| part.child(" ")))
        .children(part("number", figure.number))
        .child(if figure.tight { "" } else { " " })
        .children(part(unit, figure.unit))
        .child(" ")
        .children(part("rest", figure.rest))
}

/// A time at which a figure is said.
fn chip(player: Player, start: Millis) -> El {
    let is_said = move || (start..start + SAID_FOR).contains(&player.now().get());
    time_link(player, "chip", start)
        .class(("is-now", is_said))
        .attr("aria-current", move || is_said().then_some("true"))
        .child(&start.to_string())
        .child(move || if is_said() { " now" } else { "" }.to_owned())
}
