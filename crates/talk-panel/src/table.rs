//! The numbers of a figure as a table, behind a disclosure.

use dom::{El, el};
use episode::Millis;
use language::{Text, Value};

use crate::section::seeks;
use crate::texts::{Texts, text};

/// A cell: its text, and where it leads.
pub(crate) struct Cell {
    text: String,
    seek: Option<Millis>,
}

/// A cell that is a text.
pub(crate) fn cell(text: impl Into<String>) -> Cell {
    Cell { text: text.into(), seek: None }
}

/// A cell that seeks where the time is known.
pub(crate) fn link(text: impl Into<String>, seek: Option<Millis>) -> Cell {
    Cell { text: text.into(), seek }
}

/// The table. The first cell of a row is its heading.
pub(crate) fn table(
    texts: &Texts,
    name: Text,
    head: &[Text],
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> El {
    let name = texts.get(name);
    let head = head.iter().map(|title| el("th").attr("scope", "col").text(&texts.get(*title)));
    let row = |cells: Vec<Cell>| {
        let cells = cells.into_iter().enumerate().map(|(index, Cell { text, seek })| {
            let cell = if index == 0 { el("th").attr("scope", "row") } else { el("td") };
            let content = if seek.is_some() { seeks("talk-link", seek) } else { el("bdi") };
            cell.child(content.attr("dir", "auto").text(&text))
        });
        el("tr").children(cells)
    };
    let table = el("table")
        .attr("aria-label", &name)
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows.into_iter().map(row)));
    let summary = el("summary")
        .attr("aria-label", &texts.with(text("As a table: {name}"), &[("name", Value::Text(&name))]))
        .text(&texts.get(text("As a table")));
    el("details").class("talk-table").child(summary).child(table)
}
