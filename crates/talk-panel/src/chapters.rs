//! How long the chapters are: a bar for each, filled as far as the episode has come.

use dom::{El, el};
use episode::{Episode, Millis};
use talk::ChapterLength;

use crate::section::{figure, said, seeks};
use crate::table::{cell, link, table};
use crate::text::{part, percent};
use crate::texts::{Texts, text};

/// The figure, and what changes in it.
pub(crate) struct Chapters {
    pub(crate) element: El,
    items: Vec<(El, ChapterLength)>,
    current: Option<usize>,
}

impl Chapters {
    /// `None` where there are fewer than two: there is nothing to compare.
    pub(crate) fn new(
        episode: &Episode,
        lengths: &[ChapterLength],
        end: Millis,
        texts: &Texts,
    ) -> Option<Self> {
        let longest = lengths.iter().map(|chapter| chapter.length).max()?;
        if lengths.len() < 2 || longest == Millis::ZERO {
            return None;
        }
        let title = |chapter: &ChapterLength| &*episode.chapters[chapter.chapter].title;
        let item = |chapter: &ChapterLength| {
            let bar = el("span").class("bar").style("inline-size", &percent(chapter.length, longest));
            let button = seeks("talk-chapter", Some(chapter.start))
                .child(
                    el("span")
                        .class("n")
                        .attr("aria-hidden", "true")
                        .text(&(chapter.chapter + 1).to_string()),
                )
                .child(said("span", "title", title(chapter)))
                .text(" ")
                .child(said("span", "length", &chapter.length.as_length().to_string()))
                .child(bar.attr("aria-hidden", "true"));
            (button, *chapter)
        };
        let items: Vec<_> = lengths.iter().map(item).collect();
        let row = |chapter: &ChapterLength| {
            vec![
                link(title(chapter), Some(chapter.start)),
                cell(chapter.start.to_string()),
                cell(chapter.length.as_length().to_string()),
                cell(texts.percent(part(chapter.length, end, 100) as usize)),
            ]
        };
        let list = items.iter().map(|(button, _)| el("li").child(button.clone()));
        let name = text("Chapter lengths");
        let head = [text("Chapter"), text("Starts at"), text("Length"), text("Of the episode")];
        let element = figure(texts, name, &texts.get(text("minutes")))
            .child(el("ol").class("talk-chapters").children(list))
            .child(table(texts, name, &head, lengths.iter().map(row)));
        Some(Self { element, items, current: None })
    }

    /// Marks the current chapter, and fills its bar up to a time.
    pub(crate) fn set_time(&mut self, current: Option<usize>, time: Millis) {
        if self.current != current {
            for (index, (button, _)) in self.items.iter().enumerate() {
                let is_current = current == Some(index);
                button.toggle_class("is-now", is_current);
                button.toggle_class("is-past", current.is_some_and(|current| index < current));
                button.set_attr("aria-current", is_current.then_some("true"));
            }
            self.current = current;
        }
        if let Some((button, chapter)) = current.and_then(|current| self.items.get(current)) {
            button.set_style("--done", &percent((time - chapter.start).min(chapter.length), chapter.length));
        }
    }
}
