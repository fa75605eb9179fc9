//! The words that tell the episode from the site's others.

use dom::{El, el};
use episode::{Episode, Keyword, Timeline};

use crate::section::{english, figure, seeks};
use crate::text::grouped;

/// Returns the figure: each word leads to where it is said first. `None` where the import found none.
pub(crate) fn keywords(episode: &Episode, timeline: &Timeline) -> Option<El> {
    let keywords = episode.keywords.as_ref().filter(|keywords| !keywords.words.is_empty())?;
    let item = |keyword: &Keyword| {
        let first = timeline.word_start(episode, keyword.turn as usize, keyword.word as usize);
        let count = grouped(keyword.count as usize);
        let button = seeks("talk-word", first)
            .child(el("span").class("text").attr("dir", "auto").text(&keyword.text))
            .text(" ")
            .child(english("span", "length", &format!("{count}×")).attr("aria-hidden", "true"))
            .child(english("span", "vh", &format!("said {count} times")));
        el("li").child(button)
    };
    let others = keywords.others as usize;
    let plural = if others == 1 { "" } else { "s" };
    let about = format!(
        "frequent here and rare elsewhere, compared with at least {} other episode{plural}",
        grouped(others)
    );
    let list = el("ul").class("talk-words").children(keywords.words.iter().map(item));
    Some(figure("Distinctive words", &about).child(list))
}
