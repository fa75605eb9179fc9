//! The words that tell the episode from the site's others.

use dom::{El, el};
use episode::{Episode, Keyword};

use crate::section::{figure, said, seeks};
use crate::texts::{Texts, text};

/// Returns the figure: each word leads to where it is said first. `None` where the import found none.
pub(crate) fn keywords(episode: &Episode, texts: &Texts) -> Option<El> {
    let keywords = episode.keywords.as_ref().filter(|keywords| !keywords.words.is_empty())?;
    let item = |keyword: &Keyword| {
        let turn = episode.transcript.turns.get(keyword.turn as usize);
        let first = turn.and_then(|turn| turn.unit_start(keyword.word as usize));
        let count = |text| texts.counted(text, keyword.count as usize);
        let button = seeks("talk-word", first)
            .child(said("span", "text", &keyword.text))
            .text(" ")
            .child(said("span", "length", &count(text("{n}×"))).attr("aria-hidden", "true"))
            .child(said("span", "vh", &count(text("said {n} time|said {n} times"))));
        el("li").child(button)
    };
    let about = text(
        "frequent here and rare elsewhere, compared with at least {n} other episode|frequent here and rare elsewhere, compared with at least {n} other episodes",
    );
    let about = texts.counted(about, keywords.others as usize);
    let list = el("ul").class("talk-words").children(keywords.words.iter().map(item));
    Some(figure(texts, text("Distinctive words"), &about).child(list))
}
